//! How soon the service is there again after a restart, with many clients on disk, and what memory
//! it takes when nobody asks anything of it.

use super::Sizes;
use super::load::{answer, asking};
use super::measured::{Stretch, memory, ms};
use super::service::{Place, Service};
use crate::root_key;
use crate::say::{Failed, apart, say};
use crate::system::SystemChance;
use care::PersonId;
use people::{Hashing, Passphrases};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// Clients of each practitioner.
const CASELOAD: u32 = 50;
/// How many practitioners' clients are made at once.
const AT_ONCE: usize = 32;
/// How long is waited for a first page at most.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) async fn measure(sizes: &Sizes, place: &Place) -> Result<(), Failed> {
    let folder = place.folder("start")?;
    let (data, key) = (folder.join("data"), folder.join("root-key"));
    fill(sizes, &data, &key).await?;
    say("");
    say(format_args!(
        "Start, with {} clients on disk (a name, an overview and a therapist each):",
        apart(sizes.on_disk)
    ));
    let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
    let at = port.map_err(|error| Failed::new(error.to_string()))?;
    let stretch = Stretch::begin();
    let mut child = start(&data, &key, at)?;
    let first = first_page(at, &stretch).await;
    let process = child.id().map(|id| id.to_string()).unwrap_or_default();
    if let Ok(first) = &first {
        tokio::time::sleep(sizes.idle).await;
        say(format_args!(
            "  from starting the program to the last byte of its first page: {}",
            ms(*first)
        ));
        say(format_args!(
            "  memory in use, idle: {:.1} MiB",
            memory(&process)
        ));
    }
    stop(&mut child, &process).await;
    first.map(drop)
}

async fn fill(sizes: &Sizes, data: &Path, key: &Path) -> Result<(), Failed> {
    crate::open::private_folder(data)?;
    let root = root_key::make(key, &SystemChance)?;
    let service = Service::open(data.to_owned(), root).await?;
    service.set_up(&Passphrases::new(Hashing::LEAST)).await?;
    let practitioners = service.admit(sizes.on_disk.div_ceil(CASELOAD)).await?;
    let mut left = sizes.on_disk;
    for some in practitioners.chunks(AT_ONCE) {
        let shares: Vec<(PersonId, u32)> = some
            .iter()
            .map(|person| {
                let share = left.min(CASELOAD);
                left -= share;
                (*person, share)
            })
            .collect();
        let making = shares.into_iter().map(|(person, share)| {
            let service = service.beside();
            tokio::spawn(async move { service.caseload(person, share).await.map(drop) })
        });
        for one in making.collect::<Vec<_>>() {
            one.await
                .map_err(|error| Failed::new(error.to_string()))??;
        }
    }
    service.close().await;
    Ok(())
}

fn start(data: &PathBuf, key: &PathBuf, at: SocketAddr) -> Result<Child, Failed> {
    let program = std::env::current_exe().map_err(|error| Failed::new(error.to_string()))?;
    Command::new(program)
        .args([
            "--log-level",
            "error",
            "serve",
            "--watch",
            "off",
            "--listen",
        ])
        .arg(at.to_string())
        .arg("--data")
        .arg(data)
        .arg("--root-key")
        .arg(key)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| Failed::new(format!("the service could not be started ({error})")))
}

/// Asks until there is a page.
async fn first_page(at: SocketAddr, since: &Stretch) -> Result<Duration, Failed> {
    while since.so_far() < PATIENCE {
        if let Ok(mut stream) = TcpStream::connect(at).await {
            use tokio::io::AsyncWriteExt;
            let mut buffer = Vec::new();
            if stream.write_all(&asking(at, "a=nobody")).await.is_ok()
                && answer(&mut stream, &mut buffer).await.is_ok()
            {
                return Ok(since.so_far());
            }
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Err(Failed::new(
        "the service that was started gave no page within 30 seconds",
    ))
}

/// Asks it to stop, as an operator does, and waits until it has.
async fn stop(child: &mut Child, process: &str) {
    let asked = Command::new("kill").args(["-TERM", process]).status().await;
    if !asked.is_ok_and(|status| status.success()) {
        let _ = child.start_kill();
    }
    let _ = child.wait().await;
}
