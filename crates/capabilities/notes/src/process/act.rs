//! Writing a note, setting one right beside what it said before, reading one's own.

use crate::process::note::{MOST, NoteV1};
use care::{Line, RecordId};
use sealed::{Act, Kept, ReadError};

/// Why a note was not kept. The page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum NoteRefused {
    /// A newer version was written meanwhile.
    #[error("this note was changed meanwhile; please look at it again")]
    Newer,
    /// There is no such note.
    #[error("there is no such note")]
    None,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// An author's notes about one client.
#[derive(Default)]
pub struct Notes {
    /// Those that open, newest first, in their newest version.
    pub open: Vec<Kept<NoteV1>>,
    /// How many of this author's own were written under a word that was forgotten: they are there
    /// and nobody reads them any more.
    pub closed: usize,
    /// How many are there and do not open because they are damaged.
    pub damaged: usize,
    /// The number that the next note takes.
    pub next: u32,
}

/// Under which id this author's note of this number stands. The ids of one's own notes can be told
/// from everyone else's without reading any of them.
fn id(act: &Act, number: u32) -> RecordId {
    let mine = act.id_for("process notes of", RecordId::from_bytes(*act.by().bytes()));
    let place = u128::from_be_bytes(*mine.bytes()).wrapping_add(u128::from(number));
    act.id_for("process note", RecordId::from_bytes(place.to_be_bytes()))
}

/// The notes of whoever acts. The act opens the process notes and has the own key.
pub async fn notes(act: &Act) -> Result<Notes, ReadError> {
    let listing = act.latest::<NoteV1>().await?;
    let all = listing.kept.len() + listing.apart.len() + listing.damaged.len();
    let numbers = 1..=u32::try_from(all).unwrap_or(u32::MAX);
    let (mut closed, mut damaged, mut last) = (0, 0, 0);
    for number in numbers {
        let id = id(act, number);
        let is_apart = listing.apart.contains(&id);
        let is_damaged = listing.damaged.contains(&id);
        closed += usize::from(is_apart);
        damaged += usize::from(is_damaged);
        if is_apart || is_damaged {
            last = number;
        }
    }
    let mut open = listing.kept;
    open.sort_by_key(|kept| core::cmp::Reverse(kept.value.number));
    let last = open.first().map_or(0, |kept| kept.value.number).max(last);
    Ok(Notes {
        open,
        closed,
        damaged,
        next: last.saturating_add(1),
    })
}

/// Every version of one note of one's own, oldest first.
pub async fn note(act: &Act, note: RecordId) -> Result<Vec<Kept<NoteV1>>, NoteRefused> {
    let versions = act.history::<NoteV1>(note).await?;
    if versions.is_empty() {
        return Err(NoteRefused::None);
    }
    Ok(versions)
}

/// Keeps a new note. `number` is the one its page offered: sent twice, it is kept once; where
/// another page took the number meanwhile, the next free one is taken. Answers where it stands.
pub async fn write(
    act: &mut Act,
    number: u32,
    words: &Line<MOST>,
) -> Result<RecordId, NoteRefused> {
    let notes = notes(act).await?;
    let taken = notes.open.iter().find(|kept| kept.value.number == number);
    if let Some(same) = taken.filter(|kept| kept.value.words == words.as_str()) {
        return Ok(same.record);
    }
    let value = NoteV1 {
        by: *act.by().bytes(),
        number: notes.next,
        at: act.now().millis(),
        words: words.as_str().to_owned(),
    };
    let record = id(act, value.number);
    act.keep(record, &value)?;
    Ok(record)
}

/// Sets a note right: the new words stand beside the old ones, which stay. `seen` is the version
/// that the page showed. The same words are not another version.
pub async fn amend(
    act: &mut Act,
    which: RecordId,
    seen: u32,
    words: &Line<MOST>,
) -> Result<(), NoteRefused> {
    let stands = act.find::<NoteV1>(which).await?.ok_or(NoteRefused::None)?;
    if stands.value.words == words.as_str() {
        return Ok(());
    }
    if stands.version != seen {
        return Err(NoteRefused::Newer);
    }
    let value = NoteV1 {
        at: act.now().millis(),
        words: words.as_str().to_owned(),
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    Ok(())
}
