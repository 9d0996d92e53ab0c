//! What is kept of a plan, and every way of changing it.

mod along;
mod stored;
mod versions;

pub use along::{
    OpenStep, beside, in_force, mark, rate, ratings, remarks, set_rating_readers, steps,
};
pub(crate) use along::{THERE, done};
pub use stored::{BesideV1, DoneV1, PlanV1, RatingV1, SignedV1};
pub use versions::{Plan, Sent, plan, propose, sign};

use care::{Purpose, Role};
use sealed::{Act, ReadError};

/// Why something was not done to the plan. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum PlanRefused {
    /// A newer version was written meanwhile.
    #[error("the plan was changed meanwhile; please look at it again")]
    Newer,
    /// There is no such version, goal, way or step.
    #[error("there is no such version or part of the plan")]
    None,
    /// One does not sign one's own words a second time for the other side.
    #[error("this is for the other side to sign")]
    OwnWords,
    /// It is between the client and their therapist.
    #[error("only the client and their therapist write and sign the plan")]
    NotTheirs,
    /// It says nothing.
    #[error("write at least one goal; everything else can stay open")]
    Empty,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Which side acts: the client (`true`) or the therapist who treats them (`false`).
fn side(act: &Act) -> Result<bool, PlanRefused> {
    if act.by() == act.whose().person() {
        return Ok(true);
    }
    let access = act.access();
    let treats = access.purpose() == Purpose::Treatment && access.asker().role == Role::Therapist;
    if treats {
        Ok(false)
    } else {
        Err(PlanRefused::NotTheirs)
    }
}
