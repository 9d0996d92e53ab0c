//! What stands before every route, tried on every route there is: whoever works here reaches nothing
//! without a second way in, and no other site can send anything in someone's name.

use crate::people_here::{Folk, private};
use crate::service::{On, PASSPHRASE, Service, encoded};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use care::{PersonId, RecordId, Role};
use pages::{Declared, Language, Needs, Verb};
use people::{NewStaff, admit_staff};
use testing::shows;

/// The path of a route about one client, and about nothing else that exists.
fn path(service: &Service, folk: &Folk, door: &Declared) -> String {
    if door.path.starts_with("/ ") {
        return "/".to_owned();
    }
    let nothing = RecordId::mint(service.vault.now(), service.vault.chance()).to_string();
    let mut path = String::new();
    for part in door.path.split('/').skip(1) {
        path.push('/');
        match part {
            "{client}" => path.push_str(&folk.amal.to_string()),
            named if named.starts_with('{') => path.push_str(&nothing),
            plain => path.push_str(plain),
        }
    }
    path
}

async fn newcomer(service: &Service, role: Role) -> String {
    let new = NewStaff {
        id: None,
        name: private("Leyla Aydin"),
        role,
        language: Language::English,
        sign_in_name: private(role.code()),
        passphrase: private(PASSPHRASE),
    };
    let _: PersonId = admit_staff(&service.vault, &Service::passphrases(), &new)
        .await
        .unwrap();
    let form = [("sign-in", role.code()), ("passphrase", PASSPHRASE)];
    service.post("/in", "", &form).await.sign_in().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_works_here_reaches_nothing_without_a_second_way_in() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    let mut asked = 0;
    for role in Role::ALL.into_iter().filter(|role| role.is_staff()) {
        let half = newcomer(&service, role).await;
        for door in &service.declared {
            if matches!(door.needs, Needs::Nothing | Needs::Second(_)) {
                continue;
            }
            let path = path(&service, &folk, door);
            let request = match door.verb {
                Verb::Get => Request::get(&path),
                Verb::Post => Request::post(&path),
            };
            let request = request.header(header::COOKIE, &half);
            let answered = service.ask(request.body(Body::empty()).unwrap()).await;
            let what = format!("{:?} {} as {role:?}", door.verb, door.path);
            // The pictures on a client's screens, and the line to them, are there for nobody else.
            if door.path.starts_with("/i/") || door.path == pages::LIVE {
                assert_eq!(answered.status, StatusCode::NOT_FOUND, "{what}");
                asked += 1;
                continue;
            }
            assert_eq!(answered.status, StatusCode::SEE_OTHER, "{what}");
            assert!(answered.page.is_empty(), "{what}");
            // A client's app sends staff to their own first page, which sends them on.
            if !door.path.starts_with("/ ") {
                assert_eq!(answered.to(), "/second", "{what}");
            }
            asked += 1;
        }
    }
    shows(
        "AU-8",
        &format!("{asked} routes asked by every staff role without a second way: content 0"),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_site_sends_anything_in_someones_name() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    let cookies = [
        service.sign_in("amal").await,
        service.sign_in("ruth").await,
        service.sign_in("mara").await,
    ];
    let foreign = [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://notes.example"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ];
    let mut unsafe_paths: Vec<String> = service
        .declared
        .iter()
        .filter(|door| door.verb == Verb::Post)
        .map(|door| path(&service, &folk, door))
        .collect();
    unsafe_paths.push("/x".to_owned());
    unsafe_paths.sort();
    unsafe_paths.dedup();
    let mut asked = 0;
    for path in &unsafe_paths {
        for cookie in &cookies {
            for (name, value) in foreign {
                let request = Request::post(path)
                    .header(header::COOKIE, cookie)
                    .header(header::HOST, "notes.example.org")
                    .header(name, value)
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                let body = encoded(&[("do", "lock")]);
                let answered = service.ask(request.body(Body::from(body)).unwrap()).await;
                let what = format!("{path} with {name}: {value}");
                assert_eq!(answered.status, StatusCode::FORBIDDEN, "{what}");
                assert!(answered.sign_in().is_none(), "{what}");
                asked += 1;
            }
        }
    }
    // Nobody was signed out by it.
    for cookie in &cookies {
        let answered = service.get("/", cookie).await;
        assert!(!answered.page.contains("name=\"passphrase\""), "still in");
    }
    shows(
        "AU-9",
        &format!(
            "{asked} requests from elsewhere to {} unsafe paths: refused {asked}; one that says nothing of where it is from is no browser's and is not refused: SameSite=Strict keeps the cookie out of it",
            unsafe_paths.len()
        ),
    );
}
