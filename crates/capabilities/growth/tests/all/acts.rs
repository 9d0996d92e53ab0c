//! Off until it is wanted, never offered after "no", deleted for good; and lines, kept or sent.

use care::{Happened, Line, PersonId, RecordId, Section};
use growth::{
    ChapterV1, NewNote, NoteKindV1, NoteV1, OnV1, OrderV1, Refused, choice, delete_all,
    delete_note, keep_note, notes, set_choice, set_note_readers, stands_in_the_list,
};
use sealed::{Act, ReadersV1, Stored};
use testing::{AMAL, NOOR, RUTH, Small};

pub(crate) fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

pub(crate) async fn act(small: &Small, who: PersonId) -> Act {
    small.act(who, AMAL, &[Section::Work]).await
}

/// The client chooses.
pub(crate) async fn chooses(small: &Small, on: OnV1) {
    let mut act = act(small, AMAL).await;
    set_choice(&mut act, on).await.unwrap();
    act.done().await.unwrap();
}

async fn writes(
    small: &Small,
    number: u8,
    words: &str,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let mut act = act(small, AMAL).await;
    let words = Line::parse(words).unwrap();
    let new = NewNote {
        once: id(number),
        kind: NoteKindV1::First,
        words: &words,
        day: Some("2026-05-01".to_owned()),
        readers,
    };
    let happened = keep_note(&mut act, &new).await?;
    act.done().await.unwrap();
    Ok(happened)
}

async fn said(small: &Small, who: PersonId) -> Vec<String> {
    let act = act(small, who).await;
    let listing = notes(&act).await.unwrap();
    let mut all: Vec<_> = listing
        .kept
        .into_iter()
        .map(|kept| kept.value.words)
        .collect();
    all.sort();
    all
}

/// How many records of a kind are stored at all, in whatever version.
pub(crate) async fn stored<T: Stored>(small: &Small) -> usize {
    let act = act(small, AMAL).await;
    let listing = act.latest::<T>().await.unwrap();
    listing.kept.len() + listing.damaged.len()
}

#[tokio::test]
async fn it_is_off_until_it_is_wanted_and_not_in_the_list_after_no() {
    let small = Small::in_memory().await;
    let own = act(&small, AMAL).await;
    assert_eq!(choice(&own).await.unwrap(), None);
    assert!(stands_in_the_list(&own).await.unwrap());
    let off = writes(&small, 1, "I said no", ReadersV1::Nobody).await;
    assert!(matches!(off, Err(Refused::Off)));
    // (chosen, what stands, whether the list names it)
    for (chosen, stands, listed) in [
        (OnV1::No, OnV1::No, false),
        (OnV1::On, OnV1::On, true),
        (OnV1::Off, OnV1::Off, true),
        (OnV1::On, OnV1::On, true),
        // An old page with the first question: "no" is "off" then, and nothing is lost.
        (OnV1::No, OnV1::Off, true),
    ] {
        chooses(&small, chosen).await;
        let own = act(&small, AMAL).await;
        assert_eq!(choice(&own).await.unwrap(), Some(stands));
        assert_eq!(
            stands_in_the_list(&own).await.unwrap(),
            listed,
            "{chosen:?}"
        );
        let may = writes(&small, 1, "I said no", ReadersV1::Nobody).await;
        assert_eq!(may.is_ok(), stands == OnV1::On, "{chosen:?}");
    }
    // Nobody else turns it on, or learns whether it is.
    let mut staff = act(&small, RUTH).await;
    assert!(matches!(
        set_choice(&mut staff, OnV1::On).await,
        Err(Refused::None)
    ));
    assert!(matches!(delete_all(&mut staff).await, Err(Refused::None)));
    assert_eq!(choice(&staff).await.unwrap(), None);
}

#[tokio::test]
async fn what_is_kept_is_the_clients_alone_and_what_is_sent_can_be_taken_back() {
    let small = Small::in_memory().await;
    chooses(&small, OnV1::On).await;
    assert!(
        writes(&small, 1, "kept", ReadersV1::Nobody)
            .await
            .unwrap()
            .is_empty()
    );
    let told = writes(&small, 2, "sent", ReadersV1::Section).await.unwrap();
    assert!(matches!(told[..], [Happened::WorkShared { .. }]));
    assert_eq!(said(&small, AMAL).await, ["kept", "sent"]);
    assert_eq!(said(&small, RUTH).await, ["sent"]);
    for (number, readers, seen) in [
        (1, ReadersV1::Section, vec!["kept", "sent"]),
        (2, ReadersV1::Nobody, vec!["kept"]),
        (2, ReadersV1::Nobody, vec!["kept"]),
    ] {
        let mut own = act(&small, AMAL).await;
        let told = set_note_readers(&mut own, id(number), readers)
            .await
            .unwrap();
        own.done().await.unwrap();
        assert_eq!(told.len(), usize::from(readers == ReadersV1::Section));
        assert_eq!(said(&small, RUTH).await, seen);
    }
    let mut staff = act(&small, RUTH).await;
    let done = set_note_readers(&mut staff, id(1), ReadersV1::Nobody).await;
    assert!(matches!(done, Err(Refused::None)));
    assert!(matches!(
        delete_note(&mut staff, id(1)).await,
        Err(Refused::None)
    ));
    let mut other = small.act(NOOR, NOOR, &[Section::Work]).await;
    set_choice(&mut other, OnV1::On).await.unwrap();
    other.done().await.unwrap();
    let mut other = small.act(NOOR, NOOR, &[Section::Work]).await;
    assert!(matches!(
        delete_note(&mut other, id(1)).await,
        Err(Refused::None)
    ));
}

#[tokio::test]
async fn sent_twice_it_is_kept_once_and_deleted_it_is_not_stored_any_more() {
    let small = Small::in_memory().await;
    chooses(&small, OnV1::On).await;
    for _ in 0..2 {
        writes(&small, 1, "I said no", ReadersV1::Nobody)
            .await
            .unwrap();
    }
    let other = writes(&small, 1, "I said yes", ReadersV1::Nobody).await;
    assert!(matches!(other, Err(Refused::Another)));
    writes(&small, 2, "I slept", ReadersV1::Section)
        .await
        .unwrap();
    assert_eq!(stored::<NoteV1>(&small).await, 2);
    let mut own = act(&small, AMAL).await;
    delete_note(&mut own, id(1)).await.unwrap();
    own.done().await.unwrap();
    assert_eq!(said(&small, AMAL).await, ["I slept"]);
    assert_eq!(stored::<NoteV1>(&small).await, 1);

    // Turned off and kept, it is all there when it is turned on again.
    chooses(&small, OnV1::Off).await;
    chooses(&small, OnV1::On).await;
    assert_eq!(said(&small, AMAL).await, ["I slept"]);
    let mut own = act(&small, AMAL).await;
    delete_all(&mut own).await.unwrap();
    own.done().await.unwrap();
    let left = [
        stored::<NoteV1>(&small).await,
        stored::<ChapterV1>(&small).await,
        stored::<OrderV1>(&small).await,
    ];
    assert_eq!(left, [0, 0, 0]);
    let own = act(&small, AMAL).await;
    assert_eq!(choice(&own).await.unwrap(), Some(OnV1::Off));
}
