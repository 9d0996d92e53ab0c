//! Worked cases of work on a target, of exposures, of triggers, and of who stays.

use crate::reader::Case;
use insight::{Days, EmdrState, EmdrTarget, Learnt, Prior, Quantity, Reason, Trial};

pub(crate) fn emdr(case: &Case<'_>) {
    let rating = |name: &str| {
        case.input(name)
            .as_u64()
            .map(|said| u8::try_from(said).unwrap())
    };
    let reason = case.input("reason").as_str().and_then(Reason::new);
    assert_eq!(
        case.input("ecological").as_bool() == Some(true),
        reason.is_some()
    );
    let target = EmdrTarget::new(
        rating("sud"),
        rating("voc"),
        case.input("body_scan_clear").as_bool(),
        reason,
    );
    let found = insight::emdr_target(&target.unwrap()).outcome;
    let name = match found {
        EmdrState::Complete => "complete",
        EmdrState::CompleteEcological => "complete_ecological",
        EmdrState::Incomplete { .. } => "incomplete",
    };
    case.is("state", name);
    assert_eq!(
        found.needs_closure_and_looking_again(),
        case.expects("required")
    );
    if case.expects("required") {
        case.is("required", vec!["closure", "reevaluation_next_session"]);
    }
}

pub(crate) fn exposure(case: &Case<'_>) {
    let (one, two) = (case.input("s1"), case.input("s2"));
    let number = |name: &str| u8::try_from(one[name].as_u64().unwrap()).unwrap();
    let happened = one["occurred"].as_bool().unwrap();
    let first = Trial::new(
        number("peak"),
        number("end"),
        number("predicted"),
        number("after"),
        happened,
    )
    .unwrap();
    let judged = insight::trial(first, None);
    case.comes_to(
        "within_session_reduction",
        judged.number(Quantity::WithinTrial).unwrap(),
    );
    case.comes_to(
        "within_session_pct",
        judged.number(Quantity::WithinTrialPercent).unwrap(),
    );
    case.comes_to(
        "expectancy_violation",
        judged.number(Quantity::ExpectancyViolation).unwrap(),
    );
    let learnt = match judged.outcome {
        Learnt::Violated => "violated",
        Learnt::BeliefStands => "belief_stands",
        Learnt::Happened => "happened",
    };
    case.is("learning", learnt);
    let peak = u8::try_from(two["peak"].as_u64().unwrap()).unwrap();
    let second = Trial::new(peak, 0, 0, 0, false).unwrap();
    let between = insight::trial(second, Some(first))
        .number(Quantity::BetweenTrials)
        .unwrap();
    case.comes_to("between_session_reduction", between);
}

pub(crate) fn lift(case: &Case<'_>) {
    let count = |name: &str| u32::try_from(case.input(name).as_u64().unwrap()).unwrap();
    let days = Days {
        with_hits: count("exposed_hits"),
        with: count("exposed_n"),
        without_hits: count("other_hits"),
        without: count("other_n"),
    };
    let judged = insight::lift(days, Prior::EVEN).unwrap();
    case.comes_to("p_exposed", judged.number(Quantity::ShareWith).unwrap());
    case.comes_to("p_other", judged.number(Quantity::ShareWithout).unwrap());
    case.comes_to("lift", judged.number(Quantity::Lift).unwrap());
}

pub(crate) fn missing_by_wave(case: &Case<'_>) {
    let mut lines = include_str!("../../vectors/missing-by-wave.csv").lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let [_, waves @ .., _] = header.as_slice() else {
        panic!("{header:?}")
    };
    case.is("waves", waves.to_vec());
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    for arm in ["TAU", "BtheB"] {
        let everyone: Vec<Vec<bool>> = rows
            .iter()
            .filter(|row| row[0] == arm)
            .flat_map(|row| {
                let there = row[1..row.len() - 1]
                    .iter()
                    .map(|cell| *cell == "1")
                    .collect();
                let people: usize = row[row.len() - 1].parse().unwrap();
                std::iter::repeat_n::<Vec<bool>>(there, people)
            })
            .collect();
        let missing: Vec<usize> = insight::missing_by_wave(&everyone)
            .outcome
            .iter()
            .map(|wave| wave.missing)
            .collect();
        case.is(arm, missing);
    }
}
