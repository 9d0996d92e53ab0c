//! The front door, over HTTP.

use super::Served;
use crate::small::PASSPHRASE;
use axum::http::StatusCode;

const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn typed(name: &str) -> String {
    format!("sign-in={name}&passphrase={}", PASSPHRASE.replace(' ', "+"))
}

#[tokio::test]
async fn a_wrong_passphrase_and_an_unknown_name_are_answered_byte_for_byte_alike() {
    let (served, _) = Served::with_folk().await;
    let known = served
        .post("/in", "", "sign-in=ruth&passphrase=a+guess+by+someone")
        .await;
    let unknown = served
        .post("/in", "", "sign-in=rita&passphrase=a+guess+by+someone")
        .await;
    assert_eq!((known.status, known.cookies.len()), (AGAIN, 0));
    assert_eq!(known.status, unknown.status);
    assert_eq!(known.cookies, unknown.cookies);
    assert_eq!(known.page.replace("ruth", "rita"), unknown.page);
    assert!(
        known.page.contains("value=\"ruth\""),
        "the name that was typed is still there"
    );
    assert!(!known.page.contains("a guess"), "the passphrase is not");
    assert!(
        known.page.contains("id=\"sign-in-wrong\""),
        "and what is wrong is said at the field"
    );
}

#[tokio::test]
async fn what_is_missing_is_said_at_its_field() {
    let (served, _) = Served::with_folk().await;
    for (form, at) in [
        ("", "sign-in-wrong"),
        ("sign-in=+&passphrase=x", "sign-in-wrong"),
        ("sign-in=ruth", "passphrase-wrong"),
        ("sign-in=ruth&passphrase=", "passphrase-wrong"),
    ] {
        let came = served.post("/in", "", form).await;
        assert_eq!(came.status, AGAIN);
        assert!(came.page.contains(&format!("id=\"{at}\"")), "{form}");
        assert_eq!(came.page.matches("class=\"wrong\"").count(), 1);
    }
}

#[tokio::test]
async fn a_cookie_that_was_never_given_shows_the_door_and_nothing_else() {
    let (served, _) = Served::with_folk().await;
    let nobody = served.get("/", "").await;
    for cookie in [
        "__Host-a=",
        "__Host-a=nonsense",
        &format!("__Host-a={}", "0".repeat(64)),
        "a=x; b",
    ] {
        let came = served.get("/", cookie).await;
        assert_eq!(
            (came.status, came.page),
            (StatusCode::OK, nobody.page.clone()),
            "{cookie}"
        );
        let came = served.get("/people", cookie).await;
        assert_eq!((came.status, came.to.as_str()), (SEE_OTHER, "/"));
    }
}

#[tokio::test]
async fn signing_in_gives_a_new_token_and_the_one_the_device_carried_is_dead() {
    let (served, _) = Served::with_folk().await;
    let mina = served.sign_in("mina.k").await;
    assert!(served.get("/", &mina).await.page.contains("at home"));
    let planted = format!("{mina}; __Host-d=planted; x=1");
    let came = served.post("/in", &planted, &typed("mina.k")).await;
    let token = came.cookie("__Host-a").unwrap();
    assert_eq!(token.len(), 64);
    assert!(!mina.contains(token));
    assert_ne!(came.cookie("__Host-d").unwrap(), "planted");
    assert!(
        came.cookies.iter().any(|cookie| cookie.starts_with("x=;")),
        "the leaving flag is cleared"
    );
    for cookie in came
        .cookies
        .iter()
        .filter(|cookie| cookie.starts_with("__Host-"))
    {
        for part in ["Path=/", "SameSite=Strict", "Secure", "HttpOnly"] {
            assert!(cookie.contains(part), "{part}");
        }
    }
    assert!(
        !served.get("/", &mina).await.page.contains("at home"),
        "the old one"
    );
    let anew = format!("__Host-a={token}");
    assert!(served.get("/", &anew).await.page.contains("at home"));
}

#[tokio::test]
async fn after_exit_and_after_signing_out_the_token_is_dead() {
    let (served, _) = Served::with_folk().await;
    for (way, to) in [("/x", "https://weather.example/"), ("/sign-out", "/")] {
        let mina = served.sign_in("mina.k").await;
        let came = served.post(way, &mina, "").await;
        assert_eq!((came.status, came.to.as_str()), (SEE_OTHER, to));
        assert_eq!(came.cookie("__Host-a"), Some(""), "the cookie changes");
        assert!(!served.get("/", &mina).await.page.contains("at home"));
        let restarted = served.small.desk();
        let token = mina.strip_prefix("__Host-a=").unwrap();
        assert!(restarted.who(token).await.unwrap().is_none());
    }
    let mina = served.sign_in("mina.k").await;
    let left = served.get("/", &format!("{mina}; x=1")).await;
    assert!(!left.page.contains("at home"));
    assert!(
        !served.get("/", &mina).await.page.contains("at home"),
        "the flag alone ends it"
    );
}

#[tokio::test]
async fn too_many_tries_are_told_kindly_and_a_known_device_still_comes_in() {
    let (served, _) = Served::with_folk().await;
    let device = served.post("/in", "", &typed("mina.k")).await;
    let device = format!("__Host-d={}", device.cookie("__Host-d").unwrap());
    let mut last = StatusCode::OK;
    for _ in 0..40 {
        last = served
            .post("/in", "", "sign-in=mina.k&passphrase=a+guess+by+someone")
            .await
            .status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let stranger = served.post("/in", "", &typed("mina.k")).await;
    assert_eq!(stranger.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(stranger.page.contains("nothing is locked for good"));
    assert_eq!(
        served.post("/in", &device, &typed("mina.k")).await.status,
        SEE_OTHER
    );
}

#[tokio::test]
async fn the_door_speaks_the_language_that_is_chosen_and_keeps_it() {
    let (served, _) = Served::with_folk().await;
    let door = served.get("/", "").await;
    assert!(door.page.contains("<html lang=\"en\">") && door.page.contains("<title>Notes</title>"));
    let door = served.post("/", "", "language=es").await;
    assert_eq!(door.status, StatusCode::OK);
    assert!(door.page.contains("<html lang=\"es\">") && door.page.contains("Frase de paso"));
    assert_eq!(door.hidden("language"), "es");
    let wrong = served
        .post("/in", "", "language=es&sign-in=ruth&passphrase=no")
        .await;
    assert!(wrong.page.contains("<html lang=\"es\">"));
    assert!(!door.page.contains("people-"), "every word is said");
    assert_eq!(served.get("/in", "").await.to, "/", "one address");
}

#[tokio::test]
async fn after_signing_out_the_door_keeps_the_language_that_was_read() {
    let (served, _) = Served::with_folk().await;
    let lead = served.sign_in("imani").await;
    let new = served.get("/people/new-client", &lead).await.hidden("new");
    let form = format!("new={new}&name=Leyla&language=es&{}", typed("leyla"));
    served.post("/people/new-client", &lead, &form).await;

    let came = served.post("/in", "", &typed("leyla")).await;
    let mark = came.cookie("__Host-d").unwrap().to_owned();
    let device = format!("__Host-d={mark}");
    let leyla = format!("{device}; __Host-a={}", came.cookie("__Host-a").unwrap());
    let left = served.post("/sign-out", &leyla, "").await;
    assert_eq!((left.status, left.to.as_str()), (SEE_OTHER, "/"));
    assert_eq!(left.cookie("__Host-d"), None, "the device stays known");
    let spoken = async |cookies: &str, form: Option<&str>| {
        let door = match form {
            Some(form) => served.post("/", cookies, form).await,
            None => served.get("/", cookies).await,
        };
        door.hidden("language")
    };
    assert_eq!(spoken(&leyla, None).await, "es");
    assert_eq!(spoken(&device, None).await, "es");
    assert_eq!(spoken(&device, Some("language=en")).await, "en");
    let (bare, _) = mark.split_once('.').unwrap();
    for unknown in ["", ".", ".xx", ".es.es", ".%3Cb%3E"] {
        let device = format!("__Host-d={bare}{unknown}");
        assert_eq!(spoken(&device, None).await, "en", "{unknown}");
    }
    let again = served.post("/in", &device, &typed("leyla")).await;
    assert_eq!(again.cookie("__Host-d"), Some(mark.as_str()), "one mark");
}
