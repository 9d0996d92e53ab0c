//! `attune serve`: the service, from its first page to its last answer.
//!
//! It stops when it is told to (what is under way is finished and answered first) and when the
//! engine has stopped, because a service that cannot save must not look as if it could.

mod listen;
mod patient;

use crate::config::{Config, Database, Place, Reach, Way};
use crate::ledger::{self, WitnessFile};
use crate::mail::Mail;
use crate::open::{self, Begin, Opened, Own, Service};
use crate::say::{Failed, say};
use crate::system::{SystemChance, WallClock};
use crate::{erasing, keys, late, observe, promised, ruptures, watching, worker};
use care::Private;
use jiff::tz::TimeZone;
use listen::Listening;
use people::{Hashing, Passphrases};
use sealed::Vault;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How often the worker looks into the outbox.
const WORKER: Duration = Duration::from_secs(2);
/// How often sign-ins that ended by themselves are removed.
const SWEEP: Duration = Duration::from_hours(1);
/// How often the expected courses are fitted anew: every night, counted from the start.
const FIT: Duration = Duration::from_hours(24);
/// How often it is looked whether something about safety, or something promised, is late.
const LATE: Duration = Duration::from_mins(1);
/// How long requests that are under way may take to finish when the service stops: as long as any
/// request may take.
const LAST_ANSWERS: Duration = Duration::from_secs(30);

/// Serves until told to stop.
///
/// # Errors
/// In words: why it could not start, or that the engine has stopped.
pub(crate) async fn run(place: &Place, reach: &Reach) -> Result<(), Failed> {
    let config = Config::read(place, reach)?;
    // Before anything is answered, so that a wrong address or file is said at once.
    let listening = Listening::take(&config).await?;
    let watching = match config.watch {
        None => None,
        Some(at) => Some(watching::listen(at).await?),
    };
    let counting = watching.as_ref().and_then(|_| watching::begin());
    let mut told = Told::listen()?;
    let opened = open::vault(&config, Begin::Allowed).await?;
    keys::finish_erasures(&opened.vault).await;
    let code = people::set_up_code(&SystemChance);
    let passphrases = Passphrases::new(Hashing::default());
    let settings = people::settled(&opened.vault, config.settings(), config.given).await;
    let settings = settings.map_err(|error| Failed::new(error.to_string()))?;
    let zone = settings.zone.clone();
    let service = open::assemble_with(
        &opened.vault,
        settings,
        Own::of(&config),
        passphrases,
        Some(code.clone()),
    )?;
    let waits = service.desk.waits_for_set_up().await?;
    tell(&config, &opened, waits.then_some(&code));
    let behind_proxy = config.way == Way::BehindProxy;
    let (stop, stopping) = watch::channel(false);
    let working = work(&config, &opened.vault, &service, zone, &stopping).await?;
    let router = observe::around(service.into_router(), Arc::new(SystemChance), behind_proxy);
    if let Some(watching) = watching {
        let pages = watching::pages(opened.health.clone(), counting);
        tokio::spawn(watching::serve(watching, pages, stopping));
    }
    let handle = listening.handle();
    let mut serving = tokio::spawn(listening.serve(router));
    tracing::info!("serving");
    let why = tokio::select! {
        () = told.until_stop(&handle) => Ok(()),
        () = opened.health.until_stopped() => Err(Failed::new(
            "storage has stopped, because a write could not be made durable; see the runbook, section storage, then start again and run attune verify",
        )),
        ended = &mut serving => Err(Failed::new(format!("listening ended: {ended:?}"))),
    };
    tracing::info!("stopping");
    handle.stop(LAST_ANSWERS);
    if !serving.is_finished() {
        let _ = serving.await;
    }
    let _ = stop.send(true);
    for one in working {
        let _ = one.await;
    }
    opened.vault.engine().close().await;
    tracing::info!("stopped");
    why
}

/// Begins what is done while nobody asks: notices, mail, endings, keys, erasures, expected courses,
/// the ledger's signature, what about safety is late, and what was promised.
async fn work(
    config: &Config,
    vault: &Vault,
    service: &Service,
    zone: TimeZone,
    stopping: &watch::Receiver<bool>,
) -> Result<Vec<JoinHandle<()>>, Failed> {
    let (vault, stop) = (|| vault.clone(), || stopping.clone());
    let outward = || Arc::clone(&service.outward);
    let witness = config.witness_file.clone().map(WitnessFile::at);
    ledger::hold(&vault(), witness.as_ref()).await;
    let mail = mail(config)?;
    let erasing = service.erasing.clone();
    Ok(vec![
        tokio::spawn(worker::work(vault(), outward(), WORKER, stop())),
        tokio::spawn(worker::send(vault(), outward(), mail, WORKER, stop())),
        tokio::spawn(worker::sweep(Arc::clone(&service.desk), SWEEP, stop())),
        tokio::spawn(keys::attend(vault(), config.clone(), stop())),
        tokio::spawn(erasing::destroy(vault(), erasing, SWEEP, stop())),
        tokio::spawn(worker::fit(vault(), zone, FIT, stop())),
        tokio::spawn(ledger::sign(vault(), witness, stop())),
        tokio::spawn(late::work(vault(), LATE, stop())),
        tokio::spawn(ruptures::work(vault(), LATE, stop())),
        tokio::spawn(promised::work(vault(), LATE, stop())),
    ])
}

/// The service's mail, if it sends any.
fn mail(config: &Config) -> Result<Option<Mail>, Failed> {
    let server = config.mail.as_ref();
    server
        .map(|server| Mail::through(server, Arc::new(WallClock), Arc::new(SystemChance)))
        .transpose()
}

/// What whoever started it must know.
fn tell(config: &Config, opened: &Opened, code: Option<&Private<String>>) {
    if let Some(key) = &opened.made_key {
        say(format_args!("A root key was made: {}", key.display()));
        say(
            "  Whoever has it and the database can read everything. Whoever loses it can read nothing, ever again.",
        );
        say("  Copy it now to two places that are neither this machine nor where backups go.");
    }
    let scheme = if matches!(config.way, Way::Tls { .. }) {
        "https"
    } else {
        "http"
    };
    say(format_args!(
        "{} is at {scheme}://{}/",
        config.service, config.listen
    ));
    match config.way {
        Way::Plain => say(
            "  Without HTTPS, on this machine only. Exit does not protect anyone until there is HTTPS.",
        ),
        Way::BehindProxy => say(
            "  Without HTTPS of its own: the proxy must end TLS, pass on Host and Origin, and set X-Forwarded-For.",
        ),
        Way::Tls { .. } => {}
    }
    if config.database == Database::Memory {
        say("  In memory only: nothing is kept when it stops.");
    }
    if let Some(code) = code {
        say(format_args!(
            "Set up the service there with this code: {}",
            code.expose()
        ));
        say(
            "  It holds until someone is set up or the service stops; the next start prints a new one.",
        );
    }
}

/// What the operating system tells the program.
struct Told {
    terminate: Signal,
    interrupt: Signal,
    renew: Signal,
}

impl Told {
    fn listen() -> Result<Self, Failed> {
        let to = |kind| {
            signal(kind)
                .map_err(|error| Failed::new(format!("signals cannot be listened to ({error})")))
        };
        Ok(Self {
            terminate: to(SignalKind::terminate())?,
            interrupt: to(SignalKind::interrupt())?,
            renew: to(SignalKind::hangup())?,
        })
    }

    /// Returns when the program is told to stop. A hang-up means: the certificate was renewed.
    async fn until_stop(&mut self, handle: &listen::Grip) {
        loop {
            tokio::select! {
                _ = self.terminate.recv() => return,
                _ = self.interrupt.recv() => return,
                _ = self.renew.recv() => handle.renew().await,
            }
        }
    }
}
