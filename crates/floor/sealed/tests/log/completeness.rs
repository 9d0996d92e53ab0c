//! LE-3: nothing is read without a line that was durable first. Random requests of everyone, on an
//! engine that refuses commits as it pleases; afterwards the ledger is held against what was read.

use crate::NoteV1;
use crate::tampered::Tampered;
use care::{Chance, ClientId, MINUTE, Moment, PersonId, Purpose, RecordId, Section, Sections};
use sealed::engine::{CommitError, EngineFault};
use sealed::{Act, LINE_COVERS, ReadError};
use testing::{AMAL, BEN, INES, MARA, NOOR, RUTH, Seeded, Small, TOMAS, asker, purpose};

const REQUESTS: u32 = 100_000;
const NOTE: RecordId = RecordId::from_bytes([3; 16]);
const PEOPLE: [PersonId; 7] = [AMAL, NOOR, RUTH, INES, TOMAS, MARA, BEN];
const ASKED: [&[Section]; 5] = [
    &[Section::Notes],
    &[Section::Notes, Section::Overview],
    &[Section::Notes, Section::CheckIns],
    &[Section::Identity, Section::Consent],
    &[Section::Relationship],
];

/// What someone was handed.
struct Read {
    by: PersonId,
    whose: PersonId,
    sections: Sections,
    purpose: Purpose,
    at: Moment,
}

fn below(chance: &Seeded, below: usize) -> usize {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    usize::try_from(u64::from_le_bytes(bytes) % below as u64).unwrap()
}

fn refusal(chance: &Seeded) -> Option<fn() -> CommitError> {
    match below(chance, 6) {
        0 => Some(|| CommitError::Full),
        1 => Some(|| CommitError::Fault(EngineFault::Database("not now".into()))),
        _ => None,
    }
}

async fn asks(small: &Small, chance: &Seeded) -> (Option<Read>, bool) {
    let by = PEOPLE[below(chance, PEOPLE.len())];
    let whose = [AMAL, NOOR][below(chance, 2)];
    let sections = Sections::of(ASKED[below(chance, ASKED.len())]);
    let Ok(access) = small.ask(by, whose, sections).await else {
        return (None, false);
    };
    let opened = Act::open(&small.vault, access).await;
    if matches!(opened, Err(ReadError::NoLine(_))) {
        return (None, true);
    }
    let act = opened.unwrap();
    let note = act.find::<NoteV1>(NOTE).await;
    let handed = sections.has(Section::Notes) && note.unwrap().is_some();
    let read = Read {
        by,
        whose,
        sections,
        purpose: purpose(by),
        at: small.vault.now(),
    };
    (handed.then_some(read), false)
}

#[tokio::test]
async fn nothing_is_read_without_a_line_that_was_durable_first() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    small
        .relate(NOOR, &[(RUTH, care::RelationKind::Therapist)])
        .await;
    for client in [AMAL, NOOR] {
        let mut act = small.act(client, client, &[Section::Notes]).await;
        act.keep(NOTE, &NoteV1("It was a hard week.".to_owned()))
            .unwrap();
        act.done().await.unwrap();
    }
    let chance = Seeded::new(17);
    let (mut handed, mut refused) = (Vec::new(), 0_u32);
    for _ in 0..REQUESTS {
        engine.refuse(refusal(&chance));
        let (read, no_line) = asks(&small, &chance).await;
        handed.extend(read);
        refused += u32::from(no_line);
        let halves = i64::try_from(below(&chance, 5)).unwrap();
        small.clock.pass(MINUTE / 2 * halves);
    }
    engine.refuse(None);
    assert!(
        handed.len() > 10_000 && refused > 1_000,
        "{} {refused}",
        handed.len()
    );

    let mut without = 0;
    for client in [AMAL, NOOR] {
        let own = small.act(client, client, &[Section::Ledger]).await;
        let (lines, damaged) = own.lines(None, u32::MAX).await.unwrap();
        assert_eq!(damaged, 0);
        for read in handed.iter().filter(|read| read.whose == client) {
            let told = lines.iter().any(|line| {
                line.by == read.by
                    && line.role == asker(read.by).role
                    && line.sections == read.sections
                    && line.purpose == read.purpose
                    && (0..LINE_COVERS).contains(&(read.at - line.at))
            });
            without += u32::from(!told);
        }
        assert_eq!(own.whose(), ClientId::of(client));
    }
    assert_eq!(without, 0);
    testing::shows(
        "LE-3",
        &format!(
            "{REQUESTS} random requests on an engine that refuses one commit in three: {} handed out plaintext, 0 of them without a durable line; {refused} got nothing because the line could not be saved",
            handed.len()
        ),
    );
}
