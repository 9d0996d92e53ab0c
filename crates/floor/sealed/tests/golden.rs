//! What the floor itself keeps, as its first version sealed it: standings, lists, ledger lines,
//! notices, and what waits for someone. It must open for ever.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{
    Audience, Basis, BreakGlass, ClientId, DAY, Facts, Grant, Grantee, LevelOfCare, LineId, MINUTE,
    Moment, PersonId, Purpose, RecordId, Relation, RelationKind, Role, Section, Sections,
};
use sealed::engine::WrappedKey;
use sealed::shares::{Share, join, split};
use sealed::{Blind, Done, Gist, Kind, Line, Lock, Notice, RootKey, StandingV1, Stored, StretchV1};
use serde::{Deserialize, Serialize};
use testing::{AMAL, BEGINNING, BEN, INES, MARA, RUTH, Seeded, Small, TOMAS, asker, golden};

const CONSENT: Sections = Sections::of(&[Section::Consent]);

#[derive(Serialize, Deserialize)]
struct NoteV1(String);

impl Stored for NoteV1 {
    const KIND: &'static str = "note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Notes;

    fn audience(&self) -> Audience {
        Audience::Section
    }
}

#[derive(PartialEq, Debug, Serialize, Deserialize)]
struct CountV1(u32);

impl Gist for CountV1 {
    const KIND: &'static str = "count";
    const SHAPE: u16 = 1;
}

/// A standing in which everything there is stands.
fn facts() -> Facts {
    let from = BEGINNING;
    let relation = |person, kind, until| Relation {
        person,
        kind,
        from,
        until,
    };
    let grant = |grantee, purpose, until| Grant {
        id: RecordId::from_bytes([0; 16]),
        grantee,
        sections: Sections::of(&Section::ALL),
        purpose,
        from,
        until: from + until,
    };
    Facts {
        relations: vec![
            relation(RUTH, RelationKind::Therapist, None),
            relation(INES, RelationKind::Supervisor, Some(from + DAY)),
            relation(TOMAS, RelationKind::Advocate, None),
            relation(RUTH, RelationKind::Team, None),
        ],
        grants: vec![
            grant(Grantee::Person(TOMAS), Purpose::Advocacy, DAY),
            grant(Grantee::Role(Role::WardNurse), Purpose::Treatment, 2 * DAY),
        ],
        conflicts: vec![BEN],
        break_glass: vec![BreakGlass {
            person: INES,
            at: from + MINUTE,
        }],
        level: LevelOfCare::Inpatient,
        ..Facts::default()
    }
}

async fn make(small: &Small) -> Vec<String> {
    let mut act = small.act(MARA, AMAL, &[Section::Consent]).await;
    act.set_standing(&facts()).await.unwrap();
    act.done().await.unwrap();
    let open = [Section::Notes, Section::Overview];
    let mut act = small.act(RUTH, AMAL, &open).await;
    let id = act.mint();
    act.keep(id, &NoteV1("The plan was agreed.".to_owned()))
        .unwrap();
    act.set_gist(&CountV1(7)).await.unwrap();
    for _ in 0..2 {
        act.post(AMAL, Notice::SomethingWaits, act.now())
            .await
            .unwrap();
    }
    act.done().await.unwrap();
    let (due, _) = small.vault.due(1).await.unwrap();
    small.vault.deliver_inside(due[0]).await.unwrap();
    vec![id.to_string()]
}

fn line(place: u64, by: PersonId, done: Done, sections: &[Section], basis: Basis) -> Line {
    Line {
        place,
        line: LineId::from_bytes([0; 16]),
        by,
        role: asker(by).role,
        done,
        sections: Sections::of(sections),
        purpose: testing::purpose(by),
        basis,
        at: BEGINNING,
    }
}

#[tokio::test]
async fn what_the_floor_kept_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "floor.v1", make).await.unwrap();
    assert_eq!(small.vault.now(), BEGINNING);
    let kinds = [Kind::of::<StandingV1>(), Kind::of::<NoteV1>()];
    let found = small.vault.verify(&kinds).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
    assert_eq!(
        (found.keys, found.opened, found.gists, found.post),
        (8, 2, 6, 1)
    );

    // LineV1, before anyone opens anything more.
    let sections = [Section::Ledger, Section::Notes, Section::Overview];
    let mut own = small.act(AMAL, AMAL, &sections).await;
    let (mut lines, damaged) = own.lines(None, 100).await.unwrap();
    lines.reverse();
    for line in &mut lines {
        line.line = LineId::from_bytes([0; 16]);
    }
    let ruths = Basis::Relation(RelationKind::Therapist);
    let expected = [
        line(0, MARA, Done::Opened, &[Section::Consent], Basis::Duty),
        line(1, MARA, Done::Wrote, &[Section::Consent], Basis::Duty),
        line(
            2,
            RUTH,
            Done::Opened,
            &[Section::Notes, Section::Overview],
            ruths,
        ),
        line(3, RUTH, Done::Wrote, &[Section::Notes], ruths),
        line(4, AMAL, Done::Opened, &sections, Basis::Own),
    ];
    assert_eq!((lines, damaged), (expected.to_vec(), 0));

    // A record and a gist.
    let id = care::RecordId::parse(&notes[0]).unwrap();
    let note = own.find::<NoteV1>(id).await.unwrap().unwrap();
    assert_eq!(
        (note.value.0.as_str(), note.at),
        ("The plan was agreed.", BEGINNING)
    );
    assert_eq!(own.gist::<CountV1>().await.unwrap(), Some(CountV1(7)));

    // StandingV1, as gist and in its history, and CaseloadV1.
    let mut act = small.act(MARA, AMAL, &[Section::Consent]).await;
    assert_eq!(act.standing().await.unwrap(), facts());
    let history = act.latest::<StandingV1>().await.unwrap();
    assert_eq!(Facts::try_from(&history.kept[0].value), Ok(facts()));
    for (person, listed) in [(RUTH, 1), (INES, 1), (TOMAS, 1), (BEN, 0)] {
        let list = small.vault.caseload(asker(person)).await.unwrap();
        assert_eq!(list, [ClientId::of(AMAL)][..listed], "{person:?}");
    }
    assert!(small.ask(BEN, AMAL, CONSENT).await.is_err());

    // NoticeV1 and WaitingV1.
    let (due, damaged) = small.vault.due(10).await.unwrap();
    let due: Vec<_> = due.iter().map(|item| (item.to, item.notice)).collect();
    assert_eq!((due, damaged), (vec![(AMAL, Notice::SomethingWaits)], 0));
    let waiting: Option<Moment> = small.vault.waiting(AMAL).await.unwrap();
    assert_eq!(waiting, Some(BEGINNING));
}

#[derive(Serialize, Deserialize)]
struct AroundMeV1(String);

impl Stored for AroundMeV1 {
    const KIND: &'static str = "around-me";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Circle;
}

/// Where the key store holds the root key sealed to the recovery key.
const RECOVERY: ClientId = sealed::RECOVERY;

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap();
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let pair = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).unwrap();
        u8::from_str_radix(pair, 16).unwrap()
    };
    hex.as_bytes().chunks(2).map(pair).collect()
}

async fn make_keys(small: &Small) -> Vec<String> {
    let chance = Seeded::new(71);
    let own = small
        .vault
        .make_own_key_with(AMAL, "willow", Blind::No, StretchV1::LEAST);
    let own = own.await.unwrap();
    let mut act = small.act(AMAL, AMAL, &[Section::Circle]).await;
    act = act.with_own_key(own);
    let id = act.mint();
    act.keep(id, &AroundMeV1("my sister".to_owned())).unwrap();
    act.done().await.unwrap();
    let key = small.vault.make_recovery().await.unwrap();
    assert!(small.vault.recovery_opens(&key).await.unwrap());
    let shares = split(&key, 3, 2, &chance).unwrap();
    let root = RootKey::mint(&chance);
    let lock = Lock::new(b"a slow green river", StretchV1::LEAST, &chance).unwrap();
    let locked = lock.locked(&root, &chance).unwrap();
    vec![
        id.to_string(),
        shares[0].to_string(),
        shares[2].to_string(),
        root.to_hex().to_string(),
        hex(&locked.wrapped),
    ]
}

#[tokio::test]
async fn what_keys_were_sealed_with_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "keys.v1", make_keys).await.unwrap();
    // OwnKeyV1, and an entry under it.
    let own = small.vault.open_own_key(AMAL, "willow").await.unwrap();
    let as_service = small.vault.open_own_key_as_service(AMAL).await.unwrap();
    let id = care::RecordId::parse(&notes[0]).unwrap();
    for own in [own, as_service] {
        let act = small.act(AMAL, AMAL, &[Section::Circle]).await;
        let kept = act.with_own_key(own).find::<AroundMeV1>(id).await.unwrap();
        assert_eq!(kept.unwrap().value.0, "my sister");
    }
    // Shares on paper, and RecoveryV1.
    let shares: Vec<Share> = notes[1..3]
        .iter()
        .map(|line| line.parse().unwrap())
        .collect();
    let key = join(&shares).unwrap();
    assert!(small.vault.recovery_opens(&key).await.unwrap());
    let stored = small.vault.engine().key(RECOVERY).await.unwrap().unwrap();
    assert!(key.open(&stored).is_ok());
    // LockedV1.
    let locked = WrappedKey {
        client: sealed::LOCKED_ROOT,
        epoch: 1,
        wrapped: bytes(&notes[4]),
    };
    let (_, root) = Lock::open(&locked, b"a slow green river").unwrap();
    assert_eq!(*root.to_hex(), notes[3]);
}
