//! The pages of sessions between two visitors, over a service that has nothing else.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod after;
mod served;
mod words;

use axum::http::StatusCode;
use care::{ClientId, DAY, MINUTE, Section};
use served::{Answered, Served, served};
use sessions::{SessionV1, meeting::in_order};
use testing::{AMAL, NOOR, RUTH};

fn at(step: &str) -> String {
    format!("/clients/{}/sessions{step}", ClientId::of(AMAL))
}

/// Ruth plans a session with Amal and gets its address.
async fn planned(served: &Served, day: &str, time: &str) -> String {
    let new = served.get("ruth", &at("/new")).await;
    let once = new.field("once");
    let fields = [
        ("once", once.as_str()),
        ("day", day),
        ("time", time),
        ("minutes", "50"),
        ("place", "Room 4"),
        ("plan", "go on with what helped"),
    ];
    let came = served.post("ruth", &at(""), &fields).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    at(&format!("/{once}"))
}

fn id(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

async fn changes(served: &Served, address: &str, fields: &[(&str, &str)]) -> Answered {
    let form = served.get("ruth", &format!("{address}/change")).await;
    let (once, seen) = (form.field("once"), form.field("seen"));
    let ruth = RUTH.to_string();
    let usual = [
        ("once", once.as_str()),
        ("seen", seen.as_str()),
        ("minutes", "50"),
        ("place", "Room 4"),
        ("with", ruth.as_str()),
        ("kind", "room"),
        ("reason", "the <heating> is being mended"),
    ];
    let mut all = fields.to_vec();
    all.extend(usual);
    served
        .post("ruth", &format!("{address}/change"), &all)
        .await
}

#[tokio::test]
async fn a_change_is_announced_with_its_reason_and_the_choice_comes_back() {
    let served = served().await;
    let address = planned(&served, "2026-05-12", "10:00").await;
    let page = served.does("amal", "session", &[]).await;
    for words in [
        "Tuesday 12 May, 10:00",
        "Room 4",
        "Ruth Okafor",
        "50 minutes",
        "Nobody else",
        "go on with what helped",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    assert!(!page.has("Something has changed"));
    let fields = [
        ("day", "2026-05-12"),
        ("time", "11:00"),
        ("place", "Room 7"),
    ];
    let came = changes(&served, &address, &fields).await;
    assert_eq!(
        (came.status, came.to.as_str()),
        (StatusCode::SEE_OTHER, address.as_str())
    );
    let page = served.does("amal", "session", &[]).await;
    for words in [
        "Something has changed",
        "Tuesday 12 May, 10:00, 50 minutes, Room 4, with Ruth Okafor",
        "Tuesday 12 May, 11:00, 50 minutes, Room 7, with Ruth Okafor",
        "the &#60;heating&#62; is being mended",
        "7 days before",
        "It is fine",
        "Another time, please",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    let change = page.field("change");
    let fields = [
        ("about", id(&address)),
        ("change", &change),
        ("choice-words", "after four?"),
    ];
    let page = served.does("amal", "session-other", &fields).await;
    assert!(
        page.has("You asked for another time. Your therapist sees it."),
        "{}",
        page.page
    );
    assert!(!page.has("Something has changed"));
    // Chosen once: what was said first stands.
    let page = served.does("amal", "session-fine", &fields).await;
    assert!(
        page.has("You have said something to this before."),
        "{}",
        page.page
    );
    let page = served.get("ruth", &address).await;
    assert!(
        page.has("They ask for another time") && page.has("after four?"),
        "{}",
        page.page
    );
    let week = served.get("ruth", "/sessions").await;
    assert!(
        week.has("They ask for another time") && week.has("11:00"),
        "{}",
        week.page
    );
    let list = served.get("ruth", &at("")).await;
    assert!(list.has("They ask for another time"));
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_keeps_what_was_typed_and_says_where() {
    let served = served().await;
    let address = planned(&served, "2026-05-12", "10:00").await;
    let other = planned(&served, "2026-05-13", "10:00").await;
    for (fields, said) in [
        (
            vec![("day", ""), ("time", "11:00")],
            "Please give a day and a time.",
        ),
        (
            vec![("day", "2026-05-01"), ("time", "11:00")],
            "That time is past.",
        ),
        (
            vec![("day", "2026-05-13"), ("time", "10:30")],
            "There is already a session at that time.",
        ),
        (
            vec![("day", "2026-05-12"), ("time", "10:00")],
            "Nothing is different yet.",
        ),
        (
            vec![("day", "2026-05-12"), ("time", "11:00"), ("minutes", "5")],
            "Please give between 10 and 240 minutes.",
        ),
        (
            vec![("day", "2026-05-12"), ("time", "11:00"), ("kind", "whim")],
            "Please choose what kind of reason it is.",
        ),
        (
            vec![("day", "2026-05-12"), ("time", "11:00"), ("reason", " ")],
            "aria-invalid",
        ),
        (
            vec![("day", "2026-05-12"), ("time", "11:00"), ("with", "nobody")],
            "Please choose someone who works here.",
        ),
        // The clocks go forward that night: there is no half past two.
        (
            vec![("day", "2027-03-28"), ("time", "02:30")],
            "Please give a day and a time.",
        ),
        (
            vec![("day", "2026-05-12"), ("time", "11:00"), ("seen", "7")],
            "This has changed since you opened it.",
        ),
    ] {
        let came = changes(&served, &address, &fields).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(came.has(said), "{said}: {}", came.page);
    }
    let act = served.small.act(AMAL, AMAL, &[Section::Sessions]).await;
    let kept = in_order(act.latest::<SessionV1>().await.unwrap());
    assert!(kept.iter().all(|session| session.version == 1), "{other}");
}

#[tokio::test]
async fn an_hour_that_comes_twice_is_planned_once() {
    let served = served().await;
    planned(&served, "2026-10-25", "02:30").await;
    let act = served.small.act(AMAL, AMAL, &[Section::Sessions]).await;
    let kept = in_order(act.latest::<SessionV1>().await.unwrap());
    // The first of the two: half past midnight in UTC.
    assert_eq!(kept[0].value.starts_at.rem_euclid(DAY), 30 * MINUTE);
}

#[tokio::test]
async fn nobody_else_gets_in_and_somebody_elses_session_is_not_there() {
    let served = served().await;
    let address = planned(&served, "2026-05-12", "10:00").await;
    for who in ["ben", "ines", "noor", "amal"] {
        for path in ["", "/change", "/call-off", "/written"] {
            let came = served.get(who, &format!("{address}{path}")).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{who} {path}");
        }
    }
    let noors = format!("/clients/{}/sessions/{}", ClientId::of(NOOR), id(&address));
    assert_eq!(
        served.get("ruth", &noors).await.status,
        StatusCode::NOT_FOUND
    );
    for does in ["session", "session-off", "session-ask", "session-step-done"] {
        let fields = [("about", id(&address)), ("task", id(&address))];
        let came = served.does("noor", does, &fields).await;
        assert!(
            !came.has("Room 4") && !came.has("12 May"),
            "{does}: {}",
            came.page
        );
    }
    let page = served
        .does("amal", "session", &[("about", id(&address))])
        .await;
    assert!(page.has("Room 4"));
}

#[tokio::test]
async fn a_client_calls_off_in_one_tap_and_nothing_asks_why() {
    let served = served().await;
    let address = planned(&served, "2026-05-12", "10:00").await;
    for twice in [false, true] {
        let page = served
            .does("amal", "session-off", &[("about", id(&address))])
            .await;
        let said = if twice {
            "has begun or is over"
        } else {
            "It is called off. That is fine."
        };
        assert!(page.has(said), "{}", page.page);
        assert!(page.has("You called it off. That is fine."));
    }
    let page = served.get("ruth", &address).await;
    assert!(page.has("They called it off."));
    assert!(!page.has("/change\""));
    let came = served.get("ruth", &format!("{address}/change")).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, address));
}

#[tokio::test]
async fn called_off_with_another_time_offered_and_taken() {
    let served = served().await;
    let address = planned(&served, "2026-05-12", "10:00").await;
    let form = served.get("ruth", &format!("{address}/call-off")).await;
    let seen = form.field("seen");
    let fields = [
        ("seen", seen.as_str()),
        ("kind", "illness"),
        ("reason", "I have a fever. I am sorry."),
        ("day", "2026-05-14"),
        ("time", "16:00"),
    ];
    for _ in 0..2 {
        let came = served
            .post("ruth", &format!("{address}/call-off"), &fields)
            .await;
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    }
    let page = served
        .does("amal", "session", &[("about", id(&address))])
        .await;
    assert!(page.has("We called it off.") && page.has("I have a fever. I am sorry."));
    assert!(page.has("We can offer another time") && page.has("Thursday 14 May, 16:00"));
    let page = served
        .does("amal", "session-offer-yes", &[("about", id(&address))])
        .await;
    assert!(page.has("It is planned."), "{}", page.page);
    let page = served.does("amal", "sessions", &[]).await;
    assert!(page.has("Thursday 14 May, 16:00"), "{}", page.page);
}

#[tokio::test]
async fn agenda_and_steps_from_both_sides() {
    let served = served().await;
    let address = planned(&served, "2026-05-12", "10:00").await;
    let once = served.get("ruth", &address).await.field("once");
    let fields = [("once", once.as_str()), ("item", "the <week>")];
    let came = served
        .post("ruth", &format!("{address}/agenda"), &fields)
        .await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let page = served.does("amal", "session", &[]).await;
    assert!(page.has("the &#60;week&#62;") && page.has("Ruth Okafor"));
    // What is not theirs has no way to take it back.
    assert!(!page.has("session-item-back"));
    let once = page.field("once");
    let fields = [
        ("about", id(&address)),
        ("once", once.as_str()),
        ("item", "sleep"),
    ];
    let page = served.does("amal", "session-item", &fields).await;
    assert!(page.has("It is on the list.") && page.has("session-item-back"));
    let item = page.field("item");
    let page = served.get("ruth", &address).await;
    assert!(page.has("sleep") && !page.has(&format!("/agenda/{item}/back")));
    let came = served
        .post("ruth", &format!("{address}/agenda/{item}/back"), &[])
        .await;
    assert_eq!(came.status, StatusCode::NOT_FOUND);
    let fields = [("about", id(&address)), ("item", item.as_str())];
    let page = served.does("amal", "session-item-back", &fields).await;
    assert!(page.has("You took it back.") && !page.has(">sleep"));
    let empty = [
        ("about", id(&address)),
        ("once", once.as_str()),
        ("item", ""),
    ];
    let page = served.does("amal", "session-item", &empty).await;
    assert!(page.has("item-wrong"), "{}", page.page);
    let long = "x".repeat(201);
    let long = [
        ("about", id(&address)),
        ("once", once.as_str()),
        ("item", long.as_str()),
    ];
    let page = served.does("amal", "session-item", &long).await;
    assert!(page.has(&"x".repeat(201)) && page.has("item-wrong"));
}
