//! Judgements, boundaries and strengths as pages show them.

use crate::own::counts;
use crate::stored::{BoundaryV1, FromV1, JudgementV1, StrengthV1};
use care::{Moment, RecordId};
use jiff::civil::Date;
use pages::{Told, Visit, Words};
use sealed::{Kept, ReadersV1};

/// A judgement on a page.
pub(super) struct Judgement {
    pub(super) id: RecordId,
    pub(super) when: String,
    pub(super) sensed: String,
    pub(super) expects: String,
    pub(super) sure: String,
    /// What came of it, in a few words; `None`: still open.
    pub(super) came: Option<String>,
    pub(super) happened: String,
    pub(super) tells: String,
    pub(super) sent: bool,
}

/// A time that a boundary was tried.
pub(super) struct Tried {
    pub(super) when: String,
    pub(super) held: String,
    pub(super) followed: String,
    pub(super) next: String,
}

/// A boundary on a page.
pub(super) struct Boundary {
    pub(super) id: RecordId,
    pub(super) words: String,
    pub(super) whom: String,
    pub(super) set: String,
    /// How often it held, in a sentence; empty: not tried yet.
    pub(super) held: String,
    /// Newest first.
    pub(super) tried: Vec<Tried>,
    /// What it said before, newest first, with the day since when.
    pub(super) before: Vec<(String, String)>,
    pub(super) away: bool,
    pub(super) sent: bool,
}

/// A strength on a page.
pub(super) struct Strength {
    pub(super) id: RecordId,
    pub(super) words: String,
    pub(super) from: String,
    pub(super) sent: bool,
}

/// A day, in a few letters.
pub(super) fn day(visit: &Visit, at: Moment) -> String {
    let zone = &visit.floor.settings.zone;
    visit.words.short_day(at, visit.now, zone)
}

/// How sure somebody was, in words: by steps of ten, and certain.
pub(super) fn sure(sure: u8, words: Words) -> String {
    let step = (sure / 10 * 10).clamp(50, 100);
    words.say(&format!("self-trust-sure-{step}"))
}

pub(super) fn judgement(visit: &Visit, kept: &Kept<JudgementV1>) -> Judgement {
    let (words, value) = (visit.words, &kept.value);
    let outcome = value.outcome.as_ref();
    Judgement {
        id: kept.record,
        when: day(visit, value.written()),
        sensed: value.sensed.clone(),
        expects: value.expects.clone(),
        sure: sure(value.sure, words),
        came: outcome.map(|one| words.say(&format!("self-trust-came-{}", one.came.code()))),
        happened: outcome.map_or_else(String::new, |one| one.happened.clone()),
        tells: outcome.map_or_else(String::new, |one| one.tells.clone()),
        sent: value.readers == ReadersV1::Section,
    }
}

pub(super) fn boundary(visit: &Visit, kept: &Kept<BoundaryV1>) -> Boundary {
    let (words, value) = (visit.words, &kept.value);
    let tried = value.tried.iter().rev().map(|one| Tried {
        when: day(visit, Moment::from_millis(one.on)),
        held: words.say(&format!("self-trust-held-{}", one.held.code())),
        followed: one.followed.clone(),
        next: one.next.clone(),
    });
    let before = value.wordings.iter().rev().skip(1);
    let before = before.map(|one| (day(visit, Moment::from_millis(one.at)), one.words.clone()));
    let [held, partly, not] = counts(value);
    let put = [
        ("held", held.into()),
        ("partly", partly.into()),
        ("not", not.into()),
    ];
    Boundary {
        id: kept.record,
        words: value.words().to_owned(),
        whom: words.say(&format!("self-trust-whom-{}", value.whom.code())),
        set: value.set().map_or_else(String::new, |at| day(visit, at)),
        held: if value.tried.is_empty() {
            String::new()
        } else {
            words.say_with("self-trust-held-counts", &put)
        },
        tried: tried.collect(),
        before: before.collect(),
        away: value.away,
        sent: value.readers == ReadersV1::Section,
    }
}

pub(super) fn strength(kept: &Kept<StrengthV1>, words: Words) -> Strength {
    let from = match kept.value.from {
        FromV1::Me => String::new(),
        FromV1::Other => words.say("self-trust-from-other-said"),
    };
    Strength {
        id: kept.record,
        words: kept.value.words.clone(),
        from,
        sent: kept.value.readers == ReadersV1::Section,
    }
}

/// Which day it is where the service is.
pub(super) fn today(visit: &Visit) -> Option<Date> {
    let now = jiff::Timestamp::from_millisecond(visit.now.millis()).ok()?;
    Some(now.to_zoned(visit.floor.settings.zone.clone()).date())
}

/// Noon of a day.
pub(super) fn noon(visit: &Visit, day: Date) -> Option<Moment> {
    let zone = visit.floor.settings.zone.clone();
    let at = day.at(12, 0, 0, 0).to_zoned(zone).ok()?;
    Some(Moment::from_millis(at.timestamp().as_millisecond()))
}

/// A day as it was typed, which may be left open, or what is said at it. `fits`: whether it is a day
/// that can be meant, held against today; `key`: what is said if it is not.
pub(super) fn typed_day(
    filled: &mut pages::Filled,
    visit: &Visit,
    name: &'static str,
    key: &str,
    fits: fn(Date, Date) -> bool,
) -> Result<Option<Date>, Told> {
    let Some(typed) = visit.form.words(name) else {
        return Ok(None);
    };
    let said = match (typed.parse::<Date>(), today(visit)) {
        (Ok(day), Some(today)) if (1900..=2200).contains(&day.year()) => {
            if fits(day, today) {
                return Ok(Some(day));
            }
            key
        }
        _ => "wrong-not-a-date",
    };
    filled.tell(name, visit.words.say(said));
    Err(Told)
}
