//! What changing the root key and erasing someone cost with many clients, and how long the
//! passphrase keeps a start.

use super::Sizes;
use super::measured::{Stretch, ms};
use super::service::Place;
use crate::say::{Failed, apart, say};
use crate::system::{SystemChance, WallClock};
use care::{ClientId, Moment, PersonId};
use sealed::engines::SqliteEngine;
use sealed::{Lock, RootKey, Vault};
use std::sync::Arc;

/// How many keys are put at once.
const AT_ONCE: usize = 1_000;

pub(super) async fn measure(sizes: &Sizes, place: &Place) -> Result<(), Failed> {
    let told = |error: &dyn std::fmt::Display| Failed::new(error.to_string());
    let folder = place.folder("keys")?;
    crate::open::private_folder(&folder)?;
    let engine = SqliteEngine::open(&folder.join("attune.sqlite"), &WallClock)?;
    let root = RootKey::mint(&SystemChance);
    let (clock, chance) = (Arc::new(WallClock), Arc::new(SystemChance));
    let vault = Vault::open(Box::new(engine), root, clock, chance).await?;
    let people: Vec<PersonId> = (0..i64::from(sizes.on_disk))
        .map(|number| PersonId::mint(Moment::from_millis(number), &SystemChance))
        .collect();
    for some in people.chunks(AT_ONCE) {
        vault.admit(some).await.map_err(|error| told(&error))?;
    }
    say("");
    say(format_args!(
        "Keys, with {} clients, durable in the key store:",
        apart(sizes.on_disk)
    ));
    let stretch = Stretch::begin();
    vault.rotate_root().await.map_err(|error| told(&error))?;
    say(format_args!(
        "  changing the root key, every key wrapped anew: {}",
        ms(stretch.so_far())
    ));
    if let Some(one) = people.first() {
        let stretch = Stretch::begin();
        let erased = vault.erase(ClientId::of(*one)).await;
        erased.map_err(|error| told(&error))?;
        say(format_args!(
            "  erasing one, every other key wrapped anew: {}",
            ms(stretch.so_far())
        ));
    }
    vault.engine().close().await;
    let stretch = Stretch::begin();
    Lock::new(
        b"six words drawn by chance",
        sealed::StretchV1::ROOT,
        &SystemChance,
    )
    .map_err(|error| told(&error))?;
    say(format_args!(
        "  one guess at the passphrase of the root key (256 MiB, 3 passes): {}",
        ms(stretch.so_far())
    ));
    Ok(())
}
