//! `attune verify`: opens everything that is stored and says in plain words whether it is whole.

use crate::config::{Config, Place, Reach};
use crate::ledger::{self, WitnessFile};
use crate::open::{self, Begin};
use crate::say::{Failed, apart, say};
use sealed::{Kind, StandingV1, StandingV2, Vault, Verified};

/// Every kind of record this program knows.
pub fn kinds() -> Vec<Kind> {
    let floor = [
        Kind::of::<StandingV1>(),
        Kind::of::<StandingV2>(),
        Kind::in_directory::<sealed::ErasedV1>(),
        Kind::in_directory::<sealed::LogV1>(),
        Kind::in_directory::<sealed::CheckpointV1>(),
        Kind::in_directory::<sealed::WitnessesV1>(),
        Kind::passing::<pages::draft::DraftV1>(),
        Kind::passing::<pages::draft::OwnDraftV1>(),
    ];
    floor
        .into_iter()
        .chain(people::KINDS)
        .chain(alliance::KINDS)
        .chain(sessions::KINDS)
        .chain(promises::KINDS)
        .chain(consent::KINDS)
        .chain(measures::KINDS)
        .chain(contact::KINDS)
        .chain(crisis::KINDS)
        .chain(agreement::KINDS)
        .chain(profile::KINDS)
        .chain(plan::KINDS)
        .chain(worksheets::KINDS)
        .chain(thoughts::KINDS)
        .chain(diary::KINDS)
        .chain(emdr::KINDS)
        .chain(body::KINDS)
        .chain(courage::KINDS)
        .chain(self_trust::KINDS)
        .chain(circle::KINDS)
        .chain(triggers::KINDS)
        .chain(growth::KINDS)
        .chain(messages::KINDS)
        .chain(team::KINDS)
        .chain(notes::KINDS)
        .chain(exchange::KINDS)
        .collect()
}

/// Opens the service and everything in it.
///
/// # Errors
/// If something is not whole, with code 3; if it could not be opened, with 1 or 2.
pub(crate) async fn run(place: &Place) -> Result<(), Failed> {
    let config = Config::read(place, &Reach::default())?;
    let opened = open::vault(&config, Begin::Never).await?;
    let mut outcome = whole(&opened.vault).await.map(drop);
    if outcome.is_ok() {
        let witness = config.witness_file.clone().map(WitnessFile::at);
        outcome = ledger::continues(&opened.vault, witness.as_ref()).await;
    }
    opened.vault.engine().close().await;
    outcome?;
    say("Everything is whole.");
    Ok(())
}

/// Opens everything.
///
/// # Errors
/// If something is not whole, with code 3; if the engine could not, with code 1.
pub async fn whole(vault: &Vault) -> Result<Verified, Failed> {
    let found = vault
        .verify(&kinds())
        .await
        .map_err(|error| Failed::new(error.to_string()))?;
    tell(&found);
    if found.is_whole() {
        Ok(found)
    } else {
        Err(Failed::not_whole(
            "this database is not whole; keep a copy of it as it is and see the runbook, \"this part of the record is damaged\"",
        ))
    }
}

fn tell(found: &Verified) {
    say(format_args!(
        "Opened {} record versions, {} ledger lines, {} overviews and {} notices under {} keys.",
        apart(found.opened),
        apart(found.lines),
        apart(found.gists),
        apart(found.post),
        apart(found.keys),
    ));
    for (count, what) in [
        (
            found.damaged,
            "record versions, keys or notices are damaged and do not open",
        ),
        (
            found.unknown,
            "record versions are of a kind this program does not know",
        ),
        (
            found.lines_wrong,
            "ledger lines do not open, say something else than their hash, or are missing",
        ),
        (
            found.gists_wrong,
            "overviews do not open, are older than the ledger says, or are not there",
        ),
        (
            found.rows_without_line,
            "record versions were written without a ledger line",
        ),
        (
            found.lines_without_row,
            "record versions that the ledger speaks of are not there",
        ),
    ] {
        if count > 0 {
            say(format_args!("WRONG: {} {what}.", apart(count)));
        }
    }
    if found.without_key > 0 {
        say(format_args!(
            "{} record versions have no key: people who were erased. If nobody was erased, the key store is too old.",
            apart(found.without_key),
        ));
    }
}
