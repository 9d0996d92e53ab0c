//! Statements sent one behind the other without waiting for answers in between.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use tokio_postgres::Error;

/// A statement under way: how many rows it changed.
pub(super) type Sent<'a> = Pin<Box<dyn Future<Output = Result<u64, Error>> + Send + 'a>>;

/// Sends all, in order, then collects the answers, in the same order. A statement is put on the
/// wire when its future is first polled, and the server answers in the order of arrival; so polling
/// each once sends everything, and waiting for one after the other never waits for the wrong one.
pub(super) async fn in_order(mut statements: Vec<Sent<'_>>) -> Vec<Result<u64, Error>> {
    let mut early = Vec::with_capacity(statements.len());
    poll_fn(|context| {
        for statement in &mut statements {
            early.push(statement.as_mut().poll(context));
        }
        Poll::Ready(())
    })
    .await;
    let mut answers = Vec::with_capacity(early.len());
    for (statement, answer) in statements.into_iter().zip(early) {
        answers.push(match answer {
            Poll::Ready(answer) => answer,
            Poll::Pending => statement.await,
        });
    }
    answers
}
