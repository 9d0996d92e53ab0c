//! When a page cannot be shown: kind words for the person, one log line with a number for whoever
//! looks after the service, and never any content in either.

use crate::floor::FinishError;
use crate::words::Words;
use axum::http::StatusCode;
use care::{Chance, Refused};
use sealed::engine::{CommitError, EngineFault};
use sealed::{Damaged, DeliverError, ReadError};

/// What kept a page from being shown.
#[derive(Debug)]
pub enum Trouble {
    /// There is nothing here for this person. Absent, refused and other people's look the same.
    Nothing,
    /// The page that was sent is older than what it speaks of.
    Older,
    /// What was sent could not be read.
    NotUnderstood,
    /// What was sent was too large.
    TooLarge,
    /// Too many tries for now.
    TooMany,
    /// The disk is full: reading goes on, nothing was saved.
    NotSaving,
    /// A part of the record is there and does not open.
    Damaged,
    /// Our fault. What is in it is for the log.
    Fault(String),
}

impl From<Refused> for Trouble {
    fn from(_: Refused) -> Self {
        Self::Nothing
    }
}

impl From<Damaged> for Trouble {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

impl From<EngineFault> for Trouble {
    fn from(fault: EngineFault) -> Self {
        Self::Fault(fault.to_string())
    }
}

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Damaged(damaged) => damaged.into(),
            ReadError::NoLine(error) => error.into(),
            ReadError::Engine(fault) => fault.into(),
            // A relation that has just ended, or a decision grown old: as if there were nothing.
            // Whoever does not hold the key is told no more than that: what is theirs alone says so
            // on its own page.
            ReadError::NotCovered | ReadError::NeedsOwnKey => Self::Nothing,
        }
    }
}

impl From<CommitError> for Trouble {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict => Self::Older,
            CommitError::Full => Self::NotSaving,
            CommitError::Fault(fault) => fault.into(),
        }
    }
}

impl From<FinishError> for Trouble {
    fn from(error: FinishError) -> Self {
        match error {
            FinishError::Read(error) => error.into(),
            FinishError::Commit(error) => error.into(),
        }
    }
}

impl From<DeliverError> for Trouble {
    fn from(error: DeliverError) -> Self {
        match error {
            DeliverError::Read(error) => error.into(),
            DeliverError::Commit(error) => error.into(),
        }
    }
}

/// What a page says about trouble.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) status: StatusCode,
    pub(crate) title: String,
    pub(crate) text: String,
}

impl Trouble {
    /// The words for the person. A fault or damage is logged here, once, under a number that the
    /// words carry.
    pub(crate) fn say(&self, words: Words, chance: &dyn Chance) -> Said {
        let (status, key) = match self {
            Self::Nothing => (StatusCode::NOT_FOUND, "not-found"),
            Self::Older => (StatusCode::CONFLICT, "older"),
            Self::NotUnderstood => (StatusCode::BAD_REQUEST, "not-understood"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::TooMany => (StatusCode::TOO_MANY_REQUESTS, "too-many"),
            Self::NotSaving => (StatusCode::INSUFFICIENT_STORAGE, "not-saving"),
            Self::Damaged => (StatusCode::INTERNAL_SERVER_ERROR, "damaged"),
            Self::Fault(_) => (StatusCode::INTERNAL_SERVER_ERROR, "fault"),
        };
        let mut number = [0; 4];
        chance.fill(&mut number);
        let number = format!("{:08}", u32::from_be_bytes(number) % 100_000_000);
        match self {
            Self::Fault(what) => tracing::error!(number, what, "a page could not be shown"),
            Self::Damaged => tracing::error!(number, "a part of a record is damaged"),
            Self::NotSaving => tracing::error!("the disk is full: nothing is being saved"),
            _ => {}
        }
        Said {
            status,
            title: words.say(&format!("error-{key}-title")),
            text: words.say_with(
                &format!("error-{key}-words"),
                &[("number", (&number).into())],
            ),
        }
    }
}
