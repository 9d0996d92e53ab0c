//! What of a record its owner can take along: words to read, and FHIR for other systems. Each
//! capability says it of its own records; the export only gathers.

use care::{Moment, Section};

/// One entry of a record, as its owner may take it along.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// The part of the record it belongs to.
    pub section: Option<Section>,
    /// When it was kept, or when what it is about happened.
    pub at: Moment,
    /// What it is, in the reader's language.
    pub heading: String,
    /// What it says: a label and its words, in the order to be read.
    pub parts: Vec<(String, String)>,
    /// The same as FHIR R4 resources, each with its `resourceType`; empty where FHIR has no place
    /// for it. References between them use `urn:uuid:` of the record's id.
    pub resources: Vec<serde_json::Value>,
}
