//! The scores: which items they take, and that the published range is the one these items give.

use crate::measure::MeasuredItem;
use crate::refused::{At, MeasureProblem, refuse};
use crate::score::{Gate, ScoreRule, count};
use crate::sidecar::{Band, Better, Cutoff, How, Missing, Written, WrittenScore};
use crate::structure::near;

pub(super) fn scores(written: &Written, items: &[MeasuredItem]) -> Result<Vec<ScoreRule>, At> {
    let mut scores: Vec<ScoreRule> = Vec::with_capacity(written.score.len());
    for score in &written.score {
        let key = format!("measure.score.{}", score.name);
        if scores.iter().any(|other| other.name == score.name) {
            return refuse(key, MeasureProblem::Twice(score.name.clone()));
        }
        let mut rule = rule(score, items, &key)?;
        rule.bands = bands(written, &rule)?;
        rule.cutoffs = cutoffs(written, &rule)?;
        scores.push(rule);
    }
    Ok(scores)
}

fn rule(score: &WrittenScore, items: &[MeasuredItem], key: &str) -> Result<ScoreRule, At> {
    let mut places = Vec::with_capacity(score.items.len());
    for name in &score.items {
        let place = place(items, name, &format!("{key}.items"))?;
        if places.contains(&place) {
            return refuse(format!("{key}.items"), MeasureProblem::Twice(name.clone()));
        }
        places.push(place);
    }
    if places.is_empty() {
        return refuse(format!("{key}.items"), MeasureProblem::Empty);
    }
    let multiplier = score.multiplier.unwrap_or(1.0);
    if !(multiplier > 0.0 && multiplier.is_finite()) {
        return refuse(
            format!("{key}.multiplier"),
            MeasureProblem::OutsideRange(multiplier),
        );
    }
    let at_least = match (score.how, score.at_least) {
        (How::Count, Some(at_least)) if at_least.is_finite() => at_least,
        (How::Count, _) | (_, Some(_)) => {
            return refuse(format!("{key}.at_least"), MeasureProblem::DoesNotGo);
        }
        (_, None) => 0.0,
    };
    let chosen: Vec<&MeasuredItem> = places
        .iter()
        .filter_map(|place| items.get(*place))
        .collect();
    missing(score, &chosen, key)?;
    let gate = gate(score, items, key)?;
    let range = range(score, &chosen, multiplier, key)?;
    Ok(ScoreRule {
        name: score.name.clone(),
        how: score.how,
        places,
        range,
        step: step(score.how, &chosen) * multiplier,
        better: score.better,
        missing: score.missing.clone(),
        source: score.source.clone(),
        bands: Vec::new(),
        cutoffs: Vec::new(),
        at_least,
        multiplier,
        gate,
    })
}

fn place(items: &[MeasuredItem], name: &str, key: &str) -> Result<usize, At> {
    match items.iter().position(|item| item.link_id == name) {
        Some(place) => Ok(place),
        None => refuse(key, MeasureProblem::NoItem(name.to_owned())),
    }
}

/// The mean of the others can stand in for an item only where all are of one range.
fn missing(score: &WrittenScore, chosen: &[&MeasuredItem], key: &str) -> Result<(), At> {
    let Missing::Prorate { up_to, .. } = score.missing else {
        return Ok(());
    };
    let averages = matches!(score.how, How::Sum | How::Mean);
    let one_range = chosen
        .windows(2)
        .all(|pair| near(pair[0].min, pair[1].min) && near(pair[0].max, pair[1].max));
    if averages && one_range && up_to > 0 && up_to < chosen.len() {
        Ok(())
    } else {
        refuse(format!("{key}.missing"), MeasureProblem::CannotProrate)
    }
}

fn gate(score: &WrittenScore, items: &[MeasuredItem], key: &str) -> Result<Option<Gate>, At> {
    let Some(gate) = &score.gate else {
        return Ok(None);
    };
    let key = format!("{key}.gate");
    let place = place(items, &gate.item, &key)?;
    if !items.get(place).is_some_and(|item| item.takes(gate.when)) {
        return refuse(key, MeasureProblem::OutsideRange(gate.when));
    }
    let [least, most] = score.range;
    if !(least..=most).contains(&gate.value) {
        return refuse(key, MeasureProblem::OutsideRange(gate.value));
    }
    Ok(Some(Gate {
        place,
        when: gate.when,
        value: gate.value,
    }))
}

fn range(
    score: &WrittenScore,
    chosen: &[&MeasuredItem],
    multiplier: f64,
    key: &str,
) -> Result<(f64, f64), At> {
    let each = |end: fn(&MeasuredItem) -> f64| chosen.iter().map(move |item| end(item));
    let (least, most) = (
        |item: &MeasuredItem| item.min,
        |item: &MeasuredItem| item.max,
    );
    let of = count(chosen.len());
    let (found_least, found_most) = match score.how {
        How::Sum => (each(least).sum::<f64>(), each(most).sum::<f64>()),
        How::Mean => (each(least).sum::<f64>() / of, each(most).sum::<f64>() / of),
        How::Count => (0.0, of),
        How::Max => (
            each(least).fold(f64::NEG_INFINITY, f64::max),
            each(most).fold(f64::NEG_INFINITY, f64::max),
        ),
    };
    let (found_least, found_most) = (found_least * multiplier, found_most * multiplier);
    let [least, most] = score.range;
    if near(least, found_least) && near(most, found_most) {
        return Ok((least, most));
    }
    let problem = MeasureProblem::RangeDiffers {
        least,
        most,
        found_least,
        found_most,
    };
    refuse(format!("{key}.range"), problem)
}

fn step(how: How, chosen: &[&MeasuredItem]) -> f64 {
    let least = chosen
        .iter()
        .map(|item| item.answers.step())
        .fold(f64::INFINITY, f64::min);
    match how {
        How::Sum | How::Max => least,
        How::Mean => least / count(chosen.len()),
        How::Count => 1.0,
    }
}

fn bands(written: &Written, rule: &ScoreRule) -> Result<Vec<Band>, At> {
    let bands: Vec<Band> = written
        .band
        .iter()
        .filter(|band| band.score == rule.name)
        .cloned()
        .collect();
    let rising = bands.windows(2).all(|pair| pair[0].from < pair[1].from);
    let begins = bands
        .first()
        .is_none_or(|band| near(band.from, rule.range.0));
    let ends = bands.last().is_none_or(|band| band.from <= rule.range.1);
    if rising && begins && ends {
        Ok(bands)
    } else {
        refuse(
            format!("measure.band.{}", rule.name),
            MeasureProblem::BandsOutOfOrder,
        )
    }
}

fn cutoffs(written: &Written, rule: &ScoreRule) -> Result<Vec<Cutoff>, At> {
    let key = format!("measure.cutoff.{}", rule.name);
    let cutoffs: Vec<Cutoff> = written
        .cutoff
        .iter()
        .filter(|cutoff| cutoff.score == rule.name)
        .cloned()
        .collect();
    if !cutoffs.is_empty() && rule.better == Better::Neither {
        return refuse(key, MeasureProblem::NoDirection);
    }
    let (least, most) = rule.range;
    let outside = |cutoff: &&Cutoff| !(least..=most).contains(&cutoff.value);
    if let Some(cutoff) = cutoffs.iter().find(outside) {
        return refuse(key, MeasureProblem::OutsideRange(cutoff.value));
    }
    let divides: Vec<&Cutoff> = cutoffs.iter().filter(|cutoff| cutoff.divides).collect();
    let starts: Vec<&Cutoff> = cutoffs.iter().filter(|cutoff| cutoff.starts).collect();
    match (divides.as_slice(), starts.as_slice()) {
        ([] | [_], []) => Ok(cutoffs),
        // Nobody begins as a case where others have recovered.
        ([divides], [starts]) if !healthier(starts, divides, rule.better) => Ok(cutoffs),
        _ => refuse(key, MeasureProblem::OneDivides),
    }
}

/// Whether `one` lies nearer to health than `other`.
fn healthier(one: &Cutoff, other: &Cutoff, better: Better) -> bool {
    match better {
        Better::Lower => one.value < other.value,
        Better::Higher => one.value > other.value,
        Better::Neither => false,
    }
}
