//! How long it takes to draw a caseload: a decision for each client, a ledger line in each client's
//! ledger, one overview of each opened.

use super::Sizes;
use super::measured::{Stretch, ms, share};
use super::service::{Place, Service};
use crate::say::{Failed, apart, say};
use care::{Asker, Purpose, Role, Section, Sections};
use people::CalledV1;
use sealed::Vault;
use std::time::Duration;

pub(super) async fn measure(sizes: &Sizes, place: &Place) -> Result<(), Failed> {
    say("");
    say("A caseload: its list, the decisions, a line in every client's ledger, one overview each:");
    for &clients in sizes.caseloads {
        let service = Service::begin(place.folder(&format!("caseload-{clients}"))?).await?;
        let therapist = service.admit(1).await?.into_iter().next();
        let person = therapist.ok_or_else(|| Failed::new("nobody was admitted"))?;
        service.caseload(person, clients).await?;
        let asker = Asker {
            person,
            role: Role::Therapist,
        };
        let service = service.anew().await?;
        let first = draw(&service.vault, asker, clients).await?;
        let mut again = Vec::new();
        for _ in 0..sizes.repeats {
            again.push(draw(&service.vault, asker, clients).await?);
        }
        say(format_args!(
            "  {:>5} clients: {} the first time after a restart, {} again (median of {})",
            apart(clients),
            ms(first),
            ms(share(again, 50)),
            sizes.repeats,
        ));
        service.close().await;
    }
    Ok(())
}

async fn draw(vault: &Vault, asker: Asker, expected: u32) -> Result<Duration, Failed> {
    let stretch = Stretch::begin();
    let clients = vault.caseload(asker).await?;
    let sections = Sections::of(&[Section::Overview]);
    let accesses = vault
        .decide_each(asker, &clients, sections, Purpose::Caseload)
        .await?;
    let mut opened = 0;
    for overview in vault.overviews(&accesses).await? {
        let called = overview
            .get::<CalledV1>()
            .map_err(|damaged| Failed::not_whole(damaged.to_string()))?;
        opened += u32::from(called.is_some());
    }
    let took = stretch.so_far();
    if opened != expected {
        return Err(Failed::not_whole(
            "the caseload that was drawn is not the one that was made",
        ));
    }
    Ok(took)
}
