//! What an error of SQLite means for the people who are waiting on it.

use crate::engine::{CommitError, EngineFault};
use rusqlite::{ErrorCode, ffi};

/// An error, weighed.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Someone was first.
    Conflict,
    /// No room. Nothing was written; reading goes on.
    Full,
    /// This piece of work cannot be done; the next one can.
    Work(EngineFault),
    /// Nothing this disk says can be trusted any more. A failed sync must never be repeated: the
    /// operating system may have dropped the pages and report success the second time
    /// (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020).
    Stop(EngineFault),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        let Some(&ffi::Error {
            code,
            extended_code,
        }) = error.sqlite_error()
        else {
            return Self::Work(fault(&error));
        };
        match code {
            ErrorCode::DiskFull => Self::Full,
            // The index of the write-ahead log could not grow: the disk is full as well.
            ErrorCode::SystemIoFailure if extended_code == ffi::SQLITE_IOERR_SHMSIZE => Self::Full,
            ErrorCode::SystemIoFailure
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::OutOfMemory
            | ErrorCode::InternalMalfunction => Self::Stop(fault(&error)),
            _ => Self::Work(fault(&error)),
        }
    }
}

impl Trouble {
    /// What the writer is told.
    pub(super) fn told(&self) -> CommitError {
        match self {
            Self::Conflict => CommitError::Conflict,
            Self::Full => CommitError::Full,
            Self::Work(fault) | Self::Stop(fault) => CommitError::Fault(again(fault)),
        }
    }

    /// What someone is told who wanted neither to be first nor to be given room.
    pub(super) fn into_fault(self) -> EngineFault {
        match self {
            Self::Conflict => EngineFault::Database("it was there already".into()),
            Self::Full => EngineFault::Database("the disk is full".into()),
            Self::Work(fault) | Self::Stop(fault) => fault,
        }
    }
}

/// The fault behind an error: SQLite's own words, which hold no value that was stored.
pub(super) fn fault(error: &rusqlite::Error) -> EngineFault {
    EngineFault::Database(error.to_string())
}

/// The same fault, for the next one who waits.
fn again(fault: &EngineFault) -> EngineFault {
    match fault {
        EngineFault::Stopped => EngineFault::Stopped,
        EngineFault::Database(told) => EngineFault::Database(told.clone()),
        other => EngineFault::Database(other.to_string()),
    }
}

/// A fault of the file system.
pub(super) fn io(doing: &str, error: &std::io::Error) -> EngineFault {
    EngineFault::Database(format!("{doing}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(extended: i32) -> Trouble {
        rusqlite::Error::SqliteFailure(ffi::Error::new(extended), None).into()
    }

    #[test]
    fn a_failed_sync_stops_and_a_full_disk_does_not() {
        for stop in [
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_DIR_FSYNC,
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_IOERR_READ,
            ffi::SQLITE_CORRUPT,
            ffi::SQLITE_READONLY,
        ] {
            assert!(matches!(weighed(stop), Trouble::Stop(_)), "{stop}");
        }
        for full in [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_SHMSIZE] {
            assert!(matches!(weighed(full), Trouble::Full), "{full}");
        }
        for work in [ffi::SQLITE_BUSY, ffi::SQLITE_TOOBIG, ffi::SQLITE_CONSTRAINT] {
            assert!(matches!(weighed(work), Trouble::Work(_)), "{work}");
        }
    }
}
