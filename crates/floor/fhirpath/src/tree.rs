//! A tree of values, such as one answered form: read from JSON, or built by hand.
//!
//! It lies flat in one piece of memory, since a tree is read far more often than it is changed:
//! every value is followed by all it holds, and says how far that reaches. So reading a form asks
//! for memory once. There is no null in it: what is not there is not there.

use crate::node::Node;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::fmt;

/// A value, or values within values. Text may be borrowed from what it was read from.
#[derive(Clone)]
pub struct Tree<'a> {
    /// Never empty: the first is the value itself.
    parts: Vec<Part<'a>>,
}

/// One value of a tree.
#[derive(Clone, PartialEq)]
pub(crate) struct Part<'a> {
    /// What it is called in the object it lies in; else empty.
    pub(crate) name: Cow<'a, str>,
    pub(crate) held: Held<'a>,
}

/// What a part is.
#[derive(Clone, PartialEq)]
pub(crate) enum Held<'a> {
    Boolean(bool),
    Integer(i64),
    Decimal(Decimal),
    String(Cow<'a, str>),
    Array(Extent),
    Object(Extent),
}

/// How far an array or an object reaches.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    /// How many parts it takes, itself and whatever lies within it.
    pub(crate) parts: usize,
    /// How many it holds directly.
    pub(crate) count: usize,
}

impl Extent {
    pub(crate) const EMPTY: Self = Self { parts: 1, count: 0 };
}

impl Part<'_> {
    /// An empty array without a name.
    pub(crate) const EMPTY: Self = Self {
        name: Cow::Borrowed(""),
        held: Held::Array(Extent::EMPTY),
    };

    fn into_owned(self) -> Part<'static> {
        Part {
            name: Cow::Owned(self.name.into_owned()),
            held: match self.held {
                Held::Boolean(yes) => Held::Boolean(yes),
                Held::Integer(whole) => Held::Integer(whole),
                Held::Decimal(number) => Held::Decimal(number),
                Held::String(text) => Held::String(Cow::Owned(text.into_owned())),
                Held::Array(extent) => Held::Array(extent),
                Held::Object(extent) => Held::Object(extent),
            },
        }
    }
}

impl<'a> Tree<'a> {
    /// An object of these parts, in this order. Of two with one name the first counts.
    pub fn object<K: Into<Cow<'a, str>>>(parts: impl IntoIterator<Item = (K, Self)>) -> Self {
        parts.into_iter().collect::<Fields<'a>>().into()
    }

    /// An array of these.
    pub fn array(trees: impl IntoIterator<Item = Self>) -> Self {
        let mut array = Self::from(Held::Array(Extent::EMPTY));
        for tree in trees {
            array.append(Cow::Borrowed(""), tree);
        }
        array
    }

    /// Its parts in order, each followed by all it holds.
    pub(crate) fn of(mut parts: Vec<Part<'a>>) -> Self {
        match parts.first_mut() {
            Some(first) => first.name = Cow::Borrowed(""),
            None => return Self::array([]),
        }
        Self { parts }
    }

    /// The whole of it, to be looked at.
    #[must_use]
    pub fn node(&self) -> Node<'_> {
        Node::of(&self.parts)
    }

    /// The same, owing nothing to anyone.
    #[must_use]
    pub fn into_owned(self) -> Tree<'static> {
        Tree {
            parts: self.parts.into_iter().map(Part::into_owned).collect(),
        }
    }

    /// Puts another tree at the end of this one, which is an array or an object.
    fn append(&mut self, name: Cow<'a, str>, mut tree: Self) {
        if let Some(first) = tree.parts.first_mut() {
            first.name = name;
        }
        if let Some(Held::Array(extent) | Held::Object(extent)) =
            self.parts.first_mut().map(|first| &mut first.held)
        {
            extent.parts += tree.parts.len();
            extent.count += 1;
        }
        self.parts.append(&mut tree.parts);
    }
}

impl PartialEq for Tree<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.node() == other.node()
    }
}

impl fmt::Debug for Tree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node().fmt(f)
    }
}

/// An object that is being built, part by part.
#[derive(Clone, PartialEq, Debug)]
pub struct Fields<'a>(Tree<'a>);

impl Default for Fields<'_> {
    fn default() -> Self {
        Self(Tree::from(Held::Object(Extent::EMPTY)))
    }
}

impl<'a> Fields<'a> {
    /// No parts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part after the others. Of two with one name the first counts.
    pub fn push(&mut self, name: impl Into<Cow<'a, str>>, tree: Tree<'a>) {
        self.0.append(name.into(), tree);
    }
}

impl<'a, K: Into<Cow<'a, str>>> FromIterator<(K, Tree<'a>)> for Fields<'a> {
    fn from_iter<I: IntoIterator<Item = (K, Tree<'a>)>>(parts: I) -> Self {
        let mut fields = Self::new();
        for (name, tree) in parts {
            fields.push(name, tree);
        }
        fields
    }
}

impl<'a> From<Fields<'a>> for Tree<'a> {
    fn from(fields: Fields<'a>) -> Self {
        fields.0
    }
}

impl<'a> From<Held<'a>> for Tree<'a> {
    fn from(held: Held<'a>) -> Self {
        let name = Cow::Borrowed("");
        Self {
            parts: vec![Part { name, held }],
        }
    }
}

impl<'a> From<&'a str> for Tree<'a> {
    fn from(text: &'a str) -> Self {
        Self::from(Cow::Borrowed(text))
    }
}

impl From<String> for Tree<'_> {
    fn from(text: String) -> Self {
        Self::from(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Tree<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Held::String(text).into()
    }
}

impl From<bool> for Tree<'_> {
    fn from(yes: bool) -> Self {
        Held::Boolean(yes).into()
    }
}

impl From<i64> for Tree<'_> {
    fn from(whole: i64) -> Self {
        Held::Integer(whole).into()
    }
}

impl From<i32> for Tree<'_> {
    fn from(whole: i32) -> Self {
        Self::from(i64::from(whole))
    }
}

impl From<Decimal> for Tree<'_> {
    fn from(number: Decimal) -> Self {
        Held::Decimal(number).into()
    }
}
