//! Half-written words: none are lost, and none lie where the service could read them.

use crate::{SECTIONS, adds, open, opens, own};
use care::{MINUTE, RecordId};
use pages::draft::DraftV1;
use testing::AMAL;
use testing::served::Served;

const WORDS: &str = "They called when they said they would.";

/// Nothing of it is kept under the service's keys.
async fn nothing_lies_open(served: &Served) {
    let act = served.small.act(AMAL, AMAL, &SECTIONS).await;
    let drafts = act.latest::<DraftV1>().await.unwrap();
    for draft in drafts.kept {
        let all = format!("{:?}", draft.value.fields);
        assert!(!all.contains("called"), "{all}");
    }
}

async fn writing(served: &Served, heron: RecordId) -> String {
    let about = heron.to_string();
    let page = served
        .does("amal", "circle-log", &[("about", &about)])
        .await;
    page.field("once")
}

/// The form, opened anew.
async fn looks(served: &Served, heron: RecordId) -> String {
    let about = heron.to_string();
    let page = served
        .does("amal", "circle-log", &[("about", &about)])
        .await;
    if page.has("Your word, please") {
        return opens(served).await.page;
    }
    page.page
}

#[tokio::test]
async fn half_written_words_are_there_again_whatever_came_between() {
    for came in ["draft", "hide", "stop", "/x"] {
        let served = open().await;
        let heron = adds(&served, "Heron").await;
        let once = writing(&served, heron).await;
        let about = heron.to_string();
        let does = if came == "/x" { "draft" } else { came };
        let fields = [
            ("do", does),
            ("own-key", "circle-log"),
            ("once", &once),
            ("about", &about),
            ("kept", "yes"),
            ("words", WORDS),
        ];
        let path = if came == "/x" { "/x" } else { "/" };
        served.quietly("amal", path, &fields).await;
        nothing_lies_open(&served).await;
        let page = looks(&served, heron).await;
        assert!(page.contains(WORDS), "{came}: {page}");
        assert!(page.contains("value=\"yes\" checked"), "{came}");
        assert!(page.contains(&once), "{came}");
        nothing_lies_open(&served).await;
    }
}

#[tokio::test]
async fn what_is_sent_after_it_closed_or_was_locked_waits_for_the_word() {
    for passed in [5, 11] {
        let served = open().await;
        let heron = adds(&served, "Heron").await;
        let once = writing(&served, heron).await;
        let about = heron.to_string();
        served.small.clock.pass(passed * MINUTE);
        let fields = [
            ("do", "circle-log-keep"),
            ("own-key", "circle-log"),
            ("once", &once),
            ("about", &about),
            ("day", "2026-05-01"),
            ("words", WORDS),
        ];
        let page = served.quietly("amal", "/", &fields).await;
        assert_eq!(page.status, 423, "it is locked");
        page.says_not(WORDS);
        nothing_lies_open(&served).await;
        let page = looks(&served, heron).await;
        assert!(page.contains(WORDS), "{passed}: {page}");
        // Nothing was done by itself.
        let act = own(&served.small).await;
        let lines = act.latest::<circle::LineV1>().await.unwrap();
        assert!(lines.kept.is_empty());
        nothing_lies_open(&served).await;
    }
}

#[tokio::test]
async fn what_is_sent_while_only_the_circle_is_closed_waits_for_the_word() {
    let served = open().await;
    let heron = adds(&served, "Heron").await;
    let once = writing(&served, heron).await;
    let about = heron.to_string();
    served
        .floor
        .own_keys
        .close(RecordId::from_bytes(*AMAL.bytes()));
    let fields = [
        ("own-key", "circle-log"),
        ("once", once.as_str()),
        ("about", &about),
        ("day", "2026-05-01"),
        ("words", WORDS),
    ];
    // A script that keeps them meanwhile is not told that they are saved.
    let mut draft = fields.to_vec();
    draft.push(("do", "draft"));
    let kept = served.quietly("amal", "/", &draft).await;
    assert_eq!(kept.status, 423);
    let page = served.does("amal", "stop", &fields).await;
    page.says("Your word, please");
    let page = served.does("amal", "circle-log-keep", &fields).await;
    page.says("Your words are not lost.");
    page.says("Your word, please");
    page.says_not(WORDS);
    nothing_lies_open(&served).await;
    let page = opens(&served).await;
    page.says(WORDS);
    assert_eq!(page.field("once"), once);
}

#[tokio::test]
async fn a_thousand_interrupted_entries_lose_nothing() {
    let served = open().await;
    let heron = adds(&served, "Heron").await;
    let once = writing(&served, heron).await;
    let about = heron.to_string();
    let mut words = String::new();
    for turn in 0..1_000 {
        words.push_str("word ");
        let does = ["draft", "hide", "stop", "circle-log-keep"][turn % 4];
        if does == "circle-log-keep" {
            served
                .floor
                .own_keys
                .close(RecordId::from_bytes(*AMAL.bytes()));
        }
        let fields = [
            ("do", does),
            ("own-key", "circle-log"),
            ("once", &once),
            ("about", &about),
            ("day", "2026-05-01"),
            ("words", words.trim()),
        ];
        served.quietly("amal", "/", &fields).await;
        let page = looks(&served, heron).await;
        assert!(page.contains(words.trim()), "{turn} {does}");
    }
    nothing_lies_open(&served).await;
}
