//! Stories of the whole: named, fictional people, the real pages, real browsers, every engine.
//!
//! `service` is the small service they happen in, `people_here` who is in it, `walk` how they come
//! and go. Each other module tells one kind of story: `straight_line` (from a check-in that fell to a
//! repair that the client closes), `questions` (from a measure that is planned to what becomes of
//! it), `exit` (what someone who looks afterwards finds), `lock` (what is seen before the record is
//! opened, and when it closes), `first_run` (from an empty service to its first lead), `bad_input`
//! (what is sent wrongly, twice, late or by the wrong person), `damaged` (what a failing disk does),
//! `device` (what stays on it), `headers` (what every answer
//! carries), `looks` (that everyone can use every screen), `doors` (who may take which route), `gates` (what stands
//! before every route), `emergency` (a plan behind broken glass, from the reason to the second look),
//! `keys` (passkeys, with a device in software), `what_is_hers`
//! (taking a record along, setting it right, having it destroyed), `notes` (a therapist's own process
//! notes, and that they are met nowhere), `progress` (progress notes, which the client reads), `unanswered` (a
//! promise that nobody kept, and what it becomes), `supervised` (a rupture that stays open), `between_two` (an
//! agreement, a change, a note and an absence), `tasks` (what a task takes),
//! `interrupted` (a thousand entries on a line that breaks),
//! `work` (every tool of the work on a phone, in two languages), `unmet` (a word that a client does not
//! want to meet), `added` (a worksheet and a card that a service makes itself, while it runs). `hand` presses
//! and counts.
#![cfg(test)]

mod added;
mod bad_input;
mod between_two;
mod damaged;
mod device;
mod doors;
mod emergency;
mod exit;
mod first_run;
mod gates;
mod hand;
mod headers;
mod interrupted;
mod keys;
mod lock;
mod looks;
mod notes;
mod people_here;
mod progress;
mod questions;
mod service;
mod straight_line;
mod supervised;
mod taken_along;
mod tasks;
mod unanswered;
mod unmet;
mod unseen;
mod walk;
mod what_is_hers;
mod work;
