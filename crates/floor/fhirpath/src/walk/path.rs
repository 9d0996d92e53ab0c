//! From an object to its parts: by name, by number, or all of them.

use super::{Scope, Sink, Spot, Walked, Walker};
use crate::ast::{Ast, At};
use crate::node::Node;
use crate::value::{Place, Value};

/// The types that FHIR writes at the end of the name of an element that may be of several
/// (`valueCoding`).
const KINDS: [&str; 34] = [
    "Boolean",
    "Integer",
    "Integer64",
    "Decimal",
    "String",
    "Code",
    "Uri",
    "Url",
    "Canonical",
    "Id",
    "Oid",
    "Uuid",
    "Markdown",
    "Base64Binary",
    "PositiveInt",
    "UnsignedInt",
    "Date",
    "DateTime",
    "Instant",
    "Time",
    "Coding",
    "CodeableConcept",
    "Quantity",
    "Age",
    "Duration",
    "Range",
    "Ratio",
    "Period",
    "Identifier",
    "Reference",
    "Attachment",
    "Annotation",
    "Expression",
    "Extension",
];

/// A part by its name; or, where an element may be of several types, by the name before the type.
fn part<'n>(node: Node<'n>, name: &str) -> Option<(Node<'n>, &'static str)> {
    if let Some(node) = node.get(name) {
        return Some((node, ""));
    }
    node.fields().find_map(|(key, node)| {
        let kind = key.strip_prefix(name)?;
        let kind = KINDS.into_iter().find(|known| *known == kind)?;
        Some((node, kind))
    })
}

impl<'n> Walker<'_, 'n> {
    /// The parts of an item that have this name.
    pub(crate) fn member(&self, item: &Value<'n>, name: &str, sink: Sink<'_, 'n>) -> Walked<()> {
        let place = match item {
            Value::Node(place) => place,
            Value::Quantity(quantity) => {
                return match name {
                    "value" => sink(Value::Decimal(quantity.value)),
                    "unit" => sink(Value::String(quantity.unit.clone())),
                    _ => Ok(()),
                };
            }
            _ => return Ok(()),
        };
        if !place.node.is_object() {
            return Ok(());
        }
        self.spend(1 + place.node.count() / 8)?;
        match part(place.node, name) {
            Some((found, kind)) => self.parts(place, name, found, kind, sink),
            None if is_resource(place.node, name) => sink(item.clone()),
            None => Ok(()),
        }
    }

    fn parts(
        &self,
        place: &Place<'n>,
        name: &str,
        found: Node<'n>,
        kind: &'static str,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        found.items().try_for_each(|node| {
            self.spend(1)?;
            sink(place.part(name, node, kind))
        })
    }

    /// Every part of an item.
    pub(crate) fn children(&self, item: &Value<'n>, sink: Sink<'_, 'n>) -> Walked<()> {
        let Value::Node(place) = item else {
            return Ok(());
        };
        let is_child = |name: &str| name != "resourceType" && !name.starts_with('_');
        for (name, found) in place.node.fields().filter(|(name, _)| is_child(name)) {
            let kind = KINDS.into_iter().find(|kind| {
                name.strip_suffix(kind)
                    .is_some_and(|stem| matches!(stem, "value" | "answer" | "initial"))
            });
            self.parts(place, name, found, kind.unwrap_or_default(), sink)?;
        }
        Ok(())
    }

    /// `of[index]`, from 0.
    pub(super) fn indexed(
        &self,
        of: &'n Ast,
        index: &'n Ast,
        at: At,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let spot = Spot { what: "[]", at };
        let index = match self.one(index, scope, spot)? {
            None => return Ok(()),
            Some(Value::Integer(index)) => index,
            Some(_) => return Err(spot.wrong("a whole number")),
        };
        let Ok(index) = usize::try_from(index) else {
            return Ok(());
        };
        self.window(of, scope, index, Some(1), sink)
    }

    /// The items from a number on, from 0; all of them or so many.
    pub(crate) fn window(
        &self,
        of: &'n Ast,
        scope: Scope<'_, 'n>,
        from: usize,
        count: Option<usize>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let mut seen = 0;
        let end = count.map(|count| from.saturating_add(count));
        let mut is_over = end.is_some_and(|end| end <= from);
        if is_over {
            return Ok(());
        }
        let walked = self.each(of, scope, &mut |item| {
            let is_in = seen >= from;
            seen += 1;
            if is_in {
                sink(item)?;
            }
            is_over = end.is_some_and(|end| seen >= end);
            if is_over {
                Err(super::Stop::Enough)
            } else {
                Ok(())
            }
        });
        match walked {
            // This step had enough, which does not mean that the next one has.
            Err(super::Stop::Enough) if is_over => Ok(()),
            other => other,
        }
    }
}

/// Whether a path begins with the resource's own type, which then means the resource.
fn is_resource(node: Node<'_>, name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && node.get("resourceType").and_then(Node::as_str) == Some(name)
}
