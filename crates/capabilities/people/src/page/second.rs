//! The second step of whoever works here: giving a code, or making an authenticator their own
//! first; and proving again, after a pause or before something grave, who one is.

use super::{carried, front, to_put_right, ways_in};
use crate::desk::{Entered, SignInDesk, SignInError};
use crate::totp::TotpSecret;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use care::Private;
use pages::shell::{back_to, bare, see_other};
use pages::{Answer, Html, SoFar, Visit, Words};
use qrcode::{Color, QrCode};
use std::fmt::Write as _;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "code_field.html")]
struct CodeField {
    label: String,
    hint: String,
    wrong: Option<String>,
    secret: bool,
}

#[derive(Template)]
#[template(path = "second.html")]
struct Second {
    words: Words,
    field: Html,
    wrong: Option<String>,
    passkey: Option<Html>,
}

#[derive(Template)]
#[template(path = "begin_second.html")]
struct BeginSecond {
    words: Words,
    field: Html,
    wrong: Option<String>,
    secret: String,
    picture: String,
    size: usize,
    passkey: Option<Html>,
}

#[derive(Template)]
#[template(path = "again.html")]
struct Again {
    words: Words,
    field: Html,
    wrong: Option<String>,
    to: String,
    passkey: Option<Html>,
}

fn code_field(words: Words, hint: &str, wrong: Option<String>) -> Html {
    Html::of(&CodeField {
        label: words.say("second-code"),
        hint: words.say(hint),
        wrong,
        secret: false,
    })
}

/// What was wrong with a code, if that is what went wrong.
fn told(words: Words, error: SignInError) -> Result<Option<String>, pages::Trouble> {
    match error {
        SignInError::NotThese => Ok(Some(words.say("second-wrong"))),
        error => Err(error.into()),
    }
}

fn page(visit: &Visit, html: Html, wrong: bool) -> Response {
    let response = bare(&visit.floor, visit.words, html, StatusCode::OK);
    if wrong {
        to_put_right(response)
    } else {
        response
    }
}

fn second_page(desk: &SignInDesk, visit: &Visit, wrong: Option<String>) -> Response {
    let words = visit.words;
    let is_wrong = wrong.is_some();
    let html = Html::of(&Second {
        words,
        field: code_field(words, "second-code-hint", wrong.clone()),
        wrong,
        passkey: front::passkey_in(desk, words, "/", false),
    });
    page(visit, html, is_wrong)
}

/// Blank modules around the picture (ISO/IEC 18004, section 5.3.8: four).
const QUIET: usize = 4;

/// The picture an authenticator reads, as one path, and how many modules it is wide.
fn picture(address: &str) -> Option<(String, usize)> {
    let code = QrCode::new(address).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (place, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let (x, y) = (place % width + QUIET, place / width + QUIET);
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Some((path, width + 2 * QUIET))
}

/// A secret in groups of four, as it is read out and typed.
fn in_groups(secret: &TotpSecret) -> String {
    let words = secret.words();
    let letters: Vec<char> = words.expose().chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    groups.join(" ")
}

async fn begin_page(
    desk: &SignInDesk,
    visit: &Visit,
    wrong: Option<String>,
) -> Result<Response, pages::Trouble> {
    let words = visit.words;
    let secret = desk.offered_secret(&visit.who).await?;
    let address = secret.address(&visit.floor.settings.neutral_title);
    let (picture, size) = picture(address.expose())
        .ok_or_else(|| pages::Trouble::Fault("a picture could not be drawn".to_owned()))?;
    let is_wrong = wrong.is_some();
    let html = Html::of(&BeginSecond {
        words,
        field: code_field(words, "second-begin-hint", wrong.clone()),
        wrong,
        secret: in_groups(&secret),
        picture,
        size,
        passkey: ways_in::passkey_make(desk, visit, "/my/passkey"),
    });
    Ok(page(visit, html, is_wrong))
}

/// Where the second step stands: a code is asked for, or an authenticator is made their own.
pub(super) async fn show(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    match visit.who.so_far {
        SoFar::NeedsSecond => Ok(second_page(&desk, &visit, None)),
        SoFar::NeedsASecondWay => begin_page(&desk, &visit, None).await,
        // Someone who is in comes here to change their authenticator.
        SoFar::In if visit.query("anew").is_some() && visit.fresh() => {
            begin_page(&desk, &visit, None).await
        }
        SoFar::In if visit.query("anew").is_some() => Ok(pages::shell::again("/second?anew=1")),
        SoFar::In => Ok(see_other("/")),
        SoFar::Resting => Ok(pages::shell::again("/")),
    }
}

fn typed(visit: &Visit) -> Private<String> {
    Private::new(visit.form.get("code").unwrap_or_default().to_owned())
}

async fn go_on(desk: &SignInDesk, entered: &Entered, to: &str) -> Answer {
    Ok(front::let_in(desk, entered, to).await)
}

/// Someone gives a code.
pub(super) async fn step(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    if visit.who.so_far != SoFar::NeedsSecond {
        return Ok(see_other("/second"));
    }
    let device = carried::device(desk.https);
    match desk.second(&visit.who, &typed(&visit), device).await {
        Ok(entered) => go_on(&desk, &entered, "/").await,
        Err(error) => Ok(second_page(&desk, &visit, told(visit.words, error)?)),
    }
}

/// Someone shows that the authenticator is theirs.
pub(super) async fn begin(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    if !matches!(visit.who.so_far, SoFar::NeedsASecondWay | SoFar::In) {
        return Ok(see_other("/second"));
    }
    if visit.who.so_far == SoFar::In && !visit.fresh() {
        return Ok(pages::shell::again("/second?anew=1"));
    }
    let to = match visit.who.so_far {
        SoFar::In => "/my/sign-in",
        _ => "/",
    };
    let device = carried::device(desk.https);
    match desk.begin_second(&visit.who, &typed(&visit), device).await {
        Ok(entered) => go_on(&desk, &entered, to).await,
        Err(error) => begin_page(&desk, &visit, told(visit.words, error)?).await,
    }
}

fn again_page(desk: &SignInDesk, visit: &Visit, to: &str, wrong: Option<String>) -> Response {
    let words = visit.words;
    let is_wrong = wrong.is_some();
    let field = Html::of(&CodeField {
        label: words.say("again-proof"),
        hint: words.say("again-hint"),
        wrong: wrong.clone(),
        secret: true,
    });
    let html = Html::of(&Again {
        words,
        field,
        wrong,
        to: to.to_owned(),
        passkey: front::passkey_in(desk, words, to, false),
    });
    page(visit, html, is_wrong)
}

/// Asks who is there.
pub(super) fn ask_again(desk: &Arc<SignInDesk>, visit: &Visit) -> Response {
    match visit.who.so_far {
        SoFar::In | SoFar::Resting => {
            let to = back_to(visit.query("to"));
            again_page(desk, visit, to, None)
        }
        SoFar::NeedsSecond | SoFar::NeedsASecondWay => see_other("/second"),
    }
}

/// Someone proves who they are and goes back to where they were.
pub(super) async fn again(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let to = back_to(visit.form.get("to")).to_owned();
    let device = carried::device(desk.https);
    match desk.again(&visit.who, &typed(&visit), device).await {
        Ok(entered) => {
            visit.floor.goes_on_as(visit.who.sign_in, &entered.who);
            go_on(&desk, &entered, &to).await
        }
        Err(SignInError::NotThese) => {
            let wrong = visit.words.say("again-wrong");
            Ok(again_page(&desk, &visit, &to, Some(wrong)))
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_holds_every_dark_module_and_a_quiet_border() {
        let secret = TotpSecret::new(*b"12345678901234567890");
        let address = secret.address("Notes");
        let (path, size) = picture(address.expose()).unwrap();
        let code = QrCode::new(address.expose()).unwrap();
        let dark = code
            .to_colors()
            .iter()
            .filter(|c| **c == Color::Dark)
            .count();
        assert_eq!(path.matches('M').count(), dark);
        assert_eq!(size, code.width() + 8);
        // The first module of every such picture is dark: the corner of its finder.
        assert!(path.starts_with("M4 4h1v1h-1z"));
        assert_eq!(
            in_groups(&secret),
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
        );
    }
}
