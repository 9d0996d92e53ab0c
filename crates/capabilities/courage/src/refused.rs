//! Why something was not done. Nothing was kept, and the page keeps the words.

use crate::rules::Gate;
use pages::Trouble;
use sealed::ReadError;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, or it is not theirs.
    #[error("there is no such thing")]
    None,
    /// Someone else wrote it meanwhile.
    #[error("someone wrote on this meanwhile")]
    Newer,
    /// There is no room for more.
    #[error("there is no room for more")]
    Full,
    /// Nothing was answered or written.
    #[error("there is nothing in it")]
    Empty,
    /// It belongs to something that nobody else may read.
    #[error("it belongs to something that is kept for the client alone")]
    Apart,
    /// Somebody who is a danger now is never part of a step, whatever the reasons.
    #[error("somebody who is a danger now is not part of a step")]
    Danger,
    /// Something comes before this step can be tried.
    #[error("something comes first")]
    Gate(Gate),
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Read(error) => error.into(),
            Refused::None => Self::Nothing,
            Refused::Empty | Refused::Danger => Self::NotUnderstood,
            Refused::Newer | Refused::Full | Refused::Apart | Refused::Gate(_) => Self::Older,
        }
    }
}
