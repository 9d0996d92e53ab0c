//! A tree is the same whether it was read or built, and every value in it is found again.

use fhirpath::{Node, Shape, Tree};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Any JSON, nulls and names that stand twice after escaping among it.
fn json() -> impl Strategy<Value = Value> {
    let simple = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    simple.prop_recursive(5, 60, 6, |inner| {
        let named = ("[a-c\"\\\\\n]{0,2}", inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            prop::collection::vec(named, 0..6)
                .prop_map(|all| Value::Object(all.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// The same built by hand; `None` for null.
fn built(json: &Value) -> Option<Tree<'_>> {
    Some(match json {
        Value::Null => return None,
        Value::Bool(yes) => Tree::from(*yes),
        Value::Number(number) => Tree::from(number.as_i64()?),
        Value::String(text) => Tree::from(text.as_str()),
        Value::Array(all) => Tree::array(all.iter().filter_map(built)),
        Value::Object(all) => {
            let parts = all.iter();
            Tree::object(parts.filter_map(|(name, json)| Some((name.as_str(), built(json)?))))
        }
    })
}

/// Whether a node is this JSON, but for nulls.
fn is(node: Node<'_>, json: &Value) -> bool {
    match (node.shape(), json) {
        (Shape::Boolean(yes), json) => json.as_bool() == Some(yes),
        (Shape::Integer(whole), json) => json.as_i64() == Some(whole),
        (Shape::String(text), json) => json.as_str() == Some(text),
        (Shape::Array, Value::Array(all)) => {
            let all: Vec<_> = all.iter().filter(|json| !json.is_null()).collect();
            let nodes: Vec<_> = node.items().collect();
            nodes.len() == all.len()
                && node.count() == all.len()
                && nodes
                    .into_iter()
                    .zip(all)
                    .all(|(node, json)| is(node, json))
        }
        (Shape::Object, Value::Object(all)) => {
            let all: Vec<_> = all.iter().filter(|(_, json)| !json.is_null()).collect();
            node.count() == all.len()
                && node.fields().count() == all.len()
                && all
                    .into_iter()
                    .all(|(name, json)| node.get(name).is_some_and(|node| is(node, json)))
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn what_is_read_is_what_was_written(json in json()) {
        let text = serde_json::to_vec(&json).unwrap();
        let read = Tree::from_json(&text).unwrap();
        prop_assert!(json.is_null() || is(read.node(), &json), "{read:?}");
    }

    #[test]
    fn a_tree_read_is_the_tree_built(json in json()) {
        let text = serde_json::to_vec(&json).unwrap();
        let read = Tree::from_json(&text).unwrap();
        let built = built(&json).unwrap_or_else(|| Tree::array([]));
        prop_assert_eq!(&read, &built);
        prop_assert_eq!(&read.clone().into_owned(), &built);
        for (_, node) in read.node().fields() {
            let own = node.to_tree();
            prop_assert_eq!(own.node(), node);
        }
    }
}

#[test]
fn of_two_parts_with_one_name_the_first_counts() {
    let read = Tree::from_json(br#"{"a": {"b": [1, 2]}, "a": 3, "\u0061": 4, "c": null}"#).unwrap();
    let a = read.node().get("a").unwrap();
    assert_eq!(a.all("b").filter_map(Node::as_number).count(), 2);
    assert_eq!(read.node().count(), 3);
    assert_eq!(read.node().get("c"), None);
}

#[test]
fn what_is_different_is_not_equal() {
    let trees: Vec<Tree<'_>> = [
        "[]",
        "{}",
        "[[]]",
        "[[],[]]",
        "[[[]]]",
        r#"{"a":1}"#,
        r#"{"b":1}"#,
        "1",
        r#""1""#,
    ]
    .map(|text| Tree::from_json(text.as_bytes()).unwrap())
    .into();
    for (at, one) in trees.iter().enumerate() {
        for (also, other) in trees.iter().enumerate() {
            assert_eq!(one == other, at == also, "{one:?} {other:?}");
        }
    }
}
