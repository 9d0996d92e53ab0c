//! What can be done about a session, and what is refused, on records in memory.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod booked;
mod changed;
mod ended;
mod next_day;
mod planned;
mod said;
mod service;

use care::{Happened, Line, Moment, PersonId, RecordId, RelationKind, Section};
use sealed::Act;
use sessions::change::{NewChange, change};
use sessions::meeting::{NewSession, PlanRefused, plan};
use sessions::stored::ReasonV1;
use sessions::{Refused, Whole, whole};
use testing::{AMAL, BEN, NOOR, RUTH, Small};

pub(crate) fn line<const MAX: usize>(words: &str) -> Line<MAX> {
    Line::parse(words).unwrap()
}

/// A service in which Ruth works with Amal and Noor, and Ben with Noor.
pub(crate) async fn small() -> Small {
    let small = Small::in_memory().await;
    let both = [
        (RUTH, RelationKind::Therapist),
        (BEN, RelationKind::Therapist),
    ];
    small.relate(NOOR, &both).await;
    small
}

/// Someone who works with a client opens what the pages open.
pub(crate) async fn staff(small: &Small, who: PersonId, client: PersonId) -> Act {
    let sections = [Section::Identity, Section::Sessions, Section::Overview];
    small.act(who, client, &sections).await
}

/// A client opens what their screens open.
pub(crate) async fn own(small: &Small, client: PersonId) -> Act {
    let sections = [Section::Sessions, Section::Overview, Section::Drafts];
    small.act(client, client, &sections).await
}

pub(crate) fn fifty(starts: Moment) -> NewSession {
    NewSession {
        starts,
        minutes: 50,
        place: line("Room 4"),
        plan: Some(line("go on with what helped")),
    }
}

/// Ruth plans a session with a client.
pub(crate) async fn planned(small: &Small, client: PersonId, starts: Moment) -> RecordId {
    try_plan(small, client, starts).await.unwrap()
}

pub(crate) async fn try_plan(
    small: &Small,
    client: PersonId,
    starts: Moment,
) -> Result<RecordId, PlanRefused> {
    let mut act = staff(small, RUTH, client).await;
    let id = act.mint();
    plan(&mut act, id, &fifty(starts)).await?;
    act.done().await.unwrap();
    Ok(id)
}

pub(crate) async fn looked(small: &Small, client: PersonId, session: RecordId) -> Whole {
    let act = own(small, client).await;
    whole(&act, session).await.unwrap().unwrap()
}

/// A change of when only.
pub(crate) async fn to(small: &Small, session: RecordId, starts: Moment) -> NewChange {
    to_for(small, AMAL, session, starts).await
}

pub(crate) async fn to_for(
    small: &Small,
    client: PersonId,
    session: RecordId,
    starts: Moment,
) -> NewChange {
    let act = staff(small, RUTH, client).await;
    let known = whole(&act, session).await.unwrap().unwrap();
    NewChange {
        once: act.mint(),
        seen: known.seen,
        starts,
        minutes: 50,
        place: line("Room 4"),
        with: RUTH,
        reason: ReasonV1::Room,
        words: line("the heating is being mended"),
    }
}

/// Ruth changes one of Amal's sessions.
pub(crate) async fn changes(
    small: &Small,
    session: RecordId,
    new: &NewChange,
) -> Result<Vec<Happened>, Refused> {
    let mut act = staff(small, RUTH, AMAL).await;
    let happened = change(&mut act, session, new).await?;
    act.done().await.unwrap();
    Ok(happened)
}

/// Does something in an act and keeps it.
pub(crate) async fn kept<T>(
    mut act: Act,
    does: impl AsyncFnOnce(&mut Act) -> Result<T, Refused>,
) -> Result<T, Refused> {
    let done = does(&mut act).await?;
    act.done().await.unwrap();
    Ok(done)
}

/// How often someone is told by now that something waits.
pub(crate) async fn told(small: &Small, who: PersonId) -> usize {
    let (due, damaged) = small.vault.due(1_000).await.unwrap();
    assert_eq!(damaged, 0);
    due.iter().filter(|one| one.to == who).count()
}
