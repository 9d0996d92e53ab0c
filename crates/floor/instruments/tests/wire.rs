//! Answers read straight from the wire are the answers that the form's own reader finds, and what it
//! refuses is refused.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use forms::{ItemKind, Questionnaire, Response, ResponseRefused};
use instruments::{Measure, Measures, Wire, write_scored};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Measures> = LazyLock::new(|| Measures::shipped().unwrap());

fn with_words() -> Vec<&'static Measure> {
    let worded = SHIPPED.all().iter().filter(|m| m.form().is_some());
    worded.collect()
}

fn slowly(measure: &Measure, bytes: &[u8]) -> Result<Vec<Option<f64>>, ResponseRefused> {
    let response = Response::from_fhir(measure.form().unwrap(), bytes)?;
    Ok(measure.values(&response))
}

fn quickly(measure: &Measure, bytes: &[u8]) -> Result<Vec<Option<f64>>, ResponseRefused> {
    let mut answers = vec![Some(99.0)];
    let read = Wire::of(measure).unwrap().read(bytes, &mut answers);
    read.map(|()| answers)
}

/// One answer of a question of this kind, by chance.
fn answer(kind: &ItemKind, pick: Index, roll: u8) -> Value {
    if roll < 24 {
        return json!({"extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
            "valueCode": if roll < 20 { "asked-declined" } else { "unknown" },
        }]});
    }
    let number = i64::from(roll % 11) - 2;
    match kind {
        ItemKind::Boolean => json!({"valueBoolean": roll.is_multiple_of(2)}),
        ItemKind::Choice(choice) => {
            let option = pick.get(choice.options());
            let system = if roll > 250 {
                Some("urn:another")
            } else {
                option.system()
            };
            match roll % 8 {
                0 => json!({"valueCoding": {"display": "words", "code": option.code()}}),
                1 => {
                    json!({"valueCoding": {"system": system, "code": option.code(), "display": "\u{e9}\"",
                    "extension": [{"url": "urn:x", "valueDecimal": 7}]}})
                }
                _ => json!({"valueCoding": {"system": system, "code": option.code()}}),
            }
        }
        ItemKind::Text(_) | ItemKind::String(_) => json!({"valueString": "words"}),
        _ => json!({ "valueInteger": number }),
    }
}

/// What was rolled for each question: whether and how it is answered.
type Rolls = Vec<(Index, u8, u8)>;

fn items(of: &[forms::Item], rolls: &mut impl Iterator<Item = (Index, u8, u8)>) -> Vec<Value> {
    let mut all = Vec::new();
    for item in of {
        let Some((pick, roll, whether)) = rolls.next() else {
            continue;
        };
        let mut written = json!({"linkId": item.link_id().as_str(), "text": "as it was asked"});
        if item.is_question() && whether > 20 {
            let mut answers = vec![answer(item.kind(), pick, roll)];
            if whether == 255 {
                answers.push(answer(item.kind(), pick, roll.wrapping_add(60)));
            }
            written["answer"] = answers.into();
        }
        let under = items(item.children(), rolls);
        if !under.is_empty() {
            written["item"] = under.into();
        }
        if whether != 1 {
            all.push(written);
        }
    }
    all
}

fn response(form: &Questionnaire, rolls: Rolls, backwards: bool) -> Value {
    let mut all = items(form.items(), &mut rolls.into_iter());
    if backwards {
        all.reverse();
    }
    json!({"resourceType": "QuestionnaireResponse", "status": "completed",
        "questionnaire": form.canonical(), "authored": "2026-03-01", "item": all})
}

/// As text, with names in one order or the other: programs write them as they please.
fn written(json: &Value, backwards: bool, to: &mut String) {
    match json {
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            if backwards {
                fields.reverse();
            }
            to.push('{');
            for (place, (name, value)) in fields.into_iter().enumerate() {
                to.push_str(if place > 0 { ",\n" } else { "" });
                let _ = write!(to, "{name:?}: ");
                written(value, backwards, to);
            }
            to.push('}');
        }
        Value::Array(all) => {
            to.push('[');
            for (place, value) in all.iter().enumerate() {
                to.push_str(if place > 0 { ", " } else { "" });
                written(value, backwards, to);
            }
            to.push(']');
        }
        plain => to.push_str(&plain.to_string()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_quick_way_finds_what_the_form_finds(
        which: Index,
        rolls in prop::collection::vec(any::<(Index, u8, u8)>(), 64),
        backwards: bool,
        names_backwards: bool,
    ) {
        let all = with_words();
        let measure = which.get(&all);
        let json = response(measure.form().unwrap(), rolls, backwards);
        let mut text = String::new();
        written(&json, names_backwards, &mut text);
        let bytes = text.into_bytes();
        prop_assert_eq!(quickly(measure, &bytes), slowly(measure, &bytes));
    }

    #[test]
    fn whatever_was_changed_on_the_way_is_refused_or_read_alike(
        which: Index,
        rolls in prop::collection::vec(any::<(Index, u8, u8)>(), 64),
        at: Index,
        byte: u8,
        cut: bool,
    ) {
        let all = with_words();
        let measure = which.get(&all);
        let json = response(measure.form().unwrap(), rolls, false);
        let mut text = String::new();
        written(&json, cut == (byte > 127), &mut text);
        let mut bytes = text.into_bytes();
        let place = at.index(bytes.len());
        if cut { bytes.truncate(place) } else { bytes[place] = byte }
        prop_assert_eq!(quickly(measure, &bytes), slowly(measure, &bytes));
    }
}

/// The first PHQ-9 question answered with `answer`, and around it `more`.
fn phq(answer: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"QuestionnaireResponse","status":"completed",
        "questionnaire":"urn:x-attune:questionnaire:phq-9|1"{more},
        "item":[{{"linkId":"phq-9.problems","item":[{{"linkId":"phq-9.1","answer":[{answer}]}}]}}]}}"#
    )
}

const SOME: &str = r#"{"valueCoding":{"code":"LA6569-3"}}"#;

#[test]
fn what_is_not_a_finished_answer_to_this_form_is_refused_with_its_place() {
    let measure = SHIPPED.get("phq-9").unwrap();
    let good = phq(SOME, "");
    let first = quickly(measure, good.as_bytes()).unwrap();
    assert_eq!((first[0], first[1]), (Some(1.0), None));
    for (json, said) in [
        (good.replace("phq-9.1", "phq-9.91"), "'phq-9.91'"),
        (good.replace("completed", "in-progress"), "status"),
        (good.replace("|1", "|7"), "|7"),
        (
            good.replace("QuestionnaireResponse", "Bundle"),
            "resourceType",
        ),
        (good.replace("LA6569-3", "LA9999"), "1 answers"),
        (phq(&format!("{SOME},{SOME}"), ""), "twice"),
        (phq(r#"{"valueInteger":1}"#, ""), "1 answers"),
        (phq(r#"{"text":"no value"}"#, ""), "a value"),
        (phq("null", ""), "an object"),
        (good.clone() + "x", "not JSON"),
        (String::new(), "not JSON"),
        (
            format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)),
            "not JSON",
        ),
    ] {
        let refused = quickly(measure, json.as_bytes()).unwrap_err();
        assert!(refused.to_string().contains(said), "{refused}");
        assert_eq!(Err(refused), slowly(measure, json.as_bytes()));
    }
}

#[test]
fn one_answer_in_two_places_is_never_the_last_of_them() {
    let measure = SHIPPED.get("phq-9").unwrap();
    let twice = phq(SOME, r#","item":[]"#);
    assert_eq!(
        quickly(measure, twice.as_bytes()),
        slowly(measure, twice.as_bytes())
    );
    let two = r#"{"linkId":"phq-9.1","answer":[{"valueCoding":{"code":"LA6569-3"}}]}"#;
    let split = phq(SOME, "").replace(
        "\"item\":[{\"linkId\":\"phq-9.problems\"",
        &format!("\"item\":[{two},{{\"linkId\":\"phq-9.problems\""),
    );
    let refused = quickly(measure, split.as_bytes()).unwrap_err();
    assert_eq!(
        refused,
        ResponseRefused::AnsweredTwice("phq-9.1".to_owned())
    );
}

#[test]
fn words_that_are_passed_over_must_be_text() {
    let measure = SHIPPED.get("phq-9").unwrap();
    let mut bytes = phq(SOME, r#","note":"x""#).into_bytes();
    let at = bytes
        .windows(3)
        .position(|three| three == b"\"x\"")
        .unwrap();
    bytes[at + 1] = 0xE9;
    let refused = quickly(measure, &bytes).unwrap_err();
    assert!(matches!(refused, ResponseRefused::NotJson(_)));
}

#[test]
fn a_pack_without_its_text_reads_answers_too() {
    let packs = SHIPPED.all().iter().filter(|m| m.form().is_none());
    let mut read = 0;
    for measure in packs {
        let wire = Wire::of(measure).unwrap();
        let json = json!({"resourceType": "QuestionnaireResponse", "status": "completed",
            "questionnaire": measure.canonical()});
        let mut answers = Vec::new();
        if wire.read(json.to_string().as_bytes(), &mut answers).is_ok() {
            assert_eq!(answers, vec![None; measure.items().len()]);
            read += 1;
        }
    }
    assert!(read > 5, "{read}");
}

#[test]
fn every_worked_case_is_written_as_json_that_says_the_same() {
    for measure in SHIPPED.all() {
        for case in measure.cases() {
            let answers: Vec<Option<f64>> = case
                .answers
                .split_whitespace()
                .map(|answer| answer.parse().ok())
                .collect();
            let scored = measure.score(&answers).unwrap();
            let mut bytes = Vec::new();
            write_scored(&scored, &mut bytes);
            let json: Value = serde_json::from_slice(&bytes).unwrap();
            for score in &scored.scores {
                let written = &json["scores"][score.name()];
                assert_eq!(written["value"].as_f64(), score.value, "{}", measure.id());
                assert_eq!(written["prorated"], score.prorated);
                assert_eq!(written["answered"], score.answered);
                assert_eq!(
                    written["band"].as_str(),
                    score.band.map(|band| band.name.as_str())
                );
            }
            for found in &scored.findings {
                let written = &json["findings"][found.name];
                assert_eq!(written["outcome"], found.outcome.name());
                for (quantity, value) in &found.numbers {
                    assert_eq!(written["numbers"][quantity.name()].as_f64(), Some(*value));
                }
            }
            let safety = json["safety"].as_array().unwrap();
            assert_eq!(safety.len(), scored.safety.len());
        }
    }
}
