//! The real program, as it was built: started, asked whether it is there, and ended kindly or not.

use crate::asking::Caller;
use crate::place::Place;
use std::fs::{File, OpenOptions};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

/// How long is waited for the program to answer, on however slow a machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// The program while it serves.
pub(crate) struct Running {
    child: Child,
    /// Where people find it.
    pub(crate) at: SocketAddr,
    /// How long it took from its start to its first answer.
    pub(crate) ready_after: Duration,
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// The program with its output in two files of this name, added to what is there.
fn program(place: &Place, log: &str) -> Command {
    let file = |ending: &str| -> File {
        let path = place.folder().join("logs").join(format!("{log}.{ending}"));
        OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .unwrap()
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_attune"));
    command
        .current_dir(place.folder())
        .env("TMPDIR", place.folder().join("tmp"))
        .env("RUST_BACKTRACE", "full")
        .env("RUST_LOG", "trace")
        .stdin(Stdio::null())
        .stdout(file("out"))
        .stderr(file("err"))
        .kill_on_drop(true);
    command
}

/// Runs a command of the program to its end.
pub(crate) async fn run(place: &Place, log: &str, arguments: &[&str]) -> ExitStatus {
    let mut command = program(place, log);
    command
        .args(["--log-level", "debug"])
        .args(arguments)
        .args(place.flags());
    command.status().await.unwrap()
}

impl Running {
    /// Starts to serve and waits for the first answer. `logging` are flags about logs; `watch` is
    /// where it is watched.
    pub(crate) async fn start(place: &Place, log: &str, logging: &[&str], watch: &str) -> Self {
        let since = Instant::now();
        loop {
            let at = free_address();
            let mut command = program(place, log);
            command.args(logging).args(["serve", "--watch", watch]);
            command
                .args(["--listen", &at.to_string()])
                .args(place.flags());
            let mut child = command.spawn().unwrap();
            while since.elapsed() < PATIENCE {
                if Caller::new(at, 254)
                    .get("/")
                    .await
                    .is_ok_and(|told| told.status < 500)
                {
                    return Self {
                        child,
                        at,
                        ready_after: since.elapsed(),
                    };
                }
                if let Some(ended) = child.try_wait().unwrap() {
                    // Someone else may have taken the free port meanwhile; anything else is told.
                    let said = last_words(place, log);
                    assert!(said.contains("cannot be listened at"), "{ended}: {said}");
                    break;
                }
                sleep(Duration::from_millis(2)).await;
            }
            assert!(
                since.elapsed() < PATIENCE,
                "no answer: {}",
                last_words(place, log)
            );
        }
    }

    /// How much memory it holds at the moment, in KiB.
    pub(crate) fn resident(&self) -> u64 {
        let status = format!("/proc/{}/status", self.child.id().unwrap());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).unwrap()
    }

    /// Ends it as a power cut does, as far as the program can tell: it is told nothing.
    pub(crate) async fn kill(mut self) {
        self.child.start_kill().unwrap();
        self.child.wait().await.unwrap();
    }

    /// Asks it to stop, as an operator does, and waits until it has.
    pub(crate) async fn stop(mut self) -> ExitStatus {
        let process = self.child.id().unwrap().to_string();
        Command::new("kill")
            .args(["-TERM", &process])
            .status()
            .await
            .unwrap();
        self.child.wait().await.unwrap()
    }
}

/// The end of what the program said.
fn last_words(place: &Place, log: &str) -> String {
    let read = |ending: &str| {
        let path = place.folder().join("logs").join(format!("{log}.{ending}"));
        let said = std::fs::read(Path::new(&path)).unwrap_or_default();
        let from = said.len().saturating_sub(2_000);
        String::from_utf8_lossy(&said[from..]).into_owned()
    };
    format!("{}\n{}", read("out"), read("err"))
}

/// An address on which the program can be watched.
pub(crate) fn watch_address() -> SocketAddr {
    free_address()
}
