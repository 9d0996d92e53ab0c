//! Why a measure is not taken: which file, which key of it, and what is the matter there.

use forms::{FormRefused, LibraryProblem, LibraryRefused};
use thiserror::Error;

/// A file of a measure that was not taken.
#[derive(Clone, PartialEq, Debug, Error)]
#[error("{path}: {}{problem}", at(.key))]
pub struct MeasureRefused {
    /// The file.
    pub path: String,
    /// The key in it, such as `measure.score.total.range`; empty: the file as a whole.
    pub key: String,
    /// What is the matter.
    pub problem: Box<MeasureProblem>,
}

fn at(key: &str) -> String {
    if key.is_empty() {
        String::new()
    } else {
        format!("{key}: ")
    }
}

fn told(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
    numbers.join(", ")
}

/// What is the matter with a file of a measure.
#[derive(Clone, PartialEq, Debug, Error)]
pub enum MeasureProblem {
    /// The form, its hash or the basic part of its evidence.
    #[error("{0}")]
    Library(LibraryProblem),
    /// The form, once the words of its text were put in.
    #[error("{0}")]
    Form(Box<FormRefused>),
    /// The evidence does not say what the form measures.
    #[error("there is no [measure] in it")]
    NoMeasure,
    /// A key is missing, unknown, empty or of the wrong kind.
    #[error("{0}")]
    NotInShape(String),
    /// What may not be empty is.
    #[error("may not be empty")]
    Empty,
    /// A name is given twice.
    #[error("'{0}' is there twice")]
    Twice(String),
    /// The form has no question of this name.
    #[error("the form has no question '{0}'")]
    NoQuestion(String),
    /// A question of the form is neither an item nor named as unscored.
    #[error("the question '{0}' is neither a [[measure.item]] nor in `unscored`")]
    QuestionLeftOut(String),
    /// No item has this name.
    #[error("there is no [[measure.item]] '{0}'")]
    NoItem(String),
    /// No score has this name.
    #[error("there is no [[measure.score]] '{0}'")]
    NoScore(String),
    /// There is nothing to score, and no reason why; or both.
    #[error("either there is a score, a finding and a worked case, or `no_score` says why not")]
    NothingMeasured,
    /// No rule has this name.
    #[error("there is no rule '{0}'")]
    NoRule(String),
    /// A rule takes another number of items.
    #[error("'{rule}' takes {expected} items, these are {found}")]
    RuleItems {
        /// The rule.
        rule: String,
        /// How many it takes.
        expected: usize,
        /// How many were named.
        found: usize,
    },
    /// A least that is not below the most.
    #[error("{least} to {most} is not a range")]
    NotARange {
        /// The lower end, as written.
        least: f64,
        /// The upper end, as written.
        most: f64,
    },
    /// The range is not the one that the form, the items or the rule gives.
    #[error("says {least} to {most}, but what is there gives {found_least} to {found_most}")]
    RangeDiffers {
        /// The lower end, as written.
        least: f64,
        /// The upper end, as written.
        most: f64,
        /// The lower end, as found.
        found_least: f64,
        /// The upper end, as found.
        found_most: f64,
    },
    /// The question's answers are no numbers, or nothing says which.
    #[error("'{0}' has no numbers for its answers: {1}")]
    NoNumbers(String, &'static str),
    /// An option has no weight and is not named in `without_weight`; or the other way round.
    #[error("option '{0}' and `without_weight` do not agree on whether it has a weight")]
    Weight(String),
    /// The options' weights are neither evenly spaced nor those that are written.
    #[error("the options weigh {}: neither evenly spaced nor as written in `weights`", told(.0))]
    UnevenWeights(Vec<f64>),
    /// A key that belongs to another kind of score.
    #[error("does not go with this kind of score")]
    DoesNotGo,
    /// Prorating takes items of one range, a sum or a mean, and at least one answer.
    #[error("prorating needs a sum or a mean of items of one range, and fewer missing than items")]
    CannotProrate,
    /// A value outside the score's range.
    #[error("{0} is outside the range of the score")]
    OutsideRange(f64),
    /// Bands do not begin at the least score and rise.
    #[error("bands begin at the least score and rise")]
    BandsOutOfOrder,
    /// Nothing says which way is better, and this needs it.
    #[error("this needs a score of which lower or higher is better")]
    NoDirection,
    /// Asked more often than its words look back.
    #[error("{shortest} days is less than the {recall} it asks about; say why in `below_recall`")]
    BelowRecall {
        /// The interval.
        shortest: u32,
        /// The recall window.
        recall: u32,
    },
    /// Not exactly one default among the reliable changes, or no reason for it.
    #[error("exactly one [[measure.reliable_change]] of a score is its default and says why")]
    OneDefault,
    /// More than one cut-off divides a score or starts it, or one starts it on the wrong side.
    #[error("at most one cut-off divides a score, and one that starts it lies no nearer to health")]
    OneDivides,
    /// The threshold does not follow from its numbers.
    #[error("does not follow from its numbers, which give {0}")]
    NotComputed(f64),
    /// Fewer than two places where the words were checked.
    #[error("words are checked in two independent places")]
    TwoSources,
    /// Not a LOINC code: its check digit is wrong.
    #[error("'{0}' is not a LOINC code")]
    NotLoinc(String),
    /// The form carries a LOINC code that the evidence does not.
    #[error("LOINC code '{0}' is in the form and not in the evidence")]
    LoincNotVerified(String),
    /// The form carries another LOINC code at this place than the evidence.
    #[error("the form has LOINC code '{found}' there, the evidence '{expected}'")]
    LoincDiffers {
        /// As in the evidence.
        expected: String,
        /// As in the form.
        found: String,
    },
    /// A worked case gives something else.
    #[error("gives {found}, not {expected}")]
    CaseDiffers {
        /// As written in the case.
        expected: String,
        /// As computed.
        found: String,
    },
    /// A worked case whose answers cannot be read.
    #[error("{0}")]
    CaseUnreadable(String),
    /// A pack that carries words.
    #[error("a pack holds no words, this one has '{0}'")]
    PackHasWords(String),
    /// A text whose pack is not there.
    #[error("there is no pack '{0}'")]
    NoPack(String),
    /// Words the form needs and the text does not give.
    #[error("the words are missing for: {}", .0.join(", "))]
    WordsMissing(Vec<String>),
    /// Words for what the form does not have.
    #[error("the form has no: {}", .0.join(", "))]
    WordsTooMany(Vec<String>),
    /// Another measure has this name.
    #[error("another measure is called '{0}'")]
    SameMeasure(String),
}

impl From<LibraryRefused> for MeasureRefused {
    fn from(refused: LibraryRefused) -> Self {
        Self {
            path: refused.path,
            key: String::new(),
            problem: Box::new(MeasureProblem::Library(refused.problem)),
        }
    }
}

/// A problem and the key it is at; the file is known one level up.
pub(crate) type At = (String, MeasureProblem);

pub(crate) fn refuse<T>(key: impl Into<String>, problem: MeasureProblem) -> Result<T, At> {
    Err((key.into(), problem))
}
