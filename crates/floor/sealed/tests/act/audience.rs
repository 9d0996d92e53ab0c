//! What is not meant for someone is held back when it is read, however they ask.

use crate::shapes::{SaidV1, To, said};
use care::{DAY, RecordId, Section};
use testing::{AMAL, INES, RUTH, Small, TOMAS};

const SECTIONS: [Section; 1] = [Section::CheckIns];

async fn say(small: &Small, to: To) -> RecordId {
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let id = act.mint();
    act.keep(id, &said("the plan was not mine", to)).unwrap();
    act.done().await.unwrap();
    id
}

/// How many of find, latest and history show the record to someone.
async fn shown(small: &Small, who: care::PersonId, id: RecordId) -> usize {
    let act = small.act(who, AMAL, &SECTIONS).await;
    let found = usize::from(act.find::<SaidV1>(id).await.unwrap().is_some());
    let listing = act.latest::<SaidV1>().await.unwrap();
    assert_eq!(listing.damaged, []);
    let listed = listing.kept.iter().filter(|kept| kept.record == id).count();
    found + listed + act.history::<SaidV1>(id).await.unwrap().len()
}

#[tokio::test]
async fn only_those_who_were_chosen_are_shown_it_and_the_client_always() {
    let small = Small::in_memory().await;
    let later = (small.vault.now() + DAY).millis();
    for (to, shown_to) in [
        (To::Everyone, vec![RUTH, INES, TOMAS]),
        (To::only(&[TOMAS]), vec![TOMAS]),
        (To::only(&[]), vec![]),
        (To::From(later), vec![]),
        (
            To::From(small.vault.now().millis()),
            vec![RUTH, INES, TOMAS],
        ),
        (To::Nobody, vec![]),
    ] {
        let id = say(&small, to.clone()).await;
        assert_eq!(shown(&small, AMAL, id).await, 3, "the client, {to:?}");
        for who in [RUTH, INES, TOMAS] {
            let expected = if shown_to.contains(&who) { 3 } else { 0 };
            assert_eq!(shown(&small, who, id).await, expected, "{who:?}, {to:?}");
        }
    }
}

#[tokio::test]
async fn what_is_meant_for_later_is_shown_from_that_moment_on() {
    let small = Small::in_memory().await;
    let id = say(&small, To::From((small.vault.now() + DAY).millis())).await;
    small.clock.pass(DAY - 1);
    assert_eq!(shown(&small, RUTH, id).await, 0);
    small.clock.pass(1);
    assert_eq!(shown(&small, RUTH, id).await, 3);
}

#[tokio::test]
async fn what_a_client_took_back_is_not_read_from_behind() {
    let small = Small::in_memory().await;
    let id = say(&small, To::Everyone).await;
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let kept = act.find::<SaidV1>(id).await.unwrap().unwrap();
    act.amend(&kept, &said("the plan was not mine", To::Nobody))
        .unwrap();
    act.done().await.unwrap();
    assert_eq!(shown(&small, RUTH, id).await, 0);
    assert_eq!(
        shown(&small, AMAL, id).await,
        4,
        "found, listed, and both versions"
    );
}

#[tokio::test]
async fn what_was_kept_back_at_first_stays_back_when_a_later_version_is_shown() {
    let small = Small::in_memory().await;
    let id = say(&small, To::Nobody).await;
    let mut act = small.act(AMAL, AMAL, &SECTIONS).await;
    let kept = act.find::<SaidV1>(id).await.unwrap().unwrap();
    act.amend(&kept, &said("something felt off", To::Everyone))
        .unwrap();
    act.done().await.unwrap();
    let act = small.act(RUTH, AMAL, &SECTIONS).await;
    let history = act.history::<SaidV1>(id).await.unwrap();
    let words: Vec<_> = history
        .iter()
        .map(|kept| kept.value.words.as_str())
        .collect();
    assert_eq!(words, ["something felt off"]);
}
