//! The client's screens, over a service that has nothing else.

use super::served::{Served, once, served};
use axum::http::StatusCode;
use care::{RecordId, Section};
use sealed::Stored;
use serde::{Deserialize, Serialize};
use testing::AMAL;

const SCREENS: [&str; 7] = [
    "growth-first",
    "growth-step",
    "growth-strength",
    "growth-all",
    "growth-story",
    "growth-chapter",
    "growth-together",
];

async fn first(served: &Served, number: u8, words: &str, day: &str) {
    let fields = [
        ("once", &*once(number)),
        ("kind", "first"),
        ("note", words),
        ("day", day),
    ];
    let page = served.does("amal", "growth-note-keep", &fields).await;
    assert!(page.has("Saved. Only you can see it."), "{}", page.page);
}

#[tokio::test]
async fn it_is_offered_once_and_after_no_only_found_by_whoever_looks_for_it() {
    let served = served().await;
    for screen in ["growth"].into_iter().chain(SCREENS) {
        let page = served.does("amal", screen, &[]).await;
        assert!(
            page.has("It is off until you want it.") && page.has("No, leave it off"),
            "{screen}"
        );
    }
    let page = served.does("amal", "growth-no", &[]).await;
    assert!(page.has("It will not be offered again."), "{}", page.page);
    for screen in ["growth"].into_iter().chain(SCREENS) {
        let page = served.does("amal", screen, &[]).await;
        assert!(
            page.has("This is off.") && !page.has("No, leave it off"),
            "{screen}"
        );
    }
    // Nothing is written while it is off.
    let fields = [("once", &*once(1)), ("kind", "first"), ("note", "x")];
    let page = served.does("amal", "growth-note-keep", &fields).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let page = served.does("amal", "growth-on", &[]).await;
    assert!(
        page.has("It is on.") && page.has("Write down a first"),
        "{}",
        page.page
    );
}

#[tokio::test]
async fn firsts_stand_beside_the_dates_of_the_relationship() {
    let served = served().await;
    served.does("amal", "growth-on", &[]).await;
    served.small.clock.pass(10 * care::DAY);
    first(&served, 1, "The first time I <called> back", "2026-05-03").await;
    let fields = [
        ("once", &*once(2)),
        ("kind", "strength"),
        ("note", "I am patient"),
    ];
    served.does("amal", "growth-note-keep", &fields).await;
    let page = served.does("amal", "growth-together", &[]).await;
    let places = [
        "The first time I &#60;called&#62; back",
        "Our agreement",
        "A no of mine held",
    ];
    let at = places.map(|words| {
        page.page
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {}", page.page))
    });
    assert!(at.is_sorted(), "in the order of their days: {at:?}");
    assert!(
        page.has("3 May") && !page.has("I am patient"),
        "a strength has no day"
    );
    let page = served.does("amal", "growth-all", &[]).await;
    for words in [
        "I am patient",
        "I notice things early",
        "A no of mine held",
        "Only you can see this.",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    let page = served
        .does("amal", "growth-note-share", &[("about", &once(1))])
        .await;
    assert!(page.has("Ruth Okafor can see this."), "{}", page.page);
    let page = served
        .does("amal", "growth-note-take-back", &[("about", &once(1))])
        .await;
    assert!(!page.has("Ruth Okafor can see this."));
    let page = served
        .does("amal", "growth-note-delete", &[("about", &once(1))])
        .await;
    assert!(page.has("Deleted.") && !page.has("called"), "{}", page.page);
}

#[tokio::test]
async fn the_story_is_written_kept_in_versions_and_put_in_order() {
    let served = served().await;
    served.does("amal", "growth-on", &[]).await;
    let page = served.does("amal", "growth-story", &[]).await;
    assert!(page.has("You can leave anything out."));
    for (number, title, words) in [(1, "The yard", "A fig tree"), (2, "", "Two rooms")] {
        let fields = [
            ("once", &*once(number)),
            ("seen", "0"),
            ("title", title),
            ("chapter", words),
        ];
        let page = served.does("amal", "growth-chapter-keep", &fields).await;
        assert!(page.has(words), "{}", page.page);
        served.small.clock.pass(care::MINUTE);
    }
    let page = served
        .does("amal", "growth-chapter", &[("about", &once(1))])
        .await;
    assert!(
        page.has("name=\"seen\" value=\"1\"") && page.has("A fig tree"),
        "{}",
        page.page
    );
    let again = |number, seen, words| {
        [
            ("once", once(number)),
            ("about", once(1)),
            ("seen", seen),
            ("title", "The yard".to_owned()),
            ("chapter", words),
        ]
    };
    let fields = again(3, "1".to_owned(), "A fig tree and a well".to_owned());
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let page = served.does("amal", "growth-chapter-send", &fields).await;
    assert!(page.has("A fig tree and a well") && page.has("Ruth Okafor can see this."));
    let fields = again(4, "1".to_owned(), "Something stale".to_owned());
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let page = served.does("amal", "growth-chapter-keep", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "This was changed while you had it open.",
        "Something stale",
        "value=\"2\"",
        "How it stood before",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    let page = served
        .does("amal", "growth-chapter-down", &[("about", &once(1))])
        .await;
    let (rooms, tree) = (page.page.find("Two rooms"), page.page.find("A fig tree"));
    assert!(rooms < tree, "{}", page.page);
    let page = served.does("amal", "growth", &[]).await;
    assert!(page.has("The yard") && page.has("Without a heading"));
    let page = served.does("amal", "taken-along", &[]).await;
    for words in [
        "A chapter of my story",
        "Heading: The yard",
        "As it stood on 4 May: A fig tree",
        "Who can see it",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
}

#[tokio::test]
async fn turned_off_it_is_kept_or_deleted_as_the_client_says() {
    let served = served().await;
    served.does("amal", "growth-on", &[]).await;
    first(&served, 1, "I called back", "").await;
    served.does("amal", "growth-step", &[]).await;
    served
        .does("amal", "stop", &[("note", "half of a step")])
        .await;
    let page = served.does("amal", "growth-step", &[]).await;
    assert!(page.has("half of a step"), "{}", page.page);
    let page = served.does("amal", "growth-off", &[]).await;
    assert!(page.has("Turn it off and keep what I wrote") && page.has("You cannot get it back."));
    let page = served.does("amal", "growth-off-keep", &[]).await;
    assert!(page.has("It is off. What you wrote is kept") && !page.has("I called back"));
    let page = served.does("amal", "growth-on", &[]).await;
    assert!(page.has("I called back"));
    served.does("amal", "growth-off-delete", &[]).await;
    let page = served.does("amal", "growth-on", &[]).await;
    assert!(!page.has("I called back"), "{}", page.page);
    let page = served.does("amal", "growth-step", &[]).await;
    assert!(!page.has("half of a step"), "what is half written goes too");
}

#[tokio::test]
async fn what_is_wrong_is_said_where_it_is_and_no_word_is_lost() {
    let served = served().await;
    served.does("amal", "growth-on", &[]).await;
    let (sent, long) = (once(1), "é".repeat(1_001));
    let note = |words, day| {
        [
            ("once", &*sent),
            ("kind", "step"),
            ("note", words),
            ("day", day),
        ]
    };
    for (words, day, said) in [
        (&*long, "", "This is 1001 letters long."),
        (" ", "", "Please write a few words here."),
        ("I slept", "2030-01-01", "This day is still to come."),
        ("I slept", "soon", "Please write a date"),
        ("I slept", "0001-01-01", "Please write a date"),
    ] {
        let page = served
            .does("amal", "growth-note-keep", &note(words, day))
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(
            page.has(said) && page.has(words.trim()),
            "{said}: {}",
            page.page
        );
    }
    let huge = "a".repeat(64 * 1024);
    let page = served
        .does("amal", "growth-note-keep", &note(&huge, ""))
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let long = "é".repeat(8_001);
    let fields = [("once", &*sent), ("seen", "0"), ("chapter", &*long)];
    let page = served.does("amal", "growth-chapter-keep", &fields).await;
    assert!(page.has("This is 8001 letters long."), "{}", page.status);
    for fields in [
        vec![("kind", "step"), ("note", "x")],
        vec![("once", &*sent), ("kind", "goal"), ("note", "x")],
        vec![("once", &*sent), ("note", "x")],
    ] {
        let page = served.does("amal", "growth-note-keep", &fields).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{fields:?}");
    }
    let strange = once(77);
    for does in [
        "growth-note-share",
        "growth-note-delete",
        "growth-chapter-up",
        "growth-chapter-delete",
        "growth-chapter",
    ] {
        let page = served.does("amal", does, &[("about", &strange)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{does}");
    }
    served
        .does("amal", "growth-note-keep", &note("I slept", ""))
        .await;
    let page = served
        .does("amal", "growth-note-keep", &note("I ate", ""))
        .await;
    assert!(page.has("Something was saved from this page before.") && page.has("I ate"));
}

#[derive(Serialize, Deserialize)]
struct Broken;

impl Stored for Broken {
    const KIND: &'static str = "growth-note";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

#[tokio::test]
async fn a_part_that_does_not_open_is_said_and_is_deleted_with_the_rest() {
    let served = served().await;
    served.does("amal", "growth-on", &[]).await;
    first(&served, 1, "I called back", "").await;
    let mut act = served.small.act(AMAL, AMAL, &[Section::Work]).await;
    let id: RecordId = act.mint();
    act.keep(id, &Broken).unwrap();
    act.done().await.unwrap();
    let page = served.does("amal", "growth", &[]).await;
    assert!(page.has("A part of this could not be opened.") && page.has("I called back"));
    served.does("amal", "growth-off-delete", &[]).await;
    let page = served.does("amal", "growth-on", &[]).await;
    assert!(
        !page.has("A part of this could not be opened."),
        "{}",
        page.page
    );
}

#[tokio::test]
async fn it_all_stands_there_in_spanish() {
    let served = served().await;
    let page = served.does("amal.es", "growth", &[]).await;
    assert!(
        page.has("Está apagado hasta que tú quieras."),
        "{}",
        page.page
    );
    let page = served.does("amal.es", "growth-on", &[]).await;
    assert!(page.has("Escribir una primera vez"));
    let page = served.does("amal.es", "growth-chapter", &[]).await;
    assert!(page.has("dejar fuera lo que quieras"));
}
