//! The controls of each kind of question.

use super::{FormView, names, problems};
use crate::layout::escaped;
use forms::{Choice, Item, ItemKind, LONGEST_ANSWER, Limits, Slider};
use std::fmt::Write as _;

/// A scale of more places than this is asked as a number: a row of so many radios helps nobody.
const PLACES_MAX: usize = 21;

/// What a control needs to know about where it stands.
pub(super) struct Spot<'a> {
    item: &'a Item,
    name: String,
    /// `q3`: on the page, not in the form; linkIds are not always fit for an id.
    id: String,
    /// ` aria-describedby=".."`, if there is something to point to.
    described: String,
    /// ` aria-invalid="true"`, if something is wrong.
    invalid: &'static str,
}

impl FormView<'_> {
    /// One question: its words, what is wrong, its control, and skip.
    pub(super) fn question(&self, html: &mut String, item: &Item, number: usize) {
        let wrong = self.wrong(item);
        let id = format!("q{number}");
        let hint = self.hint(item);
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
        let name = escaped(item.link_id().as_str());
        let spot = Spot {
            item,
            name,
            id,
            described,
            invalid,
        };
        let class = if wrong.is_some() {
            "question has-wrong"
        } else {
            "question"
        };
        let single = Self::is_single_field(item);
        let id = &spot.id;
        if single {
            let _ = write!(
                html,
                "<div class=\"{class}\"><label class=\"ask\" for=\"{id}\">"
            );
        } else {
            let described = &spot.described;
            let _ = write!(html, "<fieldset class=\"{class}\"{described}><legend>");
        }
        html.push_str(&self.text(item));
        html.push_str(if single { "</label>" } else { "</legend>" });
        if let Some(wrong) = wrong {
            let said = escaped(&problems::say(wrong.problem, self.words));
            let _ = write!(html, "<p class=\"wrong\" id=\"{id}-wrong\">{said}</p>");
        }
        if let Some(hint) = hint {
            let _ = write!(
                html,
                "<p class=\"hint\" id=\"{id}-hint\">{}</p>",
                escaped(&hint)
            );
        }
        self.control(html, &spot);
        self.skip(html, &spot);
        html.push_str(if single { "</div>" } else { "</fieldset>" });
    }

    /// Whether the control is one field with a label, rather than several under a legend.
    fn is_single_field(item: &Item) -> bool {
        match item.kind() {
            ItemKind::Choice(choice) => drop_down(item) && !choice.open(),
            ItemKind::Slider(slider) => slider.places().count() > PLACES_MAX,
            ItemKind::Boolean => false,
            _ => true,
        }
    }

    /// What may be answered, where it is not plain to see.
    fn hint(&self, item: &Item) -> Option<String> {
        let words = self.words;
        match item.kind() {
            ItemKind::Integer(limits) => self.range_hint(*limits),
            ItemKind::Slider(slider) if slider.places().count() > PLACES_MAX => {
                let put = [
                    ("least", slider.min().into()),
                    ("most", slider.max().into()),
                ];
                Some(words.say_with("form-between", &put))
            }
            ItemKind::Text(length) | ItemKind::String(length) if length.max() < LONGEST_ANSWER => {
                Some(words.say_with("form-longest", &[("count", length.max().into())]))
            }
            _ => None,
        }
    }

    fn range_hint(&self, limits: Limits) -> Option<String> {
        let words = self.words;
        match (limits.min(), limits.max()) {
            (Some(least), Some(most)) => Some(words.say_with(
                "form-between",
                &[("least", least.into()), ("most", most.into())],
            )),
            (Some(least), None) => Some(words.say_with("form-least", &[("least", least.into())])),
            (None, Some(most)) => Some(words.say_with("form-most", &[("most", most.into())])),
            (None, None) => None,
        }
    }

    fn control(&self, html: &mut String, spot: &Spot<'_>) {
        match spot.item.kind() {
            ItemKind::Group | ItemKind::Display => {}
            ItemKind::Boolean => self.yes_or_no(html, spot),
            ItemKind::Choice(choice) => self.choice(html, spot, choice),
            ItemKind::Slider(slider) if slider.places().count() <= PLACES_MAX => {
                self.scale(html, spot, slider);
            }
            ItemKind::Integer(_) | ItemKind::Slider(_) => self.number(html, spot),
            ItemKind::Text(_) => self.text_area(html, spot),
            ItemKind::String(_) => self.line(html, spot),
        }
    }

    /// What stands in the question's own field, escaped.
    fn typed(&self, spot: &Spot<'_>) -> String {
        self.value(spot.item.link_id().as_str())
            .map(escaped)
            .unwrap_or_default()
    }

    fn chosen(&self, spot: &Spot<'_>, code: &str) -> bool {
        self.value(spot.item.link_id().as_str()) == Some(code)
    }

    fn radio(&self, html: &mut String, spot: &Spot<'_>, code: &str, words: &str) {
        let checked = if self.chosen(spot, code) {
            " checked"
        } else {
            ""
        };
        let (name, code, words) = (&spot.name, escaped(code), escaped(words));
        let _ = write!(
            html,
            "<label class=\"choice\"><input type=\"radio\" name=\"{name}\" value=\"{code}\"{checked}>\
             <span>{words}</span></label>"
        );
    }

    fn yes_or_no(&self, html: &mut String, spot: &Spot<'_>) {
        html.push_str("<div class=\"choices side-by-side\">");
        self.radio(html, spot, "true", &self.words.say("form-yes"));
        self.radio(html, spot, "false", &self.words.say("form-no"));
        html.push_str("</div>");
    }

    fn choice(&self, html: &mut String, spot: &Spot<'_>, choice: &Choice) {
        let tag = self.words.tag();
        if drop_down(spot.item) && !choice.open() {
            let Spot {
                id,
                name,
                described,
                invalid,
                ..
            } = spot;
            let _ = write!(
                html,
                "<select id=\"{id}\" name=\"{name}\"{described}{invalid}><option value=\"\">"
            );
            self.say(html, "form-choose");
            html.push_str("</option>");
            for option in choice.options() {
                let selected = if self.chosen(spot, option.code()) {
                    " selected"
                } else {
                    ""
                };
                let (code, words) = (
                    escaped(option.code()),
                    escaped(option.text().in_language(tag)),
                );
                let _ = write!(html, "<option value=\"{code}\"{selected}>{words}</option>");
            }
            html.push_str("</select>");
            return;
        }
        html.push_str("<div class=\"choices\">");
        for option in choice.options() {
            self.radio(html, spot, option.code(), option.text().in_language(tag));
        }
        html.push_str("</div>");
        if choice.open() {
            let field = names::other(spot.item.link_id().as_str());
            let typed = self.value(&field).map(escaped).unwrap_or_default();
            let (id, field) = (&spot.id, escaped(&field));
            let _ = write!(html, "<div class=\"field\"><label for=\"{id}-other\">");
            self.say(html, "form-other");
            let _ = write!(
                html,
                "</label><input type=\"text\" id=\"{id}-other\" name=\"{field}\" value=\"{typed}\" \
                 data-instead-of=\"{}\" spellcheck=\"false\" autocorrect=\"off\"></div>",
                spot.name
            );
        }
    }

    /// A row of radios, low end first, with the words of both ends; the client's script lays a
    /// slider over it.
    fn scale(&self, html: &mut String, spot: &Spot<'_>, slider: &Slider) {
        let words = self.words;
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
            html,
            "<div class=\"scale\" data-slider data-title=\"{}\" data-ends=\"{ends}\" \
             data-not-answered=\"{}\" data-take-back=\"{}\" data-of=\"{}\"{}>",
            self.text(spot.item),
            escaped(&words.say("form-not-answered")),
            escaped(&words.say("form-take-back")),
            escaped(&of),
            spot.described,
        );
        for place in slider.places() {
            let checked = if self.chosen(spot, &place.to_string()) {
                " checked"
            } else {
                ""
            };
            let name = &spot.name;
            let _ = write!(
                html,
                "<label><input type=\"radio\" name=\"{name}\" value=\"{place}\"{checked}>{place}</label>"
            );
        }
        html.push_str("</div>");
        if !ends.is_empty() {
            let _ = write!(
                html,
                "<p class=\"ends\"><span>{low}</span><span>{high}</span></p>"
            );
        }
    }

    fn number(&self, html: &mut String, spot: &Spot<'_>) {
        let Spot {
            id,
            name,
            described,
            invalid,
            ..
        } = spot;
        let typed = self.typed(spot);
        let _ = write!(
            html,
            "<input type=\"text\" inputmode=\"numeric\" class=\"few\" id=\"{id}\" name=\"{name}\" \
             value=\"{typed}\"{described}{invalid}>"
        );
    }

    fn text_area(&self, html: &mut String, spot: &Spot<'_>) {
        let Spot {
            id,
            name,
            described,
            invalid,
            ..
        } = spot;
        let typed = self.typed(spot);
        // A first line end right after the tag is not part of the words, by the rules of HTML.
        let _ = write!(
            html,
            "<textarea id=\"{id}\" name=\"{name}\" rows=\"5\" spellcheck=\"false\" \
             autocorrect=\"off\"{described}{invalid}>\n{typed}</textarea>"
        );
    }

    fn line(&self, html: &mut String, spot: &Spot<'_>) {
        let Spot {
            id,
            name,
            described,
            invalid,
            ..
        } = spot;
        let typed = self.typed(spot);
        let _ = write!(
            html,
            "<input type=\"text\" id=\"{id}\" name=\"{name}\" value=\"{typed}\" spellcheck=\"false\" \
             autocorrect=\"off\"{described}{invalid}>"
        );
    }

    fn skip(&self, html: &mut String, spot: &Spot<'_>) {
        let field = names::skip(spot.item.link_id().as_str());
        let checked = if self
            .value(&field)
            .is_some_and(|value| !value.trim().is_empty())
        {
            " checked"
        } else {
            ""
        };
        let (field, name) = (escaped(&field), &spot.name);
        let _ = write!(
            html,
            "<p class=\"skip-row\"><label class=\"skip\"><input type=\"checkbox\" name=\"{field}\" \
             value=\"on\" data-skips=\"{name}\"{checked}>"
        );
        self.say(html, "form-skip");
        html.push_str("</label></p>");
    }
}

fn drop_down(item: &Item) -> bool {
    item.control() == Some("drop-down")
}
