//! Why something was not done about a session. Nothing was kept.

use sealed::ReadError;

/// Why something was not done about a session.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such session, or no such thing in it, for whoever asks.
    #[error("there is no such session; go back to the list")]
    None,
    /// It has changed since the form was opened.
    #[error("this has changed since the form was opened; please look at it again")]
    Changed,
    /// It was said already: a second sending of the same form, or a second choice.
    #[error("this was said already")]
    Already,
    /// It has begun, or has been: its time and place are not changed any more.
    #[error("this session has begun or has been; its time cannot be changed any more")]
    Over,
    /// It is called off, missed or written down already.
    #[error("it is written down already what became of this session")]
    Ended,
    /// It has not begun.
    #[error("this session has not begun")]
    NotYet,
    /// The new time is past.
    #[error("a session is changed to a time to come")]
    InThePast,
    /// It is too short or too long.
    #[error("a session lasts between 10 minutes and 4 hours")]
    Length,
    /// This client has another session at that time.
    #[error("there is already a session at that time")]
    Overlaps,
    /// The practitioner has another session at that time.
    #[error("the practitioner has another session at that time")]
    Elsewhere,
    /// Nothing would be different.
    #[error("nothing is different")]
    Nothing,
    /// The times do not fit each other, or the session.
    #[error("the times do not fit; it ends after it begins, and both have been")]
    Times,
    /// Only the client can say this.
    #[error("only the client can say this")]
    OnlyTheClient,
    /// Only someone who works with the client can say this.
    #[error("only someone working with the client can write this")]
    OnlyStaff,
    /// There are too many of them already.
    #[error("there are too many of these already")]
    TooMany,
    /// What someone on the staff does needs a time to come by which it is done.
    #[error("say by when, at a time to come")]
    NoDue,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}
