//! What an expression may ask for besides the place it is evaluated at.

use crate::moment::Moment;
use crate::node::Node;
use crate::value::Value;
use crate::weights::Weights;

/// How many steps an evaluation may take unless told otherwise: far more than any form needs,
/// and well under a second. This crate's own choice.
pub const STEPS: u32 = 1_000_000;

/// Names and their values, the weights of answers, and what time it is.
#[derive(Clone, Debug)]
pub struct Environment<'n> {
    pub(crate) resource: Option<Node<'n>>,
    pub(crate) root_resource: Option<Node<'n>>,
    pub(crate) questionnaire: Option<Node<'n>>,
    pub(crate) weights: Option<&'n Weights>,
    pub(crate) variables: Vec<(&'n str, Vec<Value<'n>>)>,
    pub(crate) now: Option<Moment>,
    pub(crate) steps: u32,
}

impl Default for Environment<'_> {
    fn default() -> Self {
        Self {
            resource: None,
            root_resource: None,
            questionnaire: None,
            weights: None,
            variables: Vec::new(),
            now: None,
            steps: STEPS,
        }
    }
}

impl<'n> Environment<'n> {
    /// Nothing but the place of evaluation.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `%resource`; and `%rootResource`, unless another is given.
    #[must_use]
    pub fn resource(mut self, node: impl Into<Node<'n>>) -> Self {
        self.resource = Some(node.into());
        self
    }

    /// `%rootResource`.
    #[must_use]
    pub fn root_resource(mut self, node: impl Into<Node<'n>>) -> Self {
        self.root_resource = Some(node.into());
        self
    }

    /// `%questionnaire`.
    #[must_use]
    pub fn questionnaire(mut self, node: impl Into<Node<'n>>) -> Self {
        self.questionnaire = Some(node.into());
        self
    }

    /// The weights of the questionnaire's answers, for `weight()` and `ordinal()`.
    #[must_use]
    pub fn weights(mut self, weights: &'n Weights) -> Self {
        self.weights = Some(weights);
        self
    }

    /// A variable; of two with one name the later counts.
    #[must_use]
    pub fn variable(mut self, name: &'n str, values: Vec<Value<'n>>) -> Self {
        self.variables.push((name, values));
        self
    }

    /// What time it is, for `now()`, `today()` and `timeOfDay()`; and its zone is that of every
    /// date-time that does not say one.
    #[must_use]
    pub fn now(mut self, now: Moment) -> Self {
        self.now = Some(now);
        self
    }

    /// How many steps an evaluation may take.
    #[must_use]
    pub fn steps(mut self, steps: u32) -> Self {
        self.steps = steps;
        self
    }
}
