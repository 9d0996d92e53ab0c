//! What often comes together: plain counts of what was written down, and, from a floor on, that the
//! strong times came more often under one condition than under the others.
//!
//! The floor is that of `insight::lift`: five times with the condition, strong times with it and
//! without it, and a probability of .9. Below it there are counts and nothing else.

use crate::stored::{PlaceV1, SetOffV1, SleptV1, WithV1};
use care::Moment;
use insight::{Days, Lift, Prior, lift};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// From which strength, of 0 to 10, a time counts as a strong one: this project's own choice, and the
/// page says it.
pub const STRONG: u8 = 7;

/// A condition that a time can be counted under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Condition {
    /// A part of the day, by its code: `morning` from 6, `afternoon` from 12, `evening` from 18,
    /// `night` from 23 o'clock.
    Time(&'static str),
    /// Where.
    Place(PlaceV1),
    /// With whom.
    With(WithV1),
    /// How the night before was.
    Slept(SleptV1),
    /// What set it off.
    Cue(String),
}

/// The parts of the day, as they are listed.
const TIMES: [&str; 4] = ["morning", "afternoon", "evening", "night"];

/// A condition with its counts.
#[derive(Clone, PartialEq, Debug)]
pub struct Counted {
    /// The condition.
    pub condition: Condition,
    /// How often something was written down under it.
    pub times: u32,
    /// Of those that say how strong it was: how many there are, and how many of them were strong.
    pub rated: u32,
    /// How many of the rated were strong.
    pub strong: u32,
    /// The same for every other time of which is known that the condition did not hold.
    pub other_rated: u32,
    /// How many of those were strong.
    pub other_strong: u32,
    /// Whether it often comes together, by the rule of `insight::lift`.
    pub together: bool,
}

/// Every condition that was ever met, in a fixed order. `zone`: where the service lives.
pub fn patterns(entries: &[&SetOffV1], zone: &TimeZone) -> Vec<Counted> {
    let mut found = Vec::new();
    let times = TIMES.iter().map(|time| Condition::Time(time));
    let places = PlaceV1::ALL.iter().copied().map(Condition::Place);
    let with = WithV1::ALL.iter().copied().map(Condition::With);
    let slept = SleptV1::ALL.iter().copied().map(Condition::Slept);
    let cues = cues(entries).into_iter().map(Condition::Cue);
    for condition in times.chain(places).chain(with).chain(slept).chain(cues) {
        found.extend(count(entries, condition, zone));
    }
    found
}

/// What set it off, each once however it is written, most often first.
fn cues(entries: &[&SetOffV1]) -> Vec<String> {
    let mut all: Vec<(String, usize)> = Vec::new();
    for entry in entries {
        match all.iter_mut().find(|(cue, _)| same(cue, &entry.cue)) {
            Some((_, times)) => *times += 1,
            None => all.push((entry.cue.clone(), 1)),
        }
    }
    all.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    all.into_iter().map(|(cue, _)| cue).collect()
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn count(entries: &[&SetOffV1], condition: Condition, zone: &TimeZone) -> Option<Counted> {
    let mut counted = Counted {
        condition,
        times: 0,
        rated: 0,
        strong: 0,
        other_rated: 0,
        other_strong: 0,
        together: false,
    };
    for entry in entries {
        let Some(holds) = holds(&counted.condition, entry, zone) else {
            continue;
        };
        counted.times += u32::from(holds);
        let Some(strong) = entry.strong.map(|strong| u32::from(strong >= STRONG)) else {
            continue;
        };
        if holds {
            counted.rated += 1;
            counted.strong += strong;
        } else {
            counted.other_rated += 1;
            counted.other_strong += strong;
        }
    }
    let days = Days {
        with_hits: counted.strong,
        with: counted.rated,
        without_hits: counted.other_strong,
        without: counted.other_rated,
    };
    let judged = lift(days, Prior::EVEN)?;
    counted.together = judged.outcome == Lift::Shown;
    (counted.times > 0).then_some(counted)
}

/// Whether the condition held. `None`: that was not written down.
fn holds(condition: &Condition, entry: &SetOffV1, zone: &TimeZone) -> Option<bool> {
    Some(match condition {
        Condition::Time(time) => *time == time_of(entry.when(), zone)?,
        Condition::Place(place) => entry.place? == *place,
        Condition::With(with) => entry.with? == *with,
        Condition::Slept(slept) => entry.slept? == *slept,
        Condition::Cue(cue) => same(cue, &entry.cue),
    })
}

fn time_of(moment: Moment, zone: &TimeZone) -> Option<&'static str> {
    let at = Timestamp::from_millisecond(moment.millis()).ok()?;
    Some(match at.to_zoned(zone.clone()).hour() {
        6..12 => TIMES[0],
        12..18 => TIMES[1],
        18..23 => TIMES[2],
        _ => TIMES[3],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::KindV1;
    use care::{DAY, HOUR};
    use sealed::ReadersV1;

    fn entry(hour: i64, strong: Option<u8>, with: Option<WithV1>) -> SetOffV1 {
        SetOffV1 {
            at: 20_000 * DAY + hour * HOUR,
            earlier: false,
            cue: "A door".to_owned(),
            kind: KindV1::Sound,
            signs: String::new(),
            body: String::new(),
            did: String::new(),
            helped: String::new(),
            strong,
            place: None,
            with,
            slept: None,
            gone: false,
            readers: ReadersV1::Nobody,
        }
    }

    fn of(entries: &[SetOffV1], condition: &Condition) -> Counted {
        let all: Vec<_> = entries.iter().collect();
        let found = patterns(&all, &TimeZone::UTC);
        found
            .into_iter()
            .find(|one| one.condition == *condition)
            .unwrap()
    }

    /// `strong` of `of` times alone, and of the others with one person.
    fn log(alone: (usize, usize), others: (usize, usize)) -> Vec<SetOffV1> {
        let times = |(strong, of): (usize, usize), with| {
            (0..of).map(move |n| entry(14, Some(if n < strong { 8 } else { 2 }), Some(with)))
        };
        times(alone, WithV1::Alone)
            .chain(times(others, WithV1::One))
            .collect()
    }

    #[test]
    fn what_comes_together_is_told_from_the_floor_on_only() {
        for (alone, others, together) in [
            // Case lift-01 of the published vectors: .70 against .27.
            ((6, 8), (5, 20), true),
            ((4, 4), (1, 40), false),
            ((6, 8), (0, 20), false),
            ((3, 8), (5, 20), false),
            ((0, 8), (9, 20), false),
        ] {
            let found = of(&log(alone, others), &Condition::With(WithV1::Alone));
            assert_eq!(found.together, together, "{alone:?} {others:?}");
            let counts = [
                found.strong,
                found.rated,
                found.other_strong,
                found.other_rated,
            ];
            let expected = [alone.0, alone.1, others.0, others.1];
            assert_eq!(
                counts.map(|count| usize::try_from(count).unwrap()),
                expected
            );
        }
    }

    #[test]
    fn the_numbers_are_those_of_the_published_case() {
        let days = Days {
            with_hits: 6,
            with: 8,
            without_hits: 5,
            without: 20,
        };
        let judged = lift(days, Prior::EVEN).unwrap();
        let number = |quantity| judged.number(quantity).unwrap();
        assert!((number(insight::Quantity::ShareWith) - 0.7).abs() < 1e-5);
        assert!((number(insight::Quantity::ShareWithout) - 0.272_727).abs() < 1e-5);
        assert!((number(insight::Quantity::Lift) - 2.566_667).abs() < 1e-5);
    }

    #[test]
    fn what_was_not_written_down_is_counted_nowhere() {
        let entries = [
            entry(14, None, Some(WithV1::Alone)),
            entry(14, Some(7), None),
            entry(14, Some(6), Some(WithV1::Alone)),
        ];
        let found = of(&entries, &Condition::With(WithV1::Alone));
        assert_eq!((found.times, found.rated, found.strong), (2, 1, 0));
        assert_eq!((found.other_rated, found.other_strong), (0, 0));
    }

    #[test]
    fn a_day_has_four_parts() {
        let midnight = |hour| entry(hour, None, None).when();
        for (hour, part) in [
            (0, "night"),
            (5, "night"),
            (6, "morning"),
            (12, "afternoon"),
            (18, "evening"),
            (22, "evening"),
            (23, "night"),
        ] {
            assert_eq!(
                time_of(midnight(hour), &TimeZone::UTC),
                Some(part),
                "{hour}"
            );
        }
    }
}
