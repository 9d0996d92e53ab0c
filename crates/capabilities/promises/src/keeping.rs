//! What the worker does: notices from ids and times alone what is late or to be broken, and carries
//! out what an act could not. Only to turn a promise, or to make or end one, a record is opened, in
//! a watch act that the worker brings.

use crate::act::{carry_out, step};
use crate::directory::{
    ErrandWhatV1, PromiseDueV1, PromiseErrandV1, PromiseGlassV1, PromiseToldV1,
};
use crate::kind::Kind;
use crate::rules::stands;
use crate::stored::{PromiseV1, WhatV1};
use care::{ClientId, Happened, Moment, PersonId, RecordId};
use sealed::engine::CommitError;
use sealed::{Act, Kept, Notice, ReadError, Vault};

/// What a look at the directory found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Late {
    /// Promises that are to be turned into broken ones, and whose.
    pub to_break: Vec<(ClientId, RecordId)>,
    /// How many are open in the whole service.
    pub open: usize,
    /// How many of those are late.
    pub late: usize,
    /// How many were told of now.
    pub told: usize,
    /// How many entries could not be read. They are counted, never left out silently.
    pub damaged: usize,
}

/// Looks through what is promised: whoever promised hears once that something waits when its time
/// has passed, and what has ended is put away.
///
/// # Errors
/// If the directory cannot be read. One entry that cannot be written is tried again the next time.
pub async fn late(vault: &Vault) -> Result<Late, ReadError> {
    let all = vault.directory_all::<PromiseDueV1>().await?;
    let mut found = Late {
        damaged: all.damaged.len(),
        ..Late::default()
    };
    for kept in all.kept {
        let entry = &kept.value;
        if !entry.open {
            put_away(vault, kept.record).await?;
            continue;
        }
        let now = vault.now();
        found.open += 1;
        found.late += usize::from(entry.is_late(now));
        if entry.is_to_break(now) {
            found.to_break.push((entry.client(), kept.record));
        } else if entry.is_late(now) {
            match tell(vault, &kept).await {
                Ok(told) => found.told += usize::from(told),
                // One entry that cannot be read keeps nobody else from being told.
                Err(ReadError::Damaged(_)) => found.damaged += 1,
                Err(error) => return Err(error),
            }
        }
    }
    Ok(found)
}

/// Whoever promised hears that something waits, as [`late`] tells them, where its time has passed
/// and nothing is made of that yet. Whether they heard now.
///
/// # Errors
/// If the directory cannot be read.
pub async fn remind(vault: &Vault, promise: RecordId) -> Result<bool, ReadError> {
    match vault.directory_find::<PromiseDueV1>(promise).await? {
        Some(kept) if kept.value.is_late(vault.now()) => tell(vault, &kept).await,
        _ => Ok(false),
    }
}

async fn told_id(vault: &Vault, promise: RecordId) -> Result<RecordId, ReadError> {
    vault.directory_id("promise told", promise.bytes()).await
}

/// Tells whoever promised that something waits, once for each due time.
async fn tell(vault: &Vault, kept: &Kept<PromiseDueV1>) -> Result<bool, ReadError> {
    let by = kept.value.by();
    // What nobody in particular promised stands on the list of whoever leads the service.
    if by == PersonId::SERVICE {
        return Ok(false);
    }
    let id = told_id(vault, kept.record).await?;
    let before = vault.directory_find::<PromiseToldV1>(id).await?;
    let due_at = kept.value.due_at;
    if before
        .as_ref()
        .is_some_and(|told| told.value.due_at == due_at)
    {
        return Ok(false);
    }
    let mut change = vault.directory_change();
    let version = before.map_or(0, |told| told.version);
    let waits = Notice::SomethingWaits;
    let (client, about) = (kept.value.client(), kept.value.kind.opens());
    let hears = change.tell_of(client, about, by, waits, vault.now());
    if !hears.await? {
        return Ok(false);
    }
    change.keep(id, version, &PromiseToldV1 { due_at }).await?;
    Ok(committed(&change.done().await))
}

async fn put_away(vault: &Vault, promise: RecordId) -> Result<(), ReadError> {
    let mut change = vault.directory_change();
    change.forget(promise).await?;
    change.forget(told_id(vault, promise).await?).await?;
    committed(&change.done().await);
    Ok(())
}

/// Another worker may have been first, and a full disk is tried again: neither is a failure here.
fn committed(outcome: &Result<(), CommitError>) -> bool {
    if let Err(error) = outcome {
        tracing::debug!(%error, "what is promised is looked at again");
    }
    outcome.is_ok()
}

/// Turns a promise whose time is over into a broken one. Nothing, where it has ended meanwhile, or
/// has been given more time: a promise is turned once.
///
/// # Errors
/// If it cannot be read.
pub async fn turn(act: &mut Act, promise: RecordId) -> Result<Vec<Happened>, ReadError> {
    let Some(was) = act.find::<PromiseV1>(promise).await? else {
        return Ok(Vec::new());
    };
    let now = act.now();
    if !stands(&was.value).is_to_break(now) {
        return Ok(Vec::new());
    }
    step(act, &was, now, WhatV1::Broken).await
}

/// Forgets what was promised to a client who is not here any more.
///
/// # Errors
/// If the directory cannot be written.
pub async fn gone(vault: &Vault, promise: RecordId) -> Result<(), ReadError> {
    put_away(vault, promise).await
}

/// Something that waits to be done in a watch act.
#[derive(Clone)]
pub struct Errand {
    id: RecordId,
    what: PromiseErrandV1,
}

impl Errand {
    /// Whose promise it is about.
    pub const fn client(&self) -> ClientId {
        ClientId::from_bytes(self.what.client)
    }

    /// The entry that says so, by which whoever carries it out knows it again.
    pub const fn entry(&self) -> RecordId {
        self.id
    }
}

/// What waits to be done, oldest first.
///
/// # Errors
/// If the directory cannot be read.
pub async fn errands(vault: &Vault) -> Result<Vec<Errand>, ReadError> {
    let all = vault.directory_all::<PromiseErrandV1>().await?;
    if !all.damaged.is_empty() {
        tracing::error!(
            count = all.damaged.len(),
            "what was to be promised is damaged; run attune verify"
        );
    }
    let errand = |kept: Kept<PromiseErrandV1>| Errand {
        id: kept.record,
        what: kept.value,
    };
    Ok(all.kept.into_iter().map(errand).collect())
}

/// Does what waits. Doing it a second time, after a crash or beside another worker, changes
/// nothing.
///
/// # Errors
/// If what is needed cannot be read.
pub async fn run(act: &mut Act, errand: &Errand) -> Result<Vec<Happened>, ReadError> {
    carry_out(act, &errand.what).await
}

/// What waited has been done, or its client is not here any more.
///
/// # Errors
/// If the directory cannot be written.
pub async fn ran(vault: &Vault, errand: &Errand) -> Result<(), ReadError> {
    let mut change = vault.directory_change();
    change.forget(errand.id).await?;
    committed(&change.done().await);
    Ok(())
}

/// An emergency opening, as ids and times.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Emergency {
    /// The record that says why.
    pub record: RecordId,
    /// Whose plan was opened.
    pub client: ClientId,
    /// When.
    pub at: Moment,
    /// By when somebody else is to have looked at it.
    pub due: Moment,
    /// When somebody did.
    pub looked_at: Option<Moment>,
}

/// Somebody else is to look at what was opened in an emergency, and to tell the client: that is a
/// promise of the service. It is made once and ends once, whoever runs this how often. What had been
/// looked at before it was first seen here was promised to nobody.
///
/// # Errors
/// If the directory cannot be read.
pub async fn on_emergency(vault: &Vault, emergency: &Emergency) -> Result<(), ReadError> {
    let id = vault
        .directory_id("promise glass", emergency.record.bytes())
        .await?;
    let before = vault.directory_find::<PromiseGlassV1>(id).await?;
    let (at, what) = match (&before, emergency.looked_at) {
        (None, None) => {
            let (by, due_at) = (*PersonId::SERVICE.bytes(), emergency.due.millis());
            (emergency.at, ErrandWhatV1::Made { by, due_at })
        }
        (Some(kept), Some(at)) if !kept.value.kept => {
            let done = at.millis();
            (at, ErrandWhatV1::Kept { at: done })
        }
        _ => return Ok(()),
    };
    let errand = PromiseErrandV1 {
        client: *emergency.client.bytes(),
        kind: Kind::Debrief,
        about: *emergency.record.bytes(),
        at: at.millis(),
        what,
    };
    let kept = emergency.looked_at.is_some();
    let mut change = vault.directory_change();
    let version = before.map_or(0, |kept| kept.version);
    change.keep(id, version, &PromiseGlassV1 { kept }).await?;
    let errand_id = RecordId::mint(vault.now(), vault.chance());
    change.keep(errand_id, 0, &errand).await?;
    committed(&change.done().await);
    Ok(())
}
