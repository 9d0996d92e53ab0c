//! The access ledger's order, and post that is due.

use super::{Outcome, client, is_conflict, line, lines, post, record, row};
use crate::engine::{Batch, Engine, LineRow, PostRow};
use care::Moment;
use std::sync::Arc;

fn places(lines: &[LineRow]) -> Vec<u64> {
    lines.iter().map(|line| line.place).collect()
}

pub(super) async fn lines_stand_in_one_order_without_gaps(engine: Arc<dyn Engine>) -> Outcome {
    assert_eq!(engine.all_lines(0, 10).await?, []);
    // Acts of no, one and three lines, by three clients in turn.
    let mut want = Vec::new();
    for n in 0..30_u16 {
        let whose = client(u8::try_from(n % 3)?);
        let act: Vec<_> = (0..[0, 1, 3][usize::from(n % 3)])
            .map(|i| line(whose, n * 4 + i))
            .collect();
        want.extend(act.clone());
        engine.commit(lines(act)).await?;
    }
    let want: Vec<_> = (0..)
        .zip(want)
        .map(|(place, line)| LineRow { place, line })
        .collect();
    assert_eq!(engine.all_lines(0, 1_000).await?, want);
    for page in [1_u32, 7, 40, 41] {
        let (mut seen, mut from) = (Vec::<LineRow>::new(), 0);
        loop {
            let more = engine.all_lines(from, page).await?;
            let Some(last) = more.last() else { break };
            from = last.place + 1;
            seen.extend(more);
        }
        assert_eq!(seen, want, "page of {page}");
    }
    let leaf = |row: &LineRow| (row.place, row.line.leaf);
    let leaves: Vec<_> = want.iter().map(leaf).collect();
    assert_eq!(engine.leaves(0, 1_000).await?, leaves);
    assert_eq!(engine.leaves(7, 9).await?, leaves[7..16]);
    assert_eq!(engine.leaves(u64::MAX, 9).await?, []);
    Ok(())
}

pub(super) async fn a_clients_lines_are_paged_newest_first(engine: Arc<dyn Engine>) -> Outcome {
    for n in 0..20 {
        engine
            .commit(lines(vec![line(client(1), n), line(client(2), n)]))
            .await?;
    }
    let all = engine.lines(client(2), None, 100).await?;
    assert_eq!(
        places(&all),
        (0..20).rev().map(|n| n * 2 + 1).collect::<Vec<_>>()
    );
    assert!(all.iter().all(|line| line.line.client == client(2)));
    assert_eq!(
        all.last().map(|oldest| &oldest.line),
        Some(&line(client(2), 0))
    );
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let more = engine.lines(client(2), before, 6).await?;
        let Some(last) = more.last() else { break };
        before = Some(last.place);
        seen.extend(more);
    }
    assert_eq!(seen, all);
    assert_eq!(engine.lines(client(2), Some(u64::MAX), 100).await?, all);
    assert_eq!(engine.lines(client(3), None, 100).await?, []);
    assert_eq!(engine.all_lines(u64::MAX, 100).await?, []);
    Ok(())
}

pub(super) async fn a_refused_batch_leaves_no_gap_in_the_ledger(
    engine: Arc<dyn Engine>,
) -> Outcome {
    let act = |n| Batch {
        lines: vec![line(client(1), n)],
        rows: vec![row(client(1), record(n / 2), 1)],
        ..Batch::default()
    };
    for n in 0..10 {
        assert_eq!(is_conflict(&engine.commit(act(n)).await), n % 2 == 1);
    }
    assert_eq!(places(&engine.all_lines(0, 100).await?), [0, 1, 2, 3, 4]);
    Ok(())
}

pub(super) async fn post_is_due_in_order_and_never_early(engine: Arc<dyn Engine>) -> Outcome {
    let items = [
        post(client(1), 1, 30),
        post(client(2), 2, 10),
        post(client(1), 3, 20),
    ];
    engine
        .commit(Batch {
            post: items.to_vec(),
            ..Batch::default()
        })
        .await?;
    let [thirty, ten, twenty] = items;
    let due = async |now, limit| engine.due(Moment::from_millis(now), limit).await;
    assert_eq!(due(9, 10).await?, []);
    assert_eq!(due(10, 10).await?, std::slice::from_ref(&ten));
    assert_eq!(due(29, 10).await?, [ten.clone(), twenty.clone()]);
    assert_eq!(due(1_000, 10).await?, [ten.clone(), twenty.clone(), thirty]);
    assert_eq!(due(1_000, 2).await?, [ten, twenty]);
    assert_eq!(due(1_000, 0).await?, []);
    Ok(())
}

pub(super) async fn post_tried_again_is_due_later(engine: Arc<dyn Engine>) -> Outcome {
    let first = post(client(1), 1, 10);
    let again = PostRow {
        due_at: Moment::from_millis(50),
        tries: 1,
        ..first.clone()
    };
    for item in [first, again.clone()] {
        engine
            .commit(Batch {
                post: vec![item],
                ..Batch::default()
            })
            .await?;
    }
    assert_eq!(engine.due(Moment::from_millis(49), 10).await?, []);
    assert_eq!(engine.due(Moment::from_millis(50), 10).await?, [again]);
    Ok(())
}

pub(super) async fn delivered_post_is_gone(engine: Arc<dyn Engine>) -> Outcome {
    let items = vec![
        post(client(1), 1, 10),
        post(client(2), 1, 10),
        post(client(1), 2, 10),
    ];
    engine
        .commit(Batch {
            post: items,
            ..Batch::default()
        })
        .await?;
    // What is not there may be called delivered: the second of two deliveries finds it gone.
    for _ in 0..2 {
        let delivered = vec![(client(1), record(1)), (client(9), record(1))];
        engine
            .commit(Batch {
                delivered,
                ..Batch::default()
            })
            .await?;
        let left = engine.due(Moment::from_millis(10), 10).await?;
        assert_eq!(left, [post(client(1), 2, 10), post(client(2), 1, 10)]);
    }
    Ok(())
}
