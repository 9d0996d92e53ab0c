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

type Case = (PhaseV1, fn(&mut Facts), &'static [Missing]);

fn hold(cases: &[Case]) {
    for (phase, change, missing) in cases {
        let mut facts = whole();
        change(&mut facts);
        assert_eq!(facts.missing(*phase), *missing, "{phase:?} {facts:?}");
    }
}

#[test]
fn opening_waits_for_preparation() {
    use Missing::{Damaged, LookAgain, Ready, Resource, Stopped};
    use PhaseV1::{Assessment, History, Preparation};
    hold(&[
        (History, |f| *f = Facts::default(), &[]),
        (Preparation, |f| *f = Facts::default(), &[]),
        (Assessment, |f| *f = Facts::default(), &[Resource, Ready]),
        (Assessment, |_| {}, &[]),
        (Assessment, |f| f.damaged = true, &[Damaged]),
        (Assessment, |f| f.stopped = true, &[Stopped]),
        (Assessment, |f| f.earlier = true, &[LookAgain]),
    ]);
}

#[test]
fn sets_wait_for_words_numbers_and_looking_again() {
    use Missing::{Body, First, LookAgain, Negative, Positive, Sitting, TakenBack};
    use PhaseV1::Desensitisation;
    hold(&[
        (
            Desensitisation,
            |f| (f.words, f.first) = ([false; 3], false),
            &[Negative, Positive, Body, First],
        ),
        (
            Desensitisation,
            |f| (f.words, f.taken_back) = ([false; 3], true),
            &[TakenBack],
        ),
        (Desensitisation, |f| f.sitting = false, &[Sitting]),
        (
            Desensitisation,
            |f| (f.sud, f.voc) = (Some(9), Some(1)),
            &[],
        ),
        (Desensitisation, |f| f.earlier = true, &[LookAgain]),
        (
            Desensitisation,
            |f| (f.earlier, f.looked) = (true, true),
            &[],
        ),
    ]);
}

fn hearing() -> String {
    "hearing in May".to_owned()
}

#[test]
fn installation_and_scan_wait_for_the_numbers() {
    use Missing::{Disturbing, NotTrue};
    use PhaseV1::{BodyScan, Installation};
    hold(&[
        (Installation, |f| f.sud = Some(1), &[Disturbing]),
        (Installation, |f| f.sud = None, &[Disturbing]),
        (
            Installation,
            |f| (f.sud, f.why) = (Some(1), Some(hearing())),
            &[],
        ),
        (
            Installation,
            |f| (f.sud, f.why) = (Some(2), Some(hearing())),
            &[Disturbing],
        ),
        (
            Installation,
            |f| (f.sud, f.why) = (Some(1), Some(" ".to_owned())),
            &[Disturbing],
        ),
        (Installation, |f| f.voc = Some(2), &[]),
        (BodyScan, |f| f.voc = Some(6), &[NotTrue]),
        (BodyScan, |f| f.sud = Some(3), &[Disturbing, NotTrue]),
        (BodyScan, |f| f.body = None, &[]),
    ]);
}

#[test]
fn coming_back_waits_for_nothing_and_looking_again_for_something_to_look_at() {
    use Missing::{Nothing, Sitting};
    use PhaseV1::{Closure, LookingAgain};
    hold(&[
        (Closure, |f| f.sitting = false, &[Sitting]),
        (Closure, |f| (f.stopped, f.damaged) = (true, true), &[]),
        (Closure, |f| f.resources = 0, &[]),
        (LookingAgain, |_| {}, &[Nothing]),
        (LookingAgain, |f| f.earlier = true, &[]),
    ]);
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
fn every_phase_has_its_number() {
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
