//! Every wording to every client, in every language: what a stranger with the mailbox open would
//! see, and what every server on the way would.

use crate::sink::{Caught, Sink};
use attune::config::{MailServer, MailTls};
use attune::mail::Mail;
use care::{ClientId, PersonId, Section};
use contact::message::{COVERS, wording};
use contact::outward::errand;
use contact::{Outward, Reason, RuleV1, Way, act};
use data_encoding::BASE64;
use jiff::tz::TimeZone;
use pages::Language;
use std::collections::BTreeSet;
use std::sync::Arc;
use testing::{AMAL, NOOR, Seeded, Small, shows};

const FROM: &str = "notes@pages.example";
/// The headers of a mail, in their order, and no others.
const HEADERS: [&str; 9] = [
    "Date",
    "From",
    "To",
    "Subject",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Auto-Submitted",
];
/// Who is here, and what the service is called: nothing of it may be in a mail.
const NAMES: [&str; 12] = [
    "amal",
    "reyes",
    "noor",
    "haddad",
    "ruth",
    "okafor",
    "mara",
    "lindqvist",
    "lindenhaus",
    "attune",
    "library",
    "sam",
];

pub(crate) fn server(port: u16, tls: MailTls) -> MailServer {
    MailServer {
        server: "127.0.0.1".to_owned(),
        port,
        account: None,
        from: FROM.to_owned(),
        tls,
    }
}

pub(crate) fn mail(small: &Small, port: u16, tls: MailTls) -> Mail {
    let chance = Arc::new(Seeded::new(5));
    let mail = Mail::through(&server(port, tls), small.clock.clone(), chance);
    mail.unwrap()
}

pub(crate) fn rule(small: &Small, to: &str, cover: u8, language: u8) -> RuleV1 {
    RuleV1 {
        way: Way::Mail.number(),
        to: to.to_owned(),
        reasons: 0b1111,
        days: 0b111_1111,
        from: 0,
        until: 1_440,
        cover,
        language,
        ask_for: "Sam".to_owned(),
        say: "the library".to_owned(),
        first: String::new(),
        confirmed_at: small.vault.now().millis(),
        holds_days: 30,
    }
}

pub(crate) async fn allow(small: &Small, outward: &Outward, person: PersonId, rule: &RuleV1) {
    let held = outward.gate.hold(ClientId::of(person)).await;
    let mut own = small.act(person, person, &[Section::Identity]).await;
    act::keep(&mut own, &held, rule).await.unwrap();
    own.done().await.unwrap();
}

pub(crate) fn outward() -> Outward {
    Outward::new(Some(FROM.to_owned()), TimeZone::UTC)
}

fn decoded(base64: &str) -> String {
    String::from_utf8(BASE64.decode(base64.as_bytes()).unwrap()).unwrap()
}

/// What was found in one mail: its subject, its text, and how long it is without the address it went
/// to.
fn read(mail: &Caught) -> (String, String, usize) {
    assert_eq!(mail.from, "", "a failure would be sent to somebody");
    assert_eq!(mail.hello, "pages.example", "the machine's name");
    let (head, body) = mail.text.split_once("\r\n\r\n").unwrap();
    let fields: Vec<(&str, &str)> = head
        .split("\r\n")
        .map(|line| line.split_once(": ").unwrap())
        .collect();
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, HEADERS);
    let field = |name: &str| fields.iter().find(|(field, _)| *field == name).unwrap().1;
    assert_eq!(field("From"), format!("<{FROM}>"));
    assert_eq!(field("To"), format!("<{}>", mail.to));
    assert_eq!(field("Content-Type"), "text/plain; charset=utf-8");
    assert_eq!(field("Auto-Submitted"), "auto-generated");
    assert!(field("Date").ends_with(" +0000"), "{}", field("Date"));
    let id = field("Message-ID").trim_matches(['<', '>']);
    let (random, domain) = id.split_once('@').unwrap();
    assert!(random.len() == 32 && random.chars().all(|c| c.is_ascii_hexdigit()));
    assert_eq!(domain, "pages.example");
    let subject = field("Subject");
    let subject = subject.strip_prefix("=?utf-8?B?").unwrap();
    let subject = decoded(subject.strip_suffix("?=").unwrap());
    let body = decoded(&body.replace("\r\n", ""));
    (subject, body, mail.text.len() - mail.to.len())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mail_is_a_reviewed_one_of_one_length_and_names_nobody() {
    let (small, outward, sink) = (Small::in_memory().await, outward(), Sink::open().await);
    let mail = mail(&small, sink.port, MailTls::Local);
    let mut allowed = BTreeSet::new();
    for (person, to) in [
        (AMAL, "s@example.org"),
        (NOOR, "a.much-longer.address@mail.somewhere.example.org"),
    ] {
        for (place, language) in (0_u8..).zip(Language::ALL) {
            for cover in 0..COVERS {
                let said = wording(cover, language);
                allowed.insert((said.subject, said.body));
                allow(&small, &outward, person, &rule(&small, to, cover, place)).await;
                for reason in Reason::ALL {
                    let errand = errand(Way::Mail, reason);
                    let now = small.vault.now();
                    if reason != Reason::SomethingWaits {
                        small.vault.send(person, errand, now).await.unwrap();
                    }
                }
                let sent = outward.send_due(&small.vault, Some(&mail), 10).await;
                assert_eq!(sent.unwrap().sent, 3);
            }
        }
    }
    let caught = sink.caught();
    assert_eq!(caught.len(), 2 * 2 * usize::from(COVERS) * 3);
    let lexicon: BTreeSet<&str> =
        include_str!("../../../../capabilities/contact/tests/lexicon.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect();
    let (mut lengths, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for one in &caught {
        let (subject, body, length) = read(one);
        let seen = format!("{subject} {body} {}", one.text.replace(&one.to, "")).to_lowercase();
        for name in NAMES {
            let word = |word: &str| word == name;
            assert!(
                !seen.split(|c: char| !c.is_alphanumeric()).any(word),
                "{name}"
            );
        }
        for word in format!("{subject} {body}")
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
        {
            assert!(!lexicon.contains(word), "{word}");
        }
        for leads in ["http", "www.", "://", "href", "cid:", "<"] {
            assert!(!body.contains(leads) && !subject.contains(leads), "{leads}");
        }
        assert!(allowed.contains(&(subject, body)));
        lengths.insert(length);
        let id = one.text.split("Message-ID: ").nth(1).unwrap();
        ids.insert(id.split('@').next().unwrap().to_owned());
    }
    assert_eq!(lengths.len(), 1, "{lengths:?}");
    assert_eq!(ids.len(), caught.len(), "ids do not repeat");
    shows(
        "SC-2",
        &format!(
            "{} mails over the wire ({} wordings, 2 languages, 2 people, 3 reasons): one length, {} headers, 0 names, 0 of {} words of care, 0 links, no sender for failures",
            caught.len(),
            COVERS,
            HEADERS.len(),
            lexicon.len()
        ),
    );
}
