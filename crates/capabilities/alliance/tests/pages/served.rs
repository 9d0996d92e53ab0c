//! The service with the pages of the relationship only.

use crate::met::{Sessions, meets};
use alliance::rupture::RuptureV1;
use alliance::rupture::act::{NameIt, name_it};
use alliance::{AudienceV1, Meetings};
use care::{ClientId, HOUR, Line, RecordId, Section};
use std::ops::Deref;
use std::sync::Arc;
use testing::served::Serving;
use testing::{AMAL, RUTH};

/// Amal's pages, for staff.
pub(crate) fn amals(path: &str) -> String {
    format!("/clients/{}{path}", ClientId::of(AMAL))
}

pub(crate) struct Served(testing::served::Served);

impl Deref for Served {
    type Target = testing::served::Served;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Served {
    pub(crate) async fn new() -> Self {
        let meetings: Arc<dyn Meetings> = Arc::new(Sessions);
        let serving = Serving::new().await.lock_taken_off();
        Self(serving.site(alliance::routes(), alliance::screens(&meetings)))
    }

    /// Amal names something that felt wrong, for these to read.
    pub(crate) async fn names(&self, audience: AudienceV1) -> RecordId {
        let sections = [Section::Relationship, Section::Overview];
        let mut act = self.small.act(AMAL, AMAL, &sections).await;
        let id = act.mint();
        let named = NameIt {
            words: Some(Line::parse("You looked at the clock").unwrap()),
            fit: None,
            audience,
        };
        name_it(&mut act, id, named).await.unwrap();
        act.done().await.unwrap();
        id
    }

    /// The rupture as it is kept.
    pub(crate) async fn kept(&self, rupture: RecordId) -> sealed::Kept<RuptureV1> {
        let sections = [Section::Relationship];
        let act = self.small.act(AMAL, AMAL, &sections).await;
        act.find::<RuptureV1>(rupture).await.unwrap().unwrap()
    }

    /// A session that ended a while ago.
    pub(crate) async fn met(&self) {
        let mut act = self.small.act(RUTH, AMAL, &[Section::Sessions]).await;
        let starts = act.now() - 2 * HOUR;
        meets(&mut act, starts);
        act.done().await.unwrap();
    }
}
