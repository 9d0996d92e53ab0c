//! What a page posted: the words as typed, and the answers they make.
//!
//! A question's field is named by its spot: its `linkId`, and in a further copy of a repeating group
//! which copy. `skip.<spot>` that is not empty skips it on purpose, whatever its own field holds; a
//! value other than `on`, `yes`, `true` or `1` is the reason. `other.<spot>` holds own words in
//! place of an option, `unit.<spot>` the unit of a number. An empty field is no answer; a question
//! that takes several answers has several fields of its name. `copies.<spot>` says how many copies
//! or lines the page had, `unasked` which spots it left off. Fields that are not the form's are the
//! page's own and are left alone.

mod parse;
mod turned;

use crate::answer::Answer;
use crate::kinds::ItemKind;
use crate::layout::{Around, Copies, Place};
use crate::questionnaire::Questionnaire;
use crate::response::Response;
use crate::settle::{Given, GivenAt, Sorted, settle, sort};
use crate::shown::Asked;
use crate::spot::Spot;
use crate::work::{Fixed, Known, work};
use crate::wrong::{Problem, WrongAnswer};
use fhirpath::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// The field that names the spots which a page left off, separated by spaces.
const UNASKED: &str = "unasked";

/// Fields that pages post beside a form's own: which button was pressed, what the form is about,
/// what the page left off. No item has one of these names, nor one that begins with a dot, so that
/// an answer is never taken for one of them. A page that needs another begins it with a dot.
pub const PAGE_FIELDS: [&str; 11] = [
    "about",
    "do",
    "form",
    "instead",
    "measure",
    "occurrence",
    "questionnaire",
    "session",
    "session-version",
    "turned",
    UNASKED,
];

/// What a page posted, field by field.
#[derive(Clone, Copy)]
pub struct Posted<'a> {
    fields: &'a [(String, String)],
    known: Known<'a>,
}

/// The fields that are not empty, by name.
type Fields<'a> = BTreeMap<&'a str, Vec<&'a str>>;

impl<'a> Posted<'a> {
    /// The posted fields, in order.
    pub fn new(fields: &'a [(String, String)]) -> Self {
        let known = Known::default();
        Self { fields, known }
    }

    /// What time it is, for expressions that ask for today.
    #[must_use]
    pub fn at(mut self, now: Moment) -> Self {
        self.known.now = Some(now);
        self
    }

    /// The response before this one, for what read-only questions take over from it.
    #[must_use]
    pub fn following(mut self, previous: &'a Response) -> Self {
        self.known.previous = Some(previous);
        self
    }

    /// The words as typed at a question, to be shown again as they were; the first of several.
    pub fn typed(self, spot: &str) -> Option<&'a str> {
        self.every_typed(spot).next()
    }

    /// All that was typed at a question that takes several answers.
    pub fn every_typed(self, spot: &str) -> impl Iterator<Item = &'a str> {
        self.values("", spot)
    }

    /// The own words typed in place of an option.
    pub fn other(self, spot: &str) -> Option<&'a str> {
        self.values("other.", spot).next()
    }

    /// The chosen unit of a number.
    pub fn unit(self, spot: &str) -> Option<&'a str> {
        self.values("unit.", spot).next()
    }

    /// Whether the question was skipped on purpose: `Some(None)` without a reason.
    pub fn skipped(self, spot: &str) -> Option<Option<&'a str>> {
        self.values("skip.", spot).next().map(reason)
    }

    /// The spots to show, given what was typed so far: hidden ones and those whose conditions do
    /// not hold are not among them.
    pub fn shown(self, form: &Questionnaire) -> BTreeSet<Spot> {
        self.asked(form).shown().clone()
    }

    /// Which questions are asked with what was typed so far, in how many copies, and what the form
    /// works out from it.
    pub fn asked(self, form: &Questionnaire) -> Asked<'_> {
        let Sorted {
            layout, answers, ..
        } = sort(form, &self.copies(form), self.given(form));
        let worked = work(form, layout, answers, Fixed::Formed, self.known);
        Asked::new(worked, &self.lines(form))
    }

    /// Whether a question that the page left off is asked now: it should be seen before anything
    /// is accepted.
    pub fn brings_up(self, form: &Questionnaire) -> bool {
        let left_off = self.values("", UNASKED).next();
        left_off.is_some_and(|spots| {
            let asked = self.asked(form);
            spots.split_whitespace().any(|spot| asked.shows(spot))
        })
    }

    /// The fields to show again when a button that adds or removes a copy was pressed: nothing
    /// typed is lost. `None`: no such button.
    pub fn turned(self, form: &Questionnaire) -> Option<Vec<(String, String)>> {
        turned::turned(form, self.fields)
    }

    /// The answers to the form.
    ///
    /// # Errors
    /// Every wrong answer, in the order of the form. Nothing is lost: the words as typed are in
    /// each, and all of them are still here.
    pub fn answers(self, form: &Questionnaire) -> Result<Response, Vec<WrongAnswer>> {
        let (copies, given) = (self.copies(form), self.given(form));
        settle(form, &copies, given, Fixed::Formed, self.known)
    }

    fn values(self, prefix: &str, spot: &str) -> impl Iterator<Item = &'a str> {
        let of_question =
            move |name: &str| name.strip_prefix(prefix).is_some_and(|rest| rest == spot);
        let mut found = Vec::new();
        for (name, value) in self.fields {
            if of_question(name) && !value.trim().is_empty() {
                found.push(value.as_str());
            }
        }
        found.into_iter()
    }

    fn by_name(self) -> Fields<'a> {
        let mut fields = Fields::new();
        for (name, value) in self.fields {
            if !value.trim().is_empty() {
                fields.entry(name).or_default().push(value);
            }
        }
        fields
    }

    /// The copies of groups that the page had, and any that something was typed in.
    pub(crate) fn copies(self, form: &Questionnaire) -> Copies {
        let mut copies = Copies::new();
        let around = Around::new(form);
        for (name, value) in self.fields {
            let said = name.strip_prefix("copies.");
            if let Some(spot) = said
                && let Ok(count) = value.trim().parse::<u32>()
            {
                let so_far = copies.entry(spot.to_owned()).or_insert(1);
                *so_far = count.max(*so_far);
            }
            if !name.contains(';') || value.trim().is_empty() {
                continue;
            }
            let prefixes = ["skip.", "other.", "unit."];
            let bare = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix));
            let spot = bare.unwrap_or(name);
            around.make_room(spot, &mut copies);
        }
        copies
    }

    /// How many lines the page had for questions that take several answers.
    fn lines(self, form: &Questionnaire) -> BTreeMap<String, u32> {
        let said = self.fields.iter().filter_map(|(name, value)| {
            let spot = name.strip_prefix("copies.")?;
            Some((spot.to_owned(), value.trim().parse().ok()?))
        });
        let questions: BTreeSet<&str> = form
            .every_item()
            .into_iter()
            .filter(|item| item.is_question())
            .map(|item| item.link_id.as_str())
            .collect();
        let of_question =
            |spot: &str| questions.contains(spot.split(';').next().unwrap_or_default());
        said.filter(|(spot, _)| of_question(spot)).collect()
    }

    fn given(self, form: &Questionnaire) -> GivenAt {
        let fields = self.by_name();
        let layout = crate::layout::Layout::new(form, &self.copies(form));
        let mut all = GivenAt::new();
        for place in &layout.places {
            let given = given_to(place, &fields);
            if !given.is_empty() {
                all.insert(place.spot.as_str().to_owned(), given);
            }
        }
        all
    }
}

fn reason(value: &str) -> Option<&str> {
    let value = value.trim();
    if ["on", "yes", "true", "1"].contains(&value) {
        None
    } else {
        Some(value)
    }
}

fn given_to(place: &Place<'_>, fields: &Fields<'_>) -> Vec<Given> {
    let item = place.item;
    if !item.is_question() || item.is_fixed() {
        return Vec::new();
    }
    let spot = place.spot.as_str();
    let first = |prefix: &str| {
        fields
            .get(format!("{prefix}{spot}").as_str())?
            .first()
            .copied()
    };
    if let Some(skip) = first("skip.") {
        let reason = reason(skip).map(parse::clean);
        return vec![Ok(Answer::Skipped { reason })];
    }
    let open = matches!(&item.kind, ItemKind::Choice(choice) if choice.open);
    let other = first("other.").filter(|_| open);
    let unit = first("unit.");
    let typed = fields.get(spot).map_or(&[][..], Vec::as_slice);
    let only = typed.first().copied();
    if !item.repeats {
        let several = typed.iter().any(|value| Some(*value) != only);
        if several || (other.is_some() && only.is_some()) {
            let every: Vec<&str> = typed.iter().copied().chain(other).collect();
            return vec![Err((Problem::AnsweredTwice, every.join("\n")))];
        }
    }
    let read = |value: &&str| {
        parse::parse(&item.kind, value, unit).map_err(|problem| (problem, (*value).to_owned()))
    };
    let mut given: Vec<Given> = typed
        .iter()
        .take(if item.repeats { usize::MAX } else { 1 })
        .map(read)
        .collect();
    given.extend(other.map(|words| Ok(parse::own_words(&item.kind, words))));
    given
}
