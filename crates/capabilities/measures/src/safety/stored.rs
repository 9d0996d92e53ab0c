//! What is kept of a next action about safety: the whole for those who treat the client, a line for
//! lists, and ids and times for the machinery that notices when it is late.

use crate::day::Day;
use crate::signal::{ActionV1, Signal};
use care::{ClientId, Moment, PersonId, RecordId, Section};
use sealed::{Gist, InDirectory, Stored};
use serde::{Deserialize, Serialize};

/// What became of it, step by step.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SafetyStepWhatV1 {
    /// A new answer asked for it again, or for more.
    Anew {
        /// What is to be done now.
        action: ActionV1,
        /// By when, in milliseconds since the epoch.
        due_at: i64,
    },
    /// Someone said what will be done.
    Taken {
        /// What.
        what: String,
        /// Who, in their words.
        who: String,
        /// By which day.
        by: Day,
        /// The end of that day, in milliseconds since the epoch.
        due_at: i64,
    },
    /// People raised or lowered it.
    Moved {
        /// What is to be done now.
        action: ActionV1,
        /// By when, in milliseconds since the epoch.
        due_at: i64,
    },
    /// Someone cannot see to it and passed it on.
    HandedOver {
        /// What the next one should know.
        said: String,
    },
    /// It is done, or nothing needs doing.
    Done {
        /// What was done, or why nothing needs doing.
        said: String,
    },
}

/// A step.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyStepV1 {
    /// Who.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// What.
    pub what: SafetyStepWhatV1,
}

/// A next action about safety.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyActionV1 {
    /// The signal it belongs to.
    pub signal: [u8; 16],
    /// Which signal, an index into [`crate::SIGNALS`].
    pub kind: u8,
    /// What is to be done, as the published triage says.
    pub action: ActionV1,
    /// Who is to see to it; `None`: nobody treats the client now.
    pub who: Option<[u8; 16]>,
    /// Who hears of it next when it is late, in order.
    pub then: Vec<[u8; 16]>,
    /// When it was opened, in milliseconds since the epoch.
    pub opened_at: i64,
    /// By when it is to be seen to, in milliseconds since the epoch.
    pub due_at: i64,
    /// What became of it, oldest first.
    pub steps: Vec<SafetyStepV1>,
}

impl Stored for SafetyActionV1 {
    const KIND: &'static str = "safety-action";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Measures;
}

/// Where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum SafetyStateV1 {
    /// Nobody has said anything yet.
    #[default]
    Open,
    /// Someone said what will be done.
    Taken,
    /// Someone passed it on.
    HandedOver,
    /// It is done.
    Done,
}

impl SafetyStateV1 {
    /// The catalogue's code for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Taken => "taken",
            Self::HandedOver => "handed-over",
            Self::Done => "done",
        }
    }
}

impl SafetyActionV1 {
    /// Where it stands.
    pub fn state(&self) -> SafetyStateV1 {
        let mut state = SafetyStateV1::Open;
        for step in &self.steps {
            state = match step.what {
                SafetyStepWhatV1::Anew { .. } => SafetyStateV1::Open,
                SafetyStepWhatV1::Moved { .. } => state,
                SafetyStepWhatV1::Taken { .. } => SafetyStateV1::Taken,
                SafetyStepWhatV1::HandedOver { .. } => SafetyStateV1::HandedOver,
                SafetyStepWhatV1::Done { .. } => SafetyStateV1::Done,
            };
        }
        state
    }

    /// What is to be done, as it stands now.
    pub fn action(&self) -> ActionV1 {
        let of = |step: &SafetyStepV1| match step.what {
            SafetyStepWhatV1::Anew { action, .. } | SafetyStepWhatV1::Moved { action, .. } => {
                Some(action)
            }
            _ => None,
        };
        self.steps.iter().rev().find_map(of).unwrap_or(self.action)
    }

    /// By when, as it stands now.
    pub fn due(&self) -> Moment {
        let of = |step: &SafetyStepV1| match step.what {
            SafetyStepWhatV1::Anew { due_at, .. }
            | SafetyStepWhatV1::Moved { due_at, .. }
            | SafetyStepWhatV1::Taken { due_at, .. } => Some(due_at),
            _ => None,
        };
        let due = self.steps.iter().rev().find_map(of);
        Moment::from_millis(due.unwrap_or(self.due_at))
    }
}

/// One of the open actions, as lists need it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OpenActionV1 {
    action: [u8; 16],
    signal: [u8; 16],
    kind: u8,
    what: ActionV1,
    who: Option<[u8; 16]>,
    opened_at: i64,
    due_at: i64,
    state: SafetyStateV1,
}

/// The open actions of a client, for lists.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyGistV1 {
    open: Vec<OpenActionV1>,
}

impl Gist for SafetyGistV1 {
    const KIND: &'static str = "safety";
    const SHAPE: u16 = 1;
}

/// An open action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenAction {
    /// The signal it belongs to, on whose page it stands.
    pub signal: RecordId,
    /// Which signal.
    pub kind: Signal,
    /// What is to be done.
    pub what: ActionV1,
    /// Who is to see to it.
    pub who: Option<PersonId>,
    /// Since when.
    pub opened: Moment,
    /// By when.
    pub due: Moment,
    /// Where it stands.
    pub state: SafetyStateV1,
}

impl SafetyGistV1 {
    /// What is open, the gravest first, then what is due first.
    pub fn open(&self) -> Vec<OpenAction> {
        let of = |open: &OpenActionV1| OpenAction {
            signal: RecordId::from_bytes(open.signal),
            kind: Signal::of(open.kind),
            what: open.what,
            who: open.who.map(PersonId::from_bytes),
            opened: Moment::from_millis(open.opened_at),
            due: Moment::from_millis(open.due_at),
            state: open.state,
        };
        let mut all: Vec<OpenAction> = self.open.iter().map(of).collect();
        all.sort_by_key(|open| (std::cmp::Reverse(open.what), open.due));
        all
    }

    pub(crate) fn set(&mut self, record: RecordId, action: &SafetyActionV1) {
        self.open.retain(|open| open.action != *record.bytes());
        let state = action.state();
        if state == SafetyStateV1::Done {
            return;
        }
        self.open.push(OpenActionV1 {
            action: *record.bytes(),
            signal: action.signal,
            kind: action.kind,
            what: action.action(),
            who: action.who,
            opened_at: action.opened_at,
            due_at: action.due().millis(),
            state,
        });
    }
}

/// What the machinery knows of an open action: ids and times. What it is about stays in the record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyDueV1 {
    /// Whose it is.
    pub client: [u8; 16],
    /// Who is to see to it.
    pub who: Option<[u8; 16]>,
    /// Who hears of it next, in order.
    pub then: Vec<[u8; 16]>,
    /// Since when, in milliseconds since the epoch.
    pub opened_at: i64,
    /// By when, in milliseconds since the epoch.
    pub due_at: i64,
    /// Where it stands.
    pub state: SafetyStateV1,
}

impl InDirectory for SafetyDueV1 {
    const KIND: &'static str = "safety-due";
    const SHAPE: u16 = 1;
}

impl SafetyDueV1 {
    pub(crate) fn of(client: ClientId, action: &SafetyActionV1) -> Self {
        Self {
            client: *client.bytes(),
            who: action.who,
            then: action.then.clone(),
            opened_at: action.opened_at,
            due_at: action.due().millis(),
            state: action.state(),
        }
    }
}

/// Who was told that an action is late, in order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyToldV1 {
    /// Each of them.
    pub told: Vec<[u8; 16]>,
    /// When the last of them was, in milliseconds since the epoch.
    pub at: i64,
}

impl InDirectory for SafetyToldV1 {
    const KIND: &'static str = "safety-told";
    const SHAPE: u16 = 1;
}
