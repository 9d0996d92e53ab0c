//! A client's sessions with all that stands beside them: read at once, changed together, and the
//! gist written with what changed.

use crate::gist::SessionsGistV1;
use crate::stored::{
    AgendaItemV1, AgendaV1, ChangeV1, ChangesV1, DetailsV1, EndV1, NextDayV1, OfSession, PlacedV1,
    TaskV1, TasksV1, WhatV1, WishV1,
};
use crate::{SessionV1, regular};
use care::{Meeting, Moment, PersonId, RecordId};
use sealed::{Act, Kept, ReadError};

/// The records of one kind that stand beside sessions.
#[derive(Clone)]
pub(crate) struct Beside<T>(Vec<Kept<T>>);

impl<T: OfSession> Beside<T> {
    async fn read(act: &Act, damaged: &mut usize) -> Result<Self, ReadError> {
        let listing = act.latest::<T>().await?;
        *damaged += listing.damaged.len();
        Ok(Self(listing.kept))
    }

    /// What is said about one session.
    pub(crate) fn of(&self, session: RecordId) -> Option<&Kept<T>> {
        let mut all = self.0.iter();
        all.find(|kept| kept.value.session() == session)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|kept| &kept.value)
    }

    /// Keeps what is said about a session now, after what was said before.
    pub(crate) fn put(&mut self, act: &mut Act, value: T) -> Result<(), ReadError> {
        let session = value.session();
        if let Some(kept) = self
            .0
            .iter_mut()
            .find(|kept| kept.value.session() == session)
        {
            act.amend(kept, &value)?;
            kept.version += 1;
            kept.at = act.now();
            kept.value = value;
            return Ok(());
        }
        let record = act.id_for(T::KIND, session);
        act.keep(record, &value)?;
        self.0.push(Kept {
            record,
            version: 1,
            at: act.now(),
            value,
        });
        Ok(())
    }
}

/// Everything about one client's sessions.
#[derive(Clone)]
pub(crate) struct All {
    /// The sessions, in the order they take place.
    pub(crate) sessions: Vec<Kept<SessionV1>>,
    pub(crate) details: Beside<DetailsV1>,
    pub(crate) agendas: Beside<AgendaV1>,
    pub(crate) changes: Beside<ChangesV1>,
    pub(crate) ends: Beside<EndV1>,
    pub(crate) tasks: Beside<TasksV1>,
    pub(crate) next_days: Beside<NextDayV1>,
    /// How many records could not be read. They are told, never left out silently.
    pub(crate) damaged: usize,
}

impl All {
    pub(crate) async fn read(act: &Act) -> Result<Self, ReadError> {
        let listing = act.latest::<SessionV1>().await?;
        let mut damaged = listing.damaged.len();
        let mut sessions = listing.kept;
        sessions.sort_by_key(|session| session.value.starts_at);
        Ok(Self {
            sessions,
            details: Beside::read(act, &mut damaged).await?,
            agendas: Beside::read(act, &mut damaged).await?,
            changes: Beside::read(act, &mut damaged).await?,
            ends: Beside::read(act, &mut damaged).await?,
            tasks: Beside::read(act, &mut damaged).await?,
            next_days: Beside::read(act, &mut damaged).await?,
            damaged,
        })
    }

    pub(crate) fn find(&self, session: RecordId) -> Option<&Kept<SessionV1>> {
        let mut all = self.sessions.iter();
        all.find(|kept| kept.record == session)
    }

    /// What became of a session, if anyone has said.
    pub(crate) fn end(&self, session: RecordId) -> Option<&EndV1> {
        self.ends.of(session).map(|kept| &kept.value)
    }

    /// Whether a session is, will be or was, as far as anyone has said.
    pub(crate) fn takes_place(&self, session: RecordId) -> bool {
        self.end(session).is_none_or(|end| end.what == WhatV1::Held)
    }

    /// How often what is said about a session has changed: what a form was shown for.
    pub(crate) fn seen(&self, session: RecordId) -> u32 {
        let version = |version: Option<u32>| version.unwrap_or(0);
        version(self.find(session).map(|kept| kept.version))
            + version(self.changes.of(session).map(|kept| kept.version))
            + version(self.ends.of(session).map(|kept| kept.version))
    }

    /// Sessions that are still to begin or to end, and take place.
    pub(crate) fn coming(&self, now: Moment) -> impl Iterator<Item = &Kept<SessionV1>> {
        self.sessions
            .iter()
            .filter(move |kept| kept.value.ends() > now && self.takes_place(kept.record))
    }

    /// The last session that has ended, unless it was called off: also one that was missed.
    pub(crate) fn last(&self, now: Moment) -> Option<&Kept<SessionV1>> {
        let off = |id| self.end(id).is_some_and(|end| end.what.is_called_off());
        let mut all = self.sessions.iter().rev();
        all.find(|kept| kept.value.ends() <= now && !off(kept.record))
    }

    /// The sessions that were, as far as anyone has said, at `now`.
    pub(crate) fn held(&self, now: Moment) -> Vec<Moment> {
        let held = |kept: &&Kept<SessionV1>| {
            self.takes_place(kept.record)
                && (kept.value.ends() <= now || self.end(kept.record).is_some())
        };
        let all = self.sessions.iter().filter(held);
        all.map(|kept| kept.value.starts()).collect()
    }

    /// Whether another session of this client, which takes place, is at that time.
    pub(crate) fn overlaps(&self, but: Option<RecordId>, starts: Moment, ends: Moment) -> bool {
        self.sessions.iter().any(|other| {
            Some(other.record) != but
                && self.takes_place(other.record)
                && starts < other.value.ends()
                && other.value.starts() < ends
        })
    }

    pub(crate) fn meetings(&self) -> Vec<Meeting> {
        let meeting = |kept: &Kept<SessionV1>| Meeting {
            session: kept.record,
            version: kept.version,
            starts: kept.value.starts(),
            ends: kept.value.ends(),
            with: kept.value.practitioner(),
            takes_place: self.takes_place(kept.record),
        };
        self.sessions.iter().map(meeting).collect()
    }

    /// Writes the gist as everything stands now.
    pub(crate) async fn note(&self, act: &mut Act) -> Result<(), ReadError> {
        let gist = SessionsGistV1::of(self, act.now());
        act.set_gist(&gist).await
    }

    /// How regular the sessions are, for the service's own count.
    pub(crate) async fn count(&self, act: &mut Act) -> Result<(), ReadError> {
        regular::count(act, &self.held(act.now())).await
    }

    /// Puts another session among them.
    pub(crate) fn add(&mut self, kept: Kept<SessionV1>) {
        self.sessions.retain(|known| known.record != kept.record);
        self.sessions.push(kept);
        self.sessions.sort_by_key(|session| session.value.starts_at);
    }

    /// One session with all that is said about it.
    pub(crate) fn whole(&self, kept: &Kept<SessionV1>) -> Whole {
        let (id, session) = (kept.record, &kept.value);
        let details = self.details.of(id).map(|kept| kept.value.clone());
        let details = details.unwrap_or_default();
        let changes = self.changes.of(id).map(|kept| kept.value.clone());
        let changes = changes.unwrap_or_default();
        let agenda = self.agendas.of(id).into_iter();
        let agenda = agenda.flat_map(|kept| &kept.value.items);
        let tasks = self.tasks.of(id).map(|kept| kept.value.tasks.clone());
        Whole {
            session: id,
            seen: self.seen(id),
            starts: session.starts(),
            ends: session.ends(),
            minutes: session.minutes,
            place: session.place.clone(),
            with: session.practitioner(),
            plan: session.plan.clone(),
            others: details.others,
            will_not: details.will_not,
            agenda: agenda.filter_map(Item::of).collect(),
            changes: changes.changes,
            wishes: changes.wishes,
            end: self.end(id).cloned(),
            tasks: tasks.unwrap_or_default(),
            next_day: self.next_days.of(id).map(|kept| kept.value.clone()),
        }
    }
}

/// Something to speak about, and whose it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: RecordId,
    /// Whose.
    pub by: PersonId,
    /// What.
    pub words: String,
}

impl Item {
    /// What was not taken back.
    fn of(item: &AgendaItemV1) -> Option<Self> {
        item.taken_back_at.is_none().then(|| Self {
            id: RecordId::from_bytes(item.id),
            by: PersonId::from_bytes(item.by),
            words: item.words.clone(),
        })
    }
}

/// One session, with all that is said about it.
#[derive(Clone)]
pub struct Whole {
    /// Which.
    pub session: RecordId,
    /// What a form about it was shown for: one that comes back for another was not about this.
    pub seen: u32,
    /// When it starts.
    pub starts: Moment,
    /// When it is meant to end.
    pub ends: Moment,
    /// How long it is meant to last, in minutes.
    pub minutes: u16,
    /// Where.
    pub place: String,
    /// With whom.
    pub with: PersonId,
    /// What is planned. May be empty.
    pub plan: String,
    /// Who else will be there. Empty: nobody.
    pub others: String,
    /// What will not happen. May be empty.
    pub will_not: String,
    /// What both want to speak about.
    pub agenda: Vec<Item>,
    /// How it was changed, oldest first.
    pub changes: Vec<ChangeV1>,
    /// What the client wished, oldest first.
    pub wishes: Vec<WishV1>,
    /// What became of it, if anyone has said.
    pub end: Option<EndV1>,
    /// Who does what after it.
    pub tasks: Vec<TaskV1>,
    /// The few questions on the day after, if they were offered or asked for.
    pub next_day: Option<NextDayV1>,
}

impl Whole {
    /// The change that waits for the client: only the newest can.
    pub fn change_waits(&self) -> Option<&ChangeV1> {
        let newest = self.changes.last().filter(|_| self.end.is_none());
        newest.filter(|change| change.choice.is_none() && !change.by_client)
    }

    /// The wish that waits for an answer: only the newest can.
    pub fn wish_waits(&self) -> Option<&WishV1> {
        let newest = self.wishes.last().filter(|_| self.end.is_none());
        newest.filter(|wish| wish.answer.is_none())
    }

    /// Whether it is, will be or was, as far as anyone has said.
    pub fn takes_place(&self) -> bool {
        let what = self.end.as_ref().map(|end| end.what);
        what.is_none_or(|what| what == WhatV1::Held)
    }

    /// Whether someone has said that it was.
    pub fn is_held(&self) -> bool {
        self.end
            .as_ref()
            .is_some_and(|end| end.what == WhatV1::Held)
    }

    /// Whether it can still be changed or called off at `now`.
    pub fn can_change(&self, now: Moment) -> bool {
        self.end.is_none() && self.starts > now
    }

    /// Whether someone is still to say if it was, at `now`.
    pub fn is_unsaid(&self, now: Moment) -> bool {
        self.end.is_none() && self.starts <= now
    }

    /// When, where and with whom.
    pub fn placed(&self) -> PlacedV1 {
        PlacedV1 {
            starts_at: self.starts.millis(),
            minutes: self.minutes,
            place: self.place.clone(),
            with: *self.with.bytes(),
        }
    }
}
