//! A form that another tool exported, with the responses that the tool wrote: read untouched, and
//! worked out to the same numbers. `others/README.md` says how both were got.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its files has failed"
)]

use forms::{Answer, Check, Questionnaire, Response};
use serde_json::Value;

const FORM: &[u8] = include_bytes!("others/lamp.json");
const CASES: &[u8] = include_bytes!("others/lamp.cases.json");

/// Names of what the form works out.
const CALCULATED: [&str; 3] = ["/lamp-quick", "/lamp-rest", "/lamp-total"];

fn cases() -> Vec<Value> {
    serde_json::from_slice(CASES).unwrap()
}

#[test]
fn it_is_taken_as_it_is() {
    let Check { refused, findings } = Questionnaire::problems(FORM);
    assert_eq!(refused, []);
    // It has no url and no version, and that is said.
    assert!(findings.len() >= 2, "{findings:?}");
    let form = Questionnaire::from_json(FORM).unwrap();
    assert!(form.canonical().starts_with("urn:sha256:"));
}

#[test]
fn what_it_works_out_is_what_the_other_tool_works_out() {
    let form = Questionnaire::from_json(FORM).unwrap();
    for case in cases() {
        let mut written = case["response"].clone();
        // Only what a person answered: the rest is for us to work out.
        if let Some(items) = written.get_mut("item").and_then(Value::as_array_mut) {
            items.retain(|item| !CALCULATED.iter().any(|name| item["linkId"] == *name));
            // Asked or not, it is answered.
            items.push(serde_json::json!({ "linkId": "/lamp-why",
                "answer": [{ "valueString": "rain" }] }));
        }
        let response = Response::from_fhir(&form, written.to_string().as_bytes()).unwrap();
        assert_eq!(response.troubles(), []);
        for name in CALCULATED {
            let expected = &case["expected"][name];
            let found = response.get(name).and_then(Answer::number);
            let found: Vec<f64> = found
                .into_iter()
                .map(|number| number.to_string().parse().unwrap())
                .collect();
            let expected: Vec<f64> = serde_json::from_value(expected.clone()).unwrap();
            assert_eq!(found, expected, "{name} of {written}");
        }
        let asked = case["expected"]["/lamp-why"][0] == true;
        assert_eq!(response.get("/lamp-why").is_some(), asked, "{written}");
    }
}

#[test]
fn responses_as_the_other_tool_writes_them_are_read_and_come_back() {
    let form = Questionnaire::from_json(FORM).unwrap();
    for case in cases() {
        let bytes = case["response"].to_string();
        let received = Response::receive(&form, bytes.as_bytes()).unwrap();
        assert!(received.authored.is_some());
        let written = received.response.to_fhir(&form).to_string();
        let again = Response::from_fhir(&form, written.as_bytes()).unwrap();
        assert_eq!(again, received.response);
    }
}
