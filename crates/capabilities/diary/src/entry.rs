//! An entry: what a client says of one day, line by line, with anything skipped.

mod act;
mod stored;
mod typed;

pub use act::{
    EntryRefused, How, New, entries, read, remove, save, send_waiting, share, take_back,
};
pub use stored::{EntryV1, MarkV1, MedicineV1, STRONG, ValueV1};
pub use typed::BACK;

pub(crate) use act::id;
pub(crate) use stored::{HELPED, USED};
pub(crate) use typed::{LAST_STEP, MOST_WORDS, STRONGEST, Wrong, fields_of, hours, parse, typed};
