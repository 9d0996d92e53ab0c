//! Saying how one may be reached, and what staff read of it.

use crate::served::Served;
use axum::http::StatusCode;
use care::{ClientId, DAY};
use testing::AMAL;

const MAIL: [(&str, &str); 8] = [
    ("way", "mail"),
    ("to", "sam@example.org"),
    ("reason", "waits"),
    ("day", "1"),
    ("from", "09:00"),
    ("until", "12:00"),
    ("cover", "2"),
    ("holds", "30"),
];

const CALL: [(&str, &str); 10] = [
    ("way", "call"),
    ("to", "+34 600 000 000"),
    ("reason", "appointment"),
    ("day", "1"),
    ("from", "09:00"),
    ("until", "12:00"),
    ("ask_for", "Sam"),
    ("say", "the library"),
    ("first", "Is the book still out?"),
    ("holds", "60"),
];

fn reach() -> String {
    format!("/clients/{}/reach", ClientId::of(AMAL))
}

#[tokio::test]
async fn by_default_everything_is_off_and_it_says_so() {
    let served = Served::new().await;
    let screen = served.does("amal", "how-to-reach-me", &[]).await;
    assert_eq!(screen.status, StatusCode::OK);
    for off in [
        "Off. No mail",
        "Off. Nobody calls",
        "Off. No letter",
        "never send text messages",
    ] {
        assert!(screen.has(off), "{off}");
    }
    let staff = served.get("ruth", &reach()).await;
    assert!(staff.has("They have not said that they may be reached"));
    assert!(staff.has("Do not call."));
}

#[tokio::test]
async fn what_would_arrive_is_shown_before_it_is_allowed_and_after() {
    let served = Served::new().await;
    let form = served.does("amal", "reach-mail", &[]).await;
    for shown in [
        "notes@example.org",
        "A note for you",
        "The list has changed",
        "the list has changed since you last looked",
        "Anyone who can open this mailbox",
    ] {
        assert!(form.has(shown), "{shown}");
    }
    assert!(
        !form.has("something about the service has changed"),
        "no mail is ever sent for that, so it is not offered"
    );
    let kept = served.does("amal", "keep-reach", &MAIL).await;
    assert!(kept.has("Kept. It holds from now on."));
    assert!(kept.has("sam@example.org") && kept.has("The list has changed"));
    assert!(kept.has("Tuesday, from 09:00 to 12:00"));
    assert!(!kept.has("A note for you"), "only the one that would come");
}

#[tokio::test]
async fn staff_read_whom_to_ask_for_and_what_to_say_and_whether_it_is_the_hour() {
    let served = Served::new().await;
    served.does("amal", "keep-reach", &CALL).await;
    let staff = served.get("ruth", &reach()).await;
    for said in [
        "+34 600 000 000",
        "Tuesday, from 09:00 to 12:00",
        "Sam",
        "the library",
        "Is the book still out?",
    ] {
        assert!(staff.has(said), "{said}");
    }
    // Over a whole week there are days on which they may not, and hours on one on which they may.
    let (mut may, mut may_not) = (0, 0);
    for _ in 0..7 * 24 {
        served.small.clock.pass(DAY / 24);
        let page = served.get("ruth", &reach()).await;
        may += u32::from(page.has("Yes, you may call now."));
        may_not += u32::from(page.has("Not now. Again from"));
    }
    assert_eq!((may, may_not), (3, 165));
    served.small.clock.pass(60 * DAY);
    let page = served.get("ruth", &reach()).await;
    assert!(page.has("The time they gave has run out"));
    for gone in [
        "+34 600 000 000",
        "Sam",
        "the library",
        "Is the book still out?",
    ] {
        assert!(!page.has(gone), "{gone} outlives its rule");
    }
}

#[tokio::test]
async fn a_lead_may_read_it_to_call_back_and_someone_without_a_relation_may_not() {
    let served = Served::new().await;
    served.does("amal", "keep-reach", &CALL).await;
    assert!(served.get("mara", &reach()).await.has("the library"));
    let ben = served.get("ben", &reach()).await;
    assert_eq!(ben.status, StatusCode::NOT_FOUND);
    assert!(!ben.has("library"));
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let served = Served::new().await;
    let wrong = [
        ("way", "mail"),
        ("to", "sam@example.org\r\nBcc: tom@example.org"),
        ("from", "12:00"),
        ("until", "09:00"),
        ("holds", "365"),
    ];
    let back = served.does("amal", "keep-reach", &wrong).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "Write one mail address",
        "Choose at least one thing",
        "Choose at least one day",
        "Choose two times",
        "Choose for how long it holds",
        "tom@example.org",
    ] {
        assert!(back.has(said), "{said}");
    }
    let screen = served.does("amal", "how-to-reach-me", &[]).await;
    assert!(screen.has("Off. No mail"));
    let unknown = served.does("amal", "keep-reach", &[("way", "sms")]).await;
    assert!(unknown.status.is_client_error());
}

#[tokio::test]
async fn ending_a_way_forgets_the_address_and_saying_it_is_safe_renews_it() {
    let served = Served::new().await;
    served.does("amal", "keep-reach", &MAIL).await;
    served.small.clock.pass(24 * DAY);
    let soon = served.does("amal", "how-to-reach-me", &[]).await;
    assert!(soon.has("The time you gave runs out soon"));
    let renewed = served.does("amal", "still-reach", &[("way", "mail")]).await;
    assert!(!renewed.has("The time you gave runs out soon"));
    served.small.clock.pass(31 * DAY);
    let over = served.does("amal", "how-to-reach-me", &[]).await;
    assert!(over.has("The time you gave has run out. No mail is sent to you."));
    let ended = served.does("amal", "stop-reach", &[("way", "mail")]).await;
    assert!(ended.has("Off. No mail") && !ended.has("sam@example.org"));
}

#[tokio::test]
async fn where_the_service_sends_no_mail_none_can_be_allowed() {
    let served = Served::sending(None).await;
    let screen = served.does("amal", "how-to-reach-me", &[]).await;
    assert!(screen.has("This service does not send mail."));
    assert!(!screen.has("value=\"reach-mail\""));
    let kept = served.does("amal", "keep-reach", &MAIL).await;
    assert!(kept.status.is_client_error());
}

#[tokio::test]
async fn it_is_said_in_spanish_too() {
    let served = Served::new().await;
    let mail = MAIL.map(|(name, value)| (name, if name == "cover" { "0" } else { value }));
    let kept = served.does("amal.es", "keep-reach", &mail).await;
    assert!(kept.has("Una nota para usted") && kept.has("martes, de 09:00 a 12:00"));
    assert!(kept.main().contains("Nunca enviamos mensajes de texto"));
}
