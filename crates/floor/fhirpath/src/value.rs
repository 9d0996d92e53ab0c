//! What an expression gives: values of its own, and places in the tree it walked over.

use crate::moment::Moment;
use crate::node::{Node, Shape};
use crate::quantity::Quantity;
use crate::tree::Tree;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// One item of a result.
#[derive(Clone, PartialEq, Debug)]
pub enum Value<'n> {
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// An exact number.
    Decimal(Decimal),
    /// Text.
    String(Cow<'n, str>),
    /// A date, a date-time or a time.
    Moment(Moment),
    /// A number of a unit.
    Quantity(Quantity<'n>),
    /// An object of the tree.
    Node(Place<'n>),
}

/// An object in the tree, and what the way to it told about it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'n> {
    pub(crate) node: Node<'n>,
    /// The `item` it lies in, nearest first: whose `linkId` an answer belongs to.
    pub(crate) home: Option<Node<'n>>,
    /// Its FHIR type, where the name it was found under tells (`valueCoding`); else empty.
    pub(crate) kind: &'static str,
}

impl PartialEq for Place<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl<'n> Place<'n> {
    /// Where an evaluation begins.
    pub(crate) fn top(node: Node<'n>) -> Self {
        let is_item = node.get("linkId").is_some();
        Self {
            node,
            home: is_item.then_some(node),
            kind: "",
        }
    }

    /// The object.
    #[must_use]
    pub fn node(&self) -> Node<'n> {
        self.node
    }

    /// What lies under a name in this place, of this FHIR type if one is known. Not for arrays.
    pub(crate) fn part(&self, name: &str, node: Node<'n>, kind: &'static str) -> Value<'n> {
        match node.shape() {
            Shape::Object | Shape::Array => Value::Node(Self {
                node,
                home: if name == "item" {
                    Some(node)
                } else {
                    self.home
                },
                kind,
            }),
            _ => Value::simple(node, kind),
        }
    }
}

impl<'n> Value<'n> {
    /// A node's own value; an object becomes a place.
    pub(crate) fn simple(node: Node<'n>, kind: &'static str) -> Self {
        match node.shape() {
            Shape::Boolean(yes) => Self::Boolean(yes),
            Shape::Integer(whole) if kind == "Decimal" => Self::Decimal(Decimal::from(whole)),
            Shape::Integer(whole) => Self::Integer(whole),
            Shape::Decimal(number) => Self::Decimal(number),
            Shape::String(text) => match kind {
                "Date" | "DateTime" | "Instant" | "Time" => Moment::parse(text)
                    .and_then(|moment| match kind {
                        "DateTime" | "Instant" => moment.with_time(),
                        _ => Some(moment),
                    })
                    .map_or(Self::String(Cow::Borrowed(text)), Self::Moment),
                _ => Self::String(Cow::Borrowed(text)),
            },
            Shape::Array | Shape::Object => Self::Node(Place::top(node)),
        }
    }

    /// The same value, borrowed from this one.
    pub(crate) fn reborrow(&'n self) -> Self {
        match self {
            Self::String(text) => Self::String(Cow::Borrowed(text)),
            Self::Quantity(quantity) => Self::Quantity(Quantity {
                value: quantity.value,
                unit: Cow::Borrowed(&quantity.unit),
            }),
            other => other.clone(),
        }
    }

    /// Its number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Integer(whole) => Some(Decimal::from(*whole)),
            Self::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// Its yes or no, if it is one.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Boolean(yes) => Some(*yes),
            _ => None,
        }
    }

    /// Its node, if it is an object of the tree.
    #[must_use]
    pub fn node(&self) -> Option<Node<'n>> {
        match self {
            Self::Node(place) => Some(place.node),
            _ => None,
        }
    }

    /// Its text: of text itself, of numbers, booleans and moments as FHIR writes them, of
    /// quantities as `1.5 'mg'`. `None` for objects.
    #[must_use]
    pub fn text(&self) -> Option<Cow<'n, str>> {
        Some(match self {
            Self::String(text) => text.clone(),
            Self::Boolean(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
            Self::Integer(whole) => Cow::Owned(whole.to_string()),
            Self::Decimal(number) => Cow::Owned(number.normalize().to_string()),
            Self::Moment(moment) => Cow::Owned(moment.to_string()),
            Self::Quantity(quantity) => Cow::Owned(quantity.to_string()),
            Self::Node(place) => match place.quantity() {
                Some(quantity) => Cow::Owned(quantity.to_string()),
                None => return None,
            },
        })
    }

    /// The value as a tree of its own, to be kept: moments as text, quantities as FHIR writes them.
    #[must_use]
    pub fn to_tree(&self) -> Tree<'static> {
        match self {
            Self::Boolean(yes) => Tree::from(*yes),
            Self::Integer(whole) => Tree::from(*whole),
            Self::Decimal(number) => Tree::from(*number),
            Self::String(text) => Tree::from(text.clone().into_owned()),
            Self::Moment(moment) => Tree::from(moment.to_string()),
            Self::Quantity(quantity) => Tree::object([
                ("value", Tree::from(quantity.value)),
                ("unit", Tree::from(quantity.unit.clone().into_owned())),
            ]),
            Self::Node(place) => place.node.to_tree().into_owned(),
        }
    }

    /// The value, owing nothing to the tree; `None` for an object of the tree, which only
    /// [`Value::to_tree`] copies.
    #[must_use]
    pub fn into_owned(self) -> Option<Value<'static>> {
        Some(match self {
            Self::Boolean(yes) => Value::Boolean(yes),
            Self::Integer(whole) => Value::Integer(whole),
            Self::Decimal(number) => Value::Decimal(number),
            Self::String(text) => Value::String(Cow::Owned(text.into_owned())),
            Self::Moment(moment) => Value::Moment(moment),
            Self::Quantity(quantity) => Value::Quantity(Quantity {
                value: quantity.value,
                unit: Cow::Owned(quantity.unit.into_owned()),
            }),
            Self::Node(_) => return None,
        })
    }
}

impl<'n> From<Node<'n>> for Value<'n> {
    fn from(node: Node<'n>) -> Self {
        Self::simple(node, "")
    }
}

impl<'n> From<&'n Tree<'_>> for Value<'n> {
    fn from(tree: &'n Tree<'_>) -> Self {
        Self::simple(tree.node(), "")
    }
}

impl From<bool> for Value<'_> {
    fn from(yes: bool) -> Self {
        Self::Boolean(yes)
    }
}

impl From<i64> for Value<'_> {
    fn from(whole: i64) -> Self {
        Self::Integer(whole)
    }
}

impl From<i32> for Value<'_> {
    fn from(whole: i32) -> Self {
        Self::Integer(i64::from(whole))
    }
}

impl From<Decimal> for Value<'_> {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}

impl From<Moment> for Value<'_> {
    fn from(moment: Moment) -> Self {
        Self::Moment(moment)
    }
}

impl<'n> From<&'n str> for Value<'n> {
    fn from(text: &'n str) -> Self {
        Self::String(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::String(Cow::Owned(text))
    }
}
