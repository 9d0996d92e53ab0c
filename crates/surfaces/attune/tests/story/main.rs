//! Stories of the whole: named, fictional people, the real pages, real browsers, every engine.
//!
//! `service` is the small service they happen in, `people_here` who is in it, `walk` how they come
//! and go. Each other module tells one kind of story: `straight_line` (from a check-in that fell to a
//! repair that the client closes), `questions` (from a measure that is planned to what becomes of
//! it), `exit` (what someone who looks afterwards finds), `lock` (what is seen before the record is
//! opened, and when it closes), `bad_input`
//! (what is sent wrongly, twice, late or by the wrong person), `damaged` (what a failing disk does),
//! `unseen` (that those for whom a client does not exist meet her nowhere),
//! `looks` (that everyone can use every screen), `doors` (who may take which route).
#![cfg(test)]

mod bad_input;
mod damaged;
mod doors;
mod exit;
mod lock;
mod looks;
mod people_here;
mod questions;
mod service;
mod straight_line;
mod unseen;
mod walk;
