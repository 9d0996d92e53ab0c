//! The pages, with answers and happenings handed in.

use axum::http::StatusCode;
use care::{ClientId, Moment, RecordId};
use pages::Words;
use profile::{Answered, Answers, Dates, Happening, Measured, Step};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;
use testing::served::{Served, Serving};
use testing::{AMAL, BEGINNING};

/// Ruth sees the first time only: the second was kept for oneself.
struct Twice;

impl Measured for Twice {
    fn answers<'a>(
        &'a self,
        act: &'a Act,
        _: &'a [&'static str],
    ) -> Pending<'a, Result<Answers, ReadError>> {
        let is_client = act.by() == AMAL;
        Box::pin(async move {
            let time = |at: i64, chosen| Answered {
                at: Moment::from_millis(BEGINNING.millis() - at * care::DAY),
                measure: "pcl-5".to_owned(),
                steps: ["pcl-5.12", "pcl-5.13", "pcl-5.14"]
                    .map(|link| (link.to_owned(), Step::new(chosen, 5).unwrap()))
                    .into(),
            };
            let mut answered = vec![time(20, 3)];
            answered.extend(is_client.then(|| time(5, 1)));
            Ok(Answers {
                answered,
                damaged: 0,
            })
        })
    }

    fn called(&self, _: &str, _: Words) -> String {
        "PCL-5".to_owned()
    }
}

impl Dates for Twice {
    fn dates<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Vec<Happening>, ReadError>> {
        let at = Moment::from_millis(BEGINNING.millis() - 10 * care::DAY);
        Box::pin(async move {
            Ok(vec![Happening {
                at,
                what: "repaired",
            }])
        })
    }
}

async fn served() -> Served {
    let (measured, dates): (Arc<dyn Measured>, Arc<dyn Dates>) = (Arc::new(Twice), Arc::new(Twice));
    let serving = Serving::new().await.lock_taken_off();
    serving.site(
        profile::routes(&measured, &dates),
        profile::screens(&measured, &dates),
    )
}

fn desk() -> String {
    format!("/clients/{}/profile", ClientId::of(AMAL))
}

fn once(number: u8) -> String {
    RecordId::from_bytes([number; 16]).to_string()
}

#[tokio::test]
async fn what_changed_is_drawn_beside_what_happened_without_a_total() {
    let served = served().await;
    let page = served.does("amal", "profile", &[]).await;
    page.says("it weighs less than the first time, over 2 times");
    let page = served.does("amal", "profile-closeness", &[]).await;
    page.says("<figure class=\"chart\">");
    page.says("A repair was closed");
    page.says("It is not a test");
    let page = served.does("amal", "profile-oneself", &[]).await;
    page.says("There is nothing here yet.");
    // What was kept for oneself is not in what the therapist sees.
    let page = served.get("ruth", &desk()).await;
    page.says("Numb and far away: answered once.");
}

#[tokio::test]
async fn an_own_question_is_written_answered_and_seen_where_it_was_sent() {
    let served = served().await;
    let fields = [
        ("once", once(1)),
        ("asks", "Could I say <no>?".into()),
        ("low", "no".into()),
        ("high", "yes".into()),
        ("domain", "others".into()),
    ];
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let page = served.does("amal", "profile-ask-send", &fields).await;
    page.says("Your question is here now.");
    assert!(page.has("Could I say &lt;no&gt;?") || page.has("Could I say &#60;no&#62;?"));
    let (one, two) = (once(1), once(2));
    let page = served
        .does(
            "amal",
            "profile-answer-send",
            &[("about", &one), ("once", &two), ("value", "4")],
        )
        .await;
    page.says("The last time you said 4 of 10.");
    let page = served.get("ruth", &desk()).await;
    page.says("The last time you said 4 of 10.");
    let page = served
        .does("amal", "profile-take-back", &[("about", &one)])
        .await;
    page.says("Only you can see this.");
    let page = served.get("ruth", &desk()).await;
    assert!(!page.has("Could I say"), "taken back");
}

#[tokio::test]
async fn what_is_missing_or_too_long_is_said_at_its_field_and_nothing_is_lost() {
    let served = served().await;
    let long = "x".repeat(200);
    let (one, fields) = (
        once(1),
        [("asks", long.as_str()), ("low", ""), ("high", "yes")],
    );
    let mut all = vec![("once", one.as_str())];
    all.extend(fields);
    let page = served.does("amal", "profile-ask-keep", &all).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(&long);
    page.says("Please choose one of the three.");
    let page = served.post("ruth", &desk(), &all).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has(&long));
    // Nothing chosen is no answer, and no fault; nonsense is not understood.
    let page = served
        .does(
            "amal",
            "profile-answer-keep",
            &[("about", &one), ("once", &one), ("value", "")],
        )
        .await;
    page.says("nothing was saved");
    let page = served
        .post(
            "amal",
            "/",
            &[
                ("do", "profile-answer-keep"),
                ("about", &one),
                ("once", &one),
                ("value", "ten"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    let page = served
        .post(
            "amal",
            "/",
            &[
                ("do", "profile-answer-keep"),
                ("about", &one),
                ("once", &one),
                ("value", "3"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[test]
fn what_the_client_reads_is_plain() {
    testing::content::check_ftl("profile");
}
