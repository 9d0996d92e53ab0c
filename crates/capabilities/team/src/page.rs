//! The pages: absences for a lead and for whoever will be away, teams, and the care team of one
//! client for staff and for the client.

pub(crate) mod client;
pub(crate) mod form;
pub(crate) mod lead;
pub(crate) mod own;
pub(crate) mod staff;
pub(crate) mod teams;

use crate::absence::AbsenceRefused;
use crate::folk::{Colleague, one};
use crate::teams::TeamRefused;
use axum::http::StatusCode;
use axum::response::Response;
use care::{Moment, PersonId, Role, Sections};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};
use pages::{Trouble, Visit, Words};
use std::collections::BTreeMap;

/// Who confirms absences and makes teams.
const LEAD: &[Role] = &[Role::ServiceLead];

/// One of several, in a list to choose from.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
}

/// How people are called: those who work here, and those who did.
pub(crate) async fn names(
    visit: &Visit,
    here: &[Colleague],
    people: Vec<PersonId>,
) -> Result<BTreeMap<PersonId, String>, Trouble> {
    let mut names = BTreeMap::new();
    for person in people {
        if names.contains_key(&person) {
            continue;
        }
        let name = match one(here, person) {
            Some(colleague) => Some(colleague.name.clone()),
            None => visit.floor.sign_ins.name_of(person).await?,
        };
        let name = name.unwrap_or_else(|| visit.words.say("someone-on-the-team"));
        names.insert(person, name);
    }
    Ok(names)
}

/// How one of them is called.
pub(crate) fn called(names: &BTreeMap<PersonId, String>, person: PersonId) -> &str {
    names.get(&person).map_or("", String::as_str)
}

/// From when until when, as days: the last one is the last day away.
pub(crate) fn days(visit: &Visit, from: Moment, until: Moment) -> (String, String) {
    let day = |at| visit.words.day(at, visit.now, &visit.floor.settings.zone);
    (day(from), day(until - 1))
}

/// Several words as one list.
pub(crate) fn listed(words: Words, all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => {
            let first = most.join(", ");
            let put = [("first", (&first).into()), ("last", last.into())];
            words.say_with("team-list", &put)
        }
    }
}

/// The parts of a record, as a client would name them.
pub(crate) fn parts(words: Words, sections: Sections) -> String {
    let said: Vec<String> = sections
        .iter()
        .map(|section| words.say(&format!("seen-section-{}", section.code())))
        .collect();
    listed(words, &said)
}

/// The moment a day begins in the service's time zone.
pub(crate) fn begins(day: Date, zone: &TimeZone) -> Option<Moment> {
    let zoned = day.to_zoned(zone.clone()).ok()?;
    Some(Moment::from_millis(zoned.timestamp().as_millisecond()))
}

/// The day of the service at a moment.
pub(crate) fn day_of(at: Moment, zone: &TimeZone) -> Option<Date> {
    let stamp = Timestamp::from_millisecond(at.millis()).ok()?;
    Some(stamp.to_zoned(zone.clone()).date())
}

/// The same page, because something in it has to be put right.
pub(crate) fn to_put_right(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

impl From<AbsenceRefused> for Trouble {
    fn from(error: AbsenceRefused) -> Self {
        match error {
            AbsenceRefused::Wrong(_) => Self::NotUnderstood,
            AbsenceRefused::NotAllowed | AbsenceRefused::Nothing => Self::Nothing,
            AbsenceRefused::Older => Self::Older,
            AbsenceRefused::Read(error) => error.into(),
            AbsenceRefused::Commit(error) => error.into(),
        }
    }
}

impl From<TeamRefused> for Trouble {
    fn from(error: TeamRefused) -> Self {
        match error {
            TeamRefused::Members | TeamRefused::Name => Self::NotUnderstood,
            TeamRefused::NotAllowed => Self::Nothing,
            TeamRefused::Older => Self::Older,
            TeamRefused::Read(error) => error.into(),
            TeamRefused::Commit(error) => error.into(),
        }
    }
}
