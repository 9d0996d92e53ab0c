//! From a client's check-in to a repair that only the client closes, told on the memory engine:
//! what is refused first, then what happens.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail where it stands"
)]

mod between;
mod broken;
mod followed;
mod looked_at;
mod met;
mod noticed;
mod refused;
mod repair;
mod who_sees;
