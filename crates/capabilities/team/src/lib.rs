//! The care team: who belongs to it, who stands in while someone is away, who holds what, and when
//! each was last in contact.
//!
//! Read in this order: [`absence`](say) (a practitioner says that they will be away), [`confirm`]
//! (a lead says who stands in, and each client hears of it with a choice), [`choose`] (what the
//! client says to it), [`contact`] (who was last in contact), then the pages. Only a lead and the
//! client change who works with whom; what is said here goes the same way.

mod absence;
mod folk;
mod gist;
mod holdings;
mod page;
mod supervision;
mod taken;
mod teams;

pub use absence::{
    Absence, AbsenceRefused, AbsenceV1, AnnouncedV1, Away, ChoiceV1, Confirmed, ConfirmedV1,
    Counts, CoverV1, LONGEST, NewAbsence, SaidV1, Span, StandsV1, Told, Uncovered, WrongAbsence,
    absence, absences, announced, announcements, away, back, choose, confirm, counts, end, say,
    without_cover,
};
pub use folk::{Colleague, Staff};
pub use gist::{TeamGistV1, contact};
pub use holdings::{Held, HeldKind, Holdings};
pub use supervision::{SupervisionV1, supervise, supervisors_of};
pub use taken::taken;
pub use teams::{MEMBERS_MOST, Team, TeamRefused, TeamV1, forget_team, keep_team, teams, teams_at};

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 5] = [
    Kind::of::<AnnouncedV1>(),
    Kind::in_directory::<AbsenceV1>(),
    Kind::in_directory::<CoverV1>(),
    Kind::in_directory::<TeamV1>(),
    Kind::in_directory::<SupervisionV1>(),
];

/// The routes for staff: teams and absences for a lead, one's own absence, the team of one client.
pub fn routes(staff: &Arc<dyn Staff>, holdings: &Arc<dyn Holdings>) -> Routes {
    page::lead::routes(staff)
        .and(page::own::routes(staff))
        .and(page::teams::routes(staff))
        .and(page::staff::routes(staff, holdings))
}

/// The client's screen, and what they say to who stands in.
pub fn screens(staff: &Arc<dyn Staff>) -> Screens {
    page::client::screens(staff)
}
