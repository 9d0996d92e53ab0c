//! Process notes: written under a word of one's own, and nowhere else to be met. Not in what the
//! client takes along, not in FHIR, on no page of anyone's, in no list and in no log.

use crate::people_here::{Folk, check_in, staff, three_sessions};
use crate::service::{Answered, On, PASSPHRASE, Service};
use axum::http::StatusCode;
use care::{RelationKind, Role};
use exchange::opened;
use pages::{Declared, Language, Verb};
use people::assign;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{Arc, Mutex};
use testing::shows;

/// How many words are planted: in notes as they were first, and as they were set right.
const MARKERS: usize = 40;
/// How many of the notes are set right.
const AMENDED: usize = 10;
const WORD: &str = "a word of her own";
const WORDS: &str = "seven green lanterns at noon";
/// How many pages of one person's are looked at most: beyond it the crawl goes round in circles.
const PAGES: usize = 400;

/// What the program says in its log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// From here on everything that this process says, at its most talkative.
    fn begin() -> Self {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        log
    }

    fn said(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

fn marker(number: usize) -> String {
    format!("zq{:04}wjxv", number * 7_919 % 9_973)
}

fn hits(text: &str) -> usize {
    let text = text.to_lowercase();
    (0..MARKERS)
        .filter(|number| text.contains(&marker(*number)))
        .count()
}

/// Ruth chooses her word and writes; the last words of the ten first are beside what was before.
async fn writes(service: &Service, folk: &Folk, ruth: &str) -> Vec<String> {
    let notes = format!("/clients/{}/process-notes", folk.amal);
    let twice = [("new-word", WORD), ("word-again", WORD)];
    let came = service.post(&format!("{notes}/word"), ruth, &twice).await;
    assert_eq!(came.to(), notes);
    let new = format!("{notes}/new");
    for number in 0..MARKERS - AMENDED {
        let seen = service.get(&new, ruth).await.hidden("seen");
        let words = format!("She looked away. {}", marker(number));
        let form = [("seen", seen.as_str()), ("note-words", &words)];
        assert_eq!(service.post(&new, ruth, &form).await.to(), notes);
    }
    let list = service.get(&notes, ruth).await;
    let mut ones: Vec<String> = links(&list.page)
        .into_iter()
        .filter(|to| to.len() == notes.len() + 33)
        .collect();
    ones.reverse();
    assert_eq!(ones.len(), MARKERS - AMENDED);
    for (number, one) in ones.iter().take(AMENDED).enumerate() {
        let amend = format!("{one}/amend");
        let words = format!("I looked away. {}", marker(MARKERS - AMENDED + number));
        let form = [("seen", "1"), ("note-words", &words)];
        assert_eq!(service.post(&amend, ruth, &form).await.to(), one);
    }
    ones
}

fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1);
    links
        .filter_map(|rest| rest.split('"').next())
        .filter(|to| to.starts_with('/') && !to.starts_with("/a/"))
        .map(str::to_owned)
        .collect()
}

/// Every page that someone comes to: by every route there is with her in it, and by every link.
async fn crawl(service: &Service, folk: &Folk, cookie: &str, note: &str) -> (usize, usize) {
    let id = note.rsplit('/').next().unwrap();
    let client = folk.amal.to_string();
    let is_screen = |door: &&Declared| door.path.starts_with("/ ");
    let mut waits: Vec<String> = vec!["/".to_owned()];
    for door in service.declared.iter().filter(|door| !is_screen(door)) {
        let ends = ["/sign-out", "/second", "/again"];
        if door.verb == Verb::Get && !ends.iter().any(|end| door.path.starts_with(end)) {
            let path = door.path.replace("{client}", &client);
            waits.push(path.replace("{measure}", "phq-9").replace("{note}", id));
        }
    }
    let (mut been, mut found): (BTreeSet<String>, usize) = Default::default();
    while let Some(to) = waits.pop() {
        if been.len() >= PAGES || to.contains('{') || !been.insert(to.clone()) {
            continue;
        }
        let came = service.get(&to, cookie).await;
        assert!(!came.status.is_server_error(), "{to}");
        found += told(&to, &came);
        waits.extend(links(&came.page));
    }
    for door in service.declared.iter().filter(is_screen) {
        if door.verb == Verb::Get {
            let does = door.path.trim_start_matches("/ ");
            let form = [("do", does), ("about", id)];
            let came = service.client_does(cookie, &form).await;
            found += told(does, &came);
            been.insert(door.path.clone());
        }
    }
    (been.len(), found)
}

fn told(at: &str, came: &Answered) -> usize {
    let found = hits(&came.page);
    assert_eq!(found, 0, "{at}: {}", came.page);
    found
}

/// Everyone who can come in, in every role.
async fn everyone(service: &Service, folk: &Folk) -> Vec<&'static str> {
    let english = Language::English;
    for (name, role) in [
        ("Pim Aalto", Role::PeerSupporter),
        ("Faye Moreau", Role::Facilitator),
        ("Wanda Nkosi", Role::WardNurse),
        ("Petra Vance", Role::Administrator),
    ] {
        let person = staff(service, name, role, english).await;
        if role != Role::Administrator {
            let kind = RelationKind::Team;
            let assigned = assign(&service.vault, folk.mara, folk.amal, person.person, kind);
            assigned.await.unwrap();
        }
    }
    // Another therapist of hers, who has notes of their own.
    let kind = RelationKind::Therapist;
    let second = assign(&service.vault, folk.mara, folk.amal, folk.ben.person, kind);
    second.await.unwrap();
    vec![
        "amal", "noor", "ruth", "ben", "ines", "tomas", "mara", "pim", "faye", "wanda", "petra",
    ]
}

async fn taken_along(service: &Service, amal: &str) -> String {
    let form = [
        ("do", "taking-make"),
        ("secret-words", WORDS),
        ("secret-words-again", WORDS),
        ("passphrase", PASSPHRASE),
    ];
    service.client_does(amal, &[("do", "along")]).await;
    let file = service.post("/", amal, &form).await;
    assert_eq!(file.status, StatusCode::OK);
    String::from_utf8(opened(&file.page, WORDS).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn process_notes_are_met_nowhere_but_behind_their_authors_word() {
    let log = Log::begin();
    let (service, folk) = Service::with_folk(On::Sqlite, Language::English).await;
    let third = three_sessions(&service, &folk).await;
    check_in(&service, folk.amal, third, &["3", "2", "3", "4", "3"]).await;
    let everyone = everyone(&service, &folk).await;
    let ruth = service.sign_in("ruth").await;
    let notes = writes(&service, &folk, &ruth).await;

    // Where they are, they are found: the looking sees.
    let mut seen = String::new();
    for note in &notes {
        seen.push_str(&service.get(note, &ruth).await.page);
    }
    assert_eq!(hits(&seen), MARKERS);

    let mut pages = 0;
    let mut found = 0;
    for name in everyone {
        // Ruth too: signed in anew, the word is asked for first.
        let cookie = service.sign_in(name).await;
        let (looked, hits) = crawl(&service, &folk, &cookie, &notes[0]).await;
        pages += looked;
        found += hits;
    }
    let amal = service.sign_in("amal").await;
    let inside = taken_along(&service, &amal).await;
    assert!(inside.contains("Bundle"), "the FHIR bundle is in it");
    found += hits(&inside);
    let engine = service.vault.engine();
    let keys = engine.keys().await.unwrap();
    let people = keys.iter().map(|key| key.client).collect();
    for gist in engine.gists(people).await.unwrap() {
        found += hits(&String::from_utf8_lossy(&gist.sealed));
    }
    for row in engine.all_rows(None, 100_000).await.unwrap() {
        found += hits(&String::from_utf8_lossy(&row.sealed));
    }
    let said = log.said();
    assert!(!said.is_empty(), "a log that says nothing proves nothing");
    found += hits(&said);
    assert_eq!(found, 0);
    shows(
        "LG-2",
        &format!(
            "{MARKERS} words planted in {} process notes and {AMENDED} amendments: 0 found on {pages} \
             pages of 11 people in every role, in {} bytes of what the client takes along (with its \
             FHIR bundle), in overviews, records and {} bytes of log; on the author's own pages {MARKERS}",
            MARKERS - AMENDED,
            inside.len(),
            said.len()
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_out_closes_their_notes_and_the_client_sees_that_they_were_opened() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    let ruth = service.sign_in("ruth").await;
    let page = service.get(&format!("/clients/{}", folk.amal), &ruth).await;
    let word = format!("/clients/{}/process-notes/word", folk.amal);
    assert!(links(&page.page).contains(&word), "{}", page.page);
    writes(&service, &folk, &ruth).await;
    service.post("/sign-out", &ruth, &[]).await;
    let ruth = service.sign_in("ruth").await;
    let notes = format!("/clients/{}/process-notes", folk.amal);
    assert_eq!(service.get(&notes, &ruth).await.to(), word);
    let again = service.post(&word, &ruth, &[("word", WORD)]).await;
    assert_eq!(again.to(), notes);
    assert!(hits(&service.get(&notes, &ruth).await.page) > 0);
    let amal = service.sign_in("amal").await;
    let seen = service.client_does(&amal, &[("do", "seen")]).await;
    assert!(seen.page.contains("your therapist"), "{}", seen.page);
    let found = service
        .vault
        .verify(&attune::verify::kinds())
        .await
        .unwrap();
    assert!(found.is_whole(), "{found:?}");
}
