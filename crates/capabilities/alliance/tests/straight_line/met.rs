//! Sessions as these tests keep them: the capability that keeps them in the program is another.

use alliance::{Meetings, Met};
use care::{MINUTE, Meeting, Moment, RecordId, Section};
use sealed::engine::Pending;
use sealed::{Act, ReadError, Stored};
use serde::{Deserialize, Serialize};
use testing::RUTH;

/// A session of fifty minutes with Ruth that begins at this time.
#[derive(Serialize, Deserialize)]
struct MeetingV1 {
    starts_at: i64,
}

impl Stored for MeetingV1 {
    const KIND: &'static str = "meeting of a test";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Sessions;
}

/// Where these tests keep their sessions.
pub(crate) struct Sessions;

impl Meetings for Sessions {
    fn meetings<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<Met, ReadError>> {
        Box::pin(async move {
            let listing = act.latest::<MeetingV1>().await?;
            let one = |kept: &sealed::Kept<MeetingV1>| Meeting {
                session: kept.record,
                version: kept.version,
                starts: Moment::from_millis(kept.value.starts_at),
                ends: Moment::from_millis(kept.value.starts_at) + 50 * MINUTE,
                with: RUTH,
                takes_place: true,
            };
            let mut meetings: Vec<Meeting> = listing.kept.iter().map(one).collect();
            meetings.sort_by_key(|meeting| meeting.starts);
            Ok(Met {
                meetings,
                damaged: listing.damaged.len(),
            })
        })
    }
}

/// Keeps a session that begins then.
pub(crate) fn meets(act: &mut Act, starts: Moment) -> RecordId {
    let session = act.mint();
    let starts_at = starts.millis();
    act.keep(session, &MeetingV1 { starts_at }).unwrap();
    session
}
