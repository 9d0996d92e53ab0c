//! One question: its words, what is wrong, what may be answered, its control, and skip.

use super::draw::{At, Drawing};
use super::{names, problems, said};
use crate::layout::escaped;
use forms::{Control, Decimals, Item, ItemKind, LONGEST_ANSWER, Limits, Span};
use std::fmt::Write as _;

/// A scale of more places than this is asked as a number: a row of so many radios helps nobody.
pub(super) const PLACES_MAX: usize = 21;

/// What a control says about itself to those who do not see the page.
pub(super) struct Heard {
    /// ` aria-describedby=".."`, if there is something to point to.
    pub(super) described: String,
    /// ` aria-invalid="true"`, if something is wrong.
    pub(super) invalid: &'static str,
}

impl<'a> Drawing<'a> {
    pub(super) fn question(&mut self, at: &At<'a>) {
        if names::is_given(at.item) {
            self.given(at);
            return;
        }
        let wrong = self.wrong(&at.spot);
        let id = &at.id;
        let hint = self.hint(at);
        let described = match (wrong, &hint) {
            (Some(_), _) => format!(" aria-describedby=\"{id}-wrong\""),
            (None, Some(_)) => format!(" aria-describedby=\"{id}-hint\""),
            (None, None) => String::new(),
        };
        let invalid = if wrong.is_some() {
            " aria-invalid=\"true\""
        } else {
            ""
        };
        let class = if wrong.is_some() {
            "question has-wrong"
        } else {
            "question"
        };
        let place = self.place(&at.spot);
        let single = is_single_field(at.item);
        if single {
            let _ = write!(
                self.html,
                "<div class=\"{class}\"{place}><label class=\"ask\" for=\"{id}\">"
            );
        } else {
            let _ = write!(
                self.html,
                "<fieldset class=\"{class}\"{described}{place}><legend>"
            );
        }
        self.turn_words(at);
        self.prefix(at.item);
        let text = escaped(&self.text(at.item));
        self.html.push_str(&text);
        self.new_here(at);
        self.html
            .push_str(if single { "</label>" } else { "</legend>" });
        self.wrong_words(at);
        if let Some(hint) = hint {
            let _ = write!(
                self.html,
                "<p class=\"hint\" id=\"{id}-hint\">{}</p>",
                escaped(&hint)
            );
        }
        self.control(at, &Heard { described, invalid });
        if self.view.skips {
            self.html.push_str("<p class=\"skip-row\">");
            self.skip_box(at);
            self.html.push_str("</p>");
        }
        self.html
            .push_str(if single { "</div>" } else { "</fieldset>" });
    }

    /// "7 of 20", in a long row of like questions.
    pub(super) fn turn_words(&mut self, at: &At<'a>) {
        if let Some((number, count)) = at.turn {
            let put = [("number", number.into()), ("count", count.into())];
            let which = escaped(&self.view.words.say_with("form-which", &put));
            let _ = write!(self.html, "<span class=\"of\">{which} </span>");
        }
    }

    /// Marks what came up with the last answers.
    pub(super) fn new_here(&mut self, at: &At<'a>) {
        let was_left_off = self
            .view
            .value(names::UNASKED)
            .is_some_and(|spots| spots.split(' ').any(|spot| spot == at.spot));
        if self.view.brought_up && was_left_off {
            let id = format!("{}-new", at.id);
            let _ = write!(self.html, " <span class=\"tag\" id=\"{id}\">");
            self.say("form-new");
            self.html.push_str("</span>");
            let text = self.text(at.item);
            self.new_at.push((id, text));
        }
    }

    pub(super) fn wrong_words(&mut self, at: &At<'a>) {
        if let Some(wrong) = self.wrong(&at.spot) {
            let said = escaped(&problems::say(wrong.problem, self.view.words));
            let id = format!("{}-wrong", at.id);
            let _ = write!(self.html, "<p class=\"wrong\" id=\"{id}\">{said}</p>");
            let text = self.text(at.item);
            self.wrong_at.push((id, text));
        }
    }

    pub(super) fn skip_box(&mut self, at: &At<'a>) {
        let field = names::skip(&at.spot);
        let checked = if self
            .view
            .value(&field)
            .is_some_and(|value| !value.trim().is_empty())
        {
            " checked"
        } else {
            ""
        };
        let (field, name) = (escaped(&field), at.name());
        let _ = write!(
            self.html,
            "<label class=\"skip\"><input type=\"checkbox\" name=\"{field}\" \
             value=\"on\" data-skips=\"{name}\"{checked}>"
        );
        // In a table the column says it; there the words are for those who hear the page.
        let (before, after) = if at.in_table {
            ("<span>", "</span></label>")
        } else {
            ("", "</label>")
        };
        self.html.push_str(before);
        self.say("form-skip");
        self.html.push_str(after);
    }

    fn control(&mut self, at: &At<'a>, heard: &Heard) {
        match at.item.kind() {
            ItemKind::Group | ItemKind::Display => {}
            ItemKind::Boolean => self.yes_or_no(at),
            ItemKind::Choice(choice) if at.item.repeats() => self.boxes(at, choice),
            ItemKind::Choice(choice) => self.choice(at, choice, heard),
            ItemKind::Slider(slider) if slider.places().count() <= PLACES_MAX => {
                self.scale(at, slider, heard);
            }
            _ if at.item.repeats() => self.lines(at, heard),
            ItemKind::Quantity(quantities) => self.amount(at, quantities, heard),
            _ => {
                let typed = self.view.value(&at.spot).unwrap_or_default();
                self.field(at, &at.id, "", typed, heard);
            }
        }
    }

    /// What may be answered, where it is not plain to see: as the form says it, and the limits.
    fn hint(&self, at: &At<'a>) -> Option<String> {
        let words = self.view.words;
        let item = at.item;
        let mut hints: Vec<String> = item.entry_format().map(str::to_owned).into_iter().collect();
        match item.kind() {
            ItemKind::Integer(limits) => hints.extend(self.range(*limits)),
            ItemKind::Slider(slider) if slider.places().count() > PLACES_MAX => {
                let (least, most) = (slider.min().to_string(), slider.max().to_string());
                hints.extend(self.between(Some(least), Some(most)));
            }
            ItemKind::Text(length)
            | ItemKind::String(length)
            | ItemKind::Url(length)
            | ItemKind::Reference(length)
                if length.max() < LONGEST_ANSWER =>
            {
                hints.push(words.say_with("form-longest", &[("count", length.max().into())]));
            }
            ItemKind::Decimal(limits) => self.decimals(*limits, &mut hints),
            ItemKind::Quantity(quantities) => self.decimals(quantities.limits(), &mut hints),
            ItemKind::Date(span) | ItemKind::DateTime(span) | ItemKind::Time(span) => {
                hints.extend(self.span(*span));
            }
            ItemKind::Choice(_) if item.repeats() => hints.push(words.say("form-choose-several")),
            _ => {}
        }
        (!hints.is_empty()).then(|| hints.join(". "))
    }

    fn range(&self, limits: Limits) -> Option<String> {
        let text = |number: Option<i32>| number.map(|number| number.to_string());
        self.between(text(limits.min()), text(limits.max()))
    }

    fn decimals(&self, limits: Decimals, hints: &mut Vec<String>) {
        let text = |number: Option<_>| number.map(|number| said::decimal(number, self.view.words));
        hints.extend(self.between(text(limits.min()), text(limits.max())));
        if let Some(places) = limits.places() {
            let put = [("count", places.into())];
            hints.push(self.view.words.say_with("form-places", &put));
        }
    }

    fn span(&self, span: Span) -> Option<String> {
        let text = |at: Option<_>| at.map(|at| said::when(at, self.view.words));
        let (first, last) = (text(span.min()), text(span.max()));
        let words = self.view.words;
        match (first, last) {
            (Some(first), Some(last)) => self.between(Some(first), Some(last)),
            (Some(first), None) => Some(words.say_with("form-from", &[("first", (&first).into())])),
            (None, Some(last)) => Some(words.say_with("form-until", &[("last", (&last).into())])),
            (None, None) => None,
        }
    }

    fn between(&self, least: Option<String>, most: Option<String>) -> Option<String> {
        let words = self.view.words;
        match (least, most) {
            (Some(least), Some(most)) => Some(words.say_with(
                "form-between",
                &[("least", (&least).into()), ("most", (&most).into())],
            )),
            (Some(least), None) => {
                Some(words.say_with("form-least", &[("least", (&least).into())]))
            }
            (None, Some(most)) => Some(words.say_with("form-most", &[("most", (&most).into())])),
            (None, None) => None,
        }
    }
}

/// Whether the control is one field with a label, rather than several under a legend.
fn is_single_field(item: &Item) -> bool {
    match item.kind() {
        ItemKind::Choice(choice) => drop_down(item) && !choice.open() && !item.repeats(),
        ItemKind::Slider(slider) => slider.places().count() > PLACES_MAX,
        ItemKind::Boolean => false,
        ItemKind::Quantity(quantities) => !item.repeats() && quantities.units().len() < 2,
        _ => !item.repeats(),
    }
}

pub(super) fn drop_down(item: &Item) -> bool {
    matches!(
        item.control(),
        Some(Control::DropDown | Control::Autocomplete)
    )
}
