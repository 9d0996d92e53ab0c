//! What a client takes along of the agreement: every version with its signatures, in words and in
//! FHIR, and what either side sees differently.

use crate::written::{RemarkV1, agreement, remarks};
use care::{Moment, PersonId, Section};
use pages::taken::answers;
use pages::{Taken, Visit};
use sealed::{Act, ReadError};

/// Every version of the agreement, oldest first, then what stands beside it. The act opens the
/// relationship.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let (words, agreement) = (visit.words, agreement(act).await?);
    let Some(form) = crate::form() else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    for kept in &agreement.versions {
        let version = &kept.value;
        let of = (act.whose(), kept.record, version.written());
        let (mut parts, found) = answers(form, &version.answers, of, words);
        let signatures = [
            Some((version.by, version.written())),
            version
                .signed
                .map(|signed| (signed.by, Moment::from_millis(signed.at))),
        ];
        for (by, at) in signatures.into_iter().flatten() {
            let who = name(visit, act, by).await?;
            let when = visit.day_and_time(at);
            parts.push((
                words.say("agreement-taken-signed"),
                format!("{who}, {when}"),
            ));
        }
        let number = i64::from(version.number);
        all.push(Taken {
            record: Some(kept.record),
            section: Some(Section::Relationship),
            at: version.written(),
            heading: words.say_with("agreement-taken", &[("number", number.into())]),
            parts,
            resources: vec![found],
        });
    }
    for one in remarks(act).await? {
        all.push(beside(visit, act, &one).await?);
    }
    Ok(all)
}

async fn beside(visit: &Visit, act: &Act, remark: &RemarkV1) -> Result<Taken, ReadError> {
    let words = visit.words;
    let part = crate::form()
        .and_then(|form| form.item(&remark.part)?.text())
        .map(|text| text.in_language(words.tag()).to_owned());
    Ok(Taken {
        section: Some(Section::Relationship),
        at: Moment::from_millis(remark.at),
        heading: words.say("agreement-taken-beside"),
        parts: vec![
            (part.unwrap_or_default(), remark.words.clone()),
            (
                words.say("agreement-taken-by"),
                name(visit, act, remark.by).await?,
            ),
        ],
        ..Taken::default()
    })
}

async fn name(visit: &Visit, act: &Act, by: [u8; 16]) -> Result<String, ReadError> {
    let by = PersonId::from_bytes(by);
    if by == act.whose().person() {
        return Ok(visit.words.say("taken-you"));
    }
    let found = visit.floor.sign_ins.name_of(by).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}
