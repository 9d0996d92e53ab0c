//! The evidence file of a measure as it is written, key by key.
//!
//! Unknown keys are refused and so are missing ones: what is not published is written as an empty
//! list, so that nothing is left out by accident. Every number has a source.

mod safety;

pub use safety::{SafetyItem, SafetyKind};

use crate::refused::{At, MeasureProblem};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::ops::Range;

/// Words that may not be empty.
fn said<'de, D: Deserializer<'de>>(words: D) -> Result<String, D::Error> {
    let words = String::deserialize(words)?;
    if words.trim().is_empty() {
        return Err(D::Error::custom("may not be empty"));
    }
    Ok(words)
}

fn said_if_there<'de, D: Deserializer<'de>>(words: D) -> Result<Option<String>, D::Error> {
    said(words).map(Some)
}

/// How far back the questions ask.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recall {
    /// Days; `None`: ever, or in general.
    pub days: Option<u32>,
    /// As the form says it, such as "Over the last 2 weeks".
    #[serde(deserialize_with = "said")]
    pub words: String,
    /// Where that stands.
    #[serde(deserialize_with = "said")]
    pub source: String,
}

/// How often it may sensibly be asked.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// Never again before this many days have passed.
    pub shortest_days: u32,
    /// Where that stands.
    #[serde(deserialize_with = "said")]
    pub source: String,
    /// The evidence for asking more often than the questions look back, where there is some.
    #[serde(default, deserialize_with = "said_if_there")]
    pub below_recall: Option<String>,
}

/// From this score on, up to the next band, a score is called so.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The score it is of.
    #[serde(deserialize_with = "said")]
    pub score: String,
    /// The least score in the band.
    pub from: f64,
    /// Its published name.
    #[serde(deserialize_with = "said")]
    pub name: String,
    /// Where it is published.
    #[serde(deserialize_with = "said")]
    pub source: String,
}

/// On which side of a cut-off the cut-off itself lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The value and worse than it is clinical.
    Clinical,
    /// The value and better than it is healthy.
    Healthy,
}

/// A published line across a score.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cutoff {
    /// The score it is of.
    #[serde(deserialize_with = "said")]
    pub score: String,
    /// Where the line is.
    pub value: f64,
    /// On which side the value itself lies.
    pub side: Side,
    /// Whether it is the line that recovery is judged by.
    #[serde(default)]
    pub divides: bool,
    /// Whether a clinical start is judged by this one, where that is another than the one that
    /// divides.
    #[serde(default)]
    pub starts: bool,
    /// What it is used for.
    #[serde(rename = "use", deserialize_with = "said")]
    pub used_for: String,
    /// Where it is published.
    #[serde(deserialize_with = "said")]
    pub source: String,
}

/// What others scored.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// The score it is of.
    #[serde(deserialize_with = "said")]
    pub score: String,
    /// Who they were.
    #[serde(deserialize_with = "said")]
    pub sample: String,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation, if published.
    pub sd: Option<f64>,
    /// How many, if published.
    pub n: Option<u32>,
    /// Where it is published.
    #[serde(deserialize_with = "said")]
    pub source: String,
}

/// A kind of reliability.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReliabilityKind {
    /// Cronbach's alpha.
    Alpha,
    /// `McDonald`'s omega.
    Omega,
    /// Correlation with the same person's answers some time later.
    Retest,
    /// Intraclass correlation.
    Icc,
}

/// How reliable a score was found to be.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reliability {
    /// The score it is of.
    #[serde(deserialize_with = "said")]
    pub score: String,
    /// What kind of reliability.
    pub kind: ReliabilityKind,
    /// The coefficient, 0 to 1; the lower end where a range was published.
    pub value: f64,
    /// The upper end of a published range.
    pub to: Option<f64>,
    /// In whom it was found.
    #[serde(deserialize_with = "said")]
    pub sample: String,
    /// How many, if published.
    pub n: Option<u32>,
    /// Where it is published.
    #[serde(deserialize_with = "said")]
    pub source: String,
}

/// What a threshold of change stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// More than measurement error.
    Reliable,
    /// Enough to matter to people, as found or agreed by someone.
    Meaningful,
}

/// The numbers a threshold was computed from.
#[derive(Clone, Copy, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// Standard deviation before treatment.
    pub sd: f64,
    /// Reliability, 0 to 1.
    pub reliability: f64,
    /// Standard errors: 1.96 or 1.645.
    pub z: f64,
}

/// A published threshold of change, in points of the score.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReliableChange {
    /// The score it is of.
    #[serde(deserialize_with = "said")]
    pub score: String,
    /// Change of this much or more; the lower end where a range was published.
    pub value: f64,
    /// The upper end of a published range.
    pub to: Option<f64>,
    /// What it stands for.
    pub kind: ChangeKind,
    /// In whom it was found.
    #[serde(deserialize_with = "said")]
    pub sample: String,
    /// Whether verdicts go by it unless a service chooses another.
    #[serde(default)]
    pub default: bool,
    /// Why it is the default.
    #[serde(default, deserialize_with = "said_if_there")]
    pub why: Option<String>,
    /// The numbers it follows from, where it was computed.
    pub computed: Option<Computed>,
    /// Where it is published.
    #[serde(deserialize_with = "said")]
    pub source: String,
}

impl ReliableChange {
    /// The change that verdicts ask for: the stricter end where a range was published.
    pub fn strict(&self) -> f64 {
        self.to.unwrap_or(self.value)
    }
}

/// LOINC codes that one source verified.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loinc {
    /// Who verified them.
    #[serde(deserialize_with = "said")]
    pub source: String,
    /// The code of the whole.
    pub panel: Option<String>,
    /// Codes of scores, by name of the score.
    #[serde(default)]
    pub scores: BTreeMap<String, String>,
    /// Codes of questions, by `linkId`.
    #[serde(default)]
    pub items: BTreeMap<String, String>,
    /// Codes of answers.
    #[serde(default)]
    pub answers: Vec<String>,
}

/// A mistake found in public copies.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownError {
    /// The mistake.
    #[serde(deserialize_with = "said")]
    pub what: String,
    /// Where it was found.
    #[serde(deserialize_with = "said")]
    pub source: String,
}

/// An expected score in a worked case.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(untagged)]
pub enum CaseScore {
    /// This number.
    Is(f64),
    /// `"none"`: no score.
    None(String),
}

/// Answers with what they must give.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// As answered, in the order of the items; `-` is not answered.
    #[serde(deserialize_with = "said")]
    pub answers: String,
    /// By name of the score.
    #[serde(default)]
    pub scores: BTreeMap<String, CaseScore>,
    /// By name of the score.
    #[serde(default)]
    pub bands: BTreeMap<String, String>,
    /// By name of the finding.
    #[serde(default)]
    pub findings: BTreeMap<String, String>,
    /// Exactly the items that somebody must act on.
    pub safety: Option<Vec<String>>,
    /// Where the case is from.
    #[serde(deserialize_with = "said")]
    pub source: String,
}

/// What a missing answer does to a score.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(tag = "rule", rename_all = "lowercase", deny_unknown_fields)]
pub enum Missing {
    /// No score.
    None {
        /// Where that stands.
        #[serde(deserialize_with = "said")]
        source: String,
    },
    /// Up to so many take the mean of the others; more, and there is no score.
    Prorate {
        /// How many may be missing.
        up_to: usize,
        /// Where that stands.
        #[serde(deserialize_with = "said")]
        source: String,
    },
}

/// How items become a score.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Their sum.
    Sum,
    /// Their mean.
    Mean,
    /// How many are at least so much.
    Count,
    /// The highest of them.
    Max,
}

/// Which way a score is better.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// Lower is better.
    Lower,
    /// Higher is better.
    Higher,
    /// Neither: it is a matter of preference or of description.
    Neither,
}

/// An answer that settles a score by itself.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenGate {
    pub(crate) item: String,
    pub(crate) when: f64,
    pub(crate) value: f64,
    #[serde(deserialize_with = "said")]
    pub(crate) source: String,
}

#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenScore {
    #[serde(deserialize_with = "said")]
    pub(crate) name: String,
    pub(crate) how: How,
    pub(crate) items: Vec<String>,
    pub(crate) range: [f64; 2],
    pub(crate) better: Better,
    pub(crate) missing: Missing,
    pub(crate) at_least: Option<f64>,
    pub(crate) multiplier: Option<f64>,
    pub(crate) gate: Option<WrittenGate>,
    #[serde(deserialize_with = "said")]
    pub(crate) source: String,
}

#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenItem {
    #[serde(deserialize_with = "said")]
    pub(crate) link_id: String,
    pub(crate) range: [f64; 2],
    #[serde(default)]
    pub(crate) reversed: bool,
    /// Options that are no number, such as "not now".
    #[serde(default)]
    pub(crate) without_weight: Vec<String>,
    /// What the options weigh, in the order of the form, where they are not evenly spaced.
    pub(crate) weights: Option<Vec<f64>>,
}

#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenFinding {
    #[serde(deserialize_with = "said")]
    pub(crate) rule: String,
    pub(crate) items: Vec<String>,
    #[serde(deserialize_with = "said")]
    pub(crate) source: String,
}

#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    #[serde(deserialize_with = "said")]
    pub(crate) name: String,
    #[serde(deserialize_with = "said")]
    pub(crate) short_name: String,
    #[serde(deserialize_with = "said")]
    pub(crate) construct: String,
    #[serde(deserialize_with = "said")]
    pub(crate) licence_basis: String,
    pub(crate) conditions: String,
    #[serde(deserialize_with = "said")]
    pub(crate) attribution: String,
    pub(crate) text_checked_in: Vec<String>,
    pub(crate) unverified: Vec<String>,
    pub(crate) main: Option<String>,
    #[serde(default, deserialize_with = "said_if_there")]
    pub(crate) no_score: Option<String>,
    pub(crate) unscored: Vec<String>,
    pub(crate) recall: Recall,
    pub(crate) interval: Interval,
    pub(crate) item: Vec<WrittenItem>,
    pub(crate) score: Vec<WrittenScore>,
    pub(crate) band: Vec<Band>,
    pub(crate) cutoff: Vec<Cutoff>,
    pub(crate) norm: Vec<Norm>,
    pub(crate) reliability: Vec<Reliability>,
    pub(crate) reliable_change: Vec<ReliableChange>,
    pub(crate) finding: Vec<WrittenFinding>,
    pub(crate) safety: Vec<SafetyItem>,
    pub(crate) loinc: Vec<Loinc>,
    pub(crate) known_error: Vec<KnownError>,
    pub(crate) case: Vec<Case>,
}

/// The file as a whole; the library has read and checked all but `measure` already.
#[derive(Deserialize)]
struct Sidecar {
    measure: Option<Written>,
}

impl Written {
    pub(crate) fn read(sidecar: &str) -> Result<Self, At> {
        let file: Sidecar = shape(sidecar)?;
        file.measure
            .ok_or_else(|| ("measure".to_owned(), MeasureProblem::NoMeasure))
    }
}

/// Reads a TOML file; what does not fit is told with its key.
pub(crate) fn shape<'de, T: Deserialize<'de>>(file: &'de str) -> Result<T, At> {
    toml::from_str(file).map_err(|fault| {
        let key = key_at(file, fault.span(), fault.message());
        (key, MeasureProblem::NotInShape(fault.message().to_owned()))
    })
}

/// The key a fault is at: the header of its table, and the field that the fault names or else the
/// key on its line.
fn key_at(file: &str, span: Option<Range<usize>>, message: &str) -> String {
    let start = span.map_or(0, |span| span.start);
    let mut header = "";
    let mut line_key = "";
    let mut from = 0;
    for line in file.split_inclusive('\n') {
        if from > start {
            break;
        }
        from += line.len();
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[') {
            header = name
                .trim_start_matches('[')
                .split(']')
                .next()
                .unwrap_or_default();
            line_key = "";
        } else if let Some((key, _)) = line.split_once('=') {
            line_key = key.trim();
        }
    }
    let named = message.split('`').nth(1).unwrap_or(line_key);
    let field = if message.contains("field `") {
        named
    } else {
        line_key
    };
    match (header.is_empty(), field.is_empty()) {
        (true, _) => field.to_owned(),
        (false, true) => header.to_owned(),
        (false, false) => format!("{header}.{field}"),
    }
}
