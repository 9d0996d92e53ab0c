//! Recovery shares at the command line: made once and rehearsed, and typed back on the day the root
//! key is gone.

use crate::config::{Config, Database, Place, Reach, Root};
use crate::open::{self, Begin};
use crate::root_key::{self, Secret};
use crate::say::{Failed, say};
use crate::system::{SystemChance, WallClock};
use sealed::engine::Engine;
use sealed::engines::{PostgresEngine, SqliteEngine};
use sealed::shares::{JoinError, Share, SplitError, join, numbers_make_sense, split};
use sealed::{LOCKED_ROOT, RecoveryKey, RootKey, Vault, recovery_of};
use std::io::BufRead;
use zeroize::Zeroizing;

/// Makes shares, prints them, and has some typed back.
pub(super) async fn share(
    place: &Place,
    of: u8,
    need: u8,
    typed: &mut (dyn BufRead + Send),
) -> Result<(), Failed> {
    let config = Config::read(place, &Reach::default())?;
    let opened = open::vault(&config, Begin::Never).await?;
    let outcome = made_and_tried(&opened.vault, of, need, typed).await;
    opened.vault.engine().close().await;
    outcome
}

async fn made_and_tried(
    vault: &Vault,
    of: u8,
    need: u8,
    typed: &mut (dyn BufRead + Send),
) -> Result<(), Failed> {
    let lines = made(vault, of, need).await?;
    say(
        "These lines are printed once and kept nowhere. They open nothing before they were tried; until then, shares that were made before still do.",
    );
    say("");
    for line in lines {
        say(&*line);
    }
    say("");
    say(format_args!(
        "Give each to another person, apart from every backup. Now type any {need} of them back, one a line:"
    ));
    if tried(vault, typed).await? {
        say(
            "They open this service, and shares that were made before open nothing any more. Copy the key store again: the shares go with it.",
        );
        return Ok(());
    }
    Err(Failed::new(
        "the shares were made and not tried: nothing that opens this service was typed back, so they open nothing. If there were shares before, those still open it. Destroy these, make new ones, and try them",
    ))
}

/// Makes shares of a new recovery key, as the lines to print.
pub(super) async fn made(
    vault: &Vault,
    of: u8,
    need: u8,
) -> Result<Vec<Zeroizing<String>>, Failed> {
    let senseless = |error: SplitError| Failed::asked_wrongly(error.to_string());
    // Before anything is written.
    numbers_make_sense(of, need).map_err(senseless)?;
    let key = vault.make_recovery().await;
    let key = key.map_err(|error| Failed::new(error.to_string()))?;
    let shares = split(&key, of, need, vault.chance()).map_err(senseless)?;
    let line = |share: &Share| Zeroizing::new(share.to_string());
    Ok(shares.iter().map(line).collect())
}

/// Whether what is typed opens this service.
pub(super) async fn tried(vault: &Vault, typed: &mut (dyn BufRead + Send)) -> Result<bool, Failed> {
    let Some(key) = read_shares(typed)? else {
        return Ok(false);
    };
    let opens = vault.recovery_opens(&key).await;
    opens.map_err(|error| Failed::new(error.to_string()))
}

/// Reads shares until they give a key; each that is wrong is told at once and can be typed again.
/// `None` if there are no more lines.
fn read_shares(typed: &mut (dyn BufRead + Send)) -> Result<Option<RecoveryKey>, Failed> {
    let mut shares: Vec<Share> = Vec::new();
    let mut line = Zeroizing::new(String::new());
    loop {
        line.clear();
        let read = typed
            .read_line(&mut line)
            .map_err(|error| Failed::new(format!("nothing could be read ({error})")))?;
        if read == 0 {
            return Ok(None);
        }
        if line.trim().is_empty() {
            continue;
        }
        match Share::parse(&line) {
            Err(error) => {
                say(format_args!("This line was not taken: {error}."));
                continue;
            }
            Ok(share) => {
                say(format_args!(
                    "Share {} of {} is sound.",
                    share.number, share.of
                ));
                shares.push(share);
            }
        }
        match join(&shares) {
            Ok(key) => return Ok(Some(key)),
            Err(JoinError::TooFew { have, need }) => {
                say(format_args!("{have} of {need} so far."));
            }
            Err(error) => {
                say(format_args!("{error}. Begin again with the first."));
                shares.clear();
            }
        }
    }
}

/// Brings the root key back and puts it where the configuration says.
pub(super) async fn recover(place: &Place, typed: &mut (dyn BufRead + Send)) -> Result<(), Failed> {
    let config = Config::read(place, &Reach::default())?;
    if let Some(path) = config.root_key.file()
        && path.exists()
    {
        return Err(Failed::asked_wrongly(format!(
            "root_key: {}: found a file there; wanted none, as a root key is never written over. Move it away if it is not the right one",
            path.display()
        )));
    }
    let engine = key_store(&config).await?;
    let outcome = back(&config, &*engine, typed).await;
    engine.close().await;
    outcome?;
    let opened = open::vault(&config, Begin::Never).await?;
    opened.vault.engine().close().await;
    say(
        "The root key is back, and it opens this service. Whoever was asked for a share has shown it: make new ones with attune keys share.",
    );
    Ok(())
}

async fn key_store(config: &Config) -> Result<Box<dyn Engine>, Failed> {
    match &config.database {
        Database::Sqlite(path) if path.is_file() => {
            Ok(Box::new(SqliteEngine::open(path, &WallClock)?))
        }
        Database::Postgres(url) => Ok(Box::new(PostgresEngine::connect(url).await?)),
        Database::Sqlite(path) => Err(Failed::asked_wrongly(format!(
            "database: there is none at {}; give --data or --database",
            path.display()
        ))),
        Database::Memory => Err(Failed::asked_wrongly(
            "database: nothing of memory: is kept, so there is nothing to come back to",
        )),
    }
}

async fn back(
    config: &Config,
    engine: &dyn Engine,
    typed: &mut (dyn BufRead + Send),
) -> Result<(), Failed> {
    let Some(stored) = recovery_of(engine).await? else {
        return Err(Failed::asked_wrongly(
            "this key store knows of no shares; give the newest copy of the key store of the service they were made for",
        ));
    };
    say("Type the shares, one a line:");
    let Some(key) = read_shares(typed)? else {
        return Err(Failed::asked_wrongly("too few shares; nothing was changed"));
    };
    let root = key.open(&stored).map_err(|_| {
        Failed::asked_wrongly(
            "these shares are sound and belong to another service, or to shares that were made before the newest; nothing was changed",
        )
    })?;
    put(config, engine, &root).await
}

async fn put(config: &Config, engine: &dyn Engine, root: &RootKey) -> Result<(), Failed> {
    if let Root::File(path) = &config.root_key {
        return root_key::write(path, root);
    }
    let Some(secret) = Secret::of(&config.root_key) else {
        return Err(Failed::asked_wrongly("root_key: found no place for it"));
    };
    let lock = root_key::new_lock(&secret).await?;
    let locked = lock
        .locked(root, &SystemChance)
        .map_err(|error| Failed::new(error.to_string()))?;
    // Two steps, and nothing is lost between them: the secret that opened the old lock is gone, and
    // the shares that were just typed still open the key store.
    engine.destroy_key(LOCKED_ROOT).await?;
    engine
        .put_keys(vec![locked])
        .await
        .map_err(|error| Failed::new(error.to_string()))
}
