//! The week, and what often comes together over many of them.

use crate::acts::{TODAY, amal, day, felt, life, made, mark, only, own, ruth, urge, written};
use care::RecordId;
use diary::Group::{Day, Feelings, Less, Life, More, Therapy};
use diary::{
    ClassV1, EntryV1, Group, How, ItemV1, KindV1, LabelV1, ValueV1, card, due, entries, often,
    room_lines, starting, week,
};
use jiff::ToSpan;
use pages::{Language, Words};
use testing::{BEGINNING, Small};

#[tokio::test]
async fn a_week_has_gaps_is_read_in_the_order_of_what_is_at_stake_and_keeps_lines_that_went() {
    let small = Small::in_memory().await;
    let gone = own(9, "old line", KindV1::YesNo, None);
    let skills = own(5, "skills", KindV1::Skills, None);
    let more = own(6, "walks", KindV1::Act { more: true }, None);
    let less = own(7, "shouting", KindV1::Act { more: false }, None);
    let items = [
        own(2, "fear", KindV1::Emotion, None),
        skills.clone(),
        more,
        less,
        own(3, "to quit", KindV1::Urge, Some(ClassV1::Therapy)),
        own(8, "words", KindV1::Words, None),
        life(),
    ];
    let step = |back: i64, step| {
        let mut marks = felt(2);
        marks.push(mark(skills.clone(), ValueV1::Level(step)));
        marks.push(mark(life(), urge(Some(0), Some(back == 0))));
        marks.push(mark(gone.clone(), ValueV1::YesNo(false)));
        day(TODAY.checked_sub(back.days()).unwrap(), marks, How::Send)
    };
    for (back, level) in [(0, 7), (2, 3), (3, 0)] {
        written(&small, step(back, level)).await.unwrap();
    }
    let all = entries(&ruth(&small).await).await.unwrap().kept;
    let shown = week(TODAY, &items, &all);
    let order: Vec<_> = shown.rows.iter().map(|row| Group::of(&row.item)).collect();
    assert_eq!(order, [Life, Therapy, Less, More, More, Feelings, Day]);
    assert_eq!(shown.rows[6].item, gone);
    let written: Vec<bool> = shown.days.iter().map(|(_, kept)| kept.is_some()).collect();
    assert_eq!(written, [false, false, false, true, true, false, true]);
    let cells = &shown.rows[0].cells;
    assert_eq!(cells[5], None, "a gap is a gap, not a nought");
    assert_eq!(cells[6], Some(urge(Some(0), Some(true))));
    let acted = shown.rows[0].acted();
    assert_eq!((acted.days, acted.of), (1, 3));
    let row = shown.rows.iter().find(|row| row.item == skills).unwrap();
    // Used and helped are two counts, and helped is of those on which one was used.
    let (used, helped) = (row.used(), row.helped());
    assert_eq!((used.days, used.of, helped.days, helped.of), (2, 3, 1, 2));
    let english = Words::new(Language::English);
    let lines = room_lines(&ruth(&small).await, TODAY, english)
        .await
        .unwrap();
    assert_eq!(lines[0].label, "to cut");
    assert_eq!(lines[0].words, "Strongest 0 of 5. Acted on 1 of 3 days.");
}

#[tokio::test]
async fn a_day_keeps_the_name_its_line_had() {
    let small = Small::in_memory().await;
    made(&small, 0, vec![own(0, "fear", KindV1::Emotion, None)])
        .await
        .unwrap();
    let line = card(&amal(&small).await)
        .await
        .unwrap()
        .now()
        .unwrap()
        .items[0]
        .clone();
    let said = mark(line.clone(), ValueV1::Level(3));
    written(&small, day(TODAY, vec![said], How::Send))
        .await
        .unwrap();
    let renamed = ItemV1 {
        label: LabelV1::Own("dread".to_owned()),
        ..line.clone()
    };
    made(&small, 1, vec![renamed.clone()]).await.unwrap();
    let (.., entry) = only(&small).await;
    assert_eq!(entry.mark(line.id).unwrap().item, line);
    let all = entries(&ruth(&small).await).await.unwrap().kept;
    let shown = week(TODAY, std::slice::from_ref(&renamed), &all);
    assert_eq!(shown.rows.len(), 1, "it is one line with two names");
    assert_eq!(shown.rows[0].item, renamed);
}

#[tokio::test]
async fn today_is_open_until_something_is_written_about_it() {
    let small = Small::in_memory().await;
    assert_eq!(due(&amal(&small).await, TODAY).await.unwrap(), None);
    made(&small, 0, starting()).await.unwrap();
    assert_eq!(due(&amal(&small).await, TODAY).await.unwrap(), Some(true));
    written(&small, day(TODAY, felt(1), How::Keep))
        .await
        .unwrap();
    assert_eq!(due(&amal(&small).await, TODAY).await.unwrap(), Some(false));
    let tomorrow = TODAY.tomorrow().unwrap();
    assert_eq!(
        due(&amal(&small).await, tomorrow).await.unwrap(),
        Some(true)
    );
}

#[tokio::test]
async fn what_often_comes_together_is_said_from_three_weeks_on() {
    let nights: [u16; 30] = [
        5, 2, 7, 1, 6, 3, 8, 4, 2, 9, 1, 5, 7, 3, 6, 2, 8, 1, 4, 9, 3, 7, 2, 5, 8, 1, 6, 4, 9, 2,
    ];
    let sleep = own(1, "sleep", KindV1::Sleep, None);
    let fear = own(2, "fear", KindV1::Emotion, None);
    for (length, found) in [(30, true), (23, true), (20, false)] {
        let days: Vec<_> = (0..length)
            .map(|at| {
                let night = mark(sleep.clone(), ValueV1::Sleep(nights[at] * 60));
                let before = at.checked_sub(1).map_or(5, |at| nights[at]);
                // A short night, a day of more fear after it.
                let fear = 5 - u8::try_from(before / 2).unwrap();
                let marks = vec![night, felt(fear).remove(0)];
                let back = i64::try_from(length - 1 - at).unwrap();
                (TODAY.checked_sub(back.days()).unwrap(), marks)
            })
            .collect();
        let kept = days.into_iter().map(|(day, marks)| sealed::Kept {
            record: RecordId::from_bytes([1; 16]),
            version: 1,
            at: BEGINNING,
            value: EntryV1 {
                day: day.to_string(),
                card: 1,
                written: 0,
                changed: None,
                late: 0,
                marks,
                readers: sealed::ReadersV1::Section,
                session: false,
                gone: false,
            },
        });
        let kept: Vec<_> = kept.collect();
        let (often, pairs) = often(TODAY, &[sleep.clone(), fear.clone()], &kept);
        assert_eq!(pairs, 2);
        let first = often
            .iter()
            .find(|one| one.first == sleep && one.then == fear);
        assert_eq!(
            first.map(|one| one.more),
            found.then_some(false),
            "{length}"
        );
        assert!(first.is_none_or(|one| usize::try_from(one.days).unwrap() == length - 1));
    }
}
