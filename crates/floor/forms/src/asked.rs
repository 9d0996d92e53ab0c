//! Which questions are asked, given the answers so far.

use crate::answer::Answer;
use crate::kinds::ItemKind;
use crate::questionnaire::{LinkId, Questionnaire};
use crate::when::{EnableBehavior, Expected, Test};
use std::collections::{BTreeMap, BTreeSet};

/// The items that are asked or shown. A question that is not asked has no answer, and so cannot
/// bring up another; a hidden item is never among them, though its first answer counts.
pub(crate) fn asked(form: &Questionnaire, given: &BTreeMap<LinkId, Answer>) -> BTreeSet<LinkId> {
    let items = form.by_name();
    let mut open: BTreeSet<&LinkId> = BTreeSet::new();
    for turn in &form.order {
        let Some(item) = items.get(&turn.link_id) else {
            continue;
        };
        let parent_open = turn
            .parent
            .as_ref()
            .is_none_or(|parent| open.contains(parent));
        let holds = |question: &LinkId, test: &Test| {
            let answer = given.get(question).filter(|_| open.contains(question));
            let system = |code: &str| match &items.get(question)?.kind {
                ItemKind::Choice(choice) => choice.option(code)?.system(),
                _ => None,
            };
            passes(test, answer.filter(|a| !a.is_skipped()), system)
        };
        let mut conditions = item.enable_when.iter().map(|w| holds(&w.question, &w.test));
        let wanted = item.enable_when.is_empty()
            || match item.enable_behavior {
                EnableBehavior::All => conditions.all(|held| held),
                EnableBehavior::Any => conditions.any(|held| held),
            };
        if parent_open && wanted {
            open.insert(&item.link_id);
        }
    }
    open.into_iter().cloned().collect()
}

fn passes<'a>(
    test: &Test,
    answer: Option<&Answer>,
    system: impl Fn(&str) -> Option<&'a str>,
) -> bool {
    let number = answer.and_then(Answer::integer);
    match test {
        Test::Exists(wanted) => answer.is_some() == *wanted,
        Test::Is(expected) => answer.is_some_and(|a| is(a, expected, system)),
        Test::IsNot(expected) => !answer.is_some_and(|a| is(a, expected, system)),
        Test::Above(limit) => number.is_some_and(|n| n > *limit),
        Test::Below(limit) => number.is_some_and(|n| n < *limit),
        Test::AtLeast(limit) => number.is_some_and(|n| n >= *limit),
        Test::AtMost(limit) => number.is_some_and(|n| n <= *limit),
    }
}

fn is<'a>(answer: &Answer, expected: &Expected, system: impl Fn(&str) -> Option<&'a str>) -> bool {
    match (answer, expected) {
        (Answer::Boolean(yes), Expected::Boolean(wanted)) => yes == wanted,
        (Answer::Integer(number), Expected::Integer(wanted)) => number == wanted,
        (Answer::Text(words), Expected::Words(wanted)) => words == wanted,
        (Answer::Choice { code }, Expected::Words(wanted)) => code == wanted,
        // A condition that names no system is content with the code.
        (
            Answer::Choice { code },
            Expected::Code {
                system: named,
                code: wanted,
            },
        ) => {
            code == wanted
                && named
                    .as_deref()
                    .is_none_or(|named| system(code) == Some(named))
        }
        _ => false,
    }
}
