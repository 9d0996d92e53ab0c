//! Whether a step may be tried now, and what could be next. Pure.
//!
//! What would speak against a first step is this project's own list, after what exposure work is
//! usually not begun with: a danger that is real and now, self-harm, being far away from oneself, some
//! illnesses, drink and drugs, and somebody else's wish instead of one's own.

use crate::ladder::{CheckV1, LadderV1, StepKindV1, StepV1, ticked};
use crate::trial::TrialV1;
use care::{DAY, Moment};
use insight::{Judged, NextStep, OnStep, Trial, next_step};

/// For how many days the look before the first step counts. This project's own choice.
pub const LOOK_DAYS: i64 = 28;

/// What speaks against a first step now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Against {
    /// Somebody it is about could hurt the client now.
    Danger,
    /// Thoughts of hurting or killing oneself.
    SelfHarm,
    /// Being far away, or losing time.
    Away,
    /// The body: heart, breath, fits, pregnancy.
    Body,
    /// Drink, drugs or much medicine.
    Drink,
    /// It is somebody else's wish.
    Pressed,
    /// Something else that the form says by now.
    Other,
}

impl Against {
    /// What the form calls so.
    pub fn of(code: &str) -> Self {
        match code {
            "danger" => Self::Danger,
            "self-harm" => Self::SelfHarm,
            "away" => Self::Away,
            "body" => Self::Body,
            "drink" => Self::Drink,
            "pressed" => Self::Pressed,
            _ => Self::Other,
        }
    }
}

/// What comes before a step can be tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gate {
    /// The ladder was stopped.
    Stopped,
    /// The look before the first step, for the first time or again.
    Look,
    /// Something speaks against it: talk about it first.
    Talk,
    /// Somebody it is about is a danger now: not a step.
    Danger,
    /// It is done only while the therapist is there.
    Together,
    /// It is left alone for now.
    Resting,
}

/// What comes before anything on this ladder can be tried, if something does.
pub fn gate(ladder: &LadderV1, check: Option<&CheckV1>, now: Moment) -> Option<Gate> {
    if ladder.stopped.is_some() {
        return Some(Gate::Stopped);
    }
    let said = check
        .filter(|check| check.at >= ladder.since)
        .filter(|check| now - check.answered() < LOOK_DAYS * DAY)
        .and_then(|check| Some((check, ticked(&check.answers)?)));
    let Some((check, said)) = said else {
        return Some(Gate::Look);
    };
    if said.contains(&Against::Danger) {
        return Some(Gate::Danger);
    }
    (!said.is_empty() && check.opened.is_none()).then_some(Gate::Talk)
}

/// Whether this step can be tried now, by the client alone or by both together.
///
/// # Errors
/// What comes first.
pub fn may_try(
    ladder: &LadderV1,
    step: &StepV1,
    check: Option<&CheckV1>,
    alone: bool,
    now: Moment,
) -> Result<(), Gate> {
    if let Some(gate) = gate(ladder, check, now) {
        return Err(gate);
    }
    if step.resting {
        return Err(Gate::Resting);
    }
    if alone && step.kind == StepKindV1::Imagining {
        return Err(Gate::Together);
    }
    Ok(())
}

/// What could be next on a ladder, given all its tries, oldest first. Steps are named by their place.
/// Tries that were stopped early, and those with a number left open, are kept and not counted.
pub fn next(ladder: &LadderV1, trials: &[&TrialV1]) -> Judged<NextStep> {
    let counted: Vec<Vec<Trial>> = ladder
        .steps
        .iter()
        .map(|step| {
            let own = trials.iter().filter(|trial| trial.step() == step.id());
            own.filter_map(|trial| trial.counted()).collect()
        })
        .collect();
    let steps: Vec<_> = ladder
        .steps
        .iter()
        .zip(&counted)
        .map(|(step, trials)| OnStep {
            resting: step.resting,
            trials,
        })
        .collect();
    let finished = trials.iter().rev().find(|trial| trial.after.is_some());
    let last = finished.and_then(|trial| {
        let at = ladder.steps.iter().position(|one| one.id() == trial.step());
        Some((at?, trial.came()))
    });
    next_step(&steps, last)
}

#[cfg(test)]
mod tests;
