//! The word in front of the circle; and that nobody else has a way to it.

use crate::{SECTIONS, WORD, adds, chosen, client, open, opens, served, writes};
use care::{DAY, Grant, Grantee, MINUTE, PersonId, Purpose, RecordId, Section, Sections};
use circle::{LineV1, PersonV1};
use pages::own_keys::{IDLE, PAUSE, TRIES};
use sealed::{Blind, OwnKey, ReadError, StretchV1};
use testing::{AMAL, BEN, INES, MARA, NOOR, RUTH, TOMAS};

const STAFF: [(&str, PersonId); 5] = [
    ("ruth", RUTH),
    ("ben", BEN),
    ("ines", INES),
    ("tomas", TOMAS),
    ("mara", MARA),
];

#[tokio::test]
async fn it_closes_when_nobody_used_it_when_it_is_locked_and_when_the_page_is_hidden() {
    let served = open().await;
    adds(&served, "Heron").await;
    let is_open = async || {
        let page = served.does("amal", "circle", &[]).await;
        assert_ne!(page.has("Heron"), page.has("Your word, please"));
        page.has("Heron")
    };
    // The lock of the app comes after five minutes; whoever keeps it off uses something else.
    for _ in 0..3 {
        served.small.clock.pass(3 * MINUTE);
        served.post("amal", "/", &[("do", "here")]).await;
    }
    assert!(is_open().await);
    for passed in [3, 3, 4] {
        served.small.clock.pass(passed * MINUTE);
        served.post("amal", "/", &[("do", "here")]).await;
    }
    assert!(!is_open().await, "ten minutes: {IDLE}");
    opens(&served).await;
    assert!(is_open().await);
    served.small.clock.pass(5 * MINUTE);
    assert!(!is_open().await, "the lock came on by itself");
    for way in ["lock", "hide"] {
        opens(&served).await;
        assert!(is_open().await);
        served.post("amal", "/", &[("do", way)]).await;
        assert!(!is_open().await, "{way}");
    }
    // Open on one device is not open on another; and a sign-in that ends takes its key along.
    opens(&served).await;
    let page = served.does("amal.other", "circle", &[]).await;
    page.says("Your word, please");
    served
        .floor
        .own_keys
        .close(RecordId::from_bytes(*AMAL.bytes()));
    assert!(!is_open().await);
}

#[tokio::test]
async fn after_five_wrong_words_none_is_looked_at_for_ten_minutes() {
    let served = chosen(Blind::Yes).await;
    for _ in 0..TRIES {
        let wrong = [("secret", "not this one")];
        let page = served.does("amal", "circle-open", &wrong).await;
        page.says("This is not your word.");
        page.says_not("not this one");
    }
    opens(&served).await.says("That was wrong too often.");
    served.small.clock.pass(PAUSE);
    opens(&served).await.says("There is nobody here yet.");
}

#[tokio::test]
async fn a_changed_word_opens_what_was_written_and_the_old_one_nothing() {
    let served = open().await;
    adds(&served, "Heron").await;
    let new = [
        ("secret", WORD),
        ("new-secret", "one more word"),
        ("secret-again", "one more word"),
    ];
    let page = served.does("amal", "circle-change-word", &new).await;
    page.says("Your new word is kept.");
    served.does("amal", "circle-shut", &[]).await;
    served.does("amal", "circle", &[]).await;
    opens(&served).await.says("This is not your word.");
    let secret = [("secret", "one more word")];
    served
        .does("amal", "circle-open", &secret)
        .await
        .says("Heron");
}

#[tokio::test]
async fn a_forgotten_word_costs_what_was_said_and_nobody_renews_it_without_the_passphrase() {
    for (blind, says) in [
        (Blind::Yes, "cannot be opened any more, by you or by anyone"),
        (Blind::No, "Nothing is lost."),
    ] {
        let served = chosen(blind).await;
        opens(&served).await;
        let heron = adds(&served, "Heron").await;
        writes(&served, heron, &[("words", "Called.")]).await;
        served.does("amal", "circle-shut", &[]).await;
        served.does("amal", "circle", &[]).await;
        served.does("amal", "circle-lost", &[]).await.says(says);
        let new = [
            ("way", "mine"),
            ("passphrase", "guessed"),
            ("new-secret", "one more word"),
            ("secret-again", "one more word"),
        ];
        let page = served.does("amal", "circle-lose", &new).await;
        page.says("This is not the passphrase you sign in with.");
        page.says_not("guessed");
        page.says_not("one more word");
        // As it goes on once the passphrase was right.
        let who = served.floor.sign_ins.who("amal").await.unwrap().unwrap();
        let word = care::Private::new("one more word".to_owned());
        let keys = &served.floor.own_keys;
        let lost = keys.renews(&served.small.vault, &who, (&word, blind)).await;
        assert_eq!(lost.unwrap(), blind == Blind::Yes);
        let page = served.does("amal", "circle", &[]).await;
        assert_eq!(page.has("Heron"), blind == Blind::No);
        if blind == Blind::Yes {
            page.says("2 parts are under a word that was forgotten.");
            let page = served.does("amal", "circle-clear", &[]).await;
            page.says_not("forgotten");
            let rows = served.small.vault.engine().versions(client(), heron).await;
            assert!(rows.unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn what_was_said_of_the_device_is_asked_again_after_a_month() {
    let served = chosen(Blind::Yes).await;
    served.small.clock.pass(29 * DAY);
    served
        .does("amal", "circle", &[])
        .await
        .says("Your word, please");
    served.small.clock.pass(DAY);
    served
        .does("amal", "circle", &[])
        .await
        .says("Is this phone yours alone?");
    // Whoever goes on all the same can, each time anew.
    served.does("amal", "circle-seen", &[]).await;
    served
        .does("amal", "circle-word", &[])
        .await
        .says("Your word, please");
    let page = opens(&served).await;
    page.says("There is nobody here yet.");
    page.says("You said someone else may see this phone.");
}

#[tokio::test]
async fn no_role_and_no_route_opens_any_of_it_and_nothing_of_it_lies_elsewhere() {
    let served = open().await;
    let engine = served.small.vault.engine();
    let gists = engine.gists(vec![client()]).await.unwrap();
    let heron = adds(&served, "Heron").await;
    writes(&served, heron, &[("kind", "not"), ("words", "Shouted.")]).await;
    for (who, person) in STAFF {
        let asked = served
            .small
            .ask(person, AMAL, Sections::of(&[Section::Circle]))
            .await;
        assert!(asked.is_err(), "{who}");
        let page = served
            .get(who, &format!("/clients/{}/circle", client()))
            .await;
        page.says_not("Heron");
        page.says_not("Shouted");
        assert_eq!(page.status == 200, who == "ruth", "{who}");
        if who == "ruth" {
            page.says("Nothing is shared with you here now.");
        }
    }
    assert_eq!(engine.gists(vec![client()]).await.unwrap(), gists);
    assert!(served.happened().is_empty());
    // To the service itself, without the word, there are rows and nothing in them.
    let act = served.small.act(AMAL, AMAL, &SECTIONS).await;
    let noise = act.latest::<PersonV1>().await;
    assert!(matches!(noise, Err(ReadError::NeedsOwnKey)));
    let noors: OwnKey = served
        .small
        .vault
        .make_own_key_with(NOOR, WORD, Blind::Yes, StretchV1::LEAST)
        .await
        .unwrap();
    let noise = act.with_own_key(noors).latest::<LineV1>().await;
    assert!(matches!(noise, Err(ReadError::NeedsOwnKey)));
    // The ledger says that Amal opened it, and nobody else; and not that anything was written.
    let act = served.small.act(AMAL, AMAL, &[Section::Ledger]).await;
    let (lines, _) = act.lines(None, 1_000).await.unwrap();
    let circle = lines
        .iter()
        .filter(|line| line.sections.has(Section::Circle));
    assert!(circle.clone().count() > 0);
    for line in circle {
        assert_eq!(line.by, AMAL);
        assert_eq!(line.done, sealed::Done::Opened);
    }
}

#[tokio::test]
async fn no_grant_and_no_emergency_opens_any_of_it() {
    let served = open().await;
    adds(&served, "Heron").await;
    let small = &served.small;
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let (mut facts, now) = (act.standing().await.unwrap(), act.now());
    facts.grants.push(Grant {
        id: RecordId::from_bytes([0x9a; 16]),
        grantee: Grantee::Person(RUTH),
        sections: Sections::of(&[Section::Circle]),
        purpose: Purpose::Treatment,
        from: now,
        until: now + DAY,
    });
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    let circle = Sections::of(&[Section::Circle]);
    let decided = small.vault.decide(
        testing::asker(RUTH),
        care::ClientId::of(AMAL),
        circle,
        Purpose::Treatment,
    );
    assert!(decided.await.unwrap().is_err());
    assert!(!care::EMERGENCY_SECTIONS.has(Section::Circle));
    assert!(!care::PROXY_SECTIONS.has(Section::Circle));
}

#[tokio::test]
async fn it_is_taken_along_while_it_is_open_and_otherwise_one_sentence_says_so() {
    let served = served().await;
    let taken = async || {
        let act = served.small.act(AMAL, AMAL, &SECTIONS).await;
        circle::taken(&visit(&served).await, &act).await.unwrap()
    };
    assert!(taken().await.is_empty(), "there never was a word");
    let made = served
        .small
        .vault
        .make_own_key_with(AMAL, WORD, Blind::Yes, StretchV1::LEAST);
    made.await.unwrap();
    served.does("amal", "circle", &[]).await;
    served.does("amal", "circle-alone", &[]).await;
    opens(&served).await;
    let heron = adds(&served, "Heron").await;
    writes(
        &served,
        heron,
        &[("no", "yes"), ("words", "Stopped at once.")],
    )
    .await;
    let open = taken().await;
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].heading, "Heron");
    let all = format!("{:?}", open[0].parts);
    assert!(all.contains("Respected a no\\nStopped at once."), "{all}");
    served.does("amal", "circle-shut", &[]).await;
    let closed = taken().await;
    assert_eq!(closed.len(), 1);
    let all = format!("{closed:?}");
    assert!(all.contains("because it was closed") && !all.contains("Heron"));
    // For anyone else who gathers, there is nothing, not even the sentence.
    let act = served.small.act(RUTH, AMAL, &[Section::Work]).await;
    let mut theirs = visit(&served).await;
    theirs.who = served.floor.sign_ins.who("ruth").await.unwrap().unwrap();
    assert!(circle::taken(&theirs, &act).await.unwrap().is_empty());
}

async fn visit(served: &testing::served::Served) -> pages::Visit {
    pages::Visit {
        floor: std::sync::Arc::clone(&served.floor),
        who: served.floor.sign_ins.who("amal").await.unwrap().unwrap(),
        words: pages::Words::new(pages::Language::English),
        form: pages::Form::default(),
        path: Vec::new(),
        query: Vec::new(),
        partial: false,
        now: served.small.vault.now(),
    }
}
