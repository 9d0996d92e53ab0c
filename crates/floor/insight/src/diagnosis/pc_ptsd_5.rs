//! PC-PTSD-5: a first question about a frightening event, then five with yes or no.

use crate::judged::{Finding, Judged, Method};
use crate::quantity::Quantity;

pub(crate) const PC_PTSD_5: Method = Method::published(
    "pc-ptsd-5",
    "PC-PTSD-5 (Prins et al. 2016): without an event the score is 0; otherwise the number of yes, \
     positive from 4; 3 has been proposed for women (Bovin et al. 2021).",
);

/// Whether the screen is positive from `from` yes on (4, or 3).
///
/// Without an event the five are not asked, and nothing said there counts. The score is among the
/// numbers when no missing answer could change it.
pub fn pc_ptsd_5(event: Option<bool>, answers: &[Option<bool>; 5], from: u32) -> Judged<Finding> {
    let yes: u32 = answers.iter().flatten().map(|yes| u32::from(*yes)).sum();
    let missing: u32 = answers.iter().map(|a| u32::from(a.is_none())).sum();
    let reached = if yes >= from {
        Finding::Met
    } else if yes + missing < from {
        Finding::NotMet
    } else {
        Finding::NotDeterminable
    };
    let (outcome, score) = match event {
        Some(false) => (Finding::from(from == 0), Some(0)),
        Some(true) => (reached, (missing == 0).then_some(yes)),
        // Without the first answer the score could be 0 after all.
        None if from == 0 => (Finding::Met, None),
        None => (
            match reached {
                Finding::NotMet => Finding::NotMet,
                Finding::Met | Finding::NotDeterminable => Finding::NotDeterminable,
            },
            (yes + missing == 0).then_some(0),
        ),
    };
    let mut numbers = vec![(Quantity::CutOff, f64::from(from))];
    numbers.extend(score.map(|score| (Quantity::Score, f64::from(score))));
    Judged::new(outcome, &PC_PTSD_5, &numbers)
}
