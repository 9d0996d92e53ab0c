//! What the directory is told of a rupture, in the act that changes it: by when someone is to look,
//! and what is counted. What is for the client alone is not even counted.

use super::rules::readable_from;
use super::stored::{FollowUpV1, RuptureDueV1, RuptureTallyV1};
use crate::audience::AudienceV1;
use care::{Moment, RecordId};
use sealed::{Act, ReadError};

/// What is counted, unless only the client may know.
pub(super) fn tally(follow_up: &FollowUpV1) -> Option<RuptureTallyV1> {
    if follow_up.audience == AudienceV1::Nobody {
        return None;
    }
    let opened = Moment::from_millis(follow_up.opened_at);
    let readable = readable_from(&follow_up.audience, opened);
    Some(RuptureTallyV1 {
        by: follow_up.answerer.filter(|_| readable.is_some()),
        opened_at: follow_up.opened_at,
        readable_at: readable.map(Moment::millis),
        answered_at: follow_up.answered_at,
        closed_at: follow_up.closed_at,
        unrepaired_at: follow_up.unrepaired_at,
    })
}

/// By when whoever treats the client is to look, if it is for them.
pub(super) fn due(act: &Act, follow_up: &FollowUpV1) -> Option<RuptureDueV1> {
    let opened = Moment::from_millis(follow_up.opened_at);
    readable_from(&follow_up.audience, opened)?;
    Some(RuptureDueV1 {
        client: *act.whose().bytes(),
        rupture: follow_up.rupture,
        due_at: follow_up.due_at,
        told: follow_up.prompted_at.is_some(),
        ended: follow_up.answered_at.is_some() || follow_up.closed_at.is_some(),
    })
}

/// Tells the directory, if there is anything new to tell. `was`: what it was told from before.
pub(super) async fn note(
    act: &mut Act,
    was: Option<&FollowUpV1>,
    follow_up: &mut FollowUpV1,
) -> Result<(), ReadError> {
    let (tally_now, due_now) = (tally(follow_up), due(act, follow_up));
    let tallied = was.and_then(tally) == tally_now;
    let timed = was.and_then(|was| due(act, was)) == due_now;
    let rupture = RecordId::from_bytes(follow_up.rupture);
    if let Some(tally) = tally_now.filter(|_| !tallied) {
        let id = act.id_for("rupture tally", rupture);
        act.keep_in_directory(id, follow_up.tallied, &tally).await?;
        follow_up.tallied = follow_up.tallied.saturating_add(1);
    }
    if let Some(due) = due_now.filter(|_| !timed) {
        let id = act.id_for("rupture due", rupture);
        act.keep_in_directory(id, follow_up.timed, &due).await?;
        follow_up.timed = follow_up.timed.saturating_add(1);
    }
    Ok(())
}
