//! Setting up goes on where it stood, in one browser at a time, and ends with shares that open.

use super::*;
use crate::can_be_exit;
use crate::small::{CODE, Small, private};

fn named() -> Named {
    Named {
        name: "Lindenhaus".to_owned(),
        title: "My page".to_owned(),
        exit: "https://weather.example/".to_owned(),
        language: Language::English,
        zone: "Europe/Amsterdam".to_owned(),
    }
}

#[test]
fn what_cannot_be_is_said_at_once_and_only_about_what_is_asked() {
    assert!(looked_over(&named(), Given::NOTHING).is_empty());
    let wrong = Named {
        name: " ".to_owned(),
        title: "x".repeat(41),
        exit: "http://weather.example/".to_owned(),
        zone: "Middle/Earth".to_owned(),
        ..named()
    };
    let all = [NotSo::Name, NotSo::Title, NotSo::Exit, NotSo::Zone];
    assert_eq!(looked_over(&wrong, Given::NOTHING), all);
    assert!(looked_over(&wrong, Given::ALL).is_empty());
}

#[test]
fn exit_leads_to_an_address_that_can_stand_in_a_header() {
    for (address, can) in [
        ("https://weather.example/", true),
        ("https://weather.example/today?x=1", true),
        ("http://weather.example/", false),
        ("https://", false),
        ("javascript:alert(1)", false),
        ("https://weather.example/;default-src", false),
        ("https://a@weather.example/", false),
        ("", false),
    ] {
        assert_eq!(can_be_exit(address), can, "{address}");
    }
}

#[tokio::test]
async fn one_browser_holds_a_set_up_and_a_new_code_takes_it_over() {
    let small = Small::new().await;
    let desk = small.desk();
    let take = async |desk: &SignInDesk, code: &str, token: Option<&Private<String>>| {
        desk.take_set_up(&private(code), token, None).await.unwrap()
    };
    let wrong = take(&desk, "AAAA-AAAA-AAAA-AAAA", None).await;
    assert_eq!(wrong.unwrap_err(), NotYours::Code);
    let token = take(&desk, CODE, None).await.unwrap();
    let state = desk.own_set_up(Some(&token)).await.unwrap().unwrap();
    let next = SetUpV1 {
        key_read: true,
        ..state.value.clone()
    };
    desk.keep_set_up(state.version, &next).await.unwrap();
    assert!(desk.own_set_up(None).await.unwrap().is_none());
    let other = take(&desk, CODE, None).await;
    assert_eq!(other.unwrap_err(), NotYours::Held, "a second person");
    let stranger = private(&"0".repeat(64));
    assert!(desk.own_set_up(Some(&stranger)).await.unwrap().is_none());
    // After a restart the code is another one, and whoever holds the set-up still does.
    let code = Some(private("ZZZZ-YYYY-XXXX-WWWW"));
    let after = SignInDesk::new(small.vault.clone(), true, small.passphrases.clone(), code);
    let held = after.own_set_up(Some(&token)).await.unwrap().unwrap();
    assert!(held.value.key_read, "it goes on where it stood");
    let over = take(&after, "zzzz yyyy xxxx wwww", None).await.unwrap();
    assert!(after.own_set_up(Some(&token)).await.unwrap().is_none());
    let state = after.own_set_up(Some(&over)).await.unwrap().unwrap();
    assert!(state.value.key_read);
}

#[tokio::test]
async fn shares_open_the_service_and_too_few_or_older_ones_do_not() {
    let small = Small::new().await;
    let desk = small.desk();
    let parse = |lines: &[&String]| -> Vec<Share> {
        lines
            .iter()
            .map(|line| Share::parse(line).unwrap())
            .collect()
    };
    let old = desk.make_shares(2, 3).await.unwrap();
    let new = desk.make_shares(2, 3).await.unwrap();
    for pair in [[0, 1], [1, 2], [0, 2]] {
        let shares = parse(&[&new[pair[0]], &new[pair[1]]]);
        assert!(desk.shares_open(&shares).await.unwrap(), "{pair:?}");
    }
    for lines in [
        vec![&new[0]],
        vec![&new[0], &new[0]],
        vec![&old[0], &old[1]],
        vec![&old[0], &new[1]],
    ] {
        assert!(!desk.shares_open(&parse(&lines)).await.unwrap());
    }
}

#[tokio::test]
async fn what_the_configuration_says_stands_above_what_was_chosen() {
    let small = Small::new().await;
    let desk = small.desk();
    let chosen = ChoicesV1 {
        name: Some("Lindenhaus".to_owned()),
        title: Some("Notes".to_owned()),
        exit: Some("https://weather.example/".to_owned()),
        language: Some("es".to_owned()),
        zone: Some("Europe/Madrid".to_owned()),
        notes_blind: true,
    };
    desk.keep_choices(&chosen).await.unwrap();
    assert!(choices(&small.vault).await.unwrap().notes_blind);
    let settings = || Settings {
        name: "Attune".to_owned(),
        neutral_title: "My page".to_owned(),
        exit_url: "https://everyday.example/".to_owned(),
        zone: TimeZone::UTC,
        language: Language::English,
        https: true,
        cover: pages::Cover::default(),
    };
    let open = settled(&small.vault, settings(), Given::NOTHING)
        .await
        .unwrap();
    assert_eq!(
        (
            open.name.as_str(),
            open.neutral_title.as_str(),
            open.language
        ),
        ("Lindenhaus", "Notes", Language::Spanish)
    );
    assert_eq!(open.zone.iana_name(), Some("Europe/Madrid"));
    let given = settled(&small.vault, settings(), Given::ALL).await.unwrap();
    assert_eq!((given.name.as_str(), given.zone), ("Attune", TimeZone::UTC));
}
