//! What is kept of a signal: why it was raised, what became of it, and who said so. A signal is for
//! attention; people decide. Each change is the next version of the whole.

use crate::day::Day;
use care::{Moment, Section};
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// Why the record asks someone to look.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Signal {
    /// A question about safety was answered with something to talk about.
    Safety,
    /// A published triage names a next action.
    Triage,
    /// The score crossed the line of reliable deterioration for the first time.
    CheckAgain,
    /// It did so twice in a row.
    Deteriorated,
    /// It is not going as expected.
    NotOnTrack,
    /// It fell or rose a good deal between two sessions, for the better. Not an alarm.
    SuddenGain,
    /// It was asked twice and not answered.
    Unanswered,
    /// Questions of a triage were left open that could change what it asks for.
    LeftOpen,
    /// They would like someone to get in touch, or are not sure. Not a word about safety.
    Contact,
}

/// The signals in the order that their stored index means: appended to, never reordered.
pub const SIGNALS: [Signal; 9] = [
    Signal::Safety,
    Signal::Triage,
    Signal::CheckAgain,
    Signal::Deteriorated,
    Signal::NotOnTrack,
    Signal::SuddenGain,
    Signal::Unanswered,
    Signal::LeftOpen,
    Signal::Contact,
];

impl Signal {
    /// The stored index.
    pub(crate) fn index(self) -> u8 {
        let at = SIGNALS.iter().position(|each| *each == self);
        at.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
    }

    /// The signal of a stored index. One that this version does not know is treated as the gravest.
    pub(crate) fn of(index: u8) -> Self {
        SIGNALS
            .get(usize::from(index))
            .copied()
            .unwrap_or(Self::Safety)
    }

    /// The catalogue's code for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Triage => "triage",
            Self::CheckAgain => "check-again",
            Self::Deteriorated => "deteriorated",
            Self::NotOnTrack => "not-on-track",
            Self::SuddenGain => "sudden-gain",
            Self::Unanswered => "unanswered",
            Self::LeftOpen => "left-open",
            Self::Contact => "contact",
        }
    }

    /// Whether it is about safety: then lowering it needs a reason, and it comes first everywhere
    /// where staff look. That questions about safety were left open is to be seen to like a word
    /// about it; it is not one, and the client is never told that they spoke about safety.
    pub const fn is_about_safety(self) -> bool {
        matches!(self, Self::Safety | Self::Triage | Self::LeftOpen)
    }

    /// Whether each answer says it anew. A course that goes on is told once; what someone says or
    /// wishes is told each time they say it.
    pub(crate) const fn is_said_anew(self) -> bool {
        self.is_about_safety() || matches!(self, Self::Contact)
    }
}

/// How soon someone has to talk with the person. Never a probability. In rising order.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub enum ActionV1 {
    /// Nothing beyond what is planned.
    #[default]
    Nothing,
    /// Ask again: an answer is missing that would change this.
    AskAgain,
    /// Talk about it at the next contact.
    NextContact,
    /// Talk about safety today.
    Today,
    /// Stay with the person and call for help now.
    Now,
}

impl ActionV1 {
    /// Every action, in rising order.
    pub const ALL: [Self; 5] = [
        Self::Nothing,
        Self::AskAgain,
        Self::NextContact,
        Self::Today,
        Self::Now,
    ];

    /// The catalogue's code for it, and its value in a form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::AskAgain => "ask-again",
            Self::NextContact => "next-contact",
            Self::Today => "today",
            Self::Now => "now",
        }
    }

    /// The action of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

/// In place of a person: a new answer raised what is to be done.
pub const BY_AN_ANSWER: [u8; 16] = [0; 16];

/// What is to be done was raised or lowered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedV1 {
    /// Who. [`BY_AN_ANSWER`]: nobody; a new answer asked for more than people had left it at.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// From what.
    pub from: ActionV1,
    /// To what.
    pub to: ActionV1,
    /// Why. Empty only when it was raised.
    pub reason: String,
}

/// What became of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutcomeV1 {
    /// Someone will do something about it.
    NextStep {
        /// What.
        what: String,
        /// Who.
        who: String,
        /// By when.
        by: Day,
    },
    /// Nothing needs doing about it, and this is why.
    Dismissed {
        /// Why.
        reason: String,
    },
}

/// Who said what became of it, and when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredByV1 {
    /// Who.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// What.
    pub outcome: OutcomeV1,
}

/// A signal.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SignalV1 {
    /// Which. An index into [`SIGNALS`].
    pub signal: u8,
    /// About which measure, by its id in the library.
    pub measure: String,
    /// The answered measure that raised it last; none for one that was not answered.
    pub answered: Option<[u8; 16]>,
    /// When it was raised first, in milliseconds since the epoch.
    pub raised_at: i64,
    /// How often it was noticed since.
    pub times: u16,
    /// The score that was noticed.
    pub score: Option<f64>,
    /// What it was held against.
    pub against: Option<f64>,
    /// The line that was crossed: the reliable change, the upper end of what was expected.
    pub line: Option<f64>,
    /// The rule.
    pub rule: String,
    /// Its source.
    pub source: String,
    /// The questions it is about, by `linkId`.
    pub items: Vec<String>,
    /// What the measure's evidence says to do; empty where it says nothing of its own.
    pub next: String,
    /// How soon someone has to talk with the person, as the rule says.
    pub action: ActionV1,
    /// By when, in milliseconds since the epoch, if the rule or the measure's evidence says.
    pub due_at: Option<i64>,
    /// How people changed that since, oldest first.
    pub moved: Vec<MovedV1>,
    /// What became of it.
    pub answer: Option<AnsweredByV1>,
}

impl Stored for SignalV1 {
    const KIND: &'static str = "measure-signal";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Measures;
}

impl SignalV1 {
    /// Which signal it is.
    pub fn signal(&self) -> Signal {
        Signal::of(self.signal)
    }

    /// When it was raised.
    pub const fn raised(&self) -> Moment {
        Moment::from_millis(self.raised_at)
    }

    /// What is to be done, as it stands now.
    pub fn action(&self) -> ActionV1 {
        self.moved.last().map_or(self.action, |moved| moved.to)
    }

    /// Whether nobody has said yet what becomes of it.
    pub const fn is_open(&self) -> bool {
        self.answer.is_none()
    }
}
