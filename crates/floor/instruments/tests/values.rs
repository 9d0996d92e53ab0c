//! From a form that was answered to the numbers that are scored.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod fixture;

use fixture::{MEASURE, form, read};
use forms::{Answer, Response, StoredAnswers};
use instruments::Measure;

fn values(measure: &Measure, answers: &[(&str, Answer)]) -> Vec<Option<f64>> {
    let stored = StoredAnswers {
        questionnaire: measure.canonical().to_owned(),
        answers: answers
            .iter()
            .map(|(name, answer)| ((*name).to_owned(), answer.clone()))
            .collect(),
    };
    let response = Response::from_stored(measure.form().unwrap(), &stored).unwrap();
    assert_eq!(measure.values(&response), measure.values_of(&stored));
    measure.values(&response)
}

fn chosen(code: &str) -> Answer {
    Answer::Choice {
        code: code.to_owned(),
    }
}

const SKIPPED: Answer = Answer::Skipped { reason: None };

#[test]
fn answers_become_numbers_in_printed_order_and_nothing_becomes_zero_that_was_not_said() {
    let measures = read(&form(), MEASURE).unwrap();
    let measure = measures.get("made-up").unwrap();
    for (answers, numbers) in [
        (vec![], [None, None, None, None]),
        (
            vec![
                ("q.1", chosen("o3")),
                ("q.2", chosen("o0")),
                ("q.3", chosen("o1")),
                ("q.gate", Answer::Boolean(true)),
                ("q.words", Answer::Text("words".to_owned())),
            ],
            [Some(3.0), Some(0.0), Some(1.0), Some(1.0)],
        ),
        (
            vec![
                ("q.1", SKIPPED),
                ("q.3", chosen("o0")),
                ("q.gate", Answer::Boolean(false)),
            ],
            [None, None, Some(0.0), Some(0.0)],
        ),
        (vec![("q.gate", SKIPPED)], [None, None, None, None]),
    ] {
        assert_eq!(values(measure, &answers), numbers, "{answers:?}");
    }
}

#[test]
fn an_option_that_is_no_number_is_not_answered() {
    let form = form().replacen(
        r#"{"linkId":"q.1","text":"Question 1?","type":"choice",
            "answerOption":["#,
        r#"{"linkId":"q.1","text":"Question 1?","type":"choice",
            "answerOption":[{"valueCoding":{"code":"not-now","display":"Not now"}},"#,
        1,
    );
    let first = "link_id = \"q.1\"\nrange = [0, 3]";
    let measure = MEASURE.replacen(
        first,
        &format!("{first}\nwithout_weight = [\"not-now\"]"),
        1,
    );
    let measures = read(&form, &measure).unwrap();
    let answers = [("q.1", chosen("not-now")), ("q.2", chosen("o2"))];
    let numbers = values(measures.get("made-up").unwrap(), &answers);
    assert_eq!(numbers, [None, Some(2.0), None, None]);
    assert!(read(&form, MEASURE).is_err());
}

#[test]
fn a_line_without_steps_gives_the_number_that_was_marked() {
    let mut form: serde_json::Value = serde_json::from_str(&form()).unwrap();
    let bound = |name: &str, at: i32| {
        serde_json::json!({
            "url": format!("http://hl7.org/fhir/StructureDefinition/{name}"),
            "valueDecimal": at
        })
    };
    form["item"][0] = serde_json::json!({
        "linkId": "q.1", "text": "Question 1?", "type": "decimal",
        "extension": [bound("minValue", 0), bound("maxValue", 3)]
    });
    let measures = read(
        &form.to_string(),
        MEASURE.split_once("[[measure.case]]").unwrap().0,
    );
    assert!(measures.is_err(), "a measure has a worked case");
    let measures = read(&form.to_string(), MEASURE).unwrap();
    let measure = measures.get("made-up").unwrap();
    let answers = [("q.1", Answer::Decimal("1.7".parse().unwrap()))];
    assert_eq!(values(measure, &answers), [Some(1.7), None, None, None]);
}
