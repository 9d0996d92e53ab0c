//! Reading: a few connections beside the writer's, so that nobody who opens a record waits for
//! somebody who saves one.

use super::fault;
use crate::engine::{EngineFault, GistRow, Leaf, LineRow, NewLine, PostRow, Row, WrappedKey};
use care::{ClientId, LineId, Moment, RecordId};
use deadpool_postgres::{
    Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime,
};
use std::time::Duration;
use tokio_postgres::types::{FromSql, ToSql};
use tokio_postgres::{Config, NoTls};

/// How many connections read at once, at most.
const READERS: usize = 16;
/// How long a reader waits for a connection before it is told that there is none.
const WAIT: Duration = Duration::from_secs(10);

/// The connections that read.
pub(super) struct Readers(Pool);

impl Readers {
    /// Readers of this database; they connect when they are needed.
    pub(super) fn new(config: Config) -> Result<Self, EngineFault> {
        let recycling = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        Pool::builder(Manager::from_config(config, NoTls, recycling))
            .max_size(READERS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(WAIT))
            .build()
            .map(Self)
            .map_err(|error| EngineFault::Database(error.to_string()))
    }

    /// A connection.
    pub(super) async fn connection(&self) -> Result<Object, EngineFault> {
        self.0.get().await.map_err(|error| match error {
            PoolError::Closed => EngineFault::Stopped,
            PoolError::Backend(error) => EngineFault::Database(format!(
                "PostgreSQL takes no connection: {}",
                fault::words(&error)
            )),
            other => EngineFault::Database(other.to_string()),
        })
    }

    /// Reads rows. Reading twice does no harm, so a connection that turns out to be gone is
    /// replaced once.
    pub(super) async fn rows<T>(
        &self,
        sql: &str,
        parameters: &[&(dyn ToSql + Sync)],
        read: impl Fn(&tokio_postgres::Row) -> Result<T, EngineFault>,
    ) -> Result<Vec<T>, EngineFault> {
        let answer = match self.once(sql, parameters).await? {
            Err(error) if fault::is_lost(&error) => self.once(sql, parameters).await?,
            answer => answer,
        };
        answer
            .map_err(|error| fault::of(&error))?
            .iter()
            .map(read)
            .collect()
    }

    async fn once(
        &self,
        sql: &str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Result<Vec<tokio_postgres::Row>, tokio_postgres::Error>, EngineFault> {
        let connection = self.connection().await?;
        Ok(match connection.prepare_cached(sql).await {
            Ok(statement) => connection.query(&statement, parameters).await,
            Err(error) => Err(error),
        })
    }

    /// Closes the connections.
    pub(super) fn close(&self) {
        self.0.close();
    }
}

fn column<'r, T: FromSql<'r>>(row: &'r tokio_postgres::Row, nth: usize) -> Result<T, EngineFault> {
    row.try_get(nth).map_err(|error| fault::of(&error))
}

fn bytes<const N: usize>(row: &tokio_postgres::Row, nth: usize) -> Result<[u8; N], EngineFault> {
    column::<&[u8]>(row, nth)?
        .try_into()
        .map_err(|_| misshapen())
}

fn number<T: TryFrom<i64>>(row: &tokio_postgres::Row, nth: usize) -> Result<T, EngineFault> {
    T::try_from(column::<i64>(row, nth)?).map_err(|_| misshapen())
}

fn misshapen() -> EngineFault {
    EngineFault::Database(
        "a stored column does not have its shape; the database was changed by another hand"
            .to_owned(),
    )
}

/// client, record, version, tag, at, sealed.
pub(super) fn row(row: &tokio_postgres::Row) -> Result<Row, EngineFault> {
    Ok(Row {
        client: ClientId::from_bytes(bytes(row, 0)?),
        record: RecordId::from_bytes(bytes(row, 1)?),
        version: number(row, 2)?,
        tag: bytes(row, 3)?,
        at: Moment::from_millis(column(row, 4)?),
        sealed: column(row, 5)?,
    })
}

/// client, tag, version, sealed.
pub(super) fn gist(row: &tokio_postgres::Row) -> Result<GistRow, EngineFault> {
    Ok(GistRow {
        client: ClientId::from_bytes(bytes(row, 0)?),
        tag: bytes(row, 1)?,
        version: number(row, 2)?,
        sealed: column(row, 3)?,
    })
}

/// client, place, line, at, leaf, sealed.
pub(super) fn line(row: &tokio_postgres::Row) -> Result<LineRow, EngineFault> {
    Ok(LineRow {
        place: number(row, 1)?,
        line: NewLine {
            client: ClientId::from_bytes(bytes(row, 0)?),
            line: LineId::from_bytes(bytes(row, 2)?),
            at: Moment::from_millis(column(row, 3)?),
            leaf: bytes(row, 4)?,
            sealed: column(row, 5)?,
        },
    })
}

/// place, leaf.
pub(super) fn leaf(row: &tokio_postgres::Row) -> Result<Leaf, EngineFault> {
    Ok((number(row, 0)?, bytes::<32>(row, 1)?))
}

/// client, post, `due_at`, tries, sealed.
pub(super) fn post(row: &tokio_postgres::Row) -> Result<PostRow, EngineFault> {
    Ok(PostRow {
        client: ClientId::from_bytes(bytes(row, 0)?),
        post: RecordId::from_bytes(bytes(row, 1)?),
        due_at: Moment::from_millis(column(row, 2)?),
        tries: number(row, 3)?,
        sealed: column(row, 4)?,
    })
}

/// client, epoch, wrapped.
pub(super) fn key(row: &tokio_postgres::Row) -> Result<WrappedKey, EngineFault> {
    Ok(WrappedKey {
        client: ClientId::from_bytes(bytes(row, 0)?),
        epoch: number(row, 1)?,
        wrapped: column(row, 2)?,
    })
}
