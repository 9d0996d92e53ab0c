//! Safety row LE-4, the server's side: how long a service needs to build the tree over a million
//! stored lines, as it does once after each start, and to prove a client's ten thousand.
//!
//! `cargo run --release -p sealed --example grow`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "it measures, and says what it found"
)]

use care::{Clock, LineId, Moment, Section};
use sealed::engine::{Batch, Engine, NewLine};
use sealed::engines::SqliteEngine;
use sealed::{RootKey, Vault};
use std::sync::Arc;
use std::time::Instant;
use testing::{AMAL, Frozen, NOOR, Seeded, Small};

const LINES: u64 = 1_000_000;
const OWN: usize = 10_000;
const AT_ONCE: u64 = 5_000;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("attune.sqlite");
    let open =
        || -> Box<dyn Engine> { Box::new(SqliteEngine::open(&path, &Frozen::default()).unwrap()) };
    let small = Small::over(open()).await;
    // Her own lines, one in a hundred, between lines of others.
    let others = LINES / OWN as u64;
    let mut batch = Batch::default();
    for round in 0..OWN {
        drop(small.act(AMAL, AMAL, &[Section::Notes]).await);
        small.clock.pass(11 * care::MINUTE);
        for n in 0..others {
            let number = round as u64 * others + n;
            let mut leaf = [0; 32];
            leaf[..8].copy_from_slice(&number.to_be_bytes());
            batch.lines.push(NewLine {
                client: care::ClientId::of(NOOR),
                line: LineId::from_bytes(u128::from(number).to_be_bytes()),
                at: Moment::from_millis(0),
                leaf,
                sealed: vec![0; 256],
            });
        }
        if batch.lines.len() as u64 >= AT_ONCE {
            let full = std::mem::take(&mut batch);
            small.vault.engine().commit(full).await.unwrap();
        }
    }
    small.vault.engine().commit(batch).await.unwrap();
    let clock: Arc<dyn Clock> = small.clock.clone();
    small.vault.engine().close().await;
    drop(small);

    let chance = Arc::new(Seeded::new(9));
    let root = RootKey::mint(&Seeded::new(7));
    let vault = Vault::open(open(), root, clock, chance).await.unwrap();
    let began = Instant::now();
    let signed = vault.checkpoint().await.unwrap();
    println!(
        "the tree over {} lines: {:.2?}",
        signed.size,
        began.elapsed()
    );
    let began = Instant::now();
    let again = vault.checkpoint().await.unwrap();
    println!("again, with nothing added: {:.2?}", began.elapsed());
    let began = Instant::now();
    vault.extends(&again.note).await.unwrap();
    println!(
        "held against a checkpoint, every leaf read anew: {:.2?}",
        began.elapsed()
    );
    let own = testing::asker(AMAL);
    let sections = care::Sections::of(&[Section::Ledger]);
    let whose = care::ClientId::of(AMAL);
    let access = vault
        .decide(own, whose, sections, care::Purpose::OwnRecord)
        .await;
    let act = sealed::Act::open(&vault, access.unwrap().unwrap())
        .await
        .unwrap();
    let began = Instant::now();
    let proven = act.proven_lines().await.unwrap();
    println!(
        "{} lines of one client proven: {:.2?}",
        proven.lines.len(),
        began.elapsed()
    );
    println!("not opened: {}", proven.damaged);
}
