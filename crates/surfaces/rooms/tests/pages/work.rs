//! What of the work is told in passing: on the list, in the room, on the client's first screen; and
//! that it is told to nobody from whom the client keeps it.

use crate::room::keeps;
use crate::served::Served;
use care::{MINUTE, RecordId, Section};
use diary::{DiaryGistV1, LookV1, WhyV1};
use emdr::{EmdrGistV1, OpenV1};
use plan::PlanGistV1;
use testing::{AMAL, RUTH};
use worksheets::{WaitsV1, WorksheetsGistV1};

async fn waits(served: &Served) {
    let mut act = served.opens(RUTH, &[Section::Overview]).await;
    let before = (act.now() + -MINUTE).millis();
    let look = LookV1 {
        entry: [1; 16],
        day: "2026-01-05".to_owned(),
        why: WhyV1::Acted,
        since: before,
    };
    act.set_gist(&DiaryGistV1 {
        card: 1,
        last: None,
        look: vec![look],
        proposed: None,
    })
    .await
    .unwrap();
    act.set_gist(&EmdrGistV1 {
        open: vec![OpenV1 {
            target: [2; 16],
            since: before,
        }],
        resources: 1,
        stop: None,
    })
    .await
    .unwrap();
    act.set_gist(&PlanGistV1 {
        in_force: 1,
        waits_for_staff: false,
        waits_for_client: true,
        since: before,
        review: None,
    })
    .await
    .unwrap();
    let given = WaitsV1 {
        given: *RecordId::from_bytes([3; 16]).bytes(),
        at: before,
    };
    act.set_gist(&WorksheetsGistV1 { waits: vec![given] })
        .await
        .unwrap();
    act.done().await.unwrap();
}

const ACTED: &str = "they acted on an urge that can cost a life";

#[tokio::test]
async fn a_card_to_look_at_first_stands_on_the_therapists_list_and_on_no_others() {
    let served = Served::new().await;
    waits(&served).await;
    for (who, told) in [
        ("ruth", true),
        ("ines", false),
        ("tomas", false),
        ("mara", false),
    ] {
        let list = served.get(who, "/caseload").await;
        assert_eq!(list.has(ACTED), told, "{who}");
    }
    let room = served
        .get(
            "ruth",
            &format!("/clients/{}/room", care::ClientId::of(AMAL)),
        )
        .await;
    assert!(room.has(ACTED) && room.has("look again"), "{}", room.main());
    keeps(&served, &[Section::Work]).await;
    let list = served.get("ruth", "/caseload").await;
    assert!(!list.has(ACTED), "kept from her");
    let room = served
        .get(
            "ruth",
            &format!("/clients/{}/room", care::ClientId::of(AMAL)),
        )
        .await;
    assert!(!room.has(ACTED) && !room.has("look again"), "kept from her");
}

#[tokio::test]
async fn what_waits_for_the_client_stands_on_their_first_screen() {
    let served = Served::new().await;
    let home = served.does("amal", "home", &[]).await;
    for words in [
        "A worksheet was given to you",
        "Your plan waits for you",
        "How to go on after",
    ] {
        assert!(!home.has(words), "nothing yet: {words}");
    }
    waits(&served).await;
    let home = served.does("amal", "home", &[]).await;
    for words in [
        "A worksheet was given to you",
        "Your plan waits for you",
        "How to go on after",
    ] {
        assert!(home.has(words), "{words}: {}", home.main());
    }
    assert!(
        !home.has("urge"),
        "what is to be looked at is not held against anyone"
    );
}

#[tokio::test]
async fn every_tool_that_is_there_has_a_name_and_a_sentence() {
    let served = Served::new().await;
    let work = served.does("amal", "work", &[]).await;
    for tool in [
        "body",
        "triggers",
        "diary",
        "worksheets",
        "plan",
        "thoughts",
        "courage",
        "emdr",
        "circle",
        "profile",
        "self-trust",
    ] {
        assert!(work.has(&format!("value=\"{tool}\"")), "{tool}");
        let there = served.does("amal", tool, &[]).await;
        assert!(there.main().contains("<h1"), "{tool}");
    }
}
