//! One worksheet for the therapist: to read, to write on, and on a page that both look at.

use super::shown::{SEEN, Wrote, answers_html, known, on_the_same, trouble, wrote};
use super::staff::{READS, WORKS, WRITES, address};
use crate::course::charts;
use crate::shelf::title;
use crate::written::{self, End, Forms, Refused, StateV1, WorksheetV1, Write, worksheets};
use askama::Template;
use axum::http::StatusCode;
use care::RecordId;
use forms::{Questionnaire, WrongAnswer};
use pages::form_view::{FormView, Taken, fields_of, take_knowing};
use pages::layout::Step;
use pages::shell::{see_other, staff, together};
use pages::{Html, Routes, Trouble, Verb, Visit, Words};
use sealed::{Act, Kept};
use std::sync::Arc;

/// The field that says from which page it was written: from the one that both look at.
const FROM: &str = ".from";
const SHARED: &str = "shared";

pub(crate) fn routes() -> Routes {
    let one = "/clients/{client}/worksheets/{worksheet}";
    let write = "/clients/{client}/worksheets/{worksheet}/write";
    let shared = "/clients/{client}/worksheets/{worksheet}/shared";
    Routes::new()
        .record(Verb::Get, one, READS, WORKS, show)
        .record(Verb::Get, write, READS, WORKS, |visit, act| {
            show_write(visit, act, false)
        })
        .record(Verb::Get, shared, READS, WORKS, |visit, act| {
            show_write(visit, act, true)
        })
        .record(Verb::Post, write, WRITES, WORKS, send)
}

/// The worksheet in the path, with its form.
async fn stands(
    visit: &Visit,
    act: &Act,
) -> Result<(Kept<WorksheetV1>, Arc<Questionnaire>), Trouble> {
    let record = visit.path("worksheet").and_then(RecordId::parse);
    let record = record.ok_or(Trouble::Nothing)?;
    let kept = act.find::<WorksheetV1>(record).await?;
    let kept = kept.filter(|kept| kept.value.state != StateV1::Deleted);
    let kept = kept.ok_or(Trouble::Nothing)?;
    let form = Forms::default().of(act, kept.value.print).await?;
    Ok((kept, form))
}

#[derive(Template)]
#[template(path = "worksheet_staff.html")]
struct OnePage {
    words: Words,
    back: String,
    address: String,
    title: String,
    said: String,
    bring: bool,
    open: bool,
    answers: Html,
    wrote: Vec<Wrote>,
    charts: Vec<Html>,
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    let words = visit.words;
    let (kept, form) = stands(&visit, &act).await?;
    let value = &kept.value;
    let (back, _) = address(&visit)?;
    let called = visit.floor.sign_ins.called(&act).await?;
    let when = visit.day_and_time(value.written());
    let key = match (value.state, value.by_client) {
        (StateV1::Open, _) => "worksheets-staff-open",
        (_, true) => "worksheets-staff-by-client",
        (_, false) => "worksheets-staff-by-staff",
    };
    let all = worksheets(&act).await?.0;
    let same = on_the_same(&all, &value.sheet);
    let client = (act.whose(), called.as_str());
    let title = title(&form, words);
    let page = OnePage {
        words,
        address: format!("{back}/{}", kept.record),
        back,
        title: title.clone(),
        said: words.say_with(key, &[("when", (&when).into())]),
        bring: value.bring,
        open: value.state == StateV1::Open,
        answers: answers_html(&form, &value.answers, words)?,
        wrote: wrote(&visit, &act, &form, kept.record, client).await?,
        charts: charts(&visit, &value.sheet, &form, &same),
    };
    Ok(staff(&visit, &title, Html::of(&page), None))
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

#[derive(Template)]
#[template(path = "worksheet_staff_write.html")]
struct WritePage {
    words: Words,
    /// The way back; none on the page that both look at.
    back: Option<String>,
    title: String,
    /// It was changed meanwhile: what stands there now.
    newer: Option<Html>,
    empty: bool,
    form: Html,
}

async fn show_write(visit: Visit, act: Act, shared: bool) -> pages::Answer {
    let (kept, form) = stands(&visit, &act).await?;
    write_page(&visit, &kept, &form, Typed::default(), shared)
}

fn write_page(
    visit: &Visit,
    kept: &Kept<WorksheetV1>,
    form: &Questionnaire,
    mut typed: Typed,
    shared: bool,
) -> pages::Answer {
    let words = visit.words;
    let again = typed.newer || typed.empty || !typed.wrong.is_empty();
    let known = known(visit);
    if typed.fields.is_empty() {
        typed.fields = if kept.value.answers.answers.is_empty() {
            form.begin(None, known.now)
        } else {
            fields_of(form, &kept.value.answers)
        };
    }
    let one = format!("{}/{}", address(visit)?.0, kept.record);
    let (write, newest) = (format!("{one}/write"), kept.version.to_string());
    let mut hidden = vec![(SEEN, newest.as_str())];
    if shared {
        hidden.push((FROM, SHARED));
    }
    let send = Step {
        does: "write".to_owned(),
        words: words.say("worksheet-staff-write"),
    };
    let readers = if shared {
        "worksheet-shared-readers"
    } else {
        "worksheet-staff-readers"
    };
    let view = FormView {
        fields: &typed.fields,
        wrong: &typed.wrong,
        brought_up: typed.brought_up,
        known,
        readers: Html::words(&words.say(readers)),
        address: &write,
        hidden: &hidden,
        skips: false,
        ..FormView::new(form, words, send)
    };
    let stands = || answers_html(form, &kept.value.answers, words);
    let title = title(form, words);
    let page = WritePage {
        words,
        back: (!shared).then(|| one.clone()),
        title: title.clone(),
        newer: typed.newer.then(stands).transpose()?,
        empty: typed.empty,
        form: view.html(),
    };
    let mut response = if shared {
        together(visit, &title, Html::of(&page))
    } else {
        staff(visit, &title, Html::of(&page), None)
    };
    if again {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

async fn send(visit: Visit, act: Act) -> pages::Answer {
    let (kept, form) = stands(&visit, &act).await?;
    let shared = visit.form.get(FROM) == Some(SHARED);
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
            return write_page(&visit, &kept, &form, typed, shared);
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
                    end: End::Send,
                };
                let happened = written::write(&mut act, &wrote).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => {
            let one = format!("{}/{record}", address(&visit)?.0);
            let to = if shared { format!("{one}/shared") } else { one };
            Ok(see_other(&to))
        }
        Err(refused @ (Refused::Newer | Refused::Empty)) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let (kept, form) = stands(&visit, &act).await?;
            let typed = Typed {
                fields: fields.to_vec(),
                newer: matches!(refused, Refused::Newer),
                empty: matches!(refused, Refused::Empty),
                ..Typed::default()
            };
            write_page(&visit, &kept, &form, typed, shared)
        }
        Err(refused) => Err(trouble(refused)),
    }
}
