//! Planning the next session: a page of its own, so that what was typed is never lost.

use super::{NewSession, PlanRefused, SessionV1, plan};
use crate::page::at;
use crate::whole::All;
use askama::Template;
use care::{DAY, Purpose, RecordId, Role, Section, Sections};
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const OPENS: Sections = Sections::of(&[Section::Identity, Section::Sessions, Section::Overview]);
/// Whoever plans a session is the one it is with.
const PLANNERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];
/// How long a session is offered to last where there has been none: the service's own choice.
const USUAL_MINUTES: u16 = 50;

pub(crate) fn routes() -> Routes {
    let new = "/clients/{client}/sessions/new";
    Routes::new()
        .record(Verb::Get, new, OPENS, PLANNERS, show)
        .record(
            Verb::Post,
            "/clients/{client}/sessions",
            OPENS,
            PLANNERS,
            post,
        )
}

#[derive(Template)]
#[template(path = "plan_session.html")]
struct PlanPage {
    words: Words,
    called: String,
    back: String,
    once: String,
    filled: Filled,
}

async fn page(visit: &Visit, act: &Act, once: RecordId, filled: Filled) -> pages::Answer {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let status = filled.status();
    let page = PlanPage {
        words: visit.words,
        called: visit.floor.sign_ins.called(act).await?,
        back: format!("/clients/{client}"),
        once: once.to_string(),
        filled,
    };
    let title = visit.words.say("session-plan-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    let offered = offered(&visit, &act).await?;
    page(&visit, &act, act.mint(), offered).await
}

/// The same weekday, hour, place and length as the last session, where that is still to come and
/// nothing is planned: regularity by default, and every field can be changed.
async fn offered(visit: &Visit, act: &Act) -> Result<Filled, Trouble> {
    let all = All::read(act).await?;
    let mut placed = all
        .sessions
        .iter()
        .filter(|kept| all.takes_place(kept.record));
    let Some(last) = placed.next_back().map(|last| &last.value) else {
        return Ok(Filled::offered(&[("minutes", USUAL_MINUTES.to_string())]));
    };
    let mut fields = vec![
        ("minutes", last.minutes.to_string()),
        ("place", last.place.clone()),
    ];
    let again = (last.starts() + 7 * DAY).millis();
    if all.coming(act.now()).next().is_none() && again > act.now().millis() {
        let at = jiff::Timestamp::from_millisecond(last.starts_at).unwrap_or_default();
        let last = at.to_zoned(visit.floor.settings.zone.clone()).datetime();
        if let Ok(again) = last.checked_add(jiff::Span::new().days(7)) {
            fields.push(("day", again.date().to_string()));
            fields.push(("time", again.time().strftime("%H:%M").to_string()));
        }
    }
    Ok(Filled::offered(&fields))
}

/// What is planned, or the form with what needs another look told at its fields.
fn planned(visit: &Visit) -> Result<NewSession, Filled> {
    let words = visit.words;
    let mut filled = Filled::posted(visit);
    let starts = at(visit, "day", "time");
    if starts.is_none() {
        filled.tell("day", words.say("session-wrong-when"));
    }
    let minutes = visit.form.words("minutes").and_then(|m| m.parse().ok());
    if minutes.is_none() {
        filled.tell("minutes", words.say("session-wrong-length"));
    }
    let place = filled.line(visit, "place");
    let plan = filled.optional_line(visit, "plan");
    match (starts, minutes, place, plan) {
        (Some(starts), Some(minutes), Ok(place), Ok(plan)) => Ok(NewSession {
            starts,
            minutes,
            place,
            plan,
        }),
        _ => Err(filled),
    }
}

async fn post(visit: Visit, act: Act) -> pages::Answer {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let new = match planned(&visit) {
        Ok(new) => new,
        Err(filled) => return page(&visit, &act, once, filled).await,
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let new = &new;
            async move {
                // The same form a second time: it is planned already.
                if act.find::<SessionV1>(once).await?.is_some() {
                    return Ok((act, (), Vec::new()));
                }
                let happened = plan(&mut act, once, new).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    let (field, key) = match outcome {
        Ok(()) => return Ok(see_other(&format!("/clients/{client}?kept=session"))),
        Err(PlanRefused::Read(error)) => return Err(error.into()),
        Err(PlanRefused::InThePast) => ("day", "session-wrong-past"),
        Err(PlanRefused::Overlaps) => ("day", "session-wrong-overlaps"),
        Err(PlanRefused::Elsewhere) => ("day", "session-wrong-elsewhere"),
        Err(PlanRefused::Length) => ("minutes", "session-wrong-length"),
    };
    let mut filled = Filled::posted(&visit);
    filled.tell(field, visit.words.say(key));
    let act = Act::open(&visit.floor.vault, access).await?;
    page(&visit, &act, once, filled).await
}
