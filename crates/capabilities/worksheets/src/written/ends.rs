//! Writing on a worksheet, and what becomes of it: sent, kept, brought up, taken out.

use super::stored::{StateV1, WorksheetV1};
use super::{Forms, Refused, by_client, forms_kept};
use crate::shelf::is_together;
use care::{Audience, Happened, RecordId};
use forms::{Answer, Response};
use sealed::{Act, Kept, ReadersV1};

/// Who may read what was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Those who treat the client.
    Send,
    /// Nobody but the client.
    Keep,
}

impl End {
    const fn readers(self) -> ReadersV1 {
        match self {
            Self::Send => ReadersV1::Section,
            Self::Keep => ReadersV1::Nobody,
        }
    }
}

/// What was written on a worksheet.
pub struct Write<'a> {
    /// Which.
    pub record: RecordId,
    /// The version that the page showed.
    pub seen: u32,
    /// The answers, as the form took them.
    pub response: &'a Response,
    /// Who may read them. A therapist writes only on what is sent, and leaves it so.
    pub end: End,
}

/// The worksheet, with what whoever acts may do to it.
async fn found(act: &Act, record: RecordId) -> Result<Kept<WorksheetV1>, Refused> {
    let kept = act.find::<WorksheetV1>(record).await?;
    kept.filter(|kept| kept.value.state != StateV1::Deleted)
        .ok_or(Refused::None)
}

fn shared(act: &Act, work: RecordId) -> Happened {
    Happened::WorkShared {
        client: act.whose(),
        work,
        audience: Audience::Section,
    }
}

/// Writes on a worksheet and finishes it for now. Sent a second time, the same is the same.
///
/// # Errors
/// As [`Refused`] says.
pub async fn write(act: &mut Act, write: &Write<'_>) -> Result<Vec<Happened>, Refused> {
    let client = by_client(act)?;
    let was = found(act, write.record).await?;
    let form = Forms::default().of(act, was.value.print).await?;
    if client && is_together(&form) {
        return Err(Refused::Together);
    }
    let readers = if client {
        write.end.readers()
    } else {
        ReadersV1::Section
    };
    let answers = write.response.stored();
    if answers.questionnaire != form.canonical() {
        return Err(Refused::Newer);
    }
    // What the form works out by itself is nothing that anyone wrote.
    let is_own = |(spot, answer): &(String, Answer)| {
        let link_id = spot.split(';').next().unwrap_or(spot);
        let given = form.item(link_id).is_some_and(forms::Item::calculated);
        !given && !answer.is_skipped()
    };
    if !answers.answers.iter().any(is_own) {
        return Err(Refused::Empty);
    }
    let same = was.value.state == StateV1::Finished
        && was.value.answers == answers
        && was.value.readers == readers;
    if same {
        return Ok(Vec::new());
    }
    if was.version != write.seen {
        return Err(Refused::Newer);
    }
    let next = WorksheetV1 {
        by: *act.by().bytes(),
        by_client: client,
        at: act.now().millis(),
        answers,
        state: StateV1::Finished,
        readers,
        ..was.value.clone()
    };
    act.amend(&was, &next)?;
    match (client, readers) {
        (true, ReadersV1::Nobody) => Ok(Vec::new()),
        (true, ReadersV1::Section) => {
            forms_kept::open_up(act, next.print).await?;
            Ok(vec![shared(act, write.record)])
        }
        (false, _) => Ok(vec![Happened::WorkGiven {
            client: act.whose(),
            work: write.record,
        }]),
    }
}

/// The client's own worksheet.
async fn own(act: &Act, record: RecordId) -> Result<Kept<WorksheetV1>, Refused> {
    if !by_client(act)? {
        return Err(Refused::None);
    }
    found(act, record).await
}

/// The client sends what they had kept, or keeps for themself what they had sent. What someone read
/// of it is not unread.
///
/// # Errors
/// As [`Refused`] says.
pub async fn set_readers(
    act: &mut Act,
    record: RecordId,
    end: End,
) -> Result<Vec<Happened>, Refused> {
    let was = own(act, record).await?;
    let readers = end.readers();
    if was.value.readers == readers {
        return Ok(Vec::new());
    }
    let next = WorksheetV1 {
        readers,
        ..was.value.clone()
    };
    act.amend(&was, &next)?;
    if end == End::Keep {
        return Ok(Vec::new());
    }
    forms_kept::open_up(act, next.print).await?;
    Ok(vec![shared(act, record)])
}

/// The client wants to talk about it in the next session, or not any more.
///
/// # Errors
/// As [`Refused`] says.
pub async fn bring(act: &mut Act, record: RecordId, bring: bool) -> Result<(), Refused> {
    let was = own(act, record).await?;
    if was.value.bring != bring {
        let next = WorksheetV1 {
            bring,
            ..was.value.clone()
        };
        act.amend(&was, &next)?;
    }
    Ok(())
}

/// The client takes their words out: from now on nobody reads any of it, and there is nothing in it.
///
/// # Errors
/// As [`Refused`] says.
pub async fn delete(act: &mut Act, record: RecordId) -> Result<(), Refused> {
    let kept = act.find::<WorksheetV1>(record).await?;
    if !by_client(act)? {
        return Err(Refused::None);
    }
    let was = kept.ok_or(Refused::None)?;
    if was.value.state == StateV1::Deleted {
        return Ok(());
    }
    let mut next = WorksheetV1 {
        by: *act.by().bytes(),
        by_client: true,
        at: act.now().millis(),
        state: StateV1::Deleted,
        bring: false,
        readers: ReadersV1::Nobody,
        ..was.value.clone()
    };
    next.answers.answers.clear();
    act.amend(&was, &next)?;
    Ok(())
}
