//! Who works with whom: what begins, what ends at once, and what is not lost when two say it.

use crate::shapes::{NoteV1, note};
use crate::tampered::{Cell, Tampered};
use care::{
    ClientId, DAY, Facts, Moment, PersonId, Purpose, Refused, Relation, RelationKind, Section,
    Sections,
};
use sealed::engine::CommitError;
use sealed::{Act, ReadError};
use testing::{AMAL, BEN, INES, MARA, NOOR, RUTH, Small, TOMAS, asker};

const NOTES: Sections = Sections::of(&[Section::Notes]);
const CONSENT: [Section; 1] = [Section::Consent];

fn therapist(person: PersonId, from: Moment, until: Option<Moment>) -> Relation {
    Relation {
        person,
        kind: RelationKind::Therapist,
        from,
        until,
    }
}

async fn listed(small: &Small, person: PersonId) -> Vec<ClientId> {
    small.vault.caseload(asker(person)).await.unwrap()
}

#[tokio::test]
async fn from_the_moment_a_relation_ends_nothing_more_is_read_or_written() {
    let small = Small::in_memory().await;
    let mut writing = small.act(RUTH, AMAL, &[Section::Notes]).await;
    writing.keep(writing.mint(), &note("begun before")).unwrap();
    let reading = small.act(RUTH, AMAL, &[Section::Notes]).await;
    let decided = small.ask(RUTH, AMAL, NOTES).await.unwrap();
    let overview = Sections::of(&[Section::Overview]);
    let on_the_list = small.ask(RUTH, AMAL, overview).await.unwrap();
    assert!(reading.latest::<NoteV1>().await.is_ok());

    small.relate(AMAL, &[]).await;

    assert_eq!(small.ask(RUTH, AMAL, NOTES).await, Err(Refused::NoBasis));
    assert!(matches!(
        reading.latest::<NoteV1>().await,
        Err(ReadError::NotCovered)
    ));
    assert!(matches!(writing.done().await, Err(CommitError::Conflict)));
    assert!(matches!(
        Act::open(&small.vault, decided).await,
        Err(ReadError::NotCovered)
    ));
    assert!(matches!(
        small.vault.overviews(&[on_the_list]).await,
        Err(ReadError::NotCovered)
    ));
    let own = small.act(AMAL, AMAL, &[Section::Notes]).await;
    assert!(own.latest::<NoteV1>().await.unwrap().kept.is_empty());
}

#[tokio::test]
async fn an_act_on_another_basis_does_not_go_on_under_the_old_one() {
    let small = Small::in_memory().await;
    let asks = Sections::of(&[Section::Overview]);
    let act = small.act(RUTH, AMAL, &[Section::Overview]).await;
    small.relate(AMAL, &[(RUTH, RelationKind::Team)]).await;
    assert!(matches!(
        act.latest::<NoteV1>().await,
        Err(ReadError::NotCovered)
    ));
    let access = small.ask(RUTH, AMAL, asks).await.unwrap();
    assert_eq!(access.basis(), care::Basis::Relation(RelationKind::Team));
}

#[tokio::test]
async fn a_change_of_others_does_not_stop_an_act() {
    let small = Small::in_memory().await;
    let act = small.act(RUTH, AMAL, &[Section::Notes]).await;
    small
        .relate(
            AMAL,
            &[(RUTH, RelationKind::Therapist), (BEN, RelationKind::Team)],
        )
        .await;
    assert!(act.latest::<NoteV1>().await.is_ok());
}

#[tokio::test]
async fn of_two_leads_who_assign_at_once_one_is_told_and_nobody_is_lost() {
    let small = Small::in_memory().await;
    let (mut first, mut second) = (
        small.act(MARA, NOOR, &CONSENT).await,
        small.act(MARA, NOOR, &CONSENT).await,
    );
    for (act, person) in [(&mut first, RUTH), (&mut second, BEN)] {
        let mut facts = act.standing().await.unwrap();
        facts.relations.push(therapist(person, act.now(), None));
        // Both have read before either writes, and each reads once more while setting.
        if person == BEN {
            let mut again = small.act(MARA, NOOR, &CONSENT).await;
            again
                .set_standing(&Facts {
                    conflicts: vec![INES],
                    ..Facts::default()
                })
                .await
                .unwrap();
            again.done().await.unwrap();
        }
        act.set_standing(&facts).await.unwrap();
    }
    // Both read an empty standing; someone has written a conflict since.
    assert!(matches!(first.done().await, Err(CommitError::Conflict)));
    assert!(matches!(second.done().await, Err(CommitError::Conflict)));
    let facts = small
        .act(MARA, NOOR, &CONSENT)
        .await
        .standing()
        .await
        .unwrap();
    assert_eq!(
        facts,
        Facts {
            conflicts: vec![INES],
            ..Facts::default()
        }
    );
    assert_eq!(listed(&small, BEN).await, []);

    for person in [RUTH, BEN] {
        let mut act = small.act(MARA, NOOR, &CONSENT).await;
        let mut facts = act.standing().await.unwrap();
        facts.relations.push(therapist(person, act.now(), None));
        act.set_standing(&facts).await.unwrap();
        act.done().await.unwrap();
    }
    let facts = small
        .act(MARA, NOOR, &CONSENT)
        .await
        .standing()
        .await
        .unwrap();
    assert_eq!((facts.relations.len(), facts.conflicts.len()), (2, 1));
}

#[tokio::test]
async fn two_clients_assigned_to_one_practitioner_at_once_both_come_onto_the_list() {
    let small = Small::in_memory().await;
    let facts = |now| Facts {
        relations: vec![therapist(BEN, now, None)],
        ..Facts::default()
    };
    let (mut one, mut two) = (
        small.act(MARA, AMAL, &CONSENT).await,
        small.act(MARA, NOOR, &CONSENT).await,
    );
    one.set_standing(&facts(one.now())).await.unwrap();
    two.set_standing(&facts(two.now())).await.unwrap();
    one.done().await.unwrap();
    assert!(
        matches!(two.done().await, Err(CommitError::Conflict)),
        "the list had changed"
    );
    assert_eq!(
        small.ask(BEN, NOOR, NOTES).await,
        Err(Refused::NoBasis),
        "nothing of it holds"
    );

    let mut again = small.act(MARA, NOOR, &CONSENT).await;
    again.set_standing(&facts(again.now())).await.unwrap();
    again.done().await.unwrap();
    assert_eq!(
        listed(&small, BEN).await,
        [ClientId::of(AMAL), ClientId::of(NOOR)]
    );
}

#[tokio::test]
async fn the_list_follows_what_begins_ends_and_is_closed() {
    let small = Small::in_memory().await;
    let set = async |facts: Facts| {
        let mut act = small.act(MARA, NOOR, &CONSENT).await;
        act.set_standing(&facts).await.unwrap();
        act.done().await.unwrap();
    };
    let now = small.vault.now();
    let noor = [ClientId::of(NOOR)];
    let with = |until, conflicts: &[PersonId]| Facts {
        relations: vec![therapist(BEN, now, until)],
        conflicts: conflicts.to_vec(),
        ..Facts::default()
    };
    assert_eq!(listed(&small, BEN).await, []);
    for (facts, on_it) in [
        (with(None, &[]), true),
        (with(Some(now), &[]), false),
        (with(Some(now + DAY), &[]), true),
        (with(Some(now + DAY), &[BEN]), false),
        (with(None, &[INES]), true),
        (Facts::default(), false),
    ] {
        set(facts.clone()).await;
        assert_eq!(
            listed(&small, BEN).await,
            noor[..usize::from(on_it)],
            "{facts:?}"
        );
    }
    // One that ran out by itself goes when the standing is next written.
    set(with(Some(now + DAY), &[])).await;
    small.clock.pass(2 * DAY);
    assert_eq!(listed(&small, BEN).await, noor);
    set(with(Some(now + DAY), &[TOMAS])).await;
    assert_eq!(listed(&small, BEN).await, []);
}

#[tokio::test]
async fn a_standing_set_twice_in_one_act_is_the_second() {
    let small = Small::in_memory().await;
    let mut act = small.act(MARA, NOOR, &CONSENT).await;
    let now = act.now();
    for people in [&[BEN, INES][..], &[INES]] {
        let relations = people
            .iter()
            .map(|person| therapist(*person, now, None))
            .collect();
        act.set_standing(&Facts {
            relations,
            ..Facts::default()
        })
        .await
        .unwrap();
    }
    act.done().await.unwrap();
    assert_eq!(listed(&small, BEN).await, []);
    assert_eq!(
        listed(&small, INES).await,
        [ClientId::of(AMAL), ClientId::of(NOOR)]
    );
}

#[tokio::test]
async fn a_change_that_nobody_waits_for_any_more_is_still_believed() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    assert!(small.ask(RUTH, AMAL, NOTES).await.is_ok());
    let mut act = small.act(MARA, AMAL, &CONSENT).await;
    act.set_standing(&Facts::default()).await.unwrap();
    let before = engine.commits().len();
    let gate = engine.hold().await;
    // The lead's browser goes away while the change is being written.
    let done = tokio::time::timeout(std::time::Duration::from_millis(20), act.done()).await;
    assert!(done.is_err());
    assert!(
        small.ask(RUTH, AMAL, NOTES).await.is_ok(),
        "it has not happened yet"
    );
    drop(gate);
    while engine.commits().len() == before {
        tokio::task::yield_now().await;
    }
    assert_eq!(small.ask(RUTH, AMAL, NOTES).await, Err(Refused::NoBasis));
}

#[tokio::test]
async fn a_damaged_standing_opens_nothing_and_closes_nobody_else() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    small.relate(NOOR, &[(RUTH, RelationKind::Therapist)]).await;
    let clients = listed(&small, RUTH).await;
    let hurt = ClientId::of(AMAL);
    engine.tamper(move |mut cell| {
        if matches!(&cell, Cell::Gist(gist) if gist.client == hurt) {
            cell.sealed()[30] ^= 1;
        }
        true
    });
    small.clock.pass(DAY);
    let sections = Sections::of(&[Section::Overview]);
    let ask = |whose| {
        small
            .vault
            .decide(asker(RUTH), whose, sections, Purpose::Caseload)
    };
    assert!(matches!(ask(hurt).await, Err(ReadError::Damaged(_))));
    assert!(ask(ClientId::of(NOOR)).await.unwrap().is_ok());
    let list = small
        .vault
        .decide_list(asker(RUTH), &clients, sections, Purpose::Caseload);
    let list = list.await.unwrap();
    assert_eq!(list.damaged, [hurt]);
    let open: Vec<_> = list.accesses.iter().map(care::Access::whose).collect();
    assert_eq!(open, [ClientId::of(NOOR)]);
    let each = small
        .vault
        .decide_each(asker(RUTH), &clients, sections, Purpose::Caseload)
        .await;
    assert!(
        matches!(each, Err(ReadError::Damaged(_))),
        "never left out without a word"
    );
}

#[tokio::test]
async fn a_damaged_list_is_named_and_does_not_keep_a_relation_from_ending() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let hurt = ClientId::of(RUTH);
    engine.tamper(move |mut cell| {
        if matches!(&cell, Cell::Gist(gist) if gist.client == hurt) {
            cell.sealed()[30] ^= 1;
        }
        true
    });
    let named = small.vault.caseload(asker(RUTH)).await;
    assert!(
        matches!(named, Err(ReadError::Damaged(_))),
        "never an empty list"
    );
    small.relate(AMAL, &[]).await;
    assert_eq!(small.ask(RUTH, AMAL, NOTES).await, Err(Refused::NoBasis));
}
