//! The outbox: what is to be delivered, sealed for the person it goes to. A notice says that
//! something waits and nothing else, so there is nothing in it to leak.

use crate::engine::{Batch, CommitError, PostRow};
use crate::envelope::{Cell, Damaged, open_under};
use crate::stored::{Gist, from_bytes};
use crate::vault::{ReadError, Vault};
use care::{Moment, PersonId, RecordId, Section};
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

/// Since when something has waited for someone inside the app.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct WaitingV1 {
    since: Option<i64>,
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

    async fn open_post(&self, row: &PostRow) -> Result<Due, ReadError> {
        let key = self.key(row.client).await?.ok_or(Damaged)?;
        let names = (Section::Overview.code(), NoticeV1::KIND, NoticeV1::SHAPE);
        let bound = self.bound(Cell::Post, row.client, *row.post.bytes(), 1, key.epoch, names);
        let payload = open_under(&key.section(Section::Overview), &bound, &row.sealed)?;
        let notice = match from_bytes(&payload)? {
            NoticeV1::SomethingWaits => Notice::SomethingWaits,
        };
        Ok(Due { to: row.client.person(), post: row.post, notice })
    }

    /// Delivers an item inside the app: it leaves the outbox and the person's own page says that
    /// something waits, in one transaction. This channel is the only one until safe-contact rules
    /// exist.
    pub async fn deliver_inside(&self, item: Due) -> Result<(), DeliverError> {
        let desk = care::ClientId::of(item.to);
        let (version, waiting) = self.desk_gist::<WaitingV1>(item.to).await?;
        let key = self.key(desk).await?.ok_or(Damaged).map_err(ReadError::from)?;
        let since = waiting.since.or(Some(self.now().millis()));
        let gist = self
            .seal_gist(desk, &key, Section::Overview, version + 1, &WaitingV1 { since })
            .map_err(ReadError::from)?;
        let batch = Batch { delivered: vec![(desk, item.post)], gists: vec![gist], ..Batch::default() };
        Ok(self.inner.engine.commit(batch).await?)
    }

    /// Since when something has waited for this person, if anything does.
    pub async fn waiting(&self, person: PersonId) -> Result<Option<Moment>, ReadError> {
        let (_, waiting) = self.desk_gist::<WaitingV1>(person).await?;
        Ok(waiting.since.map(Moment::from_millis))
    }

    /// The person has looked: nothing waits until the next notice.
    pub async fn looked(&self, person: PersonId) -> Result<(), DeliverError> {
        let (version, waiting) = self.desk_gist::<WaitingV1>(person).await?;
        if waiting.since.is_none() {
            return Ok(());
        }
        let desk = care::ClientId::of(person);
        let key = self.key(desk).await?.ok_or(Damaged).map_err(ReadError::from)?;
        let gist = self
            .seal_gist(desk, &key, Section::Overview, version + 1, &WaitingV1::default())
            .map_err(ReadError::from)?;
        Ok(self.inner.engine.commit(Batch { gists: vec![gist], ..Batch::default() }).await?)
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
