//! The person's work: the tools that client and therapist use together, put on the floor.
//!
//! What one of them must know of another capability is answered by `crate::seams`.

use measures::Offer;
use pages::{Routes, Screens};
use std::path::Path;
use std::sync::Arc;

/// What the tools stand on, made once for routes and screens.
pub(crate) struct Works {
    /// Who holds which end of which live line.
    pub(crate) live: Arc<emdr::Live>,
    /// The answers to questionnaires, for the profile.
    weighed: Arc<dyn profile::Measured>,
    /// What happened meanwhile.
    dates: Arc<dyn profile::Dates>,
    /// The same, beside firsts and small steps.
    growth_dates: Arc<dyn growth::Dates>,
    /// Who keeps strengths and firsts.
    strengths: growth::Sources,
    /// Every worksheet there is.
    shelf: Arc<worksheets::Shelf>,
    /// When sessions were, for how much it was beside them.
    body_sessions: Arc<dyn body::Sessions>,
    /// The worksheets to look at a thought with.
    thought_sheets: Arc<dyn thoughts::Sheets>,
    /// The worksheets to look at a day with.
    day_sheets: Arc<dyn diary::Sheets>,
    /// The worksheets for being kind to oneself.
    kind_sheets: Arc<dyn self_trust::Sheets>,
}

impl Works {
    /// Everything the tools stand on. `library`: the folder with forms of the service's own.
    pub(crate) fn new(library: Option<&Path>, offer: &Arc<Offer>) -> Self {
        let shelf = Arc::new(crate::seams::own_sheets::shelf(library));
        Self {
            live: Arc::default(),
            weighed: Arc::new(crate::seams::weighed::Weighed(Arc::clone(offer))),
            dates: Arc::new(crate::seams::dates::Dates),
            growth_dates: Arc::new(crate::seams::dates::Dates),
            strengths: Arc::new([Arc::new(crate::seams::self_trust::Kept) as _]),
            kind_sheets: Arc::new(crate::seams::self_trust::Kind(Arc::clone(&shelf))),
            body_sessions: Arc::new(crate::seams::body_sessions::Held),
            day_sheets: Arc::new(crate::seams::chain::Chains(Arc::clone(&shelf))),
            thought_sheets: Arc::new(crate::seams::sheets::Sheets(Arc::clone(&shelf))),
            shelf,
        }
    }

    /// The pages of those who work with a client.
    pub(crate) fn routes(&self) -> Routes {
        Routes::new()
            .and(profile::routes(&self.weighed, &self.dates))
            .and(plan::routes())
            .and(worksheets::routes(&self.shelf))
            .and(thoughts::routes(&self.thought_sheets))
            .and(diary::routes(&self.day_sheets))
            .and(emdr::routes(&self.live))
            .and(body::routes(&self.body_sessions))
            .and(courage::routes())
            .and(self_trust::routes())
            .and(circle::routes())
            .and(triggers::routes())
            .and(growth::routes())
    }

    /// The client's screens and acts.
    pub(crate) fn screens(&self) -> Screens {
        Screens::new()
            .and(profile::screens(&self.weighed, &self.dates).within("profile", "work"))
            .and(plan::screens().within("plan", "work"))
            .and(worksheets::screens(&self.shelf).within("worksheets", "work"))
            .and(thoughts::screens(&self.thought_sheets).within("thoughts", "work"))
            .and(diary::screens(&self.day_sheets).within("diary", "work"))
            .and(emdr::screens(&self.live).within("emdr", "work"))
            .and(body::screens(&self.body_sessions).within("body", "work"))
            .and(courage::screens().within("courage", "work"))
            .and(self_trust::screens(&self.kind_sheets).within("self-trust", "work"))
            .and(circle::screens().within("circle", "work"))
            .and(triggers::screens().within("triggers", "work"))
            .and(growth::screens(&self.strengths, &self.growth_dates).within("growth", "work"))
    }
}
