//! What is kept of a rupture. Each change is the next version of the whole, so its history is the
//! history of the conversation about it.

use crate::audience::AudienceV1;
use care::{Audience, Moment, PersonId, Section, SignalKind};
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// Which of two plain sentences fits, as the client chose it. Never inferred.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FitV1 {
    /// "I pulled back." A withdrawal rupture.
    PulledBack,
    /// "We clashed." A confrontation rupture.
    Clashed,
    /// Neither, or not sure.
    NotSure,
}

/// Why the record thinks so: the rule, its numbers and its source, kept as they were at the time.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct ReasonV1 {
    /// Which signal. An index into [`SIGNALS`]: appended to, never reordered.
    pub signal: u8,
    /// The rule's name.
    pub rule: String,
    /// Its source.
    pub source: String,
    /// The score that was noticed, in hundredths.
    pub score: Option<u16>,
    /// What it was held against (own lower limit, the score before), in hundredths.
    pub against: Option<u16>,
    /// On how many check-ins it rests.
    pub sessions: u16,
}

/// The signals in the order their stored index means.
const SIGNALS: [SignalKind; 6] = [
    SignalKind::Said,
    SignalKind::BelowOwnRange,
    SignalKind::EarlyDrop,
    SignalKind::Slide,
    SignalKind::BrokenPromise,
    SignalKind::Silence,
];

impl ReasonV1 {
    /// The stored index of a signal.
    pub(crate) fn index(signal: SignalKind) -> u8 {
        SIGNALS
            .iter()
            .position(|each| *each == signal)
            .and_then(|at| u8::try_from(at).ok())
            .unwrap_or(0)
    }

    /// Which signal it was.
    pub fn signal(&self) -> SignalKind {
        SIGNALS
            .get(usize::from(self.signal))
            .copied()
            .unwrap_or(SignalKind::Said)
    }
}

/// What the practitioner wrote when they saw it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerV1 {
    /// Who.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// What they noticed.
    pub noticed: String,
    /// Whether and how it was talked about. May be empty: not yet.
    pub discussed: String,
    /// What they will do.
    pub plan: String,
}

/// A step of the repair.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepV1 {
    /// Who wrote it down.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// What was done.
    pub words: String,
    /// Whether with this step the repair was offered to the client as done.
    pub offered: bool,
}

/// What the client says to an offered repair.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SaidV1 {
    /// Not yet.
    NotYet,
    /// It is repaired. Only this closes it.
    Closed,
}

/// A client's reply.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyV1 {
    /// When.
    pub at: i64,
    /// What.
    pub reply: SaidV1,
    /// In their own words, if they wrote any.
    pub words: String,
}

/// The stored shape of a rupture.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct RuptureV1 {
    /// When it was opened.
    pub opened_at: i64,
    /// Who named it by hand; `None`: the record noticed.
    pub named_by: Option<[u8; 16]>,
    /// The session it is about, if about one.
    pub session: Option<[u8; 16]>,
    /// When that session began.
    pub session_at: Option<i64>,
    /// Why.
    pub reasons: Vec<ReasonV1>,
    /// What was written when it was named. May be empty.
    pub words: String,
    /// Which sentence fits, if the client chose one.
    pub fit: Option<FitV1>,
    /// Who may see it.
    pub audience: AudienceV1,
    /// What the practitioner wrote.
    pub answers: Vec<AnswerV1>,
    /// The steps of the repair.
    pub steps: Vec<StepV1>,
    /// What the client replied.
    pub replies: Vec<ReplyV1>,
}

impl Stored for RuptureV1 {
    const KIND: &'static str = "rupture";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Relationship;

    fn audience(&self) -> Audience {
        self.audience.to_care()
    }
}

/// Where a rupture stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum StateV1 {
    /// Nobody has answered it.
    Open,
    /// The practitioner has written what they noticed, discussed or plan.
    Answered,
    /// A repair was offered as done; the client has not replied.
    Offered,
    /// The client said "not yet" to what was offered.
    NotYet,
    /// The client closed it.
    Closed,
}

impl StateV1 {
    /// The message catalogue's word for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Offered => "offered",
            Self::NotYet => "not-yet",
            Self::Closed => "closed",
        }
    }
}

impl RuptureV1 {
    /// Where it stands: follows from what was written, so it cannot disagree with it.
    pub fn state(&self) -> StateV1 {
        let offered_at = self
            .steps
            .iter()
            .rev()
            .find(|step| step.offered)
            .map(|step| step.at);
        match (self.replies.last(), offered_at) {
            (Some(reply), _) if reply.reply == SaidV1::Closed => StateV1::Closed,
            (Some(reply), Some(offered)) if reply.at >= offered => StateV1::NotYet,
            (_, Some(_)) => StateV1::Offered,
            (Some(_), None) => StateV1::NotYet,
            (None, None) if self.answers.is_empty() => StateV1::Open,
            (None, None) => StateV1::Answered,
        }
    }

    /// The reason that weighs most: the first.
    pub fn signal(&self) -> SignalKind {
        self.reasons
            .first()
            .map_or(SignalKind::Said, ReasonV1::signal)
    }

    /// When it was opened.
    pub const fn opened(&self) -> Moment {
        Moment::from_millis(self.opened_at)
    }

    /// Who named it, if anyone did.
    pub fn named_by(&self) -> Option<PersonId> {
        self.named_by.map(PersonId::from_bytes)
    }

    /// When the client closed it.
    pub fn closed(&self) -> Option<Moment> {
        let last = self.replies.last()?;
        (last.reply == SaidV1::Closed).then(|| Moment::from_millis(last.at))
    }
}
