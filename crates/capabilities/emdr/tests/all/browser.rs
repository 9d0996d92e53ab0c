//! The screens in a browser: nothing keeps anyone out, nothing is wider than the phone; and at the
//! desk a set is written down with the keyboard alone.

use crate::people::{DOOR, Ends, PLACE, WORDS, id, opened, prepared, set};
use care::{ClientId, DAY, MINUTE};
use emdr::{Assessment, Live, PhaseV1};
use serde_json::json;
use std::sync::Arc;
use testing::browser::{Browser, End, Key, Width};
use testing::served::{Served, Serving};
use testing::{AMAL, RUTH};

/// Goes to a client's screen.
const GOES: &str = "const done = arguments[arguments.length - 1];
  (async () => { for (const fields of [{ do: 'unlock', unlock: 'x' }, { do: arguments[0], about: arguments[1] }])
    await fetch('/', { method: 'POST', body: new URLSearchParams(fields), headers: { 'HX-Request': 'true' } });
  done(true); })();";

async fn served() -> Served {
    let live: Arc<Live> = Arc::default();
    let serving = Serving::new().await;
    let served = serving
        .choosing(|settings| settings.https = false)
        .site(emdr::routes(&live), emdr::screens(&live));
    let small = &served.small;
    prepared(small).await;
    let until = small.vault.now() + 14 * DAY;
    crate::does!(small, RUTH, allow, PLACE, until, true).unwrap();
    let hand = crate::people::line("One hand up");
    crate::does!(small, AMAL, agree_signal, &hand).unwrap();
    crate::does!(small, RUTH, begin, DOOR, id(0x71)).unwrap();
    let new = Assessment {
        words: WORDS.to_vec(),
        first: Some((8, 2)),
    };
    crate::does!(small, RUTH, assess, DOOR, &new).unwrap();
    crate::does!(small, RUTH, enter, DOOR, PhaseV1::Desensitisation).unwrap();
    small.clock.pass(MINUTE);
    let first = set(0x81, Some(6), None);
    crate::does!(small, RUTH, record_set, DOOR, &first).unwrap();
    served
}

async fn is(browser: &Browser, name: &str, width: Width) {
    browser.be(width).await.unwrap();
    let cookie = format!("document.cookie = 'a={name}; path=/'");
    browser.run(&cookie, vec![]).await.unwrap();
}

/// Who is kept out of the page, and how far it reaches over the edge. `target/screenshots` has it.
async fn looks(browser: &Browser, name: &str, width: Width) {
    let barriers = browser.barriers().await.unwrap();
    assert_eq!(barriers, Vec::<String>::new(), "{name}");
    assert_eq!(browser.too_wide_by().await.unwrap(), 0, "{name}");
    let name = format!("emdr-{name}");
    browser.whole_picture(&name, width).await.unwrap();
}

async fn phone(browser: &Browser, at: &str, screen: &str, about: &str, name: &str) {
    let arguments = vec![json!(screen), json!(about)];
    browser.run_until_called(GOES, arguments).await.unwrap();
    browser.open(&format!("{at}/")).await.unwrap();
    browser.until_there("main h1").await.unwrap();
    let open = "document.querySelectorAll('details').forEach((one) => { one.open = true; });";
    browser.run(open, vec![]).await.unwrap();
    looks(browser, name, Width::Phone).await;
}

#[tokio::test]
async fn the_pages_are_for_everyone_and_the_keyboard_is_enough_at_the_desk() {
    let served = served().await;
    let at = format!("http://{}", served.stands().await);
    let desk = format!("{at}/clients/{}/emdr", ClientId::of(AMAL));
    let browser = Browser::chromium().await.unwrap();
    browser.open(&format!("{at}/k.html")).await.unwrap();
    is(&browser, "ruth", Width::Desk).await;
    browser.open(&format!("{desk}/{DOOR}")).await.unwrap();
    looks(&browser, "desk-target", Width::Desk).await;
    // The field stands ready: a number and Enter are a set.
    let script = "const ready = document.activeElement; ready.value = '5'; return ready.id;";
    let ready = browser.run(script, vec![]).await.unwrap();
    assert_eq!(ready, json!("set-sud"));
    browser.key(Key::Enter, 1).await.unwrap();
    browser.until_seen("SUD 5").await.unwrap();
    browser.open(&desk).await.unwrap();
    looks(&browser, "desk", Width::Desk).await;
    let mut act = opened(&served.small, RUTH).await;
    let ends = Ends::new();
    emdr::close(&mut act, DOOR, &ends.whole()).await.unwrap();
    act.done().await.unwrap();

    is(&browser, "amal", Width::Phone).await;
    browser.prefer(true, true).await.unwrap();
    phone(&browser, &at, "emdr", "", "dark").await;
    browser.prefer(false, true).await.unwrap();
    phone(&browser, &at, "emdr-target", &DOOR.to_string(), "target").await;
    is(&browser, "amal.es", Width::Phone).await;
    phone(
        &browser,
        &at,
        "emdr-resource",
        &PLACE.to_string(),
        "resource",
    )
    .await;
    browser.ends(End::Closed).await.unwrap();
}
