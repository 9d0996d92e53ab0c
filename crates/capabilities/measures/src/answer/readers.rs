//! Who reads what a client sends, so that a screen names someone who can, and says so where there is
//! nobody.

use care::PersonId;
use pages::treating;
use sealed::{Act, ReadError};

/// Who is named as the one who reads it: whoever asked, while they treat the client; otherwise one
/// who does. `None`: nobody does now.
pub(crate) async fn reader(
    act: &mut Act,
    asked_by: Option<PersonId>,
) -> Result<Option<PersonId>, ReadError> {
    let treating = treating(act).await?;
    let asked = asked_by.filter(|person| treating.contains(person));
    Ok(asked.or_else(|| treating.first().copied()))
}
