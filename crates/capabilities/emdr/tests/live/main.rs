//! The dot in two real browsers: who starts it, who stops it, how soon, and how evenly it goes.
//! Figures are told, not asserted: the machine is shared. That it stops, and why, is asserted.
#![cfg(test)]

mod line;

use care::{ClientId, Line as Words, RecordId, Section};
use emdr::{Live, WentV1};
use line::Line;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use testing::browser::{Browser, Width};
use testing::served::{Served, Serving};
use testing::{AMAL, RUTH};

const RESOURCE: RecordId = RecordId::from_bytes([0x42; 16]);

/// A resource that was practised and that Amal may use alone.
async fn served() -> Served {
    let live: Arc<Live> = Arc::default();
    let serving = Serving::new().await;
    let served = serving
        .choosing(|settings| settings.https = false)
        .site(emdr::routes(&live), emdr::screens(&live));
    let sections = [Section::Work, Section::Overview];
    let act = served.small.act(RUTH, AMAL, &sections).await;
    let mut act = act;
    let called = Words::parse("The bench by the lake").unwrap();
    emdr::add_resource(&mut act, RESOURCE, &called, None)
        .await
        .unwrap();
    act.done().await.unwrap();
    let mut act = served.small.act(RUTH, AMAL, &sections).await;
    emdr::practise(&mut act, RESOURCE, WentV1::Calmer, false, None)
        .await
        .unwrap();
    act.done().await.unwrap();
    let mut act = served.small.act(RUTH, AMAL, &sections).await;
    let until = act.now() + 7 * care::DAY;
    emdr::allow(&mut act, RESOURCE, until, true).await.unwrap();
    act.done().await.unwrap();
    served
}

async fn comes_in(at: &str, name: &str, width: Width) -> Browser {
    let browser = Browser::chromium().await.unwrap();
    browser.be(width).await.unwrap();
    browser.open(&format!("{at}/k.html")).await.unwrap();
    let cookie = format!("document.cookie = 'a={name}; path=/'");
    browser.run(&cookie, vec![]).await.unwrap();
    browser
}

/// A client goes to the dot, with a resource alone or with whoever holds the other end.
async fn to_the_dot(browser: &Browser, at: &str, alone: bool) {
    let script = "const done = arguments[arguments.length - 1];
      (async () => { for (const fields of [{ do: 'unlock', unlock: 'x' }, { do: 'emdr-live', about: arguments[0] }])
        await fetch('/', { method: 'POST', body: new URLSearchParams(fields), headers: { 'HX-Request': 'true' } });
      done(true); })();";
    let about = if alone {
        RESOURCE.to_string()
    } else {
        String::new()
    };
    browser
        .run_until_called(script, vec![json!(about)])
        .await
        .unwrap();
    browser.open(&format!("{at}/")).await.unwrap();
    browser.until_seen("Following a dot").await.unwrap();
    browser.run(WATCHES, vec![]).await.unwrap();
}

/// Notes each frame with where the dot was, when it stopped, and when it was touched.
const WATCHES: &str = "
  const part = document.querySelector('[data-stimulation]'), dot = part.querySelector('.dot');
  window.seen = { frames: [], stopped: 0, touched: 0 };
  new MutationObserver(() => {
    if (part.classList.contains('moving')) Object.assign(window.seen, { frames: [], stopped: 0, touched: 0 });
    else window.seen.stopped ||= performance.timeOrigin + performance.now();
  }).observe(part, { attributes: true, attributeFilter: ['class'] });
  for (const name of ['pointerdown', 'keydown']) addEventListener(name, (event) => { window.seen.touched ||= performance.timeOrigin + event.timeStamp; }, true);
  const each = (now) => { if (part.classList.contains('moving')) window.seen.frames.push([now, dot.style.transform]); requestAnimationFrame(each); };
  requestAnimationFrame(each);";

async fn moves(browser: &Browser) -> bool {
    let script =
        "return document.querySelector('[data-stimulation]').classList.contains('moving');";
    browser.run(script, vec![]).await.unwrap() == json!(true)
}

async fn until_moves(browser: &Browser, wanted: bool) {
    for _ in 0..200 {
        if moves(browser).await == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!(
        "after five seconds it still does not {}",
        if wanted { "move" } else { "stop" }
    );
}

async fn number(browser: &Browser, what: &str) -> f64 {
    let script = format!("return {what};");
    let Value::Number(found) = browser.run(&script, vec![]).await.unwrap() else {
        panic!("{what} is no number");
    };
    found.as_f64().unwrap()
}

#[expect(
    clippy::disallowed_methods,
    reason = "what a browser was shown is compared with the time of this machine"
)]
fn now() -> f64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs_f64()
        * 1000.0
}

fn middle(mut of: Vec<f64>) -> (f64, f64) {
    of.sort_by(f64::total_cmp);
    (of[of.len() / 2], of[of.len() - 1])
}

/// Both are there and the client says that they are ready; the therapist starts it.
async fn starts(client: &Browser, therapist: &Browser) {
    client.until_seen("You are both here.").await.unwrap();
    client.press("I am ready").await.unwrap();
    therapist
        .until_seen("They said that they are ready.")
        .await
        .unwrap();
    therapist.press("Start").await.unwrap();
    until_moves(client, true).await;
}

#[tokio::test(flavor = "multi_thread")]
#[expect(
    clippy::too_many_lines,
    reason = "one meeting, told from its beginning to its end"
)]
async fn it_moves_when_both_want_it_and_whoever_wants_it_stops_it() {
    let served = served().await;
    let service = served.stands().await;
    let (hers, desks) = (Line::to(service).await, Line::to(service).await);
    let at = format!("http://{}", hers.at);
    let desk = format!("http://{}", desks.at);
    let client = comes_in(&at, "amal", Width::Phone).await;
    let therapist = comes_in(&desk, "ruth", Width::Desk).await;
    to_the_dot(&client, &at, false).await;
    client
        .until_seen("The other page is not open yet.")
        .await
        .unwrap();
    let page = format!("{desk}/clients/{}/emdr/{RESOURCE}/live", ClientId::of(AMAL));
    therapist.open(&page).await.unwrap();

    // Before she says that she is ready nothing can begin.
    therapist
        .until_seen("They have not said that they are ready.")
        .await
        .unwrap();
    let go = "return document.querySelector('[data-live-go]').disabled;";
    assert_eq!(therapist.run(go, vec![]).await.unwrap(), json!(true));
    starts(&client, &therapist).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let frames = client
        .run("return window.seen.frames;", vec![])
        .await
        .unwrap();

    // Her touch stops it there and then, and nobody but her says that it can go on.
    let mut touches = Vec::new();
    for _ in 0..5 {
        client.press_at(".in-front").await.unwrap();
        client.until_seen("You stopped it.").await.unwrap();
        therapist.until_seen("They stopped it.").await.unwrap();
        assert_eq!(therapist.run(go, vec![]).await.unwrap(), json!(true));
        touches.push(number(&client, "window.seen.stopped - window.seen.touched").await);
        client.press("I am ready").await.unwrap();
        therapist
            .until_seen("They said that they are ready.")
            .await
            .unwrap();
        therapist.press("Start").await.unwrap();
        until_moves(&client, true).await;
    }

    // The therapist stops it, and it says so.
    therapist.press("Stop").await.unwrap();
    client.until_seen("It has stopped.").await.unwrap();
    therapist.until_seen("You stopped it.").await.unwrap();
    therapist.press("Start").await.unwrap();
    until_moves(&client, true).await;

    // Her line breaks, without a word to anyone.
    let mut broken = Vec::new();
    for _ in 0..5 {
        let at = now();
        hers.breaks();
        until_moves(&client, false).await;
        broken.push(number(&client, "window.seen.stopped").await - at);
        client.until_seen("The connection is gone").await.unwrap();
        therapist
            .until_seen("because their screen is gone")
            .await
            .unwrap();
        hers.holds_again();
        tokio::time::sleep(Duration::from_millis(100)).await;
        client.press("I am ready").await.unwrap();
        therapist
            .until_seen("They said that they are ready.")
            .await
            .unwrap();
        therapist.press("Start").await.unwrap();
        until_moves(&client, true).await;
    }

    // The therapist's does.
    let at_once = now();
    desks.breaks();
    until_moves(&client, false).await;
    let desk_broken = number(&client, "window.seen.stopped").await - at_once;
    client.until_seen("It has stopped.").await.unwrap();
    desks.holds_again();

    tell(&frames, (touches, broken, desk_broken));
}

/// How evenly it went, and how soon it stopped.
fn tell(frames: &Value, (touches, broken, desk_broken): (Vec<f64>, Vec<f64>, f64)) {
    let frames = frames.as_array().unwrap();
    let at: Vec<f64> = frames.iter().filter_map(|one| one[0].as_f64()).collect();
    let between: Vec<f64> = at.windows(2).map(|two| two[1] - two[0]).collect();
    let places: std::collections::BTreeSet<_> =
        frames.iter().map(|one| one[1].to_string()).collect();
    assert!(places.len() > 20, "it moves: {} places", places.len());
    let late = between.iter().filter(|gap| **gap > 25.0).count();
    let (usual, longest) = middle(between.clone());
    let (touch, slowest) = middle(touches);
    let (gone, latest) = middle(broken);
    testing::shows(
        "PW-2",
        &format!(
            "{} frames: {usual:.1} ms between two, longest {longest:.0} ms, {late} over 25 ms; from her touch to standing still {touch:.1} ms, at most {slowest:.1}; from a line of hers that breaks {gone:.0} ms, at most {latest:.0}; of the therapist's {desk_broken:.0} ms",
            between.len()
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn alone_it_is_slow_and_short_and_only_with_what_was_allowed() {
    let served = served().await;
    let at = format!("http://{}", served.stands().await);
    let client = comes_in(&at, "amal", Width::Phone).await;
    to_the_dot(&client, &at, true).await;
    client
        .until_seen("by yourself, with “The bench by the lake”")
        .await
        .unwrap();
    assert_eq!(client.barriers().await.unwrap(), Vec::<String>::new());
    client.press("Begin").await.unwrap();
    until_moves(&client, true).await;

    // Out of sight it stops.
    client.looks_away().await.unwrap();
    client.looks_back().await.unwrap();
    to_the_dot(&client, &at, true).await;
    assert!(!moves(&client).await);

    // Where stillness is asked for nothing moves.
    client.prefer(true, true).await.unwrap();
    client.press("Begin").await.unwrap();
    client.until_seen("nothing moves").await.unwrap();
    let places = "return new Set(window.seen.frames.map((one) => one[1])).size;";
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(client.run(places, vec![]).await.unwrap(), json!(1));
    client.press_at(".in-front").await.unwrap();
    client.until_seen("You stopped it.").await.unwrap();

    // What is not allowed any more cannot be begun, on a page that is still open either.
    let sections = [Section::Work, Section::Overview];
    let mut act = served.small.act(RUTH, AMAL, &sections).await;
    emdr::end_allowed(&mut act, RESOURCE).await.unwrap();
    act.done().await.unwrap();
    client.press("Begin").await.unwrap();
    client.until_seen("it stopped by itself").await.unwrap();
    assert!(!moves(&client).await);
    to_the_dot_is_closed(&client, &at).await;
}

async fn to_the_dot_is_closed(client: &Browser, at: &str) {
    client.open(&format!("{at}/")).await.unwrap();
    client
        .until_seen("This is not open to do by yourself now.")
        .await
        .unwrap();
}
