//! How long it takes to open a long history: the decision, the ledger line, every record.

use super::Sizes;
use super::measured::{Stretch, ms, share};
use super::service::{Place, Service, WrittenV1, own};
use crate::say::{Failed, apart, say};
use care::{ClientId, Section, Sections};
use sealed::{Act, Vault};
use std::time::Duration;

/// Records kept in one act while the history is made.
const AT_ONCE: u32 = 50;

pub(super) async fn measure(sizes: &Sizes, place: &Place) -> Result<(), Failed> {
    let service = Service::begin(place.folder("history")?).await?;
    let client = service.admit(1).await?.into_iter().next().map(ClientId::of);
    let client = client.ok_or_else(|| Failed::new("nobody was admitted"))?;
    let sections = Sections::of(&[Section::Work]);
    let mut left = sizes.history;
    while left > 0 {
        let mut act =
            Act::open(&service.vault, own(&service.vault, client, sections).await?).await?;
        for _ in 0..left.min(AT_ONCE) {
            act.keep(act.mint(), &WrittenV1::default())?;
        }
        act.done().await?;
        left -= left.min(AT_ONCE);
    }
    let service = service.anew().await?;
    let first = open(&service.vault, client, sizes.history).await?;
    let mut again = Vec::new();
    for _ in 0..sizes.repeats {
        again.push(open(&service.vault, client, sizes.history).await?);
    }
    let again = share(again, 50);
    say("");
    say(format_args!(
        "Opening a history of {} records:",
        apart(sizes.history)
    ));
    say(format_args!(
        "  first, after a restart, with its ledger line made durable: {}",
        ms(first)
    ));
    say(format_args!(
        "  again, within ten minutes: {} (median of {}), {:.1} µs a record",
        ms(again),
        sizes.repeats,
        again.as_secs_f64() * 1e6 / f64::from(sizes.history),
    ));
    service.close().await;
    Ok(())
}

async fn open(vault: &Vault, client: ClientId, expected: u32) -> Result<Duration, Failed> {
    let stretch = Stretch::begin();
    let access = own(vault, client, Sections::of(&[Section::Work])).await?;
    let listing = Act::open(vault, access)
        .await?
        .latest::<WrittenV1>()
        .await?;
    let took = stretch.so_far();
    if listing.kept.len() != usize::try_from(expected).unwrap_or_default()
        || !listing.damaged.is_empty()
    {
        return Err(Failed::not_whole(
            "the history that was opened is not the one that was kept",
        ));
    }
    Ok(took)
}
