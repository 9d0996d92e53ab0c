//! What is refused: circles, expressions that cannot be worked out, hostile files.

use super::{FHIR, SDC, asks, everything, expression, fields, form, problem, variable, works_out};
use forms::{FormProblem, Posted, Questionnaire, Response};
use serde_json::json;

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
fn a_place_is_told_as_it_stands_in_the_file_also_after_what_cannot_be_read() {
    let lost = json!([{ "question": "nobody", "operator": "exists", "answerBoolean": true }]);
    let whole = form(
        &json!([
            { "linkId": "a", "text": "?", "type": "coding" },
            { "linkId": "b", "text": "?", "type": "group", "item": [
                { "linkId": "c", "text": "?", "type": "attachment" },
                { "linkId": "d", "text": "?", "type": "string", "enableWhen": lost },
            ] },
        ]),
        &json!([]),
    );
    let check = Questionnaire::problems(whole.to_string().as_bytes());
    let told: Vec<&str> = check.refused.iter().map(|r| r.path.as_str()).collect();
    assert_eq!(
        told,
        [
            "item[0].type",
            "item[1].item[0].type",
            "item[1].item[1].enableWhen[0].question"
        ]
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

#[test]
fn a_question_never_has_the_name_of_a_field_of_the_page() {
    for name in forms::PAGE_FIELDS.into_iter().chain([".x", "."]) {
        let inside = json!([{ "linkId": "g", "type": "group", "item": [asks(name, "string")] }]);
        let refused = problem(&form(&inside, &json!([])));
        assert_eq!(refused, FormProblem::LinkIdOfThePage, "{name}");
        assert!(refused.mend().contains("another linkId"));
    }
    for name in ["do.", "Do", "what-you-do", "a.b", "about-me"] {
        let whole = form(&json!([asks(name, "string")]), &json!([]));
        assert!(
            Questionnaire::from_json(whole.to_string().as_bytes()).is_ok(),
            "{name}"
        );
    }
}
