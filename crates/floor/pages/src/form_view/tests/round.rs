//! There and back: what was answered, shown as fields, is answered again the same.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Choices drawn one after the other, the same for the same bytes.
struct Draw<'a>(std::slice::Iter<'a, u8>);

impl Draw<'_> {
    fn of(&mut self, count: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % count
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.of(of.len())]
    }
}

const KINDS: [&str; 13] = [
    "boolean",
    "integer",
    "decimal",
    "date",
    "dateTime",
    "time",
    "string",
    "text",
    "url",
    "choice",
    "open-choice",
    "quantity",
    "reference",
];

/// Some items, groups within groups among them, any of them perhaps repeating.
fn items(draw: &mut Draw<'_>, depth: usize, named: &mut usize) -> Vec<Value> {
    let count = 1 + draw.of(4);
    let mut all = Vec::new();
    for _ in 0..count {
        *named += 1;
        let name = format!("i{named}");
        let repeats = draw.of(3) == 0;
        let mut item = json!({ "linkId": name, "text": name, "repeats": repeats });
        if depth < 3 && draw.of(3) == 0 {
            item["type"] = json!("group");
            item["item"] = json!(items(draw, depth + 1, named));
        } else {
            let kind = draw.one(&KINDS);
            item["type"] = json!(kind);
            if kind == "boolean" {
                item["repeats"] = json!(false);
            }
            if kind.ends_with("choice") {
                item["answerOption"] = json!(
                    ["a", "b", "c"]
                        .map(|code| json!({ "valueCoding": { "code": code, "display": code } }))
                );
            }
            if kind == "quantity" {
                let unit = |code| {
                    json!({
                        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption",
                        "valueCoding": { "code": code, "display": code,
                                         "system": "http://unitsofmeasure.org" }
                    })
                };
                item["extension"] = json!([unit("kg"), unit("g")]);
            }
        }
        all.push(item);
    }
    all
}

/// What a person could have put into the fields of these items.
fn filled(
    draw: &mut Draw<'_>,
    items: &[forms::Item],
    copies: &[u32],
    fields: &mut Vec<(String, String)>,
) {
    for item in items {
        let spot = |copies: &[u32]| names::spot(item.link_id().as_str(), copies);
        if names::is_copied(item) {
            let count = u32::try_from(1 + draw.of(3)).unwrap();
            let mut inside = copies.to_vec();
            inside.push(1);
            fields.push((names::copies(&spot(&inside)), count.to_string()));
            for copy in 1..=count {
                *inside.last_mut().unwrap() = copy;
                filled(draw, item.children(), &inside, fields);
            }
            continue;
        }
        let name = spot(copies);
        match draw.of(5) {
            0 => {}
            1 => fields.push((names::skip(&name), "on".to_owned())),
            2 if item.repeats() => {
                for _ in 0..2 {
                    answer(draw, item, &name, fields);
                }
            }
            _ => answer(draw, item, &name, fields),
        }
        filled(draw, item.children(), copies, fields);
    }
}

fn answer(draw: &mut Draw<'_>, item: &forms::Item, name: &str, fields: &mut Vec<(String, String)>) {
    use forms::ItemKind as Kind;
    let value = match item.kind() {
        Kind::Group | Kind::Display => return,
        Kind::Boolean => draw.one(&["true", "false"]),
        Kind::Integer(_) | Kind::Slider(_) => draw.one(&["0", "-3", "12"]),
        Kind::Decimal(_) => draw.one(&["0.50", "-1.25", "7"]),
        Kind::Date(_) => draw.one(&["2026-03-01", "2026-03", "1999"]),
        Kind::DateTime(_) => draw.one(&["2026-03-01T09:30", "2026-03-01T09:30:00+01:00", "2026"]),
        Kind::Time(_) => draw.one(&["09:30", "23:59:59"]),
        Kind::Url(_) => draw.one(&["https://example.org", "https://example.org/b?c=d&e"]),
        Kind::Choice(choice) if choice.open() && draw.of(3) == 0 => {
            if !fields.iter().any(|(field, _)| field == name) || item.repeats() {
                fields.push((names::other(name), "own".to_owned()));
            }
            return;
        }
        Kind::Choice(_) => draw.one(&["a", "b", "c"]),
        Kind::Quantity(_) => {
            if !fields.iter().any(|(field, _)| field == name) {
                fields.push((names::unit(name), draw.one(&["kg", "g"]).to_owned()));
                fields.push((name.to_owned(), draw.one(&["1.5", "80"]).to_owned()));
            }
            return;
        }
        Kind::Text(_) => draw.one(&["two\nlines", "x"]),
        Kind::String(_) | Kind::Reference(_) => draw.one(&["a word", "ñ & <b>"]),
    };
    fields.push((name.to_owned(), value.to_owned()));
}

proptest! {
    #[test]
    fn what_was_answered_shown_as_fields_is_answered_again_the_same(
        form_bytes in proptest::collection::vec(any::<u8>(), 0..60),
        answer_bytes in proptest::collection::vec(any::<u8>(), 0..120),
    ) {
        let form = ask(&json!({
            "resourceType": "Questionnaire", "url": "urn:any", "status": "active",
            "item": items(&mut Draw(form_bytes.iter()), 0, &mut 0)
        }));
        let mut given = Vec::new();
        filled(&mut Draw(answer_bytes.iter()), form.items(), &[], &mut given);
        let once = Posted::new(&given).answers(&form);
        prop_assert!(once.is_ok(), "{:?} {:?}", once, given);
        let once = once.unwrap();
        let shown = fields_of(&form, &once.stored());
        let twice = Posted::new(&shown).answers(&form);
        prop_assert_eq!(Ok(once), twice, "{:?}", shown);
        // And the page shows every one of them.
        let html = view(&form, &shown).html().into_string();
        for (name, _) in &shown {
            let name = escaped(name);
            let there = html.contains(&format!("name=\"{name}\""));
            prop_assert!(there, "{name} is not on the page: {html}");
        }
    }
}
