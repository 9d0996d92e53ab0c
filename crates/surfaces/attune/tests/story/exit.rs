//! Someone leaves in a hurry, and someone else sits down and looks: Back, Forward, the address
//! again. Over HTTPS, from every screen a client has, in three browsers, they see nothing of it, and
//! the sign-in that was left is dead.

use crate::people_here::{Folk, asks, own, three_sessions};
use crate::service::{COOKIE, EVERYDAY, On, PASSPHRASE, Service, say, words};
use crate::walk::unlocks;
use alliance::AudienceV1;
use alliance::rupture::act::{NameIt, name_it};
use care::{Line, RecordId, Section};
use pages::{Language, Verb, Words};
use serde_json::json;
use std::sync::atomic::Ordering;
use std::time::Duration;
use testing::browser::{Browser, Key, Width};
use testing::shows;

/// What the client said and the record keeps.
const SPOKEN: &str = "violet heron under the bridge";
/// What the client is in the middle of writing.
const TYPED: &str = "copper lantern by the well";
/// How often Back is pressed, and then Forward.
const STEPS: usize = 5;
/// How long a page may take to come back into view by itself before it is looked at again.
const LINGERS: Duration = Duration::from_millis(40);
/// The lines of a screen that are held against what is seen afterwards: long enough to be its own.
const LINES: &str = "return [...document.querySelectorAll('#screen h1, #screen h2, #screen p, #screen li, #screen dd')]\
    .map((one) => one.innerText.trim()).filter((line) => line.length > 11 && !line.includes('\\n'));";
/// The first field of a screen that words can be written into.
const FIELD: &str =
    "return document.querySelector('#screen textarea, #screen input[type=text]')?.name ?? null;";

/// A way out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Click,
    /// Shift, three times.
    Shift,
    /// By keyboard: behind the skip link, and Enter.
    Keys,
    /// The page's scripts are off: Exit is a form.
    Form,
}

struct Device {
    service: Service,
    browser: Browser,
    words: Words,
    /// What a screen can be about.
    rupture: RecordId,
    /// Whether the driver can press Back from a page that is gone: the third engine's waits for it for ever.
    presses_back: bool,
}

async fn amal_named_it(service: &Service, folk: &Folk) -> RecordId {
    let sections = [Section::Relationship, Section::Overview];
    let mut act = own(service, folk.amal, &sections).await;
    let named = NameIt {
        words: Some(Line::parse(SPOKEN).unwrap()),
        fit: None,
        audience: AudienceV1::Section,
    };
    let id = act.mint();
    name_it(&mut act, id, named).await.unwrap();
    act.done().await.unwrap();
    id
}

impl Device {
    async fn with(browser: Browser) -> Self {
        let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
        three_sessions(&service, &folk).await;
        asks(&service, folk.ruth, folk.amal, "phq-9", 14).await;
        let rupture = amal_named_it(&service, &folk).await;
        Self {
            service,
            browser,
            words: words(Language::English),
            rupture,
            presses_back: true,
        }
    }

    /// Every screen a client has: its name, and whether it is behind the lock.
    fn screens(&self) -> Vec<(String, bool)> {
        let own = self.service.steps().filter(|door| door.verb == Verb::Get);
        own.map(|door| (door.path.trim_start_matches("/ ").to_owned(), door.locked))
            .collect()
    }

    /// Nothing that is only said once someone is signed in.
    async fn sees_none(&self, secrets: &[String], when: &str) {
        // After the first look a page could still come back by itself.
        for look in 0..2 {
            if look > 0 {
                tokio::time::sleep(LINGERS).await;
            }
            let everything = self.browser.everything().await.unwrap_or_default();
            let always = [SPOKEN, TYPED, "Amal", "Ruth Okafor", "Lindenhaus"];
            for secret in always.into_iter().chain(secrets.iter().map(String::as_str)) {
                assert!(
                    !everything.contains(secret),
                    "{when}: “{secret}” in {everything}"
                );
            }
        }
    }

    async fn cookie(&self) -> String {
        let found = self.browser.cookie(COOKIE).await.unwrap();
        found.expect("signed in")
    }

    /// The client comes in, without unlocking.
    async fn comes_to_the_cover(&self) {
        let (browser, words) = (&self.browser, self.words);
        self.service.minutes(13);
        browser.open(&self.service.address).await.unwrap();
        browser.until_there("input[name=passphrase]").await.unwrap();
        browser.fill("sign-in", "amal").await.unwrap();
        browser.fill("passphrase", PASSPHRASE).await.unwrap();
        browser.press(&say(words, "people-in")).await.unwrap();
        browser.until_seen(&say(words, "cover-open")).await.unwrap();
    }

    /// The client comes in and stands at a screen, and begins to write where there is a field.
    /// Answers what is to be seen there and nowhere else.
    async fn stands_at(&self, screen: &str, locked: bool) -> Vec<String> {
        self.comes_to_the_cover().await;
        let browser = &self.browser;
        if screen != "cover" {
            // The same step that a button on the way there posts.
            let cookie = format!("{COOKIE}={}", self.cookie().await);
            let about = self.rupture.to_string();
            let form = [("do", screen), ("about", about.as_str())];
            self.service.posts("/", &cookie, &form).await;
            browser.reload().await.unwrap();
        }
        if locked {
            unlocks(browser, Language::English).await;
            browser.until_there("#screen[data-inside]").await.unwrap();
        } else if screen != "cover" {
            browser.until_there(".back").await.unwrap();
        }
        if let Some(field) = browser.run(FIELD, vec![]).await.unwrap().as_str() {
            browser.fill(field, TYPED).await.unwrap();
        }
        let lines = browser.run(LINES, vec![]).await.unwrap();
        let lines = lines.as_array().cloned().unwrap_or_default();
        // What stands before every sign-in, such as the quiet minutes, tells nobody anything.
        let door = self.service.gets("/", "").await.page;
        lines
            .iter()
            .filter_map(|line| line.as_str().map(str::to_owned))
            .filter(|line| !door.contains(line.as_str()))
            .collect()
    }

    async fn leaves(&self, way: Way) {
        match way {
            Way::Click | Way::Form => self.browser.press(&say(self.words, "exit")).await.unwrap(),
            Way::Shift => self.browser.key(Key::Shift, 3).await.unwrap(),
            Way::Keys => {
                let start = "document.querySelector('.skip-link').focus();";
                self.browser.run(start, vec![]).await.unwrap();
                self.browser.key(Key::Tab, 1).await.unwrap();
                self.browser.key(Key::Enter, 1).await.unwrap();
            }
        }
        self.browser.until_seen(EVERYDAY).await.unwrap();
    }

    /// The sign-in that was left opens nothing. A page that leaves tells the server without
    /// waiting, so it may take a moment.
    async fn is_dead(&self, cookie: &str, when: &str) {
        let cookie = format!("{COOKIE}={cookie}");
        let door = self.service.gets("/", "").await;
        for _ in 0..100 {
            if self.service.gets("/", &cookie).await.page == door.page {
                return;
            }
            tokio::time::sleep(LINGERS).await;
        }
        panic!("{when}: the cookie that was left still opens the record");
    }

    async fn someone_looks_after(&self, (screen, locked): &(String, bool), way: Way) {
        let when = format!("{way:?} from {screen}");
        let secrets = self.stands_at(screen, *locked).await;
        let (address, title) = self.browser.address().await.unwrap();
        let address = address.trim_end_matches('/');
        assert_eq!(address, self.service.address, "{when}: one address");
        assert_eq!(title, "Notes", "{when}: one title");
        let cookie = self.cookie().await;
        self.leaves(way).await;
        self.sees_none(&secrets, &when).await;
        let referrer = self.browser.run("return document.referrer;", vec![]).await;
        assert_eq!(referrer.unwrap(), json!(""), "{when}: where they came from");
        self.is_dead(&cookie, &when).await;
        let steps = if self.presses_back { STEPS } else { 0 };
        for step in 1..=steps {
            self.browser.back().await.unwrap();
            self.sees_none(&secrets, &format!("{when}, {step} back"))
                .await;
        }
        for step in 1..=steps {
            self.browser.forward().await.unwrap();
            self.sees_none(&secrets, &format!("{when}, {step} forward"))
                .await;
        }
        self.browser.reopen(&self.service.address).await.unwrap();
        self.browser
            .until_there("input[name=passphrase]")
            .await
            .unwrap();
        self.sees_none(&secrets, &format!("{when}, opened again"))
            .await;
    }

    /// One screen in so many, from the one at `first` on, by the ways in turn. All of them in every
    /// engine would take a quarter of an hour: Chromium leaves one half, Firefox the other.
    async fn one_screen_in(&self, many: usize, first: usize, ways: &[Way]) -> usize {
        let screens = self.screens().into_iter().skip(first);
        let screens: Vec<_> = screens.step_by(many).collect();
        for (screen, way) in screens.iter().zip(ways.iter().cycle()) {
            self.someone_looks_after(screen, *way).await;
        }
        assert_eq!(self.service.came_from_here(), 0);
        screens.len()
    }
}

fn says(row: &str, browser: &str, screens: usize, how: &str) {
    shows(
        row,
        &format!(
            "{browser}: {screens} screens of a client, {how}; Back x 5, Forward x 5, opened again: seen 0 times"
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn after_exit_from_any_screen_nothing_of_it_is_seen_in_chromium() {
    let device = Device::with(Browser::chromium().await.unwrap()).await;
    device.browser.be(Width::Phone).await.unwrap();
    let ways = [Way::Click, Way::Shift, Way::Keys];
    let screens = device.one_screen_in(2, 0, &ways).await;
    says(
        "BR-1",
        "Chromium",
        screens,
        "every second screen, click, Shift x 3 and keyboard in turn; the other engine leaves the rest",
    );
    shows(
        "BR-4",
        &format!("{screens} sign-ins that were left: dead, 100 %"),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn after_exit_without_scripts_nothing_is_seen_in_chromium() {
    let device = Device::with(Browser::chromium().await.unwrap()).await;
    device.browser.be(Width::Phone).await.unwrap();
    device.browser.without_scripts(true).await.unwrap();
    let screens = device.one_screen_in(8, 0, &[Way::Form]).await;
    says(
        "BR-1",
        "Chromium without scripts",
        screens,
        "one in eight, the form",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn after_exit_from_any_screen_nothing_of_it_is_seen_in_firefox() {
    let device = Device::with(Browser::firefox().await.unwrap()).await;
    let ways = [Way::Shift, Way::Click, Way::Keys];
    let screens = device.one_screen_in(2, 1, &ways).await;
    says(
        "BR-1",
        "Firefox",
        screens,
        "every second screen, click, Shift x 3 and keyboard in turn; the other engine leaves the rest",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn after_exit_nothing_of_a_screen_is_seen_in_webkit() {
    let mut device = Device::with(Browser::webkit().await.unwrap()).await;
    device.presses_back = false;
    let screens = device.one_screen_in(8, 4, &[Way::Click, Way::Shift]).await;
    let figure = format!(
        "WebKitGTK: {screens} screens of a client, one in eight, click and Shift x 3 in turn; opened again: seen 0 times. Back and Forward are not pressed: its driver waits for ever for a page that is gone"
    );
    shows("BR-1", &figure);
}

/// Leaves, and answers in the same task how much of the page is left.
const LEAVES_AND_LOOKS: &str = "
document.querySelector('.exit button').click();
return document.documentElement.childNodes.length + document.documentElement.textContent.length;";

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_blank_in_the_task_that_leaves_also_while_the_service_hangs() {
    let device = Device::with(Browser::chromium().await.unwrap()).await;
    let secrets = device.stands_at("felt-wrong", true).await;
    device.service.hangs.store(true, Ordering::Release);
    let left = device.browser.run(LEAVES_AND_LOOKS, vec![]).await.unwrap();
    assert_eq!(left, json!(0));
    // Nobody waits for the service: the everyday site is there while it still hangs.
    device.browser.until_seen(EVERYDAY).await.unwrap();
    device.sees_none(&secrets, "while nothing answers").await;
    device.service.hangs.store(false, Ordering::Release);
    shows(
        "BR-2",
        "Chromium: nothing is left in the task of the click, and the everyday site is reached, while the service hangs",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exit_without_a_network_holds_when_there_is_one_again() {
    let device = Device::with(Browser::chromium().await.unwrap()).await;
    let secrets = device.stands_at("felt-wrong", true).await;
    let cookie = device.cookie().await;
    device.browser.offline(true).await.unwrap();
    let left = device.browser.run(LEAVES_AND_LOOKS, vec![]).await.unwrap();
    assert_eq!(left, json!(0));
    device.sees_none(&secrets, "without a network").await;
    device.browser.offline(false).await.unwrap();
    device.browser.open(&device.service.address).await.unwrap();
    device
        .browser
        .until_there("input[name=passphrase]")
        .await
        .unwrap();
    device.sees_none(&secrets, "with a network again").await;
    device.is_dead(&cookie, "without a network").await;
    shows(
        "BR-3",
        "Chromium: left without a network, opened with one: the door, 0 markers",
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exit_that_the_server_never_heard_of_holds_all_the_same() {
    let device = Device::with(Browser::chromium().await.unwrap()).await;
    let secrets = device.stands_at("felt-wrong", true).await;
    let cookie = device.cookie().await;
    // What would tell the server is lost on the way, as on a train.
    let lost = "window.fetch = () => new Promise(() => {});";
    device.browser.run(lost, vec![]).await.unwrap();
    device.leaves(Way::Click).await;
    device.sees_none(&secrets, "unheard").await;
    device.browser.back().await.unwrap();
    device.sees_none(&secrets, "unheard, back").await;
    device.browser.open(&device.service.address).await.unwrap();
    device
        .browser
        .until_there("input[name=passphrase]")
        .await
        .unwrap();
    device.sees_none(&secrets, "opened again").await;
    device.is_dead(&cookie, "unheard").await;
}
