//! Whether a score changed by more than its own imprecision, whether it crossed to the healthy
//! side, and whether it did so twice: the words about outcome that go into a letter or a report.
//!
//! Two ways to the same three words. From the spread and reliability of an instrument
//! ([`jacobson_truax`], [`gulliksen_lord_novick`]), or against a number that was published for it
//! ([`by_threshold`]). A single crossing is "check again": without any true change, testing at each
//! of twenty sessions calls one in five clients worse at least once.

mod cut_offs;
mod precision;
mod reliable;
mod significant;
mod standing;

pub use cut_offs::{CutOffs, Norm, cut_offs};
pub use precision::{Precision, Z_90, Z_95};
pub use reliable::{Reliable, by_threshold, gulliksen_lord_novick, jacobson_truax};
pub use significant::{Change, Line, classify, classify_between};
pub use standing::{Standing, standing};

pub(crate) use cut_offs::CUT_OFFS;
pub(crate) use reliable::{GULLIKSEN_LORD_NOVICK, JACOBSON_TRUAX, THRESHOLD};
pub(crate) use significant::SIGNIFICANT;
pub(crate) use standing::TWO_IN_A_ROW;
