//! What kind of item it is.
//!
//! JSON alone does not tell a `code` from a `uri`, nor FHIR's `integer` from FHIRPath's: both
//! spellings of a simple type ask for the same kind of item here.

use super::{Scope, Sink, Spot, Walked, Walker};
use crate::ast::{Ast, At, TypeName, TypeTest};
use crate::moment::MomentKind;
use crate::node::Node;
use crate::value::Value;

impl<'n> Walker<'_, 'n> {
    pub(super) fn typed(
        &self,
        of: &'n Ast,
        (test, kind, at): (TypeTest, &'n TypeName, At),
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let what = match test {
            TypeTest::Is => "is",
            TypeTest::As => "as",
            TypeTest::OfType => {
                return self.each(of, scope, &mut |item| {
                    if is_of(&item, kind) {
                        sink(item)
                    } else {
                        Ok(())
                    }
                });
            }
        };
        let spot = Spot { what, at };
        let Some(item) = self.one(of, scope, spot)? else {
            return Ok(());
        };
        let is_of = is_of(&item, kind);
        match (test, is_of) {
            (TypeTest::Is, _) => sink(Value::Boolean(is_of)),
            (_, true) => sink(item),
            (_, false) => Ok(()),
        }
    }
}

fn is_of(item: &Value<'_>, kind: &TypeName) -> bool {
    let name = kind.name.as_str();
    let of_system = kind.namespace.as_deref() != Some("FHIR");
    match item {
        Value::Boolean(_) => matches!(name, "Boolean" | "boolean"),
        Value::Integer(_) => matches!(name, "Integer" | "integer" | "positiveInt" | "unsignedInt"),
        Value::Decimal(_) => matches!(name, "Decimal" | "decimal"),
        Value::String(_) => matches!(
            name,
            "String" | "string" | "code" | "uri" | "url" | "canonical" | "id" | "markdown"
        ),
        Value::Moment(moment) => match moment.kind() {
            MomentKind::Date => matches!(name, "Date" | "date"),
            MomentKind::DateTime => matches!(name, "DateTime" | "dateTime" | "instant"),
            MomentKind::Time => matches!(name, "Time" | "time"),
        },
        Value::Quantity(_) => of_system && name == "Quantity",
        Value::Node(place) => {
            let resource = place.node.get("resourceType").and_then(Node::as_str);
            place.kind == name
                || resource == Some(name)
                || (name == "Quantity" && place.kind.is_empty() && place.quantity().is_some())
                || (name == "Resource" && resource.is_some())
        }
    }
}
