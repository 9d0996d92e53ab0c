//! An emergency: who can open what for how long, what the client is told, and the second look.

use crate::served::{Served, main, therapist, words};
use axum::http::StatusCode;
use care::{ClientId, HOUR, Happened};
use testing::{AMAL, BEN, MARA, RUTH, TOMAS};

const POSTED: &str = "whom=amal&reason=danger&own-words=They+called+and+hung+up.";

async fn breaks(served: &Served) {
    let answered = served.staff(BEN, "/emergency", Some(POSTED)).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.page);
    let to = format!("/emergency/{}", ClientId::of(AMAL));
    assert_eq!(answered.to, to);
}

#[tokio::test]
async fn an_emergency_opens_a_plan_for_four_hours_and_the_client_reads_why() {
    let served = Served::new().await;
    assert!(served.emergency(therapist(BEN)).await.is_err());
    breaks(&served).await;
    assert!(served.emergency(therapist(BEN)).await.is_ok());
    assert!(
        served.parts(BEN).await.is_empty(),
        "for nothing but the emergency"
    );
    let page = words(&served.amal("do=who").await);
    for said in [
        "Ben Stone opened your name and your crisis plan",
        "They are in danger.",
        "They called and hung up.",
        "Someone else here looks at whether that was right",
        "Opened your personal details and your crisis plan in an emergency.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let (post, _) = served.small.vault.due(10).await.unwrap();
    let told: Vec<_> = post.iter().map(|item| item.to).collect();
    assert!(
        told.contains(&AMAL) && told.contains(&MARA) && told.len() == 2,
        "{told:?}"
    );
    served.small.clock.pass(4 * HOUR);
    assert!(served.emergency(therapist(BEN)).await.is_err());
}

#[tokio::test]
async fn whoever_cannot_be_opened_is_one_answer() {
    let served = Served::new().await;
    let absent = served
        .staff(BEN, "/emergency", Some(&POSTED.replace("amal", "xxxx")))
        .await;
    assert_eq!(absent.status, StatusCode::UNPROCESSABLE_ENTITY);
    served.amal(&format!("do=never-yes&whom={BEN}")).await;
    let hidden = served.staff(BEN, "/emergency", Some(POSTED)).await;
    assert_eq!(hidden.page.replace("amal", "xxxx"), absent.page);
    served.amal(&format!("do=never-undo&about={BEN}")).await;
    served
        .amal(&format!("do=keep-from-yes&about={BEN}&part.crisis-plan=on"))
        .await;
    let kept = served.staff(BEN, "/emergency", Some(POSTED)).await;
    assert_eq!(kept.page.replace("amal", "xxxx"), absent.page);
    // What they wrote is still on the page.
    assert!(kept.page.contains("They called and hung up."));
}

#[tokio::test]
async fn nobody_opens_an_emergency_without_proving_who_they_are_now() {
    let served = Served::new().await;
    for form in [None, Some(POSTED)] {
        let answered = served.stale(BEN, "/emergency", form).await;
        assert_eq!(answered.status, StatusCode::SEE_OTHER);
        assert!(answered.to.starts_with("/again"), "{}", answered.to);
    }
    assert!(served.emergency(therapist(BEN)).await.is_err());
    for who in [TOMAS, MARA] {
        let answered = served.staff(who, "/emergency", Some(POSTED)).await;
        assert_eq!(answered.status, StatusCode::NOT_FOUND);
    }
    let empty = served
        .staff(BEN, "/emergency", Some("whom=&reason=&own-words="))
        .await;
    let said = words(&main(&empty.page));
    assert!(said.contains("Please choose one."), "{said}");
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn someone_else_looks_and_the_client_reads_what_they_found() {
    let served = Served::new().await;
    breaks(&served).await;
    let list = words(&main(&served.staff(MARA, "/reviews", None).await.page));
    for said in [
        "Ben Stone",
        "They are in danger.",
        "To be looked at by",
        "Emergencies 1",
        "5.56",
    ] {
        assert!(list.contains(said), "{said}: {list}");
    }
    assert!(!list.contains("hung up"), "no words in a list: {list}");
    let one = format!("/reviews/{}", ClientId::of(AMAL));
    for who in [BEN, RUTH] {
        assert_eq!(
            served.staff(who, &one, None).await.status,
            StatusCode::NOT_FOUND
        );
    }
    let page = served.staff(MARA, &one, None).await.page;
    assert!(words(&page).contains("They called and hung up."));
    let record = crate::served::about(&format!("{page}value=\"end\""), "end");
    let nothing = served
        .staff(MARA, &one, Some(&format!("about={record}")))
        .await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let found = format!("about={record}&found=right&own-words=Ben+rang+back.+All+is+calm.");
    for _ in 0..2 {
        let said = served.staff(MARA, &one, Some(&found)).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(
        served.happened(),
        [Happened::GlassReviewed {
            client: ClientId::of(AMAL)
        }],
        "said twice, it is one look"
    );
    let page = words(&served.amal("do=who").await);
    assert!(
        page.contains("Mara Lindqvist looked at it") && page.contains("All is calm."),
        "{page}"
    );
    let list = words(&main(&served.staff(MARA, "/reviews", None).await.page));
    assert!(list.contains("Looked at in time, in percent 100"), "{list}");
}

#[tokio::test]
async fn what_nobody_looked_at_in_time_is_said_to_both() {
    let served = Served::new().await;
    breaks(&served).await;
    served.small.clock.pass(72 * HOUR + 1);
    let page = words(&served.amal("do=who").await);
    assert!(
        page.contains("That has not happened. We are sorry."),
        "{page}"
    );
    let list = words(&served.staff(MARA, "/reviews", None).await.page);
    assert!(
        list.contains("One emergency was not looked at in time."),
        "{list}"
    );
    assert!(list.contains("Looked at in time, in percent 0"), "{list}");
}

#[tokio::test]
async fn one_that_was_opened_again_before_anyone_looked_is_said_to_be_so() {
    const AGAIN: &str = "Opened again before anyone had looked at the last one.";
    let served = Served::new().await;
    let listed = async || words(&main(&served.staff(MARA, "/reviews", None).await.page));
    breaks(&served).await;
    assert!(!listed().await.contains(AGAIN));
    served.small.clock.pass(5 * HOUR);
    breaks(&served).await;
    assert_eq!(
        listed().await.matches(AGAIN).count(),
        1,
        "the second of them"
    );
    // Both are looked at. What is opened after that is not opened unseen, and what was stays so.
    served.small.clock.pass(HOUR);
    let one = format!("/reviews/{}", ClientId::of(AMAL));
    while let Some((_, rest)) = served
        .staff(MARA, &one, None)
        .await
        .page
        .split_once("name=\"about\" value=\"")
    {
        let record = rest.split('"').next().unwrap();
        let found = format!("about={record}&found=right&own-words=All+is+calm.");
        served.staff(MARA, &one, Some(&found)).await;
    }
    served.small.clock.pass(5 * HOUR);
    breaks(&served).await;
    assert_eq!(listed().await.matches(AGAIN).count(), 1);
}

#[tokio::test]
async fn for_a_lead_for_whom_she_does_not_exist_there_was_no_emergency() {
    let served = Served::new().await;
    breaks(&served).await;
    served.amal(&format!("do=never-yes&whom={MARA}")).await;
    let list = served.staff(MARA, "/reviews", None).await.page;
    let client = ClientId::of(AMAL).to_string();
    assert!(
        !list.contains(&client) && words(&list).contains("There have been none."),
        "{list}"
    );
    let one = served
        .staff(MARA, &format!("/reviews/{client}"), None)
        .await;
    assert_eq!(one.status, StatusCode::NOT_FOUND);
}
