//! What others ask of the agreement in force: by when an answer comes, and what matters in the
//! room. What was left open is absent, never a default.

use crate::written::{VersionV1, agreement};
use forms::StoredAnswers;
use pages::Words;
use pages::form_view::{Said, parts};
use sealed::{Act, Kept, ReadError};

/// The version in force, if both sides ever signed one. The act must open the relationship.
///
/// # Errors
/// As for [`agreement`].
pub async fn in_force(act: &Act) -> Result<Option<Kept<VersionV1>>, ReadError> {
    let agreement = agreement(act).await?;
    Ok(agreement.in_force().cloned())
}

/// Within how many hours a message gets its answer, as agreed. `None`: left open, or nothing is in
/// force. The act must open the relationship.
///
/// # Errors
/// As for [`agreement`].
pub async fn reply_within(act: &Act) -> Result<Option<u16>, ReadError> {
    let kept = in_force(act).await?;
    Ok(kept.and_then(|kept| hours(&kept.value.answers)))
}

fn hours(answers: &StoredAnswers) -> Option<u16> {
    let hours = answers.get("reply_hours")?.integer()?;
    u16::try_from(hours).ok().filter(|hours| *hours > 0)
}

/// The parts that matter in the room, in the order to be read there.
const IN_THE_ROOM: [&str; 2] = ["words", "room"];

/// Words to leave out, what helps, touch, space and seating, as agreed: a label and its words each.
/// The act must open the relationship.
///
/// # Errors
/// As for [`agreement`].
pub async fn room_lines(act: &Act, words: Words) -> Result<Vec<Said>, ReadError> {
    let (Some(form), Some(kept)) = (crate::form(), in_force(act).await?) else {
        return Ok(Vec::new());
    };
    kept.value.response()?;
    let all = parts(form, &kept.value.answers, words);
    let of = |name: &&str| all.iter().find(|part| part.link_id == *name);
    let found = IN_THE_ROOM.iter().filter_map(of);
    Ok(found.flat_map(|part| part.lines.clone()).collect())
}
