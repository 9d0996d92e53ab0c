//! Safety tests CR-2 and CR-3: any two sealed cells swapped are found, an altered one never reads as
//! something else.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[expect(
    dead_code,
    reason = "shared with the tests of the act, which need more of it"
)]
#[path = "act/shapes.rs"]
mod shapes;
#[expect(dead_code, reason = "as above")]
#[path = "act/tampered.rs"]
mod tampered;

use care::{Chance, RecordId, RelationKind, Section};
use sealed::{Notice, Verified};
use shapes::{CountV1, EntryV1, KINDS, NoteV1, To, note, said};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tampered::{Place, Tampered};
use testing::{AMAL, NOOR, RUTH, Seeded, Small, shows};

/// A service with cells of every type: several clients, kinds, records and versions.
async fn full(engine: &Tampered) -> Small {
    let small = Small::over(Box::new(engine.clone())).await;
    small.relate(NOOR, &[(RUTH, RelationKind::Therapist)]).await;
    for who in [AMAL, NOOR] {
        for round in 0..5_u8 {
            let sections = [Section::Notes, Section::Overview, Section::CheckIns];
            let mut act = small.act(who, who, &sections).await;
            let id = act.id_for("note", RecordId::from_bytes([1; 16]));
            match act.find::<NoteV1>(id).await.unwrap() {
                None => act.keep(id, &note("the same words")).unwrap(),
                Some(kept) => act.amend(&kept, &kept.value).unwrap(),
            }
            act.keep(
                RecordId::from_bytes([round + 10; 16]),
                &said("the same words", To::Everyone),
            )
            .unwrap();
            act.set_gist(&CountV1 {
                notes: u32::from(round),
            })
            .await
            .unwrap();
            act.post(RUTH, Notice::SomethingWaits, act.now())
                .await
                .unwrap();
            act.done().await.unwrap();
        }
    }
    let (due, _) = small.vault.due(1).await.unwrap();
    small.vault.deliver_inside(due[0]).await.unwrap();
    for number in 0..3 {
        let mut change = small.vault.directory_change();
        let id = small.vault.directory_id("entry", &[number]).await.unwrap();
        change.keep(id, 0, &EntryV1 { number: 0 }).await.unwrap();
        change.done().await.unwrap();
    }
    small
}

/// What is in every cell.
async fn sealed(engine: &Tampered) -> BTreeMap<Place, Vec<u8>> {
    let all: Arc<Mutex<BTreeMap<_, _>>> = Arc::default();
    let taken = Arc::clone(&all);
    engine.tamper(move |mut cell| {
        let place = cell.place();
        taken.lock().unwrap().insert(place, cell.sealed().clone());
        true
    });
    engine.places().await;
    engine.leave_alone();
    std::mem::take(&mut *all.lock().unwrap())
}

/// Lets these cells read as these bytes.
fn read_as(engine: &Tampered, cells: Vec<(Place, Vec<u8>)>) {
    engine.tamper(move |mut cell| {
        let place = cell.place();
        if let Some((_, bytes)) = cells.iter().find(|(other, _)| *other == place) {
            cell.sealed().clone_from(bytes);
        }
        true
    });
}

async fn verify(small: &Small) -> Verified {
    small.vault.verify(&KINDS).await.unwrap()
}

#[tokio::test]
async fn any_two_sealed_cells_swapped_are_found() {
    let engine = Tampered::default();
    let small = full(&engine).await;
    let whole = verify(&small).await;
    assert!(whole.is_whole());
    let cells: Vec<_> = sealed(&engine).await.into_iter().collect();
    assert!(cells.len() >= 60, "{} cells", cells.len());
    let mut swapped = 0;
    for (number, (one, ones)) in cells.iter().enumerate() {
        for (other, others) in &cells[number + 1..] {
            read_as(
                &engine,
                vec![(*one, others.clone()), (*other, ones.clone())],
            );
            let found = verify(&small).await;
            assert!(!found.is_whole(), "{one:?} and {other:?}");
            // Neither reads as something else: both count as what does not open. Under a key that
            // was swapped everything else counts as without a key.
            let wrong = found.damaged + found.lines_wrong + found.gists_wrong;
            let a_key = [one, other]
                .iter()
                .any(|place| matches!(place, Place::Key(_)));
            assert!(a_key || wrong >= 2, "{one:?} and {other:?}: {found:?}");
            swapped += 1;
        }
    }
    assert_eq!(swapped, cells.len() * (cells.len() - 1) / 2);
    shows(
        "CR-2",
        &format!(
            "{swapped} swaps: every pair of {} cells of every kind, client and version, one at a time: all found",
            cells.len()
        ),
    );
}

#[tokio::test]
async fn a_hundred_thousand_swaps_leave_nothing_that_opens() {
    let engine = Tampered::default();
    let small = full(&engine).await;
    // Not the keys: under a swapped key nothing else is looked at.
    let cells: Vec<_> = sealed(&engine).await.into_iter().collect();
    let is_key = |(place, _): &(Place, Vec<u8>)| matches!(place, Place::Key(_));
    let mut cells: Vec<_> = cells.into_iter().filter(|cell| !is_key(cell)).collect();
    // One that has nobody to change places with stays as it is, and opens.
    let untouched = u64::try_from(cells.len() % 2).unwrap();
    if untouched == 1 {
        cells.pop();
    }
    let chance = Seeded::new(5);
    let (mut swaps, mut opened) = (0, 0);
    while swaps < 100_000 {
        // Everyone changes places with somebody, in pairs drawn anew each time.
        for at in (1..cells.len()).rev() {
            cells.swap(at, below(&chance, at + 1));
        }
        let pairs = cells.chunks_exact(2);
        let swapped = pairs.flat_map(|pair| {
            let [(one, ones), (other, others)] = pair else {
                return Vec::new();
            };
            vec![(*one, others.clone()), (*other, ones.clone())]
        });
        let swapped: std::collections::BTreeMap<_, _> = swapped.collect();
        engine.tamper(move |mut cell| {
            if let Some(bytes) = swapped.get(&cell.place()) {
                cell.sealed().clone_from(bytes);
            }
            true
        });
        let found = verify(&small).await;
        opened += found.opened + found.lines + found.gists + found.post - untouched;
        swaps += cells.len() / 2;
    }
    assert_eq!(opened, 0);
    shows(
        "CR-2",
        &format!(
            "{swaps} swaps of two sealed cells (record versions, gists, lines, post): 0 that open"
        ),
    );
}

fn below(chance: &Seeded, end: usize) -> usize {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    usize::try_from(u64::from_le_bytes(bytes) % end as u64).unwrap()
}

#[tokio::test]
async fn ten_thousand_flipped_bits_read_as_nothing() {
    let engine = Tampered::default();
    let small = full(&engine).await;
    let cells = sealed(&engine).await;
    let (keys, others): (Vec<_>, Vec<_>) = cells
        .into_iter()
        .partition(|(place, _)| matches!(place, Place::Key(_)));
    let whole = verify(&small).await;
    let chance = Seeded::new(2);
    let flipped = |(place, bytes): &(Place, Vec<u8>)| {
        let mut bytes = bytes.clone();
        let at = below(&chance, bytes.len());
        bytes[at] ^= 1 << below(&chance, 8);
        (*place, bytes)
    };
    let mut flips = 0;
    while flips < 10_000 {
        // One flip in every cell at once: not one of them may open.
        read_as(&engine, others.iter().map(flipped).collect());
        let found = verify(&small).await;
        assert_eq!(
            (found.opened, found.lines, found.gists, found.post),
            (0, 0, 0, 0)
        );
        flips += others.len();
        // And in every key: nothing under them opens either.
        read_as(&engine, keys.iter().map(flipped).collect());
        let found = verify(&small).await;
        assert_eq!(
            (found.damaged, found.opened, found.lines),
            (whole.keys, 0, 0)
        );
        flips += keys.len();
    }
    shows(
        "CR-3",
        &format!(
            "{flips} flipped bits in sealed cells and keys: 0 that open, 0 readable but wrong"
        ),
    );
}
