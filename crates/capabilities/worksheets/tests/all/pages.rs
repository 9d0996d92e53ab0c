//! The pages between the client and their therapist.

use crate::served::{at, begins, ends, newest, served};
use axum::http::StatusCode;
use care::{Audience, Happened, Section};
use testing::{AMAL, RUTH};
use worksheets::WorksheetsGistV1;

#[tokio::test]
async fn what_is_kept_is_met_nowhere_on_the_staff_side_until_it_is_sent() {
    let served = served().await;
    let page = served.does("amal", "worksheets", &[]).await;
    page.says("You choose which, and when.");
    let (page, id) = begins(&served, "two-columns").await;
    page.says("At the end you choose: send this to Ruth Okafor, or keep it for yourself.");
    let fields = [("noticed", "the <clock>"), ("make", "nobody waits")];
    let page = ends(&served, ("worksheet-keep", &id, "1"), &fields).await;
    page.says("It is kept. Only you can see it.");
    page.says("the &#60;clock&#62;");

    let one = at(&format!("/{id}"));
    let list = served.get("ruth", &at("")).await;
    list.says("Amal has sent nothing from here yet.");
    list.says_not("Two columns</strong>");
    assert_eq!(served.get("ruth", &one).await.status, StatusCode::NOT_FOUND);
    let act = served.small.act(RUTH, AMAL, &[Section::Work]).await;
    let forms = act.latest::<worksheets::SheetV1>().await.unwrap();
    assert_eq!((forms.kept.len(), forms.damaged.len()), (0, 0));
    assert_eq!(served.take_happened(), []);

    let page = served
        .does("amal", "worksheet-share", &[("about", &id)])
        .await;
    page.says("It is sent.");
    page.says("Ruth Okafor can see this.");
    assert!(matches!(
        served.take_happened().as_slice(),
        [Happened::WorkShared {
            audience: Audience::Section,
            ..
        }]
    ));
    served.get("ruth", &at("")).await.says("Two columns");
    served.get("ruth", &one).await.says("nobody waits");

    let page = served
        .does("amal", "worksheet-take-back", &[("about", &id)])
        .await;
    page.says("Only you can see it now. Someone may have read it before.");
    assert_eq!(served.get("ruth", &one).await.status, StatusCode::NOT_FOUND);
    served
        .get("ruth", &at(""))
        .await
        .says_not("Two columns</strong>");
    assert_eq!(served.take_happened(), []);
}

#[tokio::test]
async fn both_write_on_what_was_sent_and_it_says_who_wrote_what() {
    let served = served().await;
    let (_, id) = begins(&served, "two-columns").await;
    let sent = [("noticed", "the clock")];
    ends(&served, ("worksheet-send", &id, "1"), &sent).await;
    let one = at(&format!("/{id}"));
    let page = served.get("ruth", &format!("{one}/shared")).await;
    page.says("the clock");
    // A page for a wall has no way to anyone else.
    page.says_not("Amal");
    let write = format!("{one}/write");
    let both = [
        (".seen", page.field(".seen")),
        (".from", "shared".to_owned()),
        ("noticed", "the clock".to_owned()),
        ("other", "it may be slow".to_owned()),
    ];
    let both: Vec<(&str, &str)> = both.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let came = served.post("ruth", &write, &both).await;
    assert_eq!(
        (came.status, came.to),
        (StatusCode::SEE_OTHER, format!("{one}/shared"))
    );

    // Amal had it open as it was: nothing of hers is lost, and nothing of Ruth's written over.
    let mine = [("noticed", "the clock and the door")];
    let page = ends(&served, ("worksheet-send", &id, "2"), &mine).await;
    page.says("This sheet was changed while you had it open.");
    page.says("the clock and the door");
    page.says("it may be slow");
    let seen = page.field(".seen");
    assert_eq!(seen, "3");
    let page = ends(&served, ("worksheet-send", &id, &seen), &mine).await;
    for words in [
        "Who wrote what",
        "Ruth Okafor, ",
        "You, ",
        "Taken out</span>",
    ] {
        page.says(words);
    }
    // The same a second time is the same.
    let again = ends(&served, ("worksheet-send", &id, &seen), &mine).await;
    again.says("It is sent.");
    let stale = served.post("ruth", &write, &both).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    stale.says("it may be slow");
    stale.says("the clock and the door");
    assert_eq!(newest(&served).await, id);
}

#[tokio::test]
async fn what_is_given_waits_quietly_and_can_be_put_away() {
    let served = served().await;
    let page = served.get("ruth", &at("")).await;
    let once = page.field("once");
    let fields = [
        ("once", once.as_str()),
        ("sheet", "how-heavy"),
        ("words", "Only if you like"),
    ];
    for _ in 0..2 {
        let came = served.post("ruth", &at("/give"), &fields).await;
        assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, at("")));
    }
    assert!(matches!(
        served.take_happened().as_slice(),
        [Happened::WorkGiven { .. }]
    ));
    let waits = async || {
        let mut act = served.small.act(AMAL, AMAL, &[Section::Overview]).await;
        let gist = act.gist::<WorksheetsGistV1>().await.unwrap();
        gist.unwrap_or_default().waits.len()
    };
    assert_eq!(waits().await, 1);
    let page = served.does("amal", "worksheets", &[]).await;
    page.says("Only if you like");
    page.says("From Ruth Okafor,");
    let page = served
        .does("amal", "worksheet-away", &[("about", &once)])
        .await;
    page.says("It is put away.");
    assert_eq!(waits().await, 0);
    // Ruth does not see that, nor that it is opened and kept.
    let list = served.get("ruth", &at("")).await;
    list.says("Only if you like");
    let page = served
        .does("amal", "begin-worksheet", &[("given", &once)])
        .await;
    let id = page.field("about");
    ends(&served, ("worksheet-keep", &id, "1"), &[("body", "4")]).await;
    let kept = served.get("ruth", &at("")).await;
    assert_eq!(
        kept.main(),
        list.main()
            .replace(&list.field("once"), &kept.field("once"))
    );
    // Once it is sent it stands there as sent, and no more as given.
    let page = served
        .does("amal", "worksheet-share", &[("about", &id)])
        .await;
    page.says("It is sent.");
    served
        .get("ruth", &at(""))
        .await
        .says_not("Only if you like");
    assert_eq!(waits().await, 0);
}

#[tokio::test]
async fn numbers_are_drawn_over_the_times_and_for_staff_only_over_those_that_were_sent() {
    let served = served().await;
    for (does, lines) in [
        ("worksheet-send", ["8", "7", "9"]),
        ("worksheet-keep", ["10", "10", "10"]),
        ("worksheet-send", ["3", "2", "1"]),
    ] {
        let (_, id) = begins(&served, "how-heavy").await;
        let [body, thoughts, day] = lines;
        let fields = [("body", body), ("thoughts", thoughts), ("day", day)];
        let page = ends(&served, (does, &id, "1"), &fields).await;
        page.says("<figure class=\"chart\">");
        served.small.clock.pass(24 * 3_600_000);
    }
    // One with a line left out has no sum, and is a gap.
    let (_, id) = begins(&served, "how-heavy").await;
    let page = ends(&served, ("worksheet-send", &id, "1"), &[("body", "9")]).await;
    page.says("3 times. It was 24 the first time and 6 the last time.");
    let page = served.get("ruth", &at("")).await;
    page.says("2 times. It was 24 the first time and 6 the last time.");
    page.says("4 May: 24");
    page.says_not("5 May: 30");
    page.says_not("clinical");
}

#[tokio::test]
async fn what_was_typed_is_there_after_the_line_dropped() {
    let served = served().await;
    let (_, id) = begins(&served, "two-columns").await;
    let typed = [
        ("do", "draft"),
        ("about", &id),
        (".seen", "1"),
        ("noticed", "half a"),
    ];
    served.quietly("amal", "/", &typed).await;
    served.does("amal", "worksheets", &[]).await.says("Begun");
    let page = served.does("amal", "worksheet", &[("about", &id)]).await;
    page.says("half a");
    // Beginning it again finds what is begun.
    let (page, same) = begins(&served, "two-columns").await;
    assert_eq!(same, id);
    page.says("half a");
    served
        .get("ruth", &at(""))
        .await
        .says("Amal has sent nothing");
}

#[tokio::test]
async fn a_client_brings_it_up_and_takes_their_words_out() {
    let served = served().await;
    let (_, id) = begins(&served, "two-columns").await;
    ends(
        &served,
        ("worksheet-send", &id, "1"),
        &[("noticed", "the clock")],
    )
    .await;
    let page = served
        .does(
            "amal",
            "worksheet-bring",
            &[("about", &id), ("bring", "yes")],
        )
        .await;
    page.says("It is marked for when you meet.");
    served
        .get("ruth", &at(""))
        .await
        .says("The client wants to talk about this");
    let page = served
        .does("amal", "worksheet-take-out", &[("about", &id)])
        .await;
    page.says("Someone may have read it already.");
    let page = served
        .does("amal", "worksheet-delete", &[("about", &id)])
        .await;
    page.says("Your words are out.");
    page.says_not("Two columns");
    let one = served.get("ruth", &at(&format!("/{id}"))).await;
    assert_eq!(one.status, StatusCode::NOT_FOUND);
    let gone = served.does("amal", "worksheet", &[("about", &id)]).await;
    gone.says_not("the clock");
}

#[tokio::test]
async fn the_screens_are_there_in_spanish() {
    let served = served().await;
    let page = served.does("amal.es", "worksheets-offered", &[]).await;
    page.says("Todas las hojas");
    page.says("Dos columnas");
    let page = served.get("ruth.es", &at("")).await;
    page.says("Hojas de trabajo");
    page.says_not("worksheets-");
}
