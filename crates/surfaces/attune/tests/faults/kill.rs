//! The program is killed while fifty people write, again and again. Whatever a person was told is
//! kept is there afterwards, once, in their words; whatever they were not told about they send
//! again, and it counts once.
//!
//! `ATTUNE_KILL_ROUNDS` sets the number of rounds (100), `ATTUNE_KILL_SEED` the seed of the moments.

use crate::asking::Caller;
use crate::people_here::{self, Named};
use crate::place::Place;
use crate::program::Running;
use alliance::rupture::RuptureV1;
use attune::system::{SystemChance, WallClock};
use care::{Chance, ClientId, Clock, RecordId, Role, Section};
use sealed::Vault;
use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use testing::Seeded;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// People who write at the same time.
const WRITERS: usize = 50;
/// The longest that they write before the program is killed.
const WRITING: u64 = 350;
/// After how many rounds everything is opened, at the least once, at the end.
const LOOK_EVERY: u64 = 25;

/// Something a client wrote, under the id that lets it be sent twice.
#[derive(Clone)]
struct Written {
    once: RecordId,
    words: String,
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
    ready: Vec<Duration>,
}

fn asked_for(name: &str) -> Option<u64> {
    let said = std::env::var_os(name)?;
    Some(said.to_str().and_then(|said| said.parse().ok()).expect("a whole number"))
}

/// Admits everyone and signs every client in, once: sign-ins outlive every kill.
async fn settle(place: &Place) -> Vec<Writer> {
    let vault = place.open(Arc::new(WallClock)).await;
    let named = |name: &str| Named {
        name: name.to_owned(),
        sign_in: name.to_lowercase().replace(' ', "-"),
        passphrase: "a slow green river".to_owned(),
    };
    let lead = people_here::staff(&vault, Role::ServiceLead, &named("Mara Lindqvist")).await;
    let ruth = people_here::staff(&vault, Role::Therapist, &named("Ruth Okafor")).await;
    let mut coming = JoinSet::new();
    for number in 0..WRITERS {
        let (vault, named) = (vault.clone(), named(&format!("Fictional Client {number}")));
        coming.spawn(async move {
            let client = people_here::client(&vault, lead, &named).await;
            let token = people_here::sign_in(&vault, &named).await;
            Writer { number, client, token, acknowledged: Vec::new(), doubt: None }
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
    async fn write(mut self, at: SocketAddr, round: u64) -> Self {
        let place = u8::try_from(self.number + 1).unwrap();
        let mut caller = Caller::signed_in(at, place, &self.token);
        for piece in 0_u64.. {
            let written = self.doubt.take().unwrap_or_else(|| Written {
                once: RecordId::mint(WallClock.now(), &SystemChance),
                words: format!("round {round} client {} piece {piece} kwuj", self.number),
            });
            let once = written.once.to_string();
            let form = [
                ("do", "name-it"),
                ("once", &once),
                ("own-words", &written.words),
                ("fit", "not-sure"),
                ("who", "now"),
            ];
            match caller.post("/", &form).await {
                Ok(told) if told.status == 303 => self.acknowledged.push(written),
                Ok(told) => panic!("refused, though nothing was wrong: {} {}", told.head, told.page),
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
    assert_eq!(different.len(), there.kept.len(), "the same words are there twice");
    let lost: Vec<&Written> = (writer.acknowledged.iter())
        .filter(|one| kept.remove(&one.once) != Some(one.words.as_str()))
        .collect();
    assert!(
        lost.is_empty(),
        "client {}: {} of {} acknowledged are lost or changed, the first: {}",
        writer.number,
        lost.len(),
        writer.acknowledged.len(),
        lost[0].words
    );
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
    let mut writing = JoinSet::new();
    for writer in writers {
        writing.spawn(writer.write(running.at, number));
    }
    let mut random = [0; 8];
    chance.fill(&mut random);
    sleep(Duration::from_micros(u64::from_le_bytes(random) % (WRITING * 1_000))).await;
    running.kill().await;
    let writers = writing.join_all().await;
    tally.in_doubt += writers.iter().filter(|writer| writer.doubt.is_some()).count() as u64;
    writers
}

/// The last start: what is still in doubt is sent again, and the program stops when asked.
async fn send_what_is_left(place: &Place, writers: &mut [Writer]) {
    let running = Running::start(place, "killed", &["--log-level", "warn"], "off").await;
    for writer in writers {
        let Some(written) = writer.doubt.take() else { continue };
        let mut caller = Caller::signed_in(running.at, 200, &writer.token);
        let once = written.once.to_string();
        // Twice: the second time it is there for certain, and still counts once.
        for _ in 0..2 {
            let form = [("do", "name-it"), ("once", &once), ("own-words", &written.words)];
            let told = caller.post("/", &form).await.unwrap();
            assert_eq!(told.status, 303, "{} {}", told.head, told.page);
        }
        writer.acknowledged.push(written);
    }
    assert!(running.stop().await.success());
}

async fn killed_again_and_again(place: Place, rounds: u64) {
    let seed = asked_for("ATTUNE_KILL_SEED").unwrap_or(29);
    let (chance, mut tally) = (Seeded::new(seed), Tally::default());
    let mut writers = settle(&place).await;
    for number in 1..=rounds {
        writers = round(&place, number, writers, &chance, &mut tally).await;
        if number % LOOK_EVERY == 0 || number == rounds {
            look(&place, &writers, &mut tally).await;
        }
    }
    send_what_is_left(&place, &mut writers).await;
    look(&place, &writers, &mut tally).await;
    let acknowledged: usize = writers.iter().map(|writer| writer.acknowledged.len()).sum();
    assert!(acknowledged as u64 >= rounds, "hardly anyone wrote: {acknowledged}");
    assert!(tally.in_doubt > 0, "no kill came while someone waited for an answer");
    tally.ready.sort();
    let ready = |percent: usize| tally.ready[(tally.ready.len() - 1) * percent / 100].as_millis();
    println!(
        "{} rounds (seed {seed}), {WRITERS} writers: {acknowledged} acknowledged, {} in doubt and \
         sent again (of {} looked at before, {} had been kept), lost=0; \
         from start to first answer: middle {} ms, slowest {} ms",
        rounds,
        tally.in_doubt,
        tally.doubt_looked_at,
        tally.doubt_kept,
        ready(50),
        ready(100)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_fifty_people_write_the_service_keeps_all_it_said_it_kept() {
    let rounds = asked_for("ATTUNE_KILL_ROUNDS").unwrap_or(100);
    killed_again_and_again(Place::sqlite(), rounds).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_over_postgresql_it_keeps_all_it_said_it_kept() {
    let rounds = asked_for("ATTUNE_KILL_ROUNDS").unwrap_or(100).div_ceil(10);
    let Some(place) = Place::postgres("") else { return };
    killed_again_and_again(place, rounds).await;
}
