//! What is the client's: the words they can take back, and the resources they may use alone.

use crate::does;
use crate::people::{DOOR, PLACE, all, gist, id, in_sets, line, missing, opened, set, sets};
use care::{DAY, Happened};
use emdr::{Assessment, Missing, PartV1, Refused, WentV1, WordsV1, allowed};
use sealed::Stored;
use testing::{AMAL, RUTH, Small};

#[tokio::test]
async fn a_resource_is_for_use_alone_only_as_both_want_it_and_until_its_day() {
    let small = Small::in_memory().await;
    does!(&small, RUTH, add_resource, PLACE, &line("the lake"), None).unwrap();
    let until = small.vault.now() + 14 * DAY;
    let refused = does!(&small, RUTH, allow, PLACE, until, true);
    assert!(matches!(refused, Err(Refused::NotPractised)));
    does!(&small, RUTH, practise, PLACE, WentV1::ALittle, true, None).unwrap();
    let now = small.vault.now();
    for wrong in [now, now + 400 * DAY] {
        let refused = does!(&small, RUTH, allow, PLACE, wrong, false);
        assert!(matches!(refused, Err(Refused::OffScale("until"))));
    }
    let is = || async {
        let act = opened(&small, AMAL).await;
        let found = allowed(&act).await.unwrap();
        found.first().map(|one| (one.resource, one.until, one.slow))
    };
    assert_eq!(is().await, None);
    let happened = does!(&small, RUTH, allow, PLACE, until, true).unwrap();
    assert!(matches!(happened[..], [Happened::WorkGiven { .. }]));
    assert_eq!(does!(&small, RUTH, allow, PLACE, until, true).unwrap(), []);
    assert_eq!(is().await, Some((PLACE, until, true)));
    // Either ends it.
    for who in [AMAL, RUTH] {
        does!(&small, who, end_allowed, PLACE).unwrap();
        assert_eq!(is().await, None);
        does!(&small, RUTH, allow, PLACE, until, false).unwrap();
        assert_eq!(is().await, Some((PLACE, until, false)));
    }
    // What made it worse is put away, and whoever treats them hears of it.
    let happened = does!(&small, AMAL, made_worse, PLACE).unwrap();
    assert!(matches!(happened[..], [Happened::ToolMadeWorse { .. }]));
    assert_eq!(is().await, None);
    assert_eq!(does!(&small, AMAL, made_worse, PLACE).unwrap(), []);
    assert_eq!(gist(&small).await.glance(small.vault.now()).resources, 0);
    does!(&small, RUTH, practise, PLACE, WentV1::Calmer, false, None).unwrap();
    does!(&small, RUTH, allow, PLACE, until, false).unwrap();
    small.clock.pass(14 * DAY);
    assert_eq!(is().await, None, "its day is over");
}

#[tokio::test]
async fn words_that_were_taken_back_are_the_clients_alone_and_the_numbers_stay() {
    let small = Small::in_memory().await;
    in_sets(&small).await;
    let mut said = set(0x81, Some(6), None);
    said.noticed = Some(line("a smell of rain"));
    does!(&small, RUTH, record_set, DOOR, &said).unwrap();
    does!(&small, AMAL, take_back, DOOR, true).unwrap();
    does!(&small, AMAL, take_back, id(0x81), true).unwrap();
    let read = all(&small).await;
    assert!(read.words_of(DOOR).is_none() && read.words_of(id(0x81)).is_none());
    assert!(read.words_of(PLACE).is_some());
    assert_eq!(read.target(DOOR).unwrap().facts.sud, Some(6));
    // Not from behind either.
    let act = opened(&small, RUTH).await;
    let words = act.id_for(WordsV1::KIND, DOOR);
    assert!(act.find::<WordsV1>(words).await.unwrap().is_none());
    assert!(act.history::<WordsV1>(words).await.unwrap().is_empty());
    let refused = sets(&small, 0x82, Some(5), None).await;
    assert_eq!(missing(refused), [Missing::TakenBack]);
    let new = Assessment {
        words: vec![(PartV1::Negative, "written over")],
        first: None,
    };
    let refused = does!(&small, RUTH, assess, DOOR, &new);
    assert!(matches!(refused, Err(Refused::TakenBack)));
    let own = emdr::All::read(&opened(&small, AMAL).await).await.unwrap();
    let words = own.words_of(DOOR).unwrap();
    assert_eq!(words.part(PartV1::Negative), Some("I am stuck"));
    does!(&small, AMAL, take_back, DOOR, false).unwrap();
    sets(&small, 0x82, Some(5), None).await.unwrap();
    let nothing = does!(&small, AMAL, take_back, id(0xee), true);
    assert!(matches!(nothing, Err(Refused::None)));
}
