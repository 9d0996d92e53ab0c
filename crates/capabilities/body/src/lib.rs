//! The body: short ways to come to rest, what helps this person, where something is felt, and how
//! much is too much.
//!
//! The tools themselves are the fixed words of [`pages::calm`], which anyone can have without coming
//! in. Here stands what a client notes of them, each time for whoever they choose; what a therapist
//! wrote for this client; and what follows: an order by `insight`, offers, and a word to the
//! therapist when a tool made it worse. Nothing here asks where on the body anything was done.

mod act;
mod days;
mod fits;
mod page;
mod region;
mod stored;
mod taken;
mod tools;

pub use act::{
    Refused, let_read, made_worse, note, put_away, say_of_now, set_first, take_out, take_tool_away,
    write_tool,
};
pub use days::{DAYS, Day, Days, Sessions, by_day, days};
pub use fits::fits;
pub use page::now_part;
pub use region::{HIGH, REGIONS, Region, SENSATIONS, Spot, WIDE};
pub use stored::{
    AwayV1, FeltV1, FirstV1, LINE, LevelV1, MapV1, NowV1, OwnToolV1, Piece, UseV1, WorseV1,
};
pub use taken::taken;
pub use tools::{Helps, Tool, Tools, Went, helps, shipped, tools};

use care::Sections;
use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The pages of those who work with the client.
pub fn routes(sessions: &Arc<dyn Sessions>) -> Routes {
    page::routes(sessions)
}

/// The client's screens and acts; and the quiet minutes, which need no unlock and open no record.
pub fn screens(sessions: &Arc<dyn Sessions>) -> Screens {
    page::screens(sessions).cover("calm", Sections::NONE, async |visit, _| {
        Ok(pages::calm::screen(visit.words))
    })
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 7] = [
    Kind::of::<UseV1>(),
    Kind::of::<MapV1>(),
    Kind::of::<NowV1>(),
    Kind::of::<OwnToolV1>(),
    Kind::of::<AwayV1>(),
    Kind::of::<WorseV1>(),
    Kind::of::<FirstV1>(),
];
