//! The expressions of a form are read: compiled, or refused with their place.

use super::place::Place;
use super::{Reading, extensions as ext};
use crate::expression::{Computed, Formula, Variable};
use crate::kinds::ItemKind;
use crate::refused::{FormProblem, FormRefused};
use fhirpath::Expression;
use serde_json::Value;

/// What an item works out; nothing if one of its expressions was refused.
pub(super) fn computed(
    place: &Place<'_>,
    kind: Option<&ItemKind>,
    reading: &mut Reading,
) -> Option<Computed> {
    if let Some(Some(extension)) = reading.take(place.extension(ext::ANSWERS)) {
        let what = FormProblem::CannotBeAsked("a choice whose options are worked out".to_owned());
        reading.refuse(extension.refuse("", what));
    }
    let answered = kind.is_some_and(|kind| !matches!(kind, ItemKind::Group | ItemKind::Display));
    let enabled = reading.take(one(place, ext::ENABLED));
    let (mut value, mut initial) = (Some(None), Some(None));
    if answered {
        value = reading.take(one(place, ext::CALCULATED));
        initial = reading.take(one(place, ext::INITIAL));
    }
    Some(Computed {
        variables: variables(place, reading),
        enabled: enabled?,
        value: value?,
        initial: initial?,
    })
}

/// The variables of the form or of an item, as they are written.
pub(super) fn variables(place: &Place<'_>, reading: &mut Reading) -> Vec<Variable> {
    if let Some(Some(library)) = reading.take(place.extension(ext::LIBRARY)) {
        let what = FormProblem::Language("text/cql".to_owned());
        reading.refuse(library.refuse("", what));
    }
    let mut variables: Vec<Variable> = Vec::new();
    for extension in reading
        .take(place.every_extension(ext::VARIABLE))
        .unwrap_or_default()
    {
        let Some((name, formula)) = reading.take(named(&extension)) else {
            continue;
        };
        if variables.iter().any(|other| other.name == name) {
            reading.refuse(extension.refuse("", FormProblem::DuplicateVariable(name)));
            continue;
        }
        variables.push(Variable { name, formula });
    }
    variables
}

fn named(extension: &Place<'_>) -> Result<(String, Formula), FormRefused> {
    let Some(written) = extension.object("valueExpression")? else {
        return Err(extension.refuse("valueExpression", FormProblem::Missing));
    };
    Ok((written.must_string("name")?, formula(&written)?))
}

fn one(place: &Place<'_>, url: &str) -> Result<Option<Formula>, FormRefused> {
    let Some(extension) = place.extension(url)? else {
        return Ok(None);
    };
    match extension.object("valueExpression")? {
        Some(written) => formula(&written).map(Some),
        None => Err(extension.refuse("valueExpression", FormProblem::Missing)),
    }
}

fn formula(written: &Place<'_>) -> Result<Formula, FormRefused> {
    let language = written.must_string("language")?;
    if language != "text/fhirpath" {
        return Err(written.refuse("language", FormProblem::Language(language)));
    }
    let text = written.must_string("expression")?;
    match Expression::parse(&text) {
        Ok(expression) => Ok(Formula {
            expression,
            path: written.way(""),
        }),
        Err(refused) => {
            Err(written.refuse("expression", FormProblem::Expression(refused.to_string())))
        }
    }
}

/// The names that SDC's launch context promises: `patient`, `user` and the like.
pub(super) fn launch_names(root: &Place<'_>) -> Vec<String> {
    let contexts = root
        .extensions()
        .filter(|e| e.get("url").and_then(Value::as_str) == Some(ext::LAUNCH));
    let parts = contexts
        .filter_map(|context| context.get("extension")?.as_array())
        .flatten();
    parts
        .filter(|part| part.get("url").and_then(Value::as_str) == Some("name"))
        .filter_map(|name| {
            let coded = name
                .get("valueCoding")
                .and_then(|coding| coding.get("code"));
            coded.or_else(|| name.get("valueId"))?.as_str()
        })
        .map(str::to_owned)
        .collect()
}
