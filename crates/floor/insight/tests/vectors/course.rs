//! Worked cases of steps in a course, of two phases, and of a person's own chart.

use crate::reader::{Case, numbers};
use insight::{
    Chart, Direction, Finding, Quantity, Step, SuddenRule, single_case, sudden_step, sudden_steps,
};
use std::collections::BTreeSet;

const LOW: Direction = Direction::LowerIsBetter;

pub(crate) fn sudden_interval(case: &Case<'_>) {
    let side = |name: &str| -> [Option<f64>; 3] { numbers(case.input(name)).try_into().unwrap() };
    let rule = SuddenRule {
        points: case.optional("cutoff"),
        share: case.optional("pct"),
        level: case.optional("alpha"),
        adjusted: true,
    };
    let judged = sudden_step(side("pre"), side("post"), &rule, Step::Gain, LOW);
    case.comes_to(
        "critical_value",
        judged.number(Quantity::CriticalValue).unwrap(),
    );
    if case.expects("mean_pre") {
        case.comes_to("mean_pre", judged.number(Quantity::MeanBefore).unwrap());
        case.comes_to("mean_post", judged.number(Quantity::MeanAfter).unwrap());
    }
    case.is("sudden_gain", judged.outcome == Finding::Met);
}

pub(crate) fn sudden_series(case: &Case<'_>) {
    let step = if case.algorithm() == "sudden_loss_series" {
        Step::Loss
    } else {
        Step::Gain
    };
    let rule = SuddenRule::published(case.number("cutoff").abs());
    let intervals: Vec<&str> = case
        .input("intervals")
        .as_array()
        .unwrap()
        .iter()
        .map(|interval| interval.as_str().unwrap())
        .collect();
    let found: Vec<Vec<i32>> = case
        .input("series")
        .as_array()
        .unwrap()
        .iter()
        .map(|series| {
            let steps: BTreeSet<usize> = sudden_steps(&numbers(series), &rule, step, LOW)
                .iter()
                .map(|found| found.outcome.after_session)
                .collect();
            // "2to3" is between the second session and the third.
            let interval = |name: &&str| {
                let (from, _) = name.split_once("to").unwrap();
                i32::from(steps.contains(&(from.parse::<usize>().unwrap() - 1)))
            };
            assert!(
                steps
                    .iter()
                    .all(|last| (1..=intervals.len()).contains(last))
            );
            intervals.iter().map(interval).collect()
        })
        .collect();
    case.is("flags", found);
}

pub(crate) fn sudden_dataset(case: &Case<'_>) {
    let rule = SuddenRule {
        adjusted: case.input("adjust").as_bool().unwrap(),
        ..SuddenRule::published(case.number("cutoff"))
    };
    let (mut gains, mut clients) = (0_usize, 0_usize);
    let rows = include_str!("../../vectors/sgdata.csv").lines().skip(1);
    for row in rows {
        // Person, then session 0; steps are looked for among sessions 1 to 12.
        let scores: Vec<Option<f64>> = row
            .split(',')
            .skip(2)
            .map(|cell| cell.parse().ok())
            .collect();
        assert_eq!(scores.len(), 12);
        let found = sudden_steps(&scores, &rule, Step::Gain, LOW).len();
        gains += found;
        clients += usize::from(found > 0);
    }
    case.is("gains", gains);
    case.is("clients", clients);
}

pub(crate) fn phases(case: &Case<'_>) {
    let (a, b) = (numbers(case.input("A")), numbers(case.input("B")));
    let judged = single_case(&a, &b, Direction::HigherIsBetter);
    let number = |name| judged.number(name).unwrap();
    case.comes_to("NAP", 100.0 * number(Quantity::NonoverlapOfAllPairs));
    case.may_come_to("PEM", 100.0 * number(Quantity::BeyondMedian));
    case.comes_to("tau_AB_b", number(Quantity::Tau));
    case.comes_to("tau_u_complete", number(Quantity::TauWithoutTrend));
    if case.expects("bounded") {
        let both = [Quantity::Tau, Quantity::TauWithoutTrend].map(number);
        case.is("bounded", both.iter().all(|tau| tau.abs() <= 1.0));
    }
    // Left out on purpose: PND is deprecated, tau-a and S are steps on the way, and Parker's form
    // leaves the range from -1 to 1. That nothing is out of range is a property of the module.
    case.elsewhere(
        &[
            "PND",
            "tau_u_parker",
            "tau_AB_a",
            "S_AB",
            "S_trendA",
            "S_AB_minus_trendA",
        ]
        .into_iter()
        .filter(|name| case.expects(name))
        .collect::<Vec<_>>(),
    );
}

pub(crate) fn own_chart(case: &Case<'_>) {
    let baseline: Vec<f64> = numbers(case.input("baseline"))
        .into_iter()
        .flatten()
        .collect();
    let chart = Chart::of(&baseline, 0.0).unwrap();
    case.comes_to("mean", chart.mean);
    case.comes_to("mean_moving_range", chart.mean_moving_range);
    case.comes_to("lcl", chart.lower);
    case.comes_to("ucl", chart.upper);
    let next = case.number("next");
    let signal = if next < chart.lower {
        "below_lcl"
    } else if next > chart.upper {
        "above_ucl"
    } else {
        "none"
    };
    case.is("signal", signal);
}
