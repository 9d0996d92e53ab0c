//! The service with the pages of sessions only, in a time zone that changes its clocks.

use care::{Access, PersonId, RelationKind};
use jiff::tz::TimeZone;
use sealed::engine::Pending;
use sealed::{Overview, ReadError};
use sessions::{Colleague, Folk};
use std::sync::Arc;
use testing::served::Serving;
use testing::{AMAL, BEN, NOOR, RUTH, Small};

pub(crate) use testing::served::{Answered, Served};

/// Ruth and Ben work here, with Amal and Noor.
struct TwoHere;

impl Folk for TwoHere {
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>> {
        let here = [(RUTH, "Ruth Okafor"), (BEN, "Ben Stone")];
        let colleague = |(person, name): (PersonId, &str)| Colleague {
            person,
            name: name.to_owned(),
        };
        Box::pin(async move { Ok(here.map(colleague).to_vec()) })
    }

    fn called<'a>(
        &'a self,
        _: Access,
        overview: &'a Overview,
    ) -> Pending<'a, Result<Option<String>, ReadError>> {
        let called = match overview.client.person() {
            AMAL => Some("Amal".to_owned()),
            NOOR => Some("Noor".to_owned()),
            _ => None,
        };
        Box::pin(async { Ok(called) })
    }
}

pub(crate) async fn served() -> Served {
    let small = Small::in_memory().await;
    let relations = [(RUTH, RelationKind::Therapist)];
    small.relate(NOOR, &relations).await;
    let folk: Arc<dyn Folk> = Arc::new(TwoHere);
    Serving::over(small)
        .choosing(|settings| settings.zone = TimeZone::get("Europe/Berlin").unwrap())
        .site(sessions::routes(&folk), sessions::screens())
}
