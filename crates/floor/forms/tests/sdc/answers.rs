//! Every kind of answer, and groups in copies.

use super::{FHIR, answered, asks, everything, fields, form, problem, works_out};
use forms::{Answer, FormProblem, Posted, Problem, Questionnaire, Response};
use serde_json::{Value, json};

#[test]
fn what_is_typed_becomes_an_answer_of_every_kind() {
    let form = everything();
    for (name, typed, fhir) in [
        ("number", " 1,25 ", json!([{ "valueDecimal": 1.25 }])),
        ("number", "3", json!([{ "valueDecimal": 3 }])),
        ("day", "2026-03-01", json!([{ "valueDate": "2026-03-01" }])),
        (
            "moment",
            "2026-03-01T09:30",
            json!([{ "valueDateTime": "2026-03-01T09:30:00Z" }]),
        ),
        ("moment", "2026-03", json!([{ "valueDateTime": "2026-03" }])),
        ("clock", "09:30", json!([{ "valueTime": "09:30:00" }])),
        (
            "link",
            "https://example.org/a",
            json!([{ "valueUri": "https://example.org/a" }]),
        ),
        (
            "who",
            "my aunt",
            json!([{ "valueReference": { "display": "my aunt" } }]),
        ),
        ("plain", "2", json!([{ "valueInteger": 2 }])),
        (
            "plain",
            "2026-03-01",
            json!([{ "valueDate": "2026-03-01" }]),
        ),
        ("plain", "09:30:00", json!([{ "valueTime": "09:30:00" }])),
    ] {
        let written = answered(&form, &[(name, typed)]).to_fhir(&form);
        let item = &written["item"][0];
        assert_eq!(
            (&item["linkId"], &item["answer"]),
            (&json!(name), &fhir),
            "{typed}"
        );
    }
    let long = answered(&form, &[("long", "1.5"), ("unit.long", "m")]).to_fhir(&form);
    let expected = json!({ "value": 1.5, "unit": "m", "code": "m",
        "system": "http://unitsofmeasure.org" });
    assert_eq!(long["item"][0]["answer"][0]["valueQuantity"], expected);
}

/// With these fields this is what is told, at this spot and nowhere else.
fn tells(pairs: &[(&str, &str)], spot: &str, problem: Problem) {
    let wrong = Posted::new(&fields(pairs))
        .answers(&everything())
        .unwrap_err();
    let told: Vec<_> = wrong.iter().map(|w| (w.spot.as_str(), w.problem)).collect();
    assert_eq!(told, [(spot, problem)], "{pairs:?}");
}

#[test]
fn a_wrong_answer_of_every_kind_is_told_at_its_spot() {
    let (low, high) = ("0.5".parse().unwrap(), "99.5".parse().unwrap());
    let first = forms::When::Date("2020-01-01".parse().unwrap());
    let last = forms::When::Date("2030-12-31".parse().unwrap());
    for (spot, typed, problem) in [
        ("number", "1.2.3", Problem::NotANumber),
        ("number", "1e9", Problem::NotANumber),
        ("number", "0.499", Problem::BelowLeast { least: low }),
        ("number", "99.6", Problem::AboveMost { most: high }),
        ("number", "1.255", Problem::TooManyPlaces { places: 2 }),
        ("day", "1 March", Problem::NotADate),
        ("day", "2019-12-31", Problem::TooEarly { first }),
        ("day", "2031", Problem::TooLate { last }),
        // Nobody can tell that it does not lie before.
        ("day", "2020", Problem::TooEarly { first }),
        ("moment", "soon", Problem::NotADateTime),
        ("clock", "25:00", Problem::NotATime),
        ("link", "not a link", Problem::NotALink),
        ("long", "1", Problem::NotAUnit),
        ("pages;1.2", "x", Problem::NotAWholeNumber),
    ] {
        tells(&[(spot, typed)], spot, problem);
    }
    tells(
        &[("long", "1"), ("unit.long", "mile")],
        "long",
        Problem::NotAUnit,
    );
}

#[test]
fn too_few_too_many_and_what_stands_alone_are_told() {
    let lines = |count: usize| {
        let all = [
            ("lines", "1"),
            ("lines", "2"),
            ("lines", "3"),
            ("lines", "4"),
        ];
        all.into_iter().take(count).collect::<Vec<_>>()
    };
    tells(&lines(1), "lines", Problem::TooFew { min: 2, was: 1 });
    tells(&lines(4), "lines", Problem::TooMany { max: 3, was: 4 });
    for count in [0, 2, 3] {
        assert!(
            Posted::new(&fields(&lines(count)))
                .answers(&everything())
                .is_ok()
        );
    }
    tells(
        &[("many", "a"), ("many", "none")],
        "many",
        Problem::NotTogether,
    );
}

/// A question, its condition, words with which it holds, and words with which it does not.
type Condition = (
    &'static str,
    &'static str,
    &'static str,
    Value,
    [&'static str; 2],
);

fn conditions() -> Vec<Condition> {
    let cm = json!({ "value": 10, "unit": "cm", "code": "cm" });
    vec![
        ("number", ">", "answerDecimal", json!(1.5), ["1.51", "1.50"]),
        ("number", "<=", "answerInteger", json!(2), ["2.0", "2.01"]),
        ("number", "=", "answerDecimal", json!(1.5), ["1.50", "1.51"]),
        (
            "day",
            ">=",
            "answerDate",
            json!("2026-03-01"),
            ["2026-03-01", "2026-02-28"],
        ),
        // Nobody can tell: neither before nor after.
        (
            "day",
            "<",
            "answerDate",
            json!("2026-03-01"),
            ["2025", "2026"],
        ),
        (
            "moment",
            ">",
            "answerDateTime",
            json!("2026-03-01T09:30:00Z"),
            ["2026-03-01T10:00+00:29", "2026-03-01T10:00+00:30"],
        ),
        (
            "moment",
            "!=",
            "answerDateTime",
            json!("2026-03-01"),
            ["2026-03-02", "2026-03-01"],
        ),
        (
            "clock",
            "<",
            "answerTime",
            json!("12:00:00"),
            ["11:59", "12:00"],
        ),
        ("long", ">", "answerQuantity", cm, ["10.1", "10"]),
        (
            "link",
            "=",
            "answerString",
            json!("https://a.example/"),
            ["https://a.example/", "https://b.example/"],
        ),
        ("plain", "=", "answerInteger", json!(2), ["2", "1"]),
        (
            "many",
            "=",
            "answerCoding",
            json!({ "code": "b" }),
            ["b", "a"],
        ),
        ("lines", ">", "answerString", json!("m"), ["n", "l"]),
    ]
}

#[test]
fn a_condition_compares_every_kind_of_answer() {
    for (question, operator, name, expected, [holds, fails]) in conditions() {
        let mut whole = everything().source().clone();
        let then = json!({ "linkId": "then", "text": "?", "type": "boolean", "enableWhen":
            [{ "question": question, "operator": operator, name: expected }] });
        whole["item"].as_array_mut().unwrap().push(then);
        let form = Questionnaire::from_json(whole.to_string().as_bytes()).unwrap();
        for (typed, asked) in [(holds, true), (fails, false)] {
            let fields = fields(&[(question, typed), ("unit.long", "cm")]);
            let shown = Posted::new(&fields).shown(&form);
            assert_eq!(
                shown.contains("then"),
                asked,
                "{question} {operator}: {typed}"
            );
        }
        // A metre is no number of centimetres.
        let metres = fields(&[("long", "99"), ("unit.long", "m")]);
        assert!(question != "long" || !Posted::new(&metres).shown(&form).contains("then"));
    }
}

#[test]
fn a_group_in_copies_keeps_each_copys_answers_together() {
    let form = everything();
    let pairs = [
        ("name", "Ash"),
        ("pages", "3"),
        ("name;2", "Birch"),
        ("pages;2.1", "4"),
        ("pages;2.2", "40"),
        ("why;2.2", "rain"),
        ("why;2.1", "never asked"),
        ("skip.name;3", "on"),
    ];
    let response = answered(&form, &pairs);
    let spots: Vec<&str> = response.answers().iter().map(|(s, _)| s.as_str()).collect();
    let expected = [
        "name",
        "pages",
        "read",
        "name;2",
        "pages;2.1",
        "pages;2.2",
        "why;2.2",
        "read;2",
        "name;3",
        "read;3",
        "weighs",
    ];
    let expected: Vec<&str> = expected.into_iter().filter(|s| spots.contains(s)).collect();
    assert_eq!(spots, expected);
    assert_eq!(response.get("read").and_then(Answer::integer), Some(3));
    assert_eq!(response.get("read;2").and_then(Answer::integer), Some(44));
    assert!(response.get("why;2.1").is_none() && response.get("why;2.2").is_some());
    let written = response.to_fhir(&form);
    let names: Vec<&Value> = written["item"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| &i["linkId"])
        .collect();
    assert_eq!(names.iter().filter(|n| **n == "outer").count(), 3);
    let again = Response::from_fhir(&form, written.to_string().as_bytes()).unwrap();
    assert_eq!(again, response);
}

#[test]
fn a_copy_that_was_added_and_left_empty_is_not_there() {
    let form = everything();
    let response = answered(&form, &[("copies.outer", "3"), ("name;3", "Cedar")]);
    let spots: Vec<&str> = response.answers().iter().map(|(s, _)| s.as_str()).collect();
    assert!(
        spots.contains(&"name") && !spots.iter().any(|s| s.contains(';')),
        "{spots:?}"
    );
}

#[test]
fn copies_are_added_and_taken_out_without_losing_a_word() {
    let form = everything();
    let start = [
        ("name", "Ash"),
        ("name;2", "Birch"),
        ("name;3", "Cedar"),
        ("pages;3.1", "7"),
        ("copies.outer", "3"),
        ("page", "own"),
    ];
    let turned = |button: (&str, &str)| {
        let mut pairs = start.to_vec();
        pairs.push(button);
        Posted::new(&fields(&pairs)).turned(&form).unwrap()
    };
    let get = |fields: &[(String, String)], name: &str| {
        let found: Vec<_> = fields
            .iter()
            .filter(|(n, _)| n == name)
            .map(|(_, v)| v.clone())
            .collect();
        assert!(found.len() < 2, "{name} stands twice");
        found.into_iter().next()
    };
    for button in [("add.outer", ""), ("do", "send add.outer")] {
        let fields = turned(button);
        assert_eq!(get(&fields, "copies.outer").as_deref(), Some("4"));
        assert_eq!(get(&fields, "name;3").as_deref(), Some("Cedar"));
        assert_eq!(Posted::new(&fields).asked(&form).copies("outer"), 4);
    }
    let fields = turned(("remove.outer;2", ""));
    assert_eq!(get(&fields, "copies.outer").as_deref(), Some("2"));
    for (name, value) in [
        ("name", "Ash"),
        ("name;2", "Cedar"),
        ("pages;2.1", "7"),
        ("page", "own"),
    ] {
        assert_eq!(get(&fields, name).as_deref(), Some(value), "{name}");
    }
    let fields = turned(("remove.outer", ""));
    assert_eq!(get(&fields, "name").as_deref(), Some("Birch"));
    assert_eq!(Posted::new(&fields).asked(&form).copies("outer"), 2);
    assert!(Posted::new(&[]).turned(&form).is_none());
}

#[test]
fn options_come_from_a_value_set_inside_the_form() {
    let concept = json!({ "code": "x", "display": "X", "extension":
        [{ "url": format!("{FHIR}ordinalValue"), "valueDecimal": 2.5 }] });
    let set = json!({ "resourceType": "ValueSet", "id": "s", "compose":
        { "include": [{ "system": "urn:x-test:s", "concept": [concept] }] } });
    let mut ask = asks("a", "choice");
    ask["answerValueSet"] = json!("#s");
    let mut whole = form(
        &json!([
            ask,
            works_out(
                "w",
                "decimal",
                "%resource.item.answer.value.ordinal().sum()"
            )
        ]),
        &json!([]),
    );
    whole["contained"] = json!([set]);
    let read = Questionnaire::from_json(whole.to_string().as_bytes()).unwrap();
    assert_eq!(
        answered(&read, &[("a", "x")])
            .get("w")
            .and_then(Answer::number),
        "2.5".parse().ok()
    );
    whole["contained"][0]["compose"]["include"][0]["filter"] = json!([{}]);
    assert!(matches!(problem(&whole), FormProblem::ValueSetUnlisted(_)));
    whole["item"][0]["answerValueSet"] = json!("http://example.org/vs");
    let refused = problem(&whole);
    assert_eq!(
        refused,
        FormProblem::ValueSetElsewhere("http://example.org/vs".to_owned())
    );
    assert!(refused.mend().contains("contained"));
}

#[test]
fn stored_answers_of_every_kind_keep_their_shape() {
    let form = everything();
    let pairs = [
        ("number", "1.50"),
        ("day", "2026-03"),
        ("moment", "2026-03-01T09:30"),
        ("clock", "09:30"),
        ("link", "https://e.example/"),
        ("who", "my aunt"),
        ("long", "3"),
        ("unit.long", "cm"),
        ("many", "a"),
        ("many", "b"),
        ("name;2", "Birch"),
        ("name", "Ash"),
    ];
    let stored = answered(&form, &pairs).stored();
    let shape = json!({ "questionnaire": "urn:x-test:sdc|1", "answers": [
        ["number", { "Decimal": "1.50" }], ["day", { "Date": "2026-03" }],
        ["moment", { "DateTime": "2026-03-01T09:30:00" }], ["clock", { "Time": "09:30:00" }],
        ["link", { "Url": "https://e.example/" }],
        ["who", { "Reference": { "display": "my aunt", "reference": null } }],
        ["long", { "Quantity": { "value": "3", "unit": "cm",
            "system": "http://unitsofmeasure.org", "code": "cm" } }],
        ["many", { "Choice": { "code": "a" } }], ["many", { "Choice": { "code": "b" } }],
        ["name", { "Text": "Ash" }], ["name;2", { "Text": "Birch" }],
        ["weighs", { "Decimal": "3" }]] });
    assert_eq!(serde_json::to_value(&stored).unwrap(), shape);
    assert_eq!(
        serde_json::from_value::<forms::StoredAnswers>(shape).unwrap(),
        stored
    );
}
