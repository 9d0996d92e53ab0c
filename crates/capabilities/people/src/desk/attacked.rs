//! The desk under attack: someone guesses, from one place or from many, and the person comes in.

use super::*;
use crate::small::{PASSPHRASE, Small, offer, private};
use crate::{Hashing, print_codes};
use care::{DAY, HOUR, MINUTE};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;
use testing::shows;
use tokio::task::JoinSet;

fn from(n: u32, offered: Offered) -> Offered {
    let [_, b, c, d] = n.to_be_bytes();
    Offered {
        from: Some(IpAddr::from([198, b, c, d])),
        ..offered
    }
}

#[tokio::test]
async fn whoever_guesses_has_ten_tries_an_hour_and_a_hundred_in_all_and_she_comes_in() {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    let first = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap();
    let device = first.device;
    small.clock.pass(DAY);
    let (mut most, mut all, mut came, mut tried, mut sources) = (0, 0, 0, 0, 0);
    for hour in 0..24 {
        let mut evaluated = 0;
        for minute in 0..60 {
            sources += 1;
            let guess = from(sources, offer("mina.k", "a guess by someone"));
            if matches!(desk.sign_in(guess).await, Err(SignInError::NotThese)) {
                evaluated += 1;
            }
            if minute % 15 == 0 {
                tried += 1;
                let known = Offered {
                    device: device.clone(),
                    ..offer("mina.k", PASSPHRASE)
                };
                came += usize::from(desk.sign_in(known).await.is_ok());
            }
            small.clock.pass(MINUTE);
        }
        assert!(evaluated <= 10, "{evaluated} in hour {hour}");
        most = most.max(evaluated);
        all += evaluated;
    }
    assert_eq!(came, tried, "on her own device she always came in");
    shows(
        "AU-3",
        &format!(
            "a day of guesses from {sources} sources: {most} looked at in an hour, {all} in all; \
             known device {came} of {tried}"
        ),
    );

    // While she stays away, a hundred is the end of it on devices that are not known.
    small.clock.pass(DAY);
    let mut evaluated = 0;
    while evaluated < 100 {
        sources += 1;
        let guess = from(sources, offer("mina.k", "a guess by someone"));
        if matches!(desk.sign_in(guess).await, Err(SignInError::NotThese)) {
            evaluated += 1;
        }
        small.clock.pass(6 * MINUTE);
    }
    desk.sweep().await.unwrap();
    for desk in [&desk, &small.desk()] {
        small.clock.pass(HOUR);
        let right = desk.sign_in(from(1, offer("mina.k", PASSPHRASE))).await;
        assert!(
            matches!(right, Err(SignInError::NotThese)),
            "also after a restart"
        );
    }
    // A printed code binds anew, though someone has just used up her tries.
    let sheet = print_codes(&small.vault, folk.mina.person(), care::Role::Client).await;
    let sheet = sheet.unwrap();
    for n in 0..40 {
        let _ = desk
            .sign_in(from(n, offer("mina.k", "a guess by someone")))
            .await;
    }
    let code = from(77_777, offer("mina.k", sheet[0].expose()));
    desk.sign_in(code).await.unwrap();
    small.clock.pass(HOUR);
    desk.sign_in(from(88_888, offer("mina.k", PASSPHRASE)))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_passphrase_that_looks_like_a_code_is_not_tried_beyond_the_names_own_tries() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    for n in 0..60 {
        let _ = desk
            .sign_in(from(n, offer("ruth", "a guess by someone")))
            .await;
    }
    let said = desk
        .sign_in(from(99, offer("ruth", "ABCD-EFGH-JKLM")))
        .await;
    assert!(
        matches!(said, Err(SignInError::NotThese)),
        "looked at as a code"
    );
    let mut looked_at = 0;
    for _ in 0..100 {
        let said = desk
            .sign_in(from(99, offer("ruth", "ABCD-EFGH-JKLM")))
            .await;
        looked_at += usize::from(matches!(said, Err(SignInError::NotThese)));
    }
    assert!(looked_at <= 10);
}

#[tokio::test]
async fn the_second_step_is_guessed_ten_times_an_hour_and_a_known_device_goes_on() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let device = desk.sign_in(small.offer("ruth")).await.unwrap().device;
    small.clock.pass(DAY);
    let half = desk.sign_in(offer("ruth", PASSPHRASE)).await.unwrap().who;
    let (mut evaluated, mut tried) = (0, 0);
    for _ in 0..300 {
        tried += 1;
        let said = desk.second(&half, &private("000000"), None).await;
        evaluated += usize::from(matches!(said, Err(SignInError::NotThese)));
    }
    assert!(evaluated <= 10, "{evaluated}");
    let known = desk.second(&half, &small.code(), device.clone()).await;
    assert!(known.is_ok());
    let mut all = 0;
    for _ in 0..30 {
        small.clock.pass(HOUR);
        let Ok(half) = desk.sign_in(from(all, offer("ruth", PASSPHRASE))).await else {
            continue;
        };
        for _ in 0..20 {
            let said = desk.second(&half.who, &private("000000"), None).await;
            all += u32::from(matches!(said, Err(SignInError::NotThese)));
        }
    }
    assert!(all >= 100, "{all}");
    small.clock.pass(2 * HOUR);
    let half = desk
        .sign_in(from(7, offer("ruth", PASSPHRASE)))
        .await
        .unwrap()
        .who;
    let right = desk.second(&half, &small.code(), None).await;
    assert!(
        matches!(right, Err(SignInError::NotThese)),
        "after a hundred"
    );
    let half = desk
        .sign_in(from(8, offer("ruth", PASSPHRASE)))
        .await
        .unwrap()
        .who;
    desk.second(&half, &small.code(), device).await.unwrap();
    shows(
        "AU-3",
        &format!("{tried} guesses of the second step in an hour: {evaluated} looked at"),
    );
}

#[tokio::test]
async fn a_device_on_which_someone_was_wrong_fifty_times_in_a_row_is_known_no_more() {
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let device = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap();
    let device = device.device;
    let on_it = |passphrase| Offered {
        device: device.clone(),
        ..offer("mina.k", passphrase)
    };
    let guess = async |times| {
        for _ in 0..times {
            small.clock.pass(MINUTE);
            let said = desk.sign_in(on_it("a guess by someone")).await;
            assert!(matches!(said, Err(SignInError::NotThese)));
        }
    };
    guess(49).await;
    small.clock.pass(MINUTE);
    let hers = desk.sign_in(on_it(PASSPHRASE)).await.unwrap();
    assert!(
        hers.device == device,
        "still known, and the count begins anew"
    );
    guess(50).await;
    let mut evaluated = 0;
    for _ in 0..60 {
        small.clock.pass(MINUTE);
        let said = desk.sign_in(on_it("a guess by someone")).await;
        evaluated += usize::from(matches!(said, Err(SignInError::NotThese)));
    }
    assert!(evaluated <= 10, "{evaluated} in an hour, as from anywhere");
    small.clock.pass(HOUR);
    let hers = desk.sign_in(on_it(PASSPHRASE)).await.unwrap();
    assert!(
        hers.device != device,
        "she comes in, and a new mark is made"
    );
}

#[tokio::test]
async fn of_a_spray_over_a_thousand_names_less_than_a_hundredth_is_looked_at() {
    const NAMES: u32 = 1_000;
    const EACH: u32 = 30;
    let small = Small::new().await;
    small.folk().await;
    let desk = small.desk();
    let (mut evaluated, mut tried) = (0_u32, 0_u32);
    for _ in 0..EACH {
        for name in 0..NAMES {
            let name = format!("name-{name}");
            let said = desk.sign_in(offer(&name, "the same guess for all")).await;
            evaluated += u32::from(matches!(said, Err(SignInError::NotThese)));
            tried += 1;
        }
        small.clock.pass(HOUR / i64::from(EACH));
    }
    assert!(evaluated * 100 <= tried, "{evaluated} of {tried}");
    shows(
        "AU-3",
        &format!(
            "a spray over {NAMES} names from one place in an hour: {evaluated} of {tried} looked at"
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_at_the_door_hash_two_at_a_time_and_no_more_than_wait() {
    let small = Small::new().await;
    small.folk().await;
    let desk = Arc::new(small.desk());
    let mut all = JoinSet::new();
    for n in 0..500 {
        let desk = Arc::clone(&desk);
        all.spawn(async move {
            let name = format!("name-{n}");
            desk.sign_in(from(n, offer(&name, "a guess by someone")))
                .await
        });
    }
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for said in all.join_all().await {
        let what = match said {
            Err(SignInError::NotThese) => "compared",
            Err(SignInError::TooMany) => "asked to wait",
            _ => "something else",
        };
        *told.entry(what).or_default() += 1;
    }
    let most = small.passphrases.at_once.1.load(Ordering::Acquire);
    assert!((1..=2).contains(&most), "{most} at once");
    assert!(!told.contains_key("something else"), "{told:?}");
    shows(
        "AU-5",
        &format!("500 sign-ins at once: at most {most} hashed at a time; {told:?}"),
    );
}

/// A count of tries, as a number to reckon with.
fn count(tries: usize) -> f64 {
    f64::from(u32::try_from(tries).unwrap())
}

/// The probability that two samples come from the same distribution, by the two-sample
/// Kolmogorov-Smirnov statistic and its asymptotic distribution.
fn alike(one: &mut [f64], other: &mut [f64]) -> f64 {
    one.sort_by(f64::total_cmp);
    other.sort_by(f64::total_cmp);
    let share =
        |all: &[f64], at: f64| count(all.partition_point(|value| *value <= at)) / count(all.len());
    let far = one.iter().chain(other.iter());
    let far = far.map(|at| (share(one, *at) - share(other, *at)).abs());
    let far = far.fold(0.0, f64::max);
    let (n, m) = (count(one.len()), count(other.len()));
    let root = (n * m / (n + m)).sqrt();
    let lambda = (root + 0.12 + 0.11 / root) * far;
    // Below this the series does not settle, and its limit is one.
    if lambda < 0.2 {
        return 1.0;
    }
    let sum: f64 = (1..=100)
        .map(|k| {
            let k = f64::from(k);
            let sign = if k.rem_euclid(2.0) > 0.5 { 1.0 } else { -1.0 };
            sign * (-2.0 * k * k * lambda * lambda).exp()
        })
        .sum();
    (2.0 * sum).clamp(0.0, 1.0)
}

#[test]
fn the_comparison_of_two_samples_tells_apart_what_differs() {
    let from = |from: i32| (0..200).map(|n| f64::from(n + from)).collect::<Vec<_>>();
    assert!(alike(&mut from(0), &mut from(0)) > 0.99);
    assert!(alike(&mut from(0), &mut from(100)) < 0.001);
}

#[tokio::test(flavor = "multi_thread")]
#[expect(
    clippy::disallowed_methods,
    reason = "how long it takes is what is compared, in turns and within one run"
)]
async fn a_name_nobody_has_takes_as_long_as_one_that_somebody_has() {
    const EACH: usize = 100;
    let mut small = Small::new().await;
    // As hard as the least a service may choose: what differs beside it is a read and an opening.
    small.passphrases = Passphrases::new(Hashing::LEAST);
    small.folk().await;
    let desk = small.desk();
    let mut p = 0.0;
    let mut rounds = 0;
    while p <= 0.01 && rounds < 4 {
        rounds += 1;
        let mut took: [Vec<f64>; 2] = Default::default();
        for n in 0..EACH {
            // In turns, and each first every other time.
            for which in if n % 2 == 0 { [0, 1] } else { [1, 0] } {
                small.clock.pass(HOUR);
                let name = ["mina.k", "nobody"][which];
                let began = Instant::now();
                let said = desk.sign_in(offer(name, "a guess by someone")).await;
                took[which].push(began.elapsed().as_secs_f64());
                assert!(matches!(said, Err(SignInError::NotThese)));
            }
        }
        let [somebody, nobody] = &mut took;
        p = alike(somebody, nobody);
    }
    assert!(p > 0.01, "p = {p} after {rounds} rounds");
    shows(
        "AU-4",
        &format!(
            "a name somebody has and one nobody has, {EACH} times each in turn: KS p = {p:.2} (round {rounds})"
        ),
    );
}
