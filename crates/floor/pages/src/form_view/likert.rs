//! A set of questions with one scale: a table where there is room, a card for each question where
//! there is not, with every step of the scale named at every question.

use super::draw::{At, Drawing, same_options, size};
use super::names;
use crate::layout::escaped;
use forms::{Control, Item, ItemKind};
use std::fmt::Write as _;

/// The fewest and the most steps that stand side by side in a table.
const STEPS: std::ops::RangeInclusive<usize> = 2..=7;

impl<'a> Drawing<'a> {
    /// The questions of a group that is wished for as a table and can be one: nothing but passages
    /// first and then questions with the same options, always asked, with nothing under them.
    pub(super) fn rows_of(at: &At<'a>) -> Option<Vec<&'a Item>> {
        if !at.item.control().is_some_and(Control::is_table) {
            return None;
        }
        let shown = at.item.children().iter().filter(|item| !item.hidden());
        let rows: Vec<&Item> = shown
            .skip_while(|item| *item.kind() == ItemKind::Display && !item.depends())
            .collect();
        let scale = same_options(rows.first()?)?;
        let fits = |item: &&Item| {
            !item.depends()
                && !names::is_given(item)
                && item.children().is_empty()
                && same_options(item).as_ref() == Some(&scale)
        };
        (rows.len() > 1 && STEPS.contains(&scale.len()) && rows.iter().all(fits)).then_some(rows)
    }

    pub(super) fn likert(&mut self, at: &At<'a>, rows: &[&'a Item]) {
        let place = self.place(&at.spot);
        let _ = write!(self.html, "<fieldset class=\"group\"{place}>");
        self.legend(at, None);
        let mut number = at.number + 1;
        let mut open = false;
        let mut turn = 0;
        for item in at.item.children() {
            let mut one = At::new(item, &at.copies, number);
            number += size(item);
            if item.hidden() {
                continue;
            }
            if *item.kind() == ItemKind::Display {
                let text = escaped(&self.text(item));
                let _ = write!(self.html, "<p>{text}</p>");
                continue;
            }
            if !open {
                self.head(item);
                open = true;
            }
            turn += 1;
            one.turn = Some((turn, rows.len()));
            one.in_table = true;
            self.row(&one);
        }
        self.html.push_str("</tbody></table></div></fieldset>");
    }

    /// The scale, once, as the columns' names.
    fn head(&mut self, item: &Item) {
        self.html
            .push_str("<div class=\"likert-wrap\"><table class=\"likert\"><thead><tr><td></td>");
        if let ItemKind::Choice(choice) = item.kind() {
            for option in choice.options() {
                let words = escaped(option.text().in_language(self.view.words.tag()));
                let _ = write!(self.html, "<th scope=\"col\">{words}</th>");
            }
        }
        let skip = escaped(&self.view.words.say("form-skip"));
        let _ = write!(
            self.html,
            "<th scope=\"col\">{skip}</th></tr></thead><tbody>"
        );
    }

    /// One question. Each radio is named by its question and its step, for those who hear the page.
    fn row(&mut self, at: &At<'a>) {
        let wrong = self.wrong(&at.spot);
        let class = if wrong.is_some() { " has-wrong" } else { "" };
        let id = &at.id;
        let _ = write!(
            self.html,
            "<tr class=\"question{class}\"><th scope=\"row\" class=\"ask\">"
        );
        self.turn_words(at);
        let _ = write!(self.html, "<span id=\"{id}-ask\">");
        self.prefix(at.item);
        let text = escaped(&self.text(at.item));
        let _ = write!(self.html, "{text}</span>");
        self.wrong_words(at);
        self.html.push_str("</th>");
        let name = at.name();
        if let ItemKind::Choice(choice) = at.item.kind() {
            for (option, step) in choice.options().iter().zip(1..) {
                let checked = if self.view.value(&at.spot) == Some(option.code()) {
                    " checked"
                } else {
                    ""
                };
                let (code, words) = (
                    escaped(option.code()),
                    escaped(option.text().in_language(self.view.words.tag())),
                );
                let described = match wrong {
                    Some(_) => format!(" aria-describedby=\"{id}-wrong\""),
                    None => String::new(),
                };
                let _ = write!(
                    self.html,
                    "<td><label class=\"choice\"><input type=\"radio\" name=\"{name}\" \
                     value=\"{code}\" aria-labelledby=\"{id}-ask {id}-{step}\"{described}{checked}>\
                     <span id=\"{id}-{step}\">{words}</span></label></td>"
                );
            }
        }
        self.html.push_str("<td class=\"skip-row\">");
        self.skip_box(at);
        self.html.push_str("</td></tr>");
    }
}
