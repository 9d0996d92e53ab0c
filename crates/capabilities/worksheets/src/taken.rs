//! What a client takes along of their worksheets: every one with its questions, in words and in FHIR.

use crate::shelf::title;
use crate::written::{Forms, given, worksheets};
use care::Section;
use pages::taken::answers;
use pages::{Taken, Visit};
use sealed::{Act, Damaged, ReadError};

/// What was given and what was written, oldest first. The act opens the work.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let words = visit.words;
    let (all, damaged) = worksheets(act).await?;
    let (all_given, given_damaged) = given(act).await?;
    if damaged || given_damaged {
        return Err(Damaged.into());
    }
    let mut forms = Forms::default();
    let mut taken = Vec::new();
    for kept in &all_given {
        let form = forms.of(act, kept.value.print).await?;
        let called = title(&form, words);
        let mut parts = Vec::new();
        if !kept.value.words.is_empty() {
            parts.push((
                words.say("worksheets-taken-words"),
                kept.value.words.clone(),
            ));
        }
        taken.push(Taken {
            record: Some(kept.record),
            section: Some(Section::Work),
            at: kept.value.when(),
            heading: words.say_with("worksheets-taken-given", &[("title", (&called).into())]),
            parts,
            ..Taken::default()
        });
    }
    for kept in &all {
        let value = &kept.value;
        let form = forms.of(act, value.print).await?;
        let of = (act.whose(), kept.record, value.written());
        let (parts, found) = answers(&form, &value.answers, of, words);
        let called = title(&form, words);
        let key = if value.is_sent() {
            "worksheets-taken-sent"
        } else {
            "worksheets-taken-kept"
        };
        taken.push(Taken {
            record: Some(kept.record),
            section: Some(Section::Work),
            at: value.written(),
            heading: words.say_with(key, &[("title", (&called).into())]),
            parts,
            resources: vec![found],
        });
    }
    taken.sort_by_key(|one| one.at);
    Ok(taken)
}
