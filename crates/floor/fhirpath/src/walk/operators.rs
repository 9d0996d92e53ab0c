//! Operators between two, and signs.

use super::{Scope, Sink, Spot, Walked, Walker, logic};
use crate::ast::{Ast, At, Binary, Operator};
use crate::value::Value;
use std::cmp::Ordering;

impl<'n> Walker<'_, 'n> {
    pub(super) fn binary(
        &self,
        binary: &'n Binary,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let found = match binary.operator {
            Operator::Union => return self.union(&binary.left, &binary.right, scope, sink),
            Operator::And | Operator::Or | Operator::Xor | Operator::Implies => {
                self.logic(binary, scope)?
            }
            Operator::Equal => self.same(binary, scope)?,
            Operator::NotEqual => self.same(binary, scope)?.map(|same| !same),
            Operator::Equivalent => Some(self.as_good_as(binary, scope)?),
            Operator::NotEquivalent => Some(!self.as_good_as(binary, scope)?),
            Operator::In => self.is_in(&binary.left, &binary.right, binary, scope)?,
            Operator::Contains => self.is_in(&binary.right, &binary.left, binary, scope)?,
            Operator::Less | Operator::Greater | Operator::AtMost | Operator::AtLeast => {
                self.ordered(binary, scope)?
            }
            _ => {
                let value = self.computed(binary, scope)?;
                return value.map_or(Ok(()), sink);
            }
        };
        found.map_or(Ok(()), |yes| sink(Value::Boolean(yes)))
    }

    fn logic(&self, binary: &'n Binary, scope: Scope<'_, 'n>) -> Walked<Option<bool>> {
        let spot = binary.spot();
        let left = self.truth(&binary.left, scope, spot)?;
        if let Some(decided) = logic::decided(binary.operator, left) {
            return Ok(Some(decided));
        }
        let right = self.truth(&binary.right, scope, spot)?;
        Ok(logic::joined(binary.operator, left, right))
    }

    fn same(&self, binary: &'n Binary, scope: Scope<'_, 'n>) -> Walked<Option<bool>> {
        let left = self.all(&binary.left, scope)?;
        if left.is_empty() {
            return Ok(None);
        }
        self.all_equal(left, self.all(&binary.right, scope)?)
    }

    fn as_good_as(&self, binary: &'n Binary, scope: Scope<'_, 'n>) -> Walked<bool> {
        let left = self.all(&binary.left, scope)?;
        self.all_equivalent(left, self.all(&binary.right, scope)?)
    }

    fn is_in(
        &self,
        item: &'n Ast,
        these: &'n Ast,
        binary: &'n Binary,
        scope: Scope<'_, 'n>,
    ) -> Walked<Option<bool>> {
        let Some(item) = self.one(item, scope, binary.spot())? else {
            return Ok(None);
        };
        let mut is_in = false;
        let walked = self.each(these, scope, &mut |one| {
            is_in = self.equal(item.clone(), one)? == Some(true);
            if is_in {
                Err(super::Stop::Enough)
            } else {
                Ok(())
            }
        });
        match walked {
            Err(super::Stop::Enough) if is_in => Ok(Some(true)),
            other => other.map(|()| Some(false)),
        }
    }

    fn ordered(&self, binary: &'n Binary, scope: Scope<'_, 'n>) -> Walked<Option<bool>> {
        let spot = binary.spot();
        let Some(left) = self.one(&binary.left, scope, spot)? else {
            return Ok(None);
        };
        let Some(right) = self.one(&binary.right, scope, spot)? else {
            return Ok(None);
        };
        let order = self.order(left, right, spot)?;
        Ok(order.map(|order| match binary.operator {
            Operator::Less => order == Ordering::Less,
            Operator::AtMost => order != Ordering::Greater,
            Operator::Greater => order == Ordering::Greater,
            _ => order != Ordering::Less,
        }))
    }

    /// Both, each item once.
    pub(crate) fn union(
        &self,
        left: &'n Ast,
        right: &'n Ast,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let mut seen = Vec::new();
        let mut once = |item: Value<'n>| {
            if self.is_among(&item, &seen)? {
                return Ok(());
            }
            seen.push(item.clone());
            sink(item)
        };
        self.each(left, scope, &mut once)?;
        self.each(right, scope, &mut once)
    }

    pub(super) fn sign(
        &self,
        minus: bool,
        of: &'n Ast,
        at: At,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let what = if minus { "-" } else { "+" };
        let spot = Spot { what, at };
        let Some(item) = self.one(of, scope, spot)? else {
            return Ok(());
        };
        let signed = match item {
            Value::Integer(whole) if minus => whole.checked_neg().map(Value::Integer),
            Value::Decimal(number) if minus => Some(Value::Decimal(-number)),
            Value::Quantity(mut quantity) => {
                if minus {
                    quantity.value = -quantity.value;
                }
                Some(Value::Quantity(quantity))
            }
            number @ (Value::Integer(_) | Value::Decimal(_)) => Some(number),
            _ => return Err(spot.wrong("a number or a quantity")),
        };
        signed.map_or(Ok(()), sink)
    }
}

impl Binary {
    pub(super) fn spot(&self) -> Spot {
        Spot {
            what: self.operator.written(),
            at: self.at,
        }
    }
}
