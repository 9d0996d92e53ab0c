//! What is wrong with an answer, in kind words: what to do, not what was done badly.

use super::said;
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
        Problem::NotANumber => words.say("wrong-not-decimal"),
        Problem::TooManyPlaces { places } => {
            words.say_with("wrong-places", &[("count", places.into())])
        }
        Problem::BelowLeast { least } => {
            let least = said::decimal(least, words);
            words.say_with("wrong-too-low", &[("least", (&least).into())])
        }
        Problem::AboveMost { most } => {
            let most = said::decimal(most, words);
            words.say_with("wrong-too-high", &[("most", (&most).into())])
        }
        Problem::NotADate => words.say("wrong-not-a-date"),
        Problem::NotADateTime => words.say("wrong-not-a-date-and-time"),
        Problem::NotATime => words.say("wrong-not-a-time"),
        Problem::TooEarly { first } => {
            let first = said::when(first, words);
            words.say_with("wrong-too-early", &[("first", (&first).into())])
        }
        Problem::TooLate { last } => {
            let last = said::when(last, words);
            words.say_with("wrong-too-late", &[("last", (&last).into())])
        }
        Problem::NotALink => words.say("wrong-not-a-link"),
        Problem::NotAUnit => words.say("wrong-not-a-unit"),
        Problem::TooFew { min, was } => words.say_with(
            "wrong-too-few",
            &[("least", min.into()), ("was", was.into())],
        ),
        Problem::TooMany { max, was } => words.say_with(
            "wrong-too-many",
            &[("most", max.into()), ("was", was.into())],
        ),
        Problem::NotTogether => words.say("wrong-not-together"),
    }
}
