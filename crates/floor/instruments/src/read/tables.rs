//! The tables of published numbers: each belongs to a score that is there, lies where it can lie,
//! and follows from the numbers it says it follows from.

use crate::measure::MeasuredItem;
use crate::refused::{At, MeasureProblem, refuse};
use crate::score::ScoreRule;
use crate::sidecar::{Better, ChangeKind, ReliableChange, SafetyItem, Written};
use crate::structure::near;
use insight::Precision;

/// Never asked more often than it looks back, unless there is evidence for that.
pub(super) fn interval(written: &Written) -> Result<(), At> {
    let recall = written.recall.days.unwrap_or(0);
    let shortest = written.interval.shortest_days;
    if shortest < recall && written.interval.below_recall.is_none() {
        return refuse(
            "measure.interval.shortest_days",
            MeasureProblem::BelowRecall { shortest, recall },
        );
    }
    Ok(())
}

pub(super) fn safety(
    written: &Written,
    items: &[MeasuredItem],
) -> Result<Vec<(usize, SafetyItem)>, At> {
    let mut found = Vec::with_capacity(written.safety.len());
    for safety in &written.safety {
        let key = format!("measure.safety.{}", safety.item);
        let place = items.iter().position(|item| item.link_id == safety.item);
        let Some((place, item)) = place.and_then(|place| Some((place, items.get(place)?))) else {
            return refuse(key, MeasureProblem::NoItem(safety.item.clone()));
        };
        // At the least answer every answer would be one to act on, above the most none.
        if !(item.min < safety.at_least && safety.at_least <= item.max) {
            let problem = MeasureProblem::OutsideRange(safety.at_least);
            return refuse(format!("{key}.at_least"), problem);
        }
        found.push((place, safety.clone()));
    }
    Ok(found)
}

pub(super) fn tables(written: &Written, scores: &[ScoreRule]) -> Result<(), At> {
    let rule = |name: &str, table: &str| -> Result<&ScoreRule, At> {
        match scores.iter().find(|score| score.name == name) {
            Some(score) => Ok(score),
            None => refuse(
                format!("measure.{table}"),
                MeasureProblem::NoScore(name.to_owned()),
            ),
        }
    };
    for band in &written.band {
        rule(&band.score, "band")?;
    }
    for cutoff in &written.cutoff {
        rule(&cutoff.score, "cutoff")?;
    }
    for norm in &written.norm {
        let (least, most) = rule(&norm.score, "norm")?.range;
        if !(least..=most).contains(&norm.mean) {
            let key = format!("measure.norm.{}.mean", norm.score);
            return refuse(key, MeasureProblem::OutsideRange(norm.mean));
        }
        if let Some(sd) = norm.sd.filter(|sd| !(*sd > 0.0 && *sd <= most - least)) {
            let key = format!("measure.norm.{}.sd", norm.score);
            return refuse(key, MeasureProblem::OutsideRange(sd));
        }
    }
    for found in &written.reliability {
        rule(&found.score, "reliability")?;
        let to = found.to.unwrap_or(found.value);
        if !(0.0..=1.0).contains(&found.value) || !(found.value..=1.0).contains(&to) {
            let key = format!("measure.reliability.{}.value", found.score);
            return refuse(key, MeasureProblem::OutsideRange(found.value));
        }
    }
    for change in &written.reliable_change {
        one_change(change, rule(&change.score, "reliable_change")?)?;
    }
    scores
        .iter()
        .try_for_each(|score| one_default(&score.name, &written.reliable_change))
}

fn one_change(change: &ReliableChange, score: &ScoreRule) -> Result<(), At> {
    let key = format!("measure.reliable_change.{}", change.score);
    if score.better == Better::Neither {
        return refuse(key, MeasureProblem::NoDirection);
    }
    let widest = score.range.1 - score.range.0;
    let inside = |points: f64| points > 0.0 && points <= widest;
    let to = change.to.unwrap_or(change.value);
    if !inside(change.value) || !inside(to) || to < change.value {
        return refuse(
            format!("{key}.value"),
            MeasureProblem::OutsideRange(change.value),
        );
    }
    if let Some(computed) = change.computed {
        let gives = Precision::new(computed.sd, computed.reliability)
            .filter(|_| computed.z > 0.0)
            .map_or(f64::NAN, |precision| precision.whole_threshold(computed.z));
        if !near(gives, change.value) {
            return refuse(
                format!("{key}.computed"),
                MeasureProblem::NotComputed(gives),
            );
        }
    }
    Ok(())
}

/// Where there are reliable thresholds exactly one is the default, and any default says why.
fn one_default(score: &str, changes: &[ReliableChange]) -> Result<(), At> {
    let of_score = || changes.iter().filter(|change| change.score == score);
    let defaults: Vec<&ReliableChange> = of_score().filter(|change| change.default).collect();
    let reliable = of_score().any(|change| change.kind == ChangeKind::Reliable);
    let sound = match defaults.as_slice() {
        [] => !reliable,
        [one] => one.why.is_some(),
        _ => false,
    };
    if sound {
        Ok(())
    } else {
        refuse(
            format!("measure.reliable_change.{score}.default"),
            MeasureProblem::OneDefault,
        )
    }
}
