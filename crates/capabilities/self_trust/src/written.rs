//! What the client writes: a judgement and what came of it, a boundary and how it went, a strength.
//! Each time they say who may read it, and that goes for the whole of it.

use crate::own::{find, keep, shared};
use crate::refused::Refused;
use crate::stored::{
    BoundaryV1, CameV1, FromV1, HeldV1, JudgementV1, OutcomeV1, StrengthV1, TriedV1, WORDS, WhomV1,
    WordingV1,
};
use care::{Happened, Line, Moment, RecordId};
use sealed::{Act, ReadersV1};

/// How sure one can be at least, in percent: as sure of one thing as of the other.
pub const EVEN: u8 = 50;
/// The most wordings of one boundary, and the most times it is tried: this project's own choice.
pub const MOST: usize = 200;

/// What the client wrote into a field.
pub type Typed = Line<WORDS>;

/// A judgement to be kept.
pub struct NewJudgement {
    /// What they sensed.
    pub sensed: Typed,
    /// What they think will happen.
    pub expects: Typed,
    /// How sure they are, 50 to 100.
    pub sure: u8,
    /// The day on which they want to look again, as `YYYY-MM-DD`.
    pub again: Option<String>,
}

/// What came of one.
pub struct Outcome {
    /// Whether it came as it was thought.
    pub came: CameV1,
    /// What happened.
    pub happened: Option<Typed>,
    /// What it tells.
    pub tells: Option<Typed>,
}

/// One time that a boundary was tried.
pub struct NewTry {
    /// When it was.
    pub on: Moment,
    /// Whether it held.
    pub held: HeldV1,
    /// What followed.
    pub followed: Option<Typed>,
    /// What they would say next time.
    pub next: Option<Typed>,
}

fn owned(words: Option<&Typed>) -> String {
    words.map_or_else(String::new, |words| words.as_str().to_owned())
}

/// Keeps a judgement. `once`: sent twice, it is kept once.
///
/// # Errors
/// As [`Refused`] says.
pub async fn keep_judgement(
    act: &mut Act,
    once: RecordId,
    new: &NewJudgement,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    if !(EVEN..=100).contains(&new.sure) {
        return Err(Refused::OffScale);
    }
    let value = JudgementV1 {
        at: act.now().millis(),
        sensed: new.sensed.as_str().to_owned(),
        expects: new.expects.as_str().to_owned(),
        sure: new.sure,
        again: new.again.clone().unwrap_or_default(),
        outcome: None,
        gone: false,
        readers,
    };
    let same = |there: &JudgementV1| {
        (&there.sensed, &there.expects, there.sure) == (&value.sensed, &value.expects, value.sure)
    };
    keep(act, once, &value, readers, same).await
}

/// Keeps what came of a judgement, or puts it otherwise. `seen`: the version that the page showed.
///
/// # Errors
/// As [`Refused`] says.
pub async fn answer_judgement(
    act: &mut Act,
    judgement: RecordId,
    seen: u32,
    outcome: &Outcome,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let kept = find::<JudgementV1>(act, judgement, None).await?;
    let (happened, tells) = (
        owned(outcome.happened.as_ref()),
        owned(outcome.tells.as_ref()),
    );
    let is_there = |there: &OutcomeV1| {
        (there.came, &there.happened, &there.tells) == (outcome.came, &happened, &tells)
    };
    let sent_before = kept.value.outcome.as_ref().is_some_and(is_there);
    if sent_before && kept.value.readers == readers {
        return Ok(Vec::new());
    }
    if seen != kept.version {
        return Err(Refused::Newer);
    }
    let value = JudgementV1 {
        outcome: Some(OutcomeV1 {
            at: act.now().millis(),
            came: outcome.came,
            happened,
            tells,
        }),
        readers,
        ..kept.value.clone()
    };
    act.amend(&kept, &value)?;
    Ok(shared(act, judgement, readers))
}

/// Sets a boundary. `once`: sent twice, it is set once.
///
/// # Errors
/// As [`Refused`] says.
pub async fn set_boundary(
    act: &mut Act,
    once: RecordId,
    words: &Typed,
    whom: WhomV1,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let value = BoundaryV1 {
        wordings: vec![WordingV1 {
            at: act.now().millis(),
            words: words.as_str().to_owned(),
        }],
        whom,
        tried: Vec::new(),
        away: false,
        gone: false,
        readers,
    };
    let same = |there: &BoundaryV1| there.words() == words.as_str() && there.whom == whom;
    keep(act, once, &value, readers, same).await
}

/// Words a boundary anew. What it said before stays beside it. `seen`: the version that the page
/// showed.
///
/// # Errors
/// As [`Refused`] says.
pub async fn reword(
    act: &mut Act,
    boundary: RecordId,
    seen: u32,
    words: &Typed,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let kept = find::<BoundaryV1>(act, boundary, None).await?;
    let mut value = kept.value.clone();
    value.readers = readers;
    if kept.value.words() != words.as_str() {
        if seen != kept.version {
            return Err(Refused::Newer);
        }
        if value.wordings.len() >= MOST {
            return Err(Refused::Full);
        }
        value.wordings.push(WordingV1 {
            at: act.now().millis(),
            words: words.as_str().to_owned(),
        });
    }
    if value == kept.value {
        return Ok(Vec::new());
    }
    act.amend(&kept, &value)?;
    Ok(shared(act, boundary, readers))
}

/// Keeps how it went when a boundary was tried. `once`: sent twice, it is kept once.
///
/// # Errors
/// As [`Refused`] says.
pub async fn tried(
    act: &mut Act,
    boundary: RecordId,
    once: RecordId,
    new: &NewTry,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let kept = find::<BoundaryV1>(act, boundary, None).await?;
    let attempt = TriedV1 {
        once: *once.bytes(),
        on: new.on.millis(),
        held: new.held,
        followed: owned(new.followed.as_ref()),
        next: owned(new.next.as_ref()),
    };
    let there = kept
        .value
        .tried
        .iter()
        .find(|tried| tried.once == attempt.once);
    if let Some(there) = there {
        let same = (there.held, &there.followed, &there.next)
            == (attempt.held, &attempt.followed, &attempt.next);
        return if same {
            Ok(Vec::new())
        } else {
            Err(Refused::Another)
        };
    }
    if kept.value.tried.len() >= MOST {
        return Err(Refused::Full);
    }
    let mut value = kept.value.clone();
    value.tried.push(attempt);
    value.readers = readers;
    act.amend(&kept, &value)?;
    Ok(shared(act, boundary, readers))
}

/// Puts a boundary away for now, or takes it up again.
///
/// # Errors
/// As [`Refused`] says.
pub async fn put_away(act: &mut Act, boundary: RecordId, away: bool) -> Result<(), Refused> {
    let kept = find::<BoundaryV1>(act, boundary, None).await?;
    if kept.value.away != away {
        let mut value = kept.value.clone();
        value.away = away;
        act.amend(&kept, &value)?;
    }
    Ok(())
}

/// Keeps a strength. `once`: sent twice, it is kept once.
///
/// # Errors
/// As [`Refused`] says.
pub async fn keep_strength(
    act: &mut Act,
    once: RecordId,
    words: &Typed,
    from: FromV1,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let value = StrengthV1 {
        at: act.now().millis(),
        words: words.as_str().to_owned(),
        from,
        gone: false,
        readers,
    };
    let same = |there: &StrengthV1| there.words == value.words && there.from == from;
    keep(act, once, &value, readers, same).await
}
