//! The program is killed while fifty people write, again and again. Whatever a person was told is
//! kept is there afterwards, once, in their words; whatever they were not told about they send
//! again, and it counts once.
//!
//! `ATTUNE_KILL_ROUNDS` sets the number of rounds (100), `ATTUNE_KILL_SEED` the seed of the moments.

use crate::asking::{Caller, Told};
use crate::people_here::{self, Named};
use crate::place::Place;
use crate::program::{PATIENCE, Running};
use alliance::rupture::RuptureV1;
use attune::system::{SystemChance, WallClock};
use care::{Chance, ClientId, Clock, RecordId, Role, Section};
use sealed::Vault;
use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use testing::Seeded;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// People who write at the same time.
const WRITERS: usize = 50;
/// The program is killed after so many acknowledgements at the most, and then within so many
/// microseconds: at no particular moment of what it does, on a fast machine and on a slow one.
const BEFORE_KILL: (u64, u64) = (100, 20_000);
/// After how many rounds everything is opened and held against what people were told.
const LOOK_EVERY: u64 = 10;

/// What everyone here comes in with, and unlocks with.
const PASSPHRASE: &str = "a slow green river";

/// Something a client wrote, under the id that lets it be sent twice.
#[derive(Clone)]
struct Written {
    once: RecordId,
    words: String,
}

impl Written {
    /// Sends it, as the client's form does.
    async fn send(&self, caller: &mut Caller) -> std::io::Result<Told> {
        let once = self.once.to_string();
        let form = [
            ("do", "name-it"),
            ("once", &*once),
            ("own-words", &self.words),
            ("fit", "not-sure"),
            ("who", "now"),
        ];
        caller.post("/", &form).await
    }
}

/// One client, who writes.
struct Writer {
    number: usize,
    client: ClientId,
    token: String,
    /// What the service said it has kept.
    acknowledged: Vec<Written>,
    /// What was sent and not answered.
    doubt: Option<Written>,
}

/// What was seen in all rounds.
#[derive(Default)]
struct Tally {
    in_doubt: u64,
    /// Of those looked at before they were sent again: how many had been kept after all.
    doubt_looked_at: u64,
    doubt_kept: u64,
    /// What was acknowledged and is not there, or not in the words that were sent.
    lost: Vec<String>,
    ready: Vec<Duration>,
}

fn asked_for(name: &str) -> Option<u64> {
    let said = std::env::var_os(name)?;
    Some(
        said.to_str()
            .and_then(|said| said.parse().ok())
            .expect("a whole number"),
    )
}

/// Admits everyone and signs every client in, once: sign-ins outlive every kill.
async fn settle(place: &Place, writers: usize) -> Vec<Writer> {
    let vault = place.open(Arc::new(WallClock)).await;
    let named = |name: &str| Named {
        name: name.to_owned(),
        sign_in: name.to_lowercase().replace(' ', "-"),
        passphrase: PASSPHRASE.to_owned(),
    };
    let lead = people_here::staff(&vault, Role::ServiceLead, &named("Mara Lindqvist")).await;
    let ruth = people_here::staff(&vault, Role::Therapist, &named("Ruth Okafor")).await;
    let mut coming = JoinSet::new();
    for number in 0..writers {
        let (vault, named) = (vault.clone(), named(&format!("Fictional Client {number}")));
        coming.spawn(async move {
            let client = people_here::client(&vault, lead, &named).await;
            let token = people_here::sign_in(&vault, &named).await;
            Writer {
                number,
                client,
                token,
                acknowledged: Vec::new(),
                doubt: None,
            }
        });
    }
    let writers = coming.join_all().await;
    for writer in &writers {
        people_here::beside(&vault, lead, writer.client, ruth).await;
    }
    vault.engine().close().await;
    writers
}

impl Writer {
    /// Writes until nobody answers any more; first of all again what was not answered before.
    async fn write(mut self, at: SocketAddr, round: u64, heard: Arc<Semaphore>) -> Self {
        let place = u8::try_from(self.number + 1).unwrap();
        let mut caller = Caller::signed_in(at, place, &self.token);
        // A service that starts again has everything locked.
        let unlock = [("do", "unlock"), ("unlock", PASSPHRASE)];
        if caller.post("/", &unlock).await.is_err() {
            return self;
        }
        for piece in 0_u64.. {
            let written = self.doubt.take().unwrap_or_else(|| Written {
                once: RecordId::mint(WallClock.now(), &SystemChance),
                words: format!("round {round} client {} piece {piece} kwuj", self.number),
            });
            match written.send(&mut caller).await {
                Ok(told) if told.status == 303 => {
                    self.acknowledged.push(written);
                    heard.add_permits(1);
                }
                Ok(told) => panic!(
                    "refused, though nothing was wrong: {} {}",
                    told.head, told.page
                ),
                Err(_) => {
                    self.doubt = Some(written);
                    break;
                }
            }
        }
        self
    }
}

/// Opens everything that is stored and holds it against what people were told.
async fn look(place: &Place, writers: &[Writer], tally: &mut Tally) {
    let vault = place.open(Arc::new(WallClock)).await;
    let found = vault.verify(&attune::verify::kinds()).await.unwrap();
    assert!(found.is_whole() && found.without_key == 0, "{found:?}");
    for writer in writers {
        look_at(&vault, writer, tally).await;
    }
    vault.engine().close().await;
}

async fn look_at(vault: &Vault, writer: &Writer, tally: &mut Tally) {
    let act = people_here::own(vault, writer.client, &[Section::Relationship]).await;
    let there = act.latest::<RuptureV1>().await.unwrap();
    assert!(there.damaged.is_empty(), "damaged: {:?}", there.damaged);
    let mut kept: HashMap<RecordId, &str> = HashMap::new();
    for one in &there.kept {
        assert_eq!(one.version, 1, "{one:?} was written more than once");
        kept.insert(one.record, &one.value.words);
    }
    let different: HashSet<&str> = kept.values().copied().collect();
    assert_eq!(
        different.len(),
        there.kept.len(),
        "the same words are there twice"
    );
    for one in &writer.acknowledged {
        if kept.remove(&one.once) != Some(one.words.as_str()) {
            tally.lost.push(one.words.clone());
        }
    }
    if let Some(doubt) = &writer.doubt {
        tally.doubt_looked_at += 1;
        if let Some(words) = kept.remove(&doubt.once) {
            assert_eq!(words, doubt.words);
            tally.doubt_kept += 1;
        }
    }
    assert!(kept.is_empty(), "there are words nobody wrote: {kept:?}");
}

/// One round: everyone writes, and at some moment the program is no more.
async fn round(
    place: &Place,
    number: u64,
    writers: Vec<Writer>,
    chance: &Seeded,
    tally: &mut Tally,
) -> Vec<Writer> {
    let running = Running::start(place, "killed", &["--log-level", "warn"], "off").await;
    tally.ready.push(running.ready_after);
    let (mut writing, heard) = (JoinSet::new(), Arc::new(Semaphore::new(0)));
    for writer in writers {
        writing.spawn(writer.write(running.at, number, Arc::clone(&heard)));
    }
    let draw = |below: u64| {
        let mut random = [0; 8];
        chance.fill(&mut random);
        u64::from_le_bytes(random) % below
    };
    let acknowledged = u32::try_from(draw(BEFORE_KILL.0)).unwrap();
    let enough = timeout(PATIENCE, heard.acquire_many(acknowledged)).await;
    enough
        .expect("hardly anything is acknowledged")
        .unwrap()
        .forget();
    sleep(Duration::from_micros(draw(BEFORE_KILL.1))).await;
    running.kill().await;
    let writers = writing.join_all().await;
    tally.in_doubt += writers
        .iter()
        .filter(|writer| writer.doubt.is_some())
        .count() as u64;
    writers
}

/// The last start: what is still in doubt is sent again, and the program stops when asked.
async fn send_what_is_left(place: &Place, writers: &mut [Writer]) {
    let running = Running::start(place, "killed", &["--log-level", "warn"], "off").await;
    for writer in writers {
        let Some(written) = writer.doubt.take() else {
            continue;
        };
        let mut caller = Caller::signed_in(running.at, 200, &writer.token);
        // A service that starts again has everything locked.
        let unlock = [("do", "unlock"), ("unlock", PASSPHRASE)];
        caller.post("/", &unlock).await.unwrap();
        // Twice: the second time it is there for certain, and still counts once.
        for _ in 0..2 {
            let told = written.send(&mut caller).await.unwrap();
            assert_eq!(told.status, 303, "{} {}", told.head, told.page);
        }
        writer.acknowledged.push(written);
    }
    assert!(running.stop().await.success());
}

async fn killed_again_and_again(place: Place, rounds: u64) {
    let seed = asked_for("ATTUNE_KILL_SEED").unwrap_or(29);
    let (chance, mut tally) = (Seeded::new(seed), Tally::default());
    let mut writers = settle(&place, WRITERS).await;
    for number in 1..=rounds {
        writers = round(&place, number, writers, &chance, &mut tally).await;
        if number % LOOK_EVERY == 0 || number == rounds {
            look(&place, &writers, &mut tally).await;
        }
    }
    send_what_is_left(&place, &mut writers).await;
    look(&place, &writers, &mut tally).await;
    let acknowledged: usize = writers.iter().map(|writer| writer.acknowledged.len()).sum();
    tally.tell(rounds, seed, acknowledged);
    assert!(
        tally.lost.is_empty(),
        "acknowledged and lost or changed: {:#?}",
        tally.lost
    );
    assert!(
        acknowledged as u64 >= rounds,
        "hardly anyone wrote: {acknowledged}"
    );
    assert!(
        tally.in_doubt > 0,
        "no kill came while someone waited for an answer"
    );
    let slowest = tally.ready.last().map_or(0, std::time::Duration::as_millis);
    testing::shows(
        "DB-2",
        &format!(
            "killed {rounds} times under {WRITERS} writers: {acknowledged} acknowledged, 0 lost, {} in doubt and sent again counted once; slowest start {slowest} ms in this build",
            tally.in_doubt
        ),
    );
}

impl Tally {
    fn tell(&mut self, rounds: u64, seed: u64, acknowledged: usize) {
        self.ready.sort();
        let ready = |percent: usize| self.ready[(self.ready.len() - 1) * percent / 100].as_millis();
        println!(
            "{rounds} rounds (seed {seed}), {WRITERS} writers: {acknowledged} acknowledged, \
             {} in doubt and sent again (of {} looked at before, {} had been kept), lost={}; \
             from start to first answer: middle {} ms, slowest {} ms",
            self.in_doubt,
            self.doubt_looked_at,
            self.doubt_kept,
            self.lost.len(),
            ready(50),
            ready(100)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_fifty_people_write_the_service_keeps_all_it_said_it_kept() {
    let rounds = asked_for("ATTUNE_KILL_ROUNDS").unwrap_or(100);
    killed_again_and_again(Place::sqlite().await, rounds).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_over_postgresql_it_keeps_all_it_said_it_kept() {
    let rounds = asked_for("ATTUNE_KILL_ROUNDS").unwrap_or(100).div_ceil(10);
    let Some(place) = Place::postgres("").await else {
        return;
    };
    killed_again_and_again(place, rounds).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_lost_would_be_seen() {
    let place = Place::sqlite().await;
    let writers = settle(&place, 2).await;
    let running = Running::start(&place, "kept", &[], "off").await;
    let (mut writing, heard) = (JoinSet::new(), Arc::new(Semaphore::new(0)));
    for writer in writers {
        writing.spawn(writer.write(running.at, 1, Arc::clone(&heard)));
    }
    let enough = timeout(PATIENCE, heard.acquire_many(50)).await;
    enough.unwrap().unwrap().forget();
    running.kill().await;
    let mut writers = writing.join_all().await;
    let mut tally = Tally::default();
    look(&place, &writers, &mut tally).await;
    assert!(tally.lost.is_empty(), "{:?}", tally.lost);
    // One of them was told that words are kept which are not; the other's are kept otherwise.
    writers[0].acknowledged.push(Written {
        once: RecordId::mint(WallClock.now(), &SystemChance),
        words: "said and not kept".to_owned(),
    });
    "kept otherwise".clone_into(&mut writers[1].acknowledged[0].words);
    look(&place, &writers, &mut tally).await;
    assert_eq!(tally.lost, ["said and not kept", "kept otherwise"]);
}
