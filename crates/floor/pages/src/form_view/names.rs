//! What fields are called and what they hold: the same names that `forms` reads when they come back.
//!
//! A question's field is named by its `linkId`, `skip.<linkId>` skips it on purpose, and
//! `other.<linkId>` holds own words in place of an option.

use forms::{Answer, EnableWhen, Expected, ItemKind, Questionnaire, StoredAnswers, Test};
use serde_json::{Value, json};

/// The field that skips a question.
pub(super) fn skip(link_id: &str) -> String {
    format!("skip.{link_id}")
}

/// The field for own words in place of an option.
pub(super) fn other(link_id: &str) -> String {
    format!("other.{link_id}")
}

/// Earlier answers as the fields that would give them: for showing a form as it was answered.
pub fn fields_of(form: &Questionnaire, answers: &StoredAnswers) -> Vec<(String, String)> {
    let field = |(name, answer): &(String, Answer)| match answer {
        Answer::Boolean(yes) => (name.clone(), yes.to_string()),
        Answer::Integer(number) => (name.clone(), number.to_string()),
        Answer::Choice { code } => (name.clone(), code.clone()),
        Answer::Text(words) => {
            let instead_of_option = form
                .item(name)
                .is_some_and(|item| matches!(item.kind(), ItemKind::Choice(_)));
            (
                if instead_of_option {
                    other(name)
                } else {
                    name.clone()
                },
                words.clone(),
            )
        }
        Answer::Skipped { reason } => (
            skip(name),
            reason.clone().unwrap_or_else(|| String::from("on")),
        ),
    };
    answers.answers.iter().map(field).collect()
}

/// A condition as the client's script reads it.
pub(super) fn condition(when: &EnableWhen) -> Value {
    let (test, value) = match when.test() {
        Test::Exists(wanted) => ("exists", json!(wanted)),
        Test::Is(expected) => ("is", json!(posted(expected))),
        Test::IsNot(expected) => ("is-not", json!(posted(expected))),
        Test::Above(number) => ("above", json!(number)),
        Test::Below(number) => ("below", json!(number)),
        Test::AtLeast(number) => ("at-least", json!(number)),
        Test::AtMost(number) => ("at-most", json!(number)),
    };
    json!({ "question": when.question().as_str(), "test": test, "value": value })
}

fn posted(expected: &Expected) -> String {
    match expected {
        Expected::Boolean(yes) => yes.to_string(),
        Expected::Integer(number) => number.to_string(),
        Expected::Words(words) => words.clone(),
        Expected::Code { code, .. } => code.clone(),
    }
}
