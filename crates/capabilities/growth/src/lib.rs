//! What grows, if the client wants to keep it: firsts, small steps, strengths, and the story so far, in
//! their own words, beside the dates of the relationship.
//!
//! It is off until the client turns it on, and is not offered again once they said no. It is for them:
//! nothing of it is a gist, a signal, a number of the service or a goal. Every part is kept for
//! themself or sent, as they choose each time. Turned off, it is kept or deleted, as they say; so its
//! records are of the passing kind, which can be thrown away for good.

mod choice;
mod note;
mod page;
mod refused;
mod seams;
mod stored;
mod story;
mod taken;

pub use choice::{choice, delete_all, set_choice, stands_in_the_list};
pub use note::{NewNote, delete_note, keep_note, notes, set_note_readers};
pub use refused::Refused;
pub use seams::{Dates, Happening, Own, Sources, Strengths};
pub use stored::{ChapterV1, ChoiceV1, NoteKindV1, NoteV1, OnV1, OrderV1};
pub use story::{
    Chapter, Move, NewChapter, Story, delete_chapter, keep_chapter, move_chapter,
    set_chapter_readers, story,
};
pub use taken::taken;

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The pages of those who work with the client: what was sent, and nothing else.
pub fn routes() -> Routes {
    page::staff::routes()
}

/// The client's screens and acts.
pub fn screens(strengths: &Sources, dates: &Arc<dyn Dates>) -> Screens {
    page::home::screens(strengths)
        .and(page::notes::screens(strengths))
        .and(page::chapters::screens())
        .and(page::together::screens(strengths, dates))
}

/// The kinds of record this capability keeps. All of them pass: deleted is gone.
pub const KINDS: [Kind; 4] = [
    Kind::passing::<ChoiceV1>(),
    Kind::passing::<NoteV1>(),
    Kind::passing::<ChapterV1>(),
    Kind::passing::<OrderV1>(),
];
