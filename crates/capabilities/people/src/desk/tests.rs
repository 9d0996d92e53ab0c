//! The desk: who is not let in first, then what being signed in means and how it ends.

use super::live::LiveOne;
use super::*;
use crate::kept::SeenV1;
use crate::rules::DEVICE_KEPT;
use crate::small::{PASSPHRASE, Small, offer, private};
use care::{DAY, HOUR, MINUTE, Role};
use pages::SoFar;

async fn rows(small: &Small) -> usize {
    small
        .vault
        .engine()
        .all_rows(None, 10_000)
        .await
        .unwrap()
        .len()
}

#[tokio::test]
async fn a_name_and_a_passphrase_are_the_same_from_every_keyboard() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let composed = crate::NewClient {
        passphrase: private("el ni\u{f1}o del r\u{ed}o"),
        ..crate::small::new_client("Jos\u{e9}", "jos\u{e9}")
    };
    crate::admit_client(&small.vault, &small.passphrases, folk.lead, &composed)
        .await
        .unwrap();
    let desk = small.desk();
    let apart = offer("jose\u{301}", "el nin\u{303}o del ri\u{301}o");
    desk.sign_in(apart).await.unwrap();
    // Someone who came here before both were the same keeps their door.
    let person = folk.mina.person();
    let plain = private(PASSPHRASE);
    let hash = small.passphrases.hash(&plain, small.vault.chance());
    let door = DoorV1 {
        person: *person.bytes(),
        hash: hash.await.unwrap(),
    };
    let mut change = small.vault.directory_change();
    let typed = "mi\u{301}na";
    let id = small.vault.directory_id("door", typed.as_bytes());
    change.keep(id.await.unwrap(), 0, &door).await.unwrap();
    change.done().await.unwrap();
    small.clock.pass(care::HOUR);
    desk.sign_in(offer(typed, PASSPHRASE)).await.unwrap();
}

#[tokio::test]
async fn whoever_is_wrong_hears_the_same_whatever_is_wrong() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let before = rows(&small).await;
    for (name, passphrase) in [
        ("ruth", "not her passphrase"),
        ("ruth", ""),
        ("ruth", "A slow green river"),
        ("nobody", PASSPHRASE),
        ("", PASSPHRASE),
        ("Ruth Okafor", PASSPHRASE),
    ] {
        let said = desk.sign_in(offer(name, passphrase)).await;
        assert!(matches!(said, Err(SignInError::NotThese)), "{name}");
    }
    assert_eq!(rows(&small).await, before, "nothing is kept of it");
}

#[tokio::test]
async fn a_token_that_was_never_given_is_nobodys_and_changes_nothing() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let entered = desk.sign_in(small.offer("ruth")).await.unwrap();
    let right = entered.token.expose().clone();
    let before = rows(&small).await;
    let forged = [
        String::new(),
        "0".repeat(64),
        "z".repeat(64),
        right.to_uppercase(),
        right.chars().rev().collect(),
        format!("{right}0"),
        format!(" {right}"),
        "ñ".repeat(32),
        "a".repeat(100_000),
        entered.device.clone().unwrap().into_exposed(),
        entered.who.sign_in.to_string(),
    ];
    for token in &forged {
        assert!(desk.who(token).await.unwrap().is_none());
        desk.end(token).await;
    }
    assert_eq!(rows(&small).await, before);
    assert!(
        desk.who(&right).await.unwrap().is_some(),
        "and ends nobody else's sign-in"
    );
}

#[tokio::test]
async fn every_sign_in_has_a_token_of_its_own_and_says_who_it_is() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    let ruth = desk.sign_in(small.offer(" Ruth ")).await.unwrap();
    let again = desk.sign_in(small.offer("ruth")).await.unwrap();
    assert_ne!(ruth.token, again.token);
    assert_ne!(ruth.who.sign_in, again.who.sign_in);
    for desk in [&desk, &small.desk()] {
        let who = desk.who(ruth.token.expose()).await.unwrap().unwrap();
        assert_eq!(
            (who.asker.person, who.asker.role),
            (folk.ruth, Role::Therapist)
        );
        assert_eq!(who.name, "Ruth Okafor");
    }
    let mina = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap();
    assert_eq!(
        (mina.who.asker.person, mina.who.asker.role),
        (folk.mina.person(), Role::Client)
    );
    assert_eq!(
        (mina.who.name.as_str(), mina.who.language),
        ("", pages::Language::Spanish)
    );
}

#[tokio::test]
async fn what_has_ended_is_dead_at_once_and_after_a_restart() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let entered = desk.sign_in(small.offer("ruth")).await.unwrap();
    let token = entered.token.expose();
    let other = desk.sign_in(small.offer("ruth")).await.unwrap();
    small.clock.pass(6 * MINUTE);
    assert!(
        desk.who(token).await.unwrap().is_some(),
        "and seen, which is written"
    );
    let before = rows(&small).await;
    for _ in 0..2 {
        desk.end(token).await;
        assert!(desk.who(token).await.unwrap().is_none());
        assert!(small.desk().who(token).await.unwrap().is_none());
    }
    assert_eq!(rows(&small).await, before - 3, "nothing of it is left");
    assert!(
        desk.who(other.token.expose()).await.unwrap().is_some(),
        "the other one lives"
    );
    let fresh = small.desk();
    fresh.end(other.token.expose()).await;
    assert!(
        fresh.who(other.token.expose()).await.unwrap().is_none(),
        "also one only read from the directory"
    );
}

#[tokio::test]
async fn a_request_that_was_reading_cannot_bring_an_ended_sign_in_back() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let entered = desk.sign_in(small.offer("ruth")).await.unwrap();
    let (id, now) = (entered.who.sign_in, small.clock_now());
    let one = LiveOne {
        who: entered.who.clone(),
        ends: now + DAY,
        seen: now,
        written: now,
        read: now,
        here_until: None,
    };
    desk.end(entered.token.expose()).await;
    assert!(!desk.live.put(id, one, now));
    assert!(
        desk.live.written(id, now).is_none(),
        "nor is it written that someone was seen"
    );
    assert!(desk.who(entered.token.expose()).await.unwrap().is_none());
}

#[tokio::test]
async fn another_process_learns_of_an_end_within_half_a_minute() {
    let small = Small::new().await;
    small.folk().await;
    let (here, there) = (small.desk(), small.desk());
    let entered = here.sign_in(small.offer("ruth")).await.unwrap();
    let token = entered.token.expose();
    assert!(there.who(token).await.unwrap().is_some());
    here.end(token).await;
    small.clock.pass(live::ASKED_AGAIN);
    assert!(there.who(token).await.unwrap().is_none());
    assert!(there.who(token).await.unwrap().is_none());
}

#[tokio::test]
async fn who_is_asked_of_memory_and_not_of_the_disk() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let entered = desk.sign_in(small.offer("ruth")).await.unwrap();
    small.vault.engine().close().await;
    assert!(desk.who(entered.token.expose()).await.unwrap().is_some());
    assert!(
        small.desk().who(entered.token.expose()).await.is_err(),
        "the directory is closed"
    );
}

#[tokio::test]
async fn an_end_that_cannot_be_written_is_an_end_all_the_same() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let entered = desk.sign_in(small.offer("ruth")).await.unwrap();
    small.vault.engine().close().await;
    desk.end(entered.token.expose()).await;
    assert!(desk.who(entered.token.expose()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_sign_in_ends_by_itself_after_an_hour_unseen_and_after_its_longest_time() {
    let small = Small::new().await;
    small.folk().await;
    for (name, hours, step) in [("ruth", 12, 4 * MINUTE), ("mina.k", 24, HOUR / 2)] {
        let mut desk = small.desk();
        let entered = desk.sign_in(small.offer(name)).await.unwrap();
        let token = entered.token.expose();
        let mut passed = step;
        while passed < hours * HOUR {
            small.clock.pass(step);
            // Now and then the service restarts; being seen is remembered.
            if passed % (3 * step) == 0 {
                desk = small.desk();
            }
            let who = desk.who(token).await.unwrap().unwrap();
            assert_eq!(who.so_far, SoFar::In, "{name} after {passed}");
            passed += step;
        }
        small.clock.pass(step);
        assert!(
            desk.who(token).await.unwrap().is_none(),
            "{name}, the longest time"
        );
        assert!(small.desk().who(token).await.unwrap().is_none());

        let entered = desk.sign_in(small.offer(name)).await.unwrap();
        let token = entered.token.expose();
        small.clock.pass(HOUR);
        assert!(desk.who(token).await.unwrap().is_none(), "{name}, unseen");
        assert!(small.desk().who(token).await.unwrap().is_none());
        small.clock.pass(DAY);
    }
}

#[tokio::test]
async fn being_seen_is_written_coarsely() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let entered = desk.sign_in(small.offer("ruth")).await.unwrap();
    let seen = async || small.vault.directory_all::<SeenV1>().await.unwrap().kept;
    for _ in 0..4 {
        small.clock.pass(MINUTE);
        desk.who(entered.token.expose()).await.unwrap();
    }
    assert!(seen().await.is_empty());
    small.clock.pass(MINUTE);
    desk.who(entered.token.expose()).await.unwrap();
    let written = seen().await;
    assert_eq!(written.len(), 1);
    assert_eq!(written[0].value.at, small.clock_now().millis());
}

#[tokio::test]
async fn someone_who_guesses_cannot_lock_a_person_out_of_a_device_that_is_known() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let device = desk
        .sign_in(offer("mina.k", PASSPHRASE))
        .await
        .unwrap()
        .device
        .unwrap();
    small.clock.pass(HOUR);
    let mut evaluated = 0;
    for n in 0..200 {
        let from = format!("198.51.100.{n}").parse().ok();
        match desk
            .sign_in(Offered {
                from,
                ..offer("mina.k", "a guess by someone")
            })
            .await
        {
            Err(SignInError::NotThese) => evaluated += 1,
            Err(SignInError::TooMany) => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(evaluated <= 10, "{evaluated} guesses were looked at");
    let stranger = desk.sign_in(offer("mina.k", PASSPHRASE)).await;
    assert!(
        matches!(stranger, Err(SignInError::TooMany)),
        "a device that is not known waits"
    );
    let known = Offered {
        device: Some(device.clone()),
        ..offer("mina.k", PASSPHRASE)
    };
    let entered = desk.sign_in(known).await.unwrap();
    assert_eq!(entered.device, Some(device), "and stays known");
}

#[tokio::test]
async fn the_mark_of_one_persons_device_does_not_count_for_another_person() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let device = desk
        .sign_in(offer("mina.k", PASSPHRASE))
        .await
        .unwrap()
        .device
        .unwrap();
    for mark in [device.expose().as_str(), "", "nonsense", &"0".repeat(64)] {
        let small = Small::new().await;
        small.folk().await;
        let desk = small.desk();
        let offered = || Offered {
            device: Some(private(mark)),
            ..offer("ruth", "a guess by someone")
        };
        let mut evaluated = 0;
        for _ in 0..50 {
            if matches!(desk.sign_in(offered()).await, Err(SignInError::NotThese)) {
                evaluated += 1;
            }
        }
        assert_eq!(evaluated, 4, "as from any device");
    }
    let other = Offered {
        device: Some(device.clone()),
        ..small.offer("ruth")
    };
    let entered = desk.sign_in(other).await.unwrap();
    assert_ne!(
        entered.device,
        Some(device),
        "someone else on this device gets a mark of their own"
    );
}

#[tokio::test]
async fn what_has_ended_by_itself_is_swept_away_and_what_lives_stays() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let before = rows(&small).await;
    let old = desk.sign_in(small.offer("ruth")).await.unwrap();
    small.clock.pass(6 * MINUTE);
    desk.who(old.token.expose()).await.unwrap();
    small.clock.pass(HOUR);
    let live = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap();
    assert_eq!(
        desk.sweep().await.unwrap(),
        1,
        "the sign-in that nobody came back to"
    );
    assert!(desk.who(live.token.expose()).await.unwrap().is_some());
    desk.end(live.token.expose()).await;
    small.clock.pass(DAY);
    assert_eq!(desk.sweep().await.unwrap(), 1, "when someone was last seen");
    small.clock.pass(DEVICE_KEPT);
    assert_eq!(desk.sweep().await.unwrap(), 2, "the two devices");
    assert_eq!(rows(&small).await, before);
}

#[tokio::test]
async fn nothing_that_is_typed_or_carried_is_printed_for_debugging() {
    let small = Small::new().await;
    small.folk().await;
    let offered = Offered {
        device: Some(private("the mark")),
        ..offer("mina.k", PASSPHRASE)
    };
    let entered = small.desk().sign_in(offered.clone()).await.unwrap();
    let wrong = small
        .desk()
        .sign_in(offer("mina.k", "a wrong passphrase"))
        .await;
    let printed = format!("{offered:?} {entered:?} {wrong:?}");
    for typed in [
        "mina",
        PASSPHRASE,
        "the mark",
        "wrong passphrase",
        entered.token.expose(),
        entered.device.as_ref().unwrap().expose(),
    ] {
        assert!(!printed.contains(typed), "{typed}");
    }
}

#[tokio::test]
async fn the_set_up_code_is_known_however_it_is_typed_and_nothing_else_is() {
    let small = Small::new().await;
    let desk = small.desk();
    for right in [
        "ABCD-EFGH-JKLM-NPQR",
        "abcd efgh jklm npqr",
        "abcdefghjklmnpqr",
    ] {
        assert!(desk.is_set_up_code(&private(right)), "{right}");
    }
    for wrong in ["", "ABCD-EFGH-JKLM-NPQ", "ABCD-EFGH-JKLM-NPQRS", "QRNP"] {
        assert!(!desk.is_set_up_code(&private(wrong)), "{wrong}");
    }
    let without = SignInDesk::new(small.vault.clone(), true, small.passphrases.clone(), None);
    assert!(!without.is_set_up_code(&private("")));
    assert!(
        !without.waits_for_set_up().await.unwrap(),
        "without a code nobody can set up"
    );
    assert!(desk.waits_for_set_up().await.unwrap());
    small.folk().await;
    assert!(!desk.waits_for_set_up().await.unwrap());
}
