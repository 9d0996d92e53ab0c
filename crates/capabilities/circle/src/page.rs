//! The client's screens, all of them behind a word of their own; and the page of the one therapist
//! with whom something is shared.

mod erasing;
mod gate;
mod log;
mod people;
mod person;
mod scripts;
mod sharing;
pub(crate) mod staff;

use crate::stored::LineV1;
use crate::{Behaviour, Count};
use care::{Moment, RecordId, Section, Sections};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pages::{ClientVisit, Filled, Next, Place, Screens, Trouble, Visit, Words};
use sealed::{Act, OwnKey, ReadError};

/// The first screen.
const CIRCLE: &str = "circle";

/// What the screens open: the circle under its own key, what was said about the device, and what is
/// shared.
const OPENS: Sections = Sections::of(&[Section::Circle, Section::Drafts, Section::Work]);

pub(crate) fn screens() -> Screens {
    gate::screens()
        .and(people::screens())
        .and(person::screens())
        .and(log::screens())
        .and(sharing::screens())
        .and(scripts::screens())
        .and(erasing::screens())
}

/// The key, while the circle is open.
fn key(visit: &ClientVisit) -> Option<OwnKey> {
    visit.floor.own_keys.key(visit.who.sign_in, visit.now)
}

/// What the form or the screen is about.
fn about(visit: &ClientVisit) -> Option<RecordId> {
    let posted = visit.form.get("about").and_then(RecordId::parse);
    posted.or(visit.place.about)
}

/// The id a page gave to what is written on it: sent twice it is the same thing.
fn once(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    once.ok_or(Trouble::NotUnderstood)
}

/// The circle closed while someone wrote: the words wait, and the screen asks for the word.
async fn closed(visit: &ClientVisit) -> Result<Next, Trouble> {
    pages::draft::keep_own(visit, &visit.place).await?;
    Ok(Next::Go(visit.place.clone().saying("circle-closed-words")))
}

/// Runs an act on the open circle and finishes it.
async fn run<T, R>(
    visit: &ClientVisit,
    act: Act,
    key: OwnKey,
    mut does: impl FnMut(Act) -> R,
) -> Result<T, Trouble>
where
    R: Future<Output = Result<(Act, T), ReadError>>,
{
    let done = visit
        .floor
        .attempt(act, |act| {
            let doing = does(act.with_own_key(key.clone()));
            async move {
                let (act, done) = doing.await?;
                Ok::<_, ReadError>((act, done, Vec::new()))
            }
        })
        .await?;
    Ok(done?)
}

/// A form as it was half written, or else as it begins; and the id of what is written on it.
async fn begun(
    act: &Act,
    form: &str,
    about: Option<RecordId>,
    begins: &[(&str, String)],
) -> Result<Filled, ReadError> {
    let drafted = pages::draft::load_own(act, form, about).await?;
    let mut fields: Vec<(&str, String)> = drafted
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    if fields.is_empty() {
        fields = begins.to_vec();
    }
    if !fields.iter().any(|(name, _)| *name == "once") {
        fields.push(("once", act.mint().to_string()));
    }
    Ok(Filled::offered(&fields))
}

/// A day as a client reads it.
pub(crate) fn day_said(visit: &Visit, day: &str) -> String {
    let zone = &visit.floor.settings.zone;
    let noon = day.parse::<Date>().ok().and_then(|day| noon(day, zone));
    noon.map_or_else(|| day.to_owned(), |at| visit.words.day(at, visit.now, zone))
}

fn noon(day: Date, zone: &TimeZone) -> Option<Moment> {
    let at = day.at(12, 0, 0, 0).to_zoned(zone.clone()).ok()?;
    Some(Moment::from_millis(at.timestamp().as_millisecond()))
}

/// Which day it is where the service is.
fn today(visit: &Visit) -> Option<Date> {
    let at = jiff::Timestamp::from_millisecond(visit.now.millis()).ok()?;
    Some(at.to_zoned(visit.floor.settings.zone.clone()).date())
}

/// What a line says was seen, each a short sentence.
pub(crate) fn seen_said(line: &LineV1, words: Words) -> Vec<String> {
    let all = Behaviour::ALL.into_iter().zip(line.seen);
    all.filter_map(|(one, seen)| {
        let how = if seen? { "yes" } else { "not" };
        Some(words.say(&format!("circle-{how}-{}", one.name())))
    })
    .collect()
}

/// What a count is about, and what it says: both ways, or that nothing was written.
fn count_said(one: Behaviour, count: Count, words: Words) -> (String, String) {
    let label = words.say(&format!("circle-yes-{}", one.name()));
    let said = if count.all() == 0 {
        words.say("circle-count-none")
    } else {
        let put = [
            ("yes", count.yes.into()),
            ("no", count.no.into()),
            ("all", count.all().into()),
        ];
        words.say_with("circle-count", &put)
    };
    (label, said)
}

/// Where a place is that is about this record.
fn at(screen: &'static str, record: RecordId) -> Place {
    Place::at(screen).about(record)
}
