//! The service with the plan only.

use ::pages::{Html, Screens};
use care::{ClientId, RecordId, Section, Sections};
use testing::AMAL;
use testing::served::Serving;

pub(crate) use testing::served::{Answered, Served};

pub(crate) async fn served() -> Served {
    let serving = Serving::new().await.lock_taken_off();
    serving.site(plan::routes(), plan::screens().and(along()))
}

/// A screen with everything that is taken along.
fn along() -> Screens {
    let work = Sections::of(&[Section::Work]);
    Screens::new().screen("taken-along", work, async |visit, act| {
        let all = plan::taken(&visit, &act).await?;
        let said = all.iter().map(|one| {
            let parts = one
                .parts
                .iter()
                .map(|(label, words)| format!("{label}: {words}\n"));
            let parts: String = parts.collect();
            format!("{}\n{parts}{:?}\n", one.heading, one.resources)
        });
        Ok(Html::words(&said.collect::<String>()))
    })
}

/// The address of Amal's plan on the staff side.
pub(crate) fn at(step: &str) -> String {
    format!("/clients/{}/goals{step}", ClientId::of(AMAL))
}

/// An id that a page could have offered.
pub(crate) fn id(number: u8) -> String {
    RecordId::from_bytes([number; 16]).to_string()
}

/// Fields, with `#1` for the first id.
pub(crate) fn fields(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| {
        let mut name = (*name).to_owned();
        for number in 1..10_u8 {
            name = name.replace(&format!("#{number}"), &id(number));
        }
        (name, (*value).to_owned())
    };
    all.iter().map(owned).collect()
}

fn borrowed(all: &[(String, String)]) -> Vec<(&str, &str)> {
    all.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

pub(crate) async fn amal_sends(served: &Served, seen: &str, all: &[(&str, &str)]) -> Answered {
    let mut sent = fields(all);
    sent.push((".seen".to_owned(), seen.to_owned()));
    served.does("amal", "goals-send", &borrowed(&sent)).await
}

pub(crate) async fn ruth_sends(served: &Served, seen: &str, all: &[(&str, &str)]) -> Answered {
    let mut sent = fields(all);
    sent.push((".seen".to_owned(), seen.to_owned()));
    served.post("ruth", &at("/write"), &borrowed(&sent)).await
}

/// A goal with a way and a step.
pub(crate) const FIRST: [(&str, &str); 6] = [
    ("goal.#1", "sleep with the <light> off"),
    ("option.#1.#2", "paced breathing"),
    ("wants.#2", "want"),
    ("why.#2", "it is mine"),
    ("step.#1.#3", "buy a lamp"),
    ("who.#3", "therapist"),
];

/// Version 1, by Amal, signed by both.
pub(crate) async fn agreed(served: &Served) {
    amal_sends(served, "0", &FIRST).await;
    let came = served.post("ruth", &at("/sign"), &[("number", "1")]).await;
    assert_eq!(came.to, at(""));
}
