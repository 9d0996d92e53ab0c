//! A live line between an open page and the service: short words both ways, many times a second,
//! for what must stop at once when either end is gone.
//!
//! A line is declared like a route, with the access it needs, and opened like one: the record is
//! decided on and the ledger line written before the first word. It is taken from a page of this
//! service only; another site's page that a browser lets ask is nobody here.

use crate::route::Answer;
use crate::visit::Visit;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, Request};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use sealed::Act;
use sealed::engine::Pending;
use std::future::Future;
use std::sync::Arc;

/// The longest word either end says, in bytes. What is said is a handful of numbers.
const WORD_MAX: usize = 1024;

pub(crate) type LiveHandler =
    Arc<dyn Fn(Visit, Act, Line) -> Pending<'static, Answer> + Send + Sync>;

/// A line that was asked for and is not open yet.
pub struct Line(WebSocketUpgrade);

impl Line {
    /// Opens it, and lets `talk` have it until it is dropped.
    pub fn hold<F, R>(self, talk: F) -> Response
    where
        F: FnOnce(Wire) -> R + Send + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        let line = self.0.max_message_size(WORD_MAX).max_frame_size(WORD_MAX);
        line.on_upgrade(move |socket| talk(Wire(socket)))
    }

    /// The line that a request asks for. `None`: it asks for none, or from elsewhere. The request
    /// can still be read as any other.
    pub(crate) async fn of(request: Request) -> (Option<Self>, Request) {
        let (mut parts, body) = request.into_parts();
        let line = if from_here(&parts.headers) {
            let found = WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
            found.ok().map(Self)
        } else {
            None
        };
        (line, Request::from_parts(parts, body))
    }
}

/// What is answered to someone who may have the line and did not ask for one as browsers do.
pub(crate) fn not_asked_for() -> Response {
    (
        StatusCode::UPGRADE_REQUIRED,
        [(header::UPGRADE, "websocket")],
    )
        .into_response()
}

/// Whether a page of this service asks. Browsers send along whose page it is, and nothing keeps
/// another site's page from asking for a line with the cookies of this one.
fn from_here(headers: &HeaderMap) -> bool {
    let said = |name| {
        headers
            .get(name)
            .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
    };
    let origin = said(header::ORIGIN).and_then(|origin| origin.parse::<Uri>().ok());
    // Without a scheme it is no page's: a page without an origin says "null".
    let page = origin.as_ref().filter(|origin| origin.scheme().is_some());
    let page = page.and_then(Uri::authority);
    match (page, said(header::HOST)) {
        (Some(page), Some(host)) => page.as_str().eq_ignore_ascii_case(host),
        _ => false,
    }
}

/// An open line.
pub struct Wire(WebSocket);

impl Wire {
    /// What the other end says next. `None`: it is gone, or said what is no word.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            match self.0.recv().await?.ok()? {
                Message::Text(said) => return Some(said.as_str().to_owned()),
                Message::Ping(_) | Message::Pong(_) => {}
                Message::Binary(_) | Message::Close(_) => return None,
            }
        }
    }

    /// Says something. `false`: the other end is gone.
    pub async fn say(&mut self, word: &str) -> bool {
        self.0.send(Message::Text(word.into())).await.is_ok()
    }
}

/// The handler of a route as it is kept.
pub(crate) fn handler<F, R>(handler: F) -> LiveHandler
where
    F: Fn(Visit, Act, Line) -> R + Send + Sync + 'static,
    R: Future<Output = Answer> + Send + 'static,
{
    Arc::new(move |visit, act, line| Box::pin(handler(visit, act, line)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn only_a_page_of_this_service_has_a_line() {
        for (origin, host, here) in [
            (Some("https://care.example"), Some("care.example"), true),
            (Some("https://Care.example"), Some("care.EXAMPLE"), true),
            (Some("http://127.0.0.1:4000"), Some("127.0.0.1:4000"), true),
            (
                Some("https://care.example:444"),
                Some("care.example"),
                false,
            ),
            (
                Some("https://elsewhere.example"),
                Some("care.example"),
                false,
            ),
            (
                Some("https://care.example.elsewhere.example"),
                Some("care.example"),
                false,
            ),
            (Some("null"), Some("care.example"), false),
            (Some("null"), Some("null"), false),
            (None, Some("care.example"), false),
            (Some("https://care.example"), None, false),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in [(header::ORIGIN, origin), (header::HOST, host)] {
                if let Some(value) = value {
                    headers.insert(name, HeaderValue::from_static(value));
                }
            }
            assert_eq!(from_here(&headers), here, "{origin:?} at {host:?}");
        }
    }
}
