//! Writing a version and signing the other side's. Whose signature it is follows from who acts, never
//! from what was posted.

use super::stored::{PlanV1, SignedV1};
use super::{PlanRefused, side};
use crate::content::Content;
use crate::gist::PlanGistV1;
use care::{Happened, Moment, RecordId};
use sealed::{Act, Damaged, Kept, ReadError, Versions, Waits};

/// The plan as it stands.
pub type Plan = Versions<PlanV1>;

/// The plan as it stands. The act must open the work.
///
/// # Errors
/// [`ReadError::Damaged`] if a version cannot be read: a plan that is partly unreadable must not be
/// shown as if it were whole.
pub async fn plan(act: &Act) -> Result<Plan, ReadError> {
    let listing = act.latest::<PlanV1>().await?;
    if !listing.damaged.is_empty() {
        return Err(Damaged.into());
    }
    Ok(Plan::of(listing.kept))
}

/// The id of a version: the same from every page, so that two who write at once do not both become
/// the same version.
fn id(act: &Act, number: u16) -> RecordId {
    act.id_for(
        "goals version",
        RecordId::from_bytes(u128::from(number).to_be_bytes()),
    )
}

/// What became of a version that was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sent {
    /// It waits for the other side's signature.
    Waits,
    /// It said the very words of the other side: both have signed it.
    Signed,
    /// It says what is in force already; nothing happened.
    Same,
}

/// Writes the next version, and so signs it for the side that writes. `seen`: the number of the
/// newest that the page showed. Sending the very words that the other side sent last signs them;
/// sent a second time, the same words are the same version. What the client thinks of a way is the
/// client's to say: a therapist's version leaves it as it stands.
///
/// # Errors
/// As [`PlanRefused`] says.
pub async fn propose(
    act: &mut Act,
    seen: u16,
    content: Content,
) -> Result<(Sent, Vec<Happened>), PlanRefused> {
    let by_client = side(act)?;
    if content.goals.is_empty() {
        return Err(PlanRefused::Empty);
    }
    if !content.ids_differ() {
        return Err(PlanRefused::None);
    }
    let mut plan = plan(act).await?;
    let newest = plan.versions.last();
    let content = if by_client {
        content
    } else {
        content.with_preferences_of(newest.map(|kept| kept.value.goals.as_slice()))
    };
    if let Some(newest) = newest
        && newest.value.content() == content
    {
        let mine = newest.value.by_client == by_client;
        return match newest.value.signed {
            Some(_) => Ok((Sent::Same, Vec::new())),
            None if mine => Ok((Sent::Waits, Vec::new())),
            None if newest.value.number == seen => Ok((Sent::Signed, sign(act, seen).await?)),
            None => Err(PlanRefused::Newer),
        };
    }
    if plan.newest() != seen {
        return Err(PlanRefused::Newer);
    }
    let number = seen.checked_add(1).ok_or(PlanRefused::Newer)?;
    let version = PlanV1 {
        number,
        by: *act.by().bytes(),
        by_client,
        at: act.now().millis(),
        goals: content.goals,
        review: content.review,
        signed: None,
    };
    let record = id(act, number);
    act.keep(record, &version)?;
    plan.versions.push(Kept {
        record,
        version: 1,
        at: act.now(),
        value: version,
    });
    set_gist(act, &plan).await?;
    let happened = Happened::PlanWritten {
        client: act.whose(),
    };
    Ok((Sent::Waits, vec![happened]))
}

/// The side that did not write a version signs it: from now on it is in force. Signing twice is
/// signing once.
///
/// # Errors
/// As [`PlanRefused`] says.
pub async fn sign(act: &mut Act, number: u16) -> Result<Vec<Happened>, PlanRefused> {
    let by_client = side(act)?;
    let mut plan = plan(act).await?;
    if plan.version(number).is_none() {
        return Err(PlanRefused::None);
    }
    if plan.newest() != number {
        return Err(PlanRefused::Newer);
    }
    let newest = plan.versions.last_mut().ok_or(PlanRefused::None)?;
    if newest.value.by_client == by_client {
        return Err(PlanRefused::OwnWords);
    }
    if newest.value.signed.is_some() {
        return Ok(Vec::new());
    }
    let was = newest.clone();
    newest.value.signed = Some(SignedV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
    });
    act.amend(&was, &newest.value)?;
    set_gist(act, &plan).await?;
    Ok(vec![Happened::PlanSigned {
        client: act.whose(),
    }])
}

async fn set_gist(act: &mut Act, plan: &Plan) -> Result<(), ReadError> {
    let in_force = plan.in_force().map(|kept| &kept.value);
    let signed = in_force.and_then(PlanV1::signed_by_both);
    let proposed = plan.proposed().map(|kept| kept.value.written());
    let waits = plan.waits();
    let gist = PlanGistV1 {
        in_force: in_force.map_or(0, |version| version.number),
        waits_for_staff: waits == Waits::Staff,
        waits_for_client: waits == Waits::Client,
        since: proposed.or(signed).map_or(0, Moment::millis),
        review: in_force.and_then(|version| version.review.clone()),
    };
    act.set_gist(&gist).await
}
