//! The part of FHIRPath that clinical forms use: compiled once, evaluated often. Pure.
//!
//! A form may score itself, show a question only after another, or fill in what is known, each by
//! a FHIRPath 2.0 expression with the additions of SDC. An [`Expression`] is read once and refused
//! with its place if it could not be evaluated here; then it is evaluated at a [`Node`], in an
//! [`Environment`] that names what else it may ask for. Numbers are exact. What is not known stays
//! unknown: nothing is ever taken for zero or for "no".
//!
//! ```
//! use fhirpath::{Environment, Expression, Tree};
//!
//! let response = Tree::from_json(br#"{
//!     "resourceType": "QuestionnaireResponse",
//!     "item": [
//!         {"linkId": "sleep", "answer": [{"valueInteger": 2}]},
//!         {"linkId": "appetite", "answer": [{"valueInteger": 1}]},
//!         {"linkId": "energy"}
//!     ]
//! }"#)?;
//! let score = Expression::parse("%resource.item.answer.value.sum()")?;
//! let environment = Environment::new().resource(&response);
//! let score = score.evaluate(&response, &environment)?;
//! assert_eq!(score, [fhirpath::Value::Integer(3)]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What is not done: terminology (`memberOf`), fetching (`resolve`), profiles (`conformsTo`),
//! conversion between units of measure, and what only later versions of FHIRPath have. Each is
//! refused when the expression is read. JSON does not tell all of FHIR's types apart, so `code`,
//! `uri` and `string` ask for the same kind of item. A simple element that has an extension and no
//! value counts as not there.

mod ast;
mod calls;
mod environment;
mod expression;
mod json;
mod moment;
mod node;
mod parse;
mod pattern;
mod quantity;
mod refused;
mod token;
mod tree;
mod value;
mod walk;
mod weights;

pub use environment::{Environment, STEPS};
pub use expression::Expression;
pub use json::{DEEPEST_JSON, JsonProblem, JsonRefused};
pub use moment::{Moment, MomentKind, Precision, TimeUnit};
pub use node::{Node, Nodes, Shape};
pub use quantity::Quantity;
pub use refused::{
    DEEPEST_BRACKETS, DEEPEST_EXPRESSION, EvaluateProblem, EvaluateRefused, LONGEST_EXPRESSION,
    LONGEST_TEXT, ParseProblem, ParseRefused,
};
pub use tree::{Fields, Tree};
pub use value::{Place, Value};
pub use weights::Weights;
