//! Two collections made into one.

use super::{Function, Known, known};
use crate::ast::Call;
use crate::value::Value;
use crate::walk::{Scope, Sink, Walked, Walker};

/// Functions of two collections, and `distinct()`, which is a union with nothing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Combining {
    Union,
    Combine,
    Intersect,
    Exclude,
    Distinct,
}

pub(super) const KNOWN: &[Known] = &[
    known("union", Function::Combining(Combining::Union), 1, 1),
    known("combine", Function::Combining(Combining::Combine), 1, 1),
    known("intersect", Function::Combining(Combining::Intersect), 1, 1),
    known("exclude", Function::Combining(Combining::Exclude), 1, 1),
    known("distinct", Function::Combining(Combining::Distinct), 0, 0),
];

impl<'n> Walker<'_, 'n> {
    pub(super) fn combining(
        &self,
        function: Combining,
        call: &'n Call,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let Some(other) = call.argument(0) else {
            return self.once(call, None, scope, sink);
        };
        match function {
            Combining::Union => self.union(&call.of, other, scope, sink),
            Combining::Combine => {
                self.each(&call.of, scope, sink)?;
                self.each(other, scope, sink)
            }
            Combining::Exclude => {
                let other = self.all(other, scope)?;
                self.each(&call.of, scope, &mut |item| {
                    if self.is_among(&item, &other)? {
                        Ok(())
                    } else {
                        sink(item)
                    }
                })
            }
            Combining::Intersect | Combining::Distinct => {
                let other = self.all(other, scope)?;
                self.once(call, Some(&other), scope, sink)
            }
        }
    }

    /// Each item once; of two collections those that are in both.
    fn once(
        &self,
        call: &'n Call,
        among: Option<&[Value<'n>]>,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let mut seen = Vec::new();
        self.each(&call.of, scope, &mut |item| {
            let counts = match among {
                Some(among) => self.is_among(&item, among)?,
                None => true,
            };
            if !counts || self.is_among(&item, &seen)? {
                return Ok(());
            }
            seen.push(item.clone());
            sink(item)
        })
    }
}
