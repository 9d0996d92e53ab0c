//! How many can save at once. Everyone who is told "saved" is on the disk, so the disk's own rate of
//! syncs is the measure: alone nobody is faster than that, together they share it.

use super::Sizes;
use super::measured::{Stretch, Took};
use super::service::{Place, Service, WrittenV1, own};
use crate::say::{Failed, apart, say};
use care::{ClientId, Section, Sections};
use sealed::{Act, Vault};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// What is written between two bare syncs: a page of the database.
const PAGE: usize = 4_096;
/// Pages of the file that bare syncs go around in. They are there before, so that a sync moves no
/// more than the page: the fastest a disk can be.
const PAGES: u64 = 1_024;

pub(super) async fn measure(sizes: &Sizes, place: &Place) -> Result<(), Failed> {
    let folder = place.folder("writes")?;
    let (syncs, took) = bare(&folder, sizes.saving)
        .map_err(|error| Failed::new(format!("the disk could not be measured ({error})")))?;
    let bare = took.rate(syncs);
    say("");
    say(
        "Saving: a record of about 400 bytes sealed, with its ledger line, durable before it is told.",
    );
    say(format_args!(
        "  the bare disk: {} writes of 4 KiB with fdatasync a second",
        whole(bare)
    ));
    let service = Service::begin(folder).await?;
    for &writers in sizes.writers {
        let (written, took) = write(&service, writers, sizes.saving).await?;
        let rate = took.rate(written);
        say(format_args!(
            "  {writers:>3} at once: {:>7} a second, {:.2} times the bare disk; {:.0} µs of processor each, {:.2} processors busy",
            whole(rate),
            rate / bare.max(f64::EPSILON),
            took.cost(written),
            took.busy(),
        ));
    }
    say(
        "  With a slow disk the sync is the bound, and those who write at once share it. With a disk whose",
    );
    say(
        "  syncs are faster than sealing and writing, the processor is: µs of processor each is the price,",
    );
    say("  and one thread writes, so about one busy processor is the most it can use.");
    service.close().await;
    Ok(())
}

fn whole(rate: f64) -> String {
    apart(format!("{rate:.0}"))
}

/// Writes a page and syncs it, again and again, alone.
fn bare(folder: &Path, enough: Duration) -> std::io::Result<(u32, Took)> {
    let path = folder.join("bare");
    let file = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .open(&path)?;
    let mut page = vec![7; PAGE];
    for place in 0..PAGES {
        file.write_all_at(&page, place * PAGE as u64)?;
    }
    file.sync_all()?;
    let (mut syncs, stretch) = (0_u32, Stretch::begin());
    while stretch.so_far() < enough {
        page.fill(u8::try_from(syncs % 251).unwrap_or_default());
        file.write_all_at(&page, u64::from(syncs) % PAGES * PAGE as u64)?;
        file.sync_data()?;
        syncs += 1;
    }
    let took = stretch.end();
    std::fs::remove_file(&path)?;
    Ok((syncs, took))
}

/// So many clients write into their own records, each again as soon as they were told "saved".
async fn write(service: &Service, writers: u32, enough: Duration) -> Result<(u32, Took), Failed> {
    let clients = service.admit(writers).await?;
    for client in &clients {
        // The opening of each has its line before the measuring begins, as in a visit.
        one(&service.vault, ClientId::of(*client)).await?;
    }
    let stretch = Arc::new(Stretch::begin());
    let writing: Vec<_> = clients
        .into_iter()
        .map(|client| {
            let (vault, stretch) = (service.vault.clone(), Arc::clone(&stretch));
            tokio::spawn(async move {
                let mut written = 0;
                while stretch.so_far() < enough {
                    one(&vault, ClientId::of(client)).await?;
                    written += 1;
                }
                Ok::<u32, Failed>(written)
            })
        })
        .collect();
    let mut written = 0;
    for one in writing {
        written += one
            .await
            .map_err(|error| Failed::new(error.to_string()))??;
    }
    Ok((written, stretch.end()))
}

async fn one(vault: &Vault, client: ClientId) -> Result<(), Failed> {
    let access = own(vault, client, Sections::of(&[Section::Work])).await?;
    let mut act = Act::open(vault, access).await?;
    act.keep(act.mint(), &WrittenV1::default())?;
    Ok(act.done().await?)
}
