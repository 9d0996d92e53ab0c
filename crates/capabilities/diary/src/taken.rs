//! What a client takes along of the diary: the card, and every day they wrote, in words and as FHIR
//! observations.

use crate::card::card;
use crate::entry::{EntryV1, entries};
use crate::often::number;
use crate::page::said;
use care::{Moment, Section};
use pages::taken::{instant, subject, urn};
use pages::{Taken, Visit, Words};
use sealed::{Act, Kept, ReadError};
use serde_json::{Value, json};

/// The card in force, then every day, newest first, with what was kept for oneself: it is theirs. The
/// act opens the work.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let words = visit.words;
    let mut all = Vec::new();
    if let Some(kept) = card(act).await?.versions.last() {
        let parts = kept.value.items.iter().map(|item| {
            let kind = words.say(&format!("diary-kind-{}", item.kind.name()));
            (item.called(words), kind)
        });
        all.push(Taken {
            record: Some(kept.record),
            section: Some(Section::Work),
            at: Moment::from_millis(kept.value.at),
            heading: words.say("diary-card-title"),
            parts: parts.collect(),
            ..Taken::default()
        });
    }
    let listing = entries(act).await?;
    all.extend(listing.kept.iter().map(|kept| of(act, kept, words, visit)));
    all.extend(listing.damaged.iter().map(|record| Taken {
        record: Some(*record),
        section: Some(Section::Work),
        heading: words.say("diary-taken-damaged"),
        ..Taken::default()
    }));
    Ok(all)
}

fn of(act: &Act, kept: &Kept<EntryV1>, words: Words, visit: &Visit) -> Taken {
    let entry = &kept.value;
    let mut parts: Vec<(String, String)> = entry
        .marks
        .iter()
        .map(|mark| (mark.item.called(words), said(mark, words)))
        .collect();
    let readers = if entry.is_sent() {
        "diary-taken-sent"
    } else {
        "diary-taken-kept"
    };
    parts.push((words.say("diary-taken-readers"), words.say(readers)));
    if entry.is_later() {
        let when = visit.day_and_time(entry.written());
        parts.push((words.say("diary-taken-written"), when));
    }
    Taken {
        record: Some(kept.record),
        section: Some(Section::Work),
        at: entry.written(),
        heading: words.say_with("diary-taken-day", &[("day", (&entry.day).into())]),
        parts,
        resources: vec![observation(act, kept, words)],
    }
}

/// The day as one FHIR observation with a component for each line.
fn observation(act: &Act, kept: &Kept<EntryV1>, words: Words) -> Value {
    let components: Vec<Value> = kept
        .value
        .marks
        .iter()
        .map(|mark| {
            let code = json!({ "text": mark.item.called(words) });
            match number(&mark.value) {
                Some(value) => json!({
                    "code": code,
                    "valueQuantity": { "value": value },
                    "interpretation": [{ "text": said(mark, words) }],
                }),
                None => json!({ "code": code, "valueString": said(mark, words) }),
            }
        })
        .collect();
    let id = urn(kept.record.bytes());
    json!({
        "resourceType": "Observation",
        "id": id.trim_start_matches("urn:uuid:"),
        "status": "final",
        "code": { "text": words.say("diary-title") },
        "subject": subject(act.whose()),
        "effectiveDateTime": kept.value.day,
        "issued": instant(kept.value.written()),
        "component": components,
    })
}
