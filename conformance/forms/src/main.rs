//! What the forms engine makes of other people's forms: whether each is taken, and what it asks
//! and calculates for given answers.
//!
//! One JSON object a line comes in, `{"file": PATH, "responses": [QuestionnaireResponse, ...]}`, and
//! one a line goes out: `refused` with the reasons, or `results` in the order of the responses.

use forms::{FormRefused, Posted, Questionnaire, Response};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let file = asked["file"].as_str().ok_or("a line without a file")?;
        let responses = asked["responses"].as_array().ok_or("no responses")?;
        let said = form(&std::fs::read(file)?, responses);
        writeln!(out, "{said}")?;
    }
    Ok(())
}

fn form(bytes: &[u8], responses: &[Value]) -> Value {
    let form = match Questionnaire::from_json(bytes) {
        Ok(form) => form,
        Err(_) => {
            let all = Questionnaire::problems(bytes).refused;
            let refused: Vec<Value> = all.iter().map(refusal).collect();
            return json!({ "refused": refused });
        }
    };
    let results: Vec<Value> = responses.iter().map(|one| result(&form, one)).collect();
    json!({ "results": results })
}

/// A reason, and the class it belongs to: the name of the problem.
fn refusal(refused: &FormRefused) -> Value {
    let problem = format!("{:?}", refused.problem);
    let class: String = problem
        .chars()
        .take_while(|letter| letter.is_alphanumeric())
        .collect();
    json!({ "class": class, "says": refused.problem.to_string(), "path": refused.path })
}

/// The answers that count, with what is calculated, and everything that is asked then.
fn result(form: &Questionnaire, written: &Value) -> Value {
    let response = match Response::from_fhir(form, written.to_string().as_bytes()) {
        Ok(response) => response,
        Err(refused) => return json!({ "refused": format!("{refused}: {refused:?}") }),
    };
    let fields = form.fields_of(&response.stored());
    let asked = Posted::new(&fields).asked(form);
    let asked: Vec<&str> = asked.shown().iter().map(forms::Spot::as_str).collect();
    let troubles: Vec<String> = response
        .troubles()
        .iter()
        .map(|trouble| format!("{}: {}", trouble.path, trouble.what))
        .collect();
    json!({ "response": response.to_fhir(form), "asked": asked, "troubles": troubles })
}
