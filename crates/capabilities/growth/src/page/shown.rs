//! What the pages share: days, kinds, who reads, and forms that come again with every word.

use crate::refused::Refused;
use crate::stored::{NoteKindV1, NoteV1};
use care::{Moment, RecordId, Section, Sections};
use jiff::civil::Date;
use pages::{ClientVisit, Filled, Reader, Told, Trouble, Visit, Words, draft};
use sealed::{Act, ReadError};

/// Consent: who reads it. Drafts: what is being written.
pub(super) const OPENS: Sections =
    Sections::of(&[Section::Work, Section::Consent, Section::Drafts]);

/// The name of a kind in forms and in the catalogue.
pub(crate) const fn kind_code(kind: NoteKindV1) -> &'static str {
    match kind {
        NoteKindV1::First => "first",
        NoteKindV1::Step => "step",
        NoteKindV1::Strength => "strength",
    }
}

/// The kind of this name.
pub(super) fn kind_of(code: &str) -> Option<NoteKindV1> {
    [NoteKindV1::First, NoteKindV1::Step, NoteKindV1::Strength]
        .into_iter()
        .find(|kind| kind_code(*kind) == code)
}

/// When a line is about: the day that was said, or else when it was written.
pub(super) fn when(visit: &Visit, note: &NoteV1) -> Moment {
    let zone = visit.floor.settings.zone.clone();
    let day = note.day.parse::<Date>().ok();
    let begins = day.and_then(|day| day.to_zoned(zone).ok());
    begins.map_or_else(
        || note.written(),
        |zoned| Moment::from_millis(zoned.timestamp().as_millisecond()),
    )
}

/// A day, in a few letters.
pub(crate) fn day(visit: &Visit, at: Moment) -> String {
    visit
        .words
        .short_day(at, visit.now, &visit.floor.settings.zone)
}

/// Who can read something, in a few words.
pub(super) fn readers_said(reader: &Reader, words: Words, is_sent: bool) -> String {
    if is_sent {
        reader.say("work-seen-by")
    } else {
        words.say("work-only-you")
    }
}

/// The id that the page offered.
pub(super) fn once(visit: &Visit) -> Result<RecordId, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    once.ok_or(Trouble::NotUnderstood)
}

/// Which record it is about: as posted, or as the screen is.
pub(super) fn about(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let posted = visit.form.get("about").and_then(RecordId::parse);
    posted.or(visit.place.about).ok_or(Trouble::NotUnderstood)
}

/// The half-written words of a screen, if there are any.
pub(super) async fn drafted(
    act: &Act,
    screen: &str,
    about: Option<RecordId>,
) -> Result<Option<Filled>, ReadError> {
    let fields = draft::load(act, screen, about).await?;
    let named: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    Ok((!named.is_empty()).then(|| Filled::offered(&named)))
}

/// The form again as it was posted, with what is said above it; or the trouble.
pub(super) fn refused(visit: &Visit, refused: Refused) -> Result<Filled, Trouble> {
    let Some(key) = refused.notice() else {
        return Err(refused.into());
    };
    let mut filled = Filled::posted(visit);
    filled.notice = Some(visit.words.say(key));
    Ok(filled)
}

/// A day that may be left open: one that has been, or what is said at it.
pub(super) fn past_day(
    filled: &mut Filled,
    visit: &Visit,
    name: &'static str,
) -> Result<Option<String>, Told> {
    let Some(typed) = visit.form.words(name) else {
        return Ok(None);
    };
    let zone = visit.floor.settings.zone.clone();
    let now = jiff::Timestamp::from_millisecond(visit.now.millis());
    let today = now.map(|now| now.to_zoned(zone).date());
    let key = match (typed.parse::<Date>(), today) {
        (Ok(day), Ok(today)) if day > today => "growth-day-to-come",
        (Ok(day), _) if day.year() >= 1900 => return Ok(Some(day.to_string())),
        _ => "wrong-not-a-date",
    };
    filled.tell(name, visit.words.say(key));
    Err(Told)
}
