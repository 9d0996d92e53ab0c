//! Writing a note in real browsers: what is typed is kept while it is typed, also when the line is
//! lost for a while; Ctrl and Enter finish; no page has barriers.

use crate::progress::at;
use crate::served::Served;
use sealed::Blind;
use testing::browser::{Browser, Key, Width};

async fn comes_in(browser: &Browser, address: &str, who: &str) {
    browser.open(&format!("{address}/k.html")).await.unwrap();
    let cookie = format!("document.cookie = 'a={who}; path=/'");
    browser.run(&cookie, vec![]).await.unwrap();
}

/// Widths and a lost line are Chromium's to show.
async fn without_barriers(browser: &Browser, width: Width, chromium: bool) {
    if !chromium {
        return;
    }
    browser.be(width).await.unwrap();
    for dark in [false, true] {
        browser.prefer(dark, true).await.unwrap();
        let found = browser.barriers().await.unwrap();
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(browser.too_wide_by().await.unwrap(), 0);
    }
}

async fn goes_to(browser: &Browser, address: &str, form: &str) {
    let script = "const done = arguments[arguments.length - 1];
      (async () => { for (const does of ['do=unlock&unlock=x', arguments[0]]) await fetch('/', { method: 'POST',
      body: new URLSearchParams(does), headers: { 'HX-Request': 'true' } }); done(true); })();";
    let form = serde_json::json!(form);
    browser.run_until_called(script, vec![form]).await.unwrap();
    browser.open(&format!("{address}/")).await.unwrap();
}

async fn the_whole(browser: Browser, chromium: bool) {
    let served = Served::reached(Blind::Yes, false).await;
    let address = served.answers().await;
    let new = format!("{address}{}", at("/new"));
    comes_in(&browser, &address, "ruth").await;
    browser.open(&new).await.unwrap();
    without_barriers(&browser, Width::Desk, chromium).await;
    browser.fill("did", "We read the letter.").await.unwrap();
    browser
        .until_seen("Kept as a draft. Nobody else sees it.")
        .await
        .unwrap();
    // As after a crash: nothing was sent by hand, and it is there.
    browser.open(&new).await.unwrap();
    browser.until_seen("You began this on").await.unwrap();
    let value = "return document.querySelector('#did').value;";
    let did = browser.run(value, vec![]).await.unwrap();
    assert_eq!(did.as_str(), Some("We read the letter."));
    if chromium {
        browser.offline(true).await.unwrap();
        browser.fill("how", "Tense, then steady.").await.unwrap();
        browser.until_seen("Not kept just now").await.unwrap();
        browser.offline(false).await.unwrap();
        browser.until_seen("Kept as a draft. Nobody").await.unwrap();
    }
    let chord = [Key::Control, Key::Enter].map(char::from);
    let words = format!("Walks.{}{}", chord[0], chord[1]);
    browser.fill("next", &words).await.unwrap();
    browser.until_seen("It is finished.").await.unwrap();
    without_barriers(&browser, Width::Desk, chromium).await;
    browser.open(&format!("{address}{}", at(""))).await.unwrap();
    let seen = browser.until_seen("We read the letter.").await.unwrap();
    assert!(!seen.contains("Not finished yet"), "{seen}");
    without_barriers(&browser, Width::Desk, chromium).await;
    comes_in(&browser, &address, "amal").await;
    goes_to(&browser, &address, "do=notes").await;
    browser.until_seen("By Ruth Okafor").await.unwrap();
    without_barriers(&browser, Width::Phone, chromium).await;
    browser.press_at("button.way[value=notes]").await.unwrap();
    browser.until_seen("Walks.").await.unwrap();
    without_barriers(&browser, Width::Phone, chromium).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chromium_keeps_what_is_typed_and_finishes_by_keyboard() {
    the_whole(Browser::chromium().await.unwrap(), true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn firefox_keeps_what_is_typed_and_finishes_by_keyboard() {
    the_whole(Browser::firefox().await.unwrap(), false).await;
}
