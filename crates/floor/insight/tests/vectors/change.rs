//! Worked cases of reliable and clinically significant change.

use crate::reader::{Case, numbers};
use insight::{
    Change, Direction, Judged, Line, Norm, Precision, Quantity, Reliable, Z_90, Z_95, by_threshold,
    classify,
};

const LOW: Direction = Direction::LowerIsBetter;

fn precision(case: &Case<'_>) -> Precision {
    Precision::new(case.number("sd"), case.number("reliability")).unwrap()
}

fn direction(case: &Case<'_>) -> Direction {
    match case.input("direction").as_str() {
        Some("higher_better") => Direction::HigherIsBetter,
        Some("lower_better") | None => LOW,
        Some(other) => panic!("{}: {other}", case.id()),
    }
}

pub(crate) fn jacobson_truax(case: &Case<'_>) {
    let precision = precision(case);
    case.may_come_to("sem", precision.sem());
    case.may_come_to("s_diff", precision.s_diff());
    case.may_come_to("threshold", precision.threshold(Z_95));
    case.may_come_to("threshold_z1_645", precision.threshold(Z_90));
    case.may_come_to("threshold_z1_96", precision.threshold(Z_95));
    case.may_come_to("ceil_90", precision.whole_threshold(Z_90));
    case.may_come_to("ceil_95", precision.whole_threshold(Z_95));
    let judge =
        |before, after, z| insight::jacobson_truax(before, after, precision, z, direction(case));
    let index = |judged: &Judged<Reliable>| judged.number(Quantity::ReliableChangeIndex).unwrap();
    if let Some((before, after)) = case.optional("pre").zip(case.optional("post")) {
        let judged = judge(before, after, case.number("z"));
        case.comes_to("rci", index(&judged));
        case.is("reliable", judged.outcome.name());
    }
    if case.expects("rci") && case.expects("reliable_at_1_96") {
        let judged: Vec<_> = numbers(case.input("changes"))
            .into_iter()
            .map(|change| judge(0.0, change.unwrap(), 1.96))
            .collect();
        for (judged, expected) in judged.iter().zip(numbers(case.expected("rci"))) {
            assert!(
                (index(judged) - expected.unwrap()).abs() < 1e-4,
                "{}",
                case.id()
            );
        }
        let beyond: Vec<bool> = judged
            .iter()
            .map(|j| j.outcome != Reliable::Unchanged)
            .collect();
        case.is("reliable_at_1_96", beyond);
    }
}

pub(crate) fn cut_offs(case: &Case<'_>) {
    let norm = |mean, sd| Norm::new(case.number(mean), case.number(sd)).unwrap();
    let functional = norm("m_functional", "sd_functional");
    let clinical = norm("m_clinical", "sd_clinical");
    let found = insight::cut_offs(clinical, Some(functional), direction(case)).outcome;
    let c = found.c.unwrap();
    case.comes_to("c", c);
    // Lower is better, so that a case begins at the next whole point.
    case.comes_to("published_integer_cutoff", c.ceil());
}

pub(crate) fn published_threshold(case: &Case<'_>) {
    case.comes_to("threshold", precision(case).threshold(Z_95));
    case.comes_to("published_integer", precision(case).whole_threshold(Z_95));
}

pub(crate) fn pcl5(case: &Case<'_>) {
    let (before, after) = (case.number("pre"), case.number("post"));
    let line = Line::healthy_to(case.number("csc_max"), LOW);
    for threshold in numbers(case.input("reliable_thresholds")) {
        let threshold = threshold.unwrap();
        let judged = by_threshold(before, after, threshold, LOW);
        case.comes_to("change", judged.number(Quantity::Change).unwrap());
        let found = match judged.outcome {
            Reliable::Unchanged => "none",
            other => other.name(),
        };
        case.is(&format!("reliable_at_{threshold}"), found);
        let significant = format!("clinically_significant_at_{threshold}");
        if case.expects(&significant) {
            // As published: the end alone counts. That a start must be clinical too is the
            // measure's evidence to say, and this vector's 30 to 14 would not be one.
            let recovered = classify(&judged, before, after, line).outcome;
            case.is(&significant, recovered == Change::ReliableRecovery);
        }
    }
}

pub(crate) fn nhs(case: &Case<'_>) {
    let line = Line::case_from(case.number("caseness"), LOW);
    let threshold = case.number("threshold");
    let found: Vec<String> = case
        .input("pairs")
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            let (before, after) = (pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap());
            let judged = by_threshold(before, after, threshold, LOW);
            classify(&judged, before, after, line)
                .outcome
                .name()
                .replace('-', "_")
        })
        .collect();
    case.is("result", found);
}
