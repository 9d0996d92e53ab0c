//! Many writers at once, and the end.

use super::{Outcome, client, is_conflict, line, record, row, rows};
use crate::engine::{Batch, CommitError, Engine, EngineFault, WrappedKey};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Commits every batch at the same time and gives the answers, by number.
async fn all_at_once(
    engine: &Arc<dyn Engine>,
    batches: impl Iterator<Item = (u16, Batch)>,
) -> Result<Vec<(u16, Result<(), CommitError>)>, tokio::task::JoinError> {
    let mut writers = JoinSet::new();
    for (n, batch) in batches {
        let engine = Arc::clone(engine);
        writers.spawn(async move { (n, engine.commit(batch).await) });
    }
    let mut answers = Vec::new();
    while let Some(answer) = writers.join_next().await {
        answers.push(answer?);
    }
    Ok(answers)
}

pub(super) async fn five_hundred_writers_are_each_acknowledged_once(
    engine: Arc<dyn Engine>,
) -> Outcome {
    let act = |n| Batch {
        rows: vec![row(client(1), record(n), 1)],
        lines: vec![line(client(1), n), line(client(2), n)],
        ..Batch::default()
    };
    let answers = all_at_once(&engine, (0..500).map(|n| (n, act(n)))).await?;
    let numbers: BTreeSet<u16> = answers.iter().map(|(n, _)| *n).collect();
    assert_eq!((answers.len(), numbers.len()), (500, 500));
    for (n, answer) in answers {
        assert!(answer.is_ok(), "writer {n}: {answer:?}");
    }
    let kept: Vec<_> = (0..500).map(|n| row(client(1), record(n), 1)).collect();
    assert_eq!(engine.all_rows(None, 1_000).await?, kept);
    let lines = engine.all_lines(0, 2_000).await?;
    assert!(lines.iter().map(|line| line.place).eq(0..1_000));
    // The two lines of one act stand together.
    for pair in lines.chunks(2) {
        let [one, two] = pair else {
            return Err("a line without its neighbour".into());
        };
        assert_eq!(one.line.line, two.line.line);
        assert_eq!((one.line.client, two.line.client), (client(1), client(2)));
    }
    Ok(())
}

pub(super) async fn of_many_writers_of_one_version_exactly_one_wins(
    engine: Arc<dyn Engine>,
) -> Outcome {
    let act = |n| Batch {
        rows: vec![row(client(1), record(1), 1)],
        lines: vec![line(client(1), n)],
        ..Batch::default()
    };
    let answers = all_at_once(&engine, (0..64).map(|n| (n, act(n)))).await?;
    let won: Vec<_> = answers
        .iter()
        .filter(|(_, answer)| answer.is_ok())
        .collect();
    assert_eq!(won.len(), 1);
    let lost = answers
        .iter()
        .filter(|(_, answer)| is_conflict(answer))
        .count();
    assert_eq!(lost, 63);
    let written = engine.all_lines(0, 100).await?;
    let written: Vec<_> = written.into_iter().map(|line| line.line).collect();
    assert_eq!(
        written,
        won.iter()
            .map(|(n, _)| line(client(1), *n))
            .collect::<Vec<_>>()
    );
    Ok(())
}

pub(super) async fn a_conflict_does_not_poison_its_neighbours(engine: Arc<dyn Engine>) -> Outcome {
    engine
        .commit(rows(vec![row(client(9), record(0), 1)]))
        .await?;
    // Every third act writes something of its own, then runs into what is there.
    let act = |n: u16| {
        let mut batch = rows(vec![row(client(1), record(n), 1)]);
        batch.lines.push(line(client(1), n));
        if n.is_multiple_of(3) {
            batch.rows.push(row(client(9), record(0), 1));
        }
        batch
    };
    for (n, answer) in all_at_once(&engine, (0..192).map(|n| (n, act(n)))).await? {
        assert_eq!(
            is_conflict(&answer),
            n.is_multiple_of(3),
            "writer {n}: {answer:?}"
        );
        assert_eq!(
            answer.is_ok(),
            !n.is_multiple_of(3),
            "writer {n}: {answer:?}"
        );
    }
    let kept = engine.latest(client(1), super::KIND, None, 1_000).await?;
    let want: Vec<_> = (0..192).filter(|n| n % 3 != 0).collect();
    assert_eq!(
        kept.iter().map(|row| row.record).collect::<Vec<_>>(),
        want.iter().map(|n| record(*n)).collect::<Vec<_>>()
    );
    let lines = engine.all_lines(0, 1_000).await?;
    assert!(lines.iter().map(|line| line.place).eq(0..128));
    Ok(())
}

pub(super) async fn what_is_acknowledged_can_be_read_at_once(engine: Arc<dyn Engine>) -> Outcome {
    let mut people = JoinSet::new();
    for whose in 0..16_u8 {
        let engine = Arc::clone(&engine);
        people.spawn(async move {
            for n in 0..12 {
                let kept = row(client(whose), record(n), 1);
                engine.commit(rows(vec![kept.clone()])).await?;
                assert_eq!(engine.record(kept.client, kept.record).await?, Some(kept));
            }
            Outcome::Ok(())
        });
    }
    while let Some(outcome) = people.join_next().await {
        outcome??;
    }
    Ok(())
}

pub(super) async fn a_closed_engine_refuses_to_commit(engine: Arc<dyn Engine>) -> Outcome {
    engine
        .commit(rows(vec![row(client(1), record(1), 1)]))
        .await?;
    engine.close().await;
    let stopped = |answer| matches!(answer, Err(CommitError::Fault(EngineFault::Stopped)));
    assert!(stopped(
        engine
            .commit(rows(vec![row(client(1), record(2), 1)]))
            .await
    ));
    let key = WrappedKey {
        client: client(1),
        epoch: 1,
        wrapped: vec![1],
    };
    assert!(stopped(engine.put_keys(vec![key]).await));
    engine.close().await;
    Ok(())
}
