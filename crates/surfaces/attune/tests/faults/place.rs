//! Where a service lives: a database, a root key apart from it, and everything the program may
//! write beside them, in one folder that goes with the value.

use attune::system::{SystemChance, WallClock};
use care::Clock;
use sealed::engine::Engine;
use sealed::engines::{PostgresEngine, SqliteEngine};
use sealed::{RootKey, Vault};
use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use testing::postgres::Server;
use tokio::sync::{Mutex, MutexGuard};

/// Only one test of a process at a time has a place: a program that is just being started holds for
/// a moment every file that is open in the process that starts it, and with them the lock that
/// keeps two programs out of one database.
static ALONE: Mutex<()> = Mutex::const_new(());

/// The place of one service.
pub(crate) struct Place {
    folder: TempDir,
    /// The server, where the records are in PostgreSQL.
    pub(crate) postgres: Option<Server>,
    /// What is added to the server's address.
    options: &'static str,
    /// Last, so that everything else is gone before the next test begins.
    _alone: MutexGuard<'static, ()>,
}

impl Place {
    /// A place for the engine with one file.
    pub(crate) async fn sqlite() -> Self {
        Self::new(ALONE.lock().await, None, "")
    }

    /// A place for PostgreSQL, whose sessions have these settings; `None` where whoever runs the
    /// tests has said that there is none.
    pub(crate) async fn postgres(options: &'static str) -> Option<Self> {
        let alone = ALONE.lock().await;
        let server = Server::wanted().unwrap_or_else(|missing| panic!("{missing}"))?;
        Some(Self::new(alone, Some(server), options))
    }

    fn new(
        alone: MutexGuard<'static, ()>,
        postgres: Option<Server>,
        options: &'static str,
    ) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("attune-faults-")
            .tempdir()
            .unwrap();
        let place = Self {
            _alone: alone,
            folder,
            postgres,
            options,
        };
        for part in ["data", "tmp", "logs"] {
            DirBuilder::new()
                .mode(0o700)
                .create(place.folder().join(part))
                .unwrap();
        }
        let mut key = OpenOptions::new();
        let mut key = key
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(place.root_key())
            .unwrap();
        key.write_all(RootKey::mint(&SystemChance).to_hex().as_bytes())
            .unwrap();
        place
    }

    /// Everything that was ever written here, except by a PostgreSQL server.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder of the engine with one file.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    pub(crate) fn root_key(&self) -> PathBuf {
        self.folder().join("root-key")
    }

    /// The flags that lead the program here.
    pub(crate) fn flags(&self) -> Vec<String> {
        let text = |path: PathBuf| path.to_str().unwrap().to_owned();
        let mut flags = match &self.postgres {
            None => vec!["--data".to_owned(), text(self.data())],
            Some(server) => vec!["--database".to_owned(), self.url(server)],
        };
        flags.extend(["--root-key".to_owned(), text(self.root_key())]);
        flags
    }

    fn url(&self, server: &Server) -> String {
        format!("{}{}", server.url(), self.options)
    }

    /// Opens the records without the program, which must not be running, at a time of one's own.
    pub(crate) async fn open(&self, clock: Arc<dyn Clock>) -> Vault {
        let engine: Box<dyn Engine> = match &self.postgres {
            None => {
                let file = self.data().join("attune.sqlite");
                Box::new(SqliteEngine::open(&file, &WallClock).unwrap())
            }
            Some(server) => Box::new(PostgresEngine::connect(&self.url(server)).await.unwrap()),
        };
        let key = std::fs::read_to_string(self.root_key()).unwrap();
        let root = RootKey::from_hex(&key).unwrap();
        Vault::open(engine, root, clock, Arc::new(SystemChance))
            .await
            .unwrap()
    }
}
