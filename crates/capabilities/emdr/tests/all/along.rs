//! What a client takes along of it.

use crate::pages::served;
use crate::people::{DOOR, Ends, id, in_sets, opened, set};
use care::{Section, Sections};
use pages::{Html, Routes, Screens};
use std::fmt::Write as _;
use testing::served::Serving;
use testing::{AMAL, RUTH};

const SECTIONS: Sections = Sections::of(&[Section::Work]);

#[tokio::test]
async fn what_is_taken_along_says_all_of_it_in_order() {
    let served = served().await;
    in_sets(&served.small).await;
    let mut act = opened(&served.small, RUTH).await;
    let mut said = set(0x81, Some(6), None);
    said.noticed = care::Line::parse("a smell of rain").ok();
    emdr::record_set(&mut act, DOOR, &said).await.unwrap();
    act.done().await.unwrap();
    let why = care::Line::parse("a slip").unwrap();
    crate::does!(
        &served.small,
        RUTH,
        correct_set,
        id(0x81),
        (Some(7), None),
        &why
    )
    .unwrap();
    crate::does!(&served.small, AMAL, say_stop, false).unwrap();
    crate::does!(&served.small, RUTH, close, DOOR, &Ends::new().whole()).unwrap();
    let serving = Serving::over(served.small);
    let along = Screens::new().screen("along", SECTIONS, async |visit, act| {
        let taken = emdr::taken(&visit, &act).await?;
        let mut all = String::new();
        for one in taken {
            all.push_str(&one.heading);
            for (label, words) in one.parts {
                assert!(!label.is_empty(), "{words}");
                let _ = write!(all, " | {label}: {words}");
            }
            all.push('\n');
        }
        Ok(Html::words(&all))
    });
    let served = serving.site(Routes::new(), along);
    let page = served.does("amal", "along", &[]).await;
    for words in [
        "the lake",
        "Reeds, and no wind.",
        "We both want to, and the lake holds.",
        "I am stuck",
        "a smell of rain",
        "(SUD): 6",
        "(SUD): 7",
        "a slip",
        "Walk. Write one line if it comes.",
        "I want to stop",
    ] {
        page.says(words);
    }
}
