//! What follows a rupture: a reminder when nobody answers, and supervision when it does not come
//! right within three sessions. What the answers say never closes it.

use crate::between::{NOW, fallen, level, noticed, opens, sends, session, watches, with, works};
use alliance::rupture::act::{Answer, NameIt, answer, name_it, reply};
use alliance::rupture::{RuptureV1, SaidV1, StateV1};
use alliance::{
    AudienceV1, FollowUpGistV1, Following, RuptureCount, rupture_counts, rupture_tallies,
    session_held,
};
use care::{DAY, HOUR, Happened, Line, PersonId, RecordId, Section};
use testing::{AMAL, INES, RUTH, Small, TOMAS};

async fn following(small: &Small, who: PersonId) -> Vec<Following> {
    let mut act = opens(small, who).await;
    let gist = act.gist::<FollowUpGistV1>().await.unwrap();
    let now = act.now();
    gist.unwrap_or_default().for_person(who, act.whose(), now)
}

async fn answers(small: &Small, rupture: RecordId) {
    let mut act = opens(small, RUTH).await;
    let written = Answer {
        noticed: Line::parse("I hurried you").unwrap(),
        discussed: None,
        plan: Line::parse("Begin with this").unwrap(),
    };
    answer(&mut act, rupture, written).await.unwrap();
    act.done().await.unwrap();
}

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

/// A week on, a session with a check-in at this level.
async fn level_of(small: &Small, all: u32) -> Vec<Happened> {
    let session = session(small).await;
    let done = sends(small, session, &with(level(all), NOW)).await;
    done.unwrap().happened
}

fn to_supervision(happened: &[Happened]) -> Vec<PersonId> {
    let mut told = Vec::new();
    for one in happened {
        if let Happened::RuptureToSupervision { tell, .. } = one {
            told.extend(tell);
        }
    }
    told
}

#[tokio::test]
async fn whoever_treats_them_is_reminded_once_and_not_when_they_have_answered() {
    for answered in [false, true] {
        let small = Small::in_memory().await;
        let rupture = fallen(&small).await;
        assert_eq!(works(&small).await, 0, "there is time");
        if answered {
            answers(&small, rupture).await;
        }
        small.clock.pass(48 * HOUR);
        works(&small).await;
        let expected = usize::from(!answered);
        assert_eq!(noticed(&small).await.get(&RUTH), (!answered).then_some(&1));
        assert_eq!(noticed(&small).await.values().sum::<usize>(), expected);
        small.clock.pass(7 * DAY);
        works(&small).await;
        assert_eq!(
            noticed(&small).await.values().sum::<usize>(),
            expected,
            "once"
        );
    }
}

#[tokio::test]
async fn nobody_is_reminded_of_what_they_may_not_know_nor_before_they_may() {
    for audience in [AudienceV1::Nobody, AudienceV1::Only(vec![*TOMAS.bytes()])] {
        let small = Small::in_memory().await;
        names(&small, audience).await;
        small.clock.pass(30 * DAY);
        assert_eq!(works(&small).await, 0);
        assert!(following(&small, RUTH).await.is_empty());
        assert_eq!(following(&small, AMAL).await.len(), 1);
    }
    let small = Small::in_memory().await;
    let from = small.vault.now() + 7 * DAY;
    names(&small, AudienceV1::From(from.millis())).await;
    small.clock.set(from + 48 * HOUR - 1);
    assert_eq!(works(&small).await, 0);
    small.clock.pass(1);
    assert_eq!(works(&small).await, 1);
    assert_eq!(noticed(&small).await.get(&RUTH), Some(&1));
}

#[tokio::test]
async fn three_sessions_without_coming_back_go_to_supervision_and_it_stays_open() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    answers(&small, rupture).await;
    for _ in 0..2 {
        assert!(to_supervision(&level_of(&small, 5).await).is_empty());
    }
    assert_eq!(to_supervision(&level_of(&small, 5).await), [INES]);
    assert!(
        to_supervision(&level_of(&small, 5).await).is_empty(),
        "once"
    );
    let now = following(&small, INES).await;
    assert!(now[0].unrepaired.is_some() && now[0].brought && !now[0].looked);
    let act = opens(&small, RUTH).await;
    let kept = act.find::<RuptureV1>(rupture).await.unwrap().unwrap();
    assert_eq!(kept.value.state(), StateV1::Answered);
}

#[tokio::test]
async fn answers_that_are_back_close_nothing_and_a_new_fall_takes_it_back() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    for (all, back) in [(8, true), (4, false), (8, true)] {
        assert!(to_supervision(&level_of(&small, all).await).is_empty());
        let now = following(&small, AMAL).await;
        assert_eq!(now[0].back, back, "{all}");
        assert_eq!(now[0].unrepaired, None);
    }
    let act = opens(&small, AMAL).await;
    let kept = act.find::<RuptureV1>(rupture).await.unwrap().unwrap();
    assert_eq!(
        kept.value.state(),
        StateV1::Open,
        "only the client closes it"
    );
    let mut act = opens(&small, AMAL).await;
    reply(&mut act, rupture, SaidV1::Closed, None)
        .await
        .unwrap();
    act.done().await.unwrap();
    assert!(following(&small, AMAL).await.is_empty());
}

#[tokio::test]
async fn what_they_keep_from_their_therapist_tells_nothing_about_the_rupture() {
    let small = Small::in_memory().await;
    fallen(&small).await;
    let mine = with(level(9), &[("who_sees", "only_me")]);
    for third in [false, false, true] {
        let session = session(&small).await;
        let done = sends(&small, session, &mine).await.unwrap();
        let told = to_supervision(&done.happened);
        assert_eq!(told.is_empty(), !third, "as if there had been no answer");
        assert!(!following(&small, RUTH).await[0].back);
    }
}

#[tokio::test]
async fn without_any_answer_three_sessions_are_noticed_all_the_same() {
    let small = Small::in_memory().await;
    let rupture = names(&small, AudienceV1::Section).await;
    answers(&small, rupture).await;
    works(&small).await;
    let sections = [Section::Identity, Section::Sessions, Section::Overview];
    for number in 1..=4 {
        small.clock.pass(7 * DAY);
        for _ in 0..2 {
            let mut act = small.act(RUTH, AMAL, &sections).await;
            let starts = act.now();
            let session = RecordId::from_bytes([number; 16]);
            session_held(&mut act, session, starts).await.unwrap();
            act.done().await.unwrap();
        }
        if number == 3 {
            small.clock.pass(48 * HOUR - 1);
            assert_eq!(works(&small).await, 0, "there is time for the third answer");
            small.clock.pass(1);
            assert_eq!(works(&small).await, 1);
            assert_eq!(noticed(&small).await.get(&INES), Some(&1));
        }
        assert_eq!(works(&small).await, 0, "after {number}");
        let unrepaired = following(&small, RUTH).await[0].unrepaired;
        assert_eq!(unrepaired.is_some(), number >= 3, "after {number}");
    }
    // A watch act leaves its line and nothing else in the record can be reached by it.
    let act = watches(&small).await;
    assert!(act.latest::<alliance::CheckInV1>().await.is_err());
}

#[tokio::test]
async fn a_lead_counts_without_knowing_whose_and_what_is_only_theirs_is_not_counted() {
    let small = Small::in_memory().await;
    let from = small.vault.now();
    names(&small, AudienceV1::Nobody).await;
    names(&small, AudienceV1::Only(vec![*TOMAS.bytes()])).await;
    let rupture = names(&small, AudienceV1::Section).await;
    names(&small, AudienceV1::Section).await;
    small.clock.pass(HOUR);
    answers(&small, rupture).await;
    let mut act = opens(&small, AMAL).await;
    reply(&mut act, rupture, SaidV1::Closed, None)
        .await
        .unwrap();
    act.done().await.unwrap();
    small.clock.pass(3 * DAY);
    let now = small.vault.now();
    let (all, damaged) = rupture_tallies(&small.vault, from, now).await.unwrap();
    assert_eq!(damaged, 0);
    let expected = RuptureCount {
        opened: 3,
        readable: 2,
        answered: 1,
        answered_in_time: 1,
        still_in_time: 0,
        repaired: 1,
        unrepaired: 0,
    };
    assert_eq!(rupture_counts(&all, now), expected);
    assert!(all.iter().any(|one| one.by == Some(RUTH)));
    let (none, _) = rupture_tallies(&small.vault, now, now + DAY).await.unwrap();
    assert!(none.is_empty());
}
