//! Records and gists: kept whole, in versions, apart by client.

use super::{KIND, OTHER_KIND, Outcome, client, gist, is_conflict, line, post, record, row, rows};
use crate::engine::{Batch, Engine, GistRow, Row};
use care::{Moment, RecordId};
use std::sync::Arc;

pub(super) async fn a_record_reads_back_as_it_was_kept(engine: Arc<dyn Engine>) -> Outcome {
    let odd = [
        Row {
            sealed: Vec::new(),
            ..row(client(1), record(1), 1)
        },
        Row {
            sealed: vec![7; 1 << 20],
            ..row(client(1), record(2), 1)
        },
        Row {
            sealed: (0..=255).collect(),
            ..row(client(0), record(0), u32::MAX)
        },
        Row {
            at: Moment::from_millis(-1),
            ..row(client(255), record(65_535), 1)
        },
        Row {
            at: Moment::from_millis(i64::MAX),
            ..row(client(2), record(1), 0)
        },
    ];
    for row in &odd {
        engine.commit(rows(vec![row.clone()])).await?;
    }
    for row in odd {
        assert_eq!(
            engine.record(row.client, row.record).await?,
            Some(row.clone())
        );
        assert_eq!(engine.versions(row.client, row.record).await?, vec![row]);
    }
    assert_eq!(engine.record(client(9), record(1)).await?, None);
    assert_eq!(engine.versions(client(9), record(1)).await?, vec![]);
    engine.commit(Batch::default()).await?;
    Ok(())
}

pub(super) async fn a_version_that_is_there_is_a_conflict(engine: Arc<dyn Engine>) -> Outcome {
    let first = row(client(1), record(1), 1);
    engine.commit(rows(vec![first.clone()])).await?;
    let second = Row {
        sealed: b"another".to_vec(),
        ..first.clone()
    };
    assert!(is_conflict(&engine.commit(rows(vec![second])).await));
    assert_eq!(engine.versions(client(1), record(1)).await?, vec![first]);
    Ok(())
}

pub(super) async fn of_a_batch_in_conflict_nothing_stays(engine: Arc<dyn Engine>) -> Outcome {
    let (whose, there) = (client(1), row(client(1), record(1), 1));
    engine
        .commit(Batch {
            rows: vec![
                there.clone(),
                row(whose, record(2), 1),
                row(whose, record(3), 1),
            ],
            gists: vec![gist(whose, 1)],
            post: vec![post(whose, 1, 10)],
            ..Batch::default()
        })
        .await?;
    let act = Batch {
        rows: vec![row(whose, record(4), 1)],
        overwrite: vec![row(whose, record(2), 2)],
        forget: vec![(whose, record(3))],
        gists: vec![gist(whose, 2)],
        lines: vec![line(whose, 1)],
        post: vec![post(whose, 2, 10)],
        delivered: vec![(whose, record(1))],
        erased: Vec::new(),
    };
    let mut by_row = act.clone();
    by_row.rows.push(there);
    let mut by_gist = act.clone();
    by_gist.gists.push(gist(client(2), 2));
    for refused in [by_row, by_gist] {
        assert!(is_conflict(&engine.commit(refused).await));
        let left: Vec<_> = engine.all_rows(None, 100).await?;
        let left: Vec<_> = left.iter().map(|row| (row.record, row.version)).collect();
        assert_eq!(left, [(record(1), 1), (record(2), 1), (record(3), 1)]);
        assert_eq!(
            engine.gists(vec![whose, client(2)]).await?,
            [gist(whose, 1)]
        );
        assert_eq!(engine.all_lines(0, 100).await?, []);
        assert_eq!(
            engine.due(Moment::from_millis(10), 100).await?,
            [post(whose, 1, 10)]
        );
    }
    engine.commit(act).await?;
    let left: Vec<_> = engine.all_rows(None, 100).await?;
    let left: Vec<_> = left.iter().map(|row| (row.record, row.version)).collect();
    assert_eq!(left, [(record(1), 1), (record(2), 2), (record(4), 1)]);
    assert_eq!(engine.gists(vec![whose]).await?, [gist(whose, 2)]);
    assert_eq!(
        engine.due(Moment::from_millis(10), 100).await?,
        [post(whose, 2, 10)]
    );
    Ok(())
}

pub(super) async fn the_same_version_twice_in_a_batch_is_a_conflict(
    engine: Arc<dyn Engine>,
) -> Outcome {
    let twice = row(client(1), record(1), 1);
    assert!(is_conflict(
        &engine.commit(rows(vec![twice.clone(), twice])).await
    ));
    assert_eq!(engine.all_rows(None, 10).await?, []);
    Ok(())
}

pub(super) async fn the_latest_version_of_each_record_is_listed_page_by_page(
    engine: Arc<dyn Engine>,
) -> Outcome {
    // Record n has (n mod 3) + 1 versions; every fifth is of another kind. Written out of order.
    let mut want = Vec::new();
    for n in (1..=40_u16).rev() {
        let tag = if n % 5 == 0 { OTHER_KIND } else { KIND };
        for version in 1..=u32::from(n % 3) + 1 {
            let kept = Row {
                tag,
                ..row(client(1), record(n), version)
            };
            engine.commit(rows(vec![kept.clone()])).await?;
            if version == u32::from(n % 3) + 1 && tag == KIND {
                want.insert(0, kept);
            }
        }
    }
    assert_eq!(engine.latest(client(1), KIND, None, 1_000).await?, want);
    for page in [1_u32, 7, 32, 33] {
        let (mut seen, mut after): (Vec<Row>, Option<RecordId>) = (Vec::new(), None);
        loop {
            let more = engine.latest(client(1), KIND, after, page).await?;
            assert!(u32::try_from(more.len())? <= page);
            let Some(last) = more.last() else { break };
            after = Some(last.record);
            seen.extend(more);
        }
        assert_eq!(seen, want, "page of {page}");
    }
    assert_eq!(engine.latest(client(1), [3; 16], None, 10).await?, []);
    assert_eq!(engine.latest(client(1), KIND, None, 0).await?, []);
    let numbers: Vec<_> = engine.versions(client(1), record(2)).await?;
    let numbers: Vec<_> = numbers.iter().map(|row| row.version).collect();
    assert_eq!(numbers, [1, 2, 3]);
    Ok(())
}

pub(super) async fn records_are_kept_apart_by_client(engine: Arc<dyn Engine>) -> Outcome {
    let (one, two) = (row(client(1), record(1), 1), row(client(2), record(1), 1));
    engine.commit(rows(vec![one.clone(), two.clone()])).await?;
    engine
        .commit(Batch {
            gists: vec![gist(client(1), 1), gist(client(3), 1)],
            ..Batch::default()
        })
        .await?;
    assert_eq!(
        engine.record(client(1), record(1)).await?,
        Some(one.clone())
    );
    assert_eq!(engine.latest(client(2), KIND, None, 10).await?, [two]);
    let forget = vec![(client(2), record(1)), (client(9), record(9))];
    engine
        .commit(Batch {
            forget,
            ..Batch::default()
        })
        .await?;
    assert_eq!(engine.all_rows(None, 10).await?, [one]);
    assert_eq!(
        engine.gists(vec![client(1), client(2)]).await?,
        [gist(client(1), 1)]
    );
    assert_eq!(engine.gists(Vec::new()).await?, []);
    Ok(())
}

pub(super) async fn an_overwritten_record_keeps_only_its_newest_version(
    engine: Arc<dyn Engine>,
) -> Outcome {
    let draft = |version, words: &[u8]| Row {
        sealed: words.to_vec(),
        ..row(client(1), record(1), version)
    };
    let bystander = row(client(1), record(2), 1);
    engine.commit(rows(vec![bystander.clone()])).await?;
    // In place, then a later version, then in place again, with a change of kind.
    let changed = Row {
        tag: OTHER_KIND,
        ..draft(5, b"d")
    };
    for kept in [draft(1, b"a"), draft(1, b"b"), draft(5, b"c"), changed] {
        engine
            .commit(Batch {
                overwrite: vec![kept.clone()],
                ..Batch::default()
            })
            .await?;
        assert_eq!(engine.versions(client(1), record(1)).await?, [kept]);
    }
    assert_eq!(engine.latest(client(1), KIND, None, 10).await?, [bystander]);
    // Of two in one batch the second stands.
    let overwrite = vec![draft(6, b"e"), draft(6, b"f")];
    engine
        .commit(Batch {
            overwrite,
            ..Batch::default()
        })
        .await?;
    assert_eq!(
        engine.versions(client(1), record(1)).await?,
        [draft(6, b"f")]
    );
    Ok(())
}

pub(super) async fn a_forgotten_record_is_gone_in_every_version(
    engine: Arc<dyn Engine>,
) -> Outcome {
    let kept: Vec<_> = (1..=3)
        .map(|version| row(client(1), record(1), version))
        .collect();
    let stays = row(client(1), record(2), 1);
    engine.commit(rows(kept)).await?;
    engine.commit(rows(vec![stays.clone()])).await?;
    let forget = vec![(client(1), record(1))];
    engine
        .commit(Batch {
            forget,
            ..Batch::default()
        })
        .await?;
    assert_eq!(engine.record(client(1), record(1)).await?, None);
    assert_eq!(engine.latest(client(1), KIND, None, 10).await?, [stays]);
    // What was forgotten may begin anew.
    engine
        .commit(rows(vec![row(client(1), record(1), 1)]))
        .await?;
    Ok(())
}

pub(super) async fn a_gist_moves_one_version_at_a_time(engine: Arc<dyn Engine>) -> Outcome {
    // Each: the version offered, and whether it is taken.
    for (version, taken) in [
        (0, false),
        (2, false),
        (1, true),
        (1, false),
        (3, false),
        (0, false),
        (2, true),
        (2, false),
        (3, true),
        (1, false),
    ] {
        let before = engine.gists(vec![client(1)]).await?;
        let gists = vec![gist(client(1), version)];
        let answer = engine
            .commit(Batch {
                gists,
                ..Batch::default()
            })
            .await;
        assert_eq!(is_conflict(&answer), !taken, "version {version}");
        let after = engine.gists(vec![client(1)]).await?;
        assert_eq!(
            after,
            if taken {
                vec![gist(client(1), version)]
            } else {
                before
            }
        );
    }
    // Two steps in one act are two steps; another kind is counted by itself.
    let other = GistRow {
        tag: OTHER_KIND,
        ..gist(client(1), 1)
    };
    let gists = vec![gist(client(1), 4), gist(client(1), 5), other.clone()];
    engine
        .commit(Batch {
            gists,
            ..Batch::default()
        })
        .await?;
    let mut both = engine.gists(vec![client(1)]).await?;
    both.sort_by_key(|gist| gist.tag);
    assert_eq!(both, [gist(client(1), 5), other]);
    Ok(())
}

pub(super) async fn everything_stored_is_paged_through_once_in_order(
    engine: Arc<dyn Engine>,
) -> Outcome {
    let mut want = Vec::new();
    for whose in [1_u8, 2, 200] {
        for n in 0..7 {
            want.extend((1..=2).map(|version| row(client(whose), record(n), version)));
        }
    }
    engine
        .commit(rows(want.iter().rev().cloned().collect()))
        .await?;
    for page in [1_u32, 5, 42, 43] {
        let (mut seen, mut after) = (Vec::<Row>::new(), None);
        loop {
            let more = engine.all_rows(after, page).await?;
            let Some(last) = more.last() else { break };
            after = Some((last.client, last.record, last.version));
            seen.extend(more);
        }
        assert_eq!(seen, want, "page of {page}");
    }
    Ok(())
}

pub(super) async fn of_someone_erased_only_the_leaves_stay(engine: Arc<dyn Engine>) -> Outcome {
    let everything = |n: u8| Batch {
        rows: vec![row(client(n), record(1), 1), row(client(n), record(1), 2)],
        gists: vec![gist(client(n), 1)],
        lines: vec![line(client(n), n.into()), line(client(n), 10)],
        post: vec![post(client(n), 1, 5)],
        ..Batch::default()
    };
    for n in [1, 2, 3] {
        engine.commit(everything(n)).await?;
    }
    // What the same act writes of them goes too; erasing twice is erasing once.
    for _ in 0..2 {
        let mut batch = everything(9);
        (batch.rows, batch.lines) = (vec![row(client(2), record(8), 1)], Vec::new());
        (batch.gists, batch.post) = (Vec::new(), Vec::new());
        batch.erased = vec![client(2), client(7)];
        engine.commit(batch).await?;
    }
    let rows = engine.all_rows(None, 100).await?;
    assert!(rows.iter().all(|row| row.client != client(2)) && rows.len() == 4);
    let gists = engine.gists(vec![client(1), client(2), client(3)]).await?;
    assert!(gists.iter().all(|row| row.client != client(2)) && gists.len() == 2);
    let waiting = engine.due(Moment::from_millis(5), 10).await?;
    assert!(waiting.iter().all(|row| row.client != client(2)) && waiting.len() == 2);
    let lines = engine.all_lines(0, 100).await?;
    assert_eq!(lines.len(), 6);
    for (place, row) in lines.into_iter().enumerate() {
        let n = u8::try_from(place / 2 + 1)?;
        let number = if place % 2 == 0 { n.into() } else { 10 };
        let mut stays = line(client(n), number);
        if n == 2 {
            stays.sealed = Vec::new();
        }
        assert_eq!((row.place, row.line), (u64::try_from(place)?, stays));
    }
    Ok(())
}
