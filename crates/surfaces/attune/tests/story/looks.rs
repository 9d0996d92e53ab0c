//! Everyone can use every screen: axe finds nothing, in light and in dark, at 320 pixels; nothing
//! scrolls sideways; and Exit is where a thumb and a keyboard find it, never covered.

mod between;
mod setting_up;

use crate::people_here::{PHQ_STEPS, answers_phq, asks, own, three_sessions};
use crate::service::{On, PASSPHRASE, Service, say, words};
use crate::walk::{leaves, signs_out, unlocks};
use alliance::rupture::RuptureV1;
use care::Section;
use pages::{Language, Words};
use serde_json::json;
use testing::browser::{Browser, Key, Width};

/// Where Exit stands: its place among the tab stops, its size, and whether it can be pressed at
/// every place of the page.
const EXIT: &str = "
const exit = document.querySelector('.exit button');
if (!exit) return null;
const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter((one) => one.tabIndex >= 0 && !one.disabled && one.type !== 'hidden' && one.getClientRects().length > 0);
const page = document.scrollingElement;
const was = page.scrollTop;
let covered = 0;
for (let step = 0; step <= 200; step += 1) {
  page.scrollTop = (page.scrollHeight - innerHeight) * step / 200;
  const box = exit.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  if (!exit.contains(top)) covered += 1;
}
page.scrollTop = was;
const box = exit.getBoundingClientRect();
return { stop: stops.indexOf(exit), wide: box.width, high: box.height, covered };";

struct Looking {
    browser: Browser,
    service: Service,
    words: Words,
    /// What keeps people out, of every screen: told together at the end.
    found: Vec<String>,
}

impl Looking {
    async fn at(service: Service) -> Self {
        let browser = Browser::chromium().await.unwrap();
        browser.be(Width::Phone).await.unwrap();
        Self {
            browser,
            service,
            words: words(Language::English),
            found: Vec::new(),
        }
    }

    async fn presses(&self, key: &str) {
        self.browser.press(&say(self.words, key)).await.unwrap();
    }

    async fn sees(&self, key: &str) {
        self.browser
            .until_seen(&say(self.words, key))
            .await
            .unwrap();
    }

    /// Looks at the screen that is there now.
    async fn looks(&mut self, name: &str, with_exit: bool) {
        let browser = &self.browser;
        browser.be(Width::Smallest).await.unwrap();
        for dark in [false, true] {
            let mode = if dark { "dark" } else { "light" };
            browser.prefer(dark, true).await.unwrap();
            let barriers = browser.barriers().await.unwrap();
            self.found.extend(
                barriers
                    .iter()
                    .map(|line| format!("{name} ({mode}): {line}")),
            );
        }
        let wide = browser.too_wide_by().await.unwrap();
        if wide > 0 {
            self.found.push(format!(
                "{name}: {wide} pixels too wide for a screen of 320"
            ));
        }
        let exit = browser.run(EXIT, vec![]).await.unwrap();
        if with_exit != exit.is_object() {
            self.found.push(format!("{name}: exit is {exit}"));
        } else if with_exit {
            let stop = exit["stop"].as_i64().unwrap();
            let small = exit["wide"]
                .as_f64()
                .unwrap()
                .min(exit["high"].as_f64().unwrap());
            if !(0..2).contains(&stop) || small < 44.0 || exit["covered"] != json!(0) {
                self.found.push(format!("{name}: exit is at {exit}"));
            }
        }
        let width = if with_exit { Width::Phone } else { Width::Desk };
        browser.be(width).await.unwrap();
        for dark in [true, false] {
            browser.prefer(dark, true).await.unwrap();
            let mode = if dark { "dark" } else { "light" };
            browser
                .whole_picture(&format!("look-{name}-{mode}"), width)
                .await
                .unwrap();
        }
        if !with_exit {
            browser.be(Width::Phone).await.unwrap();
            browser
                .whole_picture(&format!("look-{name}-phone"), Width::Phone)
                .await
                .unwrap();
            browser.be(Width::Desk).await.unwrap();
        }
    }

    async fn comes_in(&self, name: &str) {
        self.service
            .comes_in(&self.browser, name, Language::English)
            .await;
    }

    async fn goes(&self, path: &str) {
        self.browser
            .open(&format!("{}{path}", self.service.address))
            .await
            .unwrap();
    }

    fn ends(self) {
        assert!(
            self.found.is_empty(),
            "{} barriers:\n{}",
            self.found.len(),
            self.found.join("\n")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_can_use_every_screen_of_a_client() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    three_sessions(&service, &folk).await;
    let mut looking = Looking::at(service).await;
    looking.goes("/").await;
    looking.sees("people-field-passphrase").await;
    looking.looks("sign-in", true).await;
    // Here, because loading a page behind the lock again locks.
    exit_is_the_second_stop(&looking.browser).await;
    axe_finds_what_is_put_in_the_way(&looking.browser).await;
    looking.browser.fill("sign-in", "amal").await.unwrap();
    looking
        .browser
        .fill("passphrase", "not the right one")
        .await
        .unwrap();
    looking.presses("people-in").await;
    looking.sees("people-in-not-these").await;
    looking.looks("sign-in-wrong", true).await;
    looking.comes_in("amal").await;
    looking.sees("home-next").await;
    looking.looks("home", true).await;
    looking.presses("home-check-in-go").await;
    looking.sees("check-in-send").await;
    looking.looks("check-in", true).await;
    looking
        .browser
        .fill("own_words", &"long ".repeat(101))
        .await
        .unwrap();
    looking.presses("check-in-send").await;
    looking.browser.until_there(".wrong").await.unwrap();
    looking.looks("check-in-wrong", true).await;
    looking.presses("place-today").await;
    looking.presses("home-felt-wrong").await;
    looking.sees("felt-wrong-lead").await;
    looking.looks("felt-wrong", true).await;
    looking
        .browser
        .fill("own-words", "We hurried past it.")
        .await
        .unwrap();
    looking.browser.choose("fit", "pulled-back").await.unwrap();
    looking.presses("felt-wrong-send").await;
    looking.sees("rupture-no-answer-yet").await;
    looking.looks("rupture-open", true).await;
    ruth_offers(&looking, &folk).await;
    looking.presses("place-today").await;
    looking.presses("home-rupture-offered").await;
    looking.sees("rupture-ask-offered").await;
    looking.looks("rupture-offered", true).await;
    looking.presses("rupture-say-closed").await;
    looking.sees("reply-kept-closed").await;
    looking.looks("home-closed", true).await;
    looking.presses("home-rupture-closed").await;
    looking.sees("rupture-title-client").await;
    looking.looks("rupture-closed", true).await;
    looking.presses("place-today").await;
    looking.presses("home-course").await;
    looking.sees("course-not-a-test").await;
    looking.looks("course", true).await;
    looking.presses("place-my-record").await;
    looking.sees("seen-was-title").await;
    looking.looks("seen", true).await;
    looking.goes("/nothing-here").await;
    looking.sees("error-not-found-title").await;
    looking.looks("error", true).await;
    looking.ends();
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_can_use_every_screen_of_measures() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    asks(&service, folk.ruth, folk.amal, "core-10", 7).await;
    asks(&service, folk.ruth, folk.amal, "phq-9", 14).await;
    asks(&service, folk.ruth, folk.amal, "gad-7", 14).await;
    answers_phq(&service, folk.amal, 1, 0).await;
    three_sessions(&service, &folk).await;
    let mut looking = Looking::at(service).await;
    looking.comes_in("amal").await;
    looking.sees("measure-go").await;
    looking.looks("home-measure", true).await;
    looking.presses("measure-not-now").await;
    looking.sees("measure-put-off").await;
    looking.looks("home-measure-put-off", true).await;
    looking.presses("measure-go").await;
    looking.sees("measure-keep").await;
    looking.looks("measure", true).await;
    for item in 1..=9 {
        let name = format!("phq-9.{item}");
        looking.browser.choose(&name, PHQ_STEPS[2]).await.unwrap();
    }
    looking.presses("measure-keep").await;
    looking.sees("measure-sent-title").await;
    looking.looks("measure-kept", true).await;
    let send = say(looking.words, "measure-share");
    let send = send.split('{').next().unwrap().trim().to_owned();
    looking.browser.press(&send).await.unwrap();
    looking.sees("measure-sent-title").await;
    looking.looks("measure-sent", true).await;
    looking.presses("measures-mine").await;
    looking.sees("measures-told").await;
    looking.looks("measures-mine", true).await;
    looking.presses("measure-with-events").await;
    looking.sees("measure-course-not-a-test").await;
    looking.looks("measure-course", true).await;
    leaves(&looking.browser, Language::English).await;
    looking.browser.be(Width::Desk).await.unwrap();
    looking.comes_in("ruth").await;
    looking.sees("caseload-title").await;
    looking.looks("staff-caseload-measures", false).await;
    looking.browser.press("Amal").await.unwrap();
    looking.sees("measure-signal-confirm").await;
    looking.looks("staff-signal", false).await;
    looking.presses("measure-signal-keep").await;
    looking.browser.until_there(".wrong").await.unwrap();
    looking.looks("staff-signal-wrong", false).await;
    let amal = folk.amal;
    for (below, key, name) in [
        ("", "measures-staff", "staff-relationship-measures"),
        ("/measures", "measures-plan", "staff-measures"),
        ("/measures/phq-9", "chart-table", "staff-measure"),
        (
            "/measures/core-10/unanswered",
            "measure-signal-confirm",
            "staff-unanswered",
        ),
        ("/measures/gad-7/paper", "measure-paper-keep", "staff-paper"),
    ] {
        looking.goes(&format!("/clients/{amal}{below}")).await;
        looking.sees(key).await;
        looking.looks(name, false).await;
    }
    looking.ends();
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_can_use_what_is_before_the_lock_and_what_comes_first() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    three_sessions(&service, &folk).await;
    let mut looking = Looking::at(service).await;
    looking.goes("/").await;
    looking.sees("people-field-passphrase").await;
    looking.browser.fill("sign-in", "amal").await.unwrap();
    looking
        .browser
        .fill("passphrase", PASSPHRASE)
        .await
        .unwrap();
    looking.presses("people-in").await;
    looking.sees("cover-open").await;
    looking.looks("cover", true).await;
    looking.presses("cover-calm").await;
    looking.sees("calm-breathe").await;
    looking.presses("calm-breathe").await;
    looking.presses("calm-circle").await;
    looking.looks("calm", true).await;
    looking.sees("cover-open").await;
    looking.presses("cover-open").await;
    looking.sees("lock-words").await;
    looking.looks("lock", true).await;
    looking
        .browser
        .fill("unlock", "not this one")
        .await
        .unwrap();
    looking.presses("lock-open").await;
    looking.sees("lock-wrong").await;
    looking.looks("lock-wrong", true).await;
    unlocks(&looking.browser, Language::English).await;
    looking.sees("begin-lead").await;
    looking.looks("begin", true).await;
    looking.presses("begin-ask-yes").await;
    looking.sees("begin-shared-sudden").await;
    looking.looks("begin-shared", true).await;
    looking.presses("begin-go-on").await;
    looking.sees("begin-steps-lead").await;
    looking.looks("begin-steps", true).await;
    looking.presses("begin-done").await;
    looking.sees("home-could").await;
    looking.ends();
    testing::shows(
        "BR-11",
        "cover, calm, lock and first pages: axe 0 in light and dark at 320 px; Exit second stop, 44 px, covered at 0 of 201 places of the page",
    );
}

/// What looks for barriers does find one: a picture without words, and words too faint to read.
async fn axe_finds_what_is_put_in_the_way(browser: &Browser) {
    let put = "const one = document.createElement('p'); one.id = 'barrier'; one.style.color = 'rgb(240 240 240)';\
        one.append('faint words', document.createElement('img')); document.querySelector('main').append(one);";
    browser.run(put, vec![]).await.unwrap();
    let found = browser.barriers().await.unwrap().join("\n");
    assert!(
        found.contains("image-alt") && found.contains("color-contrast"),
        "{found}"
    );
    browser
        .run("document.getElementById('barrier').remove();", vec![])
        .await
        .unwrap();
}

/// With real keys: Tab, Tab, and it is Exit.
async fn exit_is_the_second_stop(browser: &Browser) {
    browser.reload().await.unwrap();
    browser.until_there(".exit button").await.unwrap();
    browser.key(Key::Tab, 2).await.unwrap();
    let there = "return document.activeElement?.matches('.exit button');";
    assert_eq!(browser.run(there, vec![]).await.unwrap(), true);
}

/// Ruth writes an answer and offers, without a browser.
async fn ruth_offers(looking: &Looking, folk: &crate::people_here::Folk) {
    let service = &looking.service;
    let act = own(service, folk.amal, &[Section::Relationship]).await;
    let rupture = act.latest::<RuptureV1>().await.unwrap().kept[0].record;
    let ruth = service.sign_in("ruth").await;
    let at = format!("/clients/{}/ruptures/{rupture}", folk.amal);
    let answer = [
        ("noticed", "I hurried you."),
        ("discussed", ""),
        ("plan", "Ask first, next time."),
    ];
    service.post(&format!("{at}/answer"), &ruth, &answer).await;
    let step = [("step", "I said that I had hurried."), ("offered", "yes")];
    assert_eq!(
        service.post(&format!("{at}/step"), &ruth, &step).await.to(),
        at
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_can_use_every_screen_of_staff() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    let third = three_sessions(&service, &folk).await;
    crate::people_here::check_in(&service, folk.amal, third, &["3", "2", "3", "4", "3"]).await;
    let mut looking = Looking::at(service).await;
    let amal = folk.amal;
    looking.browser.be(Width::Desk).await.unwrap();
    looking.comes_in("ruth").await;
    looking.sees("caseload-title").await;
    looking.looks("staff-caseload", false).await;
    looking.browser.press("Amal").await.unwrap();
    looking.sees("rupture-answer").await;
    looking.looks("staff-rupture", false).await;
    looking.browser.fill("noticed", " ").await.unwrap();
    looking.presses("rupture-answer-keep").await;
    looking.sees("wrong-required-staff").await;
    looking.looks("staff-rupture-wrong", false).await;
    for (field, words) in [
        ("noticed", "I hurried you."),
        ("plan", "Ask first, next time."),
        ("step", "I said that I had hurried."),
    ] {
        looking.browser.fill(field, words).await.unwrap();
    }
    looking.browser.choose("offered", "yes").await.unwrap();
    looking.presses("rupture-answer-keep").await;
    looking.sees("rupture-state-offered").await;
    looking.looks("staff-rupture-offered", false).await;
    looking.goes(&format!("/clients/{amal}")).await;
    looking.sees("course-title-theirs").await;
    looking.looks("staff-relationship", false).await;
    looking.presses("relationship-plan-session").await;
    looking.sees("session-plan-keep").await;
    looking.looks("staff-plan", false).await;
    looking.presses("session-plan-keep").await;
    looking.browser.until_there(".wrong").await.unwrap();
    looking.looks("staff-plan-wrong", false).await;
    looking.goes(&format!("/clients/{amal}")).await;
    looking.presses("relationship-name-it").await;
    looking.sees("rupture-name-keep").await;
    looking.looks("staff-name-it", false).await;
    looking.goes("/nothing-here").await;
    looking.sees("error-not-found-title").await;
    looking.looks("staff-error", false).await;
    signs_out(&looking.browser, Language::English).await;
    looking.comes_in("ines").await;
    looking.sees("caseload-title").await;
    looking.goes(&format!("/clients/{amal}/beside")).await;
    looking.sees("course-title-theirs").await;
    looking.looks("staff-beside", false).await;
    looking.ends();
}
