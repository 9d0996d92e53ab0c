//! What stays on the device: everything a browser leaves in its folder is read after someone wrote
//! and left, or after the battery failed in the middle of it.

use crate::people_here::three_sessions;
use crate::service::{COOKIE, EVERYDAY, On, PASSPHRASE, Service, say, words};
use crate::walk::leaves;
use pages::Language;
use serde_json::Value;
use std::collections::BTreeSet;
use testing::browser::{Browser, End, Left};
use testing::shows;

/// How many different words are written, sent and read again.
const WRITTEN: usize = 5;
/// The chi-square of 255 degrees of freedom above which one sample in a hundred of even bytes is:
/// any table of the distribution.
const EVEN: f64 = 310.46;

/// Words that are nowhere else.
fn marker(number: usize) -> String {
    format!("zquor{number:02}wexbly{number:02}")
}

struct Journey {
    service: Service,
    cookie: String,
    told: Vec<String>,
}

impl Journey {
    /// Someone comes in, and writes, sends and reads; the last words are not sent.
    async fn with(browser: &Browser) -> Self {
        let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
        three_sessions(&service, &folk).await;
        let english = words(Language::English);
        service.comes_in(browser, "amal", Language::English).await;
        for number in 0..WRITTEN {
            browser
                .press(&say(english, "home-felt-wrong"))
                .await
                .unwrap();
            browser
                .until_seen(&say(english, "felt-wrong-lead"))
                .await
                .unwrap();
            browser.fill("own-words", &marker(number)).await.unwrap();
            if number + 1 == WRITTEN {
                browser.until_seen(&say(english, "saved")).await.unwrap();
                break;
            }
            browser
                .press(&say(english, "felt-wrong-send"))
                .await
                .unwrap();
            browser.until_seen(&marker(number)).await.unwrap();
            browser.press(&say(english, "place-today")).await.unwrap();
            browser
                .until_seen(&say(english, "home-could"))
                .await
                .unwrap();
        }
        let cookie = browser.cookie(COOKIE).await.unwrap().unwrap();
        let mut told: Vec<String> = (0..WRITTEN).map(marker).collect();
        told.extend(["Ruth Okafor", "Room 3, Lindenhaus", PASSPHRASE].map(str::to_owned));
        Self {
            service,
            cookie,
            told,
        }
    }

    /// Nothing that was written or read is in any file.
    fn left_nothing(&self, left: &Left, how: &str) {
        for words in &self.told {
            let files = left.holds(words);
            assert!(files.is_empty(), "{how}: “{words}” is in {files:?}");
        }
    }

    /// The addresses of the service in the browser's history.
    fn addresses(&self, left: &Left) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (path, bytes) in left.files() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name != "History" && !name.starts_with("places.sqlite") {
                continue;
            }
            let text = String::from_utf8_lossy(&bytes);
            for (at, origin) in text.match_indices(&self.service.address) {
                let rest = text.get(at + origin.len()..).unwrap().chars();
                let path: String = rest
                    .take_while(|c| c.is_ascii_graphic() && !"\"<>".contains(*c))
                    .collect();
                // The title stands right behind the address, without anything between.
                found.insert(path.trim_end_matches("Notes").to_owned());
            }
        }
        found
    }
}

async fn leaves_and_closes(browser: Browser, name: &str) {
    let journey = Journey::with(&browser).await;
    leaves(&browser, Language::English).await;
    let left = browser.ends(End::Closed).await.unwrap();
    assert!(!left.holds("Weather").is_empty(), "what is there is found");
    journey.left_nothing(&left, "left and closed");
    let cookies = left.holds(&journey.cookie);
    assert!(cookies.is_empty(), "the sign-in is in {cookies:?}");
    // What stands behind an address in such a file is the next cell, which is no path of ours.
    let ours = journey
        .service
        .declared
        .iter()
        .map(|door| door.path.clone());
    let ours: Vec<String> = ours
        .filter(|path| path.len() > 3)
        .chain(["/a/".to_owned()])
        .collect();
    for path in journey.addresses(&left) {
        assert!(!ours.iter().any(|our| path.starts_with(our)), "{path}");
    }
    let (files, count) = (left.files().len(), journey.told.len());
    shows(
        "BR-5",
        &format!(
            "{name}, left and closed: {count} markers in {files} files: 0; one address in its history. Compressed blocks inside databases are not unpacked"
        ),
    );
    shows(
        "BR-6",
        &format!("{name}: the sign-in after exit in {files} files: 0"),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_written_stays_on_the_device_after_leaving_in_chromium() {
    leaves_and_closes(Browser::chromium().await.unwrap(), "Chromium").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_written_stays_on_the_device_after_leaving_in_firefox() {
    leaves_and_closes(Browser::firefox().await.unwrap(), "Firefox").await;
}

async fn is_cut_off(browser: Browser, name: &str) {
    let journey = Journey::with(&browser).await;
    let left = browser.ends(End::CutOff).await.unwrap();
    let files = left.files().len();
    assert!(files > 10, "{name}");
    journey.left_nothing(&left, name);
    let count = journey.told.len();
    shows(
        "BR-5",
        &format!("{name}, cut off in the middle: {count} markers in {files} files: 0"),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_battery_that_fails_in_the_middle_of_a_sentence_leaves_none_of_it_in_chromium() {
    is_cut_off(Browser::chromium().await.unwrap(), "Chromium").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_battery_that_fails_in_the_middle_of_a_sentence_leaves_none_of_it_in_firefox() {
    is_cut_off(Browser::firefox().await.unwrap(), "Firefox").await;
}

/// Everything a page can keep on a device.
const KEPT: &str = "
const done = arguments[arguments.length - 1];
(async () => {
  const kept = { local: localStorage.length, session: sessionStorage.length, databases: (await indexedDB.databases()).length, shelves: [], files: [], workers: [], block: null };
  for (const name of await caches.keys()) {
    kept.shelves.push(name);
    const shelf = await caches.open(name);
    for (const request of await shelf.keys()) kept.files.push(new URL(request.url).pathname);
    const block = await shelf.match('/k');
    if (block) kept.block = [...new Uint8Array(await block.arrayBuffer())];
  }
  for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) kept.workers.push(new URL((worker.active ?? worker.installing ?? worker.waiting).scriptURL).pathname);
  return kept;
})().then(done, (error) => done({ failed: String(error) }));";

fn names(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

async fn keeps_only_what_everyone_has(browser: Browser, name: &str) {
    let journey = Journey::with(&browser).await;
    leaves(&browser, Language::English).await;
    browser.open(&journey.service.address).await.unwrap();
    browser.until_there("input[name=passphrase]").await.unwrap();
    let kept = browser.run_until_called(KEPT, vec![]).await.unwrap();
    assert!(kept["failed"].is_null(), "{kept}");
    for place in ["local", "session", "databases"] {
        assert_eq!(kept[place], 0, "{name}: {place}: {kept}");
    }
    assert!(names(&kept["shelves"]).iter().all(|shelf| *shelf == "k"));
    assert!(
        names(&kept["workers"])
            .iter()
            .all(|worker| *worker == "/k.js")
    );
    let files = names(&kept["files"]);
    let allowed =
        |file: &str| matches!(file, "/k" | "/k.html" | "/k.tries") || file.starts_with("/a/");
    assert!(files.iter().all(|file| allowed(file)), "{files:?}");
    let block = kept["block"].as_array().cloned().unwrap_or_default();
    let mut said = format!(
        "{name}: no storage, {} files of the neutral shell",
        files.len()
    );
    if !block.is_empty() {
        assert_eq!(block.len(), 65_536);
        let mut counts = [0_f64; 256];
        for byte in block.iter().filter_map(Value::as_u64) {
            counts[usize::try_from(byte).unwrap()] += 1.0;
        }
        let even = 65_536.0 / 256.0;
        let chi: f64 = counts
            .iter()
            .map(|count| (count - even).powi(2) / even)
            .sum();
        assert!(chi < EVEN, "{chi}");
        said = format!("{said}, a block of 65,536 bytes, chi-square {chi:.0} of {EVEN}");
    }
    shows("BR-9", &said);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_every_client_has_is_kept_after_signing_out_in_chromium() {
    keeps_only_what_everyone_has(Browser::chromium().await.unwrap(), "Chromium").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_every_client_has_is_kept_after_signing_out_in_firefox() {
    keeps_only_what_everyone_has(Browser::firefox().await.unwrap(), "Firefox").await;
}

/// Whose every file beside a page is.
const FROM: &str =
    "return performance.getEntriesByType('resource').map((one) => new URL(one.name).origin);";

#[tokio::test(flavor = "multi_thread")]
async fn no_page_asks_anyone_else_for_anything_and_none_says_where_one_was() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    three_sessions(&service, &folk).await;
    let browser = Browser::chromium().await.unwrap();
    service.comes_in(&browser, "amal", Language::English).await;
    let mut files = 0;
    let mut pages = 0;
    for door in service.steps().filter(|door| door.locked) {
        let cookie = format!(
            "{COOKIE}={}",
            browser.cookie(COOKIE).await.unwrap().unwrap()
        );
        service.goes_in(&cookie).await;
        let does = door.path.trim_start_matches("/ ");
        if door.verb == pages::Verb::Get {
            service.posts("/", &cookie, &[("do", does)]).await;
            browser.open(&service.address).await.unwrap();
            let from = browser.run(FROM, vec![]).await.unwrap();
            for origin in names(&from) {
                assert_eq!(origin, service.address, "{does}");
                files += 1;
            }
            pages += 1;
        }
    }
    assert!(pages > 8 && files > pages);
    leaves(&browser, Language::English).await;
    let referrer = browser
        .run("return document.referrer;", vec![])
        .await
        .unwrap();
    assert_eq!(referrer, "");
    assert_eq!(service.came_from_here(), 0);
    assert!(browser.seen().await.unwrap().contains(EVERYDAY));
    shows(
        "BR-7",
        &format!(
            "Chromium: {pages} screens, {files} files beside them, to others: 0; referrer empty"
        ),
    );
}
