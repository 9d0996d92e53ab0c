//! What every engine must do, whatever it is made of: the same cases run on SQLite, PostgreSQL and
//! memory, so that a service may change its database without a client losing a word or a line.

mod crowd;
mod keys;
mod ledger;
mod records;

use crate::engine::{Batch, CommitError, Engine, GistRow, NewLine, Pending, PostRow, Row, Tag};
use care::{ClientId, LineId, Moment, RecordId};
use std::error::Error;
use std::future::Future;
use std::sync::Arc;

/// How a case ends: what the engine must answer is asserted, what it must not refuse is `?`.
pub type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

/// One thing every engine must do.
pub struct Case {
    /// The sentence it proves.
    pub name: &'static str,
    /// Proves it, on an empty engine of its own.
    pub run: fn(Arc<dyn Engine>) -> Pending<'static, Outcome>,
}

macro_rules! cases {
    ($($module:ident::$name:ident),* $(,)?) => {
        &[$(Case { name: stringify!($name), run: |engine| Box::pin($module::$name(engine)) }),*]
    };
}

/// Every case.
pub const CASES: &[Case] = cases![
    records::a_record_reads_back_as_it_was_kept,
    records::a_version_that_is_there_is_a_conflict,
    records::of_a_batch_in_conflict_nothing_stays,
    records::the_same_version_twice_in_a_batch_is_a_conflict,
    records::the_latest_version_of_each_record_is_listed_page_by_page,
    records::records_are_kept_apart_by_client,
    records::an_overwritten_record_keeps_only_its_newest_version,
    records::a_forgotten_record_is_gone_in_every_version,
    records::a_gist_moves_one_version_at_a_time,
    records::everything_stored_is_paged_through_once_in_order,
    ledger::lines_stand_in_one_order_without_gaps,
    ledger::a_clients_lines_are_paged_newest_first,
    ledger::a_refused_batch_leaves_no_gap_in_the_ledger,
    ledger::post_is_due_in_order_and_never_early,
    ledger::post_tried_again_is_due_later,
    ledger::delivered_post_is_gone,
    keys::a_key_is_put_once_and_read_back,
    keys::of_keys_in_conflict_none_is_put,
    keys::a_key_store_is_replaced_whole_or_not_at_all,
    keys::a_destroyed_key_is_gone_and_its_neighbours_stay,
    records::of_someone_erased_only_the_leaves_stay,
    crowd::five_hundred_writers_are_each_acknowledged_once,
    crowd::of_many_writers_of_one_version_exactly_one_wins,
    crowd::a_conflict_does_not_poison_its_neighbours,
    crowd::what_is_acknowledged_can_be_read_at_once,
    crowd::a_closed_engine_refuses_to_commit,
];

/// Runs every case, each on a fresh, empty engine from `make`.
///
/// # Panics
/// If the engine does not do what every engine must; the message names the case.
pub async fn run<F, E>(make: F)
where
    F: Fn() -> E,
    E: Future<Output = Arc<dyn Engine>>,
{
    for case in CASES {
        let engine = make().await;
        // A task of its own, so that a failed assertion is told with the name of its case.
        let outcome = tokio::spawn((case.run)(Arc::clone(&engine))).await;
        engine.close().await;
        let told = match outcome {
            Ok(Ok(())) => continue,
            Ok(Err(refused)) => refused.to_string(),
            Err(failed) => failed.to_string(),
        };
        assert!(told.is_empty(), "{}: {told}", case.name);
    }
}

pub(crate) fn client(n: u8) -> ClientId {
    ClientId::from_bytes([n; 16])
}

pub(crate) fn record(n: u16) -> RecordId {
    let mut bytes = [0xA5; 16];
    bytes[..2].copy_from_slice(&n.to_be_bytes());
    RecordId::from_bytes(bytes)
}

pub(crate) const KIND: Tag = [1; 16];
pub(crate) const OTHER_KIND: Tag = [2; 16];

/// A row whose envelope can be told from every other row's.
pub(crate) fn row(client: ClientId, record: RecordId, version: u32) -> Row {
    let mut sealed = client.bytes().to_vec();
    sealed.extend_from_slice(record.bytes());
    sealed.extend_from_slice(&version.to_be_bytes());
    Row {
        client,
        record,
        version,
        tag: KIND,
        at: Moment::from_millis(1_000),
        sealed,
    }
}

pub(crate) fn gist(client: ClientId, version: u32) -> GistRow {
    GistRow {
        client,
        tag: KIND,
        version,
        sealed: version.to_be_bytes().to_vec(),
    }
}

pub(crate) fn line(client: ClientId, n: u16) -> NewLine {
    NewLine {
        client,
        line: LineId::from_bytes(*record(n).bytes()),
        at: Moment::from_millis(i64::from(n)),
        leaf: [u8::try_from(n % 251).unwrap_or_default(); 32],
        sealed: n.to_be_bytes().to_vec(),
    }
}

pub(crate) fn post(client: ClientId, n: u16, due_at: i64) -> PostRow {
    PostRow {
        client,
        post: record(n),
        due_at: Moment::from_millis(due_at),
        tries: 0,
        sealed: n.to_be_bytes().to_vec(),
    }
}

pub(crate) fn rows(rows: Vec<Row>) -> Batch {
    Batch {
        rows,
        ..Batch::default()
    }
}

pub(crate) fn lines(lines: Vec<NewLine>) -> Batch {
    Batch {
        lines,
        ..Batch::default()
    }
}

pub(crate) fn is_conflict(answer: &Result<(), CommitError>) -> bool {
    matches!(answer, Err(CommitError::Conflict))
}
