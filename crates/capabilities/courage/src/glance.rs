//! What other rooms show of it: ladders that are going on, and steps that were tried the first time.

use crate::read::courage;
use crate::rules::{self, Gate};
use care::{Moment, RecordId};
use insight::NextStep;
use sealed::{Act, ReadError};
use std::collections::BTreeSet;

/// What a ladder waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waits {
    /// The look before the first step.
    Check,
    /// Talking: something speaks against it now, or what was feared came.
    Talk,
    /// A step.
    Step,
    /// A try is begun and not finished.
    Try,
    /// Nothing.
    Nothing,
}

/// A ladder that is going on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Open {
    /// Which.
    pub ladder: RecordId,
    /// What it leads to, in the client's words.
    pub goal: String,
    /// What it waits for.
    pub waits: Waits,
    /// When something on it was tried last.
    pub tried: Option<Moment>,
}

/// The ladders that are going on, as whoever acts may see them, oldest first. The act opens the work.
///
/// # Errors
/// If they could not be read.
pub async fn open(act: &Act) -> Result<Vec<Open>, ReadError> {
    let all = courage(act).await?;
    let mut found = Vec::new();
    for kept in &all.ladders {
        let (record, ladder) = (kept.record, &kept.value);
        let tries: Vec<_> = all.tries(record).map(|kept| &kept.value).collect();
        let waits = match rules::gate(ladder, all.check(record), act.now()) {
            Some(Gate::Stopped) => continue,
            _ if tries.iter().any(|one| one.is_open()) => Waits::Try,
            Some(Gate::Look) if ladder.steps.is_empty() => Waits::Step,
            Some(Gate::Look) => Waits::Check,
            Some(_) => Waits::Talk,
            None => match rules::next(ladder, &tries).outcome {
                NextStep::Talk(_) => Waits::Talk,
                NextStep::Enough(..) => Waits::Nothing,
                _ => Waits::Step,
            },
        };
        found.push(Open {
            ladder: record,
            goal: ladder.goal.clone(),
            waits,
            tried: tries.last().map(|one| one.begun()),
        });
    }
    Ok(found)
}

/// A step that was tried the first time, to the end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct First {
    /// The try.
    pub record: RecordId,
    /// When.
    pub at: Moment,
    /// The step, in the words it had then.
    pub words: String,
}

/// The steps that were tried to the end, each with its first time, oldest first. A client's act reads
/// all of them, anyone else's those that were sent. The act opens the work.
///
/// # Errors
/// If they could not be read.
pub async fn firsts(act: &Act) -> Result<Vec<First>, ReadError> {
    let all = courage(act).await?;
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for kept in &all.trials {
        let one = &kept.value;
        let done = one.after.is_some() && !one.stopped && one.gone.is_none();
        let there = all.ladder(one.ladder()).is_some();
        if done && there && seen.insert(one.step) {
            found.push(First {
                record: kept.record,
                at: one.begun(),
                words: one.what.clone(),
            });
        }
    }
    Ok(found)
}
