//! What consent has to know about who works here. It is asked of whoever keeps the directory of
//! people; consent itself keeps none.

use care::{ClientId, Moment, PersonId, Role};
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

/// Who works here, and who is meant.
pub trait Staff: Send + Sync {
    /// Everyone who works here now.
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>>;

    /// The client who comes in under exactly this sign-in name, or whose card bears exactly this
    /// number. Where there is none, an id that is nobody's, after the same work.
    fn client_under<'a>(&'a self, written: &'a str) -> Pending<'a, Result<ClientId, ReadError>>;

    /// For how many days people were in care here between two moments, together.
    fn client_days(&self, from: Moment, until: Moment) -> Pending<'_, Result<u64, ReadError>>;
}
