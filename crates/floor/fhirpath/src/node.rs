//! A tree of values: what an expression walks over, such as one answered form.
//!
//! There is no null in it: what is not there is not there.

use rust_decimal::Decimal;
use std::borrow::Cow;

/// How deep a tree is compared, in levels: as deep as JSON is read.
pub(crate) const DEEPEST_NODE: usize = crate::json::DEEPEST_JSON;

/// A value, or values within values. Text may be borrowed from what it was read from.
#[derive(Clone, PartialEq, Debug)]
pub enum Node<'a> {
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number as it was written.
    Decimal(Decimal),
    /// Text; dates and times are text too until an expression asks.
    String(Cow<'a, str>),
    /// Several.
    Array(Vec<Node<'a>>),
    /// Named parts.
    Object(Fields<'a>),
}

/// The named parts of an object, in their order. Of two with one name the first counts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Fields<'a>(Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Fields<'a> {
    /// No parts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part after the others.
    #[inline]
    pub fn push(&mut self, name: impl Into<Cow<'a, str>>, node: Node<'a>) {
        self.0.push((name.into(), node));
    }

    /// The part of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, node)| node)
    }

    /// Every part with its name, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node<'a>)> {
        self.0.iter().map(|(name, node)| (name.as_ref(), node))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a, K: Into<Cow<'a, str>>> FromIterator<(K, Node<'a>)> for Fields<'a> {
    fn from_iter<I: IntoIterator<Item = (K, Node<'a>)>>(parts: I) -> Self {
        let named = parts.into_iter().map(|(name, node)| (name.into(), node));
        Self(named.collect())
    }
}

impl<'a> Node<'a> {
    /// An object of these parts.
    pub fn object<K: Into<Cow<'a, str>>>(parts: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Object(parts.into_iter().collect())
    }

    /// An array of these.
    pub fn array(nodes: impl IntoIterator<Item = Self>) -> Self {
        Self::Array(nodes.into_iter().collect())
    }

    /// The part of this name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.get(name),
            _ => None,
        }
    }

    /// The text, if this is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if this is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Decimal> {
        match self {
            Self::Integer(whole) => Some(Decimal::from(*whole)),
            Self::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// What an array holds; anything else by itself.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Array(nodes) => nodes,
            one => std::slice::from_ref(one),
        }
    }

    /// What lies under this name: nothing, one, or several.
    pub fn all(&self, name: &str) -> &[Self] {
        self.get(name).map_or(&[], Self::items)
    }

    /// The same, owing nothing to anyone.
    pub fn into_owned(self) -> Node<'static> {
        match self {
            Self::Boolean(yes) => Node::Boolean(yes),
            Self::Integer(whole) => Node::Integer(whole),
            Self::Decimal(number) => Node::Decimal(number),
            Self::String(text) => Node::String(Cow::Owned(text.into_owned())),
            Self::Array(nodes) => Node::array(nodes.into_iter().map(Self::into_owned)),
            Self::Object(Fields(parts)) => Node::object(
                parts
                    .into_iter()
                    .map(|(name, node)| (name.into_owned(), node.into_owned())),
            ),
        }
    }
}

impl<'a> From<&'a str> for Node<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(Cow::Borrowed(text))
    }
}

impl From<String> for Node<'_> {
    fn from(text: String) -> Self {
        Self::String(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Node<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Node<'_> {
    fn from(yes: bool) -> Self {
        Self::Boolean(yes)
    }
}

impl From<i64> for Node<'_> {
    fn from(whole: i64) -> Self {
        Self::Integer(whole)
    }
}

impl From<i32> for Node<'_> {
    fn from(whole: i32) -> Self {
        Self::Integer(i64::from(whole))
    }
}

impl From<Decimal> for Node<'_> {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}
