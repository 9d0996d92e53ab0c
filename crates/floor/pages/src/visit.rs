//! A visit: one request of someone, with what they sent, already parsed.

use crate::floor::{FRESH, Floor, SignedIn};
use crate::words::Words;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::http::{HeaderMap, Method, header};
use care::{ClientId, Moment};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// The largest body taken, in bytes. The longest form has a few thousand characters of free text.
pub const BODY_MAX: usize = 64 * 1024;
/// The most fields one form can have.
const FIELDS_MAX: usize = 500;
/// The most names a query is read for.
const QUERY_MAX: usize = 8;
/// How long a body may take to come: 15 seconds, this project's own choice. The largest comes in
/// that time over a line of 35 kbit/s.
const BODY_WITHIN: Duration = Duration::from_secs(15);

/// What someone sent.
#[derive(Clone, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// A form from its fields.
    pub const fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// The first value under this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value under this name without spaces around it, if anything is left.
    pub fn words(&self, name: &str) -> Option<&str> {
        self.get(name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// Every field, in the order sent.
    pub fn fields(&self) -> &[(String, String)] {
        &self.0
    }
}

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
    pub(crate) async fn read(request: Request) -> Self {
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
        let form = if parts.method == Method::POST {
            match timeout(BODY_WITHIN, to_bytes(body, BODY_MAX)).await {
                Ok(Ok(bytes)) => parse_form(&parts.headers, &bytes),
                Ok(Err(_)) => Err(WrongBody::TooLarge),
                // What has not come by now is not waited for: it would hold a place without end.
                Err(_) => Err(WrongBody::NotUnderstood),
            }
        } else {
            Ok(Form::default())
        };
        let from = parts
            .extensions
            .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
            .map(|info| info.0.ip());
        let target = parts.uri.path_and_query();
        let target = target.map_or_else(|| "/".to_owned(), ToString::to_string);
        Self {
            method: parts.method,
            target,
            headers: parts.headers,
            path,
            query,
            form,
            from,
        }
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
    Ok(Form(unfold(fields)))
}

/// A button has one name and one value. One that changes a form before it is sent says both what
/// the form does and what the button turns, `do=send add.symptom`: two fields in one.
pub(crate) fn unfold(mut fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let folded = fields.iter_mut().find_map(|(name, value)| {
        let (does, turns) = value.split_once(' ').filter(|_| name == "do")?;
        let (does, turns) = (does.to_owned(), turns.to_owned());
        value.clone_from(&does);
        Some(turns)
    });
    fields.extend(folded.map(|turns| (turns, "on".to_owned())));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_that_turns_something_says_what_the_form_does_and_what_it_turns() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let posted = vec![field("a", "x y"), field("do", "send add.b;2")];
        let read = vec![
            field("a", "x y"),
            field("do", "send"),
            field("add.b;2", "on"),
        ];
        assert_eq!(unfold(posted), read);
        let plain = vec![field("do", "send"), field("b", "x y")];
        assert_eq!(unfold(plain.clone()), plain);
    }
}
