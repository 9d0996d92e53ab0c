//! The second lock opens to its word, and to guessing it does not.

use super::*;
use crate::Entered;
use crate::small::{PASSPHRASE, Small, offer};
use care::MINUTE;

async fn mina(small: &Small, desk: &SignInDesk) -> Entered {
    small.clock.pass(13 * MINUTE);
    desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap()
}

#[tokio::test]
async fn until_a_word_is_chosen_it_is_the_passphrase_and_then_only_the_word() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let who = mina(&small, &desk).await.who;
    let unlocks = async |typed: &str| desk.unlocks(&who, typed).await.unwrap();
    assert_eq!(unlocks(PASSPHRASE).await, Unlocked::Yes);
    assert_eq!(unlocks("kiwi").await, Unlocked::No);
    desk.keep_unlock_word(who.asker.person, "Kiwi")
        .await
        .unwrap();
    for typed in ["kiwi", "Kiwi", " KIWI "] {
        assert_eq!(unlocks(typed).await, Unlocked::Yes, "{typed}");
    }
    assert_eq!(unlocks(PASSPHRASE).await, Unlocked::No);
}

#[tokio::test]
async fn five_wrong_words_end_the_sign_in_quietly_and_never_the_account() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let entered = mina(&small, &desk).await;
    let tries = async |typed: &str| desk.unlocks(&entered.who, typed).await.unwrap();
    for _ in 0..4 {
        assert_eq!(tries("nope").await, Unlocked::No);
    }
    assert_eq!(tries("nope").await, Unlocked::TooMany);
    assert!(desk.who(entered.token.expose()).await.unwrap().is_none());
    assert_eq!(
        tries(PASSPHRASE).await,
        Unlocked::TooMany,
        "that one is over"
    );
    let again = mina(&small, &desk).await;
    let right = desk.unlocks(&again.who, PASSPHRASE).await.unwrap();
    assert_eq!(right, Unlocked::Yes);
}

#[tokio::test]
async fn many_at_once_have_no_more_tries_than_one_after_the_other() {
    let small = Small::new().await;
    small.folk().await;
    let desk = std::sync::Arc::new(small.desk());
    let entered = mina(&small, &desk).await;
    let mut all = Vec::new();
    for _ in 0..50 {
        let (desk, who) = (std::sync::Arc::clone(&desk), entered.who.clone());
        all.push(tokio::spawn(
            async move { desk.unlocks(&who, "nope").await },
        ));
    }
    let mut looked_at = 0;
    for one in all {
        looked_at += usize::from(matches!(one.await.unwrap(), Ok(Unlocked::No)));
    }
    assert!(looked_at <= 5, "{looked_at}");
    assert!(desk.who(entered.token.expose()).await.unwrap().is_none());
}

#[test]
fn a_word_has_four_letters_or_more() {
    for (typed, can) in [
        ("", false),
        ("abc", false),
        (" abc ", false),
        ("año!", true),
    ] {
        assert_eq!(can_be(typed), can, "{typed}");
    }
    assert!(!can_be(&"a".repeat(UNLOCK_MAX + 1)));
}
