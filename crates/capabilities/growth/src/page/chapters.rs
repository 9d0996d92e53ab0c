//! The story so far: its chapters to read, to write, to put in another order, to send or to keep. It
//! asks for nothing: what is in it, and what is left out, is the client's.

use super::home::unless_on;
use super::shown::{OPENS, about, day, drafted, once, readers_said, refused};
use crate::refused::Refused;
use crate::stored::ChapterV1;
use crate::story::{
    Move, NewChapter, TITLE, WORDS, delete_chapter, keep_chapter, move_chapter,
    set_chapter_readers, story,
};
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, ReadError, ReadersV1};

/// The screen with all chapters.
const STORY: &str = "growth-story";
/// The screen on which one is written, and its draft.
pub(super) const CHAPTER: &str = "growth-chapter";

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(STORY, OPENS, show)
        .screen(CHAPTER, OPENS, show_chapter)
        .act("growth-chapter-send", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Section)
        })
        .act("growth-chapter-keep", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Nobody)
        })
        .act("growth-chapter-share", OPENS, |visit, act| {
            change(visit, act, Change::Readers(ReadersV1::Section))
        })
        .act("growth-chapter-take-back", OPENS, |visit, act| {
            change(visit, act, Change::Readers(ReadersV1::Nobody))
        })
        .act("growth-chapter-up", OPENS, |visit, act| {
            change(visit, act, Change::Place(Move::Up))
        })
        .act("growth-chapter-down", OPENS, |visit, act| {
            change(visit, act, Change::Place(Move::Down))
        })
        .act("growth-chapter-delete", OPENS, |visit, act| {
            change(visit, act, Change::Delete)
        })
}

/// Throws away what is half written on any chapter.
pub(super) async fn forget_drafts(act: &mut Act) -> Result<(), ReadError> {
    for chapter in story(act).await?.chapters {
        draft::forget(act, CHAPTER, Some(chapter.id()))?;
    }
    Ok(())
}

struct Shown {
    id: RecordId,
    title: String,
    words: String,
    when: String,
    readers: String,
    sent: bool,
    first: bool,
    last: bool,
}

#[derive(Template)]
#[template(path = "growth_story.html")]
struct StoryScreen {
    words: Words,
    damaged: bool,
    chapters: Vec<Shown>,
    share: String,
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    if let Some(asked) = unless_on(&visit, &act).await? {
        return Ok(asked);
    }
    let (words, story) = (visit.words, story(&act).await?);
    let reader = Reader::of(&visit, &mut act, None).await?;
    let last = story.chapters.len().saturating_sub(1);
    let all = story.chapters.iter().enumerate();
    let chapters = all.map(|(at, chapter)| {
        let value = &chapter.newest.value;
        Shown {
            id: chapter.id(),
            title: if value.title.is_empty() {
                words.say("growth-untitled")
            } else {
                value.title.clone()
            },
            words: value.words.clone(),
            when: day(&visit, value.written()),
            readers: readers_said(&reader, words, value.is_sent()),
            sent: value.is_sent(),
            first: at == 0,
            last: at == last,
        }
    });
    Ok(Html::of(&StoryScreen {
        words,
        damaged: story.damaged > 0,
        chapters: chapters.collect(),
        share: reader.say("work-share"),
    }))
}

#[derive(Template)]
#[template(path = "growth_chapter.html")]
struct Write {
    words: Words,
    reader: Reader,
    filled: Filled,
    once: String,
    /// Which chapter, and the number of its newest version; 0 for a new one.
    about: Option<RecordId>,
    seen: u32,
    /// How it stood before, newest first: its heading, its words, its day.
    earlier: Vec<(String, String, String)>,
}

async fn show_chapter(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    if let Some(asked) = unless_on(&visit, &act).await? {
        return Ok(asked);
    }
    let filled = drafted(&act, CHAPTER, visit.place.about).await?;
    let about = visit.place.about;
    html(&visit, act, about, filled).await
}

async fn html(
    visit: &ClientVisit,
    mut act: Act,
    about: Option<RecordId>,
    filled: Option<Filled>,
) -> Result<Html, Trouble> {
    let story = story(&act).await?;
    let chapter = match about {
        None => None,
        Some(id) => Some(story.chapter(id).ok_or(Trouble::Nothing)?),
    };
    let stands = chapter.map(|chapter| &chapter.newest.value);
    let filled = match (filled, stands) {
        (Some(filled), _) => filled,
        (None, None) => Filled::default(),
        (None, Some(value)) => Filled::offered(&[
            ("title", value.title.clone()),
            ("chapter", value.words.clone()),
        ]),
    };
    let once = match RecordId::parse(filled.value("once")) {
        Some(once) if act.find::<ChapterV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    let earlier = chapter.map(|chapter| chapter.earlier.as_slice());
    let version = |kept: &sealed::Kept<ChapterV1>| {
        let value = &kept.value;
        let when = day(visit, value.written());
        (value.title.clone(), value.words.clone(), when)
    };
    Ok(Html::of(&Write {
        words: visit.words,
        reader: Reader::of(visit, &mut act, None).await?,
        filled,
        once: once.to_string(),
        about,
        seen: stands.map_or(0, |value| value.number),
        earlier: earlier.unwrap_or_default().iter().map(version).collect(),
    }))
}

/// Which chapter was written: none is a new one.
fn written(visit: &ClientVisit) -> Result<(Option<RecordId>, u32), Trouble> {
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    let seen: u32 = seen.ok_or(Trouble::NotUnderstood)?;
    let about = match visit.form.words("about") {
        None => None,
        Some(about) => Some(RecordId::parse(about).ok_or(Trouble::NotUnderstood)?),
    };
    Ok((about, seen))
}

async fn keep(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (once, (chapter, seen)) = (once(&visit)?, written(&visit)?);
    let mut filled = Filled::posted(&visit);
    let title = filled.optional_line::<TITLE>(&visit, "title");
    let words = filled.line::<WORDS>(&visit, "chapter");
    let (Ok(title), Ok(words)) = (title, words) else {
        return Ok(Next::Stay(html(&visit, act, chapter, Some(filled)).await?));
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let new = NewChapter {
                once,
                chapter,
                seen,
                title: title.as_ref(),
                words: &words,
                readers,
            };
            async move {
                let (_, happened) = keep_chapter(&mut act, &new).await?;
                draft::forget(&mut act, CHAPTER, chapter)?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    if let Err(why) = done {
        let filled = refused(&visit, why)?;
        let act = Act::open(&visit.floor.vault, access).await?;
        return Ok(Next::Stay(html(&visit, act, chapter, Some(filled)).await?));
    }
    let said = match readers {
        ReadersV1::Section => "growth-sent",
        ReadersV1::Nobody => "growth-kept",
    };
    Ok(Next::Go(Place::at(STORY).saying(said)))
}

#[derive(Clone, Copy)]
enum Change {
    Readers(ReadersV1),
    Place(Move),
    Delete,
}

async fn change(visit: ClientVisit, act: Act, what: Change) -> Result<Next, Trouble> {
    let chapter = about(&visit)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let mut happened = Vec::new();
            match what {
                Change::Readers(readers) => {
                    happened = set_chapter_readers(&mut act, chapter, readers).await?;
                }
                Change::Place(way) => move_chapter(&mut act, chapter, way).await?,
                Change::Delete => {
                    delete_chapter(&mut act, chapter).await?;
                    draft::forget(&mut act, CHAPTER, Some(chapter))?;
                }
            }
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    let said = match what {
        Change::Readers(ReadersV1::Section) => "growth-sent",
        Change::Readers(ReadersV1::Nobody) => "growth-taken-back",
        Change::Place(_) => "growth-moved",
        Change::Delete => "growth-deleted",
    };
    Ok(Next::Go(Place::at(STORY).saying(said)))
}
