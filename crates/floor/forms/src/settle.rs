//! From what was given to what counts: unasked questions fall away, wrong answers are named, and
//! what is missing is told apart from what was skipped.

use crate::answer::Answer;
use crate::kinds::ItemKind;
use crate::layout::{Copies, Layout, Place};
use crate::questionnaire::Questionnaire;
use crate::response::Response;
use crate::spot::Spot;
use crate::work::{Fixed, Known, Worked, work};
use crate::wrong::{Problem, WrongAnswer};
use std::collections::BTreeMap;

/// An answer, or why the words typed are none.
pub(crate) type Given = Result<Answer, (Problem, String)>;

/// What was given at each spot.
pub(crate) type GivenAt = BTreeMap<String, Vec<Given>>;

/// What was given, put in its places: the answers that fit, and the first fault of each place.
pub(crate) struct Sorted<'f> {
    pub(crate) layout: Layout<'f>,
    pub(crate) answers: Vec<Vec<Answer>>,
    faults: BTreeMap<usize, (Problem, String)>,
}

pub(crate) fn sort<'f>(form: &'f Questionnaire, copies: &Copies, mut given: GivenAt) -> Sorted<'f> {
    let layout = Layout::new(form, copies);
    let mut answers = vec![Vec::new(); layout.places.len()];
    let mut faults = BTreeMap::new();
    for (index, place) in layout.places.iter().enumerate() {
        let mut good: Vec<Answer> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        let mut problem = None;
        for given in given.remove(place.spot.as_str()).unwrap_or_default() {
            let checked = given.and_then(|answer| match place.item.kind.check(&answer) {
                Ok(()) => Ok(answer),
                Err(problem) => Err((problem, typed(&answer))),
            });
            match checked {
                Ok(answer) => {
                    words.push(typed(&answer));
                    if !good.contains(&answer) {
                        good.push(answer);
                    }
                }
                Err((wrong, as_typed)) => {
                    words.push(as_typed);
                    problem = problem.or(Some(wrong));
                }
            }
        }
        match problem.or_else(|| together(place, &good)) {
            Some(problem) => drop(faults.insert(index, (problem, words.join("\n")))),
            None => answers[index] = good,
        }
    }
    Sorted {
        layout,
        answers,
        faults,
    }
}

/// What is wrong with several answers that are each right.
fn together(place: &Place<'_>, answers: &[Answer]) -> Option<Problem> {
    let was = u32::try_from(answers.len()).unwrap_or(u32::MAX);
    if was <= 1 || !place.item.is_question() {
        return None;
    }
    if !place.item.repeats || answers.iter().any(Answer::is_skipped) {
        return Some(Problem::AnsweredTwice);
    }
    let alone = |answer: &Answer| match &place.item.kind {
        ItemKind::Choice(choice) => {
            let option = answer.code().and_then(|code| choice.option(code));
            option.is_some_and(|option| option.exclusive)
        }
        _ => false,
    };
    if answers.iter().any(alone) {
        return Some(Problem::NotTogether);
    }
    match place.item.occurs.max {
        Some(max) if was > max => Some(Problem::TooMany { max, was }),
        _ => None,
    }
}

/// Why a place's answers are too few, if they are.
fn missing(place: &Place<'_>, answers: &[Answer]) -> Option<Problem> {
    if answers.is_empty() {
        return place.item.required.then_some(Problem::Required);
    }
    let min = place.item.occurs.min.filter(|_| place.item.repeats)?;
    let was = u32::try_from(answers.len()).unwrap_or(u32::MAX);
    let skipped = answers.iter().any(Answer::is_skipped);
    (was < min && !skipped).then_some(Problem::TooFew { min, was })
}

pub(crate) fn settle(
    form: &Questionnaire,
    copies: &Copies,
    given: GivenAt,
    fixed: Fixed,
    known: Known<'_>,
) -> Result<Response, Vec<WrongAnswer>> {
    let Sorted {
        layout,
        answers,
        mut faults,
    } = sort(form, copies, given);
    let worked = work(form, layout, answers, fixed, known);
    let there = copies_that_are_there(&worked.layout, |index| {
        let place = worked.layout.places.get(index);
        let own = place.is_some_and(|place| !place.item.is_fixed());
        let given = worked
            .answers
            .get(index)
            .is_some_and(|given| !given.is_empty());
        worked.asked[index] && own && (given || faults.contains_key(&index))
    });
    let spots = renumbered(&worked.layout, &there);
    let mut settled = Vec::new();
    let mut wrong = too_many_copies(&worked, &there);
    for (index, place) in worked.layout.places.iter().enumerate() {
        let asked = worked.asked[index] && there[index];
        if !place.item.is_question() || !asked {
            continue;
        }
        let answers = &worked.answers[index];
        let fault = faults.remove(&index);
        if place.item.is_fixed() {
            // Nobody could have answered it, or not have.
        } else if let Some((problem, typed)) = fault {
            wrong.push(WrongAnswer {
                spot: place.spot.clone(),
                problem,
                typed,
            });
            continue;
        } else if let Some(problem) = missing(place, answers) {
            let words: Vec<String> = answers.iter().map(typed).collect();
            wrong.push(WrongAnswer {
                spot: place.spot.clone(),
                problem,
                typed: words.join("\n"),
            });
            continue;
        }
        let each = answers.iter().cloned();
        settled.extend(each.map(|answer| (spots[index].clone(), answer)));
    }
    if wrong.is_empty() {
        Ok(Response::new(form, settled, worked.troubles))
    } else {
        Err(wrong)
    }
}

fn too_many_copies(worked: &Worked<'_>, there: &[bool]) -> Vec<WrongAnswer> {
    let mut counts: BTreeMap<(Option<usize>, usize), (u32, &Place<'_>)> = BTreeMap::new();
    for (index, place) in worked.layout.places.iter().enumerate() {
        if place.item.is_copied() && worked.asked[index] && there[index] {
            let key = (place.parent, place.item.number);
            counts.entry(key).or_insert((0, place)).0 += 1;
        }
    }
    let over = counts.into_values().filter_map(|(was, place)| {
        let max = place.item.occurs.max.filter(|max| was > *max)?;
        Some(WrongAnswer {
            spot: place.spot.clone(),
            problem: Problem::TooMany { max, was },
            typed: String::new(),
        })
    });
    over.collect()
}

/// Whether each place is in copies that somebody answered in; a copy that was added and left empty
/// is not there. Of copies that are all empty the first is.
fn copies_that_are_there(layout: &Layout<'_>, touched: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut there = vec![true; layout.places.len()];
    let mut families: BTreeMap<(Option<usize>, usize), Vec<usize>> = BTreeMap::new();
    for (index, place) in layout.places.iter().enumerate() {
        if place.item.is_copied() {
            let family = families.entry((place.parent, place.item.number));
            family.or_default().push(index);
        }
    }
    for family in families.into_values() {
        let answered: Vec<bool> = family
            .iter()
            .map(|copy| {
                let end = layout.places.get(*copy).map_or(*copy, |place| place.end);
                (*copy..end).any(&touched)
            })
            .collect();
        let any = answered.contains(&true);
        for (turn, (copy, answered)) in family.into_iter().zip(answered).enumerate() {
            if !answered && (any || turn > 0) {
                let end = layout.places.get(copy).map_or(copy, |place| place.end);
                there[copy..end].fill(false);
            }
        }
    }
    there
}

/// The spot of every place once the copies that are not there are taken out.
fn renumbered(layout: &Layout<'_>, there: &[bool]) -> Vec<Spot> {
    let mut counts: BTreeMap<(Option<usize>, usize), u32> = BTreeMap::new();
    let mut paths: Vec<Vec<u32>> = Vec::with_capacity(layout.places.len());
    let mut spots = Vec::with_capacity(layout.places.len());
    for (index, place) in layout.places.iter().enumerate() {
        let parent = place.parent.and_then(|parent| paths.get(parent));
        let mut path = parent.cloned().unwrap_or_default();
        if place.item.is_copied() {
            let count = counts.entry((place.parent, place.item.number)).or_insert(0);
            *count += u32::from(there[index]);
            path.push((*count).max(1));
        }
        spots.push(Spot::new(place.item.link_id.as_str(), &path));
        paths.push(path);
    }
    spots
}

/// The words that would give this answer.
pub(crate) fn typed(answer: &Answer) -> String {
    match answer {
        Answer::Boolean(yes) => yes.to_string(),
        Answer::Integer(number) => number.to_string(),
        Answer::Decimal(number) => number.to_string(),
        Answer::Choice { code } => code.clone(),
        Answer::Text(words) | Answer::Url(words) => words.clone(),
        Answer::Date(date) => date.to_string(),
        Answer::DateTime(at) => at.to_string(),
        Answer::Time(time) => time.to_string(),
        Answer::Quantity(measured) => measured.value.to_string(),
        Answer::Reference(referred) => referred.display.clone(),
        Answer::Skipped { reason } => reason.clone().unwrap_or_default(),
    }
}
