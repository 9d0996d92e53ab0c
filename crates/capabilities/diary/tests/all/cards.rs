//! The card as it is put together, at the desk and on the phone.

use crate::acts;
use crate::served::{at, chosen_in, made, served};
use axum::http::StatusCode;
use diary::{CardRefused, ITEMS, KindV1, starting, write};
use testing::Small;

#[tokio::test]
async fn the_card_is_put_together_row_by_row_and_nothing_is_kept_before_it_is_saved() {
    let (served, _) = served().await;
    made(&served).await;
    let page = served.get("ruth", &at("/card")).await;
    assert_eq!(page.field("rows"), "1,2,3,4,5,6,7,8,9,10,11,12");
    assert_eq!(chosen_in(&page, "class.6"), "life");
    let base = [
        ("rows", "1,2"),
        ("label.1", "Fear"),
        ("class.1", ""),
        ("label.2", "Grief"),
        ("class.2", "daily"),
        ("seen", "1"),
    ];
    let turned = async |more: &[(&'static str, &'static str)]| {
        let mut all = base.to_vec();
        all.extend(more);
        served.post("ruth", &at("/card"), &all).await
    };
    assert_eq!(turned(&[("do", "turn down.1")]).await.field("rows"), "2,1");
    assert_eq!(turned(&[("do", "turn up.2")]).await.field("rows"), "2,1");
    assert_eq!(turned(&[("do", "turn up.1")]).await.field("rows"), "1,2");
    assert_eq!(turned(&[("do", "turn out.1")]).await.field("rows"), "2");
    let added = [
        ("add-label", "Cups <of> tea"),
        ("add-kind", "number"),
        ("add-unit", "cups"),
    ];
    let mut all = added.to_vec();
    all.push(("do", "turn add"));
    let page = turned(&all).await;
    assert_eq!(page.field("rows"), "1,2,n1");
    page.says("Cups &#60;of&#62; tea");
    let mut all = added.to_vec();
    all.push(("do", "save"));
    assert_eq!(turned(&all).await.to, at(""));
    let page = served.get("ruth", &at("/card")).await;
    assert_eq!(
        (page.field("rows"), page.field("label.13")),
        ("1,2,13".to_owned(), "Cups &#60;of&#62; tea".to_owned())
    );
    // In another language the names of the card one begins with are said in it, and its own are not.
    let page = served.does("amal.es", "diary", &[]).await;
    page.says("Miedo");
    page.says("Grief");
    let page = turned(&[("do", "save")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("The card was changed meanwhile.");
    for (rows, label, says) in [
        ("", "", "A card needs one line."),
        ("1", " ", "Please give it a name"),
    ] {
        let fields = [
            ("rows", rows),
            ("label.1", label),
            ("seen", "2"),
            ("do", "save"),
        ];
        let page = served.post("ruth", &at("/card"), &fields).await;
        page.says(says);
    }
}

#[tokio::test]
async fn the_client_proposes_a_change_on_the_phone_and_the_two_look_at_it() {
    let (served, _) = served().await;
    made(&served).await;
    let page = served.does("amal", "diary-card", &[]).await;
    page.says("Ruth Okafor sees it when you send it.");
    let fields = [
        ("from", "1"),
        ("rows", "1,12"),
        ("label.1", "Fear"),
        ("class.1", ""),
        ("label.12", "A few words"),
        ("class.12", ""),
        ("add-label", "Calm"),
        ("add-kind", "emotion"),
        ("why", "It was too long."),
    ];
    let page = served.does("amal", "diary-turn add", &fields).await;
    page.says("value=\"Calm\"");
    page.says("It was too long.");
    served
        .does("amal", "diary-propose", &fields)
        .await
        .says("It waits for you to talk about it.");
    let page = served.get("ruth", &at("")).await;
    page.says("Amal would like a change to the card");
    page.says("It was too long.");
    let page = served.get("ruth", &at("/proposed")).await;
    assert_eq!(page.field("rows"), "1,12,n1");
    let proposed = page.field("takes-up");
    let fields = [
        ("rows", "1,12,n1"),
        ("label.1", "Fear"),
        ("label.12", "A few words"),
        ("label.n1", "Calm"),
        ("kind.n1", "emotion"),
        ("seen", "1"),
        ("takes-up", &proposed),
        ("do", "save"),
    ];
    assert_eq!(served.post("ruth", &at("/card"), &fields).await.to, at(""));
    served
        .get("ruth", &at(""))
        .await
        .says_not("would like a change");
    served
        .does("amal", "diary-card", &[])
        .await
        .says("The card was changed after what you sent");
    served.does("amal", "diary", &[]).await.says("Calm");
    let page = served.get("ruth", &at("/proposed")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let long = "x".repeat(501);
    let page = served
        .does(
            "amal",
            "diary-propose",
            &[
                ("from", "2"),
                ("rows", "1"),
                ("label.1", "Fear"),
                ("why", &long),
            ],
        )
        .await;
    page.says("501");
    page.says(&long);
}

#[tokio::test]
async fn a_card_has_a_line_and_not_more_than_there_is_room_for() {
    let small = Small::in_memory().await;
    let many = |count| vec![acts::own(0, "a", KindV1::Emotion, None); count];
    assert!(matches!(
        acts::made(&small, 0, Vec::new()).await,
        Err(CardRefused::Empty)
    ));
    let refused = acts::made(&small, 0, many(ITEMS + 1)).await;
    assert!(matches!(refused, Err(CardRefused::TooMany)), "{refused:?}");
    acts::made(&small, 0, many(ITEMS)).await.unwrap();
    let mut act = acts::amal(&small).await;
    let refused = write(&mut act, 1, starting(), None).await;
    assert!(
        matches!(refused, Err(CardRefused::NotTheirs)),
        "{refused:?}"
    );
}
