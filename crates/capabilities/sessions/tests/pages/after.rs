//! When a session begins, what is written down of it, what comes after, and the practitioner's week.

use crate::served::served;
use crate::{changes, id, planned};
use axum::http::StatusCode;
use care::{DAY, Facts, HOUR, KeptFrom, MINUTE, Moment, Relation, RelationKind, Section, Sections};
use testing::{AMAL, BEGINNING, BEN, RUTH};

#[tokio::test]
async fn it_begins_in_one_tap_and_is_written_down_after() {
    let served = served().await;
    let address = planned(&served, "2026-05-05", "10:00").await;
    let page = served.get("ruth", &address).await;
    assert!(!page.has("It begins now"));
    served.small.clock.set(BEGINNING + DAY - HOUR + 2 * MINUTE);
    let page = served.get("ruth", &address).await;
    assert!(page.has("It begins now"));
    let seen = page.field("seen");
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
    let seen = form.field("seen");
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
}

#[tokio::test]
async fn what_is_done_until_next_time_is_a_promise_or_a_step_of_ones_own() {
    let served = served().await;
    let address = planned(&served, "2026-05-05", "10:00").await;
    served.small.clock.set(BEGINNING + DAY);
    let page = served.get("ruth", &address).await;
    // A task with a day, and one without.
    let once = page.field("once");
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
    let once = page.field("once");
    let step = [
        ("about", id(&address)),
        ("once", once.as_str()),
        ("step", "a walk"),
    ];
    let page = served.does("amal", "session-step", &step).await;
    assert!(page.has("a walk") && page.has("session-step-done"));
    let done = [("about", id(&address)), ("task", &page.field("task"))];
    let page = served.does("amal", "session-step-go", &done).await;
    assert!(page.has("You let it go. That is fine."));
}

#[tokio::test]
async fn where_the_service_was_not_there_it_says_so_and_leaves_a_word() {
    let served = served().await;
    let address = planned(&served, "2026-05-05", "10:00").await;
    served.small.clock.set(BEGINNING + DAY);
    let seen = served
        .get("ruth", &format!("{address}/written"))
        .await
        .field("seen");
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
    let served = served().await;
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
    let served = served().await;
    let address = planned(&served, "2026-05-06", "10:00").await;
    let fields = [
        ("day", "2026-05-06"),
        ("time", "10:00"),
        ("with", &BEN.to_string()),
    ];
    let both = [
        (RUTH, RelationKind::Therapist),
        (BEN, RelationKind::Therapist),
    ];
    served.small.relate(AMAL, &both).await;
    let came = changes(&served, &address, &fields).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    planned(&served, "2026-05-07", "15:00").await;
    let page = served.get("ruth", "/sessions").await;
    assert!(
        page.has("15:00") && page.has("Amal") && !page.has("10:00"),
        "{}",
        page.page
    );
    let page = served.get("ben", "/sessions").await;
    assert!(page.has("10:00") && !page.has("15:00"), "{}", page.page);
    for who in ["ines", "amal"] {
        assert_eq!(
            served.get(who, "/sessions").await.status,
            StatusCode::NOT_FOUND,
            "{who}"
        );
    }
}

#[tokio::test]
async fn a_session_is_handed_to_nobody_who_does_not_meet_the_client_and_nobody_is_told_why() {
    let served = served().await;
    let address = planned(&served, "2026-05-06", "10:00").await;
    let ben = BEN.to_string();
    let fields = [("day", "2026-05-06"), ("time", "10:00"), ("with", &*ben)];
    let both = [Section::Identity, Section::Consent];
    let relation = |person, until: Option<i64>| Relation {
        person,
        kind: RelationKind::Therapist,
        from: served.small.vault.now(),
        until: until.map(|days| served.small.vault.now() + days * DAY),
    };
    let ruth = relation(RUTH, None);
    let works = Facts {
        relations: vec![ruth, relation(BEN, None)],
        ..Facts::default()
    };
    let cases = [
        // Ben has nothing to do with Amal.
        Facts {
            relations: vec![ruth],
            ..Facts::default()
        },
        // For him, Amal does not exist.
        Facts {
            conflicts: vec![BEN],
            ..works.clone()
        },
        // She keeps her sessions from him.
        Facts {
            kept_from: vec![KeptFrom {
                person: BEN,
                sections: Sections::of(&[Section::Sessions]),
            }],
            ..works.clone()
        },
        // He stands in, and not that long.
        Facts {
            relations: vec![ruth, relation(BEN, Some(1))],
            ..Facts::default()
        },
    ];
    let mut said = Vec::new();
    for facts in cases {
        let mut act = served.small.act(AMAL, AMAL, &both).await;
        act.set_standing(&facts).await.unwrap();
        act.done().await.unwrap();
        let came = changes(&served, &address, &fields).await;
        assert_eq!(
            came.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            came.page
        );
        assert!(came.has("Not with this person."), "{}", came.page);
        let (_, told) = came.page.split_once("Not with this person.").unwrap();
        said.push(told.split_once("</p>").map(|(told, _)| told.to_owned()));
    }
    assert!(said.windows(2).all(|two| two[0] == two[1]), "{said:?}");
    let mut act = served.small.act(AMAL, AMAL, &both).await;
    act.set_standing(&works).await.unwrap();
    act.done().await.unwrap();
    let came = changes(&served, &address, &fields).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
}
