//! The Ask Suicide-Screening Questions: four with yes or no, and a fifth when one was yes.

use super::{NextAction, Triage};
use crate::judged::Method;
use crate::quantity::Quantity;

pub(crate) const ASQ: Method = Method::published(
    "asq",
    "Ask Suicide-Screening Questions (Horowitz et al. 2012; National Institute of Mental Health): \
     yes to any of 1-4, or declining to answer, is positive; yes to 5 is acute. Who must talk with \
     them by when is this project's own choice.",
);

/// One answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// They would rather not say. Among the first four this counts as yes.
    Declined,
}

/// What the answers ask for. `None`: not asked. The fifth, about thoughts right now, is asked when
/// one of the first four was yes or declined.
///
/// Declining the fifth does not make it acute: what is known stands, and they are asked again by
/// someone they talk with today. This project's own choice.
pub fn asq(first_four: [Option<Answer>; 4], right_now: Option<Answer>) -> Triage {
    let counts = |answer: Answer| answer != Answer::No;
    let positive = first_four.iter().flatten().filter(|a| counts(**a)).count();
    let open = first_four.iter().any(Option::is_none);
    let reading = |missing: bool| {
        let acute = match right_now {
            Some(Answer::Yes) => true,
            Some(Answer::No) => false,
            Some(Answer::Declined) | None => missing,
        };
        let screened = positive > 0 || (missing && open);
        match (right_now, screened) {
            // Said even where the form would not have asked.
            (Some(Answer::Yes), _) => NextAction::StayAndCallNow,
            (_, true) if acute => NextAction::StayAndCallNow,
            (_, true) => NextAction::SafetyTalkToday,
            (_, false) => NextAction::NothingFurther,
        }
    };
    let numbers = [(
        Quantity::YesAnswers,
        f64::from(u32::try_from(positive).unwrap_or(u32::MAX)),
    )];
    Triage::between(reading(false), reading(true), &ASQ, &numbers)
}
