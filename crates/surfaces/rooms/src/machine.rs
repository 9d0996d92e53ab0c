//! The first page of whoever keeps the machine running. They open nobody's record, and it says so.

use askama::Template;
use axum::response::Response;
use care::Role;
use pages::shell::staff;
use pages::{Html, Routes, Trouble, Verb, Visit, Words};

pub(crate) fn routes() -> Routes {
    Routes::new().role(Verb::Get, "/machine", &[Role::Administrator], show)
}

#[derive(Template)]
#[template(path = "machine.html")]
struct Machine {
    words: Words,
}

async fn show(visit: Visit) -> Result<Response, Trouble> {
    let words = visit.words;
    Ok(staff(
        &visit,
        &words.say("machine-title"),
        Html::of(&Machine { words }),
        None,
    ))
}
