//! Why a row could not be scored: where it is and what was wanted there. What stands there is never
//! repeated, because it may be a person's words.

use forms::{Problem, ResponseRefused};
use instruments::MeasuredItem;
use std::fmt;

/// One thing that is wrong with a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Bad {
    /// The line is longer than any row.
    TooLong,
    /// A quoted cell does not end before this line, or not at all.
    NeverEnds(u64),
    /// The row ends before the column of this name.
    Short(String),
    /// The row has more cells than the first line has names.
    Long,
    /// The cell of this column is not text.
    NotText(String),
    /// In the column of this name something else was wanted.
    Wanted(String, String),
    /// A response that is not taken, in words.
    Refused(String),
    /// What should be worked out at this place could not be.
    Trouble(String),
    /// Nobody is named in the column of persons.
    Nobody(String),
    /// In this column stands neither a date nor a whole number.
    NoTime(String),
    /// In this column stands a date where other rows have a number, or the other way round.
    OtherTime(String),
    /// The row is of an earlier time than the person's row before it.
    OutOfOrder(String),
}

impl fmt::Display for Bad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("longer than any row; left out"),
            Self::NeverEnds(line) => write!(
                f,
                "a quoted cell begins here and does not end before line {line}; all of it is left out"
            ),
            Self::Short(name) => write!(f, "column {name}: the row ends before it; left out"),
            Self::Long => f.write_str("more cells than the first line has names; left out"),
            Self::NotText(name) => write!(f, "column {name}: not UTF-8 text; left out"),
            Self::Wanted(name, wanted) => write!(f, "column {name}: wanted {wanted}; left out"),
            Self::Refused(why) => write!(f, "{why}; left out"),
            Self::Trouble(place) => {
                write!(f, "{place} could not be worked out; scored without it")
            }
            Self::Nobody(name) => {
                write!(f, "column {name}: nobody is named; scored without change")
            }
            Self::NoTime(name) => write!(
                f,
                "column {name}: wanted a date as 2026-03-01 or a whole number; scored without change"
            ),
            Self::OtherTime(name) => write!(
                f,
                "column {name}: dates and numbers cannot be mixed; scored without change"
            ),
            Self::OutOfOrder(name) => write!(
                f,
                "column {name}: earlier than this person's row before; sort the file by it; scored without change"
            ),
        }
    }
}

/// What a measured item can be answered with.
pub(super) fn wanted(item: &MeasuredItem) -> String {
    let or_nothing = "or nothing where it was not answered";
    if item.takes(item.min + (item.max - item.min) / 1000.0) {
        return format!("a number from {} to {}, {or_nothing}", item.min, item.max);
    }
    let mut whole = item.min;
    let (mut all, mut gaps) = (Vec::new(), false);
    while whole <= item.max && all.len() < 100 {
        if item.takes(whole) {
            all.push(whole.to_string());
        } else {
            gaps = true;
        }
        whole += 1.0;
    }
    if gaps {
        format!("one of {}, {or_nothing}", all.join(", "))
    } else {
        format!(
            "a whole number from {} to {}, {or_nothing}",
            item.min, item.max
        )
    }
}

/// What a form's question can be answered with, by what was wrong.
pub(super) fn wanted_by(problem: Problem) -> String {
    match problem {
        Problem::Required => "an answer".into(),
        Problem::NotYesOrNo => "yes or no".into(),
        Problem::NotAWholeNumber => "a whole number".into(),
        Problem::TooLow { min } => format!("at least {min}"),
        Problem::TooHigh { max } => format!("at most {max}"),
        Problem::BetweenPlaces { min, step } => format!("{min} and then every {step}"),
        Problem::NotAnOption => "an option's code or weight".into(),
        Problem::TooLong { max, .. } => format!("at most {max} characters"),
        Problem::MoreThanOneLine => "one line".into(),
        Problem::NotText => "text without control characters".into(),
        Problem::AnsweredTwice => "one answer".into(),
        Problem::AnotherKind => "an answer of the question's kind".into(),
        Problem::NotANumber => "a number".into(),
        Problem::TooManyPlaces { places } => {
            format!("at most {places} digits after the decimal sign")
        }
        Problem::BelowLeast { least } => format!("at least {least}"),
        Problem::AboveMost { most } => format!("at most {most}"),
        Problem::NotADate => "a date".into(),
        Problem::NotADateTime => "a date with a time".into(),
        Problem::NotATime => "a time of day".into(),
        Problem::TooEarly { first } => format!("nothing before {first}"),
        Problem::TooLate { last } => format!("nothing after {last}"),
        Problem::NotALink => "a web address".into(),
        Problem::NotAUnit => "one of the question's units".into(),
        Problem::TooFew { min, .. } => format!("at least {min} answers"),
        Problem::TooMany { max, .. } => format!("at most {max} answers"),
        Problem::NotTogether => "an option that stands alone, alone".into(),
    }
}

/// Why a response is refused, in words that hold nothing of its answers.
pub(super) fn refused(why: &ResponseRefused) -> Vec<Bad> {
    match why {
        ResponseRefused::Wrong(all) => all
            .iter()
            .map(|wrong| Bad::Wanted(wrong.spot.as_str().to_owned(), wanted_by(wrong.problem)))
            .collect(),
        ResponseRefused::NotJson(why) => vec![Bad::Refused(format!("not JSON ({why})"))],
        ResponseRefused::OtherForm { expected, .. } => vec![Bad::Refused(format!(
            "questionnaire: wanted answers to {expected}"
        ))],
        ResponseRefused::WrongShape { .. }
        | ResponseRefused::UnknownQuestion { .. }
        | ResponseRefused::AnsweredTwice(_) => vec![Bad::Refused(why.to_string())],
    }
}
