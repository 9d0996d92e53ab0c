//! The pages of both sides, over a service that has nothing else.

use crate::people::{DOOR, Ends, PLACE, id, in_sets, opened, prepared, set};
use axum::http::StatusCode;
use care::{ClientId, Happened, RecordId};
use emdr::{All, Live};
use std::sync::Arc;
use testing::served::{Answered, Served, Serving};
use testing::{AMAL, RUTH};

pub(crate) async fn served() -> Served {
    let live = Arc::new(Live::default());
    let serving = Serving::new().await;
    serving.site(emdr::routes(&live), emdr::screens(&live))
}

fn at(step: &str) -> String {
    format!("/clients/{}/emdr{step}", ClientId::of(AMAL))
}

fn door(step: &str) -> String {
    at(&format!("/{DOOR}{step}"))
}

async fn posts(served: &Served, path: &str, fields: &[(&str, &str)]) -> Answered {
    let came = served.post("ruth", path, fields).await;
    assert_eq!(
        came.status,
        StatusCode::SEE_OTHER,
        "{fields:?}: {}",
        came.main()
    );
    served.get("ruth", &came.to).await
}

async fn all(served: &Served) -> All {
    All::read(&opened(&served.small, RUTH).await).await.unwrap()
}

/// The id of the one thing of a list.
fn only<T>(list: &[sealed::Kept<T>]) -> RecordId {
    assert_eq!(list.len(), 1);
    list[0].record
}

#[tokio::test]
async fn a_target_opens_at_the_desk_once_everything_before_it_is_there() {
    let served = served().await;
    let page = served.get("ruth", &at("")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.page);
    page.says("No target opens before one was practised together.");
    let once = page.field("once");
    let fields = [
        ("do", "resource"),
        ("once", &once),
        ("resource-called", "the <lake>"),
        ("resource-script", "Reeds, and no wind."),
    ];
    let page = posts(&served, &at(""), &fields).await;
    page.says("the &#60;lake&#62;");
    let once = page.field("once");
    let fields = [
        ("do", "target"),
        ("once", &once),
        ("target-called", "the door"),
        ("target-prong", "past"),
    ];
    posts(&served, &at(""), &fields).await;
    let read = all(&served).await;
    let (lake, target) = (only(&read.resources), only(&read.targets));
    let (lake, target) = (at(&format!("/resources/{lake}")), at(&format!("/{target}")));
    let page = served.get("ruth", &target).await;
    page.says("Practise a resource together first.");
    page.says_not("first-sud");
    page.says_not("Begin work");
    posts(&served, &lake, &[("do", "practised"), ("went", "calmer")]).await;
    let page = served.get("ruth", &at("/ready")).await;
    let once = page.field(".once");
    let fields = [(".once", once.as_str()), ("sleep", "settled")];
    let came = served.post("ruth", &at("/ready"), &fields).await;
    assert_eq!(
        came.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "without a why"
    );
    let fields = [
        (".once", once.as_str()),
        ("sleep", "settled"),
        ("why", "We want to."),
    ];
    let page = posts(&served, &at("/ready"), &fields).await;
    page.says("Still to talk about");
    let once = served.get("ruth", &target).await.field("once");
    let page = posts(&served, &target, &[("do", "begin"), ("once", &once)]).await;
    page.says("The negative belief is not written down.");
    let fields = [
        ("do", "assess"),
        ("image", ""),
        ("negative", "I am stuck"),
        ("positive", "I can leave"),
        ("body", "chest"),
        ("first-sud", "8"),
        ("first-voc", "2"),
    ];
    posts(&served, &target, &fields).await.says("I am stuck");
    let shown = served.get("ruth", &format!("{target}/together")).await;
    shown.says("I can leave");
    let fields = [("do", "enter"), ("phase", "desensitisation")];
    let page = posts(&served, &target, &fields).await;
    page.says("Keep the set");
}

#[tokio::test]
async fn sets_are_typed_one_after_the_other_and_the_closure_says_what_it_still_needs() {
    let served = served().await;
    in_sets(&served.small).await;
    let once = served.get("ruth", &door("")).await.field("once");
    let fields = [
        ("do", "set"),
        ("once", once.as_str()),
        ("set-kind", "eyes"),
        ("set-passes", "24"),
        ("set-sud", "5"),
        ("set-noticed", "rain"),
    ];
    let page = posts(&served, &door(""), &fields).await;
    page.says("rain");
    // The next set begins with how the last one was made.
    page.says(r#"name="set-passes" type="number" value="24""#);
    // What is closed with too little says so at its fields, and keeps what was typed.
    let fields = [("do", "close"), ("close-till-then", "Walk <slowly>.")];
    let came = served.post("ruth", &door(""), &fields).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(came.times("This is needed."), 4, "{}", came.main());
    came.says("Walk &#60;slowly&#62;.");
    // What stands in the other forms is not lost by it.
    came.says(r#"value="I am stuck""#);
    let lake = PLACE.to_string();
    let fields = [
        ("do", "close"),
        ("close-resource", &lake),
        ("close-oriented", "yes"),
        ("close-put-away", "yes"),
        ("close-till-then", "Walk slowly."),
        ("close-call", "the night line"),
    ];
    let page = posts(&served, &door(""), &fields).await;
    page.says("Look again first: SUD and VOC of “the door”");
    let left = served.happened();
    let is_left = |one: &&Happened| matches!(one, Happened::TargetLeftOpen { .. });
    assert_eq!(left.iter().filter(is_left).count(), 1);
    // The client reads what to do until then; the content is a tap away.
    let page = served.does("amal", "emdr", &[]).await;
    for words in ["Walk slowly.", "the night line", "Left open.", "the door"] {
        page.says(words);
    }
    page.says_not("I am stuck");
    let about = DOOR.to_string();
    let about = [("about", about.as_str())];
    served
        .does("amal", "emdr-target", &about)
        .await
        .says("I am stuck");
}

#[tokio::test]
async fn the_next_session_begins_with_looking_again_and_nothing_else() {
    let served = served().await;
    in_sets(&served.small).await;
    let mut act = opened(&served.small, RUTH).await;
    let ends = Ends::new();
    emdr::close(&mut act, DOOR, &ends.whole()).await.unwrap();
    act.done().await.unwrap();
    served.small.clock.pass(7 * care::DAY);
    let once = served.get("ruth", &door("")).await.field("once");
    let page = posts(&served, &door(""), &[("do", "begin"), ("once", &once)]).await;
    page.says("Nothing else on it opens before these two are asked.");
    page.says_not("I am stuck");
    for closed in ["set-sud", "phase", "stands-why", "first-sud", "negative"] {
        page.says_not(&format!("name=\"{closed}\""));
    }
    let fields = [("do", "look"), ("look-sud", "11"), ("look-voc", "")];
    let came = served.post("ruth", &door(""), &fields).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    came.says("Write a whole number from 0 to 10.");
    came.says("This is needed.");
    let fields = [("do", "look"), ("look-sud", "4"), ("look-voc", "3")];
    let page = posts(&served, &door(""), &fields).await;
    page.says("SUD 4, VOC 3");
    page.says("I am stuck");
}

#[tokio::test]
async fn nothing_that_a_client_can_send_opens_a_phase_or_a_set() {
    let served = served().await;
    in_sets(&served.small).await;
    let before = all(&served).await;
    let acts = [
        "emdr",
        "emdr-about",
        "emdr-target",
        "emdr-resource",
        "emdr-live",
        "emdr-stop",
        "emdr-slower",
        "emdr-signal",
        "emdr-call",
        "emdr-take-back",
        "emdr-give-back",
        "emdr-end",
        "emdr-worse",
        "begin",
        "enter",
        "set",
        "look",
        "close",
        "assess",
        "practised",
        "allow",
    ];
    for (target, does) in [DOOR, PLACE]
        .iter()
        .flat_map(|one| acts.map(|act| (one, act)))
    {
        let target = target.to_string();
        let fields = [
            ("about", target.as_str()),
            ("once", "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"),
            ("phase", "installation"),
            ("set-kind", "eyes"),
            ("set-sud", "0"),
            ("called", "x"),
            ("signal", "x"),
        ];
        served.does("amal", does, &fields).await;
    }
    // Nor at the therapist's addresses.
    for (path, does) in [(door(""), "set"), (door(""), "begin"), (at(""), "target")] {
        let fields = [("do", does), ("once", "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a")];
        let came = served.post("amal", &path, &fields).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{path} {does}");
    }
    let after = all(&served).await;
    assert!(after.sittings == before.sittings && after.sets == before.sets);
    assert!(after.ready.len() == before.ready.len() && after.targets.len() == 1);
}

#[tokio::test]
async fn a_stop_on_the_phone_stands_on_the_desk_until_it_was_heard() {
    let served = served().await;
    in_sets(&served.small).await;
    let page = served.does("amal", "emdr-stop", &[]).await;
    page.says("It counts. Nothing goes on now.");
    served
        .does("amal", "emdr", &[])
        .await
        .says("You said stop,");
    let page = served.get("ruth", &door("")).await;
    page.says("The client said stop,");
    let fields = [
        ("do", "set"),
        ("once", &page.field("once")),
        ("set-kind", "taps"),
        ("set-sud", "7"),
    ];
    let came = served.post("ruth", &door(""), &fields).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    came.says("Not yet.");
    let page = posts(&served, &door(""), &[("do", "heard")]).await;
    page.says_not("The client said stop,");
    let page = served.does("amal", "emdr", &[]).await;
    page.says("Tell your therapist, use your sign, or press here.");
    page.says("Follow the dot");
}

#[tokio::test]
async fn what_the_client_takes_back_stands_on_no_page_of_staff() {
    let served = served().await;
    in_sets(&served.small).await;
    let secret = "a smell of rain";
    let mut act = opened(&served.small, RUTH).await;
    let mut said = set(0x81, Some(6), None);
    said.noticed = care::Line::parse(secret).ok();
    emdr::record_set(&mut act, DOOR, &said).await.unwrap();
    act.done().await.unwrap();
    let (door_id, set_id) = (DOOR.to_string(), id(0x81).to_string());
    let place = PLACE.to_string();
    served
        .does("amal", "emdr-target", &[("about", &door_id)])
        .await
        .says(secret);
    for about in [&door_id, &set_id, &place] {
        served
            .does("amal", "emdr-take-back", &[("about", about)])
            .await;
    }
    let pages = [
        at(""),
        door(""),
        door("/together"),
        door("/live"),
        at(&format!("/resources/{PLACE}")),
    ];
    for path in pages {
        let page = served.get("ruth", &path).await;
        for words in [secret, "I am stuck", "I can leave", "Reeds, and no wind."] {
            assert!(!page.has(words), "{path}: {words}");
        }
    }
    served
        .get("ruth", &at(""))
        .await
        .says("took these words back");
    let page = served
        .does("amal", "emdr-target", &[("about", &door_id)])
        .await;
    page.says("Only you can see this.");
    page.says("I am stuck");
    served
        .does("amal", "emdr-give-back", &[("about", &door_id)])
        .await;
    served.get("ruth", &door("")).await.says("I am stuck");
}

#[tokio::test]
async fn a_set_that_is_off_the_scale_is_given_back_with_its_words() {
    let served = served().await;
    in_sets(&served.small).await;
    let page = served.get("ruth", &door("/live")).await;
    let once = page.field("once");
    for (name, value) in [
        ("passes", "0"),
        ("passes", "301"),
        ("seconds", "0"),
        ("seconds", "901"),
        ("per_minute", "0"),
        ("per_minute", "241"),
        ("per_minute", "-1"),
        ("sud", "11"),
        ("voc", "0"),
    ] {
        let fields = [("once", &*once), (name, value), ("noticed", "a cold hand")];
        let page = served.post("ruth", &door("/live"), &fields).await;
        assert_eq!(
            page.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{name}={value}"
        );
        page.says("a cold hand");
    }
    // Stopped within the first pass: there is no number of them, and it is written down all the same.
    let fields = [
        ("once", &*once),
        ("passes", ""),
        ("seconds", "1"),
        ("stopped", "on"),
    ];
    posts(&served, &door("/live"), &fields).await;
    only(&all(&served).await.sets);
}

#[tokio::test]
async fn what_cannot_be_read_is_said_kindly_and_nothing_is_lost() {
    let served = served().await;
    prepared(&served.small).await;
    let long = "x".repeat(40_000);
    let fields = [
        ("do", "resource"),
        ("once", "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
        ("resource-called", "the shore"),
        ("resource-script", &long),
    ];
    let came = served.post("ruth", &at(""), &fields).await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.has(&long) && came.has("the shore"));
    let page = served
        .does("amal", "emdr-signal", &[("signal", &long)])
        .await;
    assert!(page.has(&long), "what was typed stays");
    let stranger = id(0xee).to_string();
    for does in [
        "emdr-target",
        "emdr-resource",
        "emdr-take-back",
        "emdr-end",
        "emdr-worse",
    ] {
        let page = served.does("amal", does, &[("about", &stranger)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{does}");
        served.does("amal", "emdr", &[]).await;
    }
    let other = format!("/clients/{}/emdr/{DOOR}", ClientId::of(testing::NOOR));
    for (who, path) in [
        ("ben", door("")),
        ("ines", at("")),
        ("ruth", other),
        ("ruth", at(&format!("/{}", id(0xee)))),
        ("ruth", at(&format!("/resources/{}", id(0xee)))),
        ("ruth", at("/nonsense")),
    ] {
        let came = served.get(who, &path).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{who} {path}");
    }
    for wrong in [
        &[][..],
        &[("do", "nonsense")],
        &[("do", "enter"), ("phase", "9")],
    ] {
        let came = served.post("ruth", &door(""), wrong).await;
        assert_eq!(came.status, StatusCode::BAD_REQUEST, "{wrong:?}");
    }
    for until in ["", "yesterday", "2020-01-01", "9999-12-31"] {
        let fields = [("do", "allow"), ("until", until)];
        let path = at(&format!("/resources/{PLACE}"));
        let came = served.post("ruth", &path, &fields).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{until}");
    }
}

#[tokio::test]
async fn the_client_reads_in_spanish_what_is_theirs_to_use() {
    let served = served().await;
    prepared(&served.small).await;
    let mut act = opened(&served.small, RUTH).await;
    let until = served.small.vault.now() + 14 * care::DAY;
    emdr::allow(&mut act, PLACE, until, true).await.unwrap();
    act.done().await.unwrap();
    let page = served.does("amal.es", "emdr", &[]).await;
    page.says("Puedes parar cuando quieras");
    page.says("con un toque lento si quieres");
    let place = PLACE.to_string();
    let page = served
        .does("amal.es", "emdr-resource", &[("about", &place)])
        .await;
    page.says("Reeds, and no wind.");
    page.says("Empezar el toque lento");
    let page = served
        .does("amal.es", "emdr-worse", &[("about", &place)])
        .await;
    page.says("Por ahora lo usas con tu terapeuta.");
    page.says_not("Empezar el toque lento");
    served
        .does("amal.es", "emdr-about", &[])
        .await
        .says("Tú eliges si empiezas");
}
