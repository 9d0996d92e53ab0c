//! A questionnaire that measures something, with all that its scores rest on.

use crate::find::Find;
use crate::judge::told_in_order;
use crate::pack::TextLicence;
use crate::score::ScoreRule;
use crate::sidecar::{
    Band, Case, Cutoff, Interval, KnownError, Loinc, Norm, Recall, Reliability, ReliableChange,
    SafetyItem,
};
use crate::structure::Answers;
use forms::{Answer, Evidence, Questionnaire, Response, StoredAnswers};
use serde_json::Value;

/// A measure. It is made only by reading its files, which are refused when they contradict
/// themselves or each other.
#[derive(Clone, PartialEq, Debug)]
pub struct Measure {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) short_name: String,
    pub(crate) construct: String,
    pub(crate) licence: Licence,
    pub(crate) evidence: Evidence,
    pub(crate) canonical: String,
    pub(crate) form: Option<Questionnaire>,
    /// The structure, of a pack.
    pub(crate) pack: Option<Value>,
    pub(crate) text_checked_in: Vec<String>,
    pub(crate) unverified: Vec<String>,
    pub(crate) no_score: Option<String>,
    pub(crate) main: Option<usize>,
    pub(crate) unscored: Vec<String>,
    pub(crate) recall: Recall,
    pub(crate) interval: Interval,
    pub(crate) items: Vec<MeasuredItem>,
    pub(crate) scores: Vec<ScoreRule>,
    pub(crate) norms: Vec<Norm>,
    pub(crate) reliabilities: Vec<Reliability>,
    pub(crate) reliable_changes: Vec<ReliableChange>,
    pub(crate) findings: Vec<Find>,
    pub(crate) safety: Vec<(usize, SafetyItem)>,
    pub(crate) loinc: Vec<Loinc>,
    pub(crate) known_errors: Vec<KnownError>,
    pub(crate) cases: Vec<Case>,
}

/// Under what the words of a measure are shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Licence {
    /// The licence, such as `CC-BY-ND-4.0`.
    pub licence: String,
    /// Why it is believed to be that.
    pub basis: String,
    /// What it asks for; may be empty.
    pub conditions: String,
    /// Whom to name with the form.
    pub attribution: String,
    /// For a pack with its text: the licence that the service holds.
    pub text: Option<TextLicence>,
}

/// One item that enters a score or a rule.
#[derive(Clone, PartialEq, Debug)]
pub struct MeasuredItem {
    /// The question's name in the form.
    pub link_id: String,
    /// The least an answer weighs.
    pub min: f64,
    /// The most an answer weighs.
    pub max: f64,
    /// Whether it counts the other way round.
    pub reversed: bool,
    pub(crate) answers: Answers,
}

impl MeasuredItem {
    /// Whether the question can be answered with this number.
    pub fn takes(&self, number: f64) -> bool {
        self.answers.holds(number)
    }

    /// The number of an answer; `None` where it has none, as "not now" has none.
    pub fn number(&self, answer: &Answer) -> Option<f64> {
        self.answers.number(answer)
    }
}

impl Measure {
    /// Its short name for programs: the stem of its file, such as `phq-9`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its full name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its short name for people.
    pub fn short_name(&self) -> &str {
        &self.short_name
    }

    /// What it measures.
    pub fn construct(&self) -> &str {
        &self.construct
    }

    /// The form, in words that may be shown. `None`: a pack that waits for its text.
    pub fn form(&self) -> Option<&Questionnaire> {
        self.form.as_ref()
    }

    /// The form of a pack of yes-or-no questions without their words, to be filled in from paper:
    /// `named` makes the words of each from its number. `None`: it has its words, or its answers
    /// are more than yes or no.
    pub fn numbered(&self, named: &dyn Fn(&str) -> String) -> Option<Questionnaire> {
        let pack = self.pack.as_ref().filter(|_| self.form.is_none())?;
        crate::pack::numbered(pack, &self.id, named)
    }

    /// `url|version` of the form, also of one that waits for its text.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// Whether it is a structure whose words only the holder of a licence may add.
    pub fn is_pack(&self) -> bool {
        self.pack.is_some()
    }

    /// Whether the form, in these words, was validated.
    pub fn validated(&self) -> bool {
        self.evidence.validated
    }

    /// Under what its words are shown.
    pub fn licence(&self) -> &Licence {
        &self.licence
    }

    /// The basic part of its evidence.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// The independent places in which its words were checked.
    pub fn text_checked_in(&self) -> &[String] {
        &self.text_checked_in
    }

    /// What could not be checked, in sentences. No number rests on it.
    pub fn unverified(&self) -> &[String] {
        &self.unverified
    }

    /// Why it has no score, where it has none.
    pub fn no_score(&self) -> Option<&str> {
        self.no_score.as_deref()
    }

    /// Its items in printed order: the order of answers everywhere.
    pub fn items(&self) -> &[MeasuredItem] {
        &self.items
    }

    /// Questions of the form that enter no score and no rule.
    pub fn unscored(&self) -> &[String] {
        &self.unscored
    }

    /// How far back it asks.
    pub fn recall(&self) -> &Recall {
        &self.recall
    }

    /// How often it may sensibly be asked.
    pub fn interval(&self) -> &Interval {
        &self.interval
    }

    /// Days before which it is not asked again; 0: no limit.
    pub fn shortest_interval(&self) -> u32 {
        self.interval.shortest_days
    }

    /// Its scores, in the order of its evidence.
    pub fn scores(&self) -> &[ScoreRule] {
        &self.scores
    }

    /// The score that is charted first, if one stands for the whole.
    pub fn main(&self) -> Option<&ScoreRule> {
        self.main.and_then(|place| self.scores.get(place))
    }

    /// The score of this name.
    pub fn score_rule(&self, name: &str) -> Option<&ScoreRule> {
        self.scores.iter().find(|score| score.name == name)
    }

    /// Published bands of a score, lowest first; empty where none is published.
    pub fn bands(&self, score: &str) -> &[Band] {
        self.score_rule(score).map_or(&[], |rule| &rule.bands)
    }

    /// Published cut-offs of a score.
    pub fn cutoffs(&self, score: &str) -> &[Cutoff] {
        self.score_rule(score).map_or(&[], |rule| &rule.cutoffs)
    }

    /// What others scored.
    pub fn norms(&self, score: &str) -> Vec<&Norm> {
        self.norms
            .iter()
            .filter(|norm| norm.score == score)
            .collect()
    }

    /// How reliable a score was found to be.
    pub fn reliabilities(&self, score: &str) -> Vec<&Reliability> {
        let of = |found: &&Reliability| found.score == score;
        self.reliabilities.iter().filter(of).collect()
    }

    /// Published thresholds of change, the default first, then those in conflict with it.
    pub fn reliable_changes(&self, score: &str) -> Vec<&ReliableChange> {
        told_in_order(&self.reliable_changes, score)
    }

    /// The threshold of change that verdicts go by.
    pub fn default_change(&self, score: &str) -> Option<&ReliableChange> {
        let default = |change: &&ReliableChange| change.default && change.score == score;
        self.reliable_changes.iter().find(default)
    }

    /// Answers that somebody must act on.
    pub fn safety(&self) -> impl Iterator<Item = &SafetyItem> {
        self.safety.iter().map(|(_, safety)| safety)
    }

    /// Verified LOINC codes.
    pub fn loinc(&self) -> &[Loinc] {
        &self.loinc
    }

    /// Mistakes found in public copies.
    pub fn known_errors(&self) -> &[KnownError] {
        &self.known_errors
    }

    /// Worked cases. Each was reproduced when the measure was read.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The answers of a response as numbers, in the order of the items. Skipped, not asked and not
    /// answered are `None`.
    pub fn values(&self, response: &Response) -> Vec<Option<f64>> {
        self.items
            .iter()
            .map(|item| item.number(response.get(&item.link_id)?))
            .collect()
    }

    /// The same for answers as a record keeps them.
    pub fn values_of(&self, stored: &StoredAnswers) -> Vec<Option<f64>> {
        self.items
            .iter()
            .map(|item| item.number(stored.get(&item.link_id)?))
            .collect()
    }
}
