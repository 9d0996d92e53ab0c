//! Firsts, small steps and strengths: a line each, in the client's words.

use crate::choice::is_on;
use crate::refused::Refused;
use crate::stored::{NoteKindV1, NoteV1};
use care::{Audience, Happened, Line, RecordId};
use sealed::{Act, Kept, Listing, ReadError, ReadersV1};

/// The longest line, in letters: this project's own choice.
pub(crate) const WORDS: usize = 1_000;
/// The most lines: this project's own choice.
const MOST: usize = 1_000;

/// A line to be kept.
pub struct NewNote<'a> {
    /// The id that its page offered: sent twice, it is kept once.
    pub once: RecordId,
    /// What it is.
    pub kind: NoteKindV1,
    /// The words.
    pub words: &'a Line<WORDS>,
    /// The day it was, if that was said, as `YYYY-MM-DD`.
    pub day: Option<String>,
    /// Who may read it.
    pub readers: ReadersV1,
}

/// Every line that is meant for whoever acts, newest first by when it was written. The act opens the
/// work.
///
/// # Errors
/// If the record could not be read. What is damaged stands in the listing.
pub async fn notes(act: &Act) -> Result<Listing<NoteV1>, ReadError> {
    let mut listing = act.latest::<NoteV1>().await?;
    listing
        .kept
        .sort_by_key(|kept| std::cmp::Reverse((kept.value.at, kept.record)));
    Ok(listing)
}

/// What others must hear of: what was kept for oneself is no event.
pub(crate) fn shared(act: &Act, work: RecordId, readers: ReadersV1) -> Vec<Happened> {
    let told = (readers == ReadersV1::Section).then(|| Happened::WorkShared {
        client: act.whose(),
        work,
        audience: Audience::Section,
    });
    told.into_iter().collect()
}

/// The client keeps a line. The act opens the work.
///
/// # Errors
/// As [`Refused`] says.
pub async fn keep_note(act: &mut Act, new: &NewNote<'_>) -> Result<Vec<Happened>, Refused> {
    is_on(act).await?;
    let note = NoteV1 {
        kind: new.kind,
        words: new.words.as_str().to_owned(),
        day: new.day.clone().unwrap_or_default(),
        at: act.now().millis(),
        readers: new.readers,
    };
    if let Some(before) = act.find::<NoteV1>(new.once).await? {
        let before = before.value;
        let same = (before.kind, &before.words, &before.day) == (note.kind, &note.words, &note.day);
        return if same {
            Ok(Vec::new())
        } else {
            Err(Refused::Another)
        };
    }
    if act.latest::<NoteV1>().await?.kept.len() >= MOST {
        return Err(Refused::TooMany);
    }
    act.overwrite(new.once, &note)?;
    Ok(shared(act, new.once, new.readers))
}

async fn own(act: &Act, record: RecordId) -> Result<Kept<NoteV1>, Refused> {
    is_on(act).await?;
    act.find::<NoteV1>(record).await?.ok_or(Refused::None)
}

/// The client says who may read a line.
///
/// # Errors
/// As [`Refused`] says.
pub async fn set_note_readers(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let kept = own(act, record).await?;
    if kept.value.readers == readers {
        return Ok(Vec::new());
    }
    let value = NoteV1 {
        readers,
        ..kept.value
    };
    act.overwrite(record, &value)?;
    Ok(shared(act, record, readers))
}

/// The client deletes a line for good.
///
/// # Errors
/// As [`Refused`] says.
pub async fn delete_note(act: &mut Act, record: RecordId) -> Result<(), Refused> {
    own(act, record).await?;
    Ok(act.forget::<NoteV1>(record)?)
}
