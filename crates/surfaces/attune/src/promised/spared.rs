//! What the watch leaves alone: for an hour after a start or a jump of the clock everything, and for
//! good what cannot be read; and what it says to nobody, that there was an emergency.

use super::tests::{BOTH, all, happens, ruptures, sent, waiting};
use super::*;
use ::promises::{Became, Kind, PromiseV1, PromisesGistV1, stands};
use care::{MINUTE, Purpose, Section};
use sealed::Kept;
use testing::{AMAL, INES, MARA, RUTH, Small, TOMAS};

/// How many lines of the service's own stand in Amal's ledger.
async fn lines(small: &Small) -> usize {
    let own = small.act(AMAL, AMAL, &[Section::Ledger]).await;
    let (lines, _) = own.lines(None, 1_000).await.unwrap();
    let of_the_service = |line: &&sealed::Line| line.purpose == Purpose::Keeping;
    lines.iter().filter(of_the_service).count()
}

#[tokio::test]
async fn after_a_start_and_after_a_jump_of_the_clock_nothing_is_broken_for_an_hour() {
    for started in [true, false] {
        let small = Small::in_memory().await;
        happens(&small, AMAL, &BOTH, sent(&small)).await;
        let mut rounds = Rounds::default();
        if !started {
            // It has looked for long, and then the clock jumps.
            rounds.next(&small.vault).await.unwrap();
            for _ in 0..3 {
                small.clock.pass(DAY / 2);
                rounds.next(&small.vault).await.unwrap();
            }
        }
        small.clock.pass(7 * DAY);
        let heard = waiting(&small, RUTH).await;
        let first = rounds.next(&small.vault).await.unwrap();
        assert_eq!((first.broken, first.spared), (0, 1), "{started}");
        assert_eq!((first.late, first.told), (1, 1), "late is shown and told");
        assert_eq!(waiting(&small, RUTH).await, heard + 1);
        small.clock.pass(SPARED - 1);
        let second = rounds.next(&small.vault).await.unwrap();
        assert_eq!((second.broken, second.spared, second.told), (0, 1, 0));
        assert_eq!(lines(&small).await, 0);
        small.clock.pass(1);
        let third = rounds.next(&small.vault).await.unwrap();
        assert_eq!((third.broken, third.spared), (1, 0), "{started}");
        let became = stands(&all(&small).await[0].value).became;
        assert_eq!(became, Became::Broken);
    }
}

#[tokio::test]
async fn a_day_between_two_rounds_is_no_jump() {
    let small = Small::in_memory().await;
    happens(&small, AMAL, &BOTH, sent(&small)).await;
    let mut rounds = Rounds::default();
    for _ in 0..4 {
        assert_eq!(rounds.next(&small.vault).await.unwrap().broken, 0);
        small.clock.pass(DAY);
    }
    assert_eq!(rounds.next(&small.vault).await.unwrap().broken, 1);
}

/// Under the name of a promise, nothing that could be read as one.
#[derive(serde::Serialize, serde::Deserialize)]
struct NothingPromisedV1;

impl sealed::Stored for NothingPromisedV1 {
    const KIND: &'static str = "promise";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Relationship;
}

#[tokio::test]
async fn a_promise_that_cannot_be_read_is_put_aside_and_leaves_no_more_lines() {
    let small = Small::in_memory().await;
    happens(&small, AMAL, &BOTH, sent(&small)).await;
    let was = all(&small).await.remove(0);
    let mut act = small.act(AMAL, AMAL, &BOTH).await;
    let damaged = Kept {
        record: was.record,
        version: was.version,
        at: was.at,
        value: NothingPromisedV1,
    };
    act.amend(&damaged, &NothingPromisedV1).unwrap();
    act.done().await.unwrap();

    let mut rounds = Rounds {
        last: Some(small.vault.now()),
        ..Rounds::default()
    };
    for _ in 0..16 {
        small.clock.pass(DAY / 4);
        rounds.next(&small.vault).await.unwrap();
    }
    let tried = lines(&small).await;
    assert_eq!(tried, usize::from(crate::aside::TRIES));
    let round = rounds.next(&small.vault).await.unwrap();
    assert_eq!((round.broken, round.aside, round.kept_waiting), (0, 1, 0));
    for _ in 0..20 {
        small.clock.pass(11 * MINUTE);
        rounds.next(&small.vault).await.unwrap();
    }
    assert_eq!(lines(&small).await, tried);
    // It is told all the same: to the client on the page, and to whoever runs the service.
    let act = small.act(AMAL, AMAL, &BOTH).await;
    let listing = act.latest::<PromiseV1>().await.unwrap();
    assert_eq!(listing.damaged, [was.record]);
}

#[tokio::test]
async fn that_there_was_an_emergency_is_told_to_the_client_alone() {
    use care::RelationKind::{Advocate, Supervisor, Therapist};
    for looked in [None, Some(true), Some(false)] {
        let small = Small::in_memory().await;
        let team = [(RUTH, Therapist), (INES, Supervisor), (TOMAS, Advocate)];
        small.relate(AMAL, &team).await;
        let at = small.vault.now();
        let mut emergency = Emergency {
            record: RecordId::from_bytes([6; 16]),
            client: ClientId::of(AMAL),
            at,
            due: at + 3 * DAY,
            looked_at: None,
        };
        let vault = &small.vault;
        promises::on_emergency(vault, &emergency).await.unwrap();
        round(vault).await.unwrap();
        if let Some(in_time) = looked {
            small.clock.pass(if in_time { DAY } else { 4 * DAY });
            if !in_time {
                assert_eq!(round(vault).await.unwrap().broken, 1);
            }
            emergency.looked_at = Some(vault.now());
            promises::on_emergency(vault, &emergency).await.unwrap();
        } else {
            small.clock.pass(4 * DAY);
        }
        round(vault).await.unwrap();

        let [promise] = all(&small).await.try_into().unwrap();
        assert_eq!(promise.value.kind, Kind::Debrief);
        assert!(!stands(&promise.value).is_open());
        assert!(ruptures(&small).await.is_empty(), "others would read of it");
        for person in [RUTH, INES, TOMAS] {
            let mut act = small.act(person, AMAL, &BOTH).await;
            assert!(act.latest::<PromiseV1>().await.unwrap().kept.is_empty());
            assert!(
                act.find::<PromiseV1>(promise.record)
                    .await
                    .unwrap()
                    .is_none()
            );
            let gist = act.gist::<PromisesGistV1>().await.unwrap();
            let glance = gist.unwrap_or_default().glance(small.vault.now());
            assert!(glance.is_empty(), "{person}");
        }
        for person in [RUTH, INES, TOMAS, MARA] {
            assert_eq!(waiting(&small, person).await, 0, "{person} {looked:?}");
        }
        let hears = looked != Some(true);
        assert_eq!(waiting(&small, AMAL).await > 0, hears, "{looked:?}");
    }
}
