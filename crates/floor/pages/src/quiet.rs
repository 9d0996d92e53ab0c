//! Words and pictures that a client does not want to meet here, left out of every screen of theirs.
//!
//! The list lies where nobody but the client reads (`list`). It is held in memory while the service
//! runs, by person, so that a change holds at once for every sign-in; what is behind the lock is
//! never shown before it is there. `walk` leaves the words out of a finished page, `fold` says when
//! two words are the same. Nothing that is stored changes, nor what the client is typing.

mod fold;
mod list;
mod walk;

pub use list::{LETTERS_MAX, Quiet, QuietV1, WORDS_MAX, WrongQuiet, keep, stored};

use crate::client_shell::{ClientVisit, Next, Place};
use crate::layout::{Html, escaped};
use crate::trouble::Trouble;
use crate::visit::Visit;
use crate::words::Words;
use care::{PersonId, RecordId};
use sealed::{Act, ReadError};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Lists held at most; beyond, all are read again when they are needed.
const HELD: usize = 50_000;
/// The act that shows what is left out, on the screen the client stands at.
pub(crate) const SHOW: &str = "quiet-show";
/// The act that leaves it out again.
pub(crate) const HIDE: &str = "quiet-hide";

#[derive(Default)]
struct Memory {
    lists: HashMap<PersonId, Arc<Quiet>>,
    /// Where each sign-in asked to see everything, until it goes elsewhere.
    shown: HashMap<RecordId, (&'static str, Option<RecordId>)>,
}

/// What everyone named, as far as it is known.
#[derive(Default)]
pub(crate) struct AllQuiet(Mutex<Memory>);

impl AllQuiet {
    fn held(&self) -> MutexGuard<'_, Memory> {
        // Each change is one insert or one removal: after a panic elsewhere this is still true.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(&self, person: PersonId) -> Option<Arc<Quiet>> {
        self.held().lists.get(&person).cloned()
    }

    fn remember(&self, person: PersonId, quiet: &Arc<Quiet>) {
        let mut held = self.held();
        if held.lists.len() >= HELD {
            held.lists.clear();
        }
        held.lists.insert(person, Arc::clone(quiet));
    }

    fn show(&self, sign_in: RecordId, place: &Place) {
        let mut held = self.held();
        if held.shown.len() >= HELD {
            held.shown.clear();
        }
        held.shown.insert(sign_in, (place.screen, place.about));
    }

    fn hide(&self, sign_in: RecordId) {
        self.held().shown.remove(&sign_in);
    }

    /// Whether everything is shown here. Whoever stands elsewhere has gone.
    fn shows(&self, sign_in: RecordId, place: &Place) -> bool {
        let mut held = self.held();
        let shown = held.shown.get(&sign_in) == Some(&(place.screen, place.about));
        if !shown {
            held.shown.remove(&sign_in);
        }
        shown
    }
}

/// The list of whoever is signed in, if it is held already.
pub(crate) fn held(visit: &Visit) -> Option<Arc<Quiet>> {
    visit.floor.quiet.of(visit.who.asker.person)
}

/// Reads it and holds it. The act opens the half-written words. A list that does not open leaves
/// nothing out, and every screen says so.
pub(crate) async fn read(visit: &Visit, act: &Act) -> Result<Arc<Quiet>, ReadError> {
    let quiet = Arc::new(match stored(act).await {
        Ok(list) => Quiet::of(&list),
        Err(ReadError::Damaged(_)) => Quiet::unreadable(),
        Err(error) => return Err(error),
    });
    visit.floor.quiet.remember(visit.who.asker.person, &quiet);
    Ok(quiet)
}

impl Visit {
    /// What whoever is signed in does not want to meet here. It is known from the moment something
    /// behind the lock was asked for.
    pub fn quiet(&self) -> Arc<Quiet> {
        held(self).unwrap_or_default()
    }

    /// The list was kept anew: it holds from now on, for every sign-in.
    pub fn quiet_changed(&self, list: &QuietV1) {
        let quiet = Arc::new(Quiet::of(list));
        self.floor.quiet.remember(self.who.asker.person, &quiet);
        self.floor.quiet.hide(self.who.sign_in);
    }
}

/// The act [`SHOW`].
pub(crate) async fn show(visit: ClientVisit, _: Act) -> Result<Next, Trouble> {
    visit.floor.quiet.show(visit.who.sign_in, &visit.place);
    Ok(Next::Go(visit.place))
}

/// The act [`HIDE`].
pub(crate) async fn hide(visit: ClientVisit, _: Act) -> Result<Next, Trouble> {
    visit.floor.quiet.hide(visit.who.sign_in);
    Ok(Next::Go(visit.place))
}

/// A screen from behind the lock as its owner wants to meet it.
pub(crate) fn screen(visit: &Visit, place: &Place, screen: Html, quiet: &Quiet) -> Html {
    let words = visit.words;
    if quiet.unreadable {
        let said = escaped(&words.say("quiet-unreadable"));
        let said = format!("<div class=\"notice attention\"><p>{said}</p></div>");
        return Html::together([Html::drawn(said), screen]);
    }
    if quiet.is_empty() {
        return screen;
    }
    let (left, hidden) = over(&screen, quiet, words);
    if visit.floor.quiet.shows(visit.who.sign_in, place) {
        let way = way(words, HIDE, "quiet-shown", "quiet-hide");
        return Html::together([way, screen]);
    }
    if hidden == 0 {
        return left;
    }
    Html::together([way(words, SHOW, "quiet-some", "quiet-show"), left])
}

/// The page with everything named left out, and how much that was.
fn over(screen: &Html, quiet: &Quiet, words: Words) -> (Html, usize) {
    let say = |key| escaped(&words.say(key));
    let mark = |key| {
        let said = say(key);
        format!(
            "<span aria-hidden=\"true\">•••</span><span class=\"visually-hidden\">{said}</span>"
        )
    };
    let pressed = |mark: &str, class: &str| {
        format!(
            "<button class=\"quiet-word{class}\" form=\"{SHOW}\" name=\"do\" value=\"{SHOW}\">{mark}</button>"
        )
    };
    let picture = say("quiet-picture");
    let instead = walk::Instead {
        word: &pressed(&mark("quiet-word-show"), ""),
        word_only: &format!("<span class=\"quiet-word\">{}</span>", mark("quiet-word")),
        plain: "[…]",
        picture: &pressed(&picture, " picture"),
        verbatim: &format!(
            "<div class=\"notice now\"><p>{}</p><form method=\"post\" action=\"/\"><div class=\"actions\">\
             <button class=\"button\" name=\"do\" value=\"{SHOW}\">{}</button>\
             <button class=\"button plain\" name=\"do\" value=\"home\">{}</button></div></form></div>",
            say("quiet-form"),
            say("quiet-form-show"),
            say("quiet-form-skip"),
        ),
    };
    let (html, hidden) = walk::walk(screen.as_str(), quiet, &instead);
    (Html::drawn(html), hidden)
}

/// One line above a screen, with the way to see it otherwise.
fn way(words: Words, does: &str, said: &str, button: &str) -> Html {
    let (said, button) = (escaped(&words.say(said)), escaped(&words.say(button)));
    Html::drawn(format!(
        "<form class=\"quiet-some no-print\" id=\"{does}\" method=\"post\" action=\"/\">\
         <span>{said}</span> <button class=\"link\" name=\"do\" value=\"{does}\">{button}</button></form>"
    ))
}
