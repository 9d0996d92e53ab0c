//! A hand on the pages: it presses what has these words on it, fills in what is there, and counts
//! what that took. A story is told once and takes place twice: over the wire, where links, buttons
//! and fields are looked for in what was served and nothing else can be pressed, on every engine;
//! and in a browser, at phone width for a client and at a desk for those who work here.

pub(crate) mod served;

use crate::service::{Answered, EVERYDAY, Service, encoded, say, words};
use crate::walk::{CLIENTS, leaves, signs_out};
use attune::{promised, ruptures, worker};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use contact::Outward;
use jiff::tz::TimeZone;
use pages::Language;
use served::{Does, Page, close};
use testing::browser::{Browser, Width};

/// What something took since it was last asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Took {
    /// Presses of links and buttons, choices, and ticks.
    pub(crate) taps: usize,
    /// Pages that were looked at.
    pub(crate) screens: usize,
    /// Keys for what was typed.
    pub(crate) keys: usize,
}

enum Way {
    Asking { cookie: String, page: Box<Page> },
    Looking(Browser),
}

/// Someone's hand.
pub(crate) struct Hand<'a> {
    service: &'a Service,
    way: Way,
    is_client: bool,
    took: Took,
    /// The page as it was served, over the wire.
    html: String,
}

impl<'a> Hand<'a> {
    /// Over the wire.
    pub(crate) fn over_the_wire(service: &'a Service) -> Self {
        Self::new(
            service,
            Way::Asking {
                cookie: String::new(),
                page: Box::default(),
            },
        )
    }

    /// In a real browser.
    pub(crate) async fn in_chromium(service: &'a Service) -> Self {
        Self::new(service, Way::Looking(Browser::chromium().await.unwrap()))
    }

    fn new(service: &'a Service, way: Way) -> Self {
        Self {
            service,
            way,
            is_client: false,
            took: Took::default(),
            html: String::new(),
        }
    }

    /// What was done so far took this; counting begins anew.
    pub(crate) fn took(&mut self) -> Took {
        std::mem::take(&mut self.took)
    }

    /// The page as it was served.
    pub(crate) fn html(&self) -> &str {
        &self.html
    }

    /// Someone comes in; what follows is their first screen.
    pub(crate) async fn comes_in(&mut self, name: &str) {
        self.is_client = CLIENTS.contains(&name);
        let service = self.service;
        match &mut self.way {
            Way::Looking(browser) => {
                let wide = if self.is_client {
                    Width::Phone
                } else {
                    Width::Desk
                };
                browser.be(wide).await.unwrap();
                service.comes_in(browser, name, Language::English).await;
                if !self.is_client {
                    browser.until_there("form.who").await.unwrap();
                }
            }
            Way::Asking { cookie, .. } => {
                // As in a browser: nobody signs in twice in one breath.
                service.minutes(13);
                *cookie = service.sign_in(name).await;
                self.goes("/").await;
            }
        }
        self.took = Took::default();
    }

    /// Whoever is here goes: a client by Exit, others sign out.
    pub(crate) async fn leaves(&mut self) {
        match &self.way {
            Way::Looking(browser) if self.is_client => leaves(browser, Language::English).await,
            Way::Looking(browser) => signs_out(browser, Language::English).await,
            Way::Asking { .. } => {
                let key = if self.is_client { "exit" } else { "sign-out" };
                self.presses(key).await;
            }
        }
    }

    /// Asks for an address, as if it were typed. Clients never do: everything of theirs is on `/`.
    pub(crate) async fn goes(&mut self, path: &str) {
        self.took.screens += 1;
        match &self.way {
            Way::Looking(browser) => {
                let address = format!("{}{path}", self.service.address);
                browser.open(&address).await.unwrap();
            }
            Way::Asking { cookie, .. } => {
                let came = self.service.get(path, cookie).await;
                self.arrives(came).await;
            }
        }
    }

    /// Follows where it is sent, and reads what is there.
    async fn arrives(&mut self, mut came: Answered) {
        let Way::Asking { cookie, page } = &mut self.way else {
            return;
        };
        while came.status == StatusCode::SEE_OTHER && came.to().starts_with('/') {
            came = self.service.get(came.to(), cookie).await;
        }
        // Elsewhere: out of the record, on the everyday site.
        if came.status == StatusCode::SEE_OTHER {
            EVERYDAY.clone_into(&mut came.page);
        }
        **page = Page::of(&came.page);
        self.html = came.page;
    }

    /// Presses what says this message of the catalogue.
    pub(crate) async fn presses(&mut self, key: &str) {
        self.presses_on(&say(words(Language::English), key)).await;
    }

    /// Presses what has these words on it: exactly, or else the first that begins with them.
    pub(crate) async fn presses_on(&mut self, on_it: &str) {
        self.took.taps += 1;
        let Way::Asking { page, .. } = &mut self.way else {
            let Way::Looking(browser) = &self.way else {
                return;
            };
            browser.press(on_it).await.unwrap();
            return;
        };
        let found = page.thing(&close(on_it)).map(|thing| thing.does.clone());
        match found {
            None => panic!("nothing says “{on_it}”: {}", page.seen()),
            Some(Does::FoldsOut(which)) => page.fold_out(which),
            Some(Does::Goes(to)) if to.starts_with('#') => {}
            Some(Does::Goes(to)) => self.goes(to.split('#').next().unwrap()).await,
            Some(Does::Sends { form, button, to }) => {
                let (fields, files) = page.sends(form, button.as_ref());
                self.sends(to.split('#').next().unwrap(), &fields, files)
                    .await;
            }
        }
    }

    async fn sends(&mut self, to: &str, fields: &[(String, String)], files: bool) {
        self.took.screens += 1;
        let Way::Asking { cookie, .. } = &self.way else {
            return;
        };
        let request = || {
            let fields: Vec<_> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
            let request = Request::post(to).header(header::COOKIE, cookie);
            let (kind, body) = if files {
                (
                    format!("multipart/form-data; boundary={BREAK}"),
                    in_parts(&fields),
                )
            } else {
                let kind = "application/x-www-form-urlencoded".to_owned();
                (kind, encoded(&fields))
            };
            let request = request.header(header::CONTENT_TYPE, kind);
            request.body(Body::from(body)).unwrap()
        };
        let mut came = self.service.ask(request()).await;
        if came.is_locked() {
            self.service.unlock(cookie).await;
            came = self.service.ask(request()).await;
        }
        self.arrives(came).await;
    }

    /// Types into a field.
    pub(crate) async fn fills(&mut self, name: &str, typed: &str) {
        self.took.keys += typed.chars().count();
        match &mut self.way {
            Way::Looking(browser) => browser.fill(name, typed).await.unwrap(),
            Way::Asking { page, .. } => {
                assert!(page.fill(name, typed), "no field {name}: {}", page.seen());
            }
        }
    }

    /// Picks a day or a time from the browser's own calendar or clock.
    pub(crate) async fn picks(&mut self, name: &str, value: &str) {
        self.took.taps += 1;
        match &mut self.way {
            // The browser's picker differs from one language to the next; what it does is this.
            Way::Looking(browser) => {
                let script = "const one = document.querySelector(`input[name='${arguments[0]}']`);\
                    one.value = arguments[1]; one.dispatchEvent(new Event('change', { bubbles: true })); return one.value;";
                let is = browser.run(script, vec![name.into(), value.into()]).await;
                assert_eq!(is.unwrap(), value, "{name}");
            }
            Way::Asking { page, .. } => {
                assert!(page.fill(name, value), "no field {name}: {}", page.seen());
            }
        }
    }

    /// Chooses one of several, or ticks a box.
    pub(crate) async fn chooses(&mut self, name: &str, value: &str) {
        self.took.taps += 1;
        match &mut self.way {
            Way::Looking(browser) => browser.choose(name, value).await.unwrap(),
            Way::Asking { page, .. } => {
                let can = page.choose(name, value);
                assert!(can, "no choice {value} of {name}: {}", page.seen());
            }
        }
    }

    /// Chooses from a list.
    pub(crate) async fn picks_from(&mut self, name: &str, value: &str) {
        self.took.taps += 1;
        match &mut self.way {
            Way::Looking(browser) => {
                let option = format!("select[name='{name}'] option[value='{value}']");
                browser.press_at(&option).await.unwrap();
            }
            Way::Asking { page, .. } => {
                let can = page.pick(name, value);
                assert!(can, "no {value} in the list {name}: {}", page.seen());
            }
        }
    }

    /// Reads this message of the catalogue, as far as it says the same to everyone; answers
    /// everything there is to read.
    pub(crate) async fn sees(&self, key: &str) -> String {
        let whole = say(words(Language::English), key);
        self.reads(whole.split('{').next().unwrap().trim()).await
    }

    /// Reads these words; answers everything there is to read.
    pub(crate) async fn reads(&self, said: &str) -> String {
        match &self.way {
            Way::Looking(browser) => close(&browser.until_seen(said).await.unwrap()),
            Way::Asking { page, .. } => {
                let seen = page.seen();
                assert!(seen.contains(&close(said)), "“{said}” is not in: {seen}");
                seen
            }
        }
    }

    /// Finds that a field holds these words already.
    pub(crate) async fn finds_in(&self, name: &str, words: &str) {
        let held = match &self.way {
            Way::Looking(browser) => {
                let script =
                    "return document.querySelector(`[name='${arguments[0]}']`)?.value ?? '';";
                let held = browser.run(script, vec![name.into()]).await.unwrap();
                held.as_str().unwrap_or_default().to_owned()
            }
            Way::Asking { page, .. } => page.holds(name).unwrap_or_default().to_owned(),
        };
        assert!(held.contains(words), "{name} holds: {held}");
    }

    /// A picture of what is there, where there is something to take one of.
    pub(crate) async fn picture(&self, name: &str) {
        if let Way::Looking(browser) = &self.way {
            browser.picture(name).await.unwrap();
        }
    }
}

/// What stands between the parts of a form that takes files.
const BREAK: &str = "between-the-parts";

fn in_parts(fields: &[(&str, &str)]) -> String {
    let part = |(name, value): &(&str, &str)| {
        format!("--{BREAK}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let parts: String = fields.iter().map(part).collect();
    format!("{parts}--{BREAK}--\r\n")
}

impl Service {
    /// One round of each of the workers: what was promised, what waits about ruptures, and what is
    /// to be delivered.
    pub(crate) async fn rounds(&self) -> promised::Round {
        let round = promised::round(&self.vault).await.unwrap();
        assert_eq!(round.kept_waiting, 0, "{round:?}");
        ruptures::round(&self.vault).await.unwrap();
        let outward = Outward::new(None, TimeZone::UTC);
        worker::round(&self.vault, &outward).await.unwrap();
        round
    }
}
