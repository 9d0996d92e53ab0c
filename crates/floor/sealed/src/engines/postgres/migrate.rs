//! Brings the two schemas to the shape this program knows, once, however many processes start.

use super::address::{KEYS, RECORDS};
use super::fault;
use crate::engine::EngineFault;
use crate::engines::schema::{self, APPLIED_TABLE, Applied, Dialect, Migration, WROTE_BY};
use tokio_postgres::{Client, Transaction};

/// The lock that lets one process migrate while the others wait for it.
const ONE_AT_A_TIME: i64 = 0x6174_7475_6e65_0002;

/// Migrates both schemas; refuses a database that a newer program wrote, unchanged.
pub(super) async fn run(client: &mut Client) -> Result<(), EngineFault> {
    for (name, known) in [(RECORDS, schema::RECORDS), (KEYS, schema::KEYS)] {
        // Dropped unfinished, the transaction is rolled back.
        let transaction = client
            .transaction()
            .await
            .map_err(|error| fault::of(&error))?;
        migrate(&transaction, name, known).await?;
        transaction
            .commit()
            .await
            .map_err(|error| fault::of(&error))?;
    }
    Ok(())
}

async fn migrate(
    transaction: &Transaction<'_>,
    name: &str,
    known: &[Migration],
) -> Result<(), EngineFault> {
    let run = async |sql: &str| {
        transaction
            .batch_execute(sql)
            .await
            .map_err(|error| fault::of(&error))
    };
    run(&format!("SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")).await?;
    let there = transaction
        .query_opt("SELECT 1 FROM pg_namespace WHERE nspname = $1", &[&name])
        .await
        .map_err(|error| fault::of(&error))?;
    if there.is_none() {
        run(&format!("CREATE SCHEMA {name}")).await?;
    }
    // Tables are named without their schema, the same text for every database.
    run(&format!(
        "SET LOCAL search_path = {name}; SET LOCAL client_min_messages = warning"
    ))
    .await?;
    run(&Dialect::Postgres.speak(APPLIED_TABLE)).await?;
    let applied = applied(transaction).await?;
    for step in schema::pending(&applied, known)? {
        run(&Dialect::Postgres.speak(step.sql)).await?;
        transaction
            .execute(
                "INSERT INTO migration (n, sha256, at, wrote_by) VALUES ($1, $2, (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint, $3)",
                &[&i64::from(step.n), &step.sha256().as_slice(), &WROTE_BY],
            )
            .await
            .map_err(|error| fault::of(&error))?;
    }
    Ok(())
}

async fn applied(transaction: &Transaction<'_>) -> Result<Vec<Applied>, EngineFault> {
    let rows = transaction
        .query("SELECT n, sha256, wrote_by FROM migration ORDER BY n", &[])
        .await
        .map_err(|error| fault::of(&error))?;
    rows.iter()
        .map(|row| {
            let n: i64 = row.try_get(0).map_err(|error| fault::of(&error))?;
            Ok(Applied {
                n: u32::try_from(n).map_err(|_| {
                    EngineFault::Database(format!("schema step {n} is no number of ours"))
                })?,
                sha256: row.try_get(1).map_err(|error| fault::of(&error))?,
                wrote_by: row.try_get(2).map_err(|error| fault::of(&error))?,
            })
        })
        .collect()
}
