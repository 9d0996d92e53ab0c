//! What a client says beside a note, or wishes to have changed in it; and the answer of whoever
//! works with them. Nothing that others wrote is written over: both are read from then on.

use super::act::ProgressRefused;
use super::gist::NotesGistV1;
use super::stored::{AnsweredV1, BesideV1, ProgressV1, WishV1};
use care::{Happened, Line, RecordId};
use sealed::{Act, Kept, ReadError};

/// The longest statement, in letters: this project's own choice, two pages.
pub const SAID_MOST: usize = 4_000;

/// What was said beside a client's notes.
#[derive(Default)]
pub struct Besides {
    /// All of it that opens, oldest first.
    pub all: Vec<Kept<BesideV1>>,
    /// How many are there and do not open because they are damaged.
    pub damaged: usize,
}

impl Besides {
    /// What was said beside this note.
    pub fn of(&self, note: RecordId) -> impl Iterator<Item = &Kept<BesideV1>> {
        let all = self.all.iter();
        all.filter(move |kept| kept.value.note() == note)
    }
}

/// What was said beside the notes. The act opens the notes.
pub async fn besides(act: &Act) -> Result<Besides, ReadError> {
    let listing = act.latest::<BesideV1>().await?;
    let mut all = listing.kept;
    all.sort_by_key(|kept| (kept.value.at, kept.record));
    Ok(Besides {
        all,
        damaged: listing.damaged.len(),
    })
}

fn is_client(act: &Act) -> bool {
    act.by() == act.whose().person()
}

async fn counts(act: &mut Act, one_more: bool) -> Result<(), ReadError> {
    let mut gist = act.gist::<NotesGistV1>().await?.unwrap_or_default();
    gist.asked = if one_more {
        gist.asked.saturating_add(1)
    } else {
        gist.asked.saturating_sub(1)
    };
    act.set_gist(&gist).await
}

fn happened(act: &Act) -> Vec<Happened> {
    vec![Happened::StatementAdded {
        client: act.whose(),
    }]
}

/// The client says something beside a note, also beside one they still wait for. Sent twice it is
/// said once.
pub async fn say_beside(
    act: &mut Act,
    once: RecordId,
    note: RecordId,
    (words, wish): (&Line<SAID_MOST>, WishV1),
) -> Result<Vec<Happened>, ProgressRefused> {
    if !is_client(act) {
        return Err(ProgressRefused::OnlyTheClient);
    }
    if act.find::<ProgressV1>(note).await?.is_none() {
        return Err(ProgressRefused::None);
    }
    if act.find::<BesideV1>(once).await?.is_some() {
        return Ok(Vec::new());
    }
    let said = BesideV1 {
        note: *note.bytes(),
        words: words.as_str().to_owned(),
        wish,
        at: act.now().millis(),
        taken_back: None,
        answered: None,
    };
    act.keep(once, &said)?;
    if said.waits() {
        counts(act, true).await?;
    }
    Ok(happened(act))
}

/// The client takes it back: its words are shown to nobody but them any more.
pub async fn take_back(act: &mut Act, said: RecordId) -> Result<(), ProgressRefused> {
    if !is_client(act) {
        return Err(ProgressRefused::OnlyTheClient);
    }
    let stands = act.find::<BesideV1>(said).await?;
    let stands = stands.ok_or(ProgressRefused::None)?;
    if stands.value.taken_back.is_some() {
        return Ok(());
    }
    let value = BesideV1 {
        taken_back: Some(act.now().millis()),
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    if stands.value.waits() {
        counts(act, false).await?;
    }
    Ok(())
}

/// Whoever works with the client answers one that asks for a change, once.
pub async fn answer(
    act: &mut Act,
    said: RecordId,
    changed: bool,
    words: &Line<SAID_MOST>,
) -> Result<Vec<Happened>, ProgressRefused> {
    if is_client(act) {
        return Err(ProgressRefused::NotForTheClient);
    }
    let stands = act.find::<BesideV1>(said).await?;
    let stands = stands.filter(|kept| kept.value.taken_back.is_none());
    let stands = stands.ok_or(ProgressRefused::None)?;
    let same = |answered: &AnsweredV1| {
        answered.by == *act.by().bytes()
            && answered.changed == changed
            && answered.words == words.as_str()
    };
    if stands.value.answered.as_ref().is_some_and(same) {
        return Ok(Vec::new());
    }
    if !stands.value.waits() {
        return Err(ProgressRefused::Answered);
    }
    let value = BesideV1 {
        answered: Some(AnsweredV1 {
            by: *act.by().bytes(),
            at: act.now().millis(),
            changed,
            words: words.as_str().to_owned(),
        }),
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    counts(act, false).await?;
    Ok(happened(act))
}
