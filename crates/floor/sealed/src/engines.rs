//! The three engines.

pub mod schema;

mod memory;

pub use memory::MemoryEngine;
