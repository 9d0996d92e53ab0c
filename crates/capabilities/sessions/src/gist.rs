//! The gist of a client's sessions: the few facts a list is drawn from. Times and people, and not a
//! word of what is planned or was said.

use crate::regular;
use crate::whole::All;
use care::{Moment, PersonId, RecordId};
use sealed::Gist;
use serde::{Deserialize, Serialize};

/// How many sessions to come the gist carries: a quarter of weekly ones, this project's own choice.
const COMING: usize = 13;
/// How many open tasks it carries.
const TASKS: usize = 20;

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ComingV1 {
    session: [u8; 16],
    starts_at: i64,
    ends_at: i64,
    with: [u8; 16],
    change_waits: bool,
    wish_waits: bool,
    /// Whether someone has said that it was.
    written: bool,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TaskV1 {
    task: [u8; 16],
    who: [u8; 16],
    due_at: Option<i64>,
}

/// The stored shape of the gist.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsGistV1 {
    /// Those to come when it was written, in order.
    coming: Vec<ComingV1>,
    /// The last that had ended when it was written.
    last: Option<ComingV1>,
    count: u32,
    sd_hundredths: Option<u32>,
    longest_days: Option<u32>,
    tasks: Vec<TaskV1>,
}

impl Gist for SessionsGistV1 {
    const KIND: &'static str = "sessions";
    const SHAPE: u16 = 1;
}

/// Sessions at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AtAGlance {
    /// The next session.
    pub next: Option<Moment>,
    /// The last one that has been.
    pub last: Option<Moment>,
}

/// A session to come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Coming {
    /// Which.
    pub session: RecordId,
    /// When it starts.
    pub starts: Moment,
    /// When it is meant to end.
    pub ends: Moment,
    /// With whom.
    pub with: PersonId,
    /// Whether a change waits for the client to say something to it.
    pub change_waits: bool,
    /// Whether the client asked for another time and nobody has answered.
    pub wish_waits: bool,
}

/// The last session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Last {
    /// Which.
    pub session: RecordId,
    /// When it started.
    pub starts: Moment,
    /// With whom.
    pub with: PersonId,
    /// Whether someone has said if it was.
    pub written: bool,
}

/// Something that someone on the staff said they would do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GistTask {
    /// Which.
    pub task: RecordId,
    /// Who.
    pub who: PersonId,
    /// By when.
    pub due: Option<Moment>,
}

impl ComingV1 {
    fn ends(&self) -> Moment {
        Moment::from_millis(self.ends_at)
    }

    fn coming(&self) -> Coming {
        Coming {
            session: RecordId::from_bytes(self.session),
            starts: Moment::from_millis(self.starts_at),
            ends: self.ends(),
            with: PersonId::from_bytes(self.with),
            change_waits: self.change_waits,
            wish_waits: self.wish_waits,
        }
    }

    fn last(&self) -> Last {
        Last {
            session: RecordId::from_bytes(self.session),
            starts: Moment::from_millis(self.starts_at),
            with: PersonId::from_bytes(self.with),
            written: self.written,
        }
    }
}

impl SessionsGistV1 {
    /// What a list shows at `now`.
    pub fn glance(&self, now: Moment) -> AtAGlance {
        AtAGlance {
            next: self.coming(now).first().map(|coming| coming.starts),
            last: self.last(now).map(|last| last.starts),
        }
    }

    /// The sessions to come at `now`, in order.
    pub fn coming(&self, now: Moment) -> Vec<Coming> {
        let coming = self.coming.iter().filter(|one| one.ends() > now);
        coming.map(ComingV1::coming).collect()
    }

    /// The last session that has ended at `now`, also where nobody has said if it was.
    pub fn last(&self, now: Moment) -> Option<Last> {
        let ended = self.coming.iter().rev().find(|one| one.ends() <= now);
        ended.or(self.last.as_ref()).map(ComingV1::last)
    }

    /// The standard deviation of the days between sessions, and the longest gap in days. `None`
    /// with fewer than three sessions.
    pub fn regularity(&self) -> Option<(f64, u32)> {
        let sd = f64::from(self.sd_hundredths?) / 100.0;
        Some((sd, self.longest_days?))
    }

    /// What someone on the staff said they would do, and has not done.
    pub fn tasks(&self) -> Vec<GistTask> {
        let task = |task: &TaskV1| GistTask {
            task: RecordId::from_bytes(task.task),
            who: PersonId::from_bytes(task.who),
            due: task.due_at.map(Moment::from_millis),
        };
        self.tasks.iter().map(task).collect()
    }

    pub(crate) fn of(all: &All, now: Moment) -> Self {
        let one = |kept: &sealed::Kept<crate::SessionV1>| {
            let whole = all.whole(kept);
            ComingV1 {
                session: *whole.session.bytes(),
                starts_at: whole.starts.millis(),
                ends_at: whole.ends.millis(),
                with: *whole.with.bytes(),
                change_waits: whole.change_waits().is_some(),
                wish_waits: whole.wish_waits().is_some(),
                written: whole.end.is_some(),
            }
        };
        let open = all.tasks.iter().flat_map(|tasks| &tasks.tasks);
        // The client's own steps are theirs: no list of duties is made of them.
        let open = open.filter(|task| task.is_open() && task.due_at.is_some() && !task.of_client);
        let task = |task: &crate::stored::TaskV1| TaskV1 {
            task: task.id,
            who: task.who,
            due_at: task.due_at,
        };
        let regularity = regular::of(&all.held(now));
        Self {
            coming: all.coming(now).take(COMING).map(one).collect(),
            last: all.last(now).map(one),
            count: u32::try_from(all.sessions.len()).unwrap_or(u32::MAX),
            sd_hundredths: regularity.and_then(|found| regular::hundredths(found.sd_days)),
            longest_days: regularity.map(|found| found.longest_days),
            tasks: open.take(TASKS).map(task).collect(),
        }
    }
}
