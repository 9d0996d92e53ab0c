//! What can be done about a signal, and who may do it.

use super::rules::{Noticed, within};
use super::stored::{ActionV1, AnsweredByV1, BY_AN_ANSWER, MovedV1, OutcomeV1, Signal, SignalV1};
use crate::answer::AnsweredV1;
use crate::day::Day;
use crate::gist::gist;
use crate::offer::Offer;
use crate::plan::rules::due;
use care::{HOUR, Happened, Line, RecordId};
use sealed::{Act, Kept, ReadError};

/// Why something was not done about a signal.
#[derive(Debug, thiserror::Error)]
pub enum SignalRefused {
    /// There is no such signal for whoever asks.
    #[error("there is no such signal; go back to the measures")]
    None,
    /// Someone has said already what becomes of it.
    #[error("someone has said already what becomes of this")]
    AnsweredAlready,
    /// It has changed since the page was opened.
    #[error("this has changed since the page was opened; please look at it again")]
    Changed,
    /// What is to be done about safety is lowered only with a reason.
    #[error("say why less is enough")]
    NeedsReason,
    /// Only someone who works with the client can say this.
    #[error("only someone working with the client can say this")]
    OnlyStaff,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// What a practitioner says becomes of a signal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Something will be done.
    NextStep {
        /// What.
        what: Line<500>,
        /// Who.
        who: Line<80>,
        /// By when.
        by: Day,
    },
    /// Nothing needs doing, and this is why.
    Dismiss {
        /// Why.
        reason: Line<500>,
    },
}

impl Answer {
    fn stored(&self) -> OutcomeV1 {
        match self {
            Self::NextStep { what, who, by } => OutcomeV1::NextStep {
                what: what.as_str().to_owned(),
                who: who.as_str().to_owned(),
                by: *by,
            },
            Self::Dismiss { reason } => OutcomeV1::Dismissed {
                reason: reason.as_str().to_owned(),
            },
        }
    }
}

/// Raises what was noticed in an answered measure. What was noticed the time before as well and is
/// still open is told once, with how often; what someone has answered since is not raised again
/// for the same reason, unless each answer says it anew. What people lowered is not lowered for the
/// next answer: a new answer asks for what it asks for.
pub(crate) async fn raise(
    act: &mut Act,
    occurrence: RecordId,
    answered: &AnsweredV1,
    before: Option<&AnsweredV1>,
    noticed: Vec<Noticed>,
) -> Result<Vec<Happened>, ReadError> {
    if noticed.is_empty() {
        return Ok(Vec::new());
    }
    let known = act.latest::<SignalV1>().await?.kept;
    let mut happened = Vec::new();
    for one in noticed {
        let index = one.signal.index();
        let open = known.iter().find(|kept| {
            let value = &kept.value;
            value.signal == index && value.measure == answered.measure && value.is_open()
        });
        let goes_on = before.is_some_and(|before| before.noticed.contains(&index));
        let anew = one.signal.is_said_anew() || !goes_on;
        if open.is_none() && !anew {
            continue;
        }
        let record = match open {
            Some(kept) => kept.record,
            None => act.id_for(&format!("signal {}", one.signal.code()), occurrence),
        };
        let was = open.map(|kept| &kept.value);
        let signal = raised(act, occurrence, answered, was, one, anew);
        match open {
            Some(kept) => act.amend(kept, &signal)?,
            None => act.keep(record, &signal)?,
        }
        let mut gist = gist(act).await?;
        gist.set_signal(record, &signal);
        act.set_gist(&gist).await?;
        happened.extend(crate::safety::act::open(act, record, &signal, answered).await?);
        // Good news is there to be read; nobody is called to it.
        if signal.action() > ActionV1::Nothing {
            happened.push(Happened::MeasureSignal {
                client: act.whose(),
                signal: record,
                safety: signal.signal().is_about_safety(),
            });
        }
    }
    Ok(happened)
}

fn raised(
    act: &Act,
    occurrence: RecordId,
    answered: &AnsweredV1,
    was: Option<&SignalV1>,
    one: Noticed,
    anew: bool,
) -> SignalV1 {
    let mut moved = was.map(|was| was.moved.clone()).unwrap_or_default();
    let stood = was.map(SignalV1::action);
    if let (Some(from), true, false) = (stood, anew, moved.is_empty())
        && from < one.action
    {
        moved.push(MovedV1 {
            by: BY_AN_ANSWER,
            at: act.now().millis(),
            from,
            to: one.action,
            reason: String::new(),
        });
    }
    // Who was to be seen to by yesterday is not given another day for having said it again.
    let due_at = [was.and_then(|was| was.due_at), one.due_at];
    let due_at = due_at.into_iter().flatten().min();
    SignalV1 {
        signal: one.signal.index(),
        measure: answered.measure.clone(),
        answered: Some(*occurrence.bytes()),
        raised_at: was.map_or(act.now().millis(), |was| was.raised_at),
        times: was.map_or(1, |was| was.times.saturating_add(1)),
        score: one.score.or(answered.main().and_then(|score| score.value)),
        against: one.against,
        line: one.line,
        rule: one.rule,
        source: one.source,
        items: one.items,
        next: one.next,
        // What was said before about the same thing is not lowered by a machine.
        action: was.map_or(one.action, |was| was.action.max(one.action)),
        due_at,
        moved,
        answer: None,
    }
}

async fn open_one(
    act: &Act,
    record: RecordId,
    seen: Option<u32>,
) -> Result<Kept<SignalV1>, SignalRefused> {
    if act.by() == act.whose().person() {
        return Err(SignalRefused::OnlyStaff);
    }
    let kept = act.find::<SignalV1>(record).await?;
    let kept = kept.ok_or(SignalRefused::None)?;
    if !kept.value.is_open() {
        return Err(SignalRefused::AnsweredAlready);
    }
    if seen.is_some_and(|seen| seen != kept.version) {
        return Err(SignalRefused::Changed);
    }
    Ok(kept)
}

/// A practitioner says what becomes of a signal. `seen`: the version that the page showed.
pub async fn answer(
    act: &mut Act,
    record: RecordId,
    seen: Option<u32>,
    said: &Answer,
) -> Result<Vec<Happened>, SignalRefused> {
    let was = open_one(act, record, seen).await?;
    let mut signal = was.value.clone();
    signal.answer = Some(AnsweredByV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        outcome: said.stored(),
    });
    amend(act, &was, &signal).await?;
    crate::safety::act::answered(act, record, &said.stored()).await?;
    Ok(vec![Happened::MeasureSignalAnswered {
        client: act.whose(),
        signal: record,
    }])
}

/// A practitioner raises or lowers what is to be done. Raising needs no reason.
pub async fn move_action(
    act: &mut Act,
    record: RecordId,
    seen: Option<u32>,
    to: ActionV1,
    reason: Option<&Line<500>>,
) -> Result<Vec<Happened>, SignalRefused> {
    let was = open_one(act, record, seen).await?;
    let from = was.value.action();
    if from == to {
        return Ok(Vec::new());
    }
    if to < from && reason.is_none() {
        return Err(SignalRefused::NeedsReason);
    }
    let mut signal = was.value.clone();
    signal.moved.push(MovedV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        from,
        to,
        reason: reason.map_or_else(String::new, |reason| reason.as_str().to_owned()),
    });
    signal.due_at = within(to)
        .map(|hours| (act.now() + hours * HOUR).millis())
        .or(signal.due_at.filter(|_| to > from));
    amend(act, &was, &signal).await?;
    crate::safety::act::moved(act, record, to, signal.due_at).await?;
    Ok(vec![Happened::MeasureSignalAnswered {
        client: act.whose(),
        signal: record,
    }])
}

async fn amend(act: &mut Act, was: &Kept<SignalV1>, signal: &SignalV1) -> Result<(), ReadError> {
    act.amend(was, signal)?;
    let mut gist = gist(act).await?;
    gist.set_signal(was.record, signal);
    act.set_gist(&gist).await
}

/// A practitioner says what becomes of a measure that was asked twice and not answered. Nothing is
/// kept of it before: not answering is not an event.
pub async fn see_to_unanswered(
    act: &mut Act,
    offer: &Offer,
    measure: &str,
    said: &Answer,
) -> Result<Vec<Happened>, SignalRefused> {
    if act.by() == act.whose().person() {
        return Err(SignalRefused::OnlyStaff);
    }
    let plan = crate::plan::plan(act).await?;
    let asked = plan.as_ref().and_then(|plan| plan.value.get(measure));
    let asked = asked.ok_or(SignalRefused::None)?;
    let shortest = offer.shortest(measure).ok_or(SignalRefused::None)?;
    let mut gist = gist(act).await?;
    let since = due(asked, gist.last(measure), shortest).ok_or(SignalRefused::None)?;
    let of = u32::from_be_bytes(since.0.to_be_bytes());
    let of = RecordId::from_bytes(u128::from(of).to_be_bytes());
    let record = act.id_for(&format!("not answered {measure}"), of);
    if act.find::<SignalV1>(record).await?.is_some() {
        return Err(SignalRefused::AnsweredAlready);
    }
    let signal = SignalV1 {
        signal: Signal::Unanswered.index(),
        measure: measure.to_owned(),
        answered: None,
        raised_at: act.now().millis(),
        times: crate::plan::rules::UNANSWERED,
        score: None,
        against: None,
        line: None,
        rule: "not-answered-twice".to_owned(),
        source: "This project's own choice.".to_owned(),
        items: Vec::new(),
        next: String::new(),
        action: ActionV1::NextContact,
        due_at: None,
        moved: Vec::new(),
        answer: Some(AnsweredByV1 {
            by: *act.by().bytes(),
            at: act.now().millis(),
            outcome: said.stored(),
        }),
    };
    act.keep(record, &signal)?;
    gist.see_to(measure, since);
    act.set_gist(&gist).await?;
    Ok(vec![Happened::MeasureSignalAnswered {
        client: act.whose(),
        signal: record,
    }])
}
