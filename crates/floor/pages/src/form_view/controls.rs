//! The controls of each kind of question.

use super::draw::{At, Drawing};
use super::names;
use super::question::{Heard, drop_down};
use crate::layout::escaped;
use forms::{Choice, ChoiceOption, ItemKind, Orientation, Quantities, Slider};
use std::fmt::Write as _;

/// The most lines for the answers to one question.
const LINES_MAX: usize = 50;

impl<'a> Drawing<'a> {
    fn radio(&mut self, at: &At<'a>, code: &str, words: &str) {
        let checked = if self.view.value(&at.spot) == Some(code) {
            " checked"
        } else {
            ""
        };
        let (name, code, words) = (at.name(), escaped(code), escaped(words));
        let focus = self.focus();
        let _ = write!(
            self.html,
            "<label class=\"choice\"><input type=\"radio\" name=\"{name}\" value=\"{code}\"{checked}{focus}>\
             <span>{words}</span></label>"
        );
    }

    pub(super) fn yes_or_no(&mut self, at: &At<'a>) {
        let (yes, no) = (
            self.view.words.say("form-yes"),
            self.view.words.say("form-no"),
        );
        self.html.push_str("<div class=\"choices side-by-side\">");
        self.radio(at, "true", &yes);
        self.radio(at, "false", &no);
        self.html.push_str("</div>");
    }

    fn open_choices(&mut self, choice: &Choice) {
        self.html
            .push_str(if choice.orientation() == Some(Orientation::Horizontal) {
                "<div class=\"choices side-by-side\">"
            } else {
                "<div class=\"choices\">"
            });
    }

    fn option_words(&self, option: &ChoiceOption) -> String {
        let words = option.text().in_language(self.view.words.tag());
        match option.prefix() {
            Some(prefix) => format!("{prefix} {words}"),
            None => words.to_owned(),
        }
    }

    pub(super) fn choice(&mut self, at: &At<'a>, choice: &Choice, heard: &Heard) {
        if drop_down(at.item) && !choice.open() {
            self.list(at, choice, heard);
            return;
        }
        self.open_choices(choice);
        for option in choice.options() {
            let words = self.option_words(option);
            self.radio(at, option.code(), &words);
        }
        self.html.push_str("</div>");
        self.own_words(at, choice);
    }

    fn list(&mut self, at: &At<'a>, choice: &Choice, heard: &Heard) {
        let (id, name) = (&at.id, at.name());
        let Heard { described, invalid } = heard;
        let focus = self.focus();
        let _ = write!(
            self.html,
            "<select id=\"{id}\" name=\"{name}\"{described}{invalid}{focus}><option value=\"\">"
        );
        self.say("form-choose");
        self.html.push_str("</option>");
        for option in choice.options() {
            let selected = if self.view.value(&at.spot) == Some(option.code()) {
                " selected"
            } else {
                ""
            };
            let (code, words) = (escaped(option.code()), escaped(&self.option_words(option)));
            let _ = write!(
                self.html,
                "<option value=\"{code}\"{selected}>{words}</option>"
            );
        }
        self.html.push_str("</select>");
    }

    /// Own words in place of an option, or beside the options where several may be given.
    fn own_words(&mut self, at: &At<'a>, choice: &Choice) {
        if !choice.open() {
            return;
        }
        let field = names::other(&at.spot);
        let typed = self.view.value(&field).map(escaped).unwrap_or_default();
        let (id, field, name) = (&at.id, escaped(&field), at.name());
        let instead = if at.item.repeats() {
            String::new()
        } else {
            format!(" data-instead-of=\"{name}\"")
        };
        let _ = write!(self.html, "<div class=\"field\"><label for=\"{id}-other\">");
        self.say("form-other");
        let _ = write!(
            self.html,
            "</label><input type=\"text\" id=\"{id}-other\" name=\"{field}\" value=\"{typed}\"\
             {instead} spellcheck=\"false\" autocorrect=\"off\"></div>"
        );
    }

    /// Options of which several may be chosen. One that stands alone says so to the script.
    pub(super) fn boxes(&mut self, at: &At<'a>, choice: &Choice) {
        let view = self.view;
        self.open_choices(choice);
        let name = at.name();
        for option in choice.options() {
            let checked = if view.values(&at.spot).any(|value| value == option.code()) {
                " checked"
            } else {
                ""
            };
            let focus = self.focus();
            let alone = if option.exclusive() {
                " data-alone"
            } else {
                ""
            };
            let (code, words) = (escaped(option.code()), escaped(&self.option_words(option)));
            let _ = write!(
                self.html,
                "<label class=\"choice\"><input type=\"checkbox\" name=\"{name}\" \
                 value=\"{code}\"{alone}{checked}{focus}><span>{words}</span></label>"
            );
        }
        self.html.push_str("</div>");
        self.own_words(at, choice);
    }

    /// A row of radios, low end first, with the words of both ends; the client's script lays a
    /// slider over it.
    pub(super) fn scale(&mut self, at: &At<'a>, slider: &Slider, heard: &Heard) {
        let words = self.view.words;
        let end = |text: Option<&forms::Text>| {
            text.map(|text| escaped(text.in_language(words.tag())))
                .unwrap_or_default()
        };
        let (low, high) = (end(slider.low_label()), end(slider.high_label()));
        let ends = if low.is_empty() && high.is_empty() {
            String::new()
        } else {
            format!("{}: {low}. {}: {high}.", slider.min(), slider.max())
        };
        let most = slider.max();
        // The script puts the answer where the dots are.
        let of = words.say_with("form-of", &[("value", "…".into()), ("most", most.into())]);
        let _ = write!(
            self.html,
            "<div class=\"scale\" data-slider data-title=\"{}\" data-ends=\"{ends}\" \
             data-not-answered=\"{}\" data-take-back=\"{}\" data-of=\"{}\"{}>",
            escaped(&self.text(at.item)),
            escaped(&words.say("form-not-answered")),
            escaped(&words.say("form-take-back")),
            escaped(&of),
            heard.described,
        );
        for place in slider.places() {
            let checked = if self.view.value(&at.spot) == Some(place.to_string().as_str()) {
                " checked"
            } else {
                ""
            };
            let (name, focus) = (at.name(), self.focus());
            let _ = write!(
                self.html,
                "<label><input type=\"radio\" name=\"{name}\" value=\"{place}\"{checked}{focus}>\
                 {place}</label>"
            );
        }
        self.html.push_str("</div>");
        if !ends.is_empty() {
            let _ = write!(
                self.html,
                "<p class=\"ends\"><span>{low}</span><span>{high}</span></p>"
            );
        }
    }

    /// A number with its unit: beside it where there is one, to be chosen where there are several.
    pub(super) fn amount(&mut self, at: &At<'a>, quantities: &Quantities, heard: &Heard) {
        let typed = self.view.value(&at.spot).unwrap_or_default();
        if quantities.units().len() < 2 {
            self.field(at, &at.id, "", typed, heard);
            return;
        }
        let said = format!(" aria-label=\"{}\"", escaped(&self.text(at.item)));
        self.html.push_str("<div class=\"with-unit\">");
        self.field(at, &at.id, &said, typed, heard);
        self.units(at, quantities);
        self.html.push_str("</div>");
    }

    fn units(&mut self, at: &At<'a>, quantities: &Quantities) {
        let field = names::unit(&at.spot);
        let unit = escaped(&self.view.words.say("form-unit"));
        let _ = write!(
            self.html,
            "<select name=\"{}\" aria-label=\"{unit}\"><option value=\"\">",
            escaped(&field)
        );
        self.say("form-unit");
        self.html.push_str("</option>");
        for unit in quantities.units() {
            let selected = if self.view.value(&field) == Some(unit.key()) {
                " selected"
            } else {
                ""
            };
            let (key, words) = (
                escaped(unit.key()),
                escaped(unit.text().in_language(self.view.words.tag())),
            );
            let _ = write!(
                self.html,
                "<option value=\"{key}\"{selected}>{words}</option>"
            );
        }
        self.html.push_str("</select>");
    }

    /// Several answers to one question, a line for each, and one more to be had.
    pub(super) fn lines(&mut self, at: &At<'a>, heard: &Heard) {
        let view = self.view;
        let typed: Vec<&str> = view
            .values(&at.spot)
            .filter(|value| !value.trim().is_empty())
            .collect();
        let wanted = view
            .value(&names::copies(&at.spot))
            .and_then(|count| count.parse().ok())
            .unwrap_or(1_usize);
        let least = at.item.occurs().min().unwrap_or(1);
        let count = wanted
            .max(typed.len())
            .max(usize::try_from(least).unwrap_or(1))
            .clamp(1, LINES_MAX);
        let _ = write!(
            self.html,
            "<input type=\"hidden\" name=\"{}\" value=\"{count}\"><div class=\"lines\">",
            escaped(&names::copies(&at.spot))
        );
        let text = self.text(at.item);
        for line in 0..count {
            let number = line + 1;
            let put = [("number", number.into()), ("count", count.into())];
            let which = view.words.say_with("form-which", &put);
            let said = format!(" aria-label=\"{}\"", escaped(&format!("{text} {which}")));
            let id = format!("{}-l{number}", at.id);
            let value = typed.get(line).copied().unwrap_or_default();
            let added = self.turned() == Some(("add", &*at.spot));
            self.goes_on |= number == count && added;
            self.field(at, &id, &said, value, heard);
        }
        // All lines are of one unit.
        if let ItemKind::Quantity(quantities) = at.item.kind()
            && quantities.units().len() > 1
        {
            self.units(at, quantities);
        }
        self.html.push_str("</div>");
        let most = at.item.occurs().max();
        let most = most.map_or(LINES_MAX, |most| usize::try_from(most).unwrap_or(LINES_MAX));
        if count < most.min(LINES_MAX) {
            self.turn("add", &at.spot, "form-add", &text);
        }
    }

    /// One field for one answer. `said` is its name where it has no label of its own.
    pub(super) fn field(&mut self, at: &At<'a>, id: &str, said: &str, typed: &str, heard: &Heard) {
        let name = at.name();
        let Heard { described, invalid } = heard;
        let focus = self.focus();
        if let ItemKind::Text(_) = at.item.kind() {
            let rows = if at.item.repeats() { 2 } else { 5 };
            // A first line end right after the tag is not part of the words, by the rules of HTML.
            let _ = write!(
                self.html,
                "<textarea id=\"{id}\" name=\"{name}\" rows=\"{rows}\" spellcheck=\"false\" \
                 autocorrect=\"off\"{said}{described}{invalid}{focus}>\n{}</textarea>",
                escaped(typed)
            );
            return;
        }
        let unit = self.unit_beside(at);
        if unit.is_some() {
            self.html.push_str("<div class=\"with-unit\">");
        }
        let kind = Self::field_kind(at.item.kind(), typed);
        let after = if kind.is_words {
            " spellcheck=\"false\" autocorrect=\"off\""
        } else {
            ""
        };
        let _ = write!(
            self.html,
            "<input {} id=\"{id}\" name=\"{name}\" value=\"{}\"{after}{said}{described}{invalid}{focus}>",
            kind.kind,
            escaped(typed)
        );
        if let Some(unit) = unit {
            let _ = write!(
                self.html,
                "<span class=\"unit\">{}</span></div>",
                escaped(&unit)
            );
        }
    }

    /// What a number is a number of, where there is only one thing it can be.
    fn unit_beside(&self, at: &At<'a>) -> Option<String> {
        let tag = self.view.words.tag();
        if let ItemKind::Quantity(quantities) = at.item.kind() {
            return match quantities.units() {
                [unit] => Some(unit.text().in_language(tag).to_owned()),
                _ => None,
            };
        }
        Some(at.item.unit()?.in_language(tag).to_owned())
    }

    /// The browser's own field for a kind of answer. Dates and times have one that takes nothing
    /// but whole dates: what was typed and is none is shown as it was, in a field for words.
    fn field_kind(kind: &ItemKind, typed: &str) -> FieldKind {
        let plain = |kind: &str| FieldKind {
            kind: kind.to_owned(),
            is_words: false,
        };
        let fits = |shape: fn(&str) -> bool| typed.is_empty() || shape(typed);
        match kind {
            ItemKind::Integer(_) | ItemKind::Slider(_) => {
                plain("type=\"text\" inputmode=\"numeric\" class=\"few\"")
            }
            ItemKind::Decimal(_) | ItemKind::Quantity(_) => {
                plain("type=\"text\" inputmode=\"decimal\" class=\"few\"")
            }
            ItemKind::Date(_) if fits(is_day) => plain("type=\"date\" class=\"some\""),
            ItemKind::DateTime(_) if fits(is_day_and_time) => {
                plain("type=\"datetime-local\" class=\"some\"")
            }
            ItemKind::Time(_) if fits(is_time) => plain("type=\"time\" class=\"few\""),
            ItemKind::Date(_) | ItemKind::DateTime(_) | ItemKind::Time(_) => {
                plain("type=\"text\" class=\"some\"")
            }
            ItemKind::Url(_) => FieldKind {
                kind: "type=\"url\"".to_owned(),
                is_words: true,
            },
            _ => FieldKind {
                kind: "type=\"text\"".to_owned(),
                is_words: true,
            },
        }
    }
}

struct FieldKind {
    kind: String,
    /// Whether people write words into it, which nobody corrects.
    is_words: bool,
}

/// Whether every character stands where the pattern has one: `0` is any digit.
fn has_shape(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(one, wanted)| {
            if wanted == b'0' {
                one.is_ascii_digit()
            } else {
                one == wanted
            }
        })
}

fn is_day(text: &str) -> bool {
    has_shape(text, "0000-00-00")
}

fn is_time(text: &str) -> bool {
    has_shape(text, "00:00") || has_shape(text, "00:00:00") || has_shape(text, "00:00:00.000")
}

fn is_day_and_time(text: &str) -> bool {
    text.split_once('T')
        .is_some_and(|(day, time)| is_day(day) && is_time(time))
}
