//! The look before the first step, taken together at the desk.

use super::{OPENS, THERAPISTS, Top, answer, done, ladder, named, top};
use crate::ladder::keep_check;
use crate::read::courage;
use askama::Template;
use axum::http::StatusCode;
use pages::form_view::{Again, FormView, Taken, take};
use pages::layout::Step;
use pages::shell::see_other;
use pages::{Answer, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(super) use super::super::client::the_form;

pub(super) fn routes() -> Routes {
    let look = "/clients/{client}/courage/ladders/{ladder}/look";
    Routes::new()
        .record(Verb::Get, look, OPENS, THERAPISTS, show)
        .record(Verb::Post, look, OPENS, THERAPISTS, send)
}

#[derive(Template)]
#[template(path = "courage_staff_look.html")]
struct Page {
    words: Words,
    top: Top,
    back: String,
    goal: String,
    form: Html,
}

async fn show(visit: Visit, act: Act) -> Answer {
    let again = Again {
        fields: Vec::new(),
        wrong: Vec::new(),
        brought_up: false,
    };
    page(&visit, &act, &again, StatusCode::OK).await
}

async fn page(visit: &Visit, act: &Act, again: &Again, status: StatusCode) -> Answer {
    let words = visit.words;
    let record = named(visit, "ladder")?;
    let all = courage(act).await?;
    let kept = all.ladder(record).ok_or(Trouble::Nothing)?;
    let back = ladder::address(visit, record)?;
    let post = format!("{back}/look");
    let send = Step {
        does: "send".to_owned(),
        words: words.say("courage-look-send"),
    };
    let view = FormView {
        fields: &again.fields,
        wrong: &again.wrong,
        brought_up: again.brought_up,
        readers: Html::words(&words.say("courage-staff-both-read")),
        address: &post,
        skips: false,
        ..FormView::new(the_form()?, words, send)
    };
    let page = Page {
        words,
        top: top(visit, act).await?,
        back,
        goal: kept.value.goal.clone(),
        form: view.html(),
    };
    Ok(answer(visit, &page, status))
}

async fn send(visit: Visit, act: Act) -> Answer {
    let record = named(&visit, "ladder")?;
    let response = match take(the_form()?, visit.form.fields()) {
        Taken::Answered(response) => response,
        Taken::Again(again) => {
            return page(&visit, &act, &again, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let ran = done(&visit, act, |mut act| {
        let response = &response;
        async move {
            let happened = keep_check(&mut act, record, response).await?;
            Ok((act, (), happened))
        }
    })
    .await?;
    if let Err((_, refused)) = ran {
        return Err(refused.into());
    }
    Ok(see_other(&ladder::address(&visit, record)?))
}
