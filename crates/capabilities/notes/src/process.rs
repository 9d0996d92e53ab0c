//! Process notes: what a therapist writes down for themself about a meeting, and for nobody else.
//!
//! The law keeps them apart from the record (45 CFR 164.501 and 164.508(a)(2)), and so does this:
//! a section of its own, a key of its own under a word that only the author knows, pages of their
//! own, and nothing of them in any overview, notice, search, statistic or copy that leaves.

mod act;
mod desk;
mod note;
mod page;

pub use act::{NoteRefused, Notes, amend, note, notes, write};
pub use desk::{Choice, Desk, IDLE, Opened, PAUSE, TRIES};
pub use note::{MOST, NoteV1};
pub use page::routes;
pub use pages::own_keys::word::{LEAST, WrongWord};
