//! The story so far: chapters in the client's words, in the order they choose. Each writing of a
//! chapter is a record of its own, so that nothing is written over; deleted, all of them go.

use crate::choice::is_on;
use crate::note::shared;
use crate::refused::Refused;
use crate::stored::{ChapterV1, OrderV1};
use care::{Happened, Line, RecordId};
use sealed::{Act, Kept, ReadError, ReadersV1};

/// The longest heading, in letters: this project's own choice.
pub(crate) const TITLE: usize = 120;
/// The longest chapter, in letters: this project's own choice. Written in letters with accents only, each
/// of which is sent as six bytes, it still fits into what one form can send.
pub(crate) const WORDS: usize = 8_000;
/// The most versions of all chapters together: this project's own choice.
const MOST: usize = 1_000;

/// A chapter: the newest of its versions, and those before it.
pub struct Chapter {
    /// As it stands.
    pub newest: Kept<ChapterV1>,
    /// As it stood before, newest first.
    pub earlier: Vec<Kept<ChapterV1>>,
}

impl Chapter {
    /// Which chapter.
    pub fn id(&self) -> RecordId {
        self.newest.value.chapter()
    }
}

/// The story so far.
#[derive(Default)]
pub struct Story {
    /// The chapters, in the client's order.
    pub chapters: Vec<Chapter>,
    /// How many parts are there and do not open.
    pub damaged: usize,
}

impl Story {
    /// The chapter of this id.
    pub fn chapter(&self, id: RecordId) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.id() == id)
    }
}

pub(crate) fn order_id(act: &Act) -> RecordId {
    act.id_for("growth order", RecordId::from_bytes([0; 16]))
}

/// The story, as it is meant for whoever acts. The act opens the work.
///
/// # Errors
/// If the record could not be read. What is damaged is counted and not left out in silence.
pub async fn story(act: &Act) -> Result<Story, ReadError> {
    let listing = act.latest::<ChapterV1>().await?;
    let mut damaged = listing.damaged.len();
    let order = match act.find::<OrderV1>(order_id(act)).await {
        Ok(order) => order.map(|kept| kept.value.chapters).unwrap_or_default(),
        Err(ReadError::Damaged(_)) => {
            damaged += 1;
            Vec::new()
        }
        Err(error) => return Err(error),
    };
    let mut versions = listing.kept;
    // Newest first; of two that were written at once, both stay.
    versions.sort_by_key(|kept| {
        let value = &kept.value;
        std::cmp::Reverse((value.number, value.at, kept.record))
    });
    let mut chapters: Vec<Chapter> = Vec::new();
    for version in versions {
        let id = version.value.chapter();
        match chapters.iter_mut().find(|chapter| chapter.id() == id) {
            Some(chapter) => chapter.earlier.push(version),
            None => chapters.push(Chapter {
                newest: version,
                earlier: Vec::new(),
            }),
        }
    }
    let began = |chapter: &Chapter| {
        let first = chapter.earlier.last().unwrap_or(&chapter.newest);
        (first.value.at, chapter.id())
    };
    let place = |chapter: &Chapter| {
        let at = order.iter().position(|id| id == chapter.id().bytes());
        (at.unwrap_or(usize::MAX), began(chapter))
    };
    chapters.sort_by_key(place);
    Ok(Story { chapters, damaged })
}

/// A chapter to be written, or written anew.
pub struct NewChapter<'a> {
    /// The id that its page offered: sent twice, it is kept once.
    pub once: RecordId,
    /// Which chapter; `None`: a new one.
    pub chapter: Option<RecordId>,
    /// The number of the newest version that the page showed; 0 for a new one.
    pub seen: u32,
    /// Its heading.
    pub title: Option<&'a Line<TITLE>>,
    /// Its words.
    pub words: &'a Line<WORDS>,
    /// Who may read it as it stands now. What it was before is the client's alone.
    pub readers: ReadersV1,
}

/// The client writes a chapter. The act opens the work. Returns which chapter it is, and what happened.
///
/// # Errors
/// As [`Refused`] says.
pub async fn keep_chapter(
    act: &mut Act,
    new: &NewChapter<'_>,
) -> Result<(RecordId, Vec<Happened>), Refused> {
    is_on(act).await?;
    let (title, words) = (new.title.map_or("", Line::as_str), new.words.as_str());
    if let Some(before) = act.find::<ChapterV1>(new.once).await? {
        let same = before.value.title == title && before.value.words == words;
        return if same {
            Ok((before.value.chapter(), Vec::new()))
        } else {
            Err(Refused::Another)
        };
    }
    let story = story(act).await?;
    let all = story.chapters.iter().map(|one| 1 + one.earlier.len());
    if all.sum::<usize>() >= MOST {
        return Err(Refused::TooMany);
    }
    let mut number = 1;
    let mut told = new.readers;
    if let Some(id) = new.chapter {
        let there = story.chapter(id).ok_or(Refused::None)?;
        let newest = &there.newest.value;
        if newest.number != new.seen {
            return Err(Refused::Newer);
        }
        number = newest.number.saturating_add(1);
        // Whoever reads it already hears nothing new of every change.
        if newest.is_sent() {
            told = ReadersV1::Nobody;
        }
        close(act, there)?;
    }
    let chapter = new.chapter.unwrap_or(new.once);
    let value = ChapterV1 {
        chapter: *chapter.bytes(),
        title: title.to_owned(),
        words: words.to_owned(),
        number,
        at: act.now().millis(),
        readers: new.readers,
    };
    act.overwrite(new.once, &value)?;
    Ok((chapter, shared(act, chapter, told)))
}

/// From now on nobody but the client reads any version that is there.
fn close(act: &mut Act, chapter: &Chapter) -> Result<(), ReadError> {
    let versions = [&chapter.newest].into_iter().chain(&chapter.earlier);
    for kept in versions.filter(|kept| kept.value.is_sent()) {
        let value = ChapterV1 {
            readers: ReadersV1::Nobody,
            ..kept.value.clone()
        };
        act.overwrite(kept.record, &value)?;
    }
    Ok(())
}

/// The client says who may read a chapter as it stands.
///
/// # Errors
/// As [`Refused`] says.
pub async fn set_chapter_readers(
    act: &mut Act,
    id: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    is_on(act).await?;
    let story = story(act).await?;
    let chapter = story.chapter(id).ok_or(Refused::None)?;
    let newest = &chapter.newest;
    if newest.value.readers == readers {
        return Ok(Vec::new());
    }
    match readers {
        ReadersV1::Nobody => close(act, chapter)?,
        ReadersV1::Section => {
            let value = ChapterV1 {
                readers,
                ..newest.value.clone()
            };
            act.overwrite(newest.record, &value)?;
        }
    }
    Ok(shared(act, id, readers))
}

/// Which way a chapter is moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// Before the one that is before it.
    Up,
    /// After the one that is after it.
    Down,
}

/// The client moves a chapter by one place. At the end it stays where it is.
///
/// # Errors
/// As [`Refused`] says.
pub async fn move_chapter(act: &mut Act, id: RecordId, way: Move) -> Result<(), Refused> {
    is_on(act).await?;
    let story = story(act).await?;
    let mut order: Vec<_> = story.chapters.iter().map(|one| *one.id().bytes()).collect();
    let at = order.iter().position(|one| one == id.bytes());
    let at = at.ok_or(Refused::None)?;
    let other = match way {
        Move::Up => at.checked_sub(1),
        Move::Down => Some(at + 1).filter(|next| *next < order.len()),
    };
    let Some(other) = other else {
        return Ok(());
    };
    order.swap(at, other);
    Ok(act.overwrite(order_id(act), &OrderV1 { chapters: order })?)
}

/// The client deletes a chapter for good, with every version of it.
///
/// # Errors
/// As [`Refused`] says.
pub async fn delete_chapter(act: &mut Act, id: RecordId) -> Result<(), Refused> {
    is_on(act).await?;
    let story = story(act).await?;
    let chapter = story.chapter(id).ok_or(Refused::None)?;
    for kept in [&chapter.newest].into_iter().chain(&chapter.earlier) {
        act.forget::<ChapterV1>(kept.record)?;
    }
    Ok(())
}
