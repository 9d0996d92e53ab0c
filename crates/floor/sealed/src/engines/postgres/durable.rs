//! Whether this PostgreSQL keeps its promise that what it acknowledged survives a crash.
//!
//! Three settings can break the promise without any sign of it: `fsync` and `full_page_writes` for
//! the whole server, `synchronous_commit` for a role, a database or a session. They are read back
//! when a connection is made and again inside every transaction, because the first two can be
//! switched while the server runs.

use super::fault;
use crate::engine::EngineFault;
use tokio_postgres::Client;

/// The condition that a transaction of ours asks for, in the database's own words. It must say the
/// same as [`SETTINGS`]; the tests hold it to that.
pub(super) const CONDITION: &str = "current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on' \
AND current_setting('synchronous_commit') IN ('on', 'remote_apply')";

/// Settings and the values under which a commit is on disk when it is acknowledged.
const SETTINGS: [(&str, &[&str]); 3] = [
    ("fsync", &["on"]),
    ("full_page_writes", &["on"]),
    ("synchronous_commit", &["on", "remote_apply"]),
];

/// Reads the settings back.
pub(super) async fn check(client: &Client) -> Result<(), EngineFault> {
    for (setting, safe) in SETTINGS {
        let row = client
            .query_one(&format!("SHOW {setting}"), &[])
            .await
            .map_err(|error| fault::of(&error))?;
        let value: &str = row.try_get(0).map_err(|error| fault::of(&error))?;
        if !safe.contains(&value) {
            return Err(EngineFault::NotDurable(format!(
                "PostgreSQL runs with {setting} = {value}, so what it acknowledges can be lost in a crash; set {setting} = on (postgresql.conf, ALTER ROLE or ALTER DATABASE, or the address) and start again"
            )));
        }
    }
    Ok(())
}

/// Said where a setting was unsafe a moment ago and no longer is: the act was refused in between.
pub(super) fn was_not() -> EngineFault {
    EngineFault::NotDurable("PostgreSQL's durability settings were changed while a change was being saved; nothing was saved".to_owned())
}
