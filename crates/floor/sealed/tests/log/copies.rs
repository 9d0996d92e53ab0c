//! A whole store, taken out cell by cell, so that it can be changed and opened again by whoever
//! holds the root key: the worst there is.

use care::{ClientId, Section};
use proofs::Hash;
use sealed::engine::{Batch, Engine, GistRow, LineRow, NewLine, Row, WrappedKey};
use sealed::engines::MemoryEngine;
use sealed::{RootKey, Vault};
use std::sync::Arc;
use testing::{AMAL, Frozen, INES, NOOR, RUTH, Seeded, Small, TOMAS};

const ALL: u32 = 1 << 20;
/// What the service's own records are kept under.
const SERVICE: ClientId = ClientId::from_bytes([0; 16]);

#[derive(Clone)]
pub(crate) struct Copy {
    keys: Vec<WrappedKey>,
    rows: Vec<Row>,
    gists: Vec<GistRow>,
    pub(crate) lines: Vec<NewLine>,
}

impl Copy {
    pub(crate) async fn of(engine: &dyn Engine) -> Self {
        let keys = engine.keys().await.unwrap();
        let clients = keys.iter().map(|key| key.client).collect();
        let lines = engine.all_lines(0, ALL).await.unwrap();
        Self {
            keys,
            rows: engine.all_rows(None, ALL).await.unwrap(),
            gists: engine.gists(clients).await.unwrap(),
            lines: lines.into_iter().map(|row: LineRow| row.line).collect(),
        }
    }

    /// The service's own records, and only those, as another copy has them.
    pub(crate) fn with_directory_of(&self, other: &Self) -> Self {
        let mut copy = self.without_directory();
        let service = other.rows.iter().filter(|row| row.client == SERVICE);
        copy.rows.extend(service.cloned());
        copy
    }

    /// Without the service's own records: it will make a new key to sign with.
    pub(crate) fn without_directory(&self) -> Self {
        let mut copy = self.clone();
        copy.rows.retain(|row| row.client != SERVICE);
        copy
    }

    /// The service over this copy, with the root key it was sealed under.
    pub(crate) async fn open(&self, seed: u64) -> Small {
        let engine = MemoryEngine::new();
        engine.put_keys(self.keys.clone()).await.unwrap();
        let mut gists = self.gists.clone();
        for gist in &mut gists {
            // The engine counts their versions from one; what they are bound to stays as it was.
            gist.version = gist.version.max(1);
        }
        let mut latest = Batch {
            rows: self.rows.clone(),
            lines: self.lines.clone(),
            ..Batch::default()
        };
        for gist in gists {
            for version in 1..=gist.version {
                latest.gists.push(GistRow {
                    version,
                    ..gist.clone()
                });
            }
        }
        engine.commit(latest).await.unwrap();
        let root = RootKey::mint(&Seeded::new(7));
        let clock = Arc::new(Frozen::default());
        clock.pass(60 * care::DAY);
        let vault = Vault::open(
            Box::new(engine),
            root,
            clock.clone(),
            Arc::new(Seeded::new(seed)),
        )
        .await
        .unwrap();
        Small { vault, clock }
    }
}

/// Everyday work: `count` openings of two records by four people, in an order that is always the
/// same, each with a line of its own.
pub(crate) async fn work(small: &Small, count: usize) {
    let doing = [
        (RUTH, AMAL, Section::Notes),
        (AMAL, AMAL, Section::CheckIns),
        (INES, AMAL, Section::Relationship),
        (RUTH, NOOR, Section::Notes),
        (TOMAS, AMAL, Section::CheckIns),
        (NOOR, NOOR, Section::Measures),
    ];
    for round in 0..count {
        let (who, whose, section) = doing[round % doing.len()];
        drop(small.act(who, whose, &[section]).await);
        small.clock.pass(11 * care::MINUTE);
    }
}

/// A service at work, where Ruth works with both.
pub(crate) async fn at_work() -> Small {
    let small = Small::in_memory().await;
    small
        .relate(NOOR, &[(RUTH, care::RelationKind::Therapist)])
        .await;
    small
}

/// What a client who took her lines along holds.
pub(crate) struct Taken {
    pub(crate) checkpoint: String,
    pub(crate) key: String,
    pub(crate) size: u64,
    pub(crate) lines: Vec<(u64, Vec<u8>, Vec<Hash>)>,
}

pub(crate) async fn take_along(small: &Small) -> Taken {
    let act = small.act(AMAL, AMAL, &[Section::Ledger]).await;
    let proven = act.proven_lines().await.unwrap();
    assert_eq!(proven.damaged, 0);
    let lines = proven.lines.into_iter();
    Taken {
        checkpoint: proven.checkpoint,
        key: proven.key,
        size: proven.size,
        lines: lines
            .map(|one| (one.line.place, one.bytes.to_vec(), one.path))
            .collect(),
    }
}
