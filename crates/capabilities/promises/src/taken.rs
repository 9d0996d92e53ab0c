//! What a client takes along of the promises made to them: what, by whom, by when, what became of
//! it and what was said; in words and in FHIR.

use crate::rules::{Became, stands};
use crate::stored::PromiseV1;
use crate::words::{Said, name};
use care::{Moment, PersonId, Section};
use pages::taken::{instant, subject};
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};
use serde_json::json;

/// Every promise that was made to the client. The act opens the relationship.
///
/// # Errors
/// If they cannot be read.
pub async fn taken(visit: &Visit, act: &mut Act) -> Result<Vec<Taken>, ReadError> {
    let mut all = Vec::new();
    for kept in act.latest::<PromiseV1>().await?.kept {
        all.push(one(visit, act, &kept).await?);
    }
    Ok(all)
}

async fn one(visit: &Visit, act: &Act, kept: &Kept<PromiseV1>) -> Result<Taken, ReadError> {
    let (words, promise) = (visit.words, &kept.value);
    let said = Said::of(visit);
    let by = name(visit, promise.by()).await?;
    let mut parts = vec![(words.say("promise-taken-what"), said.promised(promise, &by))];
    if !promise.words.is_empty() {
        parts.push((words.say("promise-taken-words"), promise.words.clone()));
    }
    parts.push((words.say("promise-taken-became"), said.became(promise)));
    let mut notes = Vec::new();
    for step in &promise.steps {
        let who = step_name(visit, act, step.by).await?;
        let (what, line) = said.step(promise, step, &who);
        let line = format!("{what} {line}").trim_end().to_owned();
        notes.push(json!({ "time": instant(Moment::from_millis(step.at)), "text": line }));
        parts.push((said.when(Moment::from_millis(step.at)), line));
    }
    let stands = stands(promise);
    let status = match stands.became {
        Became::Open => "in-progress",
        Became::Kept | Became::KeptLate => "completed",
        Became::Broken if stands.done.is_some() => "completed",
        Became::Broken => "failed",
        Became::Released | Became::CalledOff => "cancelled",
    };
    let found = json!({
        "resourceType": "Task",
        "id": kept.record.to_string(),
        "status": status,
        "intent": "order",
        "description": said.promised(promise, &by),
        "for": subject(act.whose()),
        "authoredOn": instant(promise.made()),
        "restriction": { "period": { "end": instant(stands.due) } },
        "note": notes,
    });
    Ok(Taken {
        record: Some(kept.record),
        section: Some(Section::Relationship),
        at: promise.made(),
        heading: words.say("promise-taken"),
        parts,
        resources: vec![found],
    })
}

async fn step_name(visit: &Visit, act: &Act, person: [u8; 16]) -> Result<String, ReadError> {
    let person = PersonId::from_bytes(person);
    if person == act.whose().person() {
        return Ok(visit.words.say("taken-you"));
    }
    name(visit, person).await
}
