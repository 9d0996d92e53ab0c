//! Which questions are asked, given the answers so far.

use crate::answer::Answer;
use crate::kinds::ItemKind;
use crate::layout::{Layout, Place};
use crate::questionnaire::{Item, Questionnaire};
use crate::when::{EnableBehavior, Expected, Test};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Whether each place is asked or shown. A question that is not asked has no answer, and so cannot
/// bring up another. `enabled` is what expressions said of each place.
pub(crate) fn asked(
    form: &Questionnaire,
    layout: &Layout<'_>,
    numbers: &BTreeMap<&str, usize>,
    answers: &[Vec<Answer>],
    enabled: &[bool],
) -> Vec<bool> {
    let mut open = vec![false; layout.places.len()];
    for number in &form.order {
        for index in layout.of_item.get(*number).into_iter().flatten() {
            let Some(place) = layout.places.get(*index) else {
                continue;
            };
            let is_open = |index: usize| open.get(index).copied().unwrap_or(false);
            let wanted = place.parent.is_none_or(is_open)
                && enabled.get(*index).copied().unwrap_or(true)
                && conditions_hold(place, layout, numbers, |question| {
                    let given = answers.get(question).map_or(&[][..], Vec::as_slice);
                    if is_open(question) { given } else { &[] }
                });
            if let Some(open) = open.get_mut(*index) {
                *open = wanted;
            }
        }
    }
    open
}

fn conditions_hold<'a>(
    place: &Place<'_>,
    layout: &Layout<'_>,
    numbers: &BTreeMap<&str, usize>,
    answers: impl Fn(usize) -> &'a [Answer],
) -> bool {
    let mut conditions = place.item.enable_when.iter().map(|when| {
        let Some(number) = numbers.get(when.question.as_str()) else {
            return false;
        };
        let mut given: Vec<(&Answer, &Item)> = Vec::new();
        for question in layout.near(*number, place) {
            let item = layout.places.get(question).map(|place| place.item);
            let said = answers(question).iter().filter(|a| !a.is_skipped());
            given.extend(said.zip(item.into_iter().cycle()));
        }
        passes(&when.test, &given)
    });
    match place.item.enable_behavior {
        _ if place.item.enable_when.is_empty() => true,
        EnableBehavior::All => conditions.all(|held| held),
        EnableBehavior::Any => conditions.any(|held| held),
    }
}

/// Of several answers one is enough; for "is not", none may be it.
fn passes(test: &Test, given: &[(&Answer, &Item)]) -> bool {
    let any = |expected: &Expected, wanted: &[Ordering]| {
        given.iter().any(|(answer, item)| {
            compare(answer, item, expected).is_some_and(|found| wanted.contains(&found))
        })
    };
    match test {
        Test::Exists(wanted) => given.is_empty() != *wanted,
        Test::Is(expected) => any(expected, &[Ordering::Equal]),
        Test::IsNot(expected) => !any(expected, &[Ordering::Equal]),
        Test::Above(limit) => any(limit, &[Ordering::Greater]),
        Test::Below(limit) => any(limit, &[Ordering::Less]),
        Test::AtLeast(limit) => any(limit, &[Ordering::Greater, Ordering::Equal]),
        Test::AtMost(limit) => any(limit, &[Ordering::Less, Ordering::Equal]),
    }
}

/// How an answer stands to what is expected; what cannot be told is `None`, and what has no order
/// is never less or greater.
fn compare(answer: &Answer, item: &Item, expected: &Expected) -> Option<Ordering> {
    let same = |same: bool| same.then_some(Ordering::Equal);
    match (answer, expected) {
        (Answer::Boolean(yes), Expected::Boolean(wanted)) => same(yes == wanted),
        (Answer::Text(words) | Answer::Url(words), Expected::Words(wanted)) => {
            Some(words.as_str().cmp(wanted))
        }
        (Answer::Choice { code }, Expected::Words(wanted)) => same(code == wanted),
        (Answer::Choice { code }, Expected::Integer(wanted)) => same(*code == wanted.to_string()),
        (Answer::Choice { code }, Expected::When(wanted)) => same(*code == wanted.to_string()),
        // A condition that names no system is content with the code.
        (
            Answer::Choice { code },
            Expected::Code {
                system: named,
                code: wanted,
            },
        ) => {
            let option = match &item.kind {
                ItemKind::Choice(choice) => choice.option(code),
                _ => None,
            };
            let system = option.and_then(|option| option.system());
            same(code == wanted && named.as_deref().is_none_or(|named| system == Some(named)))
        }
        (Answer::Integer(_) | Answer::Decimal(_), Expected::Integer(wanted)) => {
            Some(answer.number()?.cmp(&(*wanted).into()))
        }
        (Answer::Integer(_) | Answer::Decimal(_), Expected::Decimal(wanted)) => {
            Some(answer.number()?.cmp(wanted))
        }
        (Answer::Quantity(measured), Expected::Quantity(wanted)) => measured
            .same_unit(wanted)
            .then(|| measured.value.cmp(&wanted.value)),
        (_, Expected::When(wanted)) => answer.when()?.compare(*wanted),
        _ => None,
    }
}
