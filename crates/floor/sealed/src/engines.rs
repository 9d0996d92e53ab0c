//! The three engines.

pub mod schema;

mod memory;
pub mod postgres;

pub use memory::MemoryEngine;
pub use postgres::PostgresEngine;
