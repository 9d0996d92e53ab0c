//! Sessions: when, where, with whom, what is planned and what will not happen; what changed, why and
//! with how much notice; and what came after.
//!
//! The session itself keeps the shape it had first; a change is its next version, and never happens
//! without a `ChangeV1` beside it. `change` is where to begin reading.

pub mod agenda;
mod booked;
pub mod change;
mod folk;
mod gist;
pub mod held;
pub mod meeting;
pub mod next_day;
mod page;
mod refused;
pub mod regular;
mod room;
pub mod stored;
mod taken;
pub mod task;
mod whole;

pub use folk::{Colleague, Folk};
pub use gist::{AtAGlance, Coming, GistTask, Last, SessionsGistV1};
pub use meeting::SessionV1;
pub use page::staff::what_words;
pub use refused::Refused;
pub use regular::{ServiceCounts, service_counts};
pub use room::{OpenTask, Room, coming, meetings, room, whole};
pub use taken::taken;
pub use whole::{Item, Whole};

use next_day::NextDayAnswersV1;
use sealed::Kind;
use std::sync::Arc;
use stored::{
    AgendaV1, BookedV1, ChangesV1, DetailsV1, EndV1, NextDayV1, NoticeV1, RegularV1, TasksV1,
};

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 11] = [
    Kind::of::<SessionV1>(),
    Kind::of::<DetailsV1>(),
    Kind::of::<AgendaV1>(),
    Kind::of::<ChangesV1>(),
    Kind::of::<EndV1>(),
    Kind::of::<TasksV1>(),
    Kind::of::<NextDayV1>(),
    Kind::of::<NextDayAnswersV1>(),
    Kind::in_directory::<BookedV1>(),
    Kind::in_directory::<RegularV1>(),
    Kind::in_directory::<NoticeV1>(),
];

/// The routes staff take.
pub fn routes(folk: &Arc<dyn Folk>) -> pages::Routes {
    page::routes(folk)
}

/// The client's screens and acts.
pub fn screens() -> pages::Screens {
    page::screens()
}
