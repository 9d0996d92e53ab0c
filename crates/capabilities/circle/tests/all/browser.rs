//! In a browser at a phone's width: words half written are there again after the page was hidden and
//! the word was asked for; nothing is too wide, and nothing keeps anyone out of these pages.

use crate::WORD;
use care::{RecordId, Section};
use circle::LineV1;
use pages::draft::DraftV1;
use testing::AMAL;
use testing::browser::{Browser, Width};
use testing::served::Serving;

/// Goes to the first screen of the circle, behind the lock.
const GOES: &str = "const done = arguments[arguments.length - 1];
  (async () => { for (const does of ['do=unlock&unlock=x', 'do=circle']) await fetch('/', { method: 'POST',
  body: new URLSearchParams(does), headers: { 'HX-Request': 'true' } }); done(true); })();";

struct Phone {
    browser: Browser,
    at: String,
}

impl Phone {
    async fn goes(&self) {
        self.browser.run_until_called(GOES, vec![]).await.unwrap();
        self.browser.open(&format!("{}/", self.at)).await.unwrap();
    }

    async fn presses(&self, does: &str) {
        let button = format!("#screen button[value=\"{does}\"]");
        self.browser.press_at(&button).await.unwrap();
    }

    async fn sees(&self, words: &str) {
        self.browser.until_seen(words).await.unwrap();
    }

    /// Nobody is kept out, in light and in dark; and a picture is taken to be looked at.
    async fn looks(&self, name: &str) {
        for dark in [false, true] {
            self.browser.prefer(dark, true).await.unwrap();
            let found = self.browser.barriers().await.unwrap();
            assert!(found.is_empty(), "{name}: {found:?}");
        }
        assert_eq!(self.browser.too_wide_by().await.unwrap(), 0, "{name}");
        let name = format!("circle-{name}");
        let taken = self.browser.whole_picture(&name, Width::Phone).await;
        taken.unwrap();
        self.browser.prefer(false, true).await.unwrap();
    }
}

impl Phone {
    /// From the first question to an open circle.
    async fn begins(&self) {
        self.goes().await;
        self.sees("Is this phone yours alone?").await;
        self.looks("asked").await;
        self.presses("circle-alone").await;
        self.sees("Only my word opens it").await;
        self.looks("begin").await;
        self.browser.choose("way", "mine").await.unwrap();
        for name in ["new-secret", "secret-again"] {
            self.browser.fill(name, WORD).await.unwrap();
        }
        self.presses("circle-begin").await;
        self.sees("There is nobody here yet.").await;
    }

    /// Someone is written down, and half a day with them.
    async fn writes(&self) {
        self.presses("circle-edit").await;
        self.sees("What you call them here").await;
        self.browser.fill("called", "Heron").await.unwrap();
        self.looks("edit").await;
        self.presses("circle-keep").await;
        self.sees("It is saved.").await;
        self.presses("circle-log").await;
        self.sees("Did they respect a no?").await;
        self.browser.choose("no", "not").await.unwrap();
        let words = self.browser.fill("words", "Came in anyway.");
        words.await.unwrap();
        self.sees("Saved").await;
        self.looks("log").await;
        let more = self.browser.fill("words", "Came in anyway. Twice.");
        more.await.unwrap();
    }

    /// The phone is put away and taken out again: the lock, then the word.
    async fn comes_back(&self) {
        self.browser.looks_away().await.unwrap();
        self.browser.looks_back().await.unwrap();
        let everything = self.browser.everything().await.unwrap();
        assert!(!everything.contains("Came in"), "{everything}");
        self.browser.until_there("#unlock").await.unwrap();
        self.browser.fill("unlock", "x").await.unwrap();
        self.presses("unlock").await;
        self.sees("Your word, please").await;
        self.looks("word").await;
        self.browser.fill("secret", WORD).await.unwrap();
        self.presses("circle-open").await;
        self.sees("Did they respect a no?").await;
    }

    async fn shares(&self) {
        self.presses("circle-share").await;
        self.sees("This is shared").await;
        self.looks("share").await;
        self.browser.choose("days", "7").await.unwrap();
        self.presses("circle-share-do").await;
        self.sees("With Ruth Okafor until").await;
        self.looks("circle").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_phone_from_the_first_question_to_words_that_were_interrupted() {
    let serving = Serving::new()
        .await
        .choosing(|settings| settings.https = false);
    let served = serving.site(circle::routes(), circle::screens());
    let at = format!("http://{}", served.stands().await);
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Phone).await.unwrap();
    browser.open(&format!("{at}/k.html")).await.unwrap();
    let cookie = "document.cookie = 'a=amal; path=/'";
    browser.run(cookie, vec![]).await.unwrap();
    let phone = Phone { browser, at };
    phone.begins().await;
    phone.writes().await;
    phone.comes_back().await;
    // Not a word of it went to where the service could read it.
    let act = served.small.act(AMAL, AMAL, &[Section::Drafts]).await;
    assert!(act.latest::<DraftV1>().await.unwrap().kept.is_empty());
    phone.presses("circle-log-keep").await;
    phone.sees("0 of 1 time yes, 1 of 1 time no").await;
    phone.sees("Came in anyway. Twice.").await;
    phone.looks("person").await;
    phone.shares().await;
    let sign_in = RecordId::from_bytes(*AMAL.bytes());
    let key = served.floor.own_keys.key(sign_in, served.small.vault.now());
    let act = served.small.act(AMAL, AMAL, &[Section::Circle]).await;
    let act = act.with_own_key(key.unwrap());
    assert_eq!(act.latest::<LineV1>().await.unwrap().kept.len(), 1);
}
