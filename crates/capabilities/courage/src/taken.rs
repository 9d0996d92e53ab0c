//! What a client takes along: every ladder with its steps, every look before a first step, every try,
//! every script with what was said after it.

use crate::ladder::{self, CheckV1, LadderV1, StepV1};
use crate::page::said;
use crate::read::courage;
use crate::script::{FeedbackV1, ScriptV1};
use crate::trial::TrialV1;
use care::{Moment, PersonId, RecordId, Section};
use pages::taken::answers;
use pages::{Taken, Visit};
use sealed::{Act, Kept, ReadError};

/// Everything, oldest first. The act opens the work.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let all = courage(act).await?;
    let mut taken = Vec::new();
    for kept in &all.ladders {
        taken.push(one_ladder(visit, kept));
    }
    for kept in &all.checks {
        taken.push(one_check(visit, act, kept).await?);
    }
    for kept in &all.trials {
        taken.push(one_try(visit, kept));
    }
    for kept in &all.scripts {
        taken.push(one_script(visit, act, kept).await?);
    }
    for kept in &all.feedback {
        taken.push(one_said(visit, act, kept).await?);
    }
    Ok(taken)
}

async fn name(visit: &Visit, act: &Act, by: [u8; 16]) -> Result<String, ReadError> {
    let by = PersonId::from_bytes(by);
    if by == act.whose().person() {
        return Ok(visit.words.say("taken-you"));
    }
    let found = visit.floor.sign_ins.name_of(by).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

fn entry(
    visit: &Visit,
    record: RecordId,
    at: i64,
    key: &str,
    parts: Vec<(String, String)>,
) -> Taken {
    Taken {
        record: Some(record),
        section: Some(Section::Work),
        at: Moment::from_millis(at),
        heading: visit.words.say(key),
        parts: parts
            .into_iter()
            .filter(|(_, said)| !said.is_empty())
            .collect(),
        resources: Vec::new(),
    }
}

fn number(value: Option<u8>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn step_said(visit: &Visit, step: &StepV1) -> String {
    let words = visit.words;
    let kind = words.say(said::kind_key(step.kind));
    let safety = [("words", (&step.safety).into())];
    let mut all = vec![step.what.clone(), step.place.clone(), kind];
    if let Some(fear) = step.fear {
        let put = [("number", i64::from(fear).into())];
        all.push(words.say_with("courage-step-fear", &put));
    }
    all.push(words.say_with("courage-taken-safety", &safety));
    if step.resting {
        all.push(words.say("courage-step-resting"));
    }
    all.retain(|one| !one.is_empty());
    all.join(" · ")
}

fn one_ladder(visit: &Visit, kept: &Kept<LadderV1>) -> Taken {
    let (words, ladder) = (visit.words, &kept.value);
    let mut parts = vec![(words.say("courage-goal"), ladder.goal.clone())];
    for (step, number) in ladder.steps.iter().zip(1_i64..) {
        let put = [("number", number.into())];
        let label = words.say_with("courage-taken-step", &put);
        parts.push((label, step_said(visit, step)));
    }
    if let Some(stopped) = ladder.stopped {
        let when = visit.day_and_time(Moment::from_millis(stopped));
        parts.push((words.say("courage-taken-stopped"), when));
    }
    entry(visit, kept.record, ladder.at, "courage-taken-ladder", parts)
}

async fn one_check(visit: &Visit, act: &Act, kept: &Kept<CheckV1>) -> Result<Taken, ReadError> {
    let (words, check) = (visit.words, &kept.value);
    let (mut parts, mut resources) = (Vec::new(), Vec::new());
    if let Some(form) = ladder::form() {
        let of = (act.whose(), kept.record, check.answered());
        let (said, found) = answers(form, &check.answers, of, words);
        parts = said;
        resources.push(found);
    }
    if let Some(opened) = &check.opened {
        let who = name(visit, act, opened.by).await?;
        let put = [("name", (&who).into())];
        let label = words.say_with("courage-taken-opened", &put);
        parts.push((label, opened.words.clone()));
    }
    let taken = entry(visit, kept.record, check.at, "courage-taken-check", parts);
    Ok(Taken { resources, ..taken })
}

fn one_try(visit: &Visit, kept: &Kept<TrialV1>) -> Taken {
    let (words, one) = (visit.words, &kept.value);
    let yes = |so: bool, key: &str| {
        if so { words.say(key) } else { String::new() }
    };
    let mut parts = vec![
        (words.say("courage-taken-what"), one.what.clone()),
        (words.say("courage-taken-feared"), one.feared.clone()),
        (words.say("courage-taken-sure"), number(one.sure)),
        (words.say("courage-taken-before"), number(one.before)),
        (
            words.say("courage-taken-note"),
            yes(one.stopped, "courage-try-stopped-early"),
        ),
        (
            words.say("courage-taken-note"),
            yes(one.gone.is_some(), "courage-try-gone"),
        ),
    ];
    if let Some(after) = &one.after {
        let came = after
            .came
            .map_or_else(String::new, |came| words.say(said::came_key(came)));
        parts.extend([
            (words.say("courage-taken-peak"), number(after.peak)),
            (words.say("courage-taken-end"), number(after.end)),
            (words.say("courage-taken-came"), came),
            (words.say("courage-taken-sure-now"), number(after.sure)),
            (words.say("courage-what"), after.what.clone()),
            (words.say("courage-learned"), after.learned.clone()),
        ]);
    }
    entry(visit, kept.record, one.begun, "courage-taken-try", parts)
}

async fn one_script(visit: &Visit, act: &Act, kept: &Kept<ScriptV1>) -> Result<Taken, ReadError> {
    let (words, script) = (visit.words, &kept.value);
    let mut parts = vec![
        (words.say("courage-script-about"), script.about.clone()),
        (words.say("courage-script-want"), script.want.clone()),
    ];
    for line in &script.lines {
        let key = if line.mine {
            "courage-line-mine"
        } else {
            "courage-line-other"
        };
        parts.push((words.say(key), line.words.clone()));
    }
    let who = name(visit, act, script.by).await?;
    parts.push((words.say("courage-taken-by"), who));
    Ok(entry(
        visit,
        kept.record,
        script.at,
        "courage-taken-script",
        parts,
    ))
}

async fn one_said(visit: &Visit, act: &Act, kept: &Kept<FeedbackV1>) -> Result<Taken, ReadError> {
    let (words, said) = (visit.words, &kept.value);
    let parts = vec![
        (
            words.say("courage-taken-by"),
            name(visit, act, said.by).await?,
        ),
        (words.say("courage-well"), said.well.clone()),
        (words.say("courage-change"), said.change.clone()),
    ];
    Ok(entry(
        visit,
        kept.record,
        said.at,
        "courage-taken-said",
        parts,
    ))
}
