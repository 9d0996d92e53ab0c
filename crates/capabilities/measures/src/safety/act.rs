//! Opening a next action about safety, and what people do with it.

use super::rules::due;
use super::stored::{
    SafetyActionV1, SafetyDueV1, SafetyGistV1, SafetyStateV1, SafetyStepV1, SafetyStepWhatV1,
};
use crate::answer::AnsweredV1;
use crate::answer::readers::reader;
use crate::day::Day;
use crate::signal::{ActionV1, BY_AN_ANSWER, Signal, SignalV1};
use care::{DAY, Happened, Line, Moment, PersonId, RecordId, RelationKind};
use sealed::{Act, Kept, ReadError};

/// Why something was not done about an action. Nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum SafetyRefused {
    /// There is no open action for whoever asks.
    #[error("there is nothing open here; go back to the measures")]
    None,
    /// It has changed since the page was opened.
    #[error("this has changed since the page was opened; please look at it again")]
    Changed,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// The id of the action of a signal.
fn id(act: &Act, signal: RecordId) -> RecordId {
    act.id_for("safety action", signal)
}

/// The action of a signal, if it has one.
pub(crate) async fn of_signal(
    act: &Act,
    signal: RecordId,
) -> Result<Option<Kept<SafetyActionV1>>, ReadError> {
    act.find::<SafetyActionV1>(id(act, signal)).await
}

/// Opens the action that a signal about safety asks for, or, where one is open, takes note that it
/// is asked for again: nobody who was to be seen to by yesterday is given another day for it.
pub(crate) async fn open(
    act: &mut Act,
    record: RecordId,
    signal: &SignalV1,
    answered: &AnsweredV1,
) -> Result<Option<Happened>, ReadError> {
    let kind = Signal::of(signal.signal);
    let action = signal.action();
    let Some(due_at) = due(action, act.now(), signal.due_at, answered.read_by) else {
        return Ok(None);
    };
    if !kind.is_about_safety() {
        return Ok(None);
    }
    let known = of_signal(act, record).await?;
    if let Some(known) = known.filter(|known| known.value.state() != SafetyStateV1::Done) {
        let due_at = match known.value.state() {
            SafetyStateV1::Open | SafetyStateV1::HandedOver => due_at.min(known.value.due()),
            _ => due_at,
        };
        let action = action.max(known.value.action());
        let what = SafetyStepWhatV1::Anew {
            action,
            due_at: due_at.millis(),
        };
        step(act, &known, BY_AN_ANSWER, what).await?;
        return Ok(None);
    }
    let (who, then) = named(act, &answered.measure).await?;
    let opened = SafetyActionV1 {
        signal: *record.bytes(),
        kind: signal.signal,
        action,
        who: who.map(|who| *who.bytes()),
        then: then.iter().map(|person| *person.bytes()).collect(),
        opened_at: act.now().millis(),
        due_at: due_at.millis(),
        steps: Vec::new(),
    };
    let id = id(act, record);
    act.keep(id, &opened)?;
    note(act, id, 0, &opened).await?;
    Ok(Some(Happened::SafetyActionNeeded {
        client: act.whose(),
        action: id,
    }))
}

/// Who is to see to it, and who hears of it next. A client's own act knows who treats them; what a
/// practitioner types in from paper is theirs to see to, and after them the lead's.
async fn named(
    act: &mut Act,
    measure: &str,
) -> Result<(Option<PersonId>, Vec<PersonId>), ReadError> {
    if act.by() != act.whose().person() {
        return Ok((Some(act.by()), Vec::new()));
    }
    let plan = crate::plan::plan(act).await?;
    let asked = plan.as_ref().and_then(|plan| plan.value.get(measure));
    let asked_by = asked.map(|asked| PersonId::from_bytes(asked.asked_by));
    let who = reader(act, asked_by).await?;
    let mut then = pages::treating(act).await?;
    let (now, facts) = (act.now(), act.standing().await?);
    let supervises = facts
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::Supervisor)
        .filter(|relation| relation.from <= now && relation.until.is_none_or(|until| now < until))
        .filter(|relation| !facts.conflicts.contains(&relation.person));
    then.extend(supervises.map(|relation| relation.person));
    then.retain(|person| Some(*person) != who);
    Ok((who, then))
}

/// Writes down the line for lists and the ids and times for the machinery.
async fn note(
    act: &mut Act,
    id: RecordId,
    after: u32,
    action: &SafetyActionV1,
) -> Result<(), ReadError> {
    let mut gist = act.gist::<SafetyGistV1>().await?.unwrap_or_default();
    gist.set(id, action);
    act.set_gist(&gist).await?;
    let due = SafetyDueV1::of(act.whose(), action);
    act.keep_in_directory(id, after, &due).await
}

async fn step(
    act: &mut Act,
    was: &Kept<SafetyActionV1>,
    by: [u8; 16],
    what: SafetyStepWhatV1,
) -> Result<(), ReadError> {
    let mut action = was.value.clone();
    action.steps.push(SafetyStepV1 {
        by,
        at: act.now().millis(),
        what,
    });
    act.amend(was, &action)?;
    note(act, was.record, was.version, &action).await
}

/// Someone said what becomes of the signal: the action is taken on, or nothing needs doing.
pub(crate) async fn answered(
    act: &mut Act,
    signal: RecordId,
    outcome: &crate::signal::OutcomeV1,
) -> Result<(), ReadError> {
    let Some(was) = of_signal(act, signal).await? else {
        return Ok(());
    };
    if was.value.state() == SafetyStateV1::Done {
        return Ok(());
    }
    let what = match outcome {
        crate::signal::OutcomeV1::NextStep { what, who, by } => SafetyStepWhatV1::Taken {
            what: what.clone(),
            who: who.clone(),
            by: *by,
            due_at: end_of(*by).millis(),
        },
        crate::signal::OutcomeV1::Dismissed { reason } => SafetyStepWhatV1::Done {
            said: reason.clone(),
        },
    };
    let by = *act.by().bytes();
    step(act, &was, by, what).await
}

/// The end of a day, wherever on earth the service is: late is said late rather than early.
fn end_of(day: Day) -> Moment {
    Moment::from_millis(i64::from(day.0) * DAY) + DAY + DAY / 2
}

/// People raised or lowered what is to be done.
pub(crate) async fn moved(
    act: &mut Act,
    signal: RecordId,
    to: ActionV1,
    evidence: Option<i64>,
) -> Result<(), ReadError> {
    let Some(was) = of_signal(act, signal).await? else {
        return Ok(());
    };
    let by = *act.by().bytes();
    let what = match due(to, act.now(), evidence, None) {
        Some(due_at) => SafetyStepWhatV1::Moved {
            action: to,
            due_at: due_at.millis(),
        },
        // Nothing is to be done beyond what is planned: the signal itself still waits for an answer.
        None => return Ok(()),
    };
    step(act, &was, by, what).await
}

async fn open_one(
    act: &Act,
    signal: RecordId,
    seen: u32,
) -> Result<Kept<SafetyActionV1>, SafetyRefused> {
    if act.by() == act.whose().person() {
        return Err(SafetyRefused::None);
    }
    let kept = of_signal(act, signal).await?.ok_or(SafetyRefused::None)?;
    if kept.value.state() == SafetyStateV1::Done {
        return Err(SafetyRefused::None);
    }
    if kept.version != seen {
        return Err(SafetyRefused::Changed);
    }
    Ok(kept)
}

/// Someone says that it is done, and what was done. `seen`: the version that the page showed.
pub async fn done(
    act: &mut Act,
    signal: RecordId,
    seen: u32,
    said: &Line<500>,
) -> Result<Vec<Happened>, SafetyRefused> {
    let was = open_one(act, signal, seen).await?;
    let by = *act.by().bytes();
    let said = said.as_str().to_owned();
    step(act, &was, by, SafetyStepWhatV1::Done { said }).await?;
    Ok(vec![Happened::MeasureSignalAnswered {
        client: act.whose(),
        signal,
    }])
}

/// Someone cannot see to it and passes it on: the next named person hears at once that something
/// waits.
pub async fn hand_over(
    act: &mut Act,
    signal: RecordId,
    seen: u32,
    said: &Line<500>,
) -> Result<Vec<Happened>, SafetyRefused> {
    let was = open_one(act, signal, seen).await?;
    let by = *act.by().bytes();
    let said = said.as_str().to_owned();
    step(act, &was, by, SafetyStepWhatV1::HandedOver { said }).await?;
    Ok(Vec::new())
}
