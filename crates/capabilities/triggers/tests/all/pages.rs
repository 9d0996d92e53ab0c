//! The client's screens and the pages of those who treat them.

use axum::http::StatusCode;
use care::{ClientId, RecordId, Section};
use pages::{Html, Screens};
use sealed::{Act, Stored};
use serde::{Deserialize, Serialize};
use testing::served::{Served, Serving};
use testing::{AMAL, BEN, RUTH};
use triggers::SetOffV1;

pub(crate) async fn served() -> Served {
    let serving = Serving::new().await;
    serving.site(triggers::routes(), triggers::screens())
}

pub(crate) fn at(step: &str) -> String {
    format!("/clients/{}/triggers{step}", ClientId::of(AMAL))
}

/// Amal writes something down; `how` is `send` or `keep`.
pub(crate) async fn writes(served: &Served, how: &str, fields: &[(&str, &str)]) -> String {
    let page = served.does("amal", "trigger-log", &[]).await;
    let once = page.field("once");
    let mut all = vec![("once", once.as_str())];
    all.extend(fields);
    served
        .does("amal", &format!("trigger-log-{how}"), &all)
        .await;
    once
}

#[tokio::test]
async fn three_taps_write_it_down_once_it_has_a_name() {
    let served = served().await;
    let page = served.does("amal", "triggers", &[]).await;
    page.says("Nothing is written down yet.");
    writes(
        &served,
        "keep",
        &[("cue-new", "A slammed door"), ("kind", "sound")],
    )
    .await;
    let page = served.does("amal", "triggers", &[]).await;
    page.says("A slammed door");
    page.says("Only for you");
    // Write it down, the name, keep.
    let page = served.does("amal", "trigger-log", &[]).await;
    page.says("name=\"cue\" value=\"A slammed door\"");
    let once = page.field("once");
    let fields = [("once", once.as_str()), ("cue", "A slammed door")];
    let page = served.does("amal", "trigger-log-send", &fields).await;
    page.says("Sent.");
    let page = served.does("amal", "trigger-log-send", &fields).await;
    assert_eq!(page.times(">Open<"), 2, "sent twice, kept once");
    assert_eq!(served.happened().len(), 1);
    let page = served
        .does("amal", "trigger-entry", &[("about", &once)])
        .await;
    page.says("A sound or a voice");
    page.says("Ruth Okafor can see this.");
}

#[tokio::test]
async fn what_could_not_be_taken_is_said_at_its_field_and_every_word_stays() {
    let served = served().await;
    let once = served.does("amal", "trigger-log", &[]).await.field("once");
    let long = "x".repeat(700);
    let fields = [
        ("once", once.as_str()),
        ("cue", "never written before"),
        ("strong", "11"),
        ("signs", &long),
        ("when", "earlier"),
        ("earlier-at", "2999-01-01T10:00"),
        ("helped", "a <b>blanket</b>"),
    ];
    let page = served.does("amal", "trigger-log-keep", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "Choose one from your list, or name it in new words.",
        "Write a whole number from 0 to 10",
        "It cannot be later than now.",
        "700",
        "a &#60;b&#62;blanket&#60;/b&#62;",
        &long,
    ] {
        page.says(said);
    }
    let act = served.small.act(AMAL, AMAL, &[Section::Work]).await;
    assert!(act.latest::<SetOffV1>().await.unwrap().kept.is_empty());
    for (does, fields) in [
        ("trigger-log-keep", &[("once", "no id")][..]),
        ("trigger-card-keep", &[("card", &once)]),
        (
            "trigger-share-yes",
            &[("about", &once), ("circle", "everyone")],
        ),
        ("trigger-entry-send", &[]),
    ] {
        let page = served.does("amal", does, fields).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{does}");
    }
    for does in [
        "trigger-entry-send",
        "trigger-card-away",
        "trigger-card-share",
    ] {
        let page = served.does("amal", does, &[("about", &once)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{does}");
    }
}

#[tokio::test]
async fn ruth_reads_what_was_sent_and_nothing_tells_her_of_the_rest() {
    let served = served().await;
    for _ in 0..6 {
        let fields = [
            ("cue-new", "Hidden cellar"),
            ("strong", "9"),
            ("with", "alone"),
        ];
        writes(&served, "keep", &fields).await;
    }
    let page = served.get("ruth", &at("")).await;
    page.says("Amal has sent nothing from here yet.");
    let nothing = page.page;
    writes(
        &served,
        "send",
        &[("cue-new", "A slammed door"), ("helped", "warm water")],
    )
    .await;
    let page = served.get("ruth", &at("")).await;
    page.says("A slammed door");
    page.says("warm water");
    page.says("Written down once.");
    page.says("Too few to say what comes together.");
    page.says_not("cellar");
    assert_ne!(nothing, page.page);
    for who in ["ben", "ines", "tomas", "mara", "noor"] {
        let page = served.get(who, &at("")).await;
        assert_ne!(page.status, StatusCode::OK, "{who}");
        page.says_not("slammed");
    }
}

#[tokio::test]
async fn what_often_comes_together_is_told_with_its_counts() {
    let served = served().await;
    for (strong, with, times) in [
        ("8", "alone", 6),
        ("3", "alone", 2),
        ("8", "one", 5),
        ("2", "one", 15),
    ] {
        for _ in 0..times {
            writes(
                &served,
                "keep",
                &[("cue-new", "Door"), ("strong", strong), ("with", with)],
            )
            .await;
        }
    }
    let page = served.does("amal", "trigger-patterns", &[]).await;
    page.says("Written down 28 times.");
    page.says("With whom: Alone. Strong (7 or more of 10) 6 of 8 times. Otherwise 5 of 20 times.");
    page.says_not("With whom: With one person.");
    page.says_not("cause");
}

#[tokio::test]
async fn a_card_is_made_at_the_desk_and_on_the_phone_with_its_versions() {
    let served = served().await;
    let entry = writes(
        &served,
        "keep",
        &[("cue-new", "A slammed door"), ("helped", "warm water")],
    )
    .await;
    let page = served
        .does("amal", "trigger-card-write", &[("about", &entry)])
        .await;
    page.says("A slammed door");
    page.says("warm water");
    let (card, seen) = (page.field("card"), page.field("seen"));
    assert_eq!(seen, "0");
    let fields = [
        ("card", card.as_str()),
        ("seen", "0"),
        ("card-cue", "A slammed door"),
        ("card-not", "Do not <shout>"),
    ];
    let page = served.does("amal", "trigger-card-send", &fields).await;
    page.says("Do not &#60;shout&#62;");
    let fields = [
        ("card", card.as_str()),
        ("seen", "0"),
        ("card-cue", "Doors"),
    ];
    let page = served.does("amal", "trigger-card-keep", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("The card was changed meanwhile.");
    page.says("Doors");

    let page = served.get("ruth", &at(&format!("/card?card={card}"))).await;
    let seen = page.field("seen");
    let fields = [
        ("card", card.as_str()),
        ("seen", &seen),
        ("card-cue", "A slammed door"),
        ("card-not", "Do not stand in the way"),
    ];
    let came = served.post("ruth", &at("/card"), &fields).await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, at("")));
    let page = served
        .does("amal", "trigger-card", &[("about", &card)])
        .await;
    page.says("Do not stand in the way");
    page.says("Earlier versions");
    page.says("By you,");
    let page = served
        .post(
            "ruth",
            &at("/card"),
            &[("card", card.as_str()), ("seen", "9")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("There is nothing on the card yet.");
    let page = served.get("ruth", &at("/card?card=00")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn lines_are_offered_to_people_of_the_team_only_where_there_are_some() {
    let served = served().await;
    let page = served.does("amal", "trigger-card-write", &[]).await;
    let card = page.field("card");
    let fields = [
        ("card", card.as_str()),
        ("seen", "0"),
        ("card-cue", "Doors"),
        ("card-not", "Do not shout"),
    ];
    served.does("amal", "trigger-card-keep", &fields).await;
    let page = served
        .does("amal", "trigger-share", &[("about", &card)])
        .await;
    page.says("the nurses who work with you there can read it. So can whoever treats you.");
    page.says_not("People on my team");
    let relations = [
        (RUTH, care::RelationKind::Therapist),
        (BEN, care::RelationKind::Team),
    ];
    served.small.relate(AMAL, &relations).await;
    let page = served
        .does("amal", "trigger-share", &[("about", &card)])
        .await;
    page.says("People on my team");
    page.says("Ben Stone");
    let ben = BEN.to_string();
    let about = [
        ("about", card.as_str()),
        ("circle", "team"),
        ("person", ben.as_str()),
    ];
    let page = served.does("amal", "trigger-share-yes", &about).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Tick at least one line, and someone who can read it.");
    let mut chosen = about.to_vec();
    chosen.push(("line", "not"));
    let page = served.does("amal", "trigger-share-yes", &chosen).await;
    page.says("Ben Stone can read these lines");
    let page = served.get("ben", &at("/shared")).await;
    page.says("Do not shout");
    page.says_not("Doors");
    let page = served.does("amal", "trigger-share-end", &about[..2]).await;
    page.says("Ended.");
    let page = served.get("ben", &at("/shared")).await;
    page.says("Amal shares no lines of a card with you now.");
    assert_ne!(served.get("ben", &at("")).await.status, StatusCode::OK);
}

/// Bytes under the name of a shape that are not one.
#[derive(Serialize, Deserialize)]
struct Broken(u8);

impl Stored for Broken {
    const KIND: &'static str = SetOffV1::KIND;
    const SHAPE: u16 = SetOffV1::SHAPE;
    const SECTION: Section = SetOffV1::SECTION;
}

#[tokio::test]
async fn what_does_not_open_is_said_and_hides_nothing_else() {
    let served = served().await;
    writes(&served, "send", &[("cue-new", "A slammed door")]).await;
    let mut act: Act = served.small.act(AMAL, AMAL, &[Section::Work]).await;
    let id: RecordId = act.mint();
    act.keep(id, &Broken(3)).unwrap();
    act.done().await.unwrap();
    for screen in ["triggers", "trigger-entries", "trigger-patterns"] {
        let page = served.does("amal", screen, &[]).await;
        page.says("A part of this could not be opened.");
        page.says_not("Nothing is written down yet.");
    }
    let page = served.get("ruth", &at("")).await;
    page.says("A part of this does not open.");
    page.says("A slammed door");
}

#[tokio::test]
async fn everything_is_taken_along_also_what_was_kept_for_oneself() {
    let own = [Section::Work, Section::Sessions, Section::CrisisPlan];
    let shows = care::Sections::of(&own);
    let all = Screens::new().screen("all", shows, async |visit, act| {
        let all = triggers::taken(&visit, &act).await?;
        let said = all
            .iter()
            .map(|one| format!("{} {:?}\n", one.heading, one.parts));
        Ok(Html::words(&said.collect::<String>()))
    });
    let serving = Serving::new().await;
    let served = serving.site(triggers::routes(), triggers::screens().and(all));
    writes(
        &served,
        "keep",
        &[("cue-new", "Hidden cellar"), ("helped", "warm water")],
    )
    .await;
    let card = served
        .does("amal", "trigger-card-write", &[])
        .await
        .field("card");
    let fields = [
        ("card", card.as_str()),
        ("seen", "0"),
        ("card-not", "Do not shout"),
    ];
    served.does("amal", "trigger-card-keep", &fields).await;
    let chosen = [
        ("about", card.as_str()),
        ("circle", "ward"),
        ("line", "not"),
    ];
    served.does("amal", "trigger-share-yes", &chosen).await;
    served
        .does("amal", "quiet-words-keep", &[("list", "tractor")])
        .await;
    let page = served.does("amal", "all", &[]).await;
    for said in ["Hidden cellar", "warm water", "Do not shout", "A ward"] {
        page.says(said);
    }
    page.says("Words I do not want to meet here");
    let page = served.does("amal", "quiet-show", &[]).await;
    page.says("tractor");
    let mut act = served.small.act(AMAL, AMAL, &[Section::Work]).await;
    let id = act.mint();
    act.keep(id, &Broken(3)).unwrap();
    act.done().await.unwrap();
    let page = served.does("amal", "all", &[]).await;
    page.says("A part of this could not be opened.");
    page.says("Hidden cellar");
}
