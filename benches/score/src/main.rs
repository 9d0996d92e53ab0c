//! How many answered questionnaires are scored in a second of CPU time, FHIR JSON in and JSON with
//! scores out, on the same texts in one run: this project's scoring in each of its ways, a
//! program written for nothing but this one form, and fhirpath.js under Node.

mod bare;
mod clock;
mod forms_asked;

use clock::per_second;
use forms_asked::Asked;
use instruments::{Measures, Wire, write_scored};
use std::error::Error;
use std::fs;
use std::process::Command;

/// How often everything is measured; the best counts, as whatever else the machine does only slows.
const ROUNDS: u32 = 7;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let measures = Measures::shipped()?;
    println!("| questionnaires scored per CPU second | PHQ-9 | PCL-5 |");
    println!("|---|--:|--:|");
    let phq = column(&Asked::new(&measures, "phq-9")?)?;
    let pcl = column(&Asked::new(&measures, "pcl-5")?)?;
    for ((way, phq), (_, pcl)) in phq.iter().zip(&pcl) {
        println!("| {way} | {phq:.0} | {pcl:.0} |");
    }
    println!("\n| ratio | PHQ-9 | PCL-5 |\n|---|--:|--:|");
    for (way, other) in [(0, 3), (0, 5), (0, 6), (1, 5), (2, 5), (2, 6)] {
        let ratio = |column: &[(&str, f64)]| column[way].1 / column[other].1;
        let (one, two) = (phq[way].0, phq[other].0);
        println!(
            "| {one} / {two} | {:.2} | {:.2} |",
            ratio(&phq),
            ratio(&pcl)
        );
    }
    Ok(())
}

/// Every way with how many it scores, always in the same order.
fn column(asked: &Asked<'_>) -> Outcome<Vec<(&'static str, f64)>> {
    Ok(vec![
        (
            "all scores, bands, findings and safety, read from the wire",
            wire(asked)?,
        ),
        ("the same, read through the form", through_form(asked)?),
        ("the form's own FHIRPath total", own_total(asked)?),
        (
            "bare: a total by hand-written types, nothing checked",
            bare::per_second(asked)?,
        ),
        ("reading the JSON into a tree, nothing else", tree(asked)?),
        ("fhirpath.js, one sum", peer(asked, &asked.sum)?),
        (
            "fhirpath.js, one term for each item",
            peer(asked, &asked.terms)?,
        ),
    ])
}

fn wire(asked: &Asked<'_>) -> Outcome<f64> {
    let wire = Wire::of(asked.measure).ok_or("a measure without a form")?;
    let (mut answers, mut out) = (Vec::new(), Vec::new());
    let mut once = |text: &str| -> Outcome<Option<f64>> {
        out.clear();
        wire.read(text.as_bytes(), &mut answers)?;
        let scored = asked.measure.score(&answers)?;
        write_scored(&scored, &mut out);
        std::hint::black_box(&out);
        Ok(scored.score("total").and_then(|score| score.value))
    };
    asked.check(&mut once)?;
    per_second(&asked.responses, |text| drop(once(text)))
}

fn through_form(asked: &Asked<'_>) -> Outcome<f64> {
    let form = asked.measure.form().ok_or("a measure without a form")?;
    let mut out = Vec::new();
    let mut once = |text: &str| -> Outcome<Option<f64>> {
        out.clear();
        let response = forms::Response::from_fhir(form, text.as_bytes())?;
        let scored = asked.measure.score(&asked.measure.values(&response))?;
        write_scored(&scored, &mut out);
        std::hint::black_box(&out);
        Ok(scored.score("total").and_then(|score| score.value))
    };
    asked.check(&mut once)?;
    per_second(&asked.responses, |text| drop(once(text)))
}

/// The total that the form works out by its own expression, as JSON.
fn own_total(asked: &Asked<'_>) -> Outcome<f64> {
    let form = asked.with_total()?;
    let once = |text: &str| -> Outcome<Option<f64>> {
        let response = forms::Response::from_fhir(&form, text.as_bytes())?;
        let total = response.get("total").and_then(forms::Answer::number);
        let total = total.ok_or("no total")?.to_string();
        std::hint::black_box(format!("{{\"total\":{total}}}"));
        Ok(total.parse().ok())
    };
    asked.check(once)?;
    per_second(&asked.responses, |text| drop(once(text)))
}

fn tree(asked: &Asked<'_>) -> Outcome<f64> {
    per_second(&asked.responses, |text| {
        let read: Result<serde_json::Value, _> = serde_json::from_str(text);
        drop(std::hint::black_box(read));
    })
}

/// The same with fhirpath.js.
fn peer(asked: &Asked<'_>, expression: &str) -> Outcome<f64> {
    let job = serde_json::json!([{"expression": expression, "questionnaire": asked.form,
        "responses": asked.responses, "totals": asked.totals}]);
    let file = std::env::temp_dir().join("attune-bench-score.json");
    fs::write(&file, job.to_string())?;
    let said = Command::new("node")
        .arg("score.js")
        .arg(&file)
        .arg(ROUNDS.to_string())
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/peer"))
        .output()?;
    fs::remove_file(&file)?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into_owned().into());
    }
    Ok(String::from_utf8(said.stdout)?.trim().parse()?)
}
