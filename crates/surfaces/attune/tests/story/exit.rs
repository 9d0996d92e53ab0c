//! Someone leaves in a hurry, and someone else sits down and looks: Back, Forward, the address
//! again. Over HTTPS, in Chromium and in Firefox, they see nothing of the record, and the sign-in
//! that was left is dead.

use crate::people_here::{Folk, PHQ_STEPS, asks, own, three_sessions};
use crate::service::{COOKIE, EVERYDAY, On, Service, say, words};
use alliance::AudienceV1;
use alliance::rupture::act::{NameIt, name_it};
use care::{Line, Section};
use pages::{Language, Words};
use std::time::Duration;
use testing::browser::{Browser, Key, Width};

/// What the client said and the record keeps.
const SPOKEN: &str = "violet heron under the bridge";
/// What the client is in the middle of writing.
const TYPED: &str = "copper lantern by the well";
/// How often Back is pressed, and then Forward.
const STEPS: usize = 5;
/// How long a page may take to come back into view by itself before it is looked at again.
const LINGERS: Duration = Duration::from_millis(60);

/// A way out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Click,
    Shift,
    /// The page's scripts are off: Exit is a form.
    Form,
}

/// A screen, and the thing on the first one that leads there.
const SCREENS: [(&str, Option<&str>); 7] = [
    ("home", None),
    ("check-in", Some("home-check-in-go")),
    ("felt-wrong", Some("home-felt-wrong")),
    ("rupture", Some("home-rupture-open")),
    ("course", Some("home-course")),
    ("seen", Some("place-my-record")),
    ("measure", Some("measure-go")),
];

struct Device {
    service: Service,
    browser: Browser,
    words: Words,
}

async fn amal_named_it(service: &Service, folk: &Folk) {
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
}

impl Device {
    async fn with(browser: Browser) -> Self {
        let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
        three_sessions(&service, &folk).await;
        asks(&service, folk.ruth, folk.amal, "phq-9", 14).await;
        amal_named_it(&service, &folk).await;
        Self {
            service,
            browser,
            words: words(Language::English),
        }
    }

    /// Nothing that is only said once someone is signed in.
    async fn sees_no_secret(&self, when: &str) {
        for _ in 0..2 {
            let everything = self.browser.everything().await.unwrap_or_default();
            for secret in [
                SPOKEN,
                TYPED,
                "Amal",
                "Ruth Okafor",
                "Lindenhaus Room",
                "Mood in the last two weeks",
                "phq-9",
                &say(self.words, "home-next"),
            ] {
                assert!(
                    !everything.contains(secret),
                    "{when}: “{secret}” in {everything}"
                );
            }
            tokio::time::sleep(LINGERS).await;
        }
    }

    /// The client comes in and stands at a screen, with something of the record to be seen, or
    /// half written, on it.
    async fn stands_at(&self, screen: &str, leads: Option<&str>) {
        self.service
            .comes_in(&self.browser, "amal", Language::English)
            .await;
        self.browser.until_seen("Amal").await.unwrap();
        if let Some(leads) = leads {
            self.browser.press(&say(self.words, leads)).await.unwrap();
        }
        match screen {
            "home" => {}
            "check-in" => {
                self.browser.until_seen("Ruth Okafor").await.unwrap();
                self.browser.fill("own_words", TYPED).await.unwrap();
            }
            "felt-wrong" => {
                self.browser
                    .until_seen(&say(self.words, "felt-wrong-lead"))
                    .await
                    .unwrap();
                self.browser.fill("own-words", TYPED).await.unwrap();
            }
            "rupture" => drop(self.browser.until_seen(SPOKEN).await.unwrap()),
            "course" => drop(
                self.browser
                    .until_seen(&say(self.words, "course-not-a-test"))
                    .await
                    .unwrap(),
            ),
            "seen" => drop(self.browser.until_seen("Ruth Okafor").await.unwrap()),
            "measure" => {
                self.browser
                    .until_seen(&say(self.words, "measure-keep"))
                    .await
                    .unwrap();
                self.browser.choose("phq-9.9", PHQ_STEPS[1]).await.unwrap();
            }
            other => panic!("no screen {other}"),
        }
    }

    async fn leaves(&self, way: Way) {
        match way {
            Way::Click | Way::Form => self.browser.press(&say(self.words, "exit")).await.unwrap(),
            Way::Shift => self.browser.key(Key::Shift, 3).await.unwrap(),
        }
        self.browser.until_seen(EVERYDAY).await.unwrap();
    }

    /// The sign-in that was left opens nothing. A page that leaves tells the server without
    /// waiting, so it may take a moment.
    async fn is_dead(&self, cookie: &str, when: &str) {
        let cookie = format!("{COOKIE}={cookie}");
        let door = self.service.get("/", "").await;
        for _ in 0..100 {
            if self.service.get("/", &cookie).await.page == door.page {
                return;
            }
            tokio::time::sleep(LINGERS).await;
        }
        panic!("{when}: the cookie that was left still opens the record");
    }

    async fn someone_looks_after(&self, screen: &str, leads: Option<&str>, way: Way) {
        let when = format!("{way:?} from {screen}");
        self.stands_at(screen, leads).await;
        let (address, title) = self.browser.address().await.unwrap();
        assert_eq!(
            address.trim_end_matches('/'),
            self.service.address,
            "{when}: one address"
        );
        assert_eq!(title, "Notes", "{when}: one title");
        let cookie = self
            .browser
            .cookie(COOKIE)
            .await
            .unwrap()
            .expect("signed in");
        self.leaves(way).await;
        self.sees_no_secret(&when).await;
        self.is_dead(&cookie, &when).await;
        for step in 0..STEPS {
            self.browser.back().await.unwrap();
            self.sees_no_secret(&format!("{when}, {} back", step + 1))
                .await;
        }
        for step in 0..STEPS {
            self.browser.forward().await.unwrap();
            self.sees_no_secret(&format!("{when}, {} forward", step + 1))
                .await;
        }
        self.browser.reopen(&self.service.address).await.unwrap();
        self.browser
            .until_there("input[name=passphrase]")
            .await
            .unwrap();
        self.sees_no_secret(&format!("{when}, opened again")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_exit_from_any_screen_nothing_of_it_is_seen_in_chromium() {
    let device = Device::with(Browser::chromium().await.unwrap()).await;
    device.browser.be(Width::Phone).await.unwrap();
    for (screen, leads) in SCREENS {
        device.someone_looks_after(screen, leads, Way::Click).await;
    }
    for (screen, leads) in [SCREENS[2], SCREENS[3], SCREENS[6]] {
        device.someone_looks_after(screen, leads, Way::Shift).await;
    }
    device.browser.without_scripts(true).await.unwrap();
    for (screen, leads) in [SCREENS[2], SCREENS[3], SCREENS[5], SCREENS[6]] {
        device.someone_looks_after(screen, leads, Way::Form).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_exit_from_any_screen_nothing_of_it_is_seen_in_firefox() {
    let device = Device::with(Browser::firefox().await.unwrap()).await;
    for (screen, leads) in SCREENS {
        device.someone_looks_after(screen, leads, Way::Click).await;
    }
    for (screen, leads) in [SCREENS[2], SCREENS[3]] {
        device.someone_looks_after(screen, leads, Way::Shift).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exit_that_the_server_never_heard_of_holds_all_the_same() {
    let device = Device::with(Browser::chromium().await.unwrap()).await;
    device
        .stands_at("felt-wrong", Some("home-felt-wrong"))
        .await;
    let cookie = device
        .browser
        .cookie(COOKIE)
        .await
        .unwrap()
        .expect("signed in");
    // What would tell the server is lost on the way, as on a train.
    let lost = "window.fetch = () => new Promise(() => {});";
    device.browser.run(lost, vec![]).await.unwrap();
    device.leaves(Way::Click).await;
    device.sees_no_secret("unheard").await;
    device.browser.back().await.unwrap();
    device.sees_no_secret("unheard, back").await;
    device.browser.open(&device.service.address).await.unwrap();
    device
        .browser
        .until_there("input[name=passphrase]")
        .await
        .unwrap();
    device.sees_no_secret("opened again").await;
    device.is_dead(&cookie, "unheard").await;
}
