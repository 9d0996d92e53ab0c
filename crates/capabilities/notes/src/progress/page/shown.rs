//! A note as it is read: its fields, who wrote each version, what the client said beside it.

use crate::progress::beside::Besides;
use crate::progress::stored::{BesideV1, HoldWhyV1, Part, PartsV1, ProgressV1, WishV1};
use care::{Moment, PersonId, RecordId};
use pages::{Trouble, Visit, Words};
use sealed::{Kept, ReadError};

/// One field that somebody wrote.
pub(super) struct Said {
    pub(super) label: String,
    pub(super) words: String,
}

/// The fields that say something, in their order.
pub(super) fn said(parts: &PartsV1, words: Words) -> Vec<Said> {
    let written = Part::ALL.into_iter();
    written
        .filter(|part| !parts.get(*part).is_empty())
        .map(|part| Said {
            label: label(part, words),
            words: parts.get(part).to_owned(),
        })
        .collect()
}

/// What a field is called.
pub(super) fn label(part: Part, words: Words) -> String {
    words.say(&format!("progress-part-{}", part.name()))
}

/// The name of someone who works here.
pub(super) async fn name(visit: &Visit, by: [u8; 16]) -> Result<String, ReadError> {
    let person = PersonId::from_bytes(by);
    let found = visit.floor.sign_ins.name_of(person).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// One version of a note.
pub(super) struct Version {
    /// Who wrote it and when.
    pub(super) by: String,
    /// Why it was set right, if it was.
    pub(super) why: Option<String>,
    pub(super) said: Vec<Said>,
}

async fn version(visit: &Visit, note: &ProgressV1) -> Result<Version, ReadError> {
    let words = visit.words;
    let who = name(visit, note.by).await?;
    let when = visit.day_and_time(note.written());
    let key = if note.why.is_some() {
        "progress-set-right-by"
    } else {
        "progress-written-by"
    };
    let put = [("name", (&who).into()), ("when", (&when).into())];
    Ok(Version {
        by: words.say_with(key, &put),
        why: note.why.clone(),
        said: said(&note.parts, words),
    })
}

/// Every wording of a note, the newest first. That a note was let go is no wording of its own.
pub(super) async fn wordings(
    visit: &Visit,
    history: &[Kept<ProgressV1>],
) -> Result<Vec<Version>, ReadError> {
    let mut all: Vec<Version> = Vec::new();
    let mut before: Option<&PartsV1> = None;
    for kept in history {
        if before != Some(&kept.value.parts) {
            all.push(version(visit, &kept.value).await?);
        }
        before = Some(&kept.value.parts);
    }
    all.reverse();
    Ok(all)
}

/// What is said of a note that the client waits for, to staff or to the client.
pub(super) fn held(visit: &Visit, (why, until): (HoldWhyV1, Moment), to_client: bool) -> String {
    let to = if to_client { "client" } else { "staff" };
    let until = visit.day_and_time(until);
    let key = format!("progress-held-{to}-{}", why.name());
    visit.words.say_with(&key, &[("until", (&until).into())])
}

/// What the client said beside a note.
pub(super) struct Beside {
    pub(super) record: String,
    pub(super) when: String,
    pub(super) words: String,
    pub(super) wish: String,
    /// Who answered what, if someone did.
    pub(super) answered: Option<(String, String)>,
    pub(super) waits: bool,
    /// When it was taken back. Only the client ever sees such a one.
    pub(super) taken_back: Option<String>,
}

async fn one_beside(
    visit: &Visit,
    kept: &Kept<BesideV1>,
    to_client: bool,
) -> Result<Beside, Trouble> {
    let (words, value) = (visit.words, &kept.value);
    let answered = match &value.answered {
        None => None,
        Some(answered) => {
            let who = name(visit, answered.by).await?;
            let key = if answered.changed {
                "progress-answered-changed"
            } else {
                "progress-answered-not"
            };
            let said = words.say_with(key, &[("name", (&who).into())]);
            Some((said, answered.words.clone()))
        }
    };
    let to = if to_client { "client" } else { "staff" };
    let wish = match value.wish {
        WishV1::Beside => "beside",
        WishV1::Change => "change",
    };
    Ok(Beside {
        record: kept.record.to_string(),
        when: visit.day_and_time(Moment::from_millis(value.at)),
        words: value.words.clone(),
        wish: words.say(&format!("progress-wish-{wish}-{to}")),
        answered,
        waits: value.waits(),
        taken_back: value
            .taken_back
            .map(|at| visit.day_and_time(Moment::from_millis(at))),
    })
}

/// What was said beside this note, oldest first.
pub(super) async fn beside(
    visit: &Visit,
    all: &Besides,
    note: RecordId,
    to_client: bool,
) -> Result<Vec<Beside>, Trouble> {
    let mut shown = Vec::new();
    for kept in all.of(note) {
        shown.push(one_beside(visit, kept, to_client).await?);
    }
    Ok(shown)
}

/// How many are there and do not open, in words, if any are.
pub(super) fn damaged(words: Words, count: usize) -> Option<String> {
    let number = i64::try_from(count).unwrap_or(i64::MAX);
    (count > 0).then(|| words.say_with("progress-damaged", &[("count", number.into())]))
}
