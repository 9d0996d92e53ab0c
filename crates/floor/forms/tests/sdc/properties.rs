//! Whatever is posted comes back the same, and nothing skipped becomes a number.

use super::everything;
use forms::{Answer, Posted, Response};
use proptest::prelude::*;
use serde_json::Value;

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
