//! The circle: what is kept, what its owner sees, and what nobody else does.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod alone;
mod browser;
mod golden;
mod half_written;
mod shared;
mod wrong;

use care::{ClientId, RecordId, Section};
use circle::{LineV1, PersonV1};
use sealed::{Act, Blind, StretchV1};
use testing::served::{Answered, Served, Serving};
use testing::{AMAL, Small};

/// Amal's word.
const WORD: &str = "a word of mine";
/// Everything the circle's acts open.
const SECTIONS: [Section; 4] = [
    Section::Circle,
    Section::Drafts,
    Section::Work,
    Section::Consent,
];

async fn served() -> Served {
    Serving::new()
        .await
        .site(circle::routes(), circle::screens())
}

/// A service in which Amal has chosen a word and the device is theirs alone. The word is stretched as
/// little as it may be: what a guess costs is tested where stretching is.
async fn chosen(blind: Blind) -> Served {
    let served = served().await;
    let making = served
        .small
        .vault
        .make_own_key_with(AMAL, WORD, blind, StretchV1::LEAST);
    making.await.unwrap();
    served.does("amal", "circle", &[]).await;
    served.does("amal", "circle-alone", &[]).await;
    served
}

async fn opens(served: &Served) -> Answered {
    served
        .does("amal", "circle-open", &[("secret", WORD)])
        .await
}

/// The same, and it is open.
async fn open() -> Served {
    let served = chosen(Blind::Yes).await;
    opens(&served).await.says("There is nobody here yet.");
    served
}

/// The act of Amal, with their key.
async fn own(small: &Small) -> Act {
    let key = small.vault.open_own_key(AMAL, WORD).await.unwrap();
    small.act(AMAL, AMAL, &SECTIONS).await.with_own_key(key)
}

/// Writes someone down, and says who they are in the record.
async fn adds(served: &Served, called: &str) -> RecordId {
    let page = served.does("amal", "circle-edit", &[]).await;
    let once = page.field("once");
    let fields = [
        ("own-key", "circle-edit"),
        ("once", &once),
        ("called", called),
        ("who", "from the choir"),
        ("wants", "as it is"),
    ];
    let page = served.does("amal", "circle-keep", &fields).await;
    page.says(called);
    let found = own(&served.small).await.latest::<PersonV1>().await.unwrap();
    let theirs = found.kept.iter().find(|kept| kept.value.called == called);
    theirs.unwrap().record
}

/// Writes down one day with someone.
async fn writes(served: &Served, person: RecordId, fields: &[(&str, &str)]) -> Answered {
    let id = person.to_string();
    let page = served.does("amal", "circle-log", &[("about", &id)]).await;
    let once = page.field("once");
    let mut all = vec![("own-key", "circle-log"), ("once", &once), ("about", &id)];
    if !fields.iter().any(|(name, _)| *name == "day") {
        all.push(("day", "2026-05-03"));
    }
    all.extend(fields);
    served.does("amal", "circle-log-keep", &all).await
}

async fn lines(served: &Served) -> Vec<LineV1> {
    let found = own(&served.small).await.latest::<LineV1>().await.unwrap();
    found.kept.into_iter().map(|kept| kept.value).collect()
}

fn client() -> ClientId {
    ClientId::of(AMAL)
}

#[tokio::test]
async fn from_the_first_sight_to_the_second_use() {
    let served = served().await;
    let page = served.does("amal", "circle", &[]).await;
    page.says("Is this phone yours alone?");
    page.says("Never write a full name");
    // Someone else may see it: that is said, with what can be done instead, and it stays said.
    served
        .does("amal", "circle-seen", &[])
        .await
        .says("Better not on this phone");
    let page = served.does("amal", "circle", &[]).await;
    page.says("Use paper");
    page.says("Go on this time");
    served.does("amal", "circle-alone", &[]).await;
    // Both ways are there, with what each costs, and neither is chosen.
    let page = served.does("amal", "circle", &[]).await;
    page.says("Nobody can bring it back.");
    page.says("someone with the key of the service could read it");
    page.says_not("checked");
    let new = [("new-secret", WORD), ("secret-again", WORD)];
    served
        .does("amal", "circle-begin", &new)
        .await
        .says("Please choose one of the two.");
    let new = [("way", "mine"), new[0], new[1]];
    let page = served.does("amal", "circle-begin", &new).await;
    page.says("There is nobody here yet.");
    page.says("this part is open");

    let heron = adds(&served, "Heron").await;
    adds(&served, "ant").await;
    for (day, kept, words) in [
        ("2026-05-01", "yes", "Called when they said."),
        ("2026-05-02", "yes", ""),
        ("2026-05-03", "not", ""),
        ("2026-04-01", "yes", "Long ago."),
    ] {
        let fields = [("day", day), ("kept", kept), ("words", words)];
        writes(&served, heron, &fields).await.says("It is saved.");
    }
    let page = writes(&served, heron, &[("no", "not"), ("kind", "yes")]).await;
    page.says("3 of 4 times yes, 1 of 4 times no");
    page.says("0 of 1 time yes, 1 of 1 time no");
    page.says("nothing written yet");
    page.says("One more time could change it.");
    // Oldest first.
    let at = |words: &str| page.page.find(words).unwrap();
    assert!(at("Long ago.") < at("Called when they said."));
    // The second use: closed, opened with the word, and everything is there.
    served.does("amal", "circle-shut", &[]).await;
    let page = served.does("amal", "circle", &[]).await;
    page.says("Your word, please");
    page.says_not("Heron");
    let page = opens(&served).await;
    // In the order of the alphabet, whatever was written about whom.
    assert!(page.page.find("ant").unwrap() < page.page.find("Heron").unwrap());
    // In Spanish.
    let page = served
        .does("amal.es", "circle-person", &[("about", &heron.to_string())])
        .await;
    page.says("3 de 4 veces sí, 1 de 4 veces no");
}

#[tokio::test]
async fn words_to_say_are_read_by_everyone_and_changed_by_whoever_opened() {
    let served = chosen(Blind::Yes).await;
    let page = served.does("amal", "circle-scripts", &[]).await;
    page.says("Saying no again");
    page.says("Open your circle to make these words your own.");
    opens(&served).await;
    let act = own(&served.small).await;
    let id = circle::Script::No.id(&act).to_string();
    let about = ("about", id.as_str());
    let page = served.does("amal", "circle-script", &[about]).await;
    page.says("No, I do not want that.");
    let once = page.field("once");
    let own_form = ("own-key", "circle-script");
    let fields = [
        about,
        own_form,
        ("once", &once),
        ("words", "No. <b>Not</b> today."),
    ];
    let page = served.does("amal", "circle-script-keep", &fields).await;
    page.says("No. &#60;b&#62;Not&#60;/b&#62; today.");
    page.says("Back to the first words");
    let page = served.does("amal", "circle-scripts", &[]).await;
    assert_eq!(page.times("In your own words"), 1);
    let page = served.does("amal", "circle-script-first", &[about]).await;
    page.says("No, I do not want that.");
    page.says_not("Back to the first words<");
}

#[tokio::test]
async fn what_is_erased_is_gone_and_the_rest_stays() {
    let served = open().await;
    let (heron, ant) = (adds(&served, "Heron").await, adds(&served, "ant").await);
    for (person, words) in [(heron, "one"), (heron, "two"), (ant, "three")] {
        writes(&served, person, &[("words", words)]).await;
    }
    let id = heron.to_string();
    let page = served.does("amal", "circle-erase", &[("about", &id)]).await;
    page.says("Erase Heron?");
    page.says("It is gone here at once");
    for _ in 0..2 {
        let page = served
            .does("amal", "circle-erase-do", &[("about", &id)])
            .await;
        page.says("It is erased.");
        page.says_not("Heron");
    }
    let left = lines(&served).await;
    assert!(left.len() == 1 && left[0].words == "three");
    // No row is left of it, not even an older version.
    let rows = served.small.vault.engine().versions(client(), heron).await;
    assert!(rows.unwrap().is_empty());
    served
        .does("amal", "circle-erase-everything", &[])
        .await
        .says("There is nobody here yet.");
    assert!(lines(&served).await.is_empty());
}

#[tokio::test]
async fn no_colour_mark_or_order_says_what_to_think_of_someone() {
    for template in ["circle.html", "circle_person.html", "circle_line.html"] {
        let path = format!("{}/templates/{template}", env!("CARGO_MANIFEST_DIR"));
        let html = std::fs::read_to_string(path).unwrap();
        // Notices are about the record, never about a person.
        let people = html.replace("class=\"notice attention\"", "");
        for class in ["attention", "kept", "relationship", "tag", "sage", "clay"] {
            let marks = people.contains(&format!("class=\"{class}"));
            assert!(!marks, "{class} in {template}");
        }
    }
    // The same lines, with every answer turned round, make the same page but for the words.
    let mut shapes = Vec::new();
    for answer in ["yes", "not"] {
        let served = open().await;
        let (one, _) = (adds(&served, "bee").await, adds(&served, "ant").await);
        for name in ["kept", "no", "serious", "kind"] {
            writes(&served, one, &[(name, answer)]).await;
        }
        let person = [("about", &*one.to_string())];
        let page = served.does("amal", "circle-person", &person).await;
        let tags = page.main().split('<').filter_map(|part| {
            let tag = part.split('>').next()?;
            Some(tag.split(" value=").next().unwrap().to_owned())
        });
        shapes.push(tags.collect::<Vec<_>>());
        let list = served.does("amal", "circle", &[]).await;
        assert!(list.page.find("ant").unwrap() < list.page.find("bee").unwrap());
    }
    assert_eq!(shapes[0], shapes[1]);
}
