//! Where else a client can go: everything that is theirs, in groups that stay where they are. The
//! first screen shows the few that matter on most days.

use super::waits::Way;
use askama::Template;
use care::Sections;
use pages::{ClientVisit, Html, Screens, Trouble, Words};
use sealed::Act;

/// The groups, and in each the screens with their names. Only those that are there are shown.
const GROUPS: [(&str, &[(&str, &str)]); 3] = [
    (
        "more-together",
        &[
            ("sessions", "more-sessions"),
            ("messages", "more-messages"),
            ("promises", "more-promises"),
            ("agreement", "more-agreement"),
            ("team", "more-team"),
        ],
    ),
    (
        "more-record",
        &[
            ("notes", "more-notes"),
            ("together", "more-co-written"),
            ("course", "home-course"),
            ("measures", "measures-mine"),
            ("crisis-plan", "plan-title"),
            ("growth", "work-growth"),
        ],
    ),
    (
        "more-safety",
        &[
            ("how-to-reach-me", "reach-way"),
            ("my-safety", "home-safety"),
            ("begin", "home-begin"),
        ],
    ),
];

pub(super) fn screens() -> Screens {
    Screens::new().screen("more", Sections::NONE, show)
}

#[derive(Template)]
#[template(path = "more.html")]
struct More {
    words: Words,
    groups: Vec<(String, Vec<Way>)>,
}

async fn show(visit: ClientVisit, _: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let groups = GROUPS.iter().map(|(title, ways)| {
        let there = ways.iter().filter(|(screen, _)| visit.has(screen));
        let ways = there.map(|(screen, key)| Way::to(screen, words.say(key)));
        (words.say(title), ways.collect::<Vec<_>>())
    });
    let groups = groups.filter(|(_, ways)| !ways.is_empty());
    Ok(Html::of(&More {
        words,
        groups: groups.collect(),
    }))
}
