//! The small service behind its pages: a capability hands in its own doors and screens and is asked
//! over HTTP in memory, by people who are through the door already.
//!
//! ```ignore
//! let served = Serving::new().await.site(team::routes(&staff, &hands), team::screens(&staff));
//! served.does("amal", "team", &[]).await.says("Ruth Okafor");
//! ```

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a test fails where the service does not answer"
)]

mod answered;
mod door;

pub use answered::Answered;
pub use door::Known;

use crate::small::Small;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use care::{Happened, Section, Sections};
use door::Door;
use jiff::tz::TimeZone;
use pages::{
    Cover, Floor, HOME, Html, Language, Reactions, Routes, Screens, Settings, SignIns, Site,
    cookies,
};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tower::ServiceExt;

/// The most that is read of an answer, in bytes: more than the largest file a page hands out.
const ANSWER_MAX: usize = 1 << 24;

/// A service that is being set up. What is not said is the same everywhere: everyone of [`Small`]
/// comes in, the zone is UTC, the language English, what happened is noted and has no consequence.
pub struct Serving {
    small: Small,
    settings: Settings,
    door: Door,
    reactions: Option<Arc<dyn Reactions>>,
    lock_stands: bool,
}

impl Serving {
    /// The small service in memory.
    pub async fn new() -> Self {
        Self::over(Small::in_memory().await)
    }

    /// This service.
    pub fn over(small: Small) -> Self {
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https: true,
            cover: Cover::default(),
        };
        Self {
            door: Door::new(Arc::clone(&small.clock)),
            small,
            settings,
            reactions: None,
            lock_stands: true,
        }
    }

    /// These come in as well.
    #[must_use]
    pub fn knowing(mut self, others: &[Known]) -> Self {
        self.door.known.extend(others);
        self
    }

    /// Names, and the page for whoever is outside, are those of this desk.
    #[must_use]
    pub fn with_desk(mut self, desk: Arc<dyn SignIns>) -> Self {
        self.door.desk = Some(desk);
        self
    }

    /// The service chose otherwise.
    #[must_use]
    pub fn choosing(mut self, chooses: impl FnOnce(&mut Settings)) -> Self {
        chooses(&mut self.settings);
        self
    }

    /// What happened has these consequences, and is not noted.
    #[must_use]
    pub fn reacting(mut self, reactions: Arc<dyn Reactions>) -> Self {
        self.reactions = Some(reactions);
        self
    }

    /// The second lock of a client's app is taken off before every step, for tests of what stands
    /// behind it.
    #[must_use]
    pub const fn lock_taken_off(mut self) -> Self {
        self.lock_stands = false;
        self
    }

    /// The service with these doors and screens, before a first screen that belongs to others if
    /// they have none.
    pub fn site(self, routes: Routes, screens: Screens) -> Served {
        let noted = Noted::default();
        let reactions = self
            .reactions
            .unwrap_or_else(|| Arc::new(noted.clone()) as Arc<dyn Reactions>);
        let https = self.settings.https;
        let vault = self.small.vault.clone();
        let floor = Floor::new(vault, self.settings, Arc::new(self.door), reactions);
        let home = Sections::of(&[Section::Overview]);
        let today = Screens::new().screen(HOME, home, async |_, _| Ok(Html::words("Today")));
        let site = Site::new(Arc::clone(&floor), routes, today.and(screens));
        Served {
            small: self.small,
            floor,
            noted,
            cookie: cookies::sign_in_name(https),
            lock_stands: self.lock_stands,
            router: site.into_router(),
        }
    }
}

/// Notes what happened, and does nothing about it.
#[derive(Clone, Default)]
struct Noted(Arc<Mutex<Vec<Happened>>>);

impl Noted {
    fn with<T>(&self, does: impl FnOnce(&mut Vec<Happened>) -> T) -> T {
        does(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Reactions for Noted {
    fn route<'a>(
        &'a self,
        _: &'a mut Act,
        happened: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>> {
        self.with(|noted| noted.extend_from_slice(happened));
        Box::pin(async { Ok(()) })
    }
}

/// The service, answering. Whoever asks is named by their cookie: `ruth`; `amal.es` reads Spanish;
/// `ruth.rest` has a sign-in that rests; `amal.other` is signed in on another device. Everyone
/// proved just now who they are, `ruth.old` a day ago. These go together: `amal.es.other`.
pub struct Served {
    /// The service's records and its clock.
    pub small: Small,
    /// What its pages stand on.
    pub floor: Arc<Floor>,
    noted: Noted,
    cookie: &'static str,
    lock_stands: bool,
    router: Router,
}

impl Served {
    /// What happened since the beginning, or since it was last taken, oldest first.
    pub fn happened(&self) -> Vec<Happened> {
        self.noted.with(|noted| noted.clone())
    }

    /// The same, and forgets it.
    pub fn take_happened(&self) -> Vec<Happened> {
        self.noted.with(std::mem::take)
    }

    /// Goes to an address.
    pub async fn get(&self, who: &str, path: &str) -> Answered {
        self.lock_may_go(who).await;
        self.ask(who, Request::get(path), Body::empty()).await
    }

    /// Sends a form.
    pub async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Answered {
        self.lock_may_go(who).await;
        self.send(who, Request::post(path), fields).await
    }

    /// A script sends a form quietly, from behind the lock or before it, as it stands.
    pub async fn quietly(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Answered {
        let request = Request::post(path).header("hx-request", "true");
        self.send(who, request, fields).await
    }

    /// A client takes off the second lock. Nobody else has one.
    pub async fn unlocks(&self, who: &str) {
        self.send(who, Request::post("/"), &[("do", "unlock")])
            .await;
    }

    /// A client, behind the second lock, does this and sees what they are then shown.
    pub async fn does(&self, who: &str, does: &str, fields: &[(&str, &str)]) -> Answered {
        self.unlocks(who).await;
        let mut all = vec![("do", does)];
        all.extend(fields);
        let answered = self.post(who, "/", &all).await;
        if answered.status == StatusCode::SEE_OTHER {
            assert_eq!(answered.to, "/", "a client's address says nothing");
            return self.get(who, "/").await;
        }
        answered
    }

    /// Asks as the test says it.
    pub async fn ask(&self, who: &str, request: Builder, body: Body) -> Answered {
        let request = request
            .header(header::COOKIE, format!("{}={who}", self.cookie))
            .body(body)
            .expect("a request");
        let Ok(response) = self.router().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, ANSWER_MAX).await.expect("a whole answer");
        Answered::new(parts, bytes)
    }

    /// What answers, for a test that serves it elsewhere.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Answers on a line of this machine, for a browser.
    pub async fn stands(&self) -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a line");
        let address = listener.local_addr().expect("an address");
        let router = self.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    async fn send(&self, who: &str, request: Builder, fields: &[(&str, &str)]) -> Answered {
        let mut written = form_urlencoded::Serializer::new(String::new());
        written.extend_pairs(fields);
        let form = "application/x-www-form-urlencoded";
        let request = request.header(header::CONTENT_TYPE, form);
        self.ask(who, request, Body::from(written.finish())).await
    }

    async fn lock_may_go(&self, who: &str) {
        if !self.lock_stands {
            self.unlocks(who).await;
        }
    }
}
