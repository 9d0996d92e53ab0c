//! A year of a service, lived day by day: forty clients and eight staff, with the acts their pages
//! call, the real reactions and the real rounds of the worker, a clock that moves only when told and
//! chance that is the same in every run. Nobody looks at a page here. Instead, at the end of each
//! day, everything that must always be so is looked for in what is stored.
//!
//! `service` is who is here and how their acts are kept, `dice` the chance, `day` what a day brings
//! (`meetings`, `letters`, `strain` and `away` are its parts), `seen` what is stored of one client,
//! `holds` what must be so of it, `whole` what must be so of the whole service.
#![cfg(test)]

mod away;
mod day;
mod dice;
mod holds;
mod letters;
mod meetings;
mod seen;
mod service;
mod strain;
mod whole;

use sealed::engines::{MemoryEngine, SqliteEngine};
use service::{Service, Size};
use testing::Frozen;

/// The chance of the quarters. Another story with each; what must be so is so in all of them.
const SEEDS: [u64; 3] = [3, 58, 1_207];

#[tokio::test(flavor = "multi_thread")]
async fn what_must_always_be_so_is_so_on_every_day_of_a_year() {
    let size = Size {
        days: 365,
        first: 30,
        clients: 40,
    };
    let mut service = Service::begin(Box::new(MemoryEngine::new()), size, 41).await;
    service.live().await;
    let figures = service.figures();
    service.whole().await;
    service.lived_enough();
    testing::shows("RE-1", &figures);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_must_always_be_so_is_so_in_a_quarter_on_a_disk() {
    for seed in SEEDS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("attune.sqlite");
        let engine = SqliteEngine::open(&path, &Frozen::default()).unwrap();
        let size = Size {
            days: 91,
            first: 4,
            clients: 6,
        };
        let mut service = Service::begin(Box::new(engine), size, seed).await;
        service.live().await;
        service.whole().await;
    }
}
