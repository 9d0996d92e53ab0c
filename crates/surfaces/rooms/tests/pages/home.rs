//! The client's first screen: what happens next, what was promised, what waits; calm whatever there
//! is, and never with more to do than fits on it.

use crate::as_read::looks_at;
use crate::served::{Came, Served};
use axum::http::StatusCode;
use care::{DAY, HOUR, RecordId};
use promises::{Kind, Say, say};
use sealed::Act;
use testing::RUTH;

fn place(home: &Came, words: &str) -> usize {
    let found = home.page.find(words);
    found.unwrap_or_else(|| panic!("{words}: {}", home.main()))
}

/// How many ways stand under "Something you could do".
fn could(home: &Came) -> usize {
    let (_, rest) = home.main().split_once("Something you could do").unwrap();
    let list = rest.split_once("</ul>").unwrap().0;
    list.matches("class=\"way\"").count()
}

#[tokio::test]
async fn a_change_is_announced_first_with_its_reason_and_a_choice() {
    let served = Served::new().await;
    let sessions = served.weeks(&[Some("8"), None]).await;
    drop(sessions);
    let act = served.opens(testing::AMAL, crate::served::OWN).await;
    let next = sessions::coming(&act).await.unwrap()[0].record;
    drop(act);
    served.moved(next).await;
    served.asks("phq-9", 14).await;
    looks_at!("home_change", served, "amal", "/");
    let home = served.get("amal", "/").await;
    assert!(place(&home, "Your session has changed") < place(&home, "How was "));
    assert!(home.has("Painters are in room 4 that day."));
    assert_eq!(home.main().matches("class=\"button\"").count(), 1);
    let about = next.to_string();
    let chosen = served.does("amal", "session", &[("about", &about)]).await;
    assert_eq!(chosen.status, StatusCode::OK);
    assert!(
        chosen.has("Painters are in room 4 that day."),
        "{}",
        chosen.main()
    );
}

#[tokio::test]
async fn what_was_promised_stands_there_late_first_with_who_said_sorry() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    served.promises(RUTH, Kind::Hand, 20 * DAY).await;
    served.promises(RUTH, Kind::Task, 10 * DAY).await;
    served.promises(RUTH, Kind::Answer, HOUR).await;
    served.promises(RUTH, Kind::Appointment, HOUR).await;
    let home = served.get("amal", "/").await;
    assert!(home.has("Ruth Okafor said that your question will be answered by"));
    assert!(
        !home.has("will start on time"),
        "the session itself says so"
    );
    assert!(
        !home.has("agreed on will be done by"),
        "of what is to come, the next is enough"
    );
    served.clock.pass(2 * HOUR);
    let home = served.get("amal", "/").await;
    let late = place(&home, "your question will be answered by");
    assert!(late < place(&home, "agreed on will be done by"));
    assert!(home.has("It is late. It has not been done yet."));
    looks_at!("home_promise_late", served, "amal", "/");
    assert!(!home.main().contains("class=\"attention\""));
}

#[tokio::test]
async fn who_said_sorry_and_how_is_read_there_for_two_weeks() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    let about = served.promises(RUTH, Kind::Task, HOUR).await;
    served.clock.pass(2 * DAY);
    let sections = [care::Section::Relationship, care::Section::Overview];
    let mut act = served.opens(RUTH, &sections).await;
    promises::missed(&mut act, Kind::Task, about).await.unwrap();
    act.done().await.unwrap();
    let home = served.get("amal", "/").await;
    assert!(home.has("We did not do it in time."), "{}", home.main());
    let mut act = served.opens(RUTH, &sections).await;
    let (promise, seen) = one(&act).await;
    let sorry = Say::Sorry(crate::between::line("I forgot, and you had to wait."));
    say(&mut act, promise, seen, &sorry).await.unwrap();
    act.done().await.unwrap();
    looks_at!("home_sorry", served, "amal", "/");
    let home = served.get("amal", "/").await;
    assert!(home.has("Ruth Okafor says sorry.") && home.has("I forgot, and you had to wait."));
    served.clock.pass(15 * DAY);
    let home = served.get("amal", "/").await;
    assert!(!home.has("I forgot"), "{}", home.main());
}

async fn one(act: &Act) -> (RecordId, u32) {
    let all = act.latest::<promises::PromiseV1>().await.unwrap();
    (all.kept[0].record, all.kept[0].version)
}

#[tokio::test]
async fn what_waits_and_what_was_written_is_said_in_whole_sentences() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    served.agreement(&[("avoid", "Journey")], false).await;
    served.writes("Can we begin with my sister?").await;
    looks_at!("home_waiting", served, "amal", "/");
    let home = served.get("amal", "/").await;
    assert!(home.has("there is something new for you to look at"));
    assert!(
        home.has("We said you will have an answer by"),
        "{}",
        home.main()
    );
    served.clock.pass(3 * DAY);
    let home = served.get("amal", "/").await;
    assert!(home.has("You do not have it yet."), "{}", home.main());
}

#[tokio::test]
async fn there_are_never_more_than_seven_ways_and_the_rest_is_behind_the_last() {
    let served = Served::new().await;
    assert_eq!(could(&served.get("amal", "/").await), 5);
    served.weeks(&[Some("8")]).await;
    served.asks("phq-9", 14).await;
    let home = served.get("amal", "/").await;
    assert_eq!(could(&home), 7);
    let more = served.does("amal", "more", &[]).await;
    assert_eq!(more.status, StatusCode::OK);
    looks_at!("more", served, "amal", "/");
    let ways = more.main().split("name=\"do\" value=\"").skip(1);
    let ways: Vec<&str> = ways.filter_map(|way| way.split('"').next()).collect();
    for way in [
        "sessions",
        "messages",
        "promises",
        "agreement",
        "team",
        "notes",
    ] {
        assert!(ways.contains(&way), "{way}: {ways:?}");
    }
    for way in ways {
        let came = served.does("amal", way, &[]).await;
        assert_eq!(came.status, StatusCode::OK, "{way}: {}", came.page);
    }
}
