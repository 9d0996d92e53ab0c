//! The plan: what the client wants, in their words; ways to go about it, each with what the client
//! thinks of it and why; small steps, and who takes them. Either side writes a version, and by sending
//! it signs it; it is in force once the other side signs it too. Until then the earlier one stays in
//! force. Who sees a goal or a way differently writes that beside it without holding anything up.
//!
//! That goals are put in the person's own words and looked at again on a line from 0 to 10 follows the
//! idea of goal-based outcomes (Law and Jacob 2015, Goals and Goal Based Outcomes, CAMHS Press); the
//! words are this project's own. There is no total over goals: each is one person's own matter.

mod content;
mod gist;
mod page;
mod taken;
mod written;

pub use content::{Content, GoalV1, OptionV1, StepV1, WantsV1, WhoV1};
pub use gist::PlanGistV1;
pub use taken::taken;
pub use written::{
    BesideV1, DoneV1, OpenStep, Plan, PlanRefused, PlanV1, RatingV1, Sent, SignedV1, beside,
    in_force, mark, plan, propose, rate, ratings, remarks, set_rating_readers, sign, steps,
};

use pages::{Routes, Screens};
use sealed::Kind;

/// The pages of those who work with the client.
pub fn routes() -> Routes {
    page::staff::routes()
}

/// The client's screens and acts.
pub fn screens() -> Screens {
    page::client::screens()
        .and(page::write::screens())
        .and(page::goal::screens())
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 4] = [
    Kind::of::<PlanV1>(),
    Kind::of::<DoneV1>(),
    Kind::of::<BesideV1>(),
    Kind::of::<RatingV1>(),
];

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_said_to_a_client_that_is_never_said_and_all_of_it_is_read_at_nine() {
        testing::content::check_ftl("goals");
    }
}
