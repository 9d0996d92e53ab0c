//! Passkeys over HTTP: what a browser is asked to do, and what it answers.
//!
//! What a browser begins is bound to it by a cookie that no script can read. The small script that
//! stands between the page and the device is `passkey.js`; without scripts there are no passkeys,
//! and every other way in works.

use super::{carried, front};
use crate::desk::{SignInDesk, SignInError};
use crate::passkeys::{Begun, TAKES};
use crate::ways::WayError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{Private, Role};
use pages::shell::{back_to, see_other};
use pages::{Answer, Arrival, SoFar, Trouble, Visit, cookies};
use std::sync::Arc;

/// The cookie by which a browser finishes what it began.
const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-p" } else { "p" }
}

/// What this browser began.
pub(super) fn begun(https: bool) -> Option<Private<String>> {
    carried::cookie(cookie_name(https))
}

fn asks(begun: Begun, https: bool) -> Response {
    let secure = if https { "; Secure" } else { "" };
    let (name, seconds) = (cookie_name(https), TAKES / care::SECOND);
    let token = begun.token.expose();
    let cookie =
        format!("{name}={token}; Path=/; SameSite=Strict; HttpOnly; Max-Age={seconds}{secure}");
    let kind = HeaderValue::from_static("application/json");
    let mut response = ([(header::CONTENT_TYPE, kind)], begun.asks).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn refused() -> Response {
    StatusCode::UNPROCESSABLE_ENTITY.into_response()
}

/// Someone at the door asks for the ceremony.
pub(super) fn begin_in(desk: &SignInDesk, arrival: &Arrival) -> Answer {
    if !desk.has_passkeys() {
        return Err(Trouble::Nothing);
    }
    let begun = desk.begin_passkey_in(arrival.from)?;
    Ok(asks(begun, desk.https))
}

/// Someone shows a passkey.
pub(super) async fn come_in(desk: Arc<SignInDesk>, arrival: Arrival) -> Answer {
    let (token, shown) = (begun(desk.https), arrival.form.get("credential"));
    let (Some(token), Some(shown)) = (token, shown) else {
        return Ok(front::not_this_passkey(&desk, &arrival));
    };
    let device = carried::device(desk.https);
    match desk.passkey_in(token.expose(), shown, device).await {
        Ok(entered) => {
            let to = back_to(arrival.form.get("to"));
            // They proved again who they are: what they sent before goes on.
            if let Some(old) = carried::cookie(cookies::sign_in_name(desk.https)) {
                let old = desk.sign_in_of(old.expose()).await?;
                arrival.floor.goes_on_as(old, &entered.who);
            }
            Ok(front::let_in(&desk, &entered, to).await)
        }
        Err(SignInError::NotThese) => Ok(front::not_this_passkey(&desk, &arrival)),
        Err(error) => Err(error.into()),
    }
}

/// Someone signed in asks to make one. A client proves who they are with their passphrase here.
pub(super) async fn begin(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    if !desk.has_passkeys() {
        return Err(Trouble::Nothing);
    }
    if visit.who.asker.role == Role::Client {
        let typed = visit.form.get("passphrase").unwrap_or_default();
        let typed = Private::new(typed.to_owned());
        if !desk.is_passphrase_of(&visit.who, &typed).await? {
            return Ok(refused());
        }
    }
    match desk.begin_passkey(&visit.who).await {
        Ok(begun) => Ok(asks(begun, desk.https)),
        Err(SignInError::NotThese) => Ok(refused()),
        Err(error) => Err(error.into()),
    }
}

/// Keeps what the browser of someone who works here made. If it is their second way, they are in.
pub(super) async fn keep(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    match keep_made(&desk, &visit).await {
        Ok(()) => {}
        Err(WayError::NotThis | WayError::TooMany | WayError::Last) => {
            return Ok(match visit.who.so_far {
                SoFar::In => pages::shell::again("/my/sign-in"),
                _ => see_other("/second"),
            });
        }
        Err(error) => return Err(error.into()),
    }
    if visit.who.so_far == SoFar::In {
        return Ok(see_other("/my/sign-in"));
    }
    let entered = desk.anew(&visit.who, None).await?;
    Ok(front::let_in(&desk, &entered, "/").await)
}

/// Keeps what a browser made, under the name its person gave it.
pub(super) async fn keep_made(desk: &SignInDesk, visit: &Visit) -> Result<(), WayError> {
    let (token, made) = (begun(desk.https), visit.form.get("credential"));
    let (Some(token), Some(made)) = (token, made) else {
        return Err(WayError::NotThis);
    };
    let unnamed = visit.words.say("ways-passkey-unnamed");
    let name = visit.form.words("name").unwrap_or(&unnamed);
    desk.keep_passkey(&visit.who, token.expose(), made, name)
        .await
}
