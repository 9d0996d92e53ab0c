//! Whether the latest check-in says that the working relationship may need care.
//!
//! Scores are one per session, in order, the latest last; `None` where a session has no score.
//! History is counted in scores, not in sessions.
//!
//! A rule that is tried at every session is judged by how many clients with whom nothing is wrong it
//! flags over a course. In this project's simulation (`examples/false_alarms`), over fifteen
//! sessions: the own-history chart 21 %, the early drop 7 %, the slide 4 %, any of them 29 %; a rule
//! on every drop of one standard deviation 94 %. So a signal is worded as worth a conversation,
//! never as a finding.

use crate::chart::Chart;
use crate::quantity::Quantity;
use crate::scale::{Norms, ROUNDING, Scale, mean, present};
use crate::verdict::{Outcome, Rule, Verdict};

/// Earlier scores the own-history chart needs. This project's own choice.
const OWN_HISTORY: usize = 4;
/// An early drop is a signal at this many standard deviations of differences (Stiles et al. 2004).
const EARLY_DROP_SDS: f64 = 2.0;
/// A slide is looked for in so many scores. This project's own choice.
const SLIDE_SCORES: usize = 3;
/// Their mean lies so many within-person standard deviations below that of the scores before. This
/// project's own choice, from the simulation in docs/decisions/0008.
const SLIDE_SDS: f64 = 2.0;
/// And the latest so many: closer counts as back, as it does after a rupture.
const STILL_DOWN_SDS: f64 = 1.0;
/// The top of the scale begins at this share of its range. This project's own choice.
const TOP_SHARE: f64 = 0.95;
/// The top is a ceiling after this many sessions there. This project's own choice.
const TOP_SESSIONS: usize = 4;

/// All rules on the latest session. At the ceiling there is only one verdict, to ask: statistics
/// on scores that cannot rise and hardly vary would mislead.
pub fn alliance(scores: &[Option<f64>], scale: Scale, norms: Norms) -> Vec<Verdict> {
    let top = ceiling(scores, scale);
    if top.outcome == Outcome::Ask {
        return vec![top];
    }
    vec![
        below_own_range(scores, scale),
        early_drop(scores, norms),
        slide(scores, norms),
        top,
    ]
}

/// S2: the latest score is below the lower limit of the person's own chart: their own mean less
/// 2.66 times the mean moving range (at least one step of the scale), over at least four earlier
/// scores.
pub fn below_own_range(scores: &[Option<f64>], scale: Scale) -> Verdict {
    let rule = Rule::BelowOwnRange;
    let Some((latest, earlier)) = split(scores) else {
        return no_score(rule);
    };
    let sessions = earlier.len() + 1;
    let chart = Chart::of(&earlier, scale.step()).filter(|chart| chart.scores >= OWN_HISTORY);
    let Some(chart) = chart else {
        return Verdict::new(
            rule,
            Outcome::TooEarly,
            sessions,
            &[(Quantity::Score, latest)],
        );
    };
    let numbers = [
        (Quantity::Score, latest),
        (Quantity::OwnMean, chart.mean),
        (Quantity::MeanMovingRange, chart.mean_moving_range),
        (Quantity::Limit, chart.lower),
    ];
    Verdict::new(
        rule,
        signal_if(latest < chart.lower - ROUNDING),
        sessions,
        &numbers,
    )
}

/// S3: with one to three earlier scores, a drop from the score before of at least two pooled
/// standard deviations of differences. Later, the person's own chart knows better, and this rule
/// is quiet.
pub fn early_drop(scores: &[Option<f64>], norms: Norms) -> Verdict {
    let rule = Rule::EarlyDrop;
    let Some((latest, earlier)) = split(scores) else {
        return no_score(rule);
    };
    let Some(&previous) = earlier.last() else {
        return Verdict::new(rule, Outcome::TooEarly, 1, &[(Quantity::Score, latest)]);
    };
    let (drop, limit) = (previous - latest, EARLY_DROP_SDS * norms.difference_sd());
    let numbers = [
        (Quantity::Score, latest),
        (Quantity::Previous, previous),
        (Quantity::Drop, drop),
        (Quantity::Limit, limit),
    ];
    let fell = earlier.len() < OWN_HISTORY && drop >= limit - ROUNDING;
    Verdict::new(rule, signal_if(fell), 2, &numbers)
}

/// S4: a slide. The last three scores all lie below the mean of those before them, by two pooled
/// within-person standard deviations on average, and the latest by one at least: someone on the way
/// back is left alone. Over at least four earlier scores. It sees what rules on single drops miss,
/// since a mean of three varies less than one score.
pub fn slide(scores: &[Option<f64>], norms: Norms) -> Verdict {
    let rule = Rule::Slide;
    let Some((latest, mut all)) = split(scores) else {
        return no_score(rule);
    };
    all.push(latest);
    let judged = all
        .split_last_chunk::<SLIDE_SCORES>()
        .filter(|(earlier, _)| earlier.len() >= OWN_HISTORY)
        .and_then(|(earlier, recent)| Some((recent, mean(earlier)?, mean(recent)?)));
    let Some((recent, own_mean, recent_mean)) = judged else {
        return Verdict::new(
            rule,
            Outcome::TooEarly,
            all.len(),
            &[(Quantity::Score, latest)],
        );
    };
    let limit = SLIDE_SDS * norms.within_sd();
    let numbers = [
        (Quantity::Score, latest),
        (Quantity::OwnMean, own_mean),
        (Quantity::RecentMean, recent_mean),
        (Quantity::Drop, own_mean - recent_mean),
        (Quantity::Limit, limit),
    ];
    let slid = recent.iter().all(|score| own_mean - score > ROUNDING)
        && own_mean - recent_mean >= limit - ROUNDING
        && own_mean - latest >= STILL_DOWN_SDS * norms.within_sd() - ROUNDING;
    Verdict::new(rule, signal_if(slid), all.len(), &numbers)
}

/// The last four scores all lie in the top 5 % of the scale: the numbers can no longer tell, so
/// ask. Never a signal.
pub fn ceiling(scores: &[Option<f64>], scale: Scale) -> Verdict {
    let rule = Rule::Ceiling;
    let Some((latest, mut all)) = split(scores) else {
        return no_score(rule);
    };
    all.push(latest);
    let Some(last) = all.last_chunk::<TOP_SESSIONS>() else {
        return Verdict::new(
            rule,
            Outcome::TooEarly,
            all.len(),
            &[(Quantity::Score, latest)],
        );
    };
    let limit = scale.min() + TOP_SHARE * scale.range();
    let at_top = last.iter().all(|score| *score >= limit - ROUNDING);
    let numbers = [
        (Quantity::Score, latest),
        (Quantity::OwnMean, mean(last).unwrap_or(latest)),
        (Quantity::Limit, limit),
    ];
    let outcome = if at_top { Outcome::Ask } else { Outcome::Quiet };
    Verdict::new(rule, outcome, last.len(), &numbers)
}

/// The latest score, and those before it that are there.
fn split(scores: &[Option<f64>]) -> Option<(f64, Vec<f64>)> {
    let (latest, earlier) = scores.split_last()?;
    let latest = latest.filter(|score| score.is_finite())?;
    Some((latest, present(earlier)))
}

fn no_score(rule: Rule) -> Verdict {
    Verdict::new(rule, Outcome::NoScore, 0, &[])
}

fn signal_if(stands_out: bool) -> Outcome {
    if stands_out {
        Outcome::Signal
    } else {
        Outcome::Quiet
    }
}

#[cfg(test)]
mod tests;
