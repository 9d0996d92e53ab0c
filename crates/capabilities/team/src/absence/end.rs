//! Coming back early. Whoever was away says so; a lead ends the cover, because only a lead and the
//! client change who works with whom. What nobody ends, ends by itself at the time that was said.

use super::choose::end_cover;
use super::confirm::{Told, count, note_beyond};
use super::stored::{Absence, AbsenceV1, AnnouncedV1, StandsV1};
use super::{ANNOUNCED, AbsenceRefused, OPENS, absence};
use crate::folk::{Colleague, leads};
use care::{Asker, ClientId, PersonId, Purpose, RecordId, Role};
use pages::Floor;
use sealed::{Act, Notice, ReadError, Vault};
use std::collections::BTreeSet;

/// Whoever was to be away says that they are there. An absence that nobody has confirmed is over
/// with that; otherwise the lead who confirmed it hears that something waits.
///
/// # Errors
/// As [`AbsenceRefused`] says.
pub async fn back(vault: &Vault, by: PersonId, id: RecordId) -> Result<(), AbsenceRefused> {
    let now = vault.now();
    let known = absence(vault, id).await?.ok_or(AbsenceRefused::Nothing)?;
    if known.of() != by {
        return Err(AbsenceRefused::NotAllowed);
    }
    if known.is_back() || known.is_ended() {
        return Ok(());
    }
    if known.is_over(now) {
        return Err(AbsenceRefused::Nothing);
    }
    let confirmed = known.confirmed();
    let kept = AbsenceV1 {
        back: confirmed.map(|_| now.millis()),
        ended: confirmed.is_none().then(|| now.millis()),
        ..known.kept
    };
    let mut change = vault.directory_change();
    change.keep(known.id, known.version, &kept).await?;
    if let Some(confirmed) = confirmed {
        let waits = Notice::SomethingWaits;
        change.tell(confirmed.by, waits, now).await?;
    }
    Ok(change.done().await?)
}

/// A lead ends an absence before its time: whoever stood in opens nothing of it any more. Again, for
/// those whom another lead could not reach.
///
/// # Errors
/// As [`AbsenceRefused`] says. What was done for some clients stays done.
pub async fn end(
    floor: &Floor,
    by: Asker,
    here: &[Colleague],
    id: RecordId,
) -> Result<Told, AbsenceRefused> {
    let (vault, now) = (&floor.vault, floor.vault.now());
    if by.role != Role::ServiceLead || !leads(here, by.person) {
        return Err(AbsenceRefused::NotAllowed);
    }
    let known = absence(vault, id).await?.ok_or(AbsenceRefused::Nothing)?;
    if known.until() <= now {
        return Err(AbsenceRefused::Nothing);
    }
    let known = if known.is_ended() {
        known
    } else {
        let kept = AbsenceV1 {
            ended: Some(now.millis()),
            ..known.kept
        };
        let mut change = vault.directory_change();
        change.keep(known.id, known.version, &kept).await?;
        change.done().await?;
        Absence {
            id: known.id,
            version: known.version.saturating_add(1),
            kept,
        }
    };
    let mut told = Told::default();
    for client in reached(vault, &known, here).await? {
        match end_for(floor, by, client, &known).await {
            Ok(true) => told.told += 1,
            Ok(false) => {}
            Err(AbsenceRefused::NotAllowed | AbsenceRefused::Read(ReadError::Damaged(_))) => {
                told.beyond += 1;
            }
            Err(error) => return Err(error),
        }
    }
    note_beyond(floor, &known, told.beyond).await?;
    Ok(told)
}

/// Everyone whom the absence can have reached: the clients of whoever was away, and, because
/// relations end meanwhile, those of everyone who can stand in.
async fn reached(
    vault: &Vault,
    known: &Absence,
    here: &[Colleague],
) -> Result<BTreeSet<ClientId>, ReadError> {
    let covers = here.iter().filter(|one| super::can_cover(one.role));
    let people = covers.map(|one| one.person).chain([known.of()]);
    let mut all = BTreeSet::new();
    for person in people.collect::<BTreeSet<_>>() {
        let role = Role::Therapist;
        all.extend(vault.caseload(Asker { person, role }).await?);
    }
    let mut told = BTreeSet::new();
    for client in all {
        let name = super::cover_name(known.id, client);
        let entry = vault.directory_id(super::COVER, &name).await?;
        let cover = vault.directory_find::<super::CoverV1>(entry).await?;
        if cover.is_some_and(|kept| kept.value.stands != StandsV1::Over) {
            told.insert(client);
        }
    }
    Ok(told)
}

async fn end_for(
    floor: &Floor,
    by: Asker,
    client: ClientId,
    known: &Absence,
) -> Result<bool, AbsenceRefused> {
    let vault = &floor.vault;
    let decided = vault.decide(by, client, OPENS, Purpose::Assignment).await?;
    let access = decided.map_err(|_| AbsenceRefused::NotAllowed)?;
    let act = Act::open(vault, access).await?;
    floor
        .attempt(act, |mut act| async move {
            let changed = end_in(&mut act, known).await?;
            Ok::<_, AbsenceRefused>((act, changed, Vec::new()))
        })
        .await?
}

/// In one client's record: the cover ends, and the client hears that something has changed.
async fn end_in(act: &mut Act, known: &Absence) -> Result<bool, AbsenceRefused> {
    let record = act.id_for(ANNOUNCED, known.id);
    let Some(was) = act.find::<AnnouncedV1>(record).await? else {
        return Ok(false);
    };
    let now = act.now();
    if was.value.is_over(now) {
        return Ok(false);
    }
    end_cover(act, &was).await?;
    let ended = AnnouncedV1 {
        ended: Some(now.millis()),
        ..was.value.clone()
    };
    act.amend(&was, &ended)?;
    count(act, known.id, StandsV1::Over, true).await?;
    let client = act.whose().person();
    act.post(client, Notice::SomethingWaits, now).await?;
    Ok(true)
}
