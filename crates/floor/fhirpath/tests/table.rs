//! The table: what each of many expressions gives. Other engines are shown the same table by
//! `conformance/fhirpath`.

use fhirpath::{Environment, Expression, Moment, Node, Value, Weights};

const INPUTS: &str = include_str!("table/inputs.json");
const CASES: &str = include_str!("table/cases.txt");

struct Case {
    line: usize,
    input: &'static str,
    expression: &'static str,
    expected: &'static str,
}

fn cases() -> Vec<Case> {
    let mut input = "";
    let mut cases = Vec::new();
    for (number, line) in CASES.lines().enumerate() {
        if let Some(name) = line.strip_prefix('@').filter(|name| !name.contains(' ')) {
            input = name;
        } else if line.starts_with('#') {
            // A heading or a remark.
        } else if let Some((expression, expected)) = line.rsplit_once(" => ") {
            cases.push(Case {
                line: number + 1,
                input,
                expression,
                expected,
            });
        }
    }
    cases
}

/// What an expression gives, as the table writes it.
fn given(case: &Case, inputs: &'static Node<'static>) -> String {
    let expression = match Expression::parse(case.expression) {
        Ok(expression) => expression,
        Err(_) => return "unreadable".to_owned(),
    };
    let input = inputs.get("inputs").and_then(|all| all.get(case.input));
    let input = input.unwrap_or_else(|| panic!("line {}: no input", case.line));
    let resource = input.get("resource").expect("every input has a resource");
    let now = inputs.get("now").and_then(Node::as_str);
    let now = now
        .and_then(Moment::parse)
        .expect("the table says when it is");
    let mut environment = Environment::new().resource(resource).now(now);
    let questionnaire = input.get("questionnaire");
    let weights = questionnaire.map(Weights::of).unwrap_or_default();
    if let Some(questionnaire) = questionnaire {
        environment = environment.questionnaire(questionnaire).weights(&weights);
    }
    let Some(Node::Object(variables)) = inputs.get("variables") else {
        panic!("the table has variables");
    };
    for (name, values) in variables.iter() {
        let values = values.items().iter().map(Value::from).collect();
        environment = environment.variable(name, values);
    }
    match expression.evaluate(resource, &environment) {
        Ok(values) => {
            let nodes: Vec<Node<'static>> = values.iter().map(node).collect();
            format!("{nodes:?}")
        }
        Err(_) => "refused".to_owned(),
    }
}

/// A quantity is written as text in the table.
fn node(value: &Value<'_>) -> Node<'static> {
    let node = match value {
        Value::Quantity(_) => Node::from(value.text().unwrap_or_default().into_owned()),
        other => other.to_node(),
    };
    plain(node)
}

/// Numbers without regard to how they are held.
fn plain(node: Node<'static>) -> Node<'static> {
    match node.as_number() {
        Some(number) => Node::Decimal(number.normalize()),
        None => node,
    }
}

fn wanted(case: &Case) -> String {
    if matches!(case.expected, "refused" | "unreadable") {
        return case.expected.to_owned();
    }
    let expected = Node::from_json(case.expected.as_bytes());
    let expected = expected.unwrap_or_else(|why| panic!("line {}: {why}", case.line));
    let nodes: Vec<Node<'static>> = expected
        .items()
        .iter()
        .map(|node| plain(node.clone().into_owned()))
        .collect();
    format!("{nodes:?}")
}

#[test]
fn every_expression_gives_what_the_table_says() {
    let inputs: &Node<'static> = Box::leak(Box::new(
        Node::from_json(INPUTS.as_bytes()).expect("the inputs are JSON"),
    ));
    let mut wrong = Vec::new();
    for case in cases() {
        let (given, wanted) = (given(&case, inputs), wanted(&case));
        if given != wanted {
            let Case {
                line, expression, ..
            } = case;
            wrong.push(format!(
                "line {line}: {expression}\n  gives  {given}\n  wanted {wanted}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_table_is_long_and_no_line_stands_twice() {
    let cases = cases();
    assert!(cases.len() >= 400, "{} cases", cases.len());
    for (number, case) in cases.iter().enumerate() {
        let before = &cases[..number];
        let again = before
            .iter()
            .find(|one| (one.input, one.expression) == (case.input, case.expression));
        assert!(again.is_none(), "line {}: {}", case.line, case.expression);
    }
}

#[test]
fn what_is_read_and_spelled_out_reads_the_same() {
    for case in cases() {
        let Ok(expression) = Expression::parse(case.expression) else {
            continue;
        };
        let spelled = expression.spelled_out();
        let again = Expression::parse(&spelled);
        let again = again.unwrap_or_else(|why| panic!("{spelled}: {why}"));
        assert_eq!(again.spelled_out(), spelled, "{}", case.expression);
    }
}
