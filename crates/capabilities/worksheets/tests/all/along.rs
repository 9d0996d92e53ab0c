//! What does not open is said, and what a client takes along of their worksheets.

use crate::served::{at, begins, ends, served};
use care::Section;
use sealed::Stored;
use serde::{Deserialize, Serialize};
use testing::{AMAL, RUTH};

/// Another shape under the name of a worksheet.
#[derive(Serialize, Deserialize)]
struct Broken;

impl Stored for Broken {
    const KIND: &'static str = "worksheet";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;
}

#[tokio::test]
async fn what_does_not_open_is_said_and_never_looks_empty() {
    let served = served().await;
    let (_, id) = begins(&served, "two-columns").await;
    ends(
        &served,
        ("worksheet-send", &id, "1"),
        &[("noticed", "the clock")],
    )
    .await;
    let mut act = served.small.act(RUTH, AMAL, &[Section::Work]).await;
    let broken = act.mint();
    act.keep(broken, &Broken).unwrap();
    act.done().await.unwrap();
    let said = "A part of this could not be opened.";
    let page = served.does("amal", "worksheets", &[]).await;
    page.says(said);
    page.says("Two columns");
    served.get("ruth", &at("")).await.says(said);
    // Nothing is taken along as if it were all there is.
    let page = served.does("amal", "taken-along", &[]).await;
    page.says_not("the clock");
}

#[tokio::test]
async fn every_worksheet_is_taken_along_with_its_questions_also_what_was_kept() {
    let served = served().await;
    let (_, id) = begins(&served, "two-columns").await;
    ends(
        &served,
        ("worksheet-keep", &id, "1"),
        &[("noticed", "the clock")],
    )
    .await;
    let once = served.get("ruth", &at("")).await.field("once");
    let given = [
        ("once", once.as_str()),
        ("sheet", "how-heavy"),
        ("words", "if you like"),
    ];
    served.post("ruth", &at("/give"), &given).await;
    let page = served.does("amal", "taken-along", &[]).await;
    for words in [
        "Worksheet kept to oneself: Two columns",
        "the clock",
        "Worksheet given: How heavy it is now",
        "With these words: if you like",
        "QuestionnaireResponse",
    ] {
        page.says(words);
    }
}
