//! The one that writes: takes what is waiting, saves it together, answers everybody.
//!
//! While a group is on its way to the disk the next one gathers, so the more there is to do the
//! more shares one flush. A lost connection is made again; what was lost with it is told honestly:
//! a change whose commit was under way is never called saved and never sent a second time, because
//! only reading it again tells.

use super::sql::Prepared;
use super::transaction::{Connection, Lost, save};
use super::{Backoff, durable, fault};
use crate::engine::{Batch, CommitError, EngineFault};
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, NoTls};

/// How many acts share one commit at most.
pub(super) const GROUP: usize = 64;

/// What the writer is asked.
pub(super) enum Ask {
    /// To save a batch and say so.
    Commit(Batch, oneshot::Sender<Result<(), CommitError>>),
    /// To finish what was asked before, and end.
    Close(oneshot::Sender<()>),
}

/// The writer and its queue.
pub(super) struct Writer {
    config: Config,
    backoff: Backoff,
    queue: mpsc::Receiver<Ask>,
    connection: Option<Connection>,
}

/// Those who wait for a group.
type Waiting = Vec<oneshot::Sender<Result<(), CommitError>>>;

impl Writer {
    /// A writer that begins with this connection.
    pub(super) fn new(
        config: Config,
        backoff: Backoff,
        queue: mpsc::Receiver<Ask>,
        first: Connection,
    ) -> Self {
        Self {
            config,
            backoff,
            queue,
            connection: Some(first),
        }
    }

    /// Works until it is closed or nobody is left who could ask.
    pub(super) async fn run(mut self) {
        let mut asks = Vec::with_capacity(GROUP);
        let mut closing = Vec::new();
        while self.queue.recv_many(&mut asks, GROUP).await > 0 {
            let (mut batches, mut waiting) = (
                Vec::with_capacity(asks.len()),
                Waiting::with_capacity(asks.len()),
            );
            for ask in asks.drain(..) {
                match ask {
                    Ask::Commit(batch, answer) => {
                        batches.push(batch);
                        waiting.push(answer);
                    }
                    Ask::Close(done) => {
                        self.queue.close();
                        closing.push(done);
                    }
                }
            }
            if !batches.is_empty() {
                self.save(&batches, waiting).await;
            }
        }
        drop(self.connection);
        for done in closing {
            let _ = done.send(());
        }
    }

    async fn save(&mut self, batches: &[Batch], waiting: Waiting) {
        // What was lost before its commit was asked for was not saved, so it may be sent once more.
        for _ in 0..2 {
            let connection = match self.connected().await {
                Ok(connection) => connection,
                Err(away) => {
                    tell(waiting, || CommitError::Fault(fault::repeat(&away)));
                    self.refuse_the_queue(&away);
                    return;
                }
            };
            match save(connection, batches).await {
                Ok(answers) => {
                    for (waiting, answer) in waiting.into_iter().zip(answers) {
                        // Whoever no longer listens reads the record again.
                        let _ = waiting.send(answer);
                    }
                    return;
                }
                Err(Lost::BeforeCommit) => self.connection = None,
                Err(Lost::DuringCommit) => {
                    self.connection = None;
                    tracing::warn!(
                        acts = batches.len(),
                        "the database connection was lost during a commit"
                    );
                    tell(waiting, || {
                        CommitError::Fault(EngineFault::Database(fault::UNKNOWN.to_owned()))
                    });
                    return;
                }
            }
        }
        tell(waiting, || {
            CommitError::Fault(EngineFault::Database(fault::NOT_SAVED.to_owned()))
        });
    }

    /// The connection, made again if it was lost.
    async fn connected(&mut self) -> Result<&Connection, EngineFault> {
        let usable = self
            .connection
            .take()
            .filter(|connection| !connection.client.is_closed());
        let connection = match usable {
            Some(connection) => connection,
            None => writing(&self.config, &self.backoff).await?,
        };
        Ok(self.connection.insert(connection))
    }

    /// Nobody should wait for a database that does not answer: those who queued meanwhile are told.
    fn refuse_the_queue(&mut self, away: &EngineFault) {
        let mut closing = Vec::new();
        while let Ok(ask) = self.queue.try_recv() {
            match ask {
                Ask::Commit(_, answer) => {
                    tell(vec![answer], || CommitError::Fault(fault::repeat(away)));
                }
                Ask::Close(done) => closing.push(done),
            }
        }
        for done in closing {
            self.queue.close();
            let _ = done.send(());
        }
    }
}

fn tell(waiting: Waiting, answer: impl Fn() -> CommitError) {
    for waiting in waiting {
        let _ = waiting.send(Err(answer()));
    }
}

/// A connection that may write: durable settings, statements prepared.
pub(super) async fn writing(config: &Config, backoff: &Backoff) -> Result<Connection, EngineFault> {
    let client = reach(config, backoff).await?;
    durable::check(&client).await?;
    let prepared = Prepared::on(&client).await?;
    Ok(Connection { client, prepared })
}

/// A connection, tried again as long as the backoff allows while the database is away or starting.
pub(super) async fn reach(config: &Config, backoff: &Backoff) -> Result<Client, EngineFault> {
    let mut attempt = 0;
    loop {
        let refused = match config.connect(NoTls).await {
            Ok((client, connection)) => {
                tokio::spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::warn!(
                            error = fault::words(&error),
                            "the database connection ended"
                        );
                    }
                });
                return Ok(client);
            }
            Err(error) => error,
        };
        let passing = refused.code().is_none_or(|code| {
            [SqlState::CANNOT_CONNECT_NOW, SqlState::TOO_MANY_CONNECTIONS].contains(code)
        });
        let away = || {
            EngineFault::Database(format!(
                "PostgreSQL takes no connection: {}",
                fault::words(&refused)
            ))
        };
        if !passing {
            return Err(away());
        }
        let Some(pause) = backoff(attempt) else {
            return Err(away());
        };
        pause.await;
        attempt += 1;
    }
}
