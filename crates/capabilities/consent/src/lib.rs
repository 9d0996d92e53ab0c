//! Who has seen my record, in plain sentences.
//!
//! Read in this order: [`rules`] (which lines belong together), [`words`] (how they are said),
//! [`page`] (the client's screen `seen`). Nothing is decided here: who may see is in
//! [`care::decide`], and what was seen is in the ledger.

mod page;
mod rules;
mod words;

pub use page::screens;
