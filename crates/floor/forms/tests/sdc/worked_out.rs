//! What a form works out: values, conditions, beginnings.

use super::{answered, asks, expression, fields, form, problem, read, variable, works_out};
use forms::{Answer, FormProblem, Moment, Posted, Questionnaire, Spot};
use serde_json::json;

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
