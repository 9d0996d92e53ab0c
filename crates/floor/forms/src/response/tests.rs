//! What was typed becomes what counts: kinds, conditions, skips, and the way to FHIR and back.

use super::*;
use crate::{Posted, Problem};
use proptest::prelude::*;
use serde_json::{Value, json};

const SLIDER: &str = r#"{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
    "valueCodeableConcept":{"coding":[{"code":"slider"}]}},
    {"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":0},
    {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":10},
    {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue","valueInteger":2}"#;

/// One of every kind, a follow-up that lies under its question, and one nobody is shown.
fn every_kind() -> Questionnaire {
    let form = format!(
        r#"{{"resourceType":"Questionnaire","url":"urn:x-test:form","version":"2","status":"active","item":[
        {{"linkId":"words","text":"read","type":"display"}},
        {{"linkId":"yes","text":"?","type":"boolean","required":true}},
        {{"linkId":"count","text":"?","type":"integer","extension":[
            {{"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":-3}},
            {{"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":3}}]}},
        {{"linkId":"line","text":"?","type":"integer","extension":[{SLIDER}]}},
        {{"linkId":"group","type":"group","item":[
            {{"linkId":"pick","text":"?","type":"choice","answerOption":[
                {{"valueCoding":{{"system":"urn:x-test:s","code":"a","display":"A"}}}},
                {{"valueCoding":{{"system":"urn:x-test:s","code":"b","display":"B"}}}}],
              "item":[{{"linkId":"why","text":"?","type":"string","maxLength":10,"enableWhen":[
                {{"question":"pick","operator":"=","answerCoding":{{"system":"urn:x-test:s","code":"a"}}}}]}}]}},
            {{"linkId":"open","text":"?","type":"open-choice","answerOption":[{{"valueString":"tea"}}]}}]}},
        {{"linkId":"long","text":"?","type":"text"}},
        {{"linkId":"unseen","text":"?","type":"string","initial":[{{"valueString":"fixed"}}],
            "extension":[{{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-hidden","valueBoolean":true}}]}}
        ]}}"#
    );
    Questionnaire::from_json(form.as_bytes()).unwrap()
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn answered(pairs: &[(&str, &str)]) -> Result<Response, Vec<WrongAnswer>> {
    Posted::new(&fields(pairs)).answers(&every_kind())
}

/// `yes` is required, so most tables answer it.
fn one(name: &str, value: &str) -> Result<Option<Answer>, Vec<WrongAnswer>> {
    let question = name
        .trim_start_matches("skip.")
        .trim_start_matches("other.");
    answered(&[("yes", "no"), (name, value)]).map(|response| response.get(question).cloned())
}

#[test]
fn what_is_typed_becomes_an_answer_of_its_kind() {
    let text = |words: &str| Answer::Text(words.to_owned());
    let choice = |code: &str| Answer::Choice {
        code: code.to_owned(),
    };
    for (name, value, answer) in [
        ("count", " 3 ", Answer::Integer(3)),
        ("count", "-3", Answer::Integer(-3)),
        ("count", "0", Answer::Integer(0)),
        ("line", "0", Answer::Integer(0)),
        ("line", "10", Answer::Integer(10)),
        ("pick", "a", choice("a")),
        ("open", "tea", choice("tea")),
        ("other.open", "water", text("water")),
        ("other.open", " tea ", choice("tea")),
        ("long", "one\r\ntwo\rthree\n", text("one\ntwo\nthree")),
    ] {
        assert!(one(name, value).unwrap() == Some(answer), "{name}={value}");
    }
    for empty in ["", "  ", "\r\n"] {
        for name in ["count", "line", "pick", "open", "other.open", "long"] {
            assert!(one(name, empty).unwrap().is_none(), "{name} left open");
        }
    }
    for (value, yes) in [
        ("true", true),
        ("yes", true),
        ("false", false),
        ("no", false),
    ] {
        let response = answered(&[("yes", value)]).unwrap();
        assert_eq!(response.get("yes").and_then(Answer::boolean), Some(yes));
    }
}

#[test]
fn a_wrong_answer_is_told_at_its_question_with_the_words_as_typed() {
    let long = "x".repeat(11);
    for (name, value, problem) in [
        ("count", "4", Problem::TooHigh { max: 3 }),
        ("count", "-4", Problem::TooLow { min: -3 }),
        ("count", "1.5", Problem::NotAWholeNumber),
        ("count", "99999999999", Problem::NotAWholeNumber),
        ("count", " many ", Problem::NotAWholeNumber),
        ("line", "3", Problem::BetweenPlaces { min: 0, step: 2 }),
        ("line", "12", Problem::TooHigh { max: 10 }),
        ("pick", "c", Problem::NotAnOption),
        ("open", "coffee", Problem::NotAnOption),
        ("long", "nul\0", Problem::NotText),
    ] {
        let wrong = one(name, value).unwrap_err();
        let [only] = wrong.as_slice() else {
            panic!("{wrong:?}")
        };
        assert_eq!((only.link_id(), only.problem), (name, problem));
        assert_eq!(only.typed, value);
    }
    let wrong = answered(&[("yes", "no"), ("pick", "a"), ("why", &long)]).unwrap_err();
    assert_eq!(
        wrong.first().map(|w| w.problem),
        Some(Problem::TooLong { max: 10, was: 11 })
    );
    let wrong = answered(&[("yes", "no"), ("pick", "a"), ("why", "a\nb")]).unwrap_err();
    assert_eq!(
        wrong.first().map(|w| w.problem),
        Some(Problem::MoreThanOneLine)
    );
    let wrong = answered(&[("yes", "perhaps")]).unwrap_err();
    assert_eq!(wrong.first().map(|w| w.problem), Some(Problem::NotYesOrNo));
}

#[test]
fn every_wrong_answer_is_told_in_the_order_of_the_form() {
    let wrong = answered(&[("line", "3"), ("count", "x"), ("pick", "a")]).unwrap_err();
    let told: Vec<_> = wrong.iter().map(|w| (w.link_id(), w.problem)).collect();
    let between = Problem::BetweenPlaces { min: 0, step: 2 };
    assert_eq!(
        told,
        [
            ("yes", Problem::Required),
            ("count", Problem::NotAWholeNumber),
            ("line", between)
        ]
    );
}

#[test]
fn two_different_answers_to_one_question_are_not_guessed_between() {
    for pairs in [
        [("count", "1"), ("count", "2")],
        [("open", "tea"), ("other.open", "water")],
    ] {
        let wrong = answered(&[&[("yes", "no")], &pairs[..]].concat()).unwrap_err();
        assert_eq!(
            wrong.first().map(|w| w.problem),
            Some(Problem::AnsweredTwice)
        );
    }
    assert!(answered(&[("yes", "no"), ("yes", "no")]).is_ok());
}

#[test]
fn a_skipped_answer_stays_skipped_with_its_reason_and_is_never_a_number() {
    for (value, reason) in [
        ("on", None),
        ("1", None),
        ("too hard today", Some("too hard today")),
    ] {
        let skipped = Answer::Skipped {
            reason: reason.map(str::to_owned),
        };
        let found = answered(&[("skip.yes", "on"), ("line", "5"), ("skip.line", value)]).unwrap();
        assert!(found.get("line") == Some(&skipped), "{value}");
        assert_eq!(found.get("line").and_then(Answer::integer), None);
        let back = Response::from_stored(&every_kind(), &found.stored()).unwrap();
        assert!(back == found);
    }
    assert!(
        one("skip.count", "").unwrap().is_none(),
        "an empty skip is none"
    );
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_falls_away() {
    for (pick, kept) in [("a", true), ("b", false), ("", false)] {
        let response = answered(&[("yes", "no"), ("pick", pick), ("why", "so")]).unwrap();
        assert_eq!(response.get("why").is_some(), kept, "{pick}");
    }
    // Even a wrong one: nobody can mend what is not shown.
    assert!(answered(&[("yes", "no"), ("why", "much too long for it")]).is_ok());
}

#[test]
fn what_nobody_is_shown_nobody_can_answer() {
    let response = answered(&[("yes", "no"), ("unseen", "mine")]).unwrap();
    assert_eq!(
        response.get("unseen").and_then(Answer::words),
        Some("fixed")
    );
    let none = fields(&[]);
    assert!(!Posted::new(&none).shown(&every_kind()).contains("unseen"));
}

#[test]
fn a_response_reads_in_fhir_as_others_write_it() {
    let pairs = [
        ("skip.yes", "not today"),
        ("line", "8"),
        ("pick", "a"),
        ("why", "so"),
        ("open", "tea"),
    ];
    let written = answered(&pairs).unwrap().to_fhir(&every_kind());
    let url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    assert_eq!(
        written,
        json!({ "resourceType": "QuestionnaireResponse", "questionnaire": "urn:x-test:form|2",
            "status": "completed", "item": [
            { "linkId": "yes", "text": "?", "answer": [{ "extension": [
                { "url": url, "valueCode": "asked-declined" },
                { "url": "urn:x-attune:skip-reason", "valueString": "not today" }] }] },
            { "linkId": "line", "text": "?", "answer": [{ "valueInteger": 8 }] },
            { "linkId": "group", "item": [
                { "linkId": "pick", "text": "?", "answer": [{
                    "valueCoding": { "system": "urn:x-test:s", "code": "a", "display": "A" },
                    "item": [{ "linkId": "why", "text": "?", "answer": [{ "valueString": "so" }] }] }] },
                { "linkId": "open", "text": "?", "answer": [{ "valueString": "tea" }] }] },
            { "linkId": "unseen", "text": "?", "answer": [{ "valueString": "fixed" }] }] })
    );
}

#[test]
fn a_response_that_is_not_this_forms_is_refused() {
    let form = every_kind();
    let good = answered(&[("yes", "no")]).unwrap().to_fhir(&form);
    let refused = |change: fn(&mut Value)| {
        let mut changed = good.clone();
        change(&mut changed);
        Response::from_fhir(&form, &serde_json::to_vec(&changed).unwrap()).unwrap_err()
    };
    assert!(matches!(
        refused(|r| r["questionnaire"] = json!("urn:x-test:form|1")),
        ResponseRefused::OtherForm { .. }
    ));
    assert!(matches!(
        refused(|r| r["status"] = json!("in-progress")),
        ResponseRefused::WrongShape { .. }
    ));
    assert_eq!(
        refused(|r| r["item"][0]["linkId"] = json!("else")),
        ResponseRefused::UnknownQuestion {
            path: "item[0].linkId".to_owned(),
            link_id: "else".to_owned()
        }
    );
    assert!(matches!(
        refused(|r| r["item"][0]["answer"] = json!([{ "valueString": "no" }])),
        ResponseRefused::Wrong(_)
    ));
    assert!(matches!(
        refused(|r| r["item"][0]["answer"] = json!([{}])),
        ResponseRefused::WrongShape { .. }
    ));
    assert!(matches!(
        Response::from_fhir(&form, b"{"),
        Err(ResponseRefused::NotJson(_))
    ));
}

#[test]
fn printing_for_debugging_tells_nothing_that_was_said() {
    let response = answered(&[("yes", "no"), ("long", "plum jam")]).unwrap();
    let wrong = answered(&[("count", "plum jam")]).unwrap_err();
    for printed in [
        format!("{response:?}"),
        format!("{:?}", response.stored()),
        format!("{wrong:?}"),
    ] {
        assert!(!printed.contains("plum"), "{printed}");
    }
}

#[test]
fn stored_answers_keep_their_shape() {
    let pairs = [
        ("skip.yes", "not today"),
        ("count", "-1"),
        ("pick", "b"),
        ("long", "w"),
    ];
    let stored = answered(&pairs).unwrap().stored();
    assert_eq!(
        serde_json::to_value(&stored).unwrap(),
        json!({ "questionnaire": "urn:x-test:form|2", "answers": [
            ["yes", { "Skipped": { "reason": "not today" } }], ["count", { "Integer": -1 }],
            ["pick", { "Choice": { "code": "b" } }], ["long", { "Text": "w" }],
            ["unseen", { "Text": "fixed" }]] })
    );
}

#[test]
fn every_operator_decides_as_fhir_has_it() {
    // (operator, expected, then for the answers none, skipped, 4, 5, 6: whether it is asked)
    let table = [
        ("exists", json!(true), [false, false, true, true, true]),
        ("exists", json!(false), [true, true, false, false, false]),
        ("=", json!(5), [false, false, false, true, false]),
        ("!=", json!(5), [true, true, true, false, true]),
        (">", json!(5), [false, false, false, false, true]),
        ("<", json!(5), [false, false, true, false, false]),
        (">=", json!(5), [false, false, false, true, true]),
        ("<=", json!(5), [false, false, true, true, false]),
    ];
    let posts = [
        ("x", ""),
        ("skip.n", "on"),
        ("n", "4"),
        ("n", "5"),
        ("n", "6"),
    ];
    for (operator, expected, asked) in table {
        let name = if expected.is_boolean() {
            "answerBoolean"
        } else {
            "answerInteger"
        };
        let form = json!({ "resourceType": "Questionnaire", "url": "urn:x-test:o", "status": "active",
            "item": [{ "linkId": "n", "text": "?", "type": "integer" },
                { "linkId": "then", "text": "?", "type": "boolean", "enableWhen":
                    [{ "question": "n", "operator": operator, name: expected }] }] });
        let form = Questionnaire::from_json(&serde_json::to_vec(&form).unwrap()).unwrap();
        for ((field, value), asked) in posts.into_iter().zip(asked) {
            let fields = fields(&[(field, value)]);
            let shown = Posted::new(&fields).shown(&form);
            assert_eq!(
                shown.contains("then"),
                asked,
                "{operator} {expected}: {field}={value}"
            );
        }
    }
}

#[test]
fn all_or_any_of_several_conditions() {
    for (behavior, both, first, none) in [("all", true, false, false), ("any", true, true, false)] {
        let is_yes = |q: &str| json!({ "question": q, "operator": "=", "answerBoolean": true });
        let ask = |name: &str| json!({ "linkId": name, "text": "?", "type": "boolean" });
        let form = json!({ "resourceType": "Questionnaire", "url": "urn:x-test:o", "status": "active",
            "item": [{ "linkId": "then", "text": "?", "type": "boolean", "enableBehavior": behavior,
                "enableWhen": [is_yes("a"), is_yes("b")] }, ask("a"), ask("b")] });
        let form = Questionnaire::from_json(&serde_json::to_vec(&form).unwrap()).unwrap();
        for (a, b, asked) in [
            ("yes", "yes", both),
            ("yes", "no", first),
            ("no", "no", none),
        ] {
            let fields = fields(&[("a", a), ("b", b)]);
            assert_eq!(
                Posted::new(&fields).shown(&form).contains("then"),
                asked,
                "{behavior}"
            );
        }
    }
}

/// What people and machines might post: good, wrong, empty, twice, unasked.
fn any_post() -> impl Strategy<Value = Vec<(String, String)>> {
    let names = vec![
        "yes",
        "count",
        "line",
        "pick",
        "why",
        "open",
        "other.open",
        "long",
        "unseen",
        "words",
        "skip.yes",
        "skip.line",
        "skip.pick",
        "skip.why",
        "stranger",
    ];
    let values = prop_oneof![
        prop::sample::select(vec![
            "", "yes", "no", "a", "b", "tea", "4", "2", "-1", "on", "so"
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
        any::<String>(),
    ];
    let name = prop::sample::select(names).prop_map(str::to_owned);
    prop::collection::vec((name, values), 0..16)
}

proptest! {
    #[test]
    fn answers_survive_storing_and_fhir(post in any_post()) {
        let form = every_kind();
        if let Ok(response) = Posted::new(&post).answers(&form) {
            let stored = response.stored();
            prop_assert!(Response::from_stored(&form, &stored).as_ref() == Ok(&response));
            let json = serde_json::to_vec(&stored).unwrap();
            prop_assert!(serde_json::from_slice::<StoredAnswers>(&json).unwrap() == stored);
            let fhir = serde_json::to_vec(&response.to_fhir(&form)).unwrap();
            prop_assert!(Response::from_fhir(&form, &fhir).as_ref() == Ok(&response));
        }
    }

    #[test]
    fn a_wrong_answer_stands_at_a_question_that_is_shown(post in any_post()) {
        let form = every_kind();
        let posted = Posted::new(&post);
        if let Err(wrong) = posted.answers(&form) {
            prop_assert!(!wrong.is_empty());
            let shown = posted.shown(&form);
            for wrong in wrong {
                prop_assert!(shown.contains(&wrong.spot), "{}", wrong.spot);
            }
        }
    }

    #[test]
    fn nothing_is_answered_that_was_not_typed(post in any_post()) {
        let form = every_kind();
        let posted = Posted::new(&post);
        if let Ok(response) = posted.answers(&form) {
            for (link_id, answer) in response.answers() {
                let name = link_id.as_str();
                let typed = posted.typed(name).is_some() || posted.other(name).is_some();
                prop_assert!(typed || name == "unseen" || answer.is_skipped());
                prop_assert_eq!(answer.is_skipped(), posted.skipped(name).is_some() && name != "unseen");
            }
        }
    }
}
