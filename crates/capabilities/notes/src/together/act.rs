//! Writing a note in two: each wording is one side's, and becomes a note when the other agrees.

use super::stored::{CowrittenV1, TOGETHER_MOST};
use care::{Happened, Line, PersonId, RecordId};
use sealed::{Act, Kept, ReadError};

/// Why nothing was done with a note of two. The page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum TogetherRefused {
    /// There is no such note for this person.
    #[error("there is no such note")]
    None,
    /// The other has written another wording meanwhile, or agreed.
    #[error("this note was changed meanwhile; please look at it again")]
    Newer,
    /// One does not agree to one's own words.
    #[error("this is for the other side to say")]
    OwnWords,
    /// What both agreed to stays; only another wording can stand beside it.
    #[error("both agreed to this note, and it stays")]
    Agreed,
    /// It is for a peer supporter to begin.
    #[error("only a peer supporter can begin one")]
    NotForTheClient,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A note of two as it stands.
#[derive(Clone)]
pub struct Together {
    /// Which.
    pub record: RecordId,
    /// The note: the last wording that both agreed to.
    pub note: Option<Kept<CowrittenV1>>,
    /// A newer wording to which the other has not agreed yet.
    pub proposed: Option<Kept<CowrittenV1>>,
    /// Every note there was before, oldest first.
    pub before: Vec<Kept<CowrittenV1>>,
    /// The version that a page shows, for the next step to name.
    pub seen: u32,
}

impl Together {
    fn of(history: Vec<Kept<CowrittenV1>>) -> Option<Self> {
        let newest = history.last()?.clone();
        let (record, seen) = (newest.record, newest.version);
        let is_open = newest.value.agreed.is_none() && !newest.value.dropped;
        let agreed = history.into_iter();
        let mut before: Vec<_> = agreed.filter(|kept| kept.value.agreed.is_some()).collect();
        let note = before.pop();
        if note.is_none() && !is_open {
            return None;
        }
        Some(Self {
            record,
            note,
            proposed: is_open.then_some(newest),
            before,
            seen,
        })
    }
}

fn is_client(act: &Act) -> bool {
    act.by() == act.whose().person()
}

/// The notes that whoever acts writes with someone, newest first. The act opens the sessions.
pub async fn together(act: &Act) -> Result<Vec<Together>, ReadError> {
    let listing = act.latest::<CowrittenV1>().await?;
    if !listing.damaged.is_empty() {
        // Whose they are cannot be told any more, and they must not look as if they were not there.
        return Err(sealed::Damaged.into());
    }
    let mut kept = listing.kept;
    kept.sort_by_key(|kept| core::cmp::Reverse((kept.value.begun, kept.record)));
    let mut all = Vec::new();
    for one in kept {
        all.extend(Together::of(act.history(one.record).await?));
    }
    Ok(all)
}

/// One of them. The act opens the sessions.
pub async fn one_together(act: &Act, note: RecordId) -> Result<Together, TogetherRefused> {
    let history = act.history::<CowrittenV1>(note).await?;
    Together::of(history).ok_or(TogetherRefused::None)
}

/// With whom the client writes this note, if it is one of two: whom a reaction tells. The act opens
/// the sessions.
pub async fn together_with(act: &Act, note: RecordId) -> Result<Option<PersonId>, ReadError> {
    let found = act.find::<CowrittenV1>(note).await?;
    Ok(found.map(|kept| kept.value.peer()))
}

fn happened(act: &Act, note: RecordId) -> Vec<Happened> {
    vec![Happened::NoteWritten {
        client: act.whose(),
        note,
        session: None,
    }]
}

/// A peer supporter writes the first wording. Sent twice it is written once.
pub async fn begin(
    act: &mut Act,
    once: RecordId,
    words: &Line<TOGETHER_MOST>,
) -> Result<Vec<Happened>, TogetherRefused> {
    if is_client(act) {
        return Err(TogetherRefused::NotForTheClient);
    }
    if act.find::<CowrittenV1>(once).await?.is_some() {
        return Ok(Vec::new());
    }
    let now = act.now().millis();
    let note = CowrittenV1 {
        peer: *act.by().bytes(),
        begun: now,
        by_client: false,
        at: now,
        words: words.as_str().to_owned(),
        agreed: None,
        dropped: false,
    };
    act.keep(once, &note)?;
    Ok(happened(act, once))
}

async fn newest(
    act: &Act,
    note: RecordId,
    seen: u32,
) -> Result<Kept<CowrittenV1>, TogetherRefused> {
    let stands = act.find::<CowrittenV1>(note).await?;
    let stands = stands.ok_or(TogetherRefused::None)?;
    if stands.version != seen {
        return Err(TogetherRefused::Newer);
    }
    Ok(stands)
}

/// Either writes another wording. What both agreed to before stays the note until the other agrees.
/// Sending the other's words back as they are is agreeing to them.
pub async fn reword(
    act: &mut Act,
    note: RecordId,
    seen: u32,
    words: &Line<TOGETHER_MOST>,
) -> Result<Vec<Happened>, TogetherRefused> {
    let by_client = is_client(act);
    let stands = act.find::<CowrittenV1>(note).await?;
    let stands = stands.ok_or(TogetherRefused::None)?;
    let same = stands.value.words == words.as_str() && !stands.value.dropped;
    if same && stands.value.by_client == by_client {
        return Ok(Vec::new());
    }
    if stands.version != seen {
        return Err(TogetherRefused::Newer);
    }
    if same {
        return agree(act, note, seen).await;
    }
    let value = CowrittenV1 {
        by_client,
        at: act.now().millis(),
        words: words.as_str().to_owned(),
        agreed: None,
        dropped: false,
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    Ok(happened(act, note))
}

/// The other side agrees: from now on this wording is the note.
pub async fn agree(
    act: &mut Act,
    note: RecordId,
    seen: u32,
) -> Result<Vec<Happened>, TogetherRefused> {
    let stands = newest(act, note, seen).await?;
    if stands.value.dropped {
        return Err(TogetherRefused::None);
    }
    if stands.value.by_client == is_client(act) {
        return Err(TogetherRefused::OwnWords);
    }
    if stands.value.agreed.is_some() {
        return Ok(Vec::new());
    }
    let value = CowrittenV1 {
        agreed: Some(act.now().millis()),
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    Ok(happened(act, note))
}

/// Either does not want the wording that waits. What both agreed to before stays; where there was
/// nothing, there is no note.
pub async fn drop_it(
    act: &mut Act,
    note: RecordId,
    seen: u32,
) -> Result<Vec<Happened>, TogetherRefused> {
    let stands = newest(act, note, seen).await?;
    if stands.value.agreed.is_some() {
        return Err(TogetherRefused::Agreed);
    }
    if stands.value.dropped {
        return Ok(Vec::new());
    }
    let value = CowrittenV1 {
        dropped: true,
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    Ok(happened(act, note))
}
