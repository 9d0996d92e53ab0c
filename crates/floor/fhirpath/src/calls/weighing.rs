//! What answers count: `weight()`, which is also called `ordinal()`.

use crate::ast::Call;
use crate::node::Node;
use crate::refused::EvaluateProblem;
use crate::value::{Place, Value};
use crate::walk::{Scope, Sink, Walked, Walker};
use crate::weights::own_weight;
use rust_decimal::Decimal;

impl<'n> Walker<'_, 'n> {
    /// What each item counts, an answer or its value: said on the item itself, else by the
    /// questionnaire's option. An answer that counts nothing gives nothing, never zero.
    pub(super) fn weigh(
        &self,
        call: &'n Call,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        self.each(&call.of, scope, &mut |item| {
            let Value::Node(place) = item else {
                return Ok(());
            };
            self.spend(1)?;
            match self.weight(call, place)? {
                Some(weight) => sink(Value::Decimal(weight)),
                None => Ok(()),
            }
        })
    }

    fn weight(&self, call: &Call, place: Place<'n>) -> Walked<Option<Decimal>> {
        if let Some(weight) = own_weight(place.node) {
            return Ok(Some(weight));
        }
        if !place.node.is_object() {
            return Ok(None);
        }
        let (value, beside) = answered(place.node).unwrap_or((place.node, None));
        if let Some(weight) = own_weight(value).or_else(|| beside.and_then(own_weight)) {
            return Ok(Some(weight));
        }
        let home = place.home.and_then(|item| item.get("linkId"));
        let Some(link_id) = home.and_then(Node::as_str) else {
            return Ok(None);
        };
        let weights = self.environment.weights;
        let weights = weights.ok_or_else(|| call.spot().refuse(EvaluateProblem::NoWeights))?;
        let found = weights.find(link_id, value);
        found.map_err(|problem| call.spot().refuse(problem))
    }
}

/// An answer's value, and what lies beside it if it is simple.
fn answered(answer: Node<'_>) -> Option<(Node<'_>, Option<Node<'_>>)> {
    let is_value = |name: &str| {
        let kind = name.strip_prefix("value");
        kind.is_some_and(|kind| kind.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    let (name, value) = answer.fields().find(|(name, _)| is_value(name))?;
    let beside = if value.is_object() {
        None
    } else {
        answer.get(&format!("_{name}"))
    };
    Some((value, beside))
}
