//! A measure with many different answered forms, as this project writes them in FHIR.

use super::Outcome;
use forms::{ItemKind, Posted, Questionnaire};
use instruments::{Measure, Measures};
use serde_json::{Value, json};

/// How many different responses are scored in turn.
const RESPONSES: u32 = 500;

/// A measure and responses to it.
pub(crate) struct Asked<'m> {
    pub(crate) measure: &'m Measure,
    /// The form as JSON.
    pub(crate) form: Value,
    pub(crate) responses: Vec<String>,
    pub(crate) totals: Vec<f64>,
    /// What each option's code weighs, the same for every item.
    pub(crate) weights: Vec<(String, f64)>,
    /// The total as one sum.
    pub(crate) sum: String,
    /// The total as one term for each item, as forms on the web have it.
    pub(crate) terms: String,
}

impl<'m> Asked<'m> {
    pub(crate) fn new(measures: &'m Measures, id: &str) -> Outcome<Self> {
        let measure = measures.get(id).ok_or("no such measure")?;
        let form = measure.form().ok_or("a measure without a form")?;
        let mut weights = Vec::new();
        let mut codes = Vec::new();
        for measured in measure.items() {
            let item = form.item(&measured.link_id).ok_or("no such item")?;
            let ItemKind::Choice(choice) = item.kind() else {
                return Err("not a choice".into());
            };
            codes.push(
                choice
                    .options()
                    .iter()
                    .map(forms::ChoiceOption::code)
                    .collect::<Vec<_>>(),
            );
            for option in choice.options() {
                let code = option.code().to_owned();
                let answer = forms::Answer::Choice { code: code.clone() };
                let weight = measured.number(&answer).ok_or("an option without weight")?;
                if !weights.contains(&(code.clone(), weight)) {
                    weights.push((code, weight));
                }
            }
        }
        let terms: Vec<String> = measure
            .items()
            .iter()
            .map(|item| {
                format!(
                    "%resource.item.item.where(linkId='{}').answer.value.weight()",
                    item.link_id
                )
            })
            .collect();
        let mut asked = Self {
            measure,
            form: form.source().clone(),
            responses: Vec::new(),
            totals: Vec::new(),
            weights,
            sum: "%resource.item.item.answer.value.weight().sum()".to_owned(),
            terms: terms.join(" + "),
        };
        let mut chance: u32 = 7;
        for _ in 0..RESPONSES {
            asked.answer(form, &codes, &mut chance)?;
        }
        Ok(asked)
    }

    fn answer(
        &mut self,
        form: &Questionnaire,
        codes: &[Vec<&str>],
        chance: &mut u32,
    ) -> Outcome<()> {
        let mut fields = Vec::new();
        for (item, codes) in self.measure.items().iter().zip(codes) {
            // Numerical Recipes' constants; only to have all answers about equally often.
            *chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let pick = usize::try_from(*chance >> 16)? % codes.len();
            fields.push((item.link_id.clone(), codes[pick].to_owned()));
        }
        let response = Posted::new(&fields)
            .answers(form)
            .map_err(|_| "an answer does not fit")?;
        let scored = self.measure.score(&self.measure.values(&response))?;
        let total = scored.score("total").and_then(|score| score.value);
        self.totals.push(total.ok_or("no total")?);
        self.responses.push(response.to_fhir(form).to_string());
        Ok(())
    }

    /// The form with an item that works the total out.
    pub(crate) fn with_total(&self) -> Outcome<Questionnaire> {
        let mut form = self.form.clone();
        let items = form["item"].as_array_mut().ok_or("a form without items")?;
        items.push(json!({"linkId": "total", "type": "decimal", "text": "Total", "readOnly": true,
            "extension": [{
                "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
                "valueExpression": {"language": "text/fhirpath", "expression": self.sum}}]}));
        Ok(Questionnaire::from_json(form.to_string().as_bytes())?)
    }

    /// Whether a way to score finds every total.
    pub(crate) fn check(&self, mut once: impl FnMut(&str) -> Outcome<Option<f64>>) -> Outcome<()> {
        for (text, total) in self.responses.iter().zip(&self.totals) {
            let found = once(text)?;
            if found.is_none_or(|found| (found - total).abs() > 1e-9) {
                return Err(format!("{found:?} instead of {total}").into());
            }
        }
        Ok(())
    }
}
