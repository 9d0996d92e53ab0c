//! What a client takes along: their judgements with what came of them, their boundaries with every
//! wording and every try, and their strengths.

use crate::own::self_trust;
use crate::stored::{BoundaryV1, JudgementV1};
use care::{Moment, RecordId, Section};
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};

/// Everything that is here, by kind. The act opens Work.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let words = visit.words;
    let all = self_trust(act).await?;
    let mut taken: Vec<Taken> = Vec::new();
    taken.extend(all.judgements.iter().rev().map(|one| judgement(visit, one)));
    taken.extend(all.boundaries.iter().map(|one| boundary(visit, one)));
    taken.extend(all.strengths.iter().map(|one| {
        let from = words.say(&format!("self-trust-from-{}", one.value.from.code()));
        let parts = vec![(from, one.value.words.clone())];
        whole(
            one.record,
            one.value.at,
            words.say("self-trust-taken-strength"),
            parts,
        )
    }));
    Ok(taken)
}

fn whole(record: RecordId, at: i64, heading: String, parts: Vec<(String, String)>) -> Taken {
    Taken {
        record: Some(record),
        section: Some(Section::Work),
        at: Moment::from_millis(at),
        heading,
        parts,
        resources: Vec::new(),
    }
}

fn judgement(visit: &Visit, kept: &Kept<JudgementV1>) -> Taken {
    let (words, value) = (visit.words, &kept.value);
    let say = |key: &str| words.say(&format!("self-trust-taken-{key}"));
    let mut parts = vec![
        (say("sensed"), value.sensed.clone()),
        (say("expects"), value.expects.clone()),
        (say("sure"), format!("{} %", value.sure)),
    ];
    if !value.again.is_empty() {
        parts.push((say("again"), value.again.clone()));
    }
    if let Some(one) = &value.outcome {
        let came = words.say(&format!("self-trust-came-{}", one.came.code()));
        parts.push((visit.day_and_time(Moment::from_millis(one.at)), came));
        let more = [("happened", &one.happened), ("tells", &one.tells)];
        let said = more.into_iter().filter(|(_, words)| !words.is_empty());
        parts.extend(said.map(|(key, words)| (say(key), words.clone())));
    }
    whole(kept.record, value.at, say("judgement"), parts)
}

fn boundary(visit: &Visit, kept: &Kept<BoundaryV1>) -> Taken {
    let (words, value) = (visit.words, &kept.value);
    let say = |key: &str| words.say(&format!("self-trust-taken-{key}"));
    let day = |at: i64| visit.day_and_time(Moment::from_millis(at));
    let whom = words.say(&format!("self-trust-whom-{}", value.whom.code()));
    let mut parts = vec![(say("whom"), whom)];
    let wordings = value.wordings.iter();
    parts.extend(wordings.map(|one| (day(one.at), one.words.clone())));
    for one in &value.tried {
        let held = words.say(&format!("self-trust-held-{}", one.held.code()));
        parts.push((day(one.on), held));
        let more = [("followed", &one.followed), ("next", &one.next)];
        let said = more.into_iter().filter(|(_, words)| !words.is_empty());
        parts.extend(said.map(|(key, words)| (say(key), words.clone())));
    }
    let at = value.set().map_or(0, Moment::millis);
    whole(kept.record, at, say("boundary"), parts)
}
