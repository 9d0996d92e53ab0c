//! Stuck points: what is kept, how it is read, and what can be done to it.

mod act;
mod book;
mod readers;
mod stored;

pub use act::{Beside, New, Refused, begin, believe, reword, set_state, tag, take_out, write};
pub(crate) use act::{LINE, THOUGHT, same_or_another};
pub use book::{Book, Point, book, themes};
pub use readers::{keep_again, send};
pub(crate) use stored::side_of;
pub use stored::{BeliefV1, LineV1, OfV1, PointV1, SideV1, StateV1};
