//! A script for role-play: what it is about, what the client wants to say, and lines in turn that the
//! two write together; going through it; and what went well, in the words of both.

mod act;
mod stored;

pub use act::{NewLine, NewScript, at_line, go_to, keep_script, say_after};
pub use stored::{AtLineV1, FeedbackV1, LineV1, ScriptV1};

/// How many letters the situation, and what is wanted, may have.
pub const ABOUT: usize = 400;
/// How many letters one line may have.
pub const SPOKEN: usize = 400;
/// How many lines a script may have. This project's own choice, as are the lengths.
pub const LINES: usize = 40;
/// How many letters what is said after going through it may have.
pub const SAID: usize = 1_000;
