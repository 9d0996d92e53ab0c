//! From an empty service to its first lead, in a browser: what the operator left open is asked, the
//! recovery shares are printed and typed back, and nobody gets in between.

use crate::service::{CODE, On, PASSPHRASE, Service, say, words};
use attune::open::Own;
use pages::{Language, Words};
use people::{FirstRun, Given, RootSource, TotpSecret};
use testing::browser::{Browser, Width};

const ENGLISH: Words = words(Language::English);

/// The lines of the shares that are on the page.
pub(crate) async fn shares_on(browser: &Browser) -> Vec<String> {
    let lines =
        "return [...document.querySelectorAll('.sheet .lead')].map((one) => one.textContent);";
    let lines = browser.run(lines, vec![]).await.unwrap();
    let lines = lines.as_array().unwrap().iter();
    lines
        .map(|line| line.as_str().unwrap().to_owned())
        .collect()
}

/// Someone types shares from the paper.
pub(crate) async fn types_shares(browser: &Browser, shares: &[String]) {
    for (share, name) in shares.iter().zip(["share-1", "share-2", "share-3"]) {
        // By hand, on a phone: a capital here, two spaces there.
        let typed = format!(" {} ", share.to_uppercase().replace(' ', "  "));
        browser.fill(name, &typed).await.unwrap();
    }
}

/// The authenticator reads what is on the page, and its code is typed.
pub(crate) async fn binds(service: &Service, browser: &Browser) {
    let shown = "return document.querySelector('dd.numbers').textContent;";
    let shown = browser.run(shown, vec![]).await.unwrap();
    let letters: String = shown.as_str().unwrap().split_whitespace().collect();
    let secret = data_encoding::BASE32_NOPAD.decode(letters.as_bytes());
    let secret: [u8; 20] = secret.unwrap().try_into().unwrap();
    let code = TotpSecret::new(secret).code_at(service.vault.now());
    browser.fill("code", code.expose()).await.unwrap();
    let bind = say(ENGLISH, "second-begin-do");
    browser.press(&bind).await.unwrap();
}

struct Run {
    service: Service,
    browser: Browser,
}

impl Run {
    async fn presses(&self, key: &str) {
        self.browser.press(&say(ENGLISH, key)).await.unwrap();
    }

    async fn sees(&self, key: &str) -> String {
        self.browser.until_seen(&say(ENGLISH, key)).await.unwrap()
    }

    async fn fills(&self, fields: &[(&str, &str)]) {
        for (name, typed) in fields {
            self.browser.fill(name, typed).await.unwrap();
        }
    }
}

async fn begun() -> Run {
    let own = Own {
        first_run: FirstRun {
            given: Given::NOTHING,
            root: RootSource::File("/etc/attune/root-key".to_owned()),
        },
        ..Own::default()
    };
    let service = Service::empty_with(On::Sqlite, own).await;
    let browser = Browser::chromium().await.unwrap();
    browser.be(Width::Phone).await.unwrap();
    browser.open(&service.address).await.unwrap();
    Run { service, browser }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_set_up_in_a_browser_and_its_shares_are_rehearsed() {
    let run = begun().await;
    run.sees("people-set-up-title").await;
    run.fills(&[("code", CODE)]).await;
    run.presses("trust-run-on").await;
    run.sees("trust-run-service").await;
    run.fills(&[
        ("service", "Kastanienhof"),
        ("title", "Lists"),
        ("zone", "Europe/Madrid"),
    ])
    .await;
    run.presses("trust-run-on").await;
    let key = run.sees("trust-run-key-words").await;
    assert!(key.contains("/etc/attune/root-key"), "{key}");
    a_second_person_waits(&run).await;
    run.presses("trust-run-key-read").await;
    run.sees("trust-run-shares-words").await;
    run.browser
        .press_at("select[name=shares] option[value='3-5']")
        .await
        .unwrap();
    run.presses("trust-run-shares-make").await;
    run.sees("trust-run-printed-words").await;
    let shares = shares_on(&run.browser).await;
    assert_eq!(shares.len(), 5);
    run.presses("trust-run-printed-on").await;
    run.sees("trust-run-rehearsal").await;
    // Two of the three that are needed, and one of them twice.
    let too_few = [shares[0].clone(), shares[1].clone(), shares[0].clone()];
    types_shares(&run.browser, &too_few).await;
    run.presses("trust-run-rehearsal-do").await;
    run.sees("trust-run-shares-wrong").await;
    // Left half done, and taken up again in the same browser.
    run.browser.open(&run.service.address).await.unwrap();
    run.sees("trust-run-rehearsal").await;
    types_shares(&run.browser, &shares[2..]).await;
    run.presses("trust-run-rehearsal-do").await;
    run.sees("trust-run-rehearsed").await;
    run.browser
        .press_at("select[name=notes] option[value=author]")
        .await
        .unwrap();
    run.presses("trust-run-on").await;
    run.sees("trust-run-lead-words").await;
    run.fills(&[
        ("name", "Mara Lindqvist"),
        ("sign-in", "mara"),
        ("passphrase", PASSPHRASE),
    ])
    .await;
    run.presses("people-set-up-do").await;
    run.sees("second-begin-title").await;
    binds(&run.service, &run.browser).await;
    let home = run.sees("people-staff").await;
    assert!(
        home.contains("Kastanienhof") && home.contains("Mara Lindqvist"),
        "{home}"
    );
    let chosen = people::choices(&run.service.vault).await.unwrap();
    assert!(chosen.notes_blind);
    run.service.minutes(13);
    let door = run.service.get("/", "").await;
    assert!(door.page.contains("<title>Lists</title>"));
}

/// Someone else who found the code while it is under way.
async fn a_second_person_waits(run: &Run) {
    let form = [("do", "code"), ("code", CODE)];
    let told = run.service.post("/set-up", "", &form).await;
    let held = say(ENGLISH, "trust-run-held");
    assert!(told.page.contains(held.split('.').next().unwrap()));
    let form = [("do", "key")];
    let told = run.service.post("/set-up", "__Host-u=00", &form).await;
    assert!(told.page.contains("name=\"code\""));
}
