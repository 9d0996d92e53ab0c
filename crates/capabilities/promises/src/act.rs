//! Promises that arise, move and end because something else happened. Called from the one place
//! that knows what happened elsewhere, in whatever act is open; where that act cannot open the
//! promises, a note of ids and times is left in the same transaction and the worker does the rest.

use crate::directory::{ErrandWhatV1, PromiseDueV1, PromiseEndedV1, PromiseErrandV1};
use crate::gist::PromisesGistV1;
use crate::kind::Kind;
use crate::rules::{Became, ended_after, lies_ahead, stands};
use crate::stored::{PromiseV1, StepV1, WhatV1};
use crate::words::asked_for;
use care::{Happened, KEEPING_SECTIONS, Moment, PersonId, RecordId};
use sealed::{Act, Damaged, Kept, ReadError, Stored};

/// How often a promise about the same thing can be made anew after it ended. A bound on looking
/// for the newest; this project's own choice.
const ANEW: u8 = 50;

/// A promise that arises by itself.
#[derive(Clone, Copy, Debug)]
pub struct New {
    /// Of what kind.
    pub kind: Kind,
    /// The record it is about. With the kind it says which promise it is.
    pub about: RecordId,
    /// Who promises; [`PersonId::SERVICE`]: nobody in particular.
    pub by: PersonId,
    /// By when. A time that does not lie ahead makes no promise.
    pub due: Moment,
}

/// What a promise is about was moved.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    /// Of what kind.
    pub kind: Kind,
    /// The record it is about.
    pub about: RecordId,
    /// Whose promise it is from now on.
    pub by: PersonId,
    /// The new due time.
    pub due: Moment,
    /// Whether the client wished it so.
    pub by_client: bool,
}

/// Something was promised. A second time it changes nothing, unless the time is another: then the
/// promise that is open moves.
///
/// # Errors
/// If what is needed cannot be read. A damaged promise is left as it is.
pub async fn made(act: &mut Act, new: New) -> Result<Vec<Happened>, ReadError> {
    let what = ErrandWhatV1::Made {
        by: *new.by.bytes(),
        due_at: new.due.millis(),
    };
    happens(act, new.kind, new.about, what).await
}

/// It was done at `at`. Whether that was in time follows from it. Where nothing was promised it
/// changes nothing.
///
/// # Errors
/// As for [`made`].
pub async fn kept(
    act: &mut Act,
    kind: Kind,
    about: RecordId,
    at: Moment,
) -> Result<Vec<Happened>, ReadError> {
    let at = at.millis();
    happens(act, kind, about, ErrandWhatV1::Kept { at }).await
}

/// What it is about was moved. By the service after its time, that breaks it and promises anew; with
/// someone else, the old promise is called off and the new one is theirs.
///
/// # Errors
/// As for [`made`].
pub async fn moved(act: &mut Act, moved: Moved) -> Result<Vec<Happened>, ReadError> {
    let what = ErrandWhatV1::Moved {
        by: *moved.by.bytes(),
        due_at: moved.due.millis(),
        by_client: moved.by_client,
    };
    happens(act, moved.kind, moved.about, what).await
}

/// What it is about was called off: by the client, that releases it; by the service before its time
/// it ends as called off, after its time as broken.
///
/// # Errors
/// As for [`made`].
pub async fn called_off(
    act: &mut Act,
    kind: Kind,
    about: RecordId,
    by_client: bool,
) -> Result<Vec<Happened>, ReadError> {
    happens(act, kind, about, ErrandWhatV1::CalledOff { by_client }).await
}

/// The service was not there: the promise is broken now.
///
/// # Errors
/// As for [`made`].
pub async fn missed(
    act: &mut Act,
    kind: Kind,
    about: RecordId,
) -> Result<Vec<Happened>, ReadError> {
    happens(act, kind, about, ErrandWhatV1::Missed).await
}

/// The service was there in time, and the client was not: the promise is kept.
///
/// # Errors
/// As for [`made`].
pub async fn was_there(
    act: &mut Act,
    kind: Kind,
    about: RecordId,
) -> Result<Vec<Happened>, ReadError> {
    happens(act, kind, about, ErrandWhatV1::WasThere).await
}

async fn happens(
    act: &mut Act,
    kind: Kind,
    about: RecordId,
    what: ErrandWhatV1,
) -> Result<Vec<Happened>, ReadError> {
    let errand = PromiseErrandV1 {
        client: *act.whose().bytes(),
        kind,
        about: *about.bytes(),
        at: act.now().millis(),
        what,
    };
    let access = act.access();
    let reads = access.may_write() && access.sections().covers(KEEPING_SECTIONS);
    // What follows from an emergency is not for whoever happens to act.
    let by_worker = errand.kind == Kind::Debrief && act.by() != PersonId::SERVICE;
    if reads && !by_worker {
        return carry_out(act, &errand).await;
    }
    let id = act.mint();
    act.keep_in_directory(id, 0, &errand).await?;
    Ok(Vec::new())
}

/// Does what an errand says. Doing it twice is doing it once.
pub(crate) async fn carry_out(
    act: &mut Act,
    errand: &PromiseErrandV1,
) -> Result<Vec<Happened>, ReadError> {
    let about = RecordId::from_bytes(errand.about);
    let (found, next) = match newest(act, errand.kind, about).await {
        // A promise that cannot be read must not keep anyone from answering a message. The page of
        // promises and `attune verify` say that it is damaged.
        Err(ReadError::Damaged(Damaged)) => return Ok(Vec::new()),
        read => read?,
    };
    let at = Moment::from_millis(errand.at);
    let open = found.as_ref().filter(|kept| stands(&kept.value).is_open());
    match errand.what {
        ErrandWhatV1::Made { by, due_at } => {
            let new = begun(errand, by, due_at);
            match (&found, open) {
                (_, Some(open)) => again(act, open, (errand.kind, due_at), at).await,
                (Some(was), None) if is_same(&was.value, due_at) => Ok(Vec::new()),
                _ => begin(act, next, new).await,
            }
        }
        ErrandWhatV1::Kept { at: done } => done_at(act, found.as_ref(), at, |_| done).await,
        ErrandWhatV1::WasThere => {
            let in_time = |due| asked_for(errand.kind, due).millis();
            done_at(act, found.as_ref(), at, in_time).await
        }
        ErrandWhatV1::Moved {
            by,
            due_at,
            by_client,
        } => {
            let new = begun(errand, by, due_at);
            let Some(open) = open else {
                return match &found {
                    Some(was) if is_same(&was.value, due_at) => Ok(Vec::new()),
                    _ => begin(act, next, new).await,
                };
            };
            let due = stands(&open.value).due;
            // Done before, or what it is about changed and its time did not.
            if open.value.by == by && due.millis() == due_at {
                return Ok(Vec::new());
            }
            let in_time = by_client || at <= due;
            let mut happened = match (in_time, open.value.by == by) {
                (true, true) => {
                    return step(act, open, at, WhatV1::Moved { due_at, by_client }).await;
                }
                (true, false) => step(act, open, at, WhatV1::CalledOff { by_client }).await?,
                (false, _) => step(act, open, at, WhatV1::Broken).await?,
            };
            happened.extend(begin(act, next, new).await?);
            Ok(happened)
        }
        ErrandWhatV1::CalledOff { by_client } => match open {
            Some(open) if by_client || at <= stands(&open.value).due => {
                step(act, open, at, WhatV1::CalledOff { by_client }).await
            }
            Some(open) => step(act, open, at, WhatV1::Broken).await,
            None => Ok(Vec::new()),
        },
        ErrandWhatV1::Missed => match open {
            Some(open) => step(act, open, at, WhatV1::Broken).await,
            None => Ok(Vec::new()),
        },
    }
}

/// It was done, at a moment that may follow from its due time. Also after it was broken.
async fn done_at(
    act: &mut Act,
    found: Option<&Kept<PromiseV1>>,
    at: Moment,
    done: impl Fn(Moment) -> i64,
) -> Result<Vec<Happened>, ReadError> {
    let Some(was) = found else {
        return Ok(Vec::new());
    };
    let stands = stands(&was.value);
    if !stands.is_open() && (stands.became != Became::Broken || stands.done.is_some()) {
        return Ok(Vec::new());
    }
    let (at_last, said) = (done(stands.due), String::new());
    step(act, was, at, WhatV1::Done { at: at_last, said }).await
}

fn begun(errand: &PromiseErrandV1, by: [u8; 16], due_at: i64) -> PromiseV1 {
    PromiseV1 {
        kind: errand.kind,
        about: Some(errand.about),
        by,
        made_at: errand.at,
        due_at,
        words: String::new(),
        steps: Vec::new(),
    }
}

/// Whether this promise was for that time, at first or as it stands.
fn is_same(promise: &PromiseV1, due_at: i64) -> bool {
    promise.due_at == due_at || stands(promise).due.millis() == due_at
}

/// The same thing is promised while it still is: at another time, it moves. What was to be looked
/// at by a time is not given more because there is more to look at.
async fn again(
    act: &mut Act,
    open: &Kept<PromiseV1>,
    (kind, due_at): (Kind, i64),
    at: Moment,
) -> Result<Vec<Happened>, ReadError> {
    let moves = kind != Kind::Debrief && !is_same(&open.value, due_at) && due_at > at.millis();
    if !moves || at > stands(&open.value).due {
        return Ok(Vec::new());
    }
    let by_client = act.by() == act.whose().person();
    step(act, open, at, WhatV1::Moved { due_at, by_client }).await
}

/// The newest promise of a kind about something, and the id of the one that would come after it.
async fn newest(
    act: &Act,
    kind: Kind,
    about: RecordId,
) -> Result<(Option<Kept<PromiseV1>>, RecordId), ReadError> {
    let id = |number: u8| act.id_for(&format!("promise {} {number}", kind.code()), about);
    let mut newest = None;
    for number in 0..ANEW {
        match act.find::<PromiseV1>(id(number)).await? {
            Some(kept) => newest = Some(kept),
            None => return Ok((newest, id(number))),
        }
    }
    Ok((newest, id(ANEW)))
}

/// Keeps a new promise. Nothing, where its time does not lie ahead of when it was made.
pub(crate) async fn begin(
    act: &mut Act,
    id: RecordId,
    promise: PromiseV1,
) -> Result<Vec<Happened>, ReadError> {
    if !lies_ahead(Moment::from_millis(promise.due_at), promise.made()) {
        return Ok(Vec::new());
    }
    act.keep(id, &promise)?;
    note(act, (id, 0), true, &promise).await?;
    Ok(Vec::new())
}

/// Adds a step to a promise. What becomes of it is told to whoever else must know.
pub(crate) async fn step(
    act: &mut Act,
    was: &Kept<PromiseV1>,
    at: Moment,
    what: WhatV1,
) -> Result<Vec<Happened>, ReadError> {
    let said = matches!(
        what,
        WhatV1::Told { .. }
            | WhatV1::Done { .. }
            | WhatV1::Released { .. }
            | WhatV1::Sorry { .. }
            | WhatV1::Mended { .. }
    );
    let before = stands(&was.value);
    let mut promise = was.value.clone();
    promise.steps.push(StepV1 {
        by: *act.by().bytes(),
        at: at.millis(),
        what,
    });
    act.amend(was, &promise)?;
    note(act, (was.record, was.version), before.is_open(), &promise).await?;
    let (client, by, promise_id) = (act.whose(), promise.by(), was.record);
    if before.is_open() && stands(&promise).became == Became::Broken {
        return Ok(vec![Happened::PromiseBroken {
            client,
            promise: promise_id,
            by,
            audience: promise.audience(),
            about: promise.kind.opens(),
        }]);
    }
    // That something was done in time is seen where it was done.
    let quiet = promise.about.is_some() && stands(&promise).became == Became::Kept;
    Ok(if said && !quiet {
        vec![Happened::PromiseAnswered {
            client,
            promise: promise_id,
            by,
            audience: promise.audience(),
            about: promise.kind.opens(),
        }]
    } else {
        Vec::new()
    })
}

/// Writes down what lists and machinery know of a promise. `version`: the one before this.
async fn note(
    act: &mut Act,
    (id, version): (RecordId, u32),
    was_open: bool,
    promise: &PromiseV1,
) -> Result<(), ReadError> {
    let stands = stands(promise);
    let mut gist = match act.gist::<PromisesGistV1>().await {
        // Damaged, it is written anew: what is due stands in the directory too.
        Err(ReadError::Damaged(Damaged)) => PromisesGistV1::default(),
        read => read?.unwrap_or_default(),
    };
    gist.set(id, promise, &stands);
    act.set_gist(&gist).await?;
    if was_open {
        let due = PromiseDueV1::of(act.whose(), promise, &stands);
        act.keep_in_directory(id, version, &due).await?;
    }
    if let (Some(entry), Some(steps)) = (PromiseEndedV1::of(promise, &stands), ended_after(promise))
    {
        let before = promise.steps.len().saturating_sub(steps);
        let before = u32::try_from(before).map_err(|_| Damaged)?;
        let id = act.id_for("promise ended", id);
        act.keep_in_directory(id, before, &entry).await?;
    }
    Ok(())
}
