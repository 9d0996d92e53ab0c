//! Who reads a stuck point: the client sends one they began, or keeps it for themself again, with
//! everything that stands beside it.

use super::act::{Refused, begun, point};
use super::stored::{BeliefV1, LineV1, PointV1};
use care::{Happened, RecordId};
use sealed::{Act, ReadersV1};

/// The client sends a thought that they kept for themself.
///
/// # Errors
/// As [`Refused`] says.
pub async fn send(act: &mut Act, record: RecordId) -> Result<Vec<Happened>, Refused> {
    let changed = set(act, record, ReadersV1::Section).await?;
    if !changed {
        return Ok(Vec::new());
    }
    Ok(begun(act, record, true, ReadersV1::Section))
}

/// The client keeps for themself again what they had sent. What was read is read, and stands in the
/// ledger. A thought that was begun in a session stays with both.
///
/// # Errors
/// As [`Refused`] says.
pub async fn keep_again(act: &mut Act, record: RecordId) -> Result<(), Refused> {
    set(act, record, ReadersV1::Nobody).await.map(drop)
}

async fn set(act: &mut Act, record: RecordId, readers: ReadersV1) -> Result<bool, Refused> {
    let stands = point(act, record).await?;
    if act.by() != act.whose().person() || !stands.value.by_client {
        return Err(Refused::None);
    }
    if stands.value.readers == readers {
        return Ok(false);
    }
    let value = PointV1 {
        readers,
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    beside(act, record, readers).await?;
    Ok(true)
}

/// What stands beside a thought is read by whoever reads the thought.
pub(super) async fn beside(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<(), Refused> {
    for kept in act.latest::<LineV1>().await?.kept {
        if kept.value.point() == record && kept.value.readers != readers {
            let value = LineV1 {
                readers,
                ..kept.value.clone()
            };
            act.amend(&kept, &value)?;
        }
    }
    for kept in act.latest::<BeliefV1>().await?.kept {
        if kept.value.point() == record && kept.value.readers != readers {
            let value = BeliefV1 {
                readers,
                ..kept.value.clone()
            };
            act.amend(&kept, &value)?;
        }
    }
    Ok(())
}
