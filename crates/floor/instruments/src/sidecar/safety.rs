//! Answers that somebody must act on, whatever the total is: what is to be done, and by when.

use super::said;
use serde::Deserialize;

/// What an answer that somebody must act on is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SafetyKind {
    /// The person may not be safe.
    #[default]
    Safety,
    /// The person would like someone to get in touch. That is no word about their safety.
    Contact,
}

/// An answer that somebody must act on, whatever the total is.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyItem {
    /// The item.
    #[serde(deserialize_with = "said")]
    pub item: String,
    /// What it is about; safety where nothing is said.
    #[serde(default)]
    pub kind: SafetyKind,
    /// An answer of this much or more, as answered.
    pub at_least: f64,
    /// What to do.
    #[serde(deserialize_with = "said")]
    pub next: String,
    /// Within how many hours.
    pub within_hours: u32,
    /// Where that stands.
    #[serde(deserialize_with = "said")]
    pub source: String,
}
