//! From answers to scores. An answer that is missing is never a zero: it leaves a score without a
//! number, or is stood in for by the mean of the others where the published rule says so.

use crate::find::{Find, Found};
use crate::measure::Measure;
use crate::sidecar::{Band, Better, Cutoff, How, Missing, SafetyItem};
use crate::structure::near;
use thiserror::Error;

/// How answers become one score.
#[derive(Clone, PartialEq, Debug)]
pub struct ScoreRule {
    /// Its stable name.
    pub name: String,
    /// How items become the score.
    pub how: How,
    /// The places of its items among [`Measure::items`], from 0.
    pub places: Vec<usize>,
    /// The least and the most it can be.
    pub range: (f64, f64),
    /// The smallest change it can show when every item is answered.
    pub step: f64,
    /// Which way it is better.
    pub better: Better,
    /// What a missing answer does.
    pub missing: Missing,
    /// Where the rule is published.
    pub source: String,
    /// Published bands, lowest first.
    pub bands: Vec<Band>,
    /// Published cut-offs, as the evidence lists them.
    pub cutoffs: Vec<Cutoff>,
    pub(crate) at_least: f64,
    pub(crate) multiplier: f64,
    pub(crate) gate: Option<Gate>,
}

/// An answer that settles the score by itself.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Gate {
    pub(crate) place: usize,
    pub(crate) when: f64,
    pub(crate) value: f64,
}

impl ScoreRule {
    /// The cut-off that recovery is judged by.
    pub fn divides(&self) -> Option<&Cutoff> {
        self.cutoffs.iter().find(|cutoff| cutoff.divides)
    }

    /// The cut-off that a clinical start is judged by: its own where one is named, otherwise the one
    /// that divides.
    pub fn starts(&self) -> Option<&Cutoff> {
        let named = self.cutoffs.iter().find(|cutoff| cutoff.starts);
        self.divides().map(|divides| named.unwrap_or(divides))
    }

    /// The band a score is in. A prorated score between two bands is in the lower one.
    pub fn band(&self, score: f64) -> Option<&Band> {
        let inside = |band: &&Band| band.from < score || near(band.from, score);
        self.bands.iter().rev().find(inside)
    }

    /// `raw` as answered, `turned` after reversal.
    fn score<'m>(&'m self, raw: &[Option<f64>], turned: &[Option<f64>]) -> Score<'m> {
        let asked = self.places.len();
        let answered: Vec<f64> = self
            .places
            .iter()
            .filter_map(|place| turned[*place])
            .collect();
        let given = answered.len();
        let complete = given == asked;
        let enough = given > 0
            && (complete
                || match self.missing {
                    Missing::None { .. } => false,
                    Missing::Prorate { up_to, .. } => asked - given <= up_to,
                });
        let (value, prorated) = match &self.gate {
            Some(gate) => match raw[gate.place] {
                None => (None, false),
                Some(answer) if near(answer, gate.when) => (Some(gate.value), false),
                Some(_) => (enough.then(|| self.of(&answered)), !complete),
            },
            None => (enough.then(|| self.of(&answered)), !complete),
        };
        Score {
            rule: self,
            value,
            answered: given,
            asked,
            prorated: prorated && value.is_some(),
            band: value.and_then(|value| self.band(value)),
        }
    }

    /// The score of the answers that are there; those that are not take their mean.
    fn of(&self, answered: &[f64]) -> f64 {
        let sum = || answered.iter().sum::<f64>();
        let raw = match self.how {
            How::Sum if answered.len() == self.places.len() => sum(),
            How::Sum => sum() * count(self.places.len()) / count(answered.len()),
            How::Mean => sum() / count(answered.len()),
            How::Count => count(
                answered
                    .iter()
                    .filter(|answer| **answer > self.at_least || near(**answer, self.at_least))
                    .count(),
            ),
            How::Max => answered.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        };
        raw * self.multiplier
    }
}

/// A number of items as a number to compute with; a form has far fewer than can be counted here.
pub(crate) fn count(items: usize) -> f64 {
    u32::try_from(items).map_or(f64::MAX, f64::from)
}

/// One score of one set of answers.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Score<'m> {
    /// The rule it was scored by.
    pub rule: &'m ScoreRule,
    /// The score; `None`: too much is missing.
    pub value: Option<f64>,
    /// How many of its items were answered.
    pub answered: usize,
    /// How many items it has.
    pub asked: usize,
    /// Whether the mean of the others stands in for missing answers.
    pub prorated: bool,
    /// The published band it is in, where there are bands.
    pub band: Option<&'m Band>,
}

impl<'m> Score<'m> {
    /// The score's name.
    pub fn name(&self) -> &'m str {
        &self.rule.name
    }
}

/// All that one set of answers gives.
#[derive(Clone, PartialEq, Debug)]
pub struct Scored<'m> {
    /// Each score, in the order of the evidence.
    pub scores: Vec<Score<'m>>,
    /// What the diagnostic and triage rules say.
    pub findings: Vec<Found<'m>>,
    /// The answers somebody must act on.
    pub safety: Vec<&'m SafetyItem>,
}

impl<'m> Scored<'m> {
    /// The score of this name.
    pub fn score(&self, name: &str) -> Option<&Score<'m>> {
        self.scores.iter().find(|score| score.rule.name == name)
    }

    /// The finding of this name.
    pub fn finding(&self, name: &str) -> Option<&Found<'m>> {
        self.findings.iter().find(|found| found.name == name)
    }
}

/// Why answers cannot be scored.
#[derive(Clone, PartialEq, Debug, Error)]
pub enum ScoreRefused {
    /// There are more or fewer than the measure has items.
    #[error("{found} answers for {expected} items")]
    NumberOfAnswers {
        /// The measure's items.
        expected: usize,
        /// The answers.
        found: usize,
    },
    /// A number that the question cannot be answered with.
    #[error("{value} is no answer to '{item}'")]
    NotAnAnswer {
        /// The item's `linkId`.
        item: String,
        /// The number.
        value: f64,
    },
}

impl Measure {
    /// Scores answers given as numbers in the order of [`Measure::items`]; `None` is not answered.
    ///
    /// # Errors
    /// Not one answer for each item, or a number that is no answer to its question.
    pub fn score(&self, answers: &[Option<f64>]) -> Result<Scored<'_>, ScoreRefused> {
        if answers.len() != self.items.len() {
            return Err(ScoreRefused::NumberOfAnswers {
                expected: self.items.len(),
                found: answers.len(),
            });
        }
        let mut turned = Vec::with_capacity(answers.len());
        for (item, answer) in self.items.iter().zip(answers) {
            if let Some(value) = answer
                && !item.answers.holds(*value)
            {
                return Err(ScoreRefused::NotAnAnswer {
                    item: item.link_id.clone(),
                    value: *value,
                });
            }
            turned.push(match answer {
                Some(value) if item.reversed => Some(item.min + item.max - value),
                other => *other,
            });
        }
        let mut findings = Vec::with_capacity(self.findings.len());
        for find in &self.findings {
            Find::find(find, answers, &mut findings);
        }
        let acts = |place: usize, safety: &SafetyItem| {
            answers[place].is_some_and(|answer| answer >= safety.at_least)
        };
        Ok(Scored {
            scores: self
                .scores
                .iter()
                .map(|rule| rule.score(answers, &turned))
                .collect(),
            findings,
            safety: self
                .safety
                .iter()
                .filter(|(place, safety)| acts(*place, safety))
                .map(|(_, safety)| safety)
                .collect(),
        })
    }
}
