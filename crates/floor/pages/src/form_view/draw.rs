//! Drawing a form: item by item, copy by copy, with what is not asked left off or folded away.

use super::{FormView, names, said};
use crate::layout::{escape_into, escaped};
use forms::{Asked, Control, EnableBehavior, Item, ItemKind, WrongAnswer};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A form being drawn.
pub(super) struct Drawing<'a> {
    pub(super) view: &'a FormView<'a>,
    /// What is asked with the answers so far, and what the form works out from them.
    pub(super) asked: Asked<'a>,
    /// The repeating groups around each item.
    pub(super) around: BTreeMap<&'a str, Vec<&'a str>>,
    pub(super) html: String,
    /// The spots that were left off the page.
    left_off: Vec<String>,
    /// Whether the page is told by the server what to ask and what is worked out.
    pub(super) told: bool,
    /// Whether the next field is where the person goes on.
    pub(super) goes_on: bool,
    /// Where something is wrong: the id on the page, and the question's words.
    pub(super) wrong_at: Vec<(String, String)>,
    /// What came up with the last answers, in the same way.
    pub(super) new_at: Vec<(String, String)>,
}

/// Where an item stands on the page.
pub(super) struct At<'a> {
    pub(super) item: &'a Item,
    /// Its spot: the name of its field.
    pub(super) spot: String,
    /// The copies of the repeating groups around it.
    pub(super) copies: Vec<u32>,
    /// The item's number on the page, the same in every copy.
    pub(super) number: usize,
    /// `q3`, in a second copy `q3-2`: on the page, not in the form; spots are not always fit for
    /// an id.
    pub(super) id: String,
    /// Which of how many like questions it is, in a long row of them.
    pub(super) turn: Option<(usize, usize)>,
    /// Whether it is a row of a table.
    pub(super) in_table: bool,
}

impl<'a> At<'a> {
    pub(super) fn new(item: &'a Item, copies: &[u32], number: usize) -> Self {
        let mut id = format!("q{number}");
        if copies.iter().any(|copy| *copy != 1) {
            for copy in copies {
                let _ = write!(id, "-{copy}");
            }
        }
        Self {
            item,
            spot: names::spot(item.link_id().as_str(), copies),
            copies: copies.to_vec(),
            number,
            id,
            turn: None,
            in_table: false,
        }
    }

    /// The field's name, escaped.
    pub(super) fn name(&self) -> String {
        escaped(&self.spot)
    }
}

/// From how many like questions on it is said which of them one is at.
const MANY: usize = 6;

impl<'a> Drawing<'a> {
    pub(super) fn new(view: &'a FormView<'a>) -> Self {
        let told = view
            .form
            .every_item()
            .into_iter()
            .any(|item| !item.hidden() && (item.depends_on_expression() || item.calculated()));
        let mut drawing = Self {
            view,
            asked: view.known.with(view.fields).asked(view.form),
            around: names::repeating_around(view.form),
            html: String::with_capacity(8192),
            left_off: Vec::new(),
            told,
            goes_on: false,
            wrong_at: Vec::new(),
            new_at: Vec::new(),
        };
        let beyond_the_script = view
            .form
            .every_item()
            .into_iter()
            .any(|item| item.depends() && !item.hidden() && !drawing.for_the_script(item));
        drawing.told |= beyond_the_script;
        drawing
    }

    /// Every item, and what was left off the page.
    pub(super) fn items(&mut self) {
        let all: Vec<&Item> = self.view.form.items().iter().collect();
        self.siblings(&all, &[], 1);
        if !self.left_off.is_empty() || self.told {
            let spots = escaped(&self.left_off.join(" "));
            let _ = write!(
                self.html,
                "<input type=\"hidden\" name=\"{}\" value=\"{spots}\">",
                names::UNASKED
            );
        }
    }

    /// What lies under an item, after what it says itself.
    pub(super) fn children(&mut self, at: &At<'a>) {
        let all: Vec<&Item> = at.item.children().iter().collect();
        self.siblings(&all, &at.copies, at.number + 1);
    }

    fn siblings(&mut self, all: &[&'a Item], copies: &[u32], first: usize) {
        let turns = turns(all);
        let mut number = first;
        for (item, turn) in all.iter().zip(turns) {
            let mut at = At::new(item, copies, number);
            at.turn = turn;
            self.item(&at);
            number += size(item);
        }
    }

    /// One item with all that belongs under it.
    fn item(&mut self, at: &At<'a>) {
        let item = at.item;
        if item.hidden() {
            return;
        }
        let for_the_script = self.for_the_script(item);
        if item.depends() && !for_the_script && !self.asked.shows(Self::first_spot(at).as_str()) {
            self.left_off.push(Self::first_spot(at));
            return;
        }
        let folds = !item.enable_when().is_empty() && for_the_script;
        if folds {
            self.open_dependent(at);
        }
        match item.kind() {
            ItemKind::Group if item.repeats() => self.copies(at),
            ItemKind::Group => self.group(at),
            ItemKind::Display => {
                self.passage(at);
                self.children(at);
            }
            _ => {
                self.question(at);
                self.after(at);
                self.children(at);
            }
        }
        if folds {
            self.html.push_str("</div>");
        }
    }

    /// The spot under which it is known whether an item is asked; for a repeating group, that of
    /// its first copy.
    fn first_spot(at: &At<'a>) -> String {
        if !names::is_copied(at.item) {
            return at.spot.clone();
        }
        let mut copies = at.copies.clone();
        copies.push(1);
        names::spot(at.item.link_id().as_str(), &copies)
    }

    /// The caller's own words right after a question.
    fn after(&mut self, at: &At<'a>) {
        let view = self.view;
        for (_, html) in view.after.iter().filter(|(spot, _)| *spot == at.spot) {
            self.html.push_str(html.as_str());
        }
    }

    fn group(&mut self, at: &At<'a>) {
        if let Some(rows) = Self::rows_of(at) {
            self.likert(at, &rows);
            return;
        }
        let place = self.place(&at.spot);
        if let Some(open) = self.folded(at) {
            let open = if open { " open" } else { "" };
            let _ = write!(self.html, "<details class=\"group\"{place}{open}><summary>");
            self.prefix(at.item);
            let text = escaped(&self.text(at.item));
            let _ = write!(self.html, "{text}</summary>");
            self.children(at);
            self.html.push_str("</details>");
            return;
        }
        let _ = write!(self.html, "<fieldset class=\"group\"{place}>");
        self.legend(at, None);
        self.children(at);
        self.html.push_str("</fieldset>");
    }

    /// Whether a group can be folded away, and then whether it stands open: as the form says (SDC's
    /// `collapsible`), and always where something in it needs another look or just changed.
    fn folded(&self, at: &At<'a>) -> Option<bool> {
        const COLLAPSIBLE: &str =
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-collapsible";
        let said = at.item.kept().extensions_at(COLLAPSIBLE).next()?;
        let begins_open =
            said.get("valueCode").and_then(serde_json::Value::as_str) != Some("default-closed");
        let here = |spot: &str| {
            let link_id = spot.split(';').next().unwrap_or(spot);
            within(at.item, link_id)
        };
        let wrong = self
            .view
            .wrong
            .iter()
            .any(|wrong| here(wrong.spot.as_str()));
        let turned = self.turned().is_some_and(|(_, spot)| here(spot));
        Some(begins_open || wrong || turned)
    }

    pub(super) fn legend(&mut self, at: &At<'a>, copy: Option<(u32, u32)>) {
        let Some(text) = at.item.text() else { return };
        self.html.push_str("<legend>");
        self.prefix(at.item);
        escape_into(&mut self.html, text.in_language(self.view.words.tag()));
        if let Some((copy, count)) = copy.filter(|(_, count)| *count > 1) {
            let put = [("number", copy.into()), ("count", count.into())];
            let which = escaped(&self.view.words.say_with("form-which", &put));
            let _ = write!(self.html, " <span class=\"of\">{which}</span>");
        }
        self.new_here(at);
        self.html.push_str("</legend>");
    }

    /// A group in as many copies as there are so far, each to be taken out, and one more to be had.
    /// Both are buttons that post the form, so that they work without scripts.
    fn copies(&mut self, at: &At<'a>) {
        let first = Self::first_spot(at);
        let count = self.asked.copies(&first).max(1);
        let place = self.place(&names::copies(&first));
        let _ = write!(
            self.html,
            "<div class=\"copies\"{place}><input type=\"hidden\" name=\"{}\" value=\"{count}\">",
            escaped(&names::copies(&first))
        );
        let least = at.item.occurs().min().unwrap_or(1).max(1);
        for copy in 1..=count {
            let mut copies = at.copies.clone();
            copies.push(copy);
            let one = At::new(at.item, &copies, at.number);
            let place = self.place(&one.spot);
            let _ = write!(self.html, "<fieldset class=\"group copy\"{place}>");
            self.legend(&one, Some((copy, count)));
            self.goes_on |= copy == count && self.turned() == Some(("add", &*first));
            self.children(&one);
            if count > least {
                let which = match at.item.text() {
                    Some(text) => text.in_language(self.view.words.tag()).to_owned(),
                    None => String::new(),
                };
                let which = format!("{which} {copy}");
                self.turn("remove", &one.spot, "form-remove", which.trim());
            }
            self.html.push_str("</fieldset>");
        }
        let most = at.item.occurs().max().unwrap_or(forms::MOST_COPIES);
        if count < most.min(forms::MOST_COPIES) {
            self.turn("add", &first, "form-add", self.text(at.item).as_str());
        }
        self.html.push_str("</div>");
    }

    /// A button that changes the form before it is sent. It says what the form does, and what it
    /// turns; `which` is heard by screen readers.
    pub(super) fn turn(&mut self, turns: &str, spot: &str, key: &str, which: &str) {
        let does = escaped(&format!("{} {turns}.{spot}", self.view.send.does));
        let class = if turns == "add" {
            "button plain small"
        } else {
            "link"
        };
        let (words, which) = (escaped(&self.view.words.say(key)), escaped(which));
        // Whoever took something out goes on where one more can be had.
        let link_id = |spot: &str| spot.split(';').next().map(str::to_owned);
        let removed = self.turned().filter(|(turned, _)| *turned == "remove");
        let here =
            removed.is_some_and(|(_, gone)| turns == "add" && link_id(gone) == link_id(spot));
        let focus = if here { " autofocus" } else { "" };
        let _ = write!(
            self.html,
            "<p class=\"turn\"><button class=\"{class}\" name=\"do\" value=\"{does}\"{focus}>{words}\
             <span class=\"visually-hidden\">: {which}</span></button></p>"
        );
    }

    fn passage(&mut self, at: &At<'a>) {
        let place = self.place(&at.spot);
        let class = match at.item.control() {
            Some(Control::Help | Control::Flyover | Control::Prompt | Control::Legal) => {
                " class=\"hint\""
            }
            _ => "",
        };
        let _ = write!(
            self.html,
            "<p{class}{place}>{}</p>",
            escaped(&self.text(at.item))
        );
    }

    /// Opens the frame around what is asked only after certain answers. Without scripts it is
    /// always there and says what it depends on.
    fn open_dependent(&mut self, at: &At<'a>) {
        let item = at.item;
        let conditions: Vec<_> = item
            .enable_when()
            .iter()
            .map(|when| self.condition(item, &at.copies, when))
            .collect();
        let conditions = serde_json::Value::Array(conditions).to_string();
        let any = if item.enable_behavior() == EnableBehavior::Any {
            " data-when-any"
        } else {
            ""
        };
        // The frame and what is in it are two places for the script, so they are named apart.
        let place = self.place(&format!("when.{}", at.spot));
        let _ = write!(
            self.html,
            "<div data-when=\"{}\"{any}{place}>",
            escaped(&conditions)
        );
        let asked = item
            .enable_when()
            .iter()
            .find_map(|when| self.view.form.item(when.question().as_str())?.text())
            .map(|text| text.in_language(self.view.words.tag()).to_owned());
        if let Some(question) = asked {
            let put = [("question", (&question).into())];
            let said = self.view.words.say_with("form-only-if", &put);
            let _ = write!(
                self.html,
                "<p class=\"only-if hint\">{}</p>",
                escaped(&said)
            );
        }
    }

    /// Names a place for the script where the server tells what is asked.
    pub(super) fn place(&self, spot: &str) -> String {
        if self.told {
            format!(" data-at=\"{}\"", escaped(spot))
        } else {
            String::new()
        }
    }

    /// What was just added or taken out, and where.
    pub(super) fn turned(&self) -> Option<(&'a str, &'a str)> {
        let view = self.view;
        view.value(names::TURNED)?.split_once('.')
    }

    /// Marks the field where the person goes on, once.
    pub(super) fn focus(&mut self) -> &'static str {
        if std::mem::take(&mut self.goes_on) {
            " autofocus"
        } else {
            ""
        }
    }

    /// The number or letter before the words.
    pub(super) fn prefix(&mut self, item: &Item) {
        if let Some(prefix) = item.prefix() {
            let prefix = escaped(prefix.in_language(self.view.words.tag()));
            let _ = write!(self.html, "<span class=\"prefix\">{prefix}</span> ");
        }
    }

    /// What the person reads.
    pub(super) fn text(&self, item: &Item) -> String {
        item.text()
            .map(|text| text.in_language(self.view.words.tag()).to_owned())
            .unwrap_or_default()
    }

    pub(super) fn wrong(&self, spot: &str) -> Option<&'a WrongAnswer> {
        self.view
            .wrong
            .iter()
            .find(|wrong| wrong.spot.as_str() == spot)
    }

    pub(super) fn say(&mut self, key: &str) {
        let words = self.view.words;
        escape_into(&mut self.html, &words.say(key));
    }

    /// What the form worked out or set, in words; not for the person to change.
    pub(super) fn given(&mut self, at: &At<'a>) {
        let words = self.view.words;
        let place = self.place(&at.spot);
        let values = self.asked.value(&at.spot);
        let said: Vec<String> = values
            .iter()
            .map(|value| said::worked_out(at.item, value, words))
            .collect();
        let said = if said.is_empty() {
            format!(
                "<span class=\"quiet\">{}</span>",
                escaped(&words.say("form-not-known-yet"))
            )
        } else {
            escaped(&said.join(", "))
        };
        let _ = write!(
            self.html,
            "<div class=\"question worked-out\"{place}><p class=\"ask\">"
        );
        self.prefix(at.item);
        let text = escaped(&self.text(at.item));
        let _ = write!(
            self.html,
            "{text}</p><p class=\"numbers\" data-said>{said}</p></div>"
        );
    }
}

/// Whether an item of this name is in an item.
fn within(item: &Item, link_id: &str) -> bool {
    let inside = |child: &Item| child.link_id().as_str() == link_id || within(child, link_id);
    item.children().iter().any(inside)
}

/// How many items there are in an item, itself among them.
pub(super) fn size(item: &Item) -> usize {
    1 + item.children().iter().map(size).sum::<usize>()
}

/// Which of how many like questions each item is: questions side by side that are all answered by
/// the same options, where there are so many that one wonders how many are left.
fn turns(all: &[&Item]) -> Vec<Option<(usize, usize)>> {
    let like = |item: &&Item| same_options(item).is_some() && !names::is_given(item);
    let first = all.iter().copied().find(|item| like(item));
    let counts = |item: &Item| {
        like(&item) && first.is_some_and(|first| same_options(first) == same_options(item))
    };
    let count = all.iter().filter(|item| counts(item)).count();
    let mut turn = 0;
    all.iter()
        .map(|item| {
            if count < MANY || !counts(item) {
                return None;
            }
            turn += 1;
            Some((turn, count))
        })
        .collect()
}

/// The words of the options of a question with one answer of a closed choice.
pub(super) fn same_options(item: &Item) -> Option<Vec<&str>> {
    match item.kind() {
        ItemKind::Choice(choice) if !choice.open() && !item.repeats() => Some(
            choice
                .options()
                .iter()
                .map(|option| option.text().written())
                .collect(),
        ),
        _ => None,
    }
}
