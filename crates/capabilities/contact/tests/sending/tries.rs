//! Tries: pauses that grow, an end to them, what is cut off, and what a lead can do about it.

use crate::desk::{Remembers, allow, always, outward};
use care::{DAY, HOUR, MINUTE};
use contact::flow::{MOST_TRIES, WhyV1, again};
use contact::outward::errand;
use contact::{Carrier, LetterV1, NotCarried, OutboundMessage, Outward, Reason, Sent, Way};
use sealed::engine::Pending;
use std::sync::Arc;
use testing::{AMAL, Small};

async fn queued() -> (Small, Outward, Remembers) {
    let (small, outward) = (Small::in_memory().await, outward());
    allow(&small.vault, &outward, AMAL, &always(&small.vault, AMAL)).await;
    let change = errand(Way::Mail, Reason::ServiceChange);
    let now = small.vault.now();
    small.vault.send(AMAL, change, now).await.unwrap();
    (small, outward, Remembers::default())
}

async fn round(small: &Small, outward: &Outward, carrier: &Remembers) -> Sent {
    let sent = outward.send_due(&small.vault, Some(carrier), 10).await;
    sent.unwrap()
}

async fn letters(small: &Small) -> Vec<LetterV1> {
    let all = small.vault.directory_all::<LetterV1>().await.unwrap();
    assert!(all.damaged.is_empty());
    all.kept.into_iter().map(|kept| kept.value).collect()
}

#[test]
fn the_pauses_grow_to_a_day() {
    let now = care::Moment::from_millis(0);
    let pauses = (0..8).map(|tries| again(tries, now) - now);
    let expected = [
        5 * MINUTE,
        30 * MINUTE,
        2 * HOUR,
        8 * HOUR,
        DAY,
        DAY,
        DAY,
        DAY,
    ];
    assert_eq!(pauses.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn what_is_not_taken_is_tried_again_and_in_the_end_a_lead_is_told() {
    let (small, outward, carrier) = queued().await;
    carrier.answers(Some(NotCarried::NotNow));
    for tried in 1..MOST_TRIES {
        assert_eq!(round(&small, &outward, &carrier).await.failed, 1, "{tried}");
        // Not before its time.
        assert_eq!(round(&small, &outward, &carrier).await, Sent::default());
        assert!(letters(&small).await.is_empty());
        small.clock.pass(DAY);
    }
    assert_eq!(round(&small, &outward, &carrier).await.given_up, 1);
    assert_eq!(carrier.count(), MOST_TRIES as usize);
    small.clock.pass(30 * DAY);
    assert_eq!(round(&small, &outward, &carrier).await, Sent::default());
    let letters = letters(&small).await;
    let [letter] = letters.as_slice() else {
        panic!("one dead letter")
    };
    assert_eq!((letter.why, letter.tries), (WhyV1::NotReached, MOST_TRIES));
}

#[tokio::test]
async fn what_will_never_be_taken_is_given_up_at_once() {
    let (small, outward, carrier) = queued().await;
    carrier.answers(Some(NotCarried::ForGood));
    assert_eq!(round(&small, &outward, &carrier).await.given_up, 1);
    assert_eq!(letters(&small).await[0].why, WhyV1::Refused);
}

#[tokio::test]
async fn when_the_service_sends_no_mail_any_more_a_lead_is_told() {
    let (small, outward, _) = queued().await;
    let sent = outward.send_due(&small.vault, None, 10).await.unwrap();
    assert_eq!(sent.given_up, 1);
    let letters = letters(&small).await;
    assert_eq!((letters[0].why, letters[0].tries), (WhyV1::NoWay, 0));
}

/// A carrier during whose work the power goes.
struct CutOff(Arc<Remembers>);

impl Carrier for CutOff {
    fn carry(&self, message: OutboundMessage) -> Pending<'_, Result<(), NotCarried>> {
        Box::pin(async move {
            let _ = self.0.carry(message).await;
            std::future::pending().await
        })
    }
}

#[tokio::test]
async fn what_is_cut_off_while_it_is_sent_is_sent_again_and_leaves_one_line() {
    let (small, outward, carrier) = queued().await;
    let carrier = Arc::new(carrier);
    let cut_off = CutOff(Arc::clone(&carrier));
    {
        let sending = outward.send_due(&small.vault, Some(&cut_off), 10);
        tokio::pin!(sending);
        while carrier.count() == 0 {
            tokio::select! {
                biased;
                _ = &mut sending => panic!("it was to hang"),
                () = tokio::task::yield_now() => {}
            }
        }
    }
    let lines = |small: &Small| {
        let vault = small.vault.clone();
        async move {
            let own = crate::desk::own(&vault, AMAL).await;
            let (lines, _) = own.lines(None, 100).await.unwrap();
            let by_service = |line: &&sealed::Line| line.purpose == care::Purpose::Contact;
            lines.iter().filter(by_service).count()
        }
    };
    assert_eq!(lines(&small).await, 1, "the line was there before it left");
    assert_eq!(round(&small, &outward, &carrier).await, Sent::default());
    small.clock.pass(5 * MINUTE);
    assert_eq!(round(&small, &outward, &carrier).await.sent, 1);
    assert_eq!(carrier.count(), 2, "a second neutral mail");
    assert_eq!(lines(&small).await, 1);
}

#[tokio::test]
async fn a_dead_letter_that_is_taken_up_again_is_asked_about_again() {
    let (small, outward, carrier) = queued().await;
    carrier.answers(Some(NotCarried::ForGood));
    round(&small, &outward, &carrier).await;
    let all = small.vault.directory_all::<LetterV1>().await.unwrap();
    let change = errand(Way::Mail, Reason::ServiceChange);
    let now = small.vault.now();
    let taken_up = small.vault.take_up(all.kept[0].record, AMAL, change, now);
    taken_up.await.unwrap();
    assert!(letters(&small).await.is_empty());
    crate::desk::forbid(&small.vault, &outward, AMAL).await;
    carrier.answers(None);
    assert_eq!(round(&small, &outward, &carrier).await.dropped, 1);
    assert_eq!(carrier.count(), 1);
}
