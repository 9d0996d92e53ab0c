//! The three domains on a page: for the client, and for whoever treats them.

pub(crate) mod client;
mod shown;
pub(crate) mod staff;

use care::{Section, Sections};

/// What is opened to look: answers to questionnaires, the client's own questions, and what happened.
pub(crate) const LOOKS: [Section; 5] = [
    Section::Measures,
    Section::Work,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
];

/// The same with others.
pub(crate) const fn with(others: Sections) -> Sections {
    Sections::of(&LOOKS).or(others)
}
