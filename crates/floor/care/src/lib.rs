#![no_std]
//! The words and shared rules of care: people, roles, relations, purposes, and who may see what.
//!
//! This crate cannot do I/O: it is `no_std`, so a file, a socket, a clock or a dice roll cannot be
//! written here. Time and chance are handed in as [`Clock`] and [`Chance`]. Everything that two or
//! more capabilities must agree on lives here, and nothing else.

extern crate alloc;
#[cfg(test)]
extern crate std;

mod access;
mod happened;
mod ids;
mod line;
mod meeting;
mod people;
mod private;
mod sections;
mod time;

pub use access::{
    Access, Asker, BEYOND_GRANTS, BREAK_GLASS_LASTS, Basis, BreakGlass, CLIENT_OWN_SECTIONS,
    EMERGENCY_SECTIONS, Facts, GRANT_LASTS, GRANT_LONGEST, Grant, Grantee, KEEPABLE,
    KEEPING_SECTIONS, KeptFrom, PROXY_SECTIONS, Purpose, Reach, Refused, Relation, RelationKind,
    decide, is_named, keep_watch, reach, same_name,
};
pub use happened::{Happened, SignalKind};
pub use ids::{ClientId, LineId, PersonId, RecordId, ServiceId};
pub use line::{Line, WrongWords, turns_letters};
pub use meeting::Meeting;
pub use people::{LevelOfCare, Role};
pub use private::Private;
pub use sections::{Audience, Section, Sections};
pub use time::{Chance, Clock, DAY, HOUR, MINUTE, Moment, SECOND};
