//! Why something was not done.

use crate::phases::Missing;
use sealed::ReadError;

/// Why something was not done. Nothing was kept, and the page keeps what was typed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing here.
    #[error("there is no such target, resource or entry here")]
    None,
    /// It is for the therapist: a client never opens a phase or a set, and is not asked to.
    #[error("only the therapist who treats the client does this")]
    OnlyStaff,
    /// It is for the client.
    #[error("only the client does this")]
    OnlyTheClient,
    /// Something comes first.
    #[error("{} things come first", .0.len())]
    Missing(Vec<Missing>),
    /// The client took these words back; they can give them back.
    #[error("the client took these words back")]
    TakenBack,
    /// What was not practised, or made it worse the last time, is not for using alone.
    #[error("this was not practised yet, or made it worse the last time")]
    NotPractised,
    /// A number is not on its scale, or a day not to come within a year; names the field.
    #[error("'{0}' is outside of what it can be")]
    OffScale(&'static str),
    /// The closure needs this as well; names the fields.
    #[error("the closure needs {} more", .0.len())]
    Closure(Vec<&'static str>),
    /// Something else was sent from the same page before.
    #[error("something else was sent from this page already")]
    Another,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}
