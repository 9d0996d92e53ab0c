//! A throw-away PostgreSQL server, so that what a service relies on in production (nothing
//! acknowledged is ever lost) is tried against the real thing, crashes included.
//!
//! The server keeps its safe defaults (fsync on), listens on a Unix socket in its own folder only,
//! and goes with the value. PostgreSQL refuses to run as root, so a test run as root starts it as
//! the system user `postgres`, or `nobody` where there is none.

use std::ffi::OsStr;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What to do when there is no PostgreSQL on this machine.
pub const INSTALL_HINT: &str = "these tests need the PostgreSQL programs initdb, pg_ctl and postgres \
(Debian: apt-get install postgresql); set ATTUNE_TEST_WITHOUT_POSTGRES=1 to leave the tests out knowingly";

/// The variable that leaves the PostgreSQL tests out on a machine without PostgreSQL.
pub const WITHOUT: &str = "ATTUNE_TEST_WITHOUT_POSTGRES";

/// A running server with one empty database, `attune`.
#[derive(Debug)]
pub struct Server {
    programs: PathBuf,
    run_as: Option<(u32, u32)>,
    folder: TempDir,
    settings: String,
}

impl Server {
    /// Starts a server on a new, empty cluster.
    ///
    /// # Errors
    /// A sentence that says what is missing or what PostgreSQL answered.
    pub fn start() -> Result<Self, String> {
        Self::start_with(&[])
    }

    /// Starts a server with settings of its own, such as `fsync=off`.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub fn start_with(settings: &[&str]) -> Result<Self, String> {
        let programs = find_programs().ok_or(INSTALL_HINT)?;
        let folder = tempfile::Builder::new()
            .prefix("attune-pg-")
            .tempdir_in(short_folder())
            .map_err(|fault| format!("no folder for a test server: {fault}"))?;
        let run_as = unprivileged()?;
        if let Some((user, group)) = run_as {
            chown(folder.path(), Some(user), Some(group)).map_err(|fault| {
                format!("cannot hand over {}: {fault}", folder.path().display())
            })?;
        }
        let mut options = format!(
            "-k {} -c listen_addresses= -c shared_buffers=32MB",
            folder.path().display()
        );
        for setting in settings {
            options.push_str(" -c ");
            options.push_str(setting);
        }
        let server = Self {
            programs,
            run_as,
            folder,
            settings: options,
        };
        let data = server.data();
        let cluster = [
            "-U",
            "attune",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
            "-D",
        ];
        server.run(
            "initdb",
            cluster.iter().map(OsStr::new).chain([data.as_os_str()]),
        )?;
        server.start_again()?;
        server.add_database("attune")?;
        Ok(server)
    }

    /// A server, or `None` where the machine has no PostgreSQL and whoever runs the tests has said,
    /// by [`WITHOUT`], that they know.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub fn wanted() -> Result<Option<Self>, String> {
        if find_programs().is_none() && std::env::var_os(WITHOUT).is_some() {
            return Ok(None);
        }
        Self::start().map(Some)
    }

    /// The address of the database `attune`.
    pub fn url(&self) -> String {
        self.url_of("attune")
    }

    /// The address of another database of this server.
    pub fn url_of(&self, database: &str) -> String {
        format!(
            "postgres://attune@/{database}?host={}",
            self.folder.path().display()
        )
    }

    /// The folder that holds the server's socket and everything it has written.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Makes one more empty database.
    ///
    /// # Errors
    /// What PostgreSQL answered.
    pub fn add_database(&self, name: &str) -> Result<(), String> {
        self.run(
            "createdb",
            [
                OsStr::new("-h"),
                self.folder.path().as_os_str(),
                OsStr::new("-U"),
                OsStr::new("attune"),
                OsStr::new(name),
            ],
        )
    }

    /// Pulls the plug on the server: no checkpoint, no goodbye to anyone connected.
    ///
    /// # Errors
    /// What PostgreSQL answered.
    pub fn stop_immediate(&self) -> Result<(), String> {
        let data = self.data();
        self.run(
            "pg_ctl",
            [
                OsStr::new("-D"),
                data.as_os_str(),
                OsStr::new("-w"),
                OsStr::new("-m"),
                OsStr::new("immediate"),
                OsStr::new("stop"),
            ],
        )
    }

    /// Starts the server on the cluster that is there, recovering what a crash left.
    ///
    /// # Errors
    /// What PostgreSQL answered.
    pub fn start_again(&self) -> Result<(), String> {
        let data = self.data();
        let log = self.folder.path().join("log");
        self.run(
            "pg_ctl",
            [
                OsStr::new("-D"),
                data.as_os_str(),
                OsStr::new("-w"),
                OsStr::new("-l"),
                log.as_os_str(),
                OsStr::new("-o"),
                OsStr::new(&self.settings),
                OsStr::new("start"),
            ],
        )
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn run<'a>(
        &self,
        program: &str,
        arguments: impl IntoIterator<Item = &'a OsStr>,
    ) -> Result<(), String> {
        let mut command = Command::new(self.programs.join(program));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        if let Some((user, group)) = self.run_as {
            command.uid(user).gid(group);
        }
        // A server keeps the descriptors it was started with, so its output goes to files: a pipe
        // would never end.
        let said = self.folder.path().join("said");
        let file = std::fs::File::create(&said)
            .map_err(|fault| format!("cannot write {}: {fault}", said.display()))?;
        let copy = file
            .try_clone()
            .map_err(|fault| format!("cannot write {}: {fault}", said.display()))?;
        let ended = command
            .stdout(file)
            .stderr(copy)
            .status()
            .map_err(|fault| format!("{program} did not run: {fault}"))?;
        if ended.success() {
            return Ok(());
        }
        let said = std::fs::read_to_string(&said).unwrap_or_default();
        let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        Err(format!("{program} failed ({ended}): {said}\n{log}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that was stopped already says so; either way its folder goes next.
        let _ = self.stop_immediate();
    }
}

/// A socket's path may be 107 bytes long; a long TMPDIR would leave no room.
fn short_folder() -> PathBuf {
    let usual = std::env::temp_dir();
    if usual.as_os_str().len() > 60 {
        PathBuf::from("/tmp")
    } else {
        usual
    }
}

/// The folder that holds all four programs: the search path first, then Debian's newest.
fn find_programs() -> Option<PathBuf> {
    let complete = |folder: &PathBuf| {
        ["initdb", "pg_ctl", "postgres", "createdb"]
            .iter()
            .all(|program| folder.join(program).exists())
    };
    let on_path = std::env::var_os("PATH")
        .map(|path| std::env::split_paths(&path).collect::<Vec<_>>())
        .unwrap_or_default();
    if let Some(folder) = on_path.into_iter().find(complete) {
        return Some(folder);
    }
    let mut installed: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse().ok()?,
                entry.path().join("bin"),
            ))
        })
        .filter(|(_, folder)| complete(folder))
        .collect();
    installed.sort();
    installed.pop().map(|(_, folder)| folder)
}

/// Whom to run the server as: nobody else, unless these tests run as root.
fn unprivileged() -> Result<Option<(u32, u32)>, String> {
    let me = number_of(&["-u"]).ok_or("the program `id` does not answer")?;
    if me != 0 {
        return Ok(None);
    }
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| Some((number_of(&["-u", name])?, number_of(&["-g", name])?)))
        .map(Some)
        .ok_or_else(|| {
            "PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`"
                .to_owned()
        })
}

fn number_of(arguments: &[&str]) -> Option<u32> {
    let answer = Command::new("id").args(arguments).output().ok()?;
    answer.status.success().then_some(())?;
    String::from_utf8(answer.stdout).ok()?.trim().parse().ok()
}
