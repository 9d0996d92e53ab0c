//! Finishing a note, setting one right beside what it said before, letting one go that the client
//! waits for.

use super::draft;
use super::gist::NotesGistV1;
use super::stored::{HELD_MOST, HeldV1, HoldWhyV1, NoteHeldV1, PartsV1, ProgressV1, WHY_MOST};
use care::{DAY, Happened, Line, Moment, RecordId};
use sealed::{Act, Kept, ReadError};

/// Why nothing was done with a note. The page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum ProgressRefused {
    /// Nobody wrote anything into it.
    #[error("nothing was written; please fill in at least one field")]
    Empty,
    /// A client would wait for it longer than anyone may.
    #[error("choose between one and {HELD_MOST} days")]
    TooLong,
    /// A newer version was written meanwhile.
    #[error("this note was changed meanwhile; please look at it again")]
    Newer,
    /// There is no such note, or no such statement, for this person.
    #[error("there is no such note")]
    None,
    /// It is for whoever works with the client to do.
    #[error("only whoever works with the client can do this")]
    NotForTheClient,
    /// Only the client can do it.
    #[error("only the client can do this")]
    OnlyTheClient,
    /// It asks for nothing, or was answered.
    #[error("this was answered already; please look at it again")]
    Answered,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A client's progress notes.
#[derive(Default)]
pub struct ProgressNotes {
    /// Those that open, in their newest version, what is newest first.
    pub open: Vec<Kept<ProgressV1>>,
    /// How many are there and do not open because they are damaged.
    pub damaged: usize,
}

/// A note that is finished.
#[derive(Clone)]
pub struct NewNote {
    /// About which session, if about one.
    pub session: Option<RecordId>,
    /// When that began; without one, when the note was begun.
    pub about: Moment,
    /// What it says.
    pub parts: PartsV1,
    /// Why the client reads it later and for how many days, if so. They are told at once.
    pub held: Option<(HoldWhyV1, u16)>,
}

fn is_client(act: &Act) -> bool {
    act.by() == act.whose().person()
}

/// The notes of the client. The act opens the notes. Whoever shows them to the client asks
/// [`ProgressV1::held_at`] first.
pub async fn progress(act: &Act) -> Result<ProgressNotes, ReadError> {
    let listing = act.latest::<ProgressV1>().await?;
    let mut open = listing.kept;
    open.sort_by_key(|kept| core::cmp::Reverse((kept.value.about_at, kept.record)));
    Ok(ProgressNotes {
        open,
        damaged: listing.damaged.len(),
    })
}

/// Every version of one note, oldest first. The act opens the notes.
pub async fn versions(act: &Act, note: RecordId) -> Result<Vec<Kept<ProgressV1>>, ProgressRefused> {
    let versions = act.history::<ProgressV1>(note).await?;
    if versions.is_empty() {
        return Err(ProgressRefused::None);
    }
    Ok(versions)
}

/// Finishes a note under the id that its page offered: sent twice, it is kept once. The author's
/// draft of it goes in the same act. The client reads it from now on, or is told why not.
pub async fn finish(
    act: &mut Act,
    once: RecordId,
    new: &NewNote,
) -> Result<Vec<Happened>, ProgressRefused> {
    if is_client(act) {
        return Err(ProgressRefused::NotForTheClient);
    }
    if !new.parts.says_something() {
        return Err(ProgressRefused::Empty);
    }
    let held = match new.held {
        None => None,
        Some((_, days)) if !(1..=HELD_MOST).contains(&days) => {
            return Err(ProgressRefused::TooLong);
        }
        Some((why, days)) => Some(HeldV1 {
            why,
            until: (act.now() + i64::from(days) * DAY).millis(),
            ended: None,
        }),
    };
    if act.find::<ProgressV1>(once).await?.is_some() {
        return Ok(Vec::new());
    }
    let note = ProgressV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        session: new.session.map(|session| *session.bytes()),
        about_at: new.about.millis(),
        parts: new.parts.clone(),
        why: None,
        held,
    };
    act.keep(once, &note)?;
    if let Some(held) = held {
        keep_held(act, once, &note, held.until, 0).await?;
    }
    draft::forget(act, new.session, None)?;
    let mut gist = act.gist::<NotesGistV1>().await?.unwrap_or_default();
    gist.note(new.session, new.about);
    act.set_gist(&gist).await?;
    Ok(written(act, once, &note))
}

fn written(act: &Act, note: RecordId, says: &ProgressV1) -> Vec<Happened> {
    vec![Happened::NoteWritten {
        client: act.whose(),
        note,
        session: says.session(),
    }]
}

async fn keep_held(
    act: &mut Act,
    note: RecordId,
    says: &ProgressV1,
    until: i64,
    after: u32,
) -> Result<(), ReadError> {
    let Some(held) = says.held else { return Ok(()) };
    let id = act.id_for("note held", note);
    let value = NoteHeldV1 {
        by: says.by,
        why: held.why,
        from: says.at,
        until,
    };
    act.keep_in_directory(id, after, &value).await
}

/// Sets a note right: the new words stand beside the old ones, which stay, with who, when and why.
/// `seen` is the version that the page showed. The same words are not another version.
pub async fn set_right(
    act: &mut Act,
    note: RecordId,
    seen: u32,
    (parts, why): (&PartsV1, &Line<WHY_MOST>),
) -> Result<Vec<Happened>, ProgressRefused> {
    if is_client(act) {
        return Err(ProgressRefused::NotForTheClient);
    }
    if !parts.says_something() {
        return Err(ProgressRefused::Empty);
    }
    let stands = act.find::<ProgressV1>(note).await?;
    let stands = stands.ok_or(ProgressRefused::None)?;
    if stands.value.parts == *parts {
        draft::forget(act, None, Some(note))?;
        return Ok(Vec::new());
    }
    if stands.version != seen {
        return Err(ProgressRefused::Newer);
    }
    // A client who waits for a note does not wait longer because it was set right: the moment
    // stays, and so does the newest version's own bound.
    let held = stands.value.held_at(act.now()).map(|(why, until)| HeldV1 {
        why,
        until: until.millis(),
        ended: None,
    });
    let value = ProgressV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        parts: parts.clone(),
        why: Some(why.as_str().to_owned()),
        held,
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    draft::forget(act, None, Some(note))?;
    Ok(written(act, note, &value))
}

/// Lets a note go that the client waits for: they read it from now on. One that nobody waits for is
/// left as it is.
pub async fn share_now(act: &mut Act, note: RecordId) -> Result<Vec<Happened>, ProgressRefused> {
    if is_client(act) {
        return Err(ProgressRefused::NotForTheClient);
    }
    let stands = act.find::<ProgressV1>(note).await?;
    let stands = stands.ok_or(ProgressRefused::None)?;
    let now = act.now();
    let Some(held) = stands.value.held else {
        return Ok(Vec::new());
    };
    if stands.value.held_at(now).is_none() {
        return Ok(Vec::new());
    }
    let value = ProgressV1 {
        held: Some(HeldV1 {
            ended: Some(now.millis()),
            ..held
        }),
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    // Letting go is done once: what stands in the directory is from when the note was finished.
    keep_held(act, note, &value, now.millis(), 1).await?;
    Ok(written(act, note, &value))
}
