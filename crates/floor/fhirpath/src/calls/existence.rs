//! Whether there is something, and whether it is so.

use super::{Function, Known, known};
use crate::ast::Call;
use crate::value::Value;
use crate::walk::{Scope, Stop, Walked, Walker};

/// Functions that answer yes or no about all items.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Existence {
    Empty,
    Exists,
    All,
    AllTrue,
    AnyTrue,
    AllFalse,
    AnyFalse,
    Not,
    HasValue,
    SubsetOf,
    SupersetOf,
    IsDistinct,
}

pub(super) const KNOWN: &[Known] = &[
    known("empty", Function::Existence(Existence::Empty), 0, 0),
    known("exists", Function::Existence(Existence::Exists), 0, 1),
    known("any", Function::Existence(Existence::Exists), 0, 1),
    known("all", Function::Existence(Existence::All), 1, 1),
    known("allTrue", Function::Existence(Existence::AllTrue), 0, 0),
    known("anyTrue", Function::Existence(Existence::AnyTrue), 0, 0),
    known("allFalse", Function::Existence(Existence::AllFalse), 0, 0),
    known("anyFalse", Function::Existence(Existence::AnyFalse), 0, 0),
    known("not", Function::Existence(Existence::Not), 0, 0),
    known("hasValue", Function::Existence(Existence::HasValue), 0, 0),
    known("subsetOf", Function::Existence(Existence::SubsetOf), 1, 1),
    known(
        "supersetOf",
        Function::Existence(Existence::SupersetOf),
        1,
        1,
    ),
    known(
        "isDistinct",
        Function::Existence(Existence::IsDistinct),
        0,
        0,
    ),
];

impl<'n> Walker<'_, 'n> {
    pub(super) fn existence(
        &self,
        function: Existence,
        call: &'n Call,
        scope: Scope<'_, 'n>,
    ) -> Walked<Option<bool>> {
        let yes = match function {
            Existence::Empty => !self.is_any(call, scope, &|_, _| Ok(true))?,
            Existence::Exists => match call.argument(0) {
                None => self.is_any(call, scope, &|_, _| Ok(true))?,
                Some(_) => self.is_any(call, scope, &|item, index| {
                    self.meets(call, item, index, scope)
                })?,
            },
            Existence::All => !self.is_any(call, scope, &|item, index| {
                Ok(!self.meets(call, item, index, scope)?)
            })?,
            Existence::AllTrue => !self.is_any(call, scope, &|item, _| is(call, item, false))?,
            Existence::AnyTrue => self.is_any(call, scope, &|item, _| is(call, item, true))?,
            Existence::AllFalse => !self.is_any(call, scope, &|item, _| is(call, item, true))?,
            Existence::AnyFalse => self.is_any(call, scope, &|item, _| is(call, item, false))?,
            Existence::Not => {
                let truth = self.truth(&call.of, scope, call.spot())?;
                return Ok(truth.map(|yes| !yes));
            }
            Existence::HasValue => {
                let items = self.all(&call.of, scope)?;
                matches!(items.as_slice(), [item] if !matches!(item, Value::Node(_)))
            }
            Existence::SubsetOf => self.is_subset(call, scope, false)?,
            Existence::SupersetOf => self.is_subset(call, scope, true)?,
            Existence::IsDistinct => self.is_distinct(call, scope)?,
        };
        Ok(Some(yes))
    }

    /// Whether any item is such; no further item is asked for.
    fn is_any(
        &self,
        call: &'n Call,
        scope: Scope<'_, 'n>,
        such: &dyn Fn(&Value<'n>, usize) -> Walked<bool>,
    ) -> Walked<bool> {
        let (mut found, mut index) = (false, 0);
        let walked = self.each(&call.of, scope, &mut |item| {
            found = such(&item, index)?;
            index += 1;
            if found { Err(Stop::Enough) } else { Ok(()) }
        });
        match walked {
            Err(Stop::Enough) if found => Ok(true),
            other => other.map(|()| false),
        }
    }

    /// Whether an item meets the call's criterion.
    pub(super) fn meets(
        &self,
        call: &'n Call,
        item: &Value<'n>,
        index: usize,
        scope: Scope<'_, 'n>,
    ) -> Walked<bool> {
        let Some(criterion) = call.argument(0) else {
            return Ok(true);
        };
        let truth = self.truth(criterion, scope.about(item, index), call.spot())?;
        Ok(truth == Some(true))
    }

    fn is_subset(&self, call: &'n Call, scope: Scope<'_, 'n>, turned: bool) -> Walked<bool> {
        let (mut small, mut large) = (self.all(&call.of, scope)?, Vec::new());
        if let Some(other) = call.argument(0) {
            large = self.all(other, scope)?;
        }
        if turned {
            std::mem::swap(&mut small, &mut large);
        }
        for item in &small {
            if !self.is_among(item, &large)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_distinct(&self, call: &'n Call, scope: Scope<'_, 'n>) -> Walked<bool> {
        let items = self.all(&call.of, scope)?;
        for (number, item) in items.iter().enumerate() {
            let before = items.get(..number).unwrap_or_default();
            if self.is_among(item, before)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whether a boolean is this one.
fn is(call: &Call, item: &Value<'_>, wanted: bool) -> Walked<bool> {
    match item.truth() {
        Some(yes) => Ok(yes == wanted),
        None => Err(call.spot().wrong("booleans")),
    }
}
