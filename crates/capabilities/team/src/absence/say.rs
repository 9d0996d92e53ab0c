//! Saying that one will be away. It changes nothing for any client until a lead confirms it.

use super::rules::{Span, can_cover, wrong_cover, wrong_span};
use super::stored::AbsenceV1;
use super::{AbsenceRefused, absences};
use crate::folk::{Colleague, leads, one};
use care::{Line, Moment, PersonId, RecordId};
use sealed::{Notice, Vault};

/// An absence to be said.
pub struct NewAbsence {
    /// The id its form carries, so that sending it twice says it once.
    pub id: RecordId,
    /// Who will be away.
    pub of: PersonId,
    /// From when until when.
    pub span: Span,
    /// Why, in words their clients will read.
    pub reason: Line<300>,
    /// Who could stand in.
    pub cover: Option<PersonId>,
}

/// Says that someone will be away: they themselves, or a lead for someone who cannot. The leads
/// hear that something waits. `today`: the moment the service's day began.
///
/// # Errors
/// As [`AbsenceRefused`] says.
pub async fn say(
    vault: &Vault,
    by: PersonId,
    here: &[Colleague],
    new: NewAbsence,
    today: Moment,
) -> Result<(), AbsenceRefused> {
    let by_lead = leads(here, by);
    let is_therapist = one(here, new.of).is_some_and(|colleague| can_cover(colleague.role));
    if !is_therapist || (new.of != by && !by_lead) {
        return Err(AbsenceRefused::NotAllowed);
    }
    let all = absences(vault).await?;
    if all.iter().any(|one| one.id == new.id && one.of() == new.of) {
        // Sent twice.
        return Ok(());
    }
    let mut wrong = wrong_span(new.of, new.span, &all, today);
    let cover = new.cover;
    wrong.extend(cover.and_then(|cover| wrong_cover(new.of, new.span, cover, &all, here)));
    if !wrong.is_empty() {
        return Err(AbsenceRefused::Wrong(wrong));
    }
    let now = vault.now();
    let absence = AbsenceV1 {
        of: *new.of.bytes(),
        from: new.span.from.millis(),
        until: new.span.until.millis(),
        reason: new.reason.as_str().to_owned(),
        proposed: new.cover.map(|person| *person.bytes()),
        said_by: *by.bytes(),
        said: now.millis(),
        confirmed: None,
        beyond: 0,
        back: None,
        ended: None,
    };
    let mut change = vault.directory_change();
    change.keep(new.id, 0, &absence).await?;
    let others = here.iter().filter(|one| leads(here, one.person));
    for lead in others.filter(|one| one.person != by) {
        change
            .tell(lead.person, Notice::SomethingWaits, now)
            .await?;
    }
    Ok(change.done().await?)
}
