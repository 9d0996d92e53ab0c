//! What a client takes along of their stuck points and of the harsh voice: every thought with all
//! that stands beside it, whoever wrote it, and every answer.

use crate::pattern::Pattern;
use crate::point::{BeliefV1, LineV1, OfV1, Point, SideV1, StateV1, book};
use crate::voice::{VoiceV1, voices};
use care::{Moment, PersonId, Section};
use pages::{Taken, Visit};
use sealed::{Kept, ReadError};

/// Everything of this tool, oldest first. The act opens the work.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &sealed::Act) -> Result<Vec<Taken>, ReadError> {
    let mut all = Vec::new();
    let mut book = book(act).await?;
    book.points.sort_by_key(|point| point.kept.value.at);
    for point in &book.points {
        all.push(of_point(visit, point).await?);
    }
    for kept in voices(act).await?.kept.iter().rev() {
        all.push(of_voice(visit, kept));
    }
    Ok(all)
}

async fn of_point(visit: &Visit, point: &Point) -> Result<Taken, ReadError> {
    let (words, value) = (visit.words, &point.kept.value);
    let mut parts = vec![(words.say("thoughts-taken-thought"), value.words.clone())];
    let about = crate::page::about_said(words, &value.about).join("; ");
    if !about.is_empty() {
        parts.push((words.say("thoughts-taken-about"), about));
    }
    for kept in &point.lines {
        parts.push(of_line(visit, &kept.value).await?);
    }
    for kept in &point.beliefs {
        parts.push(of_belief(visit, &kept.value));
    }
    let state = match value.state {
        StateV1::Open => "thoughts-state-open",
        StateV1::Loosening => "thoughts-state-loosening",
        StateV1::Rests => "thoughts-state-rests",
    };
    parts.push((words.say("thoughts-taken-stands"), words.say(state)));
    parts.push(readers(visit, value.is_sent()));
    Ok(Taken {
        record: Some(point.kept.record),
        section: Some(Section::Work),
        at: value.begun(),
        heading: words.say("thoughts-taken"),
        parts,
        resources: Vec::new(),
    })
}

fn readers(visit: &Visit, is_sent: bool) -> (String, String) {
    let words = visit.words;
    let said = if is_sent {
        words.say("work-seen-by-nobody")
    } else {
        words.say("work-only-you")
    };
    (words.say("thoughts-taken-readers"), said)
}

async fn of_line(visit: &Visit, line: &LineV1) -> Result<(String, String), ReadError> {
    let words = visit.words;
    let key = match line.side {
        SideV1::For => "thoughts-for",
        SideV1::Against => "thoughts-against",
        SideV1::Pattern => "thoughts-patterns",
        SideV1::Instead => "thoughts-instead",
    };
    let who = if line.by_client {
        words.say("taken-you")
    } else {
        let name = visit.floor.sign_ins.name_of(PersonId::from_bytes(line.by));
        let name = name.await?;
        name.unwrap_or_else(|| words.say("someone-on-the-team"))
    };
    let when = visit.day_and_time(line.written());
    let pattern = Pattern::parse(&line.pattern).map(|pattern| pattern.called(words));
    let said = [pattern.unwrap_or_default(), line.words.clone()];
    let said: Vec<_> = said.into_iter().filter(|part| !part.is_empty()).collect();
    Ok((
        format!("{} ({who}, {when})", words.say(key)),
        said.join(": "),
    ))
}

fn of_belief(visit: &Visit, belief: &BeliefV1) -> (String, String) {
    let words = visit.words;
    let key = match belief.of {
        OfV1::Thought => "thoughts-belief-old",
        OfV1::Instead(_) => "thoughts-belief-new",
    };
    let when = visit.day_and_time(belief.rated());
    (
        format!("{} ({when})", words.say(key)),
        belief.value.to_string(),
    )
}

fn of_voice(visit: &Visit, kept: &Kept<VoiceV1>) -> Taken {
    let (words, voice) = (visit.words, &kept.value);
    let mut parts = vec![(words.say("thoughts-voice-says-kicker"), voice.says.clone())];
    if let Some(pattern) = Pattern::parse(&voice.pattern) {
        parts.push((words.say("thoughts-patterns"), pattern.called(words)));
    }
    if !voice.answer.is_empty() {
        parts.push((words.say("thoughts-voice-answered"), voice.answer.clone()));
    }
    for felt in &voice.felt {
        let when = visit.day_and_time(Moment::from_millis(felt.at));
        let said = format!("{} ({when})", words.say("thoughts-taken-felt"));
        parts.push((said, felt.value.to_string()));
    }
    parts.push(readers(visit, voice.is_sent()));
    Taken {
        record: Some(kept.record),
        section: Some(Section::Work),
        at: voice.begun(),
        heading: words.say("thoughts-voice-way"),
        parts,
        resources: Vec::new(),
    }
}
