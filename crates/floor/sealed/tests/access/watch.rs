//! The service's own look: what it reaches, the line it leaves, and that nobody else gets it.

use crate::{NoteV1, note, therapist};
use care::{
    Basis, ClientId, KEEPING_SECTIONS, PersonId, Purpose, Role, Section, Sections, keep_watch,
};
use sealed::{Act, Done, Gist, ReadError, Stored};
use serde::{Deserialize, Serialize};
use testing::{AMAL, RUTH, Small, asker};

/// What a relationship's record says of something.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SaidV1 {
    number: u64,
}

impl Stored for SaidV1 {
    const KIND: &'static str = "said";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Relationship;
}

impl Gist for SaidV1 {
    const KIND: &'static str = "said";
    const SHAPE: u16 = 1;
}

#[tokio::test]
async fn the_service_keeps_watch_writes_and_leaves_its_lines() {
    let small = Small::in_memory().await;
    let whose = ClientId::of(AMAL);
    note(&small, AMAL).await;
    let access = small.vault.keep_watch(whose).await.unwrap().unwrap();
    let mut act = Act::open(&small.vault, access).await.unwrap();
    let id = act.mint();
    act.keep(id, &SaidV1 { number: 1 }).unwrap();
    act.set_gist(&SaidV1 { number: 1 }).await.unwrap();
    // What it was not made for it neither opens nor writes.
    let refused = act.latest::<NoteV1>().await;
    assert!(matches!(refused, Err(ReadError::NotCovered)));
    assert!(matches!(act.standing().await, Err(ReadError::NotCovered)));
    let other = NoteV1 {
        whose: *whose.bytes(),
        said: 2,
    };
    assert!(act.keep(act.mint(), &other).is_err());
    act.done().await.unwrap();

    let own = small.act(AMAL, AMAL, &[Section::Ledger]).await;
    let (lines, damaged) = own.lines(None, 100).await.unwrap();
    assert_eq!(damaged, 0);
    let watched: Vec<_> = lines
        .iter()
        .filter(|line| line.purpose == Purpose::Keeping)
        .map(|line| (line.done, line.by, line.basis, line.sections))
        .collect();
    let by = (PersonId::SERVICE, Basis::Service);
    let written = Sections::of(&[Section::Relationship]);
    assert_eq!(
        watched,
        [
            (Done::Wrote, by.0, by.1, written),
            (Done::Opened, by.0, by.1, KEEPING_SECTIONS),
        ]
    );
}

#[tokio::test]
async fn nobody_is_given_the_services_own_look() {
    let small = Small::in_memory().await;
    let whose = ClientId::of(AMAL);
    let service = care::Asker {
        person: PersonId::SERVICE,
        role: Role::Administrator,
    };
    for who in [asker(AMAL), therapist(RUTH), service] {
        for section in [Section::Overview, Section::Relationship] {
            let wanted = Sections::of(&[section]);
            let answer = small.vault.decide(who, whose, wanted, Purpose::Keeping);
            assert!(answer.await.unwrap().is_err(), "{who:?}");
        }
    }
}

#[tokio::test]
async fn there_is_nothing_to_watch_where_there_is_no_client() {
    let small = Small::in_memory().await;
    let nobody = ClientId::from_bytes([0x77; 16]);
    assert_eq!(small.vault.keep_watch(nobody).await.unwrap(), None);
    let service = ClientId::of(PersonId::SERVICE);
    assert_eq!(small.vault.keep_watch(service).await.unwrap(), None);
    // Nor does an access that somebody made by hand open anything there.
    let access = keep_watch(nobody, small.vault.now());
    assert!(Act::open(&small.vault, access).await.is_err());
}
