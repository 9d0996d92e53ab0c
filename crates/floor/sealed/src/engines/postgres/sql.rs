//! The statements that change records, each for many rows at once.

use super::durable;
use super::fault;
use crate::engine::EngineFault;
use tokio_postgres::{Client, Statement};

/// The lock that every transaction that changes records holds to its end.
///
/// Places in the ledger are contiguous over the whole service and are given inside the
/// transaction, so transactions have to go one after the other in any case. A lock of the database
/// does that for any number of processes, and with it the next place is simply the highest plus
/// one: there is no counter that a restore or a careless hand could set apart from the ledger. The
/// same order keeps processes that write the same records in a different order from deadlocking.
pub(super) const ONE_AT_A_TIME: i64 = 0x6174_7475_6e65_0001;

/// A kind of statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    Append,
    Clear,
    Overwrite,
    Forget,
    FirstGist,
    NextGist,
    Line,
    Post,
    Delivered,
    EraseRecords,
    EraseGists,
    ErasePost,
    EraseLines,
}

const APPEND: &str = "INSERT INTO records (client, record, version, tag, at, sealed) \
SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bigint[], $6::bytea[]) \
ON CONFLICT DO NOTHING";

const CLEAR: &str = "DELETE FROM records AS kept \
USING unnest($1::bytea[], $2::bytea[], $3::bigint[]) AS given (client, record, version) \
WHERE kept.client = given.client AND kept.record = given.record AND kept.version < given.version";

const OVERWRITE: &str = "INSERT INTO records (client, record, version, tag, at, sealed) \
SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bigint[], $6::bytea[]) \
ON CONFLICT (client, record, version) DO UPDATE SET tag = excluded.tag, at = excluded.at, sealed = excluded.sealed";

const FORGET: &str = "DELETE FROM records AS kept \
USING unnest($1::bytea[], $2::bytea[]) AS given (client, record) \
WHERE kept.client = given.client AND kept.record = given.record";

const FIRST_GIST: &str = "INSERT INTO gists (client, tag, version, sealed) \
SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[]) ON CONFLICT DO NOTHING";

const NEXT_GIST: &str = "UPDATE gists AS kept SET version = given.version, sealed = given.sealed \
FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[]) AS given (client, tag, version, sealed) \
WHERE kept.client = given.client AND kept.tag = given.tag AND kept.version = given.version - 1";

const LINE: &str = "INSERT INTO lines (client, place, line, at, leaf, sealed) \
SELECT given.client, next.place + given.nth - 1, given.line, given.at, given.leaf, given.sealed \
FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bytea[]) WITH ORDINALITY AS given (client, line, at, leaf, sealed, nth) \
CROSS JOIN (SELECT COALESCE(MAX(place) + 1, 0) AS place FROM lines) AS next";

const POST: &str = "INSERT INTO post (client, post, due_at, tries, sealed) \
SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[], $5::bytea[]) \
ON CONFLICT (client, post) DO UPDATE SET due_at = excluded.due_at, tries = excluded.tries, sealed = excluded.sealed";

const DELIVERED: &str = "DELETE FROM post AS kept \
USING unnest($1::bytea[], $2::bytea[]) AS given (client, post) \
WHERE kept.client = given.client AND kept.post = given.post";

const ERASE_RECORDS: &str = "DELETE FROM records WHERE client = ANY($1::bytea[])";
const ERASE_GISTS: &str = "DELETE FROM gists WHERE client = ANY($1::bytea[])";
const ERASE_POST: &str = "DELETE FROM post WHERE client = ANY($1::bytea[])";
const ERASE_LINES: &str = "UPDATE lines SET sealed = ''::bytea WHERE client = ANY($1::bytea[])";

/// The statements, prepared on one connection.
pub(super) struct Prepared {
    /// Takes the lock if the settings are durable; changes no row, answers none if they are not.
    pub(super) lock: Statement,
    append: Statement,
    clear: Statement,
    overwrite: Statement,
    forget: Statement,
    first_gist: Statement,
    next_gist: Statement,
    line: Statement,
    post: Statement,
    delivered: Statement,
    /// Records, gists, post and lines of those who are erased.
    erase: [Statement; 4],
}

impl Prepared {
    /// Prepares them.
    pub(super) async fn on(client: &Client) -> Result<Self, EngineFault> {
        let lock = format!(
            "SELECT pg_advisory_xact_lock({ONE_AT_A_TIME}) WHERE {}",
            durable::CONDITION
        );
        let erase = tokio::try_join!(
            client.prepare(ERASE_RECORDS),
            client.prepare(ERASE_GISTS),
            client.prepare(ERASE_POST),
            client.prepare(ERASE_LINES),
        );
        let prepared = tokio::try_join!(
            client.prepare(&lock),
            client.prepare(APPEND),
            client.prepare(CLEAR),
            client.prepare(OVERWRITE),
            client.prepare(FORGET),
            client.prepare(FIRST_GIST),
            client.prepare(NEXT_GIST),
            client.prepare(LINE),
            client.prepare(POST),
            client.prepare(DELIVERED),
        );
        let (lock, append, clear, overwrite, forget, first_gist, next_gist, line, post, delivered) =
            prepared.map_err(|error| fault::of(&error))?;
        Ok(Self {
            lock,
            append,
            clear,
            overwrite,
            forget,
            first_gist,
            next_gist,
            line,
            post,
            delivered,
            erase: erase.map_err(|error| fault::of(&error))?.into(),
        })
    }

    /// The statement of a kind.
    pub(super) fn statement(&self, what: What) -> &Statement {
        match what {
            What::Append => &self.append,
            What::Clear => &self.clear,
            What::Overwrite => &self.overwrite,
            What::Forget => &self.forget,
            What::FirstGist => &self.first_gist,
            What::NextGist => &self.next_gist,
            What::Line => &self.line,
            What::Post => &self.post,
            What::Delivered => &self.delivered,
            What::EraseRecords => &self.erase[0],
            What::EraseGists => &self.erase[1],
            What::ErasePost => &self.erase[2],
            What::EraseLines => &self.erase[3],
        }
    }
}
