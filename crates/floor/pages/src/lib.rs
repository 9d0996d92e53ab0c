//! How Attune looks and is reached: layout, client shell, guard, forms on the page, charts, words.
//!
//! No care logic lives here. A capability declares [`Routes`] for staff and [`Screens`] for
//! clients, each with what it opens; the [`Site`] puts the guard, the headers and the shells around
//! them, and hands each handler a [`Visit`] and, where a record is opened, an act whose ledger line
//! is already durable.

pub mod assets;
pub mod calm;
pub mod catalogue;
pub mod chart;
mod client_shell;
pub mod cookies;
pub mod draft;
mod file;
mod filled;
mod floor;
mod form;
pub mod form_view;
mod guard;
mod headers;
mod large;
pub mod layout;
mod live;
mod manifest;
mod multipart;
pub mod offline;
pub mod own_keys;
mod posted;
pub mod quiet;
mod readers;
mod route;
pub mod shell;
mod standing;
pub mod taken;
mod trouble;
mod visit;
pub mod words;

pub use assets::Icon;
pub use client_shell::{COVER, ClientVisit, HOME, LIVE, Next, Place, Screens, picture_address};
pub use file::{File, Picture};
pub use filled::{Filled, Told, wrong_words};
pub use floor::{
    Cover, FRESH, FinishError, Floor, Proof, Reactions, Settings, Settled, SignIns, SignedIn,
    SoFar, Unlocked,
};
pub use form::{FILES_MAX, FilesLeft, Form, Sent};
pub use guard::Site;
pub use layout::Html;
pub use live::{Line, Wire};
pub use readers::{Reader, treating};
pub use route::{Answer, Declared, Needs, Purposes, Routes, Verb};
pub use standing::OPEN_FOR;
pub use taken::Taken;
pub use trouble::Trouble;
pub use visit::{Arrival, BODY_MAX, Visit};
pub use words::{Language, Words};
