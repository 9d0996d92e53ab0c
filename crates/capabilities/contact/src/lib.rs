//! How someone may be reached without harm: rules for each way, and the only door through which
//! anything leaves the service.
//!
//! By default nothing is sent and nobody calls. A message exists only from a permit, and the permit
//! is asked for twice: when the message is queued and in the moment it would leave. Read in this
//! order: [`rules`] (who may be reached when), [`message`] (what can be said at all), [`flow`] (what
//! becomes of an errand), [`outward`] (doing it), [`act`] (changing the rules).
//!
//! Text messages are not one of the ways, by design: they stand on the bill, on the lock screen and
//! in a history that the service cannot clear, and anybody can send one in the service's name.

pub mod act;
pub mod calendar;
pub mod flow;
mod gate;
mod letters;
pub mod message;
pub mod outward;
mod page;
pub mod rules;
mod stored;
mod taken;

pub use act::asks_again;
pub use gate::{Gate, Held};
pub use letters::LetterV1;
pub use message::{Carrier, NotCarried, OutboundMessage};
pub use outward::{Outward, Sent};
pub use page::{Slot, Upcoming, routes, screens};
pub use rules::{Reason, Refused, SafeContactPermit, Way, next_allowed, permit, to_confirm};
pub use stored::{ReachV1, RuleV1, SafeContactV1};
pub use taken::taken;

use sealed::Kind;

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 2] = [
    Kind::of::<SafeContactV1>(),
    Kind::in_directory::<LetterV1>(),
];
