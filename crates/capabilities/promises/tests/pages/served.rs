//! The service with the pages of promises only.

use care::Access;
use sealed::engine::Pending;
use sealed::{Overview, ReadError, Vault};
use std::sync::Arc;
use testing::served::Serving;

pub(crate) use testing::served::Served;

/// Knows the only client there is.
struct Known;

impl promises::Names for Known {
    fn called<'a>(
        &'a self,
        _: &'a Vault,
        _: Access,
        _: &'a Overview,
    ) -> Pending<'a, Result<Option<String>, ReadError>> {
        Box::pin(async { Ok(Some("Amal".to_owned())) })
    }
}

pub(crate) async fn served() -> Served {
    let names: Arc<dyn promises::Names> = Arc::new(Known);
    let serving = Serving::new().await;
    serving.site(promises::routes(&names), promises::screens())
}
