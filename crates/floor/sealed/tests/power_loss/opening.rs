//! No plaintext without a receipt: if an act was opened, so that someone could read, then its
//! ledger line is there after the power was cut.

use crate::{Failed, RECORDS, Tally, intact, nothing_is_lost};
use care::{Asker, ClientId, Clock, PersonId, Purpose, Role, Section, Sections};
use power_loss::{Disk, Draw};
use sealed::engines::SqliteEngine;
use sealed::{Act, Done, Kind, RootKey, Stored, Vault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use testing::{Frozen, Seeded};
use tokio::task::JoinSet;

#[derive(Serialize, Deserialize)]
struct NoteV1 {
    number: u32,
}

impl Stored for NoteV1 {
    const KIND: &'static str = "note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Notes;
}

/// With [`Section::Notes`], what is asked for: some of these, so that every opening is another and
/// needs a line of its own.
const OTHERS: [Section; 10] = [
    Section::Identity,
    Section::Overview,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Messages,
    Section::Measures,
    Section::Work,
    Section::Circle,
    Section::CrisisPlan,
];

fn sections(number: u32) -> Sections {
    let chosen = (0..).zip(OTHERS).filter(|(bit, _)| number >> bit & 1 == 1);
    chosen.fold(Sections::of(&[Section::Notes]), |all, (_, section)| {
        all.or(Sections::of(&[section]))
    })
}

/// A client who opens their own record, act after act, and keeps a note in every second one.
struct Client {
    person: PersonId,
    /// Openings asked for, each numbered.
    openings: u32,
    /// Those that returned.
    opened: Vec<u32>,
    /// Those whose note was acknowledged.
    kept: Vec<u32>,
}

impl Client {
    fn new(number: u8) -> Self {
        Self {
            person: PersonId::from_bytes([number; 16]),
            openings: 0,
            opened: Vec::new(),
            kept: Vec::new(),
        }
    }

    fn whose(&self) -> ClientId {
        ClientId::of(self.person)
    }

    async fn open(&self, vault: &Vault, sections: Sections) -> Result<Act, Failed> {
        let asker = Asker {
            person: self.person,
            role: Role::Client,
        };
        let access = vault
            .decide(asker, self.whose(), sections, Purpose::OwnRecord)
            .await
            .map_err(Failed::because)?
            .map_err(|refused| Failed(format!("{refused:?}")))?;
        Act::open(vault, access).await.map_err(Failed::because)
    }

    /// Acts until refused, or so many times; says how many were acknowledged.
    async fn act(&mut self, vault: &Vault, times: u32) -> u64 {
        let before = self.opened.len() + self.kept.len();
        for _ in 0..times {
            self.openings += 1;
            let number = self.openings;
            let Ok(mut act) = self.open(vault, sections(number)).await else {
                break;
            };
            // From here on plaintext can leave.
            self.opened.push(number);
            if number.is_multiple_of(2) {
                act.keep(act.mint(), &NoteV1 { number }).unwrap();
                if act.done().await.is_err() {
                    break;
                }
                self.kept.push(number);
            }
        }
        (self.opened.len() + self.kept.len() - before) as u64
    }

    async fn check(&self, vault: &Vault) -> Result<(), Failed> {
        let everything = Sections::of(&[Section::Ledger, Section::Notes]);
        let act = self.open(vault, everything).await?;
        let (lines, damaged) = act.lines(None, 100_000).await.map_err(Failed::because)?;
        if damaged > 0 {
            return Err(Failed(format!("{damaged} lines are damaged")));
        }
        for number in &self.opened {
            let says_so = |line: &sealed::Line| {
                line.done == Done::Opened && line.sections == sections(*number)
            };
            if !lines.iter().any(says_so) {
                return Err(Failed(format!("opening {number} left no line")));
            }
        }
        let notes = act.latest::<NoteV1>().await.map_err(Failed::because)?;
        if !notes.damaged.is_empty() {
            return Err(Failed(format!("{} notes are damaged", notes.damaged.len())));
        }
        for number in &self.kept {
            if !notes.kept.iter().any(|kept| kept.value.number == *number) {
                return Err(Failed(format!(
                    "note {number} was acknowledged and is lost"
                )));
            }
        }
        Ok(())
    }
}

async fn vault(disk: &Disk, seed: u64) -> Result<Vault, Failed> {
    let clock = Arc::new(Frozen::default());
    let engine = SqliteEngine::open_with_vfs(Path::new(RECORDS), disk.vfs(), &*clock);
    let engine = Box::new(engine.map_err(Failed::because)?);
    let root = RootKey::mint(&Seeded::new(1));
    let clock: Arc<dyn Clock> = clock;
    Vault::open(engine, root, clock, Arc::new(Seeded::new(seed)))
        .await
        .map_err(Failed::because)
}

/// A service with three clients, before anything is written about them.
async fn founded() -> BTreeMap<String, Vec<u8>> {
    let disk = Disk::new(0);
    let vault = vault(&disk, 0)
        .await
        .unwrap_or_else(|Failed(why)| panic!("{why}"));
    let people: Vec<PersonId> = (1..=3).map(|n| Client::new(n).person).collect();
    vault.admit(&people).await.unwrap();
    vault.engine().close().await;
    drop(vault);
    disk.files()
}

async fn round(seed: u64, founded: &BTreeMap<String, Vec<u8>>) -> Result<Tally, Failed> {
    let mut draw = Draw::new(seed);
    let mut clients: Vec<Client> = (1..=3).map(Client::new).collect();
    let mut disk = Disk::with_image(seed, founded.clone());
    let mut tally = Tally::default();
    for _ in 0..2 {
        tally.starts += 1;
        let vault = vault(&disk, draw.bits()).await?;
        disk.cut_after(draw.below(60));
        let mut acting = JoinSet::new();
        for mut client in clients.drain(..) {
            let vault = vault.clone();
            acting.spawn(async move {
                let acknowledged = client.act(&vault, 6).await;
                (client, acknowledged)
            });
        }
        for (client, acknowledged) in acting.join_all().await {
            tally.acknowledged += acknowledged;
            clients.push(client);
        }
        drop(vault);
        tally.struck(&disk);
        disk = disk.power_cycle();
    }
    let vault = vault(&disk, draw.bits()).await?;
    for client in &clients {
        client.check(&vault).await?;
    }
    let verified = vault
        .verify(&[Kind::of::<NoteV1>()])
        .await
        .map_err(Failed::because)?;
    if !verified.is_whole() {
        return Err(Failed(format!("{verified:?}")));
    }
    drop(vault);
    intact(&disk)?;
    Ok(tally)
}

#[test]
fn whatever_was_opened_has_its_line_after_a_cut() {
    let mut building = tokio::runtime::Builder::new_current_thread();
    let runtime = building.max_blocking_threads(4).build().unwrap();
    let founded = runtime.block_on(founded());
    let log = format!("{RECORDS}-wal");
    nothing_is_lost("while records are opened", 21, &log, |seed| {
        runtime.block_on(round(seed, &founded))
    });
}
