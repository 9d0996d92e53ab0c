//! A lead says who stands in. In each client's record, under the client's own key and with a line
//! they read, the cover becomes their therapist for that time; the client hears of it with the
//! reason and a choice. For whom the client does not exist, that stays so: then nobody stands in
//! yet, and the lead learns how many, never who or why.

use super::choose::ended_cover;
use super::rules::wrong_cover;
use super::stored::{Absence, AbsenceV1, AnnouncedV1, ChoiceV1, ConfirmedV1, CoverV1, StandsV1};
use super::{ANNOUNCED, AbsenceRefused, COVER, OPENS, absence, absences, cover_name};
use crate::folk::{Colleague, leads, one};
use care::RecordId;
use care::{
    Asker, ClientId, Facts, Happened, Moment, PersonId, Purpose, Relation, RelationKind, Role,
    is_named,
};
use pages::Floor;
use sealed::{Act, Notice, ReadError};

/// What confirming reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// Clients who were told now.
    pub told: usize,
    /// Clients whom another lead has to reach.
    pub beyond: u32,
}

/// Confirms an absence with whoever stands in, or with nobody yet. Again, with someone else: for
/// those who have nobody, and only for them. What was cut off is made up for by doing it again.
///
/// # Errors
/// As [`AbsenceRefused`] says. What was done for some clients stays done.
pub async fn confirm(
    floor: &Floor,
    by: Asker,
    here: &[Colleague],
    id: RecordId,
    cover: Option<PersonId>,
) -> Result<Told, AbsenceRefused> {
    let (vault, now) = (&floor.vault, floor.vault.now());
    if by.role != Role::ServiceLead || !leads(here, by.person) {
        return Err(AbsenceRefused::NotAllowed);
    }
    let known = absence(vault, id).await?.ok_or(AbsenceRefused::Nothing)?;
    if known.is_over(now) || known.is_back() {
        return Err(AbsenceRefused::Nothing);
    }
    if let Some(cover) = cover {
        let all = absences(vault).await?;
        let wrong = wrong_cover(known.of(), known.span(), cover, &all, here);
        if let Some(wrong) = wrong {
            return Err(AbsenceRefused::Wrong(vec![wrong]));
        }
    }
    let known = keep(floor, by, known, cover, here).await?;
    let stands_in = cover.and_then(|cover| one(here, cover));
    let of = Asker {
        person: known.of(),
        role: Role::Therapist,
    };
    let mut told = Told::default();
    for client in vault.caseload(of).await? {
        match tell(floor, by, client, &known, stands_in, here).await {
            Ok(true) => told.told += 1,
            Ok(false) => {}
            Err(AbsenceRefused::NotAllowed | AbsenceRefused::Read(ReadError::Damaged(_))) => {
                told.beyond += 1;
            }
            Err(error) => return Err(error),
        }
    }
    if let Some(cover) = cover.filter(|_| told.told > 0) {
        tell_cover(floor, cover).await?;
    }
    note_beyond(floor, &known, told.beyond).await?;
    Ok(told)
}

/// Keeps that it is confirmed, and lets the one who is away hear of it. Whoever stands in for most
/// stays the one who is named, as long as they can: someone else is for those who have nobody.
async fn keep(
    floor: &Floor,
    by: Asker,
    known: Absence,
    cover: Option<PersonId>,
    here: &[Colleague],
) -> Result<Absence, AbsenceRefused> {
    let (vault, now) = (&floor.vault, floor.vault.now());
    let named = known.confirmed().map(|confirmed| confirmed.cover);
    let stays = |person: PersonId| Some(person) == cover || one(here, person).is_some();
    let unchanged = match named {
        None => false,
        Some(None) => cover.is_none(),
        Some(Some(person)) => stays(person),
    };
    if unchanged {
        return Ok(known);
    }
    let kept = AbsenceV1 {
        confirmed: Some(ConfirmedV1 {
            by: *by.person.bytes(),
            at: now.millis(),
            cover: cover.map(|person| *person.bytes()),
        }),
        ..known.kept
    };
    let mut change = vault.directory_change();
    change.keep(known.id, known.version, &kept).await?;
    let of = PersonId::from_bytes(kept.of);
    change.tell(of, Notice::SomethingWaits, now).await?;
    change.done().await?;
    Ok(Absence {
        id: known.id,
        version: known.version.saturating_add(1),
        kept,
    })
}

/// Whoever stands in for someone from now on hears of it.
async fn tell_cover(floor: &Floor, cover: PersonId) -> Result<(), AbsenceRefused> {
    let now = floor.vault.now();
    let mut change = floor.vault.directory_change();
    change.tell(cover, Notice::SomethingWaits, now).await?;
    Ok(change.done().await?)
}

/// Notes how many clients another lead has to reach.
pub(super) async fn note_beyond(
    floor: &Floor,
    known: &Absence,
    beyond: u32,
) -> Result<(), AbsenceRefused> {
    if known.kept.beyond == beyond {
        return Ok(());
    }
    let kept = AbsenceV1 {
        beyond,
        ..known.kept.clone()
    };
    let mut change = floor.vault.directory_change();
    change.keep(known.id, known.version, &kept).await?;
    Ok(change.done().await?)
}

/// Tells one client. Whether that changed anything.
async fn tell(
    floor: &Floor,
    by: Asker,
    client: ClientId,
    known: &Absence,
    cover: Option<&Colleague>,
    here: &[Colleague],
) -> Result<bool, AbsenceRefused> {
    let vault = &floor.vault;
    let decided = vault.decide(by, client, OPENS, Purpose::Assignment).await?;
    let access = decided.map_err(|_| AbsenceRefused::NotAllowed)?;
    let act = Act::open(vault, access).await?;
    floor
        .attempt(act, |mut act| async move {
            let happened = announce(&mut act, known, cover, here).await?;
            let changed = !happened.is_empty();
            Ok::<_, AbsenceRefused>((act, changed, happened))
        })
        .await?
}

/// In one client's record: what is announced, and who becomes their therapist for that time.
async fn announce(
    act: &mut Act,
    known: &Absence,
    cover: Option<&Colleague>,
    here: &[Colleague],
) -> Result<Vec<Happened>, AbsenceRefused> {
    let facts = act.standing().await?;
    if !works_with(&facts, known) {
        return Ok(Vec::new());
    }
    let (id, now, whose) = (act.id_for(ANNOUNCED, known.id), act.now(), act.whose());
    let was = act.find::<AnnouncedV1>(id).await?;
    let refused = |person: PersonId| {
        let declined = was.as_ref().is_some_and(|kept| kept.value.declined(person));
        declined || facts.conflicts.contains(&person) || person == whose.person()
    };
    let cover = cover
        .filter(|one| !refused(one.person) && !is_named(&facts, &one.name))
        .map(|one| one.person);
    let leave = was.as_ref().is_some_and(|kept| {
        let works_here = |person| one(here, person).is_some();
        let stands = still_stands(&facts, &kept.value, now).is_some_and(works_here);
        stands || cover.is_none() || kept.value.choice() == Some(ChoiceV1::Nobody)
    });
    if leave {
        return Ok(Vec::new());
    }
    let stands = cover.map(|cover| stands_in(&facts, cover, known, now));
    let works_anyway = stands.as_ref().is_some_and(Option::is_none);
    if let Some(Some(relation)) = stands {
        // Whoever stood in before and cannot any more does not come back by it.
        let before = was.as_ref().map(|kept| &kept.value);
        let ended = before.and_then(|told| ended_cover(&facts, told, now));
        let mut changed = ended.unwrap_or_else(|| facts.clone());
        changed.relations.push(relation);
        act.set_standing(&changed).await?;
    }
    let said = was.as_ref().map(|kept| kept.value.said.clone());
    let announced = AnnouncedV1 {
        absence: *known.id.bytes(),
        away: *known.of().bytes(),
        from: known.kept.from,
        until: known.kept.until,
        reason: known.kept.reason.clone(),
        cover: cover.map(|person| *person.bytes()),
        cover_from: known.starts().max(now).millis(),
        works_anyway,
        at: now.millis(),
        said: said.unwrap_or_default(),
        ended: None,
    };
    match &was {
        None => act.keep(id, &announced)?,
        Some(was) => act.amend(was, &announced)?,
    }
    let stands = if cover.is_some() {
        StandsV1::Covered
    } else {
        StandsV1::Without
    };
    count(act, known.id, stands, false).await?;
    Ok(vec![Happened::AbsenceAnnounced {
        client: whose,
        away: known.of(),
        cover,
    }])
}

/// Who stands in as the record has it: not whoever the client has named since as someone for whom
/// they do not exist, and not whose relation was ended.
pub(crate) fn still_stands(facts: &Facts, told: &AnnouncedV1, now: Moment) -> Option<PersonId> {
    let holds = |cover: &PersonId| {
        let works = facts.relations.iter().any(|relation| {
            relation.person == *cover
                && relation.kind == RelationKind::Therapist
                && relation.until.is_none_or(|until| now < until)
        });
        works && !facts.conflicts.contains(cover)
    };
    told.cover().filter(holds)
}

/// Whether whoever is away is this client's therapist in that time.
fn works_with(facts: &Facts, known: &Absence) -> bool {
    facts.relations.iter().any(|relation| {
        relation.person == known.of()
            && relation.kind == RelationKind::Therapist
            && relation.from < known.until()
            && relation.until.is_none_or(|until| known.starts() < until)
    })
}

/// The relation to be begun; `None` if they work with the client through all of it anyway.
fn stands_in(facts: &Facts, cover: PersonId, known: &Absence, now: Moment) -> Option<Relation> {
    let from = known.starts().max(now);
    let anyway = facts.relations.iter().any(|relation| {
        relation.person == cover
            && relation.kind == RelationKind::Therapist
            && relation.from <= from
            && relation.until.is_none_or(|until| known.until() <= until)
    });
    (!anyway).then_some(Relation {
        person: cover,
        kind: RelationKind::Therapist,
        from,
        until: Some(known.until()),
    })
}

/// Counts how it stands with this client's cover.
pub(super) async fn count(
    act: &mut Act,
    absence: RecordId,
    stands: StandsV1,
    answered: bool,
) -> Result<(), ReadError> {
    let name = cover_name(absence, act.whose());
    let id = act.directory_id(COVER, &name).await?;
    let was = act.directory_find::<CoverV1>(id).await?;
    let cover = CoverV1 {
        absence: *absence.bytes(),
        stands,
        answered,
    };
    let after = was.map_or(0, |kept| kept.version);
    act.keep_in_directory(id, after, &cover).await
}
