//! Reads the table and says what this engine gives for each case of it.

use fhirpath::{Environment, Expression, Moment, Node, Tree, Value, Weights};

/// What an expression gives, or is expected to.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Given {
    /// These values, numbers without trailing zeros.
    Values(Vec<Tree<'static>>),
    /// The expression is read and gives no result.
    Refused,
    /// The expression is not taken.
    Unreadable,
}

/// A line of the table.
pub(crate) struct Case<'t> {
    /// From 1.
    pub(crate) line: usize,
    /// The name of the input.
    pub(crate) input: &'t str,
    /// What is evaluated.
    pub(crate) expression: &'t str,
    /// What it gives; `None` if the line cannot be read.
    pub(crate) expected: Option<Given>,
}

/// The cases of a table.
pub(crate) fn cases(table: &str) -> Vec<Case<'_>> {
    let mut input = "";
    let mut cases = Vec::new();
    for (number, line) in table.lines().enumerate() {
        if let Some(name) = line.strip_prefix('@').filter(|name| !name.contains(' ')) {
            input = name;
        } else if line.starts_with('#') {
            // A heading or a remark.
        } else if let Some((expression, expected)) = line.rsplit_once(" => ") {
            cases.push(Case {
                line: number + 1,
                input,
                expression,
                expected: written(expected),
            });
        }
    }
    cases
}

/// What is written in the table, or by another engine in the same way.
pub(crate) fn written(text: &str) -> Option<Given> {
    match text.trim_matches('"') {
        "refused" => Some(Given::Refused),
        "unreadable" => Some(Given::Unreadable),
        _ => {
            let values = Tree::from_json(text.as_bytes()).ok()?;
            let values = values.node().items();
            let values = values.map(|node| plain(node.to_tree().into_owned()));
            Some(Given::Values(values.collect()))
        }
    }
}

/// What this engine gives for a case; `None` if the inputs do not fit the table.
pub(crate) fn given(case: &Case<'_>, inputs: Node<'_>) -> Option<Given> {
    let Ok(expression) = Expression::parse(case.expression) else {
        return Some(Given::Unreadable);
    };
    let input = inputs.get("inputs")?.get(case.input)?;
    let now = inputs.get("now")?.as_str().and_then(Moment::parse)?;
    let resource = input.get("resource")?;
    let mut environment = Environment::new().resource(resource).now(now);
    let questionnaire = input.get("questionnaire");
    let weights = questionnaire.map(Weights::of).unwrap_or_default();
    if let Some(questionnaire) = questionnaire {
        environment = environment.questionnaire(questionnaire).weights(&weights);
    }
    for (name, values) in inputs.get("variables")?.fields() {
        let values = values.items().map(Value::from).collect();
        environment = environment.variable(name, values);
    }
    Some(match expression.evaluate(resource, &environment) {
        Ok(values) => Given::Values(values.iter().map(tree).collect()),
        Err(_) => Given::Refused,
    })
}

/// A quantity is written as text in the table.
fn tree(value: &Value<'_>) -> Tree<'static> {
    match value {
        Value::Quantity(quantity) => Tree::from(quantity.to_string()),
        other => plain(other.to_tree()),
    }
}

/// A number without regard to how it is held.
fn plain(tree: Tree<'static>) -> Tree<'static> {
    match tree.node().as_number() {
        Some(number) => Tree::from(number.normalize()),
        None => tree,
    }
}
