//! What a client takes along of their notes: every wording with who wrote it and why it was set
//! right, what they said beside it, and the notes they wrote with a peer supporter.

use super::shown::{damaged, held, label, name};
use crate::progress::act::{ProgressRefused, progress, versions};
use crate::progress::beside::{Besides, besides};
use crate::progress::stored::{Part, ProgressV1};
use crate::together::{Together, together};
use care::{Moment, RecordId, Section};
use pages::taken::{instant, subject};
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};
use serde_json::{Value, json};

/// Every note, oldest first. The act opens the notes and the sessions. One that the client waits
/// for is named with the reason and the day on which it opens, and says nothing else.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let (notes, said) = (progress(act).await?, besides(act).await?);
    let mut all = Vec::new();
    for kept in notes.open.iter().rev() {
        all.push(one(visit, act, &said, kept).await?);
    }
    if let Some(words) = damaged(visit.words, notes.damaged + said.damaged) {
        all.push(Taken {
            section: Some(Section::Notes),
            at: visit.now,
            heading: visit.words.say("progress-taken"),
            parts: vec![(String::new(), words)],
            ..Taken::default()
        });
    }
    for two in together(act).await?.iter().rev() {
        all.extend(of_two(visit, two).await?);
    }
    Ok(all)
}

async fn one(
    visit: &Visit,
    act: &Act,
    said: &Besides,
    kept: &Kept<ProgressV1>,
) -> Result<Taken, ReadError> {
    let (words, note) = (visit.words, &kept.value);
    let mut parts = Vec::new();
    let waits = note.held_at(visit.now);
    if let Some(waits) = waits {
        parts.push((words.say("progress-held"), held(visit, waits, true)));
    } else {
        let history = match versions(act, kept.record).await {
            Ok(history) => history,
            Err(ProgressRefused::Read(error)) => return Err(error),
            Err(_) => Vec::new(),
        };
        for version in &history {
            parts.extend(wording(visit, &version.value).await?);
        }
    }
    beside(visit, said, kept.record, &mut parts).await?;
    let resources = if waits.is_some() {
        Vec::new()
    } else {
        vec![resource(act, kept, &parts)]
    };
    Ok(Taken {
        record: Some(kept.record),
        section: Some(Section::Notes),
        at: note.about(),
        heading: words.say("progress-taken"),
        parts,
        resources,
    })
}

async fn wording(visit: &Visit, note: &ProgressV1) -> Result<Vec<(String, String)>, ReadError> {
    let words = visit.words;
    let who = name(visit, note.by).await?;
    let when = visit.day_and_time(note.written());
    let put = [("name", (&who).into()), ("when", (&when).into())];
    let mut parts = vec![match &note.why {
        None => (words.say_with("progress-written-by", &put), String::new()),
        Some(why) => (words.say_with("progress-set-right-by", &put), why.clone()),
    }];
    for part in Part::ALL {
        let says = note.parts.get(part);
        if !says.is_empty() {
            parts.push((label(part, words), says.to_owned()));
        }
    }
    Ok(parts)
}

async fn beside(
    visit: &Visit,
    said: &Besides,
    note: RecordId,
    parts: &mut Vec<(String, String)>,
) -> Result<(), ReadError> {
    let words = visit.words;
    for kept in said.of(note) {
        let value = &kept.value;
        let when = visit.day_and_time(Moment::from_millis(value.at));
        let key = if value.taken_back.is_some() {
            "progress-taken-beside-back"
        } else {
            "progress-taken-beside"
        };
        let label = words.say_with(key, &[("when", (&when).into())]);
        parts.push((label, value.words.clone()));
        if let Some(answered) = &value.answered {
            parts.push((name(visit, answered.by).await?, answered.words.clone()));
        }
    }
    Ok(())
}

/// The note for other systems: a FHIR R4 `Observation` with its words as they are read. LOINC 11506-3
/// is a progress note.
fn resource(act: &Act, kept: &Kept<ProgressV1>, parts: &[(String, String)]) -> Value {
    let text: Vec<String> = parts
        .iter()
        .map(|(label, words)| format!("{label}\n{words}"))
        .collect();
    json!({
        "resourceType": "Observation",
        "id": kept.record.to_string(),
        "status": if kept.value.why.is_some() { "amended" } else { "final" },
        "code": { "coding": [{ "system": "http://loinc.org", "code": "11506-3" }] },
        "subject": subject(act.whose()),
        "effectiveDateTime": instant(kept.value.about()),
        "issued": instant(kept.value.written()),
        "valueString": text.join("\n\n"),
    })
}

/// A note of two: what both agreed to, in every wording, and what waits for one of them.
async fn of_two(visit: &Visit, two: &Together) -> Result<Option<Taken>, ReadError> {
    let words = visit.words;
    let wordings = two.before.iter().chain(&two.note).chain(&two.proposed);
    let mut parts = Vec::new();
    let mut at = None;
    for kept in wordings {
        let value = &kept.value;
        let who = if value.by_client {
            words.say("taken-you")
        } else {
            name(visit, value.peer).await?
        };
        let key = if value.agreed.is_some() {
            "together-taken-agreed"
        } else {
            "together-taken-waits"
        };
        let when = visit.day_and_time(value.written());
        let put = [("name", (&who).into()), ("when", (&when).into())];
        parts.push((words.say_with(key, &put), value.words.clone()));
        at = Some(value.written());
    }
    Ok(at.map(|at| Taken {
        record: None,
        section: Some(Section::Sessions),
        at,
        heading: words.say("together-taken"),
        parts,
        resources: Vec::new(),
    }))
}
