//! What often comes together from one day to the next, over all the days that whoever looks may read.
//! Nothing below the floor of `insight`, and nothing about why.

use crate::card::{ItemV1, KindV1};
use crate::entry::{EntryV1, ValueV1};
use insight::{Lagged, lagged};
use jiff::civil::Date;
use sealed::Kept;

/// The most days looked back on: this project's own choice. What held a year ago is another time.
const LOOK_BACK: u16 = 120;
/// The most that is shown: this project's own choice. Of many comparisons some come by chance.
const SHOWN: usize = 3;

/// One thing that often comes after another.
#[derive(Clone, PartialEq, Debug)]
pub struct Often {
    /// What comes first.
    pub first: ItemV1,
    /// What comes the day after.
    pub then: ItemV1,
    /// Whether more of the one is followed by more of the other; otherwise by less.
    pub more: bool,
    /// From how many pairs of days.
    pub days: u32,
    strength: f64,
}

/// A value as a number, where a day's value is one: how strong, how far, how long, how many.
pub(crate) fn number(value: &ValueV1) -> Option<f64> {
    Some(match value {
        ValueV1::Level(level) => f64::from(*level),
        ValueV1::Urge { level, .. } => f64::from((*level)?),
        ValueV1::Sleep(minutes) => f64::from(*minutes) / 60.0,
        ValueV1::Number(hundredths) => f64::from(i32::try_from(*hundredths).ok()?) / 100.0,
        ValueV1::Did { did, times } => match (did, times) {
            (true, times) => f64::from(times.unwrap_or(1)),
            (false, _) => 0.0,
        },
        ValueV1::YesNo(is) => f64::from(u8::from(*is)),
        ValueV1::Medicine(_) | ValueV1::Words(_) => return None,
    })
}

/// Whether a line is asked for on a scale that can be followed from day to day.
const fn is_followed(kind: &KindV1) -> bool {
    matches!(
        kind,
        KindV1::Emotion | KindV1::Urge | KindV1::Sleep | KindV1::Number { .. }
    )
}

/// What often comes together, the strongest first, and how many pairs of lines were looked at.
pub fn often(today: Date, items: &[ItemV1], entries: &[Kept<EntryV1>]) -> (Vec<Often>, usize) {
    let days = crate::week::days_to(today, LOOK_BACK);
    let followed: Vec<(&ItemV1, Vec<Option<f64>>)> = items
        .iter()
        .filter(|item| is_followed(&item.kind))
        .map(|item| (item, over(&days, item.id, entries)))
        .collect();
    let mut found = Vec::new();
    let mut pairs = 0;
    for (first, before) in &followed {
        for (then, after) in followed.iter().filter(|(then, _)| then.id != first.id) {
            pairs += 1;
            let judged = lagged(before, after);
            let more = match judged.outcome {
                Lagged::MoreAfterMore => true,
                Lagged::LessAfterMore => false,
                Lagged::NotShown => continue,
            };
            let of = |quantity| judged.number(quantity).unwrap_or(0.0);
            found.push(Often {
                first: (*first).clone(),
                then: (*then).clone(),
                more,
                days: whole(of(insight::Quantity::Days)),
                strength: of(insight::Quantity::Correlation).abs(),
            });
        }
    }
    found.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    found.truncate(SHOWN);
    (found, pairs)
}

/// A small count that is kept as a number with a point.
fn whole(count: f64) -> u32 {
    (0..=u32::from(LOOK_BACK))
        .find(|whole| f64::from(*whole) + 0.5 > count)
        .unwrap_or(u32::from(LOOK_BACK))
}

/// A line's value on each of these days.
pub(crate) fn over(days: &[Date], item: u16, entries: &[Kept<EntryV1>]) -> Vec<Option<f64>> {
    let of = |day: &Date| {
        let day = day.to_string();
        let kept = entries.iter().find(|kept| kept.value.day == day)?;
        number(&kept.value.mark(item)?.value)
    };
    days.iter().map(of).collect()
}
