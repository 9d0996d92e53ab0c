//! Dead letters: what could not be delivered, kept in the service's directory for a lead to look
//! at. Ids, numbers and times; to whom is an id, and what a letter said was nothing.

use crate::flow::WhyV1;
use crate::outward::errand;
use crate::rules::{Reason, Way};
use care::{ClientId, Moment, PersonId};
use sealed::{Errand, InDirectory, Parcel};
use serde::{Deserialize, Serialize};

/// The stored shape of a dead letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterV1 {
    /// Whom it was for.
    pub person: [u8; 16],
    /// The way: its [`number`](Way::number).
    pub way: u8,
    /// What for: its [`number`](Reason::number). Kept so that it can be sent again, not shown.
    pub reason: u8,
    /// When it was queued, in milliseconds since the epoch.
    pub queued_at: i64,
    /// When it was given up.
    pub given_up_at: i64,
    /// Why.
    pub why: WhyV1,
    /// How often it was tried.
    pub tries: u32,
}

impl InDirectory for LetterV1 {
    const KIND: &'static str = "letter";
    const SHAPE: u16 = 1;
}

impl LetterV1 {
    pub(crate) fn of(parcel: &Parcel, now: Moment, why: WhyV1) -> Self {
        let tried_now = u32::from(why != WhyV1::NoWay);
        Self {
            person: *parcel.to.bytes(),
            way: parcel.errand.way,
            reason: parcel.errand.reason,
            queued_at: parcel.queued.millis(),
            given_up_at: now.millis(),
            why,
            tries: parcel.tries.saturating_add(tried_now),
        }
    }

    pub(crate) const fn to(&self) -> PersonId {
        PersonId::from_bytes(self.person)
    }

    pub(crate) fn client(&self) -> ClientId {
        ClientId::of(self.to())
    }

    /// The errand, to be sent again, with its reason.
    pub(crate) fn errand(&self) -> Option<(Errand, Reason)> {
        let way = Way::from_number(self.way)?;
        let reason = Reason::from_number(self.reason)?;
        Some((errand(way, reason), reason))
    }
}
