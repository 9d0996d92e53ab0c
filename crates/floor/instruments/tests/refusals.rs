//! A measure that contradicts itself is not taken, and the refusal names the file and the key.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod fixture;

use fixture::{MEASURE, evidence, form, read};
use instruments::{MeasureProblem, Measures};

#[test]
fn the_made_up_measure_reads() {
    let measures = read(&form(), MEASURE).unwrap();
    let measure = measures.get("made-up").unwrap();
    assert_eq!(measure.main().map(|rule| rule.range), Some((0.0, 9.0)));
    assert_eq!(measures.by_canonical("urn:x-test:made-up|1"), Some(measure));
    let told: Vec<f64> = measure
        .reliable_changes("total")
        .iter()
        .map(|c| c.value)
        .collect();
    assert_eq!(told, [3.0, 2.0], "the default comes first");
}

/// One change to the evidence, the key it is refused at, and a part of the words.
const CHANGES: [(&str, &str, &str, &str); 43] = [
    // What is missing, unknown, empty or of the wrong kind.
    (
        "construct = \"nothing\"\n",
        "",
        "measure.construct",
        "missing field",
    ),
    ("finding = []\n", "", "measure.finding", "missing field"),
    ("mean = 4.5\n", "", "measure.norm.mean", "missing field"),
    (
        "known_error = []",
        "known_error = []\nnonsense = 1",
        "measure.nonsense",
        "unknown field",
    ),
    (
        "use = \"a case\"",
        "use = \" \"",
        "measure.cutoff.use",
        "empty",
    ),
    (
        "source = \"the recall window\"",
        "source = \"\"",
        "measure.interval.source",
        "empty",
    ),
    (
        "better = \"lower\"",
        "better = \"up\"",
        "measure.score.better",
        "unknown variant",
    ),
    (
        "item = \"q.3\"\n",
        "item = \"q.3\"\nkind = \"fire\"\n",
        "measure.safety.kind",
        "unknown variant",
    ),
    (
        "value = 5\n",
        "value = \"5\"\n",
        "measure.cutoff.value",
        "invalid type",
    ),
    (
        "text_checked_in = [\"here\", \"there\"]",
        "text_checked_in = [\"here\", \"here\"]",
        "measure.text_checked_in",
        "two independent places",
    ),
    // Questions and items.
    (
        "unscored = [\"q.words\"]",
        "unscored = []",
        "measure.item",
        "'q.words'",
    ),
    (
        "unscored = [\"q.words\"]",
        "unscored = [\"q.words\", \"q.none\"]",
        "measure.unscored",
        "no question 'q.none'",
    ),
    (
        "unscored = [\"q.words\"]",
        "unscored = [\"q.words\", \"q.1\"]",
        "measure.unscored",
        "'q.1' is there twice",
    ),
    (
        "link_id = \"q.gate\"",
        "link_id = \"q.gat\"",
        "measure.item.q.gat",
        "no question 'q.gat'",
    ),
    (
        "link_id = \"q.1\"\nrange = [0, 3]",
        "link_id = \"q.1\"\nrange = [0, 4]",
        "measure.item.q.1.range",
        "gives 0 to 3",
    ),
    (
        "link_id = \"q.1\"\nrange = [0, 3]",
        "link_id = \"q.1\"\nrange = [3, 0]",
        "measure.item.q.1.range",
        "not a range",
    ),
    (
        "link_id = \"q.1\"\nrange = [0, 3]",
        "link_id = \"q.1\"\nrange = [0, 3]\nwithout_weight = [\"o1\"]",
        "measure.item.q.1.without_weight",
        "'o1'",
    ),
    (
        "link_id = \"q.1\"\nrange = [0, 3]",
        "link_id = \"q.1\"\nrange = [0, 3]\nwithout_weight = [\"o9\"]",
        "measure.item.q.1.without_weight",
        "'o9'",
    ),
    // Scores.
    (
        "range = [0, 9]",
        "range = [0, 27]",
        "measure.score.total.range",
        "gives 0 to 9",
    ),
    (
        "at_least = 2\nitems",
        "items",
        "measure.score.high.at_least",
        "does not go",
    ),
    (
        "name = \"total\"\nhow = \"sum\"",
        "name = \"total\"\nhow = \"max\"",
        "measure.score.total.missing",
        "prorating",
    ),
    (
        "up_to = 1",
        "up_to = 3",
        "measure.score.total.missing",
        "prorating",
    ),
    (
        "item = \"q.gate\", when = 0",
        "item = \"q.gate\", when = 2",
        "measure.score.high.gate",
        "2",
    ),
    (
        "when = 0, value = 0",
        "when = 0, value = 4",
        "measure.score.high.gate",
        "4",
    ),
    (
        "name = \"high\"",
        "name = \"total\"",
        "measure.score.total",
        "twice",
    ),
    (
        "main = \"total\"",
        "main = \"sum\"",
        "measure.main",
        "'sum'",
    ),
    (
        "better = \"lower\"",
        "better = \"neither\"",
        "measure.cutoff.total",
        "lower or higher",
    ),
    // Published numbers.
    ("from = 5", "from = 0", "measure.band.total", "rise"),
    ("from = 0", "from = 1", "measure.band.total", "begin"),
    (
        "value = 5\nside",
        "value = 10\nside",
        "measure.cutoff.total",
        "10",
    ),
    ("mean = 4.5", "mean = 45", "measure.norm.total.mean", "45"),
    (
        "score = \"total\"\nsample = \"nobody\"\nmean",
        "score = \"sum\"\nsample = \"nobody\"\nmean",
        "measure.norm",
        "'sum'",
    ),
    (
        "value = 0.8",
        "value = 8",
        "measure.reliability.total.value",
        "8",
    ),
    (
        "default = true\nwhy = \"it is the only reliable one\"\n",
        "",
        "measure.reliable_change.total.default",
        "exactly one",
    ),
    (
        "why = \"it is the only reliable one\"\n",
        "",
        "measure.reliable_change.total.default",
        "says why",
    ),
    (
        "computed = { sd = 2.0",
        "computed = { sd = 3.0",
        "measure.reliable_change.total.computed",
        "give 4",
    ),
    (
        "shortest_days = 14",
        "shortest_days = 7",
        "measure.interval.shortest_days",
        "below_recall",
    ),
    (
        "at_least = 2\nnext",
        "at_least = 0\nnext",
        "measure.safety.q.3.at_least",
        "0",
    ),
    // Codes.
    (
        "panel = \"44249-1\"",
        "panel = \"44294-1\"",
        "measure.loinc",
        "'44294-1' is not",
    ),
    (
        "panel = \"44249-1\"\n",
        "",
        "measure.loinc.panel",
        "'44249-1' is in the form",
    ),
    (
        "{ \"q.gate\" = \"44250-9\" }",
        "{ \"q.gate\" = \"44255-8\" }",
        "measure.loinc.items.q.gate",
        "'44250-9'",
    ),
    // Worked cases.
    (
        "total = 7, high = 2",
        "total = 6, high = 2",
        "measure.case.1.scores.total",
        "gives 7, not 6",
    ),
    (
        "safety = [\"q.3\"]",
        "safety = []",
        "measure.case.2.safety",
        "gives q.3",
    ),
];

#[test]
fn what_contradicts_itself_is_refused_by_key() {
    for (from, to, key, words) in CHANGES {
        assert!(MEASURE.contains(from), "{from}");
        let refused = read(&form(), &MEASURE.replacen(from, to, 1)).unwrap_err();
        assert_eq!(refused.path, "made-up.evidence.toml", "{from} -> {to}");
        assert_eq!(refused.key, key, "{from} -> {to}: {refused}");
        assert!(
            refused.to_string().contains(words),
            "{from} -> {to}: {refused}"
        );
    }
}

#[test]
fn worked_cases_are_compared_whole() {
    for (from, to, key) in [
        (
            "scores = { total = \"none\"",
            "scores = { total = 6",
            "measure.case.3.scores.total",
        ),
        (
            "scores = { total = 3,",
            "scores = { total = \"none\",",
            "measure.case.2.scores.total",
        ),
        (
            "{ total = \"low\" }",
            "{ total = \"not so low\" }",
            "measure.case.2.bands.total",
        ),
        (
            "answers = \"3 0 1 1\"",
            "answers = \"3 0 1\"",
            "measure.case.1.answers",
        ),
        (
            "answers = \"3 0 1 1\"",
            "answers = \"4 0 1 1\"",
            "measure.case.1.answers",
        ),
        (
            "answers = \"3 0 1 1\"",
            "answers = \"3 x 1 1\"",
            "measure.case.1.answers",
        ),
        (
            "scores = { total = 7,",
            "scores = { sum = 7,",
            "measure.case.1.scores.sum",
        ),
        (
            "safety = []\n",
            "findings = { itq-dso = \"met\" }\n",
            "measure.case.1.findings.itq-dso",
        ),
    ] {
        assert!(MEASURE.contains(from), "{from}");
        let refused = read(&form(), &MEASURE.replacen(from, to, 1)).unwrap_err();
        assert_eq!(refused.key, key, "{refused}");
    }
}

#[test]
fn a_code_in_the_form_that_nobody_verified_is_refused_wherever_it_stands() {
    for (from, to, code) in [
        (
            r#""code":"o1""#,
            r#""system":"http://loinc.org","code":"LA6568-5""#,
            "LA6568-5",
        ),
        (
            r#""text":"Words?""#,
            r#""code":[{"system":"http://loinc.org","code":"44255-8"}],"text":"Words?""#,
            "44255-8",
        ),
    ] {
        let form = form().replacen(from, to, 1);
        let refused = read(&form, MEASURE).unwrap_err();
        assert_eq!(
            *refused.problem,
            MeasureProblem::LoincNotVerified(code.to_owned())
        );
        // Listed with its source it is taken, but only in its place.
        let answers = format!("answers = [\"{code}\"]\npanel = \"44249-1\"");
        let listed = MEASURE.replacen("panel = \"44249-1\"", &answers, 1);
        assert_eq!(
            read(&form, &listed).is_ok(),
            code.starts_with("LA"),
            "{code}"
        );
    }
}

#[test]
fn a_weight_that_slipped_is_noticed_between_the_ends_of_the_range() {
    let slipped = form().replacen("\"valueDecimal\":1}", "\"valueDecimal\":2}", 1);
    let refused = read(&slipped, MEASURE).unwrap_err();
    assert_eq!(refused.key, "measure.item.q.1.weights");
    assert_eq!(
        *refused.problem,
        MeasureProblem::UnevenWeights(vec![0.0, 2.0, 2.0, 3.0])
    );
    let written = |weights: &str| {
        let item = format!("link_id = \"q.1\"\nrange = [0, 3]\nweights = {weights}");
        MEASURE.replacen("link_id = \"q.1\"\nrange = [0, 3]", &item, 1)
    };
    assert!(read(&slipped, &written("[0, 2, 2, 3]")).is_ok());
    assert!(read(&slipped, &written("[0, 1, 2, 3]")).is_err());
    assert!(read(&form(), &written("[0, 1, 2]")).is_err());
}

#[test]
fn a_rule_takes_its_own_items_only() {
    let asks = |rule: &str, items: &str| {
        let finding = format!(
            "[[measure.finding]]\nrule = \"{rule}\"\nitems = {items}\nsource = \"a test\"\n"
        );
        let measure = MEASURE.replacen("finding = []\n", "", 1);
        *read(&form(), &format!("{measure}\n{finding}"))
            .unwrap_err()
            .problem
    };
    let five = r#"["q.1", "q.2", "q.3", "q.gate", "q.words"]"#;
    assert_eq!(
        asks("horoscope", five),
        MeasureProblem::NoRule("horoscope".to_owned())
    );
    assert!(matches!(
        asks("itq", five),
        MeasureProblem::RuleItems { expected: 18, .. }
    ));
    assert!(matches!(
        asks("asq", five),
        MeasureProblem::RangeDiffers { .. }
    ));
    let gates = r#"["q.gate", "q.gate", "q.gate", "q.gate", "q.gate"]"#;
    assert_eq!(
        asks("asq", gates),
        MeasureProblem::Twice("q.gate".to_owned())
    );
    let none = r#"["q.gate", "q.none", "q.gate", "q.gate", "q.gate"]"#;
    assert_eq!(
        asks("asq", none),
        MeasureProblem::NoItem("q.none".to_owned())
    );
}

/// A second line may say where a case begins. It lies no nearer to health than the one that divides,
/// and there is none without that one.
#[test]
fn a_start_lies_where_nobody_has_recovered_yet() {
    let with = |value: u32, starts: &str| {
        let start = format!(
            "[[measure.cutoff]]\nscore = \"total\"\nvalue = {value}\nside = \"clinical\"\n{starts}\n\
             use = \"a start\"\nsource = \"a test\"\n\n[[measure.norm]]"
        );
        MEASURE.replacen("[[measure.norm]]", &start, 1)
    };
    assert!(read(&form(), &with(7, "starts = true")).is_ok());
    assert!(read(&form(), &with(5, "starts = true")).is_ok());
    let alone = with(7, "starts = true").replacen("divides = true\n", "", 1);
    for refused in [
        with(4, "starts = true"),
        with(7, "divides = true"),
        alone,
        with(7, "starts = true").replacen("divides = true", "divides = true\nstarts = true", 1),
    ] {
        let refused = read(&form(), &refused).unwrap_err();
        assert_eq!(refused.key, "measure.cutoff.total");
        assert_eq!(*refused.problem, MeasureProblem::OneDivides);
    }
}

#[test]
fn a_form_that_measures_nothing_says_why() {
    let form = form();
    let refused = read(&form, "").unwrap_err();
    assert_eq!(*refused.problem, MeasureProblem::NoMeasure);
    let (head, _) = MEASURE.split_once("[[measure.item]]").unwrap();
    let (settings, tables) = head.split_once("[measure.recall]").unwrap();
    let lists = "item = []\nscore = []\nband = []\ncutoff = []\nnorm = []\nreliability = []\n\
        reliable_change = []\nsafety = []\ncase = []\nno_score = 'it is a list'\n";
    let settings = settings.replace("main = \"total\"\n", "").replace(
        "[\"q.words\"]",
        r#"["q.1", "q.2", "q.3", "q.gate", "q.words"]"#,
    );
    let loinc = "[[measure.loinc]]\nsource = \"a test\"\npanel = \"44249-1\"\n\
        items = { \"q.gate\" = \"44250-9\" }\n";
    let list = format!("{settings}{lists}[measure.recall]{tables}{loinc}");
    let measures = read(&form, &list).unwrap();
    assert_eq!(measures.all()[0].no_score(), Some("it is a list"));
    assert!(measures.all()[0].score(&[]).unwrap().scores.is_empty());
    let silent = list.replace("no_score = 'it is a list'\n", "");
    let refused = read(&form, &silent).unwrap_err();
    assert_eq!(*refused.problem, MeasureProblem::NothingMeasured);
}

#[test]
fn two_measures_never_share_a_name_or_a_form() {
    let (form, again) = (
        form(),
        form().replace("urn:x-test:made-up", "urn:x-test:again"),
    );
    let both = |second: &str, text: &str| {
        Measures::from_files([
            ("a/made-up.json".to_owned(), form.clone()),
            (
                "a/made-up.evidence.toml".to_owned(),
                evidence(&form, MEASURE),
            ),
            (format!("b/{second}.json"), text.to_owned()),
            (format!("b/{second}.evidence.toml"), evidence(text, MEASURE)),
        ])
    };
    assert!(both("other", &again).is_ok());
    let refused = both("made-up", &again).unwrap_err();
    assert_eq!(
        *refused.problem,
        MeasureProblem::SameMeasure("made-up".to_owned())
    );
    assert!(matches!(
        *both("other", &form).unwrap_err().problem,
        MeasureProblem::Library(forms::LibraryProblem::SameForm(_))
    ));
}
