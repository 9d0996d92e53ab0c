//! The client's app: one neutral address, one neutral title, screens swapped in place.
//!
//! Where a client stands is remembered on the server. Every step is a `POST /` that names what to
//! do and is answered by "look at `/`", so the browser's history holds one address whatever the
//! client looked at, with JavaScript or without.

use crate::layout::Html;
use crate::route::{Declared, Needs, Verb};
use crate::trouble::Trouble;
use crate::visit::Visit;
use care::{RecordId, Sections};
use sealed::Act;
use sealed::engine::Pending;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

/// Where a client stands in their app.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Which screen.
    pub screen: &'static str,
    /// What the screen is about, if it is about one record.
    pub about: Option<RecordId>,
    /// A message of the catalogue to be said once, quietly, above the screen.
    pub said: Option<&'static str>,
}

/// The screen everyone starts at.
pub const HOME: &str = "home";

impl Default for Place {
    fn default() -> Self {
        Self::at(HOME)
    }
}

impl Place {
    /// At this screen.
    pub const fn at(screen: &'static str) -> Self {
        Self {
            screen,
            about: None,
            said: None,
        }
    }

    /// About this record.
    #[must_use]
    pub const fn about(self, record: RecordId) -> Self {
        Self {
            screen: self.screen,
            about: Some(record),
            said: self.said,
        }
    }

    /// Saying this.
    #[must_use]
    pub const fn saying(self, message: &'static str) -> Self {
        Self {
            screen: self.screen,
            about: self.about,
            said: Some(message),
        }
    }
}

/// A visit to the client's app: the visit, and where the client stands.
#[derive(Clone)]
pub struct ClientVisit {
    /// The visit.
    pub visit: Visit,
    /// Where.
    pub place: Place,
}

impl std::ops::Deref for ClientVisit {
    type Target = Visit;
    fn deref(&self) -> &Visit {
        &self.visit
    }
}

/// What a client's act leads to.
#[derive(Clone, Debug)]
pub enum Next {
    /// On to another screen.
    Go(Place),
    /// Back to the same screen, with something put right: the screen's HTML.
    Stay(Html),
    /// Nothing to show: a draft was kept.
    Quiet,
}

type Show = Arc<dyn Fn(ClientVisit, Act) -> Pending<'static, Result<Html, Trouble>> + Send + Sync>;
type Do = Arc<dyn Fn(ClientVisit, Act) -> Pending<'static, Result<Next, Trouble>> + Send + Sync>;

/// The screens and acts of the client's app, each with the sections of their own record it opens.
#[derive(Clone, Default)]
pub struct Screens {
    pub(crate) screens: BTreeMap<&'static str, (Sections, Show)>,
    pub(crate) acts: BTreeMap<&'static str, (Sections, Do)>,
}

impl Screens {
    /// No screens yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A screen: what it opens, and the HTML of what stands between the shell's header and footer.
    #[must_use]
    pub fn screen<F, R>(mut self, name: &'static str, sections: Sections, show: F) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Html, Trouble>> + Send + 'static,
    {
        let show: Show = Arc::new(move |visit, act| Box::pin(show(visit, act)));
        self.screens.insert(name, (sections, show));
        self
    }

    /// An act: what it opens, and where it leads. Sent as `POST /` with `do=<name>`.
    #[must_use]
    pub fn act<F, R>(mut self, name: &'static str, sections: Sections, run: F) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Next, Trouble>> + Send + 'static,
    {
        let run: Do = Arc::new(move |visit, act| Box::pin(run(visit, act)));
        self.acts.insert(name, (sections, run));
        self
    }

    /// These screens and those.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.screens.extend(others.screens);
        self.acts.extend(others.acts);
        self
    }

    /// The screen a form names, as the name it was declared with.
    pub(crate) fn named(&self, name: &str) -> Option<&'static str> {
        self.screens.get_key_value(name).map(|(name, _)| *name)
    }

    /// The table of what is declared.
    pub fn declared(&self) -> Vec<Declared> {
        let line = |verb, name: &str, sections| Declared {
            verb,
            path: format!("/ {name}"),
            needs: Needs::Own { sections },
        };
        let screens = self
            .screens
            .iter()
            .map(|(name, (sections, _))| line(Verb::Get, name, *sections));
        let acts = self
            .acts
            .iter()
            .map(|(name, (sections, _))| line(Verb::Post, name, *sections));
        screens.chain(acts).collect()
    }
}
