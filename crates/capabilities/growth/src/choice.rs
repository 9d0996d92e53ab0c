//! Whether the client wants this: off until they turn it on; off again, kept or deleted, as they say.

use crate::refused::Refused;
use crate::stored::{ChapterV1, ChoiceV1, NoteV1, OnV1, OrderV1};
use crate::story::order_id;
use care::RecordId;
use sealed::{Act, ReadError};

fn id(act: &Act) -> RecordId {
    act.id_for("growth choice", RecordId::from_bytes([0; 16]))
}

/// What the client chose; `None`: they were not asked yet. The client's act, opening the work.
///
/// # Errors
/// If it could not be read.
pub async fn choice(act: &Act) -> Result<Option<OnV1>, ReadError> {
    let found = act.find::<ChoiceV1>(id(act)).await?;
    Ok(found.map(|kept| kept.value.on))
}

/// Whether the list of tools names this one: not once the client said no, for then it would be offered
/// again. The client's act, opening the work.
///
/// # Errors
/// If it could not be read.
pub async fn stands_in_the_list(act: &Act) -> Result<bool, ReadError> {
    Ok(choice(act).await? != Some(OnV1::No))
}

/// Whether the client acts; nobody else does anything here.
pub(crate) fn client_acts(act: &Act) -> Result<(), Refused> {
    if act.by() == act.whose().person() {
        Ok(())
    } else {
        Err(Refused::None)
    }
}

/// The client acts, and it is on.
pub(crate) async fn is_on(act: &Act) -> Result<(), Refused> {
    client_acts(act)?;
    match choice(act).await? {
        Some(OnV1::On) => Ok(()),
        _ => Err(Refused::Off),
    }
}

/// The client turns it on or off, or says no. What they wrote stays as it is.
///
/// # Errors
/// As [`Refused`] says.
pub async fn set_choice(act: &mut Act, on: OnV1) -> Result<(), Refused> {
    client_acts(act)?;
    // Whoever was asked once is not asked again: after that "no" is "off".
    let on = match (on, choice(act).await?) {
        (OnV1::No, Some(OnV1::On)) => OnV1::Off,
        (on, _) => on,
    };
    let value = ChoiceV1 {
        on,
        at: act.now().millis(),
    };
    Ok(act.overwrite(id(act), &value)?)
}

/// The client deletes everything they wrote here, and it is off. It is gone for good, every version.
///
/// # Errors
/// As [`Refused`] says.
pub async fn delete_all(act: &mut Act) -> Result<(), Refused> {
    client_acts(act)?;
    let notes = act.latest::<NoteV1>().await?;
    for record in notes
        .kept
        .iter()
        .map(|kept| kept.record)
        .chain(notes.damaged)
    {
        act.forget::<NoteV1>(record)?;
    }
    let chapters = act.latest::<ChapterV1>().await?;
    for record in chapters
        .kept
        .iter()
        .map(|kept| kept.record)
        .chain(chapters.damaged)
    {
        act.forget::<ChapterV1>(record)?;
    }
    act.forget::<OrderV1>(order_id(act))?;
    set_choice(act, OnV1::Off).await
}
