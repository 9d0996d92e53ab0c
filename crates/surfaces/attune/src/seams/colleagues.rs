//! Who a session can be with, and how clients are called on a practitioner's own days: asked of the
//! capability that knows people.

use care::{Access, Role};
use sealed::engine::Pending;
use sealed::{Overview, ReadError, Vault};
use sessions::Colleague;

/// The therapists of this service.
pub(crate) struct Colleagues(pub(crate) Vault);

impl sessions::Folk for Colleagues {
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>> {
        Box::pin(async move {
            let (staff, _) = people::staff(&self.0).await?;
            let now = self.0.now();
            let treats =
                |person: &&people::Person| person.role == Role::Therapist && person.is_here(now);
            let colleague = |person: &people::Person| Colleague {
                person: person.person,
                name: person.called().to_owned(),
            };
            Ok(staff.iter().filter(treats).map(colleague).collect())
        })
    }

    fn called<'a>(
        &'a self,
        access: Access,
        overview: &'a Overview,
    ) -> Pending<'a, Result<Option<String>, ReadError>> {
        Box::pin(people::called(&self.0, access, overview))
    }
}
