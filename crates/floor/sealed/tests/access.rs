//! What is decided holds where it is acted on: a revocation while others read, an emergency while
//! the clock jumps, a no that costs what another no costs, and records that stay with their client.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail where it stands"
)]

use care::{
    Asker, Basis, ClientId, DAY, Facts, Grant, Grantee, HOUR, KeptFrom, MINUTE, Moment, PersonId,
    Private, Purpose, RecordId, Refused, Relation, RelationKind, Role, SECOND, Section, Sections,
};
use sealed::engine::Engine;
use sealed::engines::{MemoryEngine, SqliteEngine};
use sealed::{Act, Done, Gist, InDirectory, Kind, ReadError, Reason, Stored, Vault};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use testing::{AMAL, BEN, Frozen, INES, MARA, NOOR, RUTH, Small, TOMAS, asker, shows};
use tokio::sync::Barrier;

/// A note that says whose it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct NoteV1 {
    whose: [u8; 16],
    said: u64,
}

impl Stored for NoteV1 {
    const KIND: &'static str = "note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Notes;
}

/// The newest note of whoever it is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct NewestV1 {
    whose: [u8; 16],
}

impl Gist for NewestV1 {
    const KIND: &'static str = "newest";
    const SHAPE: u16 = 1;
}

/// Why the glass was broken.
#[derive(Clone, Serialize, Deserialize)]
struct WhyV1(String);

impl Stored for WhyV1 {
    const KIND: &'static str = "why";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Consent;
}

/// That it is to be looked at.
#[derive(Clone, Serialize, Deserialize)]
struct DueV1(i64);

impl InDirectory for DueV1 {
    const KIND: &'static str = "due";
    const SHAPE: u16 = 1;
}

fn reason(_: RecordId, at: Moment) -> Reason<WhyV1, DueV1> {
    Reason {
        record: WhyV1("They did not answer.".to_owned()),
        entry: DueV1(at.millis()),
    }
}

const EMERGENCY: Sections = Sections::of(&[Section::Identity, Section::CrisisPlan]);

/// The client changes who stands how to them.
async fn stand(vault: &Vault, change: impl FnOnce(&mut Facts)) {
    let sections = Sections::of(&[Section::Consent]);
    let own = ClientId::of(AMAL);
    let access = vault
        .decide(asker(AMAL), own, sections, Purpose::OwnRecord)
        .await
        .unwrap();
    let mut act = Act::open(vault, access.unwrap()).await.unwrap();
    let mut facts = act.standing().await.unwrap();
    change(&mut facts);
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
}

fn grant(to: PersonId, now: Moment) -> Grant {
    Grant {
        id: RecordId::from_bytes([1; 16]),
        grantee: Grantee::Person(to),
        sections: Sections::of(&[Section::Notes, Section::Measures]),
        purpose: Purpose::Treatment,
        from: now,
        until: now + DAY,
    }
}

const fn therapist(person: PersonId) -> Asker {
    Asker {
        person,
        role: Role::Therapist,
    }
}

async fn note(small: &Small, whose: PersonId) {
    let mut act = small.act(whose, whose, &[Section::Notes]).await;
    let value = NoteV1 {
        whose: *whose.bytes(),
        said: 1,
    };
    act.keep(act.mint(), &value).unwrap();
    act.done().await.unwrap();
}

/// Opens the note on a grant; says whether plaintext was handed out.
async fn reads(vault: &Vault, who: PersonId) -> bool {
    let sections = Sections::of(&[Section::Notes]);
    let whose = ClientId::of(AMAL);
    let decided = vault
        .decide(therapist(who), whose, sections, Purpose::Treatment)
        .await
        .unwrap();
    let Ok(access) = decided else { return false };
    match Act::open(vault, access).await {
        Ok(act) => act
            .latest::<NoteV1>()
            .await
            .is_ok_and(|found| !found.kept.is_empty()),
        Err(ReadError::NotCovered) => false,
        Err(error) => panic!("{error}"),
    }
}

/// Eight read while the client revokes. Whoever was handed plaintext has a line before the
/// revocation's own.
async fn race(engine: Box<dyn Engine>, rounds: u32) -> (u32, u32) {
    let small = Small::over(engine).await;
    note(&small, AMAL).await;
    let readers: Vec<PersonId> = (0..8)
        .map(|number| PersonId::from_bytes([0x40 + number; 16]))
        .collect();
    small.vault.admit(&readers).await.unwrap();
    let (mut read, mut refused) = (0, 0);
    for round in 0..rounds {
        small.clock.pass(11 * MINUTE);
        let now = small.vault.now();
        let grants: Vec<_> = readers.iter().map(|one| grant(*one, now)).collect();
        stand(&small.vault, |facts| facts.grants = grants).await;
        let together = Arc::new(Barrier::new(readers.len() + 1));
        let begun = readers.iter().map(|who| {
            let (vault, who, together) = (small.vault.clone(), *who, Arc::clone(&together));
            tokio::spawn(async move {
                together.wait().await;
                // Some come a little later than others.
                for _ in 0..(who.bytes()[0] as u32 + round) % 6 {
                    tokio::task::yield_now().await;
                }
                (who, reads(&vault, who).await)
            })
        });
        let begun: Vec<_> = begun.collect();
        together.wait().await;
        stand(&small.vault, |facts| facts.grants.clear()).await;
        let mut handed = Vec::new();
        for one in begun {
            let (who, plaintext) = one.await.unwrap();
            if plaintext {
                handed.push(who);
            }
        }
        for who in &readers {
            assert!(!reads(&small.vault, *who).await, "after the end");
        }
        let own = small.act(AMAL, AMAL, &[Section::Ledger]).await;
        let (lines, _) = own.lines(None, 60).await.unwrap();
        let lines: Vec<_> = lines.into_iter().filter(|line| line.at >= now).collect();
        let revoked = lines
            .iter()
            .filter(|line| line.by == AMAL && line.done == Done::Wrote)
            .map(|line| line.place)
            .max()
            .unwrap();
        for who in &handed {
            let before = lines
                .iter()
                .any(|line| line.by == *who && line.basis == Basis::Grant && line.place < revoked);
            assert!(
                before,
                "round {round}: plaintext without a line before the end"
            );
        }
        read += u32::try_from(handed.len()).unwrap();
        refused += u32::try_from(readers.len() - handed.len()).unwrap();
    }
    (read, refused)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_read_on_a_permission_after_its_end() {
    let (read, refused) = race(Box::new(MemoryEngine::new()), 250).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("attune.sqlite");
    let engine = SqliteEngine::open(&path, &Frozen::default()).unwrap();
    let (on_disk, too_late) = race(Box::new(engine), 50).await;
    assert!(read + on_disk > 0 && refused + too_late > 0, "it is a race");
    shows(
        "AZ-7",
        &format!(
            "300 rounds of 8 readers against a revocation (250 in memory, 50 on SQLite): {} read \
             before it, {} were refused, 0 read with a line after it",
            read + on_disk,
            refused + too_late
        ),
    );
}

async fn broken(vault: &Vault, who: PersonId, called: &str) -> Option<sealed::Broken> {
    vault
        .break_glass(
            (therapist(who), called),
            ClientId::of(AMAL),
            &[AMAL],
            reason,
        )
        .await
        .unwrap()
        .unwrap()
}

async fn opens(vault: &Vault, who: PersonId, sections: Sections) -> Result<(), Refused> {
    let whose = ClientId::of(AMAL);
    vault
        .decide(therapist(who), whose, sections, Purpose::Emergency)
        .await
        .unwrap()
        .map(drop)
}

#[tokio::test]
async fn a_broken_glass_is_whole_before_anything_is_shown() {
    let small = Small::in_memory().await;
    let vault = &small.vault;
    assert_eq!(opens(vault, BEN, EMERGENCY).await, Err(Refused::NoBasis));
    let was = broken(vault, BEN, "Ben Stone").await.unwrap();
    assert_eq!(was.until, vault.now() + 4 * HOUR);
    assert_eq!(opens(vault, BEN, EMERGENCY).await, Ok(()));

    // The reason, the entry, the line and the notice are there.
    let record = was.record.unwrap();
    let own = small
        .act(AMAL, AMAL, &[Section::Consent, Section::Ledger])
        .await;
    let why = own.find::<WhyV1>(record).await.unwrap().unwrap();
    assert_eq!(why.value.0, "They did not answer.");
    let due = vault.directory_find::<DueV1>(record).await.unwrap();
    assert_eq!(due.unwrap().value.0, vault.now().millis());
    let (lines, _) = own.lines(None, 50).await.unwrap();
    let line = lines.iter().find(|line| line.by == BEN).unwrap();
    assert_eq!(
        (line.done, line.basis, line.purpose),
        (Done::Wrote, Basis::BreakGlass, Purpose::Emergency)
    );
    let (post, _) = vault.due(10).await.unwrap();
    assert!(post.iter().any(|item| item.to == AMAL));
    let kinds = [
        Kind::of::<sealed::StandingV2>(),
        Kind::of::<WhyV1>(),
        Kind::in_directory::<DueV1>(),
    ];
    let found = vault.verify(&kinds).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
}

#[tokio::test]
async fn whoever_broke_the_glass_cannot_widen_lengthen_or_write() {
    let small = Small::in_memory().await;
    let vault = &small.vault;
    let first = broken(vault, BEN, "Ben Stone").await.unwrap();
    for section in Section::ALL {
        let wanted = Sections::of(&[section]);
        let may = opens(vault, BEN, wanted).await.is_ok();
        assert_eq!(may, EMERGENCY.has(section), "{section:?}");
        for purpose in Purpose::ALL {
            if purpose != Purpose::Emergency {
                let decided = vault
                    .decide(therapist(BEN), ClientId::of(AMAL), wanted, purpose)
                    .await
                    .unwrap();
                assert!(decided.is_err(), "{section:?} {purpose:?}");
            }
        }
    }
    // Breaking it again while it is broken makes it no longer.
    small.clock.pass(3 * HOUR);
    let again = broken(vault, BEN, "Ben Stone").await.unwrap();
    assert_eq!((again.until, again.record), (first.until, None));
    // And nothing can be written under it.
    let access = vault
        .decide(
            therapist(BEN),
            ClientId::of(AMAL),
            EMERGENCY,
            Purpose::Emergency,
        )
        .await
        .unwrap()
        .unwrap();
    let mut act = Act::open(vault, access).await.unwrap();
    let id = act.mint();
    let why = WhyV1(String::new());
    assert!(matches!(act.keep(id, &why), Err(ReadError::NotCovered)));
    let facts = Facts::default();
    assert!(act.set_standing(&facts).await.is_err());
}

#[tokio::test]
async fn a_broken_glass_ends_after_four_hours_whatever_the_clock_does() {
    const JUMPS: u64 = 2_000;
    let small = Small::in_memory().await;
    let vault = &small.vault;
    let begun = vault.now();
    broken(vault, BEN, "Ben Stone").await.unwrap();
    let mut seed = 7_u64;
    let (mut open, mut closed) = (0, 0);
    for jump in 0..JUMPS {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // Near the two ends, and anywhere between two days before and four hundred after.
        let random = i64::try_from(seed >> 33).unwrap();
        let at = match jump % 4 {
            0 => begun + 4 * HOUR + random % (2 * SECOND) - SECOND,
            1 => begun + random % (2 * SECOND) - SECOND,
            2 => begun + random % (5 * HOUR),
            _ => begun + random % (402 * DAY) - 2 * DAY,
        };
        small.clock.set(at);
        let should = at >= begun && at < begun + 4 * HOUR;
        assert_eq!(opens(vault, BEN, EMERGENCY).await.is_ok(), should, "{at:?}");
        if should { open += 1 } else { closed += 1 }
    }
    // In the middle of an act as well.
    small.clock.set(begun + 4 * HOUR - 1);
    let access = vault
        .decide(
            therapist(BEN),
            ClientId::of(AMAL),
            EMERGENCY,
            Purpose::Emergency,
        )
        .await
        .unwrap()
        .unwrap();
    let act = Act::open(vault, access).await.unwrap();
    small.clock.pass(1);
    let nothing = act.latest::<sealed::StandingV2>().await;
    assert!(nothing.is_err());
    assert!(matches!(
        Act::open(vault, access).await,
        Err(ReadError::NotCovered)
    ));
    shows(
        "AZ-8",
        &format!(
            "{JUMPS} clock jumps around a four-hour emergency: open {open} times within it, closed \
             {closed} times outside it, to the millisecond; no section, purpose, time or word of it \
             can be changed by whoever uses it"
        ),
    );
}

#[tokio::test]
async fn for_whom_the_client_does_not_exist_no_emergency_opens_them() {
    let small = Small::in_memory().await;
    let vault = &small.vault;
    stand(vault, |facts| facts.conflicts.push(BEN)).await;
    assert_eq!(broken(vault, BEN, "Ben Stone").await, None);
    stand(vault, |facts| facts.conflicts.clear()).await;
    // A name that was written down, a role that may not, a plan that is kept from them, nobody.
    stand(vault, |facts| {
        facts.named.push(Private::new("stone, ben".to_owned()))
    })
    .await;
    assert_eq!(broken(vault, BEN, "Ben Stone").await, None);
    stand(vault, |facts| {
        facts.named.clear();
        facts.kept_from.push(KeptFrom {
            person: BEN,
            sections: Sections::of(&[Section::CrisisPlan]),
        });
    })
    .await;
    assert_eq!(broken(vault, BEN, "Ben Stone").await, None);
    for (who, whose) in [
        (asker(MARA), AMAL),
        (therapist(BEN), PersonId::from_bytes([0x77; 16])),
    ] {
        let none = vault
            .break_glass((who, "Somebody"), ClientId::of(whose), &[], reason)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(none, None);
    }
    let due = vault.directory_all::<DueV1>().await.unwrap();
    assert!(due.kept.is_empty(), "and nothing is left of having tried");
    stand(vault, |facts| facts.kept_from.clear()).await;
    assert!(broken(vault, BEN, "Ben Stone").await.is_some());
}

#[tokio::test]
async fn what_was_granted_is_a_look_and_stands_on_a_list_until_it_ends() {
    let small = Small::in_memory().await;
    let vault = &small.vault;
    note(&small, AMAL).await;
    let now = vault.now();
    stand(vault, |facts| {
        let list = Sections::of(&[Section::Identity, Section::Overview, Section::Notes]);
        facts.grants.push(Grant {
            sections: list,
            ..grant(BEN, now)
        });
    })
    .await;
    let ben = therapist(BEN);
    assert_eq!(vault.caseload(ben).await.unwrap(), [ClientId::of(AMAL)]);
    assert!(reads(vault, BEN).await);
    let notes = Sections::of(&[Section::Notes]);
    let access = vault
        .decide(ben, ClientId::of(AMAL), notes, Purpose::Treatment)
        .await
        .unwrap()
        .unwrap();
    let mut act = Act::open(vault, access).await.unwrap();
    let value = NoteV1 {
        whose: *AMAL.bytes(),
        said: 2,
    };
    assert!(matches!(
        act.keep(act.mint(), &value),
        Err(ReadError::NotCovered)
    ));
    stand(vault, |facts| facts.grants.clear()).await;
    assert!(vault.caseload(ben).await.unwrap().is_empty());
    assert!(!reads(vault, BEN).await);
    let after = act.latest::<NoteV1>().await;
    assert!(
        matches!(after, Err(ReadError::NotCovered)),
        "at once, also in an act under way"
    );
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
                person: if number % 2 == 0 { RUTH } else { INES },
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
    let mut seen = 0;
    for whose in &clients[..2] {
        let open = [Section::Notes, Section::Overview];
        let mut act = small.act(*whose, *whose, &open).await;
        let notes = act.latest::<NoteV1>().await.unwrap();
        assert!(notes.damaged.is_empty() && !notes.kept.is_empty());
        for note in notes.kept {
            for version in act.history::<NoteV1>(note.record).await.unwrap() {
                assert_eq!(version.value.whose, *whose.bytes());
                seen += 1;
            }
        }
        let newest = act.gist::<NewestV1>().await.unwrap().unwrap();
        assert_eq!(newest.whose, *whose.bytes());
    }
    shows(
        "AZ-6",
        &format!(
            "{STEPS} random acts on two clients with the same record ids: {seen} versions read, 0 under the other"
        ),
    );
}
