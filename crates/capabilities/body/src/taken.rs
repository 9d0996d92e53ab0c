//! What is taken along of the body: how tools went, maps, how much it was, and what was written for
//! the client. Also what was kept from everyone else: it is theirs.

use crate::act::noted;
use crate::page::{level_said, marked_said};
use crate::stored::{MapV1, NowV1, OwnToolV1, Piece, UseV1, WorseV1};
use crate::tools::{Tools, tools};
use care::{Moment, RecordId, Section};
use pages::{Taken, Visit, Words};
use sealed::{Act, Kept, ReadError};

type Parts = Vec<(String, String)>;

/// Everything of the body. The act opens the work.
///
/// # Errors
/// If it cannot be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let words = visit.words;
    let known = tools(act, words).await?;
    let mut all: Vec<Taken> = known
        .uses
        .iter()
        .map(|kept| {
            one(
                kept,
                "body-taken-use",
                used(&kept.value, &known, words),
                words,
            )
        })
        .collect();
    for kept in noted::<MapV1>(act).await?.0 {
        let mut parts = marked_said(&kept.value, words);
        parts.extend(own_words(kept.value.words.as_ref(), words));
        all.push(one(&kept, "body-taken-map", parts, words));
    }
    for kept in noted::<NowV1>(act).await?.0 {
        let level = level_said(kept.value.level, words);
        let mut parts = vec![(words.say("body-taken-level"), level)];
        parts.extend(own_words(kept.value.words.as_ref(), words));
        all.push(one(&kept, "body-taken-now", parts, words));
    }
    for kept in act.latest::<OwnToolV1>().await?.kept {
        let at = Moment::from_millis(kept.value.at);
        let parts = written(&kept.value, words);
        all.push(entry(kept.record, at, words.say("body-taken-own"), parts));
    }
    for kept in act.latest::<WorseV1>().await?.kept {
        let at = Moment::from_millis(kept.value.at);
        let mut parts = vec![(words.say("body-taken-tool"), kept.value.called.clone())];
        parts.extend(own_words(kept.value.words.as_ref(), words));
        all.push(entry(kept.record, at, words.say("body-taken-worse"), parts));
    }
    Ok(all)
}

fn entry(record: RecordId, at: Moment, heading: String, parts: Parts) -> Taken {
    Taken {
        record: Some(record),
        section: Some(Section::Work),
        at,
        heading,
        parts,
        resources: Vec::new(),
    }
}

fn one<T: Piece>(kept: &Kept<T>, heading: &str, parts: Parts, words: Words) -> Taken {
    entry(kept.record, kept.value.at(), words.say(heading), parts)
}

fn own_words(said: Option<&String>, words: Words) -> Option<(String, String)> {
    Some((words.say("work-own-words"), said?.clone()))
}

fn used(value: &UseV1, known: &Tools, words: Words) -> Parts {
    let tool = known.find(RecordId::from_bytes(value.tool));
    let gone = || words.say("body-tool-gone");
    let called = tool.map_or_else(gone, |tool| tool.called.clone());
    let mut parts = vec![(words.say("body-taken-tool"), called)];
    let numbers = [
        (words.say("body-before"), value.before),
        (words.say("body-after"), value.after),
    ];
    let said = |(label, number): (String, Option<u8>)| Some((label, number?.to_string()));
    parts.extend(numbers.into_iter().filter_map(said));
    parts.extend(own_words(value.words.as_ref(), words));
    parts
}

fn written(tool: &OwnToolV1, words: Words) -> Parts {
    let mut parts = vec![(words.say("body-taken-tool"), tool.called.clone())];
    let steps = (1_u32..).zip(&tool.steps);
    parts.extend(steps.map(|(at, step)| (at.to_string(), step.clone())));
    let note = tool.note.clone();
    parts.extend(note.map(|note| (words.say("body-taken-note"), note)));
    parts
}
