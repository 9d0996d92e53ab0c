//! A visit: one request of someone, with what they sent, already parsed.

use crate::floor::{FRESH, Floor, SignedIn};
use crate::form::{FIELDS_MAX, Form, unfold};
use crate::words::Words;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::http::{HeaderMap, Method, header};
use care::{ClientId, Moment};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// The largest body taken, in bytes. The longest form has a few thousand characters of free text.
pub const BODY_MAX: usize = 64 * 1024;
/// The most names a query is read for.
const QUERY_MAX: usize = 8;
/// How long a body may take to come: 15 seconds, this project's own choice. The largest comes in
/// that time over a line of 35 kbit/s.
const BODY_WITHIN: Duration = Duration::from_secs(15);

/// What a form's bytes could not be read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WrongBody {
    TooLarge,
    NotUnderstood,
}

/// Someone who has not been asked who they are yet.
#[derive(Clone)]
pub struct Arrival {
    /// What the page stands on.
    pub floor: Arc<Floor>,
    /// The service, speaking the language the browser asks for.
    pub words: Words,
    /// What was sent.
    pub form: Form,
    /// The values of `{names}` in the path.
    pub path: Vec<(String, String)>,
    /// Whether only the screen is wanted, to be swapped into a page that is already there.
    pub partial: bool,
    /// When.
    pub now: Moment,
    /// From which address, as far as known: for throttling only, never stored.
    pub from: Option<std::net::IpAddr>,
}

/// A visit of someone signed in.
#[derive(Clone)]
pub struct Visit {
    /// What the page stands on.
    pub floor: Arc<Floor>,
    /// Who.
    pub who: SignedIn,
    /// The service, speaking their language.
    pub words: Words,
    /// What was sent.
    pub form: Form,
    /// The values of `{names}` in the path.
    pub path: Vec<(String, String)>,
    /// The address's query.
    pub query: Vec<(String, String)>,
    /// Whether only the screen is wanted, to be swapped into a page that is already there.
    pub partial: bool,
    /// When.
    pub now: Moment,
}

impl Visit {
    /// The value of a `{name}` in the path.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.path
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a name in the address's query. Queries say how a page is shown, never what
    /// it is about.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether who this is was proven within the last few minutes ([`FRESH`]): for acts that can
    /// do great harm in the wrong hands. What to do if not: [`crate::shell::again`].
    pub fn fresh(&self) -> bool {
        let since = self.now - self.who.proven;
        (0..FRESH).contains(&since)
    }

    /// The client named in the path.
    pub fn client(&self) -> Option<ClientId> {
        ClientId::parse(self.path("client")?)
    }

    /// A moment as a day and a time, in the person's language and the service's time zone.
    pub fn day_and_time(&self, moment: Moment) -> String {
        self.words
            .day_and_time(moment, self.now, &self.floor.settings.zone)
    }
}

/// What is read from a request before anyone is asked who they are.
pub(crate) struct Parsed {
    pub(crate) method: Method,
    /// The path and query that were asked for.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) path: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Result<Form, WrongBody>,
    pub(crate) from: Option<std::net::IpAddr>,
}

impl Parsed {
    /// A request and its form of words.
    pub(crate) async fn read(request: Request) -> Self {
        let (mut parsed, body) = Self::head(request).await;
        if parsed.method == Method::POST {
            parsed.form = words(&parsed.headers, body).await;
        }
        parsed
    }

    /// What stands before the body.
    pub(crate) async fn head(request: Request) -> (Self, Body) {
        let (mut parts, body) = request.into_parts();
        let path = RawPathParams::from_request_parts(&mut parts, &())
            .await
            .map(|params| {
                params
                    .iter()
                    .map(|(k, v)| (k.to_owned(), v.to_owned()))
                    .collect()
            })
            .unwrap_or_default();
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        let query = form_urlencoded::parse(query)
            .into_owned()
            .take(QUERY_MAX)
            .collect();
        let from = parts
            .extensions
            .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
            .map(|info| info.0.ip());
        let target = parts.uri.path_and_query();
        let target = target.map_or_else(|| "/".to_owned(), ToString::to_string);
        let parsed = Self {
            method: parts.method,
            target,
            headers: parts.headers,
            path,
            query,
            form: Ok(Form::default()),
            from,
        };
        (parsed, body)
    }

    pub(crate) fn partial(&self) -> bool {
        self.headers.contains_key("hx-request")
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find_map(|(key, value)| (key == name).then_some(value))
    }

    pub(crate) fn wanted_language(&self) -> Option<&str> {
        self.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()
    }
}

/// Reads a form that has words only.
pub(crate) async fn words(headers: &HeaderMap, body: Body) -> Result<Form, WrongBody> {
    match timeout(BODY_WITHIN, to_bytes(body, BODY_MAX)).await {
        Ok(Ok(bytes)) => parse_form(headers, &bytes),
        Ok(Err(_)) => Err(WrongBody::TooLarge),
        // What has not come by now is not waited for: it would hold a place without end.
        Err(_) => Err(WrongBody::NotUnderstood),
    }
}

fn parse_form(headers: &HeaderMap, bytes: &Bytes) -> Result<Form, WrongBody> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let is_form = kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if bytes.is_empty() {
        return Ok(Form::default());
    }
    if !is_form {
        return Err(WrongBody::NotUnderstood);
    }
    std::str::from_utf8(bytes).map_err(|_| WrongBody::NotUnderstood)?;
    let fields: Vec<(String, String)> = form_urlencoded::parse(bytes)
        .into_owned()
        .take(FIELDS_MAX + 1)
        .collect();
    if fields.len() > FIELDS_MAX {
        return Err(WrongBody::TooLarge);
    }
    Ok(Form::new(unfold(fields)))
}
