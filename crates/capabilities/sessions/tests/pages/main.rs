//! The pages of sessions between two visitors, over a service that has nothing else.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod served;
mod words;

use axum::http::StatusCode;
use care::{ClientId, DAY, HOUR, MINUTE, Moment, Section};
use served::{Came, Served};
use sessions::{SessionV1, meeting::in_order};
use testing::{AMAL, BEGINNING, BEN, NOOR, RUTH};

fn at(step: &str) -> String {
    format!("/clients/{}/sessions{step}", ClientId::of(AMAL))
}

/// Ruth plans a session with Amal and gets its address.
async fn planned(served: &Served, day: &str, time: &str) -> String {
    let new = served.get("ruth", &at("/new")).await;
    let once = new.hidden("once");
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

async fn changes(served: &Served, address: &str, fields: &[(&str, &str)]) -> Came {
    let form = served.get("ruth", &format!("{address}/change")).await;
    let (once, seen) = (form.hidden("once"), form.hidden("seen"));
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
    let served = Served::new().await;
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
    let change = page.hidden("change");
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
    let served = Served::new().await;
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
    let served = Served::new().await;
    planned(&served, "2026-10-25", "02:30").await;
    let act = served.small.act(AMAL, AMAL, &[Section::Sessions]).await;
    let kept = in_order(act.latest::<SessionV1>().await.unwrap());
    // The first of the two: half past midnight in UTC.
    assert_eq!(kept[0].value.starts_at.rem_euclid(DAY), 30 * MINUTE);
}

#[tokio::test]
async fn nobody_else_gets_in_and_somebody_elses_session_is_not_there() {
    let served = Served::new().await;
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
    let served = Served::new().await;
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
    let served = Served::new().await;
    let address = planned(&served, "2026-05-12", "10:00").await;
    let form = served.get("ruth", &format!("{address}/call-off")).await;
    let seen = form.hidden("seen");
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
    let served = Served::new().await;
    let address = planned(&served, "2026-05-12", "10:00").await;
    let once = served.get("ruth", &address).await.hidden("once");
    let fields = [("once", once.as_str()), ("item", "the <week>")];
    let came = served
        .post("ruth", &format!("{address}/agenda"), &fields)
        .await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let page = served.does("amal", "session", &[]).await;
    assert!(page.has("the &#60;week&#62;") && page.has("Ruth Okafor"));
    // What is not theirs has no way to take it back.
    assert!(!page.has("session-item-back"));
    let once = page.hidden("once");
    let fields = [
        ("about", id(&address)),
        ("once", once.as_str()),
        ("item", "sleep"),
    ];
    let page = served.does("amal", "session-item", &fields).await;
    assert!(page.has("It is on the list.") && page.has("session-item-back"));
    let item = page.hidden("item");
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

#[tokio::test]
async fn it_begins_in_one_tap_and_is_written_down_after() {
    let served = Served::new().await;
    let address = planned(&served, "2026-05-05", "10:00").await;
    let page = served.get("ruth", &address).await;
    assert!(!page.has("It begins now"));
    served.small.clock.set(BEGINNING + DAY - HOUR + 2 * MINUTE);
    let page = served.get("ruth", &address).await;
    assert!(page.has("It begins now"));
    let seen = page.hidden("seen");
    for _ in 0..2 {
        let came = served
            .post("ruth", &format!("{address}/began"), &[("seen", &seen)])
            .await;
        assert_eq!(
            (came.status, came.to.as_str()),
            (StatusCode::SEE_OTHER, address.as_str())
        );
    }
    assert!(served.get("ruth", &address).await.has("It began at 10:02."));
    served.small.clock.pass(50 * MINUTE);
    let form = served.get("ruth", &format!("{address}/written")).await;
    let seen = form.hidden("seen");
    assert!(
        form.has("value=\"10:02\"") && form.has("value=\"10:50\""),
        "{}",
        form.page
    );
    let fields = |began, ended| {
        [
            ("seen", seen.as_str()),
            ("began", began),
            ("ended", ended),
            ("arriving", "4"),
            ("arriving-words", "tired"),
            ("grounding", "five things in the room"),
        ]
    };
    let came = served
        .post(
            "ruth",
            &format!("{address}/held"),
            &fields("10:02", "10:01"),
        )
        .await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has("These times do not fit.") && came.has("five things in the room"));
    let came = served
        .post(
            "ruth",
            &format!("{address}/held"),
            &fields("10:02", "10:50"),
        )
        .await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    let page = served.get("ruth", &address).await;
    assert!(
        page.has("It was from 10:02 to 10:50.") && page.has("4 of 10"),
        "{}",
        page.page
    );
    // A task with a day, and one without.
    let once = page.hidden("once");
    let task = |due| {
        [
            ("once", once.as_str()),
            ("task", "write to the doctor"),
            ("who", "me"),
            ("due", due),
        ]
    };
    let came = served
        .post("ruth", &format!("{address}/tasks"), &task(""))
        .await;
    assert!(came.has("Please give a day to come"), "{}", came.page);
    let came = served
        .post("ruth", &format!("{address}/tasks"), &task("2026-05-08"))
        .await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let page = served
        .does("amal", "session", &[("about", id(&address))])
        .await;
    assert!(
        page.has("by Friday 8 May") && !page.has("session-step-done"),
        "{}",
        page.page
    );
    let once = page.hidden("once");
    let step = [
        ("about", id(&address)),
        ("once", once.as_str()),
        ("step", "a walk"),
    ];
    let page = served.does("amal", "session-step", &step).await;
    assert!(page.has("a walk") && page.has("session-step-done"));
    let done = [("about", id(&address)), ("task", &page.hidden("task"))];
    let page = served.does("amal", "session-step-go", &done).await;
    assert!(page.has("You let it go. That is fine."));
}

#[tokio::test]
async fn where_the_service_was_not_there_it_says_so_and_leaves_a_word() {
    let served = Served::new().await;
    let address = planned(&served, "2026-05-05", "10:00").await;
    served.small.clock.set(BEGINNING + DAY);
    let seen = served
        .get("ruth", &format!("{address}/written"))
        .await
        .hidden("seen");
    let miss = async |who: &str, said: &str| {
        let fields = [("seen", seen.as_str()), ("who", who), ("said", said)];
        served
            .post("ruth", &format!("{address}/missed"), &fields)
            .await
    };
    assert!(miss("", "").await.has("Please choose who was not there."));
    assert!(
        miss("service", "")
            .await
            .has("Please say in a line what happened.")
    );
    let week = served.get("ruth", "/sessions").await;
    assert!(week.has("Still to be written down"), "{}", week.page);
    let came = miss("service", "The door was locked. I am sorry.").await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
    let page = served
        .does("amal", "session", &[("about", id(&address))])
        .await;
    assert!(page.has("we were not there for you") && page.has("The door was locked."));
    assert!(
        !served
            .get("ruth", "/sessions")
            .await
            .has("Still to be written down")
    );
}

#[tokio::test]
async fn the_day_after_is_asked_of_who_wants_it() {
    let served = Served::new().await;
    let address = planned(&served, "2026-05-04", "12:00").await;
    served
        .small
        .clock
        .set(Moment::from_millis(BEGINNING.millis() + 3 * HOUR));
    let came = served
        .post("ruth", &format!("{address}/next-day"), &[])
        .await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    let about = [("about", id(&address))];
    let page = served.does("amal", "session", &about).await;
    assert!(
        page.has("Yes, ask me") && page.has("No, do not ask me"),
        "{}",
        page.page
    );
    let page = served.does("amal", "session-day-yes", &about).await;
    assert!(page.has("We will ask you the day after."));
    let page = served.does("amal", "next-day", &about).await;
    assert!(page.has("No session") && !page.has("How steady"));
    served.small.clock.pass(DAY);
    let page = served.does("amal", "next-day", &about).await;
    assert!(
        page.has("How steady do you feel right now?") && page.has("Ruth Okafor"),
        "{}",
        page.page
    );
    let wrong = [
        ("session", id(&address)),
        ("steady", "99"),
        ("own_words", "tea"),
    ];
    let page = served.does("amal", "session-day-answer", &wrong).await;
    assert!(page.has("tea") && page.has("wrong"), "{}", page.page);
    let fields = [
        ("session", id(&address)),
        ("own_words", "tea"),
        ("who_sees", "who_i_met"),
    ];
    for said in ["They can read it now.", "You have said this before."] {
        let page = served.does("amal", "session-day-answer", &fields).await;
        assert!(page.has(said), "{}", page.page);
    }
    assert!(served.get("ruth", &address).await.has("tea"));
}

#[tokio::test]
async fn the_week_shows_ones_own_sessions_and_no_one_elses() {
    let served = Served::new().await;
    let address = planned(&served, "2026-05-06", "10:00").await;
    let fields = [
        ("day", "2026-05-06"),
        ("time", "10:00"),
        ("with", &BEN.to_string()),
    ];
    let came = changes(&served, &address, &fields).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    planned(&served, "2026-05-07", "15:00").await;
    let page = served.get("ruth", "/sessions").await;
    assert!(
        page.has("15:00") && page.has("Amal") && !page.has("10:00"),
        "{}",
        page.page
    );
    assert!(
        served
            .get("ben", "/sessions")
            .await
            .has("You have no sessions")
    );
    for who in ["ines", "amal"] {
        assert_eq!(
            served.get(who, "/sessions").await.status,
            StatusCode::NOT_FOUND,
            "{who}"
        );
    }
}
