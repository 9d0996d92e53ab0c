//! The client's screens and the therapist's page, over HTTP in memory.

use axum::http::StatusCode;
use body::{Sessions, shipped};
use care::{DAY, Happened, MINUTE, Moment};
use pages::calm::Tool;
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;
use testing::served::{Answered, Served, Serving};
use testing::{AMAL, BEGINNING};

const STAFF: &str = "/clients/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1/body";

/// One session, two days before the beginning.
struct One;

impl Sessions for One {
    fn held<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Vec<Moment>, ReadError>> {
        Box::pin(async { Ok(vec![BEGINNING - 2 * DAY]) })
    }
}

async fn served() -> Served {
    let sessions: Arc<dyn Sessions> = Arc::new(One);
    let serving = Serving::new().await;
    serving.site(body::routes(&sessions), body::screens(&sessions))
}

fn id(name: &str) -> String {
    shipped(Tool::named(name).unwrap()).to_string()
}

/// The client opens a tool and sends it with these numbers and words.
async fn uses(served: &Served, name: &str, does: &str, fields: &[(&str, &str)]) -> Answered {
    let about = id(name);
    let screen = served.does("amal", "body-tool", &[("about", &about)]).await;
    let once = screen.field("once");
    let mut all = vec![("once", once.as_str()), ("about", about.as_str())];
    all.extend(fields);
    served.does("amal", does, &all).await
}

#[tokio::test]
async fn the_first_screen_asks_one_thing_and_leads_to_the_others() {
    let served = served().await;
    for (who, ask, tools) in [
        ("amal", "How much is it right now?", "Short tools"),
        ("amal.es", "¿Cuánto es ahora mismo?", "Herramientas cortas"),
    ] {
        let screen = served.does(who, "body", &[]).await;
        screen.says(ask);
        screen.says(tools);
        for way in ["body-map", "body-maps", "body-days", "body-tool"] {
            screen.says(&format!("value=\"{way}\""));
        }
        screen.says_not("value=\"body-away\"");
    }
}

#[tokio::test]
async fn the_quiet_minutes_need_no_unlock_and_open_no_record() {
    let served = served().await;
    served.post("amal", "/", &[("do", "calm")]).await;
    let screen = served.get("amal", "/").await;
    for tool in &pages::calm::TOOLS {
        screen.says(&tool.called(pages::Words::default()));
    }
    screen.says_not("How much is it right now?");
}

#[tokio::test]
async fn both_numbers_can_be_left_out_and_what_is_kept_is_not_sent() {
    let served = served().await;
    let after = uses(&served, "feet", "body-use-keep", &[]).await;
    after.says("Only you can see it.");
    assert!(served.happened().is_empty());
    for _ in 0..3 {
        served.small.clock.pass(MINUTE);
        let numbers = [("before", "8"), ("after", "4"), ("words", "By the window")];
        uses(&served, "cold", "body-use-keep", &numbers).await;
    }
    let screen = served.does("amal", "body", &[]).await;
    screen.says("3 times, 4.0 points easier on average");
    let staff = served.get("ruth", STAFF).await;
    staff.says_not("points easier");
    staff.says_not("By the window");
    let spanish = served.does("amal.es", "body", &[]).await;
    spanish.says("3 veces, 4,0 puntos más fácil de media");
}

#[tokio::test]
async fn what_was_sent_three_times_stands_on_the_therapists_page_with_its_rule() {
    let served = served().await;
    for _ in 0..3 {
        served.small.clock.pass(MINUTE);
        uses(
            &served,
            "cold",
            "body-use-send",
            &[("before", "8"), ("after", "5")],
        )
        .await;
    }
    let told = served.happened();
    assert_eq!(told.len(), 3);
    assert!(
        told.iter()
            .all(|one| matches!(one, Happened::WorkShared { .. }))
    );
    let staff = served.get("ruth", STAFF).await;
    staff.says("3 times, 3.0 points easier on average");
    staff.says("Efron");
    for other in ["ben", "ines", "tomas", "mara"] {
        let refused = served.get(other, STAFF).await;
        assert!(!refused.status.is_success(), "{other}");
    }
}

#[tokio::test]
async fn what_is_off_the_scale_or_too_long_is_told_and_nothing_typed_is_lost() {
    let served = served().await;
    let long = format!("It began {}", "x".repeat(700));
    for (fields, said) in [
        (
            vec![("before", "11"), ("words", "By the window")],
            "Choose a number from 0 to 10",
        ),
        (
            vec![("after", "-1"), ("words", "By the window")],
            "Choose a number from 0 to 10",
        ),
        (vec![("before", "4"), ("words", long.as_str())], "600"),
    ] {
        let again = uses(&served, "feet", "body-use-send", &fields).await;
        again.says(said);
        again.says(fields[1].1);
    }
    let huge = "x".repeat(66_000);
    let screen = uses(&served, "feet", "body-use-send", &[("words", &huge)]).await;
    assert_eq!(screen.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(served.happened().is_empty());
}

#[tokio::test]
async fn a_tool_that_is_not_there_or_a_form_without_its_id_is_refused() {
    let served = served().await;
    let unknown = "00".repeat(16);
    let nothing = served
        .does("amal", "body-tool", &[("about", &unknown)])
        .await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    for (does, fields) in [
        (
            "body-use-send",
            vec![("about", unknown.as_str()), ("once", unknown.as_str())],
        ),
        ("body-worse", vec![("about", unknown.as_str())]),
        ("body-hide", vec![("about", unknown.as_str())]),
        ("body-back", vec![("about", unknown.as_str())]),
        (
            "body-share",
            vec![("piece", unknown.as_str()), ("kind", "use")],
        ),
        (
            "body-share",
            vec![("piece", unknown.as_str()), ("kind", "note")],
        ),
        ("body-take-out", vec![("kind", "map")]),
        ("body-now-within", vec![]),
        ("body-now-send", vec![("about", unknown.as_str())]),
        ("body-map-send", vec![("once", "no"), ("at", "chest")]),
        (
            "body-map-send",
            vec![("once", unknown.as_str()), ("at", "heart")],
        ),
    ] {
        let refused = served.does("amal", does, &fields).await;
        assert!(refused.status.is_client_error(), "{does} {fields:?}");
    }
    assert!(served.happened().is_empty());
}

#[tokio::test]
async fn this_made_it_worse_is_one_tap_that_says_what_it_does_and_tells() {
    let served = served().await;
    let about = id("breathe");
    let screen = served.does("amal", "body-tool", &[("about", &about)]).await;
    screen.says("is told its name and what you write here");
    screen.says("watching the breath makes it worse");
    screen.says(&format!("name=\"about\" value=\"{}\"", id("orient")));
    let words = [("worse-words", "My heart raced.")];
    let after = uses(&served, "breathe", "body-worse", &words).await;
    after.says("your therapist is told");
    let told = served.take_happened();
    assert!(
        matches!(told[..], [Happened::ToolMadeWorse { client, .. }] if client.person() == AMAL)
    );
    let staff = served.get("ruth", STAFF).await;
    staff.says("“Breathe slowly” made it worse");
    staff.says("My heart raced.");
    let screen = served.does("amal", "body", &[]).await;
    screen.says_not("Breathe slowly");
    let away = served.does("amal", "body-away", &[]).await;
    away.says("Breathe slowly");
    away.says("It made it worse");
    let back = served.does("amal", "body-back", &[("about", &about)]).await;
    back.says("Breathe slowly");
    let staff = served.get("ruth", STAFF).await;
    staff.says_not("made it worse,");
}

#[tokio::test]
async fn one_tap_notes_how_much_it_is_and_offers_what_fits_but_never_the_breath() {
    let served = served().await;
    for (tap, offers, not) in [
        (
            "body-now-too-much",
            Some("Look around you"),
            "Breathe slowly",
        ),
        ("body-now-within", None, "If you want to try something"),
        (
            "body-now-too-little",
            Some("Move a little"),
            "Breathe slowly",
        ),
    ] {
        let once = served.does("amal", "body", &[]).await.field("once");
        let asked = served.does("amal", tap, &[("once", &once)]).await;
        asked.says("It is noted.");
        asked.says("Only you can see this.");
        if let Some(offer) = offers {
            asked.says(offer);
            asked.says("Ogden");
        }
        asked.says_not(not);
        // A second tap on the same page is the same tap.
        let again = served.does("amal", tap, &[("once", &once)]).await;
        again.says("It is noted.");
    }
    assert!(served.happened().is_empty(), "nobody heard of it");
    let days = served.does("amal", "body-days", &[]).await;
    days.says("Too much: 1. About right: 1. Too little: 1.");
    let staff = served.get("ruth", STAFF).await;
    staff.says("Nothing of it was sent");
    staff.says_not("Too much: 1");
}

#[tokio::test]
async fn how_much_it_was_is_sent_with_a_line_and_stands_beside_the_session() {
    let served = served().await;
    let once = served.does("amal", "body", &[]).await.field("once");
    served
        .does("amal", "body-now-too-much", &[("once", &once)])
        .await;
    let fields = [("about", once.as_str()), ("words", "The corridor.")];
    let days = served.does("amal", "body-now-send", &fields).await;
    days.says("It is sent.");
    days.says("The corridor.");
    let staff = served.get("ruth", STAFF).await;
    staff.says("The corridor.");
    assert_eq!(staff.times("class=\"event\""), 1);
    assert!(matches!(
        served.take_happened()[..],
        [Happened::WorkShared { .. }]
    ));
    let kept = served
        .does(
            "amal",
            "body-take-back",
            &[("piece", &once), ("kind", "now")],
        )
        .await;
    kept.says("Only you can see it again.");
    served.get("ruth", STAFF).await.says_not("The corridor.");
    let out = served
        .does(
            "amal",
            "body-take-out",
            &[("piece", &once), ("kind", "now")],
        )
        .await;
    out.says_not("The corridor.");
}

#[tokio::test]
async fn the_figure_and_the_list_are_one_form() {
    let served = served().await;
    let map = served.does("amal", "body-map", &[]).await;
    for region in &body::REGIONS {
        let name = region.name;
        assert_eq!(map.times(&format!("id=\"at-{name}\"")), 1, "{name}");
        let labels = region.front.len() + region.back.len();
        let found = map.times(&format!("<label for=\"at-{name}\"></label>"));
        assert_eq!(found, labels, "{name}");
    }
    let once = map.field("once");
    let fields = [
        ("once", once.as_str()),
        ("at", "chest"),
        ("at", "hands"),
        ("like-chest", "tight"),
        ("much-chest", "7"),
        ("own-hands", "like bees"),
        // Said of a part that was not ticked: it is felt all the same.
        ("much-neck", "2"),
        ("words", "After the call."),
    ];
    let maps = served.does("amal", "body-map-send", &fields).await;
    for said in [
        "Chest",
        "Tight",
        "7 of 10",
        "like bees",
        "Neck",
        "After the call.",
    ] {
        maps.says(said);
    }
    maps.says("region r-chest felt more");
    maps.says("region r-neck felt\"");
    maps.says_not("region r-knees felt");
    let staff = served.get("ruth", STAFF).await;
    staff.says("like bees");
    staff.says_not("body-take-out");
}

#[tokio::test]
async fn a_map_that_cannot_be_taken_keeps_every_tick_and_word() {
    let served = served().await;
    let once = served.does("amal", "body-map", &[]).await.field("once");
    let long = "x".repeat(90);
    for (fields, said) in [
        (vec![], "Tap or tick at least one place"),
        (
            vec![("at", "chest"), ("much-chest", "12")],
            "Chest: Choose a number",
        ),
        (vec![("at", "chest"), ("own-chest", long.as_str())], "80"),
        (
            vec![("at", "chest"), ("like-chest", "broken")],
            "choose one from the list",
        ),
    ] {
        let mut all = vec![("once", once.as_str())];
        all.extend(&fields);
        let again = served.does("amal", "body-map-send", &all).await;
        again.says(said);
        assert_eq!(again.field("once"), once);
        if !fields.is_empty() {
            again.says("value=\"chest\" checked");
        }
    }
    assert!(served.happened().is_empty());
}

#[tokio::test]
async fn a_half_written_form_is_there_when_the_client_comes_back() {
    let served = served().await;
    let about = id("feet");
    let screen = served.does("amal", "body-tool", &[("about", &about)]).await;
    let once = screen.field("once");
    let half = [
        ("do", "draft"),
        ("once", once.as_str()),
        ("about", about.as_str()),
        ("before", "7"),
        ("words", "By the"),
    ];
    served.quietly("amal", "/", &half).await;
    served.does("amal", "body", &[]).await;
    let screen = served.does("amal", "body-tool", &[("about", &about)]).await;
    screen.says("By the");
    screen.says("value=\"7\" checked");
    assert_eq!(screen.field("once"), once);
    served.does("amal", "body-map", &[]).await;
    let half = [
        ("do", "draft"),
        ("at", "chest"),
        ("own-chest", "like a sto"),
    ];
    served.quietly("amal", "/", &half).await;
    let map = served.does("amal", "body-map", &[]).await;
    map.says("value=\"chest\" checked");
    map.says("like a sto");
}

#[tokio::test]
async fn a_therapist_writes_a_tool_and_puts_it_first() {
    let served = served().await;
    let page = served.get("ruth", STAFF).await;
    let once = page.field("once");
    for (fields, said) in [
        (vec![("called", ""), ("steps", "Hold it.")], "wrong"),
        (
            vec![("called", "The mug"), ("steps", " \n ")],
            "Write at least one step.",
        ),
        (
            vec![
                ("called", "The mug"),
                ("steps", "a\na\na\na\na\na\na\na\na\na\na\na\na\n"),
            ],
            "12 steps at most",
        ),
    ] {
        let mut all = vec![("once", once.as_str())];
        all.extend(&fields);
        let again = served.post("ruth", &format!("{STAFF}/tool"), &all).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says(said);
    }
    let fields = [
        ("once", once.as_str()),
        ("called", "The blue mug"),
        ("steps", "Hold it.\n\nFeel its edge."),
        ("note", "Only when it is not hot."),
    ];
    for _ in 0..2 {
        let done = served.post("ruth", &format!("{STAFF}/tool"), &fields).await;
        assert_eq!(done.to, STAFF);
    }
    assert!(matches!(
        served.take_happened()[..],
        [Happened::WorkGiven { .. }]
    ));
    let first = [
        ("first-1", once.as_str()),
        ("first-2", &id("move")),
        ("first-3", &once),
    ];
    served.post("ruth", &format!("{STAFF}/first"), &first).await;
    let unknown = "00".repeat(16);
    let wrong = served
        .post("ruth", &format!("{STAFF}/first"), &[("first-1", &unknown)])
        .await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    let screen = served.does("amal", "body", &[]).await;
    let at = |words: &str| screen.page.find(words).unwrap_or(usize::MAX);
    assert!(at("The blue mug") < at("Move a little") && at("Move a little") < at("Breathe slowly"));
    let tool = served.does("amal", "body-tool", &[("about", &once)]).await;
    for said in [
        "Feel its edge.",
        "Only when it is not hot.",
        "Your therapist wrote this for you.",
    ] {
        tool.says(said);
    }
    let hidden = served.does("amal", "body-hide", &[("about", &once)]).await;
    hidden.says("Nobody is told.");
    hidden.says_not("The blue mug");
    served.get("ruth", STAFF).await.says("The blue mug");
    assert!(served.take_happened().is_empty());
    served
        .post("ruth", &format!("{STAFF}/away"), &[("tool", &once)])
        .await;
    served.get("ruth", STAFF).await.says_not("The blue mug");
}

#[tokio::test]
async fn words_that_would_be_a_script_stay_words() {
    let served = served().await;
    let hostile = "<script>alert(1)</script>";
    let fields = [("before", "3"), ("after", "3"), ("words", hostile)];
    uses(&served, "feet", "body-use-send", &fields).await;
    let once = served.does("amal", "body-map", &[]).await.field("once");
    let fields = [
        ("once", once.as_str()),
        ("at", "chest"),
        ("own-chest", hostile),
    ];
    let maps = served.does("amal", "body-map-send", &fields).await;
    maps.says_not(hostile);
    let tool = served
        .does("amal", "body-tool", &[("about", &id("feet"))])
        .await;
    tool.says_not(hostile);
    served.get("ruth", STAFF).await.says_not(hostile);
}
