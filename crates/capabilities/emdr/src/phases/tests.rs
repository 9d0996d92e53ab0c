//! Tests of the entry conditions.

use super::*;
use proptest::prelude::*;

/// Everything that can come first is there, and the target is complete.
fn whole() -> Facts {
    Facts {
        resources: 1,
        ready: true,
        sitting: true,
        words: [true; 3],
        first: true,
        sud: Some(0),
        voc: Some(7),
        body: Some(true),
        ..Facts::default()
    }
}

#[test]
fn nothing_opens_before_a_way_to_calm_down_was_practised() {
    let facts = Facts {
        resources: 0,
        ..whole()
    };
    for phase in PHASES {
        let opens = !facts.missing(phase).contains(&Missing::Resource);
        let has_none = matches!(
            phase,
            PhaseV1::History | PhaseV1::Preparation | PhaseV1::Closure | PhaseV1::LookingAgain
        );
        assert_eq!(opens, has_none, "{phase:?}");
    }
    assert_eq!(facts.missing_to_begin(), [Missing::Resource]);
}

#[test]
fn each_phase_says_what_it_waits_for() {
    use Missing::{
        Body, Damaged, Disturbing, First, LookAgain, Negative, NotTrue, Nothing, Positive, Ready,
        Resource, Sitting, Stopped, TakenBack,
    };
    use PhaseV1::{
        Assessment, BodyScan, Closure, Desensitisation, History, Installation, LookingAgain,
        Preparation,
    };
    let w = whole;
    let cases: Vec<(PhaseV1, Facts, &[Missing])> = vec![
        (History, Facts::default(), &[]),
        (Preparation, Facts::default(), &[]),
        (Assessment, Facts::default(), &[Resource, Ready]),
        (Assessment, w(), &[]),
        (
            Assessment,
            Facts {
                damaged: true,
                ..w()
            },
            &[Damaged],
        ),
        (
            Assessment,
            Facts {
                stopped: true,
                ..w()
            },
            &[Stopped],
        ),
        (
            Assessment,
            Facts {
                earlier: true,
                ..w()
            },
            &[LookAgain],
        ),
        (
            Desensitisation,
            Facts {
                words: [false; 3],
                first: false,
                ..w()
            },
            &[Negative, Positive, Body, First],
        ),
        (
            Desensitisation,
            Facts {
                words: [false; 3],
                taken_back: true,
                ..w()
            },
            &[TakenBack],
        ),
        (
            Desensitisation,
            Facts {
                sitting: false,
                ..w()
            },
            &[Sitting],
        ),
        (
            Desensitisation,
            Facts {
                sud: Some(9),
                voc: Some(1),
                ..w()
            },
            &[],
        ),
        (
            Desensitisation,
            Facts {
                earlier: true,
                ..w()
            },
            &[LookAgain],
        ),
        (
            Desensitisation,
            Facts {
                earlier: true,
                looked: true,
                ..w()
            },
            &[],
        ),
        (
            Installation,
            Facts {
                sud: Some(1),
                ..w()
            },
            &[Disturbing],
        ),
        (Installation, Facts { sud: None, ..w() }, &[Disturbing]),
        (
            Installation,
            Facts {
                sud: Some(1),
                why: Some("hearing in May".to_owned()),
                ..w()
            },
            &[],
        ),
        (
            Installation,
            Facts {
                sud: Some(2),
                why: Some("hearing in May".to_owned()),
                ..w()
            },
            &[Disturbing],
        ),
        (
            Installation,
            Facts {
                sud: Some(1),
                why: Some(" ".to_owned()),
                ..w()
            },
            &[Disturbing],
        ),
        (
            Installation,
            Facts {
                voc: Some(2),
                ..w()
            },
            &[],
        ),
        (
            BodyScan,
            Facts {
                voc: Some(6),
                ..w()
            },
            &[NotTrue],
        ),
        (
            BodyScan,
            Facts {
                sud: Some(3),
                ..w()
            },
            &[Disturbing, NotTrue],
        ),
        (BodyScan, Facts { body: None, ..w() }, &[]),
        (
            Closure,
            Facts {
                sitting: false,
                ..w()
            },
            &[Sitting],
        ),
        (
            Closure,
            Facts {
                stopped: true,
                damaged: true,
                resources: 0,
                ..w()
            },
            &[],
        ),
        (LookingAgain, w(), &[Nothing]),
        (
            LookingAgain,
            Facts {
                earlier: true,
                ..w()
            },
            &[],
        ),
    ];
    for (phase, facts, missing) in cases {
        assert_eq!(facts.missing(phase), missing, "{phase:?} {facts:?}");
    }
}

#[test]
fn the_three_published_cases_come_out_as_published() {
    let of = |sud, voc, body, why: Option<&str>| {
        let why = why.map(str::to_owned);
        Facts {
            sud,
            voc,
            body,
            why,
            ..whole()
        }
        .state()
    };
    // emdr-01, emdr-02, emdr-03.
    assert_eq!(of(Some(0), Some(7), Some(true), None), EmdrState::Complete);
    let second = of(Some(2), Some(6), None, None);
    assert!(second.needs_closure_and_looking_again());
    let third = of(Some(1), Some(6), Some(true), Some("court date pending"));
    assert_eq!(third, EmdrState::CompleteEcological);
}

#[test]
fn every_phase_has_its_number_and_every_reason_a_name_of_its_own() {
    for (number, phase) in (1_u8..).zip(PHASES) {
        assert_eq!(phase.code().1, number);
    }
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let flags = any::<[bool; 8]>();
    let words = any::<[bool; 3]>();
    let sud = prop::option::of(0_u8..=10);
    let voc = prop::option::of(1_u8..=7);
    let more = (0_usize..3, any::<Option<bool>>(), any::<bool>());
    (flags, words, sud, voc, more).prop_map(|(flags, words, sud, voc, (resources, body, why))| {
        let [
            ready,
            stopped,
            damaged,
            earlier,
            sitting,
            looked,
            taken_back,
            first,
        ] = flags;
        Facts {
            resources,
            ready,
            stopped,
            damaged,
            earlier,
            sitting,
            looked,
            taken_back,
            words,
            first,
            sud,
            voc,
            body,
            why: why.then(|| "hearing in May".to_owned()),
        }
    })
}

proptest! {
    #[test]
    fn a_later_phase_of_the_work_never_asks_for_less(facts in any_facts()) {
        use PhaseV1::{Assessment, BodyScan, Desensitisation, Installation};
        let order = [Assessment, Desensitisation, Installation, BodyScan];
        for pair in order.windows(2) {
            let (before, after) = (facts.missing(pair[0]), facts.missing(pair[1]));
            prop_assert!(before.iter().all(|missing| after.contains(missing)));
        }
    }

    #[test]
    fn what_was_left_open_opens_nothing_before_it_was_looked_at_again(facts in any_facts()) {
        let facts = Facts { earlier: true, looked: false, ..facts };
        for phase in [PhaseV1::Assessment, PhaseV1::Desensitisation, PhaseV1::Installation, PhaseV1::BodyScan] {
            prop_assert!(facts.missing(phase).contains(&Missing::LookAgain));
        }
    }

    #[test]
    fn a_stop_a_damage_or_no_resource_keeps_every_set_shut(facts in any_facts(), which in 0_u8..3) {
        let facts = match which {
            0 => Facts { stopped: true, ..facts },
            1 => Facts { damaged: true, ..facts },
            _ => Facts { resources: 0, ..facts },
        };
        for phase in PHASES.into_iter().filter(|phase| phase.has_sets()) {
            prop_assert!(!facts.missing(phase).is_empty());
        }
    }

    #[test]
    fn coming_back_from_it_is_never_refused(facts in any_facts()) {
        let facts = Facts { sitting: true, ..facts };
        prop_assert!(facts.missing(PhaseV1::Closure).is_empty());
    }
}
