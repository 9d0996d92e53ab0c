//! The client's screens, over a service that has nothing else.

use super::served::{Served, once, served};
use axum::http::StatusCode;
use care::{Happened, Section};
use testing::{AMAL, RUTH};
use thoughts::book;

async fn writes_down(served: &Served, number: u8, thought: &str, does: &str) {
    let fields = [
        ("once", &*once(number)),
        ("thought", thought),
        ("theme", "trust-others"),
        ("believed", "80"),
    ];
    let page = served.does("amal", does, &fields).await;
    assert!(page.has(thought), "{}", page.page);
}

#[tokio::test]
async fn a_thought_goes_from_the_first_sight_to_one_that_fits_better() {
    let served = served().await;
    let page = served.does("amal", "thoughts", &[]).await;
    assert!(page.has("A stuck point is a thought that hard times left behind."));
    assert!(
        !page.has("thoughts-kind"),
        "nothing is offered that is not there"
    );
    let page = served.does("amal", "thoughts-new", &[]).await;
    assert!(
        page.has("Ruth Okafor") && page.has("Keep it for myself"),
        "{}",
        page.page
    );
    writes_down(&served, 1, "No one stays", "thoughts-send").await;
}

#[tokio::test]
async fn send_or_keep_is_the_clients_and_can_be_changed_both_ways() {
    let served = served().await;
    writes_down(&served, 1, "No one stays", "thoughts-keep").await;
    assert!(served.happened().is_empty());
    let page = served.get("amal", "/").await;
    assert!(page.has("Only you can see this.") && page.has("Send it to Ruth Okafor after all"));
    let at = once(1);
    let page = served
        .does("amal", "thoughts-share", &[("about", &at)])
        .await;
    assert!(page.has("Ruth Okafor can see this.") && page.has("Keep it for myself again"));
    assert!(matches!(
        served.happened()[..],
        [Happened::WorkShared { .. }]
    ));
    let page = served
        .does("amal", "thoughts-take-back", &[("about", &at)])
        .await;
    assert!(page.has("Only you can see it now.") && page.has("Only you can see this."));
    assert_eq!(
        served.happened().len(),
        1,
        "keeping it to oneself is no event"
    );
}

/// Something that speaks for it, something against, and a thought that fits better.
async fn three_lines(served: &Served) {
    let about = once(1);
    let about = ("about", &*about);
    for (number, side, line) in [
        (2, "for", "He left"),
        (3, "against", "My aunt <stayed>"),
        (4, "instead", "Some stay, some go"),
    ] {
        let page = served.does("amal", "thoughts-add", &[about]).await;
        assert!(page.has("No one stays"), "{}", page.page);
        let fields = [
            about,
            ("once", &*once(number)),
            ("side", side),
            ("line", line),
        ];
        let page = served.does("amal", "thoughts-add-keep", &fields).await;
        assert!(page.has("Saved."), "{}", page.page);
    }
}

#[tokio::test]
async fn lines_patterns_and_ratings_are_written_and_seen() {
    let served = served().await;
    writes_down(&served, 1, "No one stays", "thoughts-send").await;
    three_lines(&served).await;
    let about = once(1);
    let about = ("about", &*about);
    let page = served.does("amal", "thoughts-pattern", &[about]).await;
    assert!(page.has("Once means always") && page.has("Now it looks like a law."));
    let fields = [
        about,
        ("once", &*once(5)),
        ("pattern", "once-always"),
        ("line", ""),
    ];
    served.does("amal", "thoughts-pattern-keep", &fields).await;
    let page = served.does("amal", "thoughts-rate", &[about]).await;
    assert!(
        page.has("Some stay, some go"),
        "both are rated: {}",
        page.page
    );
    served.small.clock.pass(7 * care::DAY);
    let fields = [
        about,
        ("once", &*once(6)),
        ("believed", "40"),
        ("believed-instead", "60"),
    ];
    let page = served.does("amal", "thoughts-rate-keep", &fields).await;
    for words in [
        "He left",
        "My aunt &#60;stayed&#62;",
        "Some stay, some go",
        "Once means always",
        "It was 80 of 100 on 4 May, and 40 on 11 May.",
        "60 of 100 on 11 May.",
        "<figure class=\"chart\">",
        "Trust, about others",
        "What set it off",
        "A sheet of Monday",
    ] {
        assert!(page.has(words), "{words}: {}", page.page);
    }
    assert!(
        !page.has("Only in the room"),
        "what is worked on together is not begun alone"
    );
}

#[tokio::test]
async fn the_client_says_how_it_stands_and_takes_out_what_is_theirs() {
    let served = served().await;
    writes_down(&served, 1, "No one stays", "thoughts-send").await;
    three_lines(&served).await;
    let about = once(1);
    let about = ("about", &*about);
    let page = served
        .does("amal", "thoughts-state", &[about, ("state", "rests")])
        .await;
    assert!(page.has("It can rest"));
    let page = served.does("amal", "thoughts", &[]).await;
    assert!(page.has("Thoughts that rest") && page.has("No one stays"));
    // Their own line out again.
    let fields = [about, ("record", &*once(2))];
    let page = served.does("amal", "thoughts-out", &fields).await;
    assert!(
        page.has("Taken out.") && !page.has("He left"),
        "{}",
        page.page
    );
    let fields = [about, ("record", about.1)];
    let page = served.does("amal", "thoughts-out", &fields).await;
    assert!(page.has("Thoughts that keep me stuck") && !page.has("No one stays"));
}

#[tokio::test]
async fn what_is_wrong_is_said_where_it_is_and_no_word_is_lost() {
    let served = served().await;
    let (long, sent) = ("é".repeat(501), once(9));
    let fields = [
        ("once", &*sent),
        ("thought", &*long),
        ("theme", "trust-others"),
    ];
    let page = served.does("amal", "thoughts-keep", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("This is 501 letters long.") && page.has(&long));
    assert!(page.has("value=\"trust-others\" checked"), "{}", page.page);
    let page = served
        .does(
            "amal",
            "thoughts-keep",
            &[("once", &sent), ("thought", " ")],
        )
        .await;
    assert!(page.has("Please write a few words here."), "{}", page.page);
    for value in ["101", "-1", "ten", "1e2", "256"] {
        let fields = [
            ("once", &*sent),
            ("thought", "No one stays"),
            ("believed", value),
        ];
        let page = served.does("amal", "thoughts-keep", &fields).await;
        assert!(page.has("Please give a number from 0 to 100."), "{value}");
        assert!(page.has("No one stays"));
    }
    let huge = "a".repeat(64 * 1024);
    let page = served
        .does(
            "amal",
            "thoughts-keep",
            &[("once", &sent), ("thought", &huge)],
        )
        .await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    for fields in [
        vec![("thought", "x")],
        vec![("once", "nothing"), ("thought", "x")],
        vec![("once", &*sent), ("thought", "x"), ("theme", "trust-them")],
    ] {
        let page = served.does("amal", "thoughts-keep", &fields).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{fields:?}");
    }
    let act = served.small.act(AMAL, AMAL, &[Section::Work]).await;
    assert!(book(&act).await.unwrap().points.is_empty());
}

#[tokio::test]
async fn what_is_written_beside_a_thought_is_looked_at_as_closely() {
    let served = served().await;
    writes_down(&served, 1, "No one stays", "thoughts-keep").await;
    let at = once(1);
    let about = ("about", &*at);
    let fields = [about, ("once", &*once(2)), ("line", "He left")];
    let page = served.does("amal", "thoughts-add-keep", &fields).await;
    assert!(
        page.has("Please choose one of these.") && page.has("He left"),
        "{}",
        page.page
    );
    let fields = [about, ("once", &*once(2)), ("pattern", ""), ("line", " ")];
    let page = served.does("amal", "thoughts-pattern-keep", &fields).await;
    assert!(
        page.has("There is nothing here to save yet."),
        "{}",
        page.page
    );
    let fields = [about, ("once", &*once(2)), ("pattern", "laziness")];
    let page = served.does("amal", "thoughts-pattern-keep", &fields).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    let page = served
        .does("amal", "thoughts-state", &[about, ("state", "cured")])
        .await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    for does in [
        "thoughts-state",
        "thoughts-share",
        "thoughts-take-back",
        "thoughts-add-keep",
    ] {
        let strange = once(77);
        let fields = [
            ("about", &*strange),
            ("state", "rests"),
            ("once", &*once(3)),
            ("side", "for"),
            ("line", "x"),
        ];
        let page = served.does("amal", does, &fields).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{does}");
    }
}

#[tokio::test]
async fn an_old_page_keeps_its_words_and_says_so() {
    let served = served().await;
    writes_down(&served, 1, "No one stays", "thoughts-keep").await;
    let at = once(1);
    let about = ("about", &*at);
    let page = served.does("amal", "thoughts-edit", &[about]).await;
    assert!(page.has("name=\"seen\" value=\"1\"") && page.has("No one stays"));
    let fields = [
        about,
        ("seen", "1"),
        ("thought", "Few stay"),
        ("theme", "trust-others"),
    ];
    let page = served.does("amal", "thoughts-edit-keep", &fields).await;
    assert!(page.has("Few stay"), "{}", page.page);
    let fields = [about, ("seen", "1"), ("thought", "Hardly anyone stays")];
    let page = served.does("amal", "thoughts-edit-keep", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("This was changed while you had it open.") && page.has("Hardly anyone stays"));
    assert!(page.has("name=\"seen\" value=\"2\"") && page.has("How it was worded before"));
    let fields = [about, ("seen", "2"), ("thought", "Hardly anyone stays")];
    let page = served.does("amal", "thoughts-edit-keep", &fields).await;
    assert!(page.has("Hardly anyone stays"));
}

#[tokio::test]
async fn half_written_words_are_there_after_stopping() {
    let served = served().await;
    served.does("amal", "thoughts-new", &[]).await;
    let fields = [
        ("once", &*once(1)),
        ("thought", "No one"),
        ("theme", "trust-others"),
        ("believed", "70"),
    ];
    served.does("amal", "stop", &fields).await;
    let page = served.does("amal", "thoughts-new", &[]).await;
    assert!(
        page.has("No one") && page.has("value=\"trust-others\" checked"),
        "{}",
        page.page
    );
    assert!(page.has("value=\"70\" checked"));
    writes_down(&served, 1, "No one stays", "thoughts-keep").await;
    let page = served.does("amal", "thoughts-new", &[]).await;
    assert!(
        !page.has("No one stays"),
        "what was sent is no draft any more"
    );
    let at = once(1);
    served.does("amal", "thoughts-add", &[("about", &at)]).await;
    served
        .does("amal", "stop", &[("line", "He le"), ("side", "against")])
        .await;
    let page = served.does("amal", "thoughts-add", &[("about", &at)]).await;
    assert!(
        page.has("He le") && page.has("value=\"against\" checked"),
        "{}",
        page.page
    );
}

#[tokio::test]
async fn one_of_their_own_answers_is_said_back_when_they_ask_and_never_otherwise() {
    let served = served().await;
    let page = served.does("amal", "thoughts-kind", &[]).await;
    assert!(page.has("You have no answer here yet."), "{}", page.page);
    let page = served.does("amal", "thoughts-voice-new", &[]).await;
    assert!(page.has("What the harsh voice says") && page.has("A bad name"));
    for (number, answer) in [(1, "I carry a lot"), (2, "I was small")] {
        let fields = [
            ("once", &*once(number)),
            ("says", "You are too much"),
            ("pattern", "bad-name"),
            ("answer", answer),
            ("felt", "30"),
        ];
        let page = served.does("amal", "thoughts-voice-keep", &fields).await;
        assert!(
            page.has("You are too much") && page.has(answer),
            "{}",
            page.page
        );
        served.small.clock.pass(care::MINUTE);
    }
    let page = served.does("amal", "thoughts", &[]).await;
    assert!(page.has("Say something kind back to me") && !page.has("I carry a lot"));
    let page = served.does("amal", "thoughts-kind", &[]).await;
    let first = page.has("I carry a lot");
    assert!(
        first != page.has("I was small"),
        "one of them: {}",
        page.page
    );
    // Asked again, the other one.
    let shown = if first { once(1) } else { once(2) };
    let page = served
        .does("amal", "thoughts-kind", &[("about", &shown)])
        .await;
    assert!(
        page.has(if first {
            "I was small"
        } else {
            "I carry a lot"
        }),
        "{}",
        page.page
    );

    let at = once(1);
    let fields = [
        ("about", &*at),
        ("seen", "1"),
        ("pattern", ""),
        ("answer", "I carry a lot"),
        ("felt", "60"),
    ];
    served.small.clock.pass(care::DAY);
    let page = served.does("amal", "thoughts-voice-answer", &fields).await;
    assert!(
        page.has("It felt 30 of 100 true on 4 May, and 60 on 5 May."),
        "{}",
        page.page
    );
    let fields = [("about", &*at), ("seen", "1"), ("answer", "Another")];
    let page = served.does("amal", "thoughts-voice-answer", &fields).await;
    assert!(page.has("This was changed while you had it open.") && page.has("Another"));
    let page = served
        .does("amal", "thoughts-voice-share", &[("about", &at)])
        .await;
    assert!(page.has("Ruth Okafor can see this."), "{}", page.page);
    let page = served
        .does("amal", "thoughts-voice-out", &[("about", &at)])
        .await;
    assert!(page.has("Taken out.") && !page.has("I carry a lot"));
}

#[tokio::test]
async fn it_all_stands_there_in_spanish() {
    let served = served().await;
    let page = served.does("amal.es", "thoughts", &[]).await;
    assert!(page.has("Pensamientos que me atascan"), "{}", page.page);
    let fields = [
        ("once", &*once(1)),
        ("thought", "Nadie se queda"),
        ("believed", "80"),
    ];
    let page = served.does("amal.es", "thoughts-send", &fields).await;
    assert!(
        page.has("Lo que habla en contra") && page.has("80 de 100 el 4 may"),
        "{}",
        page.page
    );
    let at = format!("/clients/{}/thoughts", care::ClientId::of(AMAL));
    let page = served.get("ruth.es", &at).await;
    assert!(
        page.has("Puntos de bloqueo") && page.has("Nadie se queda"),
        "{}",
        page.page
    );
}

#[tokio::test]
async fn a_part_that_does_not_open_is_said_and_not_shown_as_if_it_were_empty() {
    let served = served().await;
    writes_down(&served, 1, "No one stays", "thoughts-send").await;
    super::shown::damage(&served.small, RUTH).await;
    let page = served.does("amal", "thoughts", &[]).await;
    assert!(page.has("A part of this could not be opened.") && page.has("No one stays"));
    let at = format!("/clients/{}/thoughts", care::ClientId::of(AMAL));
    let page = served.get("ruth", &at).await;
    assert!(
        page.has("A part of this could not be opened."),
        "{}",
        page.page
    );
    let act = served.small.act(RUTH, AMAL, &[Section::Work]).await;
    assert!(
        thoughts::themes(&act).await.is_err(),
        "a count is not too low in silence"
    );
}
