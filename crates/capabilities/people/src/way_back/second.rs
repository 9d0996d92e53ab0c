//! Who hands over what somebody else began.
//!
//! A new way in opens a whole record, and by way of a therapist a whole caseload. So it takes two:
//! whoever began it never makes the code. Where a client has a therapist, one of the two is the
//! therapist and the other a service lead, who answer to different people. And neither is made up
//! for the purpose: the second one has been here for a week. With one person only in the whole
//! service it cannot be done, and the page says so.

use super::{OPENS, WayBack};
use crate::directory::{self, Person};
use care::{Asker, Basis, ClientId, DAY, PersonId, Purpose, RelationKind, Role};
use sealed::{ReadError, Vault};

/// How long someone has been here before they can be the second: this project's own choice, as long
/// as a code holds.
pub(crate) const KNOWN_AFTER: i64 = 7 * DAY;

fn is_known_at(person: &Person, vault: &Vault) -> bool {
    let now = vault.now();
    person.is_here(now) && now - person.since >= KNOWN_AFTER
}

/// Whether someone has been here long enough to be the second.
pub(crate) async fn is_known(vault: &Vault, person: PersonId) -> Result<bool, ReadError> {
    let found = directory::person(vault, person).await?;
    Ok(found.is_some_and(|found| is_known_at(&found, vault)))
}

/// Whether this one may hand over what another began for that person. That they may at all was
/// decided when the record was opened.
pub(crate) async fn hands_over(
    vault: &Vault,
    by: Asker,
    person: &Person,
    way: &WayBack,
) -> Result<bool, ReadError> {
    if by.person == way.began_by || !is_known(vault, by.person).await? {
        return Ok(false);
    }
    if person.role != Role::Client || !has_therapist(vault, person.person).await? {
        return Ok(true);
    }
    let began = directory::person(vault, way.began_by).await?;
    let began_by_lead = began.is_none_or(|began| began.role == Role::ServiceLead);
    Ok(began_by_lead != (by.role == Role::ServiceLead))
}

/// Whether a client has a therapist who could be one of the two.
async fn has_therapist(vault: &Vault, client: PersonId) -> Result<bool, ReadError> {
    let (staff, _) = directory::staff(vault).await?;
    let could = |one: &&Person| one.role == Role::Therapist && is_known_at(one, vault);
    for therapist in staff.iter().filter(could) {
        let asker = Asker {
            person: therapist.person,
            role: therapist.role,
        };
        let whose = ClientId::of(client);
        let decided = vault
            .decide(asker, whose, OPENS, Purpose::Treatment)
            .await?;
        let theirs = Basis::Relation(RelationKind::Therapist);
        if decided.is_ok_and(|access| access.basis() == theirs) {
            return Ok(true);
        }
    }
    Ok(false)
}
