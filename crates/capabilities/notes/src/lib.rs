//! What is written about meetings: progress notes, which the client reads from the moment they are
//! finished; notes that a client and a peer supporter write together; and, apart from all of it, a
//! therapist's own process notes, under a key of their own.
//!
//! A capability of its own, so that no other has a reason to open process notes; and in here they
//! share nothing with progress notes, neither shapes nor pages: nobody can tell from a progress note
//! whether there are any.

mod process;
mod progress;
mod together;

pub use process::{
    Choice, Desk, IDLE, LEAST, MOST, NoteRefused, NoteV1, Notes, Opened, PAUSE, TRIES, WrongWord,
    amend, note, notes, routes, write,
};
pub use progress::{
    AnsweredV1, BesideV1, Besides, HELD_MOST, HeldBack, HeldV1, HoldWhyV1, LOOKS_BACK, NewNote,
    NoteDraftV1, NoteHeldV1, NotesGistV1, Part, PartsV1, Prefill, ProgressNotes, ProgressRefused,
    ProgressV1, SAID_MOST, WHY_MOST, WishV1, answer, besides, draft, drafts, finish, held_back,
    keep_draft, progress, say_beside, set_right, share_now, take_back, taken, versions, without,
};
pub use together::{
    CowrittenV1, TOGETHER_MOST, Together, TogetherRefused, agree, begin, drop_it, one_together,
    reword, together, together_with,
};

use sealed::Kind;
use std::sync::Arc;

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 6] = [
    Kind::of::<NoteV1>(),
    Kind::of::<ProgressV1>(),
    Kind::of::<BesideV1>(),
    Kind::of::<CowrittenV1>(),
    Kind::passing::<NoteDraftV1>(),
    Kind::in_directory::<NoteHeldV1>(),
];

/// The routes of progress notes and of notes of two. `prefill` says what stands already when a note
/// is begun. Process notes have [`routes`] of their own.
pub fn progress_routes(prefill: &Arc<dyn Prefill>) -> pages::Routes {
    progress::routes(prefill).and(together::routes())
}

/// The client's screens and acts.
pub fn screens() -> pages::Screens {
    progress::screens().and(together::screens())
}
