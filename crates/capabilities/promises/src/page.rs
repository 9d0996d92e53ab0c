//! Promises on the page: the client reads all of theirs, a practitioner their own and those made to
//! one client.

mod client;
mod one;
mod own;
mod staff;

use crate::kind::Kind;
use crate::rules::stands;
use crate::stored::PromiseV1;
use crate::words::{Said, name, tone};
use care::{Access, Moment, PersonId, Purpose, RecordId, Role, Section, Sections};
use pages::{Html, Purposes, Routes, Screens, Trouble, Visit};
use sealed::engine::Pending;
use sealed::{Kept, Overview, ReadError, Vault};
use std::sync::Arc;

/// How clients are called: the capability that knows people says it, of those whose overview is
/// open.
pub trait Names: Send + Sync {
    /// The client's name, if it can be read.
    fn called<'a>(
        &'a self,
        vault: &'a Vault,
        access: Access,
        overview: &'a Overview,
    ) -> Pending<'a, Result<Option<String>, ReadError>>;
}

/// What a page of promises opens.
const OPENS: Sections =
    Sections::of(&[Section::Identity, Section::Relationship, Section::Overview]);
/// Who says something about promises: whoever works with the client.
const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];

/// The client's screens and acts.
pub fn screens() -> Screens {
    client::screens()
}

/// The routes staff take.
pub fn routes(names: &Arc<dyn Names>) -> Routes {
    own::routes(names).and(staff::routes()).and(one::routes())
}

/// A thing that happened to a promise, as a line of its history.
struct Line {
    when: String,
    title: String,
    words: String,
    tone: &'static str,
}

/// A promise, as a page shows it.
struct Shown {
    id: String,
    version: u32,
    said: String,
    words: String,
    tag: Html,
    became: String,
    history: Vec<Line>,
    open: bool,
    /// Whether the client can say here that it need not be any more.
    lets_go: bool,
    /// The session it is about, where what can be said of it is said there.
    session: Option<String>,
}

impl Shown {
    /// Whether what was said since tells more than what became of it does by itself.
    fn tells_more(&self) -> bool {
        self.history.len() > 1 || self.history.iter().any(|line| !line.words.is_empty())
    }
}

/// A promise in words, for whoever looks: the sentences are the client's, so that both read the
/// same.
async fn shown(visit: &Visit, kept: &Kept<PromiseV1>, own: PersonId) -> Result<Shown, Trouble> {
    let (said, promise) = (Said::of(visit), &kept.value);
    let by = name(visit, promise.by()).await?;
    let stands = stands(promise);
    let mut history = Vec::with_capacity(promise.steps.len());
    for step in &promise.steps {
        let person = PersonId::from_bytes(step.by);
        let who = if person == own {
            String::new()
        } else {
            name(visit, person).await?
        };
        let (title, words) = said.step(promise, step, &who);
        history.push(Line {
            when: said.when(Moment::from_millis(step.at)),
            title,
            words,
            tone: "relationship",
        });
    }
    Ok(Shown {
        id: kept.record.to_string(),
        version: kept.version,
        said: said.promised(promise, &by),
        words: promise.words.clone(),
        tag: Html::of(&Tag {
            tone: tone(&stands, visit.now),
            said: visit.words.say(&format!(
                "promise-tag-{}",
                if stands.is_late(visit.now) {
                    "late"
                } else {
                    stands.became.code()
                }
            )),
        }),
        became: said.became(promise),
        history,
        open: stands.is_open(),
        // Of a session, that it need not begin on time reads as if it were called off.
        lets_go: stands.is_open() && promise.kind != Kind::Appointment,
        session: promise
            .about
            .filter(|_| stands.is_open() && promise.kind == Kind::Appointment)
            .map(|session| RecordId::from_bytes(session).to_string()),
    })
}

/// What is open first, due first; then what has ended, newest first.
fn in_order(mut all: Vec<Kept<PromiseV1>>) -> Vec<Kept<PromiseV1>> {
    all.sort_by_key(|kept| {
        let stands = stands(&kept.value);
        let due = stands.due.millis();
        if stands.is_open() {
            (0, due)
        } else {
            (1, due.saturating_neg())
        }
    });
    all
}

#[derive(askama::Template)]
#[template(
    source = r#"<span class="tag {{ tone }}">{{ said }}</span>"#,
    ext = "html"
)]
struct Tag {
    tone: &'static str,
    said: String,
}

/// Reads a day and a time as the service's clocks show them. `None`: it is no time.
fn moment(visit: &Visit, day: &str, time: &str) -> Option<Moment> {
    let day: jiff::civil::Date = day.trim().parse().ok()?;
    let time: jiff::civil::Time = time.trim().parse().ok()?;
    let zone = visit.floor.settings.zone.clone();
    let at = day.to_datetime(time).to_zoned(zone).ok()?;
    Some(Moment::from_millis(at.timestamp().as_millisecond()))
}
