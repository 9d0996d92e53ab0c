//! What a client takes along of their sessions, in words and in FHIR.

use crate::meeting::{SessionV1, in_order};
use care::{PersonId, Section};
use pages::taken::{instant, subject};
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};
use serde_json::json;

/// Every session. The act opens [`Section::Sessions`].
///
/// # Errors
/// If they cannot be read.
pub async fn taken(visit: &Visit, act: &mut Act) -> Result<Vec<Taken>, ReadError> {
    let mut all = Vec::new();
    for kept in in_order(act.latest::<SessionV1>().await?) {
        all.push(a_session(visit, act, &kept).await?);
    }
    Ok(all)
}

async fn name(visit: &Visit, act: &Act, person: PersonId) -> Result<String, ReadError> {
    if person == act.whose().person() {
        return Ok(visit.words.say("taken-you"));
    }
    let found = visit.floor.sign_ins.name_of(person).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

async fn a_session(visit: &Visit, act: &Act, kept: &Kept<SessionV1>) -> Result<Taken, ReadError> {
    let (words, session) = (visit.words, &kept.value);
    let with = name(visit, act, session.practitioner()).await?;
    let minutes = session.minutes.to_string();
    let mut parts = vec![
        (words.say("taken-with"), with),
        (words.say("taken-minutes"), minutes),
        (words.say("taken-place"), session.place.clone()),
    ];
    if !session.plan.is_empty() {
        parts.push((words.say("taken-plan"), session.plan.clone()));
    }
    let found = json!({
        "resourceType": "Appointment",
        "id": kept.record.to_string(),
        "status": if session.ends() <= act.now() { "fulfilled" } else { "booked" },
        "description": session.plan,
        "start": instant(session.starts()),
        "end": instant(session.ends()),
        "participant": [{ "actor": subject(act.whose()), "status": "accepted" }],
    });
    Ok(Taken {
        record: Some(kept.record),
        section: Some(Section::Sessions),
        at: session.starts(),
        heading: words.say("taken-session"),
        parts,
        resources: vec![found],
    })
}
