//! What is kept of a plan: which measures are asked of one person, and how often. Each change is
//! the next version of the whole, so that it can be seen who changed what.

use crate::day::Day;
use care::Section;
use sealed::Stored;
use serde::{Deserialize, Serialize};

/// Whether a measure is asked now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum StateV1 {
    /// It is asked.
    Asked,
    /// It rests, and can be taken up again.
    Paused,
    /// It is not asked any more.
    Stopped,
}

/// A measure in a plan.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedV1 {
    /// Which measure, by its id in the library.
    pub measure: String,
    /// Days from one answer to the next asking. `None`: asked once only.
    pub every: Option<u16>,
    /// From when it is asked for the first time.
    pub first: Day,
    /// Asked once more on this day, whatever the rhythm is.
    pub once: Option<Day>,
    /// Whether it is asked now.
    pub state: StateV1,
    /// Who said so last.
    pub state_by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub state_at: i64,
    /// Who began to ask it.
    pub asked_by: [u8; 16],
    /// When. Change is counted from the first answer after this.
    pub asked_at: i64,
    /// The pathway it belongs to, by its id, if it came with one.
    pub pathway: Option<String>,
    /// The client put it off: it is not offered before this day.
    pub quiet_until: Option<Day>,
}

/// The plan of one client. There is one, under one id.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlanV1 {
    /// Every measure that is or was asked, in the order in which it was begun.
    pub asked: Vec<AskedV1>,
}

impl Stored for PlanV1 {
    const KIND: &'static str = "measures-plan";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Measures;
}

impl PlanV1 {
    /// A measure in the plan.
    pub fn get(&self, measure: &str) -> Option<&AskedV1> {
        self.asked.iter().find(|asked| asked.measure == measure)
    }

    pub(crate) fn get_mut(&mut self, measure: &str) -> Option<&mut AskedV1> {
        self.asked.iter_mut().find(|asked| asked.measure == measure)
    }
}

/// Whether this client's scores count towards what the service expects of a course, without their
/// name. Until they say otherwise, they do, and their screen says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CountsV1 {
    /// Whether they do.
    pub counts: bool,
}

impl Stored for CountsV1 {
    const KIND: &'static str = "measures-counts";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Measures;
}
