//! What a form says that this engine does not act on yet: kept beside what it does, and written
//! back unchanged, so a form that passes through here loses nothing. Scoring expressions arrive
//! through this door.

use serde_json::{Map, Value};

/// Fields and extensions that were read and kept without being acted on.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Kept {
    pub(crate) fields: Map<String, Value>,
    pub(crate) extensions: Vec<Value>,
}

impl Kept {
    /// Extensions this engine does not act on, as written.
    pub fn extensions(&self) -> &[Value] {
        &self.extensions
    }

    /// The kept extensions with this address, such as SDC's `calculatedExpression`.
    pub fn extensions_at<'a>(&'a self, url: &'a str) -> impl Iterator<Item = &'a Value> {
        self.extensions
            .iter()
            .filter(move |e| e.get("url").and_then(Value::as_str) == Some(url))
    }

    /// A field this engine does not act on, such as `publisher` or `copyright`.
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }
}
