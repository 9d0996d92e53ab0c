//! The person's work, as Amal meets it on her phone: every tool from My work to its first sight, its
//! first use, and a second one in which what was kept is there, in two languages, light in one and
//! dark in the other. On each screen axe finds nothing, and nothing is wider than the phone. The staff
//! side of each tool is looked at once, at a desk.
//!
//! `own` is what the client mostly does alone, `shared` what two write on.

mod own;
mod shared;

use crate::people_here::{Folk, open};
use crate::service::{On, PASSPHRASE, Service};
use crate::walk::{leaves, signs_out};
use care::{Purpose, Section};
use pages::Language;
use serde_json::json;
use testing::browser::{Browser, End, Width};

/// What marks a screen that was there before something was pressed.
const MARK: &str =
    "const screen = document.querySelector('#screen'); if (screen) screen.dataset.was = '1';";
/// Everything that folds out does.
const UNFOLD: &str =
    "for (const one of document.querySelectorAll('#screen details')) one.open = true;";
/// The screen that came instead.
const ARRIVED: &str = "#screen[data-inside]:not([data-was])";

/// The tools of the work, as they are called on My work; thoughts are looked at with worksheets.
const TOOLS: [&str; 12] = [
    "profile",
    "plan",
    "worksheets",
    "thoughts",
    "diary",
    "emdr",
    "body",
    "courage",
    "self-trust",
    "circle",
    "triggers",
    "growth",
];
/// Their addresses at a desk, where they are others.
const AT_A_DESK: [(&str, &str); 1] = [("plan", "goals")];

/// Someone's phone, and what was found on it.
pub(crate) struct Walk {
    browser: Browser,
    language: Language,
    dark: bool,
    /// How many screens were looked at.
    screens: usize,
    found: Vec<String>,
}

impl Walk {
    /// Words in the language of whoever is here.
    fn own<'a>(&self, english: &'a str, spanish: &'a str) -> &'a str {
        match self.language {
            Language::English => english,
            Language::Spanish => spanish,
        }
    }

    /// Presses what a selector finds, and waits for the screen that comes of it.
    async fn presses(&mut self, selector: &str) {
        self.browser.run(UNFOLD, vec![]).await.unwrap();
        self.browser.run(MARK, vec![]).await.unwrap();
        let pressed = self.browser.press_at(selector).await;
        pressed.unwrap_or_else(|why| panic!("{selector}: {why}"));
        let came = self.browser.until_there(ARRIVED).await;
        came.unwrap_or_else(|why| panic!("{selector}: nothing came: {why}"));
    }

    /// Presses the first button that asks for this, and looks at what comes.
    async fn does(&mut self, asks: &str) {
        let first = format!("#screen button[name=do][value='{asks}']:not([aria-hidden])");
        self.presses(&first).await;
        self.looks(asks).await;
    }

    /// From My work to a tool.
    async fn opens(&mut self, tool: &str) {
        self.presses("nav.places button[value=work]").await;
        self.looks("work").await;
        self.does(tool).await;
    }

    async fn writes(&self, name: &str, words: &str) {
        self.browser.run(UNFOLD, vec![]).await.unwrap();
        self.browser.fill(name, words).await.unwrap();
    }

    /// Writes into the first field of the form that is written in.
    async fn writes_first(&self, words: &str) {
        let first = "return document.querySelector('form[data-draft] textarea').name;";
        let name = self.browser.run(first, vec![]).await.unwrap();
        self.writes(name.as_str().unwrap(), words).await;
    }

    async fn chooses(&self, name: &str, value: &str) {
        self.browser.run(UNFOLD, vec![]).await.unwrap();
        self.browser.choose(name, value).await.unwrap();
    }

    /// Moves the slider of a question, so many steps from its low end.
    async fn slides(&self, name: &str, steps: usize) {
        self.browser.run(UNFOLD, vec![]).await.unwrap();
        self.browser.slide(name, steps).await.unwrap();
    }

    /// Chooses the first of what is offered in a field.
    async fn chooses_first(&self, name: &str) {
        let first = "return document.querySelector(`#screen input[name='${arguments[0]}']`).value;";
        let value = self.browser.run(first, vec![json!(name)]).await.unwrap();
        self.chooses(name, value.as_str().unwrap()).await;
    }

    /// Reads words that were kept.
    async fn reads(&self, words: &str) {
        self.browser.run(UNFOLD, vec![]).await.unwrap();
        self.browser.until_seen(words).await.unwrap();
    }

    /// Looks at the screen that is there: everything that folds out is open.
    async fn looks(&mut self, name: &str) {
        self.screens += 1;
        let (browser, dark) = (&self.browser, self.dark);
        browser.run(UNFOLD, vec![]).await.unwrap();
        let language = self.language.tag();
        for barrier in browser.barriers().await.unwrap() {
            self.found
                .push(format!("{name} ({language}, dark: {dark}): {barrier}"));
        }
        let wide = browser.too_wide_by().await.unwrap();
        if wide > 0 {
            self.found
                .push(format!("{name} ({language}): {wide} pixels too wide"));
        }
    }
}

/// A service in which Ruth and Amal have a card for the days.
async fn begins(language: Language) -> (Service, Folk) {
    let (service, folk) = Service::with_folk(On::Memory, language).await;
    crate::people_here::three_sessions(&service, &folk).await;
    let sections = [Section::Work, Section::Overview];
    let mut act = open(
        &service,
        folk.ruth,
        folk.amal,
        &sections,
        Purpose::Treatment,
    )
    .await;
    diary::write(&mut act, 0, diary::starting(), None)
        .await
        .unwrap();
    act.done().await.unwrap();
    (service, folk)
}

/// All tools in one language; answers how many screens were looked at, and what was found.
async fn in_one(language: Language, dark: bool) -> (usize, Vec<String>) {
    let (service, folk) = begins(language).await;
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Phone).await.unwrap();
    browser.prefer(dark, true).await.unwrap();
    service.comes_in(&browser, "amal", language).await;
    let mut walk = Walk {
        browser,
        language,
        dark,
        screens: 0,
        found: Vec::new(),
    };
    own::tools(&mut walk).await;
    shared::tools(&mut walk).await;
    leaves(&walk.browser, language).await;
    walk.browser.be(Width::Desk).await.unwrap();
    service.comes_in(&walk.browser, "ruth", language).await;
    walk.browser.until_there("form.who").await.unwrap();
    for tool in TOOLS {
        if !service
            .declared
            .iter()
            .any(|door| door.path == format!("/ {tool}"))
        {
            continue;
        }
        let at = AT_A_DESK.iter().find(|(one, _)| *one == tool);
        let at = at.map_or(tool, |(_, at)| *at);
        let path = format!("{}/clients/{}/{at}", service.address, folk.amal);
        walk.browser.open(&path).await.unwrap();
        walk.browser.until_there("#screen h1").await.unwrap();
        walk.looks(&format!("desk {tool}")).await;
    }
    signs_out(&walk.browser, language).await;
    let Walk {
        browser,
        screens,
        found,
        ..
    } = walk;
    browser.ends(End::Closed).await.unwrap();
    (screens, found)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tool_is_used_twice_in_two_languages_in_chromium() {
    let english = tokio::spawn(in_one(Language::English, false));
    let spanish = tokio::spawn(in_one(Language::Spanish, true));
    let (english, spanish) = (english.await.unwrap(), spanish.await.unwrap());
    let found = [english.1, spanish.1].concat();
    assert!(
        found.is_empty(),
        "{} barriers:\n{}",
        found.len(),
        found.join("\n")
    );
    assert_eq!(english.0, spanish.0, "the same screens in both languages");
    testing::shows(
        "PW-4",
        &format!(
            "{} tools, {} screens, each in English (light) and Spanish (dark), at phone width and at a desk: axe 0, 0 too wide",
            own::TOOLS + shared::TOOLS,
            english.0
        ),
    );
}
