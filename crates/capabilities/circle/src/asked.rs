//! Whether the device is the client's alone: asked before the circle is opened, and again after a
//! while, because that changes. The act opens Drafts.

use crate::stored::AskedV1;
use care::{DAY, Moment, RecordId};
use sealed::{Act, ReadError};

/// For how long an answer holds, in milliseconds: 30 days, the shorter end of what is advised for
/// asking again about safe contact (threat T4 in `docs/threat-model.md`).
const HOLDS: i64 = 30 * DAY;

/// What is known about the device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Device {
    /// It was never asked, or too long ago.
    NotAsked,
    /// It is theirs alone.
    Alone,
    /// Someone else may see it, or they do not know.
    Seen,
}

fn id(act: &Act) -> RecordId {
    act.id_for("circle asked", RecordId::from_bytes([0; 16]))
}

/// What the client said last.
///
/// # Errors
/// If it could not be read. An answer that is damaged is asked for again.
pub async fn device(act: &Act, now: Moment) -> Result<Device, ReadError> {
    let found = match act.find::<AskedV1>(id(act)).await {
        Ok(found) => found,
        Err(ReadError::Damaged(_)) => None,
        Err(error) => return Err(error),
    };
    let asked = found.map(|kept| kept.value);
    let fresh = asked.filter(|asked| (0..HOLDS).contains(&(now - Moment::from_millis(asked.at))));
    Ok(match fresh {
        None => Device::NotAsked,
        Some(AskedV1 { alone: true, .. }) => Device::Alone,
        Some(_) => Device::Seen,
    })
}

/// Keeps what the client said.
///
/// # Errors
/// If it could not be kept.
pub fn said(act: &mut Act, alone: bool) -> Result<(), ReadError> {
    let at = act.now().millis();
    let id = id(act);
    act.overwrite(id, &AskedV1 { alone, at })
}
