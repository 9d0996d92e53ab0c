//! The client's list: what was given to them, what they began, what is there to read again; and every
//! sheet that they can begin.

use super::shown::{id_in, name, title_of, trouble};
use crate::shelf::Shelf;
use crate::written::{
    self, AwayV1, Begin, Forms, GivenV1, Refused, StateV1, WorksheetV1, begin, given, worksheets,
};
use askama::Template;
use care::{RecordId, Section, Sections};
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words};
use sealed::{Act, Kept, ReadError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The screen's name.
pub(super) const WORKSHEETS: &str = "worksheets";
/// Every sheet there is.
const OFFERED: &str = "worksheets-offered";
/// The screen of one worksheet.
pub(super) const WORKSHEET: &str = "worksheet";

/// How many that are done stand on the screen at first: this project's own choice.
const FIRST: usize = 5;

const READS: Sections = Sections::of(&[Section::Work]);
/// Overview: what was given waits on the first screen no longer.
const BEGINS: Sections = Sections::of(&[Section::Work, Section::Overview]);

pub(crate) fn screens(shelf: &Arc<Shelf>) -> Screens {
    let [offered, begins] = std::array::from_fn(|_| Arc::clone(shelf));
    Screens::new()
        .screen(WORKSHEETS, READS, show)
        .screen(OFFERED, READS, move |visit, _| {
            let offered = show_offered(&visit, &offered);
            async move { Ok(offered) }
        })
        .act("begin-worksheet", BEGINS, move |visit, act| {
            begin_one(visit, act, Arc::clone(&begins))
        })
        .act("worksheet-away", BEGINS, put_away)
}

struct GivenLine {
    id: String,
    title: String,
    said: String,
    words: String,
    together: bool,
}

pub(super) struct Line {
    id: String,
    title: String,
    said: String,
    bring: bool,
}

#[derive(Template)]
#[template(path = "worksheets.html")]
struct ListScreen {
    words: Words,
    damaged: bool,
    given: Vec<GivenLine>,
    away: Vec<GivenLine>,
    open: Vec<Line>,
    done: Vec<Line>,
    older: Vec<Line>,
}

impl ListScreen {
    fn nothing(&self) -> bool {
        self.given.is_empty() && self.open.is_empty() && self.done.is_empty()
    }
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let (all, mut damaged) = worksheets(&act).await?;
    let (all_given, given_damaged) = given(&act).await?;
    damaged |= given_damaged;
    let away = act.latest::<AwayV1>().await?;
    damaged |= !away.damaged.is_empty();
    let away: BTreeSet<[u8; 16]> = away.kept.iter().map(|kept| kept.value.given).collect();
    let mut forms = Forms::default();
    let begun: BTreeSet<[u8; 16]> = all.iter().filter_map(|kept| kept.value.given).collect();
    let (mut waiting, mut put_by) = (Vec::new(), Vec::new());
    for kept in all_given {
        let id = *kept.record.bytes();
        if begun.contains(&id) {
            continue;
        }
        let line = given_line(&visit, &act, &mut forms, &kept, &mut damaged).await?;
        if away.contains(&id) {
            put_by.push(line);
        } else {
            waiting.push(line);
        }
    }
    let (mut open, mut done) = (Vec::new(), Vec::new());
    for kept in &all {
        let line = line(&visit, &act, &mut forms, kept, &mut damaged).await?;
        if kept.value.state == StateV1::Open {
            open.push(line);
        } else {
            done.push(line);
        }
    }
    let older = done.split_off(done.len().min(FIRST));
    Ok(Html::of(&ListScreen {
        words,
        damaged,
        given: waiting,
        away: put_by,
        open,
        done,
        older,
    }))
}

async fn given_line(
    visit: &ClientVisit,
    act: &Act,
    forms: &mut Forms,
    kept: &Kept<GivenV1>,
    damaged: &mut bool,
) -> Result<GivenLine, Trouble> {
    let (words, value) = (visit.words, &kept.value);
    let which = (value.print, value.sheet.as_str());
    let title = title_of(forms, act, which, words, damaged).await?;
    let together = match forms.of(act, value.print).await {
        Ok(form) => crate::shelf::is_together(&form),
        Err(ReadError::Damaged(_)) => false,
        Err(error) => return Err(error.into()),
    };
    let who = name(visit, value.giver(), (act.whose(), "")).await?;
    let when = visit
        .words
        .day(value.when(), visit.now, &visit.floor.settings.zone);
    let put = [("name", (&who).into()), ("when", (&when).into())];
    Ok(GivenLine {
        id: kept.record.to_string(),
        title,
        said: words.say_with("worksheets-given-by", &put),
        words: value.words.clone(),
        together,
    })
}

async fn line(
    visit: &ClientVisit,
    act: &Act,
    forms: &mut Forms,
    kept: &Kept<WorksheetV1>,
    damaged: &mut bool,
) -> Result<Line, Trouble> {
    let (words, value) = (visit.words, &kept.value);
    let which = (value.print, value.sheet.as_str());
    let title = title_of(forms, act, which, words, damaged).await?;
    let when = words.day(value.written(), visit.now, &visit.floor.settings.zone);
    let key = match (value.state, value.together, value.is_sent()) {
        (StateV1::Open, true, _) => "worksheets-line-together",
        (StateV1::Open, false, _) => "worksheets-line-open",
        (_, _, true) => "worksheets-line-sent",
        (_, _, false) => "worksheets-line-kept",
    };
    Ok(Line {
        id: kept.record.to_string(),
        title,
        said: words.say_with(key, &[("when", (&when).into())]),
        bring: value.bring,
    })
}

struct OfferedLine {
    name: String,
    title: String,
    line: Option<String>,
    together: bool,
}

#[derive(Template)]
#[template(path = "worksheets_offered.html")]
struct OfferedScreen {
    words: Words,
    sheets: Vec<OfferedLine>,
}

fn show_offered(visit: &ClientVisit, shelf: &Shelf) -> Html {
    let words = visit.words;
    let mut sheets: Vec<OfferedLine> = shelf
        .now()
        .0
        .iter()
        .map(|sheet| OfferedLine {
            name: sheet.name.clone(),
            title: sheet.title(words),
            line: sheet.line(words),
            together: sheet.together,
        })
        .collect();
    sheets.sort_by(|one, other| {
        let key = |line: &OfferedLine| (line.together, line.title.clone());
        key(one).cmp(&key(other))
    });
    Html::of(&OfferedScreen { words, sheets })
}

/// Begins a sheet by its name, about a record perhaps; or what was given.
async fn begin_one(visit: ClientVisit, act: Act, shelf: Arc<Shelf>) -> Result<Next, Trouble> {
    let given = id_in(&visit, "given")?;
    let about = id_in(&visit, "about")?;
    let sheet = visit.form.words("sheet").and_then(|name| shelf.get(name));
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let sheet = sheet.as_deref();
            async move {
                let on = match (given, sheet) {
                    (Some(given), _) => Begin::Given(given),
                    (None, Some(sheet)) => Begin::Sheet(sheet, about),
                    (None, None) => return Err(Refused::None),
                };
                let begun = begin(&mut act, &on).await?;
                Ok((act, begun.record, begun.happened))
            }
        })
        .await?;
    match outcome {
        Ok(record) => Ok(Next::Go(Place::at(WORKSHEET).about(record))),
        Err(Refused::Together) => Ok(Next::Go(
            Place::at(WORKSHEETS).saying("worksheets-together-only"),
        )),
        Err(refused) => Err(trouble(refused)),
    }
}

async fn put_away(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let given: RecordId = id_in(&visit, "about")?.ok_or(Trouble::NotUnderstood)?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            written::put_away(&mut act, given).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(Next::Go(
        Place::at(WORKSHEETS).saying("worksheets-put-away"),
    ))
}
