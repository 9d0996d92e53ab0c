//! Reliable change seen together with where it began and ended: improvement, recovery,
//! deterioration.

use super::Reliable;
use crate::judged::{Direction, Judged, Method};
use crate::quantity::Quantity;
use crate::scale::ROUNDING;

/// The line between scores that count as a case and those that do not.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Line {
    at: f64,
    itself_is_a_case: bool,
    direction: Direction,
}

impl Line {
    /// A case at this score and at every worse one, as with 10 on the PHQ-9.
    pub fn case_from(at: f64, direction: Direction) -> Self {
        Self {
            at,
            itself_is_a_case: true,
            direction,
        }
    }

    /// No case at this score and at every better one, as with 28 on the PCL-5.
    pub fn healthy_to(at: f64, direction: Direction) -> Self {
        Self {
            at,
            itself_is_a_case: false,
            direction,
        }
    }

    /// Where the line is, in points.
    pub fn at(self) -> f64 {
        self.at
    }

    /// Whether a score counts as a case.
    pub fn is_case(self, score: f64) -> bool {
        let worse_by = self.direction.better_by(score, self.at);
        if self.itself_is_a_case {
            worse_by >= -ROUNDING
        } else {
            worse_by > ROUNDING
        }
    }
}

/// What a change means, where it began and ended included.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Change {
    /// Better beyond imprecision, from a case to no case.
    ReliableRecovery,
    /// Better beyond imprecision, a case at the start and not yet where recovery begins.
    ReliableImprovement,
    /// Better beyond imprecision, but there was no case at the start to recover from.
    ReliableImprovementNotACaseAtStart,
    /// Within imprecision, even if the line was crossed.
    NoReliableChange,
    /// Worse beyond imprecision.
    ReliableDeterioration,
}

impl Change {
    /// Every one, best first.
    pub const ALL: [Self; 5] = [
        Self::ReliableRecovery,
        Self::ReliableImprovement,
        Self::ReliableImprovementNotACaseAtStart,
        Self::NoReliableChange,
        Self::ReliableDeterioration,
    ];

    /// A stable name for records and the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReliableRecovery => "reliable-recovery",
            Self::ReliableImprovement => "reliable-improvement",
            Self::ReliableImprovementNotACaseAtStart => "reliable-improvement-not-case-at-start",
            Self::NoReliableChange => "no-reliable-change",
            Self::ReliableDeterioration => "reliable-deterioration",
        }
    }
}

pub(crate) const SIGNIFICANT: Method = Method::published(
    "reliable-and-clinically-significant",
    "Jacobson & Truax 1991 (J Consult Clin Psychol 59:12-19) with the words of the NHS Talking \
     Therapies manual. That recovery needs a case at the start is this project's own reading: \
     published tables differ in it.",
);

/// What a change means, given what it comes to and the line.
pub fn classify(
    reliable: &Judged<Reliable>,
    before: f64,
    after: f64,
    line: Line,
) -> Judged<Change> {
    classify_between(reliable, before, after, line, line)
}

/// The same where two lines are published: who begins beyond `start` was a case, and who ends on the
/// healthy side of `end` recovered. On the PCL-5 the lowest published cut-off is 31, and clinically
/// significant change ends at 28 (Marx et al. 2022): a 30 is neither a case to begin with nor a
/// recovery to end with.
///
/// The cut-off among the numbers is the one that the outcome turned on.
pub fn classify_between(
    reliable: &Judged<Reliable>,
    before: f64,
    after: f64,
    start: Line,
    end: Line,
) -> Judged<Change> {
    let outcome = match (reliable.outcome, start.is_case(before), end.is_case(after)) {
        (Reliable::Deteriorated, _, _) => Change::ReliableDeterioration,
        (Reliable::Unchanged, _, _) => Change::NoReliableChange,
        (Reliable::Improved, false, _) => Change::ReliableImprovementNotACaseAtStart,
        (Reliable::Improved, true, true) => Change::ReliableImprovement,
        (Reliable::Improved, true, false) => Change::ReliableRecovery,
    };
    let mut numbers = reliable.numbers.clone();
    let turned_on = match outcome {
        Change::ReliableImprovementNotACaseAtStart => start,
        _ => end,
    };
    numbers.push((Quantity::CutOff, turned_on.at));
    Judged::new(outcome, &SIGNIFICANT, &numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::by_threshold;
    use proptest::prelude::*;

    const LOW: Direction = Direction::LowerIsBetter;

    #[test]
    fn the_line_itself_belongs_where_its_source_puts_it() {
        let case_from = Line::case_from(10.0, LOW);
        assert!(case_from.is_case(10.0) && case_from.is_case(27.0) && !case_from.is_case(9.0));
        let healthy_to = Line::healthy_to(28.0, LOW);
        assert!(!healthy_to.is_case(28.0) && healthy_to.is_case(29.0) && !healthy_to.is_case(0.0));
        let upward = Line::healthy_to(50.0, Direction::HigherIsBetter);
        assert!(!upward.is_case(50.0) && upward.is_case(49.0));
    }

    #[test]
    fn crossing_the_line_by_a_hair_is_no_recovery() {
        let line = Line::case_from(10.0, LOW);
        let judged = classify(&by_threshold(10.0, 9.0, 6.0, LOW), 10.0, 9.0, line);
        assert_eq!(judged.outcome, Change::NoReliableChange);
        assert_eq!(judged.number(Quantity::CutOff), Some(10.0));
    }

    #[test]
    fn between_two_lines_is_neither_a_case_nor_a_recovery() {
        let (start, end) = (Line::case_from(31.0, LOW), Line::healthy_to(28.0, LOW));
        for (before, after, change, cut_off) in [
            (52.0, 28.0, Change::ReliableRecovery, 28.0),
            (52.0, 29.0, Change::ReliableImprovement, 28.0),
            (52.0, 30.0, Change::ReliableImprovement, 28.0),
            (31.0, 14.0, Change::ReliableRecovery, 28.0),
            (30.0, 14.0, Change::ReliableImprovementNotACaseAtStart, 31.0),
            (30.0, 28.0, Change::NoReliableChange, 28.0),
            (14.0, 30.0, Change::ReliableDeterioration, 28.0),
        ] {
            let reliable = by_threshold(before, after, 15.0, LOW);
            let judged = classify_between(&reliable, before, after, start, end);
            assert_eq!(judged.outcome, change, "{before} to {after}");
            assert_eq!(judged.number(Quantity::CutOff), Some(cut_off));
        }
    }

    proptest! {
        #[test]
        fn nobody_recovers_who_was_no_case(before in 0..=27, after in 0..=27) {
            let (before, after) = (f64::from(before), f64::from(after));
            let line = Line::case_from(10.0, LOW);
            let judged = classify(&by_threshold(before, after, 6.0, LOW), before, after, line);
            if judged.outcome == Change::ReliableRecovery {
                prop_assert!(before >= 10.0 && after < 10.0 && before - after >= 6.0);
            }
        }

        #[test]
        fn turning_the_scale_round_changes_nothing(before in 0..=27, after in 0..=27) {
            let (before, after) = (f64::from(before), f64::from(after));
            let (low, high) = (LOW, Direction::HigherIsBetter);
            let down = classify(
                &by_threshold(before, after, 6.0, low), before, after, Line::case_from(10.0, low)
            );
            let up = classify(
                &by_threshold(-before, -after, 6.0, high), -before, -after,
                Line::case_from(-10.0, high)
            );
            prop_assert_eq!(down.outcome, up.outcome);
        }
    }
}
