//! An emergency opens what it opens, for as long as it does, and is known to everyone it concerns
//! before anything is shown.

use crate::{stand, therapist};
use care::{
    Basis, ClientId, DAY, Facts, HOUR, KeptFrom, Moment, PersonId, Private, Purpose, RecordId,
    Refused, SECOND, Section, Sections,
};
use sealed::{Act, Done, InDirectory, Kind, ReadError, Reason, Stored, Vault};
use serde::{Deserialize, Serialize};
use testing::{AMAL, BEN, MARA, Small, asker, shows};

/// Why the glass was broken.
#[derive(Clone, Serialize, Deserialize)]
struct WhyV1(String);

impl Stored for WhyV1 {
    const KIND: &'static str = "why";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Consent;
}

/// That it is to be looked at.
#[derive(Clone, Serialize, Deserialize)]
struct DueV1(i64);

impl InDirectory for DueV1 {
    const KIND: &'static str = "due";
    const SHAPE: u16 = 1;
}

fn reason(_: RecordId, at: Moment) -> Reason<WhyV1, DueV1> {
    Reason {
        record: WhyV1("They did not answer.".to_owned()),
        entry: DueV1(at.millis()),
    }
}

const EMERGENCY: Sections = Sections::of(&[Section::Identity, Section::CrisisPlan]);

async fn broken(vault: &Vault, who: PersonId, called: &str) -> Option<sealed::Broken> {
    vault
        .break_glass(
            (therapist(who), called),
            ClientId::of(AMAL),
            &[AMAL],
            reason,
        )
        .await
        .unwrap()
        .unwrap()
}

async fn opens(vault: &Vault, who: PersonId, sections: Sections) -> Result<(), Refused> {
    let whose = ClientId::of(AMAL);
    vault
        .decide(therapist(who), whose, sections, Purpose::Emergency)
        .await
        .unwrap()
        .map(drop)
}

#[tokio::test]
async fn a_broken_glass_is_whole_before_anything_is_shown() {
    let small = Small::in_memory().await;
    let vault = &small.vault;
    assert_eq!(opens(vault, BEN, EMERGENCY).await, Err(Refused::NoBasis));
    let was = broken(vault, BEN, "Ben Stone").await.unwrap();
    assert_eq!(was.until, vault.now() + 4 * HOUR);
    assert_eq!(opens(vault, BEN, EMERGENCY).await, Ok(()));

    // The reason, the entry, the line and the notice are there.
    let record = was.record.unwrap();
    let own = small
        .act(AMAL, AMAL, &[Section::Consent, Section::Ledger])
        .await;
    let why = own.find::<WhyV1>(record).await.unwrap().unwrap();
    assert_eq!(why.value.0, "They did not answer.");
    let due = vault.directory_find::<DueV1>(record).await.unwrap();
    assert_eq!(due.unwrap().value.0, vault.now().millis());
    let (lines, _) = own.lines(None, 50).await.unwrap();
    let line = lines.iter().find(|line| line.by == BEN).unwrap();
    assert_eq!(
        (line.done, line.basis, line.purpose),
        (Done::Wrote, Basis::BreakGlass, Purpose::Emergency)
    );
    let (post, _) = vault.due(10).await.unwrap();
    assert!(post.iter().any(|item| item.to == AMAL));
    let kinds = [
        Kind::of::<sealed::StandingV2>(),
        Kind::of::<WhyV1>(),
        Kind::in_directory::<DueV1>(),
    ];
    let found = vault.verify(&kinds).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
}

#[tokio::test]
async fn whoever_broke_the_glass_cannot_widen_lengthen_or_write() {
    let small = Small::in_memory().await;
    let vault = &small.vault;
    let first = broken(vault, BEN, "Ben Stone").await.unwrap();
    for section in Section::ALL {
        let wanted = Sections::of(&[section]);
        let may = opens(vault, BEN, wanted).await.is_ok();
        assert_eq!(may, EMERGENCY.has(section), "{section:?}");
        for purpose in Purpose::ALL {
            if purpose != Purpose::Emergency {
                let decided = vault
                    .decide(therapist(BEN), ClientId::of(AMAL), wanted, purpose)
                    .await
                    .unwrap();
                assert!(decided.is_err(), "{section:?} {purpose:?}");
            }
        }
    }
    // Breaking it again while it is broken makes it no longer.
    small.clock.pass(3 * HOUR);
    let again = broken(vault, BEN, "Ben Stone").await.unwrap();
    assert_eq!((again.until, again.record), (first.until, None));
    // And nothing can be written under it.
    let access = vault
        .decide(
            therapist(BEN),
            ClientId::of(AMAL),
            EMERGENCY,
            Purpose::Emergency,
        )
        .await
        .unwrap()
        .unwrap();
    let mut act = Act::open(vault, access).await.unwrap();
    let id = act.mint();
    let why = WhyV1(String::new());
    assert!(matches!(act.keep(id, &why), Err(ReadError::NotCovered)));
    let facts = Facts::default();
    assert!(act.set_standing(&facts).await.is_err());
}

#[tokio::test]
async fn a_broken_glass_ends_after_four_hours_whatever_the_clock_does() {
    const JUMPS: u64 = 2_000;
    let small = Small::in_memory().await;
    let vault = &small.vault;
    let begun = vault.now();
    broken(vault, BEN, "Ben Stone").await.unwrap();
    let mut seed = 7_u64;
    let (mut open, mut closed) = (0, 0);
    for jump in 0..JUMPS {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // Near the two ends, and anywhere between two days before and four hundred after.
        let random = i64::try_from(seed >> 33).unwrap();
        let at = match jump % 4 {
            0 => begun + 4 * HOUR + random % (2 * SECOND) - SECOND,
            1 => begun + random % (2 * SECOND) - SECOND,
            2 => begun + random % (5 * HOUR),
            _ => begun + random % (402 * DAY) - 2 * DAY,
        };
        small.clock.set(at);
        let should = at >= begun && at < begun + 4 * HOUR;
        assert_eq!(opens(vault, BEN, EMERGENCY).await.is_ok(), should, "{at:?}");
        if should { open += 1 } else { closed += 1 }
    }
    // In the middle of an act as well.
    small.clock.set(begun + 4 * HOUR - 1);
    let access = vault
        .decide(
            therapist(BEN),
            ClientId::of(AMAL),
            EMERGENCY,
            Purpose::Emergency,
        )
        .await
        .unwrap()
        .unwrap();
    let act = Act::open(vault, access).await.unwrap();
    small.clock.pass(1);
    let nothing = act.latest::<sealed::StandingV2>().await;
    assert!(nothing.is_err());
    assert!(matches!(
        Act::open(vault, access).await,
        Err(ReadError::NotCovered)
    ));
    shows(
        "AZ-8",
        &format!(
            "{JUMPS} clock jumps around a four-hour emergency: open {open} times within it, closed \
             {closed} times outside it, to the millisecond; no section, purpose, time or word of it \
             can be changed by whoever uses it"
        ),
    );
}

#[tokio::test]
async fn for_whom_the_client_does_not_exist_no_emergency_opens_them() {
    let small = Small::in_memory().await;
    let vault = &small.vault;
    stand(vault, |facts| facts.conflicts.push(BEN)).await;
    assert_eq!(broken(vault, BEN, "Ben Stone").await, None);
    stand(vault, |facts| facts.conflicts.clear()).await;
    // A name that was written down, a role that may not, a plan that is kept from them, nobody.
    stand(vault, |facts| {
        facts.named.push(Private::new("stone, ben".to_owned()));
    })
    .await;
    assert_eq!(broken(vault, BEN, "Ben Stone").await, None);
    stand(vault, |facts| {
        facts.named.clear();
        facts.kept_from.push(KeptFrom {
            person: BEN,
            sections: Sections::of(&[Section::CrisisPlan]),
        });
    })
    .await;
    assert_eq!(broken(vault, BEN, "Ben Stone").await, None);
    for (who, whose) in [
        (asker(MARA), AMAL),
        (therapist(BEN), PersonId::from_bytes([0x77; 16])),
    ] {
        let none = vault
            .break_glass((who, "Somebody"), ClientId::of(whose), &[], reason)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(none, None);
    }
    let due = vault.directory_all::<DueV1>().await.unwrap();
    assert!(due.kept.is_empty(), "and nothing is left of having tried");
    stand(vault, |facts| facts.kept_from.clear()).await;
    assert!(broken(vault, BEN, "Ben Stone").await.is_some());
}
