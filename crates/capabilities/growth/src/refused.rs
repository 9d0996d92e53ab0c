//! Why something was not done.

use pages::Trouble;
use sealed::ReadError;

/// Why something was not done. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It is not turned on.
    #[error("this is not turned on")]
    Off,
    /// There is no such thing, or it is not theirs.
    #[error("there is no such thing, or it is not theirs")]
    None,
    /// Something else was written from the same page before.
    #[error("something was written from this page already; this would be another")]
    Another,
    /// It was changed since the page was opened.
    #[error("this was changed meanwhile; please look at it again")]
    Newer,
    /// There are too many already.
    #[error("there are too many already")]
    TooMany,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Off | Refused::None => Self::Nothing,
            Refused::Another | Refused::Newer => Self::Older,
            Refused::TooMany => Self::NotUnderstood,
            Refused::Read(error) => error.into(),
        }
    }
}

impl Refused {
    /// What is said above a form that is shown again with its words; `None`: it is not.
    pub(crate) const fn notice(&self) -> Option<&'static str> {
        match self {
            Self::Another => Some("growth-another"),
            Self::Newer => Some("growth-newer"),
            Self::TooMany => Some("growth-too-many"),
            Self::Off | Self::None | Self::Read(_) => None,
        }
    }
}
