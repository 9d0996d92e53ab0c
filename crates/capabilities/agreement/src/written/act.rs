//! Writing a version, signing the other side's, and saying beside a part that one sees it
//! differently. Whose signature it is follows from who acts, never from what was posted.

use super::stored::{RemarkV1, SignedV1, VersionV1};
use super::versions::{Agreement, Waits};
use crate::gist::AgreementGistV1;
use care::{Happened, Line, Moment, Purpose, RecordId, Role};
use forms::{Answer, Response, StoredAnswers};
use sealed::{Act, Kept, ReadError};

/// Why something was not done to the agreement. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum AgreementRefused {
    /// A newer version was written meanwhile.
    #[error("the agreement was changed meanwhile; please look at it again")]
    Newer,
    /// There is no such version, or no such part.
    #[error("there is no such version or part of the agreement")]
    None,
    /// One does not sign one's own words a second time for the other side.
    #[error("this is for the other side to sign")]
    OwnWords,
    /// It is between the client and their therapist.
    #[error("only the client and their therapist write and sign the agreement")]
    NotTheirs,
    /// Everything was left open.
    #[error("write at least one line; everything else can stay open")]
    Empty,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// The agreement as it stands. The act must open the relationship.
///
/// # Errors
/// [`ReadError::Damaged`] if a version cannot be read: an agreement that is partly unreadable must
/// not be shown as if it were whole.
pub async fn agreement(act: &Act) -> Result<Agreement, ReadError> {
    let listing = act.latest::<VersionV1>().await?;
    if !listing.damaged.is_empty() {
        return Err(sealed::Damaged.into());
    }
    Ok(Agreement::of(listing.kept))
}

/// What is seen differently now, oldest first: what was taken back is not among it.
///
/// # Errors
/// As for [`agreement`].
pub async fn remarks(act: &Act) -> Result<Vec<RemarkV1>, ReadError> {
    let listing = act.latest::<RemarkV1>().await?;
    if !listing.damaged.is_empty() {
        return Err(sealed::Damaged.into());
    }
    let values = listing.kept.into_iter().map(|kept| kept.value);
    let mut said: Vec<_> = values.filter(|one| !one.words.is_empty()).collect();
    said.sort_by_key(|one| one.at);
    Ok(said)
}

/// Which side acts: the client (`true`) or the therapist who treats them (`false`). Whoever only
/// stands beside them may read, and signs nothing.
fn side(act: &Act) -> Result<bool, AgreementRefused> {
    if act.by() == act.whose().person() {
        return Ok(true);
    }
    let access = act.access();
    let treats = access.purpose() == Purpose::Treatment && access.asker().role == Role::Therapist;
    if treats {
        Ok(false)
    } else {
        Err(AgreementRefused::NotTheirs)
    }
}

/// The id of a version: the same from every page, so that two who write at once do not both become
/// the same version.
fn id(act: &Act, number: u16) -> RecordId {
    act.id_for(
        "agreement version",
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
/// sent a second time, the same words are the same version.
///
/// # Errors
/// As [`AgreementRefused`] says.
pub async fn propose(
    act: &mut Act,
    seen: u16,
    response: &Response,
) -> Result<(Sent, Vec<Happened>), AgreementRefused> {
    let by_client = side(act)?;
    let answers = response.stored();
    let is_open = |(_, answer): &(String, Answer)| answer.is_skipped();
    if answers.answers.iter().all(is_open) {
        return Err(AgreementRefused::Empty);
    }
    let mut agreement = agreement(act).await?;
    if let Some(newest) = agreement.versions.last()
        && newest.value.answers == answers
    {
        let mine = newest.value.by_client == by_client;
        return match newest.value.signed {
            Some(_) => Ok((Sent::Same, Vec::new())),
            None if mine => Ok((Sent::Waits, Vec::new())),
            None if newest.value.number == seen => Ok((Sent::Signed, sign(act, seen).await?)),
            None => Err(AgreementRefused::Newer),
        };
    }
    if agreement.newest() != seen {
        return Err(AgreementRefused::Newer);
    }
    let number = seen.checked_add(1).ok_or(AgreementRefused::Newer)?;
    let version = VersionV1 {
        number,
        by: *act.by().bytes(),
        by_client,
        at: act.now().millis(),
        answers,
        signed: None,
    };
    let record = id(act, number);
    act.keep(record, &version)?;
    agreement.versions.push(Kept {
        record,
        version: 1,
        at: act.now(),
        value: version,
    });
    set_gist(act, &agreement).await?;
    let happened = Happened::AgreementWritten {
        client: act.whose(),
    };
    Ok((Sent::Waits, vec![happened]))
}

/// The side that did not write a version signs it: from now on it is in force. Signing twice is
/// signing once.
///
/// # Errors
/// As [`AgreementRefused`] says.
pub async fn sign(act: &mut Act, number: u16) -> Result<Vec<Happened>, AgreementRefused> {
    let by_client = side(act)?;
    let mut agreement = agreement(act).await?;
    if agreement.version(number).is_none() {
        return Err(AgreementRefused::None);
    }
    if agreement.newest() != number {
        return Err(AgreementRefused::Newer);
    }
    let newest = agreement
        .versions
        .last_mut()
        .ok_or(AgreementRefused::None)?;
    if newest.value.by_client == by_client {
        return Err(AgreementRefused::OwnWords);
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
    set_gist(act, &agreement).await?;
    Ok(vec![Happened::AgreementConfirmed {
        client: act.whose(),
    }])
}

/// Says beside a part that one sees it differently, in place of what the same person said there
/// before; without words, takes that back. It holds nothing up.
///
/// # Errors
/// As [`AgreementRefused`] says.
pub async fn remark(
    act: &mut Act,
    part: &str,
    words: Option<&Line<500>>,
) -> Result<Vec<Happened>, AgreementRefused> {
    let by_client = side(act)?;
    let form = crate::form().ok_or(AgreementRefused::None)?;
    let mut parts = form
        .items()
        .iter()
        .filter(|item| !item.children().is_empty());
    if !parts.any(|item| item.link_id().as_str() == part) {
        return Err(AgreementRefused::None);
    }
    let by = act.by();
    let record = act.id_for(
        &format!("agreement remark {part}"),
        RecordId::from_bytes(*by.bytes()),
    );
    let words = words.map_or("", Line::as_str);
    let kept = act.find::<RemarkV1>(record).await?;
    if kept.as_ref().map_or("", |kept| kept.value.words.as_str()) == words {
        return Ok(Vec::new());
    }
    let said = RemarkV1 {
        part: part.to_owned(),
        by: *by.bytes(),
        by_client,
        at: act.now().millis(),
        words: words.to_owned(),
    };
    match kept {
        Some(was) => act.amend(&was, &said)?,
        None => act.keep(record, &said)?,
    }
    // What was taken back is nothing that the other side has to hear of.
    let told = (!words.is_empty()).then(|| Happened::AgreementWritten {
        client: act.whose(),
    });
    Ok(told.into_iter().collect())
}

async fn set_gist(act: &mut Act, agreement: &Agreement) -> Result<(), ReadError> {
    let in_force = agreement.in_force().map(|kept| &kept.value);
    let signed = in_force.and_then(VersionV1::signed_by_both);
    let proposed = agreement.proposed().map(|kept| kept.value.written());
    let waits = agreement.waits();
    let gist = AgreementGistV1 {
        in_force: in_force.map_or(0, |version| version.number),
        waits_for_staff: waits == Waits::Staff,
        waits_for_client: waits == Waits::Client,
        since: proposed.or(signed).map_or(0, Moment::millis),
        review: in_force.and_then(|version| review(&version.answers)),
    };
    act.set_gist(&gist).await
}

/// The day on which it is to be looked at again, as `YYYY-MM-DD`, if one is set to the day.
pub(crate) fn review(answers: &StoredAnswers) -> Option<String> {
    let forms::When::Date(day) = answers.get("review")?.when()? else {
        return None;
    };
    day.day().is_some().then(|| day.to_string())
}
