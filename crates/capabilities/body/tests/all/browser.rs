//! In a real browser, on a phone: the quiet minutes without a connection, and the figure that is
//! tapped.

use body::Sessions;
use care::Moment;
use pages::{COVER, Html, Screens};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use serde_json::json;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use testing::browser::{Browser, Width};
use testing::served::{Served, Serving};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

/// A first screen that belongs to others.
#[derive(askama::Template)]
#[template(source = "<h1>Hello</h1>{{ parts }}", ext = "html")]
struct Hello {
    parts: Html,
}

struct NoSessions;

impl Sessions for NoSessions {
    fn held<'a>(&'a self, _: &'a Act) -> Pending<'a, Result<Vec<Moment>, ReadError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

async fn served() -> Served {
    let sessions: Arc<dyn Sessions> = Arc::new(NoSessions);
    let cover = Screens::new().cover(COVER, care::Sections::NONE, async |visit, _| {
        let parts = [
            pages::calm::part(visit.words),
            pages::offline::part(visit.words),
        ];
        Ok(Html::of(&Hello {
            parts: Html::together(parts),
        }))
    });
    let serving = Serving::new().await.choosing(|settings| {
        settings.https = false;
        "about:blank".clone_into(&mut settings.exit_url);
    });
    serving.site(body::routes(&sessions), cover.and(body::screens(&sessions)))
}

/// Answers at an address, in a runtime of its own: when that ends, so does every open connection.
async fn line(served: &Served, at: SocketAddr) -> (Runtime, SocketAddr) {
    let listener = TcpListener::bind(at).await.unwrap();
    let address = listener.local_addr().unwrap();
    let listener = listener.into_std().unwrap();
    let router = served.router();
    let running = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    running.spawn(async move {
        let listener = TcpListener::from_std(listener).unwrap();
        axum::serve(listener, router).await.unwrap();
    });
    (running, address)
}

async fn until(browser: &Browser, script: &str) {
    for _ in 0..200 {
        if browser
            .run(script, vec![])
            .await
            .is_ok_and(|said| said == json!(true))
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let seen = browser.seen().await.unwrap();
    assert!(seen.is_empty(), "it did not come to be: {script}; {seen}");
}

async fn goes_to(browser: &Browser, address: &str, does: &str, fields: &[(&str, &str)]) {
    let script = "const done = arguments[arguments.length - 1];
      (async () => { for (const fields of [{ do: 'unlock', unlock: 'x' }, arguments[0]]) await fetch('/', { method: 'POST', body: new URLSearchParams(fields), headers: { 'HX-Request': 'true' } });
      done(true); })();";
    let mut all = serde_json::Map::new();
    all.insert("do".to_owned(), json!(does));
    all.extend(
        fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json!(value))),
    );
    browser
        .run_until_called(script, vec![all.into()])
        .await
        .unwrap();
    browser.open(address).await.unwrap();
}

async fn nothing_in_the_way(browser: &Browser, at: &str) {
    for dark in [false, true] {
        browser.prefer(dark, true).await.unwrap();
        let barriers = browser.barriers().await.unwrap();
        assert!(barriers.is_empty(), "{at}, dark {dark}: {barriers:#?}");
    }
    assert_eq!(browser.too_wide_by().await.unwrap(), 0, "{at}");
}

/// Two taps from the page that stands in where there is no connection; the steps one at a time; no
/// sound before it is asked for; nothing moves where stillness is.
async fn without_a_connection(browser: &Browser) {
    let watch = "const Real = AudioContext; globalThis.sounds = 0;
      globalThis.AudioContext = class extends Real { constructor() { super(); globalThis.sounds += 1; } };";
    browser.run(watch, vec![]).await.unwrap();
    browser.press("A few quiet minutes").await.unwrap();
    browser.press("Feel the floor").await.unwrap();
    browser
        .until_seen("Put both feet on the floor.")
        .await
        .unwrap();
    nothing_in_the_way(browser, "without a connection").await;
    // Each tool has its own buttons; those of the open one are meant.
    let button = |which: u8| {
        format!("details[open] details[open] .step-by-step button:nth-of-type({which})")
    };
    browser.press_at(&button(1)).await.unwrap();
    browser.until_seen("1 of 5").await.unwrap();
    browser.press_at(&button(3)).await.unwrap();
    browser.until_seen("2 of 5").await.unwrap();
    let sounds = browser
        .run("return globalThis.sounds;", vec![])
        .await
        .unwrap();
    assert_eq!(sounds, json!(0), "sounds are off until chosen");
    browser.press_at(&button(5)).await.unwrap();
    until(browser, "return globalThis.sounds === 1;").await;
    browser.press_at(&button(4)).await.unwrap();

    browser.press("Breathe slowly").await.unwrap();
    browser.press("Breathe with a circle").await.unwrap();
    let moves = "return getComputedStyle(document.querySelector('.breath > div')).animationName + ' ' + getComputedStyle(document.querySelector('.breath > div')).animationDuration;";
    browser.prefer(false, true).await.unwrap();
    assert_eq!(browser.run(moves, vec![]).await.unwrap(), json!("none 0s"));
    browser.prefer(false, false).await.unwrap();
    assert_eq!(
        browser.run(moves, vec![]).await.unwrap(),
        json!("breath-4-6 10s")
    );
    browser.choose("pace", "5-7").await.unwrap();
    assert_eq!(
        browser.run(moves, vec![]).await.unwrap(),
        json!("breath-5-7 12s")
    );
}

/// The figure is tapped, by a finger and without scripts.
async fn tapped(browser: &Browser, address: &str) {
    let taps = "document.querySelector('.figures label[for=at-chest]').scrollIntoView({ block: 'center' });
      const box = document.querySelector('.figures label[for=at-chest]').getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      document.elementFromPoint(x, y).click();
      const shape = getComputedStyle(document.querySelector('.r-chest')).fill;
      const other = getComputedStyle(document.querySelector('.r-knees')).fill;
      const how = document.getElementById('much-chest').checkVisibility();
      const hidden = document.getElementById('much-knees').checkVisibility();
      return [document.getElementById('at-chest').checked, shape !== other, how, hidden, Math.round(box.width) >= 24];";
    goes_to(browser, address, "body-map", &[]).await;
    browser.until_seen("Where I feel it").await.unwrap();
    nothing_in_the_way(browser, "the figure").await;
    let told = browser.run(taps, vec![]).await.unwrap();
    assert_eq!(told, json!([true, true, true, false, true]));
    let picture = browser
        .whole_picture("body-map", Width::Phone)
        .await
        .unwrap();
    assert!(picture.exists());
    // The same without scripts: a label is a label.
    browser.without_scripts(true).await.unwrap();
    browser.reload().await.unwrap();
    comes_back(browser).await;
    browser
        .press_at(".figures label[for=at-hands]")
        .await
        .unwrap();
    let ticked = "return document.getElementById('at-hands').checked;";
    assert_eq!(browser.run(ticked, vec![]).await.unwrap(), json!(true));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_taps_lead_to_the_steps_without_a_connection_and_the_figure_is_tapped() {
    let served = served().await;
    let (running, at) = line(&served, SocketAddr::from(([127, 0, 0, 1], 0))).await;
    let address = format!("http://{at}/");
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Phone).await.unwrap();
    browser.open(&format!("{address}k.html")).await.unwrap();
    // The same files for everyone, kept before anyone came in.
    let ready = "return navigator.serviceWorker.controller !== null;";
    until(&browser, ready).await;
    running.shutdown_background();
    browser.open(&address).await.unwrap();
    browser.until_seen("No connection").await.unwrap();
    without_a_connection(&browser).await;

    let (running, _) = line(&served, at).await;
    browser.open(&format!("{address}k.html")).await.unwrap();
    browser
        .run("document.cookie = 'a=amal; path=/'", vec![])
        .await
        .unwrap();
    browser.open(&address).await.unwrap();
    browser.until_seen("A few quiet minutes").await.unwrap();
    browser.press("A few quiet minutes").await.unwrap();
    browser.press("Look around you").await.unwrap();
    browser.until_seen("Keep your eyes open.").await.unwrap();
    nothing_in_the_way(&browser, "the cover").await;

    let about = body::shipped(&pages::calm::TOOLS[0]).to_string();
    let cold = body::shipped(pages::calm::Tool::named("cold").unwrap()).to_string();
    for (does, fields, says) in [
        ("body", vec![], "My body"),
        (
            "body-tool",
            vec![("about", about.as_str())],
            "How hard is it now",
        ),
        ("body-hide", vec![("about", cold.as_str())], "My body"),
        ("body-away", vec![], "Cold water"),
        (
            "body-now-too-much",
            vec![("once", "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a")],
            "If you want to try",
        ),
        ("body-days", vec![], "Too much"),
    ] {
        goes_to(&browser, &address, does, &fields).await;
        browser.until_seen(says).await.unwrap();
        nothing_in_the_way(&browser, does).await;
        browser.whole_picture(does, Width::Phone).await.unwrap();
    }
    tapped(&browser, &address).await;
    running.shutdown_background();
}

/// Leaving the page locks it, if its script was still there to say so: then it is unlocked.
async fn comes_back(browser: &Browser) {
    browser
        .until_there(".figures, input[name=unlock]")
        .await
        .unwrap();
    let locked = "return document.querySelector('input[name=unlock]') !== null;";
    if browser.run(locked, vec![]).await.unwrap() == json!(true) {
        browser.fill("unlock", "x").await.unwrap();
        browser.press_at("button[value=unlock]").await.unwrap();
    }
    browser.until_there(".figures").await.unwrap();
}
