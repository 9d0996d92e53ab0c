//! Conditions for a question to be asked, for the client's script: what a browser can tell by
//! itself from the fields, it does at once; everything else the server works out.

use super::draw::Drawing;
use super::names;
use forms::{EnableWhen, Expected, Item, ItemKind, Test};
use serde_json::{Value, json};

impl Drawing<'_> {
    /// Whether a browser can tell when this item is asked.
    pub(super) fn for_the_script(&self, item: &Item) -> bool {
        !item.depends_on_expression()
            && item.enable_when().iter().all(|when| {
                self.view
                    .form
                    .item(when.question().as_str())
                    .is_some_and(|question| is_plain(question, when.test()))
            })
    }

    /// A condition as the script reads it. In a copy of a repeating group it looks at the question
    /// of the same copy.
    pub(super) fn condition(&self, item: &Item, copies: &[u32], when: &EnableWhen) -> Value {
        let (test, value) = match when.test() {
            Test::Exists(wanted) => ("exists", json!(wanted)),
            Test::Is(expected) => ("is", posted(expected)),
            Test::IsNot(expected) => ("is-not", posted(expected)),
            Test::Above(number) => ("above", posted(number)),
            Test::Below(number) => ("below", posted(number)),
            Test::AtLeast(number) => ("at-least", posted(number)),
            Test::AtMost(number) => ("at-most", posted(number)),
        };
        let question = self.spot_beside(item, copies, when.question().as_str());
        json!({ "question": question, "test": test, "value": value })
    }

    /// The spot of another question as seen from this item: the same copy of every group that both
    /// stand in, the first of any other.
    fn spot_beside(&self, item: &Item, copies: &[u32], question: &str) -> String {
        let around = |name: &str| self.around.get(name).map_or(&[][..], Vec::as_slice);
        let (own, theirs) = (around(item.link_id().as_str()), around(question));
        let numbers: Vec<u32> = theirs
            .iter()
            .enumerate()
            .map(|(depth, group)| {
                let shared = own.get(depth) == Some(group);
                copies.get(depth).copied().filter(|_| shared).unwrap_or(1)
            })
            .collect();
        names::spot(question, &numbers)
    }
}

/// Whether the answer stands in one plain field, and the test is one of equal words or of whole
/// numbers.
fn is_plain(question: &Item, test: &Test) -> bool {
    let field = !question.repeats() && !names::is_given(question);
    let compared = match test {
        Test::Exists(_) => true,
        Test::Is(expected) | Test::IsNot(expected) => matches!(
            (question.kind(), expected),
            (ItemKind::Boolean, Expected::Boolean(_))
                | (
                    ItemKind::Integer(_) | ItemKind::Slider(_),
                    Expected::Integer(_)
                )
                | (
                    ItemKind::Choice(_),
                    Expected::Code { .. } | Expected::Words(_)
                )
                | (ItemKind::Text(_) | ItemKind::String(_), Expected::Words(_))
        ),
        Test::Above(number)
        | Test::Below(number)
        | Test::AtLeast(number)
        | Test::AtMost(number) => matches!(
            (question.kind(), number),
            (
                ItemKind::Integer(_) | ItemKind::Slider(_),
                Expected::Integer(_)
            )
        ),
    };
    field && compared
}

fn posted(expected: &Expected) -> Value {
    match expected {
        Expected::Boolean(yes) => json!(yes.to_string()),
        Expected::Integer(number) => json!(number.to_string()),
        Expected::Words(words) => json!(words),
        Expected::Code { code, .. } => json!(code),
        // Never handed to the script; said all the same rather than left out.
        Expected::Decimal(number) => json!(number.to_string()),
        Expected::When(when) => json!(when.to_string()),
        Expected::Quantity(measured) => json!(measured.value.to_string()),
    }
}
