//! The outbox: what is to be delivered, sealed for the person it goes to. A notice says that
//! something waits and nothing else; an errand that leads out of the service says by which way and
//! for what kind of reason, in numbers. There is no word in either, and both are equally long.

mod outward;

pub use outward::{Errand, Parcel};

use crate::engine::{Batch, CommitError, GistRow, PostRow};
use crate::envelope::{Cell, Damaged, open_under, seal_under};
use crate::keys::ClientKey;
use crate::stored::{Gist, from_bytes, to_bytes};
use crate::vault::{ReadError, Vault};
use care::{ClientId, Moment, PersonId, RecordId, Section};
use outward::OutwardV1;
use serde::{Deserialize, Serialize};

/// What a notice can say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notice {
    /// Something is waiting for you.
    SomethingWaits,
    /// A meeting is near. Inside the app that is seen anyway: this is for the ways out of it.
    Appointment,
    /// Something about the service itself has changed.
    ServiceChange,
    /// Someone has begun to change how you come in.
    WayIn,
}

impl Notice {
    /// Whether the person's own page says that something waits.
    const fn waits(self) -> bool {
        !matches!(self, Self::Appointment)
    }
}

/// The first stored shape of a notice.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum NoticeV1 {
    SomethingWaits,
}

/// The stored shape of the notices that came later: a place in [`LATER`].
#[derive(Clone, Copy, Serialize, Deserialize)]
struct NoticeV2 {
    says: u8,
}

/// What a number in [`NoticeV2`] says. Only ever appended to.
const LATER: [Notice; 3] = [Notice::Appointment, Notice::ServiceChange, Notice::WayIn];

/// Kinds and shapes of what can lie in the outbox.
const NOTICE_1: (&str, u16) = ("notice", 1);
const NOTICE_2: (&str, u16) = ("notice", 2);
const OUTWARD_1: (&str, u16) = ("outward", 1);

/// How many delivered items someone's own page remembers, so that two workers that take the same
/// one deliver it once.
const REMEMBERED: usize = 32;
/// The most items that are looked through for those of one sort.
const LOOKED_THROUGH: u32 = 1 << 16;

/// Since when something has waited for someone inside the app.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct WaitingV1 {
    pub(crate) since: Option<i64>,
    /// The newest delivered items, oldest first.
    pub(crate) delivered: Vec<[u8; 16]>,
}

impl WaitingV1 {
    fn deliver(&mut self, item: &Due, now: Moment) {
        if item.notice.waits() {
            self.since = self.since.or(Some(now.millis()));
        }
        if self.delivered.len() >= REMEMBERED {
            self.delivered.drain(..=self.delivered.len() - REMEMBERED);
        }
        self.delivered.push(*item.post.bytes());
    }
}

impl Gist for WaitingV1 {
    const KIND: &'static str = "waiting";
    const SHAPE: u16 = 1;
}

/// A notice whose time has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// For whom.
    pub to: PersonId,
    /// Which item.
    pub post: RecordId,
    /// What it says.
    pub notice: Notice,
    /// Since when it is due.
    pub since: Moment,
}

/// What lies in the outbox.
#[derive(Clone, Copy)]
pub(crate) enum Item {
    Inside(Due),
    Outward(Parcel),
}

fn seal_item<T: Serialize>(
    vault: &Vault,
    key: &ClientKey,
    mut row: PostRow,
    names: (&'static str, u16),
    item: &T,
) -> Result<PostRow, Damaged> {
    let names = (Section::Overview.code(), names.0, names.1);
    let bound = vault.bound(Cell::Post, row.client, key, *row.post.bytes(), 1, names);
    let section_key = key.section(Section::Overview);
    row.sealed = seal_under(&section_key, &bound, &to_bytes(item)?, vault.chance())?;
    Ok(row)
}

/// Seals a notice for whoever it is for.
pub(crate) fn seal_notice(
    vault: &Vault,
    desk: ClientId,
    key: &ClientKey,
    post: RecordId,
    notice: Notice,
    due_at: Moment,
) -> Result<PostRow, Damaged> {
    let row = PostRow {
        client: desk,
        post,
        due_at,
        tries: 0,
        sealed: Vec::new(),
    };
    match LATER.iter().position(|later| *later == notice) {
        None => seal_item(vault, key, row, NOTICE_1, &NoticeV1::SomethingWaits),
        Some(place) => {
            let says = u8::try_from(place).map_err(|_| Damaged)?;
            seal_item(vault, key, row, NOTICE_2, &NoticeV2 { says })
        }
    }
}

impl Vault {
    /// Notices whose time has come, oldest first, and how many items do not open.
    pub async fn due(&self, limit: u32) -> Result<(Vec<Due>, usize), ReadError> {
        let notices = |item| match item {
            Item::Inside(due) => Some(due),
            Item::Outward(_) => None,
        };
        self.due_of(limit, notices).await
    }

    /// Items of one sort whose time has come. Where only others stand in front, it is looked
    /// further: neither sort holds the other up.
    async fn due_of<T>(
        &self,
        limit: u32,
        pick: impl Fn(Item) -> Option<T>,
    ) -> Result<(Vec<T>, usize), ReadError> {
        let mut ask = limit;
        loop {
            let rows = self.inner.engine.due(self.now(), ask).await?;
            let all = rows.len() < ask as usize || ask >= LOOKED_THROUGH;
            let (mut due, mut damaged) = (Vec::new(), 0);
            for row in rows {
                match self.open_post(&row).await {
                    Ok(item) => due.extend(pick(item)),
                    Err(ReadError::Damaged(Damaged)) => damaged += 1,
                    Err(error) => return Err(error),
                }
            }
            if all || !due.is_empty() {
                due.truncate(limit as usize);
                return Ok((due, damaged));
            }
            ask = ask.saturating_mul(8).min(LOOKED_THROUGH);
        }
    }

    pub(crate) async fn open_post(&self, row: &PostRow) -> Result<Item, ReadError> {
        let key = self.key(row.client).await?.ok_or(Damaged)?;
        let section_key = key.section(Section::Overview);
        let payload = |names: (&'static str, u16)| {
            let names = (Section::Overview.code(), names.0, names.1);
            let bound = self.bound(Cell::Post, row.client, &key, *row.post.bytes(), 1, names);
            open_under(&section_key, &bound, &row.sealed)
        };
        let due = |notice| Due {
            to: row.client.person(),
            post: row.post,
            notice,
            since: row.due_at,
        };
        if let Ok(payload) = payload(NOTICE_1) {
            let NoticeV1::SomethingWaits = from_bytes(&payload)?;
            return Ok(Item::Inside(due(Notice::SomethingWaits)));
        }
        if let Ok(payload) = payload(NOTICE_2) {
            let NoticeV2 { says } = from_bytes(&payload)?;
            let notice = LATER.get(usize::from(says)).ok_or(Damaged)?;
            return Ok(Item::Inside(due(*notice)));
        }
        let stored: OutwardV1 = from_bytes(&payload(OUTWARD_1)?)?;
        Ok(Item::Outward(stored.parcel(row)))
    }

    /// Delivers a notice inside the app and nowhere else.
    pub async fn deliver_inside(&self, item: Due) -> Result<(), DeliverError> {
        self.deliver(item, None).await
    }

    /// Delivers a notice inside the app: it leaves the outbox and the person's own page says that
    /// something waits, in one transaction. With an errand, that is queued in the same
    /// transaction, not before its time, where there is news: the notice was not delivered before,
    /// and nothing was waiting already that the person has not looked at. So however much happens,
    /// one errand follows from it until they look; only what concerns their way in, or has a time
    /// of its own, is always news.
    pub async fn deliver(
        &self,
        item: Due,
        errand: Option<(Errand, Moment)>,
    ) -> Result<(), DeliverError> {
        let desk = ClientId::of(item.to);
        let (version, mut waiting) = self.desk_gist::<WaitingV1>(item.to).await?;
        let mut batch = Batch {
            delivered: vec![(desk, item.post)],
            ..Batch::default()
        };
        if !waiting.delivered.contains(item.post.bytes()) {
            let always = matches!(item.notice, Notice::WayIn | Notice::Appointment);
            let news = always || waiting.since.is_none();
            waiting.deliver(&item, self.now());
            batch
                .gists
                .push(self.seal_waiting(item.to, version, &waiting).await?);
            if let Some((errand, due)) = errand.filter(|_| news) {
                let wanted = self.outward(item.to, errand, item.since, due).await?;
                batch.post.extend(wanted);
            }
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
