//! The lock in real browsers: a page out of sight, one that lies open, and one without scripts.

use super::*;

/// Amal is in the middle of a sentence.
async fn in_the_middle(browser: &Browser, service: &Service) {
    let english = words(Language::English);
    service.comes_in(browser, "amal", Language::English).await;
    browser
        .press(&say(english, "home-felt-wrong"))
        .await
        .unwrap();
    browser
        .until_seen(&say(english, "felt-wrong-lead"))
        .await
        .unwrap();
    browser.run(WRITE, vec![HARD.into()]).await.unwrap();
}

/// On return there is the lock, and behind it the same screen with the same words.
async fn finds_it_again(browser: &Browser) {
    browser.until_there("input[name=unlock]").await.unwrap();
    assert!(!browser.everything().await.unwrap().contains("half"));
    unlocks(browser, Language::English).await;
    browser
        .until_there("textarea[name=own-words]")
        .await
        .unwrap();
    assert_eq!(browser.run(VALUE, vec![]).await.unwrap(), HARD);
}

async fn hides_and_shows(browser: Browser, name: &str) {
    let (service, _, _) = with_amal().await;
    in_the_middle(&browser, &service).await;
    let left = browser.run(HIDE, vec![]).await.unwrap();
    assert_eq!(left, 0, "in the same task");
    assert!(!browser.everything().await.unwrap().contains("half"));
    let cookie = format!(
        "{COOKIE}={}",
        browser.cookie(COOKIE).await.unwrap().unwrap()
    );
    for _ in 0..100 {
        if service.gets("/", &cookie).await.is_locked() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(
        service.gets("/", &cookie).await.is_locked(),
        "on the server"
    );
    browser.run(SHOW, vec![]).await.unwrap();
    finds_it_again(&browser).await;
    shows(
        "BR-8",
        &format!(
            "{name}: put out of sight, 0 nodes of content in the same task, locked on the server; the half-written text byte-equal after the unlock"
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_out_of_sight_is_locked_at_once_and_loses_no_words_in_chromium() {
    hides_and_shows(Browser::chromium().await.unwrap(), "Chromium").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_out_of_sight_is_locked_at_once_and_loses_no_words_in_firefox() {
    hides_and_shows(Browser::firefox().await.unwrap(), "Firefox").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_out_of_sight_is_locked_at_once_and_loses_no_words_in_webkit() {
    hides_and_shows(Browser::webkit().await.unwrap(), "WebKitGTK").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_there_for_five_minutes_locks_the_page_that_lies_open() {
    let (service, _, _) = with_amal().await;
    let browser = Browser::chromium().await.unwrap();
    in_the_middle(&browser, &service).await;
    // The device's clock says that five minutes have gone.
    let later = "const real = Date.now; Date.now = () => real() + 5 * 60 * 1000 + 1;";
    browser.run(later, vec![]).await.unwrap();
    finds_it_again(&browser).await;
    shows(
        "BR-8",
        "Chromium: five minutes without anyone: locked, the text byte-equal after the unlock",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_could_not_be_told_when_the_page_was_hidden_are_told_when_it_is_seen_again() {
    let (service, _, _) = with_amal().await;
    let browser = Browser::chromium().await.unwrap();
    in_the_middle(&browser, &service).await;
    browser.offline(true).await.unwrap();
    assert_eq!(browser.run(HIDE, vec![]).await.unwrap(), 0);
    browser.run(SHOW, vec![]).await.unwrap();
    let english = words(Language::English);
    browser
        .until_seen(&say(english, "not-reached"))
        .await
        .unwrap();
    assert_eq!(browser.run(CONTENT, vec![]).await.unwrap(), 0);
    browser.offline(false).await.unwrap();
    finds_it_again(&browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tab_in_front_locks_the_one_behind() {
    let (service, _, _) = with_amal().await;
    let browser = Browser::firefox().await.unwrap();
    in_the_middle(&browser, &service).await;
    browser.looks_away().await.unwrap();
    // This script runs in the page that is behind.
    assert_eq!(browser.run(CONTENT, vec![]).await.unwrap(), 0);
    browser.looks_back().await.unwrap();
    finds_it_again(&browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_lock_is_a_page_like_any_other() {
    let (service, _, _) = with_amal().await;
    let browser = Browser::chromium().await.unwrap();
    browser.without_scripts(true).await.unwrap();
    service.comes_in(&browser, "amal", Language::English).await;
    let english = words(Language::English);
    browser.press(&say(english, "place-lock")).await.unwrap();
    browser
        .until_seen(&say(english, "cover-open"))
        .await
        .unwrap();
    goes_in(&browser, Language::English).await;
    browser.until_seen("Amal").await.unwrap();
}
