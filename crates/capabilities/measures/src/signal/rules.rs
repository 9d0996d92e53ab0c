//! What of an answered measure is worth someone's attention. Pure. Little is: an alarm without a
//! next step does little (de Jong et al. 2021, 58 studies: d = 0.15), and every rule that looks at
//! each session cries wolf, so a change is told as confirmed only when two in a row show it.

use super::stored::{ActionV1, Signal};
use crate::judge::Judgement;
use care::{HOUR, Moment};
use insight::{Judged, NextAction, Quantity, Reliable, Standing, Track};
use instruments::{FoundOutcome, SafetyItem, Scored};

/// Something noticed, with everything that was known then.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Noticed {
    pub(crate) signal: Signal,
    pub(crate) score: Option<f64>,
    pub(crate) against: Option<f64>,
    pub(crate) line: Option<f64>,
    pub(crate) rule: String,
    pub(crate) source: String,
    pub(crate) items: Vec<String>,
    pub(crate) next: String,
    pub(crate) action: ActionV1,
    pub(crate) due_at: Option<i64>,
}

/// What answers by themselves ask for: questions about safety, and triage.
pub(crate) fn in_answers(scored: &Scored<'_>, now: Moment) -> Option<Noticed> {
    let (safety, triage) = (safety(&scored.safety, now), triage(scored, now));
    let (Some(safety), Some(triage)) = (&safety, &triage) else {
        return triage.or(safety);
    };
    // One talk about it all: the triage says how soon, the questions say about what.
    Some(Noticed {
        items: safety.items.clone(),
        next: safety.next.clone(),
        action: triage.action.max(safety.action),
        due_at: [triage.due_at, safety.due_at].into_iter().flatten().min(),
        ..triage.clone()
    })
}

/// The gravest next action that a published triage names.
fn triage(scored: &Scored<'_>, now: Moment) -> Option<Noticed> {
    let mut all = Vec::new();
    for found in &scored.findings {
        let FoundOutcome::Next { action: next, .. } = found.outcome else {
            continue;
        };
        let action = action(next);
        if action == ActionV1::Nothing {
            continue;
        }
        all.push(Noticed {
            signal: Signal::Triage,
            score: None,
            against: None,
            line: None,
            rule: found.rule.to_owned(),
            source: found.source.to_owned(),
            items: Vec::new(),
            next: String::new(),
            action,
            due_at: within(action).map(|hours| (now + hours * HOUR).millis()),
        });
    }
    all.into_iter().max_by_key(|one: &Noticed| one.action)
}

/// One signal for all the questions about safety: someone has one talk about them, not several.
fn safety(items: &[&SafetyItem], now: Moment) -> Option<Noticed> {
    let first = items.iter().min_by_key(|item| item.within_hours)?;
    let hours = i64::from(first.within_hours);
    Some(Noticed {
        signal: Signal::Safety,
        score: None,
        against: None,
        line: None,
        rule: SAFETY_ITEM.to_owned(),
        source: first.source.clone(),
        items: items.iter().map(|item| item.item.clone()).collect(),
        next: first.next.clone(),
        action: if hours <= A_DAY {
            ActionV1::Today
        } else {
            ActionV1::NextContact
        },
        due_at: Some((now + hours * HOUR).millis()),
    })
}

/// The name of the rule that a measure's evidence gives: this question, answered so.
const SAFETY_ITEM: &str = "safety-item";
/// What is to be seen to within this many hours is to be seen to today.
const A_DAY: i64 = 24;

/// The stored word for a next action.
const fn action(action: NextAction) -> ActionV1 {
    match action {
        NextAction::NothingFurther => ActionV1::Nothing,
        NextAction::AskAgain => ActionV1::AskAgain,
        NextAction::TalkAtNextContact => ActionV1::NextContact,
        NextAction::SafetyTalkToday => ActionV1::Today,
        NextAction::StayAndCallNow => ActionV1::Now,
    }
}

/// Within how many hours something is to be done, where the action itself says so. "Today" is
/// counted as a day, "now" as no time at all.
pub(crate) const fn within(action: ActionV1) -> Option<i64> {
    match action {
        ActionV1::Nothing | ActionV1::AskAgain | ActionV1::NextContact => None,
        ActionV1::Today => Some(A_DAY),
        ActionV1::Now => Some(0),
    }
}

/// What the course of scores asks for.
pub(crate) fn in_course(judged: &Judgement<'_>, gains_before: usize) -> Vec<Noticed> {
    let mut all = Vec::new();
    if let Some(standing) = judged.standing() {
        let signal = match standing.outcome {
            Standing::CheckAgain(Reliable::Deteriorated) => Some(Signal::CheckAgain),
            Standing::Confirmed(Reliable::Deteriorated) => Some(Signal::Deteriorated),
            _ => None,
        };
        all.extend(signal.map(|signal| noticed(signal, standing, judged)));
    }
    if let Some(track) = &judged.track
        && track.outcome == Track::Red
    {
        all.push(noticed(Signal::NotOnTrack, track, judged));
    }
    if judged.gains().len() > gains_before
        && let Some(gain) = judged.gains().last()
    {
        all.push(Noticed {
            line: Some(gain.outcome.points),
            action: ActionV1::Nothing,
            ..noticed(Signal::SuddenGain, gain, judged)
        });
    }
    // The same fall is not told in three ways: what is confirmed says it all.
    let graver = all.iter().any(|n| n.signal == Signal::Deteriorated);
    all.retain(|n| !graver || !matches!(n.signal, Signal::CheckAgain | Signal::NotOnTrack));
    all
}

fn noticed<O>(signal: Signal, by: &Judged<O>, course: &Judgement<'_>) -> Noticed {
    let course = course.by_measure.as_ref();
    Noticed {
        signal,
        score: course.map(|course| course.latest.score),
        against: course.map(|course| course.first.score),
        line: by.number(Quantity::Limit),
        rule: by.rule().to_owned(),
        source: by.source().to_owned(),
        items: Vec::new(),
        next: String::new(),
        action: ActionV1::NextContact,
        due_at: None,
    }
}
