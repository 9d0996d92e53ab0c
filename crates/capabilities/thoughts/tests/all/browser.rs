//! In a real browser: the client's screens on a phone and the desk page, light and dark, without
//! anything in anyone's way.

use super::served::{Served, once, served_plainly};
use care::ClientId;
use serde_json::json;
use std::time::Duration;
use testing::AMAL;
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

/// A line of each kind, and two days on which both thoughts were rated.
async fn lines_and_ratings(served: &Served, browser: &Browser, about: &str) {
    for (number, side, line) in [
        (2, "for", "He left, and then she did."),
        (3, "against", "My aunt came each Sunday for nine years."),
        (4, "instead", "Some go, and some stay."),
    ] {
        let id = once(number);
        let fields = [
            ("do", "thoughts-add-keep"),
            ("about", about),
            ("once", &*id),
            ("side", side),
            ("line", line),
        ];
        goes_to(browser, &fields).await;
    }
    for (number, old, new) in [(5, "60", "40"), (6, "40", "70")] {
        served.small.clock.pass(care::DAY);
        let id = once(number);
        let fields = [
            ("do", "thoughts-rate-keep"),
            ("about", about),
            ("once", &*id),
            ("believed", old),
            ("believed-instead", new),
        ];
        goes_to(browser, &fields).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thought_is_written_on_a_phone_and_looked_at_together_at_a_desk() {
    let served = served_plainly().await;
    let address = format!("http://{}/", served.stands().await);
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Phone).await.unwrap();
    browser.open(&address).await.unwrap();
    let comes = |who: &str| format!("document.cookie = 'a={who}; path=/'");
    browser.run(&comes("amal"), vec![]).await.unwrap();
    browser.open(&address).await.unwrap();

    goes_to(&browser, &[("do", "thoughts-new")]).await;
    nothing_in_the_way(&browser, "a new thought").await;
    browser.fill("thought", "No one stays").await.unwrap();
    browser.slide("believed", 3).await.unwrap();
    browser
        .whole_picture("thoughts-new", Width::Phone)
        .await
        .unwrap();
    browser.press("Send to Ruth Okafor").await.unwrap();
    browser.until_seen("Saved and sent.").await.unwrap();
    let page = browser.seen().await.unwrap();
    assert!(page.contains("30 of 100 on "), "{page}");

    let about = browser
        .run(
            "return document.querySelector('input[name=about]').value;",
            vec![],
        )
        .await
        .unwrap();
    let about = about.as_str().unwrap().to_owned();
    lines_and_ratings(&served, &browser, &about).await;
    browser.until_seen("It was ").await.unwrap();
    nothing_in_the_way(&browser, "one thought").await;
    browser
        .whole_picture("thoughts-one", Width::Phone)
        .await
        .unwrap();
    for screen in [
        "thoughts",
        "thoughts-add",
        "thoughts-pattern",
        "thoughts-rate",
        "thoughts-edit",
        "thoughts-voice",
        "thoughts-voice-new",
        "thoughts-kind",
    ] {
        goes_to(&browser, &[("do", screen), ("about", &*about)]).await;
        nothing_in_the_way(&browser, screen).await;
        browser.whole_picture(screen, Width::Phone).await.unwrap();
    }

    browser.be(Width::Desk).await.unwrap();
    browser.run(&comes("ruth"), vec![]).await.unwrap();
    let all = format!("{address}clients/{}/thoughts", ClientId::of(AMAL));
    browser.open(&all).await.unwrap();
    nothing_in_the_way(&browser, "by theme").await;
    browser
        .whole_picture("thoughts-staff", Width::Desk)
        .await
        .unwrap();
    browser.press("No one stays").await.unwrap();
    browser
        .until_seen("My aunt came each Sunday")
        .await
        .unwrap();
    nothing_in_the_way(&browser, "the desk page").await;
    browser
        .whole_picture("thoughts-desk", Width::Desk)
        .await
        .unwrap();
}
