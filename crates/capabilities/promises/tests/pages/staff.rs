//! The practitioner's side: their own promises over all clients, one client's, and one tap and a
//! line for each thing that can be said.

use crate::client::{all, breaks, promised};
use crate::served::{Served, served};
use axum::http::StatusCode;
use care::{ClientId, DAY};
use promises::{Became, Kind, stands};
use testing::{AMAL, RUTH};

fn of_amal() -> String {
    format!("/clients/{}/promises", ClientId::of(AMAL))
}

#[tokio::test]
async fn a_list_of_ones_own_promises_says_what_comes_first_and_what_to_do() {
    let served = served().await;
    let page = served.get("ruth", "/promises").await;
    assert!(page.has("You owe nobody anything by a time right now."));
    let broken = promised(&served.small, Kind::Reply, 1).await;
    served.small.clock.pass(DAY);
    promised(&served.small, Kind::Task, 2).await;
    served.small.clock.pass(DAY + 1);
    promised(&served.small, Kind::Hand, 3).await;
    breaks(&served.small, broken).await;
    let page = served.get("ruth", "/promises").await;
    let place = |words: &str| page.page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(place("nobody has said sorry") < place("<h2>Late</h2>"));
    assert!(place("<h2>Late</h2>") < place("<h2>To come</h2>"));
    assert!(page.has("answer a message") && page.has("do what was agreed"));
    assert!(page.has(&format!("{}/{broken}", of_amal())));
    // Somebody else has none, and nobody outside gets there.
    let page = served.get("ben", "/promises").await;
    assert!(page.has("You owe nobody anything"));
    assert_ne!(served.get("amal", "/promises").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_promise_is_made_by_hand_and_kept_with_one_tap() {
    let served = served().await;
    let nonce = "0123456789abcdef0123456789abcdef";
    let form = [
        ("once", nonce),
        ("kind", "hand"),
        ("words", "Call the school with you"),
        ("day", "2099-01-01"),
        ("time", "10:00"),
    ];
    let came = served.post("ruth", &of_amal(), &form).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has("Choose a time that lies ahead") && came.has("Call the school with you"));
    let day = tomorrow(&served);
    let mut right = form;
    right[3].1 = &day;
    for _ in 0..2 {
        let came = served.post("ruth", &of_amal(), &right).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
    }
    let [promise] = all(&served.small).await.try_into().unwrap();
    assert_eq!(promise.value.by(), RUTH);
    let one = format!("{}/{}", of_amal(), promise.record);
    let page = served.get("ruth", &one).await;
    assert!(page.has("Call the school with you") && page.has("It is done"));
    assert!(!page.has("I am sorry"), "nothing went wrong");
    let came = served
        .post("ruth", &one, &[("version", "1"), ("say", "done")])
        .await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let became = stands(&all(&served.small).await[0].value).became;
    assert_eq!(became, Became::Kept);
}

fn tomorrow(served: &Served) -> String {
    let at = (served.small.vault.now() + DAY).millis();
    let at = jiff::Timestamp::from_millisecond(at).unwrap();
    at.strftime("%Y-%m-%d").to_string()
}

#[tokio::test]
async fn late_sorry_and_made_good_are_a_line_each() {
    let served = served().await;
    let id = promised(&served.small, Kind::Reply, 1).await;
    let one = format!("{}/{id}", of_amal());
    // In advance, with a reason, for a time after the one promised.
    let day = tomorrow(&served);
    for (fields, said) in [
        (
            vec![("say", "late"), ("why", "w")],
            "Choose a day and a time.",
        ),
        (
            vec![
                ("say", "late"),
                ("day", &day),
                ("time", "00:00"),
                ("why", "w"),
            ],
            "Choose a time after the one promised",
        ),
        (
            vec![("say", "late"), ("day", "2030-01-01"), ("time", "10:00")],
            "why-wrong",
        ),
        (vec![("say", "sorry")], "said-wrong"),
    ] {
        let mut all = fields.clone();
        all.push(("version", "1"));
        let came = served.post("ruth", &one, &all).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(came.has(said), "{said}");
    }
    served.small.clock.pass(2 * DAY + 1);
    breaks(&served.small, id).await;
    for (number, (what, words, shown)) in [
        ("sorry", "I lost sight of it.", "Ruth Okafor says sorry."),
        (
            "mended",
            "I look each day at four.",
            "Ruth Okafor says how we make it good.",
        ),
        ("done", "", "It was done later"),
    ]
    .into_iter()
    .enumerate()
    {
        let version = (number + 2).to_string();
        let fields = [("say", what), ("said", words), ("version", &version)];
        let came = served.post("ruth", &one, &fields).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{what}");
        let page = served.get("ruth", &one).await;
        assert!(page.has(shown) && page.has(words), "{what}");
    }
    // An old page keeps what was typed and says so.
    let old = [("say", "sorry"), ("said", "Once more."), ("version", "2")];
    let came = served.post("ruth", &one, &old).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has("Please look at it again") && came.has("Once more."));
}

#[tokio::test]
async fn nobody_else_gets_there() {
    let served = served().await;
    let id = promised(&served.small, Kind::Reply, 1).await;
    let one = format!("{}/{id}", of_amal());
    for who in ["ben", "ines", "amal", "nobody"] {
        for path in [&of_amal(), &one] {
            assert_ne!(served.get(who, path).await.status, StatusCode::OK, "{who}");
            let sent = [("say", "done"), ("version", "1")];
            let came = served.post(who, path, &sent).await;
            assert!(!came.status.is_success(), "{who}");
        }
    }
    assert!(all(&served.small).await[0].value.steps.is_empty());
    for (path, fields) in [
        (&one, vec![("say", "nothing"), ("version", "1")]),
        (&one, vec![("say", "done")]),
        (&of_amal(), vec![("once", "x"), ("kind", "hand")]),
        (&of_amal(), vec![("kind", "reply")]),
    ] {
        let came = served.post("ruth", path, &fields).await;
        assert!(came.status.is_client_error(), "{path}");
    }
}
