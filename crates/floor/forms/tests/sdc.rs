//! What a form works out by itself, its copies of groups and its kinds of answers, from fields to
//! FHIR and back.

use forms::{Answer, FormProblem, Moment, Posted, Problem, Questionnaire, Response, Spot};
use proptest::prelude::*;
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

#[test]
fn a_wrong_answer_of_every_kind_is_told_at_its_spot() {
    let form = everything();
    let first = forms::When::Date("2020-01-01".parse().unwrap());
    let last = forms::When::Date("2030-12-31".parse().unwrap());
    for (pairs, spot, problem) in [
        (vec![("number", "1.2.3")], "number", Problem::NotANumber),
        (vec![("number", "1e9")], "number", Problem::NotANumber),
        (
            vec![("number", "0.499")],
            "number",
            Problem::BelowLeast {
                least: "0.5".parse().unwrap(),
            },
        ),
        (
            vec![("number", "99.6")],
            "number",
            Problem::AboveMost {
                most: "99.5".parse().unwrap(),
            },
        ),
        (
            vec![("number", "1.255")],
            "number",
            Problem::TooManyPlaces { places: 2 },
        ),
        (vec![("day", "1 March")], "day", Problem::NotADate),
        (
            vec![("day", "2019-12-31")],
            "day",
            Problem::TooEarly { first },
        ),
        (vec![("day", "2031")], "day", Problem::TooLate { last }),
        // Nobody can tell that it does not lie before.
        (vec![("day", "2020")], "day", Problem::TooEarly { first }),
        (vec![("moment", "soon")], "moment", Problem::NotADateTime),
        (vec![("clock", "25:00")], "clock", Problem::NotATime),
        (vec![("link", "not a link")], "link", Problem::NotALink),
        (vec![("long", "1")], "long", Problem::NotAUnit),
        (
            vec![("long", "1"), ("unit.long", "mile")],
            "long",
            Problem::NotAUnit,
        ),
        (
            vec![("many", "a"), ("many", "none")],
            "many",
            Problem::NotTogether,
        ),
        (
            vec![("lines", "one")],
            "lines",
            Problem::TooFew { min: 2, was: 1 },
        ),
        (
            vec![
                ("lines", "1"),
                ("lines", "2"),
                ("lines", "3"),
                ("lines", "4"),
            ],
            "lines",
            Problem::TooMany { max: 3, was: 4 },
        ),
        (
            vec![("pages;1.2", "x")],
            "pages;1.2",
            Problem::NotAWholeNumber,
        ),
    ] {
        let wrong = Posted::new(&fields(&pairs)).answers(&form).unwrap_err();
        let told: Vec<_> = wrong.iter().map(|w| (w.spot.as_str(), w.problem)).collect();
        assert_eq!(told, [(spot, problem)], "{pairs:?}");
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
fn a_skipped_answer_is_absent_for_every_expression() {
    let form = read(&json!([
        asks("a", "integer"),
        asks("b", "integer"),
        works_out(
            "sum",
            "integer",
            "%resource.item.where(linkId in ('a' | 'b')).answer.value.sum()"
        ),
        works_out(
            "count",
            "integer",
            "%resource.item.where(linkId in ('a' | 'b')).answer.count()"
        ),
    ]));
    for (pairs, count) in [
        (vec![("a", "2"), ("b", "3")], 2),
        (vec![("a", "2"), ("skip.b", "on"), ("b", "3")], 1),
        (vec![("skip.a", "on"), ("skip.b", "too hard")], 0),
    ] {
        let response = answered(&form, &pairs);
        assert_eq!(
            response.get("count").and_then(Answer::integer),
            Some(count),
            "{pairs:?}"
        );
        assert_eq!(response.troubles(), []);
    }
}

#[test]
fn what_is_worked_out_can_bring_up_a_question() {
    let mut more = asks("more", "string");
    more["extension"] = json!([expression("enableWhenExpression", "%double > 10")]);
    let mut after = asks("after", "string");
    after["enableWhen"] = json!([{ "question": "total", "operator": ">", "answerDecimal": 10.5 }]);
    let items = json!([
        after,
        more,
        works_out("total", "decimal", "%double"),
        asks("n", "decimal")
    ]);
    let variables = json!([
        variable("double", "%n * 2"),
        variable("n", "%resource.item.where(linkId='n').answer.value")
    ]);
    let form = Questionnaire::from_json(form(&items, &variables).to_string().as_bytes()).unwrap();
    for (n, more, after) in [
        ("", false, false),
        ("5", false, false),
        ("5.1", true, false),
        ("6", true, true),
    ] {
        let pairs = fields(&[("n", n), ("unasked", "more after")]);
        let posted = Posted::new(&pairs);
        assert_eq!(
            (
                posted.asked(&form).shows("more"),
                posted.asked(&form).shows("after")
            ),
            (more, after),
            "{n}"
        );
        assert_eq!(posted.brings_up(&form), more || after);
    }
    let pairs = fields(&[("n", "6"), ("total", "999")]);
    let total = Posted::new(&pairs).answers(&form).unwrap();
    assert_eq!(total.get("total").and_then(Answer::number), Some(12.into()));
}

#[test]
fn variables_are_seen_by_their_item_and_all_under_it() {
    let mut group = json!({ "linkId": "g", "type": "group", "item": [
        works_out("inner", "integer", "%x + 1"), asks("q", "integer")] });
    group["extension"] = json!([variable("x", "10")]);
    let items = json!([group, works_out("outer", "integer", "%x + 1")]);
    let whole = form(&items, &json!([variable("x", "1")]));
    let form_read = Questionnaire::from_json(whole.to_string().as_bytes()).unwrap();
    let response = answered(&form_read, &[]);
    assert_eq!(response.get("inner").and_then(Answer::integer), Some(11));
    assert_eq!(response.get("outer").and_then(Answer::integer), Some(2));
    assert_eq!(
        problem(&form(&items, &json!([]))),
        FormProblem::UnknownVariable("x".to_owned())
    );
}

#[test]
fn an_expression_that_fails_loses_no_answer_and_is_told() {
    let form = read(&json!([
        asks("a", "integer"),
        asks("words", "text"),
        works_out("bad", "integer", "%resource.item.answer.value.single() + 1"),
        works_out("other", "boolean", "'no boolean'")
    ]));
    let response = answered(&form, &[("a", "1"), ("words", "kept")]);
    assert_eq!(response.answers().len(), 2);
    let told: Vec<_> = response
        .troubles()
        .iter()
        .filter_map(|t| t.spot.as_ref())
        .map(Spot::as_str)
        .collect();
    assert_eq!(told, ["bad", "other"]);
    let said = format!("{:?}", response.troubles());
    assert!(!said.contains("kept"), "{said}");
}

#[test]
fn what_waits_for_itself_is_refused_with_the_round_trip() {
    let cycle =
        |names: &[&str]| FormProblem::Cycle(names.iter().map(|n| (*n).to_owned()).collect());
    let value = |name: &str| format!("%resource.item.where(linkId = '{name}').answer.value + 1");
    let items = json!([
        works_out("a", "integer", &value("b")),
        works_out("b", "integer", &value("a"))
    ]);
    assert_eq!(problem(&form(&items, &json!([]))), cycle(&["a", "b", "a"]));
    let own = json!([works_out("a", "integer", &value("a"))]);
    assert_eq!(problem(&form(&own, &json!([]))), cycle(&["a", "a"]));
    let variables = json!([variable("x", "%y"), variable("y", "%x")]);
    assert_eq!(
        problem(&form(&json!([asks("a", "string")]), &variables)),
        cycle(&["%x", "%y", "%x"])
    );
    let mut opened = asks("o", "integer");
    opened["extension"] = json!([expression("enableWhenExpression", "%total > 1")]);
    let through = json!([variable(
        "total",
        "%resource.item.where(linkId='o').answer.value"
    )]);
    assert_eq!(
        problem(&form(&json!([opened]), &through)),
        cycle(&["o", "%total", "o"])
    );
    let itself = variable("x", "%x + 1");
    assert_eq!(
        problem(&form(&json!([asks("a", "string")]), &json!([itself]))),
        cycle(&["%x", "%x"])
    );
}

#[test]
fn a_value_that_never_comes_to_rest_is_left_empty_and_told() {
    // It counts itself, and no name in it says so.
    let form = read(&json!([
        asks("a", "integer"),
        works_out("n", "integer", "%resource.item.answer.value.sum() + 1")
    ]));
    let response = answered(&form, &[("a", "1")]);
    assert_eq!(response.get("n"), None);
    assert_eq!(response.get("a").and_then(Answer::integer), Some(1));
    assert_eq!(response.troubles().len(), 1);
}

#[test]
fn expressions_that_cannot_be_worked_out_here_are_refused_at_their_place() {
    for (extension, refused) in [
        (
            expression("calculatedExpression", "1 +"),
            "expression cannot be used",
        ),
        (
            expression("calculatedExpression", "resolve()"),
            "expression cannot be used",
        ),
        (
            expression("answerExpression", "1 | 2"),
            "options are worked out",
        ),
        (
            json!({ "url": format!("{SDC}calculatedExpression"), "valueExpression":
            { "language": "text/cql", "expression": "1" } }),
            "text/cql",
        ),
        (
            json!({ "url": format!("{SDC}initialExpression"), "valueExpression":
            { "language": "application/x-fhir-query", "expression": "Patient" } }),
            "x-fhir-query",
        ),
        (
            json!({ "url": format!("{FHIR}cqf-library"), "valueCanonical": "urn:x-test:l" }),
            "text/cql",
        ),
    ] {
        let mut item = asks("a", "integer");
        item["extension"] = json!([extension]);
        let whole = form(&json!([item]), &json!([])).to_string();
        let refused_as = Questionnaire::from_json(whole.as_bytes()).unwrap_err();
        let said = refused_as.to_string();
        assert!(
            said.contains(refused) && said.contains("linkId 'a'"),
            "{said}"
        );
        assert!(refused_as.path.starts_with("item[0].extension"), "{said}");
    }
}

#[test]
fn a_form_begins_with_what_was_answered_before() {
    let mut again = asks("again", "string");
    again["extension"] = json!([expression(
        "initialExpression",
        "%previous.item.where(linkId='again').answer.value"
    )]);
    let mut last = asks("last", "integer");
    last["readOnly"] = json!(true);
    last["extension"] = json!([expression(
        "initialExpression",
        "%previous.item.where(linkId='n').answer.value"
    )]);
    let mut today = asks("today", "date");
    today["extension"] = json!([expression("initialExpression", "today()")]);
    let mut several = asks("several", "string");
    several["repeats"] = json!(true);
    several["initial"] = json!([{ "valueString": "a" }, { "valueString": "b" }]);
    let form = read(&json!([again, last, today, several, asks("n", "integer")]));
    let now = Moment::parse("2026-11-22T08:00:00+01:00");
    let before = answered(&form, &[("again", "tea"), ("n", "4")]);
    let begun = form.begin(Some(&before), now);
    assert_eq!(
        begun,
        fields(&[
            ("again", "tea"),
            ("today", "2026-11-22"),
            ("several", "a"),
            ("several", "b")
        ])
    );
    let posted = Posted::new(&begun)
        .following(&before)
        .answers(&form)
        .unwrap();
    assert_eq!(posted.get("last").and_then(Answer::integer), Some(4));
    assert_eq!(
        form.begin(None, None),
        fields(&[("several", "a"), ("several", "b")])
    );
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
fn every_problem_of_a_form_is_told_at_once() {
    let mut calc = works_out("c", "integer", "((");
    calc["required"] = json!("yes");
    let whole = form(
        &json!([
            { "linkId": "a", "type": "boolean" },
            { "linkId": "a", "text": "?", "type": "coding" },
            calc,
            { "linkId": "d", "text": "?", "type": "string", "enableWhen": [{ "question": "nobody",
                "operator": "exists", "answerBoolean": true }, { "question": "c", "operator": "exists",
                "answerBoolean": true }] },
        ]),
        &json!([{ "url": "urn:x-test:unknown", "valueBoolean": true }]),
    );
    let check = Questionnaire::problems(whole.to_string().as_bytes());
    let told: Vec<&str> = check.refused.iter().map(|r| r.path.as_str()).collect();
    let calculated =
        format!("item[2].extension('{SDC}calculatedExpression').valueExpression.expression");
    assert_eq!(
        told,
        [
            "item[0].text",
            "item[1].type",
            "item[2].required",
            &calculated,
            "item[3].enableBehavior"
        ]
    );
    assert!(
        check
            .refused
            .iter()
            .all(|r| r.at.is_some() && !r.problem.mend().is_empty())
    );
    assert!(
        check
            .findings
            .iter()
            .any(|f| f.to_string().contains("urn:x-test:unknown"))
    );
}

#[test]
fn a_hostile_file_is_refused_and_never_overflows() {
    let huge = vec![b' '; 50 << 20];
    let refused = Questionnaire::from_json(&huge).unwrap_err();
    assert_eq!(refused.problem, FormProblem::TooLarge { bytes: 50 << 20 });
    let open = r#"{"linkId":"g","type":"group","item":["#;
    let deep = format!(
        r#"{{"resourceType":"Questionnaire","status":"active","item":[{}{}]}}"#,
        open.repeat(10_000),
        "]}".repeat(10_000)
    );
    for bytes in [deep.as_bytes(), "[".repeat(10_000).as_bytes()] {
        let refused = Questionnaire::from_json(bytes).unwrap_err();
        assert_eq!(refused.problem, FormProblem::TooDeep);
        assert!(refused.at.is_some());
    }
    let brackets = form(
        &json!([works_out("a", "integer", &"(".repeat(9_000))]),
        &json!([]),
    );
    assert!(matches!(problem(&brackets), FormProblem::Expression(_)));
    let copies = fields(&[
        ("copies.outer", "4000000000"),
        ("copies.inner;7.1", "4000000000"),
        ("name;4000000000", "x"),
    ]);
    let asked = Posted::new(&copies).asked(&everything()).copies("outer");
    assert_eq!(asked, forms::MOST_COPIES);
    let deep = format!(
        r#"{{"resourceType":"QuestionnaireResponse","item":{}"#,
        r#"[{"item":"#.repeat(10_000)
    );
    assert!(Response::from_fhir(&everything(), deep.as_bytes()).is_err());
}

/// What people might post to [`everything`].
fn any_post() -> impl Strategy<Value = Vec<(String, String)>> {
    let names = vec![
        "number",
        "day",
        "moment",
        "clock",
        "link",
        "who",
        "long",
        "unit.long",
        "plain",
        "many",
        "many",
        "other.many",
        "lines",
        "lines",
        "name",
        "name;2",
        "name;3",
        "pages",
        "pages;1.2",
        "pages;2.1",
        "pages;3.2",
        "why",
        "why;1.2",
        "skip.name",
        "skip.name;2",
        "skip.pages;3.2",
        "skip.number",
        "copies.outer",
        "copies.inner;2.1",
    ];
    let values = vec![
        "",
        "1",
        "2",
        "12",
        "1.5",
        "2026-03-01",
        "2026-03-01T09:30",
        "09:30",
        "https://e.example/",
        "my aunt",
        "cm",
        "a",
        "b",
        "c",
        "words",
        "on",
    ];
    let field = (prop::sample::select(names), prop::sample::select(values));
    prop::collection::vec(field.prop_map(|(n, v)| (n.to_owned(), v.to_owned())), 0..14)
}

fn shuffle(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(shuffle),
        Value::Object(fields) => {
            if let Some(Value::Array(items)) = fields.get_mut("item") {
                // Copies of a group keep their order among themselves; everything else may move.
                items.sort_by_key(|item| std::cmp::Reverse(item["linkId"].to_string()));
            }
            fields.values_mut().for_each(shuffle);
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn answers_come_back_from_storing_from_fhir_and_from_fields(post in any_post()) {
        let form = everything();
        if let Ok(response) = Posted::new(&post).answers(&form) {
            let stored = response.stored();
            prop_assert_eq!(&Response::from_stored(&form, &stored).unwrap(), &response);
            let mut written = response.to_fhir_as(&form, forms::Envelope::default());
            let local = stored.answers.iter().any(|(_, a)| matches!(a, Answer::DateTime(at) if at.time().is_some()));
            if !local {
                let again = Response::from_fhir(&form, written.to_string().as_bytes()).unwrap();
                prop_assert_eq!(&again, &response);
                shuffle(&mut written);
                let again = Response::from_fhir(&form, written.to_string().as_bytes()).unwrap();
                prop_assert_eq!(&again, &response);
            }
            let fields = form.fields_of(&stored);
            prop_assert_eq!(&Posted::new(&fields).answers(&form).unwrap(), &response);
        }
    }

    #[test]
    fn what_was_skipped_is_never_a_number(post in any_post()) {
        let form = everything();
        if let Ok(response) = Posted::new(&post).answers(&form) {
            for (_, answer) in response.answers().iter().filter(|(_, a)| a.is_skipped()) {
                prop_assert_eq!(answer.number(), None);
            }
        }
    }

    #[test]
    fn turning_copies_loses_nothing(post in any_post()) {
        let form = everything();
        let mut with = post.clone();
        with.push(("add.outer".to_owned(), String::new()));
        let turned = Posted::new(&with).turned(&form).unwrap();
        for field in post.iter().filter(|(name, _)| name != "copies.outer") {
            prop_assert!(turned.contains(field), "{:?}", field);
        }
    }
}
