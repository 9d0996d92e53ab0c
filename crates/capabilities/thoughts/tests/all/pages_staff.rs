//! The therapist's pages: by theme, and one thought at the desk.

use super::served::{FILLED_IN, Served, once, served};
use axum::http::StatusCode;
use care::{ClientId, Happened};
use testing::{AMAL, NOOR};

fn at(step: &str) -> String {
    format!("/clients/{}/thoughts{step}", ClientId::of(AMAL))
}

async fn begun(served: &Served) -> String {
    let fields = [
        ("once", &*once(1)),
        ("thought", "It was my <fault>"),
        ("believed", "90"),
        ("theme", "trust-myself"),
        ("theme", "power-myself"),
    ];
    let came = served.post("ruth", &at(""), &fields).await;
    let one = at(&format!("/{}", once(1)));
    assert_eq!(
        (came.status, &*came.to),
        (StatusCode::SEE_OTHER, &*one),
        "{}",
        came.page
    );
    one
}

#[tokio::test]
async fn a_thought_begun_in_session_is_finished_on_the_phone() {
    let served = served().await;
    let page = served.get("ruth", &at("")).await;
    assert!(
        page.has("Amal has sent nothing from here yet."),
        "{}",
        page.page
    );
    let one = begun(&served).await;
    assert!(matches!(
        served.happened()[..],
        [Happened::WorkGiven { .. }]
    ));
    for (number, side, line) in [(2, "for", "I was there"), (3, "pattern", "")] {
        let fields = [
            ("once", &*once(number)),
            ("side", side),
            ("pattern", "all-my-doing"),
            ("line", line),
        ];
        let came = served.post("ruth", &format!("{one}/line"), &fields).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    }
    // On the phone: the same thought, with what she wrote and by whom.
    let page = served
        .does("amal", "thoughts-one", &[("about", &once(1))])
        .await;
    for words in [
        "It was my &#60;fault&#62;",
        "I was there",
        "Ruth Okafor ·",
        "All my doing",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    assert!(
        !page.has("thoughts-take-back"),
        "begun together, it stays with both"
    );
    let fields = [
        ("about", &*once(1)),
        ("once", &*once(4)),
        ("side", "against"),
        ("line", "I was nine"),
    ];
    served.does("amal", "thoughts-add-keep", &fields).await;
    let fields = [("once", &*once(5)), ("believed", "50")];
    served.small.clock.pass(care::DAY);
    served.post("ruth", &format!("{one}/belief"), &fields).await;
    let page = served.get("ruth", &one).await;
    for words in [
        "I was nine",
        "Amal ·",
        "It was 90 of 100 on 4 May, and 50 on 5 May.",
        "Trust, about myself",
        "Only in the room",
        "A sheet of Monday",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    assert!(page.has(&format!(
        "/clients/{}/worksheets/{FILLED_IN}",
        ClientId::of(AMAL)
    )));
}

#[tokio::test]
async fn work_on_a_theme_can_be_seen() {
    let served = served().await;
    let one = begun(&served).await;
    let page = served.get("ruth", &at("")).await;
    assert!(page.has("<h2>Trust</h2>") && page.has("<h2>Power and control</h2>"));
    assert!(!page.has("<h2>Being close</h2>") && page.has("1 open · 0 loosening · 0 at rest"));
    let page = served
        .post(
            "ruth",
            &format!("{one}/about"),
            &[("seen", "1"), ("theme", "intimacy-others")],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let page = served.get("ruth", &at("")).await;
    assert!(page.has("<h2>Being close</h2>") && !page.has("<h2>Trust</h2>"));
    let page = served
        .post("ruth", &format!("{one}/about"), &[("seen", "1")])
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT, "somebody was first");
}

#[tokio::test]
async fn nothing_that_the_client_keeps_stands_on_any_page_of_staff() {
    let served = served().await;
    let fields = [
        ("once", &*once(1)),
        ("thought", "secretthought"),
        ("theme", "trust-others"),
        ("believed", "10"),
    ];
    served.does("amal", "thoughts-keep", &fields).await;
    let line = [
        ("about", &*once(1)),
        ("once", &*once(2)),
        ("side", "for"),
        ("line", "secretline"),
    ];
    served.does("amal", "thoughts-add-keep", &line).await;
    let voice = [
        ("once", &*once(3)),
        ("says", "secretvoice"),
        ("answer", "secretanswer"),
    ];
    served.does("amal", "thoughts-voice-keep", &voice).await;
    let page = served.get("ruth", &at("")).await;
    assert!(
        page.has("has sent nothing from here yet") && !page.has("secret"),
        "{}",
        page.page
    );
    assert!(!page.has("<h2>Trust</h2>"));
    let one = at(&format!("/{}", once(1)));
    for (method, path) in [("get", one.clone()), ("post", format!("{one}/line"))] {
        let fields = [("once", &*once(8)), ("side", "for"), ("line", "x")];
        let page = match method {
            "get" => served.get("ruth", &path).await,
            _ => served.post("ruth", &path, &fields).await,
        };
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.has("secret"));
    }
    assert!(served.happened().is_empty());
    served
        .does("amal", "thoughts-voice-share", &[("about", &once(3))])
        .await;
    let page = served.get("ruth", &at("")).await;
    assert!(page.has("secretvoice") && page.has("secretanswer") && !page.has("secretthought"));
}

#[tokio::test]
async fn what_is_wrong_is_said_and_every_word_stays() {
    let served = served().await;
    let long = "é".repeat(501);
    let page = served
        .post("ruth", &at(""), &[("once", &once(1)), ("thought", &long)])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("This is 501 letters long.") && page.has(&long));
    let one = begun(&served).await;
    let line = format!("{one}/line");
    let long = "é".repeat(1_001);
    for (fields, said) in [
        (
            vec![("once", once(2)), ("line", "here".to_owned())],
            "Please choose one of these.",
        ),
        (
            vec![
                ("once", once(2)),
                ("side", "for".to_owned()),
                ("line", long),
            ],
            "This is 1001 letters long.",
        ),
        (
            vec![
                ("once", once(2)),
                ("side", "for".to_owned()),
                ("line", " ".to_owned()),
            ],
            "There is nothing here to save yet.",
        ),
    ] {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let page = served.post("ruth", &line, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(page.has(said), "{said}: {}", page.page);
    }
    let page = served
        .post(
            "ruth",
            &format!("{one}/belief"),
            &[("once", &once(3)), ("believed", "101")],
        )
        .await;
    assert!(page.has("Please give a number from 0 to 100.") && page.has("101"));
}

#[tokio::test]
async fn what_is_not_theirs_is_not_there_for_them() {
    let served = served().await;
    let one = begun(&served).await;
    let line = format!("{one}/line");
    // An id that was used for something else keeps the words and asks once more.
    let fields = |words| {
        [
            ("once", once(2)),
            ("side", "for".to_owned()),
            ("line", words),
        ]
    };
    for (words, status) in [
        ("a", StatusCode::SEE_OTHER),
        ("b", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let fields = fields(words.to_owned());
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let page = served.post("ruth", &line, &fields).await;
        assert_eq!(page.status, status, "{words}");
    }
    for path in [
        at("/nothing"),
        at(&format!("/{}", once(55))),
        format!("/clients/{}/thoughts/{}", ClientId::of(NOOR), once(1)),
    ] {
        let page = served.get("ruth", &path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    for who in ["ines", "ben", "mara", "amal"] {
        for path in [at(""), one.clone()] {
            let page = served.get(who, &path).await;
            assert!(
                page.status.is_client_error(),
                "{who} {path} {}",
                page.status
            );
            assert!(!page.has("It was my"));
        }
        let page = served
            .post(
                who,
                &line,
                &[("once", &once(6)), ("side", "for"), ("line", "x")],
            )
            .await;
        assert!(page.status.is_client_error(), "{who}");
    }
    // Her own line out; the client's not.
    let page = served
        .post("ruth", &format!("{one}/out"), &[("record", &once(2))])
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let page = served
        .post("ruth", &format!("{one}/out"), &[("record", &once(1))])
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
