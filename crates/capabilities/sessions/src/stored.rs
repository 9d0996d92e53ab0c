//! What stands beside a session: what else the client is told about it, what both want to speak
//! about, how it was changed and why, what became of it, and what comes after. The session itself
//! keeps its first shape; each of these is a record of its own, one for each session.

use care::{HOUR, MINUTE, Moment, PersonId, RecordId, Section};
use sealed::{InDirectory, Stored};
use serde::{Deserialize, Serialize};

/// A record of which each session has one at most.
pub(crate) trait OfSession: Stored + Clone {
    /// Which session.
    fn session(&self) -> RecordId;
}

macro_rules! of_session {
    ($($shape:ty, $kind:literal;)*) => {$(
        impl Stored for $shape {
            const KIND: &'static str = $kind;
            const SHAPE: u16 = 1;
            const SECTION: Section = Section::Sessions;
        }

        impl OfSession for $shape {
            fn session(&self) -> RecordId {
                RecordId::from_bytes(self.session)
            }
        }
    )*};
}

of_session! {
    DetailsV1, "session-details";
    AgendaV1, "session-agenda";
    ChangesV1, "session-changes";
    EndV1, "session-end";
    TasksV1, "session-tasks";
    NextDayV1, "session-next-day";
}

/// What else the client is told before a session.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailsV1 {
    /// Which session.
    pub session: [u8; 16],
    /// Who else will be there. Empty: nobody.
    pub others: String,
    /// What will not happen. May be empty.
    pub will_not: String,
}

/// What both want to speak about.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaV1 {
    /// Which session.
    pub session: [u8; 16],
    /// In the order in which they were proposed.
    pub items: Vec<AgendaItemV1>,
}

/// Something to speak about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItemV1 {
    /// Its id: that of the form it was written on.
    pub id: [u8; 16],
    /// Whose it is.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// What.
    pub words: String,
    /// When they took it back.
    pub taken_back_at: Option<i64>,
}

/// When, where and with whom.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedV1 {
    /// When it starts, in milliseconds since the epoch.
    pub starts_at: i64,
    /// How long, in minutes.
    pub minutes: u16,
    /// Where.
    pub place: String,
    /// With whom.
    pub with: [u8; 16],
}

impl PlacedV1 {
    /// When it starts.
    pub const fn starts(&self) -> Moment {
        Moment::from_millis(self.starts_at)
    }

    /// When it is meant to end.
    pub fn ends(&self) -> Moment {
        self.starts() + i64::from(self.minutes) * MINUTE
    }

    /// With whom.
    pub const fn practitioner(&self) -> PersonId {
        PersonId::from_bytes(self.with)
    }
}

/// Of what kind a reason is: this project's own few words, for a service to see what its changes
/// come from. The client reads the words written beside it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum ReasonV1 {
    /// Someone here is ill.
    Illness,
    /// Someone else needs help now.
    Urgent,
    /// The room or the house.
    Room,
    /// Leave, training, another duty.
    Away,
    /// The client wished it so.
    Wished,
    /// Something else.
    Other,
}

impl ReasonV1 {
    /// Every kind, in the order pages offer them.
    pub const ALL: [Self; 6] = [
        Self::Illness,
        Self::Urgent,
        Self::Room,
        Self::Away,
        Self::Wished,
        Self::Other,
    ];

    /// The message catalogue's word for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Illness => "illness",
            Self::Urgent => "urgent",
            Self::Room => "room",
            Self::Away => "away",
            Self::Wished => "wished",
            Self::Other => "other",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What the client says to a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ChoiceV1 {
    /// It is fine.
    Fine,
    /// Another time, please.
    AnotherTime,
    /// Rather not at all.
    CallOff,
}

impl ChoiceV1 {
    /// The message catalogue's word for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::AnotherTime => "another-time",
            Self::CallOff => "call-off",
        }
    }
}

/// What the client said to a change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenV1 {
    /// What.
    pub choice: ChoiceV1,
    /// In their own words, if they wrote any.
    pub words: String,
    /// When.
    pub at: i64,
}

/// A change that was announced. None happens without one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeV1 {
    /// Its id: that of the form it was written on.
    pub id: [u8; 16],
    /// How it was.
    pub was: PlacedV1,
    /// How it is.
    pub now: PlacedV1,
    /// Of what kind the reason is.
    pub reason: ReasonV1,
    /// The reason, as the client reads it.
    pub words: String,
    /// Who changed it.
    pub by: [u8; 16],
    /// When it was announced.
    pub announced_at: i64,
    /// How long before the time that was said, in minutes.
    pub notice_minutes: i64,
    /// Whether the client had wished it so.
    pub by_client: bool,
    /// What the client said to it.
    pub choice: Option<ChosenV1>,
}

impl ChangeV1 {
    /// How long before it was announced, in whole hours.
    pub const fn notice_hours(&self) -> i64 {
        self.notice_minutes / 60
    }

    /// Its id.
    pub const fn id(&self) -> RecordId {
        RecordId::from_bytes(self.id)
    }
}

/// How long before `starts` something is said at `now`, in whole minutes.
pub(crate) fn notice_minutes(starts: Moment, now: Moment) -> i64 {
    ((starts - now) / MINUTE).max(0)
}

/// Enough notice, in minutes: a whole day. This project's own choice.
pub const ENOUGH_NOTICE: i64 = 24 * HOUR / MINUTE;

/// The client asks for another time.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishV1 {
    /// When they asked.
    pub at: i64,
    /// What would suit them, in their own words. May be empty.
    pub words: String,
    /// What became of it.
    pub answer: Option<WishAnswerV1>,
}

/// What became of a wish: words, or a new time, or both.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishAnswerV1 {
    /// Who answered.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// What they wrote. Empty where the session was changed: the change says why.
    pub words: String,
}

/// How a session was changed, and what the client wished.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesV1 {
    /// Which session.
    pub session: [u8; 16],
    /// Every change, oldest first.
    pub changes: Vec<ChangeV1>,
    /// Every wish, oldest first.
    pub wishes: Vec<WishV1>,
}

/// What became of a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WhatV1 {
    /// It was.
    Held,
    /// The client was not there, and nobody had said so before.
    MissedByClient,
    /// The service was not there, and nobody had said so before.
    MissedByService,
    /// The client called it off.
    CalledOffByClient,
    /// The service called it off.
    CalledOffByService,
}

impl WhatV1 {
    /// The message catalogue's word for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::MissedByClient => "missed-client",
            Self::MissedByService => "missed-service",
            Self::CalledOffByClient => "off-client",
            Self::CalledOffByService => "off-service",
        }
    }

    /// Whether it was called off, by whomever.
    pub const fn is_called_off(self) -> bool {
        matches!(self, Self::CalledOffByClient | Self::CalledOffByService)
    }
}

/// An offer of another time, where the service called a session off.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferV1 {
    /// When, how long, where and with whom.
    pub placed: PlacedV1,
    /// Whether the client took it. `None`: they have not said.
    pub taken: Option<bool>,
}

/// What became of a session, and what was noted while it was.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndV1 {
    /// Which session.
    pub session: [u8; 16],
    /// What.
    pub what: WhatV1,
    /// Who said so.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// Of what kind the reason is, where the service called it off.
    pub reason: Option<ReasonV1>,
    /// Why, or what is said about it. May be empty.
    pub words: String,
    /// How long before, in minutes, where it was called off.
    pub notice_minutes: Option<i64>,
    /// Another time, where the service called it off and offers one.
    pub offer: Option<OfferV1>,
    /// When it began.
    pub began_at: Option<i64>,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// How the client said they were arriving, from 0, not well, to 10, well. `None`: not asked or
    /// not said. Never zero for something left out.
    pub arriving: Option<u8>,
    /// How they said they were arriving, in a line.
    pub arriving_words: String,
    /// How it was brought to a close: what helped to come back to here and now.
    pub grounding: String,
}

/// Who does what before the next session.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TasksV1 {
    /// After which session.
    pub session: [u8; 16],
    /// In the order in which they were agreed.
    pub tasks: Vec<TaskV1>,
}

/// Something someone does. What the client does is a step of their own, never a duty.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskV1 {
    /// Its id: that of the form it was written on.
    pub id: [u8; 16],
    /// Who does it.
    pub who: [u8; 16],
    /// Whether that is the client.
    pub of_client: bool,
    /// What.
    pub words: String,
    /// By when. The client's own steps may have none.
    pub due_at: Option<i64>,
    /// Who wrote it down.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// When it was done.
    pub done_at: Option<i64>,
    /// When it was let go: the client's own steps only.
    pub let_go_at: Option<i64>,
}

impl TaskV1 {
    /// Its id.
    pub const fn id(&self) -> RecordId {
        RecordId::from_bytes(self.id)
    }

    /// Who does it.
    pub const fn who(&self) -> PersonId {
        PersonId::from_bytes(self.who)
    }

    /// By when.
    pub fn due(&self) -> Option<Moment> {
        self.due_at.map(Moment::from_millis)
    }

    /// Whether it is still to be done.
    pub const fn is_open(&self) -> bool {
        self.done_at.is_none() && self.let_go_at.is_none()
    }
}

/// The few questions on the day after a session.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDayV1 {
    /// After which session.
    pub session: [u8; 16],
    /// Who offered it; the client themself, where they asked for it.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// Whether the client wants it. `None`: they have not said.
    pub wanted: Option<bool>,
    /// From when it waits for them.
    pub due_at: i64,
    /// When they answered it.
    pub answered_at: Option<i64>,
}

/// Every day on which a practitioner has sessions: ids and times, and no client. It stands in the
/// directory, because nobody may be promised to two people at once, and no client's record knows of
/// another's.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookedV1 {
    /// Whose day.
    pub practitioner: [u8; 16],
    /// Which: whole days since the epoch.
    pub day: i64,
    /// What is in it.
    pub slots: Vec<SlotV1>,
}

/// A stretch of time that is taken.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotV1 {
    /// By which session.
    pub session: [u8; 16],
    /// From when.
    pub starts_at: i64,
    /// Until when.
    pub ends_at: i64,
}

impl InDirectory for BookedV1 {
    const KIND: &'static str = "booked";
    const SHAPE: u16 = 1;
}

/// How regular the sessions of someone are, without whose: the entry's id follows from a key that
/// only opens with that person's record. Nor does it say who they were with: it is about the
/// service, and no list of its people can be made of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegularV1 {
    /// When it was worked out.
    pub at: i64,
    /// On how many sessions it rests.
    pub sessions: u32,
    /// The standard deviation of the days between them, in hundredths of a day.
    pub sd_hundredths: Option<u32>,
    /// The longest gap, in days.
    pub longest_days: u32,
}

impl InDirectory for RegularV1 {
    const KIND: &'static str = "session-regularity";
    const SHAPE: u16 = 1;
}

/// That a session was changed or called off by the service: with how much notice and of what kind
/// the reason was, without whose it was and who it was with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeV1 {
    /// When it was announced.
    pub at: i64,
    /// How long before, in minutes.
    pub notice_minutes: i64,
    /// Of what kind the reason was.
    pub reason: ReasonV1,
    /// Whether it was called off.
    pub called_off: bool,
}

impl InDirectory for NoticeV1 {
    const KIND: &'static str = "session-notice";
    const SHAPE: u16 = 1;
}
