//! "Never", said while thousands of mails are under way.

use crate::desk::{Remembers, allow, always, forbid, outward};
use care::PersonId;
use contact::Reason;
use contact::Way;
use contact::outward::errand;
use std::collections::HashMap;
use std::sync::Arc;
use testing::{Small, shows};

const PEOPLE: u8 = 100;
const EACH: usize = 100;

fn person(number: u8) -> PersonId {
    let mut bytes = [0x51; 16];
    bytes[0] = number;
    PersonId::from_bytes(bytes)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_moment_a_never_is_kept_nothing_more_leaves() {
    let small = Small::in_memory().await;
    let vault = small.vault.clone();
    let people: Vec<PersonId> = (0..PEOPLE).map(person).collect();
    vault.admit(&people).await.unwrap();
    let outward = Arc::new(outward());
    let carrier = Arc::new(Remembers::default());
    let mut address = HashMap::new();
    for person in &people {
        let rule = always(&vault, *person);
        address.insert(rule.to.clone(), *person);
        allow(&vault, &outward, *person, &rule).await;
    }
    // Everyone's first, then everyone's second: whoever flips has some that left and some that wait.
    for _ in 0..EACH {
        for person in &people {
            let change = errand(Way::Mail, Reason::ServiceChange);
            vault.send(*person, change, vault.now()).await.unwrap();
        }
    }
    let sending = {
        let (vault, outward, carrier) = (vault.clone(), Arc::clone(&outward), Arc::clone(&carrier));
        tokio::spawn(async move {
            let (mut sent, mut dropped) = (0, 0);
            loop {
                let round = outward
                    .send_due(&vault, Some(&*carrier), 200)
                    .await
                    .unwrap();
                if round == contact::Sent::default() {
                    return (sent, dropped);
                }
                assert_eq!((round.failed, round.given_up, round.damaged), (0, 0, 0));
                sent += round.sent;
                dropped += round.dropped;
            }
        })
    };
    // Spread over the run: each flips when so many more have left.
    let mut flipped = HashMap::new();
    for (place, person) in people.iter().enumerate() {
        while carrier.count() < place * 30 && !sending.is_finished() {
            tokio::task::yield_now().await;
        }
        forbid(&vault, &outward, *person).await;
        flipped.insert(*person, carrier.tick());
    }
    let (sent, dropped) = sending.await.unwrap();
    let left = carrier.carried.lock().unwrap().clone();
    let after = left
        .iter()
        .filter(|(at, to)| *at > flipped[&address[to]])
        .count();
    assert_eq!(after, 0, "left after the never was kept");
    assert_eq!((sent + dropped) as usize, usize::from(PEOPLE) * EACH);
    assert_eq!(left.len(), sent as usize);
    assert!(
        sent > 500 && dropped > 500,
        "{sent} left, {dropped} did not"
    );
    shows(
        "SC-3",
        &format!(
            "{} queued, {PEOPLE} people said never in the middle of it: {sent} left before, 0 after, {dropped} dropped",
            usize::from(PEOPLE) * EACH
        ),
    );
}
