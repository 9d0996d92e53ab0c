//! From a session that is called off too late, and from an answer that does not come, to whoever has
//! to hear: by the worker alone, also when two work at once.

use super::*;
use alliance::rupture::RuptureV1;
use care::{ClientId, DAY, HOUR, Happened, PersonId, RecordId, Section, SignalKind};
use testing::{AMAL, INES, RUTH, Small};

const SESSION: RecordId = RecordId::from_bytes([9; 16]);
/// What a practitioner opens to call off a session: not what is said about the relationship.
const CALLS_OFF: [Section; 3] = [Section::Identity, Section::Sessions, Section::Overview];
const OWN: [Section; 3] = [Section::Relationship, Section::Overview, Section::Consent];

async fn happens(small: &Small, by: PersonId, sections: &[Section], happened: Happened) {
    let mut act = small.act(by, AMAL, sections).await;
    Routed.route(&mut act, &[happened]).await.unwrap();
    act.done().await.unwrap();
}

async fn ruptures(small: &Small) -> Vec<sealed::Kept<RuptureV1>> {
    let act = small.act(AMAL, AMAL, &OWN).await;
    act.latest::<RuptureV1>().await.unwrap().kept
}

async fn waiting(small: &Small, person: PersonId) -> usize {
    let (due, _) = small.vault.due(1_000).await.unwrap();
    due.iter().filter(|due| due.to == person).count()
}

fn called_off(small: &Small, by_client: bool) -> Happened {
    Happened::SessionCancelled {
        client: ClientId::of(AMAL),
        session: SESSION,
        starts: small.vault.now() + HOUR,
        by_client,
    }
}

#[tokio::test]
async fn a_session_called_off_an_hour_before_is_a_rupture_that_is_to_be_answered() {
    let small = Small::in_memory().await;
    let by_client = called_off(&small, true);
    happens(&small, RUTH, &CALLS_OFF, by_client).await;
    assert_eq!(round(&small.vault).await.unwrap(), 0, "that is her right");

    let by_service = called_off(&small, false);
    happens(&small, RUTH, &CALLS_OFF, by_service).await;
    let (one, other) = tokio::join!(round(&small.vault), round(&small.vault));
    assert!(one.unwrap() + other.unwrap() >= 1);
    let all = ruptures(&small).await;
    assert_eq!(all.len(), 1, "two workers, one rupture");
    assert_eq!(all[0].value.signal(), SignalKind::BrokenPromise);
    let told = waiting(&small, RUTH).await;
    assert!(told >= 1);

    small.clock.pass(2 * DAY);
    for _ in 0..3 {
        round(&small.vault).await.unwrap();
    }
    assert_eq!(waiting(&small, RUTH).await, told + 1, "reminded once");
    assert_eq!(round(&small.vault).await.unwrap(), 0);
}

#[tokio::test]
async fn who_is_asked_to_look_hears_and_the_client_hears_that_they_have() {
    let (client, rupture) = (ClientId::of(AMAL), RecordId::from_bytes([7; 16]));
    let small = Small::in_memory().await;
    let asked = Happened::RuptureToSupervision {
        client,
        rupture,
        tell: vec![INES],
    };
    happens(&small, AMAL, &OWN, asked).await;
    let both = [INES, AMAL, RUTH];
    let told = async || {
        let mut all = Vec::new();
        for person in both {
            all.push(waiting(&small, person).await);
        }
        all
    };
    assert_eq!(told().await, [1, 0, 0]);
    let looked = Happened::RuptureLookedAt { client, rupture };
    happens(&small, INES, &OWN[..2], looked).await;
    assert_eq!(told().await, [1, 1, 0]);
}

/// Under the name of a rupture, nothing that could be read as one.
#[derive(serde::Serialize, serde::Deserialize)]
struct NothingNamed;

impl sealed::Stored for NothingNamed {
    const KIND: &'static str = "rupture";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Relationship;
}

#[tokio::test]
async fn a_rupture_that_cannot_be_read_is_put_aside_and_leaves_no_more_lines() {
    let small = Small::in_memory().await;
    happens(&small, RUTH, &CALLS_OFF, called_off(&small, false)).await;
    let mut rounds = Rounds::default();
    rounds.next(&small.vault).await.unwrap();
    let was = ruptures(&small).await.remove(0);
    let damaged = sealed::Kept {
        record: was.record,
        version: was.version,
        at: was.at,
        value: NothingNamed,
    };
    let mut act = small.act(AMAL, AMAL, &OWN).await;
    act.amend(&damaged, &NothingNamed).unwrap();
    act.done().await.unwrap();

    let lines = async || {
        let own = small.act(AMAL, AMAL, &[Section::Ledger]).await;
        let (lines, _) = own.lines(None, 1_000).await.unwrap();
        let of_the_service = |line: &&sealed::Line| line.purpose == care::Purpose::Keeping;
        lines.iter().filter(of_the_service).count()
    };
    let before = lines().await;
    small.clock.pass(3 * DAY);
    for tries in 1..=6 {
        assert_eq!(rounds.next(&small.vault).await.unwrap(), 0);
        let tried = tries.min(usize::from(crate::aside::TRIES));
        assert_eq!(lines().await, before + tried, "at the try {tries}");
        small.clock.pass(HOUR);
    }
    assert_eq!(rounds.aside(), 1);
}
