//! Who holds what: promises, tasks and safety actions that are open with one person. Other
//! capabilities keep them; this one only shows whose hands they are in.

use care::{Moment, PersonId};
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// What someone can hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum HeldKind {
    /// Promises that are open.
    Promise,
    /// Tasks agreed between sessions.
    Task,
    /// What is to be done about safety.
    Safety,
}

impl HeldKind {
    /// The code under which the message catalogue knows it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Promise => "promise",
            Self::Task => "task",
            Self::Safety => "safety",
        }
    }
}

/// What one person holds of one kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Who.
    pub who: PersonId,
    /// What.
    pub what: HeldKind,
    /// How many of it, at least one.
    pub count: u32,
    /// When the first of it is due, if that is said.
    pub next: Option<Moment>,
}

/// Who knows what is open with whom.
pub trait Holdings: Send + Sync {
    /// What is open about the client whose record is open, as far as the act reaches: it opens
    /// [`care::Section::Overview`], and what it does not open is left out.
    fn held<'a>(&'a self, act: &'a mut Act) -> Pending<'a, Result<Vec<Held>, ReadError>>;
}
