//! Being away, with someone named who stands in. A practitioner says it, a lead confirms it, each
//! of their clients hears of it with the reason and a choice, and it ends by itself.

mod choose;
mod confirm;
mod end;
mod read;
mod rules;
mod say;
mod stored;

pub use choose::choose;
pub use confirm::{Told, confirm};
pub use end::{back, end};
pub use read::{
    Away, Counts, Uncovered, absence, absences, announced, announcements, away, counts,
    without_cover,
};
pub use rules::{LONGEST, Span, WrongAbsence};
pub use say::{NewAbsence, say};
pub use stored::{
    Absence, AbsenceV1, AnnouncedV1, ChoiceV1, Confirmed, ConfirmedV1, CoverV1, SaidV1, StandsV1,
};

pub(crate) use confirm::still_stands;
pub(crate) use rules::can_cover;

use care::{ClientId, RecordId, Section, Sections};
use pages::FinishError;
use sealed::ReadError;
use sealed::engine::CommitError;

/// What a lead opens to say who stands in, and a client to answer it: who works with them.
pub(crate) const OPENS: Sections = Sections::of(&[Section::Identity, Section::Consent]);

/// Under which name the announcement of an absence is kept in a client's record.
pub(crate) const ANNOUNCED: &str = "absence";

/// Under which kind of name it is kept how it stands with one client's cover.
pub(crate) const COVER: &str = "cover";

/// The name of that entry. Without the service's own key its id tells neither of the two.
pub(crate) fn cover_name(absence: RecordId, client: ClientId) -> Vec<u8> {
    [*absence.bytes(), *client.bytes()].concat()
}

/// Why something about an absence was not done.
#[derive(Debug, thiserror::Error)]
pub enum AbsenceRefused {
    /// What was said has to be put right.
    #[error("the days, or whoever stands in, have to be put right")]
    Wrong(Vec<WrongAbsence>),
    /// Whoever asks may not.
    #[error("a practitioner says when they are away, and a service lead confirms it")]
    NotAllowed,
    /// There is no such absence, or it is over.
    #[error("there is no such absence any more")]
    Nothing,
    /// Someone else was first.
    #[error("someone else changed it; look again")]
    Older,
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be saved.
    #[error(transparent)]
    Commit(CommitError),
}

impl From<CommitError> for AbsenceRefused {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict => Self::Older,
            error => Self::Commit(error),
        }
    }
}

impl From<FinishError> for AbsenceRefused {
    fn from(error: FinishError) -> Self {
        match error {
            FinishError::Read(error) => Self::Read(error),
            FinishError::Commit(error) => error.into(),
        }
    }
}
