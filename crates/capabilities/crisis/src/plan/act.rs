//! Writing a version, saying something to one, going back to an earlier one.

use super::stored::{SaidV1, SaidWhatV1, VersionV1};
use super::versions::{Plan, Waits};
use crate::gist::CrisisGistV1;
use care::{Happened, Line, RecordId};
use forms::{Response, StoredAnswers};
use sealed::{Act, Kept, ReadError};

/// Why something was not done to the plan. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum PlanRefused {
    /// A newer version was written meanwhile.
    #[error("the plan was changed meanwhile; please look at it again")]
    Newer,
    /// There is no such version.
    #[error("there is no such version of the plan")]
    None,
    /// One does not answer one's own words.
    #[error("this is for the other side to say")]
    OwnWords,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// The plan as it stands. The act must open the crisis plan.
pub async fn plan(act: &Act) -> Result<Plan, ReadError> {
    let listing = act.latest::<VersionV1>().await?;
    if !listing.damaged.is_empty() {
        // A plan that is partly unreadable must not be shown as if it were whole.
        return Err(sealed::Damaged.into());
    }
    Ok(Plan::of(listing.kept))
}

fn is_client(act: &Act) -> bool {
    act.by() == act.whose().person()
}

/// The id of a version: the same from every page, so that two who write at once do not both become
/// the same version.
fn id(act: &Act, number: u16) -> RecordId {
    act.id_for(
        "crisis plan version",
        RecordId::from_bytes(u128::from(number).to_be_bytes()),
    )
}

/// Writes the next version. `seen`: the number of the newest that the page showed. Answers that
/// are the same as those of the newest are not another version; then nothing happened.
pub async fn write(
    act: &mut Act,
    seen: u16,
    response: &Response,
) -> Result<Vec<Happened>, PlanRefused> {
    keep(act, seen, response.stored(), None).await
}

/// The client takes their plan back to an earlier version: a new version with the old words.
pub async fn take_back(
    act: &mut Act,
    seen: u16,
    number: u16,
) -> Result<Vec<Happened>, PlanRefused> {
    if !is_client(act) {
        return Err(PlanRefused::None);
    }
    let plan = plan(act).await?;
    let old = plan.version(number).ok_or(PlanRefused::None)?;
    let answers = old.value.answers.clone();
    keep(act, seen, answers, Some(number)).await
}

async fn keep(
    act: &mut Act,
    seen: u16,
    answers: StoredAnswers,
    again: Option<u16>,
) -> Result<Vec<Happened>, PlanRefused> {
    let mut plan = plan(act).await?;
    let by_client = is_client(act);
    if let Some(newest) = plan.versions.last()
        && newest.value.answers == answers
        && newest.value.by_client == by_client
    {
        // Sent twice, or saved without a change.
        return Ok(Vec::new());
    }
    if plan.newest() != seen {
        return Err(PlanRefused::Newer);
    }
    let number = seen.checked_add(1).ok_or(PlanRefused::Newer)?;
    let version = VersionV1 {
        number,
        by: *act.by().bytes(),
        by_client,
        at: act.now().millis(),
        again,
        answers,
        said: Vec::new(),
    };
    let record = id(act, number);
    act.keep(record, &version)?;
    plan.versions.push(Kept {
        record,
        version: 1,
        at: act.now(),
        value: version,
    });
    set_gist(act, &plan).await?;
    Ok(vec![Happened::CrisisPlanWritten {
        client: act.whose(),
    }])
}

/// The other side says that a version is right so. The client's yes makes a proposed one theirs.
pub async fn agree(act: &mut Act, number: u16) -> Result<Vec<Happened>, PlanRefused> {
    say(act, number, SaidWhatV1::Agreed).await
}

/// The other side says what should change.
pub async fn ask_for_change(
    act: &mut Act,
    number: u16,
    what: &Line<1000>,
) -> Result<Vec<Happened>, PlanRefused> {
    say(act, number, SaidWhatV1::Change(what.as_str().to_owned())).await
}

async fn say(act: &mut Act, number: u16, what: SaidWhatV1) -> Result<Vec<Happened>, PlanRefused> {
    let mut plan = plan(act).await?;
    if plan.newest() != number {
        return Err(if plan.version(number).is_some() {
            PlanRefused::Newer
        } else {
            PlanRefused::None
        });
    }
    let newest = plan.versions.last_mut().ok_or(PlanRefused::None)?;
    let by_client = is_client(act);
    if newest.value.by_client == by_client {
        return Err(PlanRefused::OwnWords);
    }
    let same = |said: &SaidV1| said.by_client == by_client && said.what == what;
    if newest.value.said.last().is_some_and(same) {
        return Ok(Vec::new());
    }
    let was = newest.clone();
    newest.value.said.push(SaidV1 {
        by: *act.by().bytes(),
        by_client,
        at: act.now().millis(),
        what: what.clone(),
    });
    act.amend(&was, &newest.value)?;
    set_gist(act, &plan).await?;
    Ok(vec![match what {
        SaidWhatV1::Agreed => Happened::CrisisPlanConfirmed {
            client: act.whose(),
        },
        SaidWhatV1::Change(_) => Happened::CrisisPlanWritten {
            client: act.whose(),
        },
    }])
}

async fn set_gist(act: &mut Act, plan: &Plan) -> Result<(), ReadError> {
    let review = plan.holds().and_then(|kept| review(&kept.value.answers));
    let gist = CrisisGistV1 {
        holds: plan.holds().map_or(0, |kept| kept.value.number),
        waits_for_staff: plan.waits() == Waits::Staff,
        waits_for_client: plan.waits() == Waits::Client,
        since: plan.versions.last().map_or(0, |kept| {
            let said = kept.value.said.last().map(|said| said.at);
            said.unwrap_or(kept.value.at)
        }),
        review,
    };
    act.set_gist(&gist).await
}

/// The day on which it is to be looked at again, as `YYYY-MM-DD`, if one is set to the day.
pub(crate) fn review(answers: &StoredAnswers) -> Option<String> {
    let forms::When::Date(day) = answers.get("review")?.when()? else {
        return None;
    };
    day.day().is_some().then(|| day.to_string())
}
