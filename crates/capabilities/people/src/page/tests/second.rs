//! The second step over HTTP: what is reached without it, and what ends with it.

use super::Served;
use crate::small::{PASSPHRASE, SECRET, new_staff};
use crate::{TotpSecret, admit_staff, print_codes};
use axum::http::StatusCode;
use care::{Clock, HOUR, MINUTE, Moment, Role};
use testing::shows;

const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

async fn newcomer(served: &Served, role: Role, sign_in: &str) {
    let new = new_staff("Leyla Aydin", role, sign_in);
    let small = &served.small;
    admit_staff(&small.vault, &small.passphrases, &new)
        .await
        .unwrap();
}

#[tokio::test]
async fn whoever_has_no_second_way_reaches_nothing_but_making_one() {
    let (served, _) = Served::with_folk().await;
    let roles = Role::ALL.into_iter().filter(|role| role.is_staff());
    let mut asked = 0;
    for role in roles {
        newcomer(&served, role, role.code()).await;
        let half = served.half(role.code()).await;
        for path in [
            "/",
            "/people",
            "/people/new-staff",
            "/my/sign-in",
            "/nowhere",
        ] {
            let came = served.get(path, &half).await;
            let allowed = match path {
                "/" => came.status == SEE_OTHER && came.to != "/",
                "/nowhere" => came.status == StatusCode::NOT_FOUND,
                _ => came.status == SEE_OTHER && came.to == "/second",
            };
            assert!(allowed, "{path} as {role:?}: {} {}", came.status, came.to);
            assert!(!came.page.contains("Leyla"), "not even their own name");
            asked += 1;
        }
        let page = served.get("/second", &half).await;
        assert!(
            page.page.contains("GEZD") || page.page.contains("<svg"),
            "{}",
            page.page
        );
    }
    shows(
        "AU-8",
        &format!("{asked} requests of every staff role without a second way: content 0"),
    );
}

#[tokio::test]
async fn an_authenticator_is_made_with_its_first_code_and_then_asked_for() {
    let (served, _) = Served::with_folk().await;
    newcomer(&served, Role::Therapist, "leyla").await;
    let half = served.half("leyla").await;
    let page = served.get("/second", &half).await.page;
    assert_eq!(
        page,
        served.get("/second", &half).await.page,
        "the same twice"
    );
    let secret = secret_on(&page);
    let wrong = served.post("/second/begin", &half, "code=000000").await;
    assert_eq!((wrong.status, wrong.cookies.len()), (WRONG, 0));
    assert_eq!(secret_on(&wrong.page), secret);
    let code = code_of(&secret, served.small.clock.now());
    let came = served
        .post("/second/begin", &half, &format!("code={code}"))
        .await;
    assert_eq!((came.status, came.to.as_str()), (SEE_OTHER, "/"));
    let whole = format!("__Host-a={}", came.cookie("__Host-a").unwrap());
    assert!(came.cookie("__Host-d").is_some(), "now the device is known");
    assert_eq!(
        served.get("/second", &half).await.to,
        "/",
        "the old one is dead"
    );
    assert_eq!(
        served.get("/my/sign-in", &whole).await.status,
        StatusCode::OK
    );
    // From now on it is asked for, and nobody else's fits.
    let half = served.half("leyla").await;
    assert!(!served.get("/second", &half).await.page.contains("<svg"));
    let others = TotpSecret::new(SECRET).code_at(served.small.clock.now());
    let came = served
        .post("/second", &half, &format!("code={}", others.expose()))
        .await;
    assert_eq!(came.status, WRONG);
    let came = served.post("/second/begin", &half, "code=000000").await;
    assert_eq!((came.status, came.to.as_str()), (SEE_OTHER, "/second"));
}

fn secret_on(page: &str) -> TotpSecret {
    let (_, rest) = page.split_once("<dd class=\"numbers\">").unwrap();
    let words = rest.split('<').next().unwrap().replace(' ', "");
    let bytes = data_encoding::BASE32_NOPAD
        .decode(words.as_bytes())
        .unwrap();
    TotpSecret::new(bytes.try_into().unwrap())
}

fn code_of(secret: &TotpSecret, now: Moment) -> String {
    secret.code_at(now).into_exposed()
}

impl PartialEq for TotpSecret {
    fn eq(&self, other: &Self) -> bool {
        self.words() == other.words()
    }
}

#[tokio::test]
async fn every_step_gives_a_new_sign_in_and_the_old_one_is_dead() {
    let (served, _) = Served::with_folk().await;
    let mut rounds = 0;
    for _ in 0..20 {
        let half = served.half("imani").await;
        let form = format!("code={}", served.small.code().expose());
        let second = served.post("/second", &half, &form).await;
        let whole = format!("__Host-a={}", second.cookie("__Host-a").unwrap());
        assert_ne!(half, whole);
        assert_eq!(served.get("/people", &half).await.to, "/");
        assert_eq!(served.get("/people", &whole).await.status, StatusCode::OK);
        let form = format!("to=/people&code={}", served.small.code().expose());
        let again = served.post("/again", &whole, &form).await;
        assert_eq!(again.to, "/people");
        let anew = format!("__Host-a={}", again.cookie("__Host-a").unwrap());
        assert_ne!(whole, anew);
        assert_eq!(served.get("/people", &whole).await.to, "/");
        assert_eq!(served.get("/people", &anew).await.status, StatusCode::OK);
        rounds += 2;
        served.small.clock.pass(HOUR);
    }
    shows(
        "AU-1",
        &format!("{rounds} steps up: a new sign-in each time, the old one dead each time"),
    );
}

#[tokio::test]
async fn after_ten_minutes_whoever_works_here_proves_again_who_they_are() {
    let (served, _) = Served::with_folk().await;
    let lead = served.sign_in("imani").await;
    served.small.clock.pass(10 * MINUTE);
    for _ in 0..3 {
        let came = served.get("/people?a=1", &lead).await;
        assert_eq!(came.to, "/again?to=%2Fpeople%3Fa%3D1");
    }
    for wrong in ["code=", "code=000000", "code=not+the+right+one&to=/people"] {
        let came = served.post("/again", &lead, wrong).await;
        assert_eq!((came.status, came.cookies.len()), (WRONG, 0), "{wrong}");
    }
    let form = format!("to=/people&code={}", PASSPHRASE.replace(' ', "+"));
    let came = served.post("/again", &lead, &form).await;
    assert_eq!(came.to, "/people");
    let anew = format!("__Host-a={}", came.cookie("__Host-a").unwrap());
    assert_eq!(served.get("/people", &anew).await.status, StatusCode::OK);
    // The passphrase wakes it; it is no proof for what is grave, and buys no second day.
    let grave = served.post("/my/sign-in/codes", &anew, "").await;
    assert_eq!(grave.to, "/again?to=%2Fmy%2Fsign-in");
    let came = served.post("/again", &anew, &form).await;
    assert_eq!((came.status, came.cookies.len()), (WRONG, 0));
    let form = format!("to=/people&code={}", served.small.code().expose());
    let came = served.post("/again", &anew, &form).await;
    let fresh = format!("__Host-a={}", came.cookie("__Host-a").unwrap());
    let grave = served.post("/my/sign-in/codes", &fresh, "").await;
    assert_eq!(grave.status, StatusCode::OK);
}

#[tokio::test]
async fn waking_a_sign_in_by_the_passphrase_does_not_make_it_live_longer() {
    let (served, _) = Served::with_folk().await;
    let mut lead = served.sign_in("imani").await;
    let form = format!("to=/people&code={}", PASSPHRASE.replace(' ', "+"));
    for _ in 0..17 {
        served.small.clock.pass(40 * MINUTE);
        let came = served.post("/again", &lead, &form).await;
        assert_eq!(came.to, "/people");
        lead = format!("__Host-a={}", came.cookie("__Host-a").unwrap());
    }
    served.small.clock.pass(40 * MINUTE);
    let over = served.post("/again", &lead, &form).await;
    assert_eq!((over.to.as_str(), over.cookies.len()), ("/", 0));
}

#[tokio::test]
async fn nobody_is_led_away_from_here_by_an_address() {
    let (served, _) = Served::with_folk().await;
    for to in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/again?to=x",
        "",
    ] {
        let lead = served.sign_in("imani").await;
        let to = to.replace('/', "%2F").replace(':', "%3A");
        let form = format!("to={to}&code={}", served.small.code().expose());
        let came = served.post("/again", &lead, &form).await;
        assert_eq!(came.to, "/", "{to}");
        served.small.clock.pass(HOUR);
    }
}

#[tokio::test]
async fn a_half_sign_in_cannot_prove_itself_whole_by_the_passphrase() {
    let (served, _) = Served::with_folk().await;
    let half = served.half("imani").await;
    let form = format!("code={}", PASSPHRASE.replace(' ', "+"));
    let came = served.post("/again", &half, &form).await;
    assert_eq!((came.status, came.cookies.len()), (WRONG, 0));
    served.small.clock.pass(30 * MINUTE);
    assert_eq!(
        served.get("/second", &half).await.to,
        "/",
        "it waits half an hour"
    );
}

#[tokio::test]
async fn a_sheet_is_a_spare_second_way_and_changing_ways_asks_who_is_there() {
    let (served, folk) = Served::with_folk().await;
    let vault = &served.small.vault;
    let sheet = print_codes(vault, folk.lead.person, Role::ServiceLead).await;
    let half = served.half("imani").await;
    let form = format!("code={}", sheet.unwrap()[0].expose());
    let came = served.post("/second", &half, &form).await;
    assert_eq!(came.status, SEE_OTHER);
    let whole = format!("__Host-a={}", came.cookie("__Host-a").unwrap());
    let page = served.post("/my/sign-in/codes", &whole, "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.page.matches("<li class=\"numbers\">").count(), 10);
    assert!(
        !page.page.contains("Lindenhaus"),
        "nothing says what it is for"
    );
    let last = served.post("/my/sign-in/forget", &whole, "way=totp").await;
    assert_eq!(last.status, WRONG, "the last second way stays");
    served.small.clock.pass(5 * MINUTE);
    for path in ["/my/sign-in/codes", "/my/sign-in/forget"] {
        let came = served.post(path, &whole, "way=totp").await;
        assert_eq!(came.to, "/again?to=%2Fmy%2Fsign-in");
    }
}
