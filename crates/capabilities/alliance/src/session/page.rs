//! Planning the next session from the relationship's page.

use super::{NewSession, PlanRefused, plan};
use crate::words::Line;
use care::{Moment, Purpose, RecordId, Role, Section, Sections};
use pages::shell::see_other;
use pages::{Routes, Trouble, Verb, Visit};
use sealed::Act;

const OPENS: Sections = Sections::of(&[Section::Sessions, Section::Overview]);

pub(crate) fn routes() -> Routes {
    let path = "/clients/{client}/sessions";
    Routes::new().record(
        Verb::Post,
        path,
        OPENS,
        &[(Role::Therapist, Purpose::Treatment)],
        post,
    )
}

/// Reads a date and a time as the service's clock shows them.
fn starts(visit: &Visit) -> Option<Moment> {
    let day: jiff::civil::Date = visit.form.get("day")?.parse().ok()?;
    let time: jiff::civil::Time = visit.form.get("time")?.parse().ok()?;
    let zoned = day
        .to_datetime(time)
        .to_zoned(visit.floor.settings.zone.clone())
        .ok()?;
    Some(Moment::from_millis(zoned.timestamp().as_millisecond()))
}

async fn post(visit: Visit, act: Act) -> pages::Answer {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let once = visit
        .form
        .get("once")
        .and_then(RecordId::parse)
        .ok_or(Trouble::NotUnderstood)?;
    let back = |wrong: &str| see_other(&format!("/clients/{client}?wrong={wrong}"));
    if act.find::<super::SessionV1>(once).await?.is_some() {
        return Ok(see_other(&format!("/clients/{client}")));
    }
    let (Some(starts), Some(Ok(minutes))) =
        (starts(&visit), visit.form.get("minutes").map(str::parse))
    else {
        return Ok(back("when"));
    };
    let (Ok(place), Ok(planned)) = (
        Line::parse(visit.form.get("place").unwrap_or_default()),
        Line::parse_optional(visit.form.get("plan")),
    ) else {
        return Ok(back("place"));
    };
    let new = NewSession {
        starts,
        minutes,
        place,
        plan: planned,
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let new = &new;
            async move {
                let happened = plan(&mut act, once, new).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    Ok(match outcome {
        Ok(()) => see_other(&format!("/clients/{client}?kept=session")),
        Err(PlanRefused::InThePast) => back("past"),
        Err(PlanRefused::Length) => back("when"),
        Err(PlanRefused::Overlaps) => back("overlaps"),
        Err(PlanRefused::Read(error)) => return Err(error.into()),
    })
}
