//! What holds for everything here: the client alone writes it, says who may read it each time, takes
//! it back, and takes it out. Reading says what there is.

use crate::refused::Refused;
use crate::stored::{BoundaryV1, HeldV1, JudgementV1, StrengthV1};
use care::{Happened, Moment, RecordId};
use sealed::{Act, Kept, ReadError, ReadersV1, Stored};

/// Everything that whoever opened the act may see.
pub struct SelfTrust {
    /// Newest first.
    pub judgements: Vec<Kept<JudgementV1>>,
    /// Oldest first.
    pub boundaries: Vec<Kept<BoundaryV1>>,
    /// Oldest first.
    pub strengths: Vec<Kept<StrengthV1>>,
    /// Records that are there and do not open.
    pub damaged: usize,
}

/// What there is, without what was taken out. The act opens Work.
///
/// # Errors
/// If something could not be read.
pub async fn self_trust(act: &Act) -> Result<SelfTrust, ReadError> {
    let mut judgements = act.latest::<JudgementV1>().await?;
    let mut boundaries = act.latest::<BoundaryV1>().await?;
    let mut strengths = act.latest::<StrengthV1>().await?;
    judgements.kept.retain(|kept| !kept.value.gone);
    boundaries.kept.retain(|kept| !kept.value.gone);
    strengths.kept.retain(|kept| !kept.value.gone);
    judgements
        .kept
        .sort_by_key(|kept| std::cmp::Reverse((kept.value.at, kept.record)));
    boundaries
        .kept
        .sort_by_key(|kept| (kept.value.set(), kept.record));
    strengths
        .kept
        .sort_by_key(|kept| (kept.value.at, kept.record));
    Ok(SelfTrust {
        damaged: judgements.damaged.len() + boundaries.damaged.len() + strengths.damaged.len(),
        judgements: judgements.kept,
        boundaries: boundaries.kept,
        strengths: strengths.kept,
    })
}

/// Something that was said, and when it was.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// When.
    pub at: Moment,
    /// The client's words.
    pub words: String,
}

/// The strengths that whoever acts may see, oldest first. The act opens Work.
///
/// # Errors
/// If something could not be read.
pub async fn strengths(act: &Act) -> Result<Vec<Said>, ReadError> {
    let all = self_trust(act).await?.strengths;
    let said = all.into_iter().map(|kept| Said {
        at: Moment::from_millis(kept.value.at),
        words: kept.value.words,
    });
    Ok(said.collect())
}

/// The first time each boundary held, with its words, oldest first, as far as whoever acts may see it.
/// The act opens Work.
///
/// # Errors
/// If something could not be read.
pub async fn firsts(act: &Act) -> Result<Vec<Said>, ReadError> {
    let all = self_trust(act).await?.boundaries;
    let held = all.iter().filter_map(|kept| {
        let (at, words) = (kept.value.first_held()?, kept.value.words().to_owned());
        Some(Said { at, words })
    });
    let mut said: Vec<Said> = held.collect();
    said.sort_by_key(|one| one.at);
    Ok(said)
}

/// When boundaries were first set, oldest first, as far as whoever acts may see it. The act opens Work.
///
/// # Errors
/// If something could not be read.
pub async fn boundaries_set(act: &Act) -> Result<Vec<Moment>, ReadError> {
    let all = self_trust(act).await?.boundaries;
    let mut set: Vec<_> = all.iter().filter_map(|kept| kept.value.set()).collect();
    set.sort();
    Ok(set)
}

/// How often a boundary held, in part, and was not respected.
pub(crate) fn counts(boundary: &BoundaryV1) -> [usize; 3] {
    let of = |held: HeldV1| boundary.tried.iter().filter(|one| one.held == held).count();
    [of(HeldV1::Held), of(HeldV1::Partly), of(HeldV1::Not)]
}

/// Only the client writes here.
pub(crate) fn only_the_client(act: &Act) -> Result<(), Refused> {
    if act.by() == act.whose().person() {
        Ok(())
    } else {
        Err(Refused::OnlyTheClient)
    }
}

/// What others must hear of: what was kept for oneself is no event.
pub(crate) fn shared(act: &Act, work: RecordId, readers: ReadersV1) -> Vec<Happened> {
    let told = (readers == ReadersV1::Section).then(|| Happened::WorkShared {
        client: act.whose(),
        work,
        audience: readers.to_care(),
    });
    told.into_iter().collect()
}

/// What is the same in the three kinds of record.
pub(crate) trait Written: Stored + Clone + PartialEq {
    /// Who may read it.
    fn readers(&mut self) -> &mut ReadersV1;
    /// Whether it was taken out.
    fn is_gone(&self) -> bool;
    /// Leaves no word in it.
    fn empty(&mut self);
}

impl Written for JudgementV1 {
    fn readers(&mut self) -> &mut ReadersV1 {
        &mut self.readers
    }

    fn is_gone(&self) -> bool {
        self.gone
    }

    fn empty(&mut self) {
        (self.sensed, self.expects) = (String::new(), String::new());
        (self.again, self.outcome, self.gone) = (String::new(), None, true);
    }
}

impl Written for BoundaryV1 {
    fn readers(&mut self) -> &mut ReadersV1 {
        &mut self.readers
    }

    fn is_gone(&self) -> bool {
        self.gone
    }

    fn empty(&mut self) {
        (self.wordings, self.tried, self.gone) = (Vec::new(), Vec::new(), true);
    }
}

impl Written for StrengthV1 {
    fn readers(&mut self) -> &mut ReadersV1 {
        &mut self.readers
    }

    fn is_gone(&self) -> bool {
        self.gone
    }

    fn empty(&mut self) {
        (self.words, self.gone) = (String::new(), true);
    }
}

/// Keeps something new. Sent twice from one page, it is there once. `same`: whether what is there is
/// what was sent.
pub(crate) async fn keep<T: Written>(
    act: &mut Act,
    once: RecordId,
    value: &T,
    readers: ReadersV1,
    same: impl Fn(&T) -> bool + Send,
) -> Result<Vec<Happened>, Refused> {
    only_the_client(act)?;
    if let Some(there) = act.find::<T>(once).await? {
        return if same(&there.value) {
            Ok(Vec::new())
        } else {
            Err(Refused::Another)
        };
    }
    act.keep(once, value)?;
    Ok(shared(act, once, readers))
}

/// Something of the client's own that is there. `seen`: the version that the page showed, if it
/// matters.
pub(crate) async fn find<T: Written>(
    act: &Act,
    record: RecordId,
    seen: Option<u32>,
) -> Result<Kept<T>, Refused> {
    only_the_client(act)?;
    let kept = act.find::<T>(record).await?.ok_or(Refused::None)?;
    if kept.value.is_gone() {
        return Err(Refused::None);
    }
    if seen.is_some_and(|seen| seen != kept.version) {
        return Err(Refused::Newer);
    }
    Ok(kept)
}

async fn let_see<T: Written>(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let kept = find::<T>(act, record, None).await?;
    let mut value = kept.value.clone();
    if *value.readers() == readers {
        return Ok(Vec::new());
    }
    *value.readers() = readers;
    act.amend(&kept, &value)?;
    Ok(shared(act, record, readers))
}

async fn erase<T: Written>(act: &mut Act, record: RecordId) -> Result<(), Refused> {
    let kept = find::<T>(act, record, None).await?;
    let mut value = kept.value.clone();
    value.empty();
    // Nobody else learns that there was something, either.
    *value.readers() = ReadersV1::Nobody;
    act.amend(&kept, &value)?;
    Ok(())
}

/// The kinds of things that are written here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A judgement.
    Judgement,
    /// A boundary.
    Boundary,
    /// A strength.
    Strength,
}

/// The client says anew who may read something: all of it. What was read meanwhile stays in the
/// ledger.
///
/// # Errors
/// If there is no such thing, it is not the client who asks, or it could not be read.
pub async fn set_readers(
    act: &mut Act,
    what: What,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    match what {
        What::Judgement => let_see::<JudgementV1>(act, record, readers).await,
        What::Boundary => let_see::<BoundaryV1>(act, record, readers).await,
        What::Strength => let_see::<StrengthV1>(act, record, readers).await,
    }
}

/// The client takes something out: it stands nowhere any more, and no word stays in it.
///
/// # Errors
/// As [`set_readers`].
pub async fn take_out(act: &mut Act, what: What, record: RecordId) -> Result<(), Refused> {
    match what {
        What::Judgement => erase::<JudgementV1>(act, record).await,
        What::Boundary => erase::<BoundaryV1>(act, record).await,
        What::Strength => erase::<StrengthV1>(act, record).await,
    }
}
