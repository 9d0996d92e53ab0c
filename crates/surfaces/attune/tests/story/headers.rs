//! What every answer carries, whoever asks for whatever: so that no page is kept, framed, indexed or
//! named to other sites, and nothing runs in it that is not the service's own.

use crate::people_here::three_sessions;
use crate::service::{Answered, On, Service};
use axum::body::Body;
use axum::http::{Request, header};
use pages::{Language, Verb};
use testing::shows;

/// What is carried, and what must be in it.
const CARRIED: [(&str, &str); 8] = [
    ("strict-transport-security", "max-age=63072000"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=()",
    ),
    ("x-robots-tag", "noindex"),
    ("content-security-policy", "default-src 'none'"),
];
/// What is not: what runs here, and since when.
const NEVER: [&str; 5] = ["server", "x-powered-by", "via", "last-modified", "etag"];

fn wrong(what: &str, answered: &Answered) -> Vec<String> {
    let value = |name: &str| {
        let found = answered.headers.get(name);
        found.map_or("", |value| value.to_str().unwrap()).to_owned()
    };
    let mut wrong = Vec::new();
    for (name, must) in CARRIED {
        if !value(name).contains(must) {
            wrong.push(format!("{what}: {name}: {:?}", value(name)));
        }
    }
    let policy = value("content-security-policy");
    for part in ["unsafe-", "http:", "*", "data:"] {
        if policy.contains(part) {
            wrong.push(format!("{what}: the policy allows {part}"));
        }
    }
    for name in NEVER {
        if answered.headers.contains_key(name) {
            wrong.push(format!("{what}: {name}: {:?}", value(name)));
        }
    }
    let kept = value("cache-control");
    // Files under a name made from what is in them, and the same for everyone, may be kept.
    let may_be_kept = what.contains("/a/") && answered.status.is_success();
    if may_be_kept != kept.contains("immutable") || (!may_be_kept && kept != "no-store") {
        wrong.push(format!("{what}: cache-control: {kept:?}"));
    }
    wrong
}

/// What was asked, and what was wrong with an answer.
#[derive(Default)]
struct Seen {
    asked: u32,
    wrong: Vec<String>,
}

impl Seen {
    fn look(&mut self, what: &str, answered: &Answered) {
        self.asked += 1;
        self.wrong.extend(wrong(what, answered));
    }
}

/// Every route, screen and act.
async fn every_door(seen: &mut Seen, service: &Service, amal: &str, who: &str, cookie: &str) {
    for door in &service.declared {
        if door.path == "/sign-out" {
            continue;
        }
        let path = door.path.replace("{client}", amal);
        let answered = if let Some(does) = path.strip_prefix("/ ") {
            service.client_does(cookie, &[("do", does)]).await
        } else if door.verb == Verb::Get {
            service.gets(&path, cookie).await
        } else {
            service.posts(&path, cookie, &[]).await
        };
        seen.look(&format!("{who}: {:?} {}", door.verb, door.path), &answered);
    }
}

/// What nobody's browser asks.
async fn what_is_strange(seen: &mut Seen, service: &Service, who: &str, cookie: &str) {
    let file = pages::assets::assets().look.path();
    let paths = [
        "/",
        "/m",
        "/nothing",
        "/a/nothing.css",
        "/x",
        "/../../etc/passwd",
    ];
    for path in paths.into_iter().chain([file]) {
        let answered = service.gets(path, cookie).await;
        seen.look(&format!("{who}: GET {path}"), &answered);
    }
    for method in ["TRACE", "PUT", "DELETE", "OPTIONS", "HEAD", "BREW"] {
        for path in ["/", "/people", "/x", "/nothing"] {
            let request = Request::builder().method(method).uri(path);
            let request = request.header(header::COOKIE, cookie);
            let answered = service.ask(request.body(Body::empty()).unwrap()).await;
            let opened = answered.status.is_success() && method != "HEAD";
            assert!(!opened, "{who}: {method} {path}: {}", answered.status);
            seen.look(&format!("{who}: {method} {path}"), &answered);
        }
    }
    let form = "application/x-www-form-urlencoded";
    for (kind, body) in [
        (form, "a=b&".repeat(60_000)),
        ("application/json", "{}".to_owned()),
        (form, "\u{fffd}=%ff%fe".to_owned()),
    ] {
        let request = Request::post("/")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, kind);
        let request = request.body(Body::from(body)).unwrap();
        let answered = service.ask(request).await;
        seen.look(&format!("{who}: POST / {kind}"), &answered);
    }
    let foreign = Request::post("/")
        .header(header::COOKIE, cookie)
        .header("sec-fetch-site", "cross-site");
    let answered = service.ask(foreign.body(Body::empty()).unwrap()).await;
    seen.look(&format!("{who}: POST / from elsewhere"), &answered);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_what_keeps_it_from_others() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    three_sessions(&service, &folk).await;
    let (client, mut seen) = (folk.amal.to_string(), Seen::default());
    let amal = service.sign_in("amal").await;
    let ruth = service.sign_in("ruth").await;
    let mara = service.sign_in("mara").await;
    for (who, cookie) in [
        ("nobody", ""),
        ("amal", amal.as_str()),
        ("ruth", &ruth),
        ("mara", &mara),
    ] {
        every_door(&mut seen, &service, &client, who, cookie).await;
        what_is_strange(&mut seen, &service, who, cookie).await;
    }
    seen.look("leaving", &service.posts("/x", &amal, &[]).await);
    assert!(seen.wrong.is_empty(), "{}", seen.wrong.join("\n"));
    let asked = seen.asked;
    shows(
        "LD-4",
        &format!(
            "{asked} answers of every route, screen and act, to four people, and of what is sent wrongly: all headers, 100 %"
        ),
    );
}
