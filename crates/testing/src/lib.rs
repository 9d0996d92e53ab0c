//! The small fictional service that tests use: named people, frozen clock, seeded chance.

pub mod postgres;

mod clock;

pub use clock::{BEGINNING, Frozen, Seeded};
