//! What the pages about ways in are made of: a heading, a few plain sentences, forms one below the
//! other, and ways on. The same for a client's screen, a staff page and a page for someone who is
//! not signed in, so that each is written once.

use super::fields::{Field, Fields};
use askama::Template;
use pages::layout::{Notice, Tone};
use pages::{Html, Words};

/// One form.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) action: String,
    pub(super) does: &'static str,
    pub(super) heading: Option<String>,
    pub(super) said: Vec<String>,
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) fields: Html,
    pub(super) button: String,
    pub(super) plain: bool,
    pub(super) wrong: bool,
}

impl Asked {
    /// A form that is posted there to do this; the button says what the catalogue has.
    pub(super) fn new(words: Words, action: &str, does: &'static str, button: &str) -> Self {
        Self {
            action: action.to_owned(),
            does,
            button: words.say(button),
            ..Self::default()
        }
    }

    pub(super) fn heading(mut self, heading: String) -> Self {
        self.heading = Some(heading);
        self
    }

    pub(super) fn saying(mut self, said: String) -> Self {
        self.said.push(said);
        self
    }

    pub(super) fn hidden(mut self, name: &'static str, value: String) -> Self {
        self.hidden.push((name, value));
        self
    }

    pub(super) fn fields(mut self, fields: Vec<Field>) -> Self {
        self.wrong = fields.iter().any(|field| field.wrong.is_some());
        self.fields = Fields::html(fields);
        self
    }

    /// A second action: not the one the page is for.
    pub(super) fn plain(mut self) -> Self {
        self.plain = true;
        self
    }
}

/// A way on: an address for staff, the name of a screen for a client.
pub(super) struct Way {
    pub(super) address: String,
    pub(super) does: &'static str,
    pub(super) words: String,
}

/// A page.
#[derive(Template, Default)]
#[template(path = "sheet.html")]
pub(super) struct Sheet {
    pub(super) kicker: Option<String>,
    pub(super) title: String,
    pub(super) notice: Option<Html>,
    pub(super) said: Vec<String>,
    pub(super) shown: Html,
    pub(super) forms: Vec<Asked>,
    pub(super) ways: Vec<Way>,
}

impl Sheet {
    pub(super) fn new(title: String) -> Self {
        Self {
            title,
            ..Self::default()
        }
    }

    pub(super) fn saying(mut self, said: String) -> Self {
        self.said.push(said);
        self
    }

    pub(super) fn told(mut self, tone: Tone, words: String) -> Self {
        self.notice = Some(Notice { tone, words }.html());
        self
    }

    pub(super) fn showing(mut self, shown: Html) -> Self {
        self.shown = shown;
        self
    }

    pub(super) fn asking(mut self, form: Asked) -> Self {
        self.forms.push(form);
        self
    }

    pub(super) fn html(&self) -> Html {
        Html::of(self)
    }

    /// Whether something in it has to be put right.
    pub(super) fn is_wrong(&self) -> bool {
        self.forms.iter().any(|form| form.wrong)
    }
}

/// What stands above every screen until it is over, with the one tap that ends it.
#[derive(Template)]
#[template(path = "above.html")]
pub(super) struct Above {
    pub(super) told: Html,
    pub(super) stop: Asked,
}

#[derive(Template)]
#[template(path = "large.html")]
struct Large<'a> {
    text: &'a str,
}

/// One thing to be read off the page, large: a code.
pub(super) fn large(text: &str) -> Html {
    Html::of(&Large { text })
}
