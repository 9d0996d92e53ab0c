//! The screener version of the Columbia scale.

use super::{NextAction, Triage};
use crate::judged::Method;
use crate::quantity::Quantity;

pub(crate) const CSSRS: Method = Method::published(
    "c-ssrs-screener",
    "Columbia-Suicide Severity Rating Scale, screener with triage points (Columbia Lighthouse \
     Project): question 4 or 5, or behaviour within three months, is the most urgent; question 3, or \
     behaviour before that, comes next; then question 1 or 2. Who must talk with them by when, and \
     that it is today while an answer that could raise it is open, is this project's own choice.",
);

/// The answers. Questions 1 to 5 are about the past month; `None`: not asked or not answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CssrsScreener {
    /// 1: wish to be dead.
    pub wish_to_be_dead: Option<bool>,
    /// 2: thoughts of suicide without a method. When the answer is no, 3 to 5 are not asked.
    pub thoughts: Option<bool>,
    /// 3: thoughts with a method, without intent.
    pub method: Option<bool>,
    /// 4: with some intent to act.
    pub intent: Option<bool>,
    /// 5: with a plan and intent.
    pub plan: Option<bool>,
    /// 6: any behaviour, ever.
    pub behaviour_ever: Option<bool>,
    /// 6: any behaviour, within three months.
    pub behaviour_3_months: Option<bool>,
}

/// What the answers ask for.
pub fn cssrs_screener(answers: CssrsScreener) -> Triage {
    let asked = [
        answers.wish_to_be_dead,
        answers.thoughts,
        answers.method,
        answers.intent,
        answers.plan,
        answers.behaviour_ever,
        answers.behaviour_3_months,
    ];
    let yes = asked.iter().filter(|answer| **answer == Some(true)).count();
    let numbers = [(
        Quantity::YesAnswers,
        f64::from(u32::try_from(yes).unwrap_or(u32::MAX)),
    )];
    Triage::between(
        reading(answers, false),
        reading(answers, true),
        &CSSRS,
        &numbers,
    )
}

/// What the answers mean with every missing one taken as `missing`. A yes counts wherever it
/// stands, even where the form would not have asked.
fn reading(answers: CssrsScreener, missing: bool) -> NextAction {
    let after_thoughts = missing && answers.thoughts != Some(false);
    let recently = missing && answers.behaviour_ever != Some(false);
    let said = |answer: Option<bool>| answer.unwrap_or(missing);
    let further = |answer: Option<bool>| answer.unwrap_or(after_thoughts);
    if further(answers.intent)
        || further(answers.plan)
        || answers.behaviour_3_months.unwrap_or(recently)
    {
        NextAction::StayAndCallNow
    } else if further(answers.method) || said(answers.behaviour_ever) {
        NextAction::SafetyTalkToday
    } else if said(answers.wish_to_be_dead) || said(answers.thoughts) {
        NextAction::TalkAtNextContact
    } else {
        NextAction::NothingFurther
    }
}
