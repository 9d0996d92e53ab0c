//! The outbox: what is to be delivered, sealed for the person it goes to. A notice says that
//! something waits and nothing else, so there is nothing in it to leak.

use crate::engine::{Batch, CommitError, GistRow, PostRow};
use crate::envelope::{Cell, Damaged, open_under};
use crate::stored::{Gist, from_bytes};
use crate::vault::{ReadError, Vault};
use care::{ClientId, Moment, PersonId, RecordId, Section};
use serde::{Deserialize, Serialize};

/// What a notice can say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notice {
    /// Something is waiting for you.
    SomethingWaits,
}

/// The stored shape of a notice.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) enum NoticeV1 {
    SomethingWaits,
}

impl NoticeV1 {
    pub(crate) const KIND: &'static str = "notice";
    pub(crate) const SHAPE: u16 = 1;
}

impl From<Notice> for NoticeV1 {
    fn from(notice: Notice) -> Self {
        match notice {
            Notice::SomethingWaits => Self::SomethingWaits,
        }
    }
}

/// How many delivered items someone's own page remembers, so that two workers that take the same
/// one deliver it once.
const REMEMBERED: usize = 32;

/// Since when something has waited for someone inside the app.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct WaitingV1 {
    pub(crate) since: Option<i64>,
    /// The newest delivered items, oldest first.
    pub(crate) delivered: Vec<[u8; 16]>,
}

impl WaitingV1 {
    fn deliver(&mut self, post: RecordId, now: Moment) {
        self.since = self.since.or(Some(now.millis()));
        if self.delivered.len() >= REMEMBERED {
            self.delivered.drain(..=self.delivered.len() - REMEMBERED);
        }
        self.delivered.push(*post.bytes());
    }
}

impl Gist for WaitingV1 {
    const KIND: &'static str = "waiting";
    const SHAPE: u16 = 1;
}

/// An item whose time has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// For whom.
    pub to: PersonId,
    /// Which item.
    pub post: RecordId,
    /// What it says.
    pub notice: Notice,
}

impl Vault {
    /// Items whose time has come, oldest first, and how many of them do not open.
    pub async fn due(&self, limit: u32) -> Result<(Vec<Due>, usize), ReadError> {
        let rows = self.inner.engine.due(self.now(), limit).await?;
        let (mut due, mut damaged) = (Vec::with_capacity(rows.len()), 0);
        for row in rows {
            match self.open_post(&row).await {
                Ok(item) => due.push(item),
                Err(ReadError::Damaged(Damaged)) => damaged += 1,
                Err(error) => return Err(error),
            }
        }
        Ok((due, damaged))
    }

    pub(crate) async fn open_post(&self, row: &PostRow) -> Result<Due, ReadError> {
        let key = self.key(row.client).await?.ok_or(Damaged)?;
        let names = (Section::Overview.code(), NoticeV1::KIND, NoticeV1::SHAPE);
        let bound = self.bound(Cell::Post, row.client, &key, *row.post.bytes(), 1, names);
        let payload = open_under(&key.section(Section::Overview), &bound, &row.sealed)?;
        let notice = match from_bytes(&payload)? {
            NoticeV1::SomethingWaits => Notice::SomethingWaits,
        };
        Ok(Due {
            to: row.client.person(),
            post: row.post,
            notice,
        })
    }

    /// Delivers an item inside the app: it leaves the outbox and the person's own page says that
    /// something waits, in one transaction. This channel is the only one until safe-contact rules
    /// exist.
    pub async fn deliver_inside(&self, item: Due) -> Result<(), DeliverError> {
        let desk = ClientId::of(item.to);
        let (version, mut waiting) = self.desk_gist::<WaitingV1>(item.to).await?;
        let mut batch = Batch {
            delivered: vec![(desk, item.post)],
            ..Batch::default()
        };
        if !waiting.delivered.contains(item.post.bytes()) {
            waiting.deliver(item.post, self.now());
            batch
                .gists
                .push(self.seal_waiting(item.to, version, &waiting).await?);
        }
        Ok(self.inner.engine.commit(batch).await?)
    }

    async fn seal_waiting(
        &self,
        person: PersonId,
        after: u32,
        waiting: &WaitingV1,
    ) -> Result<GistRow, ReadError> {
        let desk = ClientId::of(person);
        let key = self.key(desk).await?.ok_or(Damaged)?;
        Ok(self.seal_gist(desk, &key, Section::Overview, after, waiting)?)
    }

    /// Since when something has waited for this person, if anything does.
    pub async fn waiting(&self, person: PersonId) -> Result<Option<Moment>, ReadError> {
        let (_, waiting) = self.desk_gist::<WaitingV1>(person).await?;
        Ok(waiting.since.map(Moment::from_millis))
    }

    /// The person has looked: nothing waits until the next notice. If a notice arrives in that
    /// very moment it goes on waiting.
    pub async fn looked(&self, person: PersonId) -> Result<(), DeliverError> {
        let (version, mut waiting) = self.desk_gist::<WaitingV1>(person).await?;
        if waiting.since.take().is_none() {
            return Ok(());
        }
        let gist = self.seal_waiting(person, version, &waiting).await?;
        match self
            .inner
            .engine
            .commit(Batch {
                gists: vec![gist],
                ..Batch::default()
            })
            .await
        {
            Ok(()) | Err(CommitError::Conflict) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Why an item was not delivered. It stays in the outbox.
#[derive(Debug, thiserror::Error)]
pub enum DeliverError {
    /// What is needed could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(#[from] CommitError),
}
