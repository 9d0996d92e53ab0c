//! What is done about what follows a rupture, each in the act of whoever does it.

use super::gist::FollowUpGistV1;
use super::noted::note;
use super::rules::{ABOUT, Expected, Since, THIRD_CHECK_IN, due, readable_from, since};
use super::stored::{BroughtV1, FollowUpV1, LookedV1, RuptureWaitsV1, WaitsForV1};
use crate::audience::AudienceV1;
use crate::check_in::CheckInV1;
use crate::check_in::complete::people_beside;
use crate::gist::AllianceGistV1;
use crate::rupture::act::{RuptureRefused, open_one, staff_only};
use crate::rupture::{RuptureV1, StateV1};
use care::{Happened, Line, Meeting, Moment, PersonId, RecordId, RelationKind, Section, Sections};
use sealed::{Act, Kept, Notice, ReadError};

fn id_of(act: &Act, rupture: RecordId) -> RecordId {
    act.id_for("follow-up of rupture", rupture)
}

/// What follows a rupture, if it is known: those opened by an earlier version have nothing until
/// something is done about them.
pub(crate) async fn find(
    act: &Act,
    rupture: RecordId,
) -> Result<Option<Kept<FollowUpV1>>, ReadError> {
    act.find::<FollowUpV1>(id_of(act, rupture)).await
}

/// A rupture opens: by when it is to be answered is settled with it.
pub(crate) async fn begin(
    act: &mut Act,
    id: RecordId,
    rupture: &RuptureV1,
    expected: Expected<'_>,
) -> Result<(), ReadError> {
    let new = fresh(id, rupture, expected);
    write(act, None, new).await
}

fn fresh(id: RecordId, rupture: &RuptureV1, expected: Expected<'_>) -> FollowUpV1 {
    let readable = readable_from(&rupture.audience, rupture.opened()).unwrap_or(rupture.opened());
    FollowUpV1 {
        rupture: *id.bytes(),
        opened_at: rupture.opened_at,
        answerer: expected.answerer.map(|person| *person.bytes()),
        due_at: due(readable, expected.meetings).millis(),
        prompted_at: None,
        answered_at: None,
        closed_at: None,
        back_at: None,
        unrepaired_at: None,
        brought: Vec::new(),
        looked: Vec::new(),
        tallied: 0,
        timed: 0,
        audience: rupture.audience.clone(),
    }
}

/// The rupture says more than before: what follows it is told.
pub(crate) async fn changed(
    act: &mut Act,
    id: RecordId,
    rupture: &RuptureV1,
) -> Result<(), ReadError> {
    let was = find(act, id).await?;
    let now = was.as_ref().map_or_else(
        || fresh(id, rupture, Expected::default()),
        |was| was.value.clone(),
    );
    write(act, was.as_ref(), seen_from(now, rupture)).await
}

/// As much of it as follows from the rupture itself.
fn seen_from(mut follow_up: FollowUpV1, rupture: &RuptureV1) -> FollowUpV1 {
    let answers = rupture.answers.iter().map(|answer| (answer.at, answer.by));
    let steps = rupture.steps.iter().map(|step| (step.at, step.by));
    let first = answers.chain(steps).min();
    follow_up.answered_at = first.map(|(at, _)| at);
    follow_up.answerer = follow_up.answerer.or(first.map(|(_, by)| by));
    follow_up.closed_at = rupture.closed().map(Moment::millis);
    follow_up.audience = rupture.audience.clone();
    follow_up
}

/// Keeps it, with its line on lists and what the directory is told.
async fn write(
    act: &mut Act,
    was: Option<&Kept<FollowUpV1>>,
    mut now: FollowUpV1,
) -> Result<(), ReadError> {
    if was.is_some_and(|was| was.value == now) {
        return Ok(());
    }
    note(act, was.map(|was| &was.value), &mut now).await?;
    if let Some(was) = was {
        act.amend(was, &now)?;
    } else {
        let id = id_of(act, RecordId::from_bytes(now.rupture));
        act.keep(id, &now)?;
    }
    let mut gist = act.gist::<FollowUpGistV1>().await?.unwrap_or_default();
    gist.set(&now);
    act.set_gist(&gist).await
}

/// Changes what follows a rupture, in one version with what the rupture itself says.
pub(super) async fn with(
    act: &mut Act,
    kept: &Kept<RuptureV1>,
    change: impl FnOnce(&mut FollowUpV1),
) -> Result<(), ReadError> {
    let was = find(act, kept.record).await?;
    let before = was.as_ref().map_or_else(
        || fresh(kept.record, &kept.value, Expected::default()),
        |was| was.value.clone(),
    );
    let mut now = seen_from(before, &kept.value);
    change(&mut now);
    write(act, was.as_ref(), now).await
}

/// The client brings a rupture to someone who stands beside them. If only the client could read it,
/// that person can now too; whoever else could still can, and nobody else.
pub async fn bring(
    act: &mut Act,
    id: RecordId,
    to: PersonId,
) -> Result<Vec<Happened>, RuptureRefused> {
    let was = open_one(act, id).await?;
    if act.by() != act.whose().person() {
        return Err(RuptureRefused::OnlyTheClient);
    }
    if !people_beside(act).await?.contains(&to) {
        return Err(RuptureRefused::NotBeside);
    }
    let follow_up = find(act, id).await?;
    let known = |one: &BroughtV1| one.to == Some(*to.bytes());
    if follow_up.is_some_and(|kept| kept.value.brought.iter().any(known)) {
        return Err(RuptureRefused::AlreadySaid);
    }
    let (by, now) = (*act.by().bytes(), act.now());
    let audience = match &was.value.audience {
        AudienceV1::Nobody => AudienceV1::Only(vec![*to.bytes()]),
        AudienceV1::Only(people) if !people.contains(to.bytes()) => {
            AudienceV1::Only(people.iter().copied().chain([*to.bytes()]).collect())
        }
        other => other.clone(),
    };
    let mut kept = was.clone();
    if audience != was.value.audience {
        kept.value.audience = audience;
        act.amend(&was, &kept.value)?;
        let mut gist = act.gist::<AllianceGistV1>().await?.unwrap_or_default();
        gist.set_rupture(id, &kept.value);
        act.set_gist(&gist).await?;
    }
    with(act, &kept, |follow_up| {
        follow_up.brought.push(BroughtV1 {
            by: Some(by),
            at: now.millis(),
            to: Some(*to.bytes()),
        });
    })
    .await?;
    // Who may read it only later hears of it only then.
    if let AudienceV1::From(from) = kept.value.audience
        && from > now.millis()
    {
        let from = Moment::from_millis(from);
        act.post(to, Notice::SomethingWaits, from).await?;
        return Ok(Vec::new());
    }
    Ok(vec![Happened::RuptureToSupervision {
        client: act.whose(),
        rupture: id,
        tell: vec![to],
    }])
}

/// Someone who works with the client brings a rupture to whoever supervises that work. Who they are
/// is not for them to read; how many heard that something waits is returned.
pub async fn to_supervision(act: &mut Act, id: RecordId) -> Result<usize, RuptureRefused> {
    let was = open_one(act, id).await?;
    staff_only(act)?;
    let follow_up = find(act, id).await?;
    if follow_up.is_some_and(|kept| kept.value.is_in_supervision()) {
        return Err(RuptureRefused::AlreadySaid);
    }
    let now = act.now();
    let told = act
        .post_to_supervisors(ABOUT, Notice::SomethingWaits, now)
        .await?;
    if told == 0 {
        return Ok(0);
    }
    let by = Some(*act.by().bytes());
    with(act, &was, |follow_up| {
        follow_up.brought.push(BroughtV1 {
            by,
            at: now.millis(),
            to: None,
        });
    })
    .await?;
    Ok(told)
}

/// A supervisor or advocate says that they have looked, with a line if they like. The client reads
/// both.
pub async fn looked(
    act: &mut Act,
    id: RecordId,
    words: Option<Line<500>>,
) -> Result<Vec<Happened>, RuptureRefused> {
    let was = act
        .find::<RuptureV1>(id)
        .await?
        .ok_or(RuptureRefused::None)?;
    staff_only(act)?;
    let words = words.map_or_else(String::new, |words| words.as_str().to_owned());
    let by = *act.by().bytes();
    let follow_up = find(act, id).await?;
    let last = follow_up.and_then(|kept| kept.value.looked.into_iter().rfind(|one| one.by == by));
    if last.is_some_and(|last| last.words == words) {
        return Err(RuptureRefused::AlreadySaid);
    }
    let at = act.now().millis();
    with(act, &was, |follow_up| {
        follow_up.looked.push(LookedV1 { by, at, words });
    })
    .await?;
    Ok(vec![Happened::RuptureLookedAt {
        client: act.whose(),
        rupture: id,
    }])
}

/// A session was held. When it is the third since a rupture opened, the worker looks, once there
/// was time for its check-in, whether the rupture has come right. Does nothing in an act that does
/// not open [`Section::Overview`] for writing.
pub async fn session_held(
    act: &mut Act,
    session: RecordId,
    starts: Moment,
) -> Result<(), ReadError> {
    if !may(act, Sections::of(&[Section::Overview])) {
        return Ok(());
    }
    let Some(mut gist) = act.gist::<FollowUpGistV1>().await? else {
        return Ok(());
    };
    let (third, changed) = gist.held(session, starts);
    if changed {
        act.set_gist(&gist).await?;
    }
    for rupture in third {
        let waits = RuptureWaitsV1 {
            client: *act.whose().bytes(),
            about: *rupture.bytes(),
            with: None,
            what: WaitsForV1::ThreeSessions,
            at: (act.now() + THIRD_CHECK_IN).millis(),
        };
        let id = act.id_for("three sessions since rupture", rupture);
        act.keep_in_directory(id, 0, &waits).await?;
    }
    Ok(())
}

/// Whether an act opens these sections and may write.
pub(super) fn may(act: &Act, sections: Sections) -> bool {
    act.access().may_write() && act.access().sections().covers(sections)
}

/// A client answered a check-in: every open rupture is held against what was said since, as far as
/// those who may see the rupture may see it. In the client's own act.
pub(crate) async fn after_check_in(
    act: &mut Act,
    meetings: &[Meeting],
    check_in: &CheckInV1,
) -> Result<Vec<Happened>, ReadError> {
    let mut happened = Vec::new();
    let open: Vec<Kept<RuptureV1>> = act
        .latest::<RuptureV1>()
        .await?
        .kept
        .into_iter()
        .filter(|kept| kept.value.state() != StateV1::Closed)
        .collect();
    if open.is_empty() {
        return Ok(happened);
    }
    let mut check_ins: Vec<CheckInV1> = act
        .latest::<CheckInV1>()
        .await?
        .kept
        .into_iter()
        .map(|kept| kept.value)
        .collect();
    check_ins.push(check_in.clone());
    check_ins.sort_by_key(|one| one.session_at);
    for kept in open {
        let said = judged(&kept.value, meetings, &check_ins, act.now());
        happened.extend(note_since(act, &kept, said).await?);
    }
    Ok(happened)
}

/// What the sessions since a rupture say, to whoever may see it.
fn judged(
    rupture: &RuptureV1,
    meetings: &[Meeting],
    check_ins: &[CheckInV1],
    now: Moment,
) -> Since {
    let pivot = rupture.session_at.unwrap_or(rupture.opened_at);
    let seen: Vec<&CheckInV1> = check_ins
        .iter()
        .filter(|one| one.audience.reaches(&rupture.audience, now))
        .collect();
    let before: Vec<Option<f64>> = seen
        .iter()
        .filter(|one| one.session_at < pivot)
        .map(|one| one.score())
        .collect();
    let of_session = |meeting: &Meeting| seen.iter().find(|c| c.of_session() == meeting.session);
    let after: Vec<Option<f64>> = meetings
        .iter()
        .filter(|meeting| meeting.takes_place && meeting.starts.millis() > pivot)
        .filter(|meeting| meeting.ends <= now || of_session(meeting).is_some())
        .map(|meeting| of_session(meeting).and_then(|one| one.score()))
        .collect();
    since(&before, &after)
}

async fn note_since(
    act: &mut Act,
    kept: &Kept<RuptureV1>,
    said: Since,
) -> Result<Vec<Happened>, ReadError> {
    let was = find(act, kept.record).await?.map(|kept| kept.value);
    let was_back = was.as_ref().is_some_and(|was| was.back_at.is_some());
    let known = was.as_ref().is_some_and(|was| was.unrepaired_at.is_some());
    let newly = said.unrepaired && !known;
    if was_back == said.back && !newly {
        return Ok(Vec::new());
    }
    let now = act.now();
    let in_supervision = was.is_some_and(|was| was.is_in_supervision());
    let mut tell = Vec::new();
    if newly && !in_supervision {
        tell = supervisors(act).await?;
        let audience = kept.value.audience.to_care();
        let client = act.whose().person();
        tell.retain(|person| audience.includes(*person, client, now));
    }
    with(act, kept, |follow_up| {
        if was_back != said.back {
            follow_up.back_at = said.back.then(|| now.millis());
        }
        if newly {
            follow_up.unrepaired_at = Some(now.millis());
        }
        if !tell.is_empty() {
            follow_up.brought.push(by_itself(now));
        }
    })
    .await?;
    if tell.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Happened::RuptureToSupervision {
        client: act.whose(),
        rupture: kept.record,
        tell,
    }])
}

/// Three sessions brought it to supervision; nobody had to.
pub(super) const fn by_itself(now: Moment) -> BroughtV1 {
    BroughtV1 {
        by: None,
        at: now.millis(),
        to: None,
    }
}

/// Whoever supervises the work with the client now, in an act that may know.
async fn supervisors(act: &mut Act) -> Result<Vec<PersonId>, ReadError> {
    if !act.access().sections().has(Section::Consent) {
        return Ok(Vec::new());
    }
    let (now, facts) = (act.now(), act.standing().await?);
    let live = facts
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::Supervisor && relation.is_live(now))
        .filter(|relation| !facts.conflicts.contains(&relation.person));
    Ok(live.map(|relation| relation.person).collect())
}
