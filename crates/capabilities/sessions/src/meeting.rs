//! A session itself: when, how long, where, with whom, and what is planned.

pub(crate) mod page;

use crate::booked::{Booking, book};
use crate::stored::PlacedV1;
use crate::whole::All;
use care::{Happened, Line, MINUTE, Moment, PersonId, RecordId, Section};
use sealed::{Act, Kept, Listing, ReadError, Stored};
use serde::{Deserialize, Serialize};

/// The stored shape of a session.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionV1 {
    /// When it starts, in milliseconds since the epoch.
    pub starts_at: i64,
    /// How long it is meant to last, in minutes.
    pub minutes: u16,
    /// Where.
    pub place: String,
    /// The practitioner it is with.
    pub with: [u8; 16],
    /// What is planned, in a line. May be empty.
    pub plan: String,
}

impl Stored for SessionV1 {
    const KIND: &'static str = "session";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Sessions;
}

impl SessionV1 {
    /// When it starts.
    pub const fn starts(&self) -> Moment {
        Moment::from_millis(self.starts_at)
    }

    /// When it is meant to end.
    pub fn ends(&self) -> Moment {
        self.starts() + i64::from(self.minutes) * MINUTE
    }

    /// When, where and with whom.
    pub(crate) fn placed(&self) -> PlacedV1 {
        PlacedV1 {
            starts_at: self.starts_at,
            minutes: self.minutes,
            place: self.place.clone(),
            with: self.with,
        }
    }

    /// The practitioner it is with.
    pub const fn practitioner(&self) -> PersonId {
        PersonId::from_bytes(self.with)
    }
}

/// A session to be planned.
pub struct NewSession {
    /// When it starts.
    pub starts: Moment,
    /// How long, in minutes: 10 to 240.
    pub minutes: u16,
    /// Where.
    pub place: Line<80>,
    /// What is planned.
    pub plan: Option<Line<200>>,
}

/// Why a session was not planned.
#[derive(Debug, thiserror::Error)]
pub enum PlanRefused {
    /// It would have begun already.
    #[error("a session is planned for a time to come")]
    InThePast,
    /// It is too short or too long.
    #[error("a session lasts between 10 minutes and 4 hours")]
    Length,
    /// There is already a session with this client at that time.
    #[error("there is already a session at that time")]
    Overlaps,
    /// The practitioner has a session with someone else at that time.
    #[error("you have another session at that time")]
    Elsewhere,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Plans a session. The practitioner who plans it is the one it is with.
pub async fn plan(
    act: &mut Act,
    id: RecordId,
    new: &NewSession,
) -> Result<Vec<Happened>, PlanRefused> {
    if new.starts <= act.now() {
        return Err(PlanRefused::InThePast);
    }
    record(act, id, new).await
}

/// Writes a session down, also one that has been: for bringing an earlier record over.
pub async fn record(
    act: &mut Act,
    id: RecordId,
    new: &NewSession,
) -> Result<Vec<Happened>, PlanRefused> {
    if !(10..=240).contains(&new.minutes) {
        return Err(PlanRefused::Length);
    }
    let session = SessionV1 {
        starts_at: new.starts.millis(),
        minutes: new.minutes,
        place: new.place.as_str().to_owned(),
        with: *act.by().bytes(),
        plan: new
            .plan
            .as_ref()
            .map(|plan| plan.as_str().to_owned())
            .unwrap_or_default(),
    };
    let mut all = All::read(act).await?;
    if all.overlaps(None, session.starts(), session.ends()) {
        return Err(PlanRefused::Overlaps);
    }
    if session.ends() > act.now() {
        let placed = session.placed();
        if book(act, id, None, Some(&placed)).await? == Booking::Elsewhere {
            return Err(PlanRefused::Elsewhere);
        }
    }
    act.keep(id, &session)?;
    let ends = session.ends();
    all.add(Kept {
        record: id,
        version: 1,
        at: act.now(),
        value: session,
    });
    all.note(act).await?;
    Ok(vec![Happened::SessionPlanned {
        client: act.whose(),
        session: id,
        starts: new.starts,
        ends,
        with: act.by(),
    }])
}

/// The sessions, in the order they take place.
pub fn in_order(listing: Listing<SessionV1>) -> Vec<Kept<SessionV1>> {
    let mut sessions = listing.kept;
    sessions.sort_by_key(|session| session.value.starts_at);
    sessions
}

/// The next of these sessions that has not ended, also where it was called off: for those that
/// [`crate::coming`] gives.
pub fn next(sessions: &[Kept<SessionV1>], now: Moment) -> Option<&Kept<SessionV1>> {
    sessions.iter().find(|session| session.value.ends() > now)
}
