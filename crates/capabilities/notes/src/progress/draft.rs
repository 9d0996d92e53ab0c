//! A note that is not finished, kept by the server while it is written: its author's own. A lost
//! line, a crash and a sign-in that rests cost nobody their words.

use super::stored::{NoteDraftV1, ProgressV1};
use care::RecordId;
use sealed::{Act, ReadError};

/// Under which id a draft stands: one for each author and meeting, or note that is set right.
fn id(act: &Act, session: Option<RecordId>, amends: Option<RecordId>) -> RecordId {
    let mine = act.id_for("note drafts of", RecordId::from_bytes(*act.by().bytes()));
    let (kind, of) = match (amends, session) {
        (Some(note), _) => ("right", note),
        (None, Some(session)) => ("session", session),
        (None, None) => ("none", RecordId::from_bytes([0; 16])),
    };
    act.id_for(&format!("note draft {kind} {mine}"), of)
}

/// The draft of whoever acts, if there is one that opens. The act opens the notes.
pub async fn draft(
    act: &Act,
    session: Option<RecordId>,
    amends: Option<RecordId>,
) -> Result<Option<NoteDraftV1>, ReadError> {
    let by = act.by();
    match act.find::<NoteDraftV1>(id(act, session, amends)).await {
        Ok(found) => Ok(found
            .map(|kept| kept.value)
            .filter(|draft| draft.by == *by.bytes())),
        // A draft that is lost is a pity and not a lie: nothing was ever said to be finished.
        Err(ReadError::Damaged(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Every draft of whoever acts, oldest first. The act opens the notes.
pub async fn drafts(act: &Act) -> Result<Vec<NoteDraftV1>, ReadError> {
    let by = act.by();
    let all = act.latest::<NoteDraftV1>().await?.kept.into_iter();
    let mut own: Vec<_> = all
        .map(|kept| kept.value)
        .filter(|draft| draft.by == *by.bytes())
        .collect();
    own.sort_by_key(|draft| draft.at);
    Ok(own)
}

/// Keeps the fields as they stand, over what was kept before. One that comes late, after its note
/// was finished, is let go.
pub async fn keep_draft(
    act: &mut Act,
    once: RecordId,
    (session, amends): (Option<RecordId>, Option<RecordId>),
    fields: Vec<(String, String)>,
) -> Result<(), ReadError> {
    if amends.is_none() && act.find::<ProgressV1>(once).await?.is_some() {
        return Ok(());
    }
    let draft = NoteDraftV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        once: *once.bytes(),
        session: session.map(|session| *session.bytes()),
        amends: amends.map(|note| *note.bytes()),
        fields,
    };
    let id = id(act, session, amends);
    act.overwrite(id, &draft)
}

/// Throws a draft away.
pub(super) fn forget(
    act: &mut Act,
    session: Option<RecordId>,
    amends: Option<RecordId>,
) -> Result<(), ReadError> {
    let id = id(act, session, amends);
    act.forget::<NoteDraftV1>(id)
}
