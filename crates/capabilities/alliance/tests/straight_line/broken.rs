//! What the service does not keep becomes a rupture by itself, in the service's own watch act.

use crate::between::{fallen, noticed, opens, watches, works};
use alliance::rupture::act::{RuptureRefused, reply};
use alliance::rupture::{RuptureV1, SaidV1, StateV1};
use alliance::{broken_promise, called_off};
use care::{ClientId, DAY, HOUR, Happened, RecordId, Section, SignalKind};
use pages::{Language, Words};
use testing::{AMAL, RUTH, Small};

const PROMISE: RecordId = RecordId::from_bytes([0x51; 16]);
const ANOTHER: RecordId = RecordId::from_bytes([0x52; 16]);
const SESSION: RecordId = RecordId::from_bytes([0x53; 16]);

async fn breaks(small: &Small, promise: RecordId) -> Vec<Happened> {
    let mut act = watches(small).await;
    let happened = broken_promise(&mut act, promise, RUTH).await.unwrap();
    act.done().await.unwrap();
    happened
}

async fn ruptures(small: &Small) -> Vec<sealed::Kept<RuptureV1>> {
    let act = opens(small, RUTH).await;
    act.latest::<RuptureV1>().await.unwrap().kept
}

#[tokio::test]
async fn a_broken_promise_opens_one_rupture_and_only_the_client_closes_it() {
    let small = Small::in_memory().await;
    let happened = breaks(&small, PROMISE).await;
    let [
        Happened::RuptureOpened {
            client,
            rupture,
            kind: SignalKind::BrokenPromise,
            named_by: None,
            ..
        },
    ] = happened[..]
    else {
        panic!("{happened:?}")
    };
    assert_eq!(client, ClientId::of(AMAL));
    assert!(breaks(&small, PROMISE).await.is_empty(), "once");
    assert!(
        breaks(&small, ANOTHER).await.is_empty(),
        "one that says so is open"
    );
    let kept = ruptures(&small).await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].value.reasons[0].rule, "broken-promise");
    assert!(kept[0].value.reasons[0].source.contains("own rule"));
    let words = Words::new(Language::English);
    let said = kept[0].value.reasons[0].to_client(words);
    assert_eq!(said, "We said we would do something, and we did not.");

    let mut act = opens(&small, RUTH).await;
    let by_staff = reply(&mut act, rupture, SaidV1::Closed, None).await;
    assert!(matches!(by_staff, Err(RuptureRefused::OnlyTheClient)));
    let mut act = watches(&small).await;
    let by_service = reply(&mut act, rupture, SaidV1::Closed, None).await;
    assert!(matches!(by_service, Err(RuptureRefused::OnlyTheClient)));
    let mut act = opens(&small, AMAL).await;
    reply(&mut act, rupture, SaidV1::Closed, None)
        .await
        .unwrap();
    act.done().await.unwrap();
    assert_eq!(ruptures(&small).await[0].value.state(), StateV1::Closed);

    assert!(breaks(&small, PROMISE).await.is_empty(), "it has been one");
    assert_eq!(breaks(&small, ANOTHER).await.len(), 1, "another is another");
}

#[tokio::test]
async fn a_session_called_off_by_the_service_at_short_notice_is_one_too() {
    for (ahead, expected) in [(24 * HOUR, 0), (24 * HOUR - 1, 1), (-HOUR, 1)] {
        let small = Small::in_memory().await;
        let sections = [Section::Identity, Section::Sessions, Section::Overview];
        let mut act = small.act(RUTH, AMAL, &sections).await;
        let starts = act.now() + ahead;
        called_off(&mut act, SESSION, starts, Some(RUTH))
            .await
            .unwrap();
        act.done().await.unwrap();
        assert_eq!(works(&small).await, expected, "{ahead}");
        assert_eq!(works(&small).await, 0, "seen to once");
        let kept = ruptures(&small).await;
        assert_eq!(kept.len(), expected, "{ahead}");
        if let [one] = &kept[..] {
            assert_eq!(one.value.signal(), SignalKind::BrokenPromise);
            assert_eq!(one.value.reasons[0].rule, "called-off-late");
            for language in Language::ALL {
                let reason = &one.value.reasons[0];
                let words = Words::new(language);
                for said in [reason.to_client(words), reason.to_staff(false, words)] {
                    assert!(!said.contains("called-off"), "{said}");
                }
            }
        }
    }
}

#[tokio::test]
async fn while_it_is_open_a_fall_is_noticed_all_the_same() {
    let small = Small::in_memory().await;
    breaks(&small, PROMISE).await;
    fallen(&small).await;
    let signals: Vec<SignalKind> = ruptures(&small)
        .await
        .iter()
        .map(|kept| kept.value.signal())
        .collect();
    assert_eq!(signals.len(), 2);
    assert!(signals.contains(&SignalKind::EarlyDrop), "{signals:?}");
}

#[tokio::test]
async fn an_answer_to_it_is_due_within_two_days() {
    let small = Small::in_memory().await;
    breaks(&small, PROMISE).await;
    small.clock.pass(2 * DAY - 1);
    assert_eq!(works(&small).await, 0);
    small.clock.pass(1);
    assert_eq!(works(&small).await, 1);
    assert_eq!(noticed(&small).await[&RUTH], 1);
}
