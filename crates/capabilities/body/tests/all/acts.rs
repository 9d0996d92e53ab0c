//! Who may read what, what is told, and what is kept once.

use body::{
    AwayV1, LevelV1, MapV1, NowV1, OwnToolV1, Refused, UseV1, WorseV1, helps, let_read, made_worse,
    note, put_away, say_of_now, set_first, shipped, take_out, take_tool_away, tools, write_tool,
};
use care::{Audience, Happened, MINUTE, RecordId, Section, Sections};
use pages::Words;
use pages::calm::Tool;
use sealed::{Act, ReadersV1};
use testing::{AMAL, BEN, INES, MARA, RUTH, Small, TOMAS};

const WORK: [Section; 1] = [Section::Work];
const ENGLISH: Words = Words::new(pages::Language::English);

fn named(name: &str) -> RecordId {
    shipped(Tool::named(name).unwrap())
}

fn went(act: &Act, tool: RecordId, numbers: (u8, u8), readers: ReadersV1) -> UseV1 {
    UseV1 {
        tool: *tool.bytes(),
        at: act.now().millis(),
        before: Some(numbers.0),
        after: Some(numbers.1),
        words: Some("By the window.".to_owned()),
        readers,
        gone: None,
    }
}

async fn uses(small: &Small, tool: RecordId, numbers: (u8, u8), readers: ReadersV1) -> RecordId {
    small.clock.pass(MINUTE);
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    let once = act.mint();
    let piece = went(&act, tool, numbers, readers);
    note(&mut act, once, &piece).await.unwrap();
    act.done().await.unwrap();
    once
}

async fn helped(small: &Small, who: care::PersonId) -> Vec<(String, usize)> {
    let act = small.act(who, AMAL, &WORK).await;
    let all = helps(&act, ENGLISH).await.unwrap();
    all.into_iter().map(|one| (one.called, one.uses)).collect()
}

#[tokio::test]
async fn nobody_but_their_therapist_opens_the_work() {
    let small = Small::in_memory().await;
    let work = Sections::of(&WORK);
    for person in [BEN, INES, TOMAS, MARA] {
        assert!(small.ask(person, AMAL, work).await.is_err());
    }
    assert!(small.ask(RUTH, AMAL, work).await.is_ok());
}

#[tokio::test]
async fn what_is_kept_is_read_by_nobody_else_and_stands_in_no_count_of_theirs() {
    let small = Small::in_memory().await;
    let feet = named("feet");
    for _ in 0..2 {
        uses(&small, feet, (8, 4), ReadersV1::Nobody).await;
    }
    let third = uses(&small, feet, (8, 4), ReadersV1::Section).await;
    assert_eq!(
        helped(&small, AMAL).await,
        [("Feel the floor".to_owned(), 3)]
    );
    assert!(helped(&small, RUTH).await.is_empty());
    let act = small.act(RUTH, AMAL, &WORK).await;
    let seen = act.latest::<UseV1>().await.unwrap().kept;
    let seen: Vec<_> = seen.iter().map(|kept| kept.record).collect();
    assert_eq!(seen, [third]);
}

#[tokio::test]
async fn what_helps_is_the_persons_own_order_and_says_nothing_of_what_made_it_no_easier() {
    let small = Small::in_memory().await;
    for _ in 0..3 {
        uses(&small, named("feet"), (8, 6), ReadersV1::Nobody).await;
        uses(&small, named("cold"), (8, 3), ReadersV1::Nobody).await;
        uses(&small, named("breathe"), (3, 9), ReadersV1::Nobody).await;
    }
    uses(&small, named("orient"), (10, 0), ReadersV1::Nobody).await;
    let told = [
        ("Cold water".to_owned(), 3),
        ("Feel the floor".to_owned(), 3),
    ];
    assert_eq!(helped(&small, AMAL).await, told);
}

#[tokio::test]
async fn sent_twice_it_is_kept_once_and_something_else_is_another() {
    let small = Small::in_memory().await;
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    let (once, feet) = (act.mint(), named("feet"));
    let piece = went(&act, feet, (8, 4), ReadersV1::Section);
    let happened = note(&mut act, once, &piece).await.unwrap();
    let told = |one: &Happened| matches!(one, Happened::WorkShared { work, audience: Audience::Section, .. } if *work == once);
    assert!(happened.len() == 1 && told(&happened[0]));
    act.done().await.unwrap();
    small.clock.pass(MINUTE);
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    let later = went(&act, feet, (8, 4), ReadersV1::Section);
    assert!(note(&mut act, once, &later).await.unwrap().is_empty());
    let other = went(&act, feet, (8, 5), ReadersV1::Section);
    let refused = note(&mut act, once, &other).await;
    assert!(matches!(refused, Err(Refused::Another)));
}

#[tokio::test]
async fn only_the_client_notes_sends_or_takes_out_what_is_theirs() {
    let small = Small::in_memory().await;
    let sent = uses(&small, named("feet"), (8, 4), ReadersV1::Section).await;
    let mut act = small.act(RUTH, AMAL, &WORK).await;
    let once = act.mint();
    let piece = went(&act, named("feet"), (1, 1), ReadersV1::Section);
    assert!(matches!(
        note(&mut act, once, &piece).await,
        Err(Refused::None)
    ));
    let nobody = ReadersV1::Nobody;
    assert!(matches!(
        let_read::<UseV1>(&mut act, sent, nobody).await,
        Err(Refused::None)
    ));
    assert!(matches!(
        take_out::<UseV1>(&mut act, sent).await,
        Err(Refused::None)
    ));
    assert!(matches!(
        put_away(&mut act, named("feet"), true).await,
        Err(Refused::None)
    ));
    let worse = made_worse(&mut act, named("feet"), "x".to_owned(), None).await;
    assert!(matches!(worse, Err(Refused::None)));
}

#[tokio::test]
async fn what_was_sent_can_be_kept_again_and_what_was_kept_can_be_sent() {
    let small = Small::in_memory().await;
    let record = uses(&small, named("feet"), (8, 4), ReadersV1::Nobody).await;
    for (readers, told, sees) in [
        (ReadersV1::Section, 1, 1),
        (ReadersV1::Section, 0, 1),
        (ReadersV1::Nobody, 0, 0),
    ] {
        let mut act = small.act(AMAL, AMAL, &WORK).await;
        let happened = let_read::<UseV1>(&mut act, record, readers).await.unwrap();
        assert_eq!(happened.len(), told);
        act.done().await.unwrap();
        let act = small.act(RUTH, AMAL, &WORK).await;
        assert_eq!(act.latest::<UseV1>().await.unwrap().kept.len(), sees);
    }
    let act = small.act(RUTH, AMAL, &WORK).await;
    assert!(act.history::<UseV1>(record).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_taken_out_is_empty_counts_no_more_and_is_for_nobody_else() {
    let small = Small::in_memory().await;
    let mut records = Vec::new();
    for _ in 0..3 {
        records.push(uses(&small, named("feet"), (8, 4), ReadersV1::Section).await);
    }
    assert_eq!(helped(&small, RUTH).await.len(), 1);
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    take_out::<UseV1>(&mut act, records[0]).await.unwrap();
    act.done().await.unwrap();
    assert!(helped(&small, RUTH).await.is_empty() && helped(&small, AMAL).await.is_empty());
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    let gone = act.find::<UseV1>(records[0]).await.unwrap().unwrap().value;
    assert!(gone.words.is_none() && gone.before.is_none() && gone.after.is_none());
    let again = take_out::<UseV1>(&mut act, records[0]).await;
    assert!(
        matches!(again, Err(Refused::None)),
        "there is nothing any more"
    );
    let act = small.act(RUTH, AMAL, &WORK).await;
    assert!(act.find::<UseV1>(records[0]).await.unwrap().is_none());
}

#[tokio::test]
async fn a_tool_that_made_it_worse_is_away_and_told_once_until_it_is_taken_up_again() {
    let small = Small::in_memory().await;
    let breathe = named("breathe");
    for (words, told) in [(Some("My heart raced."), 1), (Some("My heart raced."), 0)] {
        let mut act = small.act(AMAL, AMAL, &WORK).await;
        let words = words.map(str::to_owned);
        let called = "Breathe slowly".to_owned();
        let happened = made_worse(&mut act, breathe, called, words).await.unwrap();
        assert_eq!(happened.len(), told);
        assert!(
            happened
                .iter()
                .all(|one| matches!(one, Happened::ToolMadeWorse { .. }))
        );
        act.done().await.unwrap();
    }
    for who in [AMAL, RUTH] {
        let act = small.act(who, AMAL, &WORK).await;
        let all = tools(&act, ENGLISH).await.unwrap();
        let tool = all.find(breathe).unwrap();
        let said = tool.worse.as_ref().and_then(|worse| worse.words.clone());
        assert_eq!(
            (tool.away, said.as_deref()),
            (true, Some("My heart raced."))
        );
    }
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    put_away(&mut act, breathe, false).await.unwrap();
    act.done().await.unwrap();
    for who in [AMAL, RUTH] {
        let act = small.act(who, AMAL, &WORK).await;
        let all = tools(&act, ENGLISH).await.unwrap();
        let tool = all.find(breathe).unwrap();
        assert!(!tool.away && tool.worse.is_none());
        let noted = act.latest::<WorseV1>().await.unwrap().kept;
        assert!(
            noted[0].value.back.is_some(),
            "that it had made it worse stays"
        );
    }
    // The second time it is news again.
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    let again = made_worse(&mut act, breathe, "Breathe slowly".to_owned(), None).await;
    assert_eq!(again.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_put_away_without_a_word_is_seen_by_nobody_else() {
    let small = Small::in_memory().await;
    let cold = named("cold");
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    put_away(&mut act, cold, true).await.unwrap();
    put_away(&mut act, named("feet"), false).await.unwrap();
    act.done().await.unwrap();
    let act = small.act(AMAL, AMAL, &WORK).await;
    assert!(tools(&act, ENGLISH).await.unwrap().find(cold).unwrap().away);
    assert_eq!(act.latest::<AwayV1>().await.unwrap().kept.len(), 1);
    let act = small.act(RUTH, AMAL, &WORK).await;
    assert!(!tools(&act, ENGLISH).await.unwrap().find(cold).unwrap().away);
    assert!(act.latest::<AwayV1>().await.unwrap().kept.is_empty());
}

#[tokio::test]
async fn what_a_therapist_writes_is_there_for_both_at_once_and_stands_where_they_put_it() {
    let small = Small::in_memory().await;
    let mut act = small.act(RUTH, AMAL, &WORK).await;
    let once = act.mint();
    let tool = OwnToolV1 {
        by: *RUTH.bytes(),
        at: act.now().millis(),
        called: "The blue mug".to_owned(),
        steps: vec!["Hold it.".to_owned()],
        note: None,
        gone: None,
    };
    let given = write_tool(&mut act, once, &tool).await.unwrap();
    assert!(matches!(given[..], [Happened::WorkGiven { work, .. }] if work == once));
    set_first(&mut act, &[named("move"), once]).await.unwrap();
    act.done().await.unwrap();
    let mut act = small.act(RUTH, AMAL, &WORK).await;
    assert!(write_tool(&mut act, once, &tool).await.unwrap().is_empty());
    let other = OwnToolV1 {
        called: "Another".to_owned(),
        ..tool
    };
    assert!(matches!(
        write_tool(&mut act, once, &other).await,
        Err(Refused::Another)
    ));
    drop(act);
    let act = small.act(AMAL, AMAL, &WORK).await;
    let all = tools(&act, ENGLISH).await.unwrap();
    let order: Vec<_> = all
        .all
        .iter()
        .take(3)
        .map(|tool| tool.called.as_str())
        .collect();
    assert_eq!(order, ["Move a little", "The blue mug", "Breathe slowly"]);
    drop(act);
    let mut act = small.act(RUTH, AMAL, &WORK).await;
    take_tool_away(&mut act, once).await.unwrap();
    let unknown = act.mint();
    let nothing = take_tool_away(&mut act, unknown).await;
    assert!(matches!(nothing, Err(Refused::None)));
    act.done().await.unwrap();
    let act = small.act(AMAL, AMAL, &WORK).await;
    assert!(tools(&act, ENGLISH).await.unwrap().find(once).is_none());
}

#[tokio::test]
async fn how_much_it_is_is_noted_for_nobody_else_until_the_client_says_so() {
    let small = Small::in_memory().await;
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    let once = act.mint();
    let now = NowV1 {
        at: act.now().millis(),
        level: LevelV1::TooMuch,
        words: None,
        readers: ReadersV1::Nobody,
        gone: None,
    };
    assert!(note(&mut act, once, &now).await.unwrap().is_empty());
    act.done().await.unwrap();
    let act = small.act(RUTH, AMAL, &WORK).await;
    assert!(act.latest::<NowV1>().await.unwrap().kept.is_empty());
    drop(act);
    for (readers, told) in [
        (ReadersV1::Section, 1),
        (ReadersV1::Section, 0),
        (ReadersV1::Nobody, 0),
    ] {
        let mut act = small.act(AMAL, AMAL, &WORK).await;
        let words = Some("The corridor.".to_owned());
        let happened = say_of_now(&mut act, once, words, readers).await.unwrap();
        assert_eq!(happened.len(), told);
        act.done().await.unwrap();
    }
    let act = small.act(RUTH, AMAL, &WORK).await;
    assert!(act.latest::<NowV1>().await.unwrap().kept.is_empty());
}

#[tokio::test]
async fn a_map_of_another_kind_or_client_is_not_found() {
    let small = Small::in_memory().await;
    let used = uses(&small, named("feet"), (8, 4), ReadersV1::Section).await;
    let mut act = small.act(AMAL, AMAL, &WORK).await;
    let not_a_map = let_read::<MapV1>(&mut act, used, ReadersV1::Nobody).await;
    assert!(matches!(not_a_map, Err(Refused::None)));
    let unknown = act.mint();
    assert!(matches!(
        take_out::<UseV1>(&mut act, unknown).await,
        Err(Refused::None)
    ));
    drop(act);
    let mut act = small.act(testing::NOOR, testing::NOOR, &WORK).await;
    assert!(matches!(
        take_out::<UseV1>(&mut act, used).await,
        Err(Refused::None)
    ));
}
