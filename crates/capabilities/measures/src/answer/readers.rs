//! Who reads what a client sends, so that a screen names someone who can, and says so where there is
//! nobody.

use care::{PersonId, RelationKind};
use sealed::{Act, ReadError};

/// Those who treat the client now, whoever has for longest first. The act opens Consent.
pub(crate) async fn therapists(act: &mut Act) -> Result<Vec<PersonId>, ReadError> {
    let now = act.now();
    let facts = act.standing().await?;
    let mut treating: Vec<_> = facts
        .relations
        .iter()
        .filter(|relation| relation.kind == RelationKind::Therapist)
        .filter(|relation| relation.from <= now && relation.until.is_none_or(|until| now < until))
        .filter(|relation| !facts.conflicts.contains(&relation.person))
        .collect();
    treating.sort_by_key(|relation| relation.from);
    Ok(treating.iter().map(|relation| relation.person).collect())
}

/// Who is named as the one who reads it: whoever asked, while they treat the client; otherwise one
/// who does. `None`: nobody does now.
pub(crate) async fn reader(
    act: &mut Act,
    asked_by: Option<PersonId>,
) -> Result<Option<PersonId>, ReadError> {
    let treating = therapists(act).await?;
    let asked = asked_by.filter(|person| treating.contains(person));
    Ok(asked.or_else(|| treating.first().copied()))
}
