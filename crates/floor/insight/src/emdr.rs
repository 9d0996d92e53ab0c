//! Where the work on one EMDR target stands: which phase comes next, and whether it is complete.

use crate::judged::{Judged, Method};
use crate::quantity::Quantity;
use crate::triage::Reason;

/// The least a disturbance can be.
const NO_DISTURBANCE: u8 = 0;
/// The highest a disturbance can be (SUD).
const HIGHEST_DISTURBANCE: u8 = 10;
/// A belief that feels completely true (VOC, from 1).
const FULLY_TRUE: u8 = 7;
/// The highest disturbance that a reason lets stand. This project's own choice, the narrowest that
/// the worked case (disturbance 1, belief 6) allows: the convention says no more than "stable low".
const LOW_ENOUGH: u8 = 1;
/// The least a belief must feel true where a reason lets a rest stand. This project's own choice, as
/// above.
const TRUE_ENOUGH: u8 = 6;

/// The work on one target so far. `None`: not yet asked, which is never taken as done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EmdrTarget {
    sud: Option<u8>,
    voc: Option<u8>,
    body_clear: Option<bool>,
    ecological: Option<Reason>,
}

impl EmdrTarget {
    /// `sud`: disturbance, 0 to 10. `voc`: how true the good belief feels, 1 to 7. `body_clear`:
    /// whether the body scan found no tension. `ecological`: why a rest of disturbance fits the
    /// person's life as it is, such as a hearing to come. `None` outside of the ranges.
    pub fn new(
        sud: Option<u8>,
        voc: Option<u8>,
        body_clear: Option<bool>,
        ecological: Option<Reason>,
    ) -> Option<Self> {
        let sound = sud.is_none_or(|sud| sud <= HIGHEST_DISTURBANCE)
            && voc.is_none_or(|voc| (1..=FULLY_TRUE).contains(&voc));
        sound.then_some(Self {
            sud,
            voc,
            body_clear,
            ecological,
        })
    }
}

/// What the next session on this target begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EmdrState {
    /// No disturbance, the good belief fully true, the body clear.
    Complete,
    /// As complete as it can be for now, with a reason on file.
    CompleteEcological,
    /// Not complete: this session needs a closure, and the next one begins with asking again how
    /// disturbing it is and how true the belief feels.
    Incomplete {
        /// The phase that is not done.
        phase: EmdrPhase,
    },
}

/// The phases that a target is worked on in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum EmdrPhase {
    /// 4: until no disturbance is left.
    Desensitisation,
    /// 5: until the good belief feels fully true.
    Installation,
    /// 6: until the body is clear.
    BodyScan,
}

impl EmdrState {
    /// Whether this session needs a closure and the next one begins with looking again.
    pub fn needs_closure_and_looking_again(self) -> bool {
        matches!(self, Self::Incomplete { .. })
    }
}

pub(crate) const EMDR: Method = Method::published(
    "emdr-target",
    "The eight phases of EMDR (Shapiro), in public summaries of its association: disturbance 0, then \
     the belief at 7, then a clear body scan. That a rest of disturbance may stand with a reason is \
     a convention of the field; that the reason must be written down, and that it lets no more stand \
     than a disturbance of 1 and a belief at 6, is this project's own choice.",
);

/// Where the work on this target stands. A reason lets a disturbance of 1 and a belief at 6 stand,
/// once asked; more than that, or a tension in the body, it does not.
pub fn emdr_target(target: &EmdrTarget) -> Judged<EmdrState> {
    let stands = target.ecological.is_some();
    let (highest, least) = if stands {
        (LOW_ENOUGH, TRUE_ENOUGH)
    } else {
        (NO_DISTURBANCE, FULLY_TRUE)
    };
    let still = target.sud.is_some_and(|sud| sud <= highest);
    let believed = target.voc.is_some_and(|voc| voc >= least);
    let as_it_should = target.sud == Some(NO_DISTURBANCE) && target.voc == Some(FULLY_TRUE);
    let incomplete = |phase| EmdrState::Incomplete { phase };
    let outcome = if !still {
        incomplete(EmdrPhase::Desensitisation)
    } else if !believed {
        incomplete(EmdrPhase::Installation)
    } else if target.body_clear != Some(true) {
        incomplete(EmdrPhase::BodyScan)
    } else if as_it_should {
        EmdrState::Complete
    } else {
        EmdrState::CompleteEcological
    };
    let told = [
        (Quantity::Disturbance, target.sud),
        (Quantity::BeliefTrue, target.voc),
    ];
    let numbers: Vec<_> = told
        .into_iter()
        .filter_map(|(name, said)| Some((name, f64::from(said?))))
        .collect();
    Judged::new(outcome, &EMDR, &numbers)
}

/// Whether a target may be opened at all: only when a way to calm down was practised first, which
/// is phase 2.
pub fn emdr_may_open(resources_practised: usize) -> bool {
    resources_practised > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn state(
        sud: Option<u8>,
        voc: Option<u8>,
        clear: Option<bool>,
        why: Option<&str>,
    ) -> EmdrState {
        let why = why.and_then(Reason::new);
        emdr_target(&EmdrTarget::new(sud, voc, clear, why).unwrap()).outcome
    }

    #[test]
    fn each_phase_waits_for_the_one_before() {
        use EmdrPhase::{BodyScan, Desensitisation, Installation};
        let incomplete = |phase| EmdrState::Incomplete { phase };
        let clear = Some(true);
        for (sud, voc, body, why, expected) in [
            (None, None, None, None, incomplete(Desensitisation)),
            (Some(1), Some(7), clear, None, incomplete(Desensitisation)),
            (Some(0), None, clear, None, incomplete(Installation)),
            (Some(0), Some(6), clear, None, incomplete(Installation)),
            (Some(0), Some(7), None, None, incomplete(BodyScan)),
            (Some(0), Some(7), Some(false), None, incomplete(BodyScan)),
            (Some(0), Some(7), clear, None, EmdrState::Complete),
            (
                Some(0),
                Some(7),
                clear,
                Some("hearing"),
                EmdrState::Complete,
            ),
            (
                Some(1),
                Some(6),
                clear,
                Some("hearing"),
                EmdrState::CompleteEcological,
            ),
            (
                Some(1),
                Some(6),
                Some(false),
                Some("hearing"),
                incomplete(BodyScan),
            ),
            (
                None,
                Some(6),
                clear,
                Some("hearing"),
                incomplete(Desensitisation),
            ),
            // A reason that says nothing is none.
            (
                Some(1),
                Some(6),
                clear,
                Some(" "),
                incomplete(Desensitisation),
            ),
        ] {
            assert_eq!(
                state(sud, voc, body, why),
                expected,
                "{sud:?} {voc:?} {body:?} {why:?}"
            );
        }
    }

    #[test]
    fn a_reason_lets_little_stand() {
        use EmdrPhase::{Desensitisation, Installation};
        let incomplete = |phase| EmdrState::Incomplete { phase };
        for (sud, voc, expected) in [
            (10, 1, incomplete(Desensitisation)),
            (2, 7, incomplete(Desensitisation)),
            (1, 5, incomplete(Installation)),
            (0, 5, incomplete(Installation)),
            (1, 6, EmdrState::CompleteEcological),
            (0, 6, EmdrState::CompleteEcological),
            (1, 7, EmdrState::CompleteEcological),
        ] {
            let found = state(Some(sud), Some(voc), Some(true), Some("hearing"));
            assert_eq!(found, expected, "{sud} {voc}");
        }
    }

    #[test]
    fn numbers_off_the_scales_are_refused() {
        assert_eq!(EmdrTarget::new(Some(11), None, None, None), None);
        assert_eq!(EmdrTarget::new(None, Some(0), None, None), None);
        assert_eq!(EmdrTarget::new(None, Some(8), None, None), None);
    }

    #[test]
    fn a_target_waits_for_a_way_to_calm_down() {
        assert!(!emdr_may_open(0));
        assert!(emdr_may_open(1));
    }

    proptest! {
        #[test]
        fn without_a_reason_complete_means_complete(
            sud in prop::option::of(0_u8..=10), voc in prop::option::of(1_u8..=7),
            clear in prop::option::of(any::<bool>())
        ) {
            let complete = sud == Some(0) && voc == Some(7) && clear == Some(true);
            let found = state(sud, voc, clear, None);
            prop_assert_eq!(found == EmdrState::Complete, complete);
            prop_assert_eq!(found.needs_closure_and_looking_again(), !complete);
        }
    }
}
