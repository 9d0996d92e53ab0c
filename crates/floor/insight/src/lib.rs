//! Numbers in, numbers out: what scores and answers say, by rules with a name and a source.
//!
//! Change beyond imprecision, symptom patterns, triage, the course against what was expected, the
//! alliance, what often comes together, how well judgements turned out, and how a service does.
//!
//! Every function takes plain slices and is deterministic: no clock, no chance, no I/O. A missing
//! score is `None` and is left out of every sum; it is never a zero. Every judgement is a
//! [`Judged`], or a [`Verdict`] for the alliance, and carries the rule, its source and the numbers
//! it used. It is about scores, never about a person; people decide what it means.

mod alliance;
mod change;
mod chart;
pub mod course;
mod diagnosis;
mod emdr;
mod foresight;
mod helped;
mod judged;
mod ladder;
mod not_on_track;
mod outcomes;
mod quantity;
mod regularity;
mod repair;
mod scale;
mod silence;
mod single_case;
mod sudden;
mod together;
mod triage;
mod verdict;

pub use alliance::{alliance, below_own_range, ceiling, early_drop, slide};
pub use change::{
    Change, CutOffs, Line, Norm, Precision, Reliable, Standing, Z_90, Z_95, by_threshold, classify,
    classify_between, cut_offs, gulliksen_lord_novick, jacobson_truax, standing,
};
pub use chart::{Chart, WHEELER};
pub use diagnosis::{
    Itq, ItqDiagnosis, WrongItems, itq, pc_ptsd_5, pcl5_clusters, phq9_major_syndrome,
    phq9_other_syndrome, phq15_somatoform,
};
pub use emdr::{EmdrPhase, EmdrState, EmdrTarget, emdr_may_open, emdr_target};
pub use foresight::{Calibration, Enough, Foretold, Point, calibration};
pub use helped::{Eased, Helped, helped};
pub use judged::{Direction, Finding, Judged, Method};
pub use ladder::{Learnt, NextStep, OnStep, Rung, Trial, Why, next_rung, next_step, trial};
pub use not_on_track::{Expected, Track, cold_start, warm};
pub use outcomes::{Count, OutcomeRates, Row, Wave, missing_by_wave, outcome_rates};
pub use quantity::Quantity;
pub use regularity::{Regularity, regularity};
pub use repair::{Return, Returned, returned};
pub use scale::{Norms, Scale, overall};
pub use silence::{Engagement, silence};
pub use single_case::{Overlap, single_case};
pub use sudden::{Step, Sudden, SuddenRule, sudden_step, sudden_steps};
pub use together::{Days, Lagged, Lift, Prior, lagged, lift};
pub use triage::{
    By, CssrsScreener, Decision, NextAction, NotHigher, NotLower, Reason, Triage, Who, asq,
    cssrs_screener,
};
pub use verdict::{Outcome, Rule, Verdict};

/// Every rule that a [`Judged`] can name, for the message catalogue.
pub const METHODS: &[Method] = &[
    change::JACOBSON_TRUAX,
    change::GULLIKSEN_LORD_NOVICK,
    change::THRESHOLD,
    change::CUT_OFFS,
    change::SIGNIFICANT,
    change::TWO_IN_A_ROW,
    diagnosis::PCL5_CLUSTERS,
    diagnosis::ITQ,
    diagnosis::PHQ9_MAJOR,
    diagnosis::PHQ9_OTHER,
    diagnosis::PHQ15_SOMATOFORM,
    diagnosis::PC_PTSD_5,
    triage::CSSRS,
    triage::ASQ,
    not_on_track::COLD_START,
    not_on_track::WARM,
    sudden::SUDDEN_GAIN,
    sudden::SUDDEN_LOSS,
    single_case::SINGLE_CASE,
    together::LIFT,
    together::LAGGED,
    foresight::CALIBRATION,
    helped::HELPED,
    emdr::EMDR,
    ladder::TRIAL,
    ladder::RUNG,
    outcomes::RATES,
    outcomes::WAVES,
];

#[cfg(test)]
mod tests {
    use super::METHODS;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_says_where_it_comes_from_and_what_is_our_own() {
        let names: BTreeSet<_> = METHODS.iter().map(|method| method.name).collect();
        assert_eq!(names.len(), METHODS.len(), "two rules share a name");
        for method in METHODS {
            let own = method.source.contains("this project's own")
                || method.source.contains("This project's own");
            assert!(
                own || !method.own_choice,
                "{} must say that it is our own",
                method.name
            );
            let year = method
                .source
                .split(|c: char| !c.is_ascii_digit())
                .any(|n| n.len() == 4);
            let cited = year || method.source.contains('(') || method.own_choice;
            assert!(
                cited || method.name == "published-threshold",
                "{}",
                method.name
            );
        }
    }
}
