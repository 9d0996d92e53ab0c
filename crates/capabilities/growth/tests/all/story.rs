//! Chapters: versions, order, who reads, and that deleted is gone.

use super::acts::{act, chooses, id, stored};
use care::{Happened, Line, PersonId, RecordId};
use growth::{
    ChapterV1, Move, NewChapter, OnV1, OrderV1, Refused, delete_all, delete_chapter, keep_chapter,
    move_chapter, set_chapter_readers, story,
};
use proptest::prelude::*;
use sealed::ReadersV1;
use testing::{AMAL, RUTH, Small};

async fn writes(
    small: &Small,
    number: u8,
    of: Option<(u8, u32)>,
    words: &str,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let mut act = act(small, AMAL).await;
    let (title, words) = (
        Line::parse("The yard").unwrap(),
        Line::parse(words).unwrap(),
    );
    let new = NewChapter {
        once: id(number),
        chapter: of.map(|(chapter, _)| id(chapter)),
        seen: of.map_or(0, |(_, seen)| seen),
        title: Some(&title),
        words: &words,
        readers,
    };
    let (_, happened) = keep_chapter(&mut act, &new).await?;
    act.done().await.unwrap();
    small.clock.pass(1);
    Ok(happened)
}

/// Each chapter as it stands, and how many versions were before.
async fn told(small: &Small, who: PersonId) -> Vec<(String, usize)> {
    let act = act(small, who).await;
    let story = story(&act).await.unwrap();
    assert_eq!(story.damaged, 0);
    let each = story.chapters.into_iter();
    each.map(|one| (one.newest.value.words, one.earlier.len()))
        .collect()
}

#[tokio::test]
async fn every_version_of_a_chapter_is_the_clients_and_only_the_newest_is_read_by_others() {
    let small = Small::in_memory().await;
    chooses(&small, OnV1::On).await;
    assert!(
        writes(&small, 1, None, "one", ReadersV1::Nobody)
            .await
            .unwrap()
            .is_empty()
    );
    let sent = writes(&small, 2, Some((1, 1)), "one again", ReadersV1::Section)
        .await
        .unwrap();
    assert!(matches!(sent[..], [Happened::WorkShared { .. }]));
    assert_eq!(told(&small, AMAL).await, [("one again".to_owned(), 1)]);
    assert_eq!(told(&small, RUTH).await, [("one again".to_owned(), 0)]);
    // Written on and sent again: whoever reads it reads the newest, and hears nothing new of it.
    let again = writes(&small, 3, Some((1, 2)), "one at last", ReadersV1::Section)
        .await
        .unwrap();
    assert!(again.is_empty());
    assert_eq!(told(&small, RUTH).await, [("one at last".to_owned(), 0)]);
    // Written on and kept: nobody else reads any of it, not even what they had read.
    writes(&small, 4, Some((1, 3)), "mine alone", ReadersV1::Nobody)
        .await
        .unwrap();
    assert_eq!(told(&small, RUTH).await, []);
    assert_eq!(told(&small, AMAL).await, [("mine alone".to_owned(), 3)]);
    for (readers, seen) in [(ReadersV1::Section, 1), (ReadersV1::Nobody, 0)] {
        let mut own = act(&small, AMAL).await;
        set_chapter_readers(&mut own, id(1), readers).await.unwrap();
        own.done().await.unwrap();
        assert_eq!(told(&small, RUTH).await.len(), seen);
    }
    let mut staff = act(&small, RUTH).await;
    let done = set_chapter_readers(&mut staff, id(1), ReadersV1::Section).await;
    assert!(matches!(done, Err(Refused::None)));
    assert!(matches!(
        delete_chapter(&mut staff, id(1)).await,
        Err(Refused::None)
    ));
}

#[tokio::test]
async fn an_old_page_and_a_second_sending_write_nothing_over() {
    let small = Small::in_memory().await;
    chooses(&small, OnV1::On).await;
    let kept = ReadersV1::Nobody;
    for _ in 0..2 {
        writes(&small, 1, None, "one", kept).await.unwrap();
    }
    writes(&small, 2, Some((1, 1)), "two", kept).await.unwrap();
    for (number, of, words) in [(3, Some((1, 1)), "stale"), (3, Some((9, 0)), "nowhere")] {
        let done = writes(&small, number, of, words, kept).await;
        assert!(done.is_err(), "{words}");
    }
    let another = writes(&small, 2, Some((1, 2)), "other", kept).await;
    assert!(matches!(another, Err(Refused::Another)));
    assert_eq!(told(&small, AMAL).await, [("two".to_owned(), 1)]);
}

#[tokio::test]
async fn two_devices_that_write_on_one_chapter_at_once_lose_nothing() {
    let small = Small::in_memory().await;
    chooses(&small, OnV1::On).await;
    writes(&small, 1, None, "one", ReadersV1::Nobody)
        .await
        .unwrap();
    let (mut phone, mut desk) = (act(&small, AMAL).await, act(&small, AMAL).await);
    for (act, number, words) in [
        (&mut phone, 2, "on the phone"),
        (&mut desk, 3, "at the desk"),
    ] {
        let words = Line::parse(words).unwrap();
        let new = NewChapter {
            once: id(number),
            chapter: Some(id(1)),
            seen: 1,
            title: None,
            words: &words,
            readers: ReadersV1::Nobody,
        };
        keep_chapter(act, &new).await.unwrap();
    }
    phone.done().await.unwrap();
    desk.done().await.unwrap();
    assert_eq!(
        told(&small, AMAL).await.first().unwrap().1,
        2,
        "all three are there"
    );
}

#[tokio::test]
async fn a_deleted_chapter_goes_with_every_version_and_so_does_everything() {
    let small = Small::in_memory().await;
    chooses(&small, OnV1::On).await;
    writes(&small, 1, None, "one", ReadersV1::Nobody)
        .await
        .unwrap();
    writes(&small, 2, Some((1, 1)), "one again", ReadersV1::Section)
        .await
        .unwrap();
    writes(&small, 3, None, "two", ReadersV1::Nobody)
        .await
        .unwrap();
    let mut own = act(&small, AMAL).await;
    move_chapter(&mut own, id(3), Move::Up).await.unwrap();
    own.done().await.unwrap();
    let mut own = act(&small, AMAL).await;
    delete_chapter(&mut own, id(1)).await.unwrap();
    own.done().await.unwrap();
    assert_eq!(stored::<ChapterV1>(&small).await, 1);
    let mut own = act(&small, AMAL).await;
    delete_all(&mut own).await.unwrap();
    own.done().await.unwrap();
    assert_eq!(
        (
            stored::<ChapterV1>(&small).await,
            stored::<OrderV1>(&small).await
        ),
        (0, 0)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// However chapters are moved, each is there once, and the order is that of a list in which
    /// neighbours were swapped.
    #[test]
    fn moved_chapters_are_all_there_in_the_order_they_were_moved_to(
        moves in proptest::collection::vec((1_u8..5, any::<bool>()), 0..12)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let small = Small::in_memory().await;
            chooses(&small, OnV1::On).await;
            let mut expected: Vec<u8> = (1..5).collect();
            for number in &expected {
                writes(&small, *number, None, "words", ReadersV1::Nobody).await.unwrap();
            }
            for (number, up) in moves {
                let at = expected.iter().position(|one| *one == number).unwrap();
                let other = if up { at.wrapping_sub(1) } else { at + 1 };
                if other < expected.len() {
                    expected.swap(at, other);
                }
                let mut own = act(&small, AMAL).await;
                let way = if up { Move::Up } else { Move::Down };
                move_chapter(&mut own, id(number), way).await.unwrap();
                own.done().await.unwrap();
            }
            let own = act(&small, AMAL).await;
            let ids: Vec<RecordId> = story(&own).await.unwrap().chapters.iter().map(growth::Chapter::id).collect();
            let expected: Vec<RecordId> = expected.into_iter().map(id).collect();
            assert_eq!(ids, expected);
        });
    }
}
