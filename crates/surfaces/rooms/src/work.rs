//! The client's work: every tool, in groups that stay where they are, with a sentence each. What
//! helps right now comes first.

use crate::home::Way;
use askama::Template;
use care::{Section, Sections};
use pages::{ClientVisit, Html, Screens, Trouble, Words};
use sealed::Act;

/// The groups, and in each the tools. A tool's name and sentence are `work-<tool>` and
/// `work-<tool>-said`. Only those that are there are shown.
const GROUPS: [(&str, &[&str]); 4] = [
    ("work-now", &["body", "triggers"]),
    ("work-days", &["diary", "worksheets", "plan"]),
    (
        "work-on",
        &["thoughts", "courage", "emdr", "self-trust", "circle"],
    ),
    ("work-look", &["profile", "growth"]),
];

/// What someone said no to is not named again.
const OPENS: Sections = Sections::of(&[Section::Work]);

pub(crate) fn screens() -> Screens {
    Screens::new().screen("work", OPENS, show)
}

#[derive(Template)]
#[template(path = "work.html")]
struct Work {
    words: Words,
    groups: Vec<(String, Vec<Way>)>,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let growth = growth::stands_in_the_list(&act).await?;
    let groups = GROUPS.iter().map(|(title, tools)| {
        let there = tools
            .iter()
            .filter(|tool| visit.has(tool) && (growth || **tool != "growth"));
        let ways = there.map(|tool| Way {
            quiet: words.say(&format!("work-{tool}-said")),
            ..Way::to(tool, words.say(&format!("work-{tool}")))
        });
        (words.say(title), ways.collect::<Vec<_>>())
    });
    let groups = groups.filter(|(_, ways)| !ways.is_empty());
    Ok(Html::of(&Work {
        words,
        groups: groups.collect(),
    }))
}
