//! Amal's diary card: made together, three weeks of it with gaps, one day written later, one on
//! which something was done without any urge, and how that came about.

use super::{Told, day_at, open, sheets};
use crate::demo::scenes::When::Ago;
use crate::demo::year::{Life, finish, wrong};
use crate::say::Failed;
use care::{DAY, HOUR};
use diary::{
    EntryV1, How, ItemV1, KindV1, LabelV1, MarkV1, New, ToV1, ValueV1, card, entries, goes_to,
    save, starting, write,
};
use sealed::Act;
use worksheets::End;

/// What is done with a diary card.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    /// The therapist writes the card, with the client beside them.
    Card,
    /// The client says that each day is sent as it is saved.
    EachDay,
    /// The client saves a day; so many days later than it was.
    Day(&'static Day, i64),
    /// How one thing led to another, on the day that something was done without an urge.
    Chain,
}

/// A day on the card.
#[derive(Clone, Copy)]
pub(in crate::demo) struct Day {
    ago: i64,
    /// Fear, joy, the urge to drink, skills: each on its scale.
    levels: [u8; 4],
    acted: bool,
    /// In minutes.
    slept: u16,
    words: &'static str,
}

const fn day(ago: i64, levels: [u8; 4], slept: u16, words: &'static str) -> Day {
    Day {
        ago,
        levels,
        acted: false,
        slept,
        words,
    }
}

/// Three weeks, with gaps.
const DAYS: [Day; 17] = [
    day(21, [4, 1, 3, 2], 300, "Long day."),
    day(20, [4, 1, 3, 3], 320, ""),
    day(19, [3, 2, 2, 4], 390, "Soup with Hana."),
    day(18, [4, 1, 3, 2], 310, ""),
    day(16, [3, 2, 2, 4], 400, ""),
    day(15, [3, 2, 1, 5], 410, "The lamp, one notch darker."),
    day(14, [4, 1, 2, 3], 330, ""),
    day(13, [3, 2, 1, 4], 420, ""),
    day(10, [3, 2, 1, 4], 400, ""),
    Day {
        ago: 9,
        levels: [2, 3, 0, 3],
        acted: true,
        slept: 360,
        words: "A glass at the party, and I had not even wanted it.",
    },
    day(7, [3, 2, 1, 5], 420, ""),
    day(6, [2, 3, 1, 5], 430, "Slept through."),
    day(4, [2, 3, 0, 5], 440, ""),
    day(3, [3, 2, 1, 4], 390, ""),
    day(2, [2, 3, 0, 6], 430, "Clay on my sleeves."),
    day(1, [2, 4, 0, 5], 450, ""),
    LATER,
];
/// The day that was written one day later.
const LATER: Day = day(8, [3, 2, 1, 4], 380, "Written the day after.");

pub(super) fn told() -> Vec<Told> {
    let amal = |when, deed| Told::of("amal", when, super::Deed::Diary(deed));
    let mut all = vec![
        amal(Ago(23 * DAY), Deed::Card),
        amal(Ago(22 * DAY), Deed::EachDay),
        amal(Ago(8 * DAY), Deed::Chain),
    ];
    for day in &DAYS {
        let late = i64::from(day.ago == LATER.ago);
        all.push(amal(
            Ago((day.ago - late) * DAY + HOUR),
            Deed::Day(day, late),
        ));
    }
    all
}

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    let mut act = open(life, place, !matches!(deed, Deed::Card)).await?;
    match deed {
        Deed::Card => {
            let mut items = starting();
            items.push(ItemV1 {
                id: 0,
                label: LabelV1::Own("A walk outside".to_owned()),
                kind: KindV1::Act { more: true },
                class: None,
            });
            let happened = write(&mut act, 0, items, None).await.map_err(wrong)?;
            finish(act, happened).await
        }
        Deed::EachDay => {
            goes_to(&mut act, ToV1::EachDay).await.map_err(wrong)?;
            finish(act, Vec::new()).await
        }
        Deed::Day(day, late) => saves(life, act, day, late).await,
        Deed::Chain => {
            let all = entries(&act).await.map_err(wrong)?.kept;
            let acted = all.iter().find(|kept| acted_without_urge(&kept.value));
            let about = acted.ok_or_else(|| wrong("no such day"))?.record;
            drop(act);
            sheets::fill(life, place, ("chain", Some(about)), CHAIN, End::Send).await
        }
    }
}

const CHAIN: &[(&str, &str)] = &[
    ("behaviour", "I drank a glass although I did not want one."),
    ("before", "Little sleep, and nothing eaten since noon."),
    ("began", "Somebody put it into my hand."),
    ("soon", "Easier for a moment: no one asked."),
    ("later", "A heavy head, and cross with myself."),
    ("help", "To hear that a no needs no reason."),
];

/// Whether something was done on a day although there was no urge to do it.
pub(in crate::demo) fn acted_without_urge(entry: &EntryV1) -> bool {
    entry.marks.iter().any(|mark| {
        matches!(
            mark.value,
            ValueV1::Urge {
                level: Some(0),
                acted: Some(true),
                ..
            }
        )
    })
}

async fn saves(life: &Life<'_>, mut act: Act, day: &Day, late: i64) -> Result<(), Failed> {
    let card = card(&act).await.map_err(wrong)?;
    let items = card.now().map(|now| now.items.clone()).unwrap_or_default();
    let said = |item: ItemV1| {
        let value = of(day, &item)?;
        Some(MarkV1 { item, value })
    };
    let new = New {
        day: day_at(act.now() - late * DAY, life.zone)?,
        today: day_at(act.now(), life.zone)?,
        card: card.number(),
        seen: 0,
        marks: items.into_iter().filter_map(said).collect(),
        how: How::Send,
    };
    let happened = save(&mut act, new).await.map_err(wrong)?;
    finish(act, happened).await
}

/// What the day says to a line of the card; nothing where it was skipped.
fn of(day: &Day, item: &ItemV1) -> Option<ValueV1> {
    let [fear, joy, urge, skills] = day.levels;
    let LabelV1::Known(name) = &item.label else {
        let did = joy >= 3;
        return Some(ValueV1::Did { did, times: None });
    };
    Some(match name.as_str() {
        "fear" => ValueV1::Level(fear),
        "sad" => ValueV1::Level(fear.saturating_sub(1)),
        "joy" => ValueV1::Level(joy),
        "skills" => ValueV1::Level(skills),
        "sleep" => ValueV1::Sleep(day.slept),
        "use" => ValueV1::Urge {
            level: Some(urge),
            acted: Some(day.acted),
            times: day.acted.then_some(1),
        },
        "hurt-self" | "die" | "leave" => ValueV1::Urge {
            level: Some(0),
            acted: Some(false),
            times: None,
        },
        "words" if !day.words.is_empty() => ValueV1::Words(day.words.to_owned()),
        _ => return None,
    })
}
