//! The course of a relationship: every session with its check-in, or without, and what happened
//! meanwhile. Whoever looks sees what was meant for them.

use crate::check_in::CheckInV1;
use crate::meetings::Meetings;
use crate::rupture::rules::scale;
use crate::rupture::{RuptureV1, SaidV1};
use care::{DAY, Moment, RecordId};
use insight::{Chart, Outcome};
use sealed::{Act, Kept, ReadError};
use std::collections::BTreeMap;

/// How many earlier scores one's own range needs (evidence: rule S2).
const OWN_HISTORY: usize = 4;

/// One session on the time axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CoursePoint {
    /// When the session began.
    pub at: Moment,
    /// The score in hundredths; `None`: not answered, or not meant for whoever looks.
    pub score: Option<u16>,
    /// Whether the record noticed something about this session.
    pub noticed: bool,
}

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Someone said that something felt wrong.
    Rupture,
    /// The record noticed a change.
    Noticed,
    /// The practitioner answered.
    Answered,
    /// A repair was offered.
    Offered,
    /// The client said "not yet".
    NotYet,
    /// The client closed it.
    Closed,
}

impl What {
    /// The message catalogue's word for it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rupture => "rupture",
            Self::Noticed => "noticed",
            Self::Answered => "answered",
            Self::Offered => "offered",
            Self::NotYet => "not-yet",
            Self::Closed => "closed",
        }
    }
}

/// Something that happened, on the time axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CourseEvent {
    /// When.
    pub at: Moment,
    /// What.
    pub what: What,
}

/// The course of a relationship.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Course {
    /// Every session that has begun, in order.
    pub points: Vec<CoursePoint>,
    /// The client's own usual range on 0 to 10, once there are enough scores.
    pub usual: Option<(f64, f64)>,
    /// Whether the scores are all at the top, so that only asking helps.
    pub ceiling: bool,
    /// What happened.
    pub events: Vec<CourseEvent>,
    /// Standard deviation of the days between sessions in hundredths, and how many sessions.
    pub regularity: Option<(u16, usize)>,
    /// Records that are there and do not open.
    pub damaged: usize,
}

/// The course, for someone who may open the sessions.
///
/// # Errors
/// If something cannot be read.
pub async fn course(act: &Act, meetings: &dyn Meetings) -> Result<Course, ReadError> {
    let met = meetings.meetings(act).await?;
    let took_place = met.meetings.iter().filter(|meeting| meeting.takes_place);
    let begun = took_place
        .clone()
        .filter(|meeting| meeting.starts <= act.now());
    let at = begun.map(|meeting| (meeting.session, meeting.starts));
    let mut course = made(act, at.collect()).await?;
    course.damaged += met.damaged;
    let ended: Vec<i32> = took_place
        .filter(|meeting| meeting.ends <= act.now())
        .filter_map(|meeting| i32::try_from(meeting.starts.millis().div_euclid(DAY)).ok())
        .collect();
    course.regularity = insight::regularity(&ended).and_then(|regularity| {
        let days = (regularity.sd_days? * 100.0).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "range checked"
        )]
        let days = (0.0..=60_000.0).contains(&days).then_some(days as u16)?;
        Some((days, regularity.sessions))
    });
    Ok(course)
}

/// The course, for someone who stands beside and does not open the sessions: what check-ins they
/// were shown.
pub async fn course_beside(act: &Act) -> Result<Course, ReadError> {
    made(act, Vec::new()).await
}

async fn made(act: &Act, sessions: Vec<(RecordId, Moment)>) -> Result<Course, ReadError> {
    let check_ins = act.latest::<CheckInV1>().await?;
    let ruptures = act.latest::<RuptureV1>().await?;
    let damaged = check_ins.damaged.len() + ruptures.damaged.len();
    let noticed: Vec<[u8; 16]> = ruptures
        .kept
        .iter()
        .filter_map(|r| r.value.session)
        .collect();
    let mut by_time = BTreeMap::new();
    for (_, at) in &sessions {
        by_time.insert(
            *at,
            CoursePoint {
                at: *at,
                score: None,
                noticed: false,
            },
        );
    }
    for check_in in &check_ins.kept {
        let value = &check_in.value;
        let noticed = noticed.contains(&value.session);
        by_time.insert(
            value.at(),
            CoursePoint {
                at: value.at(),
                score: value.score,
                noticed,
            },
        );
    }
    let points: Vec<CoursePoint> = by_time.into_values().collect();
    let mut events: Vec<CourseEvent> = ruptures.kept.iter().flat_map(happened).collect();
    events.sort_by_key(|event| event.at);
    let scores: Vec<Option<f64>> = points
        .iter()
        .map(|point| point.score.map(|score| f64::from(score) / 100.0))
        .collect();
    Ok(Course {
        usual: usual(&scores),
        ceiling: scale().is_some_and(|s| insight::ceiling(&scores, s).outcome == Outcome::Ask),
        points,
        events,
        regularity: None,
        damaged,
    })
}

/// The range that the scores before the latest make usual: the same chart the rule draws.
fn usual(scores: &[Option<f64>]) -> Option<(f64, f64)> {
    let scale = scale()?;
    let (_, earlier) = scores.split_last()?;
    let earlier: Vec<f64> = earlier.iter().flatten().copied().collect();
    if earlier.len() < OWN_HISTORY {
        return None;
    }
    let chart = Chart::of(&earlier, scale.step())?;
    Some((chart.lower.max(scale.min()), chart.upper.min(scale.max())))
}

fn happened(rupture: &Kept<RuptureV1>) -> Vec<CourseEvent> {
    let event = |at: i64, what| CourseEvent {
        at: Moment::from_millis(at),
        what,
    };
    let value = &rupture.value;
    let mut events = vec![event(
        value.session_at.unwrap_or(value.opened_at),
        if value.named_by.is_some() {
            What::Rupture
        } else {
            What::Noticed
        },
    )];
    events.extend(
        value
            .answers
            .first()
            .map(|answer| event(answer.at, What::Answered)),
    );
    events.extend(
        value
            .steps
            .iter()
            .filter(|s| s.offered)
            .map(|s| event(s.at, What::Offered)),
    );
    events.extend(value.replies.iter().map(|reply| match reply.reply {
        SaidV1::NotYet => event(reply.at, What::NotYet),
        SaidV1::Closed => event(reply.at, What::Closed),
    }));
    events
}
