//! What a form says that this engine does not act on yet, kept where it was said. Scoring
//! expressions arrive through this door.

use serde_json::Value;

/// Extensions that were read and kept without being acted on.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Kept(pub(crate) Vec<Value>);

impl Kept {
    /// Every kept extension, as written, in order.
    pub fn extensions(&self) -> &[Value] {
        &self.0
    }

    /// The kept extensions with this address, such as SDC's `calculatedExpression`.
    pub fn extensions_at<'a>(&'a self, url: &'a str) -> impl Iterator<Item = &'a Value> {
        self.0
            .iter()
            .filter(move |e| e.get("url").and_then(Value::as_str) == Some(url))
    }
}
