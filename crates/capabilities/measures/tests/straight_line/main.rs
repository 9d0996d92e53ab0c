//! From a plan to answers, scores and signals, told on the memory engine: what is refused first,
//! then what happens.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail where it stands"
)]

mod answered;
mod between;
mod expected;
mod planned;
mod refused;
mod safety;
mod said_anew;
mod signals;
mod who_sees;
