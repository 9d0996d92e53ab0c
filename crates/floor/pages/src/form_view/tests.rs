//! Forms as pages, looked at as text.

use super::*;
use crate::words::Language;
use forms::{Answer, Posted, Problem, StoredAnswers};

mod asked;
mod round;

const HOSTILE: &str = "\"></textarea><script>alert(1)</script>' onfocus=alert(2) &";

fn ask(json: &serde_json::Value) -> Questionnaire {
    Questionnaire::from_json(json.to_string().as_bytes()).unwrap()
}

/// A small form with one question of every kind.
fn form(words: &str) -> Questionnaire {
    ask(&serde_json::json!({
        "resourceType": "Questionnaire",
        "url": "https://attune.example/every-kind",
        "version": "1",
        "status": "active",
        "language": "en",
        "title": words,
        "item": [
            { "linkId": "intro", "type": "display", "text": words },
            { "linkId": "felt", "type": "group", "text": words, "item": [
                { "linkId": "heard", "type": "integer", "text": words, "extension": [
                    { "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
                      "valueCodeableConcept": { "coding": [ {
                        "system": "http://hl7.org/fhir/questionnaire-item-control",
                        "code": "slider" } ] } },
                    { "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue",
                      "valueInteger": 1 },
                    { "url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0 },
                    { "url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 10 }
                ] },
                { "linkId": "safe", "type": "boolean", "text": words }
            ] },
            { "linkId": "pace", "type": "open-choice", "text": words, "answerOption": [
                { "valueCoding": { "code": "slow", "display": words } },
                { "valueCoding": { "code": "fine", "display": "Fine" } }
            ] },
            { "linkId": "times", "type": "integer", "text": words },
            { "linkId": "more", "type": "text", "text": words,
              "enableWhen": [ { "question": "safe", "operator": "=", "answerBoolean": false } ] },
            { "linkId": "line", "type": "string", "text": words, "maxLength": 80 }
        ]
    }))
}

fn step(does: &str, words: &str) -> Step {
    Step {
        does: does.into(),
        words: words.into(),
    }
}

fn view<'a>(form: &'a Questionnaire, fields: &'a [(String, String)]) -> FormView<'a> {
    FormView {
        fields,
        readers: Html::words("Ruth reads this before you meet."),
        hidden: &[("form", "every-kind")],
        stop: Some(step("stop", "Stop here")),
        drafted: true,
        ..FormView::new(form, Words::default(), step("send", "Send"))
    }
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn a_form_with_every_kind_of_question_as_it_is_shown() {
    let form = form("How was it?");
    let fields = fields(&[
        ("heard", "7"),
        ("pace", "fine"),
        ("skip.times", "on"),
        ("line", "ok"),
    ]);
    for language in Language::ALL {
        let view = FormView {
            words: Words::new(language),
            ..view(&form, &fields)
        };
        let html = view.html().into_string();
        let name = format!("form_{}", language.tag());
        insta::assert_snapshot!(name, html.replace("><", ">\n<"));
    }
}

#[test]
fn who_will_read_it_is_said_before_the_first_question() {
    let form = form("How was it?");
    let html = view(&form, &[]).html().into_string();
    assert!(html.find("Ruth reads this").unwrap() < html.find("How was it?").unwrap());
}

#[test]
fn every_question_can_be_skipped_and_nothing_is_answered_before_it_is_touched() {
    let form = form("How was it?");
    let html = view(&form, &[]).html().into_string();
    let questions = form
        .every_item()
        .into_iter()
        .filter(|item| item.is_question())
        .count();
    assert_eq!(html.matches("name=\"skip.").count(), questions);
    assert!(!html.contains(" checked") && !html.contains(" selected"));
}

#[test]
fn everything_typed_is_shown_back_as_it_was_typed_with_what_is_wrong_beside_it() {
    let form = form("How was it?");
    let fields = fields(&[
        ("times", "three or so"),
        ("more", "\n two lines\nof words "),
        ("line", "x"),
    ]);
    let wrong = Posted::new(&fields).answers(&form).unwrap_err();
    let html = FormView {
        wrong: &wrong,
        ..view(&form, &fields)
    }
    .html()
    .into_string();
    assert!(
        html.contains("value=\"three or so\" aria-describedby=\"q6-wrong\" aria-invalid=\"true\""),
        "{html}"
    );
    let said = html.split("id=\"q6-wrong\">").nth(1).unwrap();
    assert!(said.starts_with("Please write a whole number"));
    assert!(html.contains("<a class=\"to\" href=\"#q6-wrong\">How was it?</a>"));
    // HTML drops one line end after the tag; the one that was typed must survive it.
    assert!(
        html.contains(">\n\n two lines\nof words </textarea>"),
        "{html}"
    );
}

#[test]
fn words_of_forms_and_of_people_stay_words() {
    let form = form(HOSTILE);
    let names = [
        "heard",
        "safe",
        "pace",
        "other.pace",
        "times",
        "more",
        "line",
        "skip.line",
    ];
    let fields: Vec<_> = names
        .iter()
        .map(|name| ((*name).to_owned(), HOSTILE.to_owned()))
        .collect();
    let name = format!(".{HOSTILE}");
    let hidden = [(name.as_str(), HOSTILE)];
    let step = step(HOSTILE, HOSTILE);
    let html = FormView {
        address: HOSTILE,
        hidden: &hidden,
        readers: Html::words(HOSTILE),
        send: step.clone(),
        also: Some(step.clone()),
        stop: Some(step),
        after: &[("pace", Html::words(HOSTILE))],
        ..view(&form, &fields)
    }
    .html()
    .into_string();
    assert!(!html.contains("<script"), "{html}");
    assert_eq!(html.matches("</textarea>").count(), 1);
    // Wherever the words stand, they stand whole and escaped.
    let rest = html.replace(&escaped(HOSTILE), "");
    assert!(!rest.contains("alert("), "{rest}");
    assert!(!html.contains("style=") && !html.contains(" onclick"));
}

#[test]
fn a_question_that_depends_on_another_says_so_and_tells_the_script_when() {
    let form = form("How was it?");
    let html = view(&form, &[]).html().into_string();
    let when = html
        .split("data-when=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let when: serde_json::Value = serde_json::from_str(&when.replace("&quot;", "\"")).unwrap();
    let wanted = serde_json::json!([{ "question": "safe", "test": "is", "value": "false" }]);
    assert_eq!(when, wanted);
    assert!(html.contains("class=\"only-if hint\""));
}

#[test]
fn earlier_answers_fill_the_fields_that_gave_them() {
    let form = form("How was it?");
    let answers = StoredAnswers {
        questionnaire: form.canonical(),
        answers: vec![
            ("heard".into(), Answer::Integer(7)),
            ("safe".into(), Answer::Boolean(false)),
            ("pace".into(), Answer::Text("in between".into())),
            ("times".into(), Answer::Skipped { reason: None }),
            (
                "line".into(),
                Answer::Skipped {
                    reason: Some("not today".into()),
                },
            ),
        ],
    };
    let expected = fields(&[
        ("heard", "7"),
        ("safe", "false"),
        ("other.pace", "in between"),
        ("skip.times", "on"),
        ("skip.line", "not today"),
    ]);
    assert_eq!(fields_of(&form, &answers), expected);
}

#[test]
fn every_problem_has_kind_words_in_every_language() {
    let day = forms::When::Date("2026-03-01".parse().unwrap());
    for language in Language::ALL {
        for problem in [
            Problem::Required,
            Problem::NotYesOrNo,
            Problem::NotAWholeNumber,
            Problem::TooLow { min: 1 },
            Problem::TooHigh { max: 9 },
            Problem::BetweenPlaces { min: 0, step: 5 },
            Problem::NotAnOption,
            Problem::TooLong { max: 10, was: 12 },
            Problem::MoreThanOneLine,
            Problem::NotText,
            Problem::AnsweredTwice,
            Problem::AnotherKind,
            Problem::NotANumber,
            Problem::TooManyPlaces { places: 1 },
            Problem::BelowLeast { least: 1.into() },
            Problem::AboveMost { most: 9.into() },
            Problem::NotADate,
            Problem::NotADateTime,
            Problem::NotATime,
            Problem::TooEarly { first: day },
            Problem::TooLate { last: day },
            Problem::NotALink,
            Problem::NotAUnit,
            Problem::TooFew { min: 2, was: 1 },
            Problem::TooMany { max: 2, was: 3 },
            Problem::NotTogether,
        ] {
            let said = problems::say(problem, Words::new(language));
            assert!(
                !said.starts_with("wrong-") && !said.contains("{$"),
                "{said}"
            );
            assert!(!said.contains('!'), "nobody is shouted at: {said}");
        }
    }
}
