//! What follows for ruptures: who is asked to look hears, the client sees that someone looked, and
//! sessions that were held, or called off too late, count.

use super::tell_client;
use care::Happened;
use sealed::{Act, Notice, ReadError};

/// Notes what happened where it matters to a rupture.
pub(super) async fn note(act: &mut Act, happened: &Happened) -> Result<(), ReadError> {
    match happened {
        Happened::RuptureToSupervision { tell, .. } => {
            let now = act.now();
            for person in tell {
                act.post(*person, Notice::SomethingWaits, now).await?;
            }
            Ok(())
        }
        Happened::RuptureLookedAt { .. } => tell_client(act).await,
        Happened::SessionHeld {
            session, starts, ..
        } => alliance::session_held(act, *session, *starts).await,
        // Called off after it was to begin it is a promise broken, and comes by that way.
        Happened::SessionCancelled {
            session,
            starts,
            by_client: false,
            ..
        } if act.now() <= *starts => alliance::called_off(act, *session, *starts, None).await,
        _ => Ok(()),
    }
}
