//! What a client takes along of their measures: every answer with what it came to, what was pointed
//! out and what became of it, and what is asked of them; in words and in FHIR.

use crate::answer::{AnsweredV1, AnswersV1, ReadersV1, ScoreV1};
use crate::offer::Offer;
use crate::plan::{AskedV1, StateV1, plan};
use crate::signal::{SignalV1, outcome, told};
use care::Section;
use pages::taken::{answers, instant, subject};
use pages::{Taken, Visit, Words};
use sealed::{Act, Kept, ReadError};
use serde_json::json;

/// Everything of the measures. The act opens them.
pub async fn taken(visit: &Visit, act: &mut Act, offer: &Offer) -> Result<Vec<Taken>, ReadError> {
    let given = act.latest::<AnswersV1>().await?.kept;
    let mut all = Vec::new();
    for kept in act.latest::<AnsweredV1>().await?.kept {
        let given = given.iter().find(|one| one.value.of() == kept.record);
        all.push(a_measure(visit, act, offer, &kept, given));
    }
    for kept in act.latest::<SignalV1>().await?.kept {
        all.push(a_signal(visit, act, offer, &kept));
    }
    if let Some(kept) = plan(act).await? {
        let words = visit.words;
        let part = |one: &AskedV1| (offer.called(&one.measure, words), rhythm(one, words));
        all.push(Taken {
            record: None,
            section: Some(Section::Measures),
            at: kept.at,
            heading: words.say("taken-plan-of-measures"),
            parts: kept.value.asked.iter().map(part).collect(),
            resources: Vec::new(),
        });
    }
    Ok(all)
}

fn rhythm(asked: &AskedV1, words: Words) -> String {
    match (asked.state, asked.every) {
        (StateV1::Asked, Some(days)) => words.say_with("taken-every", &[("days", days.into())]),
        (StateV1::Asked, None) => words.say("taken-once"),
        (StateV1::Paused, _) => words.say("taken-paused"),
        (StateV1::Stopped, _) => words.say("taken-stopped"),
    }
}

fn a_measure(
    visit: &Visit,
    act: &Act,
    offer: &Offer,
    kept: &Kept<AnsweredV1>,
    given: Option<&Kept<AnswersV1>>,
) -> Taken {
    let (words, value) = (visit.words, &kept.value);
    let called = offer.called(&value.measure, words);
    let heading = match value.typed_in_by {
        None => "taken-measure",
        Some(_) => "taken-measure-paper",
    };
    let mut parts = Vec::new();
    let mut resources = Vec::new();
    if value.readers == ReadersV1::Nobody {
        parts.push((words.say("taken-only-me"), words.say("taken-only-me-said")));
    }
    for score in &value.scores {
        let name = words.say_with("taken-score", &[("name", (&score.name).into())]);
        let none = || words.say("taken-score-none");
        let said = score.value.map_or_else(none, |value| number(value, words));
        parts.push((name, said));
        resources.extend(observation(act, kept, score));
    }
    let form = offer
        .measure(&value.measure)
        .and_then(|measure| measure.form());
    if let (Some(given), Some(form)) = (given, form) {
        let of = (act.whose(), given.record, value.when());
        let (said, found) = answers(form, &given.value.answers, of, words);
        parts.extend(said);
        resources.push(found);
    }
    Taken {
        record: Some(kept.record),
        section: Some(Section::Measures),
        at: value.when(),
        heading: words.say_with(heading, &[("called", (&called).into())]),
        parts,
        resources,
    }
}

/// A score with at most two decimals, as the language writes it.
fn number(value: f64, words: Words) -> String {
    let plain = (value * 100.0).round() / 100.0;
    let text = plain.to_string();
    match words.language {
        pages::Language::English => text,
        pages::Language::Spanish => text.replace('.', ","),
    }
}

/// A score as FHIR's Observation; none where too much was left out to say.
fn observation(act: &Act, kept: &Kept<AnsweredV1>, score: &ScoreV1) -> Option<serde_json::Value> {
    let value = score.value?;
    // FHIR's ids have no underscore and at most 64 characters.
    let name: String = score.name.replace('_', "-").chars().take(31).collect();
    Some(json!({
        "resourceType": "Observation",
        "id": format!("{}-{name}", kept.record),
        "status": "final",
        "code": { "text": format!("{} {}", kept.value.measure, score.name) },
        "subject": subject(act.whose()),
        "effectiveDateTime": instant(kept.value.when()),
        "valueQuantity": { "value": value },
    }))
}

fn a_signal(visit: &Visit, act: &Act, offer: &Offer, kept: &Kept<SignalV1>) -> Taken {
    let (words, signal) = (visit.words, &kept.value);
    let called = offer.called(&signal.measure, words);
    let mut parts = vec![(called.clone(), told(signal, offer, words))];
    let became = outcome(signal, act.now(), &visit.floor.settings.zone, words);
    parts.extend(became.map(|became| (words.say("taken-became"), became)));
    Taken {
        record: Some(kept.record),
        section: Some(Section::Measures),
        at: signal.raised(),
        heading: words.say_with("taken-signal", &[("called", (&called).into())]),
        parts,
        resources: Vec::new(),
    }
}
