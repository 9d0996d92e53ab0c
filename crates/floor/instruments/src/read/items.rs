//! The items: each is a question of the form, its range is the one that the form's own options
//! give, and no question of the form was forgotten.

use crate::measure::MeasuredItem;
use crate::refused::{At, MeasureProblem, refuse};
use crate::sidecar::{Written, WrittenItem};
use crate::structure::{Answers, near, questions};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn items(written: &Written, form: &Value) -> Result<Vec<MeasuredItem>, At> {
    let questions = questions(form);
    let mut by_name: BTreeMap<&str, &Answers> = BTreeMap::new();
    for question in &questions {
        by_name.insert(&question.link_id, &question.answers);
    }
    let mut named = BTreeSet::new();
    let mut items = Vec::with_capacity(written.item.len());
    for item in &written.item {
        let key = format!("measure.item.{}", item.link_id);
        if !named.insert(item.link_id.as_str()) {
            return refuse(key, MeasureProblem::Twice(item.link_id.clone()));
        }
        let Some(answers) = by_name.get(item.link_id.as_str()) else {
            return refuse(key, MeasureProblem::NoQuestion(item.link_id.clone()));
        };
        items.push(measured(item, answers, &key)?);
    }
    for link_id in &written.unscored {
        let problem = if !named.insert(link_id) {
            MeasureProblem::Twice(link_id.clone())
        } else if by_name.contains_key(link_id.as_str()) {
            continue;
        } else {
            MeasureProblem::NoQuestion(link_id.clone())
        };
        return refuse("measure.unscored", problem);
    }
    match questions
        .iter()
        .find(|q| !named.contains(q.link_id.as_str()))
    {
        Some(question) => {
            let problem = MeasureProblem::QuestionLeftOut(question.link_id.clone());
            refuse("measure.item", problem)
        }
        None => Ok(items),
    }
}

fn measured(item: &WrittenItem, answers: &Answers, key: &str) -> Result<MeasuredItem, At> {
    let [least, most] = item.range;
    if least >= most || !least.is_finite() || !most.is_finite() {
        return refuse(
            format!("{key}.range"),
            MeasureProblem::NotARange { least, most },
        );
    }
    if let Answers::Not(why) = answers {
        let problem = MeasureProblem::NoNumbers(item.link_id.clone(), why);
        return refuse(key, problem);
    }
    without_weight(item, answers, key)?;
    let Some((found_least, found_most)) = answers.range() else {
        let why = "none of its options has a weight";
        let problem = MeasureProblem::NoNumbers(item.link_id.clone(), why);
        return refuse(key, problem);
    };
    if !near(least, found_least) || !near(most, found_most) {
        let problem = MeasureProblem::RangeDiffers {
            least,
            most,
            found_least,
            found_most,
        };
        return refuse(format!("{key}.range"), problem);
    }
    weights(item, answers, key)?;
    Ok(MeasuredItem {
        link_id: item.link_id.clone(),
        min: least,
        max: most,
        reversed: item.reversed,
        answers: answers.clone(),
    })
}

/// Options without a weight are named, and no others are.
fn without_weight(item: &WrittenItem, answers: &Answers, key: &str) -> Result<(), At> {
    let options = match answers {
        Answers::Options(options) => options.as_slice(),
        _ => &[],
    };
    let key = format!("{key}.without_weight");
    for code in &item.without_weight {
        if !options.iter().any(|(own, _)| own == code) {
            return refuse(key, MeasureProblem::Weight(code.clone()));
        }
    }
    for (code, weight) in options {
        if weight.is_none() != item.without_weight.contains(code) {
            return refuse(key, MeasureProblem::Weight(code.clone()));
        }
    }
    Ok(())
}

/// A weight that slipped between the ends of the range would go unseen: options weigh evenly from
/// one end to the other, or exactly what the evidence writes out.
fn weights(item: &WrittenItem, answers: &Answers, key: &str) -> Result<(), At> {
    let found: Vec<f64> = match answers {
        Answers::Options(options) => options.iter().filter_map(|(_, weight)| *weight).collect(),
        _ => Vec::new(),
    };
    let sound = if let Some(written) = &item.weights {
        written.len() == found.len()
            && written
                .iter()
                .zip(&found)
                .all(|(one, two)| near(*one, *two))
    } else {
        let mut rising = found.clone();
        rising.sort_by(f64::total_cmp);
        rising.dedup_by(|one, two| near(*one, *two));
        let step = |pair: &[f64]| pair[1] - pair[0];
        let first = rising.get(..2).map(step);
        rising
            .windows(2)
            .all(|pair| first.is_some_and(|first| near(step(pair), first)))
    };
    if sound {
        Ok(())
    } else {
        let key = format!("{key}.weights");
        refuse(key, MeasureProblem::UnevenWeights(found))
    }
}
