//! The three engines: memory for tests and the demo, SQLite to begin with, PostgreSQL for a service
//! that outgrows one machine. All pass the same suite, so a service may move without losing a word.

pub mod postgres;
pub mod schema;

mod memory;
mod sqlite;

pub use memory::MemoryEngine;
pub use postgres::PostgresEngine;
pub use sqlite::{Checked, SqliteEngine};
