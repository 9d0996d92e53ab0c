//! Stuck points: thoughts that hard times left behind, looked at together, with belief then and now;
//! and the harsh voice, with the client's own kinder answers.
//!
//! A stuck point is a living object: the thought in the client's words, what it is about, what speaks
//! for it and against, the pattern in it, a thought that fits better, and how much each is believed,
//! by date. Everything beside the thought is a record of its own, so that two who write at once lose
//! nothing. The client says how it stands, and who may read it.

mod page;
mod pattern;
mod point;
mod sheets;
mod taken;
mod theme;
mod voice;

pub use pattern::{PATTERNS, Pattern};
pub use point::{
    BeliefV1, Beside, Book, LineV1, New, OfV1, Point, PointV1, Refused, SideV1, StateV1, begin,
    believe, book, keep_again, reword, send, set_state, tag, take_out, themes, write,
};
pub use sheets::{Done, Offered, Sheets};
pub use taken::taken;
pub use theme::{AboutV1, THEMES, Theme, ThemeV1, WhomV1};
pub use voice::{
    FeltV1, KindAnswer, NewVoice, VoiceV1, answer_voice, begin_voice, kind_answers, put_away_voice,
    set_voice_readers, voices,
};

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The pages of those who work with the client.
pub fn routes(sheets: &Arc<dyn Sheets>) -> Routes {
    page::staff::routes(sheets)
}

/// The client's screens and acts.
pub fn screens(sheets: &Arc<dyn Sheets>) -> Screens {
    page::client::screens()
        .and(page::one::screens(sheets))
        .and(page::voice::screens())
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 4] = [
    Kind::of::<PointV1>(),
    Kind::of::<LineV1>(),
    Kind::of::<BeliefV1>(),
    Kind::of::<VoiceV1>(),
];
