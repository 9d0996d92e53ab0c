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
    phone.goes().await;
    phone.sees("Is this phone yours alone?").await;
    phone.looks("asked").await;
    phone.presses("circle-alone").await;
    phone.sees("Only my word opens it").await;
    phone.looks("begin").await;
    phone.browser.choose("way", "mine").await.unwrap();
    for name in ["new-secret", "secret-again"] {
        phone.browser.fill(name, WORD).await.unwrap();
    }
    phone.presses("circle-begin").await;
    phone.sees("There is nobody here yet.").await;
    phone.presses("circle-edit").await;
    phone.sees("What you call them here").await;
    phone.browser.fill("called", "Heron").await.unwrap();
    phone.looks("edit").await;
    phone.presses("circle-keep").await;
    phone.sees("It is saved.").await;
    phone.presses("circle-log").await;
    phone.sees("Did they respect a no?").await;
    phone.browser.choose("no", "not").await.unwrap();
    phone
        .browser
        .fill("words", "Came in anyway.")
        .await
        .unwrap();
    phone.sees("Saved").await;
    phone.looks("log").await;
    // A key is pressed after what was saved, and then the phone is put away.
    phone
        .browser
        .fill("words", "Came in anyway. Twice.")
        .await
        .unwrap();
    phone.browser.looks_away().await.unwrap();
    phone.browser.looks_back().await.unwrap();
    let everything = phone.browser.everything().await.unwrap();
    assert!(!everything.contains("Came in"), "{everything}");
    let act = served.small.act(AMAL, AMAL, &[Section::Drafts]).await;
    assert!(act.latest::<DraftV1>().await.unwrap().kept.is_empty());
    phone
        .browser
        .until_there("#unlock, [name=unlock]")
        .await
        .unwrap();
    phone.browser.fill("unlock", "x").await.unwrap();
    phone
        .browser
        .press_at("#screen button, main button")
        .await
        .unwrap();
    phone.sees("Your word, please").await;
    phone.looks("word").await;
    phone.browser.fill("secret", WORD).await.unwrap();
    phone.presses("circle-open").await;
    phone.sees("Did they respect a no?").await;
    phone.presses("circle-log-keep").await;
    phone.sees("0 of 1 time yes, 1 of 1 time no").await;
    phone.sees("Came in anyway. Twice.").await;
    phone.looks("person").await;
    phone.presses("circle-share").await;
    phone.sees("This is shared").await;
    phone.looks("share").await;
    phone.browser.choose("days", "7").await.unwrap();
    phone.presses("circle-share-do").await;
    phone.sees("With Ruth Okafor until").await;
    phone.looks("circle").await;
    let key = served.floor.own_keys.key(
        RecordId::from_bytes(*AMAL.bytes()),
        served.small.vault.now(),
    );
    let act = served.small.act(AMAL, AMAL, &[Section::Circle]).await;
    let act = act.with_own_key(key.unwrap());
    assert_eq!(act.latest::<LineV1>().await.unwrap().kept.len(), 1);
}
