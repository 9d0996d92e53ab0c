//! Everything two sides wrote to each other, in the order it was sent.

use crate::message::{MessageV1, SeenV1, TakenBackV1};
use care::{Moment, PersonId, RecordId};
use sealed::{Act, Kept, ReadError};

/// The messages of one client, as whoever reads may see them.
#[derive(Default)]
pub struct Thread {
    /// The messages, oldest first.
    pub messages: Vec<Kept<MessageV1>>,
    /// Which the client took back. Only they still find the messages themselves.
    pub taken_back: Vec<TakenBackV1>,
    /// How many are there and do not open.
    pub damaged: usize,
}

/// Reads them. The act opens the messages.
pub async fn thread(act: &Act) -> Result<Thread, ReadError> {
    let all = act.latest::<MessageV1>().await?;
    let back = act.latest::<TakenBackV1>().await?;
    let mut messages = all.kept;
    messages.sort_by_key(|kept| (kept.value.at, kept.record));
    Ok(Thread {
        messages,
        taken_back: back.kept.into_iter().map(|kept| kept.value).collect(),
        damaged: all.damaged.len() + back.damaged.len(),
    })
}

impl Thread {
    /// Whether this message of the client's still waits for an answer.
    pub fn waits(&self, kept: &Kept<MessageV1>) -> bool {
        let message = &kept.value;
        message.by_client
            && message.released.is_none()
            && message.taken_back.is_none()
            && self.answer_to(kept.record).is_none()
    }

    /// The first answer to a message.
    pub fn answer_to(&self, message: RecordId) -> Option<&Kept<MessageV1>> {
        let answers = |kept: &&Kept<MessageV1>| kept.value.answers(message);
        self.messages.iter().find(answers)
    }

    /// The client's messages that wait for an answer, oldest first.
    pub fn open(&self) -> impl Iterator<Item = &Kept<MessageV1>> {
        self.messages.iter().filter(|kept| self.waits(kept))
    }

    fn newest(&self) -> Option<i64> {
        self.messages.last().map(|kept| kept.value.at)
    }
}

fn seen_id(act: &Act) -> RecordId {
    act.id_for("messages seen", RecordId::from_bytes(*act.by().bytes()))
}

/// Up to when whoever acts has seen the messages before. What cannot be read is as if nothing had
/// been seen: then more stands out than is new.
pub(crate) async fn seen(act: &Act) -> Result<Option<Moment>, ReadError> {
    match act.find::<SeenV1>(seen_id(act)).await {
        Ok(found) => Ok(found.map(|kept| Moment::from_millis(kept.value.newest))),
        Err(ReadError::Damaged(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Notes, for whoever acts alone, that they have seen all that is there. Where nothing can be saved,
/// reading must still be possible: then it is noted next time.
pub(crate) async fn has_seen(mut act: Act, thread: &Thread) -> Result<(), ReadError> {
    // Whoever was only allowed to look leaves nothing behind.
    let newest = thread.newest().filter(|_| act.access().may_write());
    let Some(newest) = newest else {
        return Ok(());
    };
    if seen(&act).await? == Some(Moment::from_millis(newest)) {
        return Ok(());
    }
    let id = seen_id(&act);
    let seen = SeenV1 {
        by: *act.by().bytes(),
        newest,
    };
    act.overwrite(id, &seen)?;
    // See above.
    let _ = act.done().await;
    Ok(())
}

/// Whether a message is new to whoever saw the others up to then.
pub(crate) fn is_new(kept: &Kept<MessageV1>, seen: Option<Moment>, me: PersonId) -> bool {
    kept.value.author() != me && seen.is_none_or(|seen| kept.value.sent() > seen)
}
