//! How people go through the pages in a browser: sign in, leave, sign out.

use crate::service::{EVERYDAY, PASSPHRASE, Service, say, words};
use pages::Language;
use testing::browser::Browser;

/// Who is in care in these stories; everyone else works here.
pub(crate) const CLIENTS: [&str; 2] = ["amal", "noor"];

impl Service {
    /// Someone who works here gives a code of their authenticator.
    pub(crate) async fn second_step(&self, browser: &Browser, language: Language) {
        let words = words(language);
        browser
            .until_seen(&say(words, "second-title"))
            .await
            .unwrap();
        browser.fill("code", &self.code()).await.unwrap();
        browser.press(&say(words, "second-do")).await.unwrap();
    }

    /// Someone comes to the door and signs in. What follows is their first screen.
    pub(crate) async fn comes_in(&self, browser: &Browser, name: &str, language: Language) {
        let words = words(language);
        // Tries come back with time, and nobody signs in twice in one breath.
        self.minutes(13);
        browser.open(&self.address).await.unwrap();
        // The door keeps the language of whoever left by it; the first time it is asked for.
        let other = browser.seen().await.unwrap();
        if language == Language::Spanish && other.contains("Español") {
            browser.press("Español").await.unwrap();
        }
        browser
            .until_seen(&say(words, "people-field-passphrase"))
            .await
            .unwrap();
        browser.fill("sign-in", name).await.unwrap();
        browser.fill("passphrase", PASSPHRASE).await.unwrap();
        browser.press(&say(words, "people-in")).await.unwrap();
        if CLIENTS.contains(&name) {
            goes_in(browser, language).await;
        } else {
            self.second_step(browser, language).await;
        }
    }
}

/// A client opens what is behind the cover, and leaves what comes first for later.
pub(crate) async fn goes_in(browser: &Browser, language: Language) {
    let words = words(language);
    browser.press(&say(words, "cover-open")).await.unwrap();
    unlocks(browser, language).await;
    browser.until_there("#screen[data-inside]").await.unwrap();
    let seen = browser.seen().await.unwrap();
    if seen.contains(&say(words, "begin-lead")) {
        browser.press(&say(words, "begin-not-yet")).await.unwrap();
        browser.until_there("[aria-current=page]").await.unwrap();
    }
}

/// A client writes what unlocks.
pub(crate) async fn unlocks(browser: &Browser, language: Language) {
    browser.fill("unlock", PASSPHRASE).await.unwrap();
    let open = say(words(language), "lock-open");
    browser.press(&open).await.unwrap();
}

/// A client leaves in a hurry.
pub(crate) async fn leaves(browser: &Browser, language: Language) {
    browser.press(&say(words(language), "exit")).await.unwrap();
    browser.until_seen(EVERYDAY).await.unwrap();
}

/// Someone who works here signs out.
pub(crate) async fn signs_out(browser: &Browser, language: Language) {
    let words = words(language);
    browser.press(&say(words, "sign-out")).await.unwrap();
    browser.until_there("input[name=passphrase]").await.unwrap();
}
