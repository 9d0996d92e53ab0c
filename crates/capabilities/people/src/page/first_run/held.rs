//! The cookie by which one browser holds a set-up.

use axum::http::HeaderValue;
use care::Private;

/// How long the browser holds the set-up: a week, to find people who keep the shares.
const HELD_FOR: i64 = 7 * care::DAY;

pub(super) const fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-u" } else { "u" }
}

pub(super) fn holding(token: &Private<String>, https: bool) -> Option<HeaderValue> {
    let (name, token) = (cookie_name(https), token.expose());
    let secure = if https { "; Secure" } else { "" };
    let seconds = HELD_FOR / care::SECOND;
    let cookie =
        format!("{name}={token}; Path=/; SameSite=Strict; HttpOnly; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&cookie).ok()
}

pub(super) fn let_go(https: bool) -> Option<HeaderValue> {
    let name = cookie_name(https);
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{name}=; Path=/; SameSite=Strict; HttpOnly; Max-Age=0{secure}");
    HeaderValue::from_str(&cookie).ok()
}
