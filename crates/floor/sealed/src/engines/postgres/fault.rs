//! What PostgreSQL's errors mean for the person who waits for an answer.
//!
//! Only the error's message and code are passed on: its detail can quote stored values.

use crate::engine::{CommitError, EngineFault};
use tokio_postgres::Error;
use tokio_postgres::error::{DbError, Severity, SqlState};

/// Said when the connection went while a commit was under way.
pub(super) const UNKNOWN: &str =
    "the connection was lost; whether the last change was saved is unknown; reading it again tells";
/// Said when the connection went before the commit was asked for.
pub(super) const NOT_SAVED: &str =
    "the connection was lost before the change was saved; nothing was saved";

/// An error as a fault for the operator.
pub(super) fn of(error: &Error) -> EngineFault {
    EngineFault::Database(words(error))
}

/// An error of a statement inside a transaction that was rolled back.
pub(super) fn of_commit(error: &Error) -> CommitError {
    match error.code() {
        Some(code) if *code == SqlState::DISK_FULL => CommitError::Full,
        _ => CommitError::Fault(of(error)),
    }
}

/// Whether the connection is gone. Anything but an error that the server reported and survived
/// counts as gone.
pub(super) fn is_lost(error: &Error) -> bool {
    error.as_db_error().is_none_or(ends_the_session)
}

fn ends_the_session(reported: &DbError) -> bool {
    matches!(
        reported.parsed_severity(),
        Some(Severity::Fatal | Severity::Panic) | None
    ) || *reported.code() == SqlState::ADMIN_SHUTDOWN
        || *reported.code() == SqlState::CRASH_SHUTDOWN
}

/// The error in a line.
pub(super) fn words(error: &Error) -> String {
    if let Some(reported) = error.as_db_error() {
        return format!("{} [{}]", reported.message(), reported.code().code());
    }
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// The same answer for one more of those who wait.
pub(super) fn again(answer: &CommitError) -> CommitError {
    match answer {
        CommitError::Conflict => CommitError::Conflict,
        CommitError::Full => CommitError::Full,
        CommitError::Fault(fault) => CommitError::Fault(repeat(fault)),
    }
}

/// The same fault, once more.
pub(super) fn repeat(fault: &EngineFault) -> EngineFault {
    match fault {
        EngineFault::Database(words) => EngineFault::Database(words.clone()),
        EngineFault::NotDurable(words) => EngineFault::NotDurable(words.clone()),
        EngineFault::Newer {
            found,
            known,
            wrote_by,
        } => EngineFault::Newer {
            found: *found,
            known: *known,
            wrote_by: wrote_by.clone(),
        },
        EngineFault::Stopped => EngineFault::Stopped,
    }
}
