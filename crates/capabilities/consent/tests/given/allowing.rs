//! Allowing someone a look: shown in full before the yes, in force with it, over with its end.

use crate::served::{MeasureV1, Served, about, therapist, words, yes_to};
use care::{ClientId, DAY, Happened, Section, Sections};
use consent::GrantedV1;
use sealed::{Act, ReadError};
use testing::{AMAL, BEN, RUTH, TOMAS};

fn asks(who: care::PersonId, parts: &[&str], days: u16) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| format!("&part.{part}=on"))
        .collect();
    format!("do=allow-look&whom={who}&days={days}{}", parts.concat())
}

async fn allowed(served: &Served, parts: &[&str], days: u16) -> String {
    served.amal(&asks(BEN, parts, days)).await;
    served.amal_says_yes().await
}

#[tokio::test]
async fn everyone_who_can_open_a_part_is_told_and_nobody_else() {
    let served = Served::new().await;
    let page = words(&served.amal("do=who").await);
    for said in [
        "Ruth Okafor",
        "Since Monday 4 May: your therapist.",
        "Ines Duarte",
        "Tomas Lind",
        "Mara Lindqvist",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("Ben Stone"), "{page}");
    // Part by part: what is told is what would be opened.
    let (_, by_part) = page.split_once("The same, part by part").unwrap();
    let line = |part: &str, next: &str| {
        let (_, rest) = by_part.split_once(part).unwrap();
        rest.split_once(next).unwrap().0.to_owned()
    };
    let measures = line("your questionnaires", "your plans");
    assert!(
        measures.contains("Ruth Okafor") && !measures.contains("Ines"),
        "{measures}"
    );
    let circle = line("your private part", "your crisis plan");
    assert!(circle.contains("nobody but you"), "{circle}");
}

#[tokio::test]
async fn nothing_is_allowed_before_the_yes_and_what_was_shown_is_what_is_allowed() {
    let served = Served::new().await;
    served.measured().await;
    let form = words(&served.amal("do=allow").await);
    assert!(
        form.contains("Ben Stone") && !form.contains("Mara Lindqvist"),
        "{form}"
    );
    let shown = served.amal(&asks(BEN, &["measures"], 30)).await;
    let (yes, shown) = (yes_to(&shown), words(&shown));
    for said in [
        "Is this right?",
        "Nothing is allowed yet.",
        "Ben Stone will be able to see your personal details, the short view of your record and your questionnaires, to work with you.",
        "They can look.",
        "They may not pass it on.",
        "You can end it at any time.",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(served.may(BEN, Section::Measures).await.is_err());

    let done = words(&served.amal(&yes).await);
    assert!(
        done.contains("It is saved.") && done.contains("You allowed it on"),
        "{done}"
    );
    let parts = served.parts(BEN).await;
    let expected = [Section::Identity, Section::Overview, Section::Measures];
    assert_eq!(parts, expected.into_iter().collect());
    assert_eq!(
        served.small.vault.caseload(therapist(BEN)).await.unwrap(),
        [ClientId::of(AMAL)]
    );
    // Sent twice, it is one permission.
    served.amal(&yes).await;
    let act = served.small.act(AMAL, AMAL, &[Section::Consent]).await;
    let kept = act.latest::<GrantedV1>().await.unwrap().kept;
    assert_eq!(kept.len(), 1);
    assert_eq!(
        served.happened(),
        [Happened::ConsentChanged {
            client: ClientId::of(AMAL)
        }]
    );

    // It ends by itself.
    served.small.clock.pass(30 * DAY);
    assert!(served.parts(BEN).await.is_empty());
}

#[tokio::test]
async fn a_yes_is_to_what_was_shown_also_when_another_sign_in_asks_for_something_else() {
    let served = Served::new().await;
    let shown = served.amal(&asks(BEN, &["measures"], 30)).await;
    // Somebody at her unlocked tablet asks for more, for somebody else, or for longer; or a yes
    // comes from a page that showed nothing.
    for (instead, told) in [
        (asks(BEN, &["measures", "notes"], 30), "your notes"),
        (asks(TOMAS, &["measures"], 30), "Tomas Lind"),
        (asks(BEN, &["measures"], 365), "Ben Stone"),
    ] {
        let before = served.parts(TOMAS).await;
        served.elsewhere(&instead).await;
        for yes in [&*yes_to(&shown), "do=allow-yes"] {
            let anew = served.amal(yes).await;
            let said = words(&anew);
            assert!(
                said.contains("This is not what you were shown") && said.contains("Is this right?"),
                "{said}"
            );
            assert!(said.contains(told) || told == "your notes", "{said}");
            assert_ne!(yes_to(&anew), yes_to(&shown));
            assert!(served.parts(BEN).await.is_empty());
            assert_eq!(served.parts(TOMAS).await, before);
        }
    }
    let act = served.small.act(AMAL, AMAL, &[Section::Consent]).await;
    assert!(act.latest::<GrantedV1>().await.unwrap().kept.is_empty());
    assert!(served.happened().is_empty());
    // Asked for again as it was, the yes of the first page is to what it showed.
    served.elsewhere(&asks(BEN, &["measures"], 30)).await;
    served.amal(&yes_to(&shown)).await;
    let expected = [Section::Identity, Section::Overview, Section::Measures];
    assert_eq!(served.parts(BEN).await, expected.into_iter().collect());
}

#[tokio::test]
async fn a_permission_ends_at_once_and_what_was_read_is_told() {
    let served = Served::new().await;
    served.measured().await;
    let page = allowed(&served, &["measures", "notes"], 90).await;
    let access = served.may(BEN, Section::Measures).await.unwrap();
    let mut act = Act::open(&served.small.vault, access).await.unwrap();
    assert_eq!(act.latest::<MeasureV1>().await.unwrap().kept.len(), 1);
    // A look leaves nothing in the record.
    let id = act.mint();
    let written = act.keep(id, &MeasureV1("Two.".to_owned()));
    assert!(matches!(written, Err(ReadError::NotCovered)));

    let id = about(&page, "allow-end");
    let ended = words(&served.amal(&format!("do=allow-end&about={id}")).await);
    for said in [
        "It has ended.",
        "This was opened:",
        "Ben Stone: your questionnaires",
    ] {
        assert!(ended.contains(said), "{said}: {ended}");
    }
    assert!(served.parts(BEN).await.is_empty());
    assert!(matches!(
        act.latest::<MeasureV1>().await,
        Err(ReadError::NotCovered)
    ));
    assert!(
        served
            .small
            .vault
            .caseload(therapist(BEN))
            .await
            .unwrap()
            .is_empty()
    );
    let page = words(&served.amal("do=who").await);
    assert!(
        page.contains("What you allowed before") && page.contains("Ben Stone could see"),
        "{page}"
    );
    // Ended twice, or something that is none: nothing changes.
    served.amal(&format!("do=allow-end&about={id}")).await;
    served
        .amal("do=allow-end&about=00000000000000000000000000000000")
        .await;
    let own = served.small.act(AMAL, AMAL, &[Section::Consent]).await;
    let history = own
        .history::<GrantedV1>(care::RecordId::parse(&id).unwrap())
        .await;
    assert_eq!(history.unwrap().len(), 2, "as given, and as ended");
}

#[tokio::test]
async fn a_permission_is_changed_in_one_moment() {
    let served = Served::new().await;
    let page = allowed(&served, &["measures"], 7).await;
    let id = about(&page, "allow-end");
    let form = served.amal(&format!("do=allow&about={id}")).await;
    assert!(form.contains("name=\"part.measures\" checked"), "{form}");
    assert!(
        form.contains(&format!("name=\"instead\" value=\"{id}\"")),
        "{form}"
    );
    served
        .amal(&format!("{}&instead={id}", asks(BEN, &["crisis-plan"], 7)))
        .await;
    assert!(
        served.may(BEN, Section::Measures).await.is_ok(),
        "until the yes"
    );
    // Back to the form from there, and nothing that was chosen is lost.
    let shown = served.amal("do=allow-check").await;
    let asked = about(&shown, "allow-yes");
    let form = served.amal(&format!("do=allow&about={asked}")).await;
    assert!(form.contains("name=\"part.crisis-plan\" checked"), "{form}");
    assert!(
        form.contains(&format!("name=\"instead\" value=\"{id}\"")),
        "{form}"
    );
    served.amal_says_yes().await;
    let parts = served.parts(BEN).await;
    let expected = [Section::Identity, Section::Overview, Section::CrisisPlan];
    assert_eq!(parts, expected.into_iter().collect());
}

#[tokio::test]
async fn what_is_not_a_whole_permission_is_said_where_it_is_missing() {
    let served = Served::new().await;
    let nobody = words(&served.amal("do=allow-look&part.notes=on").await);
    assert!(nobody.contains("Please choose someone."), "{nobody}");
    let nothing = words(&served.amal(&asks(BEN, &[], 30)).await);
    assert!(
        nothing.contains("Please choose at least one part."),
        "{nothing}"
    );
    let form = served.amal("do=allow").await;
    assert!(form.contains("name=\"part.notes\""), "{form}");
    for beyond in [
        "circle",
        "ledger",
        "consent",
        "drafts",
        "psychotherapy-notes",
    ] {
        assert!(
            !form.contains(&format!("\"part.{beyond}\"")),
            "{beyond}: {form}"
        );
        let page = words(&served.amal(&asks(BEN, &[beyond], 30)).await);
        assert!(
            page.contains("Please choose at least one part."),
            "{beyond}: {page}"
        );
    }
    let role = words(
        &served
            .amal("do=allow-look&whom=role:ward-nurse&court=on&part.notes=on")
            .await,
    );
    assert!(
        role.contains("For a court it has to be one person."),
        "{role}"
    );
    let stranger = care::PersonId::from_bytes([0x55; 16]);
    let unknown = words(&served.amal(&asks(stranger, &["notes"], 30)).await);
    assert!(unknown.contains("Please choose someone."), "{unknown}");
    // However long is asked for, it is one of the lengths there are.
    served.amal(&asks(BEN, &["notes"], 9_999)).await;
    served.amal_says_yes().await;
    served.small.clock.pass(90 * DAY);
    assert!(served.parts(BEN).await.is_empty());
}

#[tokio::test]
async fn what_is_for_a_court_is_for_nothing_else() {
    let served = Served::new().await;
    served
        .amal(&format!("{}&court=on", asks(TOMAS, &["measures"], 30)))
        .await;
    served.amal_says_yes().await;
    let before = served.parts(TOMAS).await;
    assert!(!before.contains(&Section::Measures), "to stand beside her");
    let vault = &served.small.vault;
    let sections = Sections::of(&[Section::Measures]);
    let decided = vault
        .decide(
            testing::asker(TOMAS),
            ClientId::of(AMAL),
            sections,
            care::Purpose::Proceedings,
        )
        .await;
    assert!(decided.unwrap().is_ok());
    let page = words(&served.amal("do=who").await);
    assert!(page.contains("for a court or an authority"), "{page}");
}

#[tokio::test]
async fn every_screen_has_words_in_both_languages() {
    let served = Served::new().await;
    let page = allowed(&served, &["measures"], 7).await;
    let id = about(&page, "allow-end");
    let keep = format!("do=keep-from&about={RUTH}");
    let ended = format!("do=ended&about={id}");
    for language in ["en", "es"] {
        for form in [
            "do=who",
            "do=allow",
            &asks(BEN, &["notes"], 7),
            "do=never",
            &keep,
            &ended,
        ] {
            let page = served.amal_in(language, form).await;
            assert!(page.contains("<h1"), "{form}: {page}");
            let words = words(&page);
            for word in words.split_whitespace() {
                let area = word.split('-').next().unwrap_or_default();
                let areas = [
                    "who",
                    "allow",
                    "check",
                    "ended",
                    "keep",
                    "never",
                    "emergency",
                    "seen",
                ];
                assert!(
                    !(word.contains('-') && areas.contains(&area)),
                    "{word}: {words}"
                );
            }
        }
    }
}
