//! The command from its flags to its exit code.

mod bad_input;

use super::Score;
use crate::Failed;
use clap::Parser;
use serde_json::{Value, json};
use std::fmt::Write as _;

#[derive(Parser)]
struct Asked {
    #[command(flatten)]
    score: Score,
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

    fn said(&self) -> String {
        self.ended
            .as_ref()
            .err()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }

    /// The rows of a table, each as name and cell.
    fn rows(&self) -> Vec<Vec<(String, String)>> {
        let mut reader = csv::Reader::from_reader(self.out.as_bytes());
        let head: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        let row = |row: Result<csv::StringRecord, _>| {
            let row = row.unwrap();
            head.iter()
                .cloned()
                .zip(row.iter().map(str::to_owned))
                .collect()
        };
        reader.records().map(row).collect()
    }

    fn cell(&self, row: usize, name: &str) -> String {
        let row = &self.rows()[row];
        let found = row.iter().find(|(column, _)| column == name);
        found
            .unwrap_or_else(|| panic!("{name} in {row:?}"))
            .1
            .clone()
    }
}

fn run(flags: &[&str], file: impl AsRef<[u8]>) -> Outcome {
    let asked = Asked::parse_from(["score"].iter().chain(flags));
    let (mut out, mut aside) = (Vec::new(), Vec::new());
    let ended = asked.score.between(file.as_ref(), &mut out, &mut aside);
    Outcome {
        out: String::from_utf8(out).unwrap(),
        aside: String::from_utf8(aside).unwrap(),
        ended,
    }
}

const PHQ: [&str; 2] = ["--measure", "phq-9"];

fn phq(more: &[&str], file: impl AsRef<[u8]>) -> Outcome {
    let flags: Vec<&str> = PHQ.iter().chain(more).copied().collect();
    run(&flags, file)
}

/// A first line with the nine questions, and columns of the asker's own before and after.
fn head() -> String {
    let names: Vec<String> = (1..=9).map(|n| format!("phq-9.{n}")).collect();
    format!("who,{},note\n", names.join(","))
}

fn table(rows: &[&str]) -> String {
    format!("{}{}\n", head(), rows.join("\n"))
}

fn response(answers: &[Option<u8>], id: &str) -> String {
    const CODES: [&str; 4] = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];
    let items: Vec<Value> = (1..)
        .zip(answers)
        .map(|(n, answer)| {
            let given = match answer {
                Some(answer) => json!({"valueCoding": {"system": "http://loinc.org", "code": CODES[usize::from(*answer)]}}),
                None => json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "asked-declined"}]}),
            };
            json!({"linkId": format!("phq-9.{n}"), "answer": [given]})
        })
        .collect();
    json!({"resourceType": "QuestionnaireResponse", "id": id, "status": "completed",
        "questionnaire": "urn:x-attune:questionnaire:phq-9|1",
        "subject": {"reference": "Patient/Amal"}, "authored": "2026-03-01",
        "item": [{"linkId": "phq-9.problems", "item": items}]})
    .to_string()
}

#[test]
fn a_table_is_scored_and_what_else_is_in_it_stands_first_as_it_was() {
    let found = phq(
        &[],
        table(&[
            "Amal,2,2,2,2,2,2,2,2,2,\"a, \"\"b\"\"\"",
            "Noor,0,0,0,0,0,0,0,0,0,",
        ]),
    );
    assert_eq!((found.code(), found.aside.as_str()), (0, ""));
    assert_eq!(
        found.out,
        "who,note,phq-9.total,phq-9.total.answered,phq-9.total.asked,phq-9.total.prorated,phq-9.total.band,phq-9-major-syndrome,phq-9-other-syndrome,phq-9.safety\n\
         Amal,\"a, \"\"b\"\"\",18,9,9,no,moderately severe,met,not-met,phq-9.9\n\
         Noor,,0,9,9,no,minimal,not-met,not-met,\n"
    );
}

#[test]
fn an_empty_cell_is_not_answered_and_never_zero() {
    for empty in ["", " ", "NA", "na"] {
        let found = phq(&[], table(&[&format!("Amal,{empty},0,0,0,0,0,0,0,0,")]));
        assert_eq!(found.code(), 0, "{}", found.aside);
        assert_eq!(found.cell(0, "phq-9.total"), "");
        assert_eq!(found.cell(0, "phq-9.total.answered"), "8");
        assert_eq!(found.cell(0, "phq-9.total.band"), "");
    }
    // CORE-10 stands in for one answer that is missing, as published, and says so.
    let head: Vec<String> = (1..=10).map(|n| format!("item{n}")).collect();
    let found = run(
        &["--measure", "core-10"],
        head.join(",") + "\n,1,1,1,1,1,1,1,1,1\n",
    );
    assert_eq!(
        found.cell(0, "core-10.total.prorated"),
        "yes",
        "{}",
        found.aside
    );
}

#[test]
fn every_form_of_the_same_answers_gives_the_same_scores() {
    let by_weight = phq(&[], table(&["Amal,0,1,2,3,0,1,2,3,1,"]));
    let by_number = phq(
        &[],
        "ITEM9;item1;Item2;item3;item4;item5;item6;item7;item8\n1;0;1;2;3;0;1;2;3\n",
    );
    let by_code = phq(
        &[],
        table(&["Amal,LA6568-5,LA6569-3,LA6570-1,LA6571-9,0,1,2.0,3,1,"]),
    );
    let answers = [0, 1, 2, 3, 0, 1, 2, 3, 1].map(Some);
    let by_fhir = phq(&[], response(&answers, "a"));
    let marked = phq(
        &[],
        format!(
            "\u{feff}{}",
            table(&["Amal,0,1,2,3,0,1,2,3,1,"]).replace('\n', "\r\n")
        ),
    );
    for found in [&by_weight, &by_number, &by_code, &by_fhir, &marked] {
        assert_eq!(found.code(), 0, "{} {}", found.aside, found.said());
        let mine = found.cell(0, "phq-9.total");
        assert_eq!(
            (mine.as_str(), found.cell(0, "phq-9.safety").as_str()),
            ("13", "phq-9.9")
        );
    }
    assert_eq!(by_fhir.cell(0, "subject"), "Patient/Amal");
    assert_eq!(by_fhir.cell(0, "authored"), "2026-03-01");
}

#[test]
fn json_holds_numbers_bands_findings_and_where_the_rules_are_from() {
    let found = phq(
        &["--output", "json"],
        table(&["Amal,2,2,2,2,2,2,2,2,2,x", "Noor,1,,1,1,1,1,1,1,0,"]),
    );
    let json = found.json();
    let first = &json["rows"][0];
    assert_eq!(first["line"], 2);
    assert_eq!(first["carried"], json!({"who": "Amal", "note": "x"}));
    assert_eq!(
        first["scores"]["total"],
        json!({"value": 18, "answered": 9, "asked": 9, "prorated": false, "band": "moderately severe"})
    );
    assert_eq!(first["findings"]["phq-9-major-syndrome"]["outcome"], "met");
    assert_eq!(first["safety"][0]["item"], "phq-9.9");
    assert_eq!(json["rows"][1]["scores"]["total"]["value"], Value::Null);
    assert!(
        json["measure"]["scores"]["total"]["source"]
            .as_str()
            .is_some_and(|source| !source.is_empty())
    );
    let lines = phq(
        &["--output", "ndjson"],
        table(&["Amal,2,2,2,2,2,2,2,2,2,x", "Noor,1,,1,1,1,1,1,1,0,"]),
    );
    for (line, row) in lines.out.lines().zip(json["rows"].as_array().unwrap()) {
        assert_eq!(&serde_json::from_str::<Value>(line).unwrap(), row);
    }
    let none = phq(&["--output", "json"], head());
    assert_eq!(none.json()["rows"], json!([]));
}

/// The same person once a week: the nine answers add up to `totals`.
fn weeks(totals: &[u32]) -> String {
    let mut file = head().replace("note", "day");
    for (week, total) in totals.iter().enumerate() {
        let cells: Vec<String> = (0..9_u32)
            .map(|n| (total / 9 + u32::from(n < total % 9)).to_string())
            .collect();
        writeln!(file, "Amal,{},{}", cells.join(","), week * 7).unwrap();
    }
    file
}

#[test]
fn change_is_counted_from_the_first_score_with_its_threshold_and_source() {
    let found = phq(
        &["--person", "who", "--when", "day"],
        weeks(&[20, 18, 8, 7]),
    );
    assert_eq!(found.code(), 0, "{}", found.aside);
    let column = |name: &str| -> Vec<String> {
        (0..4)
            .map(|row| found.cell(row, &format!("phq-9.total.{name}")))
            .collect()
    };
    assert_eq!(column("first"), ["20"; 4]);
    assert_eq!(column("change"), ["0", "-2", "-12", "-13"]);
    assert_eq!(
        column("verdict"),
        [
            "no-reliable-change",
            "no-reliable-change",
            "reliable-recovery",
            "reliable-recovery"
        ]
    );
    assert_eq!(
        column("standing"),
        ["too-early", "unchanged", "check-again", "confirmed"]
    );
    assert_eq!(column("threshold"), ["6"; 4]);
    assert!(!column("threshold_source")[0].is_empty());
    let json = phq(
        &["--person", "who", "--when", "day", "--output", "json"],
        weeks(&[20, 8]),
    )
    .json();
    let change = &json["rows"][1]["change"]["total"];
    assert_eq!(
        (&change["first"], &change["points"]),
        (&json!(20.0), &json!(-12.0))
    );
    let thresholds = change["thresholds"].as_array().unwrap();
    assert!(thresholds.iter().all(|one| one["source"].is_string()));
    assert_eq!(
        thresholds
            .iter()
            .filter(|one| one["default"] == true)
            .count(),
        1
    );
}

#[test]
fn a_row_out_of_its_time_is_scored_and_told() {
    let rows = [
        "Amal,1,1,1,1,1,1,1,1,1,2026-03-08",
        "Amal,1,1,1,1,1,1,1,1,1,2026-03-01",
        "Amal,1,1,1,1,1,1,1,1,1,7",
        "Amal,1,1,1,1,1,1,1,1,1,soon",
        ",1,1,1,1,1,1,1,1,1,2026-03-09",
    ];
    let found = phq(&["--person", "who", "--when", "NOTE"], table(&rows));
    assert_eq!((found.code(), found.rows().len()), (3, 5));
    for told in [
        "line 3, column NOTE: earlier than",
        "line 4, column NOTE: dates and numbers",
        "line 5, column NOTE: wanted a date",
        "line 6, column who: nobody",
    ] {
        assert!(found.aside.contains(told), "{}", found.aside);
    }
    assert_eq!(found.cell(1, "phq-9.total"), "9");
    assert_eq!(found.cell(1, "phq-9.total.change"), "");
    let nowhere = phq(&["--person", "whom", "--when", "note"], head());
    assert!(
        nowhere.code() == 2 && nowhere.said().contains("who, note"),
        "{}",
        nowhere.said()
    );
}

/// A form that adds up two questions.
const SUM: &str = r#"{"resourceType": "Questionnaire", "status": "active", "url": "urn:made-up:sum", "version": "1", "item": [
  {"linkId": "a", "type": "choice", "text": "A", "answerOption": [
    {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 0}], "valueCoding": {"code": "none", "display": "None"}},
    {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2}], "valueCoding": {"code": "much", "display": "Much"}}]},
  {"linkId": "b", "type": "integer", "text": "B"},
  {"linkId": "words", "type": "text", "text": "Words"},
  {"linkId": "sum", "type": "decimal", "text": "Sum", "readOnly": true, "extension": [{
    "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
    "valueExpression": {"language": "text/fhirpath", "expression": "iif(%resource.item.where(linkId='a' or linkId='b').answer.count() = 2, %resource.item.where(linkId='a').answer.value.ordinal() + %resource.item.where(linkId='b').answer.value, {})"}}]}]}"#;

#[test]
fn any_form_that_works_something_out_is_scored() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sum.json");
    std::fs::write(&path, SUM).unwrap();
    let form = path.to_str().unwrap();
    let found = run(
        &["--form", form],
        "who,b,a\nAmal,5,much\nNoor,5,2\nRuth,,none\nSam,x,none\n",
    );
    assert_eq!(
        found.out, "who,sum\nAmal,7\nNoor,7\nRuth,\n",
        "{}",
        found.aside
    );
    assert_eq!(
        (found.code(), found.aside.as_str()),
        (3, "line 5, column b: wanted a whole number; left out\n")
    );
    let response = json!({"resourceType": "QuestionnaireResponse", "status": "completed", "questionnaire": "urn:made-up:sum|1",
        "item": [{"linkId": "a", "answer": [{"valueCoding": {"code": "much"}}]}, {"linkId": "b", "answer": [{"valueInteger": 1}]}]});
    let found = run(
        &["--form", form, "--output", "ndjson"],
        response.to_string(),
    );
    assert_eq!(found.json()["values"], json!({"sum": 3}));
    std::fs::write(&path, SUM.replace("decimal", "dezimal")).unwrap();
    let refused = run(&["--form", form], "");
    assert!(
        refused.code() == 2 && refused.said().contains("dezimal"),
        "{}",
        refused.said()
    );
}

#[test]
fn the_list_names_every_measure_with_its_columns_and_whether_its_words_are_here() {
    let all = run(&["--list"], "").out;
    for said in [
        "phq-9: Patient Health Questionnaire",
        "phq-9.1 to phq-9.9 (9)",
        "text: here\n",
        "text: not here",
    ] {
        assert!(all.contains(said), "{said}: {all}");
    }
    let one = run(&["--list", "--measure", "phq-9"], "").out;
    for said in [
        "phq-9.9: a whole number from 0 to 3",
        "score total: 0 to 27",
        "from 20: severe",
        "safety phq-9.9",
    ] {
        assert!(one.contains(said), "{said}: {one}");
    }
}

#[test]
fn every_worked_case_of_every_measure_is_scored_from_a_table() {
    let measures = crate::library::measures(None).unwrap();
    for measure in measures
        .all()
        .iter()
        .filter(|measure| measure.no_score().is_none())
    {
        let names: Vec<&str> = measure
            .items()
            .iter()
            .map(|item| item.link_id.as_str())
            .collect();
        let mut file = names.join(",") + "\n";
        for case in measure.cases() {
            file += &case
                .answers
                .split_whitespace()
                .map(|one| if one == "-" { "NA" } else { one })
                .collect::<Vec<_>>()
                .join(",");
            file.push('\n');
        }
        let found = run(&["--measure", measure.id()], file);
        assert_eq!(found.code(), 0, "{}: {}", measure.id(), found.aside);
        for (row, case) in measure.cases().iter().enumerate() {
            let answers: Vec<Option<f64>> = case
                .answers
                .split_whitespace()
                .map(|one| one.parse().ok())
                .collect();
            let scored = measure.score(&answers).unwrap();
            for score in &scored.scores {
                let cell = found.cell(row, &format!("{}.{}", measure.id(), score.name()));
                assert_eq!(cell.parse().ok(), score.value, "{} row {row}", measure.id());
            }
        }
    }
}
