//! Sealed records: keys, envelopes, engines, access ledger and outbox.

pub mod engine;
pub mod engines;
