//! Codes of an authenticator: the published numbers, and once means once.

use super::*;
use crate::small::{SECRET, Small, private};
use care::{Clock, DAY};
use std::sync::Arc;
use testing::shows;
use tokio::task::JoinSet;

#[test]
fn the_codes_are_those_of_the_published_table() {
    // RFC 6238, appendix B, SHA-1; of its eight digits the last six.
    let secret = TotpSecret::new(*b"12345678901234567890");
    for (seconds, code) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] {
        let now = Moment::from_millis(seconds * SECOND);
        assert_eq!(secret.code_at(now).expose(), code, "{seconds}");
        assert_eq!(secret.matches(code, now), Some(seconds / 30));
        let spaced = format!(" {} {} ", code.get(..3).unwrap(), code.get(3..).unwrap());
        assert_eq!(secret.matches(&spaced, now), Some(seconds / 30));
    }
}

#[test]
fn one_step_before_and_after_is_accepted_and_nothing_else_is() {
    let (secret, now) = (TotpSecret::new(SECRET), 40_000_000_i64);
    let code = secret.of_step(now);
    for off in -5..=5 {
        let at = Moment::from_millis((now + off) * STEP * SECOND);
        assert_eq!(secret.matches(&code, at).is_some(), off.abs() <= 1, "{off}");
    }
    let at = Moment::from_millis(now * STEP * SECOND);
    for wrong in [
        "",
        "1",
        code.get(..5).unwrap(),
        &format!("{code}0"),
        &format!("+{}", code.get(1..).unwrap()),
    ] {
        assert_eq!(secret.matches(wrong, at), None, "{wrong}");
    }
    assert_eq!(format!("{secret:?}"), "TotpSecret((private))");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_code_fifty_times_at_once_is_accepted_exactly_once() {
    const ROUNDS: usize = 1_000;
    let small = Small::new().await;
    let ruth = small.folk().await.ruth;
    let mut accepted = 0;
    for _ in 0..ROUNDS {
        small.clock.pass(STEP * SECOND);
        let code = TotpSecret::new(SECRET).code_at(small.clock.now());
        let mut tries = JoinSet::new();
        for _ in 0..50 {
            let (vault, code) = (small.vault.clone(), code.clone());
            tries.spawn(async move { spend(&vault, ruth, &code).await.unwrap() });
        }
        let yes = tries.join_all().await.into_iter().filter(|yes| *yes);
        let yes = yes.count();
        assert_eq!(yes, 1);
        accepted += yes;
        assert!(!spend(&small.vault, ruth, &code).await.unwrap());
    }
    shows(
        "AU-2",
        &format!("{ROUNDS} rounds of 50 at once with the same code: accepted {accepted} times"),
    );
}

#[tokio::test]
async fn a_code_that_was_closed_by_a_later_one_is_not_accepted_any_more() {
    let small = Small::new().await;
    let ruth = small.folk().await.ruth;
    let secret = TotpSecret::new(SECRET);
    let now = small.clock.now();
    let at = |steps: i64| secret.code_at(now + steps * STEP * SECOND);
    assert!(!spend(&small.vault, ruth, &at(2)).await.unwrap());
    assert!(!spend(&small.vault, ruth, &at(-2)).await.unwrap());
    assert!(spend(&small.vault, ruth, &at(1)).await.unwrap());
    for before in [1, 0, -1] {
        assert!(!spend(&small.vault, ruth, &at(before)).await.unwrap());
    }
    // Nor after what was remembered of it is swept away, nor with the clock set back.
    small.clock.pass(DAY);
    small.desk().sweep().await.unwrap();
    small.clock.set(now);
    assert!(!spend(&small.vault, ruth, &at(1)).await.unwrap());
    let nobody = PersonId::from_bytes([9; 16]);
    assert!(!spend(&small.vault, nobody, &at(0)).await.unwrap());
}

#[tokio::test]
async fn an_authenticator_is_made_ones_own_only_with_its_code_and_replaces_the_old_one() {
    let small = Small::new().await;
    let ruth = small.folk().await.ruth;
    let new = TotpSecret::mint(&*Arc::new(testing::Seeded::new(5)));
    let wrong = confirm(&small.vault, ruth, &new, &private("000000")).await;
    assert!(matches!(wrong, Err(WayError::NotThis)));
    let old = TotpSecret::new(SECRET).code_at(small.clock.now());
    let code = new.code_at(small.clock.now());
    confirm(&small.vault, ruth, &new, &code).await.unwrap();
    assert!(!spend(&small.vault, ruth, &code).await.unwrap(), "used");
    assert!(!spend(&small.vault, ruth, &old).await.unwrap(), "replaced");
    small.clock.pass(STEP * SECOND);
    let next = new.code_at(small.clock.now());
    assert!(spend(&small.vault, ruth, &next).await.unwrap());
    assert!(matches!(
        remove(&small.vault, ruth).await,
        Err(WayError::Last)
    ));
}
