//! A form of the library as a page: every question with its answer so far, what is wrong said at
//! the question it is about, a skip beside each, and before the first one who will read it.
//!
//! The page works as plain fields. With the client's script a scale becomes a slider and questions
//! that depend on an answer come and go; what is sent is the same either way. Everything typed is
//! shown back exactly as it was typed, also when it could not be taken.

mod controls;
mod names;
mod problems;

use crate::layout::{Html, Step, escape_into, escaped};
use crate::words::Words;
use forms::{EnableBehavior, Item, ItemKind, Questionnaire, WrongAnswer};
use std::fmt::Write as _;

pub use names::fields_of;

/// A form, ready to be shown.
pub struct FormView<'a> {
    /// The form.
    pub form: &'a Questionnaire,
    /// The language it is shown in.
    pub words: Words,
    /// What stands in its fields: as typed, as drafted, or [`fields_of`] earlier answers.
    pub fields: &'a [(String, String)],
    /// What was not taken, to be said at its question.
    pub wrong: &'a [WrongAnswer],
    /// Who will read it, and when; stands before the first question.
    pub readers: Html,
    /// Where it is posted: `/` for a client.
    pub address: &'a str,
    /// What else is posted with it.
    pub hidden: &'a [(&'a str, &'a str)],
    /// The way to send it.
    pub send: Step,
    /// The way to stop here and keep the words.
    pub stop: Option<Step>,
    /// Whether half-written words are kept on the server while writing.
    pub drafted: bool,
}

impl FormView<'_> {
    /// The form as HTML.
    pub fn html(&self) -> Html {
        let mut html = String::with_capacity(8192);
        let draft = if self.drafted { " data-draft" } else { "" };
        let _ = write!(
            html,
            "<form class=\"form\" method=\"post\" action=\"{}\" autocomplete=\"off\" novalidate{draft}>",
            escaped(self.address)
        );
        for (name, value) in self.hidden {
            let (name, value) = (escaped(name), escaped(value));
            let _ = write!(
                html,
                "<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"
            );
        }
        if !self.wrong.is_empty() {
            let said = self
                .words
                .say_with("form-some-wrong", &[("count", self.wrong.len().into())]);
            let said = escaped(&said);
            let _ = write!(
                html,
                "<div class=\"notice attention\" data-focus><p>{said}</p></div>"
            );
        }
        if !self.readers.is_empty() {
            let _ = write!(html, "<div class=\"readers\">{}</div>", self.readers);
        }
        let mut number = 0;
        for item in self.form.items() {
            self.item(&mut html, item, &mut number);
        }
        self.actions(&mut html);
        html.push_str("</form>");
        Html::drawn(html)
    }

    fn actions(&self, html: &mut String) {
        if self.drafted {
            html.push_str("<p class=\"saved\" role=\"status\"></p>");
        }
        html.push_str("<div class=\"actions\">");
        let steps = [(Some(&self.send), "button"), (self.stop.as_ref(), "link")];
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

    /// One item with all that belongs under it. `number` counts items, for ids on the page.
    fn item(&self, html: &mut String, item: &Item, number: &mut usize) {
        *number += 1;
        if item.hidden() {
            return;
        }
        let depends = !item.enable_when().is_empty();
        if depends {
            self.open_dependent(html, item);
        }
        match item.kind() {
            ItemKind::Group => {
                html.push_str("<fieldset class=\"group\">");
                if let Some(text) = item.text() {
                    let text = escaped(text.in_language(self.words.tag()));
                    let _ = write!(html, "<legend>{text}</legend>");
                }
                self.children(html, item, number);
                html.push_str("</fieldset>");
            }
            ItemKind::Display => {
                let class = if item.control() == Some("help") {
                    " class=\"hint\""
                } else {
                    ""
                };
                let _ = write!(html, "<p{class}>{}</p>", self.text(item));
                self.children(html, item, number);
            }
            _ => {
                self.question(html, item, *number);
                self.children(html, item, number);
            }
        }
        if depends {
            html.push_str("</div>");
        }
    }

    fn children(&self, html: &mut String, item: &Item, number: &mut usize) {
        for child in item.children() {
            self.item(html, child, number);
        }
    }

    /// Opens the frame around what is asked only after certain answers. Without scripts it is
    /// always there and says what it depends on.
    fn open_dependent(&self, html: &mut String, item: &Item) {
        let conditions: Vec<_> = item.enable_when().iter().map(names::condition).collect();
        let conditions = serde_json::Value::Array(conditions).to_string();
        let any = if item.enable_behavior() == EnableBehavior::Any {
            " data-when-any"
        } else {
            ""
        };
        let _ = write!(html, "<div data-when=\"{}\"{any}>", escaped(&conditions));
        let asked: Vec<String> = item
            .enable_when()
            .iter()
            .filter_map(|when| self.form.item(when.question().as_str())?.text())
            .map(|text| text.in_language(self.words.tag()).to_owned())
            .collect();
        if let Some(question) = asked.first() {
            let said = self
                .words
                .say_with("form-only-if", &[("question", question.into())]);
            let _ = write!(html, "<p class=\"only-if hint\">{}</p>", escaped(&said));
        }
    }

    /// What the person reads, escaped.
    fn text(&self, item: &Item) -> String {
        item.text()
            .map(|text| escaped(text.in_language(self.words.tag())))
            .unwrap_or_default()
    }

    /// What stands in a field.
    fn value(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    fn wrong(&self, item: &Item) -> Option<&WrongAnswer> {
        self.wrong
            .iter()
            .find(|wrong| wrong.link_id == *item.link_id())
    }

    fn say(&self, html: &mut String, key: &str) {
        escape_into(html, &self.words.say(key));
    }
}

#[cfg(test)]
mod tests;
