//! What a service lead sees of the relationship: what was promised and kept, what was strained and
//! repaired, how regular sessions are, what was changed and how early that was said. Sentences
//! first, each with what it is out of. No client, no practitioner: whole service, or teams that are
//! large enough; what is too small to be said is said to be too small. It opens nobody's record.
//!
//! Periods are the quarters of the calendar and do not overlap: of two that do, the difference would
//! say what each of them hides.

mod figures;
mod quarter;

use self::quarter::Quarter;
use askama::Template;
use care::Role;
use pages::shell::staff;
use pages::{Html, Routes, Trouble, Verb, Visit, Words};

pub(crate) fn routes() -> Routes {
    Routes::new().role(Verb::Get, "/service", &[Role::ServiceLead], show)
}

/// One thing the service can know of itself.
#[derive(Default)]
pub(crate) struct Part {
    id: &'static str,
    title: String,
    /// What is seen, in a sentence with its denominator.
    seen: String,
    /// Beside it: a name and its number in words.
    facts: Vec<(String, String)>,
    /// How it is counted, and what it cannot say.
    note: String,
    /// Where more of it stands.
    to: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "service.html")]
struct Service {
    words: Words,
    period: String,
    /// The quarters to choose from: address, name, and whether it is the one shown.
    periods: Vec<(String, String, bool)>,
    of_period: Vec<Part>,
    of_now: Vec<Part>,
}

async fn show(visit: Visit) -> pages::Answer {
    let words = visit.words;
    let now = Quarter::of(visit.now, &visit.floor.settings.zone).ok_or(Trouble::Nothing)?;
    let back = visit.query("back").and_then(|back| back.parse().ok());
    let back = back
        .filter(|back: &i64| (0..quarter::OFFERED).contains(back))
        .unwrap_or(0);
    let shown = now.back(back).ok_or(Trouble::Nothing)?;
    let offered = (0..quarter::OFFERED).filter_map(|back| Some((back, now.back(back)?)));
    let periods = offered.map(|(this, quarter)| {
        let address = format!("/service?back={this}");
        (address, quarter.words(words), this == back)
    });
    let page = Service {
        words,
        period: shown.said(words, back == 0),
        periods: periods.collect(),
        of_period: figures::of_period(&visit, &shown).await?,
        of_now: figures::of_now(&visit).await?,
    };
    let title = words.say("service-title");
    Ok(staff(&visit, &title, Html::of(&page), None))
}
