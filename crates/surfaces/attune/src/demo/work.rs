//! What clients and therapists do with the tools in the demo's year, each at its time. As with the
//! rest of the year, it is done by the same acts that people's pages call.

mod body;
mod courage;
mod diary;
mod emdr;
mod own;
mod plan;
mod sheets;
mod thoughts;
mod triggers;
mod trust;

use super::scenes::When;
use super::year::{Life, open_for, wrong};
use crate::say::Failed;
use care::{Moment, RecordId, Section, Sections};
use forms::{Questionnaire, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pages::form_view::{Taken, take};
use sealed::Act;

#[cfg(test)]
pub(super) use diary::acted_without_urge;
pub(super) use own::CIRCLE_WORD;

/// Something done with a tool.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    Plan(plan::Deed),
    Sheet(sheets::Deed),
    Thought(thoughts::Deed),
    Diary(diary::Deed),
    Emdr(emdr::Deed),
    Body(body::Deed),
    Courage(courage::Deed),
    Trigger(triggers::Deed),
    Own(own::Deed),
    Trust(trust::Deed),
}

/// One thing that was done: in whose record, when, what.
pub(super) struct Told {
    /// Whose record: the name they come in with.
    pub(super) who: &'static str,
    pub(super) when: When,
    pub(super) deed: Deed,
}

impl Told {
    const fn of(who: &'static str, when: When, deed: Deed) -> Self {
        Self { who, when, deed }
    }
}

/// Everything that is done with tools, tool by tool.
pub(super) fn all() -> Vec<Told> {
    let tools = [
        plan::told(),
        sheets::told(),
        thoughts::told(),
        diary::told(),
        emdr::told(),
        body::told(),
        courage::told(),
        triggers::told(),
        own::told(),
        trust::told(),
    ];
    tools.into_iter().flatten().collect()
}

/// Does it, in the record of the client at this place.
pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    match deed {
        Deed::Plan(deed) => plan::happens(life, place, deed).await,
        Deed::Sheet(deed) => sheets::happens(life, place, deed).await,
        Deed::Thought(deed) => thoughts::happens(life, place, deed).await,
        Deed::Diary(deed) => diary::happens(life, place, deed).await,
        Deed::Emdr(deed) => emdr::happens(life, place, deed).await,
        Deed::Body(deed) => body::happens(life, place, deed).await,
        Deed::Courage(deed) => courage::happens(life, place, deed).await,
        Deed::Trigger(deed) => triggers::happens(life, place, deed).await,
        Deed::Own(deed) => own::happens(life, place, deed).await,
        Deed::Trust(deed) => trust::happens(life, place, deed).await,
    }
}

const DESK: Sections = Sections::of(&[Section::Identity, Section::Overview, Section::Work]);
const PHONE: Sections = Sections::of(&[
    Section::Work,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);

/// An act on the work, by the client or by their therapist.
async fn open(life: &Life<'_>, place: usize, by_client: bool) -> Result<Act, Failed> {
    let sections = if by_client { PHONE } else { DESK };
    open_for(life.vault, life.people[place], by_client, sections).await
}

/// The id of a thing of this client that is spoken of more than once in the year.
fn named(act: &Act, what: &str) -> RecordId {
    act.id_for(&format!("the demo's {what}"), RecordId::from_bytes([0; 16]))
}

/// The day it is at a moment, where the service is.
fn day_at(at: Moment, zone: &TimeZone) -> Result<Date, Failed> {
    let at = jiff::Timestamp::from_millisecond(at.millis()).map_err(wrong)?;
    Ok(at.to_zoned(zone.clone()).date())
}

/// What was answered to a form.
fn answered(form: &Questionnaire, fields: &[(&str, &str)]) -> Result<Response, Failed> {
    let owned = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    match take(form, &owned.collect::<Vec<_>>()) {
        Taken::Answered(response) => Ok(response),
        Taken::Again(_) => Err(wrong(format!(
            "{} was not answered as it asks",
            form.canonical()
        ))),
    }
}
