//! Sets of stimulation, written down as they are made, and put right beside what stood there.

use crate::phases::Missing;
use crate::refused::Refused;
use crate::resource::same;
use crate::sitting::{open_sitting, stimulates};
use crate::stored::{CorrectedV1, KindV1, PartV1, SetV1};
use crate::target::on_scale;
use crate::whole::{All, only_staff, put};
use crate::words::write_words;
use care::{Happened, Line, RecordId};
use sealed::{Act, Kept, ReadError};

/// The most passes of a set, seconds, and passes a minute that are taken: this project's own choice,
/// far beyond what is done, so that a slip of the finger is noticed.
pub const MOST: (u16, u16, u16) = (300, 900, 240);

/// A set, as it is written down.
pub struct Set {
    /// Sent twice, it is one set.
    pub once: RecordId,
    /// How it was made.
    pub kind: KindV1,
    /// How many passes, one being there and back.
    pub passes: Option<u16>,
    /// How long, in seconds.
    pub seconds: Option<u16>,
    /// How fast, in passes a minute.
    pub per_minute: Option<u16>,
    /// How disturbing after it, 0 to 10, if that was asked.
    pub sud: Option<u8>,
    /// How true the good belief felt after it, 1 to 7, if that was asked.
    pub voc: Option<u8>,
    /// Whether it ended because the client wanted to stop. The only set that is taken while a stop
    /// stands.
    pub stopped: bool,
    /// What the client noticed, in few words.
    pub noticed: Option<Line<300>>,
}

impl Set {
    fn is_sound(&self) -> Result<(), Refused> {
        on_scale(self.sud, self.voc)?;
        let (passes, seconds, per_minute) = MOST;
        let sound = |said: Option<u16>, most| said.is_none_or(|said| (1..=most).contains(&said));
        for (name, is) in [
            ("passes", sound(self.passes, passes)),
            ("seconds", sound(self.seconds, seconds)),
            ("per-minute", sound(self.per_minute, per_minute)),
        ] {
            if !is {
                return Err(Refused::OffScale(name));
            }
        }
        Ok(())
    }
}

/// The therapist writes a set down: only with a sitting open, in a phase that has sets, and with
/// nothing missing that comes first. The act opens Work and Overview.
///
/// # Errors
/// As [`Refused`] says.
pub async fn record_set(
    act: &mut Act,
    target: RecordId,
    set: &Set,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    set.is_sound()?;
    let mut all = All::read(act).await?;
    let whole = all.target(target)?;
    if let Some(there) = all.sets.iter().find(|kept| kept.record == set.once) {
        let numbers = (there.value.sud, there.value.voc) == (set.sud, set.voc);
        return same(numbers && there.value.target == *target.bytes());
    }
    let sitting = open_sitting(&whole)?;
    let phase = match stimulates(&whole) {
        Ok(phase) => phase,
        Err(missing) => {
            // The set that a stop ended is written down while the stop stands.
            let phase = sitting.value.phase();
            let ended = set.stopped && phase.has_sets() && missing == [Missing::Stopped];
            if !ended {
                return Err(Refused::Missing(missing));
            }
            phase
        }
    };
    let last = whole.sets_of(sitting.record).map(|kept| kept.value.number);
    let value = SetV1 {
        target: *target.bytes(),
        sitting: *sitting.record.bytes(),
        number: last.max().unwrap_or(0).saturating_add(1),
        by: *act.by().bytes(),
        at: act.now().millis(),
        phase,
        kind: set.kind,
        passes: set.passes,
        seconds: set.seconds,
        per_minute: set.per_minute,
        sud: set.sud,
        voc: set.voc,
        stopped: set.stopped,
        corrected: None,
    };
    put(&mut all.sets, act, set.once, value)?;
    if let Some(noticed) = &set.noticed {
        let parts = [(PartV1::Noticed, noticed.as_str())];
        write_words(act, &mut all, set.once, &parts)?;
    }
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// Puts the two numbers of a set right, with a reason. What stood there first stays beside it.
///
/// # Errors
/// As [`Refused`] says.
pub async fn correct_set(
    act: &mut Act,
    set: RecordId,
    (sud, voc): (Option<u8>, Option<u8>),
    why: &Line<200>,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    on_scale(sud, voc)?;
    let mut all = All::read(act).await?;
    let found = all.sets.iter().find(|kept| kept.record == set);
    let was = found.ok_or(Refused::None)?.value.clone();
    if (was.sud, was.voc) == (sud, voc) {
        return Ok(Vec::new());
    }
    let value = SetV1 {
        sud,
        voc,
        corrected: Some(CorrectedV1 {
            by: *act.by().bytes(),
            at: act.now().millis(),
            why: why.as_str().to_owned(),
        }),
        ..was
    };
    put(&mut all.sets, act, set, value)?;
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// How a set stood before it was put right, oldest first.
///
/// # Errors
/// If it could not be read.
pub async fn before(act: &Act, set: &Kept<SetV1>) -> Result<Vec<SetV1>, ReadError> {
    if set.value.corrected.is_none() {
        return Ok(Vec::new());
    }
    let mut history = act.history::<SetV1>(set.record).await?;
    history.pop();
    Ok(history.into_iter().map(|kept| kept.value).collect())
}
