//! What is under a person's own key opens with their secret and with nothing else: not for the
//! service, not with another's key, not after erasure.

use crate::shelf::write;
use care::{ClientId, Section};
use sealed::{Act, Blind, Kind, OwnKey, OwnKeyError, ReadError, StandingV2, Stored, StretchV1};
use serde::{Deserialize, Serialize};
use testing::{AMAL, NOOR, RUTH, Small};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct AroundMeV1(String);

impl Stored for AroundMeV1 {
    const KIND: &'static str = "around-me";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Circle;
}

const KINDS: [Kind; 3] = [
    Kind::of::<StandingV2>(),
    Kind::of::<AroundMeV1>(),
    Kind::in_directory::<sealed::ErasedV1>(),
];

async fn make(small: &Small, who: care::PersonId, secret: &str, blind: Blind) -> OwnKey {
    let made = small
        .vault
        .make_own_key_with(who, secret, blind, StretchV1::LEAST);
    made.await.unwrap()
}

async fn circle(small: &Small, who: care::PersonId) -> Act {
    small.act(who, who, &[Section::Circle]).await
}

#[tokio::test]
async fn without_the_own_key_nothing_of_these_parts_is_kept_or_opened() {
    let small = Small::in_memory().await;
    let key = make(&small, AMAL, "willow", Blind::Yes).await;
    let others = make(&small, NOOR, "rowan", Blind::Yes).await;
    let sister = AroundMeV1("my sister".to_owned());
    let needs = |error: Option<ReadError>| matches!(error, Some(ReadError::NeedsOwnKey));
    let id = circle(&small, AMAL).await.mint();
    // None at all, and one that is somebody else's.
    for mut act in [
        circle(&small, AMAL).await,
        circle(&small, AMAL).await.with_own_key(others),
    ] {
        assert!(needs(act.keep(id, &sister).err()));
        assert!(needs(act.latest::<AroundMeV1>().await.err()));
        assert!(needs(act.find::<AroundMeV1>(id).await.err()));
        assert!(needs(act.history::<AroundMeV1>(id).await.err()));
    }
    let mut act = circle(&small, AMAL).await.with_own_key(key.clone());
    act.keep(id, &sister).unwrap();
    act.done().await.unwrap();
    let act = circle(&small, AMAL).await.with_own_key(key);
    assert_eq!(
        act.find::<AroundMeV1>(id).await.unwrap().unwrap().value,
        sister
    );
    assert_eq!(act.latest::<AroundMeV1>().await.unwrap().kept.len(), 1);
    assert_eq!(act.history::<AroundMeV1>(id).await.unwrap().len(), 1);
    // Whole as far as the service can tell, which cannot read it.
    let found = small.vault.verify(&KINDS).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
}

#[tokio::test]
async fn a_wrong_secret_is_said_to_be_wrong_and_a_changed_one_opens_what_was_written_before() {
    let small = Small::in_memory().await;
    assert!(!small.vault.has_own_key(AMAL).await.unwrap());
    let none = small.vault.open_own_key(AMAL, "willow").await.err();
    assert!(matches!(none, Some(OwnKeyError::NoneYet)));
    let key = make(&small, AMAL, "willow", Blind::Yes).await;
    assert!(small.vault.has_own_key(AMAL).await.unwrap());
    let again = small.vault.make_own_key(AMAL, "other", Blind::Yes).await;
    assert!(matches!(again.err(), Some(OwnKeyError::AlreadyThere)));
    let mut act = circle(&small, AMAL).await.with_own_key(key);
    let id = act.mint();
    act.keep(id, &AroundMeV1("kept".to_owned())).unwrap();
    act.done().await.unwrap();

    let change = async |old, new| small.vault.change_own_secret(AMAL, old, new).await;
    let wrong = change("wilow", "rowan").await.err();
    assert!(matches!(wrong, Some(OwnKeyError::WrongSecret)));
    change("willow", "rowan").await.unwrap();
    let old = small.vault.open_own_key(AMAL, "willow").await.err();
    assert!(matches!(old, Some(OwnKeyError::WrongSecret)));
    let key = small.vault.open_own_key(AMAL, "rowan").await.unwrap();
    let act = circle(&small, AMAL).await.with_own_key(key);
    let kept = act.find::<AroundMeV1>(id).await.unwrap().unwrap();
    assert_eq!(kept.value.0, "kept");
}

#[tokio::test]
async fn the_service_has_a_way_in_only_where_it_was_given_one() {
    let small = Small::in_memory().await;
    make(&small, AMAL, "willow", Blind::Yes).await;
    let key = make(&small, NOOR, "rowan", Blind::No).await;
    let refused = small.vault.open_own_key_as_service(AMAL).await.err();
    assert!(matches!(refused, Some(OwnKeyError::Blind)));
    let mut act = circle(&small, NOOR).await.with_own_key(key);
    let id = act.mint();
    act.keep(id, &AroundMeV1("readable".to_owned())).unwrap();
    act.done().await.unwrap();
    // A changed secret changes nothing about that.
    let changed = small.vault.change_own_secret(NOOR, "rowan", "alder").await;
    changed.unwrap();
    let as_service = small.vault.open_own_key_as_service(NOOR).await.unwrap();
    let act = circle(&small, NOOR).await.with_own_key(as_service);
    assert!(act.find::<AroundMeV1>(id).await.unwrap().is_some());
}

#[tokio::test]
async fn erasing_a_person_destroys_their_own_key_and_changing_the_root_key_does_not() {
    let small = Small::in_memory().await;
    let mut ids = Vec::new();
    for (who, blind) in [(AMAL, Blind::No), (NOOR, Blind::Yes)] {
        let key = make(&small, who, "willow", blind).await;
        let mut act = circle(&small, who).await.with_own_key(key);
        ids.push(act.mint());
        act.keep(ids[ids.len() - 1], &AroundMeV1("someone".to_owned()))
            .unwrap();
        act.done().await.unwrap();
        write(&small, who, "something else").await;
    }
    make(&small, RUTH, "alder", Blind::No).await;
    small.vault.rotate_root().await.unwrap();
    small.vault.erase(ClientId::of(AMAL)).await.unwrap();
    small.vault.erase(ClientId::of(RUTH)).await.unwrap();
    for who in [AMAL, RUTH] {
        for gone in [
            small.vault.open_own_key(who, "willow").await.err(),
            small.vault.open_own_key_as_service(who).await.err(),
        ] {
            assert!(matches!(gone, Some(OwnKeyError::NoneYet)));
        }
    }
    let key = small.vault.open_own_key(NOOR, "willow").await.unwrap();
    let act = circle(&small, NOOR).await.with_own_key(key);
    assert!(act.find::<AroundMeV1>(ids[1]).await.unwrap().is_some());
}
