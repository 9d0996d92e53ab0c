//! No plaintext without a durable line, and which line.

use crate::shapes::{CountV1, NoteV1, note};
use crate::tampered::{Refusal, Tampered};
use care::{
    Asker, Basis, ClientId, DAY, Facts, MINUTE, PersonId, Purpose, Refused, Relation, RelationKind,
    Role, Section, Sections, decide,
};
use sealed::engine::{CommitError, EngineFault};
use sealed::{Act, Done, LINE_COVERS, Line, ReadError};
use testing::{AMAL, BEN, MARA, NOOR, RUTH, Small, TOMAS, asker};

const NOTES: Sections = Sections::of(&[Section::Notes]);

/// Amal's lines, oldest first, without the one that reading them leaves.
async fn lines(small: &Small) -> Vec<Line> {
    let act = small.act(AMAL, AMAL, &[Section::Ledger]).await;
    let (mut lines, damaged) = act.lines(None, 1_000).await.unwrap();
    assert_eq!(damaged, 0);
    lines.reverse();
    lines.retain(|line| line.sections != Sections::of(&[Section::Ledger]));
    lines
}

#[tokio::test]
async fn without_a_durable_line_nothing_is_opened() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let full: Refusal = || CommitError::Full;
    let stopped: Refusal = || CommitError::Fault(EngineFault::Stopped);
    for refusal in [full, stopped] {
        let access = small.ask(RUTH, AMAL, NOTES).await.unwrap();
        let overview = Sections::of(&[Section::Overview]);
        let listed = small.ask(RUTH, AMAL, overview).await.unwrap();
        engine.refuse(Some(refusal));
        let before = engine.commits();
        assert!(matches!(
            Act::open(&small.vault, access).await,
            Err(ReadError::NoLine(_))
        ));
        assert!(matches!(
            small.vault.overviews(&[listed]).await,
            Err(ReadError::NoLine(_))
        ));
        engine.refuse(None);
        assert_eq!(engine.commits(), before, "nothing was committed");

        let act = Act::open(&small.vault, access).await.unwrap();
        assert_eq!(
            engine.commits().len(),
            before.len() + 1,
            "a refused line covers nothing"
        );
        drop(act);
        small.clock.pass(LINE_COVERS);
    }
}

#[tokio::test]
async fn a_line_says_who_opened_what_why_and_on_what_right() {
    let small = Small::in_memory().await;
    small.clock.pass(MINUTE);
    let wanted = [
        (
            RUTH,
            vec![Section::Notes, Section::CheckIns],
            Basis::Relation(RelationKind::Therapist),
        ),
        (
            TOMAS,
            vec![Section::Relationship],
            Basis::Relation(RelationKind::Advocate),
        ),
        (MARA, vec![Section::Consent], Basis::Duty),
        (AMAL, vec![Section::Notes], Basis::Own),
    ];
    let before = lines(&small).await.len();
    for (who, sections, _) in &wanted {
        small.act(*who, AMAL, sections).await;
    }
    let lines = lines(&small).await;
    assert_eq!(lines.len(), before + wanted.len());
    for (line, (who, sections, basis)) in lines[before..].iter().zip(wanted) {
        let expected = Line {
            place: line.place,
            line: line.line,
            by: who,
            role: asker(who).role,
            done: Done::Opened,
            sections: Sections::of(&sections),
            purpose: testing::purpose(who),
            basis,
            at: small.vault.now(),
        };
        assert_eq!(*line, expected);
    }
    assert!(lines.is_sorted_by_key(|line| line.place));
}

#[tokio::test]
async fn every_write_has_a_line_of_its_own_even_where_an_opening_is_covered() {
    let small = Small::in_memory().await;
    for words in ["one", "two"] {
        let mut act = small
            .act(RUTH, AMAL, &[Section::Notes, Section::Overview])
            .await;
        act.keep(act.mint(), &note(words)).unwrap();
        act.set_gist(&CountV1 { notes: 1 }).await.unwrap();
        act.done().await.unwrap();
    }
    let by_ruth: Vec<_> = lines(&small)
        .await
        .into_iter()
        .filter(|line| line.by == RUTH)
        .collect();
    let done: Vec<_> = by_ruth.iter().map(|line| line.done).collect();
    assert_eq!(done, [Done::Opened, Done::Wrote, Done::Wrote]);
    assert_eq!(
        by_ruth[1].sections, NOTES,
        "what was written, not what was opened"
    );
}

#[tokio::test]
async fn a_gist_written_alone_leaves_a_line_too() {
    let small = Small::in_memory().await;
    let mut act = small
        .act(RUTH, AMAL, &[Section::Notes, Section::Overview])
        .await;
    act.set_gist(&CountV1 { notes: 3 }).await.unwrap();
    act.done().await.unwrap();
    let last = lines(&small).await.pop().unwrap();
    assert_eq!(
        (last.done, last.sections),
        (Done::Wrote, Sections::of(&[Section::Overview]))
    );
}

#[tokio::test]
async fn one_line_covers_ten_minutes_of_the_same_and_nothing_else() {
    let small = Small::in_memory().await;
    small.clock.pass(DAY);
    let of = async || lines(&small).await.len();
    let mut expected = of().await;
    let ten_minutes_less_one = LINE_COVERS - 1;
    for (passed, who, sections, new) in [
        (0, RUTH, vec![Section::Notes], true),
        (0, RUTH, vec![Section::Notes], false),
        (ten_minutes_less_one, RUTH, vec![Section::Notes], false),
        (0, RUTH, vec![Section::Notes, Section::CheckIns], true),
        (0, RUTH, vec![Section::CheckIns], true),
        (0, AMAL, vec![Section::Notes], true),
        (1, RUTH, vec![Section::Notes], true),
        (0, RUTH, vec![Section::Notes], false),
        (-1, RUTH, vec![Section::Notes], true),
        (0, RUTH, vec![Section::Notes], false),
        (-DAY / 24, RUTH, vec![Section::Notes], true),
    ] {
        small.clock.pass(passed);
        small.act(who, AMAL, &sections).await;
        expected += usize::from(new);
        assert_eq!(
            of().await,
            expected,
            "{passed} ms later, {who:?} opens {sections:?}"
        );
    }
}

#[tokio::test]
async fn another_purpose_needs_another_line() {
    let small = Small::in_memory().await;
    let before = lines(&small).await.len();
    let overview = Sections::of(&[Section::Overview]);
    for purpose in [
        Purpose::Treatment,
        Purpose::Caseload,
        Purpose::Treatment,
        Purpose::Caseload,
    ] {
        let access = small
            .vault
            .decide(asker(RUTH), ClientId::of(AMAL), overview, purpose)
            .await;
        Act::open(&small.vault, access.unwrap().unwrap())
            .await
            .unwrap();
    }
    let lines = lines(&small).await;
    let purposes: Vec<_> = lines[before..].iter().map(|line| line.purpose).collect();
    assert_eq!(purposes, [Purpose::Treatment, Purpose::Caseload]);
}

#[tokio::test]
async fn a_section_that_was_not_asked_for_is_not_read_or_written() {
    let small = Small::in_memory().await;
    let mut act = small.act(RUTH, AMAL, &[Section::CheckIns]).await;
    let id = act.mint();
    assert!(matches!(
        act.latest::<NoteV1>().await,
        Err(ReadError::NotCovered)
    ));
    assert!(matches!(
        act.find::<NoteV1>(id).await,
        Err(ReadError::NotCovered)
    ));
    assert!(matches!(
        act.history::<NoteV1>(id).await,
        Err(ReadError::NotCovered)
    ));
    assert!(matches!(
        act.keep(id, &note("no")),
        Err(ReadError::NotCovered)
    ));
    assert!(matches!(
        act.gist::<CountV1>().await,
        Err(ReadError::NotCovered)
    ));
    assert!(matches!(
        act.set_gist(&CountV1::default()).await,
        Err(ReadError::NotCovered)
    ));
    assert!(matches!(act.standing().await, Err(ReadError::NotCovered)));
    assert!(matches!(
        act.lines(None, 1).await,
        Err(ReadError::NotCovered)
    ));
    act.done().await.unwrap();
}

#[tokio::test]
async fn a_decision_holds_for_a_minute_and_never_from_the_future() {
    let small = Small::in_memory().await;
    for (passed, opens) in [(0, true), (MINUTE, true), (MINUTE + 1, false), (-1, false)] {
        let access = small
            .ask(RUTH, AMAL, Sections::of(&[Section::Overview]))
            .await
            .unwrap();
        small.clock.pass(passed);
        let opened = Act::open(&small.vault, access).await;
        let listed = small.vault.overviews(&[access]).await;
        assert_eq!(
            (opened.is_ok(), listed.is_ok()),
            (opens, opens),
            "after {passed} ms"
        );
    }
}

#[tokio::test]
async fn an_access_on_made_up_facts_opens_nothing() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let now = small.vault.now();
    let relation = Relation {
        person: BEN,
        kind: RelationKind::Therapist,
        from: now,
        until: None,
    };
    let facts = Facts {
        relations: vec![relation],
        ..Facts::default()
    };
    let overview = Sections::of(&[Section::Overview]);
    let whose = ClientId::of(AMAL);
    let access = decide(asker(BEN), whose, overview, Purpose::Treatment, &facts, now).unwrap();
    let before = engine.commits();
    assert!(matches!(
        Act::open(&small.vault, access).await,
        Err(ReadError::NotCovered)
    ));
    assert!(matches!(
        small.vault.overviews(&[access]).await,
        Err(ReadError::NotCovered)
    ));
    assert_eq!(engine.commits(), before);
}

#[tokio::test]
async fn a_client_who_is_not_there_and_one_who_is_closed_look_the_same() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    let mut act = small.act(MARA, NOOR, &[Section::Consent]).await;
    let facts = Facts {
        conflicts: vec![BEN],
        ..Facts::default()
    };
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    let before = engine.commits();
    let nobody = PersonId::from_bytes([0x77; 16]);
    assert_eq!(small.ask(BEN, NOOR, NOTES).await, Err(Refused::Conflict));
    assert_eq!(small.ask(BEN, nobody, NOTES).await, Err(Refused::NoBasis));
    let list = [ClientId::of(NOOR), ClientId::of(nobody)];
    let decided = small
        .vault
        .decide_list(asker(BEN), &list, NOTES, Purpose::Treatment)
        .await
        .unwrap();
    assert!(decided.accesses.is_empty() && decided.damaged.is_empty());
    assert_eq!(engine.commits(), before, "no line tells that someone asked");
}

#[tokio::test]
async fn the_services_own_record_is_nobodys() {
    let small = Small::in_memory().await;
    let service = PersonId::from_bytes([0; 16]);
    let sections = Sections::of(&[Section::Identity]);
    assert_eq!(
        small.ask(MARA, service, sections).await,
        Err(Refused::NoBasis)
    );
    let itself = Asker {
        person: service,
        role: Role::Client,
    };
    let whose = ClientId::of(service);
    let own = small
        .vault
        .decide(itself, whose, sections, Purpose::OwnRecord)
        .await
        .unwrap();
    assert_eq!(own, Err(Refused::NoBasis));
}

#[tokio::test]
async fn a_list_of_overviews_leaves_all_its_lines_in_one_commit() {
    let engine = Tampered::default();
    let small = Small::over(Box::new(engine.clone())).await;
    small.relate(NOOR, &[(RUTH, RelationKind::Therapist)]).await;
    let clients = small.vault.caseload(asker(RUTH)).await.unwrap();
    assert_eq!(clients, [ClientId::of(AMAL), ClientId::of(NOOR)]);
    let sections = Sections::of(&[Section::Overview]);
    let accesses = small
        .vault
        .decide_each(asker(RUTH), &clients, sections, Purpose::Caseload)
        .await
        .unwrap();
    let before = engine.commits().len();
    assert_eq!(small.vault.overviews(&accesses).await.unwrap().len(), 2);
    assert_eq!(engine.commits()[before..], [(0, 2)]);
    small.vault.overviews(&accesses).await.unwrap();
    assert_eq!(
        engine.commits().len(),
        before + 1,
        "covered for ten minutes"
    );
}
