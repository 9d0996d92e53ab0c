//! What each answer option of a questionnaire counts, found once so that scoring only looks up.

use crate::node::{Node, Shape};
use crate::refused::EvaluateProblem;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::HashMap;

/// The extensions that say what an option counts, in R4, in R5 and in SDC.
const WEIGHT_URLS: [&str; 3] = [
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
];

/// What a questionnaire's answer options count, by `linkId` and option.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Weights(HashMap<String, Vec<Weighed>>);

#[derive(Clone, PartialEq, Debug)]
struct Weighed {
    system: Option<String>,
    code: String,
    weight: Decimal,
}

impl Weights {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What the options of a FHIR Questionnaire count: the extension on the option or on its
    /// value, in `answerOption` or in a contained value set.
    pub fn of<'n>(questionnaire: impl Into<Node<'n>>) -> Self {
        let questionnaire = questionnaire.into();
        let mut weights = Self::default();
        let mut open: Vec<Node<'_>> = questionnaire.all("item").collect();
        while let Some(item) = open.pop() {
            open.extend(item.all("item"));
            let Some(link_id) = item.get("linkId").and_then(Node::as_str) else {
                continue;
            };
            weights.item(link_id);
            for option in item.all("answerOption") {
                weights.option(link_id, option);
            }
            let set = item.get("answerValueSet").and_then(Node::as_str);
            if let Some(id) = set.and_then(|set| set.strip_prefix('#')) {
                weights.value_set(link_id, questionnaire, id);
            }
        }
        weights
    }

    /// Makes an item known, also one whose options count nothing.
    pub fn item(&mut self, link_id: &str) {
        self.0.entry(link_id.to_owned()).or_default();
    }

    /// What an option of an item counts. The code of an option that is no coding is its value.
    pub fn add(&mut self, link_id: &str, system: Option<&str>, code: &str, weight: Decimal) {
        let options = self.0.entry(link_id.to_owned()).or_default();
        options.push(Weighed {
            system: system.map(str::to_owned),
            code: code.to_owned(),
            weight,
        });
    }

    fn option(&mut self, link_id: &str, option: Node<'_>) {
        let mut parts = option.fields();
        let Some((name, value)) = parts.find(|(name, _)| name.starts_with("value")) else {
            return;
        };
        let beside = option.get(&format!("_{name}"));
        let weight = own_weight(option)
            .or_else(|| own_weight(value))
            .or_else(|| beside.and_then(own_weight));
        if let (Some(weight), Some((system, code))) = (weight, code_of(value)) {
            self.add(link_id, system, &code, weight);
        }
    }

    fn value_set(&mut self, link_id: &str, questionnaire: Node<'_>, id: &str) {
        let contained = questionnaire.all("contained");
        let named = |set: &Node<'_>| set.get("id").and_then(Node::as_str) == Some(id);
        for set in contained.filter(named) {
            for group in set
                .get("compose")
                .into_iter()
                .flat_map(|all| all.all("include"))
            {
                let system = group.get("system").and_then(Node::as_str);
                for concept in group.all("concept") {
                    self.concept(link_id, system, concept);
                }
            }
            let expansion = set.get("expansion").into_iter();
            for concept in expansion.flat_map(|all| all.all("contains")) {
                let system = concept.get("system").and_then(Node::as_str);
                self.concept(link_id, system, concept);
            }
        }
    }

    fn concept(&mut self, link_id: &str, system: Option<&str>, concept: Node<'_>) {
        let code = concept.get("code").and_then(Node::as_str);
        if let (Some(code), Some(weight)) = (code, own_weight(concept)) {
            self.add(link_id, system, code, weight);
        }
    }

    /// What an answer counts, if anything; an answer to an item that is not there is refused.
    pub(crate) fn find(
        &self,
        link_id: &str,
        answer: Node<'_>,
    ) -> Result<Option<Decimal>, EvaluateProblem> {
        let options = self.0.get(link_id).ok_or(EvaluateProblem::UnknownItem)?;
        let Some((system, code)) = code_of(answer) else {
            return Ok(None);
        };
        let found = options
            .iter()
            .find(|option| option.code == code && option.system.as_deref() == system);
        Ok(found.map(|option| option.weight))
    }
}

/// A weight that is said right here, in an extension.
pub(crate) fn own_weight(node: Node<'_>) -> Option<Decimal> {
    let is_weight = |extension: &Node<'_>| {
        let url = extension.get("url").and_then(Node::as_str);
        url.is_some_and(|url| WEIGHT_URLS.contains(&url))
    };
    let extension = node.all("extension").find(is_weight)?;
    let value = extension
        .get("valueDecimal")
        .or_else(|| extension.get("valueInteger"));
    value?.as_number()
}

/// System and code of a coding; of a plain value its text.
fn code_of(value: Node<'_>) -> Option<(Option<&str>, Cow<'_, str>)> {
    Some(match value.shape() {
        Shape::Object => (
            value.get("system").and_then(Node::as_str),
            value.get("code")?.as_str()?.into(),
        ),
        Shape::String(text) => (None, text.into()),
        Shape::Integer(whole) => (None, whole.to_string().into()),
        Shape::Boolean(_) | Shape::Decimal(_) | Shape::Array => return None,
    })
}
