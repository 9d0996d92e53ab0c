//! Takes values out of a TOML table one by one, so that every complaint names its key and nothing
//! is left over unread. What stands in the file is not repeated where it may be a secret.

use super::wrong;
use crate::say::Failed;
use toml::Value;

pub(super) struct Table {
    values: toml::Table,
    within: String,
}

impl Table {
    pub(super) fn parse(text: &str) -> Result<Self, Failed> {
        let values = text.parse().map_err(|error: toml::de::Error| {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map_or(1, |before| before.matches('\n').count() + 1);
            wrong(
                &format!("the configuration file, line {line}"),
                "something that is not TOML",
                &format!("key = \"value\" ({})", error.message()),
            )
        })?;
        Ok(Self {
            values,
            within: String::new(),
        })
    }

    fn key(&self, key: &str) -> String {
        format!("{}{key}", self.within)
    }

    fn take<T>(
        &mut self,
        key: &str,
        wanted: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Result<Option<T>, Failed> {
        let Some(value) = self.values.remove(key) else {
            return Ok(None);
        };
        let found = format!("a value of the kind {}", value.type_str());
        read(value)
            .map(Some)
            .ok_or_else(|| wrong(&self.key(key), &found, wanted))
    }

    /// Whether the file says anything under this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    pub(super) fn string(&mut self, key: &str) -> Result<Option<String>, Failed> {
        self.take(key, "text in quotation marks", |value| match value {
            Value::String(text) => Some(text),
            _ => None,
        })
    }

    pub(super) fn flag(&mut self, key: &str) -> Result<Option<bool>, Failed> {
        self.take(key, "true or false", |value| value.as_bool())
    }

    pub(super) fn whole(&mut self, key: &str) -> Result<Option<i64>, Failed> {
        self.take(key, "a whole number", |value| value.as_integer())
    }

    pub(super) fn table(&mut self, key: &str) -> Result<Option<Self>, Failed> {
        let within = format!("{}.", self.key(key));
        let wanted = format!("a part of its own, [{key}]");
        self.take(key, &wanted, |value| match value {
            Value::Table(values) => Some(Self { values, within }),
            _ => None,
        })
    }

    pub(super) fn nothing_left(&self, known: &str) -> Result<(), Failed> {
        match self.values.keys().next() {
            None => Ok(()),
            Some(key) => Err(wrong(
                &self.key(key),
                "a key that means nothing here",
                &format!("one of {known}"),
            )),
        }
    }
}
