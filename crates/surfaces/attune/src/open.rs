//! Opening a service: its engine, its root key, its vault, and the site that stands on them.

use crate::config::{Config, Database, Root, folder_of};
use crate::folk::Folk;
use crate::library;
use crate::reactions::Routed;
use crate::root_key;
use crate::say::Failed;
use crate::system::{SystemChance, WallClock};
use crate::upcoming::Sessions;
use crate::watched::{Health, Saving, Watched};
use axum::Router;
use care::{ClientId, Private, RecordId};
use contact::{Outward, Upcoming};
use measures::Offer;
use pages::{Floor, Settings, Site};
use people::{FirstRun, Passphrases, RootSource, SignInDesk};
use sealed::engine::{Engine, EngineFault};
use sealed::engines::{MemoryEngine, PostgresEngine, SqliteEngine};
use sealed::{Keeping, OpenError, Vault};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Under this id, which is no person's, the service's own key is kept.
const SERVICE: ClientId = ClientId::from_bytes([0; 16]);

/// An open service.
pub struct Opened {
    /// Its records.
    pub vault: Vault,
    /// How saving goes.
    pub health: Health,
    /// The root key file, if it was made just now.
    pub made_key: Option<PathBuf>,
}

impl From<EngineFault> for Failed {
    fn from(fault: EngineFault) -> Self {
        Self::new(fault.to_string())
    }
}

impl From<OpenError> for Failed {
    fn from(error: OpenError) -> Self {
        Self::new(error.to_string())
    }
}

/// A service that can be visited.
pub struct Service {
    /// Every route and screen, with what each needs.
    pub site: Site,
    /// How people come in.
    pub desk: Arc<SignInDesk>,
    /// What it has set up for reaching people.
    pub outward: Arc<Outward>,
    /// What destroying a record needs.
    pub erasing: exchange::Erasing,
}

impl Service {
    /// The router that serves it.
    pub fn into_router(self) -> Router {
        people::remembering(self.site.into_router())
    }
}

/// What a service says, and asks with, that is its own.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Own {
    /// What to do when something is urgent now, in its own words.
    pub urgent_words: Option<String>,
    /// Within how many hours it reads them, if it promises that.
    pub read_within_hours: Option<u16>,
    /// Within how many hours messages are answered where nobody agreed on it, if it promises that.
    pub reply_within_hours: Option<u16>,
    /// A folder with forms and measures of its own.
    pub library: Option<PathBuf>,
    /// Where people's browsers find it; without it there are no passkeys.
    pub address: Option<String>,
    /// For how many years after care has ended records are kept.
    pub keep_years: Option<u16>,
    /// For how many days copies of the key store may exist; 30 where nothing is said.
    pub copies_days: Option<u16>,
    /// The address mail comes from, if it sends mail.
    pub mail_from: Option<String>,
    /// What the first run in a browser must know of how the program was started.
    pub first_run: FirstRun,
}

impl Own {
    /// What a configuration says.
    pub fn of(config: &Config) -> Self {
        Self {
            urgent_words: config.urgent_words.clone(),
            read_within_hours: config.read_within_hours,
            reply_within_hours: config.reply_within_hours,
            library: config.library.clone(),
            address: config.address.clone(),
            keep_years: config.keep_years,
            copies_days: Some(config.key_copies_kept_days),
            mail_from: config.mail.as_ref().map(|mail| mail.from.clone()),
            first_run: FirstRun {
                given: config.given,
                root: root_source(config),
            },
        }
    }
}

/// Where the root key comes from, as whoever sets the service up is told.
fn root_source(config: &Config) -> RootSource {
    match &config.root_key {
        Root::File(path) => RootSource::File(path.display().to_string()),
        Root::Passphrase(_) => RootSource::Passphrase,
        Root::Command(_) => RootSource::Command,
        Root::Memory => RootSource::Memory,
    }
}

/// Puts every capability on the floor, for a service that says and brings nothing of its own.
///
/// # Errors
/// As [`assemble_with`].
pub fn assemble(
    vault: &Vault,
    settings: Settings,
    passphrases: Passphrases,
    set_up_code: Option<Private<String>>,
) -> Result<Service, Failed> {
    assemble_with(vault, settings, Own::default(), passphrases, set_up_code)
}

/// Puts every capability on the floor. With a set-up code, whoever has it can set up a service in
/// which there is nobody yet.
///
/// # Errors
/// If a form that the program brings along, or one of the service's own, is not as it should be.
pub fn assemble_with(
    vault: &Vault,
    settings: Settings,
    own: Own,
    passphrases: Passphrases,
    set_up_code: Option<Private<String>>,
) -> Result<Service, Failed> {
    forms_are_here()?;
    let measures = library::measures(own.library.as_deref())?;
    let offer = Offer::new(measures, own.urgent_words, own.read_within_hours)
        .map_err(|error| Failed::new(error.to_string()))?;
    let mut desk = SignInDesk::new(vault.clone(), settings.https, passphrases, set_up_code);
    if let Some(address) = &own.address {
        desk = desk
            .at(address, &settings.neutral_title)
            .map_err(|error| Failed::new(error.to_string()))?;
    }
    let desk = Arc::new(desk.knowing(own.first_run));
    let copies = own.copies_days.unwrap_or(crate::erasing::COPIES_DAYS);
    let erasing = crate::erasing::erasing(vault, &desk, &offer, own.keep_years, copies);
    let outward = Arc::new(Outward::new(own.mail_from, settings.zone.clone()));
    let upcoming: Arc<dyn Upcoming> = Arc::new(Sessions);
    let floor = Floor::new(vault.clone(), settings, desk.clone(), Arc::new(Routed));
    let folk: Arc<dyn consent::Staff> = Arc::new(Folk(vault.clone()));
    let own_keys = Arc::clone(&floor.own_keys);
    let notes_desk = notes::Desk::new(Arc::new(Folk(vault.clone())));
    let works = crate::works::Works::new(own.library.as_deref(), &offer);
    let closing = (Arc::clone(&notes_desk), own_keys, Arc::clone(&works.live));
    desk.tells_of_ends(move |sign_in| lets_go(&closing, sign_in));
    let meetings: Arc<dyn alliance::Meetings> = Arc::new(rooms::Sessions);
    let hands = Arc::new(crate::seams::hands::Hands(vault.clone()));
    let (team_staff, held): (Arc<dyn team::Staff>, Arc<dyn team::Holdings>) =
        (hands.clone(), hands);
    let replies = crate::seams::replies::Replies(own.reply_within_hours);
    let replies: Arc<dyn messages::ReplyTimes> = Arc::new(replies);
    let names: Arc<dyn promises::Names> = Arc::new(crate::seams::called::Called);
    let colleagues = crate::seams::colleagues::Colleagues(vault.clone());
    let colleagues: Arc<dyn sessions::Folk> = Arc::new(colleagues);
    let routes = people::routes(&desk)
        .and(promises::routes(&names))
        .and(alliance::routes())
        .and(sessions::routes(&colleagues))
        .and(consent::routes(&folk))
        .and(measures::routes(&offer))
        .and(contact::routes(&outward))
        .and(crisis::routes())
        .and(agreement::routes())
        .and(works.routes())
        .and(messages::routes())
        .and(team::routes(&team_staff, &held))
        .and(notes::routes(&notes_desk))
        .and(notes::progress_routes(&crate::seams::prefill::Stands::of(
            &offer,
        )))
        .and(exchange::routes(&erasing))
        .and(rooms::routes(&offer));
    let screens = alliance::screens(&meetings)
        .and(promises::screens())
        .and(sessions::screens())
        .and(measures::screens(&offer))
        .and(contact::screens(&outward, &upcoming))
        .and(crisis::screens())
        .and(agreement::screens())
        .and(works.screens())
        .and(messages::screens(&replies))
        .and(team::screens(&team_staff))
        .and(notes::screens())
        .and(exchange::screens(&erasing))
        .and(consent::screens(&folk))
        .and(people::screens(&desk))
        .and(rooms::screens(&offer));
    Ok(Service {
        site: Site::new(floor, routes, screens),
        desk,
        outward,
        erasing,
    })
}

/// What is held open in memory for a sign-in: process notes, what is under keys of their own, and
/// live lines.
type HeldOpen = (
    Arc<notes::Desk>,
    Arc<pages::own_keys::OwnKeys>,
    Arc<emdr::Live>,
);

/// A sign-in ended: nothing of it stays open.
fn lets_go((notes, own_keys, lines): &HeldOpen, sign_in: RecordId) {
    notes.close(sign_in);
    own_keys.close(sign_in);
    lines.ends(sign_in);
}

/// Finds out, before anything is served, whether every form that the program brings along can be
/// read.
fn forms_are_here() -> Result<(), Failed> {
    for (form, called) in [
        (alliance::form(), "the session check-in"),
        (sessions::next_day::form(), "the questions of the day after"),
        (crisis::form(), "the plan for hard days"),
        (agreement::form(), "the form of the working agreement"),
        (emdr::ready_form(), "the talk before the first EMDR target"),
    ] {
        if form.is_none() {
            return Err(Failed::new(format!(
                "{called} that this program brings along cannot be read; use the program as it was built"
            )));
        }
    }
    Ok(())
}

/// Whether a database that is not there may be begun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Begin {
    /// Yes: `attune serve` for the first time.
    Allowed,
    /// No: there must be something to look at.
    Never,
}

/// Opens the records a configuration names.
///
/// # Errors
/// In words: what could not be opened and what to do.
pub async fn vault(config: &Config, begin: Begin) -> Result<Opened, Failed> {
    let health = Health::default();
    let engine = engine(&config.database, &health, begin).await?;
    let found = root_key::found(config, &*engine, begin).await?;
    if engine.key(SERVICE).await?.is_none() && !engine.all_rows(None, 1).await?.is_empty() {
        return Err(Failed::new(
            "there are records here and no key store that belongs to them; put the newest copy of keys.sqlite back beside the database. A new key store would open nothing",
        ));
    }
    let watched = Box::new(Watched::new(engine, health.clone()));
    let keeping = Keeping {
        keeper: found.keeper,
        copies_kept_days: config.key_copies_kept_days,
    };
    let (clock, chance) = (Arc::new(WallClock), Arc::new(SystemChance));
    let vault = Vault::open_kept(watched, found.root, keeping, clock, chance).await?;
    Ok(Opened {
        vault,
        health,
        made_key: found.made,
    })
}

async fn engine(
    database: &Database,
    health: &Health,
    begin: Begin,
) -> Result<Box<dyn Engine>, Failed> {
    match database {
        Database::Memory => Ok(Box::new(MemoryEngine::new())),
        Database::Postgres(url) => Ok(Box::new(PostgresEngine::connect(url).await?)),
        Database::Sqlite(path) => {
            if begin == Begin::Never && !path.is_file() {
                return Err(Failed::asked_wrongly(format!(
                    "database: there is none at {}; give --data or --database",
                    path.display()
                )));
            }
            private_folder(&folder_of(path))?;
            let engine = SqliteEngine::open(path, &WallClock)?;
            let (stopped, health) = (engine.until_stopped(), health.clone());
            tokio::spawn(async move {
                stopped.await;
                health.set(Saving::Stopped);
            });
            Ok(Box::new(engine))
        }
    }
}

/// Makes a folder that only this account can look into, if it is not there.
pub(crate) fn private_folder(folder: &Path) -> Result<(), Failed> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| {
            Failed::new(format!(
                "the data folder {} could not be made ({error})",
                folder.display()
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Place, Reach};

    fn config(folder: &Path) -> Config {
        let place = Place {
            data: Some(folder.join("data")),
            ..Place::default()
        };
        Config::read(&place, &Reach::default()).unwrap()
    }

    async fn told(config: &Config, begin: Begin) -> String {
        vault(config, begin).await.err().unwrap().to_string()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_first_start_makes_the_key_and_the_second_finds_it() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        assert!(told(&config, Begin::Never).await.contains("there is none"));
        let first = vault(&config, Begin::Allowed).await.unwrap();
        assert_eq!(first.made_key.as_deref(), config.root_key.file());
        assert!(
            told(&config, Begin::Allowed)
                .await
                .contains("open in another Attune")
        );
        first.vault.engine().close().await;
        let second = vault(&config, Begin::Never).await.unwrap();
        assert_eq!(second.made_key, None);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_lost_or_wrong_root_key_is_said_and_never_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path());
        drop(vault(&config, Begin::Allowed).await.unwrap());
        let key = config.root_key.file().unwrap().to_owned();
        let kept = folder.path().join("kept");
        std::fs::rename(&key, &kept).unwrap();
        assert!(
            told(&config, Begin::Allowed)
                .await
                .contains("A new one would open nothing")
        );
        assert!(!key.exists());
        root_key::make(&key, &SystemChance).unwrap();
        assert!(
            told(&config, Begin::Allowed)
                .await
                .contains("does not open this database")
        );
        std::fs::rename(&kept, &key).unwrap();
        vault(&config, Begin::Never).await.unwrap();
    }
}
