//! The Ask Suicide-Screening Questions: four with yes or no, and a fifth when one was yes.

use super::{NextAction, Triage};
use crate::judged::Method;
use crate::quantity::Quantity;

pub(crate) const ASQ: Method = Method::published(
    "asq",
    "Ask Suicide-Screening Questions (Horowitz et al. 2012; National Institute of Mental Health): \
     yes to any of 1-4 is positive; yes to 5 is acute. Who must talk with them by when, and that a \
     question declined or left out is asked again the same day, is this project's own choice.",
);

/// What the answers ask for. `None`: not asked, left out or declined, all of which stay open and
/// are asked again today by someone they talk with. The fifth, about thoughts right now, is asked
/// when one of the first four was yes.
///
/// Declining is no yes and no no. That a young person's refusal counts as positive is only known by
/// hearsay here, so no answer is made of it.
pub fn asq(first_four: [Option<bool>; 4], right_now: Option<bool>) -> Triage {
    let yes = first_four
        .iter()
        .filter(|said| **said == Some(true))
        .count();
    let open = first_four.iter().any(Option::is_none);
    let reading = |missing: bool| {
        let positive = yes > 0 || (missing && open);
        match right_now {
            // Said even where the form would not have asked.
            Some(true) => NextAction::StayAndCallNow,
            None if missing && positive => NextAction::StayAndCallNow,
            _ if positive => NextAction::SafetyTalkToday,
            _ => NextAction::NothingFurther,
        }
    };
    let numbers = [(
        Quantity::YesAnswers,
        f64::from(u32::try_from(yes).unwrap_or(u32::MAX)),
    )];
    Triage::between(reading(false), reading(true), &ASQ, &numbers)
}
