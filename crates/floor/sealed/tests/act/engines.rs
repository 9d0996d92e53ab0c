//! The same story on every engine: what an act promises does not depend on where it is kept.

use crate::shapes::{CountV1, HalfV1, KINDS, NoteV1, note};
use care::{ClientId, DAY, Purpose, RecordId, RelationKind, Section, Sections};
use sealed::engine::{CommitError, Engine};
use sealed::engines::{MemoryEngine, PostgresEngine, SqliteEngine};
use sealed::{Done, Notice, ReadError};
use testing::postgres::Server;
use testing::{AMAL, BEN, Frozen, NOOR, RUTH, Small, TOMAS, asker};

const OPEN: [Section; 2] = [Section::Notes, Section::Overview];

/// Ruth and Amal write, one of them twice; a relation ends; all of it is in the ledger and whole.
async fn story(engine: Box<dyn Engine>) {
    let small = Small::over(engine).await;
    let mut act = small.act(RUTH, AMAL, &OPEN).await;
    let id = act.mint();
    act.keep(id, &note("as Ruth wrote it")).unwrap();
    act.set_gist(&CountV1 { notes: 1 }).await.unwrap();
    act.post(AMAL, Notice::SomethingWaits, act.now() + DAY)
        .await
        .unwrap();
    act.done().await.unwrap();

    let (mut first, mut second) = (
        small.act(AMAL, AMAL, &OPEN).await,
        small.act(RUTH, AMAL, &OPEN).await,
    );
    let was = first.find::<NoteV1>(id).await.unwrap().unwrap();
    first.amend(&was, &note("as Amal wants it")).unwrap();
    second.amend(&was, &note("once more")).unwrap();
    second.set_gist(&CountV1 { notes: 2 }).await.unwrap();
    first.done().await.unwrap();
    assert!(matches!(second.done().await, Err(CommitError::Conflict)));

    half_written(&small).await;
    told_and_listed(&small).await;
    ended_and_seen(&small, id).await;

    let found = small.vault.verify(&KINDS).await.unwrap();
    assert!(found.is_whole(), "{found:?}");
    small.vault.engine().close().await;
}

async fn half_written(small: &Small) {
    let draft = RecordId::from_bytes([4; 16]);
    for words in ["half", "half of it"] {
        let mut act = small.act(AMAL, AMAL, &[Section::Drafts]).await;
        act.overwrite(
            draft,
            &HalfV1 {
                words: words.to_owned(),
            },
        )
        .unwrap();
        act.done().await.unwrap();
        let kept = act_history(small, draft).await;
        assert_eq!(kept, [words]);
    }
}

async fn told_and_listed(small: &Small) {
    small.clock.pass(DAY);
    let (due, damaged) = small.vault.due(10).await.unwrap();
    assert_eq!((due.len(), damaged), (1, 0));
    small.vault.deliver_inside(due[0]).await.unwrap();
    small.vault.deliver_inside(due[0]).await.unwrap();
    assert_eq!(
        small.vault.waiting(AMAL).await.unwrap(),
        Some(small.vault.now())
    );

    small.relate(NOOR, &[(RUTH, RelationKind::Therapist)]).await;
    let clients = small.vault.caseload(asker(RUTH)).await.unwrap();
    assert_eq!(clients, [AMAL, NOOR].map(ClientId::of));
    let overview = Sections::of(&[Section::Overview]);
    let list = small
        .vault
        .decide_list(asker(RUTH), &clients, overview, Purpose::Caseload);
    let overviews = small
        .vault
        .overviews(&list.await.unwrap().accesses)
        .await
        .unwrap();
    let counts: Vec<_> = overviews
        .iter()
        .map(|one| one.get::<CountV1>().unwrap())
        .collect();
    assert_eq!(counts, [Some(CountV1 { notes: 1 }), None]);
}

async fn ended_and_seen(small: &Small, id: RecordId) {
    let reading = small.act(RUTH, AMAL, &OPEN).await;
    small.relate(AMAL, &[(TOMAS, RelationKind::Advocate)]).await;
    assert!(matches!(
        reading.find::<NoteV1>(id).await,
        Err(ReadError::NotCovered)
    ));
    assert!(small.ask(BEN, AMAL, Sections::of(&OPEN)).await.is_err());

    let own = small
        .act(AMAL, AMAL, &[Section::Notes, Section::Ledger])
        .await;
    let history = own.history::<NoteV1>(id).await.unwrap();
    let words: Vec<_> = history
        .iter()
        .map(|kept| kept.value.words.as_str())
        .collect();
    assert_eq!(words, ["as Ruth wrote it", "as Amal wants it"]);
    let (lines, damaged) = own.lines(None, 100).await.unwrap();
    assert_eq!(damaged, 0);
    let by = |who, done| {
        lines
            .iter()
            .filter(|line| (line.by, line.done) == (who, done))
            .count()
    };
    assert_eq!((by(RUTH, Done::Wrote), by(AMAL, Done::Wrote)), (1, 1));
    assert_eq!(
        by(RUTH, Done::Opened),
        3,
        "once, for the list, and a day later"
    );
}

async fn act_history(small: &Small, draft: RecordId) -> Vec<String> {
    let act = small.act(AMAL, AMAL, &[Section::Drafts]).await;
    let kept = act.history::<HalfV1>(draft).await.unwrap();
    kept.into_iter().map(|kept| kept.value.words).collect()
}

#[tokio::test]
async fn the_story_in_memory() {
    story(Box::new(MemoryEngine::new())).await;
}

#[tokio::test]
async fn the_story_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("attune.sqlite");
    story(Box::new(
        SqliteEngine::open(&path, &Frozen::default()).unwrap(),
    ))
    .await;
}

#[tokio::test]
async fn the_story_on_postgresql() {
    let Some(server) = Server::wanted().unwrap() else {
        return;
    };
    let engine = PostgresEngine::connect(&server.url()).await.unwrap();
    story(Box::new(engine)).await;
}
