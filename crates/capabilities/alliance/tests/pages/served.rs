//! The service with the pages of the relationship only, and people who are through the door already.

use crate::met::{Sessions, meets};
use alliance::rupture::RuptureV1;
use alliance::rupture::act::{NameIt, name_it};
use alliance::{AudienceV1, Meetings};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{Asker, ClientId, HOUR, Happened, Line, PersonId, RecordId, Role, Section, Sections};
use jiff::tz::TimeZone;
use pages::{
    Arrival, Cover, Floor, Form, HOME, Html, Language, Reactions, Screens, Settings, SignIns,
    SignedIn, Site, Unlocked,
};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;
use testing::{AMAL, BEN, INES, MARA, RUTH, Small, TOMAS};
use tower::ServiceExt;

/// Everyone, under the name that their cookie carries.
const EVERYONE: [(&str, &str, PersonId, Role); 6] = [
    ("amal", "Amal", AMAL, Role::Client),
    ("ruth", "Ruth Okafor", RUTH, Role::Therapist),
    ("ines", "Ines Duarte", INES, Role::Supervisor),
    ("tomas", "Tomas Lind", TOMAS, Role::Advocate),
    ("ben", "Ben Stone", BEN, Role::Therapist),
    ("mara", "Mara Lindqvist", MARA, Role::ServiceLead),
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
                proven: care::Moment::from_millis(0),
            }))
        })
    }

    fn end<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
        Box::pin(async {})
    }

    fn name_of(&self, person: PersonId) -> Pending<'_, Result<Option<String>, ReadError>> {
        Box::pin(async move {
            let found = EVERYONE.iter().find(|(_, _, known, _)| *known == person);
            Ok(found.map(|(_, name, ..)| (*name).to_owned()))
        })
    }

    fn called<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<String, ReadError>> {
        Box::pin(async { Ok("Amal".to_owned()) })
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

/// Amal's pages, for staff.
pub(crate) fn amals(path: &str) -> String {
    format!("/clients/{}{path}", ClientId::of(AMAL))
}

/// What came back.
pub(crate) struct Came {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) page: String,
}

impl Came {
    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let at = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.page.split_once(&at).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// How often this stands on the page.
    pub(crate) fn times(&self, what: &str) -> usize {
        self.page.matches(what).count()
    }

    /// What stands between the shell's header and footer.
    pub(crate) fn main(&self) -> &str {
        let (_, rest) = self.page.split_once("<main").unwrap();
        rest.split_once("</main>").unwrap().0
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        self.page.contains(words)
    }
}

pub(crate) struct Served {
    pub(crate) small: Small,
    router: Router,
}

impl Served {
    pub(crate) async fn new() -> Self {
        let small = Small::in_memory().await;
        let meetings: Arc<dyn Meetings> = Arc::new(Sessions);
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https: true,
            cover: Cover::default(),
        };
        let floor = Floor::new(
            small.vault.clone(),
            settings,
            Arc::new(OpenDoor),
            Arc::new(NoReactions),
        );
        let home = Sections::of(&[Section::Overview]);
        let screens = Screens::new().screen(HOME, home, |_, _| async { Ok(Html::of(&Today)) });
        let screens = screens.and(alliance::screens(&meetings));
        let router = Site::new(floor, alliance::routes(), screens).into_router();
        Self { small, router }
    }

    /// Amal names something that felt wrong, for these to read.
    pub(crate) async fn names(&self, audience: AudienceV1) -> RecordId {
        let sections = [Section::Relationship, Section::Overview];
        let mut act = self.small.act(AMAL, AMAL, &sections).await;
        let id = act.mint();
        let named = NameIt {
            words: Some(Line::parse("You looked at the clock").unwrap()),
            fit: None,
            audience,
        };
        name_it(&mut act, id, named).await.unwrap();
        act.done().await.unwrap();
        id
    }

    /// The rupture as it is kept.
    pub(crate) async fn kept(&self, rupture: RecordId) -> sealed::Kept<RuptureV1> {
        let sections = [Section::Relationship];
        let act = self.small.act(AMAL, AMAL, &sections).await;
        act.find::<RuptureV1>(rupture).await.unwrap().unwrap()
    }

    /// A session that ended a while ago.
    pub(crate) async fn met(&self) {
        let mut act = self.small.act(RUTH, AMAL, &[Section::Sessions]).await;
        let starts = act.now() - 2 * HOUR;
        meets(&mut act, starts);
        act.done().await.unwrap();
    }

    /// The second lock of a client's app is off; nobody else has one.
    async fn unlocks(&self, who: &str) {
        let request = Request::post("/")
            .header(header::COOKIE, format!("__Host-a={who}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from("do=unlock")).await;
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
        self.unlocks(who).await;
        let request = Request::get(path).header(header::COOKIE, format!("__Host-a={who}"));
        self.ask(request, Body::empty()).await
    }

    pub(crate) async fn post(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Came {
        self.unlocks(who).await;
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = Request::post(path)
            .header(header::COOKIE, format!("__Host-a={who}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body.finish())).await
    }

    /// A client does something and sees what comes of it.
    pub(crate) async fn does(&self, who: &str, does: &str, fields: &[(&str, &str)]) -> Came {
        let mut all = vec![("do", does)];
        all.extend(fields);
        let came = self.post(who, "/", &all).await;
        if came.status == StatusCode::SEE_OTHER {
            self.get(who, "/").await
        } else {
            came
        }
    }
}
