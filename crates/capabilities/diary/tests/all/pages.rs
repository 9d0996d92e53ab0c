//! The diary's pages between two visitors.

use crate::served::{Answered, Served, at, made, served};
use axum::http::StatusCode;
use care::{ClientId, DAY, RecordId, Section};
use diary::{EntryV1, entries};
use testing::AMAL;

const KINDS: [Section; 2] = [Section::Work, Section::Overview];

/// Amal fills in these fields of the day that stands on her page, and saves.
async fn saves(served: &Served, how: &str, fields: &[(&str, &str)]) -> Answered {
    let page = served.does("amal", "diary", &[]).await;
    let hidden = ["day", "card", "seen"].map(|name| (name, field_of_form(&page, name)));
    let mut all: Vec<(&str, &str)> = hidden
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    all.extend(fields);
    served.does("amal", how, &all).await
}

/// A hidden field of the form of a day: the list of days has a field of the same name.
fn field_of_form(page: &Answered, name: &str) -> String {
    let form = page.page.split_once("data-draft").unwrap().1;
    let found = form
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap()
        .1;
    found.split_once('"').unwrap().0.to_owned()
}

async fn only(served: &Served) -> (RecordId, EntryV1) {
    let act = served.small.act(AMAL, AMAL, &KINDS).await;
    let kept = entries(&act).await.unwrap().kept.pop().unwrap();
    (kept.record, kept.value)
}

#[tokio::test]
async fn a_card_made_at_the_desk_is_filled_in_on_the_phone_and_looked_at_by_both() {
    let (served, paper) = served().await;
    served
        .does("amal", "diary", &[])
        .await
        .says("You make your card with Ruth Okafor.");
    served
        .get("ruth", &at(""))
        .await
        .says("There is no card yet.");
    made(&served).await;
    let page = served.does("amal", "diary", &[]).await;
    for words in [
        "Today, Monday 4 May",
        "You choose at the end: send it to Ruth Okafor, or keep it.",
        "Nobody watches this as it comes in. Ruth Okafor reads what you send before you meet.",
        "Ring 555 0100, day and night.",
        "To hurt myself",
        "name=\"i6-acted\"",
    ] {
        page.says(words);
    }
    let fields = [
        ("i1", "4"),
        ("i6", "0"),
        ("i6-acted", "yes"),
        ("i10", "5"),
        ("i11", "6,5"),
        ("i12", "Rain <all> day."),
    ];
    let page = saves(&served, "diary-send", &fields).await;
    for words in [
        "It is saved and sent.",
        "Ruth Okafor can see this.",
        "Rain &#60;all&#62; day.",
        "0 of 5; Acted on it",
        "Used, a bit easier",
        "Look at how it came",
    ] {
        page.says(words);
    }
    let (record, _) = only(&served).await;
    paper.filled_in(record);
    ruth_reads(&served).await;
}

/// What Ruth then sees, in which order, and that it waits no longer once she says she has read it.
async fn ruth_reads(served: &Served) {
    let page = served.get("ruth", &at("")).await;
    for words in [
        "Monday 4 May: wrote of acting on something life-threatening.",
        "Life-threatening: look at first",
        "Rain &#60;all&#62; day.",
        "acted</span>",
        "Acted on 1 of 1 days.",
        "/worksheets/07070707",
    ] {
        page.says(words);
    }
    let order = [
        "Life-threatening",
        "Gets in the way of therapy",
        "Quality of life",
        "Feelings",
    ];
    let places: Vec<_> = order
        .iter()
        .map(|group| page.page.find(group).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    served
        .get("ruth", &at("/charts"))
        .await
        .says("Said on 1 of 1 days. Lowest 4, highest 4.");
    served
        .does("amal", "diary-charts", &[])
        .await
        .says("class=\"chart\"");
    let until = page.field("until");
    let came = served
        .post("ruth", &at("/read"), &[("until", &until)])
        .await;
    assert_eq!((came.status, came.to), (StatusCode::SEE_OTHER, at("")));
    served
        .get("ruth", &at(""))
        .await
        .says_not("not marked as read");
}

#[tokio::test]
async fn what_is_kept_is_nowhere_on_the_staff_side_until_it_is_sent() {
    let (served, _) = served().await;
    made(&served).await;
    served.take_happened();
    let fields = [("i6", "5"), ("i6-acted", "yes"), ("i12", "Mine alone.")];
    let page = saves(&served, "diary-keep", &fields).await;
    page.says("It is saved. Only you can see it.");
    page.says("Only you can see this.");
    assert_eq!(served.happened(), []);
    for step in ["", "?back=1", "/charts"] {
        let page = served.get("ruth", &at(step)).await;
        for words in [
            "Mine alone",
            "acted</span>",
            "life-threatening.",
            "not marked as read",
            "<svg",
        ] {
            page.says_not(words);
        }
    }
    served
        .get("ruth", &at(""))
        .await
        .says("Amal has sent nothing from here yet.");
    let (record, _) = only(&served).await;
    let about = record.to_string();
    served
        .does("amal", "diary-share", &[("about", &about)])
        .await
        .says("It is saved and sent.");
    served.get("ruth", &at("")).await.says("Mine alone.");
    assert_eq!(served.happened().len(), 1);
    served
        .does("amal", "diary-take-back", &[("about", &about)])
        .await
        .says("You keep it for yourself again.");
    served.get("ruth", &at("")).await.says_not("Mine alone.");
}

#[tokio::test]
async fn where_the_card_goes_is_said_once_and_days_for_the_session_go_together() {
    let (served, _) = served().await;
    made(&served).await;
    let page = served.does("amal", "diary-goes", &[]).await;
    page.says("When does Ruth Okafor get your card?");
    page.says_not("checked");
    served
        .does("amal", "diary-goes-to", &[])
        .await
        .says("Please choose one.");
    let page = served
        .does("amal", "diary-goes-to", &[("to", "session")])
        .await;
    page.says("You keep it until you meet Ruth Okafor.");
    let page = saves(&served, "diary-hold", &[("i1", "2")]).await;
    page.says("One day waits to be sent when you meet.");
    page.says("You keep this until you meet. Only you can see it.");
    served.get("ruth", &at("")).await.says("has sent nothing");
    served
        .does("amal", "diary-send-week", &[])
        .await
        .says("They are sent.");
    served
        .get("ruth", &at(""))
        .await
        .says_not("has sent nothing");
}

#[tokio::test]
async fn an_earlier_day_is_marked_and_says_when_it_was_written() {
    let (served, _) = served().await;
    made(&served).await;
    let page = served
        .does("amal", "diary-for", &[("day", "2026-05-02")])
        .await;
    page.says("<h1 tabindex=\"-1\">Saturday 2 May</h1>");
    let fields = [
        ("day", "2026-05-02"),
        ("card", "1"),
        ("seen", "0"),
        ("i1", "1"),
    ];
    let page = served.does("amal", "diary-send", &fields).await;
    for page in [page, served.get("ruth", &at("")).await] {
        page.says("Written later, Monday 4 May, 09:00");
        page.says("later</span>");
    }
    // A day to come, a day too long ago, no day at all.
    for day in ["2026-05-05", "2026-04-19", "yesterday", ""] {
        let page = served.does("amal", "diary-for", &[("day", day)]).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{day}");
    }
    for (day, says) in [
        ("2026-05-05", "can no longer"),
        ("2026-04-19", "can no longer"),
    ] {
        let fields = [
            ("day", day),
            ("card", "1"),
            ("seen", "0"),
            ("i1", "1"),
            ("i12", "Kept here."),
        ];
        let page = served.does("amal", "diary-send", &fields).await;
        page.says(says);
        page.says("Kept here.");
    }
}

#[tokio::test]
async fn a_day_is_changed_and_what_another_page_saved_is_not_written_over_unseen() {
    let (served, _) = served().await;
    made(&served).await;
    saves(&served, "diary-send", &[("i1", "2"), ("i11", "7:20")]).await;
    let (record, _) = only(&served).await;
    let page = served
        .does("amal", "diary-edit", &[("about", &record.to_string())])
        .await;
    page.says("value=\"2\" checked");
    page.says("value=\"7:20\"");
    let stale = [
        ("day", "2026-05-04"),
        ("card", "1"),
        ("seen", "0"),
        ("i1", "3"),
        ("i12", "New words."),
    ];
    let page = served.does("amal", "diary-send", &stale).await;
    page.says("This day was saved from another page too.");
    page.says("New words.");
    let seen = field_of_form(&page, "seen");
    let mut again = stale;
    again[2].1 = &seen;
    let page = served.does("amal", "diary-send", &again).await;
    page.says("Changed Monday 4 May");
    let (record, entry) = only(&served).await;
    assert_eq!(entry.marks.len(), 2);
    let page = served
        .does("amal", "diary-remove", &[("about", &record.to_string())])
        .await;
    page.says("It is taken out.");
    served.get("ruth", &at("")).await.says("has sent nothing");
}

#[tokio::test]
async fn words_half_written_stay_with_their_day_and_their_card() {
    let (served, _) = served().await;
    made(&served).await;
    served.does("amal", "diary", &[]).await;
    let half = [
        ("day", "2026-05-04"),
        ("card", "1"),
        ("seen", "0"),
        ("i12", "Half a"),
    ];
    let mut draft = vec![("do", "draft")];
    draft.extend(half);
    served.quietly("amal", "/", &draft).await;
    served.does("amal", "diary", &[]).await.says("Half a");
    // The card changes, and the line goes: the words are still there to be finished.
    let page = served.get("ruth", &at("/card")).await;
    let label = page.field("label.1");
    let fields = [
        ("rows", "1"),
        ("label.1", &*label),
        ("class.1", ""),
        ("seen", "1"),
        ("do", "save"),
    ];
    served.post("ruth", &at("/card"), &fields).await;
    served.does("amal", "diary", &[]).await.says("Half a");
    // The next day it is still yesterday's card, and says so.
    served.small.clock.pass(DAY);
    let page = served.does("amal", "diary", &[]).await;
    page.says("You began this day and did not save it.");
    page.says("<h1 tabindex=\"-1\">Monday 4 May</h1>");
    served
        .does("amal", "diary-forget", &[])
        .await
        .says("Today, Tuesday 5 May");
}

#[tokio::test]
async fn what_does_not_fit_is_said_at_its_line_with_every_word_kept() {
    let (served, _) = served().await;
    made(&served).await;
    let page = saves(&served, "diary-send", &[]).await;
    page.says("Nothing is filled in yet. One line is enough.");
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "x".repeat(60_000);
    for (fields, says) in [
        (
            [("i1", "6"), ("i12", "Kept here.")],
            "Please choose one of these.",
        ),
        (
            [("i11", "30"), ("i12", "Kept here.")],
            "Please write hours from 0 to 24",
        ),
        (
            [("i6-acted", "no"), ("i6-times", "2")],
            "You chose no, and wrote how often.",
        ),
        ([("i1", "1"), ("i12", &*long)], "You wrote 60000 letters."),
    ] {
        let page = saves(&served, "diary-send", &fields).await;
        page.says(says);
        page.says("One line needs another look. Nothing is lost.");
        page.says(fields[1].1);
    }
    for fields in [
        &[
            ("day", "2026-05-04"),
            ("card", "9"),
            ("seen", "0"),
            ("i1", "1"),
        ][..],
        &[("day", "2026-05-04"), ("card", "x"), ("seen", "0")],
        &[("i1", "1")],
    ] {
        let page = served.does("amal", "diary-send", fields).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{fields:?}");
    }
    let nobodys = RecordId::from_bytes([9; 16]).to_string();
    for (does, about) in [
        ("diary-share", &*nobodys),
        ("diary-take-back", &nobodys),
        ("diary-remove", &nobodys),
        ("diary-edit", &nobodys),
        ("diary-share", "x"),
    ] {
        let page = served.does("amal", does, &[("about", about)]).await;
        assert!(
            page.status.is_client_error(),
            "{does} {about}: {}",
            page.status
        );
    }
    let act = served.small.act(AMAL, AMAL, &KINDS).await;
    assert!(entries(&act).await.unwrap().kept.is_empty());
}

#[tokio::test]
async fn only_whoever_treats_the_client_opens_the_diary() {
    let (served, _) = served().await;
    made(&served).await;
    for who in ["ben", "ines", "tomas", "mara"] {
        for step in ["", "/card", "/charts", "/proposed"] {
            let page = served.get(who, &at(step)).await;
            assert!(
                page.status.is_client_error(),
                "{who} {step}: {}",
                page.status
            );
        }
    }
    let other = format!("/clients/{}/diary", ClientId::of(testing::NOOR));
    assert!(served.get("ruth", &other).await.status.is_client_error());
}

#[tokio::test]
async fn a_damaged_day_is_said_to_be_there_and_never_shown_as_a_gap() {
    let (served, _) = served().await;
    made(&served).await;
    saves(&served, "diary-send", &[("i1", "2")]).await;
    let (record, _) = only(&served).await;
    let engine = served.small.vault.engine();
    let row = engine
        .record(ClientId::of(AMAL), record)
        .await
        .unwrap()
        .unwrap();
    let mut sealed = row.sealed.clone();
    let last = sealed.len() - 1;
    sealed[last] ^= 1;
    let batch = sealed::engine::Batch {
        overwrite: vec![sealed::engine::Row { sealed, ..row }],
        ..sealed::engine::Batch::default()
    };
    engine.commit(batch).await.unwrap();
    for screen in ["diary", "diary-week", "diary-charts"] {
        served
            .does("amal", screen, &[])
            .await
            .says("could not be opened");
    }
    for step in ["", "/charts"] {
        served
            .get("ruth", &at(step))
            .await
            .says("could not be opened");
    }
}

#[tokio::test]
async fn a_thousand_interrupted_days_lose_no_word() {
    let (served, _) = served().await;
    made(&served).await;
    served.does("amal", "diary", &[]).await;
    let mut lost = 0;
    for turn in 0..1_000_u32 {
        let words = format!("Words of turn {turn}, and then the line went away");
        let fields = [
            ("do", "draft"),
            ("day", "2026-05-04"),
            ("card", "1"),
            ("seen", "0"),
            ("i12", &*words),
        ];
        served.quietly("amal", "/", &fields).await;
        if turn % 100 == 99 {
            // The page is opened anew, as after a connection that dropped.
            let page = served.does("amal", "diary", &[]).await;
            lost += usize::from(!page.has(&words));
        } else {
            let act = served.small.act(AMAL, AMAL, &[Section::Drafts]).await;
            let kept = pages::draft::load(&act, "diary", None).await.unwrap();
            lost += usize::from(
                !kept
                    .iter()
                    .any(|(name, value)| name == "i12" && *value == words),
            );
        }
    }
    assert_eq!(lost, 0);
}
