//! What machinery knows of promises: ids, times and counts in the service's directory. No record is
//! opened to see what is due, and nothing here says what a promise is about.

use crate::kind::Kind;
use crate::rates::Ended;
use crate::rules::{Became, Stands};
use crate::stored::PromiseV1;
use care::{ClientId, DAY, Moment, PersonId, RecordId};
use sealed::{InDirectory, ReadError, Vault};
use serde::{Deserialize, Serialize};

/// That something is promised: whose, which, by whom, by when.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseDueV1 {
    pub(crate) client: [u8; 16],
    pub(crate) by: [u8; 16],
    pub(crate) kind: Kind,
    pub(crate) due_at: i64,
    pub(crate) breaks_at: i64,
    pub(crate) open: bool,
}

impl InDirectory for PromiseDueV1 {
    const KIND: &'static str = "promise-due";
    const SHAPE: u16 = 1;
}

impl PromiseDueV1 {
    pub(crate) fn of(client: ClientId, promise: &PromiseV1, stands: &Stands) -> Self {
        Self {
            client: *client.bytes(),
            by: promise.by,
            kind: promise.kind,
            due_at: stands.due.max(stands.until.unwrap_or(stands.due)).millis(),
            breaks_at: stands.breaks.millis(),
            open: stands.is_open(),
        }
    }

    pub(crate) const fn client(&self) -> ClientId {
        ClientId::from_bytes(self.client)
    }

    pub(crate) const fn by(&self) -> PersonId {
        PersonId::from_bytes(self.by)
    }

    /// Whether whoever promised is to hear that it is late.
    pub(crate) fn is_late(&self, now: Moment) -> bool {
        self.open && self.kind.late_by_time() && now.millis() > self.due_at
    }

    /// Whether it is so late that it is broken.
    pub(crate) fn is_to_break(&self, now: Moment) -> bool {
        self.open && now.millis() > self.breaks_at
    }
}

/// That whoever promised has heard that it is late.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseToldV1 {
    /// By when it was due when they heard.
    pub(crate) due_at: i64,
}

impl InDirectory for PromiseToldV1 {
    const KIND: &'static str = "promise-told";
    const SHAPE: u16 = 1;
}

/// That a promise ended, for counting: by whom, of what kind, on what day, how. Not whose it was:
/// the id follows from the client's own key, so nobody finds the way back without that.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PromiseEndedV1 {
    by: [u8; 16],
    kind: Kind,
    /// The day it ended, counted from the epoch.
    day: i32,
    how: HowV1,
    told: bool,
    sorry: bool,
    mended: bool,
}

/// How a promise ended. Stored by its place, so only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum HowV1 {
    Kept,
    KeptLate,
    Broken,
    Released,
    CalledOff,
}

impl InDirectory for PromiseEndedV1 {
    const KIND: &'static str = "promise-ended";
    const SHAPE: u16 = 1;
}

impl PromiseEndedV1 {
    /// `None`: it has not ended.
    pub(crate) fn of(promise: &PromiseV1, stands: &Stands) -> Option<Self> {
        let how = match stands.became {
            Became::Open => return None,
            Became::Kept => HowV1::Kept,
            Became::KeptLate => HowV1::KeptLate,
            Became::Broken => HowV1::Broken,
            Became::Released => HowV1::Released,
            Became::CalledOff => HowV1::CalledOff,
        };
        let day = stands.ended?.millis().div_euclid(DAY);
        Some(Self {
            by: promise.by,
            kind: promise.kind,
            day: i32::try_from(day).unwrap_or(i32::MAX),
            how,
            told: stands.told,
            sorry: stands.sorry,
            mended: stands.mended,
        })
    }

    fn counted(&self) -> Ended {
        Ended {
            by: PersonId::from_bytes(self.by),
            kind: self.kind,
            how: match self.how {
                HowV1::Kept => Became::Kept,
                HowV1::KeptLate => Became::KeptLate,
                HowV1::Broken => Became::Broken,
                HowV1::Released => Became::Released,
                HowV1::CalledOff => Became::CalledOff,
            },
            told: self.told,
            sorry: self.sorry,
            mended: self.mended,
        }
    }
}

/// Something that happened in an act which could not open the promises, for the worker to do: ids
/// and times.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseErrandV1 {
    pub(crate) client: [u8; 16],
    pub(crate) kind: Kind,
    pub(crate) about: [u8; 16],
    /// When it happened.
    pub(crate) at: i64,
    pub(crate) what: ErrandWhatV1,
}

/// What is to be done. Stored by its place, so only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum ErrandWhatV1 {
    Made {
        by: [u8; 16],
        due_at: i64,
    },
    Kept {
        at: i64,
    },
    Moved {
        by: [u8; 16],
        due_at: i64,
        by_client: bool,
    },
    CalledOff {
        by_client: bool,
    },
    Missed,
    /// It was kept, though nothing came of it: the client did not come.
    WasThere,
}

impl InDirectory for PromiseErrandV1 {
    const KIND: &'static str = "promise-errand";
    const SHAPE: u16 = 1;
}

/// How far the promise that follows from an emergency has come.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseGlassV1 {
    /// Whether it was kept already; otherwise it was made.
    pub(crate) kept: bool,
}

impl InDirectory for PromiseGlassV1 {
    const KIND: &'static str = "promise-glass";
    const SHAPE: u16 = 1;
}

/// Every promise that ended from one moment on and before another, counted by whole days, without
/// whose it was.
///
/// # Errors
/// If the directory cannot be read. One entry that is damaged is an error too: a rate that leaves
/// something out silently would be wrong.
pub async fn ended(vault: &Vault, from: Moment, until: Moment) -> Result<Vec<Ended>, ReadError> {
    let all = vault.directory_all::<PromiseEndedV1>().await?;
    if !all.damaged.is_empty() {
        return Err(sealed::Damaged.into());
    }
    let day = |at: Moment| at.millis().div_euclid(DAY);
    let within = day(from)..day(until);
    let entries = all.kept.iter().map(|kept| &kept.value);
    Ok(entries
        .filter(|one| within.contains(&i64::from(one.day)))
        .map(PromiseEndedV1::counted)
        .collect())
}

/// What someone still holds: whose, which, of what kind and by when; what is due first, first.
///
/// # Errors
/// If the directory cannot be read.
pub async fn holds(
    vault: &Vault,
    person: PersonId,
) -> Result<Vec<(ClientId, RecordId, Kind, Moment)>, ReadError> {
    let all = vault.directory_all::<PromiseDueV1>().await?.kept;
    let mut held: Vec<_> = all
        .iter()
        .filter(|kept| kept.value.open && kept.value.by() == person)
        .map(|kept| {
            let due = Moment::from_millis(kept.value.due_at);
            (kept.value.client(), kept.record, kept.value.kind, due)
        })
        .collect();
    held.sort_by_key(|(.., due)| *due);
    Ok(held)
}
