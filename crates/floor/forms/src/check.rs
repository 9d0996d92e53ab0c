//! Whether an answer is one its question takes.

use crate::answer::Answer;
use crate::kinds::{ItemKind, LONGEST_ANSWER};
use crate::wrong::Problem;

impl ItemKind {
    /// Whether a question of this kind takes this answer. Any question may be skipped.
    pub(crate) fn check(&self, answer: &Answer) -> Result<(), Problem> {
        match (self, answer) {
            (Self::Group | Self::Display, _) => Err(Problem::AnotherKind),
            (_, Answer::Skipped { reason }) => reason
                .as_deref()
                .map_or(Ok(()), |words| words_within(words, LONGEST_ANSWER)),
            (Self::Boolean, Answer::Boolean(_)) => Ok(()),
            (Self::Integer(limits), Answer::Integer(number)) => {
                within(*number, limits.min, limits.max)
            }
            (Self::Slider(slider), Answer::Integer(number)) => {
                within(*number, Some(slider.min), Some(slider.max))?;
                let (min, step) = (slider.min, slider.step);
                let from_low = i64::from(*number) - i64::from(min);
                if from_low % i64::from(step) == 0 {
                    Ok(())
                } else {
                    Err(Problem::BetweenPlaces { min, step })
                }
            }
            (Self::Choice(choice), Answer::Choice { code }) => {
                choice.option(code).map(|_| ()).ok_or(Problem::NotAnOption)
            }
            (Self::Choice(choice), Answer::Text(words)) if choice.open => {
                words_within(words, LONGEST_ANSWER)
            }
            (Self::Text(length), Answer::Text(words)) => words_within(words, length.max()),
            (Self::String(length), Answer::Text(words)) => {
                if words.contains('\n') {
                    return Err(Problem::MoreThanOneLine);
                }
                words_within(words, length.max())
            }
            _ => Err(Problem::AnotherKind),
        }
    }
}

fn within(number: i32, min: Option<i32>, max: Option<i32>) -> Result<(), Problem> {
    match (min, max) {
        (Some(min), _) if number < min => Err(Problem::TooLow { min }),
        (_, Some(max)) if number > max => Err(Problem::TooHigh { max }),
        _ => Ok(()),
    }
}

fn words_within(words: &str, max: u32) -> Result<(), Problem> {
    if words
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return Err(Problem::NotText);
    }
    let was = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    if was > max {
        Err(Problem::TooLong { max, was })
    } else {
        Ok(())
    }
}
