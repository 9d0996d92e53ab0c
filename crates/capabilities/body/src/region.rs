//! The parts of the body that can be named, where they lie on a plain figure, and what it can be
//! like there.
//!
//! The figure is nobody in particular: no sex, no age, no skin. The list is the same form as the
//! figure, for whoever does not see it or does not use a pointer.

/// A rectangle on a figure of [`WIDE`] by [`HIGH`]: left, top, width, height.
pub type Spot = (u16, u16, u16, u16);

/// How wide the drawing of one side is.
pub const WIDE: u16 = 200;
/// How high the drawing of one side is.
pub const HIGH: u16 = 440;

/// A part of the body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region {
    /// Its stable name; what it is called is under `body-at-<name>`.
    pub name: &'static str,
    /// Where it lies seen from the front.
    pub front: &'static [Spot],
    /// Where it lies seen from the back.
    pub back: &'static [Spot],
}

const fn region(name: &'static str, front: &'static [Spot], back: &'static [Spot]) -> Region {
    Region { name, front, back }
}

const UPPER_ARMS: &[Spot] = &[(32, 116, 28, 60), (140, 116, 28, 60)];
const FOREARMS: &[Spot] = &[(26, 178, 28, 60), (146, 178, 28, 60)];
const HANDS: &[Spot] = &[(20, 242, 30, 32), (150, 242, 30, 32)];
const FEET: &[Spot] = &[(60, 412, 36, 26), (104, 412, 36, 26)];

/// Every part, from top to bottom, the front first. Which and how many is this project's own choice.
pub const REGIONS: [Region; 21] = [
    region("face", &[(78, 8, 44, 54)], &[]),
    region("throat", &[(86, 64, 28, 24)], &[]),
    region("shoulders", &[(46, 90, 108, 24)], &[(46, 90, 108, 24)]),
    region("chest", &[(64, 116, 72, 46)], &[]),
    region("stomach", &[(66, 164, 68, 36)], &[]),
    region("lower-belly", &[(64, 202, 72, 36)], &[]),
    region("upper-arms", UPPER_ARMS, UPPER_ARMS),
    region("forearms", FOREARMS, FOREARMS),
    region("hands", HANDS, HANDS),
    region("thighs", &[(64, 242, 34, 72), (102, 242, 34, 72)], &[]),
    region("knees", &[(66, 316, 30, 28), (104, 316, 30, 28)], &[]),
    region("shins", &[(68, 346, 26, 64), (106, 346, 26, 64)], &[]),
    region("feet", FEET, FEET),
    region("head-back", &[], &[(78, 8, 44, 54)]),
    region("neck", &[], &[(86, 64, 28, 24)]),
    region("upper-back", &[], &[(64, 116, 72, 46)]),
    region("lower-back", &[], &[(66, 164, 68, 36)]),
    region("seat", &[], &[(64, 202, 72, 44)]),
    region("thighs-back", &[], &[(64, 250, 34, 72), (102, 250, 34, 72)]),
    region("calves", &[], &[(68, 326, 26, 84), (106, 326, 26, 84)]),
    region("all-over", &[], &[]),
];

/// What it can be like: offered to choose from, beside one's own words. This project's own choice;
/// what it is called is under `body-like-<name>`.
pub const SENSATIONS: [&str; 15] = [
    "tight", "heavy", "pressing", "empty", "numb", "hot", "cold", "tingling", "shaking", "racing",
    "painful", "light", "warm", "soft", "calm",
];

impl Region {
    /// The one of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        REGIONS.iter().find(|region| region.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_part_has_its_own_name_and_lies_on_the_figure() {
        let names: BTreeSet<_> = REGIONS.iter().map(|region| region.name).collect();
        assert_eq!(names.len(), REGIONS.len());
        for region in &REGIONS {
            for (left, top, wide, high) in region.front.iter().chain(region.back) {
                assert!(left + wide <= WIDE && top + high <= HIGH, "{region:?}");
                // 24 units of the drawing; on a narrow phone a little less, which the list with its
                // larger boxes makes up for (WCAG 2.2, 2.5.8, equivalent).
                assert!(*wide >= 24 && *high >= 24, "{region:?}");
            }
        }
    }

    #[test]
    fn no_two_parts_lie_on_each_other() {
        for side in [
            |region: &Region| region.front,
            |region: &Region| region.back,
        ] {
            let all: Vec<_> = REGIONS
                .iter()
                .flat_map(|one| side(one).iter().map(move |spot| (one.name, *spot)))
                .collect();
            for (at, (name, (left, top, wide, high))) in all.iter().enumerate() {
                for (other, (l, t, w, h)) in all.iter().skip(at + 1) {
                    let apart =
                        left + wide <= *l || l + w <= *left || top + high <= *t || t + h <= *top;
                    assert!(apart, "{name} lies on {other}");
                }
            }
        }
    }
}
