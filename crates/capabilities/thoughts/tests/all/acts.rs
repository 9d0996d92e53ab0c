//! What may be done to a stuck point, by whom, and who reads it.

use care::{Happened, Line, PersonId, RecordId, Section};
use sealed::{Act, ReadersV1};
use testing::{AMAL, NOOR, RUTH, Small};
use thoughts::{
    AboutV1, BeliefV1, Beside, LineV1, New, Point, PointV1, Refused, SideV1, StateV1, Theme, begin,
    believe, book, keep_again, reword, send, set_state, tag, take_out, themes, write,
};

const OPENS: [Section; 2] = [Section::Work, Section::Consent];

pub(crate) fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

fn about(codes: &[&str]) -> Vec<AboutV1> {
    codes
        .iter()
        .map(|code| AboutV1::parse(code).unwrap())
        .collect()
}

async fn act(small: &Small, who: PersonId) -> Act {
    let opens = if who == AMAL { &OPENS[..] } else { &OPENS[..1] };
    small.act(who, AMAL, opens).await
}

pub(crate) async fn begins(
    small: &Small,
    who: PersonId,
    number: u8,
    words: &str,
    codes: &[&str],
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let mut act = act(small, who).await;
    let (words, about) = (Line::parse(words).unwrap(), about(codes));
    let new = New {
        once: id(number),
        words: &words,
        about: &about,
        believed: Some(80),
        readers,
    };
    let happened = begin(&mut act, &new).await?;
    act.done().await.unwrap();
    Ok(happened)
}

pub(crate) async fn writes(
    small: &Small,
    who: PersonId,
    number: u8,
    side: SideV1,
    words: &str,
) -> Result<(), Refused> {
    let mut act = act(small, who).await;
    let words = Line::parse(words).unwrap();
    let new = Beside {
        once: id(number),
        point: id(1),
        side,
        words: Some(&words),
        pattern: None,
    };
    write(&mut act, &new).await?;
    act.done().await.unwrap();
    Ok(())
}

async fn believes(small: &Small, who: PersonId, number: u8, old: u8) -> Result<(), Refused> {
    let mut act = act(small, who).await;
    believe(&mut act, id(number), id(1), Some(old), None).await?;
    act.done().await.unwrap();
    Ok(())
}

pub(crate) async fn point(small: &Small, who: PersonId) -> Option<Point> {
    let act = act(small, who).await;
    let book = book(&act).await.unwrap();
    assert_eq!(book.damaged, 0);
    book.points
        .into_iter()
        .find(|point| point.kept.record == id(1))
}

fn words_of(point: &Point, side: SideV1) -> Vec<String> {
    point
        .side(side)
        .map(|line| line.value.words.clone())
        .collect()
}

#[tokio::test]
async fn what_is_begun_in_a_session_is_read_and_written_on_by_both() {
    let small = Small::in_memory().await;
    let nobody = ReadersV1::Nobody;
    let told = begins(
        &small,
        RUTH,
        1,
        "It was my fault",
        &["trust-myself"],
        nobody,
    )
    .await;
    assert!(matches!(told.unwrap()[..], [Happened::WorkGiven { .. }]));
    writes(&small, RUTH, 2, SideV1::For, "I was there")
        .await
        .unwrap();
    writes(&small, AMAL, 3, SideV1::Against, "I was nine")
        .await
        .unwrap();
    writes(&small, AMAL, 4, SideV1::Instead, "A child is not to blame")
        .await
        .unwrap();
    for who in [AMAL, RUTH] {
        let point = point(&small, who).await.unwrap();
        assert!(!point.kept.value.by_client);
        assert_eq!(words_of(&point, SideV1::For), ["I was there"]);
        assert_eq!(words_of(&point, SideV1::Against), ["I was nine"]);
        assert_eq!(
            point.instead().unwrap().value.words,
            "A child is not to blame"
        );
        let by: Vec<bool> = point
            .lines
            .iter()
            .map(|line| line.value.by_client)
            .collect();
        assert_eq!(by, [false, true, true]);
    }
    // It stays with both: the client did not begin it alone.
    let mut own = act(&small, AMAL).await;
    assert!(matches!(
        keep_again(&mut own, id(1)).await,
        Err(Refused::None)
    ));
    assert!(matches!(
        take_out(&mut own, id(1)).await,
        Err(Refused::None)
    ));
}

#[tokio::test]
async fn what_the_client_keeps_is_met_nowhere_on_the_staff_side_until_they_send_it() {
    let small = Small::in_memory().await;
    let none = begins(
        &small,
        AMAL,
        1,
        "No one stays",
        &["trust-others"],
        ReadersV1::Nobody,
    )
    .await;
    assert!(none.unwrap().is_empty());
    writes(&small, AMAL, 2, SideV1::For, "He left")
        .await
        .unwrap();
    believes(&small, AMAL, 3, 60).await.unwrap();
    let staff = act(&small, RUTH).await;
    assert!(book(&staff).await.unwrap().points.is_empty());
    assert!(staff.latest::<LineV1>().await.unwrap().kept.is_empty());
    assert!(staff.latest::<BeliefV1>().await.unwrap().kept.is_empty());
    assert!(matches!(
        writes(&small, RUTH, 9, SideV1::For, "x").await,
        Err(Refused::None)
    ));
    for act in [act(&small, RUTH).await, act(&small, AMAL).await] {
        let all = themes(&act).await.unwrap();
        assert_eq!(
            all.iter().map(|(_, many)| many).sum::<u32>(),
            0,
            "kept is not counted"
        );
    }

    let mut own = act(&small, AMAL).await;
    let told = send(&mut own, id(1)).await.unwrap();
    own.done().await.unwrap();
    assert!(matches!(told[..], [Happened::WorkShared { .. }]));
    let there = point(&small, RUTH).await.unwrap();
    assert_eq!(words_of(&there, SideV1::For), ["He left"]);
    assert_eq!(there.believed().len(), 2);
    assert!(
        themes(&act(&small, RUTH).await)
            .await
            .unwrap()
            .contains(&(Theme::Trust, 1))
    );
    // Versions from before are not read from behind.
    let staff = act(&small, RUTH).await;
    assert_eq!(staff.history::<PointV1>(id(1)).await.unwrap().len(), 1);

    writes(&small, RUTH, 9, SideV1::Against, "One did")
        .await
        .unwrap();
    let mut own = act(&small, AMAL).await;
    keep_again(&mut own, id(1)).await.unwrap();
    own.done().await.unwrap();
    let staff = act(&small, RUTH).await;
    assert!(staff.latest::<PointV1>().await.unwrap().kept.is_empty());
    assert!(staff.latest::<LineV1>().await.unwrap().kept.is_empty());
    assert!(staff.latest::<BeliefV1>().await.unwrap().kept.is_empty());
    // To the client nothing is lost.
    assert_eq!(point(&small, AMAL).await.unwrap().lines.len(), 2);
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    let small = Small::in_memory().await;
    begins(&small, RUTH, 1, "It was my fault", &[], ReadersV1::Section)
        .await
        .unwrap();
    // Both have the page open; each is finished after the other began.
    let (mut hers, mut his) = (act(&small, AMAL).await, act(&small, RUTH).await);
    for (act, number, words) in [(&mut hers, 2, "I was nine"), (&mut his, 3, "I was there")] {
        let words = Line::parse(words).unwrap();
        let side = SideV1::Against;
        let new = Beside {
            once: id(number),
            point: id(1),
            side,
            words: Some(&words),
            pattern: None,
        };
        write(act, &new).await.unwrap();
        believe(act, id(number + 10), id(1), Some(number), None)
            .await
            .unwrap();
    }
    his.done().await.unwrap();
    hers.done().await.unwrap();
    let point = point(&small, AMAL).await.unwrap();
    assert_eq!(point.lines.len(), 2);
    assert_eq!(point.believed().len(), 3);
}

#[tokio::test]
async fn other_words_for_a_thought_are_refused_on_an_old_page_and_every_version_is_kept() {
    let small = Small::in_memory().await;
    begins(&small, AMAL, 1, "I am to blame", &[], ReadersV1::Section)
        .await
        .unwrap();
    let mut staff = act(&small, RUTH).await;
    tag(
        &mut staff,
        id(1),
        1,
        &about(&["esteem-myself", "esteem-myself"]),
    )
    .await
    .unwrap();
    staff.done().await.unwrap();
    let words = Line::parse("I am partly to blame").unwrap();
    let mut own = act(&small, AMAL).await;
    let stale = reword(&mut own, id(1), 1, &words, &[]).await;
    assert!(matches!(stale, Err(Refused::Newer)));
    reword(&mut own, id(1), 2, &words, &about(&["esteem-myself"]))
        .await
        .unwrap();
    own.done().await.unwrap();
    // The same sent twice is the same.
    let mut own = act(&small, AMAL).await;
    reword(&mut own, id(1), 2, &words, &about(&["esteem-myself"]))
        .await
        .unwrap();
    let history = own.history::<PointV1>(id(1)).await.unwrap();
    let said: Vec<_> = history
        .iter()
        .map(|kept| kept.value.words.as_str())
        .collect();
    assert_eq!(
        said,
        ["I am to blame", "I am to blame", "I am partly to blame"]
    );
    assert_eq!(history[1].value.about, about(&["esteem-myself"]));
    // The thought is the client's: staff do not word it, nor say how it stands.
    let mut staff = act(&small, RUTH).await;
    assert!(matches!(
        reword(&mut staff, id(1), 3, &words, &[]).await,
        Err(Refused::None)
    ));
    let rests = set_state(&mut staff, id(1), StateV1::Rests).await;
    assert!(matches!(rests, Err(Refused::None)));
}

#[tokio::test]
async fn sent_twice_it_is_kept_once_and_another_under_the_same_id_is_refused() {
    let small = Small::in_memory().await;
    let sent = ReadersV1::Section;
    begins(&small, AMAL, 1, "No one stays", &[], sent)
        .await
        .unwrap();
    assert!(
        begins(&small, AMAL, 1, "No one stays", &[], sent)
            .await
            .unwrap()
            .is_empty()
    );
    let other = begins(&small, AMAL, 1, "All of them go", &[], sent).await;
    assert!(matches!(other, Err(Refused::Another)));
    for _ in 0..2 {
        writes(&small, AMAL, 2, SideV1::For, "He left")
            .await
            .unwrap();
        believes(&small, AMAL, 3, 60).await.unwrap();
    }
    let other = writes(&small, AMAL, 2, SideV1::Against, "He left").await;
    assert!(matches!(other, Err(Refused::Another)));
    let theirs = writes(&small, RUTH, 2, SideV1::For, "He left").await;
    assert!(matches!(theirs, Err(Refused::Another)));
    let point = point(&small, AMAL).await.unwrap();
    assert_eq!((point.lines.len(), point.beliefs.len()), (1, 2));
}

#[tokio::test]
async fn each_takes_out_what_they_wrote_and_nothing_of_the_other() {
    let small = Small::in_memory().await;
    begins(&small, AMAL, 1, "No one stays", &[], ReadersV1::Section)
        .await
        .unwrap();
    writes(&small, AMAL, 2, SideV1::For, "He left")
        .await
        .unwrap();
    writes(&small, RUTH, 3, SideV1::Against, "One did")
        .await
        .unwrap();
    for (who, record, may) in [
        (RUTH, 2, false),
        (AMAL, 3, false),
        (RUTH, 3, true),
        (AMAL, 2, true),
    ] {
        let mut act = act(&small, who).await;
        let done = take_out(&mut act, id(record)).await;
        assert_eq!(done.is_ok(), may, "{record}");
        if may {
            act.done().await.unwrap();
        }
    }
    assert!(point(&small, AMAL).await.unwrap().lines.is_empty());
    let mut own = act(&small, AMAL).await;
    take_out(&mut own, id(1)).await.unwrap();
    own.done().await.unwrap();
    for who in [AMAL, RUTH] {
        assert!(point(&small, who).await.is_none());
    }
    assert!(
        themes(&act(&small, AMAL).await)
            .await
            .unwrap()
            .iter()
            .all(|(_, many)| *many == 0)
    );
}

#[tokio::test]
async fn themes_count_open_ones_under_each_of_theirs_and_resting_ones_under_none() {
    let small = Small::in_memory().await;
    let sent = ReadersV1::Section;
    begins(
        &small,
        AMAL,
        1,
        "a",
        &["trust-myself", "trust-others", "safety-others"],
        sent,
    )
    .await
    .unwrap();
    begins(&small, AMAL, 2, "b", &["trust-others"], sent)
        .await
        .unwrap();
    begins(&small, RUTH, 3, "c", &["power-myself"], sent)
        .await
        .unwrap();
    begins(&small, AMAL, 4, "d", &["trust-others"], ReadersV1::Nobody)
        .await
        .unwrap();
    let expected = |power| {
        vec![
            (Theme::Safety, 1),
            (Theme::Trust, 2),
            (Theme::Power, power),
            (Theme::Esteem, 0),
            (Theme::Intimacy, 0),
        ]
    };
    assert_eq!(themes(&act(&small, RUTH).await).await.unwrap(), expected(1));
    let mut own = act(&small, AMAL).await;
    set_state(&mut own, id(3), StateV1::Rests).await.unwrap();
    set_state(&mut own, id(2), StateV1::Loosening)
        .await
        .unwrap();
    own.done().await.unwrap();
    assert_eq!(themes(&act(&small, AMAL).await).await.unwrap(), expected(0));
}

#[tokio::test]
async fn an_alternative_is_believed_by_itself_and_a_newer_one_begins_anew() {
    let small = Small::in_memory().await;
    begins(&small, AMAL, 1, "No one stays", &[], ReadersV1::Section)
        .await
        .unwrap();
    let mut own = act(&small, AMAL).await;
    let none = believe(&mut own, id(5), id(1), None, Some(10)).await;
    assert!(
        matches!(none, Err(Refused::None)),
        "there is no alternative yet"
    );
    for (value, refused) in [(None, true), (Some(101), true), (Some(0), false)] {
        let done = believe(&mut own, id(6), id(1), value, None).await;
        assert_eq!(done.is_err(), refused, "{value:?}");
    }
    small.clock.pass(1);
    writes(&small, AMAL, 2, SideV1::Instead, "Some stay")
        .await
        .unwrap();
    let mut own = act(&small, AMAL).await;
    believe(&mut own, id(7), id(1), Some(70), Some(20))
        .await
        .unwrap();
    own.done().await.unwrap();
    let there = point(&small, RUTH).await.unwrap();
    let values = |all: Vec<&BeliefV1>| all.iter().map(|one| one.value).collect::<Vec<_>>();
    assert_eq!(values(there.believed()), [80, 70]);
    assert_eq!(values(there.believed_instead()), [20]);
    small.clock.pass(1);
    writes(&small, RUTH, 3, SideV1::Instead, "One stayed")
        .await
        .unwrap();
    let there = point(&small, AMAL).await.unwrap();
    assert!(there.believed_instead().is_empty());
    assert_eq!(
        there.beliefs.len(),
        3,
        "what was said of the earlier one is kept"
    );
}

#[tokio::test]
async fn what_is_not_theirs_is_not_there() {
    let small = Small::in_memory().await;
    begins(&small, AMAL, 1, "No one stays", &[], ReadersV1::Section)
        .await
        .unwrap();
    // Another client's own record knows nothing of it.
    let mut other = small.act(NOOR, NOOR, &OPENS).await;
    assert!(book(&other).await.unwrap().points.is_empty());
    assert!(matches!(send(&mut other, id(1)).await, Err(Refused::None)));
    assert!(matches!(
        take_out(&mut other, id(1)).await,
        Err(Refused::None)
    ));
    let state = set_state(&mut other, id(1), StateV1::Rests).await;
    assert!(matches!(state, Err(Refused::None)));
    let mut staff = act(&small, RUTH).await;
    assert!(matches!(send(&mut staff, id(1)).await, Err(Refused::None)));
    assert!(matches!(
        keep_again(&mut staff, id(1)).await,
        Err(Refused::None)
    ));
    assert!(matches!(
        take_out(&mut staff, id(1)).await,
        Err(Refused::None)
    ));
}
