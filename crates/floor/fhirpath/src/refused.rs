//! Why an expression was not taken, or gave no result: where, what, and how to put it right.
//!
//! Nothing here repeats what a form holds; it may be shown and logged.

use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

/// The longest expression, in bytes. This crate's own choice.
pub const LONGEST_EXPRESSION: usize = 10_000;

/// How many operators and calls may build on each other. This crate's own choice: a sum of a
/// hundred items fits.
pub const DEEPEST_EXPRESSION: usize = 128;

/// How deep brackets may stand within brackets. This crate's own choice.
pub const DEEPEST_BRACKETS: usize = 64;

/// The longest text an expression may make, in bytes. This crate's own choice.
pub const LONGEST_TEXT: usize = 100_000;

/// An expression that was not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseRefused {
    /// Where, in bytes from the expression's beginning.
    pub at: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column in that line, in characters, from 1.
    pub column: usize,
    /// What is the matter.
    pub problem: ParseProblem,
}

impl ParseRefused {
    pub(crate) fn new(text: &str, at: usize, problem: ParseProblem) -> Self {
        let (line, column) = place(text, at);
        Self {
            at,
            line,
            column,
            problem,
        }
    }
}

impl std::error::Error for ParseRefused {}

impl fmt::Display for ParseRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, .. } = self;
        write!(f, "line {line}, column {column}: {}", self.problem)
    }
}

/// What is the matter with an expression's text.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ParseProblem {
    /// Longer than [`LONGEST_EXPRESSION`].
    #[error("{bytes} bytes; at most {LONGEST_EXPRESSION} are read: use variables for its parts")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// More than [`DEEPEST_EXPRESSION`] operators and calls build on each other.
    #[error("more than {DEEPEST_EXPRESSION} steps build on each other: use variables for parts")]
    TooDeep,
    /// Brackets stand more than [`DEEPEST_BRACKETS`] deep within brackets.
    #[error("more than {DEEPEST_BRACKETS} brackets within brackets: use variables for parts")]
    TooNested,
    /// A character that begins nothing.
    #[error("'{0}' has no meaning here")]
    Character(char),
    /// A double quote, which has meant different things in different versions of FHIRPath.
    #[error("a string stands between single quotes, a delimited name between backquotes")]
    DoubleQuote,
    /// A string, a delimited name or a comment that does not end.
    #[error("this {0} does not end")]
    Unclosed(&'static str),
    /// A backslash with something that it does not go with.
    #[error(
        "no such escape: use \\', \\\", \\`, \\\\, \\/, \\r, \\n, \\t, \\f or \\u with 4 digits"
    )]
    Escape,
    /// A number with more digits than can be held.
    #[error("the number has too many digits: at most 28 are held")]
    Number,
    /// After the `@` is no date or time.
    #[error("no date or time: write it like @2026-11-22, @2026-11-22T08:00:00+01:00 or @T08:00")]
    Moment,
    /// Something else should stand here.
    #[error("here is {found}; expected {wanted}")]
    Expected {
        /// What could stand here.
        wanted: &'static str,
        /// What does.
        found: String,
    },
    /// There is no function of this name.
    #[error("there is no function '{name}'{}", did_you_mean(*.nearest))]
    UnknownFunction {
        /// What was written.
        name: String,
        /// The function with the most similar name.
        nearest: Option<&'static str>,
    },
    /// FHIR knows it, and it is not done here.
    #[error("'{name}' {why}")]
    NotOffered {
        /// What was written.
        name: String,
        /// Why not, and what to do.
        why: &'static str,
    },
    /// A function with too many or too few arguments.
    #[error("{name}() takes {}, and is given {given}", count(*.least, *.most))]
    Arguments {
        /// The function.
        name: &'static str,
        /// The fewest it takes.
        least: usize,
        /// The most it takes.
        most: usize,
        /// How many there are.
        given: usize,
    },
    /// A pattern that can only be found out when it is too late.
    #[error("the pattern must be written out as a string, so that it can be checked now")]
    PatternNotWritten,
    /// Not a regular expression that is understood here.
    #[error("the pattern is not understood: {0}")]
    Pattern(String),
}

fn did_you_mean(nearest: Option<&'static str>) -> String {
    nearest.map_or(String::new(), |name| format!("; is '{name}' meant?"))
}

fn count(least: usize, most: usize) -> String {
    match (least, most) {
        (0, 0) => "no arguments".to_owned(),
        (1, 1) => "one argument".to_owned(),
        (least, most) if least == most => format!("{least} arguments"),
        (least, most) => format!("{least} to {most} arguments"),
    }
}

/// An expression that gave no result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EvaluateRefused {
    /// Where in the expression, in bytes from its beginning.
    pub at: usize,
    /// The function, operator or variable, as it is written.
    pub what: Cow<'static, str>,
    /// What is the matter.
    pub problem: EvaluateProblem,
}

impl std::error::Error for EvaluateRefused {}

impl fmt::Display for EvaluateRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, what, problem } = self;
        write!(f, "{what} at byte {at}: {problem}")
    }
}

/// What is the matter while evaluating.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum EvaluateProblem {
    /// Several items where one is needed.
    #[error("takes one item, and there are several: choose one, such as with first()")]
    MoreThanOne,
    /// A kind of item that this cannot work with.
    #[error("works with {0}, and something else is there")]
    WrongKind(&'static str),
    /// A variable that was not given.
    #[error("there is no such variable")]
    UnknownVariable,
    /// No date and time was given to be now.
    #[error("what time it is was not said")]
    NoClock,
    /// Nobody prepared the weights of the answers.
    #[error("the questionnaire with the weights of the answers is not at hand")]
    NoWeights,
    /// The answer is to a question that the questionnaire does not have.
    #[error("the questionnaire has no item with the linkId of this answer")]
    UnknownItem,
    /// More steps than were allowed.
    #[error("takes more steps than are allowed")]
    TooManySteps,
    /// A text longer than [`LONGEST_TEXT`].
    #[error("makes a text of more than {LONGEST_TEXT} bytes")]
    TooLong,
    /// A value built deeper than JSON may be.
    #[error("the values lie too deep")]
    TooDeep,
}

/// The line and column, both from 1, of a byte.
pub(crate) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
