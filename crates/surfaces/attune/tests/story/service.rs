//! A small fictional service: the real site, over real TLS, on the engine a story asks for, with a
//! clock that moves only when the story says so.

use crate::people_here::Folk;
use attune::open::{Own, assemble_with};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Html;
use axum::routing::any;
use axum_server::tls_rustls::RustlsConfig;
use care::{Clock, MINUTE};
use jiff::tz::TimeZone;
use pages::{Cover, Declared, Language, Settings, Words};
use people::{Hashing, Passphrases, TotpSecret};
use sealed::engine::Engine;
use sealed::engines::{MemoryEngine, PostgresEngine, SqliteEngine};
use sealed::{RootKey, Vault};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use testing::postgres::Server;
use testing::{Frozen, Seeded};
use tokio::task::JoinHandle;
use tower::ServiceExt;

/// What everyone here comes in with.
pub(crate) const PASSPHRASE: &str = "a slow green river";
/// What the authenticator of everyone who works here holds.
pub(crate) const SECRET: [u8; 20] = *b"12345678901234567890";
/// The code an empty service is set up with.
pub(crate) const CODE: &str = "ABCD-EFGH-JKLM-NPQR";
/// What the everyday site that Exit leads to says.
pub(crate) const EVERYDAY: &str = "Dry until the evening, then light rain.";
/// The cookie that carries a sign-in.
pub(crate) const COOKIE: &str = "__Host-a";

/// Where records are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum On {
    Memory,
    Sqlite,
    Postgres,
}

/// A running service. Everything of it goes with the value.
pub(crate) struct Service {
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<Frozen>,
    pub(crate) router: Router,
    pub(crate) declared: Vec<Declared>,
    /// Where browsers find it.
    pub(crate) address: String,
    /// From where people came to the everyday site, where their browser said so.
    pub(crate) referers: Arc<Mutex<Vec<String>>>,
    /// Whether the service answers nothing at the moment, as on a bad line.
    pub(crate) hangs: Arc<AtomicBool>,
    /// The step of the last code that someone came in with.
    last_code: AtomicI64,
    serving: Vec<JoinHandle<()>>,
    _folder: Option<TempDir>,
    _postgres: Option<Server>,
}

impl Drop for Service {
    fn drop(&mut self) {
        self.serving.iter().for_each(JoinHandle::abort);
    }
}

/// An answer, read to its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) page: String,
}

impl Answered {
    pub(crate) fn to(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |to| to.to_str().unwrap())
    }

    /// The sign-in that was given, as a cookie to send.
    pub(crate) fn sign_in(&self) -> Option<String> {
        let given = self.headers.get_all(header::SET_COOKIE).into_iter();
        let given = given.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
        given
            .map(str::to_owned)
            .find(|cookie| cookie.starts_with(COOKIE))
    }

    /// Whether it is the lock in front of a client's record.
    pub(crate) fn is_locked(&self) -> bool {
        self.page.contains("id=\"unlock\"")
    }

    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let from = format!("<input type=\"hidden\" name=\"{name}\" value=\"");
        let (_, rest) = self
            .page
            .split_once(&from)
            .unwrap_or_else(|| panic!("{name} in {}", self.page));
        rest.split('"').next().unwrap().to_owned()
    }
}

async fn engine(on: On) -> (Box<dyn Engine>, Option<TempDir>, Option<Server>) {
    match on {
        On::Memory => (Box::new(MemoryEngine::new()), None, None),
        On::Sqlite => {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("attune.sqlite");
            (
                Box::new(SqliteEngine::open(&path, &Frozen::default()).unwrap()),
                Some(folder),
                None,
            )
        }
        On::Postgres => {
            let server = Server::start().unwrap();
            let engine = PostgresEngine::connect(&server.url()).await.unwrap();
            (Box::new(engine), None, Some(server))
        }
    }
}

async fn certificate() -> RustlsConfig {
    // A second time changes nothing: it is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let names = ["127.0.0.1".to_owned(), "localhost".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    let (certificate, key) = (made.cert.pem(), made.signing_key.serialize_pem());
    RustlsConfig::from_pem(certificate.into_bytes(), key.into_bytes())
        .await
        .unwrap()
}

/// Serves on a free port of this machine; answers the port.
fn serve(router: Router, tls: RustlsConfig) -> (u16, JoinHandle<()>) {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    socket.set_nonblocking(true).unwrap();
    let port = socket.local_addr().unwrap().port();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum_server::from_tcp_rustls(socket, tls).unwrap();
    let serving = tokio::spawn(async move { server.serve(service).await.unwrap() });
    (port, serving)
}

/// A site that answers nothing while it hangs.
fn hanging(router: Router, hangs: &Arc<AtomicBool>) -> Router {
    let hangs = Arc::clone(hangs);
    router.layer(axum::middleware::from_fn(
        move |request: Request<Body>, next: axum::middleware::Next| {
            let hangs = Arc::clone(&hangs);
            async move {
                while hangs.load(Ordering::Acquire) {
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                }
                next.run(request).await
            }
        },
    ))
}

impl Service {
    /// A service in which there is nobody yet.
    pub(crate) async fn empty(on: On) -> Self {
        Self::empty_with(on, Own::default()).await
    }

    /// The same, which says and asks this of its own.
    pub(crate) async fn empty_with(on: On, own: Own) -> Self {
        let (engine, folder, postgres) = engine(on).await;
        let clock = Arc::new(Frozen::default());
        let chance = Arc::new(Seeded::new(41));
        let root = RootKey::mint(&*chance);
        let moving = Arc::clone(&clock) as Arc<dyn Clock>;
        let vault = Vault::open(engine, root, moving, chance).await.unwrap();

        let tls = certificate().await;
        let page = format!("<!doctype html><title>Weather</title><p>{EVERYDAY}</p>");
        let (referers, hangs) = (
            Arc::new(Mutex::new(Vec::new())),
            Arc::new(AtomicBool::new(false)),
        );
        let came = Arc::clone(&referers);
        let everyday = Router::new().fallback(any(move |headers: HeaderMap| async move {
            let from = headers.get(header::REFERER).map(|from| format!("{from:?}"));
            came.lock().unwrap().extend(from);
            Html(page)
        }));
        let (everyday_port, everyday) = serve(everyday, tls.clone());
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: format!("https://localhost:{everyday_port}/"),
            zone: TimeZone::UTC,
            language: Language::English,
            https: true,
            cover: Cover::default(),
        };
        let code = care::Private::new(CODE.to_owned());
        let service = assemble_with(&vault, settings, own, Self::passphrases(), Some(code));
        let service = service.unwrap_or_else(|failed| panic!("{failed}"));
        let declared = service.site.declared();
        let router = service.into_router();
        let (port, serving) = serve(hanging(router.clone(), &hangs), tls);
        Self {
            vault,
            clock,
            router,
            declared,
            address: format!("https://127.0.0.1:{port}"),
            referers,
            hangs,
            last_code: AtomicI64::new(0),
            serving: vec![serving, everyday],
            _folder: folder,
            _postgres: postgres,
        }
    }

    /// A service with its people, who read this language.
    pub(crate) async fn with_folk(on: On, language: Language) -> (Self, Folk) {
        let service = Self::empty(on).await;
        let folk = Folk::admit(&service, language).await;
        (service, folk)
    }

    pub(crate) fn passphrases() -> Passphrases {
        Passphrases::new(Hashing::LEAST)
    }

    /// How often the everyday site was told that someone came from here.
    pub(crate) fn came_from_here(&self) -> usize {
        let referers = self.referers.lock().unwrap();
        let here = referers.iter().filter(|from| from.contains(&self.address));
        here.count()
    }

    /// The screens and acts of a client's app: what a button in it asks for. Their paths begin with
    /// `/ `, and the name follows.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &Declared> {
        let doors = self.declared.iter();
        doors.filter(|door| door.path.starts_with("/ "))
    }

    /// So many minutes pass.
    pub(crate) fn minutes(&self, minutes: i64) {
        self.clock.pass(minutes * MINUTE);
    }

    /// Asks without a browser.
    pub(crate) async fn ask(&self, mut request: Request<Body>) -> Answered {
        let from: SocketAddr = "192.0.2.9:4000".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(from));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 22).await.unwrap();
        let page = String::from_utf8_lossy(&bytes).into_owned();
        Answered {
            status: parts.status,
            headers: parts.headers,
            page,
        }
    }

    /// Asks for a page; what is locked is unlocked.
    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answered {
        let came = self.gets(path, cookie).await;
        if !came.is_locked() {
            return came;
        }
        self.unlock(cookie).await;
        self.gets(path, cookie).await
    }

    /// Asks for a page, as it is.
    pub(crate) async fn gets(&self, path: &str, cookie: &str) -> Answered {
        let request = Request::get(path).header(header::COOKIE, cookie);
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form; what is locked is unlocked, and then the form is sent again.
    pub(crate) async fn post(&self, path: &str, cookie: &str, form: &[(&str, &str)]) -> Answered {
        let came = self.posts(path, cookie, form).await;
        if !came.is_locked() {
            return came;
        }
        self.unlock(cookie).await;
        self.posts(path, cookie, form).await
    }

    /// Unlocks a client's app; answers what comes of it.
    pub(crate) async fn unlock(&self, cookie: &str) -> Answered {
        let form = [("do", "unlock"), ("unlock", PASSPHRASE)];
        self.posts("/", cookie, &form).await
    }

    /// Sends a form, as it is.
    pub(crate) async fn posts(&self, path: &str, cookie: &str, form: &[(&str, &str)]) -> Answered {
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(encoded(form))).unwrap())
            .await
    }

    /// A code of everyone's authenticator that nobody has used yet. When this moment has none left,
    /// half a minute passes.
    pub(crate) fn code(&self) -> String {
        let step = self.clock.now().millis() / 30_000;
        let next = (step - 1).max(self.last_code.load(Ordering::Relaxed) + 1);
        if next > step + 1 {
            self.clock.pass(30_000);
        }
        self.last_code.store(next, Ordering::Relaxed);
        let at = care::Moment::from_millis(next * 30_000);
        TotpSecret::new(SECRET).code_at(at).into_exposed()
    }

    /// Signs someone in without a browser; answers the cookie to send.
    pub(crate) async fn sign_in(&self, name: &str) -> String {
        let came = self
            .post("/in", "", &[("sign-in", name), ("passphrase", PASSPHRASE)])
            .await;
        let half = came
            .sign_in()
            .unwrap_or_else(|| panic!("{name} did not come in: {}", came.page));
        if self.gets("/", &half).await.to().is_empty() {
            self.goes_in(&half).await;
            return half;
        }
        let code = self.code();
        let came = self.post("/second", &half, &[("code", &code)]).await;
        came.sign_in()
            .unwrap_or_else(|| panic!("{name} did not come in: {}", came.page))
    }

    /// A client unlocks and leaves what comes first for later; nobody else has a lock.
    pub(crate) async fn goes_in(&self, cookie: &str) {
        self.unlock(cookie).await;
        self.posts("/", cookie, &[("do", "home")]).await;
    }

    /// What a client does in their app, without a browser: the answer to where it leads.
    pub(crate) async fn client_does(&self, cookie: &str, form: &[(&str, &str)]) -> Answered {
        let came = self.post("/", cookie, form).await;
        if came.status == StatusCode::SEE_OTHER {
            self.get(came.to(), cookie).await
        } else {
            came
        }
    }
}

/// A form as browsers send it.
pub(crate) fn encoded(form: &[(&str, &str)]) -> String {
    let one = |text: &str| -> String {
        let byte = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let fields: Vec<String> = form
        .iter()
        .map(|(name, value)| format!("{}={}", one(name), one(value)))
        .collect();
    fields.join("&")
}

/// The service, speaking a language.
pub(crate) const fn words(language: Language) -> Words {
    Words::new(language)
}

/// A message of the catalogue. One that is not there is a mistake of the story, not of the page.
pub(crate) fn say(words: Words, key: &str) -> String {
    let said = words.say(key);
    assert_ne!(said, key, "there is no such message");
    said
}
