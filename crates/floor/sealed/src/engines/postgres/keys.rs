//! Clients' wrapped keys, in a schema of their own.
//!
//! The records may be dumped and kept for years; the keys may not, or destroying one would destroy
//! nothing. What cannot be undone from here: an archive of the write-ahead log or a file-level
//! copy of the whole server holds whatever keys it passed by, and the runbook says so.

use super::read::Readers;
use super::{durable, fault};
use crate::engine::{CommitError, EngineFault, WrappedKey};
use care::ClientId;

/// Stores keys: all or, where one is there already, none.
pub(super) async fn put(readers: &Readers, keys: &[WrappedKey]) -> Result<(), CommitError> {
    let clients: Vec<&[u8]> = keys
        .iter()
        .map(|key| key.client.bytes().as_slice())
        .collect();
    let epochs: Vec<i64> = keys.iter().map(|key| key.epoch.into()).collect();
    let wrapped: Vec<&[u8]> = keys.iter().map(|key| key.wrapped.as_slice()).collect();
    let mut connection = readers.connection().await?;
    durable::check(&connection).await?;
    let transaction = connection
        .transaction()
        .await
        .map_err(|error| fault::of(&error))?;
    let put = transaction
        .execute(
            "INSERT INTO attune_keys.keys (client, epoch, wrapped) \
             SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bytea[]) ON CONFLICT DO NOTHING",
            &[&clients, &epochs, &wrapped],
        )
        .await
        .map_err(|error| fault::of_commit(&error))?;
    if usize::try_from(put).ok() != Some(keys.len()) {
        transaction
            .rollback()
            .await
            .map_err(|error| fault::of(&error))?;
        return Err(CommitError::Conflict);
    }
    transaction.commit().await.map_err(|error| {
        if fault::is_lost(&error) {
            EngineFault::Database(fault::UNKNOWN.to_owned()).into()
        } else {
            fault::of_commit(&error)
        }
    })
}

/// Destroys a key. Deleting a row only marks it, so the table is written anew without it and the
/// old file is removed; there is one short row per client, so that is quick.
pub(super) async fn destroy(readers: &Readers, client: ClientId) -> Result<(), EngineFault> {
    let connection = readers.connection().await?;
    durable::check(&connection).await?;
    connection
        .execute(
            "DELETE FROM attune_keys.keys WHERE client = $1",
            &[&client.bytes().as_slice()],
        )
        .await
        .map_err(|error| fault::of(&error))?;
    connection
        .batch_execute("VACUUM FULL attune_keys.keys")
        .await
        .map_err(|error| fault::of(&error))
}
