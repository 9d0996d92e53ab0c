//! The desk: what waits, answering with the keyboard alone, and what nobody sees of the other side.

use crate::served::{Served, a_picture};
use axum::http::StatusCode;
use care::{DAY, Grant, Grantee, HOUR, Happened, Purpose, Section, Sections};
use testing::{AMAL, BEN, RUTH};

fn address() -> String {
    format!("/clients/{AMAL}/messages")
}

/// The messages that can be answered, as the page offers them.
fn offered(page: &str) -> Vec<String> {
    let boxes = page.split("name=\"answers\" value=\"").skip(1);
    boxes
        .map(|part| part.split('"').next().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn what_waits_and_what_was_promised_is_said_first() {
    let served = Served::new().await;
    served.answers_within(24, true);
    let page = served.get("ruth", &address()).await;
    assert!(page.has("There are no messages yet."));
    served.amal_writes("We hurried.", &[]).await;
    let page = served.get("ruth", &address()).await;
    assert!(page.has("Waits for an answer since") && page.has("Promised by"));
    assert!(page.has("class=\"notice now\""));
    served.small.clock.pass(24 * HOUR);
    let page = served.get("ruth", &address()).await;
    assert!(page.has("and has not come.") && page.has("class=\"notice attention\""));
}

#[tokio::test]
async fn an_answer_says_what_it_answers_and_the_client_sees_it() {
    let served = Served::new().await;
    served.answers_within(24, true);
    served.amal_writes("We hurried.", &[]).await;
    let page = served.get("ruth", &address()).await;
    let (once, open) = (page.field("once"), offered(&page.page));
    assert_eq!(open.len(), 1);
    let fields = [
        ("once", once.as_str()),
        ("message-words", "I did. I am sorry."),
        ("answers", open[0].as_str()),
    ];
    for _ in 0..2 {
        let sent = served
            .post_files("ruth", &address(), &fields, &[&a_picture()])
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    let answered = served.happened();
    let answered = answered
        .iter()
        .filter(|one| matches!(one, Happened::MessageAnswered { .. }));
    assert_eq!(answered.count(), 1, "sent twice, it is one answer");
    served.unlocks("amal").await;
    let page = served.sees("amal", "messages").await;
    assert!(page.has("Ruth Okafor") && page.has("I did. I am sorry.") && page.has("Answered, "));
    let picture = page.pictures().remove(0);
    assert_eq!(served.get("amal", &picture).await.status, StatusCode::OK);
    let page = served.get("ruth", &address()).await;
    assert!(offered(&page.page).is_empty() && !page.has("Waits for an answer"));
}

#[tokio::test]
async fn what_was_typed_stays_when_something_must_be_looked_at_again() {
    let served = Served::new().await;
    served.amal_writes("We hurried.", &[]).await;
    let page = served.get("ruth", &address()).await;
    let (once, open) = (page.field("once"), offered(&page.page).remove(0));
    let sends = async |words: &str, answers: &str, files: &[&[u8]]| {
        let fields = [
            ("once", once.as_str()),
            ("message-words", words),
            ("answers", answers),
        ];
        served.post_files("ruth", &address(), &fields, files).await
    };
    let again = sends("I did.", &open, &[b"a program"]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("I did.") && again.has("This kind of file cannot be sent."));
    assert!(again.has(&format!("value=\"{open}\" checked")));
    assert!(
        sends("", &open, &[])
            .await
            .has("There is nothing in it yet.")
    );
    // The client takes it back while it is being answered.
    let back = [("do", "message-take-back"), ("about", open.as_str())];
    served.post("amal", "/", &back).await;
    let again = sends("I did.", &open, &[]).await;
    assert!(again.has("waits for no answer any more") && again.has("I did."));
    // Then it is sent as a message of its own.
    let fields = [("once", once.as_str()), ("message-words", "I did.")];
    let sent = served.post_files("ruth", &address(), &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_answer_sent_while_the_sign_in_rested_asks_for_the_file_again() {
    let served = Served::new().await;
    served.amal_writes("We hurried.", &[]).await;
    let once = served.get("ruth", &address()).await.field("once");
    let fields = [("once", once.as_str()), ("message-words", "I did.")];
    let held = served
        .post_files("ruth.rest", &address(), &fields, &[&a_picture()])
        .await;
    assert_eq!(held.status, StatusCode::SEE_OTHER);
    let page = served.get("ruth", "/go-on").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("I did.") && page.has("Please choose them again."));
}

#[tokio::test]
async fn what_is_new_stands_out_once_and_nobody_sees_whether_the_other_has_read() {
    let served = Served::new().await;
    served.amal_writes("We hurried.", &[]).await;
    let before = served.sees("amal", "messages").await.page;
    assert!(served.get("ruth", &address()).await.has(">New<"));
    let second = served.get("ruth", &address()).await;
    assert!(!second.has(">New<"), "seen");
    let after = served.sees("amal", "messages").await.page;
    assert_eq!(before, after, "she does not see that it was read");
    served.small.clock.pass(1_000);
    let once = second.field("once");
    let fields = [("once", once.as_str()), ("message-words", "I did.")];
    served.post_files("ruth", &address(), &fields, &[]).await;
    let without_ids = |page: &str| {
        let parts = page.split("name=\"once\" value=\"");
        parts
            .map(|part| part.get(32..).unwrap_or_default().to_owned())
            .collect::<String>()
    };
    let before = without_ids(&served.get("ruth", &address()).await.page);
    assert!(served.sees("amal", "messages").await.has(">New<"));
    assert!(!served.sees("amal", "messages").await.has(">New<"));
    let after = without_ids(&served.get("ruth", &address()).await.page);
    assert_eq!(before, after, "and he does not see that she read");
}

#[tokio::test]
async fn a_long_thread_begins_with_its_end() {
    let served = Served::new().await;
    for number in 0..33 {
        served.small.clock.pass(1_000);
        served.amal_writes(&format!("Number {number}."), &[]).await;
    }
    let page = served.get("ruth", &address()).await;
    assert!(!page.has("Number 2.") && page.has("Number 3.") && page.has("Number 32."));
    assert!(
        page.page.find("Number 3.") < page.page.find("Number 32."),
        "newest last"
    );
    let all = served
        .get("ruth", &format!("{}?earlier=1", address()))
        .await;
    assert!(all.has("Number 0."));
    let mine = served.sees("amal", "messages").await;
    assert!(!mine.has("Number 2.") && mine.has("Show earlier messages"));
    assert!(
        served
            .sees("amal", "messages-earlier")
            .await
            .has("Number 0.")
    );
}

#[tokio::test]
async fn whoever_was_allowed_to_look_reads_and_has_nothing_to_write_on() {
    let served = Served::new().await;
    let messages = Sections::of(&[Section::Identity, Section::Messages]);
    let mut act = served.small.act(AMAL, AMAL, &[Section::Consent]).await;
    let mut facts = act.standing().await.unwrap();
    facts.grants.push(Grant {
        id: act.mint(),
        grantee: Grantee::Person(BEN),
        sections: messages,
        purpose: Purpose::Treatment,
        from: act.now(),
        until: act.now() + DAY,
    });
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    served.unlocks("amal").await;
    let page = served.sees("amal", "write-message").await;
    assert!(page.has("Ruth Okafor and Ben Stone can read this"));
    served.amal_writes("We hurried.", &[]).await;
    let told = |one: &Happened| matches!(one, Happened::MessageSent { to, .. } if to == &[RUTH]);
    assert!(
        served.happened().iter().any(told),
        "who answers hears of it"
    );
    for _ in 0..2 {
        let page = served.get("ben", &address()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("We hurried.") && !page.has("<textarea"));
    }
    let sent = served.post_files("ben", &address(), &[], &[]).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_else_on_the_staff_gets_in() {
    let served = Served::new().await;
    served.amal_writes("We hurried.", &[]).await;
    for who in ["ben", "ines", "mara"] {
        let page = served.get(who, &address()).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}");
        assert!(!page.has("We hurried."), "{who}");
    }
}
