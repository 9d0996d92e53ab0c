//! Two cookies: who is signed in (`HttpOnly`), and the flag a leaving page sets.

use axum::http::HeaderValue;

/// The cookie that carries the sign-in. With HTTPS its name binds it to this host.
pub const fn sign_in_name(https: bool) -> &'static str {
    if https { "__Host-a" } else { "a" }
}

/// The flag that a leaving page sets in the same task, so that leaving holds even when the server
/// cannot be reached at that moment.
pub const LEFT: &str = "x";

fn cookie(name: &str, value: &str, https: bool, rest: &str) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; SameSite=Strict{secure}{rest}"
    ))
    .ok()
}

/// Sets the sign-in cookie.
pub fn set_sign_in(token: &str, https: bool) -> Option<HeaderValue> {
    cookie(sign_in_name(https), token, https, "; HttpOnly")
}

/// Changes the sign-in cookie to nothing. The change itself matters: it keeps the back/forward
/// cache of some browsers from showing a page again.
pub fn clear_sign_in(https: bool) -> Option<HeaderValue> {
    cookie(sign_in_name(https), "", https, "; HttpOnly; Max-Age=0")
}

/// Clears the leaving flag; only a new sign-in does this.
pub fn clear_left(https: bool) -> Option<HeaderValue> {
    cookie(LEFT, "", https, "; Max-Age=0")
}
