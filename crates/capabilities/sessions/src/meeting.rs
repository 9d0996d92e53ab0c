//! A session itself: when, how long, where, with whom, and what is planned.

pub(crate) mod page;

use care::{Happened, Line, MINUTE, Meeting, Moment, PersonId, RecordId, Section};
use sealed::{Act, Kept, Listing, ReadError, Stored};
use serde::{Deserialize, Serialize};

use crate::gist::SessionsGistV1;

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
    let listing = act.latest::<SessionV1>().await?;
    let overlaps = |other: &Kept<SessionV1>| {
        session.starts() < other.value.ends() && other.value.starts() < session.ends()
    };
    if listing.kept.iter().any(overlaps) {
        return Err(PlanRefused::Overlaps);
    }
    act.keep(id, &session)?;
    let ends = session.ends();
    let mut all = in_order(listing);
    all.push(Kept {
        record: id,
        version: 1,
        at: act.now(),
        value: session,
    });
    all.sort_by_key(|session| session.value.starts_at);
    let mut gist = act.gist::<SessionsGistV1>().await?.unwrap_or_default();
    gist.set_sessions(&all, act.now());
    act.set_gist(&gist).await?;
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

/// The sessions of this client, as others than this capability must know them, in the order they
/// take place; and how many are damaged. The act opens [`Section::Sessions`].
///
/// # Errors
/// If they cannot be read.
pub async fn meetings(act: &Act) -> Result<(Vec<Meeting>, usize), ReadError> {
    let listing = act.latest::<SessionV1>().await?;
    let damaged = listing.damaged.len();
    let meetings = in_order(listing).iter().map(meeting).collect();
    Ok((meetings, damaged))
}

fn meeting(kept: &Kept<SessionV1>) -> Meeting {
    Meeting {
        session: kept.record,
        version: kept.version,
        starts: kept.value.starts(),
        ends: kept.value.ends(),
        with: kept.value.practitioner(),
        takes_place: true,
    }
}

/// The next session that has not ended.
pub fn next(sessions: &[Kept<SessionV1>], now: Moment) -> Option<&Kept<SessionV1>> {
    sessions.iter().find(|session| session.value.ends() > now)
}
