//! The table: what each of many expressions gives. Other engines are shown the same table by
//! `conformance/fhirpath`.

#[path = "table/read.rs"]
mod read;

use fhirpath::{Expression, Tree};
use read::{cases, given};

const INPUTS: &str = include_str!("table/inputs.json");
const CASES: &str = include_str!("table/cases.txt");

#[test]
fn every_expression_gives_what_the_table_says() {
    let inputs = Tree::from_json(INPUTS.as_bytes()).expect("the inputs are JSON");
    let mut wrong = Vec::new();
    for case in cases(CASES) {
        let given = given(&case, inputs.node());
        if given.is_none() || given != case.expected {
            wrong.push(format!(
                "line {}: {}\n  gives  {given:?}\n  wanted {:?}",
                case.line, case.expression, case.expected
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
    let cases = cases(CASES);
    assert!(cases.len() >= 500, "{} cases", cases.len());
    for (number, case) in cases.iter().enumerate() {
        let again = cases[..number]
            .iter()
            .find(|one| (one.input, one.expression) == (case.input, case.expression));
        assert!(again.is_none(), "line {}: {}", case.line, case.expression);
    }
}

#[test]
fn what_is_read_and_spelled_out_reads_the_same() {
    for case in cases(CASES) {
        let Ok(expression) = Expression::parse(case.expression) else {
            continue;
        };
        let spelled = expression.spelled_out();
        let again = Expression::parse(&spelled).map(|again| again.spelled_out());
        assert_eq!(
            again.as_deref(),
            Ok(spelled.as_str()),
            "{}",
            case.expression
        );
    }
}
