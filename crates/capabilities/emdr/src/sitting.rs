//! The work on one target in one session: begun, looked at again, led through the phases, closed.

use crate::phases::Missing;
use crate::refused::Refused;
use crate::stored::{
    ClosedV1, EnteredV1, LookedV1, PartV1, PhaseV1, ScanV1, SittingV1, StandsV1, StopV1,
};
use crate::target::on_scale;
use crate::whole::{All, Whole, only_staff, only_the_client, put};
use crate::words::write_words;
use care::{Happened, Line, RecordId, Section, Sections};
use insight::EmdrState;
use sealed::{Act, Kept, Notice, ReadError};

/// The therapist begins to work on a target today. `once`: sent twice, it is one; while a sitting is
/// open there is no second one on any target.
///
/// # Errors
/// As [`Refused`] says.
pub async fn begin(
    act: &mut Act,
    target: RecordId,
    once: RecordId,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    let whole = all.target(target)?;
    if whole.open().is_some() {
        return Ok(Vec::new());
    }
    let mut missing = whole.facts.missing_to_begin();
    if all.wholes().any(|whole| whole.open().is_some()) {
        missing.push(Missing::OtherOpen);
    }
    if !missing.is_empty() {
        return Err(Refused::Missing(missing));
    }
    let sitting = SittingV1 {
        target: *target.bytes(),
        by: *act.by().bytes(),
        began: act.now().millis(),
        entered: Vec::new(),
        looked: None,
        scan: None,
        stands: None,
        closed: None,
    };
    put(&mut all.sittings, act, once, sitting)?;
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// The open sitting of a target.
pub(crate) fn open_sitting(whole: &Whole<'_>) -> Result<Kept<SittingV1>, Refused> {
    let missing = || Refused::Missing(vec![Missing::Sitting]);
    whole.open().cloned().ok_or_else(missing)
}

/// Phase 8, and the first line of every later session on a target: how disturbing is it now, how
/// true does the good belief feel now.
///
/// # Errors
/// As [`Refused`] says.
pub async fn look_again(
    act: &mut Act,
    target: RecordId,
    sud: u8,
    voc: u8,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    on_scale(Some(sud), Some(voc))?;
    let mut all = All::read(act).await?;
    let whole = all.target(target)?;
    let missing = whole.facts.missing(PhaseV1::LookingAgain);
    if !missing.is_empty() {
        return Err(Refused::Missing(missing));
    }
    let Kept {
        record, mut value, ..
    } = open_sitting(&whole)?;
    if let Some(looked) = value.looked {
        return crate::resource::same((looked.sud, looked.voc) == (sud, voc));
    }
    let at = act.now().millis();
    value.looked = Some(LookedV1 { at, sud, voc });
    value.entered.push(EnteredV1 {
        phase: PhaseV1::LookingAgain,
        at,
    });
    put(&mut all.sittings, act, record, value)?;
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// The therapist enters a phase with a target, if nothing is missing. Going back is always possible.
///
/// # Errors
/// As [`Refused`] says.
pub async fn enter(
    act: &mut Act,
    target: RecordId,
    phase: PhaseV1,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    let whole = all.target(target)?;
    let mut missing = whole.facts.missing(phase);
    if !whole.facts.sitting && !missing.contains(&Missing::Sitting) {
        missing.push(Missing::Sitting);
    }
    // Looking again is entered by its two answers, and by nothing else.
    if phase == PhaseV1::LookingAgain && !whole.facts.looked {
        missing.push(Missing::LookAgain);
    }
    if !missing.is_empty() {
        return Err(Refused::Missing(missing));
    }
    let Kept {
        record, mut value, ..
    } = open_sitting(&whole)?;
    if value.entered.last().map(|last| last.phase) == Some(phase) {
        return Ok(Vec::new());
    }
    value.entered.push(EnteredV1 {
        phase,
        at: act.now().millis(),
    });
    put(&mut all.sittings, act, record, value)?;
    Ok(Vec::new())
}

/// Phase 6: whether the body scan found no tension.
///
/// # Errors
/// As [`Refused`] says.
pub async fn scan(act: &mut Act, target: RecordId, clear: bool) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    let whole = all.target(target)?;
    let missing = whole.facts.missing(PhaseV1::BodyScan);
    if !missing.is_empty() {
        return Err(Refused::Missing(missing));
    }
    let Kept {
        record, mut value, ..
    } = open_sitting(&whole)?;
    value.scan = Some(ScanV1 {
        at: act.now().millis(),
        clear,
    });
    put(&mut all.sittings, act, record, value)?;
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// The therapist says why a rest fits the client's life as it is; how much that lets stand is
/// [`insight::emdr_target`]'s to say.
///
/// # Errors
/// As [`Refused`] says.
pub async fn let_stand(
    act: &mut Act,
    target: RecordId,
    why: &Line<500>,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    let whole = all.target(target)?;
    if whole.facts.earlier && !whole.facts.looked {
        return Err(Refused::Missing(vec![Missing::LookAgain]));
    }
    let Kept {
        record, mut value, ..
    } = open_sitting(&whole)?;
    value.stands = Some(StandsV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        why: why.as_str().to_owned(),
    });
    put(&mut all.sittings, act, record, value)?;
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// How a sitting is closed.
pub struct Closing<'a> {
    /// The resource that was used.
    pub resource: Option<RecordId>,
    /// Whether the client is back in the room, knowing where and when they are.
    pub oriented: bool,
    /// Whether what is left was put away in the mind.
    pub put_away: Option<bool>,
    /// What to do until the next session.
    pub till_then: Option<&'a Line<500>>,
    /// Whom to call.
    pub call: Option<&'a Line<300>>,
}

impl Closing<'_> {
    /// The names of what an incomplete sitting still needs.
    fn lacks(&self, all: &All) -> Vec<&'static str> {
        let practised = |id| {
            all.resources
                .iter()
                .any(|one| one.record == id && one.value.holds())
        };
        let lacking = [
            ("close-resource", !self.resource.is_some_and(practised)),
            ("close-oriented", !self.oriented),
            ("close-put-away", self.put_away.is_none()),
            ("close-till-then", self.till_then.is_none()),
            ("close-call", self.call.is_none()),
        ];
        let lacking = lacking.iter().filter(|(_, lacks)| *lacks);
        lacking.map(|(name, _)| *name).collect()
    }
}

/// Phase 7: closes the sitting. Where the target is not complete it is left open, and the record
/// does not close before the client was brought back: a resource, orientation, what is left put away
/// or not, what to do until then, whom to call.
///
/// # Errors
/// As [`Refused`] says; [`Refused::Closure`] with what is lacking.
pub async fn close(
    act: &mut Act,
    target: RecordId,
    closing: &Closing<'_>,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    let whole = all.target(target)?;
    let Some(Kept {
        record, mut value, ..
    }) = whole.open().cloned()
    else {
        // Closed already: a second sending ends here, if there was ever anything to close.
        return if whole.sittings.is_empty() {
            Err(Refused::Missing(vec![Missing::Sitting]))
        } else {
            Ok(Vec::new())
        };
    };
    let incomplete = matches!(whole.facts.state(), EmdrState::Incomplete { .. });
    let looked = whole.facts.looked || !whole.facts.earlier;
    let complete = looked && !incomplete;
    let lacking = closing.lacks(&all);
    let must = |name: &&'static str| !complete || *name == "close-oriented";
    let lacking: Vec<_> = lacking.into_iter().filter(must).collect();
    if !lacking.is_empty() {
        return Err(Refused::Closure(lacking));
    }
    let at = act.now().millis();
    value.entered.push(EnteredV1 {
        phase: PhaseV1::Closure,
        at,
    });
    value.closed = Some(ClosedV1 {
        at,
        complete,
        resource: closing.resource.map(|resource| *resource.bytes()),
        oriented: closing.oriented,
        put_away: closing.put_away,
    });
    put(&mut all.sittings, act, record, value)?;
    let parts = [
        (PartV1::TillThen, closing.till_then.map_or("", Line::as_str)),
        (PartV1::Call, closing.call.map_or("", Line::as_str)),
    ];
    write_words(act, &mut all, record, &parts)?;
    all.keep_gist(act).await?;
    let left = (!complete).then(|| Happened::TargetLeftOpen {
        client: act.whose(),
        target,
        with: act.by(),
    });
    Ok(left.into_iter().collect())
}

/// The client wants to stop, or to go slower. It counts at any time, and at once.
///
/// # Errors
/// As [`Refused`] says.
pub async fn say_stop(act: &mut Act, slower: bool) -> Result<Vec<Happened>, Refused> {
    only_the_client(act)?;
    let mut all = All::read(act).await?;
    let standing = all.stops.iter().filter(|kept| kept.value.heard.is_none());
    // A stop that stands says it all; after "slower" a stop is more.
    if standing
        .map(|kept| kept.value.slower)
        .any(|was| slower || !was)
    {
        return Ok(Vec::new());
    }
    let stop = StopV1 {
        at: act.now().millis(),
        slower,
        heard: None,
    };
    let id = act.mint();
    put(&mut all.stops, act, id, stop)?;
    all.keep_gist(act).await?;
    // Whoever treats them hears that something waits, if nobody is at the desk now.
    let (about, now) = (Sections::of(&[Section::Work]), act.now());
    act.post_to_therapists(about, Notice::SomethingWaits, now)
        .await?;
    Ok(Vec::new())
}

/// The therapist heard it: every stop that stands. What follows is talked about.
///
/// # Errors
/// As [`Refused`] says.
pub async fn hear_stop(act: &mut Act) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    let (by, at) = (*act.by().bytes(), act.now().millis());
    let standing = all.stops.iter().filter(|kept| kept.value.heard.is_none());
    let standing: Vec<_> = standing.cloned().collect();
    for Kept { record, value, .. } in standing {
        let heard = StopV1 {
            heard: Some((by, at)),
            ..value
        };
        put(&mut all.stops, act, record, heard)?;
    }
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// Whether stimulation on this target may run now: the phase it stands in, or what is missing. The
/// act opens Work.
///
/// # Errors
/// If something could not be read.
pub async fn may_stimulate(
    act: &Act,
    target: RecordId,
) -> Result<Result<PhaseV1, Vec<Missing>>, ReadError> {
    let all = All::read(act).await?;
    let Ok(whole) = all.target(target) else {
        return Ok(Err(vec![Missing::Nothing]));
    };
    Ok(stimulates(&whole))
}

/// The same of a target that was read.
pub(crate) fn stimulates(whole: &Whole<'_>) -> Result<PhaseV1, Vec<Missing>> {
    let phase = whole.open().map(|open| open.value.phase());
    let phase = phase.filter(|phase| phase.has_sets());
    let missing = whole
        .facts
        .missing(phase.unwrap_or(PhaseV1::Desensitisation));
    match phase {
        Some(phase) if missing.is_empty() => Ok(phase),
        None if missing.is_empty() => Err(vec![Missing::Phase]),
        _ => Err(missing),
    }
}
