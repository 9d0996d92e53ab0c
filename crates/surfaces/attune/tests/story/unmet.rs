//! A word that a client does not want to meet. It is planted wherever the client or their therapist can
//! write: in every form of every screen of the app, and in what staff write for the client. Then the
//! client names it, and it is looked for on every screen, with every record a screen can be about, and
//! on what is kept on the device. What the client types, and types again, stays as it is.

use crate::hand::Hand;
use crate::hand::served::Page;
use crate::people_here::{Folk, open, three_sessions};
use crate::service::{On, Service};
use care::{Purpose, Section};
use pages::{Language, Needs, Verb};
use std::collections::{BTreeMap, BTreeSet};

/// The word, which stands nowhere else.
const WORD: &str = "zephyrine";
/// What is written everywhere.
const PLANTED: &str = "The zephyrine curtain";

/// What is not pressed: it leads elsewhere, ends something, or opens what another story is about.
const NOT: [&str; 6] = [
    "stop",
    "goals-more",
    "quiet-words-send",
    "quiet-words-keep",
    "ask-send",
    "taking-make",
];

/// What staff write for the client: a session, a note, an agreement, a message, a card.
async fn staff_write(service: &Service, folk: &Folk) {
    let sections = [Section::Work, Section::Overview];
    let mut act = open(service, folk.ruth, folk.amal, &sections, Purpose::Treatment).await;
    diary::write(&mut act, 0, diary::starting(), None)
        .await
        .unwrap();
    act.done().await.unwrap();
    let mut hand = Hand::over_the_wire(service);
    let amal = format!("/clients/{}", folk.amal);
    hand.comes_in("ruth").await;
    hand.goes(&format!("{amal}/agreement/write")).await;
    hand.fills("length", "50").await;
    hand.fills("place", PLANTED).await;
    hand.presses("agreement-staff-send").await;
    hand.goes(&format!("{amal}/notes/new")).await;
    hand.fills("did", PLANTED).await;
    hand.presses("progress-finish").await;
    hand.goes(&format!("{amal}/promises")).await;
    hand.fills("words", PLANTED).await;
    let day = measures::Day::of(
        service.vault.now() + 5 * care::DAY,
        &jiff::tz::TimeZone::UTC,
    );
    hand.picks("day", &day.to_field()).await;
    hand.picks("time", "12:00").await;
    hand.presses("promise-new-keep").await;
    hand.leaves().await;
}

/// What a page says, without what is typed into it: text, and the words that stand in for pictures
/// and fields.
fn said(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut said = String::new();
    let mut typed = false;
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        typed = tag.starts_with("textarea") || (typed && !tag.starts_with("/textarea"));
        if !typed {
            said.push_str(text);
        }
        let mut rest = tag;
        while let Some((name, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap_or((after, ""));
            let name = name.trim_start();
            if ["alt", "title", "aria-label", "aria-valuetext", "data-title"].contains(&name) {
                said.push_str(value);
            }
            rest = after;
        }
    }
    said.to_lowercase()
}

/// Every screen that can be come to, with everything it can be about, and what it answered.
struct Seen {
    pages: BTreeMap<(String, String), String>,
}

impl Seen {
    async fn all(service: &Service, cookie: &str) -> Self {
        let screens: BTreeSet<String> = service
            .steps()
            .filter(|door| door.verb == Verb::Get)
            .filter_map(|door| door.path.strip_prefix("/ "))
            .map(str::to_owned)
            .collect();
        let mut waits: Vec<(String, String)> = screens
            .iter()
            .map(|one| (one.clone(), String::new()))
            .collect();
        let mut pages = BTreeMap::new();
        while let Some(way) = waits.pop() {
            if pages.contains_key(&way) || way.0 == "lock" {
                continue;
            }
            let mut form = vec![("do", &*way.0)];
            if !way.1.is_empty() {
                form.push(("about", &way.1));
            }
            let came = service.client_does(cookie, &form).await;
            let ways = Page::of(&came.page).ways();
            waits.extend(ways.into_iter().filter(|(does, _)| screens.contains(does)));
            if came.status.is_success() {
                pages.insert(way, came.page);
            } else {
                pages.insert(way, String::new());
            }
        }
        Self { pages }
    }

    /// On which screens the word can be read.
    fn with_the_word(&self) -> BTreeSet<&str> {
        let told = self
            .pages
            .iter()
            .filter(|(_, page)| said(page).contains(WORD));
        told.map(|((screen, _), _)| &**screen).collect()
    }
}

/// The client writes the word wherever there is something to write.
async fn client_writes(service: &Service, cookie: &str) -> usize {
    let mut sent = 0;
    for _ in 0..2 {
        let seen = Seen::all(service, cookie).await;
        for ((screen, about), page) in &seen.pages {
            // Under their own key it is another screen that opens it; what unlocks is no words.
            if ["my-", "circle", "leave", "exit"]
                .iter()
                .any(|not| screen.starts_with(not))
            {
                continue;
            }
            for fields in Page::of(page).written_all_over(PLANTED, &NOT) {
                let stand = [("do", &**screen), ("about", &**about)];
                service
                    .client_does(cookie, &stand[..=usize::from(!about.is_empty())])
                    .await;
                let fields: Vec<_> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
                let came = service.client_does(cookie, &fields).await;
                assert!(!came.status.is_server_error(), "{screen}: {}", came.page);
                sent += usize::from(came.status.is_success());
            }
        }
    }
    sent
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_a_client_does_not_want_to_meet_is_on_none_of_their_screens() {
    let (service, folk) = Service::with_folk(On::Memory, Language::English).await;
    three_sessions(&service, &folk).await;
    staff_write(&service, &folk).await;
    let amal = service.sign_in("amal").await;
    service.client_does(&amal, &[("do", "growth-on")]).await;
    let sheet = [("do", "begin-worksheet"), ("sheet", "two-columns")];
    service.client_does(&amal, &sheet).await;
    let sent = client_writes(&service, &amal).await;
    let before = Seen::all(&service, &amal).await;
    let told: BTreeSet<String> = before
        .with_the_word()
        .into_iter()
        .map(str::to_owned)
        .collect();
    // It is looked for where it can be found: in each of the tools and in what was there before.
    for area in [
        "profile",
        "plan",
        "worksheet",
        "thoughts",
        "diary-week",
        "emdr",
        "courage",
        "triggers",
        "growth",
        "body-tool",
        "messages",
        "agreement",
        "promises",
        "notes",
    ] {
        assert!(told.contains(area), "the word is not on {area}: {told:?}");
    }
    let form = [("do", "quiet-words-keep"), ("list", WORD)];
    service.client_does(&amal, &[("do", "quiet-words")]).await;
    assert!(service.client_does(&amal, &form).await.status.is_success());
    let after = Seen::all(&service, &amal).await;
    let still = after.with_the_word();
    assert!(still.is_empty(), "the word is on {still:?}");
    let mut kept = 0;
    for door in &service.declared {
        let is_own = matches!(door.needs, Needs::Own { .. }) && door.verb == Verb::Get;
        if is_own && !door.path.starts_with("/ ") && !door.path.contains('{') {
            let came = service.get(&door.path, &amal).await;
            assert!(!said(&came.page).contains(WORD), "{}", door.path);
            kept += 1;
        }
    }
    assert!(kept > 0, "what is kept on the device was looked at");
    testing::shows(
        "PW-5",
        &format!(
            "a word sent with {sent} forms of a client, in 3 things of staff: on {} screens before it was named, on 0 of {} \
             (with all they can be about: {}) after",
            told.len(),
            after
                .pages
                .keys()
                .map(|(screen, _)| screen)
                .collect::<BTreeSet<_>>()
                .len(),
            after.pages.len()
        ),
    );
}
