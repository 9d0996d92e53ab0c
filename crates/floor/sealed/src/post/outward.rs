//! Errands that lead out of the service, and how far each has come.
//!
//! Every step is one transaction. A try is written down before anything leaves, with the ledger
//! line that says so and the time of the next try; what is cut off in between is tried again then.
//! So nothing leaves without a durable line, nothing is forgotten, and what left just before the
//! power went may leave a second time.

use super::{DeliverError, Item, OUTWARD_1, seal_item};
use crate::engine::{Batch, PostRow};
use crate::envelope::Damaged;
use crate::ledger::service_line;
use crate::stored::{DeskNote, InDirectory};
use crate::vault::{ReadError, SERVICE, Vault};
use care::{ClientId, Moment, PersonId, RecordId, Section, Sections};
use serde::{Deserialize, Serialize};

/// What is to be done outside: by which way, and for what kind of reason. The numbers are those of
/// the capability that sends; there are no words here and none can be put in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Errand {
    /// The way.
    pub way: u8,
    /// The kind of reason.
    pub reason: u8,
}

/// An errand whose time has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parcel {
    /// To whom.
    pub to: PersonId,
    /// Which item.
    pub post: RecordId,
    /// What is to be done.
    pub errand: Errand,
    /// When it was queued, or the notice it follows from came due.
    pub queued: Moment,
    /// How often it was tried.
    pub tries: u32,
}

/// The stored shape of an errand.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct OutwardV1 {
    way: u8,
    reason: u8,
    queued_at: i64,
}

impl OutwardV1 {
    pub(super) const fn parcel(self, row: &PostRow) -> Parcel {
        Parcel {
            to: row.client.person(),
            post: row.post,
            errand: Errand {
                way: self.way,
                reason: self.reason,
            },
            queued: Moment::from_millis(self.queued_at),
            tries: row.tries,
        }
    }
}

impl Vault {
    /// A person's note for machinery, if there is one. No act is opened and no line is left: what
    /// is read here stays inside the machine, and a line is left when something is sent.
    pub async fn desk_note<T: DeskNote>(&self, person: PersonId) -> Result<Option<T>, ReadError> {
        let desk = ClientId::of(person);
        let Some(key) = self.key(desk).await? else {
            return Ok(None);
        };
        let tag = key.gist_tag(T::KIND);
        let rows = self.inner.engine.gists(vec![desk]).await?;
        let note = rows.iter().find(|row| row.tag == tag);
        let open = |row| self.open_gist(&key, Section::Identity, row);
        Ok(note.map(open).transpose()?)
    }

    /// Errands whose time has come, oldest first, and how many items do not open.
    pub async fn errands(&self, limit: u32) -> Result<(Vec<Parcel>, usize), ReadError> {
        let parcels = |item| match item {
            Item::Inside(_) => None,
            Item::Outward(parcel) => Some(parcel),
        };
        self.due_of(limit, parcels).await
    }

    /// A new errand as it is stored, if there is still such a person.
    pub(super) async fn outward(
        &self,
        to: PersonId,
        errand: Errand,
        queued: Moment,
        due_at: Moment,
    ) -> Result<Option<PostRow>, ReadError> {
        let parcel = Parcel {
            to,
            post: RecordId::mint(self.now(), self.chance()),
            errand,
            queued,
            tries: 0,
        };
        if self.key(ClientId::of(to)).await?.is_none() {
            return Ok(None);
        }
        Ok(Some(self.seal_parcel(&parcel, due_at).await?))
    }

    async fn seal_parcel(&self, parcel: &Parcel, due_at: Moment) -> Result<PostRow, ReadError> {
        let desk = ClientId::of(parcel.to);
        let key = self.key(desk).await?.ok_or(Damaged)?;
        let row = PostRow {
            client: desk,
            post: parcel.post,
            due_at,
            tries: parcel.tries,
            sealed: Vec::new(),
        };
        let stored = OutwardV1 {
            way: parcel.errand.way,
            reason: parcel.errand.reason,
            queued_at: parcel.queued.millis(),
        };
        Ok(seal_item(self, &key, row, OUTWARD_1, &stored)?)
    }

    /// Queues an errand by itself.
    pub async fn send(
        &self,
        to: PersonId,
        errand: Errand,
        due_at: Moment,
    ) -> Result<(), DeliverError> {
        let batch = Batch {
            post: self
                .outward(to, errand, self.now(), due_at)
                .await?
                .into_iter()
                .collect(),
            ..Batch::default()
        };
        Ok(self.inner.engine.commit(batch).await?)
    }

    /// Writes down that an errand is being tried: one try more, the next at `again_at`, and at the
    /// first try the line in the person's ledger. Only when this has returned may anything leave.
    pub async fn trying(&self, parcel: &Parcel, again_at: Moment) -> Result<(), DeliverError> {
        let tried = Parcel {
            tries: parcel.tries.saturating_add(1),
            ..*parcel
        };
        let mut batch = Batch {
            post: vec![self.seal_parcel(&tried, again_at).await?],
            ..Batch::default()
        };
        if parcel.tries == 0 {
            let whose = ClientId::of(parcel.to);
            let key = self
                .key(whose)
                .await?
                .ok_or(Damaged)
                .map_err(ReadError::from)?;
            let opened = Sections::of(&[Section::Identity]);
            let line = service_line(self, whose, &key, opened, self.now());
            batch.lines.push(line.map_err(ReadError::from)?);
        }
        Ok(self.inner.engine.commit(batch).await?)
    }

    /// Puts an errand off. That is no try.
    pub async fn put_off(&self, parcel: &Parcel, until: Moment) -> Result<(), DeliverError> {
        let batch = Batch {
            post: vec![self.seal_parcel(parcel, until).await?],
            ..Batch::default()
        };
        Ok(self.inner.engine.commit(batch).await?)
    }

    /// Takes an errand out of the outbox: it is done, or must not be done any more.
    pub async fn done_with(&self, parcel: &Parcel) -> Result<(), DeliverError> {
        let batch = Batch {
            delivered: vec![(ClientId::of(parcel.to), parcel.post)],
            ..Batch::default()
        };
        Ok(self.inner.engine.commit(batch).await?)
    }

    /// Gives an errand up: it leaves the outbox, and an entry of the service's directory says so,
    /// in one transaction.
    pub async fn give_up<T: InDirectory>(
        &self,
        parcel: &Parcel,
        entry: &T,
    ) -> Result<(), DeliverError> {
        let mut change = self.directory_change();
        change.keep(parcel.post, 0, entry).await?;
        let batch = Batch {
            delivered: vec![(ClientId::of(parcel.to), parcel.post)],
            ..change.into_batch()
        };
        Ok(self.inner.engine.commit(batch).await?)
    }

    /// Takes up again what was given up: the entry goes from the directory and the errand is
    /// queued anew, in one transaction.
    pub async fn take_up(
        &self,
        entry: RecordId,
        to: PersonId,
        errand: Errand,
        due_at: Moment,
    ) -> Result<(), DeliverError> {
        let batch = Batch {
            forget: vec![(SERVICE, entry)],
            post: self
                .outward(to, errand, self.now(), due_at)
                .await?
                .into_iter()
                .collect(),
            ..Batch::default()
        };
        Ok(self.inner.engine.commit(batch).await?)
    }
}
