//! Everything that is kept here of one client, as whoever reads may see it.

use crate::ladder::{CheckV1, LadderV1};
use crate::script::{FeedbackV1, ScriptV1};
use crate::trial::TrialV1;
use care::RecordId;
use sealed::{Act, Kept, Listing, ReadError};

/// Everything, oldest first.
pub struct Courage {
    /// The ladders.
    pub ladders: Vec<Kept<LadderV1>>,
    /// The looks before a first step.
    pub checks: Vec<Kept<CheckV1>>,
    /// The tries, those that were taken out among them.
    pub trials: Vec<Kept<TrialV1>>,
    /// The scripts, as they were written last.
    pub scripts: Vec<Kept<ScriptV1>>,
    /// What was said after going through one.
    pub feedback: Vec<Kept<FeedbackV1>>,
    /// How much is there and does not open.
    pub damaged: usize,
}

fn opened<T>(listing: Listing<T>, damaged: &mut usize) -> Vec<Kept<T>> {
    *damaged += listing.damaged.len();
    listing.kept
}

/// Reads it. The act opens the work.
///
/// # Errors
/// If it could not be read at all. What alone is damaged is counted.
pub async fn courage(act: &Act) -> Result<Courage, ReadError> {
    let mut damaged = 0;
    let mut ladders = opened(act.latest::<LadderV1>().await?, &mut damaged);
    let checks = opened(act.latest::<CheckV1>().await?, &mut damaged);
    let mut trials = opened(act.latest::<TrialV1>().await?, &mut damaged);
    let mut scripts = opened(act.latest::<ScriptV1>().await?, &mut damaged);
    let mut feedback = opened(act.latest::<FeedbackV1>().await?, &mut damaged);
    ladders.sort_by_key(|kept| (kept.value.at, kept.record));
    trials.sort_by_key(|kept| (kept.value.begun, kept.record));
    scripts.sort_by_key(|kept| kept.record);
    feedback.sort_by_key(|kept| (kept.value.at, kept.record));
    Ok(Courage {
        ladders,
        checks,
        trials,
        scripts,
        feedback,
        damaged,
    })
}

impl Courage {
    /// A ladder.
    pub fn ladder(&self, record: RecordId) -> Option<&Kept<LadderV1>> {
        self.ladders.iter().find(|kept| kept.record == record)
    }

    /// The ladder that has this step.
    pub fn with_step(&self, step: RecordId) -> Option<&Kept<LadderV1>> {
        let has = |kept: &&Kept<LadderV1>| kept.value.step(step).is_some();
        self.ladders.iter().find(has)
    }

    /// The look before the first step of a ladder.
    pub fn check(&self, ladder: RecordId) -> Option<&CheckV1> {
        let of = |kept: &&Kept<CheckV1>| kept.value.ladder == *ladder.bytes();
        self.checks.iter().find(of).map(|kept| &kept.value)
    }

    /// A try.
    pub fn trial(&self, record: RecordId) -> Option<&Kept<TrialV1>> {
        self.trials.iter().find(|kept| kept.record == record)
    }

    /// The tries of a ladder, without those that were taken out.
    pub fn tries(&self, ladder: RecordId) -> impl DoubleEndedIterator<Item = &Kept<TrialV1>> {
        self.trials
            .iter()
            .filter(move |kept| kept.value.ladder() == ladder && kept.value.gone.is_none())
    }

    /// The tries that were begun and are not finished.
    pub fn unfinished(&self) -> impl Iterator<Item = &Kept<TrialV1>> {
        self.trials.iter().filter(|kept| kept.value.is_open())
    }

    /// A script.
    pub fn script(&self, record: RecordId) -> Option<&Kept<ScriptV1>> {
        self.scripts.iter().find(|kept| kept.record == record)
    }

    /// What was said after going through a script.
    pub fn said(&self, script: RecordId) -> impl Iterator<Item = &Kept<FeedbackV1>> {
        self.feedback
            .iter()
            .filter(move |kept| kept.value.script() == script)
    }
}
