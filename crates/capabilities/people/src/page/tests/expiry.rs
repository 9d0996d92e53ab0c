//! A sign-in ends while someone writes: the words that were sent along are there when they are
//! back, to the last byte, whatever ended it.

use super::{NoReactions, Served};
use crate::small::{PASSPHRASE, Small};
use crate::{remembering, routes, screens};
use care::{Chance, HOUR, MINUTE, Section, Sections};
use jiff::tz::TimeZone;
use pages::{ClientVisit, Cover, Floor, Html, Language, Screens, Settings, Site};
use sealed::Act;
use std::fmt::Write as _;
use std::sync::Arc;
use testing::Seeded;

/// How often a sign-in ends while someone writes.
const ROUNDS: usize = 1_000;

fn hex(words: &str) -> String {
    let mut hex = String::new();
    for byte in words.bytes() {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// A service with a page on which one writes; it shows, byte by byte, what was kept.
fn writing(small: Small) -> Served {
    let desk = Arc::new(small.desk());
    let settings = Settings {
        name: "Lindenhaus".to_owned(),
        neutral_title: "Notes".to_owned(),
        exit_url: "https://weather.example/".to_owned(),
        zone: TimeZone::UTC,
        language: Language::English,
        https: true,
        cover: Cover::default(),
    };
    let floor = Floor::new(
        small.vault.clone(),
        settings,
        Arc::clone(&desk) as Arc<dyn pages::SignIns>,
        Arc::new(NoReactions),
    );
    let opens = Sections::of(&[Section::Drafts]);
    let own = Screens::new()
        .screen("home", Sections::NONE, async |_, _| {
            Ok(Html::words("at home"))
        })
        .screen("pad", opens, async |_: ClientVisit, act: Act| {
            let draft = pages::draft::load(&act, "pad", None).await?;
            let words = draft.iter().find(|(name, _)| name == "words");
            let words = words.map(|(_, words)| hex(words)).unwrap_or_default();
            Ok(Html::words(&format!("[{words}]")))
        });
    let site = Site::new(floor, routes(&desk), own.and(screens(&desk)));
    Served {
        small,
        router: remembering(site.into_router()),
    }
}

/// What someone writes: letters, line ends, signs that pages and forms use, other alphabets.
fn some_words(chance: &Seeded) -> String {
    const LETTERS: [&str; 16] = [
        "a", "e", " ", "\r\n", "\"", "<", "&", "%", "+", "ñ", "字", "🙂", "'", "=", "\t", "I",
    ];
    let mut bytes = [0; 64];
    chance.fill(&mut bytes);
    let many = 1 + usize::from(bytes[0]) % 63;
    let letters = bytes.iter().take(many);
    letters
        .map(|byte| LETTERS[usize::from(*byte) % LETTERS.len()])
        .collect()
}

fn escaped(words: &str) -> String {
    let mut escaped = String::new();
    for byte in words.bytes() {
        let _ = write!(escaped, "%{byte:02X}");
    }
    escaped
}

async fn comes_in(served: &Served) -> String {
    served.small.clock.pass(13 * MINUTE);
    let mina = served.sign_in("mina.k").await;
    let unlock = format!("do=unlock&unlock={}", PASSPHRASE.replace(' ', "+"));
    served.post("/", &mina, &unlock).await;
    served.post("/", &mina, "do=pad").await;
    mina
}

/// Ends a sign-in in one of the ways in which sign-ins end.
async fn ends(served: &Served, mina: &str, how: usize) {
    match how % 4 {
        0 => served.small.clock.pass(HOUR),
        1 => served.small.clock.pass(24 * HOUR),
        2 => {
            served.post("/", mina, "do=lock").await;
            for _ in 0..5 {
                served.post("/", mina, "do=unlock&unlock=nope").await;
            }
        }
        _ => {
            let other = comes_in(served).await;
            served.post("/", &other, "do=sign-ins-end-others").await;
        }
    }
}

#[tokio::test]
async fn an_ending_in_the_middle_of_a_sentence_loses_no_letter() {
    let small = Small::new().await;
    small.folk().await;
    let served = writing(small);
    let chance = Seeded::new(19);
    for round in 0..ROUNDS {
        let mina = comes_in(&served).await;
        let words = some_words(&chance);
        let form = format!("do=draft&words={}", escaped(&words));
        served.post("/", &mina, &form).await;
        ends(&served, &mina, round).await;
        let over = served.get("/", &mina).await;
        assert!(over.page.contains("name=\"passphrase\""), "round {round}");
        let again = comes_in(&served).await;
        let page = served.get("/", &again).await.page;
        let kept = format!("[{}]", hex(&words));
        assert!(page.contains(&kept), "round {round}: {words:?} in {page}");
    }
    testing::shows(
        "AU-7",
        "1,000 sign-ins that ended while someone wrote (idle, a day, five wrong words, cut from another device): 0 characters of what was sent along lost",
    );
}
