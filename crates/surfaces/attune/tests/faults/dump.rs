//! Nothing readable is on the disk: a service in which people wrote a thousand unlikely words, and
//! a thief who has everything of it but the root key.
//!
//! `planted` hands out the words, `past` lives what has been (by the acts that pages call), `visits`
//! does the rest through the real program with its logs at their most talkative, `trust` is of it
//! what people write so that they can trust, `between` what they write to each other, `scan` looks.

mod between;
mod past;
mod planted;
mod scan;
mod trust;
mod unpacked;
mod visits;

use crate::people_here;
use crate::place::Place;
use crate::program;
use attune::system::WallClock;
use care::Section;
use past::Folk;
use planted::Planted;
use scan::{How, Scanner};
use sealed::Vault;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many words are planted at the least.
const WORDS: usize = 1_000;
/// What the service is called in its settings, which are not sealed and hold nobody's words: it
/// is found, so the looking is known to look.
const SETTING: &str = "zqxv9999kwuj";

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap() {
            kind if kind.is_dir() => all.extend(files(&entry.path())),
            kind if kind.is_file() => all.push(entry.path()),
            _ => {}
        }
    }
    all
}

/// Copies a folder as it lies there, in the middle of things.
fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let copy = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::copy(&file, copy).unwrap();
    }
}

/// What a client wrote or had written about them, all of it, opened as they would open it.
async fn record_of(vault: &Vault, folk: &Folk, number: usize) -> String {
    let client = folk.clients[number].0;
    let sections = [
        Section::Identity,
        Section::Sessions,
        Section::CheckIns,
        Section::Relationship,
        Section::Drafts,
    ];
    let act = people_here::own(vault, client, &sections).await;
    macro_rules! tell {
        ($($kind:ty),*) => {[$({
            let found = act.latest::<$kind>().await.unwrap();
            assert!(found.damaged.is_empty(), "{:?}", found.damaged);
            let values: Vec<_> = found.kept.iter().map(|one| &one.value).collect();
            serde_json::to_string(&values).unwrap()
        }),*]};
    }
    let told = tell!(
        people::ClientV1,
        sessions::SessionV1,
        alliance::CheckInAnswersV1,
        alliance::rupture::RuptureV1,
        pages::draft::DraftV1
    );
    told.concat()
}

/// Holds what can be read with the keys against what was written: a word that was never kept
/// could not be found on the disk, and would prove nothing.
async fn everything_kept_is_there(place: &Place, folk: &Folk, planted: &Planted) {
    let vault = place.open(Arc::new(WallClock)).await;
    let found = vault.verify(&attune::verify::kinds()).await.unwrap();
    assert!(found.is_whole() && found.without_key == 0, "{found:?}");
    let (staff, _) = people::staff(&vault).await.unwrap();
    let mut readable: String = staff.iter().map(people::Person::called).collect();
    for number in 0..folk.clients.len() {
        readable.push_str(&record_of(&vault, folk, number).await);
    }
    vault.engine().close().await;
    let missing: Vec<&String> = planted
        .kept()
        .iter()
        .filter(|word| !readable.contains(word.as_str()))
        .collect();
    assert!(missing.is_empty(), "never kept: {missing:?}");
}

/// What a look through the files found.
struct Looked {
    files: usize,
    bytes: usize,
    /// Compressed streams, or what looked like some.
    packed: usize,
    /// Where a word was read, and which.
    readable: Vec<String>,
    /// Files that hold a client's id, which is no secret: they are about these people.
    about_them: Vec<PathBuf>,
}

fn look_through(folders: &[&Path], planted: &Planted, folk: &Folk) -> Looked {
    let scanner = Scanner::new(planted.all());
    let ids: Vec<[u8; 16]> = folk
        .clients
        .iter()
        .map(|(client, _)| *client.bytes())
        .collect();
    let about = Scanner::of_bytes(&ids);
    let mut looked = Looked {
        files: 0,
        bytes: 0,
        packed: 0,
        readable: Vec::new(),
        about_them: Vec::new(),
    };
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let bytes = std::fs::read(&path).unwrap();
        looked.files += 1;
        looked.bytes += bytes.len();
        let unpacked = unpacked::streams(&bytes);
        looked.packed += unpacked.len();
        for part in unpacked.iter().chain([&bytes]) {
            for hit in scanner.look(part) {
                let word = &planted.all()[hit.word];
                let (how, at) = (hit.how, hit.at);
                let told = format!("{word} as {how:?} at {at} of {}", path.display());
                looked.readable.push(told);
            }
        }
        if !about.look(&bytes).is_empty() {
            looked.about_them.push(path);
        }
    }
    looked
}

/// Looks through everything in these folders, and proves that the looking sees: each of these
/// files or folders is known to be about these people.
fn nothing_is_readable(
    engine: &str,
    everywhere: &[&Path],
    about: &[PathBuf],
    planted: &Planted,
    folk: &Folk,
) {
    let looked = look_through(everywhere, planted, folk);
    assert!(looked.readable.is_empty(), "{:#?}", looked.readable);
    for part in about {
        let mut seen = looked.about_them.iter();
        let seen = seen.any(|file| file.starts_with(part));
        assert!(seen, "nothing in {} is about these people", part.display());
    }
    let told = format!(
        "{engine}: {} words planted, {} files and {} bytes looked through in UTF-8 (any case), \
         UTF-16 LE and BE, base64, hex and {} streams that unpack: 0 found",
        planted.all().len(),
        looked.files,
        looked.bytes,
        looked.packed,
    );
    println!("{told}\n{}", planted.places());
    testing::shows("CR-1", &told);
    // The same folders hold the logs at their most talkative, the page of counts, the place for
    // temporary files and everything the program printed.
    testing::shows(
        "LH-1",
        &format!(
            "{engine}: {} words of people, in logs at debug, metrics, output and temporary files: 0 found",
            planted.all().len()
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thief_of_the_disk_reads_nothing() {
    let place = Place::sqlite().await;
    let settings = place.data().join("attune.toml");
    std::fs::write(&settings, format!("service = \"{SETTING}\"\n")).unwrap();
    let mut planted = Planted::default();
    let folk = past::live(&place, &mut planted).await;
    visits::pay(&place, &folk, &mut planted).await;
    assert!(planted.all().len() >= WORDS);

    // As it lay there after the kill, and once more after everything was put in order.
    copy(&place.data(), &place.folder().join("found"));
    let whole = program::run(&place, "verify", &["verify"]).await;
    assert!(whole.success(), "{whole}");
    everything_kept_is_there(&place, &folk, &planted).await;

    // The databases and the copies of them; with them, everything that was ever written here:
    // logs, counts, manifests, temporary files.
    let about = [
        "data/attune.sqlite",
        "data/keys.sqlite",
        "found/attune.sqlite-wal",
        "running/attune.sqlite",
        "running/attune.sqlite-wal",
        "running/keys.sqlite",
        "backup/attune.sqlite",
        "keys/keys.sqlite",
    ];
    let about = about.map(|file| place.folder().join(file));
    nothing_is_readable("SQLite", &[place.folder()], &about, &planted, &folk);
    assert!(place.folder().join("backup/manifest.toml").is_file());
    assert!(place.folder().join("running/attune.sqlite-shm").is_file());

    // The service's name is no secret: it is in its settings, and the program says it as it starts.
    let control = Scanner::new(&[SETTING.to_owned()]);
    for path in files(place.folder()) {
        let name = path.file_name().unwrap();
        let named = ["attune.toml", "json.out", "compact.out"]
            .iter()
            .any(|one| *one == name);
        let found = !control.look(&std::fs::read(&path).unwrap()).is_empty();
        assert_eq!(found, named, "{}", path.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thief_of_the_postgresql_server_reads_nothing() {
    // A server that writes down every statement it is sent, with what is sent along.
    let talkative = "&options=-c%20log_statement%3Dall%20-c%20log_min_messages%3Ddebug1\
                     %20-c%20log_parameter_max_length%3D-1";
    let Some(place) = Place::postgres(talkative).await else {
        return;
    };
    let mut planted = Planted::default();
    let folk = past::live(&place, &mut planted).await;
    visits::pay(&place, &folk, &mut planted).await;
    assert!(planted.all().len() >= WORDS);

    // The plug is pulled, so that the log of changes is as it was; then started, so that every
    // change is in the tables too.
    let server = place.postgres.as_ref().unwrap();
    server.stop_immediate().unwrap();
    copy(
        &server.folder().join("data/pg_wal"),
        &place.folder().join("pg_wal"),
    );
    server.start_again().unwrap();
    everything_kept_is_there(&place, &folk, &planted).await;
    server.stop_immediate().unwrap();
    let log = std::fs::read_to_string(server.folder().join("log")).unwrap();
    assert!(
        log.contains("parameters: $1 = "),
        "the server said too little to prove anything"
    );
    let wal = place.folder().join("pg_wal");
    let tables = server.folder().join("data/base");
    let everywhere = [place.folder(), server.folder()];
    nothing_is_readable("PostgreSQL", &everywhere, &[wal, tables], &planted, &folk);
}

#[test]
fn a_word_left_compressed_is_found_wherever_it_begins() {
    let planted = Planted::of(20);
    let scanner = Scanner::new(planted.all());
    for word in planted.all() {
        for packed in unpacked::packed(word.as_bytes()) {
            let file = [b"something before ".as_slice(), &packed, &[7; 40]].concat();
            assert!(
                scanner.look(&file).is_empty(),
                "{word} is readable as it is"
            );
            let mut found = unpacked::streams(&file).into_iter();
            assert!(found.any(|part| !scanner.look(&part).is_empty()), "{word}");
        }
    }
}

#[test]
fn a_word_left_in_a_file_is_found_whatever_it_was_written_as() {
    let place = tempfile::tempdir().unwrap();
    let planted = Planted::of(WORDS);
    let scanner = Scanner::new(planted.all());
    let path = place.path().join("left behind");
    let ways = How::ALL.map(|how| [0, 1, 2].map(|before| (how, before)));
    let mut found = 0;
    for (number, word) in planted.all().iter().enumerate() {
        let parts = ways.as_flattened().iter();
        let parts = parts.map(|(how, before)| scan::written(word, *how, *before, number % 2 == 1));
        std::fs::write(&path, parts.collect::<Vec<_>>().concat()).unwrap();
        let hits = scanner.look(&std::fs::read(&path).unwrap());
        assert!(
            hits.iter().all(|hit| hit.word == number),
            "{word}: {hits:?}"
        );
        for how in How::ALL {
            let times = hits.iter().filter(|hit| hit.how == how).count();
            assert_eq!(times, 3, "{word} as {how:?}: {hits:?}");
        }
        found += hits.len();
    }
    println!(
        "the scanner found {found} of {} planted in plain files",
        WORDS * 15
    );
}
