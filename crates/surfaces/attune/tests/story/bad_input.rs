//! What is sent wrongly, twice, late, too large or by the wrong person: it is told kindly where it
//! belongs, nothing of it is lost or counted twice, and nobody learns who is here.

use crate::people_here::{Folk, check_in, open, own, three_sessions};
use crate::service::{self, Answered, COOKIE, On, Service, encoded, words};
use alliance::CheckInV1;
use alliance::rupture::RuptureV1;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use care::{ClientId, Purpose, RecordId, Section};
use pages::Language;
use sessions::meeting::SessionV1;
use testing::browser::{Browser, Width};

/// Own words that belong to someone: they may never be lost.
const OWN_WORDS: &str = "I went quiet when we changed rooms";

pub(crate) fn say(key: &str) -> String {
    service::say(words(Language::English), key)
}

pub(crate) async fn after_three() -> (Service, Folk, RecordId) {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    let third = three_sessions(&service, &folk).await;
    (service, folk, third)
}

pub(crate) async fn check_ins(service: &Service, client: ClientId) -> Vec<(RecordId, u32)> {
    let act = own(service, client, &[Section::CheckIns]).await;
    let kept = act.latest::<CheckInV1>().await.unwrap().kept;
    kept.iter()
        .map(|kept| (kept.record, kept.version))
        .collect()
}

/// The check-in as its form would be sent, with these fields in place.
fn filled<'a>(session: &'a str, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("do", "answer-check-in"),
        ("session", session),
        ("session-version", "1"),
    ];
    form.extend(
        alliance::check_in_rules::SCALES
            .iter()
            .map(|scale| (*scale, "3")),
    );
    form.extend([("who_sees", "therapist_now"), ("see_each", "each")]);
    form.retain(|(name, _)| !fields.iter().any(|(wanted, _)| wanted == name));
    form.extend(fields);
    form
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_in_that_is_sent_several_times_counts_once() {
    let (service, folk, third) = after_three().await;
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Phone).await.unwrap();
    service.comes_in(&browser, "amal", Language::English).await;
    browser.press(&say("home-check-in-go")).await.unwrap();
    browser.until_seen(&say("check-in-send")).await.unwrap();
    for scale in alliance::check_in_rules::SCALES {
        browser.slide(scale, 3).await.unwrap();
    }
    browser.choose("who_sees", "therapist_now").await.unwrap();
    // A finger that trembles: three at once, and then once more by the button.
    let sent = browser
        .run_until_called(
            "const done = arguments[arguments.length - 1]; \
             const body = new URLSearchParams(new FormData(document.querySelector('form.form'))); \
             body.set('do', 'answer-check-in'); \
             const send = () => fetch('/', { method: 'POST', body }).then((answer) => answer.status, String); \
             Promise.all([send(), send(), send()]).then(done);",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(sent, serde_json::json!([200, 200, 200]));
    browser.press(&say("check-in-send")).await.unwrap();
    browser.until_seen(&say("check-in-already")).await.unwrap();
    browser.reload().await.unwrap();
    browser.until_seen(&say("home-next")).await.unwrap();
    assert_eq!(
        check_ins(&service, folk.amal).await.len(),
        3,
        "one for each session"
    );
    assert!(
        check_ins(&service, folk.amal)
            .await
            .iter()
            .all(|(_, version)| *version == 1)
    );

    // And without a browser, all at once, for someone who was never asked before.
    let amal = service.sign_in("amal").await;
    let session = third.to_string();
    let form = filled(&session, &[]);
    let again = service.client_does(&amal, &form).await;
    assert!(
        again.page.contains(&say("check-in-already")),
        "{}",
        again.page
    );
    let act = own(&service, folk.amal, &[Section::Relationship]).await;
    assert_eq!(
        act.latest::<RuptureV1>().await.unwrap().kept.len(),
        1,
        "one fall, one rupture"
    );
}

/// More than any field takes.
fn too_long() -> String {
    format!("{OWN_WORDS} {}", "and then ".repeat(120))
        .trim()
        .to_owned()
}

/// The part of a page in which one question stands: from its legend or label to the next.
fn question<'p>(page: &'p str, field: &str) -> &'p str {
    let at = page
        .find(&format!("name=\"{field}\""))
        .unwrap_or_else(|| panic!("{field} in {page}"));
    let (before, after) = page.split_at(at);
    let from = before.rfind("class=\"question").expect("a question");
    let to = after
        .find("class=\"question")
        .map_or(page.len(), |to| at + to);
    page.get(from..to).expect("a question")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_answer_is_told_at_its_question_and_nothing_that_was_written_is_lost() {
    let (service, folk, third) = after_three().await;
    let amal = service.sign_in("amal").await;
    let session = third.to_string();
    let too_long = "a quiet word ".repeat(40);
    for (field, value) in [
        ("heard", "11"),
        ("heard", "-1"),
        ("heard", "seven"),
        ("pace", "sideways"),
        ("own_words", too_long.as_str()),
    ] {
        let words = if field == "own_words" {
            value
        } else {
            OWN_WORDS
        };
        let wrong = [(field, value), ("felt_off", "yes"), ("own_words", words)];
        let fields = if field == "own_words" {
            &wrong[..2]
        } else {
            &wrong[..]
        };
        let came = service.client_does(&amal, &filled(&session, fields)).await;
        assert_eq!(
            came.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field} {value}"
        );
        assert_eq!(came.page.matches("has-wrong").count(), 1, "{field} {value}");
        assert!(
            question(&came.page, field).contains("has-wrong"),
            "told at {field}: {}",
            came.page
        );
        assert!(
            came.page.contains(words.trim()),
            "the words are still there"
        );
        let kept = question(&came.page, "accepted");
        assert!(
            kept.contains("value=\"3\" checked"),
            "what was answered is still answered: {kept}"
        );
    }
    assert_eq!(
        check_ins(&service, folk.amal).await.len(),
        2,
        "nothing was kept of it"
    );
}

/// Something is said to be wrong at its field, and the words are still there.
fn told_at_the_field(came: &Answered, words: &str) {
    let page = &came.page;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    let said = page.contains("class=\"wrong\"") && page.contains("aria-invalid=\"true\"");
    assert!(said && page.contains(words), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_too_long_or_missing_are_told_at_their_field_to_client_and_staff() {
    let (service, folk, third) = after_three().await;
    check_in(&service, folk.amal, third, &["3", "2", "3", "4", "3"]).await;
    let act = own(&service, folk.amal, &[Section::Relationship]).await;
    let rupture = act.latest::<RuptureV1>().await.unwrap().kept[0]
        .record
        .to_string();
    let (amal, ruth) = (service.sign_in("amal").await, service.sign_in("ruth").await);
    let long = too_long();
    let long = long.as_str();
    let once = own(&service, folk.amal, &[Section::Relationship])
        .await
        .mint()
        .to_string();
    let at = format!("/clients/{}/ruptures/{rupture}", folk.amal);
    let answered = [
        service
            .client_does(
                &amal,
                &[("do", "name-it"), ("once", &once), ("own-words", long)],
            )
            .await,
        service
            .client_does(
                &amal,
                &[
                    ("do", "reply-closed"),
                    ("about", &rupture),
                    ("own-words", long),
                ],
            )
            .await,
        service
            .post(&format!("{at}/step"), &ruth, &[("step", long)])
            .await,
        service
            .post(
                &format!("{at}/answer"),
                &ruth,
                &[("noticed", long), ("plan", "Ask first")],
            )
            .await,
    ];
    for came in &answered {
        told_at_the_field(came, long);
    }
    let came = service
        .post(
            &format!("{at}/answer"),
            &ruth,
            &[("noticed", OWN_WORDS), ("plan", " ")],
        )
        .await;
    assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(came.page.contains("id=\"plan-wrong\"") && came.page.contains(OWN_WORDS));
    let act = own(&service, folk.amal, &[Section::Relationship]).await;
    let kept = act.latest::<RuptureV1>().await.unwrap().kept;
    assert_eq!(
        (kept.len(), kept[0].version),
        (1, 1),
        "nothing was kept of it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_wrote_is_still_there_when_it_could_not_be_kept() {
    let (service, folk, _) = after_three().await;
    let ruth = service.sign_in("ruth").await;
    let long = too_long();
    let long = long.as_str();
    let once = own(&service, folk.amal, &[Section::Relationship])
        .await
        .mint()
        .to_string();
    let page = format!("/clients/{}", folk.amal);
    for (to, form) in [
        ("ruptures", vec![("once", &*once), ("words", long)]),
        (
            "sessions",
            vec![
                ("once", &*once),
                ("day", "2020-01-01"),
                ("time", "10:00"),
                ("minutes", "50"),
                ("place", OWN_WORDS),
            ],
        ),
    ] {
        let came = service.post(&format!("{page}/{to}"), &ruth, &form).await;
        let (_, written) = form.last().unwrap();
        let came = if came.status.is_redirection() {
            service.get(came.to(), &ruth).await
        } else {
            came
        };
        assert!(
            came.page.contains(written),
            "what was written for {to} is still there"
        );
    }
    let act = own(&service, folk.amal, &[Section::Relationship]).await;
    assert!(act.latest::<RuptureV1>().await.unwrap().kept.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_older_than_its_session_says_so_and_the_words_are_still_there() {
    let (service, folk, third) = after_three().await;
    let amal = service.sign_in("amal").await;
    let page = service.client_does(&amal, &[("do", "check-in")]).await;
    assert_eq!(page.hidden("session"), third.to_string());
    let mut act = open(
        &service,
        folk.ruth,
        folk.amal,
        &[Section::Sessions],
        Purpose::Treatment,
    )
    .await;
    let was = act.find::<SessionV1>(third).await.unwrap().unwrap();
    let moved = SessionV1 {
        place: "Room 5, Lindenhaus".to_owned(),
        ..was.value.clone()
    };
    act.amend(&was, &moved).unwrap();
    act.done().await.unwrap();
    let session = third.to_string();
    let came = service
        .client_does(
            &amal,
            &filled(&session, &[("felt_off", "yes"), ("own_words", OWN_WORDS)]),
        )
        .await;
    assert!(came.page.contains(&say("check-in-older")), "{}", came.page);
    assert_eq!(
        check_ins(&service, folk.amal).await.len(),
        2,
        "nothing was kept of it"
    );
    assert_eq!(
        came.hidden("session-version"),
        "2",
        "it can be sent from here"
    );
    assert!(
        came.page.contains(OWN_WORDS),
        "it says that they are: {}",
        came.page
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_too_large_is_refused_with_a_page_that_says_so() {
    let (service, folk, _) = after_three().await;
    let (amal, ruth) = (service.sign_in("amal").await, service.sign_in("ruth").await);
    let large = "x".repeat(pages::BODY_MAX + 1);
    let sessions = format!("/clients/{}/sessions", folk.amal);
    for (path, cookie) in [
        ("/", &*amal),
        (&sessions, &*ruth),
        ("/in", ""),
        ("/set-up", ""),
        ("/x", ""),
    ] {
        for counted in [true, false] {
            let body = encoded(&[("own_words", &large)]);
            let mut request = Request::post(path)
                .header(header::COOKIE, cookie)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            if counted {
                request = request.header(header::CONTENT_LENGTH, body.len());
            }
            let came = service.ask(request.body(Body::from(body)).unwrap()).await;
            if path == "/x" {
                assert!(
                    came.status.is_redirection(),
                    "leaving always works: {}",
                    came.status
                );
                continue;
            }
            assert_eq!(came.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
            let kind = came.page.contains(&say("error-too-large-title"));
            assert!(kind, "{path}, its length said: {counted}: {}", came.page);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_cookie_is_nobodys() {
    let (service, _, _) = after_three().await;
    let amal = service.sign_in("amal").await;
    assert!(service.get("/", &amal).await.page.contains("Amal"));
    let mut flipped = amal.clone();
    let last = if flipped.pop() == Some('0') { '1' } else { '0' };
    flipped.push(last);
    let door = service.get("/", "").await;
    let forged = [
        format!("{COOKIE}="),
        format!("{COOKIE}={}", "0".repeat(64)),
        format!("{COOKIE}=' or 1=1"),
        format!("{COOKIE}={}", "f".repeat(5000)),
        flipped,
        amal.replace(COOKIE, "a"),
        amal.to_uppercase(),
    ];
    for cookie in &forged {
        assert_eq!(service.get("/", cookie).await.page, door.page, "{cookie}");
        assert_eq!(service.get("/caseload", cookie).await.to(), "/", "{cookie}");
    }
    assert!(
        service.get("/", &amal).await.page.contains("Amal"),
        "the real one was not harmed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_from_another_site_is_refused_and_changes_nothing() {
    let (service, folk, third) = after_three().await;
    let amal = service.sign_in("amal").await;
    let session = third.to_string();
    let body = encoded(&filled(&session, &[]));
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://elsewhere.example"),
        ("origin", "null"),
    ] {
        let request = Request::post("/")
            .header(header::HOST, "service.example")
            .header(header::COOKIE, &amal)
            .header(name, value)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let came = service
            .ask(request.body(Body::from(body.clone())).unwrap())
            .await;
        assert_eq!(came.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    assert_eq!(check_ins(&service, folk.amal).await.len(), 2);
    assert!(
        service.get("/", &amal).await.page.contains("Amal"),
        "and nobody was signed out"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn someone_elses_record_in_a_clients_own_app_is_answered_like_none() {
    let (service, folk, third) = after_three().await;
    check_in(&service, folk.amal, third, &["3", "2", "3", "4", "3"]).await;
    let act = own(&service, folk.amal, &[Section::Relationship]).await;
    let rupture = act.latest::<RuptureV1>().await.unwrap().kept[0]
        .record
        .to_string();
    let nobodys = own(&service, folk.noor, &[Section::Relationship])
        .await
        .mint()
        .to_string();
    let noor = service.sign_in("noor").await;
    for does in ["rupture", "reply-closed", "reply-not-yet"] {
        let theirs = service
            .client_does(&noor, &[("do", does), ("about", &rupture)])
            .await;
        let absent = service
            .client_does(&noor, &[("do", does), ("about", &nobodys)])
            .await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{does}");
        assert_eq!(theirs, absent, "{does}");
    }
    let (third, nobodys) = (third.to_string(), nobodys);
    let theirs = service.client_does(&noor, &filled(&third, &[])).await;
    let absent = service.client_does(&noor, &filled(&nobodys, &[])).await;
    assert_eq!((theirs.status, &theirs), (StatusCode::NOT_FOUND, &absent));
    assert!(check_ins(&service, folk.noor).await.is_empty());
}
