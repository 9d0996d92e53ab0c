//! The ways in that someone who works here has: looking at them, making and removing them. Every
//! change asks first that they proved who they are a moment ago.

use crate::codes::print_codes;
use crate::desk::SignInDesk;
use crate::totp;
use crate::ways::{WayError, ways};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use pages::shell::{again, bare, see_other, staff as staff_page};
use pages::{Answer, Html, Trouble, Visit, Words};
use std::sync::Arc;

/// Where they are looked at.
const HERE: &str = "/my/sign-in";

#[derive(Template)]
#[template(path = "ways_in.html")]
struct WaysIn {
    words: Words,
    totp: Option<String>,
    /// Whether there is another second way than the authenticator.
    others: bool,
    codes: String,
    last: bool,
}

#[derive(Template)]
#[template(path = "codes_sheet.html")]
struct Sheet {
    words: Words,
    codes: Vec<String>,
}

impl From<WayError> for Trouble {
    fn from(error: WayError) -> Self {
        match error {
            WayError::Last | WayError::NotThis => Self::NotUnderstood,
            WayError::Read(error) => error.into(),
            WayError::Commit(error) => error.into(),
        }
    }
}

/// The sheet, to be printed or written down now. It says nothing about what it is for.
pub(super) fn sheet(visit: &Visit, codes: Vec<care::Private<String>>) -> Html {
    Html::of(&Sheet {
        words: visit.words,
        codes: codes
            .into_iter()
            .map(care::Private::into_exposed)
            .collect(),
    })
}

async fn page(desk: &SignInDesk, visit: &Visit, last: bool) -> Result<Response, Trouble> {
    let words = visit.words;
    let ways = ways(&desk.vault, visit.who.asker.person).await?;
    let since = |moment| {
        let day = visit.day_and_time(moment);
        words.say_with("ways-since", &[("day", (&day).into())])
    };
    let html = Html::of(&WaysIn {
        words,
        totp: ways.totp.map(since),
        others: !ways.passkeys.is_empty(),
        codes: match ways.codes {
            None => words.say("ways-codes-none"),
            Some(left) => words.say_with("ways-codes-left", &[("left", left.into())]),
        },
        last,
    });
    Ok(staff_page(visit, &words.say("ways-title"), html, None))
}

/// The ways in.
pub(super) async fn show(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    page(&desk, &visit, false).await
}

/// Makes a new sheet; the old one is worth nothing from now on.
pub(super) async fn print(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    if !visit.fresh() {
        return Ok(again(HERE));
    }
    let asker = visit.who.asker;
    let codes = print_codes(&desk.vault, asker.person, asker.role).await?;
    let html = sheet(&visit, codes);
    Ok(bare(&visit.floor, visit.words, html, StatusCode::OK))
}

/// Takes a way away, but never the last second one.
pub(super) async fn forget(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    if !visit.fresh() {
        return Ok(again(HERE));
    }
    let person = visit.who.asker.person;
    let done = match visit.form.get("way") {
        Some("totp") => totp::remove(&desk.vault, person).await,
        _ => return Err(Trouble::NotUnderstood),
    };
    match done {
        Ok(()) => Ok(see_other(HERE)),
        Err(WayError::Last) => {
            let mut response = page(&desk, &visit, true).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}
