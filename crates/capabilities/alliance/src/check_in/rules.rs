//! When a check-in is asked for, and how its answers become one number.

use care::{DAY, Moment, RecordId};
use forms::Response;
use std::collections::BTreeSet;

/// The form's address and version, without which the answers mean nothing.
pub const FORM: &str = "urn:x-attune:questionnaire:session-check-in|1";

/// The scales that make up the score, in the order of the form.
pub const SCALES: [&str; 6] = [
    "heard",
    "taken_seriously",
    "accepted",
    "agree_what",
    "agree_how",
    "safe_enough",
];

/// How long after a session its check-in is asked for: the service's own choice, two weeks. After
/// that, memory of one session runs into the next.
pub const ASKED_FOR: i64 = 14 * DAY;

/// The score in hundredths (0 to 1000): the mean of the scales that were answered, if at least
/// half of them were. A skipped answer is left out and never counts as zero. The half is the
/// project's own choice; the form has no published rule.
pub fn score(response: &Response) -> (Option<u16>, u8) {
    let answered: Vec<i32> = SCALES
        .iter()
        .filter_map(|scale| response.get(scale)?.integer())
        .collect();
    let count = u8::try_from(answered.len()).unwrap_or(u8::MAX);
    if answered.len() * 2 < SCALES.len() {
        return (None, count);
    }
    let sum: i32 = answered.iter().sum();
    let divisor = i32::from(count);
    // Rounded half up; the scales end at 0 and 10, so this cannot leave 0 to 1000.
    let hundredths = (sum * 200 + divisor) / (2 * divisor);
    (u16::try_from(hundredths).ok(), count)
}

/// The session a check-in is asked for now: the latest one that has ended, if that was within two
/// weeks and it has none yet. Nobody is asked how it was while it still is. `sessions` with their
/// ends, in order.
pub fn due(
    sessions: &[(RecordId, Moment)],
    answered: &BTreeSet<RecordId>,
    now: Moment,
) -> Option<RecordId> {
    sessions
        .iter()
        .rev()
        .find(|(_, ends)| *ends <= now)
        .filter(|(_, ends)| now - *ends <= ASKED_FOR)
        .map(|(session, _)| *session)
        .filter(|session| !answered.contains(session))
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::{Posted, Questionnaire};
    use proptest::prelude::*;

    fn form() -> Questionnaire {
        crate::form().unwrap().clone()
    }

    fn response(values: &[(&str, &str)]) -> Response {
        let fields: Vec<(String, String)> = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Posted::new(&fields).answers(&form()).unwrap()
    }

    #[test]
    fn every_scale_is_a_question_of_the_form() {
        let form = form();
        for scale in SCALES {
            assert!(
                form.item(scale).is_some_and(forms::Item::is_question),
                "{scale}"
            );
        }
    }

    #[test]
    fn a_score_is_the_mean_of_what_was_answered() {
        type Case<'a> = (&'a [(&'a str, &'a str)], Option<u16>, u8);
        let cases: [Case<'_>; 5] = [
            (&[], None, 0),
            (&[("heard", "8"), ("accepted", "9")], None, 2),
            (
                &[("heard", "8"), ("accepted", "9"), ("agree_how", "9")],
                Some(867),
                3,
            ),
            (
                &[
                    ("heard", "0"),
                    ("accepted", "0"),
                    ("agree_how", "0"),
                    ("skip.agree_what", "on"),
                ],
                Some(0),
                3,
            ),
            (
                &[
                    ("heard", "10"),
                    ("taken_seriously", "10"),
                    ("accepted", "10"),
                    ("agree_what", "10"),
                    ("agree_how", "10"),
                    ("safe_enough", "10"),
                ],
                Some(1000),
                6,
            ),
        ];
        for (given, expected, count) in cases {
            assert_eq!(score(&response(given)), (expected, count), "{given:?}");
        }
    }

    proptest! {
        #[test]
        fn leaving_an_answer_out_never_pulls_the_score_outside_what_was_answered(
            values in prop::collection::vec(prop::option::of(0_u32..=10), 6),
        ) {
            let fields: Vec<(&str, String)> = SCALES
                .iter()
                .zip(&values)
                .filter_map(|(scale, value)| Some((*scale, (*value)?.to_string())))
                .collect();
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let given: Vec<u32> = values.iter().flatten().copied().collect();
            match score(&response(&fields)) {
                (Some(score), _) => {
                    let (low, high) = (given.iter().min().unwrap(), given.iter().max().unwrap());
                    prop_assert!(u32::from(score) >= low * 100 && u32::from(score) <= high * 100);
                }
                (None, _) => prop_assert!(given.len() < 3),
            }
        }
    }
}
