//! The service with the plan only, people who are through the door already, and a line that can be
//! cut: the program that answers goes away and comes back at the same address.

use askama::Template;
use axum::response::{IntoResponse, Response};
use care::{Asker, Happened, PersonId, RecordId, Role, Section, Sections};
use jiff::tz::TimeZone;
use pages::{
    Arrival, COVER, Cover, Floor, Form, HOME, Html, Language, Reactions, Screens, Settings,
    SignIns, SignedIn, Site, SoFar, Unlocked,
};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::net::SocketAddr;
use std::sync::Arc;
use testing::{AMAL, NOOR, RUTH, Small};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

const EVERYONE: [(&str, PersonId, Role); 3] = [
    ("amal", AMAL, Role::Client),
    ("noor", NOOR, Role::Client),
    ("ruth", RUTH, Role::Therapist),
];

struct OpenDoor;

impl SignIns for OpenDoor {
    fn who<'a>(&'a self, token: &'a str) -> Pending<'a, Result<Option<SignedIn>, ReadError>> {
        Box::pin(async move {
            let found = EVERYONE.iter().find(|(known, ..)| *known == token);
            Ok(found.map(|(name, person, role)| SignedIn {
                sign_in: RecordId::from_bytes(*person.bytes()),
                asker: Asker {
                    person: *person,
                    role: *role,
                },
                name: (*name).to_owned(),
                language: Language::English,
                so_far: SoFar::In,
                proven: care::Moment::from_millis(0),
            }))
        })
    }

    fn unlock<'a>(
        &'a self,
        _: &'a SignedIn,
        _: &'a Form,
    ) -> Pending<'a, Result<Unlocked, ReadError>> {
        Box::pin(async { Ok(Unlocked::Yes) })
    }

    fn end<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
        Box::pin(async {})
    }

    fn name_of(&self, _: PersonId) -> Pending<'_, Result<Option<String>, ReadError>> {
        Box::pin(async { Ok(Some("Ruth Okafor".to_owned())) })
    }

    fn called<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<String, ReadError>> {
        Box::pin(async { Ok("Amal".to_owned()) })
    }

    fn front<'a>(&'a self, _: &'a Arrival) -> Pending<'a, Response> {
        Box::pin(async { "Come in".into_response() })
    }
}

struct NoReactions;

impl Reactions for NoReactions {
    fn route<'a>(
        &'a self,
        _: &'a mut Act,
        _: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>> {
        Box::pin(async { Ok(()) })
    }
}

/// A screen that belongs to others, with one way on.
#[derive(Template)]
#[template(
    source = "<h1>{{ title }}</h1>{{ part }}<form method=\"post\" action=\"/\"><button name=\"do\" value=\"{{ on }}\" data-on>Go on</button></form>",
    ext = "html"
)]
struct Plain {
    title: &'static str,
    part: Html,
    on: &'static str,
}

pub(crate) struct Served {
    pub(crate) small: Small,
    pub(crate) address: SocketAddr,
    /// Of its own, so that it takes every open connection along when it goes.
    running: Option<Runtime>,
}

impl Served {
    pub(crate) async fn new() -> Self {
        let small = Small::in_memory().await;
        let mut served = Self {
            small,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            running: None,
        };
        served.comes_back().await;
        served
    }

    fn router(&self) -> axum::Router {
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "about:blank".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https: false,
            cover: Cover {
                urgent: Some("If it cannot wait: 555 0100.".to_owned()),
                ..Cover::default()
            },
        };
        let floor = Floor::new(
            self.small.vault.clone(),
            settings,
            Arc::new(OpenDoor),
            Arc::new(NoReactions),
        );
        let none = Sections::of(&[Section::Drafts]);
        let screens = Screens::new()
            .cover(COVER, none, |visit, _| async move {
                Ok(Html::of(&Plain {
                    title: "Hello",
                    part: pages::offline::part(visit.words),
                    on: HOME,
                }))
            })
            .screen(HOME, none, |_, _| async {
                let part = Html::default();
                Ok(Html::of(&Plain {
                    title: "Today",
                    part,
                    on: "plan-device",
                }))
            })
            .and(crisis::screens());
        Site::new(floor, crisis::routes(), screens).into_router()
    }

    /// The line is there again, at the same address.
    pub(crate) async fn comes_back(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        self.address = listener.local_addr().unwrap();
        let listener = listener.into_std().unwrap();
        let router = self.router();
        let running = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        running.spawn(async move {
            let listener = TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
        self.running = Some(running);
    }

    /// The line is cut.
    pub(crate) fn goes_away(&mut self) {
        if let Some(running) = self.running.take() {
            running.shutdown_background();
        }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What stands in the plan.
    pub(crate) async fn writes(&self, words: &str) {
        let sections = [Section::CrisisPlan, Section::Overview, Section::Consent];
        let mut act = self.small.act(AMAL, AMAL, &sections).await;
        let fields = [("alone_helps".to_owned(), words.to_owned())];
        let response = forms::Posted::new(&fields)
            .answers(crisis::form().unwrap())
            .unwrap();
        crisis::write(&mut act, 0, &response).await.unwrap();
        act.done().await.unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.goes_away();
    }
}
