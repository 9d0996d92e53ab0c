//! What is left when all care is taken away: types for exactly this shape, a sum, and the total as
//! JSON. It takes a wrong form, a question twice, or a missing answer for a good one.

use super::clock;
use super::{Outcome, forms_asked::Asked};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;

#[derive(Deserialize)]
struct Response<'a> {
    #[serde(borrow)]
    item: Vec<Group<'a>>,
}

#[derive(Deserialize)]
struct Group<'a> {
    #[serde(borrow)]
    item: Vec<Item<'a>>,
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow)]
    answer: Vec<Answer<'a>>,
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow, rename = "valueCoding")]
    coding: Coding<'a>,
}

#[derive(Deserialize)]
struct Coding<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
}

pub(crate) fn per_second(asked: &Asked<'_>) -> Outcome<f64> {
    let weights: HashMap<&str, f64> = asked
        .weights
        .iter()
        .map(|(code, weight)| (&**code, *weight))
        .collect();
    let mut out = String::new();
    let mut once = |text: &str| -> Outcome<Option<f64>> {
        out.clear();
        let response: Response<'_> = serde_json::from_str(text)?;
        let mut total = 0.0;
        for answer in response
            .item
            .iter()
            .flat_map(|group| &group.item)
            .flat_map(|item| &item.answer)
        {
            total += weights
                .get(&*answer.coding.code)
                .copied()
                .unwrap_or_default();
        }
        write!(out, "{{\"total\":{total}}}")?;
        std::hint::black_box(&out);
        Ok(Some(total))
    };
    asked.check(&mut once)?;
    clock::per_second(&asked.responses, |text| drop(once(text)))
}
