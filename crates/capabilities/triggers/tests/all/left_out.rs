//! What the client does not want to meet is on none of their screens, on no sign-in of theirs, in no
//! language; and everything else is as it was.

use crate::pages::{at, served, writes};
use axum::http::StatusCode;
use care::{RecordId, Section};
use pages::quiet::QuietV1;
use pages::{Html, Screens, Verb};
use sealed::{Passing, Stored};
use serde::{Deserialize, Serialize};
use testing::AMAL;
use testing::served::{Served, Serving};

/// Named in capitals and with an accent that is not written elsewhere.
const LIST: [(&str, &str); 1] = [("list", "ÓRRIN vale\nsotano")];

/// The words of a page between its tags, without what stands in fields.
fn text(page: &str) -> String {
    let (mut text, mut rest) = (String::new(), page);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let field = after.starts_with("textarea") || after.starts_with("script");
        let ends = if field { "</" } else { ">" };
        rest = after.split_once(ends).map_or("", |(_, rest)| rest);
    }
    text + rest
}

fn stands(page: &str) -> bool {
    let text = text(page).to_lowercase();
    text.contains("orrin") || text.contains("sótano") || text.contains("sotano")
}

/// Amal's record with the words in everything this capability keeps; and the ids to look at.
async fn planted(served: &Served) -> [String; 2] {
    let fields = [
        ("cue-new", "Orrin Vale"),
        ("signs", "ORRIN   VALE, in the sótano"),
        ("strong", "8"),
        ("helped", "not Orrin Vale"),
    ];
    let entry = writes(served, "send", &fields).await;
    let card = served
        .does("amal", "trigger-card-write", &[])
        .await
        .field("card");
    for (seen, helps) in [("0", "the sótano door"), ("1", "a lock on the sótano")] {
        let fields = [
            ("card", card.as_str()),
            ("seen", seen),
            ("card-cue", "Orrin Vale"),
            ("card-helps", helps),
        ];
        served.does("amal", "trigger-card-send", &fields).await;
    }
    let chosen = [
        ("about", card.as_str()),
        ("circle", "ward"),
        ("line", "cue"),
    ];
    served.does("amal", "trigger-share-yes", &chosen).await;
    [entry, card]
}

#[tokio::test]
async fn no_screen_of_the_client_shows_a_word_they_named() {
    let served = served().await;
    let ids = planted(&served).await;
    let (mut stood, mut names) = (0, Vec::new());
    for declared in triggers::screens().declared() {
        if declared.verb == Verb::Get {
            names.push(declared.path.trim_start_matches("/ ").to_owned());
        }
    }
    assert!(names.len() >= 9, "{names:?}");
    let all = |who: &'static str| {
        let (served, names, ids) = (&served, &names, &ids);
        async move {
            let mut pages = Vec::new();
            for name in names {
                for about in ids {
                    let page = served.does(who, name, &[("about", about)]).await;
                    if page.status == StatusCode::OK {
                        pages.push((name.clone(), page.page));
                    }
                }
            }
            pages
        }
    };
    for (_, page) in all("amal").await {
        stood += usize::from(stands(&page));
    }
    assert!(stood >= 8, "they stand on {stood} screens");
    let page = served.does("amal", "quiet-words-keep", &LIST).await;
    page.says("Kept. It holds from now on.");
    for who in ["amal", "amal.es", "amal.other"] {
        let pages = all(who).await;
        assert!(pages.len() >= 9);
        for (name, page) in pages {
            assert!(!stands(&page), "{who} {name}: {}", text(&page));
        }
    }
    // The work of others, and what is stored, is as it was.
    let page = served.get("ruth", &at("")).await;
    assert!(stands(&page.page));
    page.says_not("a word you asked not to see");
    // What is being typed is the client's own.
    let page = served
        .does("amal", "trigger-card-write", &[("about", &ids[1])])
        .await;
    page.says("Orrin Vale</textarea>");
}

#[tokio::test]
async fn one_tap_shows_a_screen_until_the_client_goes_elsewhere() {
    let served = served().await;
    planted(&served).await;
    served.does("amal", "quiet-words-keep", &LIST).await;
    let page = served.does("amal", "triggers", &[]).await;
    page.says("a word you asked not to see");
    page.says("Something is left out on this screen, as you asked.");
    assert!(!stands(&page.page));
    let page = served.does("amal", "quiet-show", &[]).await;
    assert!(stands(&page.page), "{}", page.page);
    page.says("Leave it out again");
    let page = served.does("amal", "quiet-hide", &[]).await;
    assert!(!stands(&page.page));
    served.does("amal", "quiet-show", &[]).await;
    served.does("amal", "quiet-words", &[]).await;
    let page = served.does("amal", "triggers", &[]).await;
    assert!(!stands(&page.page), "elsewhere and back");
    // What was shown on one device is not shown on another.
    served.does("amal", "quiet-show", &[]).await;
    let page = served.does("amal.other", "triggers", &[]).await;
    assert!(!stands(&page.page));
    // Taken off the list, it is there again at once, on every sign-in.
    served
        .does("amal", "quiet-words-keep", &[("list", "")])
        .await;
    let page = served.does("amal.other", "triggers", &[]).await;
    assert!(stands(&page.page));
}

#[tokio::test]
async fn the_list_is_the_clients_alone_until_they_send_it() {
    let served = served().await;
    writes(&served, "send", &[("cue-new", "A door")]).await;
    served.does("amal", "quiet-words-keep", &LIST).await;
    let page = served.get("ruth", &at("")).await;
    page.says_not("vale");
    let page = served.does("amal", "quiet-words-send", &LIST).await;
    page.says("Ruth Okafor can see this.");
    let page = served.get("ruth", &at("")).await;
    page.says("ÓRRIN vale");
    served.does("amal", "quiet-words-keep", &LIST).await;
    let page = served.get("ruth", &at("")).await;
    page.says_not("vale");
    let found = served
        .small
        .ask(testing::RUTH, AMAL, care::Sections::of(&[Section::Drafts]))
        .await;
    assert!(found.is_err());
}

#[tokio::test]
async fn a_list_that_cannot_be_taken_is_kept_as_typed_and_changes_nothing() {
    let served = served().await;
    let long = "y".repeat(41);
    let many: Vec<_> = (0..65).map(|n| format!("word{n}")).collect();
    let many = many.join("\n");
    for (list, said) in [
        (long.as_str(), "is too long. There is room for 40 letters."),
        (&many, "There are 65 words. There is room for 64."),
        ("<", "is too short"),
    ] {
        let page = served
            .does("amal", "quiet-words-keep", &[("list", list)])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(said);
        page.says_not("Something is left out");
    }
}

/// Bytes in the place of the list that are none.
#[derive(Serialize, Deserialize)]
struct Broken(u8);

impl Stored for Broken {
    const KIND: &'static str = QuietV1::KIND;
    const SHAPE: u16 = QuietV1::SHAPE;
    const SECTION: Section = QuietV1::SECTION;
}

impl Passing for Broken {}

#[tokio::test]
async fn a_list_that_does_not_open_is_said_on_every_screen_and_can_be_written_anew() {
    let served = served().await;
    writes(&served, "keep", &[("cue-new", "Orrin Vale")]).await;
    let mut act = served.small.act(AMAL, AMAL, &[Section::Drafts]).await;
    let id = act.id_for("quiet words", RecordId::from_bytes([0; 16]));
    act.overwrite(id, &Broken(9)).unwrap();
    act.done().await.unwrap();
    // The service was started anew since.
    let small = served.small;
    let served = Serving::over(small).site(triggers::routes(), triggers::screens());
    let page = served.does("amal", "triggers", &[]).await;
    page.says("Your list of words to leave out could not be opened.");
    let page = served.does("amal", "quiet-words", &[]).await;
    page.says("If you write it again, it takes the place of the old one.");
    served.does("amal", "quiet-words-keep", &LIST).await;
    let page = served.does("amal", "triggers", &[]).await;
    page.says_not("could not be opened");
    assert!(!stands(&page.page));
}

#[tokio::test]
async fn pictures_wait_and_fixed_wording_waits_whole() {
    let serving = Serving::new().await;
    let (form, picture) = ("fixed", "album");
    let screens = Screens::new()
        .screen(
            form,
            care::Sections::of(&[Section::Overview]),
            async |_, _| {
                let parts = [fixed(), Html::words("after Orrin Vale")];
                Ok(Html::together(parts))
            },
        )
        .screen(
            picture,
            care::Sections::of(&[Section::Overview]),
            async |_, _| Ok(album()),
        );
    let served = serving.site(triggers::routes(), triggers::screens().and(screens));
    let page = served.does("amal", form, &[]).await;
    page.says("About Orrin Vale in these fixed words");
    let list = [LIST[0], ("pictures", "on")];
    served.does("amal", "quiet-words-keep", &list).await;
    let page = served.does("amal", form, &[]).await;
    assert!(!stands(&page.page));
    page.says("They are asked in fixed words");
    page.says_not("data-verbatim");
    let page = served.does("amal", "quiet-show", &[]).await;
    page.says("About Orrin Vale in these fixed words");
    let page = served.does("amal", picture, &[]).await;
    page.says("A picture. Show it");
    page.says_not("<img");
    let page = served.does("amal", "quiet-show", &[]).await;
    page.says("<img");
}

#[derive(askama::Template)]
#[template(
    source = "<form method=\"post\" data-verbatim><p>About Orrin Vale in these fixed words</p></form>",
    ext = "html"
)]
struct Fixed;

fn fixed() -> Html {
    Html::of(&Fixed)
}

#[derive(askama::Template)]
#[template(source = "<img src=\"/i/0011\" alt=\"\">", ext = "html")]
struct Album;

fn album() -> Html {
    Html::of(&Album)
}
