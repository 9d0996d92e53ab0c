//! Who wrote it, who hears of it; sending what was kept, and taking back what was sent.

use crate::ladder::{CheckV1, LadderV1};
use crate::refused::Refused;
use crate::script::{FeedbackV1, ScriptV1};
use crate::trial::TrialV1;
use care::{Audience, Happened, RecordId};
use sealed::{Act, ReadersV1};

/// Whether whoever acts is the client.
pub(crate) fn is_client(act: &Act) -> bool {
    act.by() == act.whose().person()
}

pub(crate) fn shared(act: &Act, work: RecordId) -> Happened {
    Happened::WorkShared {
        client: act.whose(),
        work,
        audience: Audience::Section,
    }
}

pub(crate) fn given(act: &Act, work: RecordId) -> Happened {
    Happened::WorkGiven {
        client: act.whose(),
        work,
    }
}

/// The client says anew who may read something of theirs: a ladder, a try, a script, or what they said
/// after going through one. What belongs to a ladder or a script that is taken back goes with it; what
/// is sent later is sent one by one. Whatever was read meanwhile stays in the ledger.
///
/// # Errors
/// If there is no such thing of the client's own, if it belongs to something that nobody else may
/// read, or if it could not be read.
pub async fn readers(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    if !is_client(act) {
        return Err(Refused::None);
    }
    let mut found = ladder(act, record, readers).await?;
    if found.is_none() {
        found = script(act, record, readers).await?;
    }
    if found.is_none() {
        found = trial(act, record, readers).await?;
    }
    if found.is_none() {
        found = feedback(act, record, readers).await?;
    }
    match (found, readers) {
        (None, _) => Err(Refused::None),
        (Some(Changed(true)), ReadersV1::Section) => Ok(vec![shared(act, record)]),
        (Some(_), _) => Ok(Vec::new()),
    }
}

/// Whether it was not so before.
#[derive(Clone, Copy)]
struct Changed(bool);

async fn ladder(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Option<Changed>, Refused> {
    let Some(kept) = act.find::<LadderV1>(record).await? else {
        return Ok(None);
    };
    if !kept.value.by_client {
        return Err(Refused::None);
    }
    if kept.value.readers == readers {
        return Ok(Some(Changed(false)));
    }
    let next = LadderV1 {
        readers,
        ..kept.value.clone()
    };
    act.amend(&kept, &next)?;
    for check in act.latest::<CheckV1>().await?.kept {
        if check.value.ladder == *record.bytes() {
            let next = CheckV1 {
                readers,
                ..check.value.clone()
            };
            act.amend(&check, &next)?;
        }
    }
    if readers == ReadersV1::Nobody {
        for trial in act.latest::<TrialV1>().await?.kept {
            if trial.value.ladder == *record.bytes() {
                take_back_trial(act, &trial)?;
            }
        }
    }
    Ok(Some(Changed(true)))
}

fn take_back_trial(act: &mut Act, trial: &sealed::Kept<TrialV1>) -> Result<(), Refused> {
    let next = TrialV1 {
        readers: ReadersV1::Nobody,
        ..trial.value.clone()
    };
    if trial.value.by_client && next != trial.value {
        act.amend(trial, &next)?;
    }
    Ok(())
}

async fn trial(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Option<Changed>, Refused> {
    let Some(kept) = act.find::<TrialV1>(record).await? else {
        return Ok(None);
    };
    // What is not finished is nobody's to read yet.
    if !kept.value.by_client || kept.value.after.is_none() || kept.value.gone.is_some() {
        return Err(Refused::None);
    }
    let of = act.find::<LadderV1>(kept.value.ladder()).await?;
    let apart = of.is_none_or(|of| of.value.readers == ReadersV1::Nobody);
    if readers == ReadersV1::Section && apart {
        return Err(Refused::Apart);
    }
    if kept.value.readers == readers {
        return Ok(Some(Changed(false)));
    }
    let next = TrialV1 {
        readers,
        ..kept.value.clone()
    };
    act.amend(&kept, &next)?;
    Ok(Some(Changed(true)))
}

async fn script(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Option<Changed>, Refused> {
    let Some(kept) = act.find::<ScriptV1>(record).await? else {
        return Ok(None);
    };
    if !kept.value.begun_by_client {
        return Err(Refused::None);
    }
    if kept.value.readers == readers {
        return Ok(Some(Changed(false)));
    }
    let next = ScriptV1 {
        readers,
        ..kept.value.clone()
    };
    act.amend(&kept, &next)?;
    if readers == ReadersV1::Nobody {
        for said in act.latest::<FeedbackV1>().await?.kept {
            if said.value.script == *record.bytes() && said.value.by_client {
                let next = FeedbackV1 {
                    readers,
                    ..said.value.clone()
                };
                act.amend(&said, &next)?;
            }
        }
    }
    Ok(Some(Changed(true)))
}

async fn feedback(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Option<Changed>, Refused> {
    let Some(kept) = act.find::<FeedbackV1>(record).await? else {
        return Ok(None);
    };
    if !kept.value.by_client {
        return Err(Refused::None);
    }
    let of = act.find::<ScriptV1>(kept.value.script()).await?;
    let apart = of.is_none_or(|of| of.value.readers == ReadersV1::Nobody);
    if readers == ReadersV1::Section && apart {
        return Err(Refused::Apart);
    }
    if kept.value.readers == readers {
        return Ok(Some(Changed(false)));
    }
    let next = FeedbackV1 {
        readers,
        ..kept.value.clone()
    };
    act.amend(&kept, &next)?;
    Ok(Some(Changed(true)))
}
