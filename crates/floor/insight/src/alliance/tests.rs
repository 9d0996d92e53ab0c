//! The alliance rules, case by case and by what must always hold.

use super::*;
use proptest::prelude::*;

fn scale() -> Scale {
    Scale::of_mean(0, 10, 1, 6).unwrap()
}

fn judged(scores: &[Option<f64>]) -> Vec<Verdict> {
    alliance(scores, scale(), Norms::assumed(scale()))
}

/// The rules that fire, by name.
fn signals(scores: &[f64]) -> Vec<&'static str> {
    let scores: Vec<_> = scores.iter().copied().map(Some).collect();
    let fired = judged(&scores).into_iter().filter(Verdict::is_signal);
    fired.map(|verdict| verdict.rule.name()).collect()
}

#[test]
fn each_rule_speaks_when_it_may() {
    let table: &[(&[f64], &[&str])] = &[
        // S3: two to four scores, a drop of 1.73 on 0-10.
        (&[8.6, 8.4, 5.1], &["early-drop"]),
        (&[8.0, 6.0], &["early-drop"]),
        (&[8.0, 6.3], &[]),
        (&[8.0, 8.0, 8.0, 6.0], &["early-drop"]),
        (&[6.0, 8.0, 8.0], &[]),
        // S2: four earlier scores and more.
        (&[7.0, 8.0, 7.0, 8.0, 4.8], &["below-own-range"]),
        (&[7.0, 8.0, 7.0, 8.0, 5.0], &[]),
        // A person whose scores always swing has a wide range of their own ...
        (&[2.0, 8.0, 2.0, 8.0, 2.0, 8.0, 2.0], &[]),
        // ... and one who always says 8 a narrow one, but never none.
        (&[8.0, 8.0, 8.0, 8.0, 7.5], &["below-own-range"]),
        (&[8.0, 8.0, 8.0, 8.0, 7.7], &[]),
        // S4: three scores below the mean of those before, by 1.33 on average, the latest by .67.
        (&[8.0, 9.0, 8.0, 9.0, 8.0, 7.0, 6.5], &["slide"]),
        (&[8.0, 9.0, 8.0, 9.0, 8.0, 7.0, 6.6], &[]),
        // Slowly, with a rise in between.
        (&[8.0, 9.0, 8.0, 9.0, 7.0, 7.4, 6.6], &["slide"]),
        // Too little before them.
        (&[8.0, 9.0, 8.0, 8.0, 7.0, 6.5], &[]),
        // On the way back, or one low score among others that are as usual.
        (&[8.0, 9.0, 8.0, 9.0, 6.0, 6.5, 8.2], &[]),
        (&[8.0, 9.0, 8.0, 9.0, 8.6, 5.8, 7.0], &[]),
        // A rise never alarms.
        (&[1.0, 1.0, 1.0, 1.0, 9.0], &[]),
    ];
    for (scores, expected) in table {
        assert_eq!(signals(scores), *expected, "{scores:?}");
    }
}

#[test]
fn a_clients_third_check_in_drops_and_the_reason_is_there() {
    let verdicts = judged(&[Some(8.6), Some(8.4), Some(5.1)]);
    let fired: Vec<_> = verdicts
        .iter()
        .filter(|verdict| verdict.is_signal())
        .collect();
    let [drop] = fired.as_slice() else {
        panic!("{verdicts:?}")
    };
    assert_eq!((drop.rule, drop.sessions), (Rule::EarlyDrop, 2));
    for (quantity, expected) in [
        (Quantity::Score, 5.1),
        (Quantity::Previous, 8.4),
        (Quantity::Drop, 3.3),
        (Quantity::Limit, 1.7333),
    ] {
        let number = drop.number(quantity).unwrap();
        assert!((number - expected).abs() < 1e-4, "{quantity:?} is {number}");
    }
    assert!(drop.source().contains("Stiles"));
    let of = |rule| verdicts.iter().find(|v| v.rule == rule).map(|v| v.outcome);
    assert_eq!(of(Rule::BelowOwnRange), Some(Outcome::TooEarly));
    assert_eq!(of(Rule::Slide), Some(Outcome::TooEarly));
}

#[test]
fn scores_at_the_top_ask_and_nothing_else() {
    let outcome = |scores: &[f64]| {
        let scores: Vec<_> = scores.iter().copied().map(Some).collect();
        judged(&scores)
            .iter()
            .map(|v| (v.rule, v.outcome))
            .collect::<Vec<_>>()
    };
    let ask = vec![(Rule::Ceiling, Outcome::Ask)];
    assert_eq!(outcome(&[10.0, 10.0, 10.0, 10.0]), ask);
    assert_eq!(outcome(&[3.0, 9.5, 9.5, 9.5, 9.5]), ask);
    // A fall that stays at the top is not one for statistics.
    assert_eq!(outcome(&[10.0, 10.0, 10.0, 10.0, 9.5]), ask);
    assert_eq!(outcome(&[10.0, 10.0, 10.0]).len(), 4);
    assert_eq!(outcome(&[10.0, 10.0, 10.0, 9.4]).len(), 4);
    // A fall from the top is.
    assert_eq!(signals(&[10.0, 10.0, 10.0, 10.0, 8.0]), ["below-own-range"]);
}

#[test]
fn a_session_without_a_score_is_not_judged() {
    for scores in [
        vec![],
        vec![None],
        vec![Some(8.0), Some(8.0), None],
        vec![Some(f64::NAN)],
    ] {
        let verdicts = judged(&scores);
        assert_eq!(verdicts.len(), 4);
        assert!(
            verdicts
                .iter()
                .all(|v| v.outcome == Outcome::NoScore && v.numbers.is_empty())
        );
    }
}

#[test]
fn every_rule_says_where_it_comes_from() {
    for rule in [
        Rule::BelowOwnRange,
        Rule::EarlyDrop,
        Rule::Slide,
        Rule::Ceiling,
        Rule::Return,
        Rule::Silence,
    ] {
        assert!(!rule.name().is_empty());
        let labelled = rule.source().contains("own choice");
        assert!(
            labelled || !rule.is_own_choice(),
            "{rule:?} must say that it is our own"
        );
    }
}

fn some_scores() -> impl Strategy<Value = Vec<f64>> {
    // Means of six whole numbers.
    prop::collection::vec(
        (0_i32..=60).prop_map(|sixths| f64::from(sixths) / 6.0),
        1..20,
    )
}

fn all_present(scores: &[f64]) -> Vec<Option<f64>> {
    scores.iter().copied().map(Some).collect()
}

proptest! {
    #[test]
    fn a_missing_score_never_counts_as_zero(scores in some_scores(), gaps in prop::collection::vec(0_usize..20, 0..6)) {
        let without = judged(&all_present(&scores));
        let mut with = all_present(&scores);
        for gap in gaps {
            // Anywhere but last: there, it would be a session without a score.
            with.insert(gap.min(with.len() - 1), None);
        }
        prop_assert_eq!(judged(&with), without);
    }

    #[test]
    fn shifting_every_score_shifts_what_is_told_and_changes_no_verdict(
        scores in some_scores(), by in -20_i32..20
    ) {
        let by = f64::from(by);
        let moved: Vec<f64> = scores.iter().map(|score| score + by).collect();
        let scale = scale();
        let norms = Norms::assumed(scale);
        let shifted = Scale::new(by, 10.0 + by, scale.step()).unwrap();
        let before = alliance(&all_present(&scores), scale, norms);
        let after = alliance(&all_present(&moved), shifted, norms);
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            prop_assert_eq!(before.outcome, after.outcome);
            if matches!(before.rule, Rule::BelowOwnRange | Rule::Ceiling) {
                let pair = before.number(Quantity::Limit).zip(after.number(Quantity::Limit));
                if let Some((before, after)) = pair {
                    prop_assert!((before + by - after).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn an_unchanging_history_never_alarms(sixths in 0_i32..=60, sessions in 1_usize..30) {
        let scores = vec![f64::from(sixths) / 6.0; sessions];
        prop_assert_eq!(signals(&scores), Vec::<&str>::new());
    }

    #[test]
    fn a_session_like_the_persons_mean_never_alarms_on_their_own_chart(mut scores in some_scores()) {
        let usual = mean(&scores).unwrap();
        scores.push(usual);
        prop_assert!(!below_own_range(&all_present(&scores), scale()).is_signal());
    }

    #[test]
    fn a_lower_latest_score_never_silences_a_rule(mut scores in some_scores(), less in 0.0_f64..5.0) {
        let norms = Norms::assumed(scale());
        let rules = |scores: &[f64]| {
            let scores = all_present(scores);
            [below_own_range(&scores, scale()), early_drop(&scores, norms), slide(&scores, norms)]
        };
        let before = rules(&scores);
        if let Some(latest) = scores.last_mut() {
            *latest -= less;
        }
        for (before, after) in before.iter().zip(rules(&scores)) {
            prop_assert!(!before.is_signal() || after.is_signal());
        }
    }
}
