//! The agreement between a client and their therapist, told on the memory engine.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use agreement::{
    Agreement, AgreementGistV1, AgreementRefused, Sent, VersionV1, Waits, agreement, form,
    in_force, propose, remark, remarks, reply_within, room_lines, sign,
};
use care::{ClientId, Happened, Line, PersonId, Section};
use forms::{Changed, Posted, Response, changes};
use pages::{Language, Words};
use sealed::{Act, Kept, ReadError};
use testing::{AMAL, BEN, INES, RUTH, Small, TOMAS};

fn says(fields: &[(&str, &str)]) -> Response {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let fields: Vec<_> = fields.iter().map(own).collect();
    Posted::new(&fields).answers(form().unwrap()).unwrap()
}

async fn act(small: &Small, who: PersonId) -> Act {
    let mut sections = vec![Section::Relationship, Section::Overview];
    if who == AMAL {
        sections.push(Section::Consent);
    }
    small.act(who, AMAL, &sections).await
}

async fn writes(
    small: &Small,
    who: PersonId,
    seen: u16,
    fields: &[(&str, &str)],
) -> Result<(Sent, Vec<Happened>), AgreementRefused> {
    let mut act = act(small, who).await;
    let done = propose(&mut act, seen, &says(fields)).await?;
    act.done().await.unwrap();
    Ok(done)
}

async fn signs(
    small: &Small,
    who: PersonId,
    number: u16,
) -> Result<Vec<Happened>, AgreementRefused> {
    let mut act = act(small, who).await;
    let happened = sign(&mut act, number).await?;
    act.done().await.unwrap();
    Ok(happened)
}

async fn now(small: &Small) -> Agreement {
    agreement(&act(small, AMAL).await).await.unwrap()
}

async fn gist(small: &Small) -> AgreementGistV1 {
    let mut act = act(small, AMAL).await;
    act.gist::<AgreementGistV1>().await.unwrap().unwrap()
}

fn holds(agreement: &Agreement) -> (Option<u16>, Waits) {
    let in_force = agreement.in_force().map(|kept| kept.value.number);
    (in_force, agreement.waits())
}

const FIRST: &[(&str, &str)] = &[("length", "50"), ("reply_hours", "48")];
const SECOND: &[(&str, &str)] = &[
    ("length", "50"),
    ("reply_hours", "24"),
    ("avoid", "never \"calm down\""),
    ("review", "2027-01-31"),
];

#[tokio::test]
async fn both_sign_a_second_version_and_can_see_what_changed() {
    let small = Small::in_memory().await;
    let client = ClientId::of(AMAL);
    let (sent, happened) = writes(&small, RUTH, 0, FIRST).await.unwrap();
    assert_eq!(sent, Sent::Waits);
    assert_eq!(happened, [Happened::AgreementWritten { client }]);
    assert_eq!(holds(&now(&small).await), (None, Waits::Client));
    let happened = signs(&small, AMAL, 1).await.unwrap();
    assert_eq!(happened, [Happened::AgreementConfirmed { client }]);
    assert_eq!(holds(&now(&small).await), (Some(1), Waits::Nobody));

    writes(&small, AMAL, 1, SECOND).await.unwrap();
    // Until the other side signs, the earlier one stays in force.
    let stands = now(&small).await;
    assert_eq!(holds(&stands), (Some(1), Waits::Staff));
    let list = gist(&small).await;
    assert_eq!((list.in_force, list.waits_for_staff), (1, true));
    assert_eq!(list.review, None);
    assert_eq!(
        reply_within(&act(&small, RUTH).await).await.unwrap(),
        Some(48)
    );

    small.clock.pass(care::HOUR);
    signs(&small, RUTH, 2).await.unwrap();
    let stands = now(&small).await;
    assert_eq!(holds(&stands), (Some(2), Waits::Nobody));
    let version = |number| stands.version(number).unwrap().value.clone();
    let (first, second): (VersionV1, VersionV1) = (version(1), version(2));
    assert_eq!(
        changes(&first.answers, &second.answers),
        [
            Changed::Altered("reply_hours".to_owned()),
            Changed::Added("avoid".to_owned()),
            Changed::Added("review".to_owned()),
        ]
    );
    // Each signature is of whoever acted.
    let signed = |version: &VersionV1| (version.by, version.signed.unwrap().by);
    assert_eq!(signed(&first), (*RUTH.bytes(), *AMAL.bytes()));
    assert_eq!(signed(&second), (*AMAL.bytes(), *RUTH.bytes()));
    assert!(second.signed_by_both().unwrap() > second.written());

    let list = gist(&small).await;
    assert_eq!((list.in_force, list.waits_for_staff), (2, false));
    assert_eq!(list.since(), second.signed_by_both().unwrap());
    assert!(!list.is_to_be_looked_at("2027-01-30"));
    assert!(list.is_to_be_looked_at("2027-01-31"));
    assert_eq!(
        reply_within(&act(&small, AMAL).await).await.unwrap(),
        Some(24)
    );
}

#[tokio::test]
async fn what_was_left_open_stays_open_and_is_no_number_of_hours() {
    let small = Small::in_memory().await;
    assert!(in_force(&act(&small, AMAL).await).await.unwrap().is_none());
    writes(&small, AMAL, 0, &[("place", "the small room")])
        .await
        .unwrap();
    signs(&small, RUTH, 1).await.unwrap();
    let act = act(&small, RUTH).await;
    assert_eq!(reply_within(&act).await.unwrap(), None);
    let words = Words::new(Language::English);
    assert!(room_lines(&act, words).await.unwrap().is_empty());
    let kept: Kept<VersionV1> = in_force(&act).await.unwrap().unwrap();
    assert_eq!(kept.value.answers.answers.len(), 1);
}

#[tokio::test]
async fn the_room_is_told_words_to_leave_out_and_what_helps_before_touch_and_space() {
    let small = Small::in_memory().await;
    let fields = [
        ("place", "the small room"),
        ("touch", "ask first"),
        ("space", "two metres"),
        ("seating", "I sit by the door"),
        ("avoid", "victim"),
        ("helps", "cold water"),
    ];
    writes(&small, AMAL, 0, &fields).await.unwrap();
    let words = Words::new(Language::English);
    // What only one side signed is not agreed.
    let waits = act(&small, RUTH).await;
    assert!(room_lines(&waits, words).await.unwrap().is_empty());
    drop(waits);
    signs(&small, RUTH, 1).await.unwrap();
    let lines = room_lines(&act(&small, RUTH).await, words).await.unwrap();
    let said: Vec<_> = lines.iter().map(|line| line.words.as_str()).collect();
    let expected = [
        "victim",
        "cold water",
        "ask first",
        "two metres",
        "I sit by the door",
    ];
    assert_eq!(said, expected);
    assert!(lines.iter().all(|line| !line.label.is_empty()));
}

#[tokio::test]
async fn what_is_changed_and_sent_back_takes_the_place_of_what_was_sent() {
    let small = Small::in_memory().await;
    writes(&small, RUTH, 0, FIRST).await.unwrap();
    writes(&small, AMAL, 1, SECOND).await.unwrap();
    assert_eq!(holds(&now(&small).await), (None, Waits::Staff));
    // What was sent first cannot be signed any more.
    let late = signs(&small, AMAL, 1).await;
    assert!(matches!(late, Err(AgreementRefused::Newer)));
    signs(&small, RUTH, 2).await.unwrap();
    let stands = now(&small).await;
    assert_eq!(holds(&stands), (Some(2), Waits::Nobody));
    assert!(stands.before(2).is_none(), "version 1 was never in force");
}

#[tokio::test]
async fn sending_the_other_sides_very_words_back_is_signing_them() {
    let small = Small::in_memory().await;
    writes(&small, RUTH, 0, FIRST).await.unwrap();
    let (sent, happened) = writes(&small, AMAL, 1, FIRST).await.unwrap();
    assert_eq!(sent, Sent::Signed);
    let client = ClientId::of(AMAL);
    assert_eq!(happened, [Happened::AgreementConfirmed { client }]);
    assert_eq!(holds(&now(&small).await), (Some(1), Waits::Nobody));
    // And sending what is in force already is nothing.
    for who in [AMAL, RUTH] {
        let again = writes(&small, who, 1, FIRST).await.unwrap();
        assert_eq!(again, (Sent::Same, vec![]));
    }
    // But not from a page that had not shown them.
    writes(&small, RUTH, 1, SECOND).await.unwrap();
    let unseen = writes(&small, AMAL, 1, SECOND).await;
    assert!(matches!(unseen, Err(AgreementRefused::Newer)));
    assert_eq!(holds(&now(&small).await), (Some(1), Waits::Client));
}

#[tokio::test]
async fn nobody_signs_for_the_other_side() {
    let small = Small::in_memory().await;
    for (seen, writer, other) in [(0, AMAL, RUTH), (1, RUTH, AMAL)] {
        let fields = [("place", if writer == AMAL { "here" } else { "there" })];
        writes(&small, writer, seen, &fields).await.unwrap();
        let own = signs(&small, writer, seen + 1).await;
        assert!(matches!(own, Err(AgreementRefused::OwnWords)));
        signs(&small, other, seen + 1).await.unwrap();
        // Nor once it is in force.
        let own = signs(&small, writer, seen + 1).await;
        assert!(matches!(own, Err(AgreementRefused::OwnWords)));
    }
}

#[tokio::test]
async fn those_who_stand_beside_read_and_neither_write_nor_sign() {
    let small = Small::in_memory().await;
    writes(&small, AMAL, 0, FIRST).await.unwrap();
    for who in [INES, TOMAS] {
        let mut beside = act(&small, who).await;
        assert_eq!(agreement(&beside).await.unwrap().newest(), 1);
        let written = propose(&mut beside, 1, &says(SECOND)).await;
        assert!(matches!(written, Err(AgreementRefused::NotTheirs)));
        let signed = sign(&mut beside, 1).await;
        assert!(matches!(signed, Err(AgreementRefused::NotTheirs)));
        let line = Line::parse("I would not").unwrap();
        let said = remark(&mut beside, "room", Some(&line)).await;
        assert!(matches!(said, Err(AgreementRefused::NotTheirs)));
    }
    let parts = care::Sections::of(&[Section::Relationship]);
    assert!(small.ask(BEN, AMAL, parts).await.is_err());
    // Whoever may see lists alone reads nothing of it.
    let list = small.act(RUTH, AMAL, &[Section::Overview]).await;
    assert!(matches!(agreement(&list).await, Err(ReadError::NotCovered)));
}

#[tokio::test]
async fn a_version_that_is_not_there_is_not_signed() {
    let small = Small::in_memory().await;
    for number in [0, 1, u16::MAX] {
        let none = signs(&small, RUTH, number).await;
        assert!(matches!(none, Err(AgreementRefused::None)), "{number}");
    }
    writes(&small, AMAL, 0, FIRST).await.unwrap();
    for number in [0, 2, u16::MAX] {
        let none = signs(&small, RUTH, number).await;
        assert!(matches!(none, Err(AgreementRefused::None)), "{number}");
    }
    assert_eq!(holds(&now(&small).await), (None, Waits::Staff));
}

#[tokio::test]
async fn what_was_written_on_an_older_version_is_not_kept_over_a_newer() {
    let small = Small::in_memory().await;
    writes(&small, RUTH, 0, FIRST).await.unwrap();
    for seen in [0, 2, u16::MAX] {
        let stale = writes(&small, AMAL, seen, SECOND).await;
        assert!(matches!(stale, Err(AgreementRefused::Newer)), "{seen}");
    }
    // Sent a second time, the same words are the same version.
    writes(&small, AMAL, 1, SECOND).await.unwrap();
    for seen in [1, 2] {
        let again = writes(&small, AMAL, seen, SECOND).await.unwrap();
        assert_eq!(again, (Sent::Waits, vec![]));
    }
    assert_eq!(now(&small).await.versions.len(), 2);
}

#[tokio::test]
async fn an_agreement_in_which_everything_is_open_is_none() {
    let small = Small::in_memory().await;
    for fields in [&[][..], &[("skip.place", "on")][..]] {
        let empty = writes(&small, AMAL, 0, fields).await;
        assert!(matches!(empty, Err(AgreementRefused::Empty)));
    }
    assert_eq!(now(&small).await.newest(), 0);
}

#[tokio::test]
async fn signing_twice_or_on_two_devices_at_once_is_signing_once() {
    let small = Small::in_memory().await;
    writes(&small, RUTH, 0, FIRST).await.unwrap();
    let (mut one, mut two) = (act(&small, AMAL).await, act(&small, AMAL).await);
    sign(&mut one, 1).await.unwrap();
    sign(&mut two, 1).await.unwrap();
    small.clock.pass(care::MINUTE);
    one.done().await.unwrap();
    assert!(two.done().await.is_err());
    let first = now(&small).await.version(1).unwrap().value.signed;
    // Run again on the record as it is now: nothing more happens.
    assert!(signs(&small, AMAL, 1).await.unwrap().is_empty());
    assert!(now(&small).await.version(1).unwrap().value.signed == first);
}

#[tokio::test]
async fn signing_while_the_other_side_writes_anew_never_loses_either() {
    for signs_first in [true, false] {
        let small = Small::in_memory().await;
        writes(&small, RUTH, 0, FIRST).await.unwrap();
        let (mut signing, mut writing) = (act(&small, AMAL).await, act(&small, RUTH).await);
        sign(&mut signing, 1).await.unwrap();
        propose(&mut writing, 1, &says(SECOND)).await.unwrap();
        let (first, second) = if signs_first {
            (signing, writing)
        } else {
            (writing, signing)
        };
        first.done().await.unwrap();
        assert!(
            second.done().await.is_err(),
            "one of two at once goes first"
        );
        if signs_first {
            writes(&small, RUTH, 1, SECOND).await.unwrap();
            assert_eq!(holds(&now(&small).await), (Some(1), Waits::Client));
        } else {
            // What they meant to sign is not the newest any more: they look again.
            let again = signs(&small, AMAL, 1).await;
            assert!(matches!(again, Err(AgreementRefused::Newer)));
            assert_eq!(holds(&now(&small).await), (None, Waits::Client));
        }
        let (list, stands) = (gist(&small).await, now(&small).await);
        assert_eq!(list.in_force, holds(&stands).0.unwrap_or(0));
        assert!(list.waits_for_client && !list.waits_for_staff);
    }
}

#[tokio::test]
async fn two_who_write_at_once_do_not_both_become_the_next_version() {
    let small = Small::in_memory().await;
    let (mut one, mut two) = (act(&small, AMAL).await, act(&small, RUTH).await);
    propose(&mut one, 0, &says(FIRST)).await.unwrap();
    propose(&mut two, 0, &says(SECOND)).await.unwrap();
    one.done().await.unwrap();
    assert!(two.done().await.is_err());
    let again = writes(&small, RUTH, 0, SECOND).await;
    assert!(matches!(again, Err(AgreementRefused::Newer)));
    assert_eq!(now(&small).await.versions.len(), 1);
}

#[tokio::test]
async fn who_sees_a_part_differently_says_so_beside_it_and_holds_nothing_up() {
    let small = Small::in_memory().await;
    writes(&small, RUTH, 0, FIRST).await.unwrap();
    let line = |words| Line::parse(words).unwrap();
    for (who, words) in [(AMAL, "50 is too long for me"), (RUTH, "40 is too short")] {
        let mut act = act(&small, who).await;
        let words = line(words);
        let client = ClientId::of(AMAL);
        let happened = remark(&mut act, "meeting", Some(&words)).await.unwrap();
        assert_eq!(happened, [Happened::AgreementWritten { client }]);
        // Sent twice, it is said once.
        act.done().await.unwrap();
        let mut again = self::act(&small, who).await;
        let happened = remark(&mut again, "meeting", Some(&words)).await.unwrap();
        assert!(happened.is_empty());
    }
    // It stops no signature.
    signs(&small, AMAL, 1).await.unwrap();
    let said = remarks(&act(&small, RUTH).await).await.unwrap();
    assert_eq!(said.len(), 2);
    assert!(
        said.iter()
            .any(|one| one.by_client && one.words == "50 is too long for me")
    );

    // One changes and takes back one's own words and nobody else's.
    let mut own = act(&small, AMAL).await;
    remark(&mut own, "meeting", None).await.unwrap();
    own.done().await.unwrap();
    let said = remarks(&act(&small, AMAL).await).await.unwrap();
    assert_eq!((said.len(), said[0].by_client), (1, false));
    assert_eq!(holds(&now(&small).await), (Some(1), Waits::Nobody));

    let mut nowhere = act(&small, AMAL).await;
    for part in ["", "length", "room;2", "../room"] {
        let refused = remark(&mut nowhere, part, Some(&line("no"))).await;
        assert!(matches!(refused, Err(AgreementRefused::None)), "{part}");
    }
}
