//! The service with messages only, and people who are through the door already. What a form with
//! files looks like on its way is made here byte by byte.

use askama::Template;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{Asker, Happened, Moment, PersonId, RecordId, Role, Section, Sections};
use jiff::tz::TimeZone;
use messages::{ReplyTimes, Within};
use pages::{
    Arrival, COVER, Cover, Floor, Form, HOME, Html, Language, Reactions, Screens, Settings,
    SignIns, SignedIn, Site, SoFar, Unlocked,
};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use testing::{AMAL, BEN, INES, MARA, NOOR, RUTH, Small};
use tokio::net::TcpListener;
use tower::ServiceExt;

/// Everyone, under the name that their cookie carries.
const EVERYONE: [(&str, &str, PersonId, Role); 6] = [
    ("amal", "Amal", AMAL, Role::Client),
    ("noor", "Noor", NOOR, Role::Client),
    ("ruth", "Ruth Okafor", RUTH, Role::Therapist),
    ("ben", "Ben Stone", BEN, Role::Therapist),
    ("ines", "Ines Duarte", INES, Role::Supervisor),
    ("mara", "Mara Lindqvist", MARA, Role::ServiceLead),
];

/// A door that everyone is through: the token is the name, `.es` after it for Spanish, `.rest` for
/// someone whose sign-in rests.
struct OpenDoor;

impl SignIns for OpenDoor {
    fn who<'a>(&'a self, token: &'a str) -> Pending<'a, Result<Option<SignedIn>, ReadError>> {
        Box::pin(async move {
            let (who, how) = token.split_once('.').unwrap_or((token, "en"));
            let found = EVERYONE.iter().find(|(known, ..)| *known == who);
            Ok(found.map(|(_, name, person, role)| SignedIn {
                sign_in: RecordId::from_bytes(*person.bytes()),
                asker: Asker {
                    person: *person,
                    role: *role,
                },
                name: (*name).to_owned(),
                language: Language::from_tag(how).unwrap_or(Language::English),
                so_far: if how == "rest" {
                    SoFar::Resting
                } else {
                    SoFar::In
                },
                proven: Moment::from_millis(0),
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
        Box::pin(async { (StatusCode::UNAUTHORIZED, "Come in").into_response() })
    }
}

/// Notes what happened, and does nothing about it.
#[derive(Clone, Default)]
struct Noted(Arc<Mutex<Vec<Happened>>>);

impl Reactions for Noted {
    fn route<'a>(
        &'a self,
        _: &'a mut Act,
        happened: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>> {
        self.0.lock().unwrap().extend(happened.iter().cloned());
        Box::pin(async { Ok(()) })
    }
}

/// By when an answer comes, as a test says.
struct Times(Arc<Mutex<Option<Within>>>);

impl ReplyTimes for Times {
    fn reply_within<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Option<Within>, ReadError>> {
        let within = *self.0.lock().unwrap();
        Box::pin(async move { Ok(within) })
    }
}

/// A screen that belongs to others.
#[derive(Template)]
#[template(source = "<h1>{{ says }}</h1>", ext = "html")]
struct Plain {
    says: String,
}

/// What came back.
pub(crate) struct Came {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
    pub(crate) page: String,
}

impl Came {
    pub(crate) fn has(&self, words: &str) -> bool {
        self.page.contains(words)
    }

    pub(crate) fn header(&self, name: header::HeaderName) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// The first value of a hidden field.
    pub(crate) fn field(&self, name: &str) -> String {
        let begins = format!("name=\"{name}\" value=\"");
        let rest = self.page.split(&begins).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// Every address of a picture on the page.
    pub(crate) fn pictures(&self) -> Vec<String> {
        let parts = self.page.split("src=\"").skip(1);
        let addresses = parts.map(|part| part.split('"').next().unwrap().to_owned());
        addresses
            .filter(|address| !address.starts_with("/a/"))
            .collect()
    }
}

pub(crate) struct Served {
    pub(crate) small: Small,
    pub(crate) within: Arc<Mutex<Option<Within>>>,
    happened: Noted,
    router: Router,
}

impl Served {
    pub(crate) async fn new() -> Self {
        Self::with(true, None).await
    }

    /// A service with or without a screen for hard days, and with its own words for what is urgent.
    pub(crate) async fn with(plan: bool, urgent: Option<&str>) -> Self {
        Self::over(plan, urgent, true).await
    }

    /// The same where there is no HTTPS, as a browser on the same machine reaches it.
    pub(crate) async fn for_a_browser() -> Self {
        Self::over(true, Some("Ring 555 0100, day and night."), false).await
    }

    /// Answers on a line of this machine.
    pub(crate) async fn stands(&self) -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        address
    }

    async fn over(plan: bool, urgent: Option<&str>, https: bool) -> Self {
        let small = Small::in_memory().await;
        let within: Arc<Mutex<Option<Within>>> = Arc::default();
        let happened = Noted::default();
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https,
            cover: Cover {
                urgent: urgent.map(str::to_owned),
                ..Cover::default()
            },
        };
        let floor = Floor::new(
            small.vault.clone(),
            settings,
            Arc::new(OpenDoor),
            Arc::new(happened.clone()),
        );
        let drafts = Sections::of(&[Section::Drafts]);
        let says = |says: &str| {
            Html::of(&Plain {
                says: says.to_owned(),
            })
        };
        let mut screens = Screens::new()
            .cover(COVER, drafts, move |_, _| async move { Ok(says("Hello")) })
            .screen(HOME, drafts, move |_, _| async move { Ok(says("Today")) })
            // All of it, as the copy that someone takes along has it.
            .screen(
                "all",
                Sections::of(&[Section::Messages]),
                move |visit, act| async move {
                    let all = messages::taken(&visit, &act).await?;
                    let said = all.iter().map(|one| format!("{one:?}"));
                    Ok(says(&said.collect::<Vec<_>>().join("\n")))
                },
            );
        if plan {
            screens = screens.screen("crisis-plan", drafts, move |_, _| async move {
                Ok(says("My plan"))
            });
        }
        let times: Arc<dyn ReplyTimes> = Arc::new(Times(Arc::clone(&within)));
        let screens = screens.and(messages::screens(&times));
        let router = Site::new(floor, messages::routes(), screens).into_router();
        Self {
            small,
            within,
            happened,
            router,
        }
    }

    /// Within how many hours an answer was agreed on, or chosen by the service.
    pub(crate) fn answers_within(&self, hours: u16, agreed: bool) {
        *self.within.lock().unwrap() = Some(Within { hours, agreed });
    }

    /// What happened, oldest first.
    pub(crate) fn happened(&self) -> Vec<Happened> {
        self.happened.0.lock().unwrap().clone()
    }

    pub(crate) async fn ask(&self, request: axum::http::request::Builder, body: Body) -> Came {
        let router = self.router.clone();
        let response = router.oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status();
        let headers = response.headers().clone();
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        let page = String::from_utf8_lossy(&bytes).into_owned();
        Came {
            status,
            headers,
            bytes,
            page,
        }
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

    /// Sends a form with files, as a browser writes it.
    pub(crate) async fn post_files(
        &self,
        who: &str,
        path: &str,
        fields: &[(&str, &str)],
        files: &[&[u8]],
    ) -> Came {
        let request = Request::post(path)
            .header(header::COOKIE, format!("__Host-a={who}"))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=here");
        self.ask(request, Body::from(form(fields, files))).await
    }

    /// The client unlocks.
    pub(crate) async fn unlocks(&self, who: &str) {
        self.post(who, "/", &[("do", "unlock")]).await;
    }

    /// The client goes to a screen and sees it.
    pub(crate) async fn sees(&self, who: &str, screen: &str) -> Came {
        self.post(who, "/", &[("do", screen)]).await;
        self.get(who, "/").await
    }

    /// Amal sends a message.
    pub(crate) async fn amal_writes(&self, words: &str, files: &[&[u8]]) -> Came {
        self.unlocks("amal").await;
        let once = self.sees("amal", "write-message").await.field("once");
        let fields = [
            ("once", once.as_str()),
            ("message-words", words),
            ("do", "message-send"),
        ];
        self.post_files("amal", "/", &fields, files).await
    }
}

/// A form with files, as a browser writes it.
pub(crate) fn form(fields: &[(&str, &str)], files: &[&[u8]]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--here\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for file in files {
        body.extend_from_slice(
            b"--here\r\nContent-Disposition: form-data; name=\"files\"; filename=\"Amal at the police.jpg\"\r\nContent-Type: text/html\r\n\r\n",
        );
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--here--\r\n");
    body
}

/// A small picture.
pub(crate) fn a_picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_pixel(40, 30, image::Rgb([40, 90, 200]));
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A small document.
pub(crate) const A_PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n";
