//! `attune ledger`: the key and the checkpoints of the access ledger, and whether what is stored
//! still continues what someone outside has seen.

mod signing;
mod witness;

pub(crate) use signing::{hold, sign};
pub(crate) use witness::WitnessFile;

use crate::config::{Config, Place, Reach};
use crate::open::{self, Begin};
use crate::say::{Failed, apart, say};
use clap::Subcommand;
use consent::OwnLinesV1;
use jiff::Timestamp;
use proofs::leaf_hash;
use proofs::note::Verifier;
use proofs::tlog_proof::TlogProof;
use sealed::{Extends, LogError, Vault};
use std::path::{Path, PathBuf};

/// What can be asked of the ledger.
#[derive(Subcommand, Debug)]
pub(crate) enum Ledger {
    /// Check that the stored lines continue what was signed and witnessed, or check a file
    ///
    /// Without --proof it opens the service (stop it first) and holds every stored line against the
    /// newest checkpoint in the witness file and the newest in the records. With --proof it needs
    /// no service: it checks a file of own lines, or a C2SP `.tlog-proof`, with the key that is
    /// given. Ends with 3 when something does not hold.
    Verify {
        /// A file that a client saved, or a `.tlog-proof`
        #[arg(long, value_name = "FILE")]
        proof: Option<PathBuf>,
        /// The key it must be signed with, as `attune ledger key` prints it
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Print the key with which anyone can check what this service signs
    Key {
        #[command(flatten)]
        place: Place,
    },
    /// Sign the ledger as it is now, add that to the witness file and print it
    Checkpoint {
        #[command(flatten)]
        place: Place,
    },
    /// Take a witness's key, or a checkpoint that witnesses cosigned
    Witness {
        /// A witness's key, of the kind for cosignatures
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
        /// A checkpoint of this service with cosignatures under it
        #[arg(long, value_name = "FILE")]
        add: Option<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
    /// Write the page that checks a client's saved lines, to be handed on by someone else
    Page {
        /// The file to write
        to: PathBuf,
    },
    /// Begin a log anew, after lines were lost for good
    ///
    /// For when an older backup had to be put back: the lines that came after it are gone, and the
    /// old log can never be continued. The new one has a key and a name of its own; the old key and
    /// its last checkpoint are kept and told. Tell the clients why.
    Anew {
        /// That this is what is wanted: it cannot be undone
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        place: Place,
    },
}

impl From<LogError> for Failed {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Forked { .. } | LogError::Gap(_) => Self::not_whole(error.to_string()),
            error => Self::new(error.to_string()),
        }
    }
}

impl Ledger {
    /// Does what was asked.
    ///
    /// # Errors
    /// In words, with code 3 where something does not hold.
    pub(crate) async fn run(self) -> Result<(), Failed> {
        match self {
            Self::Verify {
                proof: Some(file),
                key,
                ..
            } => check_file(&file, key.as_deref()),
            Self::Verify { place, .. } => {
                with_service(&place, async |vault, witness| {
                    continues(vault, witness).await
                })
                .await
            }
            Self::Key { place } => with_service(&place, key).await,
            Self::Checkpoint { place } => with_service(&place, checkpoint).await,
            Self::Witness { key, add, place } => {
                with_service(&place, async |vault, _| {
                    take_witness(vault, key.as_deref(), add.as_deref()).await
                })
                .await
            }
            Self::Page { to } => write_page(&to),
            Self::Anew { yes: false, .. } => Err(Failed::asked_wrongly(
                "the old log ends for good and its lines are never proven again by a new checkpoint; say --yes if that is what is wanted",
            )),
            Self::Anew { place, .. } => with_service(&place, anew).await,
        }
    }
}

async fn with_service(
    place: &Place,
    run: impl AsyncFnOnce(&Vault, Option<&WitnessFile>) -> Result<(), Failed>,
) -> Result<(), Failed> {
    let config = Config::read(place, &Reach::default())?;
    let opened = open::vault(&config, Begin::Never).await?;
    let witness = config.witness_file.clone().map(WitnessFile::at);
    let outcome = run(&opened.vault, witness.as_ref()).await;
    opened.vault.engine().close().await;
    outcome
}

fn read(file: &Path) -> Result<String, Failed> {
    std::fs::read_to_string(file)
        .map_err(|error| Failed::new(format!("{} cannot be read ({error})", file.display())))
}

fn check_file(file: &Path, key: Option<&str>) -> Result<(), Failed> {
    let text = read(file)?;
    let not = |error: proofs::Wrong| {
        Failed::not_whole(format!("{} proves nothing: {error}", file.display()))
    };
    if let Ok(proof) = TlogProof::parse(&text) {
        let key = key.ok_or_else(|| {
            Failed::asked_wrongly(
                "--key: found nothing; wanted the key that the proof must be signed with",
            )
        })?;
        let key = Verifier::parse(key).map_err(not)?;
        let bytes = proof.extra.clone().unwrap_or_default();
        let checkpoint = proof.verify(&leaf_hash(&bytes), &key).map_err(not)?;
        say(format_args!(
            "Line {} is proven, among {} lines of {}.",
            proof.index,
            apart(checkpoint.size),
            checkpoint.origin
        ));
        return Ok(());
    }
    let lines = OwnLinesV1::parse(&text).map_err(not)?;
    let checked = lines.check(key).map_err(not)?;
    say(format_args!(
        "All {} lines are proven, among {} lines of {}.",
        apart(checked.lines),
        apart(checked.size),
        checked.origin
    ));
    if key.is_none() {
        say(format_args!(
            "No key was given, so the file's own was taken. Compare it: {}",
            lines.key
        ));
    }
    Ok(())
}

/// Whether what is stored continues the newest checkpoint in the witness file, and the newest one
/// that is kept.
///
/// # Errors
/// With code 3 if it does not.
pub(crate) async fn continues(vault: &Vault, witness: Option<&WitnessFile>) -> Result<(), Failed> {
    let standing = vault.log_standing().await?;
    let Some((newest, file)) = newest(witness)? else {
        vault.checkpoint().await?;
        say(format_args!(
            "All {} ledger lines are signed. No witness file says what was signed before, so an older state put back as a whole would not be seen.",
            apart(standing.lines)
        ));
        return Ok(());
    };
    match vault.extends(&newest).await? {
        Extends::Yes { size, since } => {
            say(format_args!(
                "The ledger continues the {} lines in {}; {} lines came since and are not witnessed yet.",
                apart(size),
                file.path().display(),
                apart(since)
            ));
            Ok(())
        }
        Extends::No { size, stored } => Err(Failed::not_whole(format!(
            "the ledger does not continue what {} has: {} lines then, {} are stored now. An older state was put back, or lines were changed or taken away; see the runbook, section ledger",
            file.path().display(),
            apart(size),
            apart(stored)
        ))),
        Extends::NotOurs => Err(Failed::not_whole(format!(
            "the newest checkpoint in {} was not signed by this service: its key was replaced, or it is another service's file",
            file.path().display()
        ))),
    }
}

fn newest(witness: Option<&WitnessFile>) -> Result<Option<(String, &WitnessFile)>, Failed> {
    let Some(file) = witness else {
        return Ok(None);
    };
    Ok(file.newest()?.map(|newest| (newest, file)))
}

async fn key(vault: &Vault, _: Option<&WitnessFile>) -> Result<(), Failed> {
    say(vault.log_key().await?);
    for (key, last) in vault.former_logs().await? {
        say(format_args!("ended: {key}"));
        say(last.trim_end());
    }
    Ok(())
}

/// Now, as the vault's clock tells it.
fn now(vault: &Vault) -> Timestamp {
    Timestamp::from_millisecond(vault.now().millis()).unwrap_or_default()
}

async fn checkpoint(vault: &Vault, witness: Option<&WitnessFile>) -> Result<(), Failed> {
    if newest(witness)?.is_some() {
        continues(vault, witness).await?;
    }
    let signed = vault.checkpoint().await?;
    if let (true, Some(file)) = (signed.fresh, witness) {
        file.append(&signed.note, now(vault))?;
    }
    say(signed.note.trim_end());
    Ok(())
}

async fn take_witness(vault: &Vault, key: Option<&str>, add: Option<&Path>) -> Result<(), Failed> {
    if let Some(key) = key {
        vault.add_witness(key).await?;
        say("This witness's cosignatures are read from now on.");
    }
    if let Some(file) = add {
        for seen in vault.add_cosigned(&read(file)?).await? {
            let at = Timestamp::from_millisecond(seen.at.millis()).unwrap_or_default();
            say(format_args!("{} saw it at {at}.", seen.name));
        }
    }
    let standing = vault.log_standing().await?;
    let seen = standing.cosigned.map_or(0, |(size, _)| size);
    say(format_args!(
        "{} lines, {} of them signed, {} seen by a witness.",
        apart(standing.lines),
        apart(standing.signed),
        apart(seen)
    ));
    Ok(())
}

fn write_page(to: &Path) -> Result<(), Failed> {
    std::fs::write(to, consent::verifier_page())
        .map_err(|error| Failed::new(format!("{} cannot be written ({error})", to.display())))?;
    say(format_args!(
        "{} checks what clients saved. It needs no service and no network.",
        to.display()
    ));
    Ok(())
}

async fn anew(vault: &Vault, witness: Option<&WitnessFile>) -> Result<(), Failed> {
    let key = vault.log_anew().await?;
    let signed = vault.checkpoint().await?;
    if let Some(file) = witness {
        file.append(&signed.note, now(vault))?;
    }
    say(format_args!("The new log's key: {key}"));
    say("Tell everyone who holds the old key, and why.");
    Ok(())
}

#[cfg(test)]
mod tests;
