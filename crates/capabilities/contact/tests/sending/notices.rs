//! What follows outside from a notice inside: one mail, at an hour that is allowed, until they look.

use crate::desk::{Remembers, allow, always, forbid, outward, own};
use care::{Basis, DAY, HOUR, Purpose, Section, Sections};
use contact::{Outward, Reason, Sent};
use sealed::{Done, Notice};
use testing::{AMAL, BEGINNING, RUTH, Small};

async fn told(small: &Small, outward: &Outward, notice: Notice) {
    let mut act = small.act(RUTH, AMAL, &[Section::Notes]).await;
    let now = act.now();
    act.post(AMAL, notice, now).await.unwrap();
    act.done().await.unwrap();
    let (due, damaged) = small.vault.due(100).await.unwrap();
    assert_eq!(damaged, 0);
    for item in due {
        outward.deliver(&small.vault, item).await.unwrap();
    }
}

#[tokio::test]
async fn someone_who_said_nothing_is_told_inside_and_nowhere_else() {
    let (small, outward) = (Small::in_memory().await, outward());
    told(&small, &outward, Notice::SomethingWaits).await;
    assert!(small.vault.waiting(AMAL).await.unwrap().is_some());
    small.clock.pass(90 * DAY);
    assert_eq!(small.vault.errands(10).await.unwrap(), (Vec::new(), 0));
}

#[tokio::test]
async fn a_service_without_mail_queues_none() {
    let (small, mut outward) = (Small::in_memory().await, outward());
    allow(&small.vault, &outward, AMAL, &always(&small.vault, AMAL)).await;
    outward.mail_from = None;
    told(&small, &outward, Notice::SomethingWaits).await;
    assert_eq!(small.vault.errands(10).await.unwrap(), (Vec::new(), 0));
}

#[tokio::test]
async fn however_much_happens_one_mail_follows_until_they_look() {
    let (small, outward) = (Small::in_memory().await, outward());
    let carrier = Remembers::default();
    allow(&small.vault, &outward, AMAL, &always(&small.vault, AMAL)).await;
    for _ in 0..5 {
        told(&small, &outward, Notice::SomethingWaits).await;
    }
    let sent = outward.send_due(&small.vault, Some(&carrier), 10).await;
    let one = Sent {
        sent: 1,
        ..Sent::default()
    };
    assert_eq!(sent.unwrap(), one);
    told(&small, &outward, Notice::SomethingWaits).await;
    assert_eq!(small.vault.errands(10).await.unwrap().0, []);
    small.vault.looked(AMAL).await.unwrap();
    told(&small, &outward, Notice::SomethingWaits).await;
    let sent = outward.send_due(&small.vault, Some(&carrier), 10).await;
    assert_eq!(sent.unwrap(), one);
    // What concerns the way in is always news.
    told(&small, &outward, Notice::WayIn).await;
    let sent = outward.send_due(&small.vault, Some(&carrier), 10).await;
    assert_eq!(sent.unwrap(), one);
}

#[tokio::test]
async fn a_mail_waits_for_an_hour_that_is_allowed_and_is_dropped_if_they_looked_by_then() {
    let (small, outward) = (Small::in_memory().await, outward());
    let carrier = Remembers::default();
    let mut rule = always(&small.vault, AMAL);
    // An hour that begins in two.
    let minute = u16::try_from(BEGINNING.millis().rem_euclid(DAY) / 60_000).unwrap();
    rule.from = (minute + 120) % 1_380;
    rule.until = rule.from + 60;
    allow(&small.vault, &outward, AMAL, &rule).await;
    told(&small, &outward, Notice::SomethingWaits).await;
    assert_eq!(small.vault.errands(10).await.unwrap().0, []);
    small.clock.pass(DAY);
    // It is due by now, but not at this hour.
    let sent = outward.send_due(&small.vault, Some(&carrier), 10).await;
    let put_off = Sent {
        put_off: 1,
        ..Sent::default()
    };
    assert_eq!(sent.unwrap(), put_off);
    small.clock.pass(2 * HOUR);
    small.vault.looked(AMAL).await.unwrap();
    let sent = outward.send_due(&small.vault, Some(&carrier), 10).await;
    assert_eq!(sent.unwrap().dropped, 1);
    assert_eq!(carrier.count(), 0);
}

#[tokio::test]
async fn a_rule_that_ran_out_or_was_ended_sends_nothing() {
    for ended in [false, true] {
        let (small, outward) = (Small::in_memory().await, outward());
        let carrier = Remembers::default();
        allow(&small.vault, &outward, AMAL, &always(&small.vault, AMAL)).await;
        told(&small, &outward, Notice::SomethingWaits).await;
        if ended {
            forbid(&small.vault, &outward, AMAL).await;
        } else {
            small.clock.pass(90 * DAY);
        }
        let sent = outward.send_due(&small.vault, Some(&carrier), 10).await;
        assert_eq!(sent.unwrap().dropped, 1);
        assert_eq!(carrier.count(), 0);
        assert_eq!(small.vault.errands(10).await.unwrap().0, []);
    }
}

#[tokio::test]
async fn a_mail_leaves_a_line_that_names_nobody() {
    let (small, outward) = (Small::in_memory().await, outward());
    let carrier = Remembers::default();
    allow(&small.vault, &outward, AMAL, &always(&small.vault, AMAL)).await;
    told(&small, &outward, Notice::SomethingWaits).await;
    let before = own(&small.vault, AMAL).await.lines(None, 100).await;
    let before = before.unwrap().0.len();
    outward
        .send_due(&small.vault, Some(&carrier), 10)
        .await
        .unwrap();
    let (lines, damaged) = own(&small.vault, AMAL)
        .await
        .lines(None, 100)
        .await
        .unwrap();
    assert_eq!((lines.len(), damaged), (before + 1, 0));
    let line = &lines[0];
    assert_eq!(line.by, care::PersonId::from_bytes([0; 16]));
    assert_eq!((line.purpose, line.basis), (Purpose::Contact, Basis::Duty));
    assert_eq!(line.done, Done::Opened);
    assert_eq!(line.sections, Sections::of(&[Section::Identity]));
    let found = small.vault.verify(&contact::KINDS).await.unwrap();
    assert_eq!(
        (found.lines_wrong, found.gists_wrong, found.damaged),
        (0, 0, 0)
    );
}

#[tokio::test]
async fn what_lies_in_the_outbox_looks_the_same_whatever_it_is() {
    let (small, outward) = (Small::in_memory().await, outward());
    allow(&small.vault, &outward, AMAL, &always(&small.vault, AMAL)).await;
    let mut act = small.act(RUTH, AMAL, &[Section::Notes]).await;
    let now = act.now();
    for notice in [Notice::SomethingWaits, Notice::Appointment, Notice::WayIn] {
        act.post(AMAL, notice, now).await.unwrap();
    }
    act.done().await.unwrap();
    for reason in Reason::ALL {
        let errand = contact::outward::errand(contact::Way::Mail, reason);
        small.vault.send(AMAL, errand, now).await.unwrap();
    }
    let rows = small.vault.engine().due(now, 100).await.unwrap();
    assert_eq!(rows.len(), 7);
    assert!(
        rows.iter()
            .all(|row| row.sealed.len() == rows[0].sealed.len())
    );
}

#[tokio::test]
async fn a_reminder_goes_out_on_its_day_and_not_when_the_service_was_away_that_day() {
    for (days, reminded) in [(1, 1), (3, 0)] {
        let (small, outward) = (Small::in_memory().await, outward());
        let carrier = Remembers::default();
        allow(&small.vault, &outward, AMAL, &always(&small.vault, AMAL)).await;
        let mut act = small.act(RUTH, AMAL, &[Section::Notes]).await;
        let due = act.now() + DAY;
        act.post(AMAL, Notice::Appointment, due).await.unwrap();
        act.done().await.unwrap();
        small.clock.pass(days * DAY);
        for item in small.vault.due(10).await.unwrap().0 {
            outward.deliver(&small.vault, item).await.unwrap();
        }
        let sent = outward.send_due(&small.vault, Some(&carrier), 10).await;
        assert_eq!(sent.unwrap().sent, reminded, "after {days} days");
        assert_eq!(small.vault.waiting(AMAL).await.unwrap(), None);
    }
}
