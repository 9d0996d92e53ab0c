//! Who works here, as consent asks for it, and what the service chose about process notes: over the
//! directory of people, which knows nothing of either.

use care::{ClientId, Moment};
use consent::{Colleague, Staff};
use notes::Choice;
use sealed::engine::Pending;
use sealed::{Blind, ReadError, Vault};

/// The people of this service.
pub(crate) struct Folk(pub(crate) Vault);

impl Staff for Folk {
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>> {
        Box::pin(async move {
            let (staff, _) = people::staff(&self.0).await?;
            let colleague = |person: &people::Person| Colleague {
                person: person.person,
                name: person.called().to_owned(),
                role: person.role,
            };
            Ok(staff.iter().map(colleague).collect())
        })
    }

    fn client_under<'a>(&'a self, written: &'a str) -> Pending<'a, Result<ClientId, ReadError>> {
        Box::pin(people::client_under(&self.0, written))
    }

    fn client_days(&self, from: Moment, until: Moment) -> Pending<'_, Result<u64, ReadError>> {
        Box::pin(people::client_days(&self.0, from, until))
    }
}

impl Choice for Folk {
    fn blind(&self) -> Pending<'_, Result<Blind, ReadError>> {
        Box::pin(async move {
            let chosen = people::choices(&self.0).await?;
            Ok(if chosen.notes_blind {
                Blind::Yes
            } else {
                Blind::No
            })
        })
    }
}
