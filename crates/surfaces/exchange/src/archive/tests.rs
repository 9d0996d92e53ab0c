//! An archive opens to its passphrase and to nothing else, and its length tells little.

use super::*;
use crate::contents::FileV1;
use testing::Seeded;

const WORDS: &str = "seven green lanterns at noon";

fn contents() -> ContentsV1 {
    ContentsV1 {
        page: "<!doctype html><p>Amal wrote this.</p>".to_owned(),
        files: vec![FileV1 {
            name: "for-other-programs.json".to_owned(),
            kind: "application/json".to_owned(),
            text: "{\"resourceType\":\"Bundle\"}".to_owned(),
        }],
    }
}

fn asked() -> Asked {
    let say = |text: &str| text.to_owned();
    Asked {
        language: say("en"),
        title: say("A file of yours"),
        lead: say("Type the words you chose."),
        words: say("Your words"),
        open: say("Open"),
        wrong: say("These are not the words. Nothing is lost; try again."),
        save: say("Save"),
        close: say("Close"),
    }
}

fn made(words: &str) -> Result<String, ArchiveError> {
    archive(
        &contents(),
        &Private::new(words.to_owned()),
        &asked(),
        &Seeded::new(1),
    )
}

#[test]
fn it_opens_with_its_words_however_they_are_spaced_and_with_no_others() {
    let page = made(WORDS).unwrap();
    let whole = contents().to_bytes();
    assert_eq!(opened(&page, WORDS), Some(whole.clone()));
    assert_eq!(
        opened(&page, "  seven green  lanterns at noon\n"),
        Some(whole)
    );
    for other in [
        "",
        "seven green lanterns at moon",
        "Seven green lanterns at noon",
    ] {
        assert_eq!(opened(&page, other), None, "{other}");
    }
}

#[test]
fn nothing_of_what_is_inside_stands_on_the_page_and_its_length_says_little() {
    let page = made(WORDS).unwrap();
    for inside in ["Amal", "Bundle", "for-other-programs", WORDS, "{{"] {
        assert!(!page.contains(inside), "{inside}");
    }
    let mut longer = contents();
    longer.page.push_str(&"and more ".repeat(500));
    let words = Private::new(WORDS.to_owned());
    let longer = archive(&longer, &words, &asked(), &Seeded::new(1)).unwrap();
    assert_eq!(page.len(), longer.len());
}

#[test]
fn words_that_are_too_short_are_refused() {
    for short in ["", "short words", "             x             "] {
        assert!(
            matches!(made(short), Err(ArchiveError::WordsTooShort)),
            "{short}"
        );
    }
}

#[test]
fn a_changed_byte_opens_nothing() {
    let page = made(WORDS).unwrap();
    let at = page.find("<template id=\"sealed\">").unwrap() + 40;
    let changed = if page.as_bytes()[at] == b'A' {
        "B"
    } else {
        "A"
    };
    let mut other = page;
    other.replace_range(at..=at, changed);
    assert_eq!(opened(&other, WORDS), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_a_network_opens_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file.html");
    std::fs::write(&file, made(WORDS).unwrap()).unwrap();
    let browser = testing::browser::Browser::chromium().await.unwrap();
    browser
        .open(&format!("file://{}", file.display()))
        .await
        .unwrap();
    let typed = "document.getElementById('words').value = arguments[0];
        document.querySelector('#ask button').click();";
    browser
        .run(typed, vec!["not the words at all".into()])
        .await
        .unwrap();
    browser.until_seen("These are not the words").await.unwrap();
    browser.run(typed, vec![WORDS.into()]).await.unwrap();
    browser.until_seen("for-other-programs.json").await.unwrap();
    let shown = "return document.getElementById('shown').srcdoc;";
    let shown = browser.run(shown, vec![]).await.unwrap();
    assert!(shown.as_str().unwrap().contains("Amal wrote this."));
    assert_eq!(browser.barriers().await.unwrap(), Vec::<String>::new());
}
