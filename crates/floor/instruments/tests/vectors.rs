//! The worked cases of the evidence file that are about scoring, run through the shipped measures:
//! totals, bands, cut-offs, subscales and the answers somebody must act on.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

use instruments::{Better, Cutoff, Measure, Measures, Scored, Side};
use serde_json::Value;
use std::collections::BTreeMap;

const CASES: &str = include_str!("../../insight/vectors/algorithm-cases.json");

fn numbers(answers: &Value) -> Vec<Option<f64>> {
    answers
        .as_array()
        .unwrap()
        .iter()
        .map(Value::as_f64)
        .collect()
}

/// Which measure a case is about, and where its total is.
const SCORED: [(&str, &str); 9] = [
    ("brs", "brs"),
    ("core10", "core-10"),
    ("kusiv3", "kusiv3"),
    ("pc_ptsd_5", "pc-ptsd-5"),
    ("pcl5", "pcl-5"),
    ("phq15", "phq-15"),
    ("phq9", "phq-9"),
    ("wai_sr", "wai-sr"),
    ("who5", "who-5"),
];

#[test]
fn every_worked_case_about_scoring_comes_out() {
    let measures = Measures::shipped().unwrap();
    let file: Value = serde_json::from_str(CASES).unwrap();
    let mut run: BTreeMap<&str, usize> = BTreeMap::new();
    for case in file["cases"].as_array().unwrap() {
        let algorithm = case["algorithm"].as_str().unwrap();
        let Some((_, id)) = SCORED.iter().find(|(name, _)| *name == algorithm) else {
            continue;
        };
        let measure = measures.get(id).unwrap();
        *run.entry(id).or_default() += 1;
        match algorithm {
            "who5" => well_being(measure, case),
            "pc_ptsd_5" => first_contact(measure, case),
            _ => one(measure, case),
        }
    }
    let expected = [
        ("brs", 1),
        ("core-10", 3),
        ("kusiv3", 1),
        ("pc-ptsd-5", 1),
        ("pcl-5", 4),
        ("phq-15", 1),
        ("phq-9", 4),
        ("wai-sr", 1),
        ("who-5", 1),
    ];
    assert_eq!(run, BTreeMap::from(expected));
}

/// One set of answers. What is not a score is run where the rule is.
fn one(measure: &Measure, case: &Value) {
    let answers = numbers(&case["input"]["items"]);
    let scored = measure.score(&answers).unwrap();
    for (name, expected) in case["expected"].as_object().unwrap() {
        let at = format!("{}: {name}", case["id"]);
        match name.as_str() {
            "total" | "mean" | "task" | "bond" | "goal" | "severe_symptoms" => {
                assert_score(&scored, measure, name, expected, &at);
            }
            "band" => {
                let band = &scored.score("total").unwrap().band.unwrap().name;
                assert_eq!(band.replace(' ', "_"), expected.as_str().unwrap(), "{at}");
            }
            "item9_flag" => {
                let flag = scored.safety.iter().any(|safety| safety.item == "phq-9.9");
                assert_eq!(Value::from(flag), *expected, "{at}");
            }
            "cut33" => assert_eq!(
                Value::from(beyond(measure, &scored, 33.0)),
                *expected,
                "{at}"
            ),
            "B"
            | "C"
            | "D"
            | "E"
            | "provisional_dx"
            | "major_depressive_syndrome"
            | "other_depressive_syndrome"
            | "somatoform_screen" => {}
            strange => panic!("{strange}"),
        }
    }
}

/// The score that a case calls so; a case may call the only score there is a mean.
fn assert_score(scored: &Scored<'_>, measure: &Measure, name: &str, expected: &Value, at: &str) {
    let own = match name {
        "severe_symptoms" => "severe-symptoms",
        "mean" | "total" => &measure.main().unwrap().name,
        subscale => subscale,
    };
    let value = scored.score(own).unwrap_or_else(|| panic!("{at}")).value;
    match expected.as_f64() {
        None => assert_eq!(value, None, "{at}"),
        Some(expected) => {
            let value = value.unwrap();
            assert!((value - expected).abs() < 0.001, "{at}: {value}");
        }
    }
}

/// Whether the total is on the clinical side of the published cut-off at `value`.
fn beyond(measure: &Measure, scored: &Scored<'_>, value: f64) -> bool {
    let rule = measure.main().unwrap();
    let at = |cutoff: &&Cutoff| (cutoff.value - value).abs() < 1e-9;
    let cutoff = rule.cutoffs.iter().find(at).unwrap();
    assert_eq!(cutoff.side, Side::Clinical);
    let score = scored.score(&rule.name).unwrap().value.unwrap();
    match rule.better {
        Better::Lower => score >= cutoff.value,
        Better::Higher => score <= cutoff.value,
        Better::Neither => panic!("no side is better"),
    }
}

/// Sums of five items with their score out of a hundred.
fn well_being(measure: &Measure, case: &Value) {
    let lists = ["score", "low"].map(|name| case["expected"][name].as_array().unwrap());
    for (place, sum) in case["input"]["raw"].as_array().unwrap().iter().enumerate() {
        let mut left = sum.as_f64().unwrap();
        let answers: Vec<Option<f64>> = measure
            .items()
            .iter()
            .map(|item| {
                let answer = left.min(item.max);
                left -= answer;
                Some(answer)
            })
            .collect();
        let scored = measure.score(&answers).unwrap();
        let score = scored.score(&measure.main().unwrap().name).unwrap();
        assert_eq!(score.value, lists[0][place].as_f64(), "{place}");
        let low = beyond(measure, &scored, 50.0);
        assert_eq!(Some(low), lists[1][place].as_bool(), "{place}");
    }
}

/// A first question, and five that count only after a yes.
fn first_contact(measure: &Measure, case: &Value) {
    let list = |name: &str| case["expected"][name].as_array().unwrap();
    for (place, given) in case["input"]["cases"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
    {
        let gate = given["gate"].as_bool().unwrap();
        let mut answers = vec![Some(if gate { 1.0 } else { 0.0 })];
        answers.extend(numbers(&given["items"]));
        let scored = measure.score(&answers).unwrap();
        let value = scored.score("total").unwrap().value;
        assert_eq!(value, list("score")[place].as_f64(), "{place}");
        for (name, cut) in [("positive_at_4", 4.0), ("positive_at_3", 3.0)] {
            let positive = beyond(measure, &scored, cut);
            assert_eq!(
                Some(positive),
                list(name)[place].as_bool(),
                "{place} {name}"
            );
        }
    }
}
