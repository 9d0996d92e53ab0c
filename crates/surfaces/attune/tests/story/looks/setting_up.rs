//! Everyone can use every screen of a service's first day: setting it up, and who is admitted.

use super::Looking;
use crate::first_run;
use crate::service::{CODE, On, PASSPHRASE, Service};
use testing::browser::Width;

#[tokio::test(flavor = "multi_thread")]
async fn everyone_can_use_every_screen_of_setting_up_and_of_people() {
    let mut looking = Looking::at(Service::empty(On::Memory).await).await;
    looking.goes("/").await;
    looking.sees("people-set-up-title").await;
    looking.looks("set-up", true).await;
    sets_up(&mut looking).await;
    looking.browser.be(Width::Desk).await.unwrap();
    looking.sees("people-staff").await;
    looking.looks("staff-people", false).await;
    for (kind, fields) in [
        (
            "staff",
            [
                ("name", "Ruth Okafor"),
                ("sign-in", "ruth"),
                ("passphrase", PASSPHRASE),
            ],
        ),
        (
            "client",
            [
                ("name", "Amal"),
                ("sign-in", "amal"),
                ("passphrase", PASSPHRASE),
            ],
        ),
    ] {
        looking.goes(&format!("/people/new-{kind}")).await;
        looking.sees("people-new-do").await;
        looking.looks(&format!("staff-new-{kind}"), false).await;
        looking.presses("people-new-do").await;
        looking.browser.until_there(".wrong").await.unwrap();
        looking
            .looks(&format!("staff-new-{kind}-wrong"), false)
            .await;
        for (name, typed) in fields {
            looking.browser.fill(name, typed).await.unwrap();
        }
        if kind == "staff" {
            looking
                .browser
                .press_at(
                    "select[name=role] option[value=therapist], input[name=role][value=therapist]",
                )
                .await
                .unwrap();
        }
        looking.presses("people-new-do").await;
        looking
            .sees(if kind == "staff" {
                "people-staff"
            } else {
                "people-with-now"
            })
            .await;
    }
    looking.looks("staff-people-client", false).await;
    looking.ends();
}

/// The first run, page by page, to the second way of the first lead.
async fn sets_up(looking: &mut Looking) {
    looking.presses("trust-run-on").await;
    looking.browser.until_there(".wrong").await.unwrap();
    looking.looks("set-up-wrong", true).await;
    looking.browser.fill("code", CODE).await.unwrap();
    looking.presses("trust-run-on").await;
    looking.sees("trust-run-key").await;
    looking.looks("set-up-key", true).await;
    looking.presses("trust-run-key-read").await;
    looking.sees("trust-run-shares").await;
    looking.looks("set-up-shares", true).await;
    looking.presses("trust-run-shares-make").await;
    looking.sees("trust-run-printed").await;
    looking.looks("set-up-printed", true).await;
    let shares = first_run::shares_on(&looking.browser).await;
    looking.presses("trust-run-printed-on").await;
    looking.sees("trust-run-rehearsal").await;
    looking.presses("trust-run-rehearsal-do").await;
    looking.browser.until_there(".wrong").await.unwrap();
    looking.looks("set-up-rehearsal-wrong", true).await;
    first_run::types_shares(&looking.browser, &shares[..2]).await;
    looking.presses("trust-run-rehearsal-do").await;
    looking.sees("trust-run-notes").await;
    looking.looks("set-up-notes", true).await;
    looking.presses("trust-run-on").await;
    looking.sees("trust-run-lead-words").await;
    looking.looks("set-up-lead", true).await;
    for (name, typed) in [
        ("name", "Mara Lindqvist"),
        ("sign-in", "mara"),
        ("passphrase", PASSPHRASE),
    ] {
        looking.browser.fill(name, typed).await.unwrap();
    }
    looking.presses("people-set-up-do").await;
    looking.sees("second-begin-title").await;
    looking.looks("second-begin", true).await;
    first_run::binds(&looking.service, &looking.browser).await;
}
