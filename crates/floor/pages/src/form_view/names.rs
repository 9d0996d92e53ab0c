//! The names of fields: a question's field is named by its spot (its `linkId`, and which copy of a
//! repeating group it stands in), `skip.<spot>` skips it on purpose, `other.<spot>` holds own words
//! in place of an option, `unit.<spot>` the unit of a number.

use forms::{Answer, Item, ItemKind, Questionnaire, StoredAnswers};
use std::collections::BTreeMap;

/// The field that names the spots which were left off the page, because the server had not worked
/// out yet that they are asked. What comes up among them is shown before anything is accepted.
pub(super) const UNASKED: &str = "unasked";

/// The field that says which button was pressed to add something or take it out. Never on a page:
/// it tells the page that is shown again where the person was.
pub(super) const TURNED: &str = "turned";

/// The field that skips a question.
pub(super) fn skip(spot: &str) -> String {
    format!("skip.{spot}")
}

/// The field for own words in place of an option.
pub(super) fn other(spot: &str) -> String {
    format!("other.{spot}")
}

/// The field for the unit of a number.
pub(super) fn unit(spot: &str) -> String {
    format!("unit.{spot}")
}

/// The field that says how many copies or lines there are.
pub(super) fn copies(spot: &str) -> String {
    format!("copies.{spot}")
}

/// The spot of an item in these copies of the repeating groups around it, outermost first.
pub(super) fn spot(link_id: &str, copies: &[u32]) -> String {
    if copies.iter().all(|copy| *copy == 1) {
        return link_id.to_owned();
    }
    let numbers: Vec<String> = copies.iter().map(u32::to_string).collect();
    format!("{link_id};{}", numbers.join("."))
}

/// The copies a spot stands in, outermost first; none where all are the first.
pub(super) fn copies_of(spot: &str) -> Vec<u32> {
    spot.split_once(';')
        .map(|(_, copies)| copies.split('.').filter_map(|n| n.parse().ok()).collect())
        .unwrap_or_default()
}

/// Whether an item is a group that can be there in copies.
pub(super) fn is_copied(item: &Item) -> bool {
    item.repeats() && *item.kind() == ItemKind::Group
}

/// Whether an answer is the form's to give and not the person's.
pub(super) fn is_given(item: &Item) -> bool {
    item.hidden() || item.read_only() || item.calculated()
}

/// The repeating groups around every item, outermost first.
pub(super) fn repeating_around(form: &Questionnaire) -> BTreeMap<&str, Vec<&str>> {
    fn gather<'a>(
        items: &'a [Item],
        around: &[&'a str],
        found: &mut BTreeMap<&'a str, Vec<&'a str>>,
    ) {
        for item in items {
            let name = item.link_id().as_str();
            found.insert(name, around.to_vec());
            let mut inside = around.to_vec();
            if is_copied(item) {
                inside.push(name);
            }
            gather(item.children(), &inside, found);
        }
    }
    let mut found = BTreeMap::new();
    gather(form.items(), &[], &mut found);
    found
}

/// Earlier answers as the fields that would give them: for showing a form as it was answered. What
/// the form itself works out or sets is left to the form.
pub fn fields_of(form: &Questionnaire, answers: &StoredAnswers) -> Vec<(String, String)> {
    let items: BTreeMap<&str, &Item> = form
        .every_item()
        .into_iter()
        .map(|item| (item.link_id().as_str(), item))
        .collect();
    let mut fields = copies_given(form, answers);
    for (name, answer) in &answers.answers {
        let link_id = name.split(';').next().unwrap_or(name);
        let item = items.get(link_id).copied();
        if item.is_some_and(is_given) {
            continue;
        }
        for field in fields_of_answer(item, name, answer) {
            // All lines of an amount are of one unit, which is one field.
            if !(field.0.starts_with("unit.") && fields.contains(&field)) {
                fields.push(field);
            }
        }
    }
    fields
}

fn fields_of_answer(item: Option<&Item>, name: &str, answer: &Answer) -> Vec<(String, String)> {
    let field = |value: String| vec![(name.to_owned(), value)];
    match answer {
        Answer::Boolean(yes) => field(yes.to_string()),
        Answer::Integer(number) => field(number.to_string()),
        Answer::Decimal(number) => field(number.to_string()),
        Answer::Choice { code } => field(code.clone()),
        Answer::Date(date) => field(date.to_string()),
        Answer::DateTime(at) => field(at.to_string()),
        Answer::Time(time) => field(time.to_string()),
        Answer::Url(address) => field(address.clone()),
        Answer::Reference(referred) => field(referred.display.clone()),
        Answer::Text(words) => {
            let instead = item.is_some_and(|item| matches!(item.kind(), ItemKind::Choice(_)));
            let name = if instead {
                other(name)
            } else {
                name.to_owned()
            };
            vec![(name, words.clone())]
        }
        Answer::Quantity(measured) => {
            let mut fields = field(measured.value.to_string());
            let several = item.is_some_and(|item| match item.kind() {
                ItemKind::Quantity(quantities) => quantities.units().len() > 1,
                _ => false,
            });
            let key = measured.code.as_ref().or(measured.unit.as_ref());
            let key = key.filter(|_| several);
            fields.extend(key.map(|key| (unit(name), key.clone())));
            fields
        }
        Answer::Skipped { reason } => {
            let reason = reason.clone().unwrap_or_else(|| String::from("on"));
            vec![(skip(name), reason)]
        }
    }
}

/// How many copies of each repeating group were answered in: `copies.<spot of the first copy>`.
fn copies_given(form: &Questionnaire, answers: &StoredAnswers) -> Vec<(String, String)> {
    let around = repeating_around(form);
    let mut most: BTreeMap<String, u32> = BTreeMap::new();
    for (name, _) in &answers.answers {
        let link_id = name.split(';').next().unwrap_or(name);
        let numbers = copies_of(name);
        let groups = around.get(link_id).map_or(&[][..], Vec::as_slice);
        for (depth, (group, copy)) in groups.iter().zip(&numbers).enumerate() {
            let mut first: Vec<u32> = numbers.iter().copied().take(depth).collect();
            first.push(1);
            let count = most.entry(copies(&spot(group, &first))).or_insert(1);
            *count = (*count).max(*copy);
        }
    }
    most.into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|(name, count)| (name, count.to_string()))
        .collect()
}
