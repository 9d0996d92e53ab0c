//! What goes along with the plan between versions: steps taken, words beside, how close a goal is;
//! and what others ask of the plan in force.

use super::stored::{BesideV1, DoneV1, PlanV1, RatingV1};
use super::versions::{Plan, plan};
use super::{PlanRefused, side};
use crate::content::WhoV1;
use care::{Happened, Line, RecordId};
use sealed::{Act, Damaged, Kept, ReadError, ReadersV1};
use std::collections::BTreeMap;

/// The highest number on the line of a goal. Goal-based outcomes are rated from 0 to 10 (Law and
/// Jacob 2015, Goals and Goal Based Outcomes, CAMHS Press).
pub(crate) const THERE: u8 = 10;

/// The version in force, if both sides ever signed one. The act must open the work.
///
/// # Errors
/// As for [`plan`].
pub async fn in_force(act: &Act) -> Result<Option<Kept<PlanV1>>, ReadError> {
    Ok(plan(act).await?.in_force().cloned())
}

/// A step of the plan in force that was not taken yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenStep {
    /// The step.
    pub id: RecordId,
    /// The goal it belongs to, in the client's words.
    pub goal: String,
    /// What it is.
    pub words: String,
    /// Who takes it.
    pub who: WhoV1,
    /// Until when, as `YYYY-MM-DD`, if a day was set.
    pub until: Option<String>,
}

/// The steps of the plan in force that were not taken yet, in the order of the plan. The act must
/// open the work.
///
/// # Errors
/// As for [`plan`].
pub async fn steps(act: &Act) -> Result<Vec<OpenStep>, ReadError> {
    let Some(kept) = in_force(act).await? else {
        return Ok(Vec::new());
    };
    let done = done(act).await?;
    let is_open = |id: &[u8; 16]| done.get(id).is_none_or(|one| !one.done);
    let mut open = Vec::new();
    for goal in kept.value.goals {
        for step in goal.steps.into_iter().filter(|step| is_open(&step.id)) {
            open.push(OpenStep {
                id: RecordId::from_bytes(step.id),
                goal: goal.words.clone(),
                words: step.words,
                who: step.who,
                until: step.until,
            });
        }
    }
    Ok(open)
}

/// What is known of each step.
pub(crate) async fn done(act: &Act) -> Result<BTreeMap<[u8; 16], DoneV1>, ReadError> {
    let listing = act.latest::<DoneV1>().await?;
    if !listing.damaged.is_empty() {
        return Err(Damaged.into());
    }
    let values = listing.kept.into_iter().map(|kept| kept.value);
    Ok(values.map(|one| (one.step, one)).collect())
}

/// What is in force or waits for a signature: what the pages show.
fn shown(plan: &Plan) -> impl Iterator<Item = &PlanV1> {
    let both = [plan.in_force(), plan.proposed()];
    both.into_iter().flatten().map(|kept| &kept.value)
}

/// Either side says that a step was taken, or was not after all.
///
/// # Errors
/// As [`PlanRefused`] says.
pub async fn mark(act: &mut Act, step: RecordId, done: bool) -> Result<(), PlanRefused> {
    side(act)?;
    let plan = plan(act).await?;
    let of = |version: &PlanV1| {
        let steps = version.goals.iter().flat_map(|goal| &goal.steps);
        steps.into_iter().any(|one| one.id == *step.bytes())
    };
    if !shown(&plan).any(of) {
        return Err(PlanRefused::None);
    }
    let record = act.id_for("goals step done", step);
    let kept = act.find::<DoneV1>(record).await?;
    if kept.as_ref().is_some_and(|kept| kept.value.done) == done {
        return Ok(());
    }
    let said = DoneV1 {
        step: *step.bytes(),
        by: *act.by().bytes(),
        at: act.now().millis(),
        done,
    };
    match kept {
        Some(was) => act.amend(&was, &said)?,
        None => act.keep(record, &said)?,
    }
    Ok(())
}

/// What is seen differently now, oldest first: what was taken back is not among it.
///
/// # Errors
/// [`ReadError::Damaged`] if one cannot be read.
pub async fn remarks(act: &Act) -> Result<Vec<BesideV1>, ReadError> {
    let listing = act.latest::<BesideV1>().await?;
    if !listing.damaged.is_empty() {
        return Err(Damaged.into());
    }
    let values = listing.kept.into_iter().map(|kept| kept.value);
    let mut said: Vec<_> = values.filter(|one| !one.words.is_empty()).collect();
    said.sort_by_key(|one| one.at);
    Ok(said)
}

/// Says beside a goal or a way that one sees it differently, in place of what the same person said
/// there before; without words, takes that back. It holds nothing up.
///
/// # Errors
/// As [`PlanRefused`] says.
pub async fn beside(
    act: &mut Act,
    of: RecordId,
    words: Option<&Line<500>>,
) -> Result<Vec<Happened>, PlanRefused> {
    let by_client = side(act)?;
    if !shown(&plan(act).await?).any(|version| version.has(*of.bytes())) {
        return Err(PlanRefused::None);
    }
    let by = act.by();
    let record = act.id_for(
        &format!("goals beside {of}"),
        RecordId::from_bytes(*by.bytes()),
    );
    let words = words.map_or("", Line::as_str);
    let kept = act.find::<BesideV1>(record).await?;
    if kept.as_ref().map_or("", |kept| kept.value.words.as_str()) == words {
        return Ok(Vec::new());
    }
    let said = BesideV1 {
        beside: *of.bytes(),
        by: *by.bytes(),
        by_client,
        at: act.now().millis(),
        words: words.to_owned(),
    };
    match kept {
        Some(was) => act.amend(&was, &said)?,
        None => act.keep(record, &said)?,
    }
    // What was taken back is nothing that the other side has to hear of.
    let told = (!words.is_empty()).then(|| Happened::PlanWritten {
        client: act.whose(),
    });
    Ok(told.into_iter().collect())
}

/// How close the goals are, as far as whoever acts may read it, oldest first.
///
/// # Errors
/// [`ReadError::Damaged`] if one cannot be read.
pub async fn ratings(act: &Act) -> Result<Vec<Kept<RatingV1>>, ReadError> {
    let listing = act.latest::<RatingV1>().await?;
    if !listing.damaged.is_empty() {
        return Err(Damaged.into());
    }
    let mut all = listing.kept;
    all.sort_by_key(|kept| (kept.value.at, kept.record));
    Ok(all)
}

fn shared(act: &Act, work: RecordId, readers: ReadersV1) -> Vec<Happened> {
    match readers {
        ReadersV1::Nobody => Vec::new(),
        ReadersV1::Section => vec![Happened::WorkShared {
            client: act.whose(),
            work,
            audience: readers.to_care(),
        }],
    }
}

/// The client says how close a goal is, from 0 to 10. `once`: the id that its page offered; said
/// twice, it is said once.
///
/// # Errors
/// As [`PlanRefused`] says.
pub async fn rate(
    act: &mut Act,
    once: RecordId,
    goal: RecordId,
    close: u8,
    readers: ReadersV1,
) -> Result<Vec<Happened>, PlanRefused> {
    if !side(act)? {
        return Err(PlanRefused::NotTheirs);
    }
    if act.find::<RatingV1>(once).await?.is_some() {
        return Ok(Vec::new());
    }
    let plan = plan(act).await?;
    let has = |version: &PlanV1| version.goals.iter().any(|one| one.id == *goal.bytes());
    if close > THERE || !shown(&plan).any(has) {
        return Err(PlanRefused::None);
    }
    let rating = RatingV1 {
        goal: *goal.bytes(),
        close,
        at: act.now().millis(),
        readers,
    };
    act.keep(once, &rating)?;
    Ok(shared(act, once, readers))
}

/// The client sends a rating that they had kept, or keeps one that they had sent.
///
/// # Errors
/// As [`PlanRefused`] says.
pub async fn set_rating_readers(
    act: &mut Act,
    rating: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, PlanRefused> {
    if !side(act)? {
        return Err(PlanRefused::NotTheirs);
    }
    let was = act.find::<RatingV1>(rating).await?;
    let was = was.ok_or(PlanRefused::None)?;
    if was.value.readers == readers {
        return Ok(Vec::new());
    }
    let next = RatingV1 {
        readers,
        ..was.value.clone()
    };
    act.amend(&was, &next)?;
    Ok(shared(act, rating, readers))
}
