//! What the worker does about ruptures: whoever treats the client is reminded once when an answer is
//! due; a rupture through which three sessions have gone is brought to supervision; a session that
//! the service called off at short notice becomes a rupture. It finds what waits from ids and times,
//! and looks into a record only in a watch act, which leaves its line.

use super::act::{by_itself, find, may, with};
use super::rules::{ABOUT, SHORT_NOTICE};
use super::stored::{RuptureDueV1, RuptureWaitsV1, WaitsForV1};
use crate::rupture::broken::{Broken, broken};
use crate::rupture::{RuptureV1, StateV1};
use care::{ClientId, Happened, Moment, PersonId, RecordId, Sections};
use sealed::engine::CommitError;
use sealed::{Act, Notice, ReadError, Vault};

/// Something that waits for the worker.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waits {
    /// Whose record it is in.
    pub client: ClientId,
    entry: RecordId,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum What {
    /// A rupture is to be answered, and is not.
    Due(RecordId),
    /// Nothing is to be done about it any more.
    Ended,
    ThreeSessions(RecordId),
    CalledOff(RecordId, Option<PersonId>),
}

/// What waits now, of all clients.
///
/// # Errors
/// If the directory cannot be read.
pub async fn waiting(vault: &Vault) -> Result<Vec<Waits>, ReadError> {
    let now = vault.now().millis();
    let mut all = Vec::new();
    for kept in vault.directory_all::<RuptureDueV1>().await?.kept {
        let due = kept.value;
        let what = match (due.ended, due.told) {
            (true, _) => What::Ended,
            (false, false) if due.due_at <= now => What::Due(RecordId::from_bytes(due.rupture)),
            (false, _) => continue,
        };
        all.push(Waits {
            client: ClientId::from_bytes(due.client),
            entry: kept.record,
            what,
        });
    }
    for kept in vault.directory_all::<RuptureWaitsV1>().await?.kept {
        let waits = kept.value;
        if waits.at > now {
            continue;
        }
        let about = RecordId::from_bytes(waits.about);
        all.push(Waits {
            client: ClientId::from_bytes(waits.client),
            entry: kept.record,
            what: match waits.what {
                WaitsForV1::ThreeSessions => What::ThreeSessions(about),
                WaitsForV1::CalledOff => {
                    What::CalledOff(about, waits.with.map(PersonId::from_bytes))
                }
            },
        });
    }
    Ok(all)
}

impl Waits {
    /// The entry that says so, by which whoever carries it out knows it again.
    pub const fn entry(&self) -> RecordId {
        self.entry
    }

    /// Whether a record has to be looked into for it.
    pub fn needs_a_look(&self) -> bool {
        self.what != What::Ended
    }
}

/// Sees to it, in a watch act on the client's record.
///
/// # Errors
/// If something cannot be read. Nothing is kept then, and it is tried again.
pub async fn see_to(act: &mut Act, waits: &Waits) -> Result<Vec<Happened>, ReadError> {
    let now = act.now();
    match waits.what {
        What::Ended => Ok(Vec::new()),
        What::Due(rupture) => {
            remind(act, rupture, now).await?;
            Ok(Vec::new())
        }
        What::ThreeSessions(rupture) => {
            supervise(act, rupture, now).await?;
            Ok(Vec::new())
        }
        What::CalledOff(session, by) => broken(act, Broken::CalledOff, session, by).await,
    }
}

/// Whoever treats the client hears once that something waits.
async fn remind(act: &mut Act, rupture: RecordId, now: Moment) -> Result<(), ReadError> {
    let Some(kept) = act.find::<RuptureV1>(rupture).await? else {
        return Ok(());
    };
    let told = find(act, rupture).await?;
    if told.is_some_and(|kept| kept.value.prompted_at.is_some()) {
        return Ok(());
    }
    if kept.value.state() == StateV1::Open {
        act.post_to_therapists(ABOUT, Notice::SomethingWaits, now)
            .await?;
    }
    with(act, &kept, |follow_up| {
        follow_up.prompted_at = Some(now.millis());
    })
    .await
}

/// Three sessions went by: if it has not come right, whoever supervises hears.
async fn supervise(act: &mut Act, rupture: RecordId, now: Moment) -> Result<(), ReadError> {
    let Some(kept) = act.find::<RuptureV1>(rupture).await? else {
        return Ok(());
    };
    if kept.value.state() == StateV1::Closed {
        return Ok(());
    }
    let follow_up = find(act, rupture).await?.map(|kept| kept.value);
    let settled = |one: &super::FollowUpV1| one.unrepaired_at.is_some() || one.back_at.is_some();
    if follow_up.as_ref().is_some_and(settled) {
        return Ok(());
    }
    let in_supervision = follow_up.is_some_and(|one| one.is_in_supervision());
    let told = if in_supervision {
        0
    } else {
        act.post_to_supervisors(ABOUT, Notice::SomethingWaits, now)
            .await?
    };
    with(act, &kept, |follow_up| {
        follow_up.unrepaired_at = Some(now.millis());
        if told > 0 {
            follow_up.brought.push(by_itself(now));
        }
    })
    .await
}

/// Puts away what was seen to. What is to be answered stays until it is.
///
/// # Errors
/// If it cannot be written. Then it is seen to again, which changes nothing.
pub async fn put_away(vault: &Vault, waits: &Waits) -> Result<(), CommitError> {
    if matches!(waits.what, What::Due(_)) {
        return Ok(());
    }
    let mut change = vault.directory_change();
    if change.forget(waits.entry).await.is_err() {
        return Ok(());
    }
    change.done().await
}

/// The service called off a session: with less than a day's notice that is a rupture, which the
/// worker opens, since whoever calls off a session does not open what is said about the
/// relationship.
pub async fn called_off(
    act: &mut Act,
    session: RecordId,
    starts: Moment,
    with: Option<PersonId>,
) -> Result<(), ReadError> {
    let now = act.now();
    if now + SHORT_NOTICE <= starts || !may(act, Sections::NONE) {
        return Ok(());
    }
    let waits = RuptureWaitsV1 {
        client: *act.whose().bytes(),
        about: *session.bytes(),
        with: with.map(|person| *person.bytes()),
        what: WaitsForV1::CalledOff,
        at: now.millis(),
    };
    let id = act.id_for("session called off", session);
    act.keep_in_directory(id, 0, &waits).await
}
