//! The pages of progress notes: the list, writing one, one with what stands beside it; the client's
//! screen; what a client takes along.

mod client;
mod list;
mod one;
mod shown;
mod taking;
mod write;

pub use taking::taken;

use super::act::ProgressRefused;
use care::{Meeting, Purpose, RecordId, Role, Section, Sections};
use pages::{Purposes, Routes, Screens, Trouble, Visit};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;

/// What others know of a meeting, for a note to begin with. The binary implements it over the
/// capabilities that hold it. The act it is handed opens the sessions. What else it looks at it asks
/// for by itself, and leaves out what the client keeps from whoever writes: that must not keep them
/// from writing.
pub trait Prefill: Send + Sync {
    /// The client's meetings, in the order of their times.
    fn meetings<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Meeting>, ReadError>>;

    /// Plain lines that stand already: who, when and how long, what was agreed to speak about, what
    /// was answered since the last meeting, who agreed to do what, how the client came in.
    fn lines<'a>(
        &'a self,
        visit: &'a Visit,
        act: &'a Act,
        session: Option<RecordId>,
    ) -> Pending<'a, Result<Vec<String>, ReadError>>;
}

/// Reading.
const READS: Sections = Sections::of(&[Section::Identity, Section::Notes]);
/// Keeping what is written: the gist is a line of the overview.
const WRITES: Sections = Sections::of(&[Section::Identity, Section::Overview, Section::Notes]);
/// Beginning and keeping a note that is about a meeting.
const FINISHES: Sections = WRITES.or(Sections::of(&[Section::Sessions]));
const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];
/// Whoever treats the client; anyone else only by what the client granted.
const READERS: Purposes = &[
    (Role::Therapist, Purpose::Treatment),
    (Role::WardNurse, Purpose::Treatment),
    (Role::Supervisor, Purpose::Supervision),
    (Role::Advocate, Purpose::Advocacy),
];

/// The routes for staff. `prefill` says what stands already when a note is begun.
pub(crate) fn routes(prefill: &Arc<dyn Prefill>) -> Routes {
    list::routes()
        .and(write::routes(prefill))
        .and(one::routes())
}

/// The client's screen and acts.
pub(crate) fn screens() -> Screens {
    client::screens()
}

impl From<ProgressRefused> for Trouble {
    fn from(refused: ProgressRefused) -> Self {
        match refused {
            ProgressRefused::Newer | ProgressRefused::Answered => Self::Older,
            ProgressRefused::Empty | ProgressRefused::TooLong => Self::NotUnderstood,
            ProgressRefused::None
            | ProgressRefused::NotForTheClient
            | ProgressRefused::OnlyTheClient => Self::Nothing,
            ProgressRefused::Read(error) => error.into(),
        }
    }
}

/// Where the client's page is.
fn client_page(visit: &Visit) -> Result<String, Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok(format!("/clients/{client}"))
}

/// Where the notes about this client are.
fn address(visit: &Visit) -> Result<String, Trouble> {
    Ok(format!("{}/notes", client_page(visit)?))
}

/// Which note the path names.
fn which(visit: &Visit) -> Result<RecordId, Trouble> {
    let note = visit.path("note").and_then(RecordId::parse);
    note.ok_or(Trouble::Nothing)
}

/// Which record a field of the form names, if it names one.
fn named(visit: &Visit, field: &str) -> Option<RecordId> {
    visit.form.get(field).and_then(RecordId::parse)
}
