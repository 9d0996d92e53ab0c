//! From a client's check-in to a repair that only the client closes, told on the memory engine:
//! what is refused first, then what happens.

mod between;
mod noticed;
mod refused;
mod repair;
mod sessions;
mod who_sees;
