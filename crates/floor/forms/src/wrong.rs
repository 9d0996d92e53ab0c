//! What can be wrong with an answer, in terms a page can put into kind words in any language.

use crate::questionnaire::LinkId;
use std::fmt;

/// An answer that was not taken, and why. Debug printing leaves out what the person typed.
#[derive(Clone, PartialEq, Eq)]
pub struct WrongAnswer {
    /// The question it is about.
    pub link_id: LinkId,
    /// What is wrong with it.
    pub problem: Problem,
    /// What the person typed, to show again as it was.
    pub typed: String,
}

impl fmt::Debug for WrongAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WrongAnswer")
            .field("link_id", &self.link_id)
            .field("problem", &self.problem)
            .finish_non_exhaustive()
    }
}

/// What is wrong with an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// It was neither answered nor skipped on purpose.
    Required,
    /// Yes or no was asked.
    NotYesOrNo,
    /// A whole number was asked.
    NotAWholeNumber,
    /// The number is below the least.
    TooLow {
        /// The least.
        min: i32,
    },
    /// The number is above the most.
    TooHigh {
        /// The most.
        max: i32,
    },
    /// The number is between two places of the slider.
    BetweenPlaces {
        /// The slider's low end.
        min: i32,
        /// The distance between two places.
        step: i32,
    },
    /// It is none of the options.
    NotAnOption,
    /// There are too many characters.
    TooLong {
        /// The most characters.
        max: u32,
        /// The characters there are.
        was: u32,
    },
    /// One line was asked.
    MoreThanOneLine,
    /// There are characters in it that are not text.
    NotText,
    /// Two different answers came for one question.
    AnsweredTwice,
    /// It is another kind of answer than the question asks for.
    AnotherKind,
}
