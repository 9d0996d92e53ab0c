//! A form is read, or refused with its place.

use super::*;
use proptest::prelude::*;
use serde_json::json;

fn form(items: &Value) -> Value {
    json!({ "resourceType": "Questionnaire", "url": "urn:x-test:form", "version": "1",
        "status": "active", "item": items })
}

fn read(form: &Value) -> Result<Questionnaire, FormRefused> {
    Questionnaire::from_json(&serde_json::to_vec(form).unwrap())
}

fn yes_no(link_id: &str) -> Value {
    json!({ "linkId": link_id, "text": "?", "type": "boolean" })
}

fn after(link_id: &str, question: &str) -> Value {
    json!({ "linkId": link_id, "text": "?", "type": "boolean", "enableWhen":
        [{ "question": question, "operator": "=", "answerBoolean": true }] })
}

fn number(limits: &[(&str, i32)], control: Option<&str>) -> Value {
    let mut extensions: Vec<Value> = limits
        .iter()
        .map(|(url, value)| json!({ "url": url, "valueInteger": value }))
        .collect();
    extensions.extend(control.map(|code| {
        json!({ "url": ext::ITEM_CONTROL, "valueCodeableConcept": { "coding": [{ "code": code }] } })
    }));
    json!({ "linkId": "n", "text": "?", "type": "integer", "extension": extensions })
}

/// Each of these items is refused at this path, in this item, for this reason.
fn refused<const N: usize>(table: [(Value, &str, &str, FormProblem); N]) {
    for (items, path, link_id, problem) in table {
        let link_id = Some(link_id.to_owned());
        let expected = FormRefused::new(path.to_owned(), link_id, problem);
        let found = read(&form(&items)).unwrap_err();
        assert!(found.at.is_some(), "{found}");
        assert_eq!(FormRefused { at: None, ..found }, expected);
        assert!(expected.to_string().contains(path));
        assert!(expected.problem.mend().ends_with('.'));
    }
}

#[test]
fn an_item_that_could_not_be_asked_is_refused_at_its_place() {
    use FormProblem as P;
    let mood = P::UnknownType("mood".to_owned());
    let file = P::CannotBeAsked("an item of type 'attachment'".to_owned());
    let typed = |kind: &str| json!([{ "linkId": "a", "text": "?", "type": kind }]);
    let choice = |options: Value| json!([{ "linkId": "c", "text": "?", "type": "choice", "answerOption": options }]);
    let x = json!({ "valueCoding": { "code": "x", "display": "words" } });
    let again = P::DuplicateOption("x".to_owned());
    refused([
        (
            json!([yes_no("a"), yes_no("a")]),
            "item[1].linkId",
            "a",
            P::DuplicateLinkId,
        ),
        (typed("mood"), "item[0].type", "a", mood),
        (typed("attachment"), "item[0].type", "a", file),
        (
            json!([{ "linkId": "a", "type": "boolean" }]),
            "item[0].text",
            "a",
            P::Missing,
        ),
        (
            json!([{ "linkId": "g", "type": "group" }]),
            "item[0].item",
            "g",
            P::Missing,
        ),
        (choice(json!([])), "item[0].answerOption", "c", P::Missing),
        (choice(json!([x, x])), "item[0].answerOption[1]", "c", again),
    ]);
}

#[test]
fn limits_that_leave_no_answer_are_refused() {
    use FormProblem as P;
    use ext::{MAX_VALUE as MAX, MIN_VALUE as MIN, SLIDER_STEP as STEP};
    let slider = |limits: &[(&str, i32)]| json!([number(limits, Some("slider"))]);
    let plain = json!([number(&[(MIN, 3), (MAX, 2)], None)]);
    let step = |step| P::StepDoesNotFit { step };
    let at = "item[0].extension";
    refused([
        (plain, at, "n", P::MinAboveMax { min: 3, max: 2 }),
        (
            slider(&[(MIN, 3), (MAX, 2)]),
            at,
            "n",
            P::MinAboveMax { min: 3, max: 2 },
        ),
        (slider(&[(MIN, 3)]), at, "n", P::SliderWithoutEnds),
        (slider(&[(MIN, 3), (MAX, 3)]), at, "n", P::SliderWithoutEnds),
        (slider(&[(MIN, 0), (MAX, 10), (STEP, 3)]), at, "n", step(3)),
        (slider(&[(MIN, 0), (MAX, 10), (STEP, 0)]), at, "n", step(0)),
        (
            slider(&[(MIN, i32::MIN), (MAX, i32::MAX), (STEP, 2)]),
            at,
            "n",
            step(2),
        ),
    ]);
}

#[test]
fn a_condition_that_cannot_be_judged_is_refused() {
    use FormProblem as P;
    let condition = |operator: &str, name: &str, answer: Value| {
        let when = json!([{ "question": "a", "operator": operator, name: answer }]);
        json!([yes_no("a"), { "linkId": "b", "text": "?", "type": "boolean", "enableWhen": when }])
    };
    let misfit = |operator: &str| P::ConditionDoesNotFit {
        operator: operator.to_owned(),
    };
    let of_group = json!([{ "linkId": "g", "type": "group", "item": [after("b", "g")] }]);
    let unknown = P::UnknownQuestion("a".to_owned());
    let circle = P::Cycle(vec!["b".to_owned(); 2]);
    let (question, operator) = (
        "item[1].enableWhen[0].question",
        "item[1].enableWhen[0].operator",
    );
    refused([
        (
            json!([after("b", "a")]),
            "item[0].enableWhen[0].question",
            "b",
            unknown,
        ),
        (
            of_group,
            "item[0].item[0].enableWhen[0].question",
            "b",
            P::NotAQuestion("g".to_owned()),
        ),
        (json!([after("b", "b")]), "item[0].enableWhen", "b", circle),
        (
            condition(">", "answerBoolean", json!(true)),
            operator,
            "b",
            misfit(">"),
        ),
        (
            condition("exists", "answerInteger", json!(1)),
            operator,
            "b",
            misfit("exists"),
        ),
        (
            condition("=", "answerInteger", json!(1)),
            question,
            "b",
            misfit("="),
        ),
    ]);
}

#[test]
fn names_that_would_clash_with_the_page_are_refused() {
    for name in [
        "skip.a",
        "other.a",
        "a b",
        "a\nb",
        "",
        " ",
        &"x".repeat(256),
    ] {
        assert!(read(&form(&json!([yes_no(name)]))).is_err(), "{name:?}");
    }
    assert!(read(&form(&json!([yes_no(&"x".repeat(255))]))).is_ok());
}

#[test]
fn what_is_no_form_at_all_is_told_apart() {
    let problem = |bytes: &[u8]| Questionnaire::from_json(bytes).unwrap_err().problem;
    assert!(matches!(problem(b"{"), FormProblem::NotJson(_)));
    assert!(matches!(problem(b"\xff"), FormProblem::NotJson(_)));
    for other in [json!([]), json!(null), json!({ "resourceType": "Patient" })] {
        assert_eq!(
            problem(&serde_json::to_vec(&other).unwrap()),
            FormProblem::NotAQuestionnaire
        );
    }
    let padded = |bytes: usize| {
        let mut form = serde_json::to_vec(&form(&json!([yes_no("a")]))).unwrap();
        form.resize(bytes, b' ');
        form
    };
    assert!(Questionnaire::from_json(&padded(LARGEST_FORM)).is_ok());
    let bytes = LARGEST_FORM + 1;
    assert_eq!(problem(&padded(bytes)), FormProblem::TooLarge { bytes });
}

#[test]
fn items_lie_at_most_thirty_two_deep() {
    let nested = |depth: usize| {
        let mut item = yes_no("last");
        for level in 1..depth {
            item = json!({ "linkId": format!("g{level}"), "type": "group", "item": [item] });
        }
        read(&form(&json!([item]))).map_err(|refused| refused.problem)
    };
    assert!(nested(32).is_ok());
    assert_eq!(nested(33).unwrap_err(), FormProblem::TooDeep);
    assert_eq!(nested(500).unwrap_err(), FormProblem::TooDeep);
}

#[test]
fn a_circle_is_named_by_all_who_are_in_it() {
    let items = json!([
        after("outside", "a"),
        after("a", "b"),
        after("b", "c"),
        after("c", "a")
    ]);
    let FormProblem::Cycle(names) = read(&form(&items)).unwrap_err().problem else {
        panic!("another refusal");
    };
    assert_eq!(names, ["a", "b", "c", "a"]);
    // A group that waits for a question inside itself waits for ever.
    let inside = json!([{ "linkId": "g", "type": "group", "item": [yes_no("a")], "enableWhen":
        [{ "question": "a", "operator": "=", "answerBoolean": true }] }]);
    let problem = read(&form(&inside)).unwrap_err().problem;
    assert!(matches!(problem, FormProblem::Cycle(_)), "{problem}");
}

#[test]
fn a_long_chain_of_conditions_is_no_circle() {
    let chain: Vec<Value> = std::iter::once(yes_no("q0"))
        .chain((1..3000).map(|n| after(&format!("q{n}"), &format!("q{}", n - 1))))
        .collect();
    assert!(read(&form(&json!(chain))).is_ok());
}

#[test]
fn several_conditions_say_whether_all_must_hold() {
    let twice = |behavior: Option<&str>| {
        let mut last = after("b", "a");
        let condition = last["enableWhen"][0].clone();
        last["enableWhen"].as_array_mut().unwrap().push(condition);
        if let Some(behavior) = behavior {
            last["enableBehavior"] = json!(behavior);
        }
        read(&form(&json!([yes_no("a"), last]))).map_err(|refused| refused.problem)
    };
    assert!(twice(Some("all")).is_ok() && twice(Some("any")).is_ok());
    assert_eq!(twice(None).unwrap_err(), FormProblem::EnableBehaviorMissing);
    assert!(twice(Some("most")).is_err());
}

#[test]
fn an_extension_that_changes_the_meaning_is_not_ignored() {
    let mut item = yes_no("a");
    item["modifierExtension"] = json!([{ "url": "urn:x-test:not" }]);
    let refused = read(&form(&json!([item]))).unwrap_err();
    assert_eq!(refused.problem, FormProblem::ModifierExtension);
}

#[test]
fn an_extension_nobody_acts_on_is_kept_and_passed_on() {
    let url = "urn:x-test:what-nobody-knows";
    let score = json!({ "url": url, "valueExpression": { "language": "text/fhirpath", "expression": "1" } });
    let mut item = number(&[(ext::MAX_VALUE, 9)], None);
    item["extension"]
        .as_array_mut()
        .unwrap()
        .push(score.clone());
    let mut whole = form(&json!([item]));
    whole["publisher"] = json!("a clinic");
    let form = read(&whole).unwrap();
    let kept = form.item("n").unwrap().kept();
    assert_eq!(kept.extensions(), std::slice::from_ref(&score));
    assert_eq!(kept.extensions_at(url).collect::<Vec<_>>(), [&score]);
    assert_eq!(form.source(), &whole);
}

#[test]
fn a_first_answer_must_be_one_the_question_takes() {
    for (answer, taken) in [(4, true), (9, true), (10, false)] {
        let mut item = number(&[(ext::MAX_VALUE, 9)], None);
        item["initial"] = json!([{ "valueInteger": answer }]);
        assert_eq!(read(&form(&json!([item]))).is_ok(), taken, "{answer}");
    }
}

#[test]
fn the_ends_of_a_slider_have_names_of_their_own() {
    let mut item = number(&[(ext::MIN_VALUE, 0), (ext::MAX_VALUE, 10)], Some("slider"));
    let end = |name: &str, code: &str| {
        json!({ "linkId": name, "text": code, "type": "display",
        "extension": [{ "url": ext::ITEM_CONTROL, "valueCodeableConcept": { "coding": [{ "code": code }] } }] })
    };
    item["item"] = json!([end("up", "upper"), end("low", "lower")]);
    let form_of = read(&form(&json!([item]))).unwrap();
    let ItemKind::Slider(slider) = form_of.item("n").unwrap().kind() else {
        panic!("no slider")
    };
    assert_eq!(slider.low_label().map(crate::Text::written), Some("lower"));
    assert_eq!(slider.high_label().map(crate::Text::written), Some("upper"));
    assert_eq!(
        slider.places().collect::<Vec<_>>(),
        (0..=10).collect::<Vec<_>>()
    );
    let clash = read(&form(&json!([item, yes_no("up")]))).unwrap_err();
    assert_eq!(clash.problem, FormProblem::DuplicateLinkId);
}

fn any_json() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "item",
        "linkId",
        "type",
        "text",
        "enableWhen",
        "extension",
        "url",
        "answerOption",
        "initial",
        "group",
        "choice",
        "boolean",
        "_text",
        "question",
        "operator",
        "=",
        "a",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        words.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(words.clone(), inner, 0..6).prop_map(|map| {
                map.into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()
            }),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_comes_is_read_or_refused(items in prop::collection::vec(any_json(), 0..4)) {
        let whole = form(&json!(items));
        if let Ok(read) = read(&whole) {
            prop_assert_eq!(read.source(), &whole);
        }
    }

    #[test]
    fn bytes_that_are_no_form_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Questionnaire::from_json(&bytes).is_err());
    }
}
