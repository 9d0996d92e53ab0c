//! A mail server that refuses, is not there, or offers no encryption.

use crate::letter::{allow, mail, outward, rule};
use crate::sink::Sink;
use attune::config::MailTls;
use contact::flow::WhyV1;
use contact::outward::errand;
use contact::{LetterV1, Outward, Reason, Sent, Way};
use testing::{AMAL, Small};

async fn queued() -> (Small, Outward) {
    let (small, outward) = (Small::in_memory().await, outward());
    let rule = rule(&small, "sam@example.org", 0, 0);
    allow(&small, &outward, AMAL, &rule).await;
    let change = errand(Way::Mail, Reason::ServiceChange);
    let now = small.vault.now();
    small.vault.send(AMAL, change, now).await.unwrap();
    (small, outward)
}

const FAILED: Sent = Sent {
    sent: 0,
    put_off: 0,
    dropped: 0,
    failed: 1,
    given_up: 0,
    damaged: 0,
};

#[tokio::test]
async fn without_encryption_nothing_is_said_to_the_server() {
    for tls in [MailTls::Required, MailTls::Implicit] {
        let (small, outward) = queued().await;
        let sink = Sink::open().await;
        let mail = mail(&small, sink.port, tls);
        let sent = outward.send_due(&small.vault, Some(&mail), 10).await;
        assert_eq!(sent.unwrap(), FAILED, "{tls:?}");
        assert!(sink.caught().is_empty());
        assert!(!sink.heard("MAIL") && !sink.heard("RCPT") && !sink.heard("DATA"));
    }
}

#[tokio::test]
async fn an_address_that_is_refused_for_good_is_a_dead_letter_and_a_full_mailbox_is_tried_again() {
    for (answer, given_up) in [
        ("550 no such mailbox", true),
        ("554 no", true),
        ("451 try later", false),
        ("452 full", false),
        ("530 authentication needed", false),
    ] {
        let (small, outward) = queued().await;
        let sink = Sink::open().await;
        sink.answers(answer);
        let mail = mail(&small, sink.port, MailTls::Local);
        let sent = outward.send_due(&small.vault, Some(&mail), 10).await;
        let sent = sent.unwrap();
        let expected = (u32::from(!given_up), u32::from(given_up));
        assert_eq!((sent.failed, sent.given_up), expected, "{answer}");
        let letters = small.vault.directory_all::<LetterV1>().await.unwrap();
        let whys: Vec<WhyV1> = letters.kept.iter().map(|letter| letter.value.why).collect();
        assert_eq!(whys == [WhyV1::Refused], given_up, "{answer}");
        assert!(sink.caught().is_empty());
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    let (small, outward) = queued().await;
    let sink = Sink::open().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let away = mail(&small, port, MailTls::Local);
    let sent = outward.send_due(&small.vault, Some(&away), 10).await;
    assert_eq!(sent.unwrap(), FAILED);
    small.clock.pass(care::HOUR);
    let back = mail(&small, sink.port, MailTls::Local);
    let sent = outward.send_due(&small.vault, Some(&back), 10).await;
    assert_eq!(sent.unwrap().sent, 1);
    assert_eq!(sink.caught().len(), 1);
}
