//! The service with the pages of notes only, and people who are through the door already.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{
    Asker, DAY, Grant, Grantee, HOUR, Happened, MINUTE, Meeting, Moment, PersonId, Purpose,
    RecordId, RelationKind, Role, Section, Sections,
};
use jiff::tz::TimeZone;
use notes::{Choice, Desk, Prefill};
use pages::{
    Arrival, Cover, Floor, Form, HOME, Html, Language, Reactions, Screens, Settings, SignIns,
    SignedIn, Site, Unlocked, Visit,
};
use sealed::engine::Pending;
use sealed::{Act, Blind, ReadError, StretchV1};
use std::sync::{Arc, Mutex};
use testing::{AMAL, BEGINNING, BEN, INES, MARA, RUTH, Small, TOMAS};
use tower::ServiceExt;

/// Everyone, under the name that their cookie carries.
const EVERYONE: [(&str, &str, PersonId, Role); 7] = [
    ("amal", "Amal", AMAL, Role::Client),
    ("ruth", "Ruth Okafor", RUTH, Role::Therapist),
    ("ben", "Ben Stone", BEN, Role::Therapist),
    ("mara", "Mara Lindqvist", MARA, Role::ServiceLead),
    ("ines", "Ines Duarte", INES, Role::Supervisor),
    ("sol", "Sol Marin", SOL, Role::PeerSupporter),
    ("tomas", "Tomas Lind", TOMAS, Role::Advocate),
];
/// Sol Marin, who works beside Amal from lived experience.
pub(crate) const SOL: PersonId = PersonId::from_bytes([0xb7; 16]);
/// The session of yesterday, and one of last week.
pub(crate) const YESTERDAY: RecordId = RecordId::from_bytes([0x51; 16]);
pub(crate) const LAST_WEEK: RecordId = RecordId::from_bytes([0x50; 16]);

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

/// What the client takes along.
#[derive(askama::Template)]
#[template(
    source = "<h1>Along</h1>{% for one in all %}<h2>{{ one.heading }}</h2>\
              {% for part in one.parts %}<h3>{{ part.0 }}</h3><p>{{ part.1 }}</p>{% endfor %}\
              {% for found in one.resources %}<pre>{{ found }}</pre>{% endfor %}{% endfor %}",
    ext = "html"
)]
struct Along {
    all: Vec<pages::Taken>,
}

/// What this service chose.
struct Chose(Blind);

impl Choice for Chose {
    fn blind(&self) -> Pending<'_, Result<Blind, ReadError>> {
        Box::pin(async { Ok(self.0) })
    }
}

/// What happened, in its order.
#[derive(Default)]
pub(crate) struct Heard(Mutex<Vec<Happened>>);

impl Heard {
    /// What happened since this was last asked.
    pub(crate) fn take(&self) -> Vec<Happened> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

struct Hears(Arc<Heard>);

impl Reactions for Hears {
    fn route<'a>(
        &'a self,
        _: &'a mut Act,
        happened: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>> {
        self.0.0.lock().unwrap().extend_from_slice(happened);
        Box::pin(async { Ok(()) })
    }
}

/// What another capability would know: two meetings, and what stands of yesterday's.
struct Meetings;

fn meeting(session: RecordId, starts: Moment) -> Meeting {
    Meeting {
        session,
        version: 1,
        starts,
        ends: starts + 50 * MINUTE,
        with: RUTH,
        takes_place: true,
    }
}

impl Prefill for Meetings {
    fn meetings<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Vec<Meeting>, ReadError>> {
        Box::pin(async move {
            assert!(act.access().sections().has(Section::Sessions));
            let meetings = [(LAST_WEEK, -8 * 24 * HOUR), (YESTERDAY, -24 * HOUR)];
            Ok(meetings
                .map(|(session, ago)| meeting(session, BEGINNING + ago))
                .to_vec())
        })
    }

    fn lines<'a>(
        &'a self,
        _: &'a Visit,
        _: &'a Act,
        session: Option<RecordId>,
    ) -> Pending<'a, Result<Vec<String>, ReadError>> {
        Box::pin(async move {
            let lines = match session {
                Some(YESTERDAY) => PREFILLED.as_slice(),
                _ => &[],
            };
            Ok(lines.iter().map(|line| (*line).to_owned()).collect())
        })
    }
}

/// What stands already when the note of yesterday is begun.
pub(crate) const PREFILLED: [&str; 6] = [
    "Ruth Okafor and Amal, yesterday 14:00 to 14:50",
    "Came in at 6 of 10",
    "Agenda: sleep; the letter from the court",
    "PHQ-9 since last time: 12, two lower than the time before",
    "Task: Ruth asks the court for a later date, by Friday",
    "Task: Amal tries the evening walk three times",
];

/// What came back.
pub(crate) struct Came {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) page: String,
}

impl Came {
    /// The hidden field of this name.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let before = format!("name=\"{name}\" value=\"");
        let (_, after) = self.page.split_once(&before).unwrap();
        after.split_once('"').unwrap().0.to_owned()
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        self.page.contains(words)
    }
}

pub(crate) struct Served {
    pub(crate) small: Small,
    pub(crate) desk: Arc<Desk>,
    pub(crate) heard: Arc<Heard>,
    router: Router,
}

impl Served {
    /// A service that chose so.
    pub(crate) async fn new(blind: Blind) -> Self {
        Self::reached(blind, true).await
    }

    /// The same, reached over HTTPS or not.
    pub(crate) async fn reached(blind: Blind, https: bool) -> Self {
        let small = Small::in_memory().await;
        small.vault.admit(&[SOL]).await.unwrap();
        let relations = [
            (RUTH, RelationKind::Therapist),
            (INES, RelationKind::Supervisor),
            (SOL, RelationKind::Team),
        ];
        small.relate(AMAL, &relations).await;
        let heard = Arc::new(Heard::default());
        let prefill: Arc<dyn Prefill> = Arc::new(Meetings);
        let desk = Desk::stretching(Arc::new(Chose(blind)), StretchV1::LEAST);
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https,
            cover: Cover::default(),
        };
        let floor = Floor::new(
            small.vault.clone(),
            settings,
            Arc::new(OpenDoor),
            Arc::new(Hears(Arc::clone(&heard))),
        );
        let home = Sections::of(&[Section::Overview]);
        let along = Sections::of(&[Section::Notes, Section::Sessions]);
        let screens = Screens::new()
            .screen(HOME, home, |_, _| async { Ok(Html::of(&Today)) })
            .screen("take", along, |visit, act| async move {
                let all = notes::taken(&visit, &act).await?;
                Ok(Html::of(&Along { all }))
            })
            .and(notes::screens());
        let doors = notes::routes(&desk).and(notes::progress_routes(&prefill));
        let router = Site::new(floor, doors, screens).into_router();
        Self {
            small,
            desk,
            heard,
            router,
        }
    }

    /// Amal grants her notes to someone who stands beside her, for a month.
    pub(crate) async fn grants_notes(&self, to: PersonId) {
        let mut act = self.small.act(AMAL, AMAL, &[Section::Consent]).await;
        let mut facts = act.standing().await.unwrap();
        let from = act.now();
        facts.grants.push(Grant {
            id: act.mint(),
            grantee: Grantee::Person(to),
            sections: Sections::of(&[Section::Identity, Section::Notes]),
            purpose: Purpose::Advocacy,
            from,
            until: from + 30 * DAY,
        });
        act.set_standing(&facts).await.unwrap();
        act.done().await.unwrap();
    }

    /// Answers on this machine; the address.
    pub(crate) async fn answers(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        format!("http://{address}")
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

    /// A script posts quietly.
    pub(crate) async fn quietly(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Came {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = Request::post(path)
            .header(header::COOKIE, format!("__Host-a={who}"))
            .header("hx-request", "true")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body.finish())).await
    }

    /// What the client sees after this step.
    pub(crate) async fn client(&self, fields: &[(&str, &str)]) -> Came {
        let came = self.post("amal", "/", fields).await;
        if came.status == StatusCode::SEE_OTHER {
            return self.get("amal", "/").await;
        }
        came
    }
}
