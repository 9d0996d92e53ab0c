//! How many answered forms are scored in a second of CPU time, from JSON text in to a number out:
//! this engine, and fhirpath.js with its expressions compiled beforehand, on the same texts in one
//! run. Best of five rounds each.
//!
//! `cargo run --release --bin speed`, after `npm install` in `peers`.

use fhirpath::{Environment, Expression, Tree, Weights};
use std::fmt::Write;
use std::hint::black_box;
use std::process::Command;

/// A form of so many items, each answered with one of five options.
struct Job {
    name: &'static str,
    items: usize,
    expression: String,
    answers: Answers,
}

#[derive(Clone, Copy, PartialEq)]
enum Answers {
    /// Codings, whose weights stand in the questionnaire.
    Codings,
    /// Whole numbers.
    Integers,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let jobs = jobs();
    let inputs = std::env::temp_dir().join("fhirpath-speed.json");
    std::fs::write(&inputs, written(&jobs))?;
    let peers = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");
    let theirs = Command::new("node")
        .args(["speed.js".as_ref(), inputs.as_os_str()])
        .current_dir(peers)
        .output()?;
    if !theirs.status.success() {
        return Err(String::from_utf8_lossy(&theirs.stderr).into_owned().into());
    }
    let theirs = String::from_utf8(theirs.stdout)?;
    println!(
        "| forms scored per CPU second | this engine | fhirpath.js | ratio | reading the JSON alone |"
    );
    println!("|---|--:|--:|--:|--:|");
    for (job, theirs) in jobs.iter().zip(theirs.lines()) {
        let theirs: f64 = theirs.parse()?;
        let (ours, reading) = measured(job)?;
        let (name, ratio) = (job.name, ours / theirs);
        println!("| {name} | {ours:.0} | {theirs:.0} | {ratio:.1} | {reading:.0} |");
    }
    Ok(())
}

fn jobs() -> Vec<Job> {
    let named = |items: usize, step: &str, between: &str| {
        let terms: Vec<String> = (1..=items)
            .map(|item| format!("item.where(linkId='/{item}').answer.value{step}"))
            .collect();
        terms.join(between)
    };
    let sum = "%resource.item.answer.value.weight().sum()";
    let job = |name, items, expression: &str, answers| Job {
        name,
        items,
        expression: expression.to_owned(),
        answers,
    };
    let integers = "%resource.item.answer.value.sum()";
    let each = ".weight()";
    vec![
        job("9 items, weights looked up", 9, sum, Answers::Codings),
        job("9 items, integers", 9, integers, Answers::Integers),
        job(
            "9 items, one term each",
            9,
            &named(9, "", " + "),
            Answers::Integers,
        ),
        job(
            "9 items, one weighed term each",
            9,
            &named(9, each, " + "),
            Answers::Codings,
        ),
        job("20 items, weights looked up", 20, sum, Answers::Codings),
        job("20 items, integers", 20, integers, Answers::Integers),
        job(
            "20 items, one term each",
            20,
            &named(20, "", " + "),
            Answers::Integers,
        ),
        job(
            "20 items, one weighed term each",
            20,
            &named(20, each, " + "),
            Answers::Codings,
        ),
    ]
}

fn response(job: &Job) -> String {
    let mut items = String::new();
    for item in 1..=job.items {
        let comma = if item > 1 { "," } else { "" };
        let value = item % 4;
        let answer = match job.answers {
            Answers::Integers => format!(r#"{{"valueInteger":{value}}}"#),
            Answers::Codings => format!(
                r#"{{"valueCoding":{{"system":"https://example.org/often","code":"LA{value}","display":"So often: {value}"}}}}"#
            ),
        };
        let _ = write!(
            items,
            r#"{comma}{{"linkId":"/{item}","text":"Item {item} of the form","answer":[{answer}]}}"#
        );
    }
    format!(
        r#"{{"resourceType":"QuestionnaireResponse","questionnaire":"https://example.org/form","status":"completed","authored":"2026-11-22T08:00:00Z","item":[{items}]}}"#
    )
}

fn questionnaire(job: &Job) -> String {
    let mut items = String::new();
    for item in 1..=job.items {
        let comma = if item > 1 { "," } else { "" };
        let options: Vec<String> = (0..5)
            .map(|value| format!(
                r#"{{"extension":[{{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":{value}}}],"valueCoding":{{"system":"https://example.org/often","code":"LA{value}"}}}}"#
            ))
            .collect();
        let options = options.join(",");
        let _ = write!(
            items,
            r#"{comma}{{"linkId":"/{item}","type":"choice","answerOption":[{options}]}}"#
        );
    }
    format!(r#"{{"resourceType":"Questionnaire","status":"active","item":[{items}]}}"#)
}

fn score(job: &Job) -> usize {
    (1..=job.items).map(|item| item % 4).sum()
}

/// What fhirpath.js is to do.
fn written(jobs: &[Job]) -> String {
    let jobs: Vec<String> = jobs
        .iter()
        .map(|job| {
            let quoted =
                |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
            format!(
                r#"{{"name":{},"expression":{},"questionnaire":{},"response":{},"score":{}}}"#,
                quoted(job.name),
                quoted(&job.expression),
                questionnaire(job),
                quoted(&response(job)),
                score(job)
            )
        })
        .collect();
    format!("[{}]", jobs.join(","))
}

/// Forms a CPU second: scored, and only read.
fn measured(job: &Job) -> Result<(f64, f64), Box<dyn std::error::Error>> {
    let questionnaire = questionnaire(job);
    let questionnaire = Tree::from_json(questionnaire.as_bytes())?;
    let weights = Weights::of(&questionnaire);
    let expression = Expression::parse(&job.expression)?;
    let text = response(job);
    let once = || -> Result<_, Box<dyn std::error::Error>> {
        let response = Tree::from_json(black_box(text.as_bytes()))?;
        let environment = Environment::new().resource(&response).weights(&weights);
        let only = expression.evaluate_one(&response, &environment)?;
        Ok(only.and_then(|value| value.number()))
    };
    let wanted = score(job).into();
    if once()? != Some(wanted) {
        return Err(format!("{}: {:?} instead of {wanted}", job.name, once()?).into());
    }
    let scored = per_second(|| {
        black_box(once().ok());
    })?;
    let read = per_second(|| {
        black_box(Tree::from_json(black_box(text.as_bytes())).ok());
    })?;
    Ok((scored, read))
}

fn per_second(mut once: impl FnMut()) -> Result<f64, Box<dyn std::error::Error>> {
    let mut best: f64 = 0.0;
    for _ in 0..5 {
        let count: u32 = 50_000;
        let before = cpu_nanoseconds()?;
        for _ in 0..count {
            once();
        }
        let taken = cpu_nanoseconds()? - before;
        best = best.max(f64::from(count) / taken * 1e9);
    }
    Ok(best)
}

/// The time this process has spent on a processor, as Linux counts it.
fn cpu_nanoseconds() -> Result<f64, Box<dyn std::error::Error>> {
    let counted = std::fs::read_to_string("/proc/self/schedstat")?;
    let on_cpu = counted.split_whitespace().next().unwrap_or_default();
    Ok(on_cpu.parse()?)
}
