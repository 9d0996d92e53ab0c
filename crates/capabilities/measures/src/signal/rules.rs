//! What of an answered measure is worth someone's attention. Pure. Little is: an alarm without a
//! next step does little (de Jong et al. 2021, 58 studies: d = 0.15), and every rule that looks at
//! each session cries wolf, so a change is told as confirmed only when two in a row show it.

use super::stored::{ActionV1, Signal};
use crate::judge::Judgement;
use care::{HOUR, Moment};
use insight::{Judged, NextAction, Quantity, Reliable, Standing, Track};
use instruments::{FoundOutcome, SafetyItem, SafetyKind, Scored};

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

/// What answers by themselves ask for: questions about safety, triage, and a wish for contact.
pub(crate) fn in_answers(scored: &Scored<'_>, now: Moment) -> Vec<Noticed> {
    let of = |kind| {
        let items = scored.safety.iter().copied();
        items.filter(|item| item.kind == kind).collect::<Vec<_>>()
    };
    let safety = items(&of(SafetyKind::Safety), Signal::Safety, now);
    let contact = items(&of(SafetyKind::Contact), Signal::Contact, now);
    let about_safety = match (safety, triage(scored, now)) {
        (Some(safety), Some(triage)) => Some(together(safety, triage)),
        (safety, triage) => triage.or(safety),
    };
    about_safety.into_iter().chain(contact).collect()
}

/// One talk about it all: the triage says how soon, the questions say about what.
fn together(safety: Noticed, triage: Noticed) -> Noticed {
    let action = triage.action.max(safety.action);
    let due_at = [triage.due_at, safety.due_at].into_iter().flatten().min();
    // What was said goes before what was left out.
    let (rule, said) = if triage.signal == Signal::LeftOpen {
        (safety.clone(), safety)
    } else {
        (triage, safety)
    };
    Noticed {
        items: said.items,
        next: said.next,
        action,
        due_at,
        ..rule
    }
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
            signal: match action {
                ActionV1::AskAgain => Signal::LeftOpen,
                _ => Signal::Triage,
            },
            score: None,
            against: None,
            line: None,
            rule: found.rule.to_owned(),
            source: found.source.to_owned(),
            items: found.yes.iter().map(|&item| item.to_owned()).collect(),
            next: String::new(),
            action,
            due_at: within(action).map(|hours| (now + hours * HOUR).millis()),
        });
    }
    all.into_iter().max_by_key(|one: &Noticed| one.action)
}

/// One signal for all the questions of a kind: someone has one talk about them, not several.
fn items(items: &[&SafetyItem], signal: Signal, now: Moment) -> Option<Noticed> {
    let first = items.iter().min_by_key(|item| item.within_hours)?;
    let hours = i64::from(first.within_hours);
    Some(Noticed {
        signal,
        score: None,
        against: None,
        line: None,
        rule: match signal {
            Signal::Contact => CONTACT_ITEM.to_owned(),
            _ => SAFETY_ITEM.to_owned(),
        },
        source: first.source.clone(),
        items: items.iter().map(|item| item.item.clone()).collect(),
        next: first.next.clone(),
        action: match signal {
            // Nothing about it is urgent; when it is to be seen to stands beside it.
            Signal::Contact => ActionV1::NextContact,
            _ if hours <= AN_HOUR => ActionV1::Now,
            _ if hours <= A_DAY => ActionV1::Today,
            _ => ActionV1::NextContact,
        },
        due_at: Some((now + hours * HOUR).millis()),
    })
}

/// The name of the rule that a measure's evidence gives: this question, answered so.
const SAFETY_ITEM: &str = "safety-item";
/// The same, for a question about contact.
const CONTACT_ITEM: &str = "contact-item";
/// What is to be seen to within this many hours is to be seen to now: the measures that say "stay
/// with the person" give an hour.
const AN_HOUR: i64 = 1;
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
/// counted as a day, "now" as no time at all. What was left out is asked again today: the triage
/// itself says so.
pub(crate) const fn within(action: ActionV1) -> Option<i64> {
    match action {
        ActionV1::Nothing | ActionV1::NextContact => None,
        ActionV1::AskAgain | ActionV1::Today => Some(A_DAY),
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

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::Measures;

    fn hours(noticed: &Noticed) -> Option<i64> {
        noticed.due_at.map(|due| due / HOUR)
    }

    #[test]
    fn what_says_stay_with_them_now_is_to_be_done_now_in_every_measure_that_ships() {
        let mut seen = 0;
        for measure in Measures::shipped().unwrap().all() {
            for item in measure.safety() {
                let start = Moment::from_millis(0);
                let noticed = items(&[item], Signal::Safety, start).unwrap();
                let wanted = match item.within_hours {
                    0..=1 => ActionV1::Now,
                    2..=24 => ActionV1::Today,
                    _ => ActionV1::NextContact,
                };
                assert_eq!(noticed.action, wanted, "{}", item.item);
                assert_eq!(hours(&noticed), Some(i64::from(item.within_hours)));
                if item.next.starts_with("Stay with") {
                    assert_eq!(noticed.action, ActionV1::Now, "{}", item.item);
                    seen += 1;
                }
            }
        }
        assert!(seen > 0, "a measure that says so ships");
    }
}
