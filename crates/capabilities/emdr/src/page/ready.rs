//! The talk before the first target, as a form that the therapist fills in while the client looks on.

use super::desk::{READS, THERAPISTS, WRITES, address};
use super::shown::trouble;
use crate::ready::{keep_ready, ready_form};
use crate::refused::Refused;
use crate::whole::All;
use askama::Template;
use care::RecordId;
use forms::{Questionnaire, WrongAnswer};
use pages::form_view::{FormView, Taken, fields_of, take};
use pages::layout::Step;
use pages::shell::{see_other, staff};
use pages::{Answer, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

/// The id that the page offered.
const ONCE: &str = ".once";

pub(super) fn routes() -> Routes {
    let one = "/clients/{client}/emdr/ready";
    Routes::new()
        .record(Verb::Get, one, READS, THERAPISTS, show)
        .record(Verb::Post, one, WRITES, THERAPISTS, write)
}

/// The form, which the program has looked for before it serves anything.
pub(super) fn form() -> Result<&'static Questionnaire, Trouble> {
    let missing = || "the talk before EMDR is missing from the library".to_owned();
    ready_form().ok_or_else(|| Trouble::Fault(missing()))
}

#[derive(Template)]
#[template(path = "emdr_desk_ready.html")]
struct Ready {
    words: Words,
    title: String,
    back: String,
    form: Html,
}

#[derive(Default)]
struct Typed {
    fields: Vec<(String, String)>,
    wrong: Vec<WrongAnswer>,
    brought_up: bool,
}

async fn show(visit: Visit, act: Act) -> Answer {
    let all = All::read(&act).await?;
    let newest = all.ready.last();
    let fields = match newest {
        Some(kept) => fields_of(form()?, &kept.value.answers),
        None => Vec::new(),
    };
    let typed = Typed {
        fields,
        ..Typed::default()
    };
    page(&visit, &act, &typed)
}

fn page(visit: &Visit, act: &Act, typed: &Typed) -> Answer {
    let words = visit.words;
    let back = address(visit)?;
    let post = format!("{back}/ready");
    let once = act.mint().to_string();
    let send = Step {
        does: "send".to_owned(),
        words: words.say("emdr-ready-send"),
    };
    let view = FormView {
        fields: &typed.fields,
        wrong: &typed.wrong,
        brought_up: typed.brought_up,
        readers: Html::words(&words.say("emdr-ready-readers")),
        address: &post,
        hidden: &[(ONCE, &once)],
        skips: false,
        ..FormView::new(form()?, words, send)
    };
    let title = words.say("emdr-ready-title");
    let ready = Ready {
        words,
        title: title.clone(),
        back,
        form: view.html(),
    };
    let mut response = staff(visit, &title, Html::of(&ready), None);
    if !typed.wrong.is_empty() {
        *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

async fn write(visit: Visit, act: Act) -> Answer {
    let once = visit.form.get(ONCE).and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let response = match take(form()?, visit.form.fields()) {
        Taken::Answered(response) => response,
        Taken::Again(again) => {
            let typed = Typed {
                fields: again.fields,
                wrong: again.wrong,
                brought_up: again.brought_up,
            };
            return page(&visit, &act, &typed);
        }
    };
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let response = &response;
            async move {
                let happened = keep_ready(&mut act, once, response).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    done.map_err(trouble)?;
    Ok(see_other(&address(&visit)?))
}
