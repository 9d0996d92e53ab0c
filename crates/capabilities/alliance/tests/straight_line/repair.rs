//! Naming, repairing, "not yet", and closing by the client only.

use crate::between::{fallen, opens};
use alliance::rupture::act::{Answer, NameIt, RuptureRefused, answer, name_it, reply, step};
use alliance::rupture::{FitV1, RuptureV1, SaidV1, StateV1};
use alliance::{AllianceGistV1, AudienceV1};
use care::{HOUR, Happened, Line, RecordId, SignalKind};
use testing::{AMAL, RUTH, Small};

#[tokio::test]
async fn only_the_client_replies_and_only_staff_repair() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    let words = || Line::parse("We agreed a sign to stop").unwrap();

    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        reply(&mut act, rupture, SaidV1::Closed, None).await,
        Err(RuptureRefused::OnlyTheClient)
    ));
    let mut act = opens(&small, AMAL).await;
    assert!(matches!(
        reply(&mut act, rupture, SaidV1::NotYet, None).await,
        Err(RuptureRefused::NothingOffered)
    ));
    assert!(matches!(
        step(&mut act, rupture, words(), true).await,
        Err(RuptureRefused::OnlyStaff)
    ));
    let unknown = RecordId::from_bytes([9; 16]);
    assert!(matches!(
        reply(&mut act, unknown, SaidV1::Closed, None).await,
        Err(RuptureRefused::None)
    ));
}

#[tokio::test]
async fn a_repair_goes_from_answered_by_way_of_not_yet_to_closed_and_keeps_its_history() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    let words = || Line::parse("We agreed a sign to stop").unwrap();
    let mut states = Vec::new();
    for turn in 0..5 {
        small.clock.pass(HOUR);
        let by_client = matches!(turn, 2 | 4);
        let mut act = opens(&small, if by_client { AMAL } else { RUTH }).await;
        let done = match turn {
            0 => {
                let written = Answer {
                    noticed: Line::parse("I hurried you").unwrap(),
                    discussed: None,
                    plan: Line::parse("Begin with this").unwrap(),
                };
                answer(&mut act, rupture, written).await
            }
            1 | 3 => step(&mut act, rupture, words(), true).await,
            2 => reply(&mut act, rupture, SaidV1::NotYet, None).await,
            _ => reply(&mut act, rupture, SaidV1::Closed, None).await,
        };
        assert_eq!(done.unwrap().len(), 1);
        act.done().await.unwrap();
        let act = opens(&small, RUTH).await;
        states.push(
            act.find::<RuptureV1>(rupture)
                .await
                .unwrap()
                .unwrap()
                .value
                .state(),
        );
    }
    assert_eq!(
        states,
        [
            StateV1::Answered,
            StateV1::Offered,
            StateV1::NotYet,
            StateV1::Offered,
            StateV1::Closed
        ]
    );

    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        step(&mut act, rupture, words(), false).await,
        Err(RuptureRefused::Closed)
    ));
    assert_eq!(
        act.history::<RuptureV1>(rupture).await.unwrap().len(),
        6,
        "nothing was written over"
    );
    let gist = act.gist::<AllianceGistV1>().await.unwrap().unwrap();
    assert!(
        gist.for_person(RUTH, act.whose(), act.now())
            .open
            .is_empty()
    );
}

#[tokio::test]
async fn something_felt_wrong_needs_no_words_and_no_score() {
    let small = Small::in_memory().await;
    let mut act = opens(&small, AMAL).await;
    let id = act.mint();
    let named = NameIt {
        words: None,
        fit: Some(FitV1::Clashed),
        audience: AudienceV1::Section,
    };
    let happened = name_it(&mut act, id, named).await.unwrap();
    act.done().await.unwrap();
    assert!(matches!(
        happened[..],
        [Happened::RuptureOpened {
            kind: SignalKind::Said,
            named_by: Some(AMAL),
            ..
        }]
    ));
    // What a practitioner names is open to the client, whatever audience is asked for.
    let mut act = opens(&small, RUTH).await;
    let id = act.mint();
    let named = NameIt {
        words: Some(Line::parse("I think I moved on too soon").unwrap()),
        fit: Some(FitV1::PulledBack),
        audience: AudienceV1::Nobody,
    };
    name_it(&mut act, id, named).await.unwrap();
    act.done().await.unwrap();
    let act = opens(&small, AMAL).await;
    let kept = act.find::<RuptureV1>(id).await.unwrap().unwrap();
    assert_eq!(
        kept.value.fit, None,
        "which kind it was is the client's to say"
    );
}

#[tokio::test]
async fn the_same_reply_twice_is_one_reply_and_other_words_are_kept() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    let mut act = opens(&small, RUTH).await;
    step(&mut act, rupture, Line::parse("I rang").unwrap(), true)
        .await
        .unwrap();
    act.done().await.unwrap();
    let says = async |said, words: &str| {
        small.clock.pass(HOUR);
        let mut act = opens(&small, AMAL).await;
        let words = Line::parse_optional(Some(words)).unwrap();
        let done = reply(&mut act, rupture, said, words).await;
        act.done().await.unwrap();
        done.map(|_| ())
    };
    says(SaidV1::NotYet, "Too soon").await.unwrap();
    assert!(matches!(
        says(SaidV1::NotYet, "Too soon").await,
        Err(RuptureRefused::AlreadySaid)
    ));
    says(SaidV1::NotYet, "And it still hurts").await.unwrap();
    says(SaidV1::Closed, "").await.unwrap();
    assert!(matches!(
        says(SaidV1::Closed, "").await,
        Err(RuptureRefused::AlreadySaid)
    ));
    assert!(matches!(
        says(SaidV1::Closed, "And thanks").await,
        Err(RuptureRefused::Closed)
    ));
    assert!(matches!(
        says(SaidV1::NotYet, "Too soon").await,
        Err(RuptureRefused::Closed)
    ));
    let act = opens(&small, RUTH).await;
    let kept = act.find::<RuptureV1>(rupture).await.unwrap().unwrap();
    assert_eq!(kept.value.replies.len(), 3);
}
