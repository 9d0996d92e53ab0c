//! The record as one FHIR R4 Bundle, for other systems.

use care::{ClientId, Moment};
use pages::Taken;
use pages::taken::{instant, urn};
use serde_json::{Value, json};

/// Everything that FHIR has a place for, as a `collection`. Nothing of process notes is in it: they
/// are never handed in.
pub(crate) fn bundle(client: ClientId, called: &str, made: Moment, taken: &[Taken]) -> Value {
    let person = json!({
        "resourceType": "Patient",
        "id": client.to_string(),
        "name": [{ "text": called }],
    });
    let of = |resource: &Value| {
        let id = resource.get("id").and_then(Value::as_str);
        let full = match id.and_then(care::RecordId::parse) {
            Some(id) => urn(id.bytes()),
            // Scores have an id that follows from their answer's.
            None => format!("urn:attune:{}", id.unwrap_or_default()),
        };
        json!({ "fullUrl": full, "resource": resource })
    };
    let entries: Vec<Value> = std::iter::once(&person)
        .chain(taken.iter().flat_map(|one| &one.resources))
        .map(of)
        .collect();
    json!({
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": instant(made),
        "entry": entries,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_speaks_of_the_same_person() {
        let client = ClientId::from_bytes([7; 16]);
        let taken = Taken {
            resources: vec![json!({
                "resourceType": "Communication",
                "id": care::RecordId::from_bytes([9; 16]).to_string(),
                "subject": pages::taken::subject(client),
            })],
            ..Taken::default()
        };
        let bundle = bundle(client, "Amal", Moment::from_millis(0), &[taken]);
        let entries = bundle["entry"].as_array().unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(
            entries[0]["fullUrl"],
            entries[1]["resource"]["subject"]["reference"]
        );
        let urls: std::collections::BTreeSet<_> = entries
            .iter()
            .map(|one| one["fullUrl"].to_string())
            .collect();
        assert_eq!(urls.len(), entries.len());
    }
}
