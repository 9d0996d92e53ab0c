//! Setting the service up over HTTP: refusals first, then all of it, left half done and taken up.

use super::{Came, Served};
use crate::small::{CODE, PASSPHRASE, Small};
use crate::{FirstRun, Given, RootSource, staff};
use axum::http::StatusCode;

const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;

async fn asking() -> Served {
    let small = Small::new().await;
    let desk = small.desk().knowing(FirstRun {
        given: Given::NOTHING,
        root: RootSource::File("/etc/attune/root-key".to_owned()),
    });
    Served::of(small, desk)
}

/// A browser that sets the service up.
struct Browser<'a> {
    served: &'a Served,
    cookie: String,
}

impl Browser<'_> {
    async fn with_the_code(served: &Served) -> Browser<'_> {
        let came = served
            .post("/set-up", "", &format!("do=code&code={CODE}"))
            .await;
        assert_eq!((came.status, came.to.as_str()), (SEE_OTHER, "/set-up"));
        Browser {
            served,
            cookie: format!("__Host-u={}", came.cookie("__Host-u").unwrap()),
        }
    }

    async fn sees(&self) -> Came {
        self.served.get("/set-up", &self.cookie).await
    }

    async fn sends(&self, form: &str) -> Came {
        self.served.post("/set-up", &self.cookie, form).await
    }

    /// Goes one step on and sees the next page.
    async fn goes_on(&self, form: &str) -> Came {
        let came = self.sends(form).await;
        assert_eq!(
            (came.status, came.to.as_str()),
            (SEE_OTHER, "/set-up"),
            "{form}: {}",
            came.page
        );
        self.sees().await
    }
}

/// The lines of the shares as they stand on the sheets.
fn lines(page: &str) -> Vec<String> {
    let sheets = page.split("<p class=\"lead\" translate=\"no\">").skip(1);
    let line = |rest: &str| rest.split("</p>").next().unwrap().to_owned();
    sheets.map(line).collect()
}

fn typed(line: &str) -> String {
    line.replace(' ', "+")
}

fn lead(came: &Came) -> String {
    let passphrase = PASSPHRASE.replace(' ', "+");
    format!(
        "do=lead&new={}&name=Imani+Brooks&language=en&sign-in=imani&passphrase={passphrase}",
        came.hidden("new")
    )
}

#[tokio::test]
async fn nobody_sets_the_service_up_without_the_code() {
    let served = Served::empty().await;
    assert_eq!(served.get("/", "").await.to, "/set-up");
    let form = format!("sign-in=ruth&passphrase={}", PASSPHRASE.replace(' ', "+"));
    assert_eq!(served.post("/in", "", &form).await.to, "/set-up");
    let page = served.get("/set-up", "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.page.contains("Lindenhaus") && !page.page.contains(CODE));
    for code in ["", "AAAA-BBBB-CCCC-DDDD"] {
        let came = served
            .post("/set-up", "", &format!("do=code&code={code}"))
            .await;
        assert_eq!(came.status, AGAIN);
        assert!(came.page.contains("id=\"code-wrong\""));
        assert!(came.cookie("__Host-u").is_none());
    }
    for form in [
        "do=key",
        "do=shares&shares=2-3",
        "do=notes&notes=author",
        "do=lead&name=Eve&sign-in=eve&passphrase=a+slow+green+river",
    ] {
        let came = served.post("/set-up", "__Host-u=0000", form).await;
        assert!(came.page.contains("name=\"code\""), "{form}");
    }
    assert!(staff(&served.small.vault).await.unwrap().0.is_empty());
    let guess = async || {
        let came = served.post("/set-up", "", "do=code&code=AAAA").await;
        came.status
    };
    for _ in 0..40 {
        guess().await;
    }
    assert_eq!(guess().await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_first_run_asks_what_is_open_and_ends_only_after_the_shares_opened_the_service() {
    let served = asking().await;
    let browser = Browser::with_the_code(&served).await;
    let page = browser.sees().await.page;
    assert!(page.contains("Step 1 of 5") && page.contains("name=\"exit\""));
    let wrong =
        "do=service&service=Lindenhaus&title=My+page&exit=http://x.example&language=en&zone=UTC";
    let came = browser.sends(wrong).await;
    assert_eq!(came.status, AGAIN);
    assert!(came.page.contains("id=\"exit-wrong\"") && came.page.contains("value=\"Lindenhaus\""));
    let named = "do=service&service=Kastanienhof&title=Notes+and+lists&exit=https://weather.example/&language=en&zone=Europe/Madrid";
    let came = browser.goes_on(named).await;
    assert!(came.page.contains("/etc/attune/root-key"), "{}", came.page);
    // A page left open asks for a step that is over: it is shown where the set-up stands.
    assert_eq!(browser.sends(named).await.status, SEE_OTHER);
    let came = browser.goes_on("do=key").await;
    assert!(came.page.contains("value=\"2-3\""));
    // The lead cannot be made before the shares were tried.
    browser
        .goes_on("do=lead&name=Eve&sign-in=eve&passphrase=a+slow+green+river")
        .await;
    assert!(staff(&served.small.vault).await.unwrap().0.is_empty());

    let printed = browser.sends("do=shares&shares=2-3").await;
    let shares = lines(&printed.page);
    assert_eq!((printed.status, shares.len()), (StatusCode::OK, 3));
    assert!(
        !printed.page.contains("Kastanienhof"),
        "a sheet says nothing"
    );
    let came = browser.sees().await;
    assert!(lines(&came.page).is_empty(), "shown once and kept nowhere");
    let one = typed(&shares[0]);
    let mut broken = shares[1].clone();
    broken.pop();
    let broken = typed(&broken);
    for (first, second, field) in [
        (&one, &broken, "share-2-wrong"),
        (&one, &one, "share-1-wrong"),
        (&String::new(), &one, "share-1-wrong"),
    ] {
        let form = format!("do=rehearsal&share-1={first}&share-2={second}");
        let came = browser.sends(&form).await;
        assert_eq!(came.status, AGAIN);
        assert!(
            came.page.contains(&format!("id=\"{field}\"")),
            "{}",
            came.page
        );
    }
    let form = format!("do=rehearsal&share-1={}&share-2={one}", typed(&shares[2]));
    let came = browser.goes_on(&form).await;
    assert!(came.page.contains("name=\"notes\""));
    let came = browser.goes_on("do=notes&notes=author").await;
    let wrong = lead(&came).replace(&PASSPHRASE.replace(' ', "+"), "short");
    let again = browser.sends(&wrong).await;
    assert_eq!(again.status, AGAIN);
    assert_eq!(
        again.hidden("new"),
        came.hidden("new"),
        "still the same person"
    );
    ends(&served, &browser, &came).await;
}

/// The first lead comes in, half-way: the second way comes next. And what was chosen holds at once.
async fn ends(served: &Served, browser: &Browser<'_>, came: &Came) {
    let done = browser.sends(&lead(came)).await;
    assert_eq!((done.status, done.to.as_str()), (SEE_OTHER, "/"));
    let half = format!("__Host-a={}", done.cookie("__Host-a").unwrap());
    assert_eq!(served.get("/people", &half).await.to, "/second");
    let page = browser.sees().await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "the page is gone");
    let door = served.get("/", "").await;
    assert!(door.page.contains("<title>Notes and lists</title>"));
    let chosen = crate::choices(&served.small.vault).await.unwrap();
    assert!(chosen.notes_blind);
    assert_eq!(chosen.name.as_deref(), Some("Kastanienhof"));
}

#[tokio::test]
async fn a_second_person_with_the_code_gets_no_further_while_someone_holds_it() {
    let served = asking().await;
    let browser = Browser::with_the_code(&served).await;
    let came = served
        .post("/set-up", "", &format!("do=code&code={CODE}"))
        .await;
    assert_eq!(came.status, AGAIN);
    assert!(came.page.contains("another browser") && came.cookie("__Host-u").is_none());
    assert!(browser.sees().await.page.contains("Step 1 of 5"));
}

#[tokio::test]
async fn a_set_up_sent_twice_makes_one_lead() {
    let served = Served::empty().await;
    let browser = Browser::with_the_code(&served).await;
    browser.goes_on("do=key").await;
    let shares = lines(&browser.sends("do=shares&shares=3-5").await.page);
    let form = format!(
        "do=rehearsal&share-1={}&share-2={}&share-3={}",
        typed(&shares[4]),
        typed(&shares[1]),
        typed(&shares[2])
    );
    browser.goes_on(&form).await;
    let came = browser.goes_on("do=notes&notes=service").await;
    let form = lead(&came);
    let (once, twice) = tokio::join!(browser.sends(&form), browser.sends(&form));
    for came in [once, twice] {
        assert!(
            (came.status, came.to.as_str()) == (SEE_OTHER, "/")
                || came.status == StatusCode::NOT_FOUND
        );
    }
    assert_eq!(staff(&served.small.vault).await.unwrap().0.len(), 1);
}
