//! Numbers, exact as long as that is possible. Roots, logarithms and powers with a fraction are
//! worked out in binary to about 15 digits.

use super::{Function, Known, known};
use crate::ast::Call;
use crate::quantity::Quantity;
use crate::value::Value;
use crate::walk::{Scope, Walked, Walker};
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

/// Functions of one number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Math {
    Abs,
    Ceiling,
    Floor,
    Truncate,
    Round,
    Sqrt,
    Exp,
    Ln,
    Log,
    Power,
}

pub(super) const KNOWN: &[Known] = &[
    known("abs", Function::Math(Math::Abs), 0, 0),
    known("ceiling", Function::Math(Math::Ceiling), 0, 0),
    known("floor", Function::Math(Math::Floor), 0, 0),
    known("truncate", Function::Math(Math::Truncate), 0, 0),
    known("round", Function::Math(Math::Round), 0, 1),
    known("sqrt", Function::Math(Math::Sqrt), 0, 0),
    known("exp", Function::Math(Math::Exp), 0, 0),
    known("ln", Function::Math(Math::Ln), 0, 0),
    known("log", Function::Math(Math::Log), 1, 1),
    known("power", Function::Math(Math::Power), 1, 1),
];

/// The most digits after the point a decimal can have.
const MOST_DIGITS: u32 = 28;

impl<'n> Walker<'_, 'n> {
    pub(super) fn math(
        &self,
        function: Math,
        call: &'n Call,
        scope: Scope<'_, 'n>,
    ) -> Walked<Option<Value<'n>>> {
        let spot = call.spot();
        let item = match self.one(&call.of, scope, spot)? {
            None => return Ok(None),
            Some(Value::Node(place)) => place.quantity().map(Value::Quantity),
            simple => simple,
        };
        let (number, unit) = match item {
            Some(Value::Quantity(Quantity { value, unit })) => (value, Some(unit)),
            Some(simple) => match (function, simple) {
                (Math::Abs, Value::Integer(whole)) => {
                    return Ok(whole.checked_abs().map(Value::Integer));
                }
                (_, simple) => {
                    let number = simple.number();
                    (number.ok_or_else(|| spot.wrong("a number"))?, None)
                }
            },
            None => return Err(spot.wrong("a number")),
        };
        let argument = match call.argument(0) {
            None => None,
            Some(argument) => match self.one(argument, scope, spot)? {
                None => return Ok(None),
                Some(value) => {
                    let number = value.number();
                    Some(number.ok_or_else(|| spot.wrong("a number"))?)
                }
            },
        };
        let found = match function {
            Math::Abs => Some(number.abs()),
            Math::Round => rounded(number, argument),
            Math::Ceiling => return Ok(whole(number.ceil())),
            Math::Floor => return Ok(whole(number.floor())),
            Math::Truncate => return Ok(whole(number.trunc())),
            Math::Sqrt => root(number),
            Math::Exp => in_binary(number, f64::exp),
            Math::Ln => in_binary(number, f64::ln),
            Math::Log => argument.and_then(|base| logarithm(number, base)),
            Math::Power => argument.and_then(|exponent| power(number, exponent)),
        };
        Ok(found.map(|value| match unit {
            Some(unit) => Value::Quantity(Quantity { value, unit }),
            None => Value::Decimal(value),
        }))
    }
}

fn whole<'n>(number: Decimal) -> Option<Value<'n>> {
    number.to_i64().map(Value::Integer)
}

/// To so many digits after the point; a half goes away from zero.
fn rounded(number: Decimal, digits: Option<Decimal>) -> Option<Decimal> {
    let digits = digits.unwrap_or(Decimal::ZERO).to_u32()?;
    let half = RoundingStrategy::MidpointAwayFromZero;
    Some(number.round_dp_with_strategy(digits.min(MOST_DIGITS), half))
}

/// A function of binary numbers; nothing where it has no value.
fn in_binary(number: Decimal, function: impl Fn(f64) -> f64) -> Option<Decimal> {
    Decimal::from_f64(function(number.to_f64()?))
}

fn root(number: Decimal) -> Option<Decimal> {
    let root = in_binary(number, f64::sqrt)?;
    // An exact root is better than a good one.
    let short = root.round_dp(MOST_DIGITS / 4);
    if short.checked_mul(short) == Some(number) {
        Some(short)
    } else {
        Some(root)
    }
}

fn logarithm(number: Decimal, base: Decimal) -> Option<Decimal> {
    let (number, base) = (number.to_f64()?, base.to_f64()?);
    let logarithm = Decimal::from_f64(number.log(base))?;
    // Of a power of the base it is whole, which binary division may just miss.
    let near = logarithm.round();
    let is_near = (logarithm - near).abs() < Decimal::new(1, 12);
    Some(if is_near { near } else { logarithm })
}

/// A whole power by multiplication, so that it is exact; any other in binary.
fn power(number: Decimal, exponent: Decimal) -> Option<Decimal> {
    let count = exponent.fract().is_zero().then(|| exponent.to_i64());
    let Some(Some(count)) = count else {
        let exponent = exponent.to_f64()?;
        return in_binary(number, |number| number.powf(exponent));
    };
    let (mut left, mut square, mut product) = (count.unsigned_abs(), number, Decimal::ONE);
    while left > 0 {
        if left % 2 == 1 {
            product = product.checked_mul(square)?;
        }
        left /= 2;
        if left > 0 {
            square = square.checked_mul(square)?;
        }
    }
    if count < 0 {
        Decimal::ONE.checked_div(product)
    } else {
        Some(product)
    }
}
