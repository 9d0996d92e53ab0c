//! Printed codes: once means once, a new sheet ends the old one, and a code alone is for clients.

use super::*;
use crate::small::{Small, offer};
use crate::{SignInError, forget_ways, ways};
use care::PersonId;
use std::collections::BTreeSet;
use testing::{Seeded, shows};
use tokio::task::JoinSet;

#[test]
fn a_code_has_sixty_bits_and_is_read_however_it_is_typed() {
    let code = mint(&Seeded::new(3));
    assert_eq!(code.expose().len(), LENGTH + 2);
    let bare = code.expose().replace('-', "");
    for typed in [
        code.expose().clone(),
        code.expose().to_lowercase(),
        bare.clone(),
        format!(" {} ", code.expose().replace('-', " ")),
    ] {
        assert_eq!(plain(&typed), Some(bare.clone()), "{typed}");
    }
    for not in [
        "",
        "ABCD",
        "ABCD-EFGH-JKLM-N",
        "ABCD-EFGH-IJKL",
        "a slow green river",
    ] {
        assert_eq!(plain(not), None, "{not}");
    }
    assert!(2_f64.powi(60) <= 32_f64.powi(i32::try_from(LENGTH).unwrap()));
    let letters: BTreeSet<u8> = LETTERS.iter().copied().collect();
    assert_eq!(letters.len(), 32);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_the_sheet_is_accepted_once_however_many_try_it() {
    let small = Small::new().await;
    let mina = small.folk().await.mina.person();
    let sheet = print_codes(&small.vault, mina, Role::Client).await.unwrap();
    assert_eq!(sheet.len(), ON_A_SHEET);
    for code in &sheet {
        let mut tries = JoinSet::new();
        for _ in 0..50 {
            let (vault, code) = (small.vault.clone(), code.clone());
            tries.spawn(async move { spend(&vault, mina, &code, Stands::Alone).await.unwrap() });
        }
        let yes = tries.join_all().await.into_iter().filter(|yes| *yes);
        assert_eq!(yes.count(), 1);
    }
    assert_eq!(left(&small.vault, mina).await.unwrap(), 0);
    shows(
        "AU-2",
        "10 printed codes, each tried 50 times at once: accepted once each",
    );
}

#[tokio::test]
async fn a_new_sheet_ends_the_old_one_and_nothing_else_is_a_code() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let mina = folk.mina.person();
    let old = print_codes(&small.vault, mina, Role::Client).await.unwrap();
    let new = print_codes(&small.vault, mina, Role::Client).await.unwrap();
    let is = async |person: PersonId, code: &Private<String>| {
        spend(&small.vault, person, code, Stands::Alone)
            .await
            .unwrap()
    };
    assert!(!is(mina, &old[0]).await);
    assert!(!is(folk.ruth, &new[0]).await, "somebody else's");
    assert!(is(mina, &new[0]).await);
    assert_eq!(ways(&small.vault, mina).await.unwrap().codes, Some(9));
    // A sheet of someone who works here never stands in for a passphrase.
    let staff = print_codes(&small.vault, folk.ruth, Role::Therapist)
        .await
        .unwrap();
    assert!(!is(folk.ruth, &staff[0]).await);
    let second = spend(&small.vault, folk.ruth, &staff[0], Stands::Second);
    assert!(second.await.unwrap());
}

#[tokio::test]
async fn a_client_comes_in_with_a_printed_code_and_staff_do_not() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    let mina = folk.mina.person();
    let sheet = print_codes(&small.vault, mina, Role::Client).await.unwrap();
    let staff = print_codes(&small.vault, folk.ruth, Role::Therapist)
        .await
        .unwrap();
    let came = desk.sign_in(offer("mina.k", sheet[3].expose())).await;
    assert_eq!(came.unwrap().who.asker.person, mina);
    for (name, code) in [
        ("mina.k", &sheet[3]),
        ("ruth", &sheet[4]),
        ("ruth", &staff[0]),
    ] {
        let said = desk.sign_in(offer(name, code.expose())).await;
        assert!(matches!(said, Err(SignInError::NotThese)), "{name}");
    }
}

#[tokio::test]
async fn what_is_forgotten_of_someones_ways_is_everything() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let rows = async || {
        small
            .vault
            .engine()
            .all_rows(None, 10_000)
            .await
            .unwrap()
            .len()
    };
    let mina = folk.mina.person();
    let before = rows().await;
    let sheet = print_codes(&small.vault, mina, Role::Client).await.unwrap();
    spend(&small.vault, mina, &sheet[0], Stands::Alone)
        .await
        .unwrap();
    print_codes(&small.vault, mina, Role::Client).await.unwrap();
    let mut change = small.vault.directory_change();
    forget_ways(&small.vault, &mut change, mina).await.unwrap();
    change.done().await.unwrap();
    assert_eq!(rows().await, before);
    assert_eq!(
        ways(&small.vault, mina).await.unwrap(),
        crate::Ways::default()
    );
}
