//! Saving a day, sending it, taking it back, and reading it.

use super::stored::{EntryV1, MarkV1};
use super::typed::BACK;
use crate::gist::{DiaryGistV1, LookV1};
use care::{Audience, Happened, Moment, Purpose, RecordId, Role};
use jiff::civil::Date;
use sealed::{Act, Kept, Listing, ReadError, ReadersV1};

/// Why something was not done to an entry. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum EntryRefused {
    /// Every line was skipped.
    #[error("every line was skipped; one is enough")]
    Empty,
    /// The day is to come, or longer ago than [`BACK`] days.
    #[error("a day is written on the day itself or up to {BACK} days after it")]
    Day,
    /// The day was written or changed from another page meanwhile.
    #[error("the day was changed meanwhile; please look at it again")]
    Newer,
    /// There is no such day.
    #[error("there is no such day")]
    None,
    /// It is not theirs to do.
    #[error("only the client writes a day and says who may read it")]
    NotTheirs,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// What becomes of a day that is saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// It is sent.
    Send,
    /// The client keeps it.
    Keep,
    /// The client keeps it until the session, and sends it then with others.
    Session,
}

/// A day to be saved.
pub struct New {
    /// Which.
    pub day: Date,
    /// The day it is now, where the service is.
    pub today: Date,
    /// The number of the card it was written on.
    pub card: u16,
    /// Which version of the entry the page showed; 0 where there was none.
    pub seen: u32,
    /// What was said.
    pub marks: Vec<MarkV1>,
    /// What becomes of it.
    pub how: How,
}

/// The id of a day's entry: there is one a day.
pub(crate) fn id(act: &Act, day: Date) -> RecordId {
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(day.to_string().bytes()) {
        *place = byte;
    }
    act.id_for("diary entry", RecordId::from_bytes(bytes))
}

fn own(act: &Act) -> Result<(), EntryRefused> {
    if act.by() == act.whose().person() {
        Ok(())
    } else {
        Err(EntryRefused::NotTheirs)
    }
}

/// Every day that whoever acts may read, newest first, and what is damaged. The act opens the work.
///
/// # Errors
/// If they could not be read.
pub async fn entries(act: &Act) -> Result<Listing<EntryV1>, ReadError> {
    let mut all = act.latest::<EntryV1>().await?;
    all.kept.retain(|kept| !kept.value.gone);
    all.kept.sort_by(|a, b| b.value.day.cmp(&a.value.day));
    Ok(all)
}

/// The client saves a day. The same again is the same. The act opens the work, the overview and the
/// consent.
///
/// # Errors
/// As [`EntryRefused`] says.
pub async fn save(act: &mut Act, new: New) -> Result<Vec<Happened>, EntryRefused> {
    own(act)?;
    if new.marks.is_empty() {
        return Err(EntryRefused::Empty);
    }
    let late = new.day.until(new.today).map_or(-1, |span| span.get_days());
    let late = u16::try_from(late).map_err(|_| EntryRefused::Day)?;
    if late > BACK {
        return Err(EntryRefused::Day);
    }
    let record = id(act, new.day);
    let was = act.find::<EntryV1>(record).await?;
    let now = act.now().millis();
    let first = was.as_ref().filter(|was| !was.value.gone);
    let entry = EntryV1 {
        day: new.day.to_string(),
        card: new.card,
        written: first.map_or(now, |was| was.value.written),
        changed: first.map(|_| now),
        late: first.map_or(late, |was| was.value.late),
        marks: new.marks,
        readers: match new.how {
            How::Send => ReadersV1::Section,
            How::Keep | How::Session => ReadersV1::Nobody,
        },
        session: new.how == How::Session,
        gone: false,
    };
    if let Some(was) = &first {
        let same = EntryV1 {
            changed: was.value.changed,
            ..entry.clone()
        };
        if same == was.value {
            return Ok(Vec::new());
        }
    }
    if was.as_ref().map_or(0, |was| was.version) != new.seen {
        return Err(EntryRefused::Newer);
    }
    put(act, record, was.as_ref(), entry).await
}

/// Keeps the next state of a day, with what lists say of it.
async fn put(
    act: &mut Act,
    record: RecordId,
    was: Option<&Kept<EntryV1>>,
    entry: EntryV1,
) -> Result<Vec<Happened>, EntryRefused> {
    match was {
        None => act.keep(record, &entry)?,
        Some(was) => act.amend(was, &entry)?,
    }
    let before = was.filter(|was| was.value.is_sent());
    let mut gist = act.gist::<DiaryGistV1>().await?.unwrap_or_default();
    let stood = gist.clone();
    gist.last = newest_sent(act, record, &entry).await?;
    note(
        &mut gist,
        record,
        before.map(|was| &was.value),
        &entry,
        act.now().millis(),
    );
    if gist != stood {
        act.set_gist(&gist).await?;
    }
    let told = entry.is_sent() && before.is_none();
    Ok(told.then(|| shared(act, record)).into_iter().collect())
}

/// What was read once is not brought up again, unless something was added to it.
fn note(
    gist: &mut DiaryGistV1,
    record: RecordId,
    before: Option<&EntryV1>,
    entry: &EntryV1,
    now: i64,
) {
    let Some(why) = entry.why() else {
        gist.seen(record);
        return;
    };
    if before.is_some_and(|before| before.why() == Some(why) && before.marks == entry.marks) {
        return;
    }
    gist.look_at(LookV1 {
        entry: *record.bytes(),
        day: entry.day.clone(),
        why,
        since: now,
    });
}

async fn newest_sent(
    act: &Act,
    record: RecordId,
    entry: &EntryV1,
) -> Result<Option<String>, ReadError> {
    let all = entries(act).await?.kept;
    let others = all
        .into_iter()
        .filter(|kept| kept.record != record && kept.value.is_sent());
    let this = entry.is_sent().then(|| entry.day.clone());
    Ok(others.map(|kept| kept.value.day).chain(this).max())
}

fn shared(act: &Act, work: RecordId) -> Happened {
    Happened::WorkShared {
        client: act.whose(),
        work,
        audience: Audience::Section,
    }
}

async fn theirs(act: &Act, record: RecordId) -> Result<Kept<EntryV1>, EntryRefused> {
    own(act)?;
    let found = act.find::<EntryV1>(record).await?;
    found
        .filter(|kept| !kept.value.gone)
        .ok_or(EntryRefused::None)
}

/// The client sends a day they had kept.
///
/// # Errors
/// As [`EntryRefused`] says.
pub async fn share(act: &mut Act, record: RecordId) -> Result<Vec<Happened>, EntryRefused> {
    let was = theirs(act, record).await?;
    if was.value.is_sent() {
        return Ok(Vec::new());
    }
    let entry = EntryV1 {
        readers: ReadersV1::Section,
        session: false,
        ..was.value.clone()
    };
    put(act, record, Some(&was), entry).await
}

/// The client keeps a day for themself again. What was read already stays in the ledger.
///
/// # Errors
/// As [`EntryRefused`] says.
pub async fn take_back(act: &mut Act, record: RecordId) -> Result<(), EntryRefused> {
    let was = theirs(act, record).await?;
    let entry = EntryV1 {
        readers: ReadersV1::Nobody,
        session: false,
        ..was.value.clone()
    };
    if entry != was.value {
        put(act, record, Some(&was), entry).await?;
    }
    Ok(())
}

/// The client takes a day out. What it said stays in its earlier states, which nobody else reads.
///
/// # Errors
/// As [`EntryRefused`] says.
pub async fn remove(act: &mut Act, record: RecordId) -> Result<(), EntryRefused> {
    let was = theirs(act, record).await?;
    let entry = EntryV1 {
        marks: Vec::new(),
        readers: ReadersV1::Nobody,
        session: false,
        gone: true,
        ..was.value.clone()
    };
    put(act, record, Some(&was), entry).await?;
    Ok(())
}

/// The client sends every day they kept for the session. How many that were.
///
/// # Errors
/// As [`EntryRefused`] says.
pub async fn send_waiting(act: &mut Act) -> Result<(usize, Vec<Happened>), EntryRefused> {
    own(act)?;
    let all = entries(act).await?.kept;
    let waiting: Vec<_> = all.iter().filter(|kept| kept.value.session).collect();
    if waiting.is_empty() {
        return Ok((0, Vec::new()));
    }
    let mut gist = act.gist::<DiaryGistV1>().await?.unwrap_or_default();
    for kept in &waiting {
        let entry = EntryV1 {
            readers: ReadersV1::Section,
            session: false,
            ..kept.value.clone()
        };
        act.amend(kept, &entry)?;
        note(&mut gist, kept.record, None, &entry, act.now().millis());
        gist.last = gist.last.max(Some(entry.day));
    }
    act.set_gist(&gist).await?;
    // One event for all: nobody is told seven times.
    let told = waiting.first().map(|kept| shared(act, kept.record));
    Ok((waiting.len(), told.into_iter().collect()))
}

/// A therapist has read what was there at `until`: it is no reason to look any more. Who that was
/// stands in the ledger; what came or was changed since still waits. The act opens the work and the
/// overview.
///
/// # Errors
/// As [`EntryRefused`] says.
pub async fn read(act: &mut Act, until: Moment) -> Result<(), EntryRefused> {
    let access = act.access();
    let treats = access.purpose() == Purpose::Treatment && access.asker().role == Role::Therapist;
    if !treats {
        return Err(EntryRefused::NotTheirs);
    }
    let Some(mut gist) = act.gist::<DiaryGistV1>().await? else {
        return Ok(());
    };
    let stood = gist.clone();
    gist.look.retain(|look| look.since > until.millis());
    if gist != stood {
        act.set_gist(&gist).await?;
    }
    Ok(())
}
