//! What is taken along of the messages: the words in their order, also those that were taken back,
//! and everything that was sent with them.

use crate::file::bytes;
use crate::message::{CameWithV1, FileV1, MessageV1};
use crate::page::{kind_of, size_said};
use crate::thread::thread;
use care::{Moment, RecordId, Section};
use data_encoding::BASE64;
use pages::taken::{instant, subject, urn};
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};
use serde_json::{Value, json};

/// Everything of the messages. The act opens them.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let mut all = Vec::new();
    for kept in thread(act).await?.messages {
        all.push(one(visit, act, &kept).await?);
    }
    Ok(all)
}

async fn one(visit: &Visit, act: &Act, kept: &Kept<MessageV1>) -> Result<Taken, ReadError> {
    let (words, message) = (visit.words, &kept.value);
    let who = if message.by_client {
        words.say("taken-you")
    } else {
        let name = visit.floor.sign_ins.name_of(message.author()).await?;
        name.unwrap_or_else(|| words.say("someone-on-the-team"))
    };
    let mut parts = vec![(who, message.words.clone())];
    for file in &message.files {
        parts.push((words.say("messages-taken-file"), size_said(file, words)));
    }
    let times = [
        ("messages-taken-reply-by", message.reply_by),
        ("messages-taken-released", message.released),
        ("messages-taken-back", message.taken_back),
    ];
    for (key, at) in times {
        if let Some(at) = at {
            let when = visit.day_and_time(Moment::from_millis(at));
            parts.push((words.say(key), when));
        }
    }
    Ok(Taken {
        record: Some(kept.record),
        section: Some(Section::Messages),
        at: message.sent(),
        heading: words.say("messages-taken"),
        parts,
        resources: vec![communication(act, kept).await?],
    })
}

/// The message as a FHIR R4 `Communication`, with what was sent along in it.
async fn communication(act: &Act, kept: &Kept<MessageV1>) -> Result<Value, ReadError> {
    let message = &kept.value;
    let mut payload = Vec::new();
    if !message.words.is_empty() {
        payload.push(json!({ "contentString": message.words }));
    }
    for file in &message.files {
        if let Some(bytes) = content(act, message, file).await? {
            payload.push(json!({ "contentAttachment": {
                "contentType": kind_of(file.kind),
                "size": file.size,
                "data": BASE64.encode(&bytes),
            }}));
        }
    }
    let mut found = json!({
        "resourceType": "Communication",
        "id": kept.record.to_string(),
        "status": if message.taken_back.is_some() { "stopped" } else { "completed" },
        "subject": subject(act.whose()),
        "sent": instant(message.sent()),
    });
    let answers: Vec<Value> = message
        .answers
        .iter()
        .map(|one| json!({ "reference": urn(one) }))
        .collect();
    if let Some(fields) = found.as_object_mut() {
        // FHIR knows no empty list.
        if !payload.is_empty() {
            fields.insert("payload".into(), payload.into());
        }
        if !answers.is_empty() {
            fields.insert("inResponseTo".into(), answers.into());
        }
        if message.by_client {
            fields.insert("sender".into(), subject(act.whose()));
        }
    }
    Ok(found)
}

/// What is in a file; nothing any more in one that was taken back. A damaged one is said to be.
async fn content(
    act: &Act,
    message: &MessageV1,
    file: &FileV1,
) -> Result<Option<Vec<u8>>, ReadError> {
    if message.taken_back.is_some() {
        return Ok(None);
    }
    bytes(act, file).await.map(Some)
}

/// The file of this id. Only the one message it came with is opened, and if that was taken back there
/// is nothing.
pub(crate) async fn file_of(act: &Act, wanted: RecordId) -> Result<Option<FileV1>, ReadError> {
    let Some(with) = act.find::<CameWithV1>(wanted).await? else {
        return Ok(None);
    };
    let message = RecordId::from_bytes(with.value.message);
    let Some(message) = act.find::<MessageV1>(message).await? else {
        return Ok(None);
    };
    let there = message.value.taken_back.is_none();
    let mut files = message.value.files.into_iter().filter(|_| there);
    Ok(files.find(|one| one.id == *wanted.bytes()))
}

#[cfg(test)]
mod tests;
