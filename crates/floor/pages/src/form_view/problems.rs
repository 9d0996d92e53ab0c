//! What is wrong with an answer, in kind words: what to do, not what was done badly.

use crate::words::Words;
use forms::Problem;

/// The words for a problem.
pub(super) fn say(problem: Problem, words: Words) -> String {
    match problem {
        Problem::Required => words.say("wrong-required"),
        Problem::NotYesOrNo => words.say("wrong-not-yes-or-no"),
        Problem::NotAWholeNumber => words.say("wrong-not-a-number"),
        Problem::TooLow { min } => words.say_with("wrong-too-low", &[("least", min.into())]),
        Problem::TooHigh { max } => words.say_with("wrong-too-high", &[("most", max.into())]),
        Problem::BetweenPlaces { min, step } => words.say_with(
            "wrong-between-places",
            &[("least", min.into()), ("step", step.into())],
        ),
        Problem::NotAnOption => words.say("wrong-not-an-option"),
        Problem::TooLong { max, was } => words.say_with(
            "wrong-too-long",
            &[("most", max.into()), ("was", was.into())],
        ),
        Problem::MoreThanOneLine => words.say("wrong-one-line"),
        Problem::NotText => words.say("wrong-not-text"),
        Problem::AnsweredTwice => words.say("wrong-twice"),
        Problem::AnotherKind => words.say("wrong-another-kind"),
    }
}
