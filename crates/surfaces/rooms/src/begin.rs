//! What a client is told before anything else: what this page can do for them, what nothing of it
//! can do, and what to do if someone else could see it. Then a few things they could set up. All of
//! it can be skipped, nothing of it is kept but that it was shown, and it can be read again.

use askama::Template;
use care::Sections;
use pages::{ClientVisit, Html, Screens, Trouble, Words};
use sealed::Act;

/// What could be set up: the name of the screen, and what it is called. Only those that are there
/// are offered.
const STEPS: [(&str, &str); 4] = [
    ("my-lock", "begin-step-lock"),
    ("my-phrase", "begin-step-phrase"),
    ("how-to-reach-me", "begin-step-reach"),
    ("crisis-plan", "begin-step-plan"),
];

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen("begin", Sections::NONE, begin)
        .screen("begin-shared", Sections::NONE, shared)
        .screen("begin-steps", Sections::NONE, steps)
}

#[derive(Template)]
#[template(path = "begin.html")]
struct Begin {
    words: Words,
}

async fn begin(visit: ClientVisit, _: Act) -> Result<Html, Trouble> {
    Ok(Html::of(&Begin { words: visit.words }))
}

#[derive(Template)]
#[template(path = "begin_shared.html")]
struct Shared {
    words: Words,
}

async fn shared(visit: ClientVisit, _: Act) -> Result<Html, Trouble> {
    Ok(Html::of(&Shared { words: visit.words }))
}

#[derive(Template)]
#[template(path = "begin_steps.html")]
struct Steps {
    words: Words,
    steps: Vec<(&'static str, &'static str)>,
}

async fn steps(visit: ClientVisit, _: Act) -> Result<Html, Trouble> {
    let steps = STEPS.into_iter().filter(|(screen, _)| visit.has(screen));
    Ok(Html::of(&Steps {
        words: visit.words,
        steps: steps.collect(),
    }))
}
