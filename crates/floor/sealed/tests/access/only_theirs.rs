//! Whatever is done in whichever order, nothing of one client comes to stand under another.

use crate::NoteV1;
use care::{DAY, PersonId, RecordId, Relation, RelationKind, Section};
use sealed::Gist;
use serde::{Deserialize, Serialize};
use testing::{AMAL, INES, NOOR, RUTH, Small, TOMAS, shows};

/// The newest note of whoever it is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct NewestV1 {
    whose: [u8; 16],
}

impl Gist for NewestV1 {
    const KIND: &'static str = "newest";
    const SHAPE: u16 = 1;
}

/// One step of someone on one client's record. What is kept says whose it is.
async fn step(small: &Small, whose: PersonId, other: PersonId, number: u64) {
    let mut act = small
        .act(
            whose,
            whose,
            &[Section::Notes, Section::Overview, Section::Consent],
        )
        .await;
    let label = *whose.bytes();
    // The same few ids under every client: an id is no address.
    let mut id = [0x11; 16];
    id[15] = u8::try_from(number % 7).unwrap();
    let id = RecordId::from_bytes(id);
    let value = NoteV1 {
        whose: label,
        said: number,
    };
    match number % 5 {
        0 | 1 => match act.find::<NoteV1>(id).await.unwrap() {
            None => act.keep(id, &value).unwrap(),
            Some(was) => act.amend(&was, &value).unwrap(),
        },
        // What was read of the other's record is taken for this one's. Either it is refused, or
        // it is this client's own next version.
        2 => {
            let theirs = small.act(other, other, &[Section::Notes]).await;
            if let Some(was) = theirs.find::<NoteV1>(id).await.unwrap() {
                act.amend(&was, &value).unwrap();
            }
        }
        3 => act.set_gist(&NewestV1 { whose: label }).await.unwrap(),
        _ => {
            let mut facts = act.standing().await.unwrap();
            facts.relations.truncate(3);
            facts.relations.push(Relation {
                person: if number.is_multiple_of(2) { RUTH } else { INES },
                kind: RelationKind::Team,
                from: act.now(),
                until: Some(act.now() + DAY),
            });
            act.set_standing(&facts).await.unwrap();
        }
    }
    // A version that is taken, or that follows none here, keeps nothing of the act.
    let _ = act.done().await;
}

#[tokio::test]
async fn nothing_of_one_client_ever_stands_under_another() {
    const STEPS: u64 = 10_000;
    let small = Small::in_memory().await;
    let clients = [AMAL, NOOR, TOMAS];
    let mut seed = 3_u64;
    for _ in 0..STEPS {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let number = seed >> 33;
        let whose = usize::try_from(number % 2).unwrap();
        step(&small, clients[whose], clients[1 - whose], number).await;
    }
    let mut versions_read = 0;
    for whose in &clients[..2] {
        let open = [Section::Notes, Section::Overview];
        let mut act = small.act(*whose, *whose, &open).await;
        let notes = act.latest::<NoteV1>().await.unwrap();
        assert!(notes.damaged.is_empty() && !notes.kept.is_empty());
        for note in notes.kept {
            for version in act.history::<NoteV1>(note.record).await.unwrap() {
                assert_eq!(version.value.whose, *whose.bytes());
                versions_read += 1;
            }
        }
        let newest = act.gist::<NewestV1>().await.unwrap().unwrap();
        assert_eq!(newest.whose, *whose.bytes());
    }
    shows(
        "AZ-6",
        &format!(
            "{STEPS} random acts on two clients with the same record ids: {versions_read} versions read, 0 under the other"
        ),
    );
}
