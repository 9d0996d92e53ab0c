//! Every sheet there is, for those who work here: where it comes from, trying it out, and files of
//! the service's own that could not be used. Opens nobody's record.

use crate::course::numbers;
use crate::shelf::{Broken, Origin, Sheet, Shelf};
use askama::Template;
use axum::response::{Html as Whole, IntoResponse as _};
use care::Role;
use pages::form_view::preview;
use pages::shell::staff;
use pages::{Html, Routes, Trouble, Verb, Visit, Words};
use std::sync::Arc;

/// Who looks at the sheets: whoever gives them, and whoever puts them there.
const LOOKS: &[Role] = &[Role::Therapist, Role::Supervisor, Role::ServiceLead];

pub(crate) fn routes(shelf: &Arc<Shelf>) -> Routes {
    let [all, looks, tries] = std::array::from_fn(|_| Arc::clone(shelf));
    Routes::new()
        .role(Verb::Get, "/worksheets", LOOKS, move |visit| {
            let page = show(&visit, &all);
            async move { Ok(page) }
        })
        .role(Verb::Get, "/worksheets/{sheet}", LOOKS, move |visit| {
            let page = try_out(&visit, &looks, false);
            async move { page }
        })
        .role(Verb::Post, "/worksheets/{sheet}", LOOKS, move |visit| {
            let page = try_out(&visit, &tries, true);
            async move { page }
        })
}

struct Line {
    address: String,
    title: String,
    about: Option<String>,
    tags: Vec<String>,
    /// Where it comes from, part by part.
    rests: Vec<(String, String)>,
    own: bool,
}

#[derive(Template)]
#[template(path = "worksheets_all.html")]
struct AllPage {
    words: Words,
    sheets: Vec<Line>,
    broken: Vec<Broken>,
}

fn show(visit: &Visit, shelf: &Shelf) -> axum::response::Response {
    let words = visit.words;
    let (sheets, broken) = shelf.now();
    let page = AllPage {
        words,
        sheets: sheets.iter().map(|sheet| line(sheet, words)).collect(),
        broken,
    };
    staff(
        visit,
        &words.say("worksheets-all-title"),
        Html::of(&page),
        None,
    )
}

fn line(sheet: &Sheet, words: Words) -> Line {
    let evidence = match &sheet.origin {
        Origin::Shipped(evidence) => Some(evidence),
        Origin::Own(evidence) => evidence.as_ref(),
    };
    let part = |key: &str, said: &str| (words.say(key), said.trim().to_owned());
    let rests = evidence.map_or_else(Vec::new, |evidence| {
        vec![
            part("worksheets-all-basis", &evidence.basis),
            part("worksheets-all-source", &evidence.source),
            part("worksheets-all-licence", &evidence.licence),
            part("worksheets-all-note", &evidence.note),
        ]
    });
    let mut tags = Vec::new();
    if sheet.together {
        tags.push(words.say("worksheets-tag-together"));
    }
    if !numbers(&sheet.form).is_empty() {
        tags.push(words.say("worksheets-tag-number"));
    }
    Line {
        address: format!("/worksheets/{}", sheet.name),
        title: sheet.title(words),
        about: sheet.line(words),
        tags,
        own: matches!(sheet.origin, Origin::Own(_)),
        rests,
    }
}

/// A sheet to be tried out: nobody's answers, and nothing is kept.
fn try_out(visit: &Visit, shelf: &Shelf, posted: bool) -> pages::Answer {
    let sheet = visit.path("sheet").and_then(|name| shelf.get(name));
    let sheet = sheet.ok_or(Trouble::Nothing)?;
    let address = format!("/worksheets/{}", sheet.name);
    let fields = visit.form.fields();
    let page = preview(&sheet.form, visit.words, &address, fields, posted);
    Ok(Whole(page).into_response())
}
