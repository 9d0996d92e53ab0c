//! An expression, read once and evaluated often.

use crate::ast::{Ast, Variable};
use crate::environment::Environment;
use crate::node::Node;
use crate::refused::{EvaluateProblem, EvaluateRefused, ParseRefused};
use crate::value::Value;
use crate::walk;
use std::borrow::Cow;
use std::sync::Arc;

/// A FHIRPath expression. Copies share what was read.
#[derive(Clone)]
pub struct Expression(Arc<Read>);

struct Read {
    text: String,
    ast: Ast,
    variables: Vec<String>,
    literals: Vec<String>,
}

impl std::fmt::Debug for Expression {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Expression").field(&self.0.text).finish()
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for Expression {}

impl std::str::FromStr for Expression {
    type Err = ParseRefused;

    fn from_str(text: &str) -> Result<Self, ParseRefused> {
        Self::parse(text)
    }
}

impl Expression {
    /// Reads an expression, and refuses one that could not be evaluated here, with its place.
    pub fn parse(text: &str) -> Result<Self, ParseRefused> {
        let ast = crate::parse::parse(text)?;
        let (mut variables, mut literals) = (Vec::new(), Vec::new());
        ast.visit(&mut |ast| match ast {
            Ast::Variable {
                name: Variable::Named(name),
                ..
            } => variables.push(name.clone()),
            Ast::Literal(values) => {
                literals.extend(values.iter().filter_map(|value| match value {
                    Value::String(text) => Some(text.clone().into_owned()),
                    _ => None,
                }));
            }
            _ => {}
        });
        for names in [&mut variables, &mut literals] {
            names.sort();
            names.dedup();
        }
        Ok(Self(Arc::new(Read {
            text: text.to_owned(),
            ast,
            variables,
            literals,
        })))
    }

    /// The expression as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The variables it asks for by name, each once: what must be known before it. Not among
    /// them are `%resource`, `%rootResource`, `%context`, `%questionnaire` and constants.
    #[must_use]
    pub fn variables(&self) -> &[String] {
        &self.0.variables
    }

    /// Every string that is written out in it, each once: whatever `linkId` it looks at by name is
    /// among them.
    #[must_use]
    pub fn literals(&self) -> &[String] {
        &self.0.literals
    }

    /// Everything the expression gives at a place.
    pub fn evaluate<'n>(
        &'n self,
        context: impl Into<Node<'n>>,
        environment: &Environment<'n>,
    ) -> Result<Vec<Value<'n>>, EvaluateRefused> {
        let mut values = Vec::new();
        walk::evaluate(&self.0.ast, context.into(), environment, &mut |value| {
            values.push(value);
            Ok(())
        })?;
        Ok(values)
    }

    /// The only item the expression gives at a place, if it gives any; several are refused.
    pub fn evaluate_one<'n>(
        &'n self,
        context: impl Into<Node<'n>>,
        environment: &Environment<'n>,
    ) -> Result<Option<Value<'n>>, EvaluateRefused> {
        let mut only = None;
        let mut is_one = true;
        walk::evaluate(&self.0.ast, context.into(), environment, &mut |value| {
            is_one = only.is_none();
            only = Some(value);
            if is_one {
                Ok(())
            } else {
                Err(walk::Stop::Enough)
            }
        })?;
        if is_one {
            Ok(only)
        } else {
            Err(EvaluateRefused {
                at: 0,
                what: Cow::Borrowed("the result"),
                problem: EvaluateProblem::MoreThanOne,
            })
        }
    }

    /// Whether the expression holds at a place, as a condition: one item that is not `false`.
    /// Nothing is not held to be true.
    pub fn holds<'n>(
        &'n self,
        context: impl Into<Node<'n>>,
        environment: &Environment<'n>,
    ) -> Result<bool, EvaluateRefused> {
        let only = self.evaluate_one(context, environment)?;
        Ok(only.is_some_and(|value| value.truth().unwrap_or(true)))
    }

    /// The expression with every bracket in its place: two that read differently and mean the
    /// same are the same here.
    #[must_use]
    pub fn spelled_out(&self) -> String {
        self.0.ast.to_string()
    }
}
