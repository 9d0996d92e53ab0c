//! The service with the pages of measures only, and people who are through the door already.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{Asker, ClientId, Happened, PersonId, RecordId, Role, Section, Sections};
use jiff::tz::TimeZone;
use measures::{Change, Day, Offer, change, due};
use pages::{
    Arrival, Cover, Floor, Form, HOME, Html, Language, Reactions, Screens, Settings, SignIns,
    SignedIn, Site, Unlocked,
};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;
use testing::{AMAL, BEN, INES, RUTH, Small};
use tower::ServiceExt;

/// Everyone, under the name that their cookie carries.
const EVERYONE: [(&str, &str, PersonId, Role); 4] = [
    ("amal", "Amal", AMAL, Role::Client),
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

/// What came back.
pub(crate) struct Came {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) page: String,
}

impl Came {
    /// What stands between the shell's header and footer.
    pub(crate) fn main(&self) -> &str {
        let (_, rest) = self.page.split_once("<main").unwrap();
        rest.split_once("</main>").unwrap().0
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        self.page.contains(words)
    }

    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let at = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.page.split_once(&at).expect(name);
        rest.split('"').next().unwrap().to_owned()
    }
}

pub(crate) struct Served {
    pub(crate) small: Small,
    pub(crate) offer: Arc<Offer>,
    router: Router,
}

impl Served {
    pub(crate) async fn new() -> Self {
        Self::promising(None).await
    }

    /// A service that promises to read what is said about safety within so many hours.
    pub(crate) async fn promising(hours: Option<u16>) -> Self {
        let small = Small::in_memory().await;
        let shipped = instruments::Measures::shipped().unwrap();
        let offer = Offer::new(shipped, None, hours).unwrap();
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
        let screens = screens.and(measures::screens(&offer));
        let router = Site::new(floor, measures::routes(&offer), screens).into_router();
        Self {
            small,
            offer,
            router,
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

    pub(crate) fn today(&self) -> Day {
        Day::of(self.small.vault.now(), &TimeZone::UTC)
    }

    /// Ruth asks something from today on.
    pub(crate) async fn asks(&self, measure: &str, every: u16) {
        let sections = [Section::Measures, Section::Overview];
        let mut act = self.small.act(RUTH, AMAL, &sections).await;
        let begin = Change::Begin {
            measure: measure.to_owned(),
            every: Some(every),
            first: self.today(),
        };
        change(&mut act, &self.offer, None, self.today(), &begin)
            .await
            .unwrap();
        act.done().await.unwrap();
    }

    /// Which asking is due.
    pub(crate) async fn due(&self) -> String {
        let sections = [Section::Measures, Section::Overview];
        let mut act = self.small.act(AMAL, AMAL, &sections).await;
        let due = due(&mut act, &self.offer, self.today()).await.unwrap();
        due.first()
            .expect("something is due")
            .occurrence
            .to_string()
    }

    /// Amal answers what is due with these answers by question; an empty one is left out.
    pub(crate) async fn answers(&self, measure: &str, does: &str, given: &[(&str, &str)]) -> Came {
        let due = self.due().await;
        let open = self.does("amal", "measure", &[("about", &due)]).await;
        let form = open.hidden("questionnaire");
        let name = |(question, answer): &(&str, &str)| match *answer {
            "" => (format!("skip.{measure}.{question}"), "on".to_owned()),
            answer => (format!("{measure}.{question}"), answer.to_owned()),
        };
        let given: Vec<(String, String)> = given.iter().map(name).collect();
        let mut fields: Vec<(&str, &str)> = vec![
            ("occurrence", &due),
            ("measure", measure),
            ("questionnaire", &form),
        ];
        fields.extend(
            given
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        self.does("amal", does, &fields).await
    }

    /// Amal answers the PHQ-9: the same to the first eight, this to the ninth.
    pub(crate) async fn phq(&self, who: &str, does: &str, each: usize, ninth: usize) -> Came {
        let codes = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];
        let due = self.due().await;
        let open = self.does(who, "measure", &[("about", &due)]).await;
        let form = open.hidden("questionnaire");
        let names: Vec<String> = (1..=9).map(|item| format!("phq-9.{item}")).collect();
        let mut fields: Vec<(&str, &str)> =
            names.iter().map(|n| (n.as_str(), codes[each])).collect();
        fields[8].1 = codes[ninth];
        fields.extend([
            ("occurrence", due.as_str()),
            ("measure", "phq-9"),
            ("questionnaire", &form),
        ]);
        self.does(who, does, &fields).await
    }
}

/// The address of Amal's measures.
pub(crate) fn at() -> String {
    format!("/clients/{}/measures", ClientId::of(AMAL))
}
