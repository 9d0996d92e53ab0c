//! The client's app: one neutral address, one neutral title, screens swapped in place.
//!
//! Where a client stands is remembered on the server. Every step is a `POST /` that names what to
//! do and is answered by "look at `/`", so the browser's history holds one address whatever the
//! client looked at, with JavaScript or without.

use crate::file::{File, Picture};
use crate::layout::Html;
use crate::live::Line;
use crate::route::{Answer, Declared, Needs, Takes, Verb};
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

/// The address of a picture that stands on a client's screen. It says nothing about what is on it.
pub(crate) const PICTURE: &str = "/i/{picture}";

/// The address of the live line to a client's screen. It is the same for every client and everything.
pub const LIVE: &str = "/l";

/// Where the picture of this record is to be had while the lock is off.
pub fn picture_address(picture: RecordId) -> String {
    PICTURE.replace("{picture}", &picture.to_string())
}

/// The client's three places, and the lock: what is posted, and its words.
pub(crate) const PLACES: [(&str, &str); 4] = [
    (HOME, "place-today"),
    ("work", "place-my-work"),
    ("seen", "place-my-record"),
    ("lock", "place-lock"),
];

/// The ways on that stand around a screen.
pub(crate) struct Ways {
    /// Where the way back leads.
    pub(crate) behind: &'static str,
    /// Those of the places that are there.
    pub(crate) places: Vec<(&'static str, &'static str)>,
}

/// The first screen behind the lock.
pub const HOME: &str = "home";
/// The screen every sign-in begins at. Nothing on it says what this is about.
pub const COVER: &str = "cover";

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
    pub(crate) known: Arc<[&'static str]>,
}

impl ClientVisit {
    /// Whether the service has a screen of this name: what another capability brings is offered
    /// only where it is there.
    pub fn has(&self, screen: &str) -> bool {
        self.known.contains(&screen)
    }
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
    /// It is locked, and this was not kept.
    Locked,
    /// A file to take along.
    File(File),
}

pub(crate) type Show =
    Arc<dyn Fn(ClientVisit, Act) -> Pending<'static, Result<Html, Trouble>> + Send + Sync>;
pub(crate) type Do =
    Arc<dyn Fn(ClientVisit, Act) -> Pending<'static, Result<Next, Trouble>> + Send + Sync>;

/// Draws a picture that stands on a screen.
pub(crate) type Draw =
    Arc<dyn Fn(ClientVisit, Act) -> Pending<'static, Result<Picture, Trouble>> + Send + Sync>;

/// Talks with a screen that is open.
pub(crate) type Talk =
    Arc<dyn Fn(ClientVisit, Act, Line) -> Pending<'static, Answer> + Send + Sync>;

/// A screen or an act: what it opens, whether it is behind the lock, and itself.
#[derive(Clone)]
pub(crate) struct Known<T> {
    /// The screen it stands behind: where the way back leads.
    pub(crate) behind: &'static str,
    pub(crate) sections: Sections,
    pub(crate) locked: bool,
    pub(crate) takes: Takes,
    pub(crate) does: T,
}

/// The screens and acts of the client's app, each with the sections of their own record it opens.
/// All of them are behind the second unlock, but those that are declared to be cover.
#[derive(Clone, Default)]
pub struct Screens {
    pub(crate) shown: BTreeMap<&'static str, Known<Show>>,
    pub(crate) acts: BTreeMap<&'static str, Known<Do>>,
    /// What draws the pictures that stand on screens.
    pub(crate) pictures: Option<Known<Draw>>,
    /// What talks with screens that are open.
    pub(crate) talk: Option<Known<Talk>>,
    /// The names of all screens, once they are all there.
    pub(crate) names: Arc<[&'static str]>,
}

impl Screens {
    /// No screens yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A screen: what it opens, and the HTML of what stands between the shell's header and footer.
    /// It is shown only while the client has unlocked it.
    #[must_use]
    pub fn screen<F, R>(self, name: &'static str, sections: Sections, show: F) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Html, Trouble>> + Send + 'static,
    {
        self.with_screen(name, sections, true, show)
    }

    /// A screen that is open without the second unlock. Nothing on it may say what this is about:
    /// it is what someone sees who makes the client sign in.
    #[must_use]
    pub fn cover<F, R>(self, name: &'static str, sections: Sections, show: F) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Html, Trouble>> + Send + 'static,
    {
        self.with_screen(name, sections, false, show)
    }

    fn with_screen<F, R>(
        mut self,
        name: &'static str,
        sections: Sections,
        locked: bool,
        show: F,
    ) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Html, Trouble>> + Send + 'static,
    {
        let does: Show = Arc::new(move |visit, act| Box::pin(show(visit, act)));
        let known = Known {
            behind: HOME,
            sections,
            locked,
            takes: Takes::Words,
            does,
        };
        self.shown.insert(name, known);
        self
    }

    /// An act: what it opens, and where it leads. Sent as `POST /` with `do=<name>`. While the lock
    /// is on, what was sent is kept and done once it is off.
    #[must_use]
    pub fn act<F, R>(self, name: &'static str, sections: Sections, run: F) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Next, Trouble>> + Send + 'static,
    {
        self.with_act(name, sections, true, run)
    }

    /// An act that needs no second unlock: it shows nothing, or what is cover.
    #[must_use]
    pub fn cover_act<F, R>(self, name: &'static str, sections: Sections, run: F) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Next, Trouble>> + Send + 'static,
    {
        self.with_act(name, sections, false, run)
    }

    fn with_act<F, R>(
        mut self,
        name: &'static str,
        sections: Sections,
        locked: bool,
        run: F,
    ) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Next, Trouble>> + Send + 'static,
    {
        let does: Do = Arc::new(move |visit, act| Box::pin(run(visit, act)));
        let known = Known {
            behind: HOME,
            sections,
            locked,
            takes: Takes::Words,
            does,
        };
        self.acts.insert(name, known);
        self
    }

    /// The same for a form with files ([`crate::Form::files`]). To every other act files that came
    /// along are nothing.
    #[must_use]
    pub fn act_with_files<F, R>(self, name: &'static str, sections: Sections, run: F) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Next, Trouble>> + Send + 'static,
    {
        let mut screens = self.with_act(name, sections, true, run);
        if let Some(known) = screens.acts.get_mut(name) {
            known.takes = Takes::Files;
        }
        screens
    }

    /// What draws a picture that stands on a screen, at the address of [`picture_address`]: `place`
    /// says which one it is about. Nothing is drawn while the lock is on.
    #[must_use]
    pub fn pictures<F, R>(mut self, sections: Sections, draw: F) -> Self
    where
        F: Fn(ClientVisit, Act) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Picture, Trouble>> + Send + 'static,
    {
        let does: Draw = Arc::new(move |visit, act| Box::pin(draw(visit, act)));
        self.pictures = Some(Known {
            behind: HOME,
            sections,
            locked: true,
            takes: Takes::Words,
            does,
        });
        self
    }

    /// These screens belong together: the way back leads from each to the one named `entry`, and from
    /// that to `behind`. Without this it leads to the first screen.
    #[must_use]
    pub fn within(mut self, entry: &'static str, behind: &'static str) -> Self {
        for (name, known) in &mut self.shown {
            known.behind = if *name == entry { behind } else { entry };
        }
        self
    }

    /// The ways on that stand around a screen.
    pub(crate) fn ways(&self, screen: &str) -> Ways {
        let behind = self.shown.get(screen).map(|known| known.behind);
        let behind = behind.and_then(|name| self.named(name)).unwrap_or(HOME);
        let there = |(name, _): &(&str, &str)| *name == "lock" || self.named(name).is_some();
        Ways {
            behind,
            places: PLACES.into_iter().filter(there).collect(),
        }
    }

    /// A live line ([`Line`]) to a screen of the client's, at [`LIVE`]. There is none while the lock
    /// is on.
    #[must_use]
    pub fn live<F, R>(mut self, sections: Sections, talk: F) -> Self
    where
        F: Fn(ClientVisit, Act, Line) -> R + Send + Sync + 'static,
        R: Future<Output = Answer> + Send + 'static,
    {
        let does: Talk = Arc::new(move |visit, act, line| Box::pin(talk(visit, act, line)));
        self.talk = Some(Known {
            behind: HOME,
            sections,
            locked: true,
            takes: Takes::Words,
            does,
        });
        self
    }

    /// What may be sent to the one address: files where an act takes them.
    pub(crate) fn takes(&self) -> Takes {
        let files = self.acts.values().any(|act| act.takes == Takes::Files);
        if files { Takes::Files } else { Takes::Words }
    }

    /// These screens and those.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.shown.extend(others.shown);
        self.acts.extend(others.acts);
        self.pictures = others.pictures.or(self.pictures);
        self.talk = others.talk.or(self.talk);
        self
    }

    /// All screens are there.
    pub(crate) fn complete(mut self) -> Self {
        self.names = self.shown.keys().copied().collect();
        self
    }

    /// The screen a form names, as the name it was declared with.
    pub(crate) fn named(&self, name: &str) -> Option<&'static str> {
        self.shown.get_key_value(name).map(|(name, _)| *name)
    }

    /// Whether this place is behind the lock. One that is not known is.
    pub(crate) fn is_locked(&self, place: &Place) -> bool {
        self.shown
            .get(place.screen)
            .is_none_or(|screen| screen.locked)
    }

    /// The table of what is declared.
    pub fn declared(&self) -> Vec<Declared> {
        let line = |verb, name: &str, sections, locked| Declared {
            verb,
            path: format!("/ {name}"),
            needs: Needs::Own { sections },
            locked,
        };
        let screens = self
            .shown
            .iter()
            .map(|(name, known)| line(Verb::Get, name, known.sections, known.locked));
        let acts = self
            .acts
            .iter()
            .map(|(name, known)| line(Verb::Post, name, known.sections, known.locked));
        let pictures = self.pictures.iter().map(|known| Declared {
            path: PICTURE.to_owned(),
            ..line(Verb::Get, "", known.sections, true)
        });
        let talk = self.talk.iter().map(|known| Declared {
            path: LIVE.to_owned(),
            ..line(Verb::Get, "", known.sections, true)
        });
        screens.chain(acts).chain(pictures).chain(talk).collect()
    }
}
