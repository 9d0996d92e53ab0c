//! An open action in words: what, who, by when.

use super::act::of_signal;
use super::stored::{OpenAction, SafetyStateV1};
use crate::signal::to_do;
use care::{PersonId, RecordId};
use pages::{Trouble, Visit};
use sealed::Act;

/// How whoever is to see to it is named.
pub(crate) async fn name(visit: &Visit, who: Option<PersonId>) -> Result<String, Trouble> {
    let found = match who {
        Some(person) => visit.floor.sign_ins.name_of(person).await?,
        None => None,
    };
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// What is to be done, by whom and by when; that it is late, if it is.
pub async fn action_words(visit: &Visit, open: &OpenAction) -> Result<String, Trouble> {
    let words = visit.words;
    let what = to_do(open.kind, open.what, words);
    let who = name(visit, open.who).await?;
    let when = visit.day_and_time(open.due);
    let late = open.due < visit.now;
    let key = match (open.state, late) {
        (SafetyStateV1::Taken, false) => "safety-taken",
        (SafetyStateV1::Taken, true) => "safety-taken-late",
        (SafetyStateV1::HandedOver, _) => "safety-handed-over",
        (_, false) => "safety-open",
        (_, true) => "safety-late",
    };
    let put = [
        ("what", (&what).into()),
        ("who", (&who).into()),
        ("when", (&when).into()),
    ];
    Ok(words.say_with(key, &put))
}

/// The same to the client, calmly: who speaks with them and by when, or that it is late and was
/// brought to someone else. `None` where nothing is open.
pub(crate) async fn to_the_client(
    visit: &Visit,
    act: &Act,
    signal: RecordId,
) -> Result<Option<String>, Trouble> {
    let found = of_signal(act, signal).await?;
    let open = found.filter(|kept| kept.value.state() != SafetyStateV1::Done);
    let Some(kept) = open else {
        return Ok(None);
    };
    let due = kept.value.due();
    let who = name(visit, kept.value.who.map(PersonId::from_bytes)).await?;
    let when = visit.day_and_time(due);
    let key = if due < visit.now {
        "safety-mine-late"
    } else {
        "safety-mine"
    };
    let put = [("who", (&who).into()), ("when", (&when).into())];
    Ok(Some(visit.words.say_with(key, &put)))
}
