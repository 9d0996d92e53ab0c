//! What a service chose about itself: one file, and flags that stand above it.
//!
//! A value that is not right ends the program before anything is opened, with the key, what was
//! found and what is wanted. A key that nobody knows is not passed over: it may be the one with
//! which someone meant to protect people.

mod looks;
mod mail;
mod read;
mod root;
mod witness;

pub use mail::{MailServer, MailTls};
pub use root::Root;

use self::looks::{exit, found_at, icon, theme};
use self::read::Table;
use crate::say::Failed;
use jiff::tz::TimeZone;
use pages::{Cover, Icon, Language, Settings};
use people::Given;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use zeroize::Zeroizing;

/// Where a service keeps what it keeps. Flags of every command that opens it.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Place {
    /// The configuration file; without it, attune.toml in the data folder, if there is one
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The data folder, for the engine with one file: the same as --database sqlite:DIR/attune.sqlite
    #[arg(long, value_name = "DIR", conflicts_with = "database")]
    pub data: Option<PathBuf>,
    /// The database: `sqlite:PATH`, `postgres://ADDRESS` or `memory:`
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// The root key: its file, or passphrase, or command:PROGRAM; without it, a file beside the
    /// data folder, never in it
    #[arg(long, value_name = "SOURCE")]
    pub root_key: Option<PathBuf>,
}

/// Where a service is reached. Flags of `attune serve`.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Reach {
    /// The address people reach, such as 127.0.0.1:8420
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<String>,
    /// The address for /health and /metrics, or "off"
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub watch: Option<String>,
}

/// A database, by its engine.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file, with its key store beside it.
    Sqlite(PathBuf),
    /// PostgreSQL; the address may hold a passphrase and is never printed.
    Postgres(Zeroizing<String>),
    /// Nothing is kept: the demo and tests.
    Memory,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(_) => f.write_str("postgres://(not shown)"),
            Self::Memory => f.write_str("memory:"),
        }
    }
}

/// How the way to people's browsers is kept private.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Way {
    /// Not at all: on this machine only.
    Plain,
    /// By these files.
    Tls {
        /// The chain of certificates, PEM.
        certificate: PathBuf,
        /// Its private key, PEM.
        key: PathBuf,
    },
    /// By a proxy on the way, which ends TLS.
    BehindProxy,
}

/// What a service chose.
#[derive(Clone, Debug)]
pub struct Config {
    /// The service's name.
    pub service: String,
    /// The one title every client screen has.
    pub title: String,
    /// Where Exit goes.
    pub exit: String,
    /// Where people's browsers find it, if passkeys are to be used: they belong to an address.
    pub address: Option<String>,
    /// The time zone the service lives in.
    pub zone: TimeZone,
    /// The language for people who have not chosen one.
    pub language: Language,
    /// Which of these the file says, so that a service that is set up in a browser asks for the others.
    pub given: Given,
    /// Where the records are.
    pub database: Database,
    /// Where the root key comes from.
    pub root_key: Root,
    /// Days that copies of the key store are kept at most.
    pub key_copies_kept_days: u16,
    /// Where people reach it.
    pub listen: SocketAddr,
    /// How the way to them is kept private.
    pub way: Way,
    /// Where health and metrics are read, if anywhere.
    pub watch: Option<SocketAddr>,
    /// What a client is told to do when something is urgent now, in the service's own words.
    pub urgent_words: Option<String>,
    /// The mark in the tab and among a phone's apps.
    pub icon: Icon,
    /// The colour around a client's page, as `#rrggbb`, if the service chose one.
    pub theme: Option<String>,
    /// What is useful to know and may be seen by anyone, for the page before the lock.
    pub cover_words: Option<String>,
    /// Within how many hours the service reads what a client says about safety, if it promises it.
    pub read_within_hours: Option<u16>,
    /// Within how many hours messages are answered where nobody agreed on it, if the service promises
    /// it.
    pub reply_within_hours: Option<u16>,
    /// For how many years after care has ended records are kept, if the law that holds for the
    /// service says so.
    pub keep_years: Option<u16>,
    /// A folder with forms and measures of the service's own, if it has one.
    pub library: Option<PathBuf>,
    /// Where checkpoints of the ledger are written, outside the data folder; none for the engine
    /// that keeps nothing.
    pub witness_file: Option<PathBuf>,
    /// The mail server, if the service sends mail.
    pub mail: Option<MailServer>,
}

/// The longest promise to read that a service can make, in hours: this project's own choice, a week.
const LONGEST_PROMISE: i64 = 7 * 24;
/// The longest that records can be kept after care has ended, in years: this project's own choice.
const LONGEST_KEPT: u16 = 100;
/// The data folder if nobody says otherwise.
const DATA: &str = "attune-data";
/// The keys a configuration file may have.
const KNOWN: &str = "service, title, exit, address, time_zone, language, database, root_key, root_passphrase_file, key_copies_kept_days, listen, watch, behind_proxy, icon, theme, cover_words, urgent_words, read_within_hours, reply_within_hours, keep_years, library, witness_file, tls.certificate, tls.key, mail.server, mail.port, mail.user, mail.password_file, mail.from, mail.tls";

/// A value that is not right.
pub(crate) fn wrong(key: &str, found: &str, wanted: &str) -> Failed {
    Failed::asked_wrongly(format!("{key}: found {found}; wanted {wanted}"))
}

impl Config {
    /// Reads the file, if there is one, and puts the flags above it.
    ///
    /// # Errors
    /// The first value that is not right: its key, what was found, what is wanted.
    pub fn read(place: &Place, reach: &Reach) -> Result<Self, Failed> {
        let data = place.data.clone().unwrap_or_else(|| DATA.into());
        let beside = data.join("attune.toml");
        let file = place
            .config
            .clone()
            .or_else(|| beside.is_file().then_some(beside));
        let text = match &file {
            None => String::new(),
            Some(file) => std::fs::read_to_string(file).map_err(|error| {
                wrong(
                    "--config",
                    &format!("{}, which cannot be read ({error})", file.display()),
                    "a file this account can read",
                )
            })?,
        };
        Self::from_text(&text, place, reach)
    }

    /// The same, from the text of the file.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn from_text(text: &str, place: &Place, reach: &Reach) -> Result<Self, Failed> {
        let mut table = Table::parse(text)?;
        let database = match (&place.data, &place.database) {
            (Some(data), _) => {
                table.string("database")?;
                Database::Sqlite(data.join("attune.sqlite"))
            }
            (None, Some(url)) => {
                table.string("database")?;
                database("--database", url)?
            }
            (None, None) => match table.string("database")? {
                Some(url) => database("database", &url)?,
                None => Database::Sqlite(Path::new(DATA).join("attune.sqlite")),
            },
        };
        let root_key = root::read(&mut table, place.root_key.clone(), &database)?;
        let listen = reach.listen.clone().or(table.string("listen")?);
        let listen = address("listen", listen.as_deref().unwrap_or("127.0.0.1:8420"))?;
        let watch = reach.watch.clone().or(table.string("watch")?);
        let watch = match watch.as_deref().unwrap_or("127.0.0.1:8421") {
            "off" => None,
            text => Some(address("watch", text)?),
        };
        let given = Given {
            name: table.has("service"),
            title: table.has("title"),
            exit: table.has("exit"),
            language: table.has("language"),
            zone: table.has("time_zone"),
        };
        let witness_file = witness::read(&mut table, &database)?;
        let config = Self {
            service: named(&mut table, "service", "Attune", 80)?,
            title: named(&mut table, "title", "My page", 40)?,
            exit: exit(table.string("exit")?)?,
            address: found_at(table.string("address")?)?,
            zone: zone(table.string("time_zone")?)?,
            language: language(table.string("language")?)?,
            given,
            database,
            root_key,
            key_copies_kept_days: root::copies_kept(&mut table)?,
            listen,
            way: way(&mut table, listen)?,
            watch,
            icon: icon(table.string("icon")?)?,
            theme: theme(table.string("theme")?)?,
            cover_words: words(&mut table, "cover_words", 400)?,
            urgent_words: words(&mut table, "urgent_words", 400)?,
            read_within_hours: hours(&mut table, "read_within_hours")?,
            reply_within_hours: hours(&mut table, "reply_within_hours")?,
            keep_years: years(&mut table, "keep_years")?,
            library: folder(&mut table, "library")?,
            witness_file,
            mail: mail::read(&mut table, KNOWN)?,
        };
        table.nothing_left(KNOWN)?;
        Ok(config)
    }

    /// What pages need to know of it.
    pub fn settings(&self) -> Settings {
        Settings {
            name: self.service.clone(),
            neutral_title: self.title.clone(),
            exit_url: self.exit.clone(),
            zone: self.zone.clone(),
            language: self.language,
            https: self.way != Way::Plain,
            cover: Cover {
                icon: self.icon,
                theme: self.theme.clone(),
                urgent: self.urgent_words.clone(),
                practical: self.cover_words.clone(),
            },
        }
    }
}

fn database(key: &str, url: &str) -> Result<Database, Failed> {
    let wanted = "sqlite:PATH, postgres://NAME:PASSPHRASE@localhost/DATABASE or memory:";
    match url.split_once(':') {
        Some(("sqlite", path)) if !path.is_empty() && !path.ends_with('/') => {
            Ok(Database::Sqlite(path.into()))
        }
        Some(("postgres" | "postgresql", rest)) if rest.starts_with("//") => {
            Ok(Database::Postgres(Zeroizing::new(url.to_owned())))
        }
        Some(("memory", "")) => Ok(Database::Memory),
        // It may hold a passphrase, so it is not repeated.
        _ => Err(wrong(
            key,
            "something else (not repeated here, as it may hold a passphrase)",
            wanted,
        )),
    }
}

/// The folder a file is in.
pub(crate) fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.into(),
        _ => ".".into(),
    }
}

/// A path from the root, as far as it exists by its one true name, so that two names for one place
/// are seen to be one.
fn whole(path: &Path) -> Result<PathBuf, Failed> {
    let asked = std::path::absolute(path)
        .map_err(|error| Failed::new(format!("{}: {error}", path.display())))?;
    for known in asked.ancestors() {
        if let Ok(mut real) = known.canonicalize() {
            for part in asked
                .strip_prefix(known)
                .unwrap_or(Path::new(""))
                .components()
            {
                if part == Component::ParentDir {
                    real.pop();
                } else {
                    real.push(part);
                }
            }
            return Ok(real);
        }
    }
    Ok(asked)
}

fn address(key: &str, text: &str) -> Result<SocketAddr, Failed> {
    let wanted = "an address and a port, such as 127.0.0.1:8420 or [::1]:8420";
    text.parse()
        .map_err(|_| wrong(key, &format!("{text:?}"), wanted))
}

fn named(table: &mut Table, key: &str, otherwise: &str, most: usize) -> Result<String, Failed> {
    Ok(words(table, key, most)?.unwrap_or_else(|| otherwise.to_owned()))
}

/// Words on one line that may be left out.
fn words(table: &mut Table, key: &str, most: usize) -> Result<Option<String>, Failed> {
    let Some(text) = table.string(key)? else {
        return Ok(None);
    };
    let good = !text.trim().is_empty()
        && text.chars().count() <= most
        && !text.chars().any(char::is_control);
    good.then(|| Some(text.trim().to_owned())).ok_or_else(|| {
        wrong(
            key,
            &format!("{text:?}"),
            &format!("1 to {most} characters on one line"),
        )
    })
}

/// A folder that is there; what is in it is looked at when the service starts.
fn folder(table: &mut Table, key: &str) -> Result<Option<PathBuf>, Failed> {
    let Some(text) = table.string(key)? else {
        return Ok(None);
    };
    let path = PathBuf::from(&text);
    if path.is_dir() {
        Ok(Some(path))
    } else {
        Err(wrong(
            key,
            &format!("{text:?}"),
            "a folder that is there, with forms and their evidence",
        ))
    }
}

fn hours(table: &mut Table, key: &str) -> Result<Option<u16>, Failed> {
    let Some(hours) = table.whole(key)? else {
        return Ok(None);
    };
    let good = (1..=LONGEST_PROMISE).contains(&hours);
    let read = u16::try_from(hours).ok().filter(|_| good);
    read.map(Some).ok_or_else(|| {
        wrong(
            key,
            &hours.to_string(),
            &format!("a number of hours from 1 to {LONGEST_PROMISE}, or nothing if the service cannot promise one"),
        )
    })
}

/// How long records are kept: a number of whole years, as the law that holds for the service says.
fn years(table: &mut Table, key: &str) -> Result<Option<u16>, Failed> {
    let Some(years) = table.whole(key)? else {
        return Ok(None);
    };
    let read = u16::try_from(years).ok();
    read.filter(|years| (1..=LONGEST_KEPT).contains(years))
        .map(Some)
        .ok_or_else(|| {
            let wanted = format!(
                "a number of years from 1 to {LONGEST_KEPT}, or nothing if no law says how long"
            );
            wrong(key, &years.to_string(), &wanted)
        })
}

fn zone(name: Option<String>) -> Result<TimeZone, Failed> {
    let name = name.unwrap_or_else(|| "UTC".to_owned());
    TimeZone::get(&name).map_err(|_| {
        wrong(
            "time_zone",
            &format!("{name:?}"),
            "a time zone such as Europe/Amsterdam",
        )
    })
}

fn language(tag: Option<String>) -> Result<Language, Failed> {
    let Some(tag) = tag else {
        return Ok(Language::default());
    };
    let spoken: Vec<_> = Language::ALL
        .iter()
        .map(|language| language.tag())
        .collect();
    Language::from_tag(&tag).ok_or_else(|| {
        wrong(
            "language",
            &format!("{tag:?}"),
            &format!("one of {}", spoken.join(", ")),
        )
    })
}

fn way(table: &mut Table, listen: SocketAddr) -> Result<Way, Failed> {
    let proxy = table.flag("behind_proxy")?.unwrap_or(false);
    let files = match table.table("tls")? {
        None => None,
        Some(mut tls) => {
            let certificate = tls.string("certificate")?;
            let key = tls.string("key")?;
            tls.nothing_left(KNOWN)?;
            match (certificate, key) {
                (Some(certificate), Some(key)) => Some(Way::Tls {
                    certificate: certificate.into(),
                    key: key.into(),
                }),
                (None, _) => {
                    return Err(wrong(
                        "tls.certificate",
                        "nothing",
                        "the path of the certificate chain, PEM",
                    ));
                }
                (_, None) => {
                    return Err(wrong(
                        "tls.key",
                        "nothing",
                        "the path of its private key, PEM",
                    ));
                }
            }
        }
    };
    match (files, proxy) {
        (Some(_), true) => Err(wrong(
            "behind_proxy",
            "true, and [tls] as well",
            "one of the two: either Attune or the proxy ends TLS",
        )),
        (Some(files), false) => Ok(files),
        (None, true) => Ok(Way::BehindProxy),
        (None, false) if listen.ip().is_loopback() => Ok(Way::Plain),
        (None, false) => Err(wrong(
            "listen",
            &format!("{listen}, which others can reach, without TLS"),
            "[tls] with certificate and key, or behind_proxy = true, or a loopback address. Exit protects people only over HTTPS",
        )),
    }
}

#[cfg(test)]
mod tests;
