//! The session room: prepared in one look, met in, left; and nothing on a shared screen that is not
//! for both.

use crate::as_read::looks_at;
use crate::served::{Came, OWN, Served, opens_for};
use crate::year::at;
use axum::http::StatusCode;
use care::{ClientId, DAY, HOUR, MINUTE, Purpose, RelationKind, Section};
use people::assign;
use promises::Kind;
use rooms::{Cost, PREPARE};
use testing::{AMAL, MARA, NOOR, RUTH};

fn room() -> String {
    format!("{}/room", at())
}

/// What stands in the main part, without its marks.
fn words_of(came: &Came) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in came.main().chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

#[tokio::test]
async fn preparing_is_one_click_from_the_list_one_screen_and_nothing_typed() {
    let served = Served::new().await;
    served.before_a_session().await;
    let agreed = [("avoid", "Journey"), ("helps", "The chair by the window")];
    served.agreement(&agreed, true).await;
    served
        .plan(&[
            ("talk", "Slowly, and never from behind"),
            ("must_not_do", "Close the door"),
        ])
        .await;
    served.phqs(&[14]).await;
    served.writes("Can we begin with my sister?").await;
    // On the list of the day stands the way to the room, and it is the room.
    let list = served.get("ruth", "/caseload").await;
    assert!(list.has("Today"), "{}", list.main());
    assert!(list.has(&format!("href=\"{}\"", room())), "{}", list.main());
    let page = served.get("ruth", &room()).await;
    assert_eq!(page.status, StatusCode::OK);
    for needed in [
        // Last time: when, that it was, what was agreed and whether it is done.
        "Monday 18 May",
        "You met.",
        "Ask about the quiet room",
        "was to be done by",
        "Send the worksheet",
        "done ",
        "A walk by the river, if you like",
        // What is open, with its reason.
        "A sharp drop early on",
        "You said they would have an answer by",
        // What was promised.
        "late: it was to be by",
        // What both want to speak about, and whose it is.
        "My sister&#39;s visit",
        "What helped on Thursday",
        "We will not speak about the hearing",
        // What helps and what must not be.
        "The chair by the window",
        "Journey",
        "Slowly, and never from behind",
        "Close the door",
        // What the measures came to.
        "PHQ-9",
    ] {
        assert!(page.has(needed), "{needed}: {}", page.main());
    }
    // Nothing to fill in, and only the button that says they have begun would be pressed.
    for field in ["<textarea", "<select", "type=\"text\"", "type=\"radio\""] {
        assert!(!page.main().contains(field), "{field}");
    }
    let cost = Cost {
        screens: 1,
        keystrokes: 0,
    };
    assert_eq!(PREPARE, cost);
    // Everything there is about a busy relationship stays within a page that is read down, not
    // searched: this project's own bound, over all that the two columns hold.
    let words = words_of(&page).split_whitespace().count();
    assert!(words <= 320, "{words} words");
    let said = format!(
        "prepare a session: {} screen, {} keystrokes, one click from the list, {words} words",
        PREPARE.screens, PREPARE.keystrokes
    );
    testing::shows("RE-2", &said);
}

#[tokio::test]
async fn the_room_before_during_and_after() {
    let served = Served::new().await;
    let (_, next) = served.before_a_session().await;
    looks_at!("room_before", served, "ruth", &room());
    looks_at!(
        "room_together",
        served,
        "ruth",
        &format!("{}?project=1", room())
    );
    served.clock.pass(HOUR + 20 * MINUTE);
    looks_at!("room_during", served, "ruth", &room());
    looks_at!(
        "room_together_during",
        served,
        "ruth",
        &format!("{}?project=1", room())
    );
    let page = served.get("ruth", &room()).await;
    assert!(page.has("30 minutes are left"), "{}", page.main());
    served.clock.pass(29 * MINUTE + MINUTE / 2);
    let page = served.get("ruth", &room()).await;
    assert!(page.has("One minute is left"), "{}", page.main());
    served.clock.pass(10 * MINUTE);
    looks_at!("room_after", served, "ruth", &room());
    let page = served.get("ruth", &room()).await;
    let note = format!("{}/notes/new?session={next}", at());
    assert!(page.has(&note), "{}", page.main());
    // Half a day later it is time to prepare again; whoever wants to, prepares at once.
    assert!(
        served
            .get("ruth", &format!("{}?at=before", room()))
            .await
            .has("Prepare:")
    );
    served.clock.pass(DAY);
    assert!(served.get("ruth", &room()).await.has("Prepare:"));
}

#[tokio::test]
async fn one_tap_says_that_they_have_begun() {
    let served = Served::new().await;
    let (_, next) = served.before_a_session().await;
    assert!(!served.get("ruth", &room()).await.has("We have begun"));
    served.clock.pass(HOUR + MINUTE);
    let page = served.get("ruth", &room()).await;
    let (address, seen) = (
        format!("{}/sessions/{next}/began", at()),
        page.hidden("seen"),
    );
    assert!(
        page.has(&format!("action=\"{address}\"")),
        "{}",
        page.main()
    );
    let came = served.post("ruth", &address, &[("seen", &seen)]).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.page);
    let page = served.get("ruth", &room()).await;
    assert!(
        !page.has("We have begun") && page.has("minutes are left"),
        "{}",
        page.main()
    );
}

#[tokio::test]
async fn what_is_looked_at_together_shows_nobody_else_and_nothing_for_one_pair_of_eyes() {
    let served = Served::new().await;
    // Ruth works with Noor too, and something waits for Ruth.
    assign(
        &served.vault,
        testing::asker(MARA),
        ClientId::of(NOOR),
        RUTH,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    served.before_a_session().await;
    served.agreement(&[("avoid", "Journey")], true).await;
    served.plan(&[("must_not_do", "Close the door")]).await;
    served.phqs(&[14]).await;
    served.clock.pass(HOUR);
    let page = served.get("ruth", &format!("{}?project=1", room())).await;
    assert_eq!(page.status, StatusCode::OK);
    for kept in [
        "Noor",
        "/caseload",
        "/promises\"",
        "/emergency",
        "sharp drop",
        "Journey",
        "Close the door",
        "PHQ-9",
        "sorry",
        "class=\"attention\"",
        "notes",
    ] {
        assert!(!page.has(kept), "{kept}: {}", page.page);
    }
    let (_, title) = page.page.split_once("<title>").unwrap();
    let title = title.split_once("</title>").unwrap().0;
    assert!(!title.contains("Amal"), "{title}");
    assert!(page.has("Amal") && page.has("My sister&#39;s visit"));
    // The only ways lead back to her own view and out.
    let ways: Vec<&str> = page.main().split("href=\"").skip(1).collect();
    assert_eq!(ways.len(), 1);
    assert!(ways[0].starts_with(&room()));
}

#[tokio::test]
async fn nobody_but_who_treats_the_client_has_the_room() {
    let served = Served::new().await;
    served.before_a_session().await;
    for who in [
        "ines", "tomas", "pim", "wanda", "ben", "mara", "amal", "noor",
    ] {
        for address in [room(), format!("{}?project=1", room())] {
            let came = served.get(who, &address).await;
            assert_eq!(came.status, StatusCode::NOT_FOUND, "{who} {address}");
            assert!(!came.has("My sister"), "{who}");
        }
    }
}

#[tokio::test]
async fn what_is_kept_from_the_therapist_is_not_in_the_room() {
    let served = Served::new().await;
    served.before_a_session().await;
    served.plan(&[("must_not_do", "Close the door")]).await;
    served.writes("Only for whoever answers.").await;
    let page = served.get("ruth", &room()).await;
    assert!(page.has("Close the door") && page.has("/messages"));
    let own = care::Asker {
        person: AMAL,
        role: care::Role::Client,
    };
    let sections = [Section::Consent, Section::Identity];
    let mut act = opens_for(&served, own, AMAL, &sections, Purpose::OwnRecord).await;
    let mut facts = act.standing().await.unwrap();
    facts.kept_from.push(care::KeptFrom {
        person: RUTH,
        sections: care::Sections::of(&[Section::CrisisPlan, Section::Messages]),
    });
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    let page = served.get("ruth", &room()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.has("Close the door"), "{}", page.main());
    assert!(!page.has("They wrote"), "{}", page.main());
    let list = served.get("ruth", "/caseload").await;
    assert!(
        !list.has("They wrote") && !list.has("/messages"),
        "{}",
        list.main()
    );
}

/// Amal keeps these from Ruth, from now on.
pub(crate) async fn keeps(served: &Served, sections: &[Section]) {
    let own = care::Asker {
        person: AMAL,
        role: care::Role::Client,
    };
    let opens = [Section::Consent, Section::Identity];
    let mut act = opens_for(served, own, AMAL, &opens, Purpose::OwnRecord).await;
    let mut facts = act.standing().await.unwrap();
    facts.kept_from = vec![care::KeptFrom {
        person: RUTH,
        sections: care::Sections::of(sections),
    }];
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
}

#[tokio::test]
async fn a_promise_about_what_is_kept_from_someone_is_not_told_in_passing() {
    let served = Served::new().await;
    served.before_a_session().await;
    served.promises(RUTH, Kind::Reply, HOUR).await;
    served.clock.pass(2 * HOUR);
    for (kept, told) in [
        (Section::Work, true),
        (Section::Messages, false),
        (Section::Work, true),
    ] {
        keeps(&served, &[kept]).await;
        let about = at();
        for path in [room(), about] {
            let page = served.get("ruth", &path).await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.has("Answer a message"), told, "{path} {kept:?}");
        }
        if !told {
            let list = served.get("ruth", "/caseload").await;
            assert!(!list.has("answer a message"), "{}", list.main());
        }
    }
}

#[tokio::test]
async fn when_they_meet_is_not_on_the_list_of_someone_from_whom_it_is_kept() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    let act = served.opens(AMAL, OWN).await;
    let next = sessions::coming(&act).await.unwrap()[0].record;
    drop(act);
    served.wishes(next).await;
    let list = served.get("ruth", "/caseload").await;
    assert!(
        list.has("another time") && list.has("Next"),
        "{}",
        list.main()
    );
    keeps(&served, &[Section::Sessions]).await;
    let list = served.get("ruth", "/caseload").await;
    assert!(list.has("<strong>Amal</strong>"), "{}", list.main());
    for said in [
        "another time",
        "Next",
        "Last session",
        "No session",
        "/sessions",
        "/room",
    ] {
        let main = list.main();
        assert!(!main.contains(said), "{said}: {main}");
    }
}

#[tokio::test]
async fn a_room_before_anything_was_says_so() {
    let served = Served::new().await;
    let page = served.get("ruth", &room()).await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "No session planned",
        "No session yet",
        "Nothing is open.",
        "No promise of yours is open.",
    ] {
        assert!(page.has(said), "{said}: {}", page.main());
    }
}

#[tokio::test]
async fn what_others_promised_is_not_on_this_persons_list() {
    let served = Served::new().await;
    served.weeks(&[Some("8")]).await;
    served.promises(testing::BEN, Kind::Hand, HOUR).await;
    served.clock.pass(3 * HOUR);
    let list = served.get("ruth", "/caseload").await;
    assert!(!list.has("It is late"), "{}", list.main());
    served.promises(RUTH, Kind::Hand, HOUR).await;
    served.clock.pass(3 * HOUR);
    let list = served.get("ruth", "/caseload").await;
    assert!(list.has("It is late"), "{}", list.main());
}
