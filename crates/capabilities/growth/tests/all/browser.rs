//! In a real browser: the client's screens on a phone, light and dark, without anything in anyone's
//! way.

use super::served::served_plainly;
use serde_json::json;
use std::time::Duration;
use testing::browser::{Browser, Width};

/// Sends these fields as a form of the page would, so that the page knows that one goes on: left in any
/// other way, it is put away and locked.
async fn goes_to(browser: &Browser, fields: &[(&str, &str)]) {
    let script = "const [fields] = arguments; const done = arguments[arguments.length - 1];
      globalThis.before = true;
      fetch('/', { method: 'POST', body: new URLSearchParams({ do: 'unlock', unlock: 'x' }), headers: { 'HX-Request': 'true' } }).then(() => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action: '/' });
        for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
        document.body.append(form); form.requestSubmit(); done(true); });";
    let all = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)));
    let all: serde_json::Map<_, _> = all.collect();
    browser
        .run_until_called(script, vec![all.into()])
        .await
        .unwrap();
    let there = "return globalThis.before === undefined && document.readyState === 'complete';";
    let mut come = false;
    for _ in 0..200 {
        let said = browser.run(there, vec![]).await;
        come = said.is_ok_and(|said| said == json!(true));
        if come {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(come, "the next page did not come");
}

async fn nothing_in_the_way(browser: &Browser, at: &str) {
    for dark in [false, true] {
        browser.prefer(dark, true).await.unwrap();
        let barriers = browser.barriers().await.unwrap();
        assert!(barriers.is_empty(), "{at}, dark {dark}: {barriers:#?}");
    }
    browser.prefer(false, true).await.unwrap();
    assert_eq!(browser.too_wide_by().await.unwrap(), 0, "{at}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_and_a_chapter_are_written_on_a_phone() {
    let served = served_plainly().await;
    let address = format!("http://{}/", served.stands().await);
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Phone).await.unwrap();
    browser.open(&address).await.unwrap();
    let comes = "document.cookie = 'a=amal; path=/'";
    browser.run(comes, vec![]).await.unwrap();
    browser.open(&address).await.unwrap();
    goes_to(&browser, &[("do", "growth")]).await;
    nothing_in_the_way(&browser, "the offer").await;
    browser.press("Turn it on").await.unwrap();
    browser
        .until_seen("You can turn it off at any time.")
        .await
        .unwrap();
    browser.press("Write down a first").await.unwrap();
    browser.until_seen("The first time I").await.unwrap();
    nothing_in_the_way(&browser, "a first").await;
    browser
        .fill("note", "I said no to my brother, and it was quiet after.")
        .await
        .unwrap();
    browser.press("Keep it for myself").await.unwrap();
    browser
        .until_seen("Saved. Only you can see it.")
        .await
        .unwrap();
    goes_to(&browser, &[("do", "growth-chapter")]).await;
    nothing_in_the_way(&browser, "a chapter").await;
    browser.fill("title", "The yard").await.unwrap();
    browser.fill("chapter", "We had a fig tree.").await.unwrap();
    browser.press("Send to Ruth Okafor").await.unwrap();
    browser.until_seen("Saved and sent.").await.unwrap();
    for screen in [
        "growth",
        "growth-all",
        "growth-story",
        "growth-together",
        "growth-off",
    ] {
        goes_to(&browser, &[("do", screen)]).await;
        nothing_in_the_way(&browser, screen).await;
        browser.whole_picture(screen, Width::Phone).await.unwrap();
    }
}
