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
        Happened::MessageSent { by, .. } | Happened::MessageAnswered { by, .. } => {
            Some((*by, now))
        }
        Happened::NoteWritten { .. } => Some((by, now)),
        _ => None,
    }
}
