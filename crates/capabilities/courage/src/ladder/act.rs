//! Making a ladder and changing it, by either side; stopping it and taking it up again.

use super::stored::{AimV1, LadderV1, StepKindV1, StepV1};
use super::{GOAL, PLACE, SAFETY, STEP, STEPS};
use crate::refused::Refused;
use crate::shared::{given, is_client, shared};
use care::{Happened, Line, RecordId};
use sealed::{Act, Kept, ReadersV1};

/// A ladder to be begun.
pub struct NewLadder<'a> {
    /// The id that its page offered: sent twice, it is kept once.
    pub once: RecordId,
    /// What it leads to.
    pub goal: &'a Line<GOAL>,
    /// What it is about.
    pub aim: AimV1,
}

/// A step to be added, or as it is to be from now on.
pub struct NewStep<'a> {
    /// What is done.
    pub what: &'a Line<STEP>,
    /// Where and with whom.
    pub place: Option<&'a Line<PLACE>>,
    /// How much fear is expected, from 0 to 100.
    pub fear: Option<u8>,
    /// How it is taken.
    pub kind: StepKindV1,
    /// What makes it safe enough, and when to stop.
    pub safety: &'a Line<SAFETY>,
    /// The script that goes with it.
    pub script: Option<RecordId>,
}

impl NewStep<'_> {
    fn written(&self, id: RecordId, by_client: bool) -> StepV1 {
        StepV1 {
            id: *id.bytes(),
            what: self.what.as_str().to_owned(),
            place: self.place.map_or("", Line::as_str).to_owned(),
            fear: self.fear,
            kind: self.kind,
            safety: self.safety.as_str().to_owned(),
            resting: false,
            by_client,
            script: self.script.map(|script| *script.bytes()),
            edits: 1,
        }
    }
}

/// Where a step goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// Before the one in front of it.
    Up,
    /// After the one behind it.
    Down,
    /// It is left alone for now.
    Rest,
    /// It is not left alone any more.
    Back,
}

/// Begins a ladder. What a therapist writes is for both; a client says who may read it. The act opens
/// the work and the consent.
///
/// # Errors
/// If something else was kept under the same id, or could not be read.
pub async fn propose(
    act: &mut Act,
    new: &NewLadder<'_>,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    if let Some(before) = act.find::<LadderV1>(new.once).await? {
        let same = before.value.goal == new.goal.as_str() && before.value.by == *act.by().bytes();
        return same.then(Vec::new).ok_or(Refused::Newer);
    }
    let by_client = is_client(act);
    let now = act.now().millis();
    let ladder = LadderV1 {
        by: *act.by().bytes(),
        by_client,
        at: now,
        since: now,
        goal: new.goal.as_str().to_owned(),
        aim: new.aim,
        steps: Vec::new(),
        stopped: None,
        readers: if by_client {
            readers
        } else {
            ReadersV1::Section
        },
    };
    act.keep(new.once, &ladder)?;
    Ok(told(act, new.once, &ladder))
}

/// The other side hears of what both can read.
fn told(act: &Act, record: RecordId, ladder: &LadderV1) -> Vec<Happened> {
    match ladder.readers {
        ReadersV1::Nobody => Vec::new(),
        ReadersV1::Section if is_client(act) => vec![shared(act, record)],
        ReadersV1::Section => vec![given(act, record)],
    }
}

/// The ladder as it stands.
///
/// # Errors
/// If there is none for whoever acts, or it cannot be read.
pub(crate) async fn standing(act: &Act, ladder: RecordId) -> Result<Kept<LadderV1>, Refused> {
    act.find(ladder).await?.ok_or(Refused::None)
}

async fn change(
    act: &mut Act,
    ladder: RecordId,
    change: impl FnOnce(&mut LadderV1) -> Result<(), Refused>,
) -> Result<Vec<Happened>, Refused> {
    let stands = standing(act, ladder).await?;
    let mut next = stands.value.clone();
    change(&mut next)?;
    if next == stands.value {
        return Ok(Vec::new());
    }
    act.amend(&stands, &next)?;
    Ok(told(act, ladder, &next))
}

/// Adds a step at the end, under this id: sent twice, it is there once.
///
/// # Errors
/// If there is no such ladder, it is full, or could not be read.
pub async fn add_step(
    act: &mut Act,
    ladder: RecordId,
    once: RecordId,
    new: &NewStep<'_>,
) -> Result<Vec<Happened>, Refused> {
    let by_client = is_client(act);
    change(act, ladder, |next| {
        if next.step(once).is_some() {
            return Ok(());
        }
        if next.steps.len() >= STEPS {
            return Err(Refused::Full);
        }
        next.steps.push(new.written(once, by_client));
        Ok(())
    })
    .await
}

/// Writes a step anew. `seen` is how often it had been written when its page was opened.
///
/// # Errors
/// If there is no such step, someone else wrote it meanwhile, or it could not be read.
pub async fn change_step(
    act: &mut Act,
    ladder: RecordId,
    step: RecordId,
    seen: u16,
    new: &NewStep<'_>,
) -> Result<Vec<Happened>, Refused> {
    let by_client = is_client(act);
    change(act, ladder, |next| {
        let stands = next.steps.iter_mut().find(|one| one.id() == step);
        let stands = stands.ok_or(Refused::None)?;
        let written = StepV1 {
            resting: stands.resting,
            edits: stands.edits,
            by_client: stands.by_client,
            ..new.written(step, by_client)
        };
        if written == *stands {
            return Ok(());
        }
        if stands.edits != seen {
            return Err(Refused::Newer);
        }
        *stands = StepV1 {
            edits: seen.saturating_add(1),
            by_client,
            ..written
        };
        Ok(())
    })
    .await
}

/// Moves a step, lets it rest, or takes it up again. One that is where it is to be stays there.
///
/// # Errors
/// If there is no such step, or it could not be read.
pub async fn move_step(
    act: &mut Act,
    ladder: RecordId,
    step: RecordId,
    way: Move,
) -> Result<Vec<Happened>, Refused> {
    let moved = change(act, ladder, |next| {
        let at = next.steps.iter().position(|one| one.id() == step);
        let at = at.ok_or(Refused::None)?;
        match way {
            Move::Up if at > 0 => next.steps.swap(at, at - 1),
            Move::Down if at + 1 < next.steps.len() => next.steps.swap(at, at + 1),
            Move::Up | Move::Down => {}
            Move::Rest | Move::Back => {
                if let Some(one) = next.steps.get_mut(at) {
                    one.resting = way == Move::Rest;
                }
            }
        }
        Ok(())
    })
    .await?;
    // That two steps changed places is seen on the ladder, and tells nobody anything.
    Ok(match way {
        Move::Up | Move::Down => Vec::new(),
        Move::Rest | Move::Back => moved,
    })
}

/// Stops a ladder: nothing on it is tried any more. Either side can, at any time.
///
/// # Errors
/// If there is no such ladder, or it could not be read.
pub async fn stop(act: &mut Act, ladder: RecordId) -> Result<Vec<Happened>, Refused> {
    let now = act.now().millis();
    change(act, ladder, |next| {
        next.stopped = next.stopped.or(Some(now));
        Ok(())
    })
    .await
}

/// Takes a ladder up again. The look before the first step comes first again.
///
/// # Errors
/// If there is no such ladder, or it could not be read.
pub async fn go_on(act: &mut Act, ladder: RecordId) -> Result<Vec<Happened>, Refused> {
    let now = act.now().millis();
    change(act, ladder, |next| {
        if next.stopped.take().is_some() {
            next.since = now;
        }
        Ok(())
    })
    .await
}
