//! What a form works out by itself, its copies of groups and its kinds of answers, from fields to
//! FHIR and back.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its form has failed"
)]

mod answers;
mod properties;
mod refused;
mod worked_out;

use forms::{FormProblem, Posted, Questionnaire, Response};
use serde_json::{Value, json};

const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

const FHIR: &str = "http://hl7.org/fhir/StructureDefinition/";

fn form(items: &Value, extensions: &Value) -> Value {
    json!({ "resourceType": "Questionnaire", "url": "urn:x-test:sdc", "version": "1",
        "status": "active", "item": items, "extension": extensions })
}

fn read(items: &Value) -> Questionnaire {
    Questionnaire::from_json(form(items, &json!([])).to_string().as_bytes()).unwrap()
}

fn problem(whole: &Value) -> FormProblem {
    Questionnaire::from_json(whole.to_string().as_bytes())
        .unwrap_err()
        .problem
}

fn expression(kind: &str, text: &str) -> Value {
    json!({ "url": format!("{SDC}{kind}"),
        "valueExpression": { "language": "text/fhirpath", "expression": text } })
}

fn variable(name: &str, text: &str) -> Value {
    json!({ "url": format!("{FHIR}variable"), "valueExpression":
        { "name": name, "language": "text/fhirpath", "expression": text } })
}

fn asks(name: &str, kind: &str) -> Value {
    json!({ "linkId": name, "text": "?", "type": kind })
}

fn works_out(name: &str, kind: &str, text: &str) -> Value {
    let mut item = asks(name, kind);
    item["extension"] = json!([expression("calculatedExpression", text)]);
    item
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = pairs
        .iter()
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
    owned.collect()
}

fn answered(form: &Questionnaire, pairs: &[(&str, &str)]) -> Response {
    Posted::new(&fields(pairs)).answers(form).unwrap()
}

/// Every kind, a group in copies inside another, check-boxes, and something worked out.
fn everything() -> Questionnaire {
    let option = |code: &str, weight: i32| {
        json!({ "valueCoding": { "system": "urn:x-test:s", "code": code, "display": code },
            "extension": [{ "url": format!("{FHIR}ordinalValue"), "valueDecimal": weight }] })
    };
    let unit = |code: &str| {
        json!({ "url": format!("{FHIR}questionnaire-unitOption"),
        "valueCoding": { "system": "http://unitsofmeasure.org", "code": code, "display": code } })
    };
    read(&json!([
        { "linkId": "number", "text": "?", "type": "decimal", "extension": [
            { "url": format!("{FHIR}minValue"), "valueDecimal": 0.5 },
            { "url": format!("{FHIR}maxValue"), "valueDecimal": 99.5 },
            { "url": format!("{FHIR}maxDecimalPlaces"), "valueInteger": 2 }] },
        { "linkId": "day", "text": "?", "type": "date", "extension": [
            { "url": format!("{FHIR}minValue"), "valueDate": "2020-01-01" },
            { "url": format!("{FHIR}maxValue"), "valueDate": "2030-12-31" }] },
        asks("moment", "dateTime"), asks("clock", "time"), asks("link", "url"),
        asks("who", "reference"),
        { "linkId": "long", "text": "?", "type": "quantity", "extension": [unit("cm"), unit("m")] },
        { "linkId": "plain", "text": "?", "type": "choice", "answerOption": [
            { "valueInteger": 1 }, { "valueInteger": 2 }, { "valueDate": "2026-03-01" },
            { "valueTime": "09:30:00" }, { "valueString": "words" }] },
        { "linkId": "many", "text": "?", "type": "open-choice", "repeats": true, "answerOption":
            [option("a", 1), option("b", 2), option("c", 4), { "valueCoding":
                { "system": "urn:x-test:s", "code": "none", "display": "None" }, "extension":
                [{ "url": format!("{FHIR}questionnaire-optionExclusive"), "valueBoolean": true }] }] },
        { "linkId": "lines", "text": "?", "type": "string", "repeats": true, "extension": [
            { "url": format!("{FHIR}questionnaire-minOccurs"), "valueInteger": 2 },
            { "url": format!("{FHIR}questionnaire-maxOccurs"), "valueInteger": 3 }] },
        { "linkId": "outer", "text": "?", "type": "group", "repeats": true, "extension": [
            variable("pages", "item.where(linkId='inner').item.where(linkId='pages').answer.value")],
          "item": [
            asks("name", "string"),
            { "linkId": "inner", "text": "?", "type": "group", "repeats": true, "item": [
                asks("pages", "integer"),
                { "linkId": "why", "text": "?", "type": "string", "enableWhen":
                    [{ "question": "pages", "operator": ">", "answerInteger": 9 }] }] },
            works_out("read", "integer", "iif(%pages.exists(), %pages.sum(), {})")] },
        works_out("weighs", "decimal", "%resource.item.where(linkId='many').answer.value.ordinal().sum()"),
    ]))
}
