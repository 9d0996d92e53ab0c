//! What is done with the card and its days, without a page.

use care::{Audience, Happened, Line, RecordId, Section};
use diary::{
    BACK, CardRefused, ClassV1, DiaryGistV1, EntryRefused, EntryV1, How, ItemV1, KindV1, LabelV1,
    MarkV1, New, StateV1, ToV1, ValueV1, WhyV1, card, drop, due, entries, goes, goes_to, proposal,
    propose, read, remove, room_lines, save, send_waiting, share, starting, take_back, withdraw,
    write,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use pages::{Language, Words};
use sealed::{Act, ReadError};
use testing::{AMAL, BEGINNING, INES, NOOR, RUTH, Small};

const OPENS: [Section; 3] = [Section::Work, Section::Overview, Section::Consent];
const STAFF: [Section; 2] = [Section::Work, Section::Overview];
pub(crate) const TODAY: Date = date(2026, 5, 4);

pub(crate) async fn amal(small: &Small) -> Act {
    small.act(AMAL, AMAL, &OPENS).await
}

pub(crate) async fn ruth(small: &Small) -> Act {
    small.act(RUTH, AMAL, &STAFF).await
}

pub(crate) fn own(id: u16, name: &str, kind: KindV1, class: Option<ClassV1>) -> ItemV1 {
    ItemV1 {
        id,
        label: LabelV1::Own(name.to_owned()),
        kind,
        class,
    }
}

pub(crate) fn urge(level: Option<u8>, acted: Option<bool>) -> ValueV1 {
    ValueV1::Urge {
        level,
        acted,
        times: None,
    }
}

pub(crate) fn life() -> ItemV1 {
    own(1, "to cut", KindV1::Urge, Some(ClassV1::Life))
}

pub(crate) fn mark(item: ItemV1, value: ValueV1) -> MarkV1 {
    MarkV1 { item, value }
}

pub(crate) fn day(day: Date, marks: Vec<MarkV1>, how: How) -> New {
    New {
        day,
        today: TODAY,
        card: 1,
        seen: 0,
        marks,
        how,
    }
}

pub(crate) fn felt(level: u8) -> Vec<MarkV1> {
    let item = own(2, "fear", KindV1::Emotion, None);
    vec![mark(item, ValueV1::Level(level))]
}

pub(crate) async fn written(small: &Small, new: New) -> Result<Vec<Happened>, EntryRefused> {
    let mut act = amal(small).await;
    let happened = save(&mut act, new).await?;
    act.done().await.unwrap();
    Ok(happened)
}

pub(crate) async fn only(small: &Small) -> (RecordId, u32, EntryV1) {
    let act = amal(small).await;
    let kept = entries(&act).await.unwrap().kept.pop().unwrap();
    (kept.record, kept.version, kept.value)
}

async fn gist(small: &Small) -> DiaryGistV1 {
    ruth(small).await.gist().await.unwrap().unwrap_or_default()
}

pub(crate) async fn made(small: &Small, seen: u16, items: Vec<ItemV1>) -> Result<(), CardRefused> {
    let mut act = ruth(small).await;
    write(&mut act, seen, items, None).await?;
    act.done().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn the_therapist_writes_the_card_and_a_number_is_never_given_to_another_line() {
    let small = Small::in_memory().await;
    let new = |name: &str| own(0, name, KindV1::Emotion, None);
    made(&small, 0, starting()).await.unwrap();
    let first = card(&ruth(&small).await)
        .await
        .unwrap()
        .now()
        .unwrap()
        .clone();
    assert_eq!((first.number, first.items.clone()), (1, starting()));
    let mut second: Vec<ItemV1> = first.items[1..].to_vec();
    second.push(new("numbness"));
    made(&small, 1, second.clone()).await.unwrap();
    // The same page sent twice is one version; another page that saw the first is older.
    made(&small, 1, second.clone()).await.unwrap();
    let late = made(&small, 1, vec![new("other")]).await;
    assert!(matches!(late, Err(CardRefused::Newer)), "{late:?}");
    let now = card(&ruth(&small).await).await.unwrap();
    assert_eq!(now.number(), 2);
    let added = now.now().unwrap().items.last().unwrap().id;
    assert_eq!(added, 13);
    // The last line goes, and another comes: it gets a number of its own.
    let mut third = now.now().unwrap().items.clone();
    third.pop();
    third.push(new("calm"));
    made(&small, 2, third).await.unwrap();
    let now = card(&ruth(&small).await).await.unwrap();
    assert_eq!(now.now().unwrap().items.last().unwrap().id, 14);
    assert!(now.line(13).is_some(), "an earlier line is still known");
    assert_eq!(gist(&small).await.card, 3);
}

#[tokio::test]
async fn a_change_the_client_would_like_waits_and_is_taken_up_left_or_taken_back() {
    let small = Small::in_memory().await;
    let why = Line::parse("too many").unwrap();
    let mine = || vec![own(0, "calm", KindV1::Emotion, None)];
    // (what the therapist or the client does, what became of it, whether the therapist still reads it)
    for (does, state, seen) in [
        ("write", StateV1::TakenUp, true),
        ("drop", StateV1::Stays, true),
        ("withdraw", StateV1::TakenBack, false),
    ] {
        small.clock.pass(1_000);
        let mut act = amal(&small).await;
        let told = propose(&mut act, 0, mine(), Some(&why)).await.unwrap();
        assert!(
            matches!(told[..], [Happened::WorkShared { .. }]),
            "{told:?}"
        );
        assert!(
            propose(&mut amal(&small).await, 0, mine(), Some(&why))
                .await
                .is_ok()
        );
        act.done().await.unwrap();
        let again = propose(&mut amal(&small).await, 0, mine(), Some(&why)).await;
        assert_eq!(again.unwrap(), [], "the same again is the same");
        assert!(gist(&small).await.glance().proposed.is_some());
        let mut act = ruth(&small).await;
        let waits = proposal(&act).await.unwrap().unwrap();
        assert_eq!(
            (waits.value.state, waits.value.words.as_str()),
            (StateV1::Waits, "too many")
        );
        match does {
            "write" => {
                write(&mut act, 0, waits.value.items, Some(waits.record))
                    .await
                    .unwrap();
                act.done().await.unwrap();
            }
            "drop" => {
                drop(&mut act).await.unwrap();
                act.done().await.unwrap();
            }
            _ => {
                assert!(matches!(
                    withdraw(&mut act).await,
                    Err(CardRefused::NotTheirs)
                ));
                let mut act = amal(&small).await;
                withdraw(&mut act).await.unwrap();
                act.done().await.unwrap();
            }
        }
        let became = proposal(&amal(&small).await).await.unwrap().unwrap();
        assert_eq!(became.value.state, state);
        assert_eq!(
            proposal(&ruth(&small).await).await.unwrap().is_some(),
            seen,
            "{does}"
        );
        assert_eq!(gist(&small).await.glance().proposed, None);
    }
}

#[tokio::test]
async fn a_day_is_written_on_the_day_or_up_to_two_weeks_after_and_says_when_it_was() {
    let small = Small::in_memory().await;
    for back in [0_i64, 1, i64::from(BACK)] {
        let that = TODAY.checked_sub(back.days()).unwrap();
        written(&small, day(that, felt(2), How::Send))
            .await
            .unwrap();
    }
    let all = entries(&ruth(&small).await).await.unwrap().kept;
    let late: Vec<_> = all.iter().map(|kept| kept.value.late).collect();
    assert_eq!(late, [0, 1, 14]);
    assert!(!all[0].value.is_later() && all[1].value.is_later());
    assert_eq!(all[2].value.written(), BEGINNING);
    for back in [-1, i64::from(BACK) + 1] {
        let that = TODAY.checked_sub(back.days()).unwrap();
        let refused = written(&small, day(that, felt(2), How::Send)).await;
        assert!(
            matches!(refused, Err(EntryRefused::Day)),
            "{back}: {refused:?}"
        );
    }
    let refused = written(&small, day(TODAY, Vec::new(), How::Keep)).await;
    assert!(matches!(refused, Err(EntryRefused::Empty)), "{refused:?}");
}

#[tokio::test]
async fn a_day_sent_twice_is_one_day_and_a_changed_day_keeps_what_it_was() {
    let small = Small::in_memory().await;
    let told = written(&small, day(TODAY, felt(2), How::Send))
        .await
        .unwrap();
    assert!(matches!(
        told[..],
        [Happened::WorkShared {
            audience: Audience::Section,
            ..
        }]
    ));
    assert_eq!(
        written(&small, day(TODAY, felt(2), How::Send))
            .await
            .unwrap(),
        []
    );
    // Another page that did not see it is told, and loses nothing.
    let refused = written(&small, day(TODAY, felt(3), How::Send)).await;
    assert!(matches!(refused, Err(EntryRefused::Newer)), "{refused:?}");
    let seen = New {
        seen: 1,
        ..day(TODAY, felt(3), How::Send)
    };
    assert_eq!(written(&small, seen).await.unwrap(), [], "told once");
    let (record, version, entry) = only(&small).await;
    assert_eq!(
        (version, entry.marks, entry.changed),
        (2, felt(3), Some(BEGINNING.millis()))
    );
    let before = amal(&small).await.history::<EntryV1>(record).await.unwrap();
    assert_eq!(before[0].value.marks, felt(2));
}

#[tokio::test]
async fn what_the_client_keeps_is_met_nowhere_on_the_staff_side() {
    let small = Small::in_memory().await;
    made(&small, 0, vec![life()]).await.unwrap();
    let grave = || vec![mark(life(), urge(Some(5), Some(true)))];
    let before = gist(&small).await;
    for (back, how) in [(0_i64, How::Keep), (1, How::Session)] {
        let that = TODAY.checked_sub(back.days()).unwrap();
        let told = written(&small, day(that, grave(), how)).await.unwrap();
        assert_eq!(told, []);
    }
    let act = ruth(&small).await;
    let all = entries(&act).await.unwrap();
    assert!(all.kept.is_empty() && all.damaged.is_empty());
    for kept in entries(&amal(&small).await).await.unwrap().kept {
        assert!(act.find::<EntryV1>(kept.record).await.unwrap().is_none());
        assert!(
            act.history::<EntryV1>(kept.record)
                .await
                .unwrap()
                .is_empty()
        );
    }
    assert_eq!(gist(&small).await, before);
    let english = Words::new(Language::English);
    assert_eq!(room_lines(&act, TODAY, english).await.unwrap(), []);
    assert!(matches!(due(&act, TODAY).await, Err(ReadError::NotCovered)));
    // Where the card goes is the client's own business, too.
    let mut act = amal(&small).await;
    goes_to(&mut act, ToV1::Session).await.unwrap();
    act.done().await.unwrap();
    assert_eq!(
        goes(&amal(&small).await).await.unwrap(),
        Some(ToV1::Session)
    );
    assert_eq!(goes(&ruth(&small).await).await.unwrap(), None);
    let refused = goes_to(&mut ruth(&small).await, ToV1::EachDay).await;
    assert!(matches!(refused, Err(ReadError::NotCovered)));
}

#[tokio::test]
async fn what_was_kept_is_sent_later_and_what_was_sent_is_taken_back() {
    let small = Small::in_memory().await;
    written(
        &small,
        day(TODAY, vec![mark(life(), urge(Some(4), None))], How::Keep),
    )
    .await
    .unwrap();
    let (record, ..) = only(&small).await;
    let mut act = amal(&small).await;
    let told = share(&mut act, record).await.unwrap();
    assert_eq!(told.len(), 1);
    act.done().await.unwrap();
    assert_eq!(share(&mut amal(&small).await, record).await.unwrap(), []);
    let stands = gist(&small).await;
    assert_eq!(
        (stands.last.as_deref(), stands.look.len()),
        (Some("2026-05-04"), 1)
    );
    assert_eq!(entries(&ruth(&small).await).await.unwrap().kept.len(), 1);
    let mut act = amal(&small).await;
    take_back(&mut act, record).await.unwrap();
    act.done().await.unwrap();
    let stands = gist(&small).await;
    assert_eq!((stands.last, stands.look), (None, Vec::new()));
    assert!(entries(&ruth(&small).await).await.unwrap().kept.is_empty());
    let refused = share(&mut ruth(&small).await, record).await;
    assert!(
        matches!(refused, Err(EntryRefused::NotTheirs)),
        "{refused:?}"
    );
}

#[tokio::test]
async fn days_kept_for_the_session_are_sent_together_and_tell_once() {
    let small = Small::in_memory().await;
    for back in 0_i64..3 {
        let that = TODAY.checked_sub(back.days()).unwrap();
        let how = if back == 1 { How::Keep } else { How::Session };
        written(&small, day(that, felt(1), how)).await.unwrap();
    }
    let mut act = amal(&small).await;
    let (sent, told) = send_waiting(&mut act).await.unwrap();
    assert_eq!((sent, told.len()), (2, 1));
    act.done().await.unwrap();
    let read = entries(&ruth(&small).await).await.unwrap().kept;
    let days: Vec<_> = read.iter().map(|kept| kept.value.day.as_str()).collect();
    assert_eq!(
        days,
        ["2026-05-04", "2026-05-02"],
        "what was kept for oneself stays"
    );
    assert_eq!(gist(&small).await.last.as_deref(), Some("2026-05-04"));
    let (again, told) = send_waiting(&mut amal(&small).await).await.unwrap();
    assert_eq!((again, told.len()), (0, 0));
}

#[tokio::test]
async fn a_day_taken_out_is_a_gap_and_can_be_written_again() {
    let small = Small::in_memory().await;
    written(
        &small,
        day(TODAY, vec![mark(life(), urge(None, Some(true)))], How::Send),
    )
    .await
    .unwrap();
    let (record, ..) = only(&small).await;
    let mut act = amal(&small).await;
    remove(&mut act, record).await.unwrap();
    act.done().await.unwrap();
    assert!(entries(&amal(&small).await).await.unwrap().kept.is_empty());
    assert_eq!(gist(&small).await.look, []);
    assert!(
        ruth(&small)
            .await
            .history::<EntryV1>(record)
            .await
            .unwrap()
            .is_empty()
    );
    let refused = remove(&mut amal(&small).await, record).await;
    assert!(matches!(refused, Err(EntryRefused::None)), "{refused:?}");
    let seen = New {
        seen: 2,
        ..day(TODAY, felt(2), How::Keep)
    };
    written(&small, seen).await.unwrap();
    let (.., entry) = only(&small).await;
    assert_eq!((entry.marks, entry.changed), (felt(2), None));
}

#[tokio::test]
async fn acting_on_what_can_cost_a_life_or_a_strong_urge_to_is_a_reason_to_look() {
    let therapy = || own(3, "to quit", KindV1::Urge, Some(ClassV1::Therapy));
    let act = || own(4, "pills", KindV1::Act { more: false }, Some(ClassV1::Life));
    let did = |did| ValueV1::Did { did, times: None };
    for (item, value, how, why) in [
        (
            life(),
            urge(Some(0), Some(true)),
            How::Send,
            Some(WhyV1::Acted),
        ),
        (
            life(),
            urge(None, Some(true)),
            How::Send,
            Some(WhyV1::Acted),
        ),
        (
            life(),
            urge(Some(5), Some(true)),
            How::Send,
            Some(WhyV1::Acted),
        ),
        (
            life(),
            urge(Some(4), Some(false)),
            How::Send,
            Some(WhyV1::Strong),
        ),
        (life(), urge(Some(3), Some(false)), How::Send, None),
        (life(), urge(Some(5), Some(true)), How::Keep, None),
        (life(), urge(Some(5), Some(true)), How::Session, None),
        (therapy(), urge(Some(5), Some(true)), How::Send, None),
        (act(), did(true), How::Send, Some(WhyV1::Acted)),
        (act(), did(false), How::Send, None),
    ] {
        let small = Small::in_memory().await;
        let said = format!("{item:?} {value:?} {how:?}");
        written(&small, day(TODAY, vec![mark(item, value)], how))
            .await
            .unwrap();
        assert_eq!(gist(&small).await.glance().why(), why, "{said}");
    }
}

#[tokio::test]
async fn what_was_read_is_no_reason_any_more_until_something_is_added() {
    let small = Small::in_memory().await;
    let grave = |level| vec![mark(life(), urge(Some(level), None))];
    written(&small, day(TODAY, grave(4), How::Send))
        .await
        .unwrap();
    let yesterday = TODAY.yesterday().unwrap();
    let shown = small.vault.now();
    small.clock.pass(1_000);
    written(&small, day(yesterday, grave(5), How::Send))
        .await
        .unwrap();
    let mut act = ruth(&small).await;
    read(&mut act, shown).await.unwrap();
    act.done().await.unwrap();
    // What came after the page was drawn still waits.
    let look = gist(&small).await.glance().look;
    let days: Vec<_> = look.iter().map(|look| look.day.as_str()).collect();
    assert_eq!(days, ["2026-05-03"]);
    for (level, waits) in [(4, 1), (5, 2)] {
        small.clock.pass(1_000);
        let listing = entries(&amal(&small).await).await.unwrap().kept;
        let seen = New {
            seen: listing[0].version,
            ..day(TODAY, grave(level), How::Send)
        };
        written(&small, seen).await.unwrap();
        assert_eq!(gist(&small).await.look.len(), waits, "{level}");
    }
    let refused = read(&mut amal(&small).await, shown).await;
    assert!(
        matches!(refused, Err(EntryRefused::NotTheirs)),
        "{refused:?}"
    );
    let refused = small
        .ask(INES, AMAL, care::Sections::of(&[Section::Work]))
        .await;
    assert!(refused.is_err(), "a supervisor opens no work");
}

#[tokio::test]
async fn nobody_elses_day_is_there() {
    let small = Small::in_memory().await;
    written(&small, day(TODAY, felt(1), How::Send))
        .await
        .unwrap();
    let (record, ..) = only(&small).await;
    let mut act = small.act(NOOR, NOOR, &OPENS).await;
    for refused in [
        share(&mut act, record).await.map(|_| ()),
        take_back(&mut act, record).await,
        remove(&mut act, record).await,
    ] {
        assert!(matches!(refused, Err(EntryRefused::None)), "{refused:?}");
    }
    assert!(matches!(withdraw(&mut act).await, Err(CardRefused::None)));
}
