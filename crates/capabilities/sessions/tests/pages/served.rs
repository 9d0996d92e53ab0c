//! The service with the pages of sessions only, and people who are through the door already.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{Access, Asker, Happened, PersonId, RecordId, RelationKind, Role, Section, Sections};
use jiff::tz::TimeZone;
use pages::{
    Arrival, Cover, Floor, Form, HOME, Html, Language, Reactions, Screens, Settings, SignIns,
    SignedIn, Site, Unlocked,
};
use sealed::engine::Pending;
use sealed::{Act, Overview, ReadError};
use sessions::{Colleague, Folk};
use std::sync::Arc;
use testing::{AMAL, BEGINNING, BEN, INES, NOOR, RUTH, Small};
use tower::ServiceExt;

/// Everyone, under the name that their cookie carries.
const EVERYONE: [(&str, &str, PersonId, Role); 5] = [
    ("amal", "Amal", AMAL, Role::Client),
    ("noor", "Noor", NOOR, Role::Client),
    ("ruth", "Ruth Okafor", RUTH, Role::Therapist),
    ("ben", "Ben Stone", BEN, Role::Therapist),
    ("ines", "Ines Duarte", INES, Role::Supervisor),
];

/// A door that everyone is through: the token is the name, and `.es` after it for Spanish.
struct OpenDoor;

impl SignIns for OpenDoor {
    fn who<'a>(&'a self, token: &'a str) -> Pending<'a, Result<Option<SignedIn>, ReadError>> {
        Box::pin(async move {
            let (who, language) = token.split_once('.').unwrap_or((token, "en"));
            let found = EVERYONE.iter().find(|(known, ..)| *known == who);
            Ok(found.map(|(_, name, person, role)| SignedIn {
                sign_in: RecordId::from_bytes(*person.bytes()),
                asker: Asker {
                    person: *person,
                    role: *role,
                },
                name: (*name).to_owned(),
                language: Language::from_tag(language).unwrap(),
                so_far: pages::SoFar::In,
                proven: BEGINNING,
            }))
        })
    }

    fn end<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
        Box::pin(async {})
    }

    fn name_of(&self, person: PersonId) -> Pending<'_, Result<Option<String>, ReadError>> {
        Box::pin(async move { Ok(name_of(person)) })
    }

    fn called<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<String, ReadError>> {
        let called = name_of(act.whose().person()).unwrap_or_default();
        Box::pin(async { Ok(called) })
    }

    fn unlock<'a>(
        &'a self,
        _: &'a SignedIn,
        _: &'a Form,
    ) -> Pending<'a, Result<Unlocked, ReadError>> {
        Box::pin(async { Ok(Unlocked::Yes) })
    }

    fn front<'a>(&'a self, _: &'a Arrival) -> Pending<'a, Response> {
        Box::pin(async { StatusCode::UNAUTHORIZED.into_response() })
    }
}

fn name_of(person: PersonId) -> Option<String> {
    let found = EVERYONE.iter().find(|(_, _, known, _)| *known == person);
    found.map(|(_, name, ..)| (*name).to_owned())
}

/// Ruth and Ben work here.
struct TwoHere;

impl Folk for TwoHere {
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>> {
        let here = [(RUTH, "Ruth Okafor"), (BEN, "Ben Stone")];
        let colleague = |(person, name): (PersonId, &str)| Colleague {
            person,
            name: name.to_owned(),
        };
        Box::pin(async move { Ok(here.map(colleague).to_vec()) })
    }

    fn called<'a>(
        &'a self,
        _: Access,
        overview: &'a Overview,
    ) -> Pending<'a, Result<Option<String>, ReadError>> {
        let called = name_of(overview.client.person());
        Box::pin(async { Ok(called) })
    }
}

/// The first screen, which belongs to others.
#[derive(askama::Template)]
#[template(source = "<h1>Today</h1>", ext = "html")]
struct Today;

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

/// What came back.
pub(crate) struct Came {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) page: String,
}

impl Came {
    pub(crate) fn has(&self, words: &str) -> bool {
        self.page.contains(words)
    }

    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.page.split_once(&start).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

pub(crate) struct Served {
    pub(crate) small: Small,
    router: Router,
}

impl Served {
    /// A service in a time zone that changes its clocks.
    pub(crate) async fn new() -> Self {
        let small = Small::in_memory().await;
        let relations = [(RUTH, RelationKind::Therapist)];
        small.relate(NOOR, &relations).await;
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::get("Europe/Berlin").unwrap(),
            language: Language::English,
            https: true,
            cover: Cover::default(),
        };
        let vault = small.vault.clone();
        let floor = Floor::new(vault, settings, Arc::new(OpenDoor), Arc::new(NoReactions));
        let folk: Arc<dyn Folk> = Arc::new(TwoHere);
        let home = Sections::of(&[Section::Overview]);
        let screens = Screens::new()
            .screen(HOME, home, |_, _| async { Ok(Html::of(&Today)) })
            .and(sessions::screens());
        let router = Site::new(floor, sessions::routes(&folk), screens).into_router();
        Self { small, router }
    }

    async fn ask(&self, request: axum::http::request::Builder, body: Body) -> Came {
        let router = self.router.clone();
        let response = router.oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status();
        let to = response.headers().get(header::LOCATION);
        let to = to.map_or("", |to| to.to_str().unwrap()).to_owned();
        let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
        let page = String::from_utf8(bytes.to_vec()).unwrap();
        Came { status, to, page }
    }

    pub(crate) async fn get(&self, who: &str, path: &str) -> Came {
        let request = Request::get(path).header(header::COOKIE, format!("__Host-a={who}"));
        self.ask(request, Body::empty()).await
    }

    pub(crate) async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Came {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = Request::post(path)
            .header(header::COOKIE, format!("__Host-a={who}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body.finish())).await
    }

    /// The client does something and sees what they are then shown.
    pub(crate) async fn does(&self, who: &str, does: &str, fields: &[(&str, &str)]) -> Came {
        // The second lock of the client's app is off.
        self.post(who, "/", &[("do", "unlock")]).await;
        let mut all = vec![("do", does)];
        all.extend(fields);
        let came = self.post(who, "/", &all).await;
        if came.status == StatusCode::SEE_OTHER {
            assert_eq!(came.to, "/");
            return self.get(who, "/").await;
        }
        came
    }
}
