//! What follows a rupture: by when it is to be answered, whether it came right within three
//! sessions, to whom it was brought, and who has looked. It is kept beside the rupture, which says
//! what happened between two people and nothing else.

mod act;
mod gist;
mod noted;
pub(crate) mod rules;
mod stored;
mod tally;
mod waits;

pub use act::{bring, looked, session_held, to_supervision};
pub use gist::{FollowUpGistV1, Following};
pub use rules::ANSWER_WITHIN;
pub use stored::{
    BroughtV1, FollowUpV1, LookedV1, RuptureDueV1, RuptureTallyV1, RuptureWaitsV1, WaitsForV1,
};
pub use tally::{RuptureCount, Tallied, rupture_counts, rupture_tallies};
pub use waits::{Waits, called_off, put_away, see_to, waiting};

pub(crate) use act::{after_check_in, begin, changed, find};
pub(crate) use rules::Expected;
