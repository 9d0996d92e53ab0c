//! What a client takes along: how they may be reached.

use crate::act;
use crate::page::said_of;
use crate::rules::Way;
use care::Section;
use pages::{Taken, Visit};
use sealed::{Act, ReadError};

/// How the client may be reached, as they said it last. The act opens Identity.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let Some(said) = act::said(act).await? else {
        return Ok(Vec::new());
    };
    let words = visit.words;
    let mut all = Vec::new();
    for way in Way::ALL {
        let Some(rule) = act::rule(&said.value, way) else {
            continue;
        };
        all.push(Taken {
            record: Some(said.record),
            section: Some(Section::Identity),
            at: said.at,
            heading: words.say(&format!("reach-{}", way.code())),
            parts: said_of(visit, way, rule),
            resources: Vec::new(),
        });
    }
    Ok(all)
}
