//! Progress notes in the whole: what stands already comes from sessions and measures, the client
//! reads the note and says how they see it, and a note of two needs two yeses.

use crate::people_here::{Folk, answers_phq, asks, own, staff, three_sessions};
use crate::service::{On, Service};
use axum::http::StatusCode;
use care::{DAY, HOUR, KeptFrom, RelationKind, Role, Section, Sections};
use pages::Language;
use people::assign;
use testing::BEGINNING;

async fn on(kind: On) {
    let (service, folk) = Service::with_folk(kind, Language::English).await;
    three_sessions(&service, &folk).await;
    asks(&service, folk.ruth, folk.amal, "phq-9", 14).await;
    answers_phq(&service, folk.amal, 1, 0).await;
    service.clock.set(BEGINNING + HOUR + 21 * DAY + HOUR);
    let notes = format!("/clients/{}/notes", folk.amal);
    let ruth = service.sign_in("ruth").await;
    let page = service.get(&format!("{notes}/new"), &ruth).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.page);
    for stands in [
        "with Ruth Okafor",
        "To speak about: Go on with what helped",
        "PHQ-9: 8, answered",
    ] {
        assert!(page.page.contains(stands), "{stands}: {}", page.page);
    }
    let (once, session) = (page.hidden("once"), page.hidden("session"));
    let form = [
        ("once", &*once),
        ("session", &session),
        ("given", "What stood."),
        ("did", "We read the letter together."),
    ];
    let came = service.post(&format!("{notes}/new"), &ruth, &form).await;
    assert_eq!(came.to(), format!("{notes}/{once}?done=yes"));
    let amal = service.sign_in("amal").await;
    let about = [("do", "notes"), ("about", &*once)];
    let page = service.client_does(&amal, &about).await;
    assert!(page.page.contains("We read the letter together."));
    let said = [
        ("do", "note-beside"),
        ("once", &*page.hidden("once")),
        ("about", &once),
        ("own-words", "You read it. I listened."),
        ("wish", "change"),
    ];
    service.client_does(&amal, &said).await;
    let page = service.get(&format!("{notes}/{once}"), &ruth).await;
    assert!(page.page.contains("You read it. I listened."));

    // What Amal keeps from Ruth is left out, and does not keep Ruth from writing.
    let mut act = own(&service, folk.amal, &[Section::Consent]).await;
    let mut facts = act.standing().await.unwrap();
    facts.kept_from.push(KeptFrom {
        person: folk.ruth.person,
        sections: Sections::of(&[Section::Measures]),
    });
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    let again = format!("{notes}/new?session={session}");
    let page = service.get(&again, &ruth).await;
    assert!(page.page.contains("with Ruth Okafor") && !page.page.contains("PHQ-9"));
    in_two(&service, &folk, (&amal, &ruth)).await;
}

/// Sol, a peer supporter, and Amal write one together.
async fn in_two(service: &Service, folk: &Folk, (amal, ruth): (&str, &str)) {
    let sol = staff(service, "Sol Marin", Role::PeerSupporter, Language::English).await;
    let team = RelationKind::Team;
    assign(&service.vault, folk.mara, folk.amal, sol.person, team)
        .await
        .unwrap();
    let together = format!("/clients/{}/together", folk.amal);
    let peer = service.sign_in("sol").await;
    let two = service.get(&together, &peer).await.hidden("once");
    let form = [("once", &*two), ("own-words", "We walked by the river.")];
    service.post(&together, &peer, &form).await;
    let yes = [("do", "together-agree"), ("about", &*two), ("seen", "1")];
    let page = service.client_does(amal, &yes).await;
    assert!(page.page.contains("and you both agreed"), "{}", page.page);
    let notes = format!("/clients/{}/notes", folk.amal);
    // Sol reads no other notes, and Ruth not this one.
    let came = service.get(&notes, &peer).await;
    assert_eq!(came.status, StatusCode::NOT_FOUND);
    let came = service.get(&format!("{together}/{two}"), ruth).await;
    assert_eq!(came.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_note_begins_with_what_is_known_and_is_read_answered_and_written_in_two() {
    on(On::Memory).await;
    on(On::Sqlite).await;
}
