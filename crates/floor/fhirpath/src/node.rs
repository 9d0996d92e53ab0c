//! A value somewhere in a [`Tree`]: what expressions walk over.

use crate::tree::{Held, Part, Tree};
use rust_decimal::Decimal;
use std::fmt;

/// How deep a tree is compared, in levels: as deep as JSON is read.
pub(crate) const DEEPEST_NODE: usize = crate::json::DEEPEST_JSON;

/// A value in a tree. Looking costs nothing, and copies share the tree.
#[derive(Clone, Copy)]
pub struct Node<'n> {
    /// Itself, and after it all it holds.
    parts: &'n [Part<'n>],
}

/// What a node is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Shape<'n> {
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number as it was written.
    Decimal(Decimal),
    /// Text; dates and times are text too until an expression asks.
    String(&'n str),
    /// Several: see [`Node::items`].
    Array,
    /// Named parts: see [`Node::fields`].
    Object,
}

/// Several nodes of a tree, in order.
#[derive(Clone)]
pub struct Nodes<'n> {
    /// Those still to come, each followed by all it holds.
    parts: &'n [Part<'n>],
}

impl<'n> Node<'n> {
    pub(crate) fn of(parts: &'n [Part<'n>]) -> Self {
        Self { parts }
    }

    fn held(self) -> Option<&'n Held<'n>> {
        self.parts.first().map(|part| &part.held)
    }

    fn inside(self) -> Nodes<'n> {
        let parts = self.parts.get(1..).unwrap_or_default();
        Nodes { parts }
    }

    /// What it is.
    #[must_use]
    pub fn shape(self) -> Shape<'n> {
        match self.held() {
            Some(Held::Boolean(yes)) => Shape::Boolean(*yes),
            Some(Held::Integer(whole)) => Shape::Integer(*whole),
            Some(Held::Decimal(number)) => Shape::Decimal(*number),
            Some(Held::String(text)) => Shape::String(text),
            Some(Held::Object(_)) => Shape::Object,
            Some(Held::Array(_)) | None => Shape::Array,
        }
    }

    /// Whether it has named parts.
    #[must_use]
    pub fn is_object(self) -> bool {
        matches!(self.held(), Some(Held::Object(_)))
    }

    /// The part of this name, if this is an object that has it.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Self> {
        let found = self.fields().find(|(known, _)| *known == name);
        found.map(|(_, node)| node)
    }

    /// Every part of an object with its name, in order; nothing if it is none.
    pub fn fields(self) -> impl Iterator<Item = (&'n str, Self)> {
        let parts = if self.is_object() {
            self.inside().parts
        } else {
            &[]
        };
        Nodes { parts }.map(|node| (node.name(), node))
    }

    /// What it is called in the object it lies in.
    fn name(self) -> &'n str {
        self.parts.first().map_or("", |part| &part.name)
    }

    /// How many an array or an object holds; anything else holds nothing.
    #[must_use]
    pub fn count(self) -> usize {
        match self.held() {
            Some(Held::Array(extent) | Held::Object(extent)) => extent.count,
            _ => 0,
        }
    }

    /// The text, if this is text.
    #[must_use]
    pub fn as_str(self) -> Option<&'n str> {
        match self.held() {
            Some(Held::String(text)) => Some(text),
            _ => None,
        }
    }

    /// The number, if this is one.
    #[must_use]
    pub fn as_number(self) -> Option<Decimal> {
        match self.held() {
            Some(Held::Integer(whole)) => Some(Decimal::from(*whole)),
            Some(Held::Decimal(number)) => Some(*number),
            _ => None,
        }
    }

    /// What an array holds; anything else by itself.
    #[must_use]
    pub fn items(self) -> Nodes<'n> {
        match self.held() {
            Some(Held::Array(_)) => self.inside(),
            _ => Nodes { parts: self.parts },
        }
    }

    /// What lies under this name: nothing, one, or several.
    #[must_use]
    pub fn all(self, name: &str) -> Nodes<'n> {
        self.get(name).map_or(Nodes { parts: &[] }, Self::items)
    }

    /// A tree of its own.
    #[must_use]
    pub fn to_tree(self) -> Tree<'n> {
        Tree::of(self.parts.to_vec())
    }
}

impl<'n> Iterator for Nodes<'n> {
    type Item = Node<'n>;

    #[inline]
    fn next(&mut self) -> Option<Node<'n>> {
        let length = match self.parts.first()?.held {
            Held::Array(extent) | Held::Object(extent) => extent.parts,
            _ => 1,
        };
        let (parts, rest) = self.parts.split_at_checked(length)?;
        self.parts = rest;
        Some(Node { parts })
    }
}

impl PartialEq for Node<'_> {
    /// Not what it is called, but all it holds.
    fn eq(&self, other: &Self) -> bool {
        self.held() == other.held() && self.inside().parts == other.inside().parts
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shape() {
            Shape::Boolean(yes) => yes.fmt(f),
            Shape::Integer(whole) => whole.fmt(f),
            Shape::Decimal(number) => number.fmt(f),
            Shape::String(text) => text.fmt(f),
            Shape::Array => f.debug_list().entries(self.items()).finish(),
            Shape::Object => f.debug_map().entries(self.fields()).finish(),
        }
    }
}

impl<'n> From<&'n Tree<'_>> for Node<'n> {
    fn from(tree: &'n Tree<'_>) -> Self {
        tree.node()
    }
}
