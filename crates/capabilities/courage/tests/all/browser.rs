//! In a browser: nothing keeps anyone out of the screens at a phone's width or the pages at a desk,
//! and a try is begun, stopped and written down with a thumb.

use super::pages::{at, once, ready, served_over, writes};
use axum::http::StatusCode;
use serde_json::json;
use testing::browser::{Browser, Width};
use testing::served::Served;

async fn comes_in(browser: &Browser, at: &str, name: &str) {
    browser.open(&format!("{at}/k.html")).await.unwrap();
    let cookie = format!("document.cookie = 'a={name}; path=/'");
    browser.run(&cookie, vec![]).await.unwrap();
}

/// Goes to a screen behind the lock.
async fn goes_to(browser: &Browser, at: &str, screen: &str, about: &str) {
    let script = "const done = arguments[arguments.length - 1];
      (async () => { for (const does of ['unlock', arguments[0]]) await fetch('/', { method: 'POST', body: new URLSearchParams({ do: does, unlock: 'x', about: arguments[1] }), headers: { 'HX-Request': 'true' } });
      done(true); })();";
    let sent = vec![json!(screen), json!(about)];
    // The page before is left first, and locks as it goes.
    browser.open(&format!("{at}/k.html")).await.unwrap();
    browser.run_until_called(script, sent).await.unwrap();
    browser.open(&format!("{at}/")).await.unwrap();
}

async fn nobody_is_kept_out(browser: &Browser, what: &str) {
    let found = browser.barriers().await.unwrap();
    assert_eq!(found, Vec::<String>::new(), "{what}");
    assert_eq!(browser.too_wide_by().await.unwrap(), 0, "{what}");
}

async fn a_script(served: &Served) {
    let fields = [
        ("once", &*once(5)),
        ("about-it", "Asking for Thursday off"),
        ("who-1", "mine"),
        ("line-1", "I need Thursday evening off."),
        ("who-2", "other"),
        ("line-2", "Again?"),
    ];
    let came = served.post("ruth", &at("/scripts"), &fields).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER);
}

/// The same pages at a desk.
async fn at_the_desk(browser: &Browser, here: &str) {
    browser.be(Width::Desk).await.unwrap();
    comes_in(browser, here, "ruth").await;
    let ladder = format!("/ladders/{}", once(1));
    for (what, way) in [
        ("staff", String::new()),
        ("staff-ladder", ladder.clone()),
        ("staff-step", format!("{ladder}/steps")),
        ("staff-try", format!("{ladder}/steps/{}/try", once(2))),
        ("staff-script", format!("/scripts/{}", once(5))),
        ("staff-rehearse", format!("/scripts/{}/rehearse", once(5))),
    ] {
        browser.open(&format!("{here}{}", at(&way))).await.unwrap();
        nobody_is_kept_out(browser, what).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_try_is_begun_stopped_and_written_down_and_nobody_is_kept_out() {
    let served = served_over(false).await;
    ready(&served, "courage-new-send").await;
    a_script(&served).await;
    let here = format!("http://{}", served.stands().await);
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Phone).await.unwrap();
    comes_in(&browser, &here, "amal").await;
    goes_to(&browser, &here, "courage-try", &once(2)).await;
    browser.fill("feared", "they will laugh").await.unwrap();
    browser.until_seen("Saved").await.unwrap();
    nobody_is_kept_out(&browser, "before").await;
    // Whoever looks away and comes back finds the words there.
    goes_to(&browser, &here, "courage-try", &once(2)).await;
    browser.press("Begin").await.unwrap();
    browser.until_seen("Stop here").await.unwrap();
    nobody_is_kept_out(&browser, "during").await;
    // The page is left in the middle, and the try is where it was.
    goes_to(&browser, &here, "courage", "").await;
    browser.until_seen("You began a try.").await.unwrap();
    nobody_is_kept_out(&browser, "entry").await;
    goes_to(&browser, &here, "courage", "").await;
    browser.press("Go on with it").await.unwrap();
    browser.until_seen("Stop here").await.unwrap();
    browser.press("Stop here").await.unwrap();
    browser
        .until_seen("You stopped before the end.")
        .await
        .unwrap();
    nobody_is_kept_out(&browser, "after").await;
    goes_to(&browser, &here, "courage", "").await;
    browser.press("Go on with it").await.unwrap();
    browser
        .until_seen("You stopped before the end.")
        .await
        .unwrap();
    browser.fill("learned", "I can leave.").await.unwrap();
    browser.press("Send to Ruth Okafor").await.unwrap();
    browser.until_seen("It is kept.").await.unwrap();
    // A second one, with its numbers.
    goes_to(&browser, &here, "courage-try", &once(2)).await;
    let before = [
        ("about", &*once(2)),
        ("once", &*once(3)),
        ("feared", "they will laugh"),
        ("sure", "90"),
        ("before", "50"),
    ];
    served.does("amal", "courage-try-begin", &before).await;
    writes(&served, 3, "courage-try-send", "30").await;
    for (screen, about) in [
        ("courage-new", String::new()),
        ("courage-ladder", once(1)),
        ("courage-step", once(2)),
        ("courage-step-edit", once(2)),
        ("courage-look", once(1)),
        ("courage-tries", once(1)),
        ("courage-script", once(5)),
        ("courage-script-write", once(5)),
        ("courage-rehearse", once(5)),
        ("courage-feedback", once(5)),
        ("courage-hints", String::new()),
    ] {
        goes_to(&browser, &here, screen, &about).await;
        nobody_is_kept_out(&browser, screen).await;
    }
    at_the_desk(&browser, &here).await;
}
