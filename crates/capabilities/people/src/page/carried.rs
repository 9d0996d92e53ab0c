//! The cookies that a request carries, at hand for the pages of people: the mark of a known
//! device, and the sign-in that a new one takes the place of.

use crate::own_sign_ins::DeviceKind;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use care::Private;
use pages::Language;

tokio::task_local! {
    static CARRIED: Vec<HeaderValue>;
    static DEVICE: DeviceKind;
}

/// Puts the cookies of each request at hand. Without it every device is a stranger, and a sign-in
/// that a new one takes the place of lives until it ends by itself.
pub fn remembering(router: Router) -> Router {
    router.layer(from_fn(async |request: Request, next: Next| {
        let cookies = request
            .headers()
            .get_all(header::COOKIE)
            .iter()
            .cloned()
            .collect();
        let agent = request.headers().get(header::USER_AGENT);
        let agent = agent.and_then(|agent| agent.to_str().ok());
        let device = agent.map_or(DeviceKind::Unknown, DeviceKind::of);
        let answer = DEVICE.scope(device, next.run(request));
        CARRIED.scope(cookies, answer).await
    }))
}

/// From what kind of device this request comes, as far as it says.
pub(super) fn device_kind() -> DeviceKind {
    DEVICE.try_with(|device| *device).unwrap_or_default()
}

/// The value of a cookie that this request carries.
pub(super) fn cookie(name: &str) -> Option<Private<String>> {
    let found = CARRIED.try_with(|cookies| {
        cookies
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find_map(|(key, value)| (key == name).then(|| Private::new(value.to_owned())))
    });
    found.ok().flatten()
}

/// The cookie that marks a known device. With HTTPS its name binds it to this host.
const fn device_name(https: bool) -> &'static str {
    if https { "__Host-d" } else { "d" }
}

/// What parts the mark from the language. No mark and no language tag has one.
const PART: char = '.';

/// The mark of the device that this request carries.
pub(super) fn device(https: bool) -> Option<Private<String>> {
    let value = cookie(device_name(https))?;
    let mark = value.expose().split(PART).next().unwrap_or_default();
    Some(Private::new(mark.to_owned()))
}

/// The language of whoever came in last on this device. The door speaks it, so that nobody who
/// signs out, or whose sign-in ends by itself, meets words they cannot read. It says no more than
/// the mark beside it already does: that someone came in here.
pub(super) fn language(https: bool) -> Option<Language> {
    let value = cookie(device_name(https))?;
    let (_, tag) = value.expose().split_once(PART)?;
    Language::from_tag(tag)
}

/// Marks the device for as long as browsers keep a cookie (RFC 6265bis, 400 days).
pub(super) fn set_device(
    mark: &Private<String>,
    language: Language,
    https: bool,
) -> Option<HeaderValue> {
    let (name, mark, tag) = (device_name(https), mark.expose(), language.tag());
    let secure = if https { "; Secure" } else { "" };
    let seconds = crate::rules::DEVICE_KEPT / care::SECOND;
    let cookie = format!(
        "{name}={mark}{PART}{tag}; Path=/; SameSite=Strict; HttpOnly; Max-Age={seconds}{secure}"
    );
    HeaderValue::from_str(&cookie).ok()
}
