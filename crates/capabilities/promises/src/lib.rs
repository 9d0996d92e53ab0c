//! Promises: what the service said it would do, by whom, by when, and what became of it. They arise
//! by themselves; nobody has to remember to write one down. Each ends kept, kept late, broken, or
//! released by the client; an appointment can also be called off in time. What came of it, told in
//! advance or not, apologised for and made good or not, stays in its history.

mod act;
mod directory;
mod gist;
mod keeping;
mod kind;
mod known;
mod page;
mod rates;
mod rules;
mod said;
mod stored;
mod taken;
mod words;

pub use act::{Moved, New, called_off, kept, made, missed, moved, was_there};
pub use directory::{
    PromiseDueV1, PromiseEndedV1, PromiseErrandV1, PromiseGlassV1, PromiseToldV1, ended, holds,
};
pub use gist::{Glance, OpenPromise, PromisesGistV1};
pub use keeping::{
    Emergency, Errand, Late, errands, gone, late, on_emergency, ran, remind, run, turn,
};
pub use kind::{Kind, ON_TIME};
pub use known::known;
pub use page::{Names, routes, screens};
pub use rates::{ENOUGH_ENDED, ENOUGH_PEOPLE, Ended, Rate, Rates, Team, rate_of, rates};
pub use rules::{Became, NotAllowed, Stands, TOLD_MOST, stands};
pub use said::{ByHand, LINE, PromiseRefused, Say, WORDS, by_hand, release, say};
pub use stored::{PromiseV1, StepV1, WhatV1};
pub use taken::taken;
pub use words::kind_words;

/// The kinds of record this capability keeps.
pub const KINDS: [sealed::Kind; 6] = [
    sealed::Kind::of::<PromiseV1>(),
    sealed::Kind::in_directory::<PromiseDueV1>(),
    sealed::Kind::in_directory::<PromiseToldV1>(),
    sealed::Kind::in_directory::<PromiseEndedV1>(),
    sealed::Kind::in_directory::<PromiseErrandV1>(),
    sealed::Kind::in_directory::<PromiseGlassV1>(),
];
