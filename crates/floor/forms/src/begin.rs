//! How a form begins: the fields that its initial answers fill, and an earlier response as fields.

use crate::answer::{Answer, StoredAnswers};
use crate::kinds::ItemKind;
use crate::layout::{Copies, Layout};
use crate::questionnaire::{Item, Questionnaire};
use crate::response::Response;
use crate::settle::typed;
use crate::work::{Known, beginnings};
use fhirpath::Moment;

impl Questionnaire {
    /// The fields that a page starts with: initial answers, and those that expressions take over
    /// from an earlier response (`%previous`) or from the date. An expression that cannot be worked
    /// out fills nothing.
    pub fn begin(&self, previous: Option<&Response>, now: Option<Moment>) -> Vec<(String, String)> {
        let layout = Layout::new(self, &Copies::new());
        let known = Known { now, previous };
        let worked = beginnings(self, &layout, known, false, &mut Vec::new());
        let mut fields = Vec::new();
        for (index, place) in layout.places.iter().enumerate() {
            if !place.item.is_question() || place.item.is_fixed() {
                continue;
            }
            let found = worked.get(&index).filter(|found| !found.is_empty());
            for answer in found.unwrap_or(&place.item.initial) {
                fields.extend(fields_of(place.item, place.spot.as_str(), answer));
            }
        }
        fields
    }

    /// Earlier answers as the fields that would give them.
    pub fn fields_of(&self, stored: &StoredAnswers) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for (spot, answer) in &stored.answers {
            let link_id = spot.split(';').next().unwrap_or_default();
            if let Some(item) = self.item(link_id) {
                fields.extend(fields_of(item, spot, answer));
            }
        }
        fields
    }
}

fn fields_of(item: &Item, spot: &str, answer: &Answer) -> Vec<(String, String)> {
    let field = |prefix: &str, value: String| (format!("{prefix}{spot}"), value);
    match answer {
        Answer::Skipped { reason } => {
            let reason = reason.clone().unwrap_or_else(|| String::from("on"));
            vec![field("skip.", reason)]
        }
        Answer::Text(words) if matches!(item.kind, ItemKind::Choice(_)) => {
            vec![field("other.", words.clone())]
        }
        Answer::Quantity(measured) => {
            let mut fields = vec![field("", measured.value.to_string())];
            let key = measured.code.as_ref().or(measured.unit.as_ref());
            fields.extend(key.map(|key| field("unit.", key.clone())));
            fields
        }
        other => vec![field("", typed(other))],
    }
}
