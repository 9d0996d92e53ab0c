//! One worksheet on the client's screen: to fill in, to read again, to write on further; who reads
//! it, and taking it back.

use super::client::{WORKSHEET, WORKSHEETS};
use super::shown::{SEEN, Wrote, answers_html, id_in, known, on_the_same, trouble, wrote};
use crate::course::charts;
use crate::shelf::{is_together, title};
use crate::written::{
    self, End, Forms, Refused, StateV1, WorksheetV1, Write, bring, delete, set_readers, worksheets,
};
use askama::Template;
use care::{Happened, PersonId, RecordId, Section, Sections};
use forms::{Questionnaire, WrongAnswer};
use pages::form_view::{FormView, Taken, fields_of, take_knowing};
use pages::layout::Step;
use pages::{ClientVisit, Html, Next, Place, Reader, Screens, Trouble, Words, draft};
use sealed::{Act, Kept};
use std::sync::Arc;

/// The screen on which a finished worksheet is written on, and its draft.
const WRITE: &str = "worksheet-write";
/// Where taking one's words out is asked for.
const TAKE_OUT: &str = "worksheet-take-out";

/// Consent: who reads it, and so that they hear of it.
const OPENS: Sections = Sections::of(&[
    Section::Work,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(WORKSHEET, OPENS, show)
        .screen(WRITE, OPENS, show_write)
        .screen(TAKE_OUT, OPENS, show_take_out)
        .act("worksheet-send", OPENS, |visit, act| {
            write(visit, act, End::Send)
        })
        .act("worksheet-keep", OPENS, |visit, act| {
            write(visit, act, End::Keep)
        })
        .act("worksheet-share", OPENS, |visit, act| {
            read_by(visit, act, End::Send)
        })
        .act("worksheet-take-back", OPENS, |visit, act| {
            read_by(visit, act, End::Keep)
        })
        .act("worksheet-bring", OPENS, bring_it)
        .act("worksheet-delete", OPENS, take_out)
}

/// The form as it was typed, and why it was not taken.
#[derive(Default)]
struct Typed {
    fields: Vec<(String, String)>,
    wrong: Vec<WrongAnswer>,
    brought_up: bool,
    newer: bool,
    empty: bool,
}

/// What the screen is about: a worksheet that is there, with its form.
async fn stands(
    visit: &ClientVisit,
    act: &Act,
) -> Result<(Kept<WorksheetV1>, Arc<Questionnaire>), Trouble> {
    let record = id_in(visit, "about")?.or(visit.place.about);
    let record = record.ok_or(Trouble::Nothing)?;
    let kept = act.find::<WorksheetV1>(record).await?;
    let kept = kept.filter(|kept| kept.value.state != StateV1::Deleted);
    let kept = kept.ok_or(Trouble::Nothing)?;
    let form = Forms::default().of(act, kept.value.print).await?;
    Ok((kept, form))
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let (kept, form) = stands(&visit, &act).await?;
    if kept.value.state == StateV1::Open && !is_together(&form) {
        let typed = Typed {
            fields: draft::load(&act, WORKSHEET, Some(kept.record)).await?,
            ..Typed::default()
        };
        return write_screen(&visit, &mut act, &kept, &form, typed).await;
    }
    read_screen(&visit, &mut act, &kept, &form).await
}

async fn show_write(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let (kept, form) = stands(&visit, &act).await?;
    if is_together(&form) {
        return read_screen(&visit, &mut act, &kept, &form).await;
    }
    let typed = Typed {
        fields: draft::load(&act, WRITE, Some(kept.record)).await?,
        ..Typed::default()
    };
    write_screen(&visit, &mut act, &kept, &form, typed).await
}

#[derive(Template)]
#[template(path = "worksheet_write.html")]
struct WriteScreen {
    words: Words,
    title: String,
    /// It was changed meanwhile: what stands there now.
    newer: Option<Html>,
    empty: bool,
    form: Html,
}

async fn write_screen(
    visit: &ClientVisit,
    act: &mut Act,
    kept: &Kept<WorksheetV1>,
    form: &Questionnaire,
    mut typed: Typed,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let newest = kept.version.to_string();
    let seen = typed.fields.iter().find(|(name, _)| name == SEEN);
    // What was begun on an older version is sent on the newest: the page says that there is one.
    let newer = typed.newer || seen.is_some_and(|(_, seen)| *seen != newest);
    if typed.fields.is_empty() {
        typed.fields = if kept.value.answers.answers.is_empty() {
            form.begin(None, known(visit).now)
        } else {
            fields_of(form, &kept.value.answers)
        };
    }
    let reader = Reader::of(visit, act, None).await?;
    let about = kept.record.to_string();
    let step = |does: &str, words: String| Step {
        does: does.to_owned(),
        words,
    };
    let view = FormView {
        fields: &typed.fields,
        wrong: &typed.wrong,
        brought_up: typed.brought_up,
        known: known(visit),
        readers: Html::words(&reader.before()),
        hidden: &[("about", &about), (SEEN, &newest)],
        also: Some(step("worksheet-keep", reader.keep())),
        stop: Some(step("stop", words.say("form-stop"))),
        drafted: true,
        skips: false,
        ..FormView::new(form, words, step("worksheet-send", reader.send()))
    };
    let stands = || answers_html(form, &kept.value.answers, words);
    Ok(Html::of(&WriteScreen {
        words,
        title: title(form, words),
        newer: newer.then(stands).transpose()?,
        empty: typed.empty,
        form: view.html(),
    }))
}

async fn write(visit: ClientVisit, mut act: Act, end: End) -> Result<Next, Trouble> {
    let (kept, form) = stands(&visit, &act).await?;
    let seen = visit.form.get(SEEN).and_then(|seen| seen.parse().ok());
    let seen: u32 = seen.ok_or(Trouble::NotUnderstood)?;
    let fields = visit.form.fields();
    let response = match take_knowing(&form, fields, known(&visit)) {
        Taken::Answered(response) => response,
        Taken::Again(again) => {
            let typed = Typed {
                fields: again.fields,
                wrong: again.wrong,
                brought_up: again.brought_up,
                ..Typed::default()
            };
            let screen = write_screen(&visit, &mut act, &kept, &form, typed).await?;
            return Ok(Next::Stay(screen));
        }
    };
    let access = *act.access();
    let record = kept.record;
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let response = &response;
            async move {
                let wrote = Write {
                    record,
                    seen,
                    response,
                    end,
                };
                let happened = written::write(&mut act, &wrote).await?;
                draft::forget(&mut act, WORKSHEET, Some(record))?;
                draft::forget(&mut act, WRITE, Some(record))?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => {
            let said = match end {
                End::Send => "worksheet-sent",
                End::Keep => "worksheet-kept",
            };
            Ok(Next::Go(Place::at(WORKSHEET).about(record).saying(said)))
        }
        Err(refused @ (Refused::Newer | Refused::Empty)) => {
            let mut act = Act::open(&visit.floor.vault, access).await?;
            let (kept, form) = stands(&visit, &act).await?;
            let typed = Typed {
                fields: fields.to_vec(),
                newer: matches!(refused, Refused::Newer),
                empty: matches!(refused, Refused::Empty),
                ..Typed::default()
            };
            let screen = write_screen(&visit, &mut act, &kept, &form, typed).await?;
            Ok(Next::Stay(screen))
        }
        Err(refused) => Err(trouble(refused)),
    }
}

#[derive(Template)]
#[template(path = "worksheet.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a line of the screen that stands or does not"
)]
struct ReadScreen {
    words: Words,
    title: String,
    id: String,
    /// Who reads it.
    readers: String,
    sent: bool,
    finished: bool,
    /// Whether it is filled in only with the therapist.
    together: bool,
    bring: bool,
    share: String,
    answers: Html,
    wrote: Vec<Wrote>,
    charts: Vec<Html>,
    /// The sheet, where it can be filled in once more.
    sheet: String,
    about: String,
}

async fn read_screen(
    visit: &ClientVisit,
    act: &mut Act,
    kept: &Kept<WorksheetV1>,
    form: &Questionnaire,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let value = &kept.value;
    let by = (!value.by_client).then(|| PersonId::from_bytes(value.by));
    let reader = Reader::of(visit, act, by).await?;
    let you = words.say("worksheet-you");
    let all = worksheets(act).await?.0;
    let same = on_the_same(&all, &value.sheet);
    let charts = charts(visit, &value.sheet, form, &same);
    Ok(Html::of(&ReadScreen {
        words,
        title: title(form, words),
        id: kept.record.to_string(),
        readers: if value.is_sent() {
            reader.say("work-seen-by")
        } else {
            words.say("work-only-you")
        },
        sent: value.is_sent(),
        finished: value.state == StateV1::Finished,
        together: is_together(form),
        bring: value.bring,
        share: reader.say("work-share"),
        answers: answers_html(form, &value.answers, words)?,
        wrote: wrote(visit, act, form, kept.record, (act.whose(), &you)).await?,
        charts,
        sheet: value.sheet.clone(),
        about: value
            .about()
            .map(|about| about.to_string())
            .unwrap_or_default(),
    }))
}

#[derive(Template)]
#[template(path = "worksheet_take_out.html")]
struct TakeOutScreen {
    words: Words,
    title: String,
    id: String,
    sent: bool,
}

async fn show_take_out(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let (kept, form) = stands(&visit, &act).await?;
    Ok(Html::of(&TakeOutScreen {
        words: visit.words,
        title: title(&form, visit.words),
        id: kept.record.to_string(),
        sent: kept.value.is_sent(),
    }))
}

/// Which worksheet was posted.
fn posted(visit: &ClientVisit) -> Result<RecordId, Trouble> {
    id_in(visit, "about")?.ok_or(Trouble::NotUnderstood)
}

/// Runs a small change and goes to where it is seen.
async fn change<R>(
    visit: &ClientVisit,
    act: Act,
    to: Place,
    mut run: impl FnMut(Act) -> R,
) -> Result<Next, Trouble>
where
    R: Future<Output = Result<(Act, Vec<Happened>), Refused>>,
{
    let outcome = visit.floor.attempt(act, |act| {
        let ran = run(act);
        async move { ran.await.map(|(act, happened)| (act, (), happened)) }
    });
    outcome.await?.map_err(trouble)?;
    Ok(Next::Go(to))
}

async fn read_by(visit: ClientVisit, act: Act, end: End) -> Result<Next, Trouble> {
    let record = posted(&visit)?;
    let said = match end {
        End::Send => "worksheet-sent",
        End::Keep => "worksheet-taken-back",
    };
    let to = Place::at(WORKSHEET).about(record).saying(said);
    change(&visit, act, to, |mut act| async move {
        let happened = set_readers(&mut act, record, end).await?;
        Ok((act, happened))
    })
    .await
}

async fn bring_it(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let record = posted(&visit)?;
    let wants = visit.form.get("bring") == Some("yes");
    let said = if wants {
        "worksheet-brought"
    } else {
        "worksheet-not-brought"
    };
    let to = Place::at(WORKSHEET).about(record).saying(said);
    change(&visit, act, to, |mut act| async move {
        bring(&mut act, record, wants).await?;
        Ok((act, Vec::new()))
    })
    .await
}

async fn take_out(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let record = posted(&visit)?;
    let to = Place::at(WORKSHEETS).saying("worksheet-taken-out");
    change(&visit, act, to, |mut act| async move {
        delete(&mut act, record).await?;
        draft::forget(&mut act, WORKSHEET, Some(record))?;
        draft::forget(&mut act, WRITE, Some(record))?;
        Ok((act, Vec::new()))
    })
    .await
}
