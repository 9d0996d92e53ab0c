//! The capabilities that meet here, with doubles for what the program hands them.

use care::{Access, Meeting, PersonId, RecordId, Role};
use measures::Offer;
use messages::{ReplyTimes, Within};
use pages::{Routes, Screens, Visit};
use people::Person;
use sealed::engine::Pending;
use sealed::{Act, Overview, ReadError, Vault};
use std::sync::Arc;

struct Here(Vault);

impl Here {
    async fn staff(&self) -> Result<Vec<(PersonId, String, Role)>, ReadError> {
        let (staff, _) = people::staff(&self.0).await?;
        let one = |person: &Person| {
            let name = person.name.as_ref()?.expose().clone();
            Some((person.person, name, person.role))
        };
        Ok(staff.iter().filter_map(one).collect())
    }
}

impl sessions::Folk for Here {
    fn here(&self) -> Pending<'_, Result<Vec<sessions::Colleague>, ReadError>> {
        Box::pin(async move {
            let all = self.staff().await?.into_iter();
            let all = all.filter(|(.., role)| *role == Role::Therapist);
            Ok(all
                .map(|(person, name, _)| sessions::Colleague { person, name })
                .collect())
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

impl promises::Names for Here {
    fn called<'a>(
        &'a self,
        vault: &'a Vault,
        access: Access,
        overview: &'a Overview,
    ) -> Pending<'a, Result<Option<String>, ReadError>> {
        Box::pin(people::called(vault, access, overview))
    }
}

impl team::Staff for Here {
    fn here(&self) -> Pending<'_, Result<Vec<team::Colleague>, ReadError>> {
        Box::pin(async move {
            let all = self.staff().await?.into_iter();
            Ok(all
                .map(|(person, name, role)| team::Colleague { person, name, role })
                .collect())
        })
    }
}

/// Nothing is held: what is, is the team's own test.
struct Nothing;

impl team::Holdings for Nothing {
    fn held<'a>(&'a self, _: &'a mut Act) -> Pending<'a, Result<Vec<team::Held>, ReadError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

/// An answer comes within two days.
pub(crate) struct InTwoDays;

impl ReplyTimes for InTwoDays {
    fn reply_within<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Option<Within>, ReadError>> {
        Box::pin(async {
            Ok(Some(Within {
                hours: 48,
                agreed: false,
            }))
        })
    }
}

struct Blank;

impl notes::Prefill for Blank {
    fn meetings<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Meeting>, ReadError>> {
        Box::pin(async move { Ok(sessions::meetings(act).await?.0) })
    }

    fn lines<'a>(
        &'a self,
        _: &'a Visit,
        _: &'a Act,
        _: Option<RecordId>,
    ) -> Pending<'a, Result<Vec<String>, ReadError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

pub(crate) fn joined(vault: &Vault, offer: &Arc<Offer>) -> (Routes, Screens) {
    let here = Arc::new(Here(vault.clone()));
    let folk: Arc<dyn sessions::Folk> = here.clone();
    let names: Arc<dyn promises::Names> = here.clone();
    let staff: Arc<dyn team::Staff> = here;
    let holdings: Arc<dyn team::Holdings> = Arc::new(Nothing);
    let times: Arc<dyn ReplyTimes> = Arc::new(InTwoDays);
    let prefill: Arc<dyn notes::Prefill> = Arc::new(Blank);
    let meetings: Arc<dyn alliance::Meetings> = Arc::new(rooms::Sessions);
    let (tool_routes, tool_screens) = crate::tools::tools();
    let routes = alliance::routes()
        .and(sessions::routes(&folk))
        .and(agreement::routes())
        .and(promises::routes(&names))
        .and(messages::routes())
        .and(notes::progress_routes(&prefill))
        .and(team::routes(&staff, &holdings))
        .and(crisis::routes())
        .and(measures::routes(offer))
        .and(tool_routes)
        .and(rooms::routes(offer));
    let screens = alliance::screens(&meetings)
        .and(sessions::screens())
        .and(agreement::screens())
        .and(promises::screens())
        .and(messages::screens(&times))
        .and(notes::screens())
        .and(team::screens(&staff))
        .and(crisis::screens())
        .and(measures::screens(offer))
        .and(tool_screens)
        .and(rooms::screens(offer));
    (routes, screens)
}
