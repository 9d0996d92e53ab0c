//! How long the service waits for someone who says nothing, or who does not take what they are
//! told. Without an end to it a few hundred silent connections keep everyone else from their record:
//! each holds a file of the machine, and there are not many.
//!
//! Slow headers have their own time in `listen`, slow bodies theirs where forms are read.

use axum_server::accept::Accept;
use std::future::Future;
use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// How long someone may take to say the first thing, and to take anything of what they are told:
/// 15 seconds, what this project allows a slow request in all.
const PATIENCE: Duration = Duration::from_secs(15);

type Waiting = Option<Pin<Box<Sleep>>>;

/// A connection that is not held for someone who is silent.
pub(super) struct Patient<S> {
    stream: S,
    patience: Duration,
    /// Until when the first thing is to be said; nothing once it was.
    first: Waiting,
    /// Until when something is to be taken; nothing while nothing waits to be taken.
    taking: Waiting,
}

/// Accepts as another does, and is patient with whoever was accepted.
#[derive(Clone)]
pub(super) struct PatientWith<A>(pub(super) A);

impl<I, S, A> Accept<I, S> for PatientWith<A>
where
    A: Accept<I, S>,
    A::Future: Send + 'static,
    A::Stream: Send + 'static,
    A::Service: Send + 'static,
{
    type Stream = Patient<A::Stream>;
    type Service = A::Service;
    type Future = Pin<Box<dyn Future<Output = Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let accepting = self.0.accept(stream, service);
        Box::pin(async move {
            let (stream, service) = accepting.await?;
            Ok((Patient::new(stream, PATIENCE), service))
        })
    }
}

impl<S> Patient<S> {
    fn new(stream: S, patience: Duration) -> Self {
        Self {
            stream,
            patience,
            first: Some(Box::pin(sleep(patience))),
            taking: None,
        }
    }

    /// What came of writing: while nothing is taken, time runs.
    fn taken<T>(&mut self, written: Poll<Result<T>>, context: &mut Context<'_>) -> Poll<Result<T>> {
        if written.is_ready() {
            self.taking = None;
            return written;
        }
        let patience = self.patience;
        self.taking.get_or_insert_with(|| Box::pin(sleep(patience)));
        late(&mut self.taking, context)
    }
}

/// Waits on, unless the time is over.
fn late<T>(waiting: &mut Waiting, context: &mut Context<'_>) -> Poll<Result<T>> {
    let over = waiting
        .as_mut()
        .is_some_and(|until| until.as_mut().poll(context).is_ready());
    if over {
        return Poll::Ready(Err(Error::from(ErrorKind::TimedOut)));
    }
    Poll::Pending
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        let this = &mut *self;
        let read = Pin::new(&mut this.stream).poll_read(context, into);
        if read.is_pending() {
            return late(&mut this.first, context);
        }
        this.first = None;
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.taken(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.taken(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.taken(flushed, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(context);
        self.taken(shut, context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    const SHORT: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn whoever_says_nothing_is_let_go() {
        let (_silent, ours) = duplex(64);
        let mut ours = Patient::new(ours, SHORT);
        let told = ours.read_u8().await.unwrap_err();
        assert_eq!(told.kind(), ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn whoever_said_something_may_think_as_long_as_they_like() {
        let (mut theirs, ours) = duplex(64);
        theirs.write_u8(7).await.unwrap();
        let mut ours = Patient::new(ours, SHORT);
        assert_eq!(ours.read_u8().await.unwrap(), 7);
        let thinking = tokio::spawn(async move {
            sleep(SHORT * 9).await;
            theirs.write_u8(8).await.unwrap();
            theirs
        });
        assert_eq!(ours.read_u8().await.unwrap(), 8);
        thinking.await.unwrap();
    }

    #[tokio::test]
    async fn whoever_takes_nothing_is_let_go() {
        let (_theirs, ours) = duplex(64);
        let mut ours = Patient::new(ours, SHORT);
        ours.write_all(&[0; 64]).await.unwrap();
        let told = ours.write_all(&[0; 64]).await.unwrap_err();
        assert_eq!(told.kind(), ErrorKind::TimedOut);
    }
}
