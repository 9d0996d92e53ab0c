//! Acts that share a commit end as if one had come after the other.
//!
//! Sixty-four acts over a handful of ids are handed over at once, so that they are saved as one
//! group and run into each other constantly; the memory engine takes the same acts one by one.
//! Answers and contents must be the same.

use care::{ClientId, LineId, Moment, RecordId};
use sealed::conformance::Outcome;
use sealed::engine::{Batch, CommitError, Engine, GistRow, NewLine, PostRow, Row};
use sealed::engines::{MemoryEngine, PostgresEngine};
use std::future::poll_fn;
use std::task::Poll;
use testing::postgres::Server;

/// Small numbers from a seed (the constants are Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn id(&mut self, of: u64) -> [u8; 16] {
        let mut bytes = [9; 16];
        bytes[8..].copy_from_slice(&self.below(of).to_be_bytes());
        bytes
    }

    fn row(&mut self, of: u64, versions: u64) -> Row {
        Row {
            client: ClientId::from_bytes(self.id(2)),
            record: RecordId::from_bytes(self.id(of)),
            version: 1 + u32::try_from(self.below(versions)).unwrap_or_default(),
            tag: self.id(2),
            at: Moment::from_millis(0),
            sealed: self.id(u64::MAX).to_vec(),
        }
    }

    /// An act. Of the quarrelsome kind many find that someone was first.
    fn act(&mut self, quarrelsome: bool) -> Batch {
        let mut batch = Batch::default();
        for _ in 0..=self.below(3) {
            let (client, id, at) = (
                ClientId::from_bytes(self.id(2)),
                self.id(4),
                Moment::from_millis(0),
            );
            let record = RecordId::from_bytes(id);
            match self.below(if quarrelsome { 8 } else { 6 }) {
                0 => batch.rows.push(self.row(u64::MAX, 1)),
                1 => batch.overwrite.push(self.row(4, 3)),
                2 => batch.forget.push((client, record)),
                3 => batch.lines.push(NewLine {
                    client,
                    line: LineId::from_bytes(self.id(u64::MAX)),
                    at,
                    leaf: [1; 32],
                    sealed: vec![1],
                }),
                4 => batch.post.push(PostRow {
                    client,
                    post: record,
                    due_at: at,
                    tries: 1,
                    sealed: self.id(9).to_vec(),
                }),
                5 => batch.delivered.push((client, record)),
                6 => batch.rows.push(self.row(4, 3)),
                _ => batch.gists.push(GistRow {
                    client,
                    tag: self.id(2),
                    version: 1 + u32::try_from(self.below(4)).unwrap_or_default(),
                    sealed: id.to_vec(),
                }),
            }
        }
        batch
    }
}

/// Hands all acts over in order before the first is answered.
async fn at_once(engine: &dyn Engine, acts: &[Batch]) -> Vec<Result<(), CommitError>> {
    let mut asked: Vec<_> = acts.iter().map(|act| engine.commit(act.clone())).collect();
    let mut early = Vec::new();
    poll_fn(|context| {
        early.extend(asked.iter_mut().map(|asked| asked.as_mut().poll(context)));
        Poll::Ready(())
    })
    .await;
    let mut answers = Vec::new();
    for (asked, early) in asked.into_iter().zip(early) {
        answers.push(match early {
            Poll::Ready(answer) => answer,
            Poll::Pending => asked.await,
        });
    }
    answers
}

#[tokio::test]
async fn acts_that_share_a_commit_end_as_if_one_had_come_after_the_other() -> Outcome {
    let Some(server) = Server::wanted()? else {
        return Ok(());
    };
    let (grouped, single) = (
        PostgresEngine::connect(&server.url()).await?,
        MemoryEngine::new(),
    );
    let (mut saved, mut conflicts) = (0, 0);
    for round in 0..60 {
        let mut dice = Dice(round);
        let acts: Vec<Batch> = (0..64).map(|_| dice.act(round % 2 == 1)).collect();
        for (n, (answer, act)) in at_once(&grouped, &acts)
            .await
            .into_iter()
            .zip(acts)
            .enumerate()
        {
            let alone = single.commit(act.clone()).await;
            assert_eq!(
                answer.is_ok(),
                alone.is_ok(),
                "round {round}, act {n}: {answer:?}, alone {alone:?}: {act:?}"
            );
            assert_eq!(
                matches!(answer, Err(CommitError::Conflict)),
                answer.is_err(),
                "{answer:?}"
            );
            saved += usize::from(answer.is_ok());
            conflicts += usize::from(answer.is_err());
        }
        assert_eq!(
            grouped.all_rows(None, u32::MAX).await?,
            single.all_rows(None, u32::MAX).await?,
            "round {round}"
        );
        assert_eq!(
            grouped.all_lines(0, u32::MAX).await?,
            single.all_lines(0, u32::MAX).await?,
            "round {round}"
        );
        let now = Moment::from_millis(0);
        assert_eq!(
            grouped.due(now, u32::MAX).await?,
            single.due(now, u32::MAX).await?,
            "round {round}"
        );
        let clients: Vec<_> = [0, 1]
            .map(|n| {
                let mut id = [9; 16];
                id[8..].copy_from_slice(&u64::to_be_bytes(n));
                ClientId::from_bytes(id)
            })
            .to_vec();
        let (mut one, mut other) = (
            grouped.gists(clients.clone()).await?,
            single.gists(clients).await?,
        );
        one.sort_by_key(|gist| (gist.client, gist.tag));
        other.sort_by_key(|gist| (gist.client, gist.tag));
        assert_eq!(one, other, "round {round}");
    }
    assert!(
        saved > 1_000 && conflicts > 200,
        "{saved} saved, {conflicts} conflicts: the acts hardly met"
    );
    grouped.close().await;
    Ok(())
}
