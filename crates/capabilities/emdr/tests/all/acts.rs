//! What the therapist leads through, what the client can always do, and what nobody can.

use crate::does;
use crate::people::{
    DOOR, Ends, PLACE, STAIRS, WORDS, all, gist, id, in_sets, line, missing, opened, practised,
    prepared, set, sets, talked,
};
use care::{ClientId, DAY, Happened, MINUTE, Section};
use emdr::{
    Assessment, Closing, KindV1, Missing, PhaseV1, ProngV1, Refused, SITTING_LASTS, Set, WentV1,
    may_stimulate, room_line,
};
use insight::EmdrState;
use jiff::tz::TimeZone;
use pages::{Language, Words};
use sealed::Stored;
use serde::{Deserialize, Serialize};
use testing::{AMAL, BEN, NOOR, RUTH, Small};

#[tokio::test]
async fn no_target_opens_before_a_way_to_calm_down_was_practised_and_it_was_talked_through() {
    let small = Small::in_memory().await;
    does!(
        &small,
        RUTH,
        add_target,
        DOOR,
        &line("the door"),
        ProngV1::Past
    )
    .unwrap();
    let words = Assessment {
        words: WORDS.to_vec(),
        first: Some((8, 2)),
    };
    let both = [Missing::Resource, Missing::Ready];
    assert_eq!(missing(does!(&small, RUTH, begin, DOOR, id(1))), both);
    assert_eq!(missing(does!(&small, RUTH, assess, DOOR, &words)), both);
    // Written down alone it is not practised.
    does!(&small, RUTH, add_resource, PLACE, &line("the lake"), None).unwrap();
    assert_eq!(missing(does!(&small, RUTH, begin, DOOR, id(1))), both);
    // What made it worse does not count either.
    does!(&small, RUTH, practise, PLACE, WentV1::Worse, false, None).unwrap();
    assert_eq!(missing(does!(&small, RUTH, begin, DOOR, id(1))), both);
    small.clock.pass(MINUTE);
    does!(&small, RUTH, practise, PLACE, WentV1::Calmer, false, None).unwrap();
    assert_eq!(
        missing(does!(&small, RUTH, begin, DOOR, id(1))),
        [Missing::Ready]
    );
    does!(&small, RUTH, keep_ready, id(2), &talked("We want to.")).unwrap();
    does!(&small, RUTH, begin, DOOR, id(1)).unwrap();
    assert_eq!(gist(&small).await.glance(small.vault.now()).resources, 1);
}

#[tokio::test]
async fn a_target_goes_from_phase_to_phase_as_it_is_ready_and_closes_complete() {
    let small = Small::in_memory().await;
    in_sets(&small).await;
    let installs = || async { does!(&small, RUTH, enter, DOOR, PhaseV1::Installation) };
    assert_eq!(missing(installs().await), [Missing::Disturbing]);
    sets(&small, 0x81, Some(3), None).await.unwrap();
    assert_eq!(missing(installs().await), [Missing::Disturbing]);
    sets(&small, 0x82, Some(0), None).await.unwrap();
    installs().await.unwrap();
    assert_eq!(
        missing(does!(&small, RUTH, scan, DOOR, true)),
        [Missing::NotTrue]
    );
    sets(&small, 0x83, None, Some(7)).await.unwrap();
    does!(&small, RUTH, enter, DOOR, PhaseV1::BodyScan).unwrap();
    small.clock.pass(MINUTE);
    does!(&small, RUTH, scan, DOOR, true).unwrap();
    let read = all(&small).await;
    let door = read.target(DOOR).unwrap();
    assert_eq!(door.facts.state(), EmdrState::Complete);
    let numbers: Vec<_> = door.sets.iter().map(|kept| kept.value.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(door.sets[2].value.phase, PhaseV1::Installation);
    // Complete, it closes once the client is back in the room; nothing is left open.
    let ends = Ends::new();
    let not_back = Closing {
        oriented: false,
        ..ends.whole()
    };
    let refused = does!(&small, RUTH, close, DOOR, &not_back);
    assert!(matches!(refused, Err(Refused::Closure(what)) if what == ["close-oriented"]));
    let happened = does!(&small, RUTH, close, DOOR, &ends.whole()).unwrap();
    assert_eq!(happened, []);
    let glance = gist(&small).await.glance(small.vault.now());
    assert_eq!((glance.open, glance.open_since), (0, None));
}

#[tokio::test]
async fn while_a_sitting_goes_on_nothing_was_left_open_and_one_that_nobody_closes_was() {
    let small = Small::in_memory().await;
    in_sets(&small).await;
    sets(&small, 0x81, Some(4), None).await.unwrap();
    let words = Words::new(Language::English);
    let (list, now) = (gist(&small).await, small.vault.now());
    assert_eq!(list.glance(now).open, 0);
    assert_eq!(room_line(&list, words, now, &TimeZone::UTC), None);
    assert_eq!(list.look_again(), Some(DOOR));
    let later = now + SITTING_LASTS;
    assert_eq!(list.glance(later).open, 1);
    assert!(room_line(&list, words, later, &TimeZone::UTC).is_some());
}

#[tokio::test]
async fn what_is_left_open_is_closed_with_care_and_looked_at_again_before_anything_else() {
    let small = Small::in_memory().await;
    in_sets(&small).await;
    sets(&small, 0x81, Some(4), None).await.unwrap();
    let ends = Ends::new();
    let nothing = Closing {
        resource: None,
        oriented: false,
        put_away: None,
        till_then: None,
        call: None,
    };
    let refused = does!(&small, RUTH, close, DOOR, &nothing);
    let Err(Refused::Closure(lacks)) = refused else {
        panic!("closed");
    };
    let needed = [
        "close-resource",
        "close-oriented",
        "close-put-away",
        "close-till-then",
        "close-call",
    ];
    assert_eq!(lacks, needed);
    // A resource that is not theirs is none.
    let stranger = Closing {
        resource: Some(id(0xee)),
        ..ends.whole()
    };
    let refused = does!(&small, RUTH, close, DOOR, &stranger);
    assert!(matches!(refused, Err(Refused::Closure(what)) if what == ["close-resource"]));
    let happened = does!(&small, RUTH, close, DOOR, &ends.whole()).unwrap();
    let left = Happened::TargetLeftOpen {
        client: ClientId::of(AMAL),
        target: DOOR,
        with: RUTH,
    };
    assert_eq!(happened, [left]);
    assert_eq!(does!(&small, RUTH, close, DOOR, &ends.whole()).unwrap(), []);
    let list = gist(&small).await;
    assert_eq!(
        (list.glance(small.vault.now()).open, list.look_again()),
        (1, Some(DOOR))
    );
    let words = Words::new(Language::English);
    let said = room_line(&list, words, small.vault.now(), &TimeZone::UTC).unwrap();
    assert!(
        said.contains("look again first") && !said.contains("door"),
        "{said}"
    );

    small.clock.pass(7 * DAY);
    does!(&small, RUTH, begin, DOOR, id(0x72)).unwrap();
    let again = vec![Missing::LookAgain];
    for phase in [PhaseV1::Assessment, PhaseV1::Desensitisation] {
        assert_eq!(missing(does!(&small, RUTH, enter, DOOR, phase)), again);
    }
    let refused = does!(&small, RUTH, enter, DOOR, PhaseV1::LookingAgain);
    assert_eq!(missing(refused), again);
    assert!(missing(sets(&small, 0x84, Some(0), None).await).contains(&Missing::LookAgain));
    let words = Assessment::default();
    assert_eq!(missing(does!(&small, RUTH, assess, DOOR, &words)), again);
    let why = line("hearing");
    assert_eq!(missing(does!(&small, RUTH, let_stand, DOOR, &why)), again);
    does!(&small, RUTH, look_again, DOOR, 5, 3).unwrap();
    let read = all(&small).await;
    let facts = &read.target(DOOR).unwrap().facts;
    assert_eq!((facts.sud, facts.voc), (Some(5), Some(3)));
    does!(&small, RUTH, enter, DOOR, PhaseV1::Desensitisation).unwrap();
    sets(&small, 0x84, Some(2), None).await.unwrap();
}

#[tokio::test]
async fn a_reason_lets_a_small_rest_stand_and_work_after_a_scan_asks_for_another() {
    let small = Small::in_memory().await;
    in_sets(&small).await;
    sets(&small, 0x81, Some(1), Some(6)).await.unwrap();
    let scans = || async { does!(&small, RUTH, enter, DOOR, PhaseV1::BodyScan) };
    assert_eq!(
        missing(scans().await),
        [Missing::Disturbing, Missing::NotTrue]
    );
    does!(&small, RUTH, let_stand, DOOR, &line("a hearing in May")).unwrap();
    scans().await.unwrap();
    small.clock.pass(MINUTE);
    does!(&small, RUTH, scan, DOOR, true).unwrap();
    let state = |read: &emdr::All| read.target(DOOR).unwrap().facts.state();
    assert_eq!(state(&all(&small).await), EmdrState::CompleteEcological);
    does!(&small, RUTH, enter, DOOR, PhaseV1::Desensitisation).unwrap();
    sets(&small, 0x82, None, None).await.unwrap();
    let after = state(&all(&small).await);
    assert!(after.needs_closure_and_looking_again(), "{after:?}");
}

#[tokio::test]
async fn a_stop_of_the_client_counts_at_once_until_it_was_heard() {
    let small = Small::in_memory().await;
    in_sets(&small).await;
    let stimulates = || async {
        let act = opened(&small, RUTH).await;
        may_stimulate(&act, DOOR).await.unwrap()
    };
    assert_eq!(stimulates().await, Ok(PhaseV1::Desensitisation));
    does!(&small, AMAL, say_stop, true).unwrap();
    does!(&small, AMAL, say_stop, false).unwrap();
    does!(&small, AMAL, say_stop, false).unwrap();
    assert_eq!(all(&small).await.stops.len(), 2, "said twice it is one");
    assert!(
        gist(&small)
            .await
            .glance(small.vault.now())
            .stop_since
            .is_some()
    );
    assert_eq!(stimulates().await, Err(vec![Missing::Stopped]));
    assert_eq!(
        missing(sets(&small, 0x81, Some(8), None).await),
        [Missing::Stopped]
    );
    let refused = does!(&small, RUTH, enter, DOOR, PhaseV1::Assessment);
    assert_eq!(missing(refused), [Missing::Stopped]);
    // The set that it ended is written down; only hearing it opens anything again.
    let ended = Set {
        stopped: true,
        ..set(0x82, Some(8), None)
    };
    does!(&small, RUTH, record_set, DOOR, &ended).unwrap();
    does!(&small, RUTH, hear_stop).unwrap();
    assert_eq!(
        gist(&small).await.glance(small.vault.now()).stop_since,
        None
    );
    assert_eq!(stimulates().await, Ok(PhaseV1::Desensitisation));
    // Closing never waits for that.
    does!(&small, AMAL, say_stop, false).unwrap();
    does!(&small, RUTH, close, DOOR, &Ends::new().whole()).unwrap();
}

#[tokio::test]
async fn no_act_of_the_client_opens_a_phase_or_a_set() {
    let small = Small::in_memory().await;
    in_sets(&small).await;
    let before = all(&small).await;
    let ends = Ends::new();
    let words = Assessment::default();
    let tried = [
        does!(&small, AMAL, add_resource, id(1), &line("x"), None),
        does!(&small, AMAL, practise, PLACE, WentV1::Calmer, false, None),
        does!(&small, AMAL, allow, PLACE, small.vault.now() + DAY, true),
        does!(&small, AMAL, keep_ready, id(2), &talked("why")),
        does!(&small, AMAL, add_target, id(3), &line("x"), ProngV1::Past),
        does!(&small, AMAL, move_target, DOOR, 1),
        does!(&small, AMAL, begin, DOOR, id(4)),
        does!(&small, AMAL, assess, DOOR, &words),
        does!(&small, AMAL, look_again, DOOR, 0, 7),
        does!(&small, AMAL, enter, DOOR, PhaseV1::Installation),
        does!(&small, AMAL, record_set, DOOR, &set(5, Some(0), Some(7))),
        does!(&small, AMAL, scan, DOOR, true),
        does!(&small, AMAL, let_stand, DOOR, &line("x")),
        does!(&small, AMAL, close, DOOR, &ends.whole()),
        does!(&small, AMAL, hear_stop),
    ];
    for tried in tried {
        assert!(matches!(tried, Err(Refused::OnlyStaff)));
    }
    let after = all(&small).await;
    assert!(after.sittings == before.sittings && after.sets.len() == before.sets.len());
    let theirs = [
        does!(&small, RUTH, say_stop, false),
        does!(&small, RUTH, made_worse, PLACE),
        does!(&small, RUTH, take_back, DOOR, true),
    ];
    for tried in theirs {
        assert!(matches!(tried, Err(Refused::OnlyTheClient)));
    }
}

#[tokio::test]
async fn a_set_that_is_put_right_keeps_what_stood_there_first() {
    let small = Small::in_memory().await;
    in_sets(&small).await;
    sets(&small, 0x81, Some(4), Some(3)).await.unwrap();
    let why = line("I had written the last one");
    does!(
        &small,
        RUTH,
        correct_set,
        id(0x81),
        (Some(6), Some(3)),
        &why
    )
    .unwrap();
    let read = all(&small).await;
    let door = read.target(DOOR).unwrap();
    assert_eq!(door.facts.sud, Some(6));
    let act = opened(&small, RUTH).await;
    let before = emdr::before(&act, door.sets[0]).await.unwrap();
    let numbers: Vec<_> = before.iter().map(|set| (set.sud, set.voc)).collect();
    assert_eq!(numbers, [(Some(4), Some(3))]);
}

#[tokio::test]
async fn what_is_sent_twice_is_one_and_what_is_off_its_scale_is_refused() {
    let small = Small::in_memory().await;
    in_sets(&small).await;
    for _ in 0..2 {
        sets(&small, 0x81, Some(4), None).await.unwrap();
        does!(&small, RUTH, begin, DOOR, id(0x79)).unwrap();
        does!(
            &small,
            RUTH,
            add_target,
            STAIRS,
            &line("the stairs"),
            ProngV1::Future
        )
        .unwrap();
    }
    let read = all(&small).await;
    assert_eq!(
        (read.sets.len(), read.sittings.len(), read.targets.len()),
        (1, 1, 2)
    );
    let another = sets(&small, 0x81, Some(5), None).await;
    assert!(matches!(another, Err(Refused::Another)));
    for (wrong, field) in [
        (set(0x91, Some(11), None), "sud"),
        (set(0x91, None, Some(0)), "voc"),
        (set(0x91, None, Some(8)), "voc"),
        (
            Set {
                passes: Some(0),
                ..set(0x91, None, None)
            },
            "passes",
        ),
        (
            Set {
                seconds: Some(901),
                ..set(0x91, None, None)
            },
            "seconds",
        ),
        (
            Set {
                per_minute: Some(500),
                kind: KindV1::Taps,
                ..set(0x91, None, None)
            },
            "per-minute",
        ),
    ] {
        let refused = does!(&small, RUTH, record_set, DOOR, &wrong);
        assert!(
            matches!(refused, Err(Refused::OffScale(name)) if name == field),
            "{field}"
        );
    }
    let refused = does!(&small, RUTH, record_set, STAIRS, &set(0x91, None, None));
    assert!(missing(refused).contains(&Missing::Sitting));
    let refused = does!(&small, RUTH, begin, STAIRS, id(0x73));
    assert_eq!(missing(refused), [Missing::OtherOpen]);
    let refused = does!(&small, RUTH, record_set, id(0xee), &set(0x91, None, None));
    assert!(matches!(refused, Err(Refused::None)));
}

#[tokio::test]
async fn the_order_of_targets_is_theirs_to_change() {
    let small = Small::in_memory().await;
    for (target, called) in [(DOOR, "the door"), (STAIRS, "the stairs")] {
        does!(
            &small,
            RUTH,
            add_target,
            target,
            &line(called),
            ProngV1::Future
        )
        .unwrap();
    }
    does!(&small, RUTH, move_target, STAIRS, 1).unwrap();
    let order: Vec<_> = all(&small)
        .await
        .targets
        .iter()
        .map(|kept| kept.record)
        .collect();
    assert_eq!(order, [STAIRS, DOOR]);
    for wrong in [0, 3] {
        let refused = does!(&small, RUTH, move_target, DOOR, wrong);
        assert!(matches!(refused, Err(Refused::OffScale("place"))));
    }
}

#[tokio::test]
async fn the_talk_lists_what_is_not_settled_and_needs_a_line_of_why() {
    let small = Small::in_memory().await;
    let form = emdr::ready_form().unwrap();
    does!(&small, RUTH, keep_ready, id(1), &talked("We both want to.")).unwrap();
    let read = all(&small).await;
    let answers = &read.ready[0].value.answers;
    let points: Vec<_> = emdr::to_talk_about(form, answers)
        .iter()
        .map(|item| item.link_id().as_str())
        .collect();
    // "Still to talk about", and everything that was left open; not what was settled, not the why.
    assert_eq!(points.len(), 11);
    assert!(points.contains(&"court") && points.contains(&"pregnancy"));
    assert!(!points.contains(&"sleep") && !points.contains(&"why"));
}

/// Bytes that are no sitting.
#[derive(Serialize, Deserialize)]
struct Torn(u8);

impl Stored for Torn {
    const KIND: &'static str = "emdr-sitting";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

#[tokio::test]
async fn what_does_not_open_is_never_taken_for_nothing() {
    let small = Small::in_memory().await;
    prepared(&small).await;
    let mut act = opened(&small, RUTH).await;
    act.keep(id(0xaa), &Torn(0xff)).unwrap();
    act.done().await.unwrap();
    assert_eq!(all(&small).await.damaged, 1);
    let refused = does!(&small, RUTH, begin, DOOR, id(0x71));
    assert_eq!(missing(refused), [Missing::Damaged]);
}

#[tokio::test]
async fn somebody_elses_record_and_somebody_else_reach_nothing() {
    let small = Small::in_memory().await;
    practised(&small).await;
    let act = small.act(NOOR, NOOR, &[Section::Work]).await;
    assert!(emdr::All::read(&act).await.unwrap().resources.is_empty());
    let sections = care::Sections::of(&[Section::Work]);
    assert!(small.ask(BEN, AMAL, sections).await.is_err());
}
