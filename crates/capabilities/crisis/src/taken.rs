//! What a client takes along of their plan: every version with what was said to it, in words and in
//! FHIR.

use crate::plan::{SaidV1, SaidWhatV1, plan};
use care::{PersonId, Section};
use pages::taken::answers;
use pages::{Taken, Visit};
use sealed::{Act, ReadError};

/// Every version of the plan, oldest first. The act opens the crisis plan.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let (words, plan) = (visit.words, plan(act).await?);
    let Some(form) = crate::form() else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    for kept in &plan.versions {
        let version = &kept.value;
        let of = (act.whose(), kept.record, version.written());
        let (mut parts, found) = answers(form, &version.answers, of, words);
        for said in &version.said {
            parts.push(what_was_said(visit, said).await?);
        }
        let number = i64::from(version.number);
        all.push(Taken {
            record: Some(kept.record),
            section: Some(Section::CrisisPlan),
            at: version.written(),
            heading: words.say_with("plan-taken", &[("number", number.into())]),
            parts,
            resources: vec![found],
        });
    }
    Ok(all)
}

async fn what_was_said(visit: &Visit, said: &SaidV1) -> Result<(String, String), ReadError> {
    let words = visit.words;
    let who = if said.by_client {
        words.say("taken-you")
    } else {
        let found = visit.floor.sign_ins.name_of(PersonId::from_bytes(said.by));
        found
            .await?
            .unwrap_or_else(|| words.say("someone-on-the-team"))
    };
    Ok(match &said.what {
        SaidWhatV1::Agreed => (who, words.say("plan-taken-agreed")),
        SaidWhatV1::Change(what) => (who, what.clone()),
    })
}
