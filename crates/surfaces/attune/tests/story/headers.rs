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

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_what_keeps_it_from_others() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    three_sessions(&service, &folk).await;
    let mut all = Vec::new();
    let mut asked = 0;
    let mut look = |what: String, answered: &Answered| {
        asked += 1;
        all.extend(wrong(&what, answered));
    };
    let (amal, ruth, mara) = (
        service.sign_in("amal").await,
        service.sign_in("ruth").await,
        service.sign_in("mara").await,
    );
    for (who, cookie) in [
        ("nobody", ""),
        ("amal", &amal),
        ("ruth", &ruth),
        ("mara", &mara),
    ] {
        for door in &service.declared {
            if door.path == "/sign-out" {
                continue;
            }
            let what = format!("{who}: {:?} {}", door.verb, door.path);
            let amals = door.path.replace("{client}", &folk.amal.to_string());
            let answered = if let Some(does) = amals.strip_prefix("/ ") {
                service.client_does(cookie, &[("do", does)]).await
            } else if door.verb == Verb::Get {
                service.gets(&amals, cookie).await
            } else {
                service.posts(&amals, cookie, &[]).await
            };
            look(what, &answered);
        }
        for path in [
            "/",
            "/m",
            "/nothing",
            "/a/nothing.css",
            "/x",
            "/../../etc/passwd",
        ] {
            look(
                format!("{who}: GET {path}"),
                &service.gets(path, cookie).await,
            );
        }
        for method in ["TRACE", "PUT", "DELETE", "OPTIONS", "HEAD", "BREW"] {
            for path in ["/", "/people", "/x", "/nothing"] {
                let request = Request::builder().method(method).uri(path);
                let request = request.header(header::COOKIE, cookie);
                let answered = service.ask(request.body(Body::empty()).unwrap()).await;
                let opened = answered.status.is_success() && method != "HEAD";
                assert!(!opened, "{who}: {method} {path}: {}", answered.status);
                look(format!("{who}: {method} {path}"), &answered);
            }
        }
        let file = pages::assets::assets().look.path();
        look(
            format!("{who}: GET {file}"),
            &service.gets(file, cookie).await,
        );
        for (kind, body) in [
            ("application/x-www-form-urlencoded", "a=b&".repeat(60_000)),
            ("application/json", "{}".to_owned()),
            (
                "application/x-www-form-urlencoded",
                "\u{fffd}=%ff%fe".to_owned(),
            ),
        ] {
            let request = Request::post("/")
                .header(header::COOKIE, cookie)
                .header(header::CONTENT_TYPE, kind);
            let request = request.body(Body::from(body)).unwrap();
            look(format!("{who}: POST / {kind}"), &service.ask(request).await);
        }
        let foreign = Request::post("/")
            .header(header::COOKIE, cookie)
            .header("sec-fetch-site", "cross-site");
        let foreign = foreign.body(Body::empty()).unwrap();
        look(
            format!("{who}: POST / from elsewhere"),
            &service.ask(foreign).await,
        );
    }
    look("leaving".to_owned(), &service.posts("/x", &amal, &[]).await);
    assert!(all.is_empty(), "{}", all.join("\n"));
    shows(
        "LD-4",
        &format!(
            "{asked} answers of every route, screen and act, to four people, and of what is sent wrongly: all headers, 100 %"
        ),
    );
}
