//! Beginning a try, ending it, writing down what came of it.

use super::stored::{AfterV1, CameV1, TrialV1};
use super::{FEARED, TOLD};
use crate::ladder::{CheckV1, LadderV1};
use crate::refused::Refused;
use crate::rules::may_try;
use crate::shared::{given, is_client, shared};
use care::{Happened, Line, RecordId};
use sealed::{Act, Kept, ReadersV1};

/// What is said before a try.
pub struct Before<'a> {
    /// What they fear will happen.
    pub feared: &'a Line<FEARED>,
    /// How sure they are, from 0 to 100.
    pub sure: Option<u8>,
    /// The fear now, from 0 to 100.
    pub fear: Option<u8>,
}

/// What is said after a try.
#[derive(Clone, Copy)]
pub struct After<'a> {
    /// The most fear there was, from 0 to 100.
    pub peak: Option<u8>,
    /// The fear at the end.
    pub end: Option<u8>,
    /// Whether what was feared came.
    pub came: Option<CameV1>,
    /// How sure they are now.
    pub sure: Option<u8>,
    /// What happened.
    pub what: Option<&'a Line<TOLD>>,
    /// What they learned.
    pub learned: Option<&'a Line<TOLD>>,
}

/// Begins a try of a step under this id. What a client begins nobody reads until they say so; what
/// is begun by the therapist is begun together. The act opens the work.
///
/// # Errors
/// If something comes first, there is no such step, or it could not be read.
pub async fn begin(
    act: &mut Act,
    ladder: RecordId,
    step: RecordId,
    once: RecordId,
    before: &Before<'_>,
) -> Result<(), Refused> {
    if let Some(kept) = act.find::<TrialV1>(once).await? {
        let same = kept.value.by == *act.by().bytes() && kept.value.step == *step.bytes();
        return if same { Ok(()) } else { Err(Refused::Newer) };
    }
    let of = act.find::<LadderV1>(ladder).await?.ok_or(Refused::None)?;
    let on = of.value.step(step).ok_or(Refused::None)?;
    let check = act.id_for("courage check", ladder);
    let check = act.find::<CheckV1>(check).await?.map(|kept| kept.value);
    let by_client = is_client(act);
    may_try(&of.value, on, check.as_ref(), by_client, act.now()).map_err(Refused::Gate)?;
    let trial = TrialV1 {
        ladder: *ladder.bytes(),
        step: *step.bytes(),
        what: on.what.clone(),
        by: *act.by().bytes(),
        by_client,
        begun: act.now().millis(),
        feared: before.feared.as_str().to_owned(),
        sure: before.sure,
        before: before.fear,
        ended: None,
        stopped: false,
        after: None,
        gone: None,
        readers: if by_client {
            ReadersV1::Nobody
        } else {
            ReadersV1::Section
        },
    };
    act.keep(once, &trial)?;
    Ok(())
}

/// A try that whoever acts may write on: the client any, a therapist one that was begun together.
async fn own(act: &Act, trial: RecordId) -> Result<Kept<TrialV1>, Refused> {
    let found = act.find::<TrialV1>(trial).await?;
    let theirs = |kept: &Kept<TrialV1>| is_client(act) || !kept.value.by_client;
    found
        .filter(|kept| kept.value.gone.is_none())
        .filter(theirs)
        .ok_or(Refused::None)
}

/// It is over, or was stopped. The first time counts.
///
/// # Errors
/// If there is no such try, or it could not be read.
pub async fn end(act: &mut Act, trial: RecordId, stopped: bool) -> Result<(), Refused> {
    let stands = own(act, trial).await?;
    if stands.value.ended.is_some() || stands.value.after.is_some() {
        return Ok(());
    }
    let next = TrialV1 {
        ended: Some(act.now().millis()),
        stopped,
        ..stands.value.clone()
    };
    act.amend(&stands, &next)?;
    Ok(())
}

/// Writes down what came of it, once; it can be days later. What was begun together both can read.
///
/// # Errors
/// If there is no such try, something else was written already, the ladder is kept for the client
/// alone and this is not, or it could not be read.
pub async fn finish(
    act: &mut Act,
    trial: RecordId,
    after: &After<'_>,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let stands = own(act, trial).await?;
    let written = AfterV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        peak: after.peak,
        end: after.end,
        came: after.came,
        sure: after.sure,
        what: after.what.map_or("", Line::as_str).to_owned(),
        learned: after.learned.map_or("", Line::as_str).to_owned(),
    };
    if let Some(before) = &stands.value.after {
        let again = AfterV1 {
            by: before.by,
            at: before.at,
            ..written
        };
        return if again == *before {
            Ok(Vec::new())
        } else {
            Err(Refused::Newer)
        };
    }
    let together = !stands.value.by_client;
    let readers = if together {
        ReadersV1::Section
    } else {
        readers
    };
    if !together && readers == ReadersV1::Section {
        let of = act.find::<LadderV1>(stands.value.ladder()).await?;
        if of.is_none_or(|of| of.value.readers == ReadersV1::Nobody) {
            return Err(Refused::Apart);
        }
    }
    let next = TrialV1 {
        ended: stands.value.ended.or(Some(written.at)),
        after: Some(written),
        readers,
        ..stands.value.clone()
    };
    act.amend(&stands, &next)?;
    Ok(match readers {
        ReadersV1::Nobody => Vec::new(),
        ReadersV1::Section if is_client(act) => vec![shared(act, trial)],
        ReadersV1::Section => vec![given(act, trial)],
    })
}

/// The client takes a try out: its words and numbers are not there any more, and it counts for
/// nothing. That there was one stays, for them alone.
///
/// # Errors
/// If there is no such try, or it could not be read.
pub async fn leave_out(act: &mut Act, trial: RecordId) -> Result<(), Refused> {
    if !is_client(act) {
        return Err(Refused::None);
    }
    let stands = own(act, trial).await?;
    let next = TrialV1 {
        feared: String::new(),
        sure: None,
        before: None,
        after: None,
        gone: Some(act.now().millis()),
        readers: ReadersV1::Nobody,
        ..stands.value.clone()
    };
    act.amend(&stands, &next)?;
    Ok(())
}
