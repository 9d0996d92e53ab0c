//! Questionnaires that measure something: their scoring, evidence and thresholds. Pure.
//!
//! A [`Measure`] is a form with an evidence file beside it that says, with a source for every
//! number, how answers become scores, how far back the questions ask, what change is more than
//! imprecision, and which answers somebody must act on. It is refused when the two contradict each
//! other, when its words are not the ones the evidence speaks of, or when a worked case gives
//! something else ([`MeasureRefused`] names the file and the key). An answer that is missing is
//! never a zero, and a diagnostic rule says when a missing answer could change it.

mod case;
mod find;
mod judge;
mod loinc;
mod measure;
mod measures;
mod pack;
mod read;
mod refused;
mod score;
mod shipped;
mod sidecar;
mod structure;
mod wire;

pub use find::{Found, FoundOutcome};
pub use judge::{ChangeAt, Judged, Point};
pub use measure::{Licence, Measure, MeasuredItem};
pub use measures::Measures;
pub use pack::TextLicence;
pub use refused::{MeasureProblem, MeasureRefused};
pub use score::{Score, ScoreRefused, ScoreRule, Scored};
pub use sidecar::{
    Band, Better, Case, CaseScore, ChangeKind, Computed, Cutoff, How, Interval, KnownError, Loinc,
    Missing, Norm, Recall, Reliability, ReliabilityKind, ReliableChange, SafetyItem, SafetyKind,
    Side,
};
pub use wire::{Wire, write_scored};
