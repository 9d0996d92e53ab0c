//! Writing, answering, saying that no answer is needed, taking back.

use crate::file::{Ready, keep_file, take_back_file};
use crate::gist::{MessagesGistV1, WaitsV1};
use crate::message::{FileV1, MOST, MessageV1, TakenBackV1};
use crate::readers::readers;
use crate::replies::ReplyTimes;
use crate::thread::thread;
use care::{Happened, Line, Moment, RecordId};
use sealed::{Act, Kept, ReadError};

/// A message to be sent.
pub struct New<'a> {
    /// The id that its page offered: sent twice, it is kept once.
    pub once: RecordId,
    /// The words; none only where there is a file.
    pub words: Option<&'a Line<MOST>>,
    /// What comes along.
    pub files: &'a [Ready],
}

/// Why something was not done. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("there is neither a word nor a file in the message")]
    Empty,
    /// Nobody would read it.
    #[error("nobody works with this client as a therapist now, so nobody would read it")]
    Nobody,
    /// Another message was sent from the same page before.
    #[error("a message was sent from this page already; this would be another")]
    Another,
    /// What it answers was answered, taken back or released meanwhile.
    #[error("this message waits for no answer any more")]
    NotOpen,
    /// There is no such message, or it is not theirs.
    #[error("there is no such message")]
    None,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// What became of a message that was sent.
pub struct Sent {
    /// By when an answer was promised.
    pub reply_by: Option<Moment>,
    /// What happened.
    pub happened: Vec<Happened>,
}

/// The client sends a message. The act opens the messages, the overview, the relationship and the
/// consent.
pub async fn send(act: &mut Act, times: &dyn ReplyTimes, new: &New<'_>) -> Result<Sent, Refused> {
    if let Some(before) = before(act, new).await? {
        return Ok(Sent {
            reply_by: before.promised(),
            happened: Vec::new(),
        });
    }
    let to = readers(act).await?.therapists;
    if to.is_empty() {
        return Err(Refused::Nobody);
    }
    let within = times.reply_within(act).await?;
    let reply_by = within.map(|within| within.after(act.now()));
    let message = MessageV1 {
        by_client: true,
        reply_by: reply_by.map(Moment::millis),
        ..write(act, new)?
    };
    act.keep(new.once, &message)?;
    let mut gist = act.gist::<MessagesGistV1>().await?.unwrap_or_default();
    gist.came(WaitsV1 {
        message: *new.once.bytes(),
        at: message.at,
        reply_by: message.reply_by,
    });
    act.set_gist(&gist).await?;
    let happened = vec![Happened::MessageSent {
        client: act.whose(),
        message: new.once,
        by: act.by(),
        to,
        reply_by,
    }];
    Ok(Sent { reply_by, happened })
}

/// Someone who works with the client writes to them, and answers these of their messages. The act
/// opens the messages, the overview and the relationship.
pub async fn answer(
    act: &mut Act,
    new: &New<'_>,
    answers: &[RecordId],
) -> Result<Vec<Happened>, Refused> {
    if before(act, new).await?.is_some() {
        return Ok(Vec::new());
    }
    let there = thread(act).await?;
    for message in answers {
        let open = there.open().any(|kept| kept.record == *message);
        if !open {
            return Err(Refused::NotOpen);
        }
    }
    let message = MessageV1 {
        answers: answers.iter().map(|one| *one.bytes()).collect(),
        ..write(act, new)?
    };
    act.keep(new.once, &message)?;
    let mut gist = act.gist::<MessagesGistV1>().await?.unwrap_or_default();
    gist.last_staff = gist.last_staff.max(Some(message.at));
    for message in answers {
        gist.waits_no_longer(*message);
    }
    act.set_gist(&gist).await?;
    let (client, by) = (act.whose(), act.by());
    let sent = Happened::MessageSent {
        client,
        message: new.once,
        by,
        to: vec![client.person()],
        reply_by: None,
    };
    let answered = answers.iter().map(|message| Happened::MessageAnswered {
        client,
        message: *message,
        by,
    });
    Ok([sent].into_iter().chain(answered).collect())
}

/// The same message, if it was sent before.
async fn before(act: &Act, new: &New<'_>) -> Result<Option<MessageV1>, Refused> {
    if new.words.is_none() && new.files.is_empty() {
        return Err(Refused::Empty);
    }
    let Some(before) = act.find::<MessageV1>(new.once).await? else {
        return Ok(None);
    };
    let words = new.words.map_or("", Line::as_str);
    let files = before.value.files.len() == new.files.len();
    if before.value.by == *act.by().bytes() && before.value.words == words && files {
        Ok(Some(before.value))
    } else {
        Err(Refused::Another)
    }
}

/// The message of whoever acts, with its files kept beside it.
fn write(act: &mut Act, new: &New<'_>) -> Result<MessageV1, ReadError> {
    let files = new.files.iter().map(|file| keep_file(act, new.once, file));
    let files: Vec<FileV1> = files.collect::<Result<_, _>>()?;
    Ok(MessageV1 {
        by: *act.by().bytes(),
        by_client: false,
        at: act.now().millis(),
        words: new.words.map_or("", Line::as_str).to_owned(),
        files,
        answers: Vec::new(),
        reply_by: None,
        released: None,
        taken_back: None,
    })
}

/// A message of the client's own.
async fn own(act: &Act, message: RecordId) -> Result<Kept<MessageV1>, Refused> {
    let found = act.find::<MessageV1>(message).await?;
    let theirs = |kept: &Kept<MessageV1>| {
        act.by() == act.whose().person() && kept.value.by_client && kept.value.author() == act.by()
    };
    found.filter(theirs).ok_or(Refused::None)
}

/// The client says that a message needs no answer. One that waits for none stays as it is.
pub async fn release(act: &mut Act, message: RecordId) -> Result<Vec<Happened>, Refused> {
    let stands = own(act, message).await?;
    if !thread(act).await?.waits(&stands) {
        return Ok(Vec::new());
    }
    let released = MessageV1 {
        released: Some(act.now().millis()),
        ..stands.value.clone()
    };
    act.amend(&stands, &released)?;
    no_longer(act, message).await
}

/// The client takes their own words back: nobody else reads them or what came with them any more.
pub async fn take_back(act: &mut Act, message: RecordId) -> Result<Vec<Happened>, Refused> {
    let stands = own(act, message).await?;
    if stands.value.taken_back.is_some() {
        return Ok(Vec::new());
    }
    let waited = thread(act).await?.waits(&stands);
    let now = act.now().millis();
    let gone = MessageV1 {
        taken_back: Some(now),
        ..stands.value.clone()
    };
    act.amend(&stands, &gone)?;
    for file in &stands.value.files {
        take_back_file(act, file).await?;
    }
    let told = TakenBackV1 {
        message: *message.bytes(),
        sent: stands.value.at,
        at: now,
    };
    act.keep(act.id_for("message taken back", message), &told)?;
    if waited {
        no_longer(act, message).await
    } else {
        Ok(Vec::new())
    }
}

/// A message waits no longer, because the client said so.
async fn no_longer(act: &mut Act, message: RecordId) -> Result<Vec<Happened>, Refused> {
    let mut gist = act.gist::<MessagesGistV1>().await?.unwrap_or_default();
    gist.waits_no_longer(message);
    act.set_gist(&gist).await?;
    Ok(vec![Happened::MessageReleased {
        client: act.whose(),
        message,
    }])
}
