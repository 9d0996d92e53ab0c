//! PHQ-9: the patterns of a major and of another depressive syndrome. PHQ-15: the screen for a
//! somatoform disorder.

use super::{Tally, WrongItems, checked};
use crate::judged::{Finding, Judged, Method};
use crate::quantity::Quantity;

/// On the PHQ-9 a symptom counts from "more than half the days" on ...
const MORE_THAN_HALF: i32 = 2;
/// ... and the ninth, thoughts of being dead or of self-harm, as soon as it is there at all.
const AT_ALL: i32 = 1;
/// On the PHQ-15 a symptom is severe at "bothered a lot".
const A_LOT: i32 = 2;

pub(crate) const PHQ9_MAJOR: Method = Method::published(
    "phq-9-major-depressive-syndrome",
    "PHQ-9 (Kroenke, Spitzer & Williams 2001; instruction manual): five or more symptoms on more \
     than half the days, one of them item 1 or 2; item 9 counts if present at all.",
);

pub(crate) const PHQ9_OTHER: Method = Method::published(
    "phq-9-other-depressive-syndrome",
    "PHQ-9 (Kroenke, Spitzer & Williams 2001; instruction manual): two to four symptoms on more \
     than half the days, one of them item 1 or 2; item 9 counts if present at all.",
);

pub(crate) const PHQ15_SOMATOFORM: Method = Method::published(
    "phq-15-somatoform-screen",
    "PHQ-15 (Kroenke, Spitzer & Williams 2002), as scored by CamCOPS: three or more symptoms that \
     bothered \"a lot\".",
);

/// Whether the pattern of a major depressive syndrome is there. Nine answers from 0 to 3.
pub fn phq9_major_syndrome(items: &[Option<i32>]) -> Result<Judged<Finding>, WrongItems> {
    syndrome(items, &PHQ9_MAJOR, |symptoms| symptoms >= 5)
}

/// Whether the pattern of another depressive syndrome is there. Nine answers from 0 to 3.
pub fn phq9_other_syndrome(items: &[Option<i32>]) -> Result<Judged<Finding>, WrongItems> {
    syndrome(items, &PHQ9_OTHER, |symptoms| (2..=4).contains(&symptoms))
}

fn syndrome(
    items: &[Option<i32>],
    by: &'static Method,
    wanted: impl Fn(u32) -> bool,
) -> Result<Judged<Finding>, WrongItems> {
    let [one, two, others @ .., nine] = checked::<9>(items, 3)?;
    let core = Tally::of(&[*one, *two], |answer| answer >= MORE_THAN_HALF);
    let mut rest = Tally::of(others, |answer| answer >= MORE_THAN_HALF);
    let ninth = Tally::of(&[*nine], |answer| answer >= AT_ALL);
    rest.counted += ninth.counted;
    rest.missing += ninth.missing;
    // "Two to four" can stop being true with more symptoms, so every possible count is tried.
    let mut possible = core.possible().flat_map(|core| {
        let wanted = &wanted;
        rest.possible()
            .map(move |rest| core >= 1 && wanted(core + rest))
    });
    let first = possible.next().unwrap_or(false);
    let outcome = if possible.all(|met| met == first) {
        Finding::from(first)
    } else {
        Finding::NotDeterminable
    };
    let numbers = [
        (Quantity::CoreSymptoms, f64::from(core.counted)),
        (Quantity::Symptoms, f64::from(core.counted + rest.counted)),
    ];
    Ok(Judged::new(outcome, by, &numbers))
}

/// Whether three or more symptoms bothered a lot. Fifteen answers from 0 to 2, or fourteen for
/// someone to whom the fourth item, menstrual cramps, does not apply.
pub fn phq15_somatoform(items: &[Option<i32>]) -> Result<Judged<Finding>, WrongItems> {
    let items: &[Option<i32>] = if items.len() == 14 {
        checked::<14>(items, 2)?
    } else {
        checked::<15>(items, 2)?
    };
    let severe = Tally::of(items, |answer| answer >= A_LOT);
    let numbers = [(Quantity::SevereSymptoms, f64::from(severe.counted))];
    Ok(Judged::new(severe.at_least(3), &PHQ15_SOMATOFORM, &numbers))
}
