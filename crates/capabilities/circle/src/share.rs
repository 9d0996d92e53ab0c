//! Sharing one entry with one therapist, for a time. What is shared is a copy of words the client
//! saw; it ends by itself, and the client ends it when they like.

use crate::people::end;
use crate::stored::{OpenedV1, SharedV1};
use care::{Audience, DAY, Happened, Moment, PersonId, RecordId};
use sealed::{Act, Kept, ReadError};

/// Letters of a copy.
pub const SHARED_MOST: usize = 8_000;
/// For how many days something can be shared. This project's own choice: until tomorrow, over a
/// week's session, over a month at most.
pub const DAYS: [u16; 3] = [1, 7, 30];

/// A copy to be shared.
pub struct NewShare<'a> {
    /// What it is a copy of.
    pub of: RecordId,
    /// For whom.
    pub to: PersonId,
    /// For how many days.
    pub days: u16,
    /// The words, exactly as the client saw them.
    pub words: &'a str,
}

/// Something shared, as its owner sees it.
pub struct Share {
    /// Which.
    pub id: RecordId,
    /// What.
    pub shared: SharedV1,
    /// When it was first opened, if it was.
    pub opened: Option<Moment>,
}

pub(crate) fn opened_id(act: &Act, shared: RecordId) -> RecordId {
    act.id_for("circle opened", shared)
}

/// Shares a copy. Sent twice it is shared once. The act opens the work.
///
/// # Errors
/// If it could not be kept.
pub fn share(
    act: &mut Act,
    once: RecordId,
    new: &NewShare<'_>,
) -> Result<Vec<Happened>, ReadError> {
    let id = act.id_for("circle share", once);
    let until = act.now() + i64::from(new.days) * DAY;
    let shared = SharedV1 {
        to: *new.to.bytes(),
        of: *new.of.bytes(),
        at: act.now().millis(),
        until: until.millis(),
        words: new.words.to_owned(),
    };
    act.overwrite(id, &shared)?;
    Ok(vec![Happened::WorkShared {
        client: act.whose(),
        work: id,
        audience: Audience::OnlyUntil(vec![new.to], until),
    }])
}

/// What is shared now, newest first, and how many copies are damaged; and what ended by itself. The
/// act opens the work. For a therapist only what is shared with them is there.
///
/// # Errors
/// If it could not be read.
pub async fn shares(act: &Act) -> Result<(Vec<Share>, Vec<RecordId>, usize), ReadError> {
    let listing = act.latest::<SharedV1>().await?;
    let (now, mut ended, mut all) = (act.now(), Vec::new(), Vec::new());
    for Kept { record, value, .. } in listing.kept {
        if value.ends() <= now {
            ended.push(record);
            continue;
        }
        let opened = match act.find::<OpenedV1>(opened_id(act, record)).await {
            Ok(opened) => opened.map(|kept| Moment::from_millis(kept.value.at)),
            Err(ReadError::Damaged(_)) => None,
            Err(error) => return Err(error),
        };
        all.push(Share {
            id: record,
            shared: value,
            opened,
        });
    }
    all.sort_by_key(|share| core::cmp::Reverse((share.shared.at, share.id)));
    Ok((all, ended, listing.damaged.len()))
}

/// Throws away the copies that ended by themselves, and what was noted of them.
///
/// # Errors
/// If the act does not open the work.
pub fn tidy(act: &mut Act, ended: &[RecordId]) -> Result<(), ReadError> {
    ended.iter().try_for_each(|one| end(act, *one))
}

/// Ends a share at once. One that has ended already stays so.
///
/// # Errors
/// If it could not be read.
pub async fn stop(act: &mut Act, shared: RecordId) -> Result<(), ReadError> {
    match act.find::<SharedV1>(shared).await {
        // A damaged copy is ended like any other.
        Ok(Some(_)) | Err(ReadError::Damaged(_)) => end(act, shared),
        Ok(None) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Notes that whoever acts has these before them. The client sees when first.
///
/// # Errors
/// If it could not be kept.
pub async fn has_opened(mut act: Act, shares: &[Share]) -> Result<(), ReadError> {
    // Whoever was only allowed to look leaves nothing behind.
    if !act.access().may_write() {
        return Ok(());
    }
    for share in shares.iter().filter(|share| share.opened.is_none()) {
        let opened = OpenedV1 {
            by: *act.by().bytes(),
            at: act.now().millis(),
        };
        let id = opened_id(&act, share.id);
        act.overwrite(id, &opened)?;
    }
    // Where nothing can be saved, reading must still be possible; then it is noted next time.
    let _ = act.done().await;
    Ok(())
}
