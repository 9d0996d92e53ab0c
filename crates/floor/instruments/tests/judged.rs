//! Change over time on a measure: the same words for a chart, a report and a check by hand.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod fixture;

use fixture::{MEASURE, form, read};
use insight::{Change, Reliable, Standing, Track};
use instruments::Measures;

fn series(scores: &[f64]) -> Vec<(i32, Option<f64>)> {
    (0..)
        .map(|week| week * 7)
        .zip(scores.iter().map(|s| Some(*s)))
        .collect()
}

#[test]
fn a_conflict_between_thresholds_is_shown_and_the_default_comes_first() {
    let measures = Measures::shipped().unwrap();
    let measure = measures.get("pcl-5").unwrap();
    let judged = measure.judge("total", &series(&[52.0, 36.0])).unwrap();
    let default = judged.default().unwrap();
    assert!((default.threshold.value - 15.0).abs() < 1e-9);
    assert_eq!(default.reliable.outcome, Reliable::Improved);
    let stricter = judged
        .changes
        .iter()
        .find(|change| (change.threshold.value - 18.0).abs() < 1e-9)
        .unwrap();
    assert_eq!(stricter.reliable.outcome, Reliable::Unchanged);
    assert!(
        judged
            .changes
            .iter()
            .all(|change| !change.threshold.source.is_empty())
    );
}

#[test]
fn the_published_words_come_out_for_every_shipped_measure_that_has_them() {
    let measures = Measures::shipped().unwrap();
    for (id, from, to, change) in [
        ("phq-9", 18.0, 12.0, Change::ReliableImprovement),
        ("phq-9", 18.0, 13.0, Change::NoReliableChange),
        ("phq-9", 16.0, 9.0, Change::ReliableRecovery),
        (
            "phq-9",
            9.0,
            3.0,
            Change::ReliableImprovementNotACaseAtStart,
        ),
        ("phq-9", 8.0, 14.0, Change::ReliableDeterioration),
        ("gad-7", 14.0, 7.0, Change::ReliableRecovery),
        ("gad-7", 7.0, 11.0, Change::ReliableDeterioration),
        ("pcl-5", 52.0, 28.0, Change::ReliableRecovery),
        ("pcl-5", 52.0, 36.0, Change::ReliableImprovement),
        // Below the lowest published cut-off nobody began as a case, and 29 is not yet the end.
        ("pcl-5", 31.0, 14.0, Change::ReliableRecovery),
        (
            "pcl-5",
            30.0,
            14.0,
            Change::ReliableImprovementNotACaseAtStart,
        ),
        ("pcl-5", 52.0, 29.0, Change::ReliableImprovement),
        (
            "pcl-5-weekly",
            30.0,
            14.0,
            Change::ReliableImprovementNotACaseAtStart,
        ),
        ("core-10", 20.0, 10.0, Change::ReliableRecovery),
        ("core-10", 20.0, 15.0, Change::NoReliableChange),
    ] {
        let measure = measures.get(id).unwrap();
        let judged = measure.judge("total", &series(&[from, to])).unwrap();
        let said = judged.default().unwrap().change.as_ref().unwrap();
        assert_eq!(said.outcome, change, "{id} {from} to {to}");
        assert!(!said.source().is_empty() && !said.numbers.is_empty());
    }
}

#[test]
fn the_first_time_is_check_again_and_the_second_confirms() {
    let measures = read(&form(), MEASURE).unwrap();
    let measure = measures.get("made-up").unwrap();
    let standing = |scores: &[(i32, Option<f64>)]| {
        let judged = measure.judge("total", scores).unwrap();
        judged.default().unwrap().standing.outcome
    };
    let worse = Reliable::Deteriorated;
    for (scores, expected) in [
        (vec![(0, Some(3.0))], Standing::TooEarly),
        (vec![(0, Some(3.0)), (7, Some(5.0))], Standing::Unchanged),
        (
            vec![(0, Some(3.0)), (7, Some(6.0))],
            Standing::CheckAgain(worse),
        ),
        (
            vec![(0, Some(3.0)), (7, Some(6.0)), (14, None), (21, Some(7.0))],
            Standing::Confirmed(worse),
        ),
        // Days out of order are put in order first.
        (
            vec![(21, Some(7.0)), (0, Some(3.0)), (7, Some(6.0))],
            Standing::Confirmed(worse),
        ),
    ] {
        assert_eq!(standing(&scores), expected, "{scores:?}");
    }
}

#[test]
fn a_missing_score_is_left_out_and_never_a_zero() {
    let measures = read(&form(), MEASURE).unwrap();
    let measure = measures.get("made-up").unwrap();
    let with = [
        (0, None),
        (7, Some(6.0)),
        (14, Some(f64::NAN)),
        (21, Some(5.0)),
        (28, None),
    ];
    let judged = measure.judge("total", &with).unwrap();
    assert_eq!(
        (judged.first.day, judged.latest.day, judged.scores),
        (7, 21, 2)
    );
    assert_eq!(judged.previous.map(|point| point.day), Some(7));
    assert_eq!(
        judged.default().unwrap().reliable.outcome,
        Reliable::Unchanged
    );
    assert!(measure.judge("total", &[(0, None)]).is_none());
    assert!(measure.judge("total", &[]).is_none());
    assert!(measure.judge("sum", &with).is_none());
    assert!(
        measure.judge("high", &with).is_none(),
        "neither way is better"
    );
}

#[test]
fn the_course_needs_a_threshold_and_a_line() {
    let measures = read(&form(), MEASURE).unwrap();
    let track = |measures: &Measures, scores: &[f64]| {
        let judged = measures.all()[0].judge("total", &series(scores)).unwrap();
        judged.track.map(|track| track.outcome)
    };
    assert_eq!(track(&measures, &[6.0, 6.0, 9.0]), Some(Track::Yellow));
    assert_eq!(track(&measures, &[6.0, 6.0, 9.0, 9.0]), Some(Track::Red));
    assert_eq!(track(&measures, &[6.0, 6.0, 4.0]), Some(Track::White));
    let no_line = MEASURE.replacen("divides = true\n", "", 1);
    let measures = read(&form(), &no_line).unwrap();
    assert_eq!(track(&measures, &[6.0, 6.0, 9.0]), None);
}
