//! The power goes while the service starts, writes, tidies its log, or ends.

use crate::story::{Found, Writer};
use crate::{Failed, RECORDS, Tally, intact, nothing_is_lost, play};
use care::ClientId;
use power_loss::{Disk, Draw};
use sealed::engine::{Engine, EngineFault, WrappedKey};
use sealed::engines::SqliteEngine;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use testing::Frozen;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

/// Which moment the plug is aimed at, in changes of the disk from the start or the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// During the first so many changes after the start began.
    Starting(u64),
    /// During so many changes after the start was done, from this one.
    Running(u64, u64),
    /// During the first so many changes of an orderly end.
    Ending(u64),
}

/// How a round goes.
#[derive(Clone, Copy)]
struct Plan {
    aim: Aim,
    /// How often the plug is pulled.
    times: u32,
    /// Most writers at once.
    writers: u8,
    /// Acts of each writer between two starts.
    acts: u32,
    /// Bytes of a row, at most; at least half of it.
    size: usize,
    /// Whether the disk lies about syncs.
    lying: bool,
}

fn runtime() -> Runtime {
    let mut building = tokio::runtime::Builder::new_current_thread();
    building.max_blocking_threads(4).build().unwrap()
}

fn start(disk: &Disk) -> Result<SqliteEngine, EngineFault> {
    SqliteEngine::open_with_vfs(Path::new(RECORDS), disk.vfs(), &Frozen::default())
}

/// What must be true of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    There,
    Gone,
    Either,
}

/// The service of one round, as those who use it remember it.
struct Service {
    draw: Draw,
    writers: Vec<Writer>,
    keys: BTreeMap<ClientId, Key>,
    tally: Tally,
}

impl Service {
    fn new(seed: u64, plan: &Plan) -> Self {
        let mut draw = Draw::new(seed);
        let writers = 1 + u8::try_from(draw.below(plan.writers.into())).unwrap();
        let mut size = || plan.size / 2 + draw.index(plan.size / 2);
        let writers = (1..=writers).map(|n| Writer::new(n, size())).collect();
        Self {
            draw,
            writers,
            keys: BTreeMap::new(),
            tally: Tally::default(),
        }
    }

    /// From one start to the next: what is there is checked, people write, the plug is pulled.
    async fn live(&mut self, disk: &Disk, plan: &Plan) -> Result<(), Failed> {
        self.tally.starts += 1;
        if let Aim::Starting(within) = plan.aim {
            disk.cut_after(self.draw.below(within));
        }
        let engine = match start(disk) {
            Ok(engine) => Arc::new(engine),
            Err(_) if disk.is_dark() => return Ok(()),
            Err(error) => return Err(Failed(format!("it does not start: {error}"))),
        };
        match Found::all(&*engine, &self.writers).await {
            Ok(found) => self.check(&found)?,
            Err(_) if disk.is_dark() => return Ok(()),
            Err(error) => return Err(Failed(format!("it cannot be read: {error}"))),
        }
        if let Aim::Running(from, within) = plan.aim {
            disk.cut_after(from + self.draw.below(within));
        }
        self.make_and_destroy_keys(&*engine).await;
        self.write(&engine, plan.acts).await;
        match plan.aim {
            Aim::Ending(within) => {
                disk.cut_after(self.draw.below(within));
                engine.close().await;
            }
            _ if self.draw.one_in(4) => engine.close().await,
            _ => {}
        }
        Ok(())
    }

    async fn write(&mut self, engine: &Arc<SqliteEngine>, acts: u32) {
        let mut writing = JoinSet::new();
        for mut writer in self.writers.drain(..) {
            let engine = Arc::clone(engine);
            writing.spawn(async move {
                let mut acknowledged = 0;
                while acknowledged < acts && writer.write_one(&*engine).await.is_ok() {
                    acknowledged += 1;
                }
                (writer, acknowledged)
            });
        }
        for (writer, acknowledged) in writing.join_all().await {
            self.tally.acknowledged += u64::from(acknowledged);
            self.writers.push(writer);
        }
    }

    /// A key that was made must be there, and one that was destroyed must never come back.
    async fn make_and_destroy_keys(&mut self, engine: &dyn Engine) {
        let client = ClientId::from_bytes(
            self.draw.bits().to_be_bytes().repeat(2)[..]
                .try_into()
                .unwrap(),
        );
        let wrapped = client.bytes().repeat(4);
        self.keys.insert(client, Key::Either);
        let key = WrappedKey {
            client,
            epoch: 1,
            wrapped,
        };
        if engine.put_keys(vec![key]).await.is_ok() {
            self.keys.insert(client, Key::There);
        }
        let there = self.keys.iter().find(|(_, key)| **key == Key::There);
        if let Some((client, _)) = there.filter(|_| self.draw.one_in(2)) {
            let client = *client;
            self.keys.insert(client, Key::Either);
            if engine.destroy_key(client).await.is_ok() {
                self.keys.insert(client, Key::Gone);
            }
        }
    }

    fn check(&mut self, found: &Found) -> Result<(), Failed> {
        found.contiguous()?;
        for writer in &mut self.writers {
            writer.check(found)?;
        }
        for (client, key) in &mut self.keys {
            let there = found.keys.get(client);
            if there.is_some_and(|wrapped| *wrapped != client.bytes().repeat(4)) {
                return Err(Failed("a key is not as it was made".into()));
            }
            match (*key, there.is_some()) {
                (Key::There, false) => return Err(Failed("a key is lost".into())),
                (Key::Gone, true) => return Err(Failed("a destroyed key came back".into())),
                (_, true) => *key = Key::There,
                (_, false) => *key = Key::Gone,
            }
        }
        if found
            .keys
            .keys()
            .any(|client| !self.keys.contains_key(client))
        {
            return Err(Failed("a key is there that nobody made".into()));
        }
        Ok(())
    }
}

async fn round(seed: u64, plan: &Plan) -> Result<Tally, Failed> {
    let mut service = Service::new(seed, plan);
    let mut disk = Disk::new(seed);
    for _ in 0..plan.times {
        if plan.lying {
            disk.lie_about_syncs();
        }
        service.live(&disk, plan).await?;
        service.tally.struck(&disk);
        disk = disk.power_cycle();
    }
    let engine = start(&disk).map_err(Failed::because)?;
    let found = Found::all(&engine, &service.writers).await;
    service.check(&found.map_err(Failed::because)?)?;
    drop(engine);
    intact(&disk)?;
    Ok(service.tally)
}

fn survives(what: &str, percent: u64, aimed_at: &str, plan: Plan) {
    let runtime = runtime();
    nothing_is_lost(what, percent, aimed_at, |seed| {
        runtime.block_on(round(seed, &plan))
    });
}

const WHILE_PEOPLE_WRITE: Plan = Plan {
    aim: Aim::Running(0, 160),
    times: 2,
    writers: 4,
    acts: 5,
    size: 3_000,
    lying: false,
};

#[test]
fn what_was_acknowledged_survives_a_cut_while_people_write() {
    let log = format!("{RECORDS}-wal");
    survives("while people write", 40, &log, WHILE_PEOPLE_WRITE);
}

/// That the same rounds do find losses where there are some.
#[test]
fn on_a_disk_that_lies_about_syncs_acknowledged_acts_are_lost() {
    let runtime = runtime();
    let plan = Plan {
        lying: true,
        ..WHILE_PEOPLE_WRITE
    };
    let tally = play("on a disk that lies", 1, |seed| {
        runtime.block_on(round(seed, &plan))
    });
    assert!(
        tally.rounds < 20 || tally.lossy * 2 > tally.rounds,
        "{tally:?}"
    );
}

#[test]
fn a_cut_during_the_start_leaves_a_service_that_starts() {
    let plan = Plan {
        aim: Aim::Starting(130),
        times: 3,
        writers: 2,
        acts: 2,
        size: 600,
        lying: false,
    };
    survives("while it starts", 20, RECORDS, plan);
}

/// The last thing an orderly end does is to move the log into the database.
#[test]
fn a_cut_during_an_orderly_end_loses_nothing() {
    let plan = Plan {
        aim: Aim::Ending(30),
        times: 2,
        writers: 3,
        acts: 4,
        size: 2_000,
        lying: false,
    };
    survives("while it ends", 17, RECORDS, plan);
}

/// The log is moved into the database when 8 MiB have gathered: few writers with much to say.
#[test]
fn a_cut_while_the_log_is_moved_into_the_database_loses_nothing() {
    let plan = Plan {
        aim: Aim::Running(7_000, 6_000),
        times: 1,
        writers: 3,
        acts: 20,
        size: 1_200_000,
        lying: false,
    };
    survives("while the log is moved", 2, RECORDS, plan);
}
