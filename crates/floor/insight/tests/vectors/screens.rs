//! Worked cases of symptom patterns and triage.

use crate::reader::Case;
use insight::{CssrsScreener, Finding, NextAction, Quantity};

/// Nothing is missing in these cases, so that everything can be told.
fn met(finding: Finding) -> bool {
    assert_ne!(finding, Finding::NotDeterminable);
    finding == Finding::Met
}

pub(crate) fn pcl5(case: &Case<'_>) {
    let judged = insight::pcl5_clusters(&case.items()).unwrap();
    for (name, cluster) in [
        ("B", Quantity::ClusterB),
        ("C", Quantity::ClusterC),
        ("D", Quantity::ClusterD),
        ("E", Quantity::ClusterE),
    ] {
        case.comes_to(name, judged.number(cluster).unwrap());
    }
    case.is("provisional_dx", met(judged.outcome));
    case.elsewhere(&["total", "cut33"]);
}

pub(crate) fn itq(case: &Case<'_>) {
    let found = insight::itq(&case.items()).unwrap();
    case.is("ptsd_criteria", met(found.ptsd));
    case.is("dso_criteria", met(found.dso));
    let name = match found.diagnosis.outcome.name() {
        "none" => "none",
        "ptsd" => "PTSD",
        "complex-ptsd" => "CPTSD",
        other => panic!("{other}"),
    };
    case.is("diagnosis", name);
    case.is("ptsd_sum", found.ptsd_sum);
    case.is("dso_sum", found.dso_sum);
}

pub(crate) fn phq9(case: &Case<'_>) {
    let major = insight::phq9_major_syndrome(&case.items()).unwrap();
    let other = insight::phq9_other_syndrome(&case.items()).unwrap();
    case.is("major_depressive_syndrome", met(major.outcome));
    case.is("other_depressive_syndrome", met(other.outcome));
    case.elsewhere(&["total", "band", "item9_flag"]);
}

pub(crate) fn phq15(case: &Case<'_>) {
    let judged = insight::phq15_somatoform(&case.items()).unwrap();
    case.is("somatoform_screen", met(judged.outcome));
    case.comes_to(
        "severe_symptoms",
        judged.number(Quantity::SevereSymptoms).unwrap(),
    );
    case.elsewhere(&["total", "band"]);
}

pub(crate) fn pc_ptsd_5(case: &Case<'_>) {
    let (mut scores, mut at_4, mut at_3) = (Vec::new(), Vec::new(), Vec::new());
    for one in case.input("cases").as_array().unwrap() {
        let answers: Vec<_> = one["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| Some(item.as_i64().unwrap() == 1))
            .collect();
        let answers: &[Option<bool>; 5] = answers.as_slice().try_into().unwrap();
        let judge = |from| insight::pc_ptsd_5(one["gate"].as_bool(), answers, from);
        scores.push(judge(4).number(Quantity::Score).unwrap());
        at_4.push(met(judge(4).outcome));
        at_3.push(met(judge(3).outcome));
    }
    let expected: Vec<f64> = case
        .expected("score")
        .as_array()
        .unwrap()
        .iter()
        .map(|score| score.as_f64().unwrap())
        .collect();
    assert_eq!(scores, expected, "{}", case.id());
    case.is("positive_at_4", at_4);
    case.is("positive_at_3", at_3);
}

pub(crate) fn cssrs(case: &Case<'_>) {
    let said = |name: &str| case.input(name).as_bool();
    let triage = insight::cssrs_screener(CssrsScreener {
        wish_to_be_dead: said("q1"),
        thoughts: said("q2"),
        method: said("q3"),
        intent: said("q4"),
        plan: said("q5"),
        behaviour_ever: said("q6_lifetime"),
        behaviour_3_months: said("q6_3months"),
    });
    // The product says what to do; the published form calls it a class.
    let class = match triage.judged.outcome {
        NextAction::NothingFurther => "none",
        NextAction::TalkAtNextContact => "low",
        NextAction::SafetyTalkToday => "moderate",
        NextAction::StayAndCallNow => "high",
        NextAction::AskAgain => panic!("{}: nothing is missing", case.id()),
    };
    case.is("risk", class);
    assert!(!triage.ask_again);
}
