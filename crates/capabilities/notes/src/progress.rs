//! Progress notes: what was done in a meeting and what mattered, written by whoever worked with the
//! client and read by the client from the moment it is finished. What the client says beside a note
//! stands beside it. Where reading one now could do serious harm the client is told so, why, and
//! until when.

mod act;
mod beside;
mod draft;
mod gist;
mod held;
mod page;
mod stored;

pub use act::{
    NewNote, ProgressNotes, ProgressRefused, finish, progress, set_right, share_now, versions,
};
pub use beside::{Besides, SAID_MOST, answer, besides, say_beside, take_back};
pub use draft::{draft, drafts, keep_draft};
pub use gist::{NotesGistV1, without};
pub use held::{HeldBack, LOOKS_BACK, held_back};
pub use page::{Prefill, taken};
pub(crate) use page::{routes, screens};
pub use stored::{
    AnsweredV1, BesideV1, HELD_MOST, HeldV1, HoldWhyV1, NoteDraftV1, NoteHeldV1, Part, PartsV1,
    ProgressV1, WHY_MOST, WishV1,
};
