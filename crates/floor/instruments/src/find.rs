//! Rules on single answers: which of them an instrument's evidence names, and what they say of one
//! set of answers. What they say is a reason to talk or the next thing to do, never a diagnosis.

use crate::refused::{At, MeasureProblem, refuse};
use crate::sidecar::WrittenFinding;
use insight::{CssrsScreener, Finding, ItqDiagnosis, Judged, NextAction, Quantity, Triage};

/// A rule as an instrument's evidence names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rule {
    Pcl5,
    Itq,
    Phq9,
    Phq15,
    PcPtsd5 { from: u32 },
    Cssrs,
    Asq,
}

impl Rule {
    /// Every rule by name, how many items it takes and the highest answer of each; the least is 0.
    const ALL: [(&'static str, Self, usize, f64); 8] = [
        ("pcl-5-clusters", Self::Pcl5, 20, 4.0),
        ("itq", Self::Itq, 18, 4.0),
        ("phq-9-syndromes", Self::Phq9, 9, 3.0),
        ("phq-15-somatoform", Self::Phq15, 15, 2.0),
        ("pc-ptsd-5-from-4", Self::PcPtsd5 { from: 4 }, 6, 1.0),
        ("pc-ptsd-5-from-3", Self::PcPtsd5 { from: 3 }, 6, 1.0),
        ("c-ssrs-screener", Self::Cssrs, 7, 1.0),
        ("asq", Self::Asq, 5, 1.0),
    ];
}

/// A rule with the items it looks at.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Find {
    rule: Rule,
    name: &'static str,
    places: Vec<usize>,
    items: Vec<String>,
    evidence: String,
}

/// What a rule found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoundOutcome {
    /// Whether a pattern is there.
    Pattern(Finding),
    /// Which of the two patterns of the ITQ is there.
    Itq(ItqDiagnosis),
    /// What is to be done next.
    Next {
        /// At least this.
        action: NextAction,
        /// A missing answer could raise it.
        ask_again: bool,
    },
}

impl FoundOutcome {
    /// A stable name for records and the message catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pattern(finding) => finding.name(),
            Self::Itq(diagnosis) => diagnosis.name(),
            Self::Next { action, .. } => action.name(),
        }
    }
}

/// What a rule says of one set of answers.
#[derive(Clone, PartialEq, Debug)]
pub struct Found<'m> {
    /// A stable name of what was looked for, such as `phq-9-major-syndrome`.
    pub name: &'static str,
    /// The rule, as the evidence names it.
    pub rule: &'static str,
    /// What it says.
    pub outcome: FoundOutcome,
    /// The numbers it used, in the order in which they are best told.
    pub numbers: Vec<(Quantity, f64)>,
    /// Of a rule that says what is to be done next: the items that were answered yes. Otherwise
    /// nothing, since such a rule looks at all of them.
    pub yes: Vec<&'m str>,
    /// Where the rule comes from.
    pub source: &'static str,
    /// Where the instrument's evidence says that the rule belongs to it.
    pub evidence: &'m str,
}

impl Find {
    /// `item` gives the place and the range of an item by name.
    pub(crate) fn read(
        written: &WrittenFinding,
        item: impl Fn(&str) -> Option<(usize, f64, f64)>,
    ) -> Result<Self, At> {
        let key = format!("measure.finding.{}", written.rule);
        let found = Rule::ALL.iter().find(|(name, ..)| *name == written.rule);
        let Some(&(name, rule, takes, highest)) = found else {
            return refuse(key, MeasureProblem::NoRule(written.rule.clone()));
        };
        if written.items.len() != takes {
            let problem = MeasureProblem::RuleItems {
                rule: written.rule.clone(),
                expected: takes,
                found: written.items.len(),
            };
            return refuse(key, problem);
        }
        let mut places = Vec::with_capacity(takes);
        for link_id in &written.items {
            let Some((place, least, most)) = item(link_id) else {
                return refuse(key, MeasureProblem::NoItem(link_id.clone()));
            };
            if places.contains(&place) {
                return refuse(key, MeasureProblem::Twice(link_id.clone()));
            }
            if (least, most) != (0.0, highest) {
                let problem = MeasureProblem::RangeDiffers {
                    least,
                    most,
                    found_least: 0.0,
                    found_most: highest,
                };
                return refuse(format!("{key}.{link_id}"), problem);
            }
            places.push(place);
        }
        Ok(Self {
            rule,
            name,
            places,
            items: written.items.clone(),
            evidence: written.source.clone(),
        })
    }

    /// Looks at the answers, given as answered and in the order of the measure's items.
    pub(crate) fn find<'m>(&'m self, answers: &[Option<f64>], found: &mut Vec<Found<'m>>) {
        let whole: Vec<Option<i32>> = self
            .places
            .iter()
            .map(|place| answers[*place].and_then(whole))
            .collect();
        let yes = |place: usize| whole[place].map(|answer| answer == 1);
        match self.rule {
            Rule::Pcl5 => {
                self.pattern(
                    "pcl-5-provisional",
                    insight::pcl5_clusters(&whole).ok(),
                    found,
                );
            }
            Rule::Itq => {
                let Ok(itq) = insight::itq(&whole) else {
                    return;
                };
                // The complex form takes the place of the other.
                let alone = match itq.dso {
                    Finding::Met => Finding::NotMet,
                    Finding::NotMet => Finding::Met,
                    Finding::NotDeterminable => Finding::NotDeterminable,
                };
                let all = [
                    ("itq-diagnosis", FoundOutcome::Itq(itq.diagnosis.outcome)),
                    ("itq-ptsd", FoundOutcome::Pattern(itq.ptsd.and(alone))),
                    ("itq-cptsd", FoundOutcome::Pattern(itq.ptsd.and(itq.dso))),
                    ("itq-dso", FoundOutcome::Pattern(itq.dso)),
                ];
                found.extend(all.map(|(name, outcome)| self.found(name, outcome, &itq.diagnosis)));
            }
            Rule::Phq9 => {
                let major = insight::phq9_major_syndrome(&whole).ok();
                self.pattern("phq-9-major-syndrome", major, found);
                let other = insight::phq9_other_syndrome(&whole).ok();
                self.pattern("phq-9-other-syndrome", other, found);
            }
            Rule::Phq15 => {
                let somatoform = insight::phq15_somatoform(&whole).ok();
                self.pattern("phq-15-somatoform", somatoform, found);
            }
            Rule::PcPtsd5 { from } => {
                let five = [1, 2, 3, 4, 5].map(yes);
                let judged = insight::pc_ptsd_5(yes(0), &five, from);
                self.pattern(self.name, Some(judged), found);
            }
            Rule::Cssrs => found.push(self.next(
                &whole,
                &insight::cssrs_screener(CssrsScreener {
                    wish_to_be_dead: yes(0),
                    thoughts: yes(1),
                    method: yes(2),
                    intent: yes(3),
                    plan: yes(4),
                    behaviour_ever: yes(5),
                    behaviour_3_months: yes(6),
                }),
            )),
            Rule::Asq => {
                let triage = insight::asq([0, 1, 2, 3].map(yes), yes(4));
                found.push(self.next(&whole, &triage));
            }
        }
    }

    fn pattern<'m>(
        &'m self,
        name: &'static str,
        judged: Option<Judged<Finding>>,
        found: &mut Vec<Found<'m>>,
    ) {
        // The items were checked when the measure was read, so every rule takes them.
        let Some(judged) = judged else { return };
        found.push(self.found(name, FoundOutcome::Pattern(judged.outcome), &judged));
    }

    fn next(&self, answers: &[Option<i32>], triage: &Triage) -> Found<'_> {
        let outcome = FoundOutcome::Next {
            action: triage.judged.outcome,
            ask_again: triage.ask_again,
        };
        let said_yes = self.items.iter().zip(answers);
        let yes = said_yes.filter(|(_, answer)| **answer == Some(1));
        Found {
            yes: yes.map(|(item, _)| item.as_str()).collect(),
            ..self.found(self.name, outcome, &triage.judged)
        }
    }

    fn found<O>(&self, name: &'static str, outcome: FoundOutcome, judged: &Judged<O>) -> Found<'_> {
        Found {
            name,
            rule: self.name,
            outcome,
            numbers: judged.numbers.clone(),
            yes: Vec::new(),
            source: judged.source(),
            evidence: &self.evidence,
        }
    }
}

/// The answer as the whole number it is.
#[expect(
    clippy::cast_possible_truncation,
    reason = "answers to a rule's items lie between 0 and 4"
)]
fn whole(answer: f64) -> Option<i32> {
    let rounded = answer.round();
    ((rounded - answer).abs() < 1e-9 && rounded.abs() < 1000.0).then_some(rounded as i32)
}
