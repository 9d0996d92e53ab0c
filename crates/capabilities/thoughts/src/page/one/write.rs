//! Writing beside a stuck point on the phone: a line, a pattern, how much it is believed now, other
//! words for it. Each is one screen with one thing to do.

use super::{ONE, doing, there};
use crate::page::client::{OPENS, readers_said};
use crate::page::shown::{Choice, Scale, ThemeRow, day, patterns, theme_rows, ticked};
use crate::page::typed::{about, believed, drafted, once, pattern, refused, seen, themes};
use crate::point::{
    BeliefV1, Beside, LINE, LineV1, Point, PointV1, Refused, SideV1, THOUGHT, believe, book,
    reword, write,
};
use askama::Template;
use care::RecordId;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, Stored};

/// The screens, and their drafts.
const ADD: &str = "thoughts-add";
const PATTERN: &str = "thoughts-pattern";
const RATE: &str = "thoughts-rate";
const EDIT: &str = "thoughts-edit";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(ADD, OPENS, show_add)
        .act("thoughts-add-keep", OPENS, keep_line)
        .screen(PATTERN, OPENS, show_pattern)
        .act("thoughts-pattern-keep", OPENS, keep_pattern)
        .screen(RATE, OPENS, show_rate)
        .act("thoughts-rate-keep", OPENS, keep_rate)
        .screen(EDIT, OPENS, show_edit)
        .act("thoughts-edit-keep", OPENS, keep_edit)
}

/// The sides a line can be on, by their codes; a pattern is named on a screen of its own.
const SIDES: [(SideV1, &str); 3] = [
    (SideV1::For, "for"),
    (SideV1::Against, "against"),
    (SideV1::Instead, "instead"),
];

/// The sides to choose from.
pub(in crate::page) fn sides(words: Words, chosen: &str) -> Vec<Choice> {
    let choice = |(_, code): (SideV1, &str)| Choice {
        code: code.to_owned(),
        called: words.say(&format!("thoughts-side-{code}")),
        said: words.say(&format!("thoughts-side-{code}-said")),
        chosen: code == chosen,
    };
    SIDES.map(choice).into()
}

/// The id that the page was opened with, unless something was kept under it since.
async fn offered<T: Stored>(act: &Act, filled: &Filled) -> Result<String, Trouble> {
    let once = match RecordId::parse(filled.value("once")) {
        Some(once) if act.find::<T>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    Ok(once.to_string())
}

/// Who will read what is written beside this thought.
async fn readers(visit: &ClientVisit, act: &mut Act, point: &Point) -> Result<String, Trouble> {
    let reader = Reader::of(visit, act, None).await?;
    Ok(readers_said(
        &reader,
        visit.words,
        point.kept.value.is_sent(),
    ))
}

fn back(point: RecordId) -> Next {
    Next::Go(Place::at(ONE).about(point).saying("thoughts-saved"))
}

#[derive(Template)]
#[template(path = "thoughts_add.html")]
struct Add {
    words: Words,
    id: RecordId,
    thought: String,
    readers: String,
    filled: Filled,
    once: String,
    sides: Vec<Choice>,
}

async fn show_add(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let filled = drafted(&act, ADD, visit.place.about).await?;
    let point = visit.place.about.ok_or(Trouble::Nothing)?;
    add_html(&visit, act, point, filled).await
}

async fn add_html(
    visit: &ClientVisit,
    mut act: Act,
    point: RecordId,
    filled: Filled,
) -> Result<Html, Trouble> {
    let book = book(&act).await?;
    let point = there(&book, Some(point))?;
    Ok(Html::of(&Add {
        words: visit.words,
        id: point.kept.record,
        thought: point.kept.value.words.clone(),
        readers: readers(visit, &mut act, point).await?,
        once: offered::<LineV1>(&act, &filled).await?,
        sides: sides(visit.words, filled.value("side")),
        filled,
    }))
}

async fn keep_line(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (once, point) = (once(&visit)?, about(&visit)?);
    let mut filled = Filled::posted(&visit);
    let line = filled.line::<LINE>(&visit, "line");
    let chosen = visit.form.get("side");
    let side = SIDES.into_iter().find(|(_, code)| Some(*code) == chosen);
    if side.is_none() {
        filled.tell("side", visit.words.say("thoughts-side-wrong"));
    }
    let (Ok(line), Some((side, _))) = (line, side) else {
        return Ok(Next::Stay(add_html(&visit, act, point, filled).await?));
    };
    let new = Beside {
        once,
        point,
        side,
        words: Some(&line),
        pattern: None,
    };
    let access = *act.access();
    match beside(&visit, act, &new, ADD).await? {
        Ok(()) => Ok(back(point)),
        Err(why) => {
            let filled = refused(&visit, why)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            Ok(Next::Stay(add_html(&visit, act, point, filled).await?))
        }
    }
}

async fn beside(
    visit: &ClientVisit,
    act: Act,
    new: &Beside<'_>,
    screen: &'static str,
) -> Result<Result<(), Refused>, Trouble> {
    doing(visit, act, |mut act| async move {
        write(&mut act, new).await?;
        draft::forget(&mut act, screen, Some(new.point))?;
        Ok((act, (), Vec::new()))
    })
    .await
}

#[derive(Template)]
#[template(path = "thoughts_pattern.html")]
struct Named {
    words: Words,
    id: RecordId,
    thought: String,
    readers: String,
    filled: Filled,
    once: String,
    patterns: Vec<Choice>,
}

async fn show_pattern(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let filled = drafted(&act, PATTERN, visit.place.about).await?;
    let point = visit.place.about.ok_or(Trouble::Nothing)?;
    pattern_html(&visit, act, point, filled).await
}

async fn pattern_html(
    visit: &ClientVisit,
    mut act: Act,
    point: RecordId,
    filled: Filled,
) -> Result<Html, Trouble> {
    let book = book(&act).await?;
    let point = there(&book, Some(point))?;
    Ok(Html::of(&Named {
        words: visit.words,
        id: point.kept.record,
        thought: point.kept.value.words.clone(),
        readers: readers(visit, &mut act, point).await?,
        once: offered::<LineV1>(&act, &filled).await?,
        patterns: patterns(visit.words, filled.value("pattern")),
        filled,
    }))
}

async fn keep_pattern(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (once, point, pattern) = (once(&visit)?, about(&visit)?, pattern(&visit)?);
    let mut filled = Filled::posted(&visit);
    let Ok(line) = filled.optional_line::<LINE>(&visit, "line") else {
        return Ok(Next::Stay(pattern_html(&visit, act, point, filled).await?));
    };
    let new = Beside {
        once,
        point,
        side: SideV1::Pattern,
        words: line.as_ref(),
        pattern,
    };
    let access = *act.access();
    match beside(&visit, act, &new, PATTERN).await? {
        Ok(()) => Ok(back(point)),
        Err(why) => {
            let filled = refused(&visit, why)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            Ok(Next::Stay(pattern_html(&visit, act, point, filled).await?))
        }
    }
}

#[derive(Template)]
#[template(path = "thoughts_rate.html")]
struct Rate {
    words: Words,
    id: RecordId,
    thought: String,
    readers: String,
    filled: Filled,
    once: String,
    scale: Scale,
    better: Option<(String, Scale)>,
}

async fn show_rate(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let filled = drafted(&act, RATE, visit.place.about).await?;
    let point = visit.place.about.ok_or(Trouble::Nothing)?;
    rate_html(&visit, act, point, filled).await
}

async fn rate_html(
    visit: &ClientVisit,
    mut act: Act,
    point: RecordId,
    filled: Filled,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let book = book(&act).await?;
    let point = there(&book, Some(point))?;
    let (old, new) = ("believed", "believed-instead");
    let better = point.instead().map(|line| {
        let title = words.say("thoughts-rate-new");
        let scale = Scale::of(words, &filled, new, title);
        (line.value.words.clone(), scale)
    });
    let title = words.say("thoughts-rate-old");
    Ok(Html::of(&Rate {
        words,
        id: point.kept.record,
        thought: point.kept.value.words.clone(),
        readers: readers(visit, &mut act, point).await?,
        once: offered::<BeliefV1>(&act, &filled).await?,
        scale: Scale::of(words, &filled, old, title),
        better,
        filled,
    }))
}

async fn keep_rate(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (once, point) = (once(&visit)?, about(&visit)?);
    let mut filled = Filled::posted(&visit);
    let thought = believed(&mut filled, &visit, "believed");
    let instead = believed(&mut filled, &visit, "believed-instead");
    let (Ok(thought), Ok(instead)) = (thought, instead) else {
        return Ok(Next::Stay(rate_html(&visit, act, point, filled).await?));
    };
    let access = *act.access();
    let done = doing(&visit, act, |mut act| async move {
        believe(&mut act, once, point, thought, instead).await?;
        draft::forget(&mut act, RATE, Some(point))?;
        Ok((act, (), Vec::new()))
    });
    match done.await? {
        Ok(()) => Ok(back(point)),
        Err(why) => {
            let filled = refused(&visit, why)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            Ok(Next::Stay(rate_html(&visit, act, point, filled).await?))
        }
    }
}

#[derive(Template)]
#[template(path = "thoughts_edit.html")]
struct Edit {
    words: Words,
    id: RecordId,
    readers: String,
    filled: Filled,
    seen: u32,
    themes: Vec<ThemeRow>,
    /// How it was worded before, newest first, each with its day.
    versions: Vec<(String, String)>,
}

async fn show_edit(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, EDIT, visit.place.about).await?;
    let filled = drafted(&act, EDIT, visit.place.about).await?;
    let point = visit.place.about.ok_or(Trouble::Nothing)?;
    edit_html(&visit, act, point, (filled, &fields)).await
}

async fn edit_html(
    visit: &ClientVisit,
    mut act: Act,
    point: RecordId,
    typed: (Filled, &[(String, String)]),
) -> Result<Html, Trouble> {
    let book = book(&act).await?;
    let point = there(&book, Some(point))?;
    let (mut filled, fields) = typed;
    let now = &point.kept.value;
    let mut chosen = ticked(fields);
    if fields.is_empty() {
        filled = Filled::offered(&[("thought", now.words.clone())]);
        chosen.clone_from(&now.about);
    }
    let mut versions = Vec::new();
    for kept in act.history::<PointV1>(point.kept.record).await? {
        if kept.value.words != now.words {
            let said = (kept.value.words.clone(), day(visit, kept.at));
            versions.retain(|(words, _)| *words != said.0);
            versions.insert(0, said);
        }
    }
    Ok(Html::of(&Edit {
        words: visit.words,
        id: point.kept.record,
        readers: readers(visit, &mut act, point).await?,
        filled,
        seen: point.kept.version,
        themes: theme_rows(visit.words, &chosen),
        versions,
    }))
}

async fn keep_edit(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (point, seen, themes) = (about(&visit)?, seen(&visit)?, themes(&visit)?);
    let fields = visit.form.fields();
    let mut filled = Filled::posted(&visit);
    let Ok(line) = filled.line::<THOUGHT>(&visit, "thought") else {
        let html = edit_html(&visit, act, point, (filled, fields)).await?;
        return Ok(Next::Stay(html));
    };
    let access = *act.access();
    let done = doing(&visit, act, |mut act| {
        let (line, themes) = (&line, &themes);
        async move {
            reword(&mut act, point, seen, line, themes).await?;
            draft::forget(&mut act, EDIT, Some(point))?;
            Ok((act, (), Vec::new()))
        }
    });
    match done.await? {
        Ok(()) => Ok(back(point)),
        Err(why) => {
            let filled = refused(&visit, why)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            let html = edit_html(&visit, act, point, (filled, fields)).await?;
            Ok(Next::Stay(html))
        }
    }
}
