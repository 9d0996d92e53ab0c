//! Shows the table to octofhir-fhirpath and writes what it gives, one JSON object a line.
//!
//! `cargo run -p octofhir-table -- CASES INPUTS`

use octofhir_fhirpath::core::value::utils::json_to_fhirpath_value;
use octofhir_fhirpath::evaluator::EvaluationContext;
use octofhir_fhirpath::{
    Collection, EmptyModelProvider, FhirPathEngine, FhirPathValue, create_function_registry,
};
use serde_json::{Value, json};
use std::sync::Arc;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(table())
}

async fn table() -> Result<(), Failed> {
    let mut arguments = std::env::args().skip(1);
    let (Some(cases), Some(inputs)) = (arguments.next(), arguments.next()) else {
        return Err("give the files of the cases and of the inputs".into());
    };
    let cases = std::fs::read_to_string(cases)?;
    let inputs: Value = serde_json::from_str(&std::fs::read_to_string(inputs)?)?;
    let registry = Arc::new(create_function_registry());
    let engine = FhirPathEngine::new(registry, Arc::new(EmptyModelProvider)).await?;
    let mut input = "";
    for (number, line) in cases.lines().enumerate() {
        if let Some(name) = line.strip_prefix('@').filter(|name| !name.contains(' ')) {
            input = name;
        } else if let Some((expression, _)) = line.rsplit_once(" => ")
            && !line.starts_with('#')
        {
            let result = given(&engine, expression, &inputs["inputs"][input], &inputs).await;
            println!("{}", json!({"line": number + 1, "result": result}));
        }
    }
    Ok(())
}

async fn given(engine: &FhirPathEngine, expression: &str, input: &Value, inputs: &Value) -> Value {
    let resource = json_to_fhirpath_value(input["resource"].clone());
    let context = EvaluationContext::new(
        Collection::single(resource.clone()),
        Arc::new(EmptyModelProvider),
        None,
        None,
        None,
    );
    context.set_variable("resource".to_owned(), resource.clone());
    context.set_variable("rootResource".to_owned(), resource);
    if input["questionnaire"].is_object() {
        let questionnaire = json_to_fhirpath_value(input["questionnaire"].clone());
        context.set_variable("questionnaire".to_owned(), questionnaire);
    }
    for (name, values) in inputs["variables"].as_object().into_iter().flatten() {
        let value = match values.as_array().map(Vec::as_slice) {
            Some([one]) => json_to_fhirpath_value(one.clone()),
            _ => json_to_fhirpath_value(values.clone()),
        };
        context.set_variable(name.clone(), value);
    }
    match engine.evaluate(expression, &context).await {
        Ok(result) => result.value.iter().map(plain).collect(),
        Err(_) => json!("refused"),
    }
}

/// Dates, times and quantities as text, as the table writes them.
fn plain(value: &FhirPathValue) -> Value {
    let text = || format!("{value}");
    match value {
        FhirPathValue::Decimal(number, ..) => {
            serde_json::from_str(&number.to_string()).unwrap_or_default()
        }
        FhirPathValue::Date(..) | FhirPathValue::DateTime(..) => {
            json!(text().trim_start_matches('@').replace("+00:00", "Z"))
        }
        FhirPathValue::Time(..) => json!(text().trim_start_matches(['@', 'T'])),
        FhirPathValue::Quantity { .. } => json!(text().replace("'days'", "days")),
        other => serde_json::to_value(other).unwrap_or_default(),
    }
}
