//! What the care team has to know about who works here. It is asked of whoever keeps the directory
//! of people; nothing of it is kept here.

use care::{PersonId, Role};
use sealed::ReadError;
use sealed::engine::Pending;

/// Someone who works here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Colleague {
    /// Who.
    pub person: PersonId,
    /// How they are called.
    pub name: String,
    /// What they do here.
    pub role: Role,
}

/// Who works here.
pub trait Staff: Send + Sync {
    /// Everyone who works here now, in the order of their names.
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>>;
}

/// The colleague with this id, if they work here.
pub(crate) fn one(here: &[Colleague], person: PersonId) -> Option<&Colleague> {
    here.iter().find(|colleague| colleague.person == person)
}

/// Whether this person works here as a service lead.
pub(crate) fn leads(here: &[Colleague], person: PersonId) -> bool {
    one(here, person).is_some_and(|colleague| colleague.role == Role::ServiceLead)
}
