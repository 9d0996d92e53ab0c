//! What a form works out by itself: which questions are asked, and the answers it calculates.
//!
//! One follows from the other, so both are worked out again and again until nothing changes any
//! more. An expression that fails never loses an answer of the person: what it should have worked
//! out is left empty, and [`Trouble`] says which and why.

mod round;
mod value;

use crate::answer::Answer;
use crate::asked::asked;
use crate::layout::Layout;
use crate::questionnaire::Questionnaire;
use crate::response::Response;
use crate::spot::Spot;
use fhirpath::Moment;
use round::Round;
use std::collections::BTreeMap;

/// How often the whole is worked out again before it is said that it does not come to rest. Far
/// longer chains than any form has; this engine's own choice.
const ROUNDS: usize = 64;

/// An expression that gave nothing because it could not be worked out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trouble {
    /// The question or group it is about; `None` for a variable of the form.
    pub spot: Option<Spot>,
    /// The expression's place in the form's file.
    pub path: String,
    /// What went wrong: never anything that was answered.
    pub what: String,
}

/// What is known besides the answers.
#[derive(Clone, Copy, Default)]
pub(crate) struct Known<'a> {
    /// What time it is.
    pub(crate) now: Option<Moment>,
    /// The earlier response, for `%previous`.
    pub(crate) previous: Option<&'a Response>,
}

/// Whose word counts for answers that are not the person's to give.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fixed {
    /// The form's: what was posted for them is not looked at.
    Formed,
    /// Whoever recorded them, where they did; the form's otherwise.
    Recorded,
}

/// A form worked out.
pub(crate) struct Worked<'f> {
    pub(crate) layout: Layout<'f>,
    /// Of each place; those of places that are not asked do not count.
    pub(crate) answers: Vec<Vec<Answer>>,
    pub(crate) asked: Vec<bool>,
    pub(crate) troubles: Vec<Trouble>,
}

/// Works out a form from what the person answered at each place.
pub(crate) fn work<'f>(
    form: &'f Questionnaire,
    layout: Layout<'f>,
    mut answers: Vec<Vec<Answer>>,
    fixed: Fixed,
    known: Known<'_>,
) -> Worked<'f> {
    let mut troubles = Vec::new();
    let recorded = fix(form, &layout, &mut answers, (fixed, known), &mut troubles);
    let numbers = form.numbers();
    let needs_opening = |place: &crate::layout::Place<'_>| place.item.computed.enabled.is_none();
    let mut enabled: Vec<bool> = layout.places.iter().map(needs_opening).collect();
    let mut open = asked(form, &layout, &numbers, &answers, &enabled);
    let Some(world) = &form.world else {
        return Worked {
            layout,
            answers,
            asked: open,
            troubles,
        };
    };
    let mut given_up = std::collections::BTreeSet::new();
    let mut last = Vec::new();
    for turn in 0..=ROUNDS {
        let found = Round {
            form,
            world,
            layout: &layout,
            answers: &answers,
            asked: &open,
            recorded: &recorded,
            known,
        }
        .work(&mut given_up);
        last = found.troubles;
        let restless = turn == ROUNDS;
        let mut changed = false;
        for (index, holds) in found.enabled {
            if enabled[index] != holds {
                changed = true;
                enabled[index] = holds;
            }
        }
        for (index, values) in found.values {
            if answers[index] == values {
                continue;
            }
            changed = true;
            answers[index] = values;
            if restless {
                answers[index].clear();
                last.push(unresting(&layout, index));
            }
        }
        open = asked(form, &layout, &numbers, &answers, &enabled);
        if !changed {
            break;
        }
    }
    troubles.extend(last);
    Worked {
        layout,
        answers,
        asked: open,
        troubles,
    }
}

/// Puts the form's own answers where the person has none to give; says which were recorded before
/// and stay.
fn fix(
    form: &Questionnaire,
    layout: &Layout<'_>,
    answers: &mut [Vec<Answer>],
    (fixed, known): (Fixed, Known<'_>),
    troubles: &mut Vec<Trouble>,
) -> Vec<bool> {
    let mut recorded = vec![false; layout.places.len()];
    let beginnings = beginnings(form, layout, known, true, troubles);
    for (index, place) in layout.places.iter().enumerate() {
        let Some(given) = answers.get_mut(index).filter(|_| place.item.is_fixed()) else {
            continue;
        };
        if fixed == Fixed::Recorded && !given.is_empty() {
            recorded[index] = true;
        } else if place.item.calculated() {
            given.clear();
        } else {
            given.clone_from(beginnings.get(&index).unwrap_or(&place.item.initial));
        }
    }
    recorded
}

fn unresting(layout: &Layout<'_>, index: usize) -> Trouble {
    let place = layout.places.get(index);
    let formula = place.and_then(|place| place.item.computed.value.as_ref());
    Trouble {
        spot: place.map(|place| place.spot.clone()),
        path: formula.map(|f| f.path.clone()).unwrap_or_default(),
        what: "its value does not come to rest".to_owned(),
    }
}

/// What stands at places before anybody answered, where an expression says so: of all questions,
/// or only of those whose answer is not the person's to give.
pub(crate) fn beginnings(
    form: &Questionnaire,
    layout: &Layout<'_>,
    known: Known<'_>,
    only_fixed: bool,
    troubles: &mut Vec<Trouble>,
) -> BTreeMap<usize, Vec<Answer>> {
    let Some(world) = &form.world else {
        return BTreeMap::new();
    };
    let begins = |place: &crate::layout::Place<'_>| {
        place.item.computed.initial.is_some() && (!only_fixed || place.item.is_fixed())
    };
    if !layout.places.iter().any(begins) {
        return BTreeMap::new();
    }
    let none = vec![Vec::new(); layout.places.len()];
    let all = vec![true; layout.places.len()];
    let nowhere = vec![false; layout.places.len()];
    let found = Round {
        form,
        world,
        layout,
        answers: &none,
        asked: &all,
        recorded: &nowhere,
        known,
    }
    .begin(only_fixed);
    troubles.extend(found.troubles);
    found.values.into_iter().collect()
}
