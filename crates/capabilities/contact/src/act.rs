//! Changing how one may be reached. Only the client does, on their own record; the note that
//! machinery reads changes in the same transaction.

use crate::gate::Held;
use crate::rules::{Way, to_confirm};
use crate::stored::{ReachV1, RuleV1, SafeContactV1};
use care::RecordId;
use sealed::{Act, Kept, ReadError};

fn id(act: &Act) -> RecordId {
    act.id_for("safe-contact", RecordId::from_bytes([0; 16]))
}

/// What the client said, if they said anything yet.
pub async fn said(act: &Act) -> Result<Option<Kept<SafeContactV1>>, ReadError> {
    act.find(id(act)).await
}

/// Whether it is time to say again that a way is safe: it has run out, or will within a week. The act
/// opens Identity.
pub async fn asks_again(act: &Act) -> Result<bool, ReadError> {
    let now = act.now();
    let said = said(act).await?;
    Ok(said.is_some_and(|said| said.value.rules.iter().any(|rule| to_confirm(rule, now))))
}

/// The rule for a way, if it is allowed.
pub fn rule(said: &SafeContactV1, way: Way) -> Option<&RuleV1> {
    said.rules.iter().find(|rule| rule.way == way.number())
}

/// Keeps a rule in place of the one for the same way.
pub async fn keep(act: &mut Act, held: &Held, rule: &RuleV1) -> Result<(), ReadError> {
    change(act, held, |said| {
        said.rules.retain(|other| other.way != rule.way);
        said.rules.push(rule.clone());
        said.rules.sort_by_key(|rule| rule.way);
    })
    .await
}

/// Ends a way: from the moment this is kept nobody is reached by it.
pub async fn stop(act: &mut Act, held: &Held, way: Way) -> Result<(), ReadError> {
    change(act, held, |said| {
        said.rules.retain(|rule| rule.way != way.number());
    })
    .await
}

/// Says once more that a way is safe, as it stands.
pub async fn still(act: &mut Act, held: &Held, way: Way) -> Result<(), ReadError> {
    let now = act.now().millis();
    change(act, held, |said| {
        for rule in said
            .rules
            .iter_mut()
            .filter(|rule| rule.way == way.number())
        {
            rule.confirmed_at = now;
        }
    })
    .await
}

/// Says how a meeting is called in a calendar of their own.
pub async fn name_in_calendar(act: &mut Act, held: &Held, words: &str) -> Result<(), ReadError> {
    change(act, held, |said| words.clone_into(&mut said.calendar)).await
}

async fn change(
    act: &mut Act,
    held: &Held,
    how: impl FnOnce(&mut SafeContactV1),
) -> Result<(), ReadError> {
    if held.client() != act.whose() || act.by() != act.whose().person() {
        return Err(ReadError::NotCovered);
    }
    let was = said(act).await?;
    let mut now = was.as_ref().map(|was| was.value.clone());
    let mut next = now.take().unwrap_or_default();
    how(&mut next);
    match &was {
        Some(was) if was.value == next => return Ok(()),
        Some(was) => act.amend(was, &next)?,
        None if next == SafeContactV1::default() => return Ok(()),
        None => act.keep(id(act), &next)?,
    }
    let note = ReachV1 {
        mail: rule(&next, Way::Mail).cloned(),
    };
    act.set_desk_note(&note).await
}
