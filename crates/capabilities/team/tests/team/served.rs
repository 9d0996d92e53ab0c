//! The service with the care team's pages only, and people who are through the door already.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{Asker, Happened, PersonId, RecordId, Role, Section, Sections};
use jiff::tz::TimeZone;
use pages::{
    Arrival, Cover, Floor, Form, HOME, Html, Language, Reactions, Screens, Settings, SignIns,
    SignedIn, Site, Unlocked,
};
use sealed::engine::Pending;
use sealed::{Act, Notice, ReadError};
use std::sync::Arc;
use team::{Colleague, Held, HeldKind, Holdings, Staff};
use testing::{AMAL, BEGINNING, BEN, INES, MARA, NOOR, RUTH, Small, TOMAS};
use tower::ServiceExt;

/// Another lead.
pub(crate) const LEA: PersonId = PersonId::from_bytes([0xc2; 16]);
/// Another therapist.
pub(crate) const OLEK: PersonId = PersonId::from_bytes([0xd2; 16]);

/// Everyone, under the name that their cookie carries.
const EVERYONE: [(&str, &str, PersonId, Role); 9] = [
    ("amal", "Amal", AMAL, Role::Client),
    ("noor", "Noor", NOOR, Role::Client),
    ("ben", "Ben Stone", BEN, Role::Therapist),
    ("ines", "Ines Duarte", INES, Role::Supervisor),
    ("lea", "Lea Brandt", LEA, Role::ServiceLead),
    ("mara", "Mara Lindqvist", MARA, Role::ServiceLead),
    ("olek", "Olek Baran", OLEK, Role::Therapist),
    ("ruth", "Ruth Okafor", RUTH, Role::Therapist),
    ("tomas", "Tomas Lind", TOMAS, Role::Advocate),
];

/// Someone as they ask.
pub(crate) fn asks(person: PersonId) -> Asker {
    let found = EVERYONE.iter().find(|(_, _, one, _)| *one == person);
    let role = found.unwrap().3;
    Asker { person, role }
}

/// Everyone who works here.
pub(crate) fn here() -> Vec<Colleague> {
    let staff = EVERYONE.iter().filter(|(_, _, _, role)| role.is_staff());
    staff
        .map(|(_, name, person, role)| Colleague {
            person: *person,
            name: (*name).to_owned(),
            role: *role,
        })
        .collect()
}

struct People;

impl Staff for People {
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>> {
        Box::pin(async { Ok(here()) })
    }
}

struct Hands;

impl Holdings for Hands {
    fn held<'a>(&'a self, _: &'a mut Act) -> Pending<'a, Result<Vec<Held>, ReadError>> {
        let held = |what, count, next| Held {
            who: RUTH,
            what,
            count,
            next,
        };
        Box::pin(async move {
            Ok(vec![
                held(HeldKind::Promise, 2, Some(BEGINNING)),
                held(HeldKind::Task, 1, None),
            ])
        })
    }
}

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

/// Who hears of what is announced: the client.
struct Tells;

impl Reactions for Tells {
    fn route<'a>(
        &'a self,
        act: &'a mut Act,
        happened: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>> {
        Box::pin(async move {
            for one in happened {
                assert!(matches!(one, Happened::AbsenceAnnounced { .. }));
                let (client, now) = (act.whose().person(), act.now());
                act.post(client, Notice::SomethingWaits, now).await?;
            }
            Ok(())
        })
    }
}

/// What came back.
pub(crate) struct Came {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) page: String,
}

impl Came {
    #[track_caller]
    pub(crate) fn says(&self, words: &str) {
        assert!(self.page.contains(words), "no {words:?} in {}", self.page);
    }

    #[track_caller]
    pub(crate) fn says_not(&self, words: &str) {
        assert!(!self.page.contains(words), "{words:?} in {}", self.page);
    }

    /// What stands in the first field of this name.
    #[track_caller]
    pub(crate) fn field(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.page.split_once(&start).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

pub(crate) struct Served {
    pub(crate) small: Small,
    pub(crate) floor: Arc<Floor>,
    router: Router,
}

impl Served {
    pub(crate) async fn new() -> Self {
        let small = Small::in_memory().await;
        small.vault.admit(&[LEA, OLEK]).await.unwrap();
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https: true,
            cover: Cover::default(),
        };
        let doors: Arc<dyn SignIns> = Arc::new(OpenDoor);
        let floor = Floor::new(small.vault.clone(), settings, doors, Arc::new(Tells));
        let home = Sections::of(&[Section::Overview]);
        let screens = Screens::new().screen(HOME, home, |_, _| async { Ok(Html::of(&Today)) });
        let (staff, hands): (Arc<dyn Staff>, Arc<dyn Holdings>) =
            (Arc::new(People), Arc::new(Hands));
        let screens = screens.and(team::screens(&staff));
        let site = Site::new(Arc::clone(&floor), team::routes(&staff, &hands), screens);
        Self {
            small,
            floor,
            router: site.into_router(),
        }
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

    /// A client does this in their app and looks at what comes.
    pub(crate) async fn does(&self, who: &str, what: &str, about: &str) -> Came {
        self.unlocks(who).await;
        let fields = [("do", what), ("about", about)];
        let came = self.post(who, "/", &fields).await;
        if came.status == StatusCode::SEE_OTHER {
            return self.get(who, "/").await;
        }
        came
    }
}
