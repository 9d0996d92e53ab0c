//! Noting how it went, where it is felt and how much it is; putting a tool away; and what a
//! therapist writes for a client.

use crate::stored::{AwayV1, FirstV1, NowV1, OwnToolV1, Piece, WorseV1};
use care::{Audience, Happened, Moment, RecordId};
use sealed::{Act, Kept, ReadError, ReadersV1};

/// Why something was not done. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thing, or it is not theirs.
    #[error("there is no such thing here")]
    None,
    /// Something else was sent from the same page before.
    #[error("something was sent from this page already; this would be another")]
    Another,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

fn shared(act: &Act, work: RecordId, readers: ReadersV1) -> Vec<Happened> {
    match readers {
        ReadersV1::Nobody => Vec::new(),
        ReadersV1::Section => vec![Happened::WorkShared {
            client: act.whose(),
            work,
            audience: Audience::Section,
        }],
    }
}

fn is_client(act: &Act) -> Result<(), Refused> {
    let own = act.by() == act.whose().person();
    own.then_some(()).ok_or(Refused::None)
}

/// The client notes something. Sent twice from one page it is kept once.
pub async fn note<T: Piece>(
    act: &mut Act,
    once: RecordId,
    piece: &T,
) -> Result<Vec<Happened>, Refused> {
    is_client(act)?;
    if let Some(before) = act.find::<T>(once).await? {
        let same = before.value == piece.noted_at(before.value.at());
        return if same {
            Ok(Vec::new())
        } else {
            Err(Refused::Another)
        };
    }
    act.keep(once, piece)?;
    Ok(shared(act, once, piece.readers()))
}

async fn own<T: Piece>(act: &Act, record: RecordId) -> Result<Kept<T>, Refused> {
    is_client(act)?;
    let found = act.find::<T>(record).await?;
    found
        .filter(|kept| !kept.value.is_gone())
        .ok_or(Refused::None)
}

/// The client lets others read what they noted, or keeps it for themself again.
pub async fn let_read<T: Piece>(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let stands = own::<T>(act, record).await?;
    if stands.value.readers() == readers {
        return Ok(Vec::new());
    }
    act.amend(&stands, &stands.value.read_by(readers))?;
    Ok(shared(act, record, readers))
}

/// The client takes out what they noted: the newest version of it is empty and for nobody else.
pub async fn take_out<T: Piece>(act: &mut Act, record: RecordId) -> Result<Vec<Happened>, Refused> {
    let stands = own::<T>(act, record).await?;
    let gone = stands.value.taken_out(act.now());
    act.amend(&stands, &gone)?;
    Ok(Vec::new())
}

/// The client says more of how much it was, and who reads it.
pub async fn say_of_now(
    act: &mut Act,
    record: RecordId,
    words: Option<String>,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let stands = own::<NowV1>(act, record).await?;
    let said = NowV1 {
        words,
        readers,
        ..stands.value.clone()
    };
    if said == stands.value {
        return Ok(Vec::new());
    }
    act.amend(&stands, &said)?;
    if stands.value.readers == readers {
        return Ok(Vec::new());
    }
    Ok(shared(act, record, readers))
}

pub(crate) fn away_id(act: &Act, tool: RecordId) -> RecordId {
    act.id_for("body tool away", tool)
}

pub(crate) fn worse_id(act: &Act, tool: RecordId) -> RecordId {
    act.id_for("body tool worse", tool)
}

pub(crate) fn first_id(act: &Act) -> RecordId {
    act.id_for("body tools first", RecordId::from_bytes([0; 16]))
}

/// The client puts a tool away, or takes it up again; whoever treats them hears nothing of it, but
/// for a tool that had made it worse: beside that it then says that it was taken up again.
pub async fn put_away(act: &mut Act, tool: RecordId, away: bool) -> Result<(), Refused> {
    is_client(act)?;
    let (record, now) = (away_id(act, tool), act.now().millis());
    let put = AwayV1 {
        tool: *tool.bytes(),
        away,
        at: now,
    };
    match act.find::<AwayV1>(record).await? {
        None if !away => {}
        None => act.keep(record, &put)?,
        Some(stands) if stands.value.away == away => {}
        Some(stands) => act.amend(&stands, &put)?,
    }
    if !away
        && let Some(stands) = act.find::<WorseV1>(worse_id(act, tool)).await?
        && stands.value.back.is_none()
    {
        let back = WorseV1 {
            back: Some(now),
            ..stands.value.clone()
        };
        act.amend(&stands, &back)?;
    }
    Ok(())
}

/// A tool made it worse: it is put away, and whoever treats the client is told its name and what the
/// client said of it.
pub async fn made_worse(
    act: &mut Act,
    tool: RecordId,
    called: String,
    words: Option<String>,
) -> Result<Vec<Happened>, Refused> {
    put_away(act, tool, true).await?;
    let (noted, client) = (worse_id(act, tool), act.whose());
    let worse = WorseV1 {
        tool: *tool.bytes(),
        called,
        at: act.now().millis(),
        words,
        back: None,
    };
    match act.find::<WorseV1>(noted).await? {
        None => act.keep(noted, &worse)?,
        // The same said twice.
        Some(stands) if stands.value.back.is_none() && stands.value.words == worse.words => {
            return Ok(Vec::new());
        }
        Some(stands) => act.amend(&stands, &worse)?,
    }
    Ok(vec![Happened::ToolMadeWorse { client, noted }])
}

/// A therapist writes a tool for this client. Sent twice from one page it is kept once.
pub async fn write_tool(
    act: &mut Act,
    once: RecordId,
    tool: &OwnToolV1,
) -> Result<Vec<Happened>, Refused> {
    if let Some(before) = act.find::<OwnToolV1>(once).await? {
        let again = OwnToolV1 {
            at: before.value.at,
            ..tool.clone()
        };
        return if again == before.value {
            Ok(Vec::new())
        } else {
            Err(Refused::Another)
        };
    }
    act.keep(once, tool)?;
    Ok(vec![Happened::WorkGiven {
        client: act.whose(),
        work: once,
    }])
}

/// A tool that a therapist wrote is taken away again. How it went stays with the client.
pub async fn take_tool_away(act: &mut Act, tool: RecordId) -> Result<(), Refused> {
    let stands = act.find::<OwnToolV1>(tool).await?.ok_or(Refused::None)?;
    if stands.value.gone.is_some() {
        return Ok(());
    }
    let gone = OwnToolV1 {
        gone: Some(act.now().millis()),
        ..stands.value.clone()
    };
    act.amend(&stands, &gone)?;
    Ok(())
}

/// A therapist says which tools stand first.
pub async fn set_first(act: &mut Act, tools: &[RecordId]) -> Result<(), Refused> {
    let first = FirstV1 {
        tools: tools.iter().map(|tool| *tool.bytes()).collect(),
        by: *act.by().bytes(),
    };
    let record = first_id(act);
    match act.find::<FirstV1>(record).await? {
        None => act.keep(record, &first)?,
        Some(stands) if stands.value.tools == first.tools => {}
        Some(stands) => act.amend(&stands, &first)?,
    }
    Ok(())
}

/// The newest first.
pub(crate) fn newest_first<T: Piece>(mut all: Vec<Kept<T>>) -> Vec<Kept<T>> {
    all.sort_by_key(|kept| std::cmp::Reverse((kept.value.at(), kept.record)));
    all
}

/// What was noted of a kind and not taken out, newest first; and how many are damaged.
pub(crate) async fn noted<T: Piece>(act: &Act) -> Result<(Vec<Kept<T>>, usize), ReadError> {
    let listing = act.latest::<T>().await?;
    let there = listing.kept.into_iter();
    let there = there.filter(|kept| !kept.value.is_gone()).collect();
    Ok((newest_first(there), listing.damaged.len()))
}

/// From when on something counts as lately.
pub(crate) fn since(now: Moment, days: i64) -> Moment {
    now - days * care::DAY
}
