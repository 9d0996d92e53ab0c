//! The questions of a form as scoring needs them: which answers each can have, what each answer
//! weighs, and which LOINC codes the form carries. Read from the form's own JSON, so that a weight
//! is the one that is written there.

use forms::Answer;
use serde_json::Value;

/// FHIR's extension for the weight of an option, under each name it has had.
const WEIGHTS: [&str; 3] = [
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
];
const LEAST: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
const MOST: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
/// The system of LOINC codes.
pub(crate) const LOINC: &str = "http://loinc.org";

/// What may be answered, as numbers.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Answers {
    /// No is 0, yes is 1.
    YesOrNo,
    /// Options by code, each with its weight if it has one.
    Options(Vec<(String, Option<f64>)>),
    /// A whole number.
    Whole { least: f64, most: f64 },
    /// Any number.
    Number { least: f64, most: f64 },
    /// Nothing that can be scored; why.
    Not(&'static str),
}

impl Answers {
    /// The least and the most an answer can weigh.
    pub(crate) fn range(&self) -> Option<(f64, f64)> {
        match self {
            Self::YesOrNo => Some((0.0, 1.0)),
            Self::Whole { least, most } | Self::Number { least, most } => Some((*least, *most)),
            Self::Options(options) => {
                let mut weights = options.iter().filter_map(|(_, weight)| *weight);
                let first = weights.next()?;
                Some(weights.fold((first, first), |(least, most), weight| {
                    (least.min(weight), most.max(weight))
                }))
            }
            Self::Not(_) => None,
        }
    }

    /// The smallest distance between two answers.
    pub(crate) fn step(&self) -> f64 {
        match self {
            Self::Options(options) => {
                let mut weights: Vec<f64> = options.iter().filter_map(|(_, w)| *w).collect();
                weights.sort_by(f64::total_cmp);
                weights
                    .windows(2)
                    .map(|pair| pair[1] - pair[0])
                    .filter(|step| *step > 0.0)
                    .fold(f64::INFINITY, f64::min)
            }
            // An own choice for lines without steps: a tenth of a point, as a ruler on paper reads.
            Self::Number { .. } => 0.1,
            _ => 1.0,
        }
    }

    /// Whether a number is one of the answers.
    pub(crate) fn holds(&self, number: f64) -> bool {
        match self {
            Self::YesOrNo => near(number, 0.0) || near(number, 1.0),
            Self::Options(options) => options
                .iter()
                .any(|(_, weight)| weight.is_some_and(|weight| near(weight, number))),
            Self::Whole { least, most } => {
                near(number, number.round()) && *least <= number && number <= *most
            }
            Self::Number { least, most } => *least <= number && number <= *most,
            Self::Not(_) => false,
        }
    }

    /// The number of an answer; `None` where it has none.
    pub(crate) fn number(&self, answer: &Answer) -> Option<f64> {
        let number = match self {
            Self::YesOrNo => answer.boolean().map(|yes| if yes { 1.0 } else { 0.0 }),
            Self::Options(options) => {
                let code = answer.code()?;
                options.iter().find(|(own, _)| own == code)?.1
            }
            // A decimal number in words is read as the nearest number that is computed with.
            Self::Whole { .. } | Self::Number { .. } => answer.number()?.to_string().parse().ok(),
            Self::Not(_) => None,
        };
        number.filter(|number| self.holds(*number))
    }
}

/// Numbers that were written down, not computed far: differences below this are rounding.
pub(crate) fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

/// One question of a form.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Question {
    pub(crate) link_id: String,
    pub(crate) answers: Answers,
}

/// Every question of a form, in order.
pub(crate) fn questions(form: &Value) -> Vec<Question> {
    let mut found = Vec::new();
    every_item(form, &mut |item| {
        let kind = text(item, "type");
        if !matches!(kind, "group" | "display") {
            found.push(Question {
                link_id: text(item, "linkId").to_owned(),
                answers: answers(item, kind),
            });
        }
    });
    found
}

/// Calls `see` for every item, a parent before its children. The JSON reader bounds the depth.
pub(crate) fn every_item<'a>(parent: &'a Value, see: &mut dyn FnMut(&'a Value)) {
    for item in list(parent, "item") {
        see(item);
        every_item(item, see);
    }
}

/// The LOINC codes of a form and where each stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum LoincAt {
    Form(String),
    Item(String, String),
    Elsewhere(String),
}

pub(crate) fn loinc_codes(form: &Value) -> Vec<LoincAt> {
    let mut placed: Vec<LoincAt> = own_codes(form)
        .map(|code| LoincAt::Form(code.to_owned()))
        .collect();
    every_item(form, &mut |item| {
        let link_id = text(item, "linkId");
        placed
            .extend(own_codes(item).map(|code| LoincAt::Item(link_id.to_owned(), code.to_owned())));
    });
    let mut all = Vec::new();
    anywhere(form, &mut all);
    placed.extend(
        all.into_iter()
            .map(|code| LoincAt::Elsewhere(code.to_owned())),
    );
    placed
}

fn own_codes(place: &Value) -> impl Iterator<Item = &str> {
    list(place, "code")
        .iter()
        .filter(|coding| text(coding, "system") == LOINC)
        .map(|coding| text(coding, "code"))
}

fn anywhere<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            if text(value, "system") == LOINC {
                found.push(text(value, "code"));
            }
            fields.values().for_each(|field| anywhere(field, found));
        }
        Value::Array(values) => values.iter().for_each(|value| anywhere(value, found)),
        _ => {}
    }
}

fn answers(item: &Value, kind: &str) -> Answers {
    let options = list(item, "answerOption");
    match kind {
        "boolean" => Answers::YesOrNo,
        "choice" | "open-choice" | "coding" | "integer" if !options.is_empty() => {
            Answers::Options(options.iter().filter_map(option).collect())
        }
        "integer" | "decimal" => match (bound(item, LEAST), bound(item, MOST)) {
            (Some(least), Some(most)) if kind == "integer" => Answers::Whole { least, most },
            (Some(least), Some(most)) => Answers::Number { least, most },
            _ => Answers::Not("it has no least and most"),
        },
        "choice" | "open-choice" => Answers::Not("it has no options of its own"),
        _ => Answers::Not("it is not answered with a number, a choice, or yes or no"),
    }
}

/// An option's code with its weight.
fn option(option: &Value) -> Option<(String, Option<f64>)> {
    if let Some(number) = option.get("valueInteger").and_then(Value::as_i64) {
        let code = number.to_string();
        let weight = code.parse().ok();
        return Some((code, weight));
    }
    let coding = option.get("valueCoding")?;
    let weight = WEIGHTS.iter().find_map(|url| {
        extension(option, url)
            .or_else(|| extension(coding, url))
            .and_then(number)
    });
    Some((text(coding, "code").to_owned(), weight))
}

fn bound(item: &Value, url: &str) -> Option<f64> {
    number(extension(item, url)?)
}

/// The number of an extension, whole or not.
fn number(extension: &Value) -> Option<f64> {
    ["valueDecimal", "valueInteger"]
        .iter()
        .find_map(|kind| extension.get(kind).and_then(Value::as_f64))
}

fn extension<'a>(place: &'a Value, url: &str) -> Option<&'a Value> {
    list(place, "extension")
        .iter()
        .find(|e| text(e, "url") == url)
}

pub(crate) fn list<'a>(place: &'a Value, name: &str) -> &'a [Value] {
    place
        .get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

pub(crate) fn text<'a>(place: &'a Value, name: &str) -> &'a str {
    place.get(name).and_then(Value::as_str).unwrap_or_default()
}
