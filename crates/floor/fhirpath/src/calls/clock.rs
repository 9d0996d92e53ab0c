//! What time it is, which is handed in: an evaluation gives the same result tomorrow.

use super::{Function, Known, known};
use crate::ast::Call;
use crate::refused::EvaluateProblem;
use crate::value::Value;
use crate::walk::{Walked, Walker};

/// Functions of the present.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Clock {
    Now,
    Today,
    TimeOfDay,
}

pub(super) const KNOWN: &[Known] = &[
    known("now", Function::Clock(Clock::Now), 0, 0),
    known("today", Function::Clock(Clock::Today), 0, 0),
    known("timeOfDay", Function::Clock(Clock::TimeOfDay), 0, 0),
];

impl<'n> Walker<'_, 'n> {
    pub(super) fn clock(&self, function: Clock, call: &Call) -> Walked<Value<'n>> {
        let now = self.environment.now;
        let now = now.ok_or_else(|| call.spot().refuse(EvaluateProblem::NoClock))?;
        Ok(Value::Moment(match function {
            Clock::Now => now,
            Clock::Today => now.date(),
            Clock::TimeOfDay => now.time(),
        }))
    }
}
