//! What the relationship must know of sessions. Another capability keeps them; whoever puts the
//! program together hands in where to ask.

use care::Meeting;
use sealed::engine::Pending;
use sealed::{Act, ReadError};

/// The sessions of a client.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Met {
    /// In the order they take place.
    pub meetings: Vec<Meeting>,
    /// How many are there and do not open.
    pub damaged: usize,
}

/// Where to ask for a client's sessions.
pub trait Meetings: Send + Sync {
    /// The sessions, for an act that opens [`care::Section::Sessions`].
    fn meetings<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Met, ReadError>>;
}
