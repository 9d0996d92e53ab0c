//! One group of acts, saved in one transaction: all of it or, act by act, what can be.
//!
//! A group is tried whole first: a single exchange with the database for any number of acts, a
//! second one to commit. Conflicts are rare, and they show in the number of rows changed. If there
//! is one, or any other error, the transaction is rolled back and the group is done again with a
//! savepoint around each act, so that whoever was late hears of it and the neighbours do not.

use super::pipeline::{Sent, in_order};
use super::sql::Prepared;
use super::wave::{Step, Wave, gather};
use super::{durable, fault};
use crate::engine::{Batch, CommitError};
use tokio_postgres::{Client, Error};

/// A connection that writes.
pub(super) struct Connection {
    pub(super) client: Client,
    pub(super) prepared: Prepared,
}

/// The connection went. Whether anything was saved depends on when.
pub(super) enum Lost {
    /// Before the commit was asked for: the server has rolled back.
    BeforeCommit,
    /// The commit was asked for and no answer came: nobody knows.
    DuringCommit,
}

/// What each act of a group is answered.
pub(super) type Answers = Vec<Result<(), CommitError>>;

/// Saves a group.
pub(super) async fn save(connection: &Connection, batches: &[Batch]) -> Result<Answers, Lost> {
    match together(connection, batches).await? {
        Some(answers) => Ok(answers),
        None => one_by_one(connection, batches).await,
    }
}

/// Tries the whole group; `None` if its acts have to be told apart.
async fn together(connection: &Connection, batches: &[Batch]) -> Result<Option<Answers>, Lost> {
    let waves = gather(batches);
    let steps: Vec<Step<'_>> = waves.iter().flat_map(Wave::steps).collect();
    let mut pipeline = connection.opening();
    pipeline.extend(connection.sent(&steps));
    let mut opened = in_order(pipeline).await;
    let changed = opened.split_off(OPENING);
    if let Some(refused) = connection.refusal(opened).await? {
        return Ok(Some(all(batches.len(), || fault::again(&refused))));
    }
    match verdict(&steps, changed)? {
        Ok(()) => Ok(Some(connection.commit(all_saved(batches.len())).await?)),
        Err(trouble) => {
            connection.command("ROLLBACK").await?;
            Ok((batches.len() == 1).then(|| vec![Err(trouble)]))
        }
    }
}

/// Saves act by act, in one transaction.
async fn one_by_one(connection: &Connection, batches: &[Batch]) -> Result<Answers, Lost> {
    let opened = in_order(connection.opening()).await;
    if let Some(refused) = connection.refusal(opened).await? {
        return Ok(all(batches.len(), || fault::again(&refused)));
    }
    let mut answers = Answers::with_capacity(batches.len());
    for batch in batches {
        let waves = gather([batch]);
        let steps: Vec<Step<'_>> = waves.iter().flat_map(Wave::steps).collect();
        let mut pipeline = vec![connection.sent_command("SAVEPOINT act")];
        pipeline.extend(connection.sent(&steps));
        let mut changed = in_order(pipeline).await;
        // If the savepoint failed, everything after it did, with an error of its own.
        let _ = changed.remove(0);
        let answer = verdict(&steps, changed)?;
        if answer.is_err() {
            connection.command("ROLLBACK TO SAVEPOINT act").await?;
        }
        connection.command("RELEASE SAVEPOINT act").await?;
        answers.push(answer);
    }
    connection.commit(answers).await
}

/// How many statements open a transaction.
const OPENING: usize = 2;

impl Connection {
    /// Begins, takes the lock and asks whether the settings are durable, in that order.
    fn opening(&self) -> Vec<Sent<'_>> {
        let lock = self.client.execute(&self.prepared.lock, &[]);
        vec![
            self.sent_command("BEGIN ISOLATION LEVEL READ COMMITTED"),
            Box::pin(lock),
        ]
    }

    fn sent<'s>(&'s self, steps: &'s [Step<'_>]) -> impl Iterator<Item = Sent<'s>> {
        steps.iter().map(|step| -> Sent<'s> {
            Box::pin(
                self.client
                    .execute(self.prepared.statement(step.what), &step.parameters),
            )
        })
    }

    fn sent_command(&self, command: &'static str) -> Sent<'_> {
        Box::pin(async { self.client.batch_execute(command).await.map(|()| 0) })
    }

    /// Why the transaction may not go on, if it may not; it is rolled back then.
    async fn refusal(&self, opened: Vec<Result<u64, Error>>) -> Result<Option<CommitError>, Lost> {
        let mut durable = false;
        let mut failed = None;
        for answer in opened {
            match answer {
                Ok(count) => durable = count == 1,
                Err(error) if fault::is_lost(&error) => return Err(Lost::BeforeCommit),
                Err(error) => failed = failed.or(Some(fault::of_commit(&error))),
            }
        }
        if durable && failed.is_none() {
            return Ok(None);
        }
        self.command("ROLLBACK").await?;
        if let Some(failed) = failed {
            return Ok(Some(failed));
        }
        let named = durable::check(&self.client).await.err();
        Ok(Some(CommitError::Fault(
            named.unwrap_or_else(durable::was_not),
        )))
    }

    /// Runs a command that must not fail: without it the state of the session is unknown, and the
    /// connection is given up, which rolls back.
    async fn command(&self, command: &'static str) -> Result<(), Lost> {
        self.client
            .batch_execute(command)
            .await
            .map_err(|_| Lost::BeforeCommit)
    }

    /// Commits. From here to the answer, a lost connection leaves everybody in doubt.
    async fn commit(&self, answers: Answers) -> Result<Answers, Lost> {
        match self.client.batch_execute("COMMIT").await {
            Ok(()) => Ok(answers),
            Err(error) if fault::is_lost(&error) => Err(Lost::DuringCommit),
            Err(error) => {
                let refused =
                    |answer: Result<(), _>| answer.and_then(|()| Err(fault::of_commit(&error)));
                Ok(answers.into_iter().map(refused).collect())
            }
        }
    }
}

/// Whether every statement did what it must.
fn verdict(
    steps: &[Step<'_>],
    changed: Vec<Result<u64, Error>>,
) -> Result<Result<(), CommitError>, Lost> {
    let mut verdict = Ok(());
    for (step, changed) in steps.iter().zip(changed) {
        match changed {
            Ok(count) if step.must_change.is_some_and(|must| must != count) => {
                verdict = verdict.and(Err(CommitError::Conflict));
            }
            Ok(_) => {}
            Err(error) if fault::is_lost(&error) => return Err(Lost::BeforeCommit),
            // Only the first error tells; the statements after it were skipped.
            Err(error) => verdict = verdict.and(Err(fault::of_commit(&error))),
        }
    }
    Ok(verdict)
}

fn all(count: usize, refused: impl Fn() -> CommitError) -> Answers {
    (0..count).map(|_| Err(refused())).collect()
}

fn all_saved(count: usize) -> Answers {
    (0..count).map(|_| Ok(())).collect()
}
