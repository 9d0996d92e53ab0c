//! Every form, sent twice, counts once; and ids of other people's records are answered like ids of
//! nothing at all.

use crate::served::{OWN, Served};
use crate::year::{at, level};
use alliance::rupture::RuptureV1;
use alliance::{CheckInAnswersV1, CheckInV1};
use axum::http::StatusCode;
use care::{ClientId, PersonId, RecordId};
use sessions::meeting::SessionV1;
use testing::{AMAL, NOOR};

/// How much there is: sessions, check-ins, their answers, ruptures, and what was written about them.
async fn count(served: &Served) -> [usize; 5] {
    let act = served.opens(AMAL, OWN).await;
    let ruptures = act.latest::<RuptureV1>().await.unwrap().kept;
    let written = |r: &RuptureV1| r.answers.len() + r.steps.len() + r.replies.len();
    [
        act.latest::<SessionV1>().await.unwrap().kept.len(),
        act.latest::<CheckInV1>().await.unwrap().kept.len(),
        act.latest::<CheckInAnswersV1>().await.unwrap().kept.len(),
        ruptures.len(),
        ruptures.iter().map(|rupture| written(&rupture.value)).sum(),
    ]
}

/// Sends a form twice at the same moment and once more after; it adds this much.
async fn thrice(served: &Served, who: &str, path: &str, fields: &[(&str, &str)], adds: [usize; 5]) {
    let before = count(served).await;
    let (one, two) = tokio::join!(
        served.post(who, path, fields),
        served.post(who, path, fields)
    );
    let three = served.post(who, path, fields).await;
    for came in [&one, &two, &three] {
        assert_eq!(
            came.status,
            StatusCode::SEE_OTHER,
            "{path} {fields:?}: {}",
            came.page
        );
    }
    assert_eq!((&one.to, &one.to), (&two.to, &three.to), "{path}");
    let after = count(served).await;
    let added: Vec<usize> = after
        .iter()
        .zip(before)
        .map(|(after, before)| after - before)
        .collect();
    assert_eq!(added, adds, "{path} {fields:?}");
}

#[tokio::test]
async fn a_clients_forms_sent_again_count_once() {
    let served = Served::new().await;
    served.weeks(&[Some("9"), None]).await;
    let form = served.does("amal", "check-in", &[]).await;
    let (session, version) = (form.hidden("session"), form.hidden("session-version"));
    let own = [
        ("do", "answer-check-in"),
        ("session", &*session),
        ("session-version", &*version),
    ];
    let fields = [&own[..], &level("3", "therapist_now")].concat();
    // The fall opens a rupture, and only one.
    thrice(&served, "amal", "/", &fields, [0, 1, 1, 1, 0]).await;
    assert!(
        served
            .get("amal", "/")
            .await
            .has("You have answered this one. It is saved.")
    );

    let once = served.does("amal", "felt-wrong", &[]).await.hidden("once");
    let fields = [
        ("do", "name-it"),
        ("once", &*once),
        ("own-words", "You laughed."),
        ("who", "now"),
    ];
    thrice(&served, "amal", "/", &fields, [0, 0, 0, 1, 0]).await;

    let rupture = served.ruptures().await[0];
    served.offered(rupture).await;
    let about = rupture.to_string();
    let fields = [
        ("do", "reply-not-yet"),
        ("about", &*about),
        ("own-words", "Not so fast."),
    ];
    thrice(&served, "amal", "/", &fields, [0, 0, 0, 0, 1]).await;
    let said = served.get("amal", "/").await;
    assert!(
        said.has("It stays open."),
        "what is said is still true: {}",
        said.main()
    );
    let fields = [
        ("do", "reply-closed"),
        ("about", &*about),
        ("own-words", ""),
    ];
    thrice(&served, "amal", "/", &fields, [0, 0, 0, 0, 1]).await;
    assert!(
        served
            .get("amal", "/")
            .await
            .has("It is closed, as you said.")
    );
}

#[tokio::test]
async fn the_forms_of_staff_sent_again_count_once() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    let page = format!("{}/ruptures/{rupture}", at());
    let version = served.get("ruth", &page).await.hidden("version");
    let answer = [
        ("version", &*version),
        ("noticed", "I hurried you."),
        ("discussed", ""),
        ("plan", "Ask."),
    ];
    thrice(
        &served,
        "ruth",
        &format!("{page}/answer"),
        &answer,
        [0, 0, 0, 0, 1],
    )
    .await;
    let version = served.get("ruth", &page).await.hidden("version");
    let step = [
        ("version", &*version),
        ("step", "I rang."),
        ("offered", "yes"),
    ];
    thrice(
        &served,
        "ruth",
        &format!("{page}/step"),
        &step,
        [0, 0, 0, 0, 1],
    )
    .await;

    let once = served
        .get("ruth", &format!("{}/ruptures/new", at()))
        .await
        .hidden("once");
    let fields = [("once", &*once), ("words", "I think I hurried you.")];
    thrice(
        &served,
        "ruth",
        &format!("{}/ruptures", at()),
        &fields,
        [0, 0, 0, 1, 0],
    )
    .await;
    let once = served
        .get("ruth", &format!("{}/sessions/new", at()))
        .await
        .hidden("once");
    let fields = [
        ("once", &*once),
        ("day", "2026-07-06"),
        ("time", "09:00"),
        ("minutes", "50"),
        ("place", "Room 4"),
    ];
    thrice(
        &served,
        "ruth",
        &format!("{}/sessions", at()),
        &fields,
        [1, 0, 0, 0, 0],
    )
    .await;
}

#[tokio::test]
async fn other_words_under_the_same_form_are_not_taken_for_the_same() {
    let served = Served::new().await;
    let once = served.does("amal", "felt-wrong", &[]).await.hidden("once");
    served
        .does(
            "amal",
            "name-it",
            &[("once", &once), ("own-words", "You laughed.")],
        )
        .await;
    let came = served
        .does(
            "amal",
            "name-it",
            &[("once", &once), ("own-words", "And you looked away.")],
        )
        .await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        came.has("And you looked away.") && came.has("You saved this before, with other words.")
    );
    let once = came.hidden("once");
    served
        .does(
            "amal",
            "name-it",
            &[("once", &once), ("own-words", "And you looked away.")],
        )
        .await;
    assert_eq!(served.ruptures().await.len(), 2);
}

#[tokio::test]
async fn someone_elses_ids_are_answered_like_ids_of_nothing() {
    let served = Served::new().await;
    let rupture = served.fallen().await.to_string();
    let session = served
        .opens(AMAL, OWN)
        .await
        .latest::<SessionV1>()
        .await
        .unwrap()
        .kept[0]
        .record
        .to_string();
    let nothing = RecordId::from_bytes([9; 16]).to_string();
    for does in ["rupture", "reply-closed", "reply-not-yet"] {
        let theirs = served.does("noor", does, &[("about", &rupture)]).await;
        let absent = served.does("noor", does, &[("about", &nothing)]).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        assert_eq!(theirs, absent, "{does}");
    }
    let sent = |session| {
        [
            ("session", session),
            ("session-version", "1"),
            ("who_sees", "only_me"),
        ]
    };
    let theirs = served
        .does("noor", "answer-check-in", &sent(&session))
        .await;
    let absent = served
        .does("noor", "answer-check-in", &sent(&nothing))
        .await;
    assert_eq!((theirs.status, &theirs), (StatusCode::NOT_FOUND, &absent));

    // Ben has nothing to do with Amal; to him she is like nobody, and Noor has no such rupture.
    let nobody = ClientId::of(PersonId::from_bytes([8; 16]));
    let (amal, noor) = (ClientId::of(AMAL), ClientId::of(NOOR));
    let no_page = served.get("ben", &format!("/clients/{nobody}")).await;
    assert_eq!(no_page.status, StatusCode::NOT_FOUND);
    for way in [
        format!("/clients/{amal}"),
        format!("/clients/{amal}/beside"),
        format!("/clients/{amal}/ruptures/new"),
        format!("/clients/{amal}/sessions/new"),
        format!("/clients/{amal}/ruptures/{rupture}"),
        format!("/clients/{amal}/beside/ruptures/{rupture}"),
        format!("/clients/{noor}/ruptures/{rupture}"),
        format!("/clients/{noor}/ruptures/{nothing}"),
        "/clients/not-an-id".to_owned(),
    ] {
        assert_eq!(served.get("ben", &way).await, no_page, "{way}");
    }
    let fields = [
        ("step", "x"),
        ("noticed", "x"),
        ("plan", "x"),
        ("words", "x"),
        ("once", &*nothing),
    ];
    for way in [
        "ruptures",
        "sessions",
        "ruptures/{rupture}/step",
        "ruptures/{rupture}/answer",
    ] {
        let way = way.replace("{rupture}", &rupture);
        let came = served
            .post("ben", &format!("/clients/{amal}/{way}"), &fields)
            .await;
        assert_eq!(came, no_page, "{way}");
    }
    assert_eq!(count(&served).await[4], 0);
}
