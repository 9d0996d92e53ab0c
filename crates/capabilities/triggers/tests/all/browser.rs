//! In a browser: nothing keeps anyone out of these screens, and a mark that is tapped shows what it
//! stands for.

use crate::pages::writes;
use serde_json::json;
use testing::browser::{Browser, Width};
use testing::served::Serving;

/// Comes in, and takes the lock off.
async fn comes_in(browser: &Browser, at: &str, who: &str) {
    browser.open(&format!("{at}/k.html")).await.unwrap();
    let cookie = format!("document.cookie = 'a={who}; path=/'");
    browser.run(&cookie, vec![]).await.unwrap();
    let posts = "const done = arguments[arguments.length - 1];
      fetch('/', { method: 'POST', body: new URLSearchParams({ do: 'unlock', unlock: 'x' }), headers: { 'HX-Request': 'true' } }).then(() => done(true));";
    browser.run_until_called(posts, vec![]).await.unwrap();
    browser.open(&format!("{at}/")).await.unwrap();
    browser.until_there("#screen[data-inside]").await.unwrap();
}

/// Goes to a screen as the app's own buttons do, within the page.
async fn goes_to(browser: &Browser, fields: serde_json::Value) {
    let script = "document.querySelector('#screen h1')?.remove();
      const form = document.querySelector('.back') ?? document.querySelector('.places form');
      for (const [name, value] of Object.entries(arguments[0])) {
        const field = document.createElement('input');
        [field.type, field.name, field.value] = ['hidden', name, value];
        form.append(field);
      }
      form.querySelector('button').name = '';
      form.requestSubmit();";
    browser.run(script, vec![fields]).await.unwrap();
    browser
        .until_there("#screen[data-inside] h1")
        .await
        .unwrap();
}

async fn nobody_is_kept_out(browser: &Browser, what: &str) {
    let barriers = browser.barriers().await.unwrap();
    assert_eq!(barriers, Vec::<String>::new(), "{what}");
    assert_eq!(browser.too_wide_by().await.unwrap(), 0, "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_kept_out_and_a_mark_shows_what_it_stands_for() {
    let serving = Serving::new()
        .await
        .choosing(|settings| settings.https = false);
    let served = serving.site(triggers::routes(), triggers::screens());
    let fields = [
        ("cue-new", "A slammed door"),
        ("strong", "8"),
        ("helped", "warm water"),
    ];
    let entry = writes(&served, "send", &fields).await;
    let card = served
        .does("amal", "trigger-card-write", &[])
        .await
        .field("card");
    let fields = [
        ("card", card.as_str()),
        ("seen", "0"),
        ("card-cue", "A slammed door"),
        ("card-not", "Do not stand behind me"),
    ];
    served.does("amal", "trigger-card-send", &fields).await;
    let chosen = [
        ("about", card.as_str()),
        ("circle", "ward"),
        ("line", "not"),
    ];
    served.does("amal", "trigger-share-yes", &chosen).await;
    served
        .does("amal", "quiet-words-keep", &[("list", "slammed\nbehind")])
        .await;

    let at = format!("http://{}", served.stands().await);
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Smallest).await.unwrap();
    // Two sign-ins: a page that is left locks its own.
    for who in ["amal.es.other", "amal"] {
        comes_in(&browser, &at, who).await;
        for screen in [
            "triggers",
            "trigger-log",
            "trigger-entries",
            "trigger-patterns",
            "trigger-card",
            "trigger-card-write",
            "trigger-share",
            "quiet-words",
            "trigger-entry",
        ] {
            let about = if screen == "trigger-entry" {
                &entry
            } else {
                &card
            };
            goes_to(&browser, json!({ "do": screen, "about": about })).await;
            nobody_is_kept_out(&browser, &format!("{who} {screen}")).await;
            let picture = format!("{screen}-{who}");
            browser.whole_picture(&picture, Width::Phone).await.unwrap();
        }
    }
    goes_to(&browser, json!({ "do": "triggers" })).await;
    assert!(!browser.everything().await.unwrap().contains("slammed"));
    browser.press_at("h3 .quiet-word").await.unwrap();
    browser.until_seen("A slammed door").await.unwrap();
    nobody_is_kept_out(&browser, "shown").await;
    browser.press_at("#quiet-hide button").await.unwrap();
    browser
        .until_seen("Something is left out on this screen")
        .await
        .unwrap();
}
