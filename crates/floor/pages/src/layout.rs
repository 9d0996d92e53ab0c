//! The rooms that every screen stands in: the client's shell, the staff's shell, and a bare page
//! for before and for when something went wrong.
//!
//! A capability makes its screen as [`Html`] and puts it into one of these. The client's shell has
//! one neutral title and one address; what a screen is about is said by its `h1`. Exit stands at the
//! same spot on every client page, first after the skip link.

mod html;

pub use html::Html;
pub(crate) use html::{escape_into, escaped};

use crate::assets::{Assets, assets};
use crate::floor::Cover;
use crate::words::Words;
use askama::Template;

/// What of a page is seen from outside: the mark in the tab and among the phone's apps, and the
/// colour around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outside {
    /// The address of the mark.
    pub mark: &'static str,
    /// The address of the mark as a picture, for phones that take no drawing.
    pub picture: &'static str,
    /// The colour, if the service chose one.
    pub theme: Option<String>,
}

impl Outside {
    /// What a service chose.
    pub fn of(cover: &Cover) -> Self {
        let mark = assets().mark(cover.icon);
        Self {
            mark: mark.drawn.path(),
            picture: mark.pictures[0].path(),
            theme: cover.theme.clone(),
        }
    }
}

impl Default for Outside {
    fn default() -> Self {
        Self::of(&Cover::default())
    }
}

/// A step within the client's one address: a button that posts `do=<does>`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What is posted as `do`.
    pub does: String,
    /// What the button says.
    pub words: String,
}

/// A place in the client's navigation. At most three, and only places that exist.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceLink {
    /// What is posted as `do`.
    pub does: String,
    /// What it is called: `words.say("place-today")`.
    pub words: String,
    /// Whether the screen shown belongs to it.
    pub current: bool,
}

/// A screen in the client's shell.
#[derive(Template)]
#[template(path = "client.html")]
pub struct ClientPage {
    /// The language of the page.
    pub words: Words,
    /// The one constant title, from the service's configuration.
    pub title_neutral: String,
    /// Where Exit goes, from the service's configuration.
    pub neutral_exit_url: String,
    /// The places at hand; empty where there is nowhere else to go yet.
    pub places: Vec<PlaceLink>,
    /// The way back, since the browser's Back leads out.
    pub back: Option<Step>,
    /// The screen, beginning with its `h1`.
    pub screen: Html,
    /// Whether it is behind the lock: then it is put away as soon as it is out of sight.
    pub inside: bool,
    /// The phrase by which the client knows a genuine page.
    pub phrase: Option<String>,
    /// What is seen from outside.
    pub outside: Outside,
    /// The files beside the page: `assets()`.
    pub assets: &'static Assets,
}

#[derive(Template)]
#[template(path = "client_app.html")]
struct ClientPart<'a> {
    words: Words,
    places: &'a [PlaceLink],
    back: Option<&'a Step>,
    screen: &'a Html,
    inside: bool,
    phrase: Option<&'a str>,
}

impl ClientPage {
    /// A screen with nowhere to go back to; the other fields can be set after.
    pub fn new(words: Words, title_neutral: &str, neutral_exit_url: &str, screen: Html) -> Self {
        Self {
            words,
            title_neutral: title_neutral.to_owned(),
            neutral_exit_url: neutral_exit_url.to_owned(),
            places: Vec::new(),
            back: None,
            screen,
            inside: false,
            phrase: None,
            outside: Outside::default(),
            assets: assets(),
        }
    }

    /// The whole page, for a browser that asked for one.
    pub fn whole(&self) -> String {
        Html::of(self).into_string()
    }

    /// What changes from screen to screen, for a request that carries `HX-Request: true`.
    pub fn part(&self) -> String {
        let part = ClientPart {
            words: self.words,
            places: &self.places,
            back: self.back.as_ref(),
            screen: &self.screen,
            inside: self.inside,
            phrase: self.phrase.as_deref(),
        };
        Html::of(&part).into_string()
    }
}

/// A section in the staff's navigation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StaffLink {
    /// Its address.
    pub address: String,
    /// What it is called.
    pub words: String,
    /// Whether the page shown belongs to it.
    pub current: bool,
}

/// A page for someone who works for the service.
#[derive(Template)]
#[template(path = "staff.html")]
pub struct StaffPage {
    /// The language of the page.
    pub words: Words,
    /// What the page is about; also its `h1`, which `main` begins with.
    pub title: String,
    /// The service's own name.
    pub service: String,
    /// Who is signed in.
    pub who: String,
    /// Where signing out is posted.
    pub sign_out_address: String,
    /// The sections this person has.
    pub sections: Vec<StaffLink>,
    /// What was just done, or what is worth a look.
    pub notice: Option<Notice>,
    /// The page, beginning with its heading.
    pub main: Html,
    /// What is seen from outside.
    pub outside: Outside,
    /// The files beside the page: `assets()`.
    pub assets: &'static Assets,
}

impl StaffPage {
    /// A page without sections or notice, which can be set after. Signing out is posted to
    /// `/sign-out`.
    pub fn new(words: Words, service: &str, who: &str, title: &str, main: Html) -> Self {
        Self {
            words,
            title: title.to_owned(),
            service: service.to_owned(),
            who: who.to_owned(),
            sign_out_address: "/sign-out".to_owned(),
            sections: Vec::new(),
            notice: None,
            main,
            outside: Outside::default(),
            assets: assets(),
        }
    }

    /// The whole page.
    pub fn whole(&self) -> String {
        Html::of(self).into_string()
    }
}

/// A page without a shell: signing in, setting up, something went wrong.
#[derive(Template)]
#[template(path = "bare.html")]
pub struct BarePage {
    /// The language of the page.
    pub words: Words,
    /// The title: the neutral one wherever a client may see it.
    pub title: String,
    /// Where Exit goes; `None` on pages that only staff see, which have no Exit.
    pub leave_to: Option<String>,
    /// The page, beginning with its `h1`.
    pub main: Html,
    /// What is seen from outside.
    pub outside: Outside,
    /// The files beside the page: `assets()`.
    pub assets: &'static Assets,
}

impl BarePage {
    /// A bare page; `leave_to` is where Exit goes, if it has one.
    pub fn new(words: Words, title: &str, leave_to: Option<&str>, main: Html) -> Self {
        Self {
            words,
            title: title.to_owned(),
            leave_to: leave_to.map(str::to_owned),
            main,
            outside: Outside::default(),
            assets: assets(),
        }
    }

    /// The whole page.
    pub fn whole(&self) -> String {
        Html::of(self).into_string()
    }
}

/// What a notice is about. Never told by colour alone: a notice is words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Something to know.
    Plain,
    /// What is going on or comes next.
    Now,
    /// Something was kept or done.
    Kept,
    /// Worth a look.
    Attention,
    /// About the relationship.
    Relationship,
}

impl Tone {
    /// The class that gives the colour.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Now => "now",
            Self::Kept => "kept",
            Self::Attention => "attention",
            Self::Relationship => "relationship",
        }
    }
}

/// A short message above a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// What it is about.
    pub tone: Tone,
    /// What it says.
    pub words: String,
}

impl Notice {
    /// The notice as HTML. It is read out when it appears.
    pub fn html(&self) -> Html {
        let mut html = format!(
            "<div class=\"notice {}\" role=\"status\"><p>",
            self.tone.class()
        );
        escape_into(&mut html, &self.words);
        html.push_str("</p></div>");
        Html::drawn(html)
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroubleScreen<'a> {
    words: Words,
    title: &'a str,
    said: &'a str,
    start: &'a str,
}

/// The screen for when something did not work: what happened, what to do, and the way to `start`
/// (`/` for a client). For any of the shells.
pub fn trouble_screen(words: Words, title: &str, said: &str, start: &str) -> Html {
    Html::of(&TroubleScreen {
        words,
        title,
        said,
        start,
    })
}

/// The content security policy of every page: own files only, nothing inline, framed by nobody.
/// `neutral_exit_url` may be posted to because Exit without scripts is a form that the server
/// answers with a redirect there, and some browsers hold redirects to the same rule.
pub fn content_security_policy(neutral_exit_url: &str) -> String {
    let away = neutral_exit_url
        .parse::<http::Uri>()
        .ok()
        .and_then(|uri| Some(format!(" {}://{}", uri.scheme_str()?, uri.authority()?)))
        .unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
         img-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'{away}; base-uri 'none'; \
         frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests;
