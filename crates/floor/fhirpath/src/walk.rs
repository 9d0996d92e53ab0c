//! Evaluation: items flow from one step to the next, one at a time.
//!
//! Nothing is gathered unless a step needs it all: [`Walker::each`] hands every item of an
//! expression to a sink, and the sink of one step is the source of the next. A step that has seen
//! enough says so ([`Stop::Enough`]) and the flow ends there.

mod arithmetic;
mod compare;
mod equal;
mod logic;
mod operators;
mod path;
mod types;

use crate::ast::{Ast, At, Variable};
use crate::environment::Environment;
use crate::node::Node;
use crate::refused::{EvaluateProblem, EvaluateRefused};
use crate::value::{Place, Value};
use std::borrow::Cow;
use std::cell::Cell;

/// Why a flow ends before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Whoever takes the items needs no more.
    Enough,
    /// Something is the matter.
    Refused(EvaluateRefused),
}

/// What walking gives, unless it stops.
pub(crate) type Walked<T> = Result<T, Stop>;

/// Where items flow to.
pub(crate) type Sink<'s, 'n> = &'s mut (dyn FnMut(Value<'n>) -> Walked<()> + 's);

/// A function or an operator, and where it stands: what a refusal names.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) what: &'static str,
    pub(crate) at: At,
}

impl Spot {
    pub(crate) fn refuse(self, problem: EvaluateProblem) -> Stop {
        Stop::Refused(EvaluateRefused {
            at: self.at.0,
            what: Cow::Borrowed(self.what),
            problem,
        })
    }

    pub(crate) fn wrong(self, wanted: &'static str) -> Stop {
        self.refuse(EvaluateProblem::WrongKind(wanted))
    }
}

/// What `$this`, `$index` and `$total` are at this moment.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s, 'n> {
    pub(crate) this: &'s [Value<'n>],
    pub(crate) index: usize,
    pub(crate) total: &'s [Value<'n>],
}

impl<'s, 'n> Scope<'s, 'n> {
    /// Within this one, about one item.
    pub(crate) fn about<'t>(self, item: &'t Value<'n>, index: usize) -> Scope<'t, 'n>
    where
        's: 't,
    {
        Scope {
            this: std::slice::from_ref(item),
            index,
            total: self.total,
        }
    }
}

/// One evaluation.
pub(crate) struct Walker<'w, 'n> {
    pub(crate) environment: &'w Environment<'n>,
    context: Value<'n>,
    steps_left: Cell<u32>,
}

/// Evaluates an expression at a node.
pub(crate) fn evaluate<'n>(
    ast: &'n Ast,
    context: Node<'n>,
    environment: &Environment<'n>,
    sink: Sink<'_, 'n>,
) -> Result<(), EvaluateRefused> {
    let context = Value::simple(context, "");
    let walker = Walker {
        environment,
        context: context.clone(),
        steps_left: Cell::new(environment.steps),
    };
    let scope = Scope {
        this: std::slice::from_ref(&context),
        index: 0,
        total: &[],
    };
    match walker.each(ast, scope, sink) {
        Ok(()) | Err(Stop::Enough) => Ok(()),
        Err(Stop::Refused(refused)) => Err(refused),
    }
}

impl<'n> Walker<'_, 'n> {
    /// Hands every item of an expression to the sink, in order.
    pub(crate) fn each(
        &self,
        ast: &'n Ast,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        self.spend(1)?;
        match ast {
            Ast::Literal(values) => values.iter().try_for_each(|value| sink(value.reborrow())),
            Ast::This => scope.this.iter().try_for_each(|item| sink(item.clone())),
            Ast::Index => sink(Value::Integer(
                i64::try_from(scope.index).unwrap_or(i64::MAX),
            )),
            Ast::Total => scope.total.iter().try_for_each(|item| sink(item.clone())),
            Ast::Variable { name, at } => self.variable(name, *at, sink),
            Ast::Member { of, name } => self.members(of, name, scope, sink),
            Ast::Indexed { of, index, at } => self.indexed(of, index, *at, scope, sink),
            Ast::Call(call) => self.call(call, scope, sink),
            Ast::Sign { minus, of, at } => self.sign(*minus, of, *at, scope, sink),
            Ast::Binary(binary) => self.binary(binary, scope, sink),
            Ast::Typed { of, test, kind, at } => self.typed(of, (*test, kind, *at), scope, sink),
        }
    }

    fn members(
        &self,
        of: &'n Ast,
        name: &'n str,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        match of {
            Ast::This => scope
                .this
                .iter()
                .try_for_each(|item| self.member(item, name, sink)),
            _ => self.each(of, scope, &mut |item| self.member(&item, name, sink)),
        }
    }

    /// Every item of an expression.
    pub(crate) fn all(&self, ast: &'n Ast, scope: Scope<'_, 'n>) -> Walked<Vec<Value<'n>>> {
        let mut items = Vec::new();
        self.each(ast, scope, &mut |item| {
            items.push(item);
            Ok(())
        })?;
        Ok(items)
    }

    /// The only item of an expression, if there is one; several are refused.
    pub(crate) fn one(
        &self,
        ast: &'n Ast,
        scope: Scope<'_, 'n>,
        spot: Spot,
    ) -> Walked<Option<Value<'n>>> {
        let mut only = None;
        self.each(ast, scope, &mut |item| match only.replace(item) {
            None => Ok(()),
            Some(_) => Err(spot.refuse(EvaluateProblem::MoreThanOne)),
        })?;
        Ok(only)
    }

    /// An expression as a condition: a lone item that is no boolean counts as yes, as FHIRPath
    /// has it; nothing is neither yes nor no.
    pub(crate) fn truth(
        &self,
        ast: &'n Ast,
        scope: Scope<'_, 'n>,
        spot: Spot,
    ) -> Walked<Option<bool>> {
        let only = self.one(ast, scope, spot)?;
        Ok(only.map(|item| item.truth().unwrap_or(true)))
    }

    /// Counts steps, so that no form can keep a service busy.
    pub(crate) fn spend(&self, steps: usize) -> Walked<()> {
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        match self.steps_left.get().checked_sub(steps) {
            Some(left) => {
                self.steps_left.set(left);
                Ok(())
            }
            None => Err(Stop::Refused(EvaluateRefused {
                at: 0,
                what: Cow::Borrowed("the expression"),
                problem: EvaluateProblem::TooManySteps,
            })),
        }
    }

    /// The zone of a date-time that does not say one.
    pub(crate) fn zone(&self) -> Option<i16> {
        self.environment.now.and_then(|now| now.offset())
    }

    fn variable(&self, name: &'n Variable, at: At, sink: Sink<'_, 'n>) -> Walked<()> {
        let env = self.environment;
        let found = match name {
            Variable::Resource => env.resource,
            Variable::RootResource => env.root_resource.or(env.resource),
            Variable::Questionnaire => env.questionnaire,
            Variable::Context => return sink(self.context.clone()),
            Variable::Constant(stands_for) => return sink(Value::from(*stands_for)),
            Variable::Named(name) => {
                let known = env.variables.iter().rev().find(|(known, _)| known == name);
                let Some((_, values)) = known else {
                    return Err(unknown(name, at));
                };
                return values.iter().try_for_each(|value| sink(value.clone()));
            }
        };
        match found {
            Some(node) => sink(Value::Node(Place::top(node))),
            None => Err(unknown(name.name(), at)),
        }
    }
}

fn unknown(name: &str, at: At) -> Stop {
    Stop::Refused(EvaluateRefused {
        at: at.0,
        what: Cow::Owned(format!("%{name}")),
        problem: EvaluateProblem::UnknownVariable,
    })
}
