//! What can be wrong with an answer, in terms a page can put into kind words in any language.

use crate::calendar::When;
use crate::spot::Spot;
use rust_decimal::Decimal;
use std::fmt;

/// An answer that was not taken, and why. Debug printing leaves out what the person typed.
#[derive(Clone, PartialEq, Eq)]
pub struct WrongAnswer {
    /// The question it is about, in its copy of a repeating group.
    pub spot: Spot,
    /// What is wrong with it.
    pub problem: Problem,
    /// What the person typed, to show again as it was.
    pub typed: String,
}

impl WrongAnswer {
    /// The question's name in the form.
    pub fn link_id(&self) -> &str {
        self.spot.link_id()
    }
}

impl fmt::Debug for WrongAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WrongAnswer")
            .field("spot", &self.spot)
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
    /// A number was asked.
    NotANumber,
    /// There are too many digits after the decimal sign.
    TooManyPlaces {
        /// The most digits.
        places: u32,
    },
    /// The number is below the least.
    BelowLeast {
        /// The least.
        least: Decimal,
    },
    /// The number is above the most.
    AboveMost {
        /// The most.
        most: Decimal,
    },
    /// A date was asked.
    NotADate,
    /// A date with a time was asked.
    NotADateTime,
    /// A time of day was asked.
    NotATime,
    /// It lies before the first that is taken, or nobody can tell that it does not.
    TooEarly {
        /// The first.
        first: When,
    },
    /// It lies after the last that is taken, or nobody can tell that it does not.
    TooLate {
        /// The last.
        last: When,
    },
    /// A web address was asked.
    NotALink,
    /// The number needs one of the units.
    NotAUnit,
    /// There are fewer answers than asked for.
    TooFew {
        /// The fewest.
        min: u32,
        /// How many there are.
        was: u32,
    },
    /// There are more answers than asked for.
    TooMany {
        /// The most.
        max: u32,
        /// How many there are.
        was: u32,
    },
    /// An option that stands alone was chosen with another.
    NotTogether,
}
