//! What holds for every expression, number and form.

use fhirpath::{Environment, Expression, Tree, Value};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// What an expression gives at an empty object; `None` if it is refused.
fn given(text: &str) -> Option<Vec<Value<'static>>> {
    let expression = Expression::parse(text).ok()?;
    let nothing = Tree::object::<&str>([]);
    let values = expression.evaluate(&nothing, &Environment::new()).ok()?;
    values.into_iter().map(Value::into_owned).collect()
}

fn number(text: &str) -> Option<Decimal> {
    match given(text)?.as_slice() {
        [one] => one.number(),
        _ => None,
    }
}

/// A form whose questions are answered with these numbers, in this order.
fn answered(answers: &[(usize, i64)]) -> Tree<'static> {
    let items = answers.iter().map(|(question, answer)| {
        let answer = Tree::object([("valueInteger", Tree::from(*answer))]);
        Tree::object([
            ("linkId", Tree::from(question.to_string())),
            ("answer", Tree::array([answer])),
        ])
    });
    Tree::object([
        ("resourceType", Tree::from("QuestionnaireResponse")),
        ("item", Tree::array(items)),
    ])
}

fn decimals() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_i64..1_000_000_000, 0_u32..6)
        .prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

/// Pieces of expressions, so that more than nonsense is tried.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1",
        "2.5",
        "'a'",
        "true",
        "{}",
        "item",
        ".",
        ".",
        "(",
        ")",
        "(",
        ")",
        " + ",
        " - ",
        "*",
        "/",
        " and ",
        " or ",
        " is ",
        " as ",
        "Integer",
        "where(",
        "select(",
        "sum()",
        "count()",
        "first()",
        "iif(",
        ",",
        "|",
        "=",
        "~",
        "<",
        ">=",
        " in ",
        "[",
        "]",
        "%x",
        "$this",
        "$index",
        "@2026-02-29",
        "@T10:30",
        "4 days",
        "'\\u00e9'",
        "`b`",
        "repeat(",
        "exists()",
        "toInteger()",
        "substring(",
        "replace(",
        "power(",
        "aggregate(",
        "$total",
        " div ",
        " mod ",
        " implies ",
        "-",
        "é",
        "\u{1F333}",
        "//",
        "/*",
        "\n",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_is_too_strange_to_be_read_or_refused(text in any::<String>()) {
        if let Err(refused) = Expression::parse(&text) {
            prop_assert!(refused.at <= text.len());
            prop_assert!(!refused.to_string().is_empty());
        }
    }

    #[test]
    fn whatever_is_put_together_is_refused_or_evaluated_and_reads_the_same_again(text in pieces()) {
        let Ok(expression) = Expression::parse(&text) else { return Ok(()) };
        let form = answered(&[(1, 2), (2, 3)]);
        let environment = Environment::new().steps(20_000);
        let result = expression.evaluate(&form, &environment);
        let spelled = expression.spelled_out();
        let again = Expression::parse(&spelled);
        // Brackets that were implied may be one too many.
        if let Ok(again) = again {
            prop_assert_eq!(again.spelled_out(), spelled);
            let again = again.evaluate(&form, &environment);
            prop_assert_eq!(again.is_ok(), result.is_ok());
            if let (Ok(again), Ok(result)) = (again, result) {
                prop_assert_eq!(again, result);
            }
        } else {
            prop_assert!(false, "{} is not read again", spelled);
        }
    }

    #[test]
    fn any_bytes_are_json_or_refused(bytes in any::<Vec<u8>>()) {
        if let Err(refused) = Tree::from_json(&bytes) {
            prop_assert!(refused.at <= bytes.len());
        }
    }

    #[test]
    fn json_is_read_as_another_reader_reads_it(text in "[\\[\\]{}\",:0-9truefalsn\\\\ .eE+-]{0,24}") {
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        let ours = Tree::from_json(text.as_bytes());
        prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{}", text);
    }

    #[test]
    fn text_in_json_is_read_as_it_was_written(text in any::<String>()) {
        let json = serde_json::to_vec(&text).unwrap();
        let read = Tree::from_json(&json).unwrap();
        prop_assert_eq!(read.node().as_str(), Some(text.as_str()));
    }

    #[test]
    fn numbers_in_json_keep_every_digit(number in decimals()) {
        let json = number.to_string();
        let read = Tree::from_json(json.as_bytes()).unwrap();
        prop_assert_eq!(read.node().as_number(), Some(number));
    }

    #[test]
    fn arithmetic_is_that_of_exact_decimals(left in decimals(), right in decimals()) {
        let of = |operator: &str| number(&format!("({left}) {operator} ({right})"));
        prop_assert_eq!(of("+"), left.checked_add(right));
        prop_assert_eq!(of("-"), left.checked_sub(right));
        prop_assert_eq!(of("*"), left.checked_mul(right));
        if right.is_zero() {
            prop_assert_eq!(of("/"), None);
        } else {
            prop_assert_eq!(of("/"), left.checked_div(right));
            prop_assert_eq!(of("mod"), left.checked_rem(right));
            let whole = of("div").unwrap_or_default();
            let rest = of("mod").unwrap_or_default();
            prop_assert_eq!(whole * right + rest, left);
        }
        let is_less = given(&format!("({left}) < ({right})"));
        prop_assert_eq!(is_less, Some(vec![Value::Boolean(left < right)]));
    }

    #[test]
    fn a_sum_does_not_depend_on_the_order_of_the_answers(
        answers in prop::collection::vec((1_usize..10_000, -1_000_i64..1_000), 0..30),
        turn in 0_usize..30,
    ) {
        let sum = Expression::parse("%resource.item.answer.value.sum()").unwrap();
        let of = |answers: &[(usize, i64)]| {
            let form = answered(answers);
            let environment = Environment::new().resource(&form);
            let only = sum.evaluate_one(&form, &environment).unwrap();
            only.and_then(|value| value.number())
        };
        let mut turned = answers.clone();
        turned.rotate_left(turn.min(answers.len()));
        let mut back = answers.clone();
        back.reverse();
        let wanted: i64 = answers.iter().map(|(_, answer)| answer).sum();
        let wanted = (!answers.is_empty()).then(|| Decimal::from(wanted));
        prop_assert_eq!(of(&answers), wanted);
        prop_assert_eq!(of(&turned), wanted);
        prop_assert_eq!(of(&back), wanted);
    }

    #[test]
    fn what_is_kept_and_what_is_not_make_up_the_whole(
        answers in prop::collection::vec((1_usize..20, -5_i64..5), 0..20),
        bound in -5_i64..5,
    ) {
        let form = answered(&answers);
        let count = |text: &str| {
            let expression = Expression::parse(text).unwrap();
            let values = expression.evaluate(&form, &Environment::new()).unwrap();
            values.first().and_then(Value::number)
        };
        let all = "item.answer.value";
        let kept = count(&format!("{all}.where($this > {bound}).count()"));
        let not = count(&format!("{all}.where(($this > {bound}).not()).count()"));
        let whole = count(&format!("{all}.count()"));
        prop_assert_eq!(kept.zip(not).map(|(kept, not)| kept + not), whole);
        // Selecting what an item is gives the item; selecting twice is selecting once.
        let values = |text: &str| {
            let expression = Expression::parse(text).unwrap();
            let values = expression.evaluate(&form, &Environment::new()).unwrap();
            values.iter().map(Value::to_tree).collect::<Vec<_>>()
        };
        prop_assert_eq!(values(&format!("{all}.select($this)")), values(all));
        prop_assert_eq!(
            values(&format!("{all}.select($this + 1).select($this * 2)")),
            values(&format!("{all}.select(($this + 1) * 2)"))
        );
        // The condition that is done faster gives what the general one gives.
        for question in 1..20 {
            prop_assert_eq!(
                values(&format!("item.where(linkId = '{question}').answer.value")),
                values(&format!("item.where('{question}' = linkId).answer.value"))
            );
        }
    }
}
