//! What a lead sees of dead letters, and what they can do.

use crate::served::Served;
use axum::http::StatusCode;
use care::{ClientId, Facts, PersonId, Section};
use contact::outward::errand;
use contact::{LetterV1, Reason, Way};
use testing::{AMAL, MARA};

async fn dead(served: &Served) -> String {
    let vault = &served.small.vault;
    let change = errand(Way::Mail, Reason::WayIn);
    vault.send(AMAL, change, vault.now()).await.unwrap();
    let sent = served.outward.send_due(vault, None, 10).await.unwrap();
    assert_eq!(sent.given_up, 1);
    let all = vault.directory_all::<LetterV1>().await.unwrap();
    all.kept[0].record.to_string()
}

async fn left(served: &Served) -> usize {
    let all = served.small.vault.directory_all::<LetterV1>().await;
    all.unwrap().kept.len()
}

#[tokio::test]
async fn a_lead_sees_the_way_the_time_and_the_reason_it_failed_and_no_name_and_no_content() {
    let served = Served::new().await;
    dead(&served).await;
    let page = served.get("mara", "/letters").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("Mail, queued") && page.has("does not send by this way any more"));
    assert!(page.has(&format!("/people/clients/{}", ClientId::of(AMAL))));
    for never in ["Amal", "how I come in", "sam@", "A note for you"] {
        assert!(!page.main().contains(never), "{never}");
    }
    for other in ["ruth", "amal"] {
        let page = served.get(other, "/letters").await;
        assert_ne!(page.status, StatusCode::OK, "{other}");
    }
}

#[tokio::test]
async fn sending_again_asks_the_rule_again() {
    let served = Served::new().await;
    let letter = dead(&served).await;
    let again = format!("/letters/{letter}/again");
    let done = served.post("mara", &again, &[]).await;
    assert_eq!(
        done.to, "/letters?done=no",
        "nothing is allowed, so it goes"
    );
    assert_eq!(left(&served).await, 0);
    assert_eq!(served.small.vault.errands(10).await.unwrap().0, []);

    let letter = dead(&served).await;
    let mail = [
        ("way", "mail"),
        ("to", "sam@example.org"),
        ("reason", "way-in"),
        ("day", "0"),
        ("day", "1"),
        ("day", "2"),
        ("day", "3"),
        ("day", "4"),
        ("day", "5"),
        ("day", "6"),
        ("from", "00:00"),
        ("until", "00:00"),
        ("holds", "30"),
    ];
    served.does("amal", "keep-reach", &mail).await;
    let again = format!("/letters/{letter}/again");
    let done = served.post("mara", &again, &[]).await;
    assert_eq!(done.to, "/letters?done=again");
    assert_eq!(left(&served).await, 0);
    assert_eq!(served.small.vault.errands(10).await.unwrap().0.len(), 1);
    let twice = served.post("mara", &again, &[]).await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_letter_can_be_let_go() {
    let served = Served::new().await;
    let letter = dead(&served).await;
    let drop = format!("/letters/{letter}/drop");
    assert_eq!(
        served.post("ruth", &drop, &[]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(left(&served).await, 1);
    served.post("mara", &drop, &[]).await;
    assert_eq!(left(&served).await, 0);
}

#[tokio::test]
async fn a_lead_for_whom_a_client_does_not_exist_sees_no_letter_of_theirs() {
    let served = Served::new().await;
    let letter = dead(&served).await;
    let other_lead = PersonId::from_bytes([0xc2; 16]);
    let small = &served.small;
    let asker = care::Asker {
        person: other_lead,
        role: care::Role::ServiceLead,
    };
    let consent = care::Sections::of(&[Section::Consent]);
    let decided = small
        .vault
        .decide(
            asker,
            ClientId::of(AMAL),
            consent,
            care::Purpose::Assignment,
        )
        .await;
    let mut act = sealed::Act::open(&small.vault, decided.unwrap().unwrap())
        .await
        .unwrap();
    let facts = Facts {
        conflicts: vec![MARA],
        ..Facts::default()
    };
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    let page = served.get("mara", "/letters").await;
    assert!(page.has("Everything that was to be sent has been sent"));
    assert!(!page.has(&ClientId::of(AMAL).to_string()));
    let again = served
        .post("mara", &format!("/letters/{letter}/again"), &[])
        .await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert_eq!(left(&served).await, 1);
}
