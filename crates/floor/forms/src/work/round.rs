//! One round: every expression of the form worked out once, on the answers as they are.

use super::{Known, Trouble, value};
use crate::answer::Answer;
use crate::expression::{Formula, Variable, World};
use crate::layout::{Layout, Place};
use crate::questionnaire::Questionnaire;
use crate::spot::Spot;
use crate::tree::{self, Fullness};
use fhirpath::{Environment, EvaluateProblem, EvaluateRefused, Node, Tree, Value};
use std::collections::BTreeSet;

/// How many steps one expression may take: a form must not hold up everybody else. This engine's
/// own choice.
const STEPS: u32 = 200_000;

pub(super) struct Round<'r, 'f> {
    pub(super) form: &'r Questionnaire,
    pub(super) world: &'r World,
    pub(super) layout: &'r Layout<'f>,
    pub(super) answers: &'r [Vec<Answer>],
    pub(super) asked: &'r [bool],
    /// Places whose calculated answer was recorded earlier and stays.
    pub(super) recorded: &'r [bool],
    pub(super) known: Known<'r>,
}

/// What a round found, each with the number of its place.
#[derive(Default)]
pub(super) struct Found {
    pub(super) enabled: Vec<(usize, bool)>,
    pub(super) values: Vec<(usize, Vec<Answer>)>,
    pub(super) troubles: Vec<Trouble>,
}

/// Which expressions are worked out, and what came of it.
struct Going<'g> {
    found: Found,
    /// Paths of expressions that take too long to be tried again.
    given_up: &'g mut BTreeSet<String>,
    /// Only what stands there at the beginning; if so, whether only at fixed places.
    beginning: Option<bool>,
}

impl Going<'_> {
    fn trouble(&mut self, spot: Option<&Spot>, formula: &Formula, what: String) {
        self.found.troubles.push(Trouble {
            spot: spot.cloned(),
            path: formula.path.clone(),
            what,
        });
    }

    fn refused(&mut self, spot: Option<&Spot>, formula: &Formula, refused: &EvaluateRefused) {
        if refused.problem == EvaluateProblem::TooManySteps {
            self.given_up.insert(formula.path.clone());
        }
        self.trouble(spot, formula, refused.to_string());
    }
}

impl Round<'_, '_> {
    /// Works out what is asked and what is calculated.
    pub(super) fn work(&self, given_up: &mut BTreeSet<String>) -> Found {
        self.go(given_up, None)
    }

    /// Works out what stands there at the beginning.
    pub(super) fn begin(&self, only_fixed: bool) -> Found {
        self.go(&mut BTreeSet::new(), Some(only_fixed))
    }

    fn go(&self, given_up: &mut BTreeSet<String>, beginning: Option<bool>) -> Found {
        let answers = |index: usize| {
            let counts = self.asked.get(index).copied().unwrap_or(false);
            let given = self.answers.get(index).filter(|_| counts);
            given.map_or(&[][..], Vec::as_slice)
        };
        let items = tree::items(self.layout, &answers, Fullness::Answers);
        let response = response(items);
        let written = |index: usize| answers(index).iter().any(|a| !a.is_skipped());
        let nodes = tree::nodes(self.layout, response.node(), &written);
        let stand_ins: Vec<Tree<'_>> = self.layout.places.iter().map(stand_in).collect();
        let previous = self.previous();
        let mut environment = Environment::new()
            .resource(&response)
            .questionnaire(&*self.world.tree)
            .weights(&self.world.weights)
            .steps(STEPS)
            .variable("previous", previous.iter().map(Value::from).collect());
        if let Some(now) = self.known.now {
            environment = environment.now(now);
        }
        for name in &self.world.launch {
            environment = environment.variable(name, Vec::new());
        }
        let mut going = Going {
            found: Found::default(),
            given_up,
            beginning,
        };
        let own = &self.form.variables;
        environment = with_variables(environment, own, response.node(), None, &mut going);
        let walk = Walk {
            round: self,
            nodes: &nodes,
            stand_ins: &stand_ins,
        };
        walk.places(0, self.layout.places.len(), &environment, &mut going);
        going.found
    }

    /// The earlier response as a tree, laid out by this form; what the form does not ask any more
    /// is not in it.
    fn previous(&self) -> Option<Tree<'static>> {
        let previous = self.known.previous?;
        let layout = Layout::new(self.form, &previous.copies(self.form));
        let given = previous.by_place(&layout);
        let answers = |index: usize| given.get(index).map_or(&[][..], Vec::as_slice);
        let items = tree::items(&layout, &answers, Fullness::Answers);
        Some(response(items).into_owned())
    }
}

fn response(items: Vec<Tree<'_>>) -> Tree<'_> {
    let kind = Tree::from("QuestionnaireResponse");
    Tree::object([("resourceType", kind), ("item", Tree::array(items))])
}

/// What an expression is worked out at where nothing was answered yet.
fn stand_in<'a>(place: &Place<'a>) -> Tree<'a> {
    Tree::object([("linkId", Tree::from(place.item.link_id.as_str()))])
}

fn with_variables<'n>(
    mut environment: Environment<'n>,
    variables: &'n [Variable],
    context: Node<'n>,
    spot: Option<&Spot>,
    going: &mut Going<'_>,
) -> Environment<'n> {
    for Variable { name, formula } in variables {
        let values = if going.given_up.contains(&formula.path) {
            Vec::new()
        } else {
            match formula.expression.evaluate(context, &environment) {
                Ok(values) => values,
                Err(refused) => {
                    going.refused(spot, formula, &refused);
                    Vec::new()
                }
            }
        };
        environment = environment.variable(name, values);
    }
    environment
}

struct Walk<'w, 'f, 'n> {
    round: &'w Round<'n, 'f>,
    nodes: &'n [Option<Node<'n>>],
    stand_ins: &'n [Tree<'n>],
}

impl<'n> Walk<'_, '_, 'n> {
    /// Places lie at most as deep as a form's items, so this ends.
    fn places(&self, from: usize, to: usize, environment: &Environment<'n>, going: &mut Going<'_>) {
        let mut here = from;
        while here < to {
            let Some(place) = self.round.layout.places.get(here) else {
                return;
            };
            self.place(here, place, environment, going);
            here = place.end;
        }
    }

    fn place(
        &self,
        here: usize,
        place: &'n Place<'_>,
        environment: &Environment<'n>,
        going: &mut Going<'_>,
    ) {
        let node = self.nodes.get(here).copied().flatten();
        let Some(context) = node.or_else(|| self.stand_ins.get(here).map(Tree::node)) else {
            return;
        };
        let computed = &place.item.computed;
        let own;
        let mut environment = environment;
        if !computed.variables.is_empty() {
            let spot = Some(&place.spot);
            let with = environment.clone();
            own = with_variables(with, &computed.variables, context, spot, going);
            environment = &own;
        }
        let at = At {
            here,
            place,
            context,
        };
        if let Some(only_fixed) = going.beginning {
            if let Some(formula) = &computed.initial
                && (!only_fixed || place.item.is_fixed())
            {
                worked_out(&at, formula, environment, going);
            }
        } else {
            if let Some(formula) = &computed.enabled {
                self.enabled(&at, formula, environment, going);
            }
            let asked = self.round.asked.get(here).copied().unwrap_or(false);
            let recorded = self.round.recorded.get(here).copied().unwrap_or(false);
            if let Some(formula) = &computed.value
                && asked
                && !recorded
            {
                worked_out(&at, formula, environment, going);
            }
        }
        self.places(here + 1, place.end, environment, going);
    }

    fn enabled(
        &self,
        at: &At<'n, '_>,
        formula: &'n Formula,
        environment: &Environment<'n>,
        going: &mut Going<'_>,
    ) {
        let parent = at.place.parent;
        let reached = parent.is_none_or(|p| self.round.asked.get(p).copied().unwrap_or(false));
        let holds = if !reached || going.given_up.contains(&formula.path) {
            false
        } else {
            match formula.expression.holds(at.context, environment) {
                Ok(holds) => holds,
                Err(refused) => {
                    going.refused(Some(&at.place.spot), formula, &refused);
                    false
                }
            }
        };
        going.found.enabled.push((at.here, holds));
    }
}

/// What an expression gives as the answer of its question.
fn worked_out<'n>(
    at: &At<'n, '_>,
    formula: &'n Formula,
    environment: &Environment<'n>,
    going: &mut Going<'_>,
) {
    let spot = Some(&at.place.spot);
    let answers = if going.given_up.contains(&formula.path) {
        Vec::new()
    } else {
        match formula.expression.evaluate(at.context, environment) {
            Ok(values) => value::answers(at.place.item, &values).unwrap_or_else(|what| {
                going.trouble(spot, formula, what.to_owned());
                Vec::new()
            }),
            Err(refused) => {
                going.refused(spot, formula, &refused);
                Vec::new()
            }
        }
    };
    going.found.values.push((at.here, answers));
}

/// A place being worked out.
struct At<'n, 'p> {
    here: usize,
    place: &'n Place<'p>,
    context: Node<'n>,
}
