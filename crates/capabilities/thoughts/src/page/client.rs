//! The client's first screen of their stuck points, and the one on which a thought is written down.
//! At its end they choose: send it, or keep it for themself.

use super::shown::{Scale, ThemeRow, about_said, state_said, theme_rows, ticked};
use super::typed::{believed, drafted, once, refused, themes};
use crate::point::{New, PointV1, Refused, StateV1, THOUGHT, begin, book};
use crate::voice::kind_answers;
use askama::Template;
use care::{RecordId, Section, Sections};
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, ReadersV1};

/// The screen's name.
pub(super) const THOUGHTS: &str = "thoughts";
/// The screen on which one is begun, and its draft.
const NEW: &str = "thoughts-new";

/// Consent: who reads it. Drafts: what is being written.
pub(super) const OPENS: Sections =
    Sections::of(&[Section::Work, Section::Consent, Section::Drafts]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(THOUGHTS, OPENS, show)
        .screen(NEW, OPENS, show_new)
        .act("thoughts-send", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Section)
        })
        .act("thoughts-keep", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Nobody)
        })
}

struct Way {
    id: RecordId,
    words: String,
    said: String,
}

#[derive(Template)]
#[template(path = "thoughts.html")]
struct Thoughts {
    words: Words,
    damaged: bool,
    open: Vec<Way>,
    resting: Vec<Way>,
    kind: bool,
}

/// Who can read something, in a few words.
pub(super) fn readers_said(reader: &Reader, words: Words, is_sent: bool) -> String {
    if is_sent {
        reader.say("work-seen-by")
    } else {
        words.say("work-only-you")
    }
}

fn said(point: &PointV1, reader: &Reader, words: Words) -> String {
    let mut parts = vec![state_said(words, point.state)];
    parts.extend(about_said(words, &point.about));
    parts.push(readers_said(reader, words, point.is_sent()));
    parts.join(" · ")
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let book = book(&act).await?;
    let kind = !kind_answers(&act).await?.is_empty();
    let reader = Reader::of(&visit, &mut act, None).await?;
    let (mut open, mut resting) = (Vec::new(), Vec::new());
    for point in &book.points {
        let value = &point.kept.value;
        let way = Way {
            id: point.kept.record,
            words: value.words.clone(),
            said: said(value, &reader, words),
        };
        if value.state == StateV1::Rests {
            resting.push(way);
        } else {
            open.push(way);
        }
    }
    Ok(Html::of(&Thoughts {
        words,
        damaged: book.damaged > 0,
        open,
        resting,
        kind,
    }))
}

#[derive(Template)]
#[template(path = "thoughts_new.html")]
struct NewThought {
    words: Words,
    reader: Reader,
    filled: Filled,
    once: String,
    scale: Scale,
    themes: Vec<ThemeRow>,
    ticked: bool,
}

async fn show_new(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, NEW, None).await?;
    let filled = drafted(&act, NEW, None).await?;
    new_html(&visit, &mut act, filled, &fields).await
}

async fn new_html(
    visit: &ClientVisit,
    act: &mut Act,
    filled: Filled,
    fields: &[(String, String)],
) -> Result<Html, Trouble> {
    let words = visit.words;
    let ticked = ticked(fields);
    // The id that the page was opened with, unless something was kept under it since.
    let once = match RecordId::parse(filled.value("once")) {
        Some(once) if act.find::<PointV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    let title = words.say("thoughts-believed-ask");
    Ok(Html::of(&NewThought {
        words,
        reader: Reader::of(visit, act, None).await?,
        once: once.to_string(),
        scale: Scale::of(words, &filled, "believed", title),
        themes: theme_rows(words, &ticked),
        ticked: !ticked.is_empty(),
        filled,
    }))
}

async fn keep(visit: ClientVisit, mut act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (once, about) = (once(&visit)?, themes(&visit)?);
    let mut filled = Filled::posted(&visit);
    let line = filled.line::<THOUGHT>(&visit, "thought");
    let value = believed(&mut filled, &visit, "believed");
    let (Ok(line), Ok(value)) = (line, value) else {
        let html = new_html(&visit, &mut act, filled, visit.form.fields()).await?;
        return Ok(Next::Stay(html));
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let new = New {
                once,
                words: &line,
                about: &about,
                believed: value,
                readers,
            };
            async move {
                let happened = begin(&mut act, &new).await?;
                draft::forget(&mut act, NEW, None)?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    if let Err(why) = done {
        let filled = refused(&visit, why)?;
        let mut act = Act::open(&visit.floor.vault, access).await?;
        let html = new_html(&visit, &mut act, filled, visit.form.fields()).await?;
        return Ok(Next::Stay(html));
    }
    let said = match readers {
        ReadersV1::Section => "thoughts-sent",
        ReadersV1::Nobody => "thoughts-kept",
    };
    let place = Place::at(super::one::ONE).about(once);
    Ok(Next::Go(place.saying(said)))
}
