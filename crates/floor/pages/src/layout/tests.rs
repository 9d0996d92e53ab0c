//! The shells, looked at as text.

use super::*;
use crate::words::Language;

const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)> ' & {{7*7}}";

fn client(words: Words) -> ClientPage {
    let mut page = ClientPage::new(
        words,
        "Notes",
        "https://example.org/weather",
        Html::words("x"),
    );
    page.places = vec![
        PlaceLink {
            does: "today".into(),
            words: words.say("place-today"),
            current: true,
        },
        PlaceLink {
            does: "my-record".into(),
            words: words.say("place-my-record"),
            current: false,
        },
    ];
    page
}

#[test]
fn exit_comes_first_after_the_skip_link_and_works_without_scripts() {
    for language in Language::ALL {
        let html = client(Words::new(language)).whole();
        let skip = html.find("class=\"skip-link\"").unwrap();
        let exit = html
            .find("<form class=\"exit\" method=\"post\" action=\"/x\"><button")
            .unwrap();
        let places = html.find("<nav").unwrap();
        assert!(skip < exit && exit < places);
        assert_eq!(
            html.matches("<a ").count(),
            1,
            "nothing to follow before Exit but the skip link"
        );
    }
}

#[test]
fn the_title_is_the_neutral_one_whatever_the_screen_is_about() {
    let mut page = client(Words::default());
    page.screen = Html::words("Something felt wrong");
    let html = page.whole();
    assert_eq!(html.matches("<title>Notes</title>").count(), 1);
}

#[test]
fn a_part_is_what_the_whole_page_holds_and_nothing_around_it() {
    let page = client(Words::new(Language::Spanish));
    let (whole, part) = (page.whole(), page.part());
    assert!(whole.contains(part.trim()));
    for outside in ["<html", "<title", "class=\"exit\"", "<script"] {
        assert!(!part.contains(outside), "{outside}");
    }
}

#[test]
fn nothing_inline_is_on_any_page() {
    let words = Words::default();
    let staff = StaffPage::new(words, "Harbour", "Ruth", "Caseload", Html::default());
    let bare = BarePage::new(words, "Notes", Some("https://example.org"), Html::default());
    for html in [client(words).whole(), staff.whole(), bare.whole()] {
        for inline in [" style=", "<style", " onclick", " onload", "javascript:"] {
            assert!(!html.contains(inline), "{inline}");
        }
        for script in html.split("<script").skip(1) {
            assert!(script.starts_with(" src=\"/a/"), "{script}");
        }
    }
}

#[test]
fn what_people_are_called_cannot_become_part_of_a_page() {
    let words = Words::default();
    let mut staff = StaffPage::new(words, HOSTILE, HOSTILE, HOSTILE, Html::words(HOSTILE));
    staff.notice = Some(Notice {
        tone: Tone::Attention,
        words: HOSTILE.into(),
    });
    staff.sections = vec![StaffLink {
        address: HOSTILE.into(),
        words: HOSTILE.into(),
        current: false,
    }];
    let mut client = ClientPage::new(words, HOSTILE, HOSTILE, Html::words(HOSTILE));
    client.back = Some(Step {
        does: HOSTILE.into(),
        words: HOSTILE.into(),
    });
    client.places = vec![PlaceLink {
        does: HOSTILE.into(),
        words: HOSTILE.into(),
        current: true,
    }];
    let bare = BarePage::new(words, HOSTILE, Some(HOSTILE), Html::words(HOSTILE));
    let trouble = trouble_screen(words, HOSTILE, HOSTILE, HOSTILE).into_string();
    for html in [
        staff.whole(),
        client.whole(),
        client.part(),
        bare.whole(),
        trouble,
    ] {
        assert!(!html.contains("<script>"));
        assert!(!html.contains("<img"));
        // Wherever the words stand, they stand whole and escaped, by a template or by hand.
        let by_template = askama::filters::escape(HOSTILE, askama::filters::Html).unwrap();
        let rest = html
            .replace(&escaped(HOSTILE), "")
            .replace(&by_template.to_string(), "");
        assert!(!rest.contains("alert("), "{rest}");
    }
}

#[test]
fn the_policy_lets_exit_without_scripts_reach_the_neutral_site_and_nothing_else() {
    let policy = content_security_policy("https://example.org/weather?x=1");
    assert!(
        policy.contains("form-action 'self' https://example.org;"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe"));
    assert!(content_security_policy("not an address").contains("form-action 'self';"));
}
