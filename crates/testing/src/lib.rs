//! The small fictional service that tests use: named people, frozen clock, seeded chance.

#[cfg(feature = "browser")]
pub mod browser;
pub mod content;
pub mod golden;
pub mod postgres;
pub mod reading_age;
#[cfg(feature = "pages")]
pub mod served;

mod clock;
mod figures;
mod keystrokes;
mod small;

pub use clock::{BEGINNING, Frozen, Seeded};
pub use figures::shows;
pub use keystrokes::{Sends, keystrokes, stops};
pub use small::{AMAL, BEN, INES, MARA, NOOR, RUTH, Small, TOMAS, asker, purpose};
