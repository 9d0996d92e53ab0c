//! The lock in front of a client's record: what is seen before it is opened, what becomes of what
//! is sent meanwhile, and when it closes again.

mod in_browsers;

use crate::people_here::{asks, own, three_sessions};
use crate::service::{COOKIE, On, PASSPHRASE, Service, say, words};
use crate::walk::{goes_in, unlocks};
use alliance::rupture::RuptureV1;
use axum::http::StatusCode;
use care::{ClientId, RecordId, Section};
use pages::{Declared, Language, Verb};
use std::time::Duration;
use testing::browser::Browser;
use testing::shows;

/// What nothing may say before the lock is open: what this is about, and who it is about.
const CARE: [&str; 34] = [
    "therap",
    "terap",
    "session",
    "sesi",
    "clinic",
    "clínic",
    "client",
    "cliente",
    "patient",
    "paciente",
    "trauma",
    "crisis",
    "care",
    "treat",
    "tratamiento",
    "record",
    "registro",
    "questionnaire",
    "cuestionario",
    "symptom",
    "síntoma",
    "abuse",
    "abuso",
    "violen",
    "mood",
    "ánimo",
    "rupture",
    "ruptura",
    "Amal",
    "Ruth",
    "Okafor",
    "Lindenhaus",
    "Room 3",
    "what helped",
];
/// Words that are hard to keep: line ends at the beginning, marks, spaces at the end.
const HARD: &str = "\n\n  “half” a line\n</textarea><b>&amp; & ' \" ñ 🜂\n and no end yet  ";

async fn with_amal() -> (Service, ClientId, String) {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    three_sessions(&service, &folk).await;
    asks(&service, folk.ruth, folk.amal, "phq-9", 14).await;
    let came = service
        .post(
            "/in",
            "",
            &[("sign-in", "amal"), ("passphrase", PASSPHRASE)],
        )
        .await;
    (service, folk.amal, came.sign_in().unwrap())
}

/// How many ruptures Amal has named.
async fn named(service: &Service, amal: ClientId) -> Vec<String> {
    let act = own(service, amal, &[Section::Relationship]).await;
    let kept = act.latest::<RuptureV1>().await.unwrap().kept;
    kept.into_iter().map(|one| one.value.words).collect()
}

fn once(service: &Service) -> String {
    RecordId::mint(service.vault.now(), service.vault.chance()).to_string()
}

/// What a page says to whoever looks: without its marks, and without what only scripts read.
fn said(page: &str) -> String {
    let body = page.split_once("<main").unwrap().1;
    let body = body.split_once("</main>").unwrap().0;
    let mut inside = true;
    let keep = |c: char| match c {
        '<' => {
            inside = true;
            Some(' ')
        }
        '>' => {
            inside = false;
            None
        }
        c => (!inside).then_some(c),
    };
    body.chars().filter_map(keep).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_lock_nothing_says_what_this_is_or_who_it_is_about() {
    for language in [Language::English, Language::Spanish] {
        let (service, folk) = Service::with_folk(On::Memory, language).await;
        three_sessions(&service, &folk).await;
        let came = service
            .post(
                "/in",
                "",
                &[("sign-in", "amal"), ("passphrase", PASSPHRASE)],
            )
            .await;
        let amal = came.sign_in().unwrap();
        for at in ["cover", "calm"] {
            service.posts("/", &amal, &[("do", at)]).await;
            let page = service.gets("/", &amal).await.page;
            let said = said(&page);
            assert!(said.len() > 60, "{at}: {said}");
            for word in CARE {
                assert!(
                    !said.to_lowercase().contains(&word.to_lowercase()),
                    "{at}: {word} in {said}"
                );
            }
        }
        service.posts("/", &amal, &[("do", "cover")]).await;
        let page = service.gets("/", &amal).await.page;
        assert!(page.contains("10:00"), "when: {page}");
        assert!(page.contains(&say(words(language), "cover-calm")));
        assert!(page.contains(&say(words(language), "cover-urgent-anywhere")));
        let app = service.gets("/m", "").await;
        assert!(app.status.is_success());
        for word in CARE {
            assert!(!app.page.contains(word), "{word} in {}", app.page);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_locked_no_screen_is_shown_no_act_is_done_and_no_line_is_written() {
    let (service, amal, cookie) = with_amal().await;
    let lines = async || {
        let act = own(&service, amal, &[Section::Ledger]).await;
        drop(act);
        service
            .vault
            .verify(&attune::verify::kinds())
            .await
            .unwrap()
            .lines
    };
    service.gets("/", &cookie).await;
    let before = lines().await;
    let behind = service.steps().filter(|door| door.locked);
    let (screens, acts): (Vec<_>, Vec<_>) = behind.partition(|door| door.verb == Verb::Get);
    let does = |door: &Declared| door.path.trim_start_matches("/ ").to_owned();
    for door in &screens {
        let name = does(door);
        let sent = service.posts("/", &cookie, &[("do", &name)]).await;
        assert_eq!(sent.status, StatusCode::LOCKED, "{name}");
        let shown = service.gets("/", &cookie).await;
        assert!(shown.is_locked(), "{name}: {}", shown.page);
    }
    assert_eq!(lines().await, before, "a look behind the lock left a line");
    for door in &acts {
        let name = does(door);
        let sent = service.posts("/", &cookie, &[("do", &name)]).await;
        assert_eq!(sent.status, StatusCode::LOCKED, "{name}");
        assert!(sent.is_locked(), "{name}");
    }
    let (screens, acts) = (screens.len(), acts.len());
    assert!(screens > 8 && acts > 8, "{screens} screens, {acts} acts");
    shows(
        "DU-2",
        &format!(
            "no duress passphrase is built; cover view: {screens} screens and {acts} acts behind the lock, reached 0"
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_while_locked_is_not_done_after_the_unlock_and_its_words_are_there() {
    let (service, amal, cookie) = with_amal().await;
    service.goes_in(&cookie).await;
    service.posts("/", &cookie, &[("do", "felt-wrong")]).await;
    service.minutes(6);
    let once = once(&service);
    let form = [
        ("do", "name-it"),
        ("once", once.as_str()),
        ("own-words", "We hurried."),
        ("who", "now"),
    ];
    let sent = service.posts("/", &cookie, &form).await;
    assert_eq!(sent.status, StatusCode::LOCKED);
    assert!(!sent.page.contains("hurried"), "{}", sent.page);
    assert!(named(&service, amal).await.is_empty());
    let wrong = [("do", "unlock"), ("unlock", "not the right one")];
    let told = service.posts("/", &cookie, &wrong).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.is_locked() && named(&service, amal).await.is_empty());
    let opened = service.unlock(&cookie).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.page);
    assert!(named(&service, amal).await.is_empty(), "not by itself");
    let english = words(Language::English);
    let page = service.gets("/", &cookie).await.page;
    assert!(page.contains(&say(english, "lock-held")), "{page}");
    assert!(page.contains("We hurried."), "{page}");
    let page = service.gets("/", &cookie).await.page;
    assert!(
        !page.contains(&say(english, "lock-held")),
        "it is said once"
    );
    service.posts("/", &cookie, &form).await;
    assert_eq!(named(&service, amal).await, ["We hurried."]);
    service.minutes(6);
    service.unlock(&cookie).await;
    assert_eq!(named(&service, amal).await.len(), 1, "it is done once");
}

/// Amal has written something, kept as a draft, and has been away for six minutes.
async fn away_from_her_words() -> (Service, ClientId, String) {
    let (service, amal, cookie) = with_amal().await;
    service.goes_in(&cookie).await;
    service.posts("/", &cookie, &[("do", "felt-wrong")]).await;
    let kept = [("do", "draft"), ("own-words", "We hurried past it.")];
    let kept = service.posts("/", &cookie, &kept).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    service.minutes(6);
    (service, amal, cookie)
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_at_a_locked_device_does_anything_in_her_name_or_takes_her_words() {
    let (service, amal, cookie) = away_from_her_words().await;
    let acts = service.steps().filter(|door| door.locked);
    let acts: Vec<_> = acts.filter(|door| door.verb == Verb::Post).collect();
    for door in &acts {
        let name = door.path.trim_start_matches("/ ");
        let form = [("do", name), ("own-words", ""), ("unlock-word", "his")];
        let sent = service.posts("/", &cookie, &form).await;
        assert_eq!(sent.status, StatusCode::LOCKED, "{name}");
        let form = [("do", name), ("own-words", "Not hers.")];
        service.posts("/", &cookie, &form).await;
    }
    for (does, status) in [
        ("draft", StatusCode::LOCKED),
        ("hide", StatusCode::NO_CONTENT),
    ] {
        let form = [("do", does), ("own-words", "Gone.")];
        let sent = service.posts("/", &cookie, &form).await;
        assert_eq!(sent.status, status, "{does}");
    }
    let home = service.posts("/", &cookie, &[("do", "home")]).await;
    assert_eq!(home.status, StatusCode::LOCKED);
    service.unlock(&cookie).await;
    let page = service.gets("/", &cookie).await.page;
    assert!(page.contains("We hurried past it."), "{page}");
    assert!(!page.contains("Gone."), "{page}");
    assert!(named(&service, amal).await.is_empty());
    shows(
        "DU-2",
        &format!(
            "{} acts sent at the lock: done by themselves after the unlock 0, words lost 0",
            acts.len()
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_thing_sent_while_locked_does_not_take_the_words_of_the_first() {
    let (service, _, cookie) = with_amal().await;
    service.goes_in(&cookie).await;
    service.posts("/", &cookie, &[("do", "felt-wrong")]).await;
    service.minutes(6);
    for words in ["We hurried past it.", "And you looked away."] {
        let form = [("do", "name-it"), ("own-words", words)];
        service.posts("/", &cookie, &form).await;
    }
    service.unlock(&cookie).await;
    let page = service.gets("/", &cookie).await.page;
    for words in ["We hurried past it.", "And you looked away."] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_come_late_are_kept_where_they_take_none_away() {
    let (service, _, cookie) = away_from_her_words().await;
    let more = "We hurried past it. Twice.";
    let late = [("do", "hide"), ("own-words", more)];
    service.posts("/", &cookie, &late).await;
    service.unlock(&cookie).await;
    let page = service.gets("/", &cookie).await.page;
    assert!(page.contains(more), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_sign_in_left_at_the_lock_goes_back_to_its_screen_undone() {
    let (service, amal, cookie) = with_amal().await;
    service.goes_in(&cookie).await;
    service.posts("/", &cookie, &[("do", "felt-wrong")]).await;
    service.minutes(6);
    let once = once(&service);
    let form = [
        ("do", "name-it"),
        ("once", once.as_str()),
        ("own-words", "We hurried."),
    ];
    service.posts("/", &cookie, &form).await;
    service.minutes(61);
    let again = service.sign_in("amal").await;
    assert!(named(&service, amal).await.is_empty());
    service.posts("/", &again, &[("do", "felt-wrong")]).await;
    let page = service.gets("/", &again).await.page;
    assert!(page.contains("We hurried."), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_locks_five_minutes_after_the_last_thing_asked_for_behind_it() {
    let (service, _, cookie) = with_amal().await;
    service.goes_in(&cookie).await;
    for does in ["draft", "here", "home"] {
        service.minutes(4);
        let kept = service.posts("/", &cookie, &[("do", does)]).await;
        assert!(!kept.status.is_client_error(), "{does}");
        service.minutes(4);
        assert!(!service.gets("/", &cookie).await.is_locked(), "{does}");
    }
    service.minutes(5);
    // Nobody opens it by saying that someone is there.
    service.posts("/", &cookie, &[("do", "here")]).await;
    assert!(service.gets("/", &cookie).await.is_locked());
    // At the cover there is nothing to lock, and looking at it does not keep the rest open.
    service.unlock(&cookie).await;
    service.posts("/", &cookie, &[("do", "cover")]).await;
    for _ in 0..3 {
        service.minutes(2);
        assert!(!service.gets("/", &cookie).await.is_locked());
    }
    service.posts("/", &cookie, &[("do", "open")]).await;
    assert!(service.gets("/", &cookie).await.is_locked());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_locks_stands_at_the_cover_and_finds_their_place_again() {
    let (service, _, cookie) = with_amal().await;
    service.goes_in(&cookie).await;
    service.posts("/", &cookie, &[("do", "felt-wrong")]).await;
    let inside = service.gets("/", &cookie).await.page;
    service.posts("/", &cookie, &[("do", "lock")]).await;
    let cover = service.gets("/", &cookie).await;
    let english = words(Language::English);
    assert!(cover.page.contains(&say(english, "cover-open")));
    service.posts("/", &cookie, &[("do", "open")]).await;
    assert!(service.gets("/", &cookie).await.is_locked());
    service.unlock(&cookie).await;
    let again = service.gets("/", &cookie).await.page;
    let heading = |page: &str| -> String {
        let (_, rest) = page.split_once("<h1").unwrap();
        rest.chars().take(40).collect()
    };
    assert_eq!(heading(&again), heading(&inside));
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_at_the_lock_opens_nothing_and_comes_to_an_end() {
    let (service, _, cookie) = with_amal().await;
    for guess in 0..30 {
        let form = [("do", "unlock"), ("unlock", &*format!("guess {guess}"))];
        let told = service.posts("/", &cookie, &form).await;
        assert_ne!(told.status, StatusCode::SEE_OTHER, "guess {guess}");
        assert!(!told.page.contains("Amal"));
    }
    let form = [("do", "unlock"), ("unlock", PASSPHRASE)];
    let told = service.posts("/", &cookie, &form).await;
    assert_ne!(told.status, StatusCode::SEE_OTHER, "tries have run out");
}

/// How the page looks when it is put away: nothing between the bar and the end.
const CONTENT: &str = "return document.getElementById('app').childNodes.length;";
const VALUE: &str = "return document.querySelector('textarea[name=own-words]')?.value;";
const WRITE: &str = "const field = document.querySelector('textarea[name=own-words]'); \
    field.value = arguments[0]; field.dispatchEvent(new Event('input', { bubbles: true }));";
/// The page goes out of sight, and is looked at in the same task.
const HIDE: &str = "
Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
document.dispatchEvent(new Event('visibilitychange'));
return document.getElementById('app').childNodes.length;";
const SHOW: &str = "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'));";
