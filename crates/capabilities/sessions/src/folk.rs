//! Who works here, and what someone is called: what sessions must ask and do not know.

use care::{Access, PersonId};
use sealed::engine::Pending;
use sealed::{Overview, ReadError};

/// Someone a session can be with.
#[derive(Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The person.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
}

/// The people of a service, as far as sessions ask about them.
pub trait Folk: Send + Sync {
    /// The therapists who work here now.
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>>;

    /// What a client on someone's list is called, from the overview that was opened for the list.
    fn called<'a>(
        &'a self,
        access: Access,
        overview: &'a Overview,
    ) -> Pending<'a, Result<Option<String>, ReadError>>;
}
