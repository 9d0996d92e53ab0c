//! Days and values in words.

use crate::card::{ItemV1, KindV1};
use crate::entry::{EntryRefused, EntryV1, MarkV1, MedicineV1, ValueV1};
use crate::{CardRefused, entry};
use care::Moment;
use jiff::Timestamp;
use jiff::civil::Date;
use pages::{Trouble, Visit, Words};

/// The day it is where the service is.
pub(super) fn today(visit: &Visit) -> Date {
    day_of(visit, visit.now)
}

/// The day of a moment where the service is.
fn day_of(visit: &Visit, moment: Moment) -> Date {
    let at = Timestamp::from_millisecond(moment.millis()).unwrap_or_default();
    at.to_zoned(visit.floor.settings.zone.clone()).date()
}

/// A moment of a day, to be named by the words that name days.
pub(super) fn moment(visit: &Visit, day: Date) -> Moment {
    let noon = day
        .at(12, 0, 0, 0)
        .to_zoned(visit.floor.settings.zone.clone());
    Moment::from_millis(noon.map_or(0, |noon| noon.timestamp().as_millisecond()))
}

/// `Thursday 3 May`.
pub(super) fn day(visit: &Visit, day: Date) -> String {
    let zone = &visit.floor.settings.zone;
    visit.words.day(moment(visit, day), visit.now, zone)
}

/// `3 May`.
pub(super) fn short_day(visit: &Visit, day: Date) -> String {
    let zone = &visit.floor.settings.zone;
    visit.words.short_day(moment(visit, day), visit.now, zone)
}

/// When an entry was written, if that was later than its day, and when it was changed.
pub(super) fn written(visit: &Visit, entry: &EntryV1) -> Vec<String> {
    let when = |key: &str, at: i64| {
        let at = visit.day_and_time(Moment::from_millis(at));
        visit.words.say_with(key, &[("when", (&at).into())])
    };
    let later = entry.is_later().then(|| when("diary-later", entry.written));
    let changed = entry.changed.map(|at| when("diary-changed", at));
    later.into_iter().chain(changed).collect()
}

/// A number as the language writes it.
pub(super) fn figure(typed: &str, words: Words) -> String {
    match words.language {
        pages::Language::English => typed.to_owned(),
        pages::Language::Spanish => typed.replace('.', ","),
    }
}

fn yes_no(is: bool, words: Words) -> String {
    words.say(if is { "diary-yes" } else { "diary-no" })
}

fn times(times: Option<u16>, words: Words) -> String {
    times.map_or_else(String::new, |times| {
        let put = [("n", times.into())];
        format!(" {}", words.say_with("diary-times-said", &put))
    })
}

/// What was said, for a narrow cell: the figure, and apart from it whether it was acted on.
pub(super) fn cell(value: &ValueV1, words: Words) -> (String, Option<String>) {
    match value {
        ValueV1::Urge {
            level,
            acted,
            times,
        } => {
            let level = level.map_or_else(String::new, |level| level.to_string());
            let mark = acted.unwrap_or(false).then(|| {
                let often = times.map_or_else(String::new, |n| format!(" {n}×"));
                format!("{}{often}", words.say("diary-acted-mark"))
            });
            (level, mark)
        }
        ValueV1::Did { did, times } => {
            let often = times.map_or_else(String::new, |n| format!(" {n}×"));
            (format!("{}{often}", yes_no(*did, words)), None)
        }
        ValueV1::Level(level) => (level.to_string(), None),
        ValueV1::Medicine(taken) => (medicine(*taken, words), None),
        ValueV1::Sleep(minutes) => (figure(&entry::hours(*minutes), words), None),
        ValueV1::YesNo(is) => (yes_no(*is, words), None),
        ValueV1::Number(number) => (figure(&entry::typed(*number), words), None),
        ValueV1::Words(said) => (said.clone(), None),
    }
}

fn medicine(taken: MedicineV1, words: Words) -> String {
    words.say(match taken {
        MedicineV1::Yes => "diary-yes",
        MedicineV1::No => "diary-no",
        MedicineV1::None => "diary-medicine-none",
    })
}

/// What was said, in words.
pub(crate) fn said(mark: &MarkV1, words: Words) -> String {
    match (&mark.item.kind, &mark.value) {
        (KindV1::Skills, ValueV1::Level(step)) => words.say(&format!("diary-skills-{step}")),
        (_, ValueV1::Level(level)) => of_five(*level, words),
        (
            _,
            ValueV1::Urge {
                level,
                acted,
                times: often,
            },
        ) => {
            let acted = acted.map(|acted| {
                let key = if acted {
                    "diary-acted"
                } else {
                    "diary-not-acted"
                };
                format!("{}{}", words.say(key), times(*often, words))
            });
            let level = level.map(|level| of_five(level, words));
            let both: Vec<String> = level.into_iter().chain(acted).collect();
            both.join("; ")
        }
        (_, ValueV1::Did { did, times: often }) => {
            format!("{}{}", yes_no(*did, words), times(*often, words))
        }
        (KindV1::Number { unit }, value) => format!("{} {unit}", cell(value, words).0)
            .trim_end()
            .to_owned(),
        (KindV1::Sleep, value) => {
            let hours = cell(value, words).0;
            words.say_with("diary-hours", &[("n", (&hours).into())])
        }
        (_, value) => cell(value, words).0,
    }
}

fn of_five(level: u8, words: Words) -> String {
    words.say_with("diary-of-five", &[("n", i64::from(level).into())])
}

/// What a line is called where it was said, if that is not what it is called now.
pub(super) fn earlier_name(now: &ItemV1, then: &ItemV1, words: Words) -> Option<String> {
    (now.label != then.label).then(|| {
        let name = then.called(words);
        words.say_with("diary-was-called", &[("name", (&name).into())])
    })
}

/// What could not be done to an entry, as trouble.
pub(super) fn entry_trouble(refused: EntryRefused) -> Trouble {
    match refused {
        EntryRefused::Newer => Trouble::Older,
        EntryRefused::Empty => Trouble::NotUnderstood,
        EntryRefused::Day | EntryRefused::None | EntryRefused::NotTheirs => Trouble::Nothing,
        EntryRefused::Read(error) => error.into(),
    }
}

/// What could not be done to a card, as trouble.
pub(super) fn card_trouble(refused: CardRefused) -> Trouble {
    match refused {
        CardRefused::Newer => Trouble::Older,
        CardRefused::Empty | CardRefused::TooMany => Trouble::NotUnderstood,
        CardRefused::None | CardRefused::NotTheirs => Trouble::Nothing,
        CardRefused::Read(error) => error.into(),
    }
}
