//! The straight line from what happened to a broken promise and a rupture, with nobody typing
//! anything; under two workers, and cut off in the middle.

use super::*;
use ::promises::{Became, Kind, PromiseV1, PromisesGistV1, Say, say, stands};
use alliance::rupture::RuptureV1;
use care::{ClientId, DAY, HOUR, Happened, Line, MINUTE, PersonId, RecordId, Section};
use care::{Purpose, SignalKind};
use sealed::Kept;
use testing::{AMAL, RUTH, Small};

const MESSAGE: RecordId = RecordId::from_bytes([9; 16]);
pub(super) const BOTH: [Section; 2] = [Section::Relationship, Section::Overview];

pub(super) async fn happens(small: &Small, by: PersonId, sections: &[Section], happened: Happened) {
    let mut act = small.act(by, AMAL, sections).await;
    Routed.route(&mut act, &[happened]).await.unwrap();
    act.done().await.unwrap();
}

pub(super) fn sent(small: &Small) -> Happened {
    Happened::MessageSent {
        client: ClientId::of(AMAL),
        message: MESSAGE,
        by: AMAL,
        to: vec![RUTH],
        reply_by: Some(small.vault.now() + 2 * DAY),
    }
}

fn answered() -> Happened {
    Happened::MessageAnswered {
        client: ClientId::of(AMAL),
        message: MESSAGE,
        by: RUTH,
    }
}

pub(super) async fn all(small: &Small) -> Vec<Kept<PromiseV1>> {
    let act = small.act(AMAL, AMAL, &BOTH).await;
    act.latest::<PromiseV1>().await.unwrap().kept
}

pub(super) async fn ruptures(small: &Small) -> Vec<Kept<RuptureV1>> {
    let act = small.act(AMAL, AMAL, &BOTH).await;
    act.latest::<RuptureV1>().await.unwrap().kept
}

pub(super) async fn waiting(small: &Small, person: PersonId) -> usize {
    let (due, _) = small.vault.due(1_000).await.unwrap();
    due.iter().filter(|due| due.to == person).count()
}

#[tokio::test]
async fn an_unanswered_message_becomes_a_broken_promise_without_anyone_typing() {
    let small = Small::in_memory().await;
    happens(&small, AMAL, &BOTH, sent(&small)).await;
    let quiet = Round {
        open: 1,
        ..Round::default()
    };
    assert_eq!(round(&small.vault).await.unwrap(), quiet);

    // Its time passes: Ruth hears once.
    small.clock.pass(2 * DAY);
    assert_eq!(round(&small.vault).await.unwrap(), quiet, "due, not late");
    let heard = waiting(&small, RUTH).await;
    small.clock.pass(MINUTE);
    let late = Round {
        told: 1,
        late: 1,
        ..quiet
    };
    assert_eq!(round(&small.vault).await.unwrap(), late);
    let late = Round { told: 0, ..late };
    assert_eq!(round(&small.vault).await.unwrap(), late, "told once");
    assert_eq!(waiting(&small, RUTH).await, heard + 1);

    // A day later it is broken, the relationship says so, and both hear.
    small.clock.pass(DAY);
    let broken = Round { broken: 1, ..late };
    assert_eq!(round(&small.vault).await.unwrap(), broken);
    let [promise] = all(&small).await.try_into().unwrap();
    assert_eq!(stands(&promise.value).became, Became::Broken);
    assert_eq!(promise.value.steps[0].by, *PersonId::SERVICE.bytes());
    let [rupture] = ruptures(&small).await.try_into().unwrap();
    assert_eq!(rupture.value.signal(), SignalKind::BrokenPromise);
    assert!(waiting(&small, RUTH).await > heard + 1);
    assert!(waiting(&small, AMAL).await > 0);

    // Once, however often it is looked; and the ledger says that no person did.
    for _ in 0..3 {
        assert_eq!(round(&small.vault).await.unwrap(), Round::default());
    }
    assert_eq!(all(&small).await[0].version, promise.version);
    let own = small.act(AMAL, AMAL, &[Section::Ledger]).await;
    let (lines, _) = own.lines(None, 100).await.unwrap();
    let of_the_service = |line: &&sealed::Line| line.purpose == Purpose::Keeping;
    assert_eq!(lines.iter().filter(of_the_service).count(), 2);

    // Ruth answers, says sorry, says how it is made good. It stays broken.
    happens(&small, RUTH, &BOTH, answered()).await;
    let line = |words: &str| Line::parse(words).unwrap();
    for said in [
        Say::Sorry(line("I lost sight of it. I am sorry.")),
        Say::Mended(line("I look at messages each day at four.")),
    ] {
        let seen = all(&small).await[0].version;
        let mut act = small.act(RUTH, AMAL, &BOTH).await;
        let happened = say(&mut act, promise.record, seen, &said).await.unwrap();
        Routed.route(&mut act, &happened).await.unwrap();
        act.done().await.unwrap();
    }
    let mended = stands(&all(&small).await[0].value);
    assert_eq!(mended.became, Became::Broken);
    assert!(mended.done.is_some() && mended.sorry && mended.mended);
    let mut act = small.act(AMAL, AMAL, &BOTH).await;
    let gist = act.gist::<PromisesGistV1>().await.unwrap().unwrap();
    assert!(gist.glance(small.vault.now()).is_empty());
}

#[tokio::test]
async fn an_answer_in_time_keeps_the_promise_and_nothing_is_looked_at() {
    let small = Small::in_memory().await;
    happens(&small, AMAL, &BOTH, sent(&small)).await;
    small.clock.pass(2 * DAY);
    happens(&small, RUTH, &BOTH, answered()).await;
    small.clock.pass(30 * DAY);
    for _ in 0..2 {
        assert_eq!(round(&small.vault).await.unwrap(), Round::default());
    }
    assert_eq!(stands(&all(&small).await[0].value).became, Became::Kept);
    assert!(ruptures(&small).await.is_empty());
    let own = small.act(AMAL, AMAL, &[Section::Ledger]).await;
    let (lines, _) = own.lines(None, 100).await.unwrap();
    assert!(lines.iter().all(|line| line.purpose != Purpose::Keeping));
}

#[tokio::test]
async fn two_workers_turn_a_promise_once() {
    let small = Small::in_memory().await;
    happens(&small, AMAL, &BOTH, sent(&small)).await;
    small.clock.pass(4 * DAY);
    let (one, other) = tokio::join!(round(&small.vault), round(&small.vault));
    assert_eq!(one.unwrap().broken + other.unwrap().broken, 1);
    assert_eq!(round(&small.vault).await.unwrap(), Round::default());
    let promises = all(&small).await;
    assert_eq!((promises.len(), promises[0].value.steps.len()), (1, 1));
    assert_eq!(ruptures(&small).await.len(), 1);
}

#[tokio::test]
async fn what_an_act_could_not_open_the_worker_carries_out_once() {
    let small = Small::in_memory().await;
    // Whoever plans a session opens sessions and the overview, and not the promises.
    let with_sessions = [Section::Sessions, Section::Overview];
    let session = RecordId::from_bytes([5; 16]);
    let starts = small.vault.now() + DAY;
    let planned = Happened::SessionPlanned {
        client: ClientId::of(AMAL),
        session,
        starts,
        ends: starts + HOUR,
        with: RUTH,
    };
    happens(&small, RUTH, &with_sessions, planned.clone()).await;
    assert!(all(&small).await.is_empty());
    // Cut off after the promise was kept and before the note was put away.
    let errand = ::promises::errands(&small.vault).await.unwrap().remove(0);
    let access = small.vault.keep_watch(errand.client()).await.unwrap();
    let mut act = Act::open(&small.vault, access.unwrap()).await.unwrap();
    ::promises::run(&mut act, &errand).await.unwrap();
    act.done().await.unwrap();
    assert_eq!(all(&small).await.len(), 1);
    // The next round does it again and changes nothing; two at once neither.
    let (one, other) = tokio::join!(round(&small.vault), round(&small.vault));
    assert_eq!(
        (one.unwrap().kept_waiting, other.unwrap().kept_waiting),
        (0, 0)
    );
    assert_eq!(round(&small.vault).await.unwrap().carried_out, 0);
    let [promise] = all(&small).await.try_into().unwrap();
    assert_eq!(
        (promise.version, promise.value.kind),
        (1, Kind::Appointment)
    );
    assert_eq!(stands(&promise.value).due, starts + ::promises::ON_TIME);

    // It begins on time, and that is written down after it, by an act that sees no promises.
    small.clock.pass(DAY + HOUR);
    let held = Happened::SessionHeld {
        client: ClientId::of(AMAL),
        session,
        with: RUTH,
        starts,
        began: starts + 5 * MINUTE,
    };
    happens(&small, RUTH, &with_sessions, held).await;
    assert_eq!(round(&small.vault).await.unwrap().carried_out, 1);
    assert_eq!(stands(&all(&small).await[0].value).became, Became::Kept);
}

/// A way a session can end.
#[derive(Clone, Copy)]
enum Ends {
    Cancelled {
        by_client: bool,
    },
    Missed {
        by_client: bool,
    },
    /// So many milliseconds after its time.
    Held(i64),
}

impl Ends {
    fn happened(self, session: RecordId, starts: care::Moment) -> Happened {
        let client = ClientId::of(AMAL);
        match self {
            Self::Cancelled { by_client } => Happened::SessionCancelled {
                client,
                session,
                starts,
                by_client,
            },
            Self::Missed { by_client } => Happened::SessionMissed {
                client,
                session,
                by_client,
            },
            Self::Held(after) => Happened::SessionHeld {
                client,
                session,
                with: RUTH,
                starts,
                began: starts + after,
            },
        }
    }
}

#[tokio::test]
async fn a_session_ends_its_promise_as_it_ended() {
    let cancelled = |by_client| Ends::Cancelled { by_client };
    let missed = |by_client| Ends::Missed { by_client };
    for (ends, before_start, became, broken) in [
        (cancelled(false), true, Became::CalledOff, 0),
        (cancelled(false), false, Became::Broken, 1),
        (cancelled(true), true, Became::Released, 0),
        (cancelled(true), false, Became::Released, 0),
        (missed(false), false, Became::Broken, 1),
        (missed(true), false, Became::Kept, 0),
        (Ends::Held(5 * MINUTE), false, Became::Kept, 0),
        (Ends::Held(5 * MINUTE + 1), false, Became::KeptLate, 0),
    ] {
        let small = Small::in_memory().await;
        let session = RecordId::from_bytes([5; 16]);
        let starts = small.vault.now() + DAY;
        let planned = Happened::SessionPlanned {
            client: ClientId::of(AMAL),
            session,
            starts,
            ends: starts + HOUR,
            with: RUTH,
        };
        happens(&small, RUTH, &BOTH, planned).await;
        let passed = if before_start { HOUR } else { DAY + HOUR };
        small.clock.pass(passed);
        happens(&small, RUTH, &BOTH, ends.happened(session, starts)).await;
        let promise = all(&small).await.remove(0);
        assert_eq!(stands(&promise.value).became, became, "{became:?}");
        assert_eq!(ruptures(&small).await.len(), broken, "{became:?}");
    }
}

#[tokio::test]
async fn a_session_that_moves_in_time_moves_its_promise_and_one_that_moves_too_late_breaks_it() {
    for (passed, by_client, becomes) in [
        (HOUR, false, vec![Became::Open]),
        (HOUR, true, vec![Became::Open]),
        (DAY + HOUR, false, vec![Became::Broken, Became::Open]),
        (DAY + HOUR, true, vec![Became::Open]),
    ] {
        let small = Small::in_memory().await;
        let (client, session) = (ClientId::of(AMAL), RecordId::from_bytes([5; 16]));
        let was = small.vault.now() + DAY;
        let starts = was + 7 * DAY;
        let planned = Happened::SessionPlanned {
            client,
            session,
            starts: was,
            ends: was + HOUR,
            with: RUTH,
        };
        happens(&small, RUTH, &BOTH, planned).await;
        small.clock.pass(passed);
        let changed = Happened::SessionChanged {
            client,
            session,
            was,
            starts,
            ends: starts + HOUR,
            with: RUTH,
            by_client,
        };
        happens(&small, RUTH, &BOTH, changed).await;
        let promises = all(&small).await;
        let mut found: Vec<_> = promises.iter().map(|one| stands(&one.value)).collect();
        found.sort_by_key(|stands| stands.due);
        let became: Vec<_> = found.iter().map(|stands| stands.became).collect();
        assert_eq!(became, becomes, "{passed} {by_client}");
        assert_eq!(found.last().unwrap().due, starts + ::promises::ON_TIME);
    }
}

#[tokio::test]
async fn after_an_emergency_somebody_is_promised_to_look_and_tell() {
    for looked in [true, false] {
        let small = Small::in_memory().await;
        let at = small.vault.now();
        let (record, client) = (RecordId::from_bytes([6; 16]), ClientId::of(AMAL));
        let due = at + 3 * DAY;
        let mut emergency = Emergency {
            record,
            client,
            at,
            due,
            looked_at: None,
        };
        for _ in 0..3 {
            ::promises::on_emergency(&small.vault, &emergency)
                .await
                .unwrap();
        }
        assert_eq!(round(&small.vault).await.unwrap().carried_out, 1);
        let promise = all(&small).await.remove(0);
        assert_eq!(promise.value.kind, Kind::Debrief);
        assert_eq!(promise.value.by(), PersonId::SERVICE);
        small.clock.pass(3 * DAY);
        if looked {
            emergency.looked_at = Some(due);
            for _ in 0..3 {
                ::promises::on_emergency(&small.vault, &emergency)
                    .await
                    .unwrap();
            }
        }
        small.clock.pass(1);
        round(&small.vault).await.unwrap();
        let became = stands(&all(&small).await[0].value).became;
        assert_eq!(became, if looked { Became::Kept } else { Became::Broken });
    }
}

#[tokio::test]
async fn what_was_promised_to_someone_who_is_erased_is_forgotten() {
    let small = Small::in_memory().await;
    happens(&small, AMAL, &BOTH, sent(&small)).await;
    happens(&small, RUTH, &[Section::Notes], answered()).await;
    small.vault.erase(ClientId::of(AMAL)).await.unwrap();
    small.clock.pass(4 * DAY);
    let first = round(&small.vault).await.unwrap();
    assert_eq!((first.broken, first.kept_waiting), (0, 0));
    assert!(
        ::promises::holds(&small.vault, RUTH)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(round(&small.vault).await.unwrap(), Round::default());
}

/// Amal's relations, and for whom she does not exist.
async fn standing(small: &Small, conflicts: Vec<PersonId>) {
    let relation = |person| care::Relation {
        person,
        kind: care::RelationKind::Therapist,
        from: small.vault.now(),
        until: None,
    };
    let facts = care::Facts {
        relations: [RUTH, testing::BEN].map(relation).to_vec(),
        conflicts,
        ..care::Facts::default()
    };
    let sections = [Section::Identity, Section::Consent];
    let mut act = small.act(testing::MARA, AMAL, &sections).await;
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
}

#[tokio::test]
async fn for_whom_the_client_does_not_exist_any_more_nothing_waits_and_others_hear() {
    for conflict in [true, false] {
        let small = Small::in_memory().await;
        standing(&small, Vec::new()).await;
        happens(&small, AMAL, &BOTH, sent(&small)).await;
        if conflict {
            standing(&small, vec![RUTH]).await;
        }
        let heard = waiting(&small, RUTH).await;
        small.clock.pass(2 * DAY + MINUTE);
        let late = round(&small.vault).await.unwrap();
        assert_eq!((late.late, late.told), (1, usize::from(!conflict)));
        small.clock.pass(DAY);
        assert_eq!(round(&small.vault).await.unwrap().broken, 1);
        let told = waiting(&small, RUTH).await > heard;
        assert_eq!(told, !conflict, "a notice would say that there is someone");
        assert!(waiting(&small, testing::BEN).await > 0, "somebody hears");
        assert!(waiting(&small, AMAL).await > 0);
    }
}

/// An entry of that kind with nothing in it that could be read.
#[derive(serde::Serialize, serde::Deserialize)]
struct NothingTold;

impl sealed::InDirectory for NothingTold {
    const KIND: &'static str = "promise-told";
    const SHAPE: u16 = 1;
}

#[tokio::test]
async fn one_entry_that_cannot_be_read_does_not_end_the_watch_over_the_others() {
    let small = Small::in_memory().await;
    happens(&small, AMAL, &BOTH, sent(&small)).await;
    let promise = all(&small).await.remove(0).record;
    let id = small.vault.directory_id("promise told", promise.bytes());
    let mut change = small.vault.directory_change();
    let id = id.await.unwrap();
    change.keep(id, 0, &NothingTold).await.unwrap();
    change.done().await.unwrap();
    small.clock.pass(2 * DAY + MINUTE);
    let late = round(&small.vault).await.unwrap();
    assert_eq!((late.late, late.told, late.damaged), (1, 0, 1));
    small.clock.pass(DAY);
    assert_eq!(round(&small.vault).await.unwrap().broken, 1);
}

#[tokio::test]
async fn a_session_that_is_elsewhere_at_the_same_time_is_promised_as_it_was() {
    let small = Small::in_memory().await;
    let (client, session) = (ClientId::of(AMAL), RecordId::from_bytes([5; 16]));
    let starts = small.vault.now() + DAY;
    let ends = starts + HOUR;
    let planned = Happened::SessionPlanned {
        client,
        session,
        starts,
        ends,
        with: RUTH,
    };
    happens(&small, RUTH, &BOTH, planned).await;
    let another_room = Happened::SessionChanged {
        client,
        session,
        was: starts,
        starts,
        ends,
        with: RUTH,
        by_client: false,
    };
    // Also where the worker was cut off and does it a second time.
    for _ in 0..2 {
        happens(&small, RUTH, &BOTH, another_room.clone()).await;
    }
    let [promise] = all(&small).await.try_into().unwrap();
    assert_eq!((promise.version, promise.value.steps.len()), (1, 0));
}
