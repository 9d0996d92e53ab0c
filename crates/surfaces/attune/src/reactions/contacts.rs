//! Who was in contact with a client last: whoever held a session, wrote or answered a message, or
//! wrote a note they read.

use care::{Happened, Moment, PersonId, Section};
use sealed::{Act, ReadError};

/// Notes the contact that this was, if it was one.
pub(super) async fn note(act: &mut Act, happened: &Happened) -> Result<(), ReadError> {
    let Some((person, at)) = contact(happened, act.by(), act.now()) else {
        return Ok(());
    };
    // Their own steps are no contact of anyone's. What does not open the overview leaves no date
    // there; nothing that is a contact does so.
    let by_client = person == act.whose().person();
    let opens = act.access().may_write() && act.access().sections().has(Section::Overview);
    if by_client || !opens {
        return Ok(());
    }
    team::contact(act, person, at).await
}

fn contact(happened: &Happened, by: PersonId, now: Moment) -> Option<(PersonId, Moment)> {
    match happened {
        Happened::SessionHeld { with, began, .. } => Some((*with, *began)),
        Happened::MessageSent { by, .. } | Happened::MessageAnswered { by, .. } => Some((*by, now)),
        Happened::NoteWritten { .. } => Some((by, now)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{ClientId, RecordId};

    const AMAL: PersonId = PersonId::from_bytes([1; 16]);
    const RUTH: PersonId = PersonId::from_bytes([2; 16]);
    const BEN: PersonId = PersonId::from_bytes([3; 16]);

    #[test]
    fn holding_a_session_writing_and_answering_are_contacts_of_whoever_did_it() {
        let (client, one) = (ClientId::of(AMAL), RecordId::from_bytes([9; 16]));
        let (began, now) = (Moment::from_millis(5), Moment::from_millis(9));
        let held = Happened::SessionHeld {
            client,
            session: one,
            with: BEN,
            starts: began,
            began,
        };
        let sent = |by| Happened::MessageSent {
            client,
            message: one,
            by,
            to: Vec::new(),
            reply_by: None,
        };
        let answered = Happened::MessageAnswered {
            client,
            message: one,
            by: BEN,
        };
        let written = Happened::NoteWritten {
            client,
            note: one,
            session: None,
        };
        let planned = Happened::MeasuresPlanned { client };
        for (happened, is) in [
            // Written down by Ruth, held by Ben, then.
            (held, Some((BEN, began))),
            (sent(RUTH), Some((RUTH, now))),
            // Dropped by whoever notes it: a client is in contact with themself.
            (sent(AMAL), Some((AMAL, now))),
            (answered, Some((BEN, now))),
            (written, Some((RUTH, now))),
            (planned, None),
        ] {
            assert_eq!(contact(&happened, RUTH, now), is);
        }
    }
}
