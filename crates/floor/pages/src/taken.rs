//! What of a record its owner can take along: words to read, and FHIR for other systems. Each
//! capability says it of its own records; the export only gathers.

use crate::form_view::answers_said;
use crate::words::Words;
use care::{ClientId, Moment, RecordId, Section};
use forms::{Envelope, Questionnaire, Response, StoredAnswers};
use jiff::Timestamp;
use serde_json::{Value, json};

/// One entry of a record, as its owner may take it along.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Taken {
    /// Which record it is, where a client could set a statement beside it.
    pub record: Option<RecordId>,
    /// The part of the record it belongs to.
    pub section: Option<Section>,
    /// When it was kept, or when what it is about happened.
    pub at: Moment,
    /// What it is, in the reader's language.
    pub heading: String,
    /// What it says: a label and its words, in the order to be read.
    pub parts: Vec<(String, String)>,
    /// The same as FHIR R4 resources, each with its `resourceType` and `id`; empty where FHIR has
    /// no place for it. References between them use [`urn`].
    pub resources: Vec<Value>,
}

/// How FHIR resources of one export speak of each other.
pub fn urn(id: &[u8; 16]) -> String {
    let hex = RecordId::from_bytes(*id).to_string();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    )
}

/// A moment as FHIR writes an instant, in UTC.
pub fn instant(at: Moment) -> String {
    Timestamp::from_millisecond(at.millis())
        .unwrap_or_default()
        .to_string()
}

/// A reference to the client whose record it is.
pub fn subject(client: ClientId) -> Value {
    json!({ "reference": urn(client.bytes()) })
}

/// The answers to a form: each question's words beside what was said to it, and a FHIR
/// `QuestionnaireResponse`. Answers that do not fit the form any more are given as they were kept,
/// so that nothing is left out.
pub fn answers(
    form: &Questionnaire,
    kept: &StoredAnswers,
    of: (ClientId, RecordId, Moment),
    words: Words,
) -> (Vec<(String, String)>, Value) {
    let (client, record, at) = of;
    let Ok(response) = Response::from_stored(form, kept) else {
        let plain = |(spot, answer): &(String, forms::Answer)| (spot.clone(), bare(answer, words));
        let parts = kept.answers.iter().map(plain).collect();
        let found = json!({
            "resourceType": "QuestionnaireResponse",
            "id": record.to_string(),
            "status": "completed",
            "questionnaire": kept.questionnaire,
            "subject": subject(client),
            "authored": instant(at),
        });
        return (parts, found);
    };
    let authored = instant(at);
    let envelope = Envelope {
        authored: Some(&authored),
        ..Envelope::default()
    };
    let mut found = response.to_fhir_as(form, envelope);
    if let Some(fields) = found.as_object_mut() {
        fields.insert("id".into(), record.to_string().into());
        fields.insert("subject".into(), subject(client));
    }
    (answers_said(form, &response, words), found)
}

/// An answer whose question is not known any more.
fn bare(answer: &forms::Answer, words: Words) -> String {
    if answer.is_skipped() {
        return words.say("form-skipped");
    }
    let yes_or_no = answer
        .boolean()
        .map(|yes| words.say(if yes { "form-yes" } else { "form-no" }));
    let own = answer.words().or_else(|| answer.code()).map(str::to_owned);
    let number = || answer.number().map(|number| number.to_string());
    let when = || {
        answer
            .when()
            .map(|when| crate::form_view::when_said(when, words))
    };
    yes_or_no
        .or(own)
        .or_else(number)
        .or_else(when)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_urn_that_other_systems_read() {
        let id = [
            0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 1, 2, 3, 4, 5, 6, 7, 8,
        ];
        assert_eq!(urn(&id), "urn:uuid:01234567-89ab-cdef-0102-030405060708");
    }

    #[test]
    fn a_moment_is_written_in_utc() {
        assert_eq!(instant(Moment::from_millis(0)), "1970-01-01T00:00:00Z");
    }
}
