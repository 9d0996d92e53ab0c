//! Every page as it is read, in English and in Spanish. Read the snapshots aloud.

mod client;
mod staff;

use crate::served::Came;

/// A page's main part, one element a line, without ids and pictures, which nobody reads.
pub(crate) fn read(came: &Came) -> String {
    let mut text = came.main().replace("><", ">\n<");
    while let Some(from) = text.find("<svg") {
        let to = from + text.get(from..).unwrap().find("</svg>").unwrap() + "</svg>".len();
        text.replace_range(from..to, "[picture]");
    }
    let mut shown = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        shown.push_str(&without_ids(line));
        shown.push('\n');
    }
    for key in [
        "rupture-",
        "check-in-",
        "home-",
        "course-",
        "caseload-",
        "session-",
        "reason-",
        "measure-",
        "measures-",
        "room-",
        "service-",
        "more-",
        "promise-",
        "relationship-",
    ] {
        assert!(
            !shown.contains(&format!(">{key}")),
            "{key} has no words: {shown}"
        );
    }
    shown
}

/// Ids are 32 hexadecimal digits and differ from build to build.
fn without_ids(line: &str) -> String {
    let mut shown = String::new();
    let mut digits = String::new();
    for c in line.chars().chain(['\n']) {
        if c.is_ascii_hexdigit() {
            digits.push(c);
            continue;
        }
        shown.push_str(if digits.len() == 32 { "(id)" } else { &digits });
        digits.clear();
        shown.push(c);
    }
    shown.trim_end().to_owned()
}

/// Looks at a page in both languages.
macro_rules! looks_at {
    ($name:expr, $served:expr, $who:expr, $path:expr) => {
        for language in ["en", "es"] {
            let came = $served.get(&format!("{}.{language}", $who), $path).await;
            assert!(came.status.is_success(), "{} {}", $name, came.status);
            insta::assert_snapshot!(
                format!("{}_{language}", $name),
                $crate::as_read::read(&came)
            );
        }
    };
}
pub(crate) use looks_at;
