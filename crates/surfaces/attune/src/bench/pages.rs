//! A signed-in client's page beside a bare page of the same size from the same kind of server: what
//! the guard, the decision, the sealed record and its ledger line cost.

use super::Sizes;
use super::load::{self, CONNECTIONS, Load};
use super::measured::{memory, ms};
use super::service::{PASSPHRASE, Place, Service};
use crate::observe;
use crate::open::assemble;
use crate::say::{Failed, apart, say};
use crate::system::SystemChance;
use askama::Template;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Html;
use axum::routing::get;
use axum_server::Handle;
use care::{Asker, Private, Role};
use jiff::tz::TimeZone;
use pages::{Cover, Language, Settings, cookies};
use people::{Hashing, NewClient, Offered, Passphrases, SignInDesk};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use tower::ServiceExt as _;

/// A page that is a template and nothing else.
#[derive(Template)]
#[template(
    ext = "html",
    source = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ title }}</title></head><body><h1>{{ title }}</h1>{% for line in lines %}<p>{{ line }}</p>{% endfor %}</body></html>"
)]
struct Bare<'a> {
    title: &'a str,
    lines: &'a [String],
}

/// One paragraph of the bare page: 64 bytes with its marks.
const PARAGRAPH: &str = "Fictional words of a page that keeps nothing, for anyone.";

pub(super) async fn measure(sizes: &Sizes, place: &Place) -> Result<(), Failed> {
    say("");
    say(format_args!(
        "Pages over loopback, {CONNECTIONS} connections kept, asked from this same program, logs off:"
    ));
    let service = Service::begin(place.folder("pages")?).await?;
    let settings = Settings {
        name: "Fictional Service".to_owned(),
        neutral_title: "My page".to_owned(),
        exit_url: "https://www.wikipedia.org/".to_owned(),
        zone: TimeZone::UTC,
        language: Language::English,
        https: false,
        cover: Cover::default(),
    };
    let hashing = Passphrases::new(Hashing::LEAST);
    let site = assemble(&service.vault, settings, hashing, None)?;
    let tokens = sign_in(&service, &site.desk, sizes.signed_in).await?;
    let router = observe::around(site.into_router(), Arc::new(SystemChance), false);
    let name = cookies::sign_in_name(false);
    let cookie = |token: &Private<String>| format!("{name}={}", token.expose());
    for token in &tokens {
        go_in(&router, &cookie(token)).await?;
    }
    let server = Server::begin(router)?;
    let asked: Vec<_> = tokens
        .iter()
        .map(|token| load::asking(server.at, &cookie(token)))
        .collect();
    let first = load::run(server.at, asked.clone(), sizes.signed_in).await?;
    let before = memory("self");
    let again = load::run(server.at, asked, sizes.requests).await?;
    let after = memory("self");
    server.end().await;
    service.close().await;

    let lines = vec![PARAGRAPH.to_owned(); again.bytes.saturating_sub(140) / 64];
    let page = move || {
        let lines = lines.clone();
        async move {
            let page = Bare {
                title: "My page",
                lines: &lines,
            };
            page.render()
                .map(Html)
                .map_err(|_| axum::http::StatusCode::INTERNAL_SERVER_ERROR)
        }
    };
    let server = Server::begin(Router::new().route("/", get(page)))?;
    let asked = vec![load::asking(server.at, "a=nobody")];
    let bare = load::run(server.at, asked, sizes.requests).await?;
    server.end().await;

    tell("a bare template page", &bare, None);
    tell("a client's first screen", &again, Some(&bare));
    tell(
        "the same, each with its line made durable first",
        &first,
        Some(&bare),
    );
    say(format_args!(
        "  memory in use: {before:.0} MiB before {} visits, {after:.0} MiB after (this program, asking included)",
        apart(again.requests)
    ));
    Ok(())
}

fn tell(what: &str, load: &Load, bare: Option<&Load>) {
    let rate = load.took.rate(load.requests);
    let beside = bare.map_or_else(String::new, |bare| {
        format!(
            " ({:.2} of the bare page)",
            rate / bare.took.rate(bare.requests).max(f64::EPSILON)
        )
    });
    say(format_args!(
        "  {what}, {} bytes: {} requests a second{beside}; p50 {}, p99 {}; {:.0} µs of processor each, {:.2} processors busy",
        apart(load.bytes),
        apart(format!("{rate:.0}")),
        ms(load.middle),
        ms(load.slowest),
        load.took.cost(load.requests),
        load.took.busy(),
    ));
}

/// Admits so many fictional clients and signs each of them in.
async fn sign_in(
    service: &Service,
    desk: &SignInDesk,
    count: u32,
) -> Result<Vec<Private<String>>, Failed> {
    let could_not = |error: &dyn std::fmt::Display| Failed::new(error.to_string());
    let (vault, passphrases) = (&service.vault, Passphrases::new(Hashing::LEAST));
    let private = |text: &str| Private::new(text.to_owned());
    let lead = service.set_up(&passphrases).await?;
    let by = Asker {
        person: lead,
        role: Role::ServiceLead,
    };
    let mut tokens = Vec::new();
    for number in 0..count {
        let new = NewClient {
            id: None,
            called: private("Fictional Client"),
            language: Language::English,
            sign_in_name: Private::new(format!("fictional-{number}")),
            passphrase: private(PASSPHRASE),
        };
        people::admit_client(vault, &passphrases, by, &new)
            .await
            .map_err(|e| could_not(&e))?;
        let offered = Offered {
            sign_in_name: new.sign_in_name,
            passphrase: new.passphrase,
            // From addresses of their own: guessing from one address is slowed down.
            from: Some(Ipv4Addr::from(0x0a00_0001 + number).into()),
            device: None,
            second: None,
        };
        tokens.push(
            desk.sign_in(offered)
                .await
                .map_err(|e| could_not(&e))?
                .token,
        );
    }
    Ok(tokens)
}

/// A client unlocks their record and leaves what comes first for later: what is measured is the
/// screen behind the lock.
async fn go_in(router: &Router, cookie: &str) -> Result<(), Failed> {
    let unlock = format!("do=unlock&unlock={}", PASSPHRASE.replace(' ', "+"));
    for form in [unlock, "do=home".to_owned()] {
        let request = Request::post("/")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .map_err(|error| Failed::new(error.to_string()))?;
        let Ok(answer) = router.clone().oneshot(request).await;
        if answer.status() != StatusCode::SEE_OTHER {
            return Err(Failed::new(format!("not unlocked ({})", answer.status())));
        }
    }
    Ok(())
}

/// A server on a free port of this machine.
struct Server {
    at: SocketAddr,
    handle: Handle<SocketAddr>,
    serving: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Server {
    fn begin(router: Router) -> Result<Self, Failed> {
        let socket = TcpListener::bind("127.0.0.1:0").and_then(|socket| {
            socket.set_nonblocking(true)?;
            Ok((socket.local_addr()?, socket))
        });
        let (at, socket) = socket.map_err(|error| Failed::new(error.to_string()))?;
        let handle = Handle::new();
        let server =
            axum_server::from_tcp(socket).map_err(|error| Failed::new(error.to_string()))?;
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(server.handle(handle.clone()).serve(service));
        Ok(Self {
            at,
            handle,
            serving,
        })
    }

    async fn end(self) {
        self.handle.shutdown();
        let _ = self.serving.await;
    }
}
