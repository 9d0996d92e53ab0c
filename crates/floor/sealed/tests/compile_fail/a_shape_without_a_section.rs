//! What is kept says to which section it belongs.
use sealed::Stored;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct NoteV1;

impl Stored for NoteV1 {
    const KIND: &'static str = "note";
    const SHAPE: u16 = 1;
}

fn main() {}
