//! The pages of people over HTTP: refusals first.

mod door;
mod expiry;
mod first_run;
mod lead;
mod posted;
mod second;
mod way_back;

use crate::small::{Folk, PASSPHRASE, Small};
use crate::{SignInDesk, remembering, routes};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use care::Happened;
use jiff::tz::TimeZone;
use pages::{Cover, Floor, Html, Language, Reactions, Screens, Settings, Site};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;

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

/// A service that is served.
struct Served {
    small: Small,
    router: Router,
}

/// What came back.
struct Came {
    status: StatusCode,
    to: String,
    cookies: Vec<String>,
    page: String,
}

impl Came {
    /// The value of a cookie that was set.
    fn cookie(&self, name: &str) -> Option<&str> {
        let prefix = format!("{name}=");
        let found = self
            .cookies
            .iter()
            .find_map(|cookie| cookie.strip_prefix(&prefix));
        found.and_then(|rest| rest.split(';').next())
    }

    /// The value of a hidden field.
    fn hidden(&self, name: &str) -> String {
        let (_, rest) = self
            .page
            .split_once(&format!("name=\"{name}\" value=\""))
            .unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

impl Served {
    async fn empty() -> Self {
        let small = Small::new().await;
        let desk = small.desk();
        Self::of(small, desk)
    }

    /// A service with this desk.
    fn of(small: Small, desk: SignInDesk) -> Self {
        let desk = Arc::new(desk);
        let settings = Settings {
            name: "Lindenhaus".to_owned(),
            neutral_title: "Notes".to_owned(),
            exit_url: "https://weather.example/".to_owned(),
            zone: TimeZone::UTC,
            language: Language::English,
            https: true,
            cover: Cover::default(),
        };
        let sign_ins = Arc::clone(&desk) as Arc<dyn pages::SignIns>;
        let floor = Floor::new(
            small.vault.clone(),
            settings,
            sign_ins,
            Arc::new(NoReactions),
        );
        let home = Screens::new().cover(pages::COVER, care::Sections::NONE, async |_, _| {
            Ok(Html::words("at home"))
        });
        let screens = home.and(crate::screens(&desk));
        let router = remembering(Site::new(floor, routes(&desk), screens).into_router());
        Self { small, router }
    }

    async fn with_folk() -> (Self, Folk) {
        let served = Self::empty().await;
        let folk = served.small.folk().await;
        (served, folk)
    }

    async fn send(&self, request: Request<Body>) -> Came {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let all = |name| {
            let values = response.headers().get_all(name).iter();
            values
                .map(|value| value.to_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        let (status, to, cookies) = (
            response.status(),
            all(header::LOCATION).concat(),
            all(header::SET_COOKIE),
        );
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        Came {
            status,
            to,
            cookies,
            page: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    fn request(path: &str, cookies: &str) -> axum::http::request::Builder {
        let from: SocketAddr = "192.0.2.9:4000".parse().unwrap();
        let request = Request::builder().uri(path).extension(ConnectInfo(from));
        if cookies.is_empty() {
            request
        } else {
            request.header(header::COOKIE, cookies)
        }
    }

    async fn get(&self, path: &str, cookies: &str) -> Came {
        self.send(Self::request(path, cookies).body(Body::empty()).unwrap())
            .await
    }

    async fn post(&self, path: &str, cookies: &str, form: &str) -> Came {
        let request = Self::request(path, cookies).method("POST");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }

    /// Signs in, with the second step for whoever has one, and gives the cookie to carry.
    async fn sign_in(&self, name: &str) -> String {
        let half = self.half(name).await;
        if self.get("/", &half).await.to.is_empty() {
            return half;
        }
        let code = self.small.code();
        let form = format!("code={}", code.expose());
        let came = self.post("/second", &half, &form).await;
        assert_eq!(
            (came.status, came.to.as_str()),
            (StatusCode::SEE_OTHER, "/")
        );
        format!("__Host-a={}", came.cookie("__Host-a").unwrap())
    }

    /// Gives name and passphrase, and no more.
    async fn half(&self, name: &str) -> String {
        let form = format!("sign-in={name}&passphrase={}", PASSPHRASE.replace(' ', "+"));
        let came = self.post("/in", "", &form).await;
        assert_eq!(
            (came.status, came.to.as_str()),
            (StatusCode::SEE_OTHER, "/")
        );
        format!("__Host-a={}", came.cookie("__Host-a").unwrap())
    }
}
