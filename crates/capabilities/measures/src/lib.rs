//! Measures: which are asked of a person and how often, their answers and what they come to, the
//! course over time against what is published and what is expected, and signals for attention that
//! people answer with a next step. The client sees all of it.

mod answer;
mod course;
mod day;
mod drawn;
mod gist;
mod judge;
mod norm;
mod offer;
mod page;
mod pathway;
mod plan;
mod safety;
mod signal;
mod taken;

pub use answer::{
    AnsweredV1, AnswersV1, Completed, Due, FoundV1, OutcomeV1, ReadersV1, ScoreV1, Sent,
    SentRefused, complete, due, put_in, share,
};
pub use course::{
    Course, CoursePoint, RestsOn, Said, Threshold, Verdict, course, measured, signals,
};
pub use day::Day;
pub use drawn::{Eyes, chart, how_complete, seen, sources};
pub use gist::{Glance, Latest, MeasuresGistV1, OpenSignal};
pub use judge::{Judgement, judge};
pub use norm::{
    ContributionV1, CourseNormV1, FINISHED_AFTER, FLOOR, LEAST, Norm, Outcome as Fitting, Refitted,
    Share, ShareError, forget_sums, names_of_sums, refit,
};
pub use offer::{Offer, OfferRefused};
pub use pathway::{Ask, Pathway, PathwayProblem, PathwayRefused};
pub use plan::{
    AskedV1, Change, CountsV1, PlanRefused, PlanV1, StateV1, change, counts, plan,
    rules as plan_rules, set_counts,
};
pub use safety::{
    OpenAction, SafetyActionV1, SafetyCounts, SafetyDueV1, SafetyGistV1, SafetyRefused,
    SafetyStateV1, SafetyStepV1, SafetyStepWhatV1, SafetyToldV1, action_words, done as safety_done,
    hand_over as safety_hand_over, overdue, safety_counts,
};
pub use signal::{
    ActionV1, Answer, AnsweredByV1, BY_AN_ANSWER, MovedV1, OutcomeV1 as SignalOutcomeV1, SIGNALS,
    Signal, SignalRefused, SignalV1, answer as answer_signal, move_action, reason, reason_of,
    see_to_unanswered, to_do, told,
};

pub use taken::taken;

use sealed::Kind;
use std::sync::Arc;

/// The routes staff take.
pub fn routes(offer: &Arc<Offer>) -> pages::Routes {
    page::staff::routes(offer)
        .and(page::paper::routes(offer))
        .and(page::numbered::routes(offer))
        .and(signal::page::routes(offer))
        .and(safety::page::routes())
}

/// The client's screens and acts.
pub fn screens(offer: &Arc<Offer>) -> pages::Screens {
    answer::page::screens(offer).and(page::mine::screens(offer))
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 10] = [
    Kind::of::<PlanV1>(),
    Kind::of::<CountsV1>(),
    Kind::of::<AnsweredV1>(),
    Kind::of::<AnswersV1>(),
    Kind::of::<SignalV1>(),
    Kind::of::<SafetyActionV1>(),
    Kind::in_directory::<ContributionV1>(),
    Kind::in_directory::<CourseNormV1>(),
    Kind::in_directory::<SafetyDueV1>(),
    Kind::in_directory::<SafetyToldV1>(),
];
