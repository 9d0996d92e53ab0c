//! `attune demo`: a fictional service with a year behind it, in a temporary place, to be looked at.

mod before;
mod cast;
mod clock;
mod house;
mod measured;
mod met;
mod played;
mod scenes;
mod work;
mod year;

use crate::config::{Place, Reach};
use crate::open::private_folder;
use crate::root_key;
use crate::say::{Failed, say};
use crate::serve;
use crate::system::{SystemChance, WallClock};
use care::{Clock, Role};
use cast::{CLIENTS, PASSPHRASE, STAFF};
use clock::DemoClock;
use jiff::tz::TimeZone;
use sealed::Vault;
use sealed::engines::SqliteEngine;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Flags of `attune demo`.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Demo {
    #[command(flatten)]
    reach: Reach,
    /// Live the year into this new folder and keep it, instead of a temporary one
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Only live the year; do not serve it
    #[arg(long, requires = "keep")]
    only_make: bool,
    /// Only print the code that staff of the demo come in with at this moment
    #[arg(long, exclusive = true)]
    code: bool,
}

/// What the demo's service chose.
const CHOSE: &str = "service = \"Harbour House (fictional)\"\n\
    title = \"Notes\"\n\
    exit = \"https://en.wikipedia.org/wiki/Special:Random\"\n\
    reply_within_hours = 72\n";

/// Within how many hours its messages are answered where nobody agreed on another time.
const REPLY_HOURS: u16 = 72;

impl Demo {
    pub(crate) async fn run(&self) -> Result<(), Failed> {
        if self.code {
            let secret = people::TotpSecret::new(cast::SECRET);
            say(secret.code_at(WallClock.now()).expose());
            return Ok(());
        }
        let folder = match &self.keep {
            Some(folder) => folder.clone(),
            None => temporary(),
        };
        let done = self.run_in(&folder).await;
        if self.keep.is_none() {
            // What is left of a folder that could not be removed is sealed, and its key is in it.
            let _ = std::fs::remove_dir_all(&folder);
        }
        done
    }

    async fn run_in(&self, folder: &Path) -> Result<(), Failed> {
        let place = make(folder).await?;
        if self.only_make {
            return Ok(());
        }
        tell();
        serve::run(&place, &self.reach).await
    }
}

/// A new name for a folder in the system's temporary place.
fn temporary() -> PathBuf {
    let name = care::RecordId::mint(WallClock.now(), &SystemChance);
    std::env::temp_dir().join(format!("attune-demo-{name}"))
}

/// Lives the year into a new folder.
async fn make(folder: &Path) -> Result<Place, Failed> {
    let (data, key) = (folder.join("data"), folder.join("demo-root.key"));
    if data.exists() {
        return Err(Failed::asked_wrongly(format!(
            "--keep: there is a service in {} already; give a new folder, or serve that one with: attune serve --data {} --root-key {}",
            folder.display(),
            data.display(),
            key.display()
        )));
    }
    private_folder(&data)?;
    std::fs::write(data.join("attune.toml"), CHOSE).map_err(|error| {
        Failed::new(format!("{} cannot be written to ({error})", data.display()))
    })?;
    say("Living a year at a fictional service. This takes a few seconds.");
    let root = root_key::make(&key, &SystemChance)?;
    let now = WallClock.now();
    let clock = Arc::new(DemoClock::at(now));
    let engine = SqliteEngine::open(&data.join("attune.sqlite"), &WallClock)?;
    let vault = Vault::open(
        Box::new(engine),
        root,
        clock.clone(),
        Arc::new(SystemChance),
    )
    .await?;
    year::live(&vault, &clock, now, &TimeZone::UTC).await?;
    vault.engine().close().await;
    Ok(Place {
        data: Some(data),
        root_key: Some(key),
        ..Place::default()
    })
}

/// How to come in, and as whom to begin.
fn tell() {
    say("");
    say(format_args!(
        "Everyone in it is made up. They all come in with the passphrase: {PASSPHRASE}"
    ));
    say(format_args!(
        "Staff are then asked for a code. This prints it, in another window: attune demo --code\n\
         (or put this into an authenticator app: {})",
        people::TotpSecret::new(cast::SECRET).words().expose()
    ));
    say("");
    say("  Begin as     Noor (client): say how today's session was, and give low answers");
    say(
        "  then as      Ruth (her therapist): the reason is on the first screen; log a repair and ask",
    );
    say("  also as      Noor: answer the questions on the first screen, send them or keep them");
    say("  then as      Ruth: prepare for Amal in her session room; answer Noor's message");
    say("  then as      Noor again: say \"not yet\", or close it; look at who read what");
    say("  at last as   Mara (service lead): what the service kept of what it promised");
    say("");
    say("  name         who, and what to look at");
    for person in &STAFF {
        say(format_args!(
            "  {:<12} {}, {}: {}",
            person.sign_in,
            person.name,
            in_words(person.role),
            person.look
        ));
    }
    for client in &CLIENTS {
        let therapist = STAFF[client.therapist].sign_in;
        say(format_args!(
            "  {:<12} {}, client of {therapist}: {}",
            client.sign_in, client.name, client.look
        ));
    }
    say("");
    say(format_args!(
        "  The private part of elif opens with a word that nobody who works there has: {}",
        work::CIRCLE_WORD
    ));
    say("");
}

const fn in_words(role: Role) -> &'static str {
    match role {
        Role::Therapist => "therapist",
        Role::Supervisor => "supervisor",
        Role::Advocate => "advocate",
        _ => "service lead",
    }
}

#[cfg(test)]
mod tests;
