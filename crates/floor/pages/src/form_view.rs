//! A form of the library as a page: every question with its answer so far, what is wrong said at
//! the question it is about, a skip beside each, and before the first one who will read it.
//!
//! The page works as plain fields. With the client's script a scale becomes a slider and questions
//! that depend on an answer come and go; what is sent is the same either way. Everything typed is
//! shown back exactly as it was typed, also when it could not be taken.
//!
//! What only the server can work out (an expression that says when something is asked, a number
//! that is calculated) is worked out when the page is drawn. A post that brings up questions which
//! the page did not show is answered with the page that shows them, before anything is accepted
//! ([`take`]); with the script the same happens quietly while the form is filled in.

mod condition;
mod controls;
mod draw;
mod likert;
mod names;
mod preview;
mod problems;
mod question;
mod read_back;
mod said;
mod take;

use crate::layout::{Html, Step, escaped};
use crate::words::Words;
use draw::Drawing;
use forms::{Questionnaire, WrongAnswer};
use std::fmt::Write as _;

pub use names::fields_of;
pub use preview::preview;
pub use read_back::{Part, Said, changes_html, parts, parts_html};
pub(crate) use said::when as when_said;
pub use said::{answers_html, answers_said};
pub use take::{Again, Known, Taken, take, take_knowing};

/// A form, ready to be shown.
#[expect(
    clippy::struct_excessive_bools,
    reason = "ways to show a form that have nothing to do with each other"
)]
pub struct FormView<'a> {
    /// The form.
    pub form: &'a Questionnaire,
    /// The language it is shown in.
    pub words: Words,
    /// What stands in its fields: as typed, as drafted, or [`fields_of`] earlier answers.
    pub fields: &'a [(String, String)],
    /// What was not taken, to be said at its question.
    pub wrong: &'a [WrongAnswer],
    /// Whether the answers brought up questions that were not on the page before; nothing was
    /// accepted yet, and the page says so.
    pub brought_up: bool,
    /// What the form may want to know besides.
    pub known: Known<'a>,
    /// Who will read it, and when; stands before the first question.
    pub readers: Html,
    /// What stands right after a question, by the question's spot.
    pub after: &'a [(&'a str, Html)],
    /// Where it is posted: `/` for a client.
    pub address: &'a str,
    /// What else is posted with it: names of [`forms::PAGE_FIELDS`] or that begin with a dot, which
    /// no question has.
    pub hidden: &'a [(&'a str, &'a str)],
    /// The way to send it.
    pub send: Step,
    /// Another way to send it, such as to keep it for oneself.
    pub also: Option<Step>,
    /// The way to stop here and keep the words.
    pub stop: Option<Step>,
    /// Whether the words of the form must stand as they are, as those of a published instrument:
    /// then a word that the client does not want to meet is not left out, and the form waits
    /// behind a note that says so.
    pub verbatim: bool,
    /// Whether half-written words are kept on the server while writing.
    pub drafted: bool,
    /// Whether a skip stands beside each question. Not where nothing is asked: in a plan, a line
    /// that is left empty says all there is to say.
    pub skips: bool,
}

impl<'a> FormView<'a> {
    /// A form with nothing in it yet, posted to `/`, that keeps no draft. The other fields can be
    /// set after: `FormView { fields, ..FormView::new(form, words, send) }`.
    pub fn new(form: &'a Questionnaire, words: Words, send: Step) -> Self {
        Self {
            form,
            words,
            fields: &[],
            wrong: &[],
            brought_up: false,
            known: Known::default(),
            readers: Html::default(),
            after: &[],
            address: "/",
            hidden: &[],
            send,
            also: None,
            stop: None,
            verbatim: false,
            drafted: false,
            skips: true,
        }
    }

    /// The form as HTML.
    pub fn html(&self) -> Html {
        let mut drawing = Drawing::new(self);
        let mut told = "";
        if drawing.told && self.drafted {
            told = " data-told";
        }
        let draft = if self.drafted { " data-draft" } else { "" };
        let verbatim = if self.verbatim { " data-verbatim" } else { "" };
        let html = &mut drawing.html;
        let _ = write!(
            html,
            "<form class=\"form\" method=\"post\" action=\"{}\" autocomplete=\"off\" \
             novalidate{draft}{told}{verbatim}>",
            escaped(self.address)
        );
        for (name, value) in self.hidden {
            debug_assert!(
                name.starts_with('.') || forms::PAGE_FIELDS.contains(name),
                "a question could have the name of the hidden field '{name}'"
            );
            let (name, value) = (escaped(name), escaped(value));
            let _ = write!(
                html,
                "<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"
            );
        }
        if self.form.every_item().into_iter().any(forms::Item::repeats) {
            // The first button of a form is the one that Enter presses: not one that adds a line.
            let does = escaped(&self.send.does);
            let _ = write!(
                html,
                "<button class=\"visually-hidden\" name=\"do\" value=\"{does}\" tabindex=\"-1\" \
                 aria-hidden=\"true\"></button>"
            );
        }
        // What is said above names the questions below, so these are drawn first.
        let mut above = std::mem::take(&mut drawing.html);
        drawing.items();
        self.said_above(&mut above, &drawing);
        if !self.readers.is_empty() {
            let _ = write!(above, "<div class=\"readers\">{}</div>", self.readers);
        }
        let mut html = above + drawing.html.as_str();
        self.actions(&mut html);
        html.push_str("</form>");
        Html::drawn(html)
    }

    /// That something needs another look, or came up: said where reading begins, with the way to
    /// each question it is about.
    fn said_above(&self, html: &mut String, drawing: &Drawing<'_>) {
        if self.wrong.is_empty() && !self.brought_up {
            return;
        }
        let tone = if self.wrong.is_empty() {
            "now"
        } else {
            "attention"
        };
        let _ = write!(html, "<div class=\"notice {tone}\" data-focus>");
        if self.brought_up {
            let said = escaped(&self.words.say("form-brought-up"));
            let _ = write!(html, "<p>{said}</p>");
            ways(html, &drawing.new_at);
        }
        if !self.wrong.is_empty() {
            let put = [("count", self.wrong.len().into())];
            let said = escaped(&self.words.say_with("form-some-wrong", &put));
            let _ = write!(html, "<p>{said}</p>");
            ways(html, &drawing.wrong_at);
        }
        html.push_str("</div>");
    }

    fn actions(&self, html: &mut String) {
        if self.drafted {
            html.push_str("<p class=\"saved\" role=\"status\"></p>");
        }
        html.push_str("<div class=\"actions\">");
        let steps = [
            (Some(&self.send), "button"),
            (self.also.as_ref(), "button plain"),
            (self.stop.as_ref(), "link"),
        ];
        for (step, class) in steps
            .into_iter()
            .filter_map(|(step, class)| Some((step?, class)))
        {
            let (does, words) = (escaped(&step.does), escaped(&step.words));
            let _ = write!(
                html,
                "<button class=\"{class}\" name=\"do\" value=\"{does}\">{words}</button>"
            );
        }
        html.push_str("</div>");
    }

    /// What stands in a field.
    fn value(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// What stands in all fields of a name.
    fn values(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The ways to questions on the same page: their ids, and their words.
fn ways(html: &mut String, questions: &[(String, String)]) {
    if questions.is_empty() {
        return;
    }
    html.push_str("<ul>");
    for (id, question) in questions {
        let question = escaped(question);
        let _ = write!(
            html,
            "<li><a class=\"to\" href=\"#{id}\">{question}</a></li>"
        );
    }
    html.push_str("</ul>");
}

#[cfg(test)]
mod tests;
