//! What is refused, where, and in which words; and the bounds, which nothing gets past.

use fhirpath::{
    DEEPEST_BRACKETS, DEEPEST_EXPRESSION, DEEPEST_JSON, Environment, EvaluateProblem, Expression,
    LONGEST_EXPRESSION, ParseProblem, Tree, Value,
};

/// Where and why an expression is not taken.
fn refused(text: &str) -> Option<(usize, usize, usize, String)> {
    let refused = Expression::parse(text).err()?;
    let said = refused.problem.to_string();
    Some((refused.at, refused.line, refused.column, said))
}

/// Why an expression gives no result at an empty object.
fn stopped(text: &str) -> Option<(String, EvaluateProblem)> {
    let expression = Expression::parse(text).ok()?;
    let nothing = Tree::object::<&str>([]);
    let refused = expression.evaluate(&nothing, &Environment::new()).err()?;
    Some((refused.what.into_owned(), refused.problem))
}

/// What is written; where it is refused: byte, line, column; and in which words.
const REFUSALS: [(&str, usize, usize, usize, &str); 11] = [
    (
        "item.where(",
        11,
        1,
        12,
        "here is the end; expected a value, a path or a function",
    ),
    ("1 +\n  ?", 6, 2, 3, "'?' has no meaning here"),
    (
        "'año' & \"x\"",
        9,
        1,
        9,
        "a string stands between single quotes, a delimited name between backquotes",
    ),
    (
        "item.Where(true)",
        5,
        1,
        6,
        "there is no function 'Where'; is 'where' meant?",
    ),
    (
        "item.summe()",
        5,
        1,
        6,
        "there is no function 'summe'; is 'sum' meant?",
    ),
    (
        "item.take()",
        5,
        1,
        6,
        "take() takes one argument, and is given 0",
    ),
    (
        "x.memberOf('a')",
        2,
        1,
        3,
        "'memberOf()' needs a terminology server, and none is asked here: list the codes with 'in'",
    ),
    (
        "%factory",
        0,
        1,
        1,
        "'%factory' makes new resources, which no form needs to be answered or scored",
    ),
    ("'a'.matches('(')", 4, 1, 5, ""),
    (
        "'a'.matches(%x)",
        4,
        1,
        5,
        "the pattern must be written out as a string, so that it can be checked now",
    ),
    (
        "@2026-1",
        0,
        1,
        1,
        "no date or time: write it like @2026-11-22, @2026-11-22T08:00:00+01:00 or @T08:00",
    ),
];

#[test]
fn a_refusal_names_the_place_and_what_to_do() {
    for (text, at, line, column, words) in REFUSALS {
        let Some((where_, on_line, in_column, said)) = refused(text) else {
            panic!("{text} is taken");
        };
        assert_eq!((where_, on_line, in_column), (at, line, column), "{text}");
        assert!(words.is_empty() || said == words, "{text}: {said}");
    }
}

#[test]
fn an_evaluation_that_stops_names_the_function_and_never_what_was_answered() {
    let answered = Tree::object([("word", Tree::from("a secret"))]);
    for (text, what) in [
        ("(1 | 2).single()", "single"),
        ("word + 1", "+"),
        ("word.round()", "round"),
        ("%nobody", "%nobody"),
        ("today()", "today"),
        ("word < 1", "<"),
    ] {
        let expression = Expression::parse(text).unwrap();
        let refused = expression.evaluate(&answered, &Environment::new());
        let refused = refused.unwrap_err();
        assert_eq!(refused.what, what, "{text}");
        assert!(!refused.to_string().contains("secret"), "{refused}");
    }
}

#[test]
fn an_expression_may_be_long_but_not_too_long() {
    let just = format!("'{}'", "a".repeat(LONGEST_EXPRESSION - 2));
    assert!(Expression::parse(&just).is_ok());
    let problem = Expression::parse(&(just + " ")).unwrap_err().problem;
    assert_eq!(
        problem,
        ParseProblem::TooLong {
            bytes: LONGEST_EXPRESSION + 1
        }
    );
}

#[test]
fn what_builds_on_itself_too_often_is_refused_however_it_is_written() {
    for text in [
        "(".repeat(5_000),
        "-".repeat(5_000) + "1",
        "a".to_owned() + &".a".repeat(4_000),
        "1".to_owned() + &" + 1".repeat(2_000),
        "a".to_owned() + &"[0]".repeat(2_000),
        "iif(true, ".repeat(900) + "1" + &")".repeat(900),
        "a.where(".repeat(1_000) + "true" + &")".repeat(1_000),
        "1 is Integer".to_owned() + &" is Boolean".repeat(500),
    ] {
        let problem = Expression::parse(&text).unwrap_err().problem;
        assert!(
            matches!(problem, ParseProblem::TooDeep | ParseProblem::TooNested),
            "{text:.20}: {problem}"
        );
    }
}

#[test]
fn the_deepest_expressions_there_may_be_are_evaluated_on_a_small_stack() {
    let deep = DEEPEST_EXPRESSION - 4;
    let nested = DEEPEST_BRACKETS - 4;
    let texts = [
        "1".to_owned() + &" + 1".repeat(deep),
        "true".to_owned() + &".not()".repeat(deep),
        "(".repeat(nested) + "1" + &")".repeat(nested),
        "1.select(".repeat(nested) + "$this" + &")".repeat(nested),
        "iif(true, ".repeat(nested) + "1" + &")".repeat(nested),
        "(1 | 2)".to_owned() + &".where(true)".repeat(deep),
        "1".to_owned() + &" | 1".repeat(deep),
    ];
    let evaluated = std::thread::Builder::new()
        .stack_size(3 << 19)
        .spawn(move || {
            texts.map(|text| {
                let expression = Expression::parse(&text).unwrap();
                let nothing = Tree::object::<&str>([]);
                expression.evaluate(&nothing, &Environment::new()).is_ok()
            })
        });
    assert_eq!(evaluated.unwrap().join().unwrap(), [true; 7]);
}

#[test]
fn an_expression_that_would_not_end_is_stopped() {
    for text in ["1.repeat($this + 1)", "(1 | 2).repeat($this + 0.5)"] {
        let problem = stopped(text).map(|(_, problem)| problem);
        assert_eq!(problem, Some(EvaluateProblem::TooManySteps), "{text}");
    }
    let eight = "(1 | 2 | 3 | 4 | 5 | 6 | 7 | 8)";
    let nested = format!(
        "{eight}.select({eight}.select({eight}.select({eight}.select({eight}.select({eight}.select({eight}))))))"
    );
    let problem = stopped(&nested).map(|(_, problem)| problem);
    assert_eq!(problem, Some(EvaluateProblem::TooManySteps));
}

#[test]
fn a_text_that_would_grow_without_end_is_stopped() {
    let ten = "(1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10)";
    let grown = format!("({ten}.combine({ten})).aggregate($total & $total, 'abcdefghij')");
    let problem = stopped(&grown).map(|(_, problem)| problem);
    assert_eq!(problem, Some(EvaluateProblem::TooLong));
}

#[test]
fn fewer_steps_may_be_allowed() {
    let expression = Expression::parse("(1 | 2 | 3).sum()").unwrap();
    let nothing = Tree::object::<&str>([]);
    let few = Environment::new().steps(3);
    let refused = expression.evaluate(&nothing, &few).unwrap_err();
    assert_eq!(refused.problem, EvaluateProblem::TooManySteps);
    let enough = Environment::new().steps(30);
    assert_eq!(
        expression.evaluate(&nothing, &enough),
        Ok(vec![Value::Integer(6)])
    );
}

#[test]
fn json_may_be_deep_but_not_too_deep() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(Tree::from_json(nested(DEEPEST_JSON).as_bytes()).is_ok());
    assert!(Tree::from_json(nested(DEEPEST_JSON + 2).as_bytes()).is_err());
    assert!(Tree::from_json(nested(1_000_000).as_bytes()).is_err());
}

#[test]
fn json_that_is_broken_is_refused_at_its_place() {
    for (text, line, column) in [
        ("{\n  \"a\": 1,\n  \"b\": tru\n}", 3, 8),
        ("[1, 2", 1, 6),
        ("{\"a\" 1}", 1, 6),
        ("\"ñ\\x\"", 1, 4),
        ("1 2", 1, 3),
        ("", 1, 1),
        ("01", 1, 2),
        ("{\"a\":1,}", 1, 8),
    ] {
        let refused = Tree::from_json(text.as_bytes()).unwrap_err();
        assert_eq!((refused.line, refused.column), (line, column), "{text}");
    }
    assert!(Tree::from_json(&[b'"', 0xff, b'"']).is_err());
}
