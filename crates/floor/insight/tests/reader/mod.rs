//! Reads one worked case, and keeps book of which expectations were looked at.

use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// One worked case.
pub(crate) struct Case<'a> {
    case: &'a Value,
    looked_at: RefCell<BTreeSet<String>>,
}

impl<'a> Case<'a> {
    pub(crate) fn new(case: &'a Value) -> Self {
        Self {
            case,
            looked_at: RefCell::default(),
        }
    }

    pub(crate) fn id(&self) -> &'a str {
        self.case["id"].as_str().unwrap()
    }

    pub(crate) fn algorithm(&self) -> &'a str {
        self.case["algorithm"].as_str().unwrap()
    }

    pub(crate) fn input(&self, name: &str) -> &'a Value {
        &self.case["input"][name]
    }

    pub(crate) fn number(&self, name: &str) -> f64 {
        let input = self.input(name);
        input
            .as_f64()
            .unwrap_or_else(|| panic!("{}: no {name}", self.id()))
    }

    pub(crate) fn optional(&self, name: &str) -> Option<f64> {
        self.input(name).as_f64()
    }

    pub(crate) fn items(&self) -> Vec<Option<i32>> {
        let item = |answer: &Value| answer.as_i64().map(|a| i32::try_from(a).unwrap());
        self.input("items")
            .as_array()
            .unwrap()
            .iter()
            .map(item)
            .collect()
    }

    /// An expectation; it counts as looked at.
    pub(crate) fn expected(&self, name: &str) -> &'a Value {
        self.looked_at.borrow_mut().insert(name.to_owned());
        &self.case["expected"][name]
    }

    /// Expectations that another test reproduces from the same file.
    pub(crate) fn elsewhere(&self, names: &[&str]) {
        let mut looked_at = self.looked_at.borrow_mut();
        looked_at.extend(names.iter().map(|name| (*name).to_owned()));
    }

    /// A number comes out within the tolerance of the case, or exactly.
    pub(crate) fn comes_to(&self, name: &str, found: f64) {
        let expected = self.expected(name);
        let expected = expected
            .as_f64()
            .unwrap_or_else(|| panic!("{}: no {name}", self.id()));
        let tolerance = self.case["tolerance"].as_f64().unwrap_or(1e-9);
        assert!(
            (found - expected).abs() <= tolerance,
            "{} {name}: {found} is not {expected}",
            self.id()
        );
    }

    /// A number comes out, where the case expects one.
    pub(crate) fn may_come_to(&self, name: &str, found: f64) {
        if self.case["expected"].get(name).is_some() {
            self.comes_to(name, found);
        }
    }

    /// A word or a yes or no comes out.
    pub(crate) fn is<'v>(&self, name: &str, found: impl Into<Value> + 'v) {
        assert_eq!(&found.into(), self.expected(name), "{} {name}", self.id());
    }

    pub(crate) fn expects(&self, name: &str) -> bool {
        self.case["expected"].get(name).is_some()
    }

    pub(crate) fn assert_all_looked_at(&self) {
        let all: BTreeSet<String> = self.case["expected"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        assert_eq!(all, *self.looked_at.borrow(), "{}", self.id());
    }
}

/// The numbers of a list; `None` where there is none.
pub(crate) fn numbers(list: &Value) -> Vec<Option<f64>> {
    list.as_array().unwrap().iter().map(Value::as_f64).collect()
}
