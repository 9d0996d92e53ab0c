//! Clients' wrapped keys, in a schema of their own.
//!
//! The records may be dumped and kept for years; the keys may not, or destroying one would destroy
//! nothing. What cannot be undone from here: an archive of the write-ahead log or a file-level
//! copy of the whole server holds whatever keys it passed by, and the runbook says so.

use super::read::Readers;
use super::{durable, fault};
use crate::engine::{CommitError, EngineFault, KeysAnew, WrappedKey, of_one_epoch};
use care::ClientId;
use deadpool_postgres::Transaction;

/// Stores keys: all or, where one is there already, none.
pub(super) async fn put(readers: &Readers, keys: &[WrappedKey]) -> Result<(), CommitError> {
    let (clients, epochs, wrapped) = columns(keys);
    let mut connection = readers.connection().await?;
    durable::check(&connection).await?;
    let transaction = connection
        .transaction()
        .await
        .map_err(|error| fault::of(&error))?;
    // Held to the end, so that keys cannot be replaced between this look and the writing.
    let there = alone(&transaction).await?;
    if !of_one_epoch(keys, there) {
        return Err(CommitError::Conflict);
    }
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
    commit(transaction).await
}

/// Client, epoch and envelope of each key.
fn columns(keys: &[WrappedKey]) -> (Vec<&[u8]>, Vec<i64>, Vec<&[u8]>) {
    let clients = keys.iter().map(|key| key.client.bytes().as_slice());
    let epochs = keys.iter().map(|key| key.epoch.into());
    let wrapped = keys.iter().map(|key| key.wrapped.as_slice());
    (clients.collect(), epochs.collect(), wrapped.collect())
}

/// Keeps everyone else from changing keys until the transaction ends, and says under which root key
/// those that are there are wrapped.
async fn alone(transaction: &Transaction<'_>) -> Result<Option<u32>, CommitError> {
    transaction
        .batch_execute("LOCK TABLE attune_keys.keys IN SHARE ROW EXCLUSIVE MODE")
        .await
        .map_err(|error| fault::of_commit(&error))?;
    let there = transaction
        .query_opt("SELECT epoch FROM attune_keys.keys LIMIT 1", &[])
        .await
        .map_err(|error| fault::of_commit(&error))?;
    let Some(row) = there else { return Ok(None) };
    let epoch: i64 = row.try_get(0).map_err(|error| fault::of_commit(&error))?;
    u32::try_from(epoch).map(Some).map_err(|_| {
        EngineFault::Database("a root key's number is no number of ours".into()).into()
    })
}

async fn commit(transaction: Transaction<'_>) -> Result<(), CommitError> {
    transaction.commit().await.map_err(|error| {
        if fault::is_lost(&error) {
            EngineFault::Database(fault::UNKNOWN.to_owned()).into()
        } else {
            fault::of_commit(&error)
        }
    })
}

/// Writes every key anew, and then the table without what stood there before.
pub(super) async fn replace(readers: &Readers, anew: &KeysAnew) -> Result<(), CommitError> {
    let (clients, epochs, wrapped) = columns(&anew.keys);
    let gone: Vec<&[u8]> = anew
        .gone
        .iter()
        .map(|client| client.bytes().as_slice())
        .collect();
    let mut connection = readers.connection().await?;
    durable::check(&connection).await?;
    let transaction = connection
        .transaction()
        .await
        .map_err(|error| fault::of(&error))?;
    alone(&transaction).await?;
    let told = |error: tokio_postgres::Error| fault::of_commit(&error);
    transaction
        .execute(
            "DELETE FROM attune_keys.keys WHERE client = ANY($1::bytea[])",
            &[&gone],
        )
        .await
        .map_err(told)?;
    let replaced = transaction
        .execute(
            "UPDATE attune_keys.keys AS kept SET epoch = given.epoch, wrapped = given.wrapped \
             FROM unnest($1::bytea[], $2::bigint[], $3::bytea[]) AS given (client, epoch, wrapped) \
             WHERE kept.client = given.client",
            &[&clients, &epochs, &wrapped],
        )
        .await
        .map_err(told)?;
    let row = transaction
        .query_one("SELECT count(*) FROM attune_keys.keys", &[])
        .await
        .map_err(told)?;
    let there: i64 = row.try_get(0).map_err(told)?;
    let all = Some(anew.keys.len());
    if usize::try_from(replaced).ok() != all || usize::try_from(there).ok() != all {
        return Err(CommitError::Conflict);
    }
    commit(transaction).await?;
    connection
        .batch_execute("VACUUM FULL attune_keys.keys")
        .await
        .map_err(|error| fault::of(&error).into())
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
