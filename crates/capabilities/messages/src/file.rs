//! What comes with a message: a picture that is drawn anew, or a PDF that is looked through. Nothing
//! that someone sent is kept before that, and never the name it had.

mod keep;
mod pdf;
mod picture;

pub(crate) use keep::{bytes, keep_file, take_back_file};
pub use pdf::pdf;
pub use picture::{LONGEST, PIXELS, picture};

use crate::message::KindV1;
use pages::Sent;
use tokio::sync::{AcquireError, Semaphore};
use tokio::task::spawn_blocking;

/// How many files one message can have: this project's own choice.
pub const FILES: usize = 3;
/// The most bytes a PDF has: 5 MiB, this project's own choice.
pub const PDF_MAX: usize = 5 * 1024 * 1024;
/// How many are looked at at the same time, in the whole service: one picture of the largest kind
/// takes up to 300 MiB of memory while it is drawn.
static ONE: Semaphore = Semaphore::const_new(1);

/// A file that can be kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Ready {
    /// What kind it is.
    pub kind: KindV1,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// How wide and how high a picture is, in pixels.
    pub shape: Option<(u16, u16)>,
}

impl std::fmt::Debug for Ready {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ready({:?}, {} bytes)", self.kind, self.bytes.len())
    }
}

/// Why a file cannot be sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WrongFile {
    /// There are more than [`FILES`].
    #[error("there are more than three files")]
    TooMany,
    /// All together they have more than [`pages::FILES_MAX`] bytes, or a PDF has more than [`PDF_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// It is neither a picture of a known kind nor a PDF.
    #[error("the file is neither a picture of a known kind nor a PDF")]
    Unknown,
    /// It cannot be read to its end.
    #[error("the file is damaged")]
    Damaged,
    /// The picture has more pixels than are drawn.
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// The PDF is under a password.
    #[error("the PDF is locked with a password")]
    Locked,
    /// The PDF can do something by itself, or carries other files.
    #[error("the PDF holds programs or other files")]
    Active,
}

/// Looks at what was sent, and makes of it what can be kept: all of it, or nothing.
pub(crate) async fn ready(sent: &[Sent]) -> Result<Vec<Ready>, WrongFile> {
    if sent.len() > FILES {
        return Err(WrongFile::TooMany);
    }
    let mut all = Vec::with_capacity(sent.len());
    for one in sent {
        let bytes = one.bytes.clone();
        let made = alone(&ONE, move || made(&bytes)).await;
        all.push(made.unwrap_or(Err(WrongFile::Damaged))?);
    }
    Ok(all)
}

/// Does one thing at a time. The place is held by the work itself and not by whoever waits for it:
/// who goes away in the middle, again and again, does not have many drawn at once. `None`: it gave
/// up in a way nobody foresaw, and of a file that says that it is damaged and nothing more.
async fn alone<T: Send + 'static>(
    room: &'static Semaphore,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let place: Result<_, AcquireError> = room.acquire().await;
    let done = spawn_blocking(move || {
        let _held = place;
        work()
    });
    done.await.ok()
}

fn made(bytes: &[u8]) -> Result<Ready, WrongFile> {
    if bytes.starts_with(b"%PDF-") {
        pdf(bytes)
    } else {
        picture(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, channel};

    #[tokio::test]
    async fn whoever_goes_away_in_the_middle_does_not_make_room_for_a_second_one() {
        static ROOM: Semaphore = Semaphore::const_new(1);
        let (goes_on, waits): (_, Receiver<()>) = channel();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let work = move || {
            begun.send(()).unwrap();
            waits.recv().unwrap();
        };
        let asked = tokio::spawn(alone(&ROOM, work));
        has_begun.await.unwrap();
        asked.abort();
        assert!(asked.await.unwrap_err().is_cancelled(), "they went away");
        assert_eq!(ROOM.available_permits(), 0, "it is still being drawn");
        goes_on.send(()).unwrap();
        assert_eq!(alone(&ROOM, || 7).await, Some(7), "and then the next");
    }

    #[tokio::test]
    async fn work_that_gives_up_leaves_the_place_to_the_next() {
        static ROOM: Semaphore = Semaphore::const_new(1);
        let gives_up = alone(&ROOM, || {
            if ROOM.available_permits() == 0 {
                std::panic::resume_unwind(Box::new("gives up"));
            }
        });
        assert_eq!(gives_up.await, None);
        assert_eq!(alone(&ROOM, || 7).await, Some(7));
    }
}
