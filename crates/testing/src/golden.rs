//! Golden sealed samples: what one version of Attune kept, every later version must open.
//!
//! A sample is a whole small service, sealed under a fixed root key with a frozen clock and seeded
//! chance, written down cell by cell as text. It is made once, by running its test with
//! [`MAKE`] set, and never made again: a test that cannot open its sample has found a shape that was
//! edited where it should have been succeeded.

use crate::clock::{BEGINNING, Frozen, Seeded};
use crate::{AMAL, BEN, INES, MARA, NOOR, RUTH, Small, TOMAS};
use care::{ClientId, LineId, Moment, RecordId};
use sealed::engine::{Batch, Engine, GistRow, NewLine, PostRow, Row, WrappedKey};
use sealed::engines::MemoryEngine;
use sealed::{RootKey, Vault};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Set, with any value, to make samples that are not there yet.
pub const MAKE: &str = "ATTUNE_MAKE_GOLDEN";
/// The key every sample is sealed under. Of no use anywhere else.
const ROOT: &str = "00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f";
/// As much as an engine can be asked for at once.
const ALL: u32 = 1 << 20;

type Fallible<T> = Result<T, String>;

/// Opens the sample `golden/<name>.txt` of the crate at `home` (its `CARGO_MANIFEST_DIR`), with the
/// clock where it stood, and what was noted beside it. `make` says how it came about; it is called
/// only where there is no sample yet and [`MAKE`] is set. It is handed a service with everyone
/// admitted and nobody related, and returns what is to be noted.
///
/// # Errors
/// There is no such sample, or it cannot be made or read.
pub async fn sample(
    home: &str,
    name: &str,
    make: impl AsyncFnOnce(&Small) -> Vec<String>,
) -> Fallible<(Small, Vec<String>)> {
    let path = Path::new(home).join("golden").join(format!("{name}.txt"));
    if !path.exists() {
        if std::env::var_os(MAKE).is_none() {
            return Err(format!(
                "there is no {}; set {MAKE} to make it",
                path.display()
            ));
        }
        let small = open(MemoryEngine::new(), BEGINNING).await?;
        let people = [AMAL, NOOR, RUTH, INES, TOMAS, MARA, BEN];
        small.vault.admit(&people).await.map_err(said)?;
        let notes = make(&small).await;
        let text = text(&small, &notes).await?;
        std::fs::create_dir_all(path.parent().unwrap_or(&path)).map_err(said)?;
        std::fs::write(&path, text).map_err(said)?;
    }
    read(&std::fs::read_to_string(&path).map_err(said)?).await
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "handed to `map_err` as it is"
)]
fn said(error: impl ToString) -> String {
    error.to_string()
}

async fn open(engine: MemoryEngine, at: Moment) -> Fallible<Small> {
    let clock = Arc::new(Frozen::at(at));
    let chance = Arc::new(Seeded::new(11));
    let root = RootKey::from_hex(ROOT).map_err(said)?;
    let vault = Vault::open(Box::new(engine), root, clock.clone(), chance).await;
    Ok(Small {
        vault: vault.map_err(said)?,
        clock,
    })
}

/// Every cell of the service, one a line: what it is, its columns, the envelope last.
async fn text(small: &Small, notes: &[String]) -> Fallible<String> {
    let engine = small.vault.engine();
    let mut lines = vec![
        "A golden sealed sample: never edited, never made again.".to_owned(),
        format!("at {}", small.vault.now().millis()),
    ];
    lines.extend(notes.iter().map(|note| format!("note {note}")));
    let keys = engine.keys().await.map_err(said)?;
    let clients = keys.iter().map(|key| key.client).collect();
    for key in keys {
        lines.push(format!(
            "key {} {} {}",
            key.client,
            key.epoch,
            hex(&key.wrapped)
        ));
    }
    for row in engine.all_rows(None, ALL).await.map_err(said)? {
        let (tag, at, sealed) = (hex(&row.tag), row.at.millis(), hex(&row.sealed));
        lines.push(format!(
            "row {} {} {} {tag} {at} {sealed}",
            row.client, row.record, row.version
        ));
    }
    for gist in engine.gists(clients).await.map_err(said)? {
        let (tag, sealed) = (hex(&gist.tag), hex(&gist.sealed));
        lines.push(format!(
            "gist {} {tag} {} {sealed}",
            gist.client, gist.version
        ));
    }
    for row in engine.all_lines(0, ALL).await.map_err(said)? {
        let NewLine {
            client,
            line,
            at,
            leaf,
            sealed,
        } = row.line;
        let (leaf, sealed) = (hex(&leaf), hex(&sealed));
        lines.push(format!(
            "line {client} {line} {} {leaf} {sealed}",
            at.millis()
        ));
    }
    for item in engine
        .due(Moment::from_millis(i64::MAX), ALL)
        .await
        .map_err(said)?
    {
        let (due, sealed) = (item.due_at.millis(), hex(&item.sealed));
        lines.push(format!("post {} {} {due} {sealed}", item.client, item.post));
    }
    Ok(lines.join("\n") + "\n")
}

async fn read(text: &str) -> Fallible<(Small, Vec<String>)> {
    let mut cells = Cells::default();
    for (number, line) in text.lines().enumerate().skip(1) {
        cells
            .take(line)
            .ok_or_else(|| format!("line {} is not a cell", number + 1))?;
    }
    let engine = MemoryEngine::new();
    engine.put_keys(cells.keys).await.map_err(said)?;
    engine.commit(cells.batch).await.map_err(said)?;
    let small = open(engine, cells.at).await?;
    Ok((small, cells.notes))
}

#[derive(Default)]
struct Cells {
    at: Moment,
    notes: Vec<String>,
    keys: Vec<WrappedKey>,
    batch: Batch,
}

impl Cells {
    fn take(&mut self, line: &str) -> Option<()> {
        let (what, rest) = line.split_once(' ')?;
        let columns: Vec<&str> = rest.split(' ').collect();
        match (what, columns.as_slice()) {
            ("note", _) => self.notes.push(rest.to_owned()),
            ("at", [at]) => self.at = moment(at)?,
            ("key", [client, epoch, wrapped]) => self.keys.push(WrappedKey {
                client: ClientId::parse(client)?,
                epoch: epoch.parse().ok()?,
                wrapped: bytes(wrapped)?,
            }),
            ("row", [client, record, version, tag, at, sealed]) => self.batch.rows.push(Row {
                client: ClientId::parse(client)?,
                record: RecordId::parse(record)?,
                version: version.parse().ok()?,
                tag: bytes(tag)?.try_into().ok()?,
                at: moment(at)?,
                sealed: bytes(sealed)?,
            }),
            ("gist", [client, tag, version, sealed]) => {
                let gist = GistRow {
                    client: ClientId::parse(client)?,
                    tag: bytes(tag)?.try_into().ok()?,
                    version: version.parse().ok()?,
                    sealed: bytes(sealed)?,
                };
                // An engine takes a gist after the one before it only.
                let before = (1..gist.version).map(|version| GistRow {
                    version,
                    sealed: Vec::new(),
                    ..gist.clone()
                });
                self.batch.gists.extend(before);
                self.batch.gists.push(gist);
            }
            ("line", [client, line, at, leaf, sealed]) => self.batch.lines.push(NewLine {
                client: ClientId::parse(client)?,
                line: LineId::parse(line)?,
                at: moment(at)?,
                leaf: bytes(leaf)?.try_into().ok()?,
                sealed: bytes(sealed)?,
            }),
            ("post", [client, post, due_at, sealed]) => self.batch.post.push(PostRow {
                client: ClientId::parse(client)?,
                post: RecordId::parse(post)?,
                due_at: moment(due_at)?,
                tries: 0,
                sealed: bytes(sealed)?,
            }),
            _ => return None,
        }
        Some(())
    }
}

fn moment(text: &str) -> Option<Moment> {
    text.parse().ok().map(Moment::from_millis)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect()
}
