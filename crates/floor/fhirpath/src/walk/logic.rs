//! Yes, no, and not known: what is not said decides nothing by itself.

use crate::ast::Operator;

/// What one side alone decides, so that the other need not be asked.
pub(super) fn decided(operator: Operator, left: Option<bool>) -> Option<bool> {
    match (operator, left) {
        (Operator::And, Some(false)) => Some(false),
        (Operator::Or, Some(true)) | (Operator::Implies, Some(false)) => Some(true),
        _ => None,
    }
}

/// What both sides come to.
pub(super) fn joined(operator: Operator, left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match operator {
        Operator::And => and(left, right),
        Operator::Or => or(left, right),
        Operator::Xor => Some(left? != right?),
        Operator::Implies => or(left.map(|yes| !yes), right),
        _ => None,
    }
}

fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn or(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    and(left.map(|yes| !yes), right.map(|yes| !yes)).map(|neither| !neither)
}
