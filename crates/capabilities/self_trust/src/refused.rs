//! Why something was not done.

use pages::Trouble;
use sealed::ReadError;

/// Why something was not done. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing here.
    #[error("there is no such thing here")]
    None,
    /// Only the client writes here.
    #[error("only the client does this")]
    OnlyTheClient,
    /// Something else was sent from the same page before.
    #[error("something else was sent from this page already")]
    Another,
    /// It was changed since the page was opened.
    #[error("this was changed meanwhile")]
    Newer,
    /// There are too many already.
    #[error("there are too many already")]
    Full,
    /// How sure is not from 50 to 100.
    #[error("how sure is not from 50 to 100")]
    OffScale,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::None => Self::Nothing,
            Refused::Another | Refused::Newer => Self::Older,
            Refused::OnlyTheClient | Refused::Full | Refused::OffScale => Self::NotUnderstood,
            Refused::Read(error) => error.into(),
        }
    }
}

impl Refused {
    /// What is said above a form that is shown again with its words; `None`: it is not.
    pub(crate) const fn notice(&self) -> Option<&'static str> {
        match self {
            Self::Another => Some("self-trust-another"),
            Self::Newer => Some("self-trust-newer"),
            Self::Full => Some("self-trust-full"),
            _ => None,
        }
    }
}
