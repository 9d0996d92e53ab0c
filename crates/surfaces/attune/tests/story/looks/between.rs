//! Everyone can use every screen of what two do together: sessions, messages, promises, the
//! agreement, notes, the team; and what a lead sees of it.

use super::Looking;
use crate::hand::Hand;
use crate::people_here::{Folk, own, three_sessions};
use crate::service::{On, Service};
use crate::walk::{leaves, signs_out};
use attune::open::Own;
use care::{DAY, HOUR, MINUTE, Section};
use jiff::tz::TimeZone;
use measures::Day;
use pages::Language;
use testing::browser::Width;

fn field(service: &Service, days: i64) -> String {
    Day::of(service.vault.now() + days * DAY, &TimeZone::UTC).to_field()
}

/// Some of everything: an agreement with a second version that waits, a message that nobody
/// answered, promises, a change that waits for a choice, a note, and someone who will be away.
async fn much_between_two(service: &Service, folk: &Folk) {
    let mut hand = Hand::over_the_wire(service);
    let amal = format!("/clients/{}", folk.amal);
    hand.comes_in("ruth").await;
    hand.goes(&format!("{amal}/agreement/write")).await;
    hand.fills("length", "50").await;
    hand.fills("place", "Room 3, the door stays open").await;
    hand.presses("agreement-staff-send").await;
    hand.goes(&format!("{amal}/notes/new")).await;
    hand.fills("did", "We read the letter together.").await;
    hand.presses("progress-finish").await;
    hand.goes(&format!("{amal}/promises")).await;
    hand.fills("words", "A letter to the school").await;
    hand.picks("day", &field(service, 5)).await;
    hand.picks("time", "12:00").await;
    hand.presses("promise-new-keep").await;
    hand.leaves().await;
    hand.comes_in("amal").await;
    hand.presses("home-agreement-waits").await;
    hand.presses("agreement-sign").await;
    hand.presses("agreement-edit").await;
    hand.fills("length", "40").await;
    hand.presses("agreement-send").await;
    hand.presses("place-today").await;
    hand.presses("more-messages").await;
    hand.presses("messages-write").await;
    hand.fills("message-words", "Can we begin with my sister?")
        .await;
    hand.presses("messages-send").await;
    hand.leaves().await;
    service.rounds().await;
    service.clock.pass(2 * DAY + MINUTE);
    service.rounds().await;
    hand.comes_in("ruth").await;
    hand.goes(&format!(
        "{amal}/sessions/{}/change",
        coming(service, folk).await
    ))
    .await;
    hand.fills("place", "Room 5, Lindenhaus").await;
    hand.chooses("kind", "room").await;
    hand.fills("reason", "The heating in room 3 is being mended.")
        .await;
    hand.presses("session-change-keep").await;
    hand.goes("/absence").await;
    hand.picks("from", &field(service, 8)).await;
    hand.picks("until", &field(service, 12)).await;
    hand.fills("reason", "I am on holiday.").await;
    hand.picks_from("cover", &folk.ben.person.to_string()).await;
    hand.presses("absence-say").await;
    hand.leaves().await;
    hand.comes_in("mara").await;
    hand.goes("/absences").await;
    hand.presses("absences-confirm").await;
    hand.leaves().await;
}

/// The session that is to come.
async fn coming(service: &Service, folk: &Folk) -> String {
    let act = own(service, folk.amal, &[Section::Sessions]).await;
    let coming = sessions::coming(&act).await.unwrap();
    coming[0].record.to_string()
}

async fn begins() -> (Looking, Folk) {
    let own = Own {
        reply_within_hours: Some(24),
        ..Own::default()
    };
    let service = Service::empty_with(On::Memory, own).await;
    let folk = Folk::admit(&service, Language::English).await;
    three_sessions(&service, &folk).await;
    much_between_two(&service, &folk).await;
    (Looking::at(service).await, folk)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_can_use_every_screen_of_what_two_do_together() {
    let (mut looking, _) = begins().await;
    looking.comes_in("amal").await;
    looking.sees("home-change-kicker").await;
    looking.looks("home-between", true).await;
    looking.presses("home-change-go").await;
    looking.sees("session-has-changed").await;
    looking.looks("session-changed", true).await;
    looking.presses("session-choice-fine").await;
    looking.sees("session-chose-fine").await;
    looking.looks("session", true).await;
    for (way, there, name) in [
        ("more-sessions", "sessions-coming", "sessions"),
        ("more-messages", "messages-take-back", "messages"),
        ("more-promises", "promises-lead", "promises"),
        ("more-agreement", "agreement-waits-said", "agreement"),
        ("more-team", "team-choice-about", "team"),
        ("more-notes", "my-notes-lead", "my-notes"),
    ] {
        looking.presses("place-today").await;
        looking.sees("home-could").await;
        looking.presses("home-more").await;
        looking.sees("more-together").await;
        if name == "sessions" {
            looking.looks("more", true).await;
        }
        looking.presses(way).await;
        looking.sees(there).await;
        looking.looks(name, true).await;
        let further: &[(&str, &str, &str)] = match name {
            "messages" => &[
                ("messages-take-back", "messages-back-said", "message-back"),
                ("messages-back-not", "messages-release", ""),
                ("messages-write", "messages-not-urgent", "write-message"),
                ("messages-send", "messages-empty", "write-message-empty"),
            ],
            "agreement" => &[
                (
                    "agreement-versions",
                    "agreement-versions-said",
                    "agreement-versions",
                ),
                ("agreement-back", "agreement-waits-said", ""),
                ("agreement-edit", "agreement-send", "agreement-write"),
            ],
            _ => &[],
        };
        for (way, there, name) in further {
            looking.presses(way).await;
            looking.sees(there).await;
            if !name.is_empty() {
                looking.looks(name, true).await;
            }
        }
    }
    looking
        .browser
        .press_at("#screen button[name=do][value=notes]")
        .await
        .unwrap();
    looking.sees("my-notes-own-words").await;
    looking.looks("my-note", true).await;
    leaves(&looking.browser, Language::English).await;
    looking.ends();
}

/// The pages about one client, each with words that stand on it and a name for its picture.
fn pages_of(amal: &str, session: &str) -> [(String, &'static str, &'static str); 16] {
    let below = |path: &str| format!("{amal}{path}");
    [
        (below("/room"), "room-together", "staff-room"),
        (
            below("/room?project=1"),
            "room-together-end",
            "staff-room-together",
        ),
        (below("/sessions"), "sessions-coming", "staff-sessions"),
        (session.to_owned(), "session-agenda", "staff-session"),
        (
            format!("{session}/change"),
            "session-change-lead",
            "staff-session-change",
        ),
        (
            format!("{session}/call-off"),
            "session-off-lead",
            "staff-session-off",
        ),
        ("/sessions".to_owned(), "sessions-week-title", "staff-week"),
        (below("/messages"), "messages-answers", "staff-messages"),
        (below("/promises"), "promise-new-hint", "staff-promises"),
        (
            "/promises".to_owned(),
            "promises-own-broken",
            "staff-own-promises",
        ),
        (
            below("/agreement"),
            "agreement-staff-sign",
            "staff-agreement",
        ),
        (
            below("/agreement/write"),
            "agreement-staff-send",
            "staff-agreement-write",
        ),
        (below("/notes"), "progress-readers", "staff-notes"),
        (below("/notes/new"), "progress-new-said", "staff-note-write"),
        (below("/team"), "team-staff-about", "staff-team"),
        ("/absence".to_owned(), "absence-about", "staff-absence"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_can_use_every_screen_of_what_two_do_together() {
    let (mut looking, folk) = begins().await;
    looking.browser.be(Width::Desk).await.unwrap();
    looking.comes_in("ruth").await;
    looking.sees("caseload-title").await;
    looking.looks("staff-caseload-between", false).await;
    let amal = format!("/clients/{}", folk.amal);
    let session = format!("{amal}/sessions/{}", coming(&looking.service, &folk).await);
    for (path, there, name) in pages_of(&amal, &session) {
        looking.goes(&path).await;
        looking.sees(there).await;
        looking.looks(name, false).await;
    }
    looking.goes("/promises").await;
    looking.browser.press("Amal").await.unwrap();
    looking.sees("promise-say-hint").await;
    looking.looks("staff-promise", false).await;
    looking.goes(&format!("{amal}/notes")).await;
    looking
        .browser
        .press_at("#screen ul.caseload a")
        .await
        .unwrap();
    looking.sees("progress-right").await;
    looking.looks("staff-note", false).await;
    signs_out(&looking.browser, Language::English).await;
    what_a_lead_sees(&mut looking).await;
    signs_out(&looking.browser, Language::English).await;
    // A session that has been, and what is written down of it.
    looking.service.clock.pass(5 * DAY + HOUR);
    looking.comes_in("ruth").await;
    looking.sees("caseload-title").await;
    looking.goes(&format!("{session}/written")).await;
    looking.sees("session-it-was-held").await;
    looking.looks("staff-session-written", false).await;
    looking.ends();
}

async fn what_a_lead_sees(looking: &mut Looking) {
    looking.comes_in("mara").await;
    looking.sees("people-staff").await;
    for (path, there, name) in [
        ("/service", "service-title", "staff-service"),
        ("/teams", "teams-about", "staff-teams"),
        ("/absences", "absences-about", "staff-absences"),
    ] {
        looking.goes(path).await;
        looking.sees(there).await;
        looking.looks(name, false).await;
    }
}
