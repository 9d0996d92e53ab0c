//! The pages: what the client writes, who sees it, and what is said when something cannot be taken.

use axum::http::StatusCode;
use care::{ClientId, RecordId};
use pages::{Html, Screens, Words};
use self_trust::{Offered, Sheets};
use std::sync::Arc;
use testing::AMAL;
use testing::served::{Served, Serving};

struct One;

impl Sheets for One {
    fn of(&self, _: Words) -> Vec<Offered> {
        vec![Offered {
            name: "kindness-pause".to_owned(),
            title: "A small pause".to_owned(),
        }]
    }
}

async fn served() -> Served {
    let sheets: Arc<dyn Sheets> = Arc::new(One);
    let serving = Serving::new().await.lock_taken_off();
    let shelf = Screens::new().screen("worksheets", care::Sections::NONE, |_, _| async {
        Ok(Html::default())
    });
    serving.site(
        self_trust::routes(),
        self_trust::screens(&sheets).and(shelf),
    )
}

fn desk() -> String {
    format!("/clients/{}/self-trust", ClientId::of(AMAL))
}

fn once(number: u8) -> String {
    RecordId::from_bytes([number; 16]).to_string()
}

async fn judge(served: &Served, number: u8, act: &str) {
    let once = once(number);
    let fields = [
        ("once", once.as_str()),
        ("sensed", "They look away"),
        ("expects", "They <will not> come"),
        ("sure", "70"),
    ];
    served.does("amal", act, &fields).await;
}

#[tokio::test]
async fn a_judgement_is_written_answered_and_seen_where_it_was_sent() {
    let served = served().await;
    judge(&served, 1, "self-trust-sense-send").await;
    judge(&served, 2, "self-trust-sense-keep").await;
    served
        .does("amal", "self-trust", &[])
        .await
        .says("2 are still open.");
    let one = once(1);
    let page = served
        .does("amal", "self-trust-judgement", &[("about", &one)])
        .await;
    page.says("Did it come as you thought?");
    let page = served
        .does(
            "amal",
            "self-trust-came-send",
            &[
                ("about", &one),
                ("seen", "1"),
                ("came", "yes"),
                ("tells", "I saw it"),
            ],
        )
        .await;
    page.says("There are too few to say anything yet.");
    let page = served.get("ruth", &desk()).await;
    page.says("I saw it");
    page.says("It came as thought");
    assert!(!page.has("<will not>"), "words are words");
    served
        .does("amal", "self-trust-judgement-take-back", &[("about", &one)])
        .await;
    let page = served.get("ruth", &desk()).await;
    assert!(!page.has("I saw it") && !page.has("They look away"));
}

#[tokio::test]
async fn ten_answers_say_how_often_it_came_in_plain_words_with_a_picture() {
    let served = served().await;
    for number in 1..=10 {
        judge(&served, number, "self-trust-sense-keep").await;
        let (about, came) = (once(number), if number <= 8 { "yes" } else { "no" });
        let fields = [("about", about.as_str()), ("seen", "1"), ("came", came)];
        served.does("amal", "self-trust-came-keep", &fields).await;
    }
    let page = served.does("amal", "self-trust-sensed", &[]).await;
    page.says("When you were fairly sure, it came as you thought 8 of 10 times.");
    page.says("0.17");
    page.says("<svg");
    let page = served.get("ruth", &desk()).await;
    assert!(!page.has("They look away"));
}

#[tokio::test]
async fn a_boundary_is_set_tried_and_worded_anew() {
    let served = served().await;
    let (one, two) = (once(1), once(2));
    let fields = [
        ("once", one.as_str()),
        ("boundary", "Please ring first"),
        ("whom", "family"),
    ];
    let page = served
        .does("amal", "self-trust-boundary-send", &fields)
        .await;
    page.says("Please ring first");
    let fields = [
        ("about", one.as_str()),
        ("once", &two),
        ("held", "not"),
        ("next", "The door stays shut"),
    ];
    let page = served.does("amal", "self-trust-tried-send", &fields).await;
    page.says("Held: 0. In part: 0. Not respected: 1.");
    let fields = [
        ("about", one.as_str()),
        ("seen", "2"),
        ("boundary", "Ring, and wait"),
    ];
    let page = served.does("amal", "self-trust-reword-send", &fields).await;
    page.says("What it said before");
    let page = served.get("ruth", &desk()).await;
    page.says("Ring, and wait");
    page.says("The door stays shut");
    let page = served
        .does("amal", "self-trust-boundary-out", &[("about", &one)])
        .await;
    page.says("It is taken out.");
    assert!(!served.get("ruth", &desk()).await.has("Ring, and wait"));
}

#[tokio::test]
async fn a_bad_day_shows_one_of_their_own_and_never_one_that_is_not_there() {
    let served = served().await;
    let page = served.does("amal", "self-trust-one", &[]).await;
    page.says("There is nothing here yet.");
    for (number, words) in [(1, "I come back"), (2, "I notice things")] {
        let once = once(number);
        let fields = [
            ("once", once.as_str()),
            ("strength", words),
            ("from", "other"),
        ];
        served
            .does("amal", "self-trust-strength-keep", &fields)
            .await;
    }
    let page = served.does("amal", "self-trust-one", &[]).await;
    let (shown, other) = if page.has("I come back") {
        (1, "I notice things")
    } else {
        (2, "I come back")
    };
    assert!(!page.has(other), "one at a time");
    page.says("Someone you trust said this.");
    let about = once(shown);
    let page = served
        .does("amal", "self-trust-one", &[("about", &about)])
        .await;
    page.says(other);
    assert!(!served.get("ruth", &desk()).await.has(other));
}

#[tokio::test]
async fn kindness_offers_the_sheets_and_says_that_stopping_is_fine() {
    let served = served().await;
    served
        .does("amal", "self-trust", &[])
        .await
        .says("Being kind to myself");
    let page = served.does("amal", "self-trust-kindness", &[]).await;
    page.says("A small pause");
    page.says("If it gets too much, stop.");
}

#[tokio::test]
async fn what_is_missing_too_long_or_older_is_said_and_nothing_is_lost() {
    let served = served().await;
    let (one, long) = (once(1), "x".repeat(1_001));
    let fields = [
        ("once", one.as_str()),
        ("sensed", &long),
        ("expects", "They will ring"),
        ("sure", "49"),
        ("again", "2001-01-01"),
    ];
    let page = served.does("amal", "self-trust-sense-keep", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(&long);
    page.says("They will ring");
    page.says("Please choose how sure you are.");
    page.says("This day is over.");
    judge(&served, 1, "self-trust-sense-keep").await;
    // Something else from the same page; an answer to an older version; an answer without a choice.
    let page = served
        .does(
            "amal",
            "self-trust-sense-keep",
            &[
                ("once", &one),
                ("sensed", "Another"),
                ("expects", "Other"),
                ("sure", "80"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Your words are still here.");
    let fields = [
        ("about", one.as_str()),
        ("seen", "7"),
        ("came", "no"),
        ("happened", "Mine"),
    ];
    let page = served.does("amal", "self-trust-came-keep", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("This was changed meanwhile.");
    page.says("Mine");
    let fields = [("about", one.as_str()), ("seen", "1"), ("happened", "Mine")];
    let page = served.does("amal", "self-trust-came-keep", &fields).await;
    page.says("Please choose one of these.");
    // No such record, and nonsense.
    let none = once(9);
    let asks = |fields: Vec<(&'static str, String)>| {
        let served = &served;
        async move {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            served.post("amal", "/", &fields).await.status
        }
    };
    let act = |name: &str| ("do", name.to_owned());
    let status = asks(vec![
        act("self-trust-boundary-out"),
        ("about", none.clone()),
    ])
    .await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let page = served
        .does("amal", "self-trust-judgement", &[("about", &none)])
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let status = asks(vec![act("self-trust-sense-keep"), ("once", "x".to_owned())]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}
