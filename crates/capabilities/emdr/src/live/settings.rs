//! How the stimulation goes: what the therapist sets, within bounds that keep it from ever flashing.

use serde::{Deserialize, Serialize};

/// The slowest and the fastest, in hundredths of a round trip each second. A dot that goes there and
/// back 1.4 times a second passes any one place 2.8 times: nothing on the screen changes more often
/// than three times a second, which is the bound of WCAG 2.2, success criterion 2.3.1.
pub(crate) const SPEEDS: std::ops::RangeInclusive<u16> = 20..=140;
/// The fastest a client goes alone, with a resource: slow, as it is practised for calming in the
/// field. The number is this project's own choice.
pub(crate) const ALONE_SPEED: u16 = 50;
/// The most round trips of one set before it stops by itself. This project's own choice: more than
/// twice the 24 to 30 that are often used, and at the slowest five minutes.
pub(crate) const PASSES: std::ops::RangeInclusive<u16> = 2..=60;
/// The most round trips a client goes alone. Short sets, as with resources; the number is this
/// project's own choice.
pub(crate) const ALONE_PASSES: u16 = 10;

/// Which way the dot goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WayV1 {
    /// From side to side.
    #[default]
    Across,
    /// From one lower corner to the opposite upper one.
    Rising,
    /// From one upper corner to the opposite lower one.
    Falling,
    /// On a lying eight.
    Eight,
}

/// How large the dot is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SizeV1 {
    /// 24 px.
    Small,
    /// 40 px.
    #[default]
    Middle,
    /// 64 px.
    Large,
}

/// The colour of the dot, a token of the stylesheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ColourV1 {
    /// As what can be done.
    #[default]
    Accent,
    /// Warm.
    Clay,
    /// Green.
    Sage,
    /// As the words.
    Ink,
}

/// Everything that is set, as it goes over the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingsV1 {
    /// In hundredths of a round trip each second, [`SPEEDS`].
    pub(crate) speed: u16,
    /// Which way.
    pub(crate) way: WayV1,
    /// How large.
    pub(crate) size: SizeV1,
    /// Which colour.
    pub(crate) colour: ColourV1,
    /// Whether a soft tone sounds on the side where the dot turns.
    pub(crate) sound: bool,
    /// Whether the phone taps at each turn.
    pub(crate) taps: bool,
    /// After how many round trips it stops by itself, [`PASSES`].
    pub(crate) passes: u16,
}

impl Default for SettingsV1 {
    /// Slow and silent: sounds and taps are off until they are chosen.
    fn default() -> Self {
        Self {
            speed: 80,
            way: WayV1::default(),
            size: SizeV1::default(),
            colour: ColourV1::default(),
            sound: false,
            taps: false,
            passes: 24,
        }
    }
}

impl SettingsV1 {
    /// For a client alone with a resource.
    pub(crate) fn alone() -> Self {
        Self {
            speed: ALONE_SPEED,
            passes: ALONE_PASSES,
            ..Self::default()
        }
    }

    /// The same, if every number is within its bounds.
    pub(crate) fn within_bounds(self) -> Option<Self> {
        let sound = SPEEDS.contains(&self.speed) && PASSES.contains(&self.passes);
        sound.then_some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_on_the_screen_changes_more_than_three_times_a_second() {
        assert!(2 * u32::from(*SPEEDS.end()) < 300);
        assert!(ALONE_SPEED <= *SPEEDS.end() && PASSES.contains(&ALONE_PASSES));
    }

    #[test]
    fn what_is_out_of_bounds_is_not_taken() {
        for (speed, passes, taken) in [
            (20, 2, true),
            (140, 60, true),
            (19, 24, false),
            (141, 24, false),
            (80, 1, false),
            (80, 61, false),
        ] {
            let settings = SettingsV1 {
                speed,
                passes,
                ..SettingsV1::default()
            };
            assert_eq!(
                settings.within_bounds().is_some(),
                taken,
                "{speed} {passes}"
            );
        }
        assert!(SettingsV1::default().within_bounds().is_some());
        assert!(SettingsV1::alone().within_bounds().is_some());
    }

    #[test]
    fn nothing_sounds_until_it_is_chosen() {
        let settings = SettingsV1::default();
        assert!(!settings.sound && !settings.taps);
        assert!(!SettingsV1::alone().sound && !SettingsV1::alone().taps);
    }
}
