//! What holds for every shipped measure, whatever is answered: scores stay in their published
//! range, a missing answer is never a zero, and the order in which answers came does not matter.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use insight::Finding;
use instruments::{FoundOutcome, Measure, Measures, Missing, ScoreRefused, Scored};
use proptest::prelude::*;
use std::sync::LazyLock;

static MEASURES: LazyLock<Measures> = LazyLock::new(|| Measures::shipped().unwrap());

/// Room for the longest form.
const MOST_ITEMS: usize = 32;

/// A measure, and for each item a number from 0 to 1 that picks an answer, or none.
fn answered() -> impl Strategy<Value = (&'static Measure, Vec<Option<f64>>)> {
    let picks = prop::collection::vec(prop::option::weighted(0.9, 0.0..1.0_f64), MOST_ITEMS);
    (0..MEASURES.all().len(), picks).prop_map(|(place, picks)| {
        let measure = &MEASURES.all()[place];
        let answers = measure
            .items()
            .iter()
            .zip(picks)
            .map(|(item, pick)| {
                let answers = every_answer(item.min, item.max, |number| item.takes(number));
                let pick = pick?;
                let last = f64::from(u32::try_from(answers.len()).unwrap() - 1);
                let nearest = (pick * last).round();
                answers.into_iter().enumerate().find_map(|(index, answer)| {
                    let index = f64::from(u32::try_from(index).unwrap());
                    ((index - nearest).abs() < 0.5).then_some(answer)
                })
            })
            .collect();
        (measure, answers)
    })
}

/// Every answer to an item, in steps of a tenth at most.
fn every_answer(min: f64, max: f64, takes: impl Fn(f64) -> bool) -> Vec<f64> {
    let mut answers = Vec::new();
    let mut tenth = 0.0;
    while min + tenth / 10.0 <= max + 1e-9 {
        let number = min + tenth / 10.0;
        if takes(number) {
            answers.push(number);
        }
        tenth += 1.0;
    }
    answers
}

fn scored<'m>(measure: &'m Measure, answers: &[Option<f64>]) -> Scored<'m> {
    measure.score(answers).unwrap()
}

/// The same answers with every missing one at one end of its range.
fn completed(
    measure: &Measure,
    answers: &[Option<f64>],
    place: usize,
    highest: bool,
) -> Vec<Option<f64>> {
    let rule = &measure.scores()[place];
    measure
        .items()
        .iter()
        .zip(answers)
        .enumerate()
        .map(|(index, (item, answer))| {
            let inside = rule.places.contains(&index);
            let end = if highest == item.reversed {
                item.min
            } else {
                item.max
            };
            if inside {
                answer.or(Some(end))
            } else {
                *answer
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_score_stays_in_its_published_range((measure, answers) in answered()) {
        for score in scored(measure, &answers).scores {
            let (least, most) = score.rule.range;
            prop_assert!(score.answered <= score.asked);
            if let Some(value) = score.value {
                prop_assert!(least - 1e-9 <= value && value <= most + 1e-9, "{}", score.name());
                prop_assert_eq!(score.band.is_some(), !score.rule.bands.is_empty());
            } else {
                prop_assert!(score.band.is_none() && !score.prorated);
            }
        }
    }

    #[test]
    fn what_is_missing_lies_between_the_lowest_and_the_highest_it_could_be(
        (measure, answers) in answered()
    ) {
        for (place, score) in scored(measure, &answers).scores.iter().enumerate() {
            let Some(value) = score.value else { continue };
            let low = completed(measure, &answers, place, false);
            let high = completed(measure, &answers, place, true);
            let ends = [low, high].map(|all| scored(measure, &all).scores[place].value.unwrap());
            prop_assert!(ends[0] - 1e-9 <= value && value <= ends[1] + 1e-9, "{}", score.name());
        }
    }

    #[test]
    fn a_missing_answer_is_never_a_zero((measure, answers) in answered(), at in 0..MOST_ITEMS) {
        prop_assume!(!answers.is_empty());
        let at = at % answers.len();
        let mut without = answers.clone();
        without[at] = None;
        for (before, after) in
            scored(measure, &answers).scores.iter().zip(scored(measure, &without).scores)
        {
            if !before.rule.places.contains(&at) || answers[at].is_none() {
                continue;
            }
            prop_assert_eq!(after.answered + 1, before.answered);
            match (&before.rule.missing, after.value) {
                (_, None) => {}
                // No to a first question settles the score, whatever else was said.
                (Missing::None { .. }, Some(value)) => {
                    prop_assert_eq!(before.value, Some(value));
                }
                // The mean of the others: what the item itself said is no longer in it.
                (Missing::Prorate { up_to, .. }, Some(_)) => {
                    prop_assert!(after.prorated);
                    prop_assert!(after.asked - after.answered <= *up_to);
                }
            }
        }
    }

    #[test]
    fn nothing_answered_gives_no_score_and_no_finding((measure, _) in answered()) {
        let nothing = vec![None; measure.items().len()];
        let scored = scored(measure, &nothing);
        prop_assert!(scored.scores.iter().all(|score| score.value.is_none()));
        prop_assert!(scored.safety.is_empty());
        for found in scored.findings {
            match found.outcome {
                FoundOutcome::Pattern(finding) => {
                    prop_assert_eq!(finding, Finding::NotDeterminable);
                }
                FoundOutcome::Itq(_) => {
                    prop_assert_eq!(found.outcome.name(), "not-determinable");
                }
                FoundOutcome::Next { ask_again, .. } => prop_assert!(ask_again),
            }
        }
    }

    #[test]
    fn a_worse_answer_never_makes_a_sum_better((measure, answers) in answered(), at in 0..MOST_ITEMS) {
        prop_assume!(!answers.is_empty());
        let at = at % answers.len();
        let item = &measure.items()[at];
        let more = if item.reversed { item.min } else { item.max };
        let mut raised = answers.clone();
        raised[at] = answers[at].map(|_| more);
        // A first question that settles the score is not one of its items.
        for (before, after) in
            scored(measure, &answers).scores.iter().zip(scored(measure, &raised).scores)
        {
            if !before.rule.places.contains(&at) {
                continue;
            }
            if let (Some(before), Some(after)) = (before.value, after.value) {
                prop_assert!(after >= before - 1e-9);
            }
        }
    }

    #[test]
    fn the_order_of_the_items_of_a_score_is_irrelevant(
        (measure, answers) in answered(), one in 0..MOST_ITEMS, other in 0..MOST_ITEMS
    ) {
        for (place, rule) in measure.scores().iter().enumerate() {
            let (one, other) =
                (rule.places[one % rule.places.len()], rule.places[other % rule.places.len()]);
            let (first, second) = (&measure.items()[one], &measure.items()[other]);
            let mut swapped = answers.clone();
            // Two answers change places; where one counts the other way round they turn.
            let turn = |item: &instruments::MeasuredItem, answer: Option<f64>| {
                if first.reversed == second.reversed {
                    answer
                } else {
                    answer.map(|answer| item.min + item.max - answer)
                }
            };
            swapped[one] = turn(second, answers[other]);
            swapped[other] = turn(first, answers[one]);
            prop_assume!([one, other].iter().all(|place| {
                swapped[*place].is_none_or(|answer| measure.items()[*place].takes(answer))
            }));
            let before = scored(measure, &answers).scores[place].value;
            let after = scored(measure, &swapped).scores[place].value;
            match (before, after) {
                (Some(before), Some(after)) => prop_assert!((before - after).abs() < 1e-9),
                (before, after) => prop_assert_eq!(before, after),
            }
        }
    }

    #[test]
    fn what_is_no_answer_is_refused_by_its_question(
        (measure, answers) in answered(), at in 0..MOST_ITEMS, beyond in 0.01..50.0_f64
    ) {
        prop_assume!(!answers.is_empty());
        let at = at % answers.len();
        let item = &measure.items()[at];
        for value in [item.max + beyond, item.min - beyond, f64::NAN, f64::INFINITY] {
            let mut wrong = answers.clone();
            wrong[at] = Some(value);
            let refused = measure.score(&wrong).unwrap_err();
            let ScoreRefused::NotAnAnswer { item: named, .. } = refused else {
                panic!("{refused}");
            };
            prop_assert_eq!(&named, &item.link_id);
        }
        prop_assert_eq!(
            measure.score(&answers[1..]).unwrap_err(),
            ScoreRefused::NumberOfAnswers { expected: answers.len(), found: answers.len() - 1 }
        );
    }
}
