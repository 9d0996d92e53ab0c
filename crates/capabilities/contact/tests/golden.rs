//! What this capability keeps, and what lies in the outbox for it, as the first version sealed it. It
//! must open for ever: a shape is succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{ClientId, MINUTE, PersonId, Section};
use contact::flow::WhyV1;
use contact::outward::errand;
use contact::{LetterV1, Outward, ReachV1, Reason, RuleV1, SafeContactV1, Way, act};
use jiff::tz::TimeZone;
use sealed::{Due, Notice};
use testing::{AMAL, BEGINNING, NOOR, RUTH, Small, golden};

fn rule(way: Way) -> RuleV1 {
    RuleV1 {
        way: way.number(),
        to: "Señora Sam, «c/o» 5\nExample".to_owned(),
        reasons: 0b101,
        days: 0b10,
        from: 540,
        until: 1_440,
        cover: 3,
        language: 1,
        ask_for: "Sam".to_owned(),
        say: "the library".to_owned(),
        first: "¿Está el libro?".to_owned(),
        confirmed_at: BEGINNING.millis(),
        holds_days: 90,
    }
}

fn letter(person: PersonId, why: WhyV1, tries: u32) -> LetterV1 {
    LetterV1 {
        person: *person.bytes(),
        way: Way::Mail.number(),
        reason: Reason::WayIn.number(),
        queued_at: BEGINNING.millis(),
        given_up_at: BEGINNING.millis() + MINUTE,
        why,
        tries,
    }
}

fn letters() -> [LetterV1; 3] {
    [
        letter(AMAL, WhyV1::Refused, 1),
        letter(NOOR, WhyV1::NotReached, 6),
        letter(NOOR, WhyV1::NoWay, 0),
    ]
}

const NOTICES: [Notice; 4] = [
    Notice::SomethingWaits,
    Notice::Appointment,
    Notice::ServiceChange,
    Notice::WayIn,
];

async fn make(small: &Small) -> Vec<String> {
    let outward = Outward::new(None, TimeZone::UTC);
    let held = outward.gate.hold(ClientId::of(AMAL)).await;
    let mut own = small.act(AMAL, AMAL, &[Section::Identity]).await;
    for way in Way::ALL {
        act::keep(&mut own, &held, &rule(way)).await.unwrap();
        own.done().await.unwrap();
        own = small.act(AMAL, AMAL, &[Section::Identity]).await;
    }
    act::name_in_calendar(&mut own, &held, "Dentist")
        .await
        .unwrap();
    for notice in NOTICES {
        own.post(NOOR, notice, own.now()).await.unwrap();
    }
    own.done().await.unwrap();
    for reason in Reason::ALL {
        let errand = errand(Way::Mail, reason);
        let now = small.vault.now();
        small.vault.send(AMAL, errand, now).await.unwrap();
    }
    let mut change = small.vault.directory_change();
    for (place, letter) in (1_u8..).zip(letters()) {
        let id = care::RecordId::from_bytes([place; 16]);
        change.keep(id, 0, &letter).await.unwrap();
    }
    change.done().await.unwrap();
    Vec::new()
}

#[tokio::test]
async fn what_was_said_about_being_reached_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "contact.v1", make).await.unwrap();
    let own = small.act(AMAL, AMAL, &[Section::Identity]).await;
    let said = act::said(&own).await.unwrap().unwrap();
    let expected = SafeContactV1 {
        rules: Way::ALL.map(rule).into(),
        calendar: "Dentist".to_owned(),
    };
    assert!(said.value == expected && said.version == 4);
    let note = small.vault.desk_note::<ReachV1>(AMAL).await.unwrap();
    assert!(note.unwrap().mail == Some(rule(Way::Mail)));
    assert!(
        small
            .vault
            .desk_note::<ReachV1>(RUTH)
            .await
            .unwrap()
            .is_none()
    );
    let all = small.vault.directory_all::<LetterV1>().await.unwrap();
    assert!(all.damaged.is_empty());
    let kept: Vec<LetterV1> = all.kept.into_iter().map(|kept| kept.value).collect();
    assert!(kept == letters());
    let found = small.vault.verify(&contact::KINDS).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
}

#[tokio::test]
async fn what_lay_in_the_outbox_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "contact.v1", make).await.unwrap();
    let (due, damaged) = small.vault.due(100).await.unwrap();
    assert_eq!(damaged, 0);
    let mut notices: Vec<Notice> = due.iter().map(|due: &Due| due.notice).collect();
    notices.sort_by_key(|notice| NOTICES.iter().position(|one| one == notice));
    assert_eq!(notices, NOTICES);
    let (mut errands, _) = small.vault.errands(100).await.unwrap();
    errands.sort_by_key(|parcel| parcel.errand.reason);
    let reasons: Vec<u8> = errands.iter().map(|parcel| parcel.errand.reason).collect();
    assert_eq!(reasons, Reason::ALL.map(Reason::number));
    assert!(
        errands
            .iter()
            .all(|parcel| parcel.to == AMAL && parcel.queued == BEGINNING && parcel.tries == 0)
    );
}
