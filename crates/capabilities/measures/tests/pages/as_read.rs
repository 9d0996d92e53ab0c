//! Every page as it is read, in both languages.

use crate::served::{Served, at};
use care::{ClientId, DAY};
use testing::AMAL;

/// What stands on a page, without what differs from run to run.
fn read(main: &str) -> String {
    let mut text = String::with_capacity(main.len());
    let mut rest = main;
    // Ids are of chance; their places are not.
    while let Some(at) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        let (before, after) = rest.split_at(at);
        let digits = after
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(after.len());
        let (word, left) = after.split_at(digits);
        text.push_str(before);
        text.push_str(if digits == 32 { "[id]" } else { word });
        rest = left;
    }
    text.push_str(rest);
    text
}

macro_rules! looks {
    ($name:expr, $english:expr, $spanish:expr) => {
        insta::assert_snapshot!(concat!($name, "_en"), read($english.main()));
        insta::assert_snapshot!(concat!($name, "_es"), read($spanish.main()));
    };
}

#[tokio::test]
async fn a_measure_before_the_first_question() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    let due = served.due().await;
    let english = served.does("amal", "measure", &[("about", &due)]).await;
    let spanish = served.does("amal.es", "measure", &[("about", &due)]).await;
    looks!("measure", english, spanish);
}

#[tokio::test]
async fn what_is_said_once_it_is_sent() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    served.phq("amal", "measure-send", 2, 0).await;
    served.small.clock.pass(14 * DAY);
    let english = served.phq("amal", "measure-send", 1, 0).await;
    let spanish = served.get("amal.es", "/").await;
    looks!("sent", english, spanish);
}

#[tokio::test]
async fn what_is_said_when_it_was_about_safety() {
    for (name, hours, does) in [
        ("told", None, "measure-send"),
        ("promised", Some(24), "measure-send"),
        ("kept", Some(24), "measure-keep"),
    ] {
        let served = Served::promising(hours).await;
        served.asks("phq-9", 14).await;
        let english = served.phq("amal", does, 1, 1).await;
        let spanish = served.get("amal.es", "/").await;
        insta::assert_snapshot!(format!("safety_{name}_en"), read(english.main()));
        insta::assert_snapshot!(format!("safety_{name}_es"), read(spanish.main()));
    }
}

#[tokio::test]
async fn my_measures() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    served.asks("core-10", 7).await;
    served.phq("amal", "measure-send", 1, 1).await;
    let english = served.does("amal", "measures", &[]).await;
    let spanish = served.does("amal.es", "measures", &[]).await;
    looks!("mine", english, spanish);
}

#[tokio::test]
async fn the_measures_of_a_client() {
    let served = Served::new().await;
    looks!(
        "staff_nothing",
        served.get("ruth", &at()).await,
        served.get("ruth.es", &at()).await
    );
    served.asks("phq-9", 14).await;
    served.phq("amal", "measure-send", 1, 1).await;
    looks!(
        "staff",
        served.get("ruth", &at()).await,
        served.get("ruth.es", &at()).await
    );
}

#[tokio::test]
async fn a_signal() {
    let served = Served::new().await;
    served.asks("phq-9", 14).await;
    served.phq("amal", "measure-send", 1, 1).await;
    let list = served.get("ruth", &at()).await;
    let start = format!("/clients/{}/signals/", ClientId::of(AMAL));
    let (_, rest) = list.page.split_once(&start).unwrap();
    let signal = format!("{start}{}", rest.split('"').next().unwrap());
    looks!(
        "signal",
        served.get("ruth", &signal).await,
        served.get("ruth.es", &signal).await
    );
}
