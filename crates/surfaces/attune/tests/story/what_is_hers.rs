//! What belongs to the client: Amal takes her record along and opens it, says something beside it,
//! asks for it to be destroyed, changes her mind, asks again; and then it is gone, and nothing else.

use crate::people_here::{Folk, own, session};
use crate::service::{Answered, On, PASSPHRASE, Service};
use attune::erasing::{AtTheDesk, COPIES_DAYS};
use axum::http::{StatusCode, header};
use care::{ClientId, DAY, Section};
use exchange::{Keeps, opened};
use pages::Language;
use people::SignInDesk;
use std::sync::Arc;

const WORDS: &str = "seven green lanterns at noon";

async fn has_a_file(service: &Service, amal: &str, words: &str, proof: &str) -> Answered {
    let form = [
        ("do", "taking-make"),
        ("secret-words", words),
        ("secret-words-again", words),
        ("passphrase", proof),
    ];
    service.post("/", amal, &form).await
}

#[tokio::test(flavor = "multi_thread")]
async fn amal_takes_her_record_along_and_only_her_words_open_it() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    session(&service, folk.ruth, folk.amal, service.vault.now() + DAY).await;
    let amal = service.sign_in("amal").await;
    let named = [
        ("do", "name-it"),
        (
            "once",
            &own(&service, folk.amal, &[Section::Relationship])
                .await
                .mint()
                .to_string(),
        ),
        ("own-words", "We hurried, and I could not say so."),
    ];
    service.client_does(&amal, &named).await;

    service.client_does(&amal, &[("do", "along")]).await;
    // Words that keep nobody out, and somebody who is not her.
    for (words, proof, told) in [
        ("short", PASSPHRASE, "too short"),
        (WORDS, "not her passphrase", "not your passphrase"),
    ] {
        let refused = has_a_file(&service, &amal, words, proof).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.page.contains(told), "{}", refused.page);
    }
    let file = has_a_file(&service, &amal, WORDS, PASSPHRASE).await;
    assert_eq!(file.status, StatusCode::OK);
    let sent = &file.headers[header::CONTENT_DISPOSITION];
    assert_eq!(sent, "attachment; filename=\"file.html\"");
    assert!(
        file.headers[header::CACHE_CONTROL]
            .to_str()
            .unwrap()
            .contains("no-store")
    );
    for inside in ["Amal", "hurried", "Ruth", "Lindenhaus"] {
        assert!(!file.page.contains(inside), "{inside}");
    }
    assert_eq!(opened(&file.page, "seven green lanterns at six"), None);
    let inside = opened(&file.page, WORDS).unwrap();
    let inside = String::from_utf8(inside).unwrap();
    for hers in [
        "We hurried, and I could not say so.",
        "Ruth Okafor",
        "Bundle",
        "Communication",
        "who-has-read-it.json",
        "check-it.html",
    ] {
        assert!(inside.contains(hers), "{hers}");
    }
    assert!(!inside.contains("Noor"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_amal_says_beside_her_record_is_answered_and_both_stay() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    let about = session(&service, folk.ruth, folk.amal, service.vault.now() + DAY).await;
    let amal = service.sign_in("amal").await;
    let page = service.client_does(&amal, &[("do", "set-right")]).await;
    assert!(page.page.contains(&about.to_string()), "{}", page.page);
    let once = page.hidden("once");
    let empty = [("do", "statement-say"), ("once", &once), ("own-words", " ")];
    let refused = service.client_does(&amal, &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [
        ("do", "statement-say"),
        ("once", &once),
        ("about-entry", &about.to_string()),
        ("own-words", "I was not late."),
        ("wants", "change"),
    ];
    // Pressed twice, it is said once.
    for _ in 0..2 {
        let said = service.client_does(&amal, &form).await;
        assert_eq!(said.page.matches("I was not late.").count(), 1);
    }
    let all = format!("/clients/{}/statements", folk.amal);
    let ben = service.sign_in("ben").await;
    assert_eq!(service.get(&all, &ben).await.status, StatusCode::NOT_FOUND);
    let ruth = service.sign_in("ruth").await;
    let read = service.get(&all, &ruth).await;
    assert!(read.page.contains("I was not late."));
    let answers = format!("{all}/{once}");
    let halfway = [("words", "I had the wrong time.")];
    let refused = service.post(&answers, &ruth, &halfway).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.page.contains("I had the wrong time."),
        "the words stay"
    );
    let answer = [("words", "I had the wrong time."), ("changed", "yes")];
    for _ in 0..2 {
        assert_eq!(service.post(&answers, &ruth, &answer).await.to(), all);
    }
    let read = service.client_does(&amal, &[("do", "set-right")]).await;
    assert!(
        read.page.contains("Ruth Okafor set it right"),
        "{}",
        read.page
    );
    assert!(read.page.contains("I had the wrong time."));
}

/// The worker's round, at a desk of its own over the same records.
async fn a_round(service: &Service, years: Option<u16>) -> u32 {
    let desk = SignInDesk::new(service.vault.clone(), true, Service::passphrases(), None);
    let wiping = AtTheDesk(Arc::new(desk), service.vault.clone());
    exchange::destroy_due(&service.vault, &wiping, Keeps { years })
        .await
        .unwrap()
        .destroyed
}

async fn asks(service: &Service, amal: &str, sure: &str, proof: &str) -> Answered {
    let form = [("do", "erase-ask"), ("sure", sure), ("passphrase", proof)];
    service.client_does(amal, &form).await
}

async fn is_there(service: &Service, client: ClientId) -> bool {
    service.vault.clients().await.unwrap().contains(&client)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_can_be_stopped_and_after_seven_days_the_record_is_gone_and_no_other() {
    for on in [On::Memory, On::Sqlite, On::Postgres] {
        let (service, folk) = Service::with_folk(on, Language::English).await;
        let amal = service.sign_in("amal").await;
        for (sure, proof) in [("", PASSPHRASE), ("yes", "not her passphrase")] {
            let refused = asks(&service, &amal, sure, proof).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let asked = asks(&service, &amal, "yes", PASSPHRASE).await;
        assert!(
            asked
                .page
                .contains("You asked for your record to be destroyed."),
            "{}",
            asked.page
        );
        let home = service.client_does(&amal, &[("do", "home")]).await;
        assert!(
            home.page
                .contains("You asked for your record to be destroyed."),
            "seen at once"
        );
        assert_eq!(a_round(&service, None).await, 0, "not before its day");
        let stopped = service.client_does(&amal, &[("do", "erase-stop")]).await;
        assert!(stopped.page.contains("It is stopped."), "{}", stopped.page);
        service.clock.pass(8 * DAY);
        assert_eq!(a_round(&service, None).await, 0, "it was stopped");
        let amal = service.sign_in("amal").await;
        asks(&service, &amal, "yes", PASSPHRASE).await;
        service.clock.pass(8 * DAY);
        // The law of another service would keep it: care has not ended.
        assert_eq!(a_round(&service, Some(10)).await, 0);
        assert!(is_there(&service, folk.amal).await);
        assert_eq!(a_round(&service, None).await, 1);
        assert_eq!(a_round(&service, None).await, 0, "once");
        assert!(!is_there(&service, folk.amal).await);
        assert!(is_there(&service, folk.noor).await);
        let kinds = attune::verify::kinds();
        let traces = service.vault.mentions(folk.amal, &kinds).await.unwrap();
        assert_eq!(
            traces.len(),
            1,
            "only that she was erased, for a key store that is put back"
        );
        let door = [("sign-in", "amal"), ("passphrase", PASSPHRASE)];
        assert_eq!(service.posts("/in", "", &door).await.sign_in(), None);
        // For her therapist it is as if she had never been; Noor's therapist notices nothing.
        let ruth = service.sign_in("ruth").await;
        let gone = service.get(&format!("/clients/{}", folk.amal), &ruth).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        assert!(!service.get("/caseload", &ruth).await.page.contains("Amal"));
        let noor = service.sign_in("noor").await;
        assert!(service.get("/", &noor).await.status.is_success());
        let found = service
            .vault
            .verify(&attune::verify::kinds())
            .await
            .unwrap();
        assert!(found.is_whole(), "{on:?}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leads_the_service_destroys_only_what_the_law_does_not_keep() {
    let own = attune::open::Own {
        keep_years: Some(1),
        ..attune::open::Own::default()
    };
    let service = Service::empty_with(On::Memory, own).await;
    let folk = Folk::admit(&service, Language::English).await;
    let mara = service.sign_in("mara").await;
    let due = |page: &Answered| page.page.contains(&format!("/kept/{}/destroy", folk.noor));
    assert!(!due(&service.get("/kept", &mara).await));
    people::end_relation(
        &service.vault,
        folk.mara,
        folk.noor,
        folk.ben.person,
        care::RelationKind::Therapist,
    )
    .await
    .unwrap();
    service.clock.pass(367 * DAY);
    let mara = service.sign_in("mara").await;
    let page = service.get("/kept", &mara).await;
    assert!(due(&page), "{}", page.page);
    // Amal is in care still, whatever anyone sends.
    let sure = [("sure", "yes")];
    let not_hers = format!("/kept/{}/destroy", folk.amal);
    let refused = service.post(&not_hers, &mara, &sure).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(is_there(&service, folk.amal).await);
    let noors = format!("/kept/{}/destroy", folk.noor);
    let refused = service.post(&noors, &mara, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(is_there(&service, folk.noor).await);
    let done = service.post(&noors, &mara, &sure).await;
    assert!(done.page.contains("It is destroyed."), "{}", done.page);
    assert!(!is_there(&service, folk.noor).await);
    assert!(is_there(&service, folk.amal).await);
    assert_eq!(COPIES_DAYS, 30);
}
