//! A person sees their own sign-ins and ends any of them.

use super::*;
use crate::small::{PASSPHRASE, Small, offer, private};
use crate::{Entered, SignInError};
use care::{HOUR, MINUTE};

const NEW: &str = "seven quiet lanterns";

async fn comes_in(small: &Small, desk: &SignInDesk, device: DeviceKind) -> Entered {
    small.clock.pass(13 * MINUTE);
    let entered = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap();
    desk.arrives(&entered.who, device).await;
    entered
}

async fn is_in(desk: &SignInDesk, one: &Entered) -> bool {
    desk.who(one.token.expose()).await.unwrap().is_some()
}

#[test]
fn a_browser_is_boiled_down_to_what_its_owner_would_call_it() {
    for (agent, kind) in [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148",
            DeviceKind::Phone,
        ),
        (
            "Mozilla/5.0 (Linux; Android 16) Chrome/156.0 Mobile Safari/537.36",
            DeviceKind::Phone,
        ),
        (
            "Mozilla/5.0 (Linux; Android 16) Chrome/156.0 Safari/537.36",
            DeviceKind::Tablet,
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X)",
            DeviceKind::Tablet,
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Firefox/153.0",
            DeviceKind::Computer,
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
            DeviceKind::Computer,
        ),
        ("curl/8.0", DeviceKind::Unknown),
        ("", DeviceKind::Unknown),
    ] {
        assert_eq!(DeviceKind::of(agent), kind, "{agent}");
    }
    for kind in DeviceKind::ALL {
        assert_eq!(DeviceKind::numbered(kind.number()), kind);
    }
}

#[tokio::test]
async fn someone_sees_their_own_sign_ins_and_ends_them_and_nobody_elses() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let phone = comes_in(&small, &desk, DeviceKind::Phone).await;
    let computer = comes_in(&small, &desk, DeviceKind::Computer).await;
    small.clock.pass(13 * MINUTE);
    let ruth = desk.sign_in(small.offer("ruth")).await.unwrap();
    let all = desk.own_sign_ins(&computer.who).await.unwrap();
    let told: Vec<_> = all.iter().map(|one| (one.device, one.this)).collect();
    assert_eq!(
        told,
        [(DeviceKind::Computer, true), (DeviceKind::Phone, false)]
    );
    desk.end_own(&computer.who, ruth.who.sign_in).await.unwrap();
    assert!(is_in(&desk, &ruth).await, "someone else's");
    desk.end_own(&computer.who, phone.who.sign_in)
        .await
        .unwrap();
    assert!(!is_in(&desk, &phone).await && is_in(&desk, &computer).await);
    let tablet = comes_in(&small, &desk, DeviceKind::Tablet).await;
    assert_eq!(desk.end_others(&tablet.who).await.unwrap(), 1);
    assert!(!is_in(&desk, &computer).await && is_in(&desk, &tablet).await);
    assert_eq!(desk.own_sign_ins(&tablet.who).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_nobody_was_seen_under_for_an_hour_is_not_told_as_live() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let phone = comes_in(&small, &desk, DeviceKind::Phone).await;
    small.clock.pass(2 * HOUR);
    let computer = comes_in(&small, &desk, DeviceKind::Computer).await;
    assert_eq!(desk.own_sign_ins(&computer.who).await.unwrap().len(), 1);
    assert!(!is_in(&desk, &phone).await);
    small.clock.pass(30 * HOUR);
    assert_eq!(desk.sweep_devices().await.unwrap(), 2);
}

#[tokio::test]
async fn a_changed_passphrase_cuts_every_other_sign_in_and_asks_for_the_old_one() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let phone = comes_in(&small, &desk, DeviceKind::Phone).await;
    let here = comes_in(&small, &desk, DeviceKind::Computer).await;
    let (old, new) = (private(PASSPHRASE), private(NEW));
    let (not_it, short) = (private("not it at all"), private("short"));
    let wrong = desk.change_passphrase(&here.who, &not_it, &new).await;
    assert!(matches!(wrong, Err(ChangeError::NotTheOld)));
    let short = desk.change_passphrase(&here.who, &old, &short).await;
    assert!(matches!(short, Err(ChangeError::Wrong(_))));
    assert!(is_in(&desk, &phone).await);
    desk.change_passphrase(&here.who, &old, &new).await.unwrap();
    assert!(is_in(&desk, &here).await && !is_in(&desk, &phone).await);
    small.clock.pass(13 * MINUTE);
    let by_the_old = desk.sign_in(offer("mina.k", PASSPHRASE)).await;
    assert!(matches!(by_the_old, Err(SignInError::NotThese)));
    small.clock.pass(13 * MINUTE);
    desk.sign_in(offer("mina.k", NEW)).await.unwrap();
}

#[tokio::test]
async fn guessing_the_old_passphrase_ends_the_sign_in_and_never_the_account() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let here = comes_in(&small, &desk, DeviceKind::Phone).await;
    for n in 0..5 {
        let guess = private(&format!("a wrong guess {n}"));
        let said = desk
            .change_passphrase(&here.who, &guess, &private(NEW))
            .await;
        assert!(said.is_err());
    }
    assert!(!is_in(&desk, &here).await);
    let again = comes_in(&small, &desk, DeviceKind::Phone).await;
    assert!(is_in(&desk, &again).await);
}
