//! What cannot be taken is told at its field, and every word is still there.

use crate::served::{Came, Served};
use crate::year::{at, level};
use alliance::rupture::SaidV1;
use axum::http::StatusCode;
use care::Section;
use sessions::meeting::SessionV1;
use testing::RUTH;

/// The page was not taken, says so at this field, and holds these words.
fn told(came: &Came, field: &str, words: &str) {
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    let at = format!("id=\"{field}-wrong\"");
    assert!(came.has(&at), "{field}: {}", came.main());
    assert!(came.has(words), "{field}: the words are gone");
}

#[tokio::test]
async fn too_many_words_are_told_at_their_field_and_kept() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    let about = rupture.to_string();
    let page = format!("{}/ruptures/{rupture}", at());
    let long = "ñandú & so on <i>".repeat(70);
    let shown = "ñandú &#38; so on &#60;i&#62;".repeat(70);
    let shown = shown.as_str();
    let once = served.does("amal", "felt-wrong", &[]).await.hidden("once");
    let fields = [
        ("once", &*once),
        ("own-words", &*long),
        ("who", "only-me"),
        ("fit", "clashed"),
    ];
    let came = served.does("amal", "name-it", &fields).await;
    told(&came, "own-words", shown);
    assert!(
        came.has("This is 1190 letters long. Please keep it to 500."),
        "{}",
        came.main()
    );
    assert!(came.has("value=\"only-me\" checked") && came.has("value=\"clashed\" checked"));
    for does in ["reply-closed", "reply-not-yet"] {
        told(
            &served
                .does("amal", does, &[("about", &about), ("own-words", &long)])
                .await,
            "own-words",
            shown,
        );
    }
    let step = [("step", &*long), ("offered", "yes")];
    let came = served.post("ruth", &format!("{page}/step"), &step).await;
    told(&came, "step", shown);
    assert!(came.has("name=\"offered\" value=\"yes\" checked"));
    let came = served
        .post(
            "ruth",
            &format!("{page}/answer"),
            &[("noticed", &long), ("plan", " ")],
        )
        .await;
    told(&came, "noticed", shown);
    told(&came, "plan", shown);
    let came = served
        .post(
            "ruth",
            &format!("{}/ruptures", at()),
            &[("once", &once), ("words", &long)],
        )
        .await;
    told(&came, "words", shown);
    assert_eq!(served.ruptures().await.len(), 1);
    assert_eq!(served.rupture(rupture).await.replies.len(), 0);
}

#[tokio::test]
async fn a_session_that_cannot_be_planned_says_where_and_keeps_the_rest() {
    let served = Served::new().await;
    let once = served
        .get("ruth", &format!("{}/sessions/new", at()))
        .await
        .hidden("once");
    let good = [
        ("day", "2026-05-11"),
        ("time", "10:00"),
        ("minutes", "50"),
        ("place", "Room 4"),
    ];
    let long = "a".repeat(81);
    for (name, value, field) in [
        ("day", "someday", "day"),
        ("day", "", "day"),
        ("time", "25:00", "day"),
        ("day", "2026-05-04", "day"),
        ("day", "2020-01-01", "day"),
        ("minutes", "9", "minutes"),
        ("minutes", "241", "minutes"),
        ("minutes", "-50", "minutes"),
        ("minutes", "99999", "minutes"),
        ("place", " ", "place"),
        ("place", &long, "place"),
    ] {
        let mut fields = vec![("once", &*once), ("plan", "What stayed with you")];
        fields.extend(good.iter().filter(|(known, _)| *known != name));
        fields.push((name, value));
        // At nine the day has begun: a session today at eight is past.
        let fields: Vec<_> = fields
            .into_iter()
            .map(|(n, v)| {
                if value == "2026-05-04" && n == "time" {
                    (n, "08:00")
                } else {
                    (n, v)
                }
            })
            .collect();
        let came = served
            .post("ruth", &format!("{}/sessions", at()), &fields)
            .await;
        told(&came, field, "What stayed with you");
        assert_eq!(
            came.main().matches("class=\"wrong\"").count(),
            1,
            "{name} {value}"
        );
        assert_eq!(came.hidden("once"), once);
    }
    let fields = [&good[..], &[("once", &*once)]].concat();
    let came = served
        .post("ruth", &format!("{}/sessions", at()), &fields)
        .await;
    assert_eq!(came.to, format!("{}?kept=session", at()));
    let other = served.get("ruth", &format!("{}/sessions/new", at())).await;
    assert!(
        other.has("value=\"Room 4\"") && other.has("value=\"50\""),
        "regular by default"
    );
    let once = other.hidden("once");
    let fields = [&good[..], &[("once", &*once)]].concat();
    told(
        &served
            .post("ruth", &format!("{}/sessions", at()), &fields)
            .await,
        "day",
        "Room 4",
    );
}

#[tokio::test]
async fn a_form_older_than_its_session_says_so_keeps_the_words_and_can_be_sent_from_there() {
    let served = Served::new().await;
    let sessions = served.weeks(&[None]).await;
    let session = sessions[0].to_string();
    let mut act = served.opens(RUTH, &[Section::Sessions]).await;
    let was = act.find::<SessionV1>(sessions[0]).await.unwrap().unwrap();
    let moved = SessionV1 {
        place: "Room 2".to_owned(),
        ..was.value.clone()
    };
    act.amend(&was, &moved).unwrap();
    act.done().await.unwrap();
    let own = [
        ("session", &*session),
        ("session-version", "1"),
        ("own_words", "We hurried."),
    ];
    let fields = [&own[..], &level("8", "only_me")].concat();
    let came = served.does("amal", "answer-check-in", &fields).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        came.has("The session was changed while you had this page open."),
        "{}",
        came.main()
    );
    assert!(came.has("We hurried.") && came.has("value=\"8\" checked"));
    let version = came.hidden("session-version");
    assert_eq!(version, "2");
    let own = [
        ("session", &*session),
        ("session-version", &*version),
        ("own_words", "We hurried."),
    ];
    let fields = [&own[..], &level("8", "only_me")].concat();
    assert!(
        served
            .does("amal", "answer-check-in", &fields)
            .await
            .has("It is saved. Only you can read it.")
    );
}

#[tokio::test]
async fn a_repair_written_on_an_older_page_says_so_and_keeps_the_words() {
    let served = Served::new().await;
    let rupture = served.fallen().await;
    let page = format!("{}/ruptures/{rupture}", at());
    let version = served.get("ruth", &page).await.hidden("version");
    served.offered(rupture).await;
    served
        .says(rupture, SaidV1::NotYet, "It still sits badly.")
        .await;
    let fields = [("version", &*version), ("step", "I rang again.")];
    let came = served.post("ruth", &format!("{page}/step"), &fields).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has("This page changed since you opened it.") && came.has("I rang again."));
    assert!(
        came.has("It still sits badly."),
        "what is new is there to be read"
    );
    let version = came.hidden("version");
    let fields = [("version", &*version), ("step", "I rang again.")];
    assert_eq!(
        served
            .post("ruth", &format!("{page}/step"), &fields)
            .await
            .to,
        page
    );

    let version = served.get("ruth", &page).await.hidden("version");
    served.says(rupture, SaidV1::Closed, "").await;
    let fields = [("version", &*version), ("step", "And once more.")];
    let came = served.post("ruth", &format!("{page}/step"), &fields).await;
    assert!(came.has("The client closed this since you opened it.") && came.has("And once more."));
    assert_eq!(served.rupture(rupture).await.steps.len(), 2);
}

#[tokio::test]
async fn someone_instead_has_to_be_someone_who_stands_beside() {
    let served = Served::new().await;
    served.weeks(&[None]).await;
    let form = served.does("amal", "check-in", &[]).await;
    let (session, version) = (form.hidden("session"), form.hidden("session-version"));
    let own = [
        ("session", &*session),
        ("session-version", &*version),
        ("own_words", "We hurried."),
    ];
    let ruth = RUTH.to_string();
    for instead in ["", "someone", &ruth] {
        let fields = [
            &own[..],
            &[("who_sees", "someone_else"), ("instead", instead)],
        ]
        .concat();
        let came = served.does("amal", "answer-check-in", &fields).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{instead}");
        assert!(
            came.has("<h1 tabindex=\"-1\">How was Monday 4 May?</h1>"),
            "the heading stays true"
        );
        assert!(came.has("Please choose who may read it instead.") && came.has("We hurried."));
    }
    let tomas = testing::TOMAS.to_string();
    let fields = [
        &own[..],
        &[("who_sees", "someone_else"), ("instead", &*tomas)],
    ]
    .concat();
    let home = served.does("amal", "answer-check-in", &fields).await;
    assert!(home.has("The person you chose can read it now, and your therapist cannot."));
    let name = [
        ("who", &*ruth),
        ("own-words", "You laughed."),
        ("once", &*session.replace('0', "1")),
    ];
    let came = served.does("amal", "name-it", &name).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has("Please choose again who may read this.") && came.has("You laughed."));
}
