//! In a browser: a picture is chosen and sent, the page waits unseen for whoever chooses it and locks
//! for everyone else, and nothing keeps anyone out of these pages.

use crate::served::{Served, a_picture};
use serde_json::json;
use testing::AMAL;
use testing::browser::{Browser, Width};

async fn comes_in(browser: &Browser, at: &str, name: &str) {
    browser.open(&format!("{at}/k.html")).await.unwrap();
    let cookie = format!("document.cookie = 'a={name}; path=/'");
    browser.run(&cookie, vec![]).await.unwrap();
}

/// Goes to a screen behind the lock.
async fn goes_to(browser: &Browser, at: &str, screen: &str) {
    let script = "const done = arguments[arguments.length - 1];
      (async () => { for (const does of ['unlock', arguments[0]]) await fetch('/', { method: 'POST', body: new URLSearchParams({ do: does, unlock: 'x' }), headers: { 'HX-Request': 'true' } });
      done(true); })();";
    browser
        .run_until_called(script, vec![json!(screen)])
        .await
        .unwrap();
    browser.open(&format!("{at}/")).await.unwrap();
}

async fn nobody_is_kept_out(browser: &Browser, what: &str) {
    assert_eq!(
        browser.barriers().await.unwrap(),
        Vec::<String>::new(),
        "{what}"
    );
    assert_eq!(browser.too_wide_by().await.unwrap(), 0, "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_chosen_and_sent_in_a_browser() {
    let served = Served::for_a_browser().await;
    served.answers_within(48, true);
    let at = format!("http://{}", served.stands().await);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Amal at the police.png");
    std::fs::write(&file, a_picture()).unwrap();
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Smallest).await.unwrap();
    comes_in(&browser, &at, "amal").await;
    goes_to(&browser, &at, "write-message").await;
    browser.until_seen("as you agreed").await.unwrap();
    nobody_is_kept_out(&browser, "writing").await;
    browser
        .whole_picture("messages-write", Width::Phone)
        .await
        .unwrap();

    // Whoever chooses a picture looks at the phone's own list of them, and comes back to the page.
    browser
        .fill("message-words", "Look at this.")
        .await
        .unwrap();
    let chooses = "document.getElementById('files').addEventListener('click', (event) => event.preventDefault(), { once: true }); document.getElementById('files').click();";
    browser.run(chooses, vec![]).await.unwrap();
    browser.looks_away().await.unwrap();
    browser.until_seen("as you agreed").await.unwrap();
    browser.hand_in("#files", &file).await.unwrap();
    browser.press("Send").await.unwrap();
    browser.until_seen("Sent and saved.").await.unwrap();
    let drawn = "const done = arguments[arguments.length - 1]; const one = document.querySelector('.sent-along');
      one.loading = 'eager'; const look = () => one.complete && one.naturalWidth ? done(one.naturalWidth) : setTimeout(look, 50); look();";
    let wide = browser.run_until_called(drawn, vec![]).await.unwrap();
    assert_eq!(wide, json!(40));
    nobody_is_kept_out(&browser, "reading").await;
    browser.be(Width::Phone).await.unwrap();
    browser
        .whole_picture("messages", Width::Phone)
        .await
        .unwrap();
    let everything = browser.everything().await.unwrap();
    assert!(!everything.contains("police"));

    // Whoever looks away without choosing anything has locked.
    goes_to(&browser, &at, "write-message").await;
    browser.until_seen("as you agreed").await.unwrap();
    browser.fill("message-words", "One more.").await.unwrap();
    browser.looks_back().await.unwrap();
    browser.until_seen("Unlock word").await.unwrap();
    assert!(!browser.everything().await.unwrap().contains("One more."));
    goes_to(&browser, &at, "write-message").await;
    browser.until_there("#message-words").await.unwrap();
    let kept = browser.everything().await.unwrap();
    assert!(kept.contains("One more."), "the words are there");

    browser.be(Width::Desk).await.unwrap();
    comes_in(&browser, &at, "ruth").await;
    browser
        .open(&format!("{at}/clients/{AMAL}/messages"))
        .await
        .unwrap();
    browser.until_seen("Look at this.").await.unwrap();
    nobody_is_kept_out(&browser, "the desk").await;
    browser
        .whole_picture("messages-staff", Width::Desk)
        .await
        .unwrap();
    browser.fill("message-words", "I see it.").await.unwrap();
    browser.press("Send").await.unwrap();
    browser.until_seen("Answered, ").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn words_typed_a_moment_before_the_way_back_are_not_lost() {
    let served = Served::for_a_browser().await;
    let at = format!("http://{}", served.stands().await);
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Phone).await.unwrap();
    comes_in(&browser, &at, "amal").await;
    goes_to(&browser, &at, "write-message").await;
    browser.until_there("#message-words").await.unwrap();
    // Sooner than any draft is kept: both in one task.
    let types_and_goes = "const words = document.getElementById('message-words'); words.value = 'Half a thought';
      words.dispatchEvent(new Event('input', { bubbles: true })); document.querySelector('form.back button').click();";
    browser.run(types_and_goes, vec![]).await.unwrap();
    let elsewhere = "body:not(:has(#message-words))";
    browser.until_there(elsewhere).await.unwrap();
    goes_to(&browser, &at, "write-message").await;
    browser.until_held("Half a thought").await.unwrap();
}
