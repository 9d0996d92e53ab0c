//! What things are called, and the next step with its reason, in words that both sides read.

use crate::ladder::{LadderV1, StepKindV1};
use crate::rules::Gate;
use crate::trial::{CameV1, TrialV1};
use care::Moment;
use insight::{Judged, Learnt, NextStep, Quantity, Why};
use jiff::Timestamp;
use pages::{Visit, Words};

/// What a kind of step is called.
pub(crate) const fn kind_key(kind: StepKindV1) -> &'static str {
    match kind {
        StepKindV1::RealLife => "courage-kind-real",
        StepKindV1::Imagining => "courage-kind-imagining",
        StepKindV1::RolePlay => "courage-kind-role-play",
        StepKindV1::Conversation => "courage-kind-conversation",
    }
}

/// Whether what was feared came, in words.
pub(crate) const fn came_key(came: CameV1) -> &'static str {
    match came {
        CameV1::Yes => "courage-came-yes",
        CameV1::No => "courage-came-no",
        CameV1::Partly => "courage-came-partly",
    }
}

/// What comes first, in words to the client.
pub(super) const fn gate_key(gate: Gate) -> &'static str {
    match gate {
        Gate::Stopped => "courage-gate-stopped",
        Gate::Look => "courage-gate-look",
        Gate::Talk => "courage-gate-talk",
        Gate::Danger => "courage-gate-danger",
        Gate::Together => "courage-gate-together",
        Gate::Resting => "courage-gate-resting",
    }
}

/// A number that a rule used, as a whole one.
fn whole(judged: &Judged<NextStep>, quantity: Quantity) -> String {
    let found = judged.number(quantity);
    found.map_or_else(String::new, |number| format!("{number:.0}"))
}

fn place(at: usize) -> String {
    (at + 1).to_string()
}

/// What could be next, and why.
pub(super) fn next(judged: &Judged<NextStep>, words: Words) -> String {
    let (first, latest) = (
        whole(judged, Quantity::FirstPeak),
        whole(judged, Quantity::LatestPeak),
    );
    let wrong = whole(judged, Quantity::ViolatedTrials);
    let say = |key: &str, at: usize, from: usize| {
        let (at, from) = (place(at), place(from));
        words.say_with(
            key,
            &[
                ("number", (&at).into()),
                ("from", (&from).into()),
                ("first", (&first).into()),
                ("latest", (&latest).into()),
                ("wrong", (&wrong).into()),
            ],
        )
    };
    let why_key = |why: Why| match why {
        Why::Wrong => "courage-next-wrong",
        Why::Calmer => "courage-next-calmer",
        Why::Both => "courage-next-both",
    };
    match judged.outcome {
        NextStep::Begin(at) => say("courage-next-begin", at, at),
        NextStep::Talk(at) => say("courage-next-talk", at, at),
        NextStep::Again(at) if first.is_empty() => say("courage-next-again-open", at, at),
        NextStep::Again(at) => say("courage-next-again", at, at),
        NextStep::On { from, to, why } => {
            let reason = say(why_key(why), to, from);
            format!("{} {reason}", say("courage-next-on", to, from))
        }
        NextStep::Enough(at, why) => {
            let reason = say(why_key(why), at, at);
            format!("{reason} {}", words.say("courage-next-enough"))
        }
        NextStep::Nothing => words.say("courage-next-nothing"),
    }
}

/// What was learnt in one try, in a sentence; none while it is not finished.
pub(super) fn learnt(trial: &TrialV1, words: Words) -> Option<String> {
    trial.after.as_ref()?;
    if trial.stopped {
        return Some(words.say("courage-learnt-stopped"));
    }
    if trial.came() {
        return Some(words.say("courage-learnt-came"));
    }
    let Some(counted) = trial.counted() else {
        return Some(words.say("courage-learnt-open"));
    };
    let judged = insight::trial(counted, None);
    let fell = judged.number(Quantity::ExpectancyViolation).unwrap_or(0.0);
    let fell = format!("{:.0}", fell.abs());
    let key = match judged.outcome {
        Learnt::Violated => "courage-learnt-wrong",
        Learnt::BeliefStands => "courage-learnt-stands",
        Learnt::Happened => "courage-learnt-came",
    };
    Some(words.say_with(key, &[("fell", (&fell).into())]))
}

/// The day on which a try was written down, where that is a later one than it was begun on.
pub(super) fn later(visit: &Visit, trial: &TrialV1) -> Option<String> {
    let after = trial.after.as_ref()?;
    let zone = &visit.floor.settings.zone;
    let date = |millis: i64| {
        let at = Timestamp::from_millisecond(millis).ok()?;
        Some(at.to_zoned(zone.clone()).date())
    };
    if date(after.at)? <= date(trial.begun)? {
        return None;
    }
    let when = day(visit, Moment::from_millis(after.at));
    let put = [("when", (&when).into())];
    Some(visit.words.say_with("courage-try-later", &put))
}

/// A day, as the reader's language says it.
pub(super) fn day(visit: &Visit, at: Moment) -> String {
    let zone = &visit.floor.settings.zone;
    visit.words.day(at, visit.now, zone)
}

/// What a step is called on a page that is about one of its tries: its words now, else as they were.
pub(super) fn step_words<'a>(ladder: Option<&'a LadderV1>, trial: &'a TrialV1) -> &'a str {
    let now = ladder.and_then(|ladder| ladder.step(trial.step()));
    now.map_or(trial.what.as_str(), |step| step.what.as_str())
}
