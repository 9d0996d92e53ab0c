//! A form in the browser as a client would see it, read again at each look. Nothing is kept.

use super::check::{self, Lines};
use super::tried::{Tried, Wrong};
use crate::say::{Failed, say};
use axum::Router;
use axum::extract::{Form as Posted, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use forms::Questionnaire;
use pages::layout::{BarePage, content_security_policy};
use pages::{Language, Words, assets, form_view};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

/// A form to try out.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Preview {
    /// A Questionnaire (.json); evidence beside it is used to score what is tried
    file: PathBuf,
    /// The port on this machine [default: one that is free]
    #[arg(
        long,
        value_name = "PORT",
        default_value_t = 0,
        hide_default_value = true
    )]
    port: u16,
}

impl Preview {
    pub(crate) async fn run(self) -> Result<(), Failed> {
        check::open(&self.file).map_err(|error| {
            Failed::new(format!(
                "{} could not be read ({error}).",
                self.file.display()
            ))
        })?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await;
        let listener = listener.map_err(|error| {
            Failed::asked_wrongly(format!(
                "--port: {} cannot be listened at ({error}); leave it out and a free one is taken",
                self.port
            ))
        })?;
        let at = listener
            .local_addr()
            .map_err(|error| Failed::new(format!("the preview could not begin ({error})")))?;
        say(format_args!(
            "{} is shown at http://{at}/ on this machine only. Nothing is kept. Edit the file and load the page again; Ctrl-C ends it.",
            self.file.display()
        ));
        let stopped = async {
            // Without this signal it is ended as any program is.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        axum::serve(listener, pages(self.file))
            .with_graceful_shutdown(stopped)
            .await
            .map_err(|error| Failed::new(format!("the preview ended ({error})")))
    }
}

/// The page, and the files beside it.
pub(super) fn pages(file: PathBuf) -> Router {
    Router::new()
        .route("/", get(look).post(attempt))
        .fallback(get(beside))
        .with_state(Arc::new(file))
}

async fn beside(at: Uri) -> Response {
    assets::answer(at.path()).into_response()
}

/// The language that the address asks for.
type Asked = Query<Vec<(String, String)>>;

fn words(asked: &Asked) -> Words {
    let tag = asked.iter().find(|(name, _)| name == "in");
    let language = tag.and_then(|(_, tag)| Language::from_tag(tag));
    Words {
        language: language.unwrap_or_default(),
    }
}

async fn look(State(file): State<Arc<PathBuf>>, asked: Asked, headers: HeaderMap) -> Response {
    page(&file, words(&asked), &[], false, &headers)
}

async fn attempt(
    State(file): State<Arc<PathBuf>>,
    asked: Asked,
    headers: HeaderMap,
    Posted(fields): Posted<Vec<(String, String)>>,
) -> Response {
    page(&file, words(&asked), &fields, true, &headers)
}

fn page(
    file: &Path,
    words: Words,
    fields: &[(String, String)],
    posted: bool,
    headers: &HeaderMap,
) -> Response {
    if !from_here(headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let name = file.display().to_string();
    let html = match check::open(file) {
        Err(error) => wrong(
            words,
            &name,
            &format!("{name}: could not be read ({error})"),
        ),
        Ok(bytes) => match Questionnaire::from_json(&bytes) {
            Err(_) => wrong(words, &name, &Lines::of_form(&name, &bytes).text),
            Ok(form) => shown(file, &form, words, fields, posted),
        },
    };
    let mut response = Html(html).into_response();
    let all = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy("")) {
        all.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    all.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whether a browser on this machine asked for this machine: another page's name that was made to
/// lead here is not answered.
fn from_here(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    matches!(name, Some("127.0.0.1" | "localhost"))
}

fn shown(
    file: &Path,
    form: &Questionnaire,
    words: Words,
    fields: &[(String, String)],
    posted: bool,
) -> String {
    let address = format!("/?in={}", words.language.tag());
    let page = form_view::preview(form, words, &address, fields, posted);
    let tried = Tried::of(file, form, fields, posted).html();
    // The page is whole; what else there is to see stands after the form.
    match page.rsplit_once("</main>") {
        Some((before, after)) => format!("{before}{tried}</main>{after}"),
        None => page,
    }
}

/// What is to be mended, in the place of the form.
fn wrong(words: Words, name: &str, lines: &str) -> String {
    let lines: Vec<&str> = lines.lines().collect();
    let main = pages::Html::of(&Wrong {
        name,
        lines: &lines,
    });
    BarePage::new(words, name, None, main).whole()
}

#[cfg(test)]
mod tests;
