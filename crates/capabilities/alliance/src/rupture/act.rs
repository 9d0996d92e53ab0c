//! What can be done about a rupture, and who may do it.

use super::follow_up::{Expected, begin, changed};
use super::{AnswerV1, FitV1, ReasonV1, ReplyV1, RuptureV1, SaidV1, StateV1, StepV1};
use crate::audience::AudienceV1;
use crate::gist::AllianceGistV1;
use care::{Happened, Line, RecordId, SignalKind};
use sealed::{Act, Kept, ReadError};

/// Why something was not done about a rupture.
#[derive(Debug, thiserror::Error)]
pub enum RuptureRefused {
    /// There is no such rupture for whoever asks.
    #[error("there is no such rupture; go back to the relationship's page")]
    None,
    /// It has been closed; what comes now is a new one.
    #[error("this is closed; if something is wrong again, name it anew")]
    Closed,
    /// Only the client can say this.
    #[error("only the client can close a repair or say not yet")]
    OnlyTheClient,
    /// Only someone who works with the client can say this.
    #[error("only someone working with the client can write this")]
    OnlyStaff,
    /// The very same reply is the last one already: a second sending of the same form.
    #[error("this was said already")]
    AlreadySaid,
    /// It has changed since the form was opened.
    #[error("this has changed since the form was opened; please look at it again")]
    Changed,
    /// They do not stand beside the client, or not any more.
    #[error("choose someone who stands beside you")]
    NotBeside,
    /// Nothing was offered yet, so there is nothing to say "not yet" to.
    #[error("no repair has been offered yet")]
    NothingOffered,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// A rupture named by hand.
pub struct NameIt {
    /// What felt wrong, in their own words. May be left out: naming needs no words.
    pub words: Option<Line<500>>,
    /// Which sentence fits, if they chose one.
    pub fit: Option<FitV1>,
    /// Who may see it. Staff who name one name it openly.
    pub audience: AudienceV1,
}

/// Names a rupture by hand: the client's "something felt wrong", or the practitioner's "I think
/// something went wrong between us".
pub async fn name_it(
    act: &mut Act,
    id: RecordId,
    named: NameIt,
) -> Result<Vec<Happened>, ReadError> {
    let by = (act.by() != act.whose().person()).then(|| act.by());
    let expected = Expected {
        answerer: by,
        meetings: &[],
    };
    name_it_between(act, id, named, expected).await
}

/// The same, where it is known when the client meets whom.
pub(crate) async fn name_it_between(
    act: &mut Act,
    id: RecordId,
    named: NameIt,
    expected: Expected<'_>,
) -> Result<Vec<Happened>, ReadError> {
    let by_client = act.by() == act.whose().person();
    let rupture = RuptureV1 {
        opened_at: act.now().millis(),
        named_by: Some(*act.by().bytes()),
        session: None,
        session_at: None,
        reasons: vec![super::rules::said()],
        words: named
            .words
            .map(|words| words.as_str().to_owned())
            .unwrap_or_default(),
        fit: named.fit.filter(|_| by_client),
        audience: if by_client {
            named.audience
        } else {
            AudienceV1::Section
        },
        answers: Vec::new(),
        steps: Vec::new(),
        replies: Vec::new(),
    };
    open(act, id, &rupture, expected).await
}

/// Opens a rupture: keeps it, and shows it on the lists of those who may know.
pub(crate) async fn open(
    act: &mut Act,
    id: RecordId,
    rupture: &RuptureV1,
    expected: Expected<'_>,
) -> Result<Vec<Happened>, ReadError> {
    act.keep(id, rupture)?;
    begin(act, id, rupture, expected).await?;
    let mut gist = act.gist::<AllianceGistV1>().await?.unwrap_or_default();
    gist.set_rupture(id, rupture);
    act.set_gist(&gist).await?;
    Ok(vec![Happened::RuptureOpened {
        client: act.whose(),
        rupture: id,
        kind: rupture.signal(),
        audience: rupture.audience.to_care(),
        named_by: rupture.named_by(),
    }])
}

/// What the practitioner writes before the next session.
#[derive(Clone)]
pub struct Answer {
    /// What they noticed.
    pub noticed: Line<1000>,
    /// Whether and how it was talked about; not yet, if left out.
    pub discussed: Option<Line<1000>>,
    /// What they will do.
    pub plan: Line<1000>,
}

/// A step of the repair, and whether with it the practitioner thinks it is done and asks.
#[derive(Clone)]
pub struct Step {
    /// What was done.
    pub words: Line<1000>,
    /// Whether the client is asked if it is repaired.
    pub offered: bool,
}

/// The practitioner answers: noticed, discussed, plan.
pub async fn answer(
    act: &mut Act,
    id: RecordId,
    written: Answer,
) -> Result<Vec<Happened>, RuptureRefused> {
    answer_and_repair(act, id, Some(written), None).await
}

/// Logs a step of the repair; `offered` says that the practitioner thinks it is done and asks.
pub async fn step(
    act: &mut Act,
    id: RecordId,
    words: Line<1000>,
    offered: bool,
) -> Result<Vec<Happened>, RuptureRefused> {
    answer_and_repair(act, id, None, Some(Step { words, offered })).await
}

/// Answers and logs a step, either or both, as one change.
pub async fn answer_and_repair(
    act: &mut Act,
    id: RecordId,
    answer: Option<Answer>,
    step: Option<Step>,
) -> Result<Vec<Happened>, RuptureRefused> {
    let was = open_one(act, id).await?;
    staff_only(act)?;
    let (by, at) = (*act.by().bytes(), act.now().millis());
    let mut rupture = was.value.clone();
    let offered = step.as_ref().is_some_and(|step| step.offered);
    rupture.answers.extend(answer.map(|written| {
        AnswerV1 {
            by,
            at,
            noticed: written.noticed.as_str().to_owned(),
            discussed: written
                .discussed
                .map(|words| words.as_str().to_owned())
                .unwrap_or_default(),
            plan: written.plan.as_str().to_owned(),
        }
    }));
    rupture.steps.extend(step.map(|step| StepV1 {
        by,
        at,
        words: step.words.as_str().to_owned(),
        offered: step.offered,
    }));
    if rupture == was.value {
        return Ok(Vec::new());
    }
    amend(act, &was, &rupture).await?;
    let client = act.whose();
    // What is offered says more than that something was written.
    Ok(vec![if offered {
        Happened::RepairOffered {
            client,
            rupture: id,
        }
    } else {
        Happened::RuptureAnswered {
            client,
            rupture: id,
        }
    }])
}

/// The client says which sentence fits, or another than before. It stays their own words: nothing is
/// inferred from it but which guide the practitioner reads.
pub async fn choose_fit(act: &mut Act, id: RecordId, fit: FitV1) -> Result<(), RuptureRefused> {
    let was = open_one(act, id).await?;
    if act.by() != act.whose().person() {
        return Err(RuptureRefused::OnlyTheClient);
    }
    if was.value.fit == Some(fit) {
        return Err(RuptureRefused::AlreadySaid);
    }
    let rupture = RuptureV1 {
        fit: Some(fit),
        ..was.value.clone()
    };
    Ok(amend(act, &was, &rupture).await?)
}

/// The client replies: "not yet", or it is repaired. Closing needs nothing to have been offered:
/// a client may close what sorted itself out.
pub async fn reply(
    act: &mut Act,
    id: RecordId,
    reply: SaidV1,
    words: Option<Line<500>>,
) -> Result<Vec<Happened>, RuptureRefused> {
    let was = act
        .find::<RuptureV1>(id)
        .await?
        .ok_or(RuptureRefused::None)?;
    if act.by() != act.whose().person() {
        return Err(RuptureRefused::OnlyTheClient);
    }
    let words = words.map_or_else(String::new, |words| words.as_str().to_owned());
    let mut rupture = was.value.clone();
    let state = rupture.state();
    let last = rupture
        .replies
        .last()
        .filter(|_| matches!(state, StateV1::NotYet | StateV1::Closed));
    if last.is_some_and(|last| last.reply == reply && last.words == words) {
        return Err(RuptureRefused::AlreadySaid);
    }
    if state == StateV1::Closed {
        return Err(RuptureRefused::Closed);
    }
    if reply == SaidV1::NotYet && !matches!(state, StateV1::Offered | StateV1::NotYet) {
        return Err(RuptureRefused::NothingOffered);
    }
    rupture.replies.push(ReplyV1 {
        at: act.now().millis(),
        reply,
        words,
    });
    amend(act, &was, &rupture).await?;
    let (client, audience) = (act.whose(), rupture.audience.to_care());
    Ok(vec![match reply {
        SaidV1::NotYet => Happened::RepairNotYet {
            client,
            rupture: id,
            audience,
        },
        SaidV1::Closed => Happened::RepairClosed {
            client,
            rupture: id,
            audience,
        },
    }])
}

pub(crate) async fn open_one(act: &Act, id: RecordId) -> Result<Kept<RuptureV1>, RuptureRefused> {
    let kept = act
        .find::<RuptureV1>(id)
        .await?
        .ok_or(RuptureRefused::None)?;
    if kept.value.state() == StateV1::Closed {
        return Err(RuptureRefused::Closed);
    }
    Ok(kept)
}

pub(crate) fn staff_only(act: &Act) -> Result<(), RuptureRefused> {
    if act.by() == act.whose().person() {
        Err(RuptureRefused::OnlyStaff)
    } else {
        Ok(())
    }
}

async fn amend(act: &mut Act, was: &Kept<RuptureV1>, rupture: &RuptureV1) -> Result<(), ReadError> {
    act.amend(was, rupture)?;
    let mut gist = act.gist::<AllianceGistV1>().await?.unwrap_or_default();
    gist.set_rupture(was.record, rupture);
    act.set_gist(&gist).await?;
    changed(act, was.record, rupture).await
}

/// The reason of a rupture that someone named.
pub(crate) fn named(reason: &ReasonV1) -> bool {
    reason.signal() == SignalKind::Said
}
