//! Passkeys: what is refused first.

use super::device::{ADDRESS, Device};
use super::*;
use crate::small::{Folk, PASSPHRASE, Small, offer};
use crate::{SignInDesk, SignInError, ways};
use care::Role;
use pages::{SignedIn, SoFar};
use testing::shows;

fn desk(small: &Small) -> SignInDesk {
    small.desk().at(ADDRESS, "Notes").unwrap()
}

/// Ruth is in and makes a passkey on this device.
async fn made(small: &Small, desk: &SignInDesk, device: &mut Device) -> SignedIn {
    let ruth = desk.sign_in(small.offer("ruth")).await.unwrap().who;
    let begun = desk.begin_passkey(&ruth).await.unwrap();
    let made = device.makes(&begun.asks);
    desk.keep_passkey(&ruth, begun.token.expose(), &made, "the grey key")
        .await
        .unwrap();
    ruth
}

async fn comes_in(desk: &SignInDesk, device: &Device) -> Result<SignedIn, SignInError> {
    let begun = desk.begin_passkey_in(None).unwrap();
    let shown = device.shows(&begun.asks);
    let entered = desk.passkey_in(begun.token.expose(), &shown, None).await?;
    Ok(entered.who)
}

#[tokio::test]
async fn a_passkey_is_both_steps_at_once_and_says_whose_it_is() {
    let small = Small::new().await;
    let folk: Folk = small.folk().await;
    let desk = desk(&small);
    let mut device = Device::new(1);
    made(&small, &desk, &mut device).await;
    let who = comes_in(&desk, &device).await.unwrap();
    assert_eq!(who.asker.person, folk.ruth);
    assert_eq!(who.so_far, SoFar::In);
    let has = ways(&small.vault, folk.ruth).await.unwrap();
    assert_eq!(has.passkeys.len(), 1);
    assert_eq!(has.passkeys[0].name, "the grey key");
}

#[tokio::test]
async fn what_was_shown_once_is_worth_nothing_a_second_time() {
    let small = Small::new().await;
    small.folk().await;
    let desk = desk(&small);
    let mut device = Device::new(1);
    made(&small, &desk, &mut device).await;
    let (mut accepted, rounds) = (0, 200);
    for _ in 0..rounds {
        let begun = desk.begin_passkey_in(None);
        let Ok(begun) = begun else {
            small.clock.pass(MINUTE);
            continue;
        };
        let shown = device.shows(&begun.asks);
        let token = begun.token.expose();
        desk.passkey_in(token, &shown, None).await.unwrap();
        // The same answer under the same ceremony, and under a new one.
        let again = desk.passkey_in(token, &shown, None).await;
        accepted += usize::from(again.is_ok());
        if let Ok(other) = desk.begin_passkey_in(None) {
            let replayed = desk.passkey_in(other.token.expose(), &shown, None).await;
            accepted += usize::from(replayed.is_ok());
        }
    }
    assert_eq!(accepted, 0);
    shows(
        "AU-2",
        &format!("{rounds} passkey answers sent again: accepted {accepted}"),
    );
}

#[tokio::test]
async fn a_device_that_does_not_know_its_person_and_a_page_elsewhere_are_refused() {
    let small = Small::new().await;
    small.folk().await;
    let desk = desk(&small);
    let mut device = Device::new(1);
    made(&small, &desk, &mut device).await;
    let unasked = Device {
        knows: false,
        ..device.clone()
    };
    let elsewhere = Device {
        origin: "https://notes.example.com".to_owned(),
        ..device.clone()
    };
    let stranger = Device::new(2);
    for wrong in [unasked, elsewhere, stranger] {
        assert!(matches!(
            comes_in(&desk, &wrong).await,
            Err(SignInError::NotThese)
        ));
    }
    let late = desk.begin_passkey_in(None).unwrap();
    let shown = device.shows(&late.asks);
    small.clock.pass(TAKES);
    let said = desk.passkey_in(late.token.expose(), &shown, None).await;
    assert!(
        matches!(said, Err(SignInError::NotThese)),
        "after five minutes"
    );
    let begun = desk.begin_passkey_in(None).unwrap();
    let shown = device.shows(&begun.asks);
    let said = desk.passkey_in(&"0".repeat(64), &shown, None).await;
    assert!(
        matches!(said, Err(SignInError::NotThese)),
        "another browser's"
    );
    for nonsense in ["", "{}", "null", "[1]", &"{".repeat(10_000)] {
        let begun = desk.begin_passkey_in(None).unwrap();
        let said = desk.passkey_in(begun.token.expose(), nonsense, None).await;
        assert!(matches!(said, Err(SignInError::NotThese)), "{nonsense:.20}");
    }
}

#[tokio::test]
async fn one_that_counts_backwards_is_refused_and_its_person_is_told() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = desk(&small);
    let mut device = Device::new(1);
    device.count = 7;
    made(&small, &desk, &mut device).await;
    let copy = device.clone();
    device.count = 8;
    comes_in(&desk, &device).await.unwrap();
    assert!(matches!(
        comes_in(&desk, &copy).await,
        Err(SignInError::NotThese)
    ));
    let told = ways(&small.vault, folk.ruth).await.unwrap();
    assert!(told.passkeys[0].doubted.is_some());
    device.count = 9;
    comes_in(&desk, &device).await.unwrap();
}

#[tokio::test]
async fn making_one_asks_for_a_sign_in_that_is_whole_and_fresh() {
    let small = Small::new().await;
    small.folk().await;
    let desk = desk(&small);
    let half = desk.sign_in(offer("ruth", PASSPHRASE)).await.unwrap().who;
    assert_eq!(half.so_far, SoFar::NeedsSecond);
    assert!(desk.begin_passkey(&half).await.is_err());
    let ruth = desk.sign_in(small.offer("ruth")).await.unwrap().who;
    let imani = desk.sign_in(small.offer("imani")).await.unwrap().who;
    let begun = desk.begin_passkey(&ruth).await.unwrap();
    let mut device = Device::new(1);
    let made = device.makes(&begun.asks);
    let others = desk.keep_passkey(&imani, begun.token.expose(), &made, "x");
    assert!(
        matches!(others.await, Err(WayError::NotThis)),
        "begun by another"
    );
    small.clock.pass(pages::FRESH);
    assert!(desk.begin_passkey(&ruth).await.is_err());
    let without = small.desk();
    assert!(!without.has_passkeys());
    assert!(without.begin_passkey_in(None).is_err());
}

#[tokio::test]
async fn a_passkey_is_one_persons_and_the_last_second_way_stays() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = desk(&small);
    let mut device = Device::new(1);
    made(&small, &desk, &mut device).await;
    // The same key offered for somebody else is not theirs.
    let imani = desk.sign_in(small.offer("imani")).await.unwrap().who;
    let begun = desk.begin_passkey(&imani).await.unwrap();
    let stolen = device.clone().makes(&begun.asks);
    let kept = desk.keep_passkey(&imani, begun.token.expose(), &stolen, "x");
    assert!(matches!(kept.await, Err(WayError::Commit(_))));
    let has = ways(&small.vault, folk.ruth).await.unwrap();
    let id = has.passkeys[0].id;
    crate::totp::remove(&small.vault, folk.ruth).await.unwrap();
    let last = remove(&small.vault, folk.ruth, Role::Therapist, id).await;
    assert!(matches!(last, Err(WayError::Last)));
    assert!(comes_in(&desk, &device).await.is_ok());
    crate::enrol(&small.vault, folk.ruth, &crate::TotpSecret::new([1; 20]))
        .await
        .unwrap();
    remove(&small.vault, folk.ruth, Role::Therapist, id)
        .await
        .unwrap();
    assert!(comes_in(&desk, &device).await.is_err(), "and is gone");
}

#[tokio::test]
async fn a_client_may_have_one_and_take_it_away() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = desk(&small);
    let mina = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap().who;
    let begun = desk.begin_passkey(&mina).await.unwrap();
    assert!(
        begun.asks.contains("\"Notes\""),
        "listed under the neutral title"
    );
    let mut device = Device::new(3);
    let made = device.makes(&begun.asks);
    desk.keep_passkey(&mina, begun.token.expose(), &made, "phone")
        .await
        .unwrap();
    let who = comes_in(&desk, &device).await.unwrap();
    assert_eq!(who.asker.person, folk.mina.person());
    let id = ways(&small.vault, folk.mina.person())
        .await
        .unwrap()
        .passkeys[0]
        .id;
    remove(&small.vault, folk.mina.person(), Role::Client, id)
        .await
        .unwrap();
    assert!(comes_in(&desk, &device).await.is_err());
    assert!(desk.sign_in(offer("mina.k", PASSPHRASE)).await.is_ok());
}

#[test]
fn an_address_without_a_name_or_without_https_is_none() {
    for wrong in [
        "",
        "notes.example.org",
        "http://notes.example.org",
        "https://192.0.2.7",
        "https://[2001:db8::1]",
        "ftp://notes.example.org",
    ] {
        assert!(Passkeys::at(wrong, "Notes").is_err(), "{wrong}");
    }
    for right in [
        ADDRESS,
        "https://notes.example.org:8443",
        "http://localhost:8420",
    ] {
        assert!(Passkeys::at(right, "Notes").is_ok(), "{right}");
    }
}
