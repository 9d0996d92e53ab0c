//! Someone beside the client looks at a rupture: brought by the client or the practitioner, and the
//! client sees that they saw. Which sentence fits is the client's to choose, then or later.

use crate::between::{fallen, noticed, opens};
use alliance::rupture::act::{NameIt, RuptureRefused, choose_fit, name_it};
use alliance::rupture::follow_up::{bring, looked, to_supervision};
use alliance::rupture::{FitV1, RuptureV1};
use alliance::{AllianceGistV1, AudienceV1, FollowUpGistV1};
use care::{DAY, HOUR, Happened, Line, PersonId, RecordId};
use testing::{AMAL, BEN, INES, RUTH, Small, TOMAS};

async fn names(small: &Small, audience: AudienceV1) -> RecordId {
    let mut act = opens(small, AMAL).await;
    let id = act.mint();
    let named = NameIt {
        words: None,
        fit: None,
        audience,
    };
    name_it(&mut act, id, named).await.unwrap();
    act.done().await.unwrap();
    id
}

async fn sees(small: &Small, who: PersonId, rupture: RecordId) -> bool {
    let mut act = opens(small, who).await;
    let now = act.now();
    let found = act.find::<RuptureV1>(rupture).await.unwrap().is_some();
    let gist = act.gist::<AllianceGistV1>().await.unwrap().unwrap();
    let listed = gist.for_person(who, act.whose(), now).open;
    let gist = act.gist::<FollowUpGistV1>().await.unwrap().unwrap();
    let followed = gist.for_person(who, act.whose(), now);
    assert_eq!(listed.iter().any(|one| one.rupture == rupture), found);
    assert_eq!(followed.iter().any(|one| one.rupture == rupture), found);
    found
}

#[tokio::test]
async fn a_client_brings_it_to_someone_beside_them_and_nobody_else_reads_more_than_before() {
    let small = Small::in_memory().await;
    for (audience, before, after) in [
        (
            AudienceV1::Nobody,
            [false, false, false],
            [false, true, false],
        ),
        (
            AudienceV1::Only(vec![*INES.bytes()]),
            [false, false, true],
            [false, true, true],
        ),
        (AudienceV1::Section, [true; 3], [true; 3]),
    ] {
        let rupture = names(&small, audience.clone()).await;
        for (who, expected) in [RUTH, TOMAS, INES].into_iter().zip(before) {
            assert_eq!(sees(&small, who, rupture).await, expected, "{audience:?}");
        }
        let mut act = opens(&small, AMAL).await;
        let happened = bring(&mut act, rupture, TOMAS).await.unwrap();
        act.done().await.unwrap();
        assert!(
            matches!(&happened[..], [Happened::RuptureToSupervision { tell, .. }] if *tell == [TOMAS])
        );
        for (who, expected) in [RUTH, TOMAS, INES].into_iter().zip(after) {
            assert_eq!(sees(&small, who, rupture).await, expected, "{audience:?}");
        }
        let mut act = opens(&small, AMAL).await;
        assert!(matches!(
            bring(&mut act, rupture, TOMAS).await,
            Err(RuptureRefused::AlreadySaid)
        ));
        for stranger in [BEN, RUTH, AMAL] {
            assert!(matches!(
                bring(&mut act, rupture, stranger).await,
                Err(RuptureRefused::NotBeside)
            ));
        }
    }
}

#[tokio::test]
async fn what_is_held_back_until_later_is_brought_later_too() {
    let small = Small::in_memory().await;
    let from = small.vault.now() + DAY;
    let rupture = names(&small, AudienceV1::From(from.millis())).await;
    let mut act = opens(&small, AMAL).await;
    assert!(bring(&mut act, rupture, TOMAS).await.unwrap().is_empty());
    act.done().await.unwrap();
    assert!(!sees(&small, TOMAS, rupture).await);
    assert!(noticed(&small).await.is_empty());
    small.clock.pass(DAY);
    assert!(sees(&small, TOMAS, rupture).await);
    assert_eq!(noticed(&small).await.get(&TOMAS), Some(&1));
}

#[tokio::test]
async fn a_therapist_brings_it_to_supervision_once_and_only_what_they_may_read() {
    let small = Small::in_memory().await;
    let hidden = names(&small, AudienceV1::Only(vec![*TOMAS.bytes()])).await;
    let rupture = fallen(&small).await;
    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        to_supervision(&mut act, hidden).await,
        Err(RuptureRefused::None)
    ));
    assert_eq!(to_supervision(&mut act, rupture).await.unwrap(), 1);
    act.done().await.unwrap();
    assert_eq!(noticed(&small).await.get(&INES), Some(&1));
    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        to_supervision(&mut act, rupture).await,
        Err(RuptureRefused::AlreadySaid)
    ));
    let mut act = opens(&small, AMAL).await;
    assert!(matches!(
        to_supervision(&mut act, rupture).await,
        Err(RuptureRefused::OnlyStaff)
    ));
}

#[tokio::test]
async fn where_nobody_supervises_it_is_said_and_nothing_is_kept() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    small
        .relate(AMAL, &[(RUTH, care::RelationKind::Therapist)])
        .await;
    let mut act = opens(&small, RUTH).await;
    assert_eq!(to_supervision(&mut act, rupture).await.unwrap(), 0);
    act.done().await.unwrap();
    assert!(noticed(&small).await.is_empty());
}

#[tokio::test]
async fn a_supervisor_says_that_they_have_looked_and_the_client_sees_that_they_saw() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    let line = || Line::parse_optional(Some("I spoke with Ruth about it")).unwrap();
    let mut act = opens(&small, AMAL).await;
    assert!(matches!(
        looked(&mut act, rupture, line()).await,
        Err(RuptureRefused::OnlyStaff)
    ));
    let mut act = opens(&small, INES).await;
    let happened = looked(&mut act, rupture, line()).await.unwrap();
    act.done().await.unwrap();
    assert!(matches!(
        happened[..],
        [Happened::RuptureLookedAt { rupture: of, .. }] if of == rupture
    ));
    small.clock.pass(HOUR);
    let mut act = opens(&small, INES).await;
    assert!(matches!(
        looked(&mut act, rupture, line()).await,
        Err(RuptureRefused::AlreadySaid)
    ));
    let mut act = opens(&small, AMAL).await;
    let now = act.now();
    let gist = act.gist::<FollowUpGistV1>().await.unwrap().unwrap();
    assert!(!gist.for_person(AMAL, act.whose(), now)[0].looked);
    assert!(gist.for_person(INES, act.whose(), now)[0].looked);
    let hidden = names(&small, AudienceV1::Nobody).await;
    let mut act = opens(&small, INES).await;
    assert!(matches!(
        looked(&mut act, hidden, None).await,
        Err(RuptureRefused::None)
    ));
}

#[tokio::test]
async fn which_sentence_fits_is_chosen_or_changed_by_the_client_only() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        choose_fit(&mut act, rupture, FitV1::Clashed).await,
        Err(RuptureRefused::OnlyTheClient)
    ));
    for fit in [FitV1::Clashed, FitV1::NotSure] {
        let mut act = opens(&small, AMAL).await;
        choose_fit(&mut act, rupture, fit).await.unwrap();
        act.done().await.unwrap();
        let mut act = opens(&small, AMAL).await;
        assert!(matches!(
            choose_fit(&mut act, rupture, fit).await,
            Err(RuptureRefused::AlreadySaid)
        ));
    }
    let act = opens(&small, RUTH).await;
    let said = act.history::<RuptureV1>(rupture).await.unwrap();
    let chosen: Vec<_> = said.iter().map(|kept| kept.value.fit).collect();
    assert_eq!(chosen, [None, Some(FitV1::Clashed), Some(FitV1::NotSure)]);
}
