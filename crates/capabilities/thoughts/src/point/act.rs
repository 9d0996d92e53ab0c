//! Beginning a stuck point and writing beside it. Who wrote something follows from who acts, never
//! from what was posted.

use super::stored::{BeliefV1, LineV1, OfV1, PointV1, SideV1, StateV1};
use crate::pattern::Pattern;
use crate::theme::AboutV1;
use care::{Audience, Happened, Line, Purpose, RecordId, Role};
use sealed::{Act, Kept, ReadError, ReadersV1, Stored};

/// The longest thought, in letters: this project's own choice.
pub(crate) const THOUGHT: usize = 500;
/// The longest line beside one, in letters: this project's own choice.
pub(crate) const LINE: usize = 1_000;
/// The most stuck points of one client, and the most lines or ratings beside one: this project's own
/// choice, far more than a person works on.
const MOST: usize = 300;
/// The most that something can be believed.
pub(crate) const FULLY: u8 = 100;

/// Why something was not done. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// There is no such thought or line, or it is not theirs to change.
    #[error("there is no such thought, or it is not theirs to change")]
    None,
    /// Something else was written from the same page before.
    #[error("something was written from this page already; this would be another")]
    Another,
    /// It was changed since the page was opened.
    #[error("this was changed meanwhile; please look at it again")]
    Newer,
    /// There is nothing in it.
    #[error("there is nothing in it")]
    Empty,
    /// There are too many already.
    #[error("there are too many already")]
    TooMany,
    /// What is believed is between 0 and 100.
    #[error("how much something is believed is a number from 0 to 100")]
    OutOfRange,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Whether the client acts (`true`) or the therapist who treats them (`false`).
fn side(act: &Act) -> Result<bool, Refused> {
    if act.by() == act.whose().person() {
        return Ok(true);
    }
    let access = act.access();
    let treats = access.purpose() == Purpose::Treatment && access.asker().role == Role::Therapist;
    if treats {
        Ok(false)
    } else {
        Err(Refused::None)
    }
}

/// Whether `new` was kept under this id before. The same thing sent twice is the same thing; another
/// under the same id is refused.
pub(crate) async fn same_or_another<T: Stored>(
    act: &Act,
    once: RecordId,
    same: impl FnOnce(&T) -> bool,
) -> Result<bool, Refused> {
    match act.find::<T>(once).await? {
        None => Ok(false),
        Some(before) if same(&before.value) => Ok(true),
        Some(_) => Err(Refused::Another),
    }
}

/// Each once, in their order.
fn in_order(about: &[AboutV1]) -> Vec<AboutV1> {
    let mut about = about.to_vec();
    about.sort_unstable();
    about.dedup();
    about
}

/// A stuck point to be begun.
pub struct New<'a> {
    /// The id that its page offered: sent twice, it is kept once.
    pub once: RecordId,
    /// The thought.
    pub words: &'a Line<THOUGHT>,
    /// What it is about.
    pub about: &'a [AboutV1],
    /// How much it is believed now, if that was said.
    pub believed: Option<u8>,
    /// Who may read it. What a therapist writes down is read by both, whatever stands here.
    pub readers: ReadersV1,
}

/// Begins a stuck point. The act opens the work.
///
/// # Errors
/// As [`Refused`] says.
pub async fn begin(act: &mut Act, new: &New<'_>) -> Result<Vec<Happened>, Refused> {
    let by_client = side(act)?;
    let by = *act.by().bytes();
    let words = new.words.as_str();
    let same = |before: &PointV1| before.by == by && before.words == words;
    if same_or_another(act, new.once, same).await? {
        return Ok(Vec::new());
    }
    if new.believed.is_some_and(|value| value > FULLY) {
        return Err(Refused::OutOfRange);
    }
    if act.latest::<PointV1>().await?.kept.len() >= MOST {
        return Err(Refused::TooMany);
    }
    let readers = if by_client {
        new.readers
    } else {
        ReadersV1::Section
    };
    let at = act.now().millis();
    let point = PointV1 {
        by,
        by_client,
        at,
        words: words.to_owned(),
        about: in_order(new.about),
        state: StateV1::Open,
        state_at: at,
        readers,
        gone: None,
    };
    act.keep(new.once, &point)?;
    if let Some(value) = new.believed {
        let belief = BeliefV1 {
            point: *new.once.bytes(),
            of: OfV1::Thought,
            value,
            by,
            by_client,
            at,
            readers,
            gone: None,
        };
        act.keep(act.id_for("belief at the beginning", new.once), &belief)?;
    }
    Ok(begun(act, new.once, by_client, readers))
}

/// What others must hear of: what was kept for oneself is no event.
pub(super) fn begun(
    act: &Act,
    work: RecordId,
    by_client: bool,
    readers: ReadersV1,
) -> Vec<Happened> {
    let client = act.whose();
    if !by_client {
        return vec![Happened::WorkGiven { client, work }];
    }
    match readers {
        ReadersV1::Nobody => Vec::new(),
        ReadersV1::Section => vec![Happened::WorkShared {
            client,
            work,
            audience: Audience::Section,
        }],
    }
}

/// The stuck point, if it is there for whoever acts.
pub(super) async fn point(act: &Act, record: RecordId) -> Result<Kept<PointV1>, Refused> {
    let found = act.find::<PointV1>(record).await?;
    found
        .filter(|kept| kept.value.gone.is_none())
        .ok_or(Refused::None)
}

/// A line to be set beside a thought.
pub struct Beside<'a> {
    /// The id that its page offered: sent twice, it is kept once.
    pub once: RecordId,
    /// The thought.
    pub point: RecordId,
    /// What it is.
    pub side: SideV1,
    /// Its words; none only where a pattern is named.
    pub words: Option<&'a Line<LINE>>,
    /// The pattern it names; only where it is a pattern.
    pub pattern: Option<Pattern>,
}

/// Sets a line beside a thought. It is read by whoever reads the thought. The act opens the work.
///
/// # Errors
/// As [`Refused`] says.
pub async fn write(act: &mut Act, new: &Beside<'_>) -> Result<(), Refused> {
    let by_client = side(act)?;
    let by = *act.by().bytes();
    let words = new.words.map_or("", Line::as_str);
    let named = new.pattern.filter(|_| new.side == SideV1::Pattern);
    let pattern = named.map_or("", |pattern| pattern.code);
    if words.is_empty() && pattern.is_empty() {
        return Err(Refused::Empty);
    }
    let stands = point(act, new.point).await?;
    let same = |before: &LineV1| {
        let (there, said) = (before.point == *new.point.bytes(), before.words == words);
        there && said && before.by == by && before.side == new.side && before.pattern == pattern
    };
    if same_or_another(act, new.once, same).await? {
        return Ok(());
    }
    let lines = act.latest::<LineV1>().await?.kept;
    if lines
        .iter()
        .filter(|kept| kept.value.point() == new.point)
        .count()
        >= MOST
    {
        return Err(Refused::TooMany);
    }
    let line = LineV1 {
        point: *new.point.bytes(),
        side: new.side,
        words: words.to_owned(),
        pattern: pattern.to_owned(),
        by,
        by_client,
        at: act.now().millis(),
        readers: stands.value.readers,
        gone: None,
    };
    Ok(act.keep(new.once, &line)?)
}

/// Writes down how much the thought, or the newest that fits better, is believed now. What is
/// believed is the client's to say; in a session the therapist may write it down. Nothing written
/// down changes nothing. The act opens the work.
///
/// # Errors
/// As [`Refused`] says.
pub async fn believe(
    act: &mut Act,
    once: RecordId,
    of: RecordId,
    thought: Option<u8>,
    instead: Option<u8>,
) -> Result<(), Refused> {
    let by_client = side(act)?;
    if [thought, instead]
        .into_iter()
        .flatten()
        .any(|value| value > FULLY)
    {
        return Err(Refused::OutOfRange);
    }
    if thought.is_none() && instead.is_none() {
        return Err(Refused::Empty);
    }
    let there = super::book(act).await?;
    let stands = there.point(of).ok_or(Refused::None)?;
    if stands.beliefs.len() >= MOST {
        return Err(Refused::TooMany);
    }
    let better = stands
        .instead()
        .map(|line| OfV1::Instead(*line.record.bytes()));
    if instead.is_some() && better.is_none() {
        return Err(Refused::None);
    }
    let told = [
        (once, Some(OfV1::Thought), thought),
        (act.id_for("belief instead", once), better, instead),
    ];
    for (record, believed, value) in told {
        let (Some(believed), Some(value)) = (believed, value) else {
            continue;
        };
        let belief = BeliefV1 {
            point: *of.bytes(),
            of: believed,
            value,
            by: *act.by().bytes(),
            by_client,
            at: act.now().millis(),
            readers: stands.kept.value.readers,
            gone: None,
        };
        let same = |before: &BeliefV1| {
            (before.point, before.of, before.value, before.by)
                == (belief.point, belief.of, belief.value, belief.by)
        };
        if !same_or_another(act, record, same).await? {
            act.keep(record, &belief)?;
        }
    }
    Ok(())
}

/// The client puts the thought into other words, or says otherwise what it is about. `seen`: the
/// version that the page showed. What it was stays in its earlier versions.
///
/// # Errors
/// As [`Refused`] says.
pub async fn reword(
    act: &mut Act,
    record: RecordId,
    seen: u32,
    words: &Line<THOUGHT>,
    about: &[AboutV1],
) -> Result<(), Refused> {
    if !side(act)? {
        return Err(Refused::None);
    }
    change(act, record, seen, |point| PointV1 {
        words: words.as_str().to_owned(),
        about: in_order(about),
        ..point.clone()
    })
    .await
}

/// Says what the thought is about. Both may: in a session it is done together. `seen`: the version
/// that the page showed.
///
/// # Errors
/// As [`Refused`] says.
pub async fn tag(
    act: &mut Act,
    record: RecordId,
    seen: u32,
    about: &[AboutV1],
) -> Result<(), Refused> {
    side(act)?;
    change(act, record, seen, |point| PointV1 {
        about: in_order(about),
        ..point.clone()
    })
    .await
}

async fn change(
    act: &mut Act,
    record: RecordId,
    seen: u32,
    changed: impl FnOnce(&PointV1) -> PointV1,
) -> Result<(), Refused> {
    let stands = point(act, record).await?;
    let value = changed(&stands.value);
    if value == stands.value {
        return Ok(());
    }
    if stands.version != seen {
        return Err(Refused::Newer);
    }
    Ok(act.amend(&stands, &value)?)
}

/// The client says how it stands.
///
/// # Errors
/// As [`Refused`] says.
pub async fn set_state(act: &mut Act, record: RecordId, state: StateV1) -> Result<(), Refused> {
    if !side(act)? {
        return Err(Refused::None);
    }
    let stands = point(act, record).await?;
    if stands.value.state == state {
        return Ok(());
    }
    let changed = PointV1 {
        state,
        state_at: act.now().millis(),
        ..stands.value.clone()
    };
    Ok(act.amend(&stands, &changed)?)
}

/// Takes out a line or a rating of one's own; a client also a thought they began, with all that
/// stands beside it. From then on it is shown nowhere; what it was stays in its earlier versions.
///
/// # Errors
/// As [`Refused`] says.
pub async fn take_out(act: &mut Act, record: RecordId) -> Result<(), Refused> {
    let by_client = side(act)?;
    let (by, gone) = (*act.by().bytes(), Some(act.now().millis()));
    if let Some(kept) = act.find::<LineV1>(record).await? {
        if kept.value.by != by || kept.value.gone.is_some() {
            return Err(Refused::None);
        }
        let value = LineV1 {
            gone,
            ..kept.value.clone()
        };
        return Ok(act.amend(&kept, &value)?);
    }
    if let Some(kept) = act.find::<BeliefV1>(record).await? {
        if kept.value.by != by || kept.value.gone.is_some() {
            return Err(Refused::None);
        }
        let value = BeliefV1 {
            gone,
            ..kept.value.clone()
        };
        return Ok(act.amend(&kept, &value)?);
    }
    let stands = point(act, record).await?;
    if !by_client || !stands.value.by_client {
        return Err(Refused::None);
    }
    let value = PointV1 {
        gone,
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    super::readers::beside(act, record, ReadersV1::Nobody).await
}
