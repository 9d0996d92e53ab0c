//! The command from its flags to its exit code.

use super::Course;
use crate::Failed;
use clap::Parser;
use std::fmt::Write;

#[derive(Parser)]
struct Asked {
    #[command(flatten)]
    course: Course,
}

/// What came out, what was said aside, and how it ended.
struct Outcome {
    out: String,
    aside: String,
    ended: Result<(), Failed>,
}

impl Outcome {
    fn code(&self) -> u8 {
        self.ended.as_ref().map_or_else(Failed::code, |()| 0)
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

fn run(flags: &[&str], table: &str) -> Outcome {
    let asked = Asked::parse_from(["course"].iter().chain(flags));
    let (mut out, mut aside) = (Vec::new(), Vec::new());
    let ended = asked.course.between(table.as_bytes(), &mut out, &mut aside);
    Outcome {
        out: String::from_utf8(out).unwrap(),
        aside: String::from_utf8(aside).unwrap(),
        ended,
    }
}

const SLEEP: &str = include_str!("../../../../floor/insight/vectors/course/sleepstudy.csv");
const SLEEP_COLUMNS: [&str; 6] = [
    "--person",
    "Subject",
    "--session",
    "Days",
    "--score",
    "Reaction",
];

fn sleep(more: &[&str]) -> Outcome {
    let flags: Vec<&str> = SLEEP_COLUMNS.iter().chain(more).copied().collect();
    run(&flags, SLEEP)
}

/// A table of people with scores at intake; one of them has the rows of all sessions mixed in.
fn with_intake() -> String {
    let mut table = String::from("session,intake,score,person\n");
    for session in 0..5 {
        for person in 0..12 {
            let (intake, wave) = (20 + person % 5, (person * 7 + session * 5) % 4);
            let score = intake - session + wave;
            writeln!(table, "{session},{intake},{score},P{person}").unwrap();
        }
    }
    table
}

#[test]
fn the_estimates_are_those_of_the_reference() {
    let found = sleep(&["--time", "raw", "--method", "ml", "--format", "json"]);
    assert_eq!((found.code(), found.aside.as_str()), (0, ""));
    let json = found.json();
    let number = |path: &str| json.pointer(path).unwrap().as_f64().unwrap();
    for (path, wanted) in [
        ("/fixed/0", 251.405_104_85),
        ("/fixed/1", 10.467_285_96),
        ("/fixed_se/0", 6.632_276_807),
        ("/random_sd/1", 5.716_834_542_5),
        ("/random_correlation", 0.081_320_075_363),
        ("/residual_sd", 25.591_815_627),
        ("/log_likelihood", -875.969_672_23),
    ] {
        let off = (number(path) / wanted - 1.0).abs();
        assert!(off < 1e-9, "{path} {off}");
    }
    assert_eq!(
        (json["people"].as_u64(), json["scores"].as_u64()),
        (Some(18), Some(180))
    );
    assert_eq!(json["bands"].as_array().unwrap().len(), 10);
    assert_eq!(json["bands"][9]["scores"], 18);
    let middle = 251.405_104_85 + 9.0 * 10.467_285_96;
    assert!((number("/bands/9/mean") - middle).abs() < 1e-6);
    let [low, high] = [number("/bands/9/red/0"), number("/bands/9/red/1")];
    assert!((low + high - 2.0 * middle).abs() < 1e-6 && low < number("/bands/9/yellow/0"));
}

#[test]
fn text_says_what_was_found_and_that_people_are_few() {
    let found = sleep(&["--time", "raw"]);
    assert_eq!(found.code(), 0);
    for words in [
        "180 scores of 18 people, by REML, over session",
        "251.4051",
        "6.8246",
        "few people",
    ] {
        assert!(found.out.contains(words), "{words} in {}", found.out);
    }
}

#[test]
fn estimates_and_bands_as_tables() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bands.csv");
    let found = sleep(&["--format", "csv", "--bands", file.to_str().unwrap()]);
    assert_eq!(found.code(), 0);
    let mut estimates = csv::Reader::from_reader(found.out.as_bytes());
    assert_eq!(estimates.records().map(Result::unwrap).count(), 9);
    let bands = std::fs::read_to_string(&file).unwrap();
    let mut bands = csv::Reader::from_reader(bands.as_bytes());
    let rows: Vec<csv::StringRecord> = bands.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 10);
    for row in rows {
        let cells: Vec<f64> = row.iter().map(|cell| cell.parse().unwrap()).collect();
        assert!(cells[6] < cells[4] && cells[4] < cells[2]);
        assert!(cells[2] < cells[5] && cells[5] < cells[7]);
    }
}

#[test]
fn intake_is_used_where_it_is_there_and_bands_are_for_the_mean_or_as_asked() {
    let table = with_intake();
    let mean = run(&["--format", "json"], &table);
    assert_eq!(mean.code(), 0, "{}", mean.aside);
    let mean = mean.json();
    assert_eq!(mean["fixed"].as_array().unwrap().len(), 4);
    let asked = run(&["--format", "json", "--for-intake", "25"], &table).json();
    assert_eq!(asked["intake"], 25.0);
    let at = |json: &serde_json::Value| json["bands"][0]["mean"].as_f64().unwrap();
    assert!(at(&asked) > at(&mean) + 1.0);
    assert_eq!(sleep(&["--for-intake", "25"]).code(), 2);
}

#[test]
fn bad_rows_are_told_with_line_and_column_and_the_rest_goes_on() {
    let mut table = with_intake();
    let good = run(&["--format", "json"], &table).json();
    table +=
        "1,21,much,P1\n1,21,3,\n-2,21,3,P1\n1,99,3,P1\n1,21\nx,21,3,P1\n1,21,,P1\n1,21,NA,P1\n";
    let found = run(&["--format", "json"], &table);
    assert_eq!(found.code(), 3);
    let said: Vec<&str> = found.aside.lines().collect();
    for (said, wanted) in said.iter().zip([
        "line 62, column score: \"much\" is not a number",
        "line 63, column person: nobody is named",
        "line 64, column session: -2 is before the first session",
        "line 65, column intake: 99 is another",
        "line 66, column 3: the row ends before it",
        "line 67, column session: \"x\" is not a number",
    ]) {
        assert!(said.starts_with(wanted), "{said} for {wanted}");
    }
    assert_eq!(said.len(), 6);
    assert!(
        found
            .ended
            .as_ref()
            .unwrap_err()
            .to_string()
            .starts_with("6 of 68 rows")
    );
    let mut json = found.json();
    assert_eq!(json["rows_without_score"], 2);
    json["rows_without_score"] = 0.into();
    assert_eq!(json, good);
}

#[test]
fn a_thousand_bad_rows_are_not_a_thousand_lines() {
    let mut table = with_intake();
    table += &"1,21,?,P1\n".repeat(1_000);
    let found = run(&[], &table);
    assert_eq!((found.code(), found.aside.lines().count()), (3, 21));
}

#[test]
fn wrong_columns_say_which_are_wanted() {
    let found = run(&[], SLEEP);
    assert_eq!((found.code(), found.out.as_str()), (2, ""));
    let words = found.ended.unwrap_err().to_string();
    for part in ["\"person\"", "Reaction, Days, Subject", "--score"] {
        assert!(words.contains(part), "{words}");
    }
    assert_eq!(sleep(&["--intake", "bdi"]).code(), 2);
}

#[test]
fn where_no_course_can_be_told_the_reason_is() {
    for (table, why) in [
        ("person,session,score\na,0,1\na,1,2\na,2,4\n", "at least 6"),
        ("person,session,score\n", "at least 6"),
    ] {
        let found = run(&[], table);
        assert_eq!((found.code(), found.out.as_str()), (1, ""));
        assert!(found.ended.unwrap_err().to_string().contains(why));
    }
}

#[test]
fn sessions_between_whole_ones_have_bands_too() {
    let mut table = String::from("person,session,score\n");
    for person in 0..20 {
        for k in 0..6 {
            let (day, wave) = (k * 7 + person % 3, (person * 5 + k * 3) % 7);
            writeln!(table, "{person},{}.5,{}", day, 40 - k + wave).unwrap();
        }
    }
    let found = run(&["--time", "raw", "--format", "json"], &table).json();
    let bands = found["bands"].as_array().unwrap();
    assert_eq!(bands.len(), 21);
    assert_eq!(
        (bands[0]["session"].as_f64(), bands[20]["session"].as_f64()),
        (Some(0.5), Some(37.5))
    );
}
