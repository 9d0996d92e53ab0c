//! How clients are called on the list of a practitioner's promises: asked of the capability that
//! knows people, of those whose overview is open.

use care::Access;
use promises::Names;
use sealed::engine::Pending;
use sealed::{Overview, ReadError, Vault};

/// The names of this service's clients.
pub(crate) struct Called;

impl Names for Called {
    fn called<'a>(
        &'a self,
        vault: &'a Vault,
        access: Access,
        overview: &'a Overview,
    ) -> Pending<'a, Result<Option<String>, ReadError>> {
        Box::pin(people::called(vault, access, overview))
    }
}
