//! The door outwards: what an in-app notice leads to, and sending what has come due.

use crate::flow::{self, Errand, MOST_TRIES, Step, WhyV1, again};
use crate::gate::Gate;
use crate::letters::LetterV1;
use crate::message::{Carrier, NotCarried, OutboundMessage};
use crate::rules::{Reason, Way, next_allowed};
use crate::stored::{ReachV1, RuleV1};
use care::{ClientId, Moment, PersonId};
use jiff::tz::TimeZone;
use sealed::{DeliverError, Due, Notice, Parcel, ReadError, Vault};
use std::sync::{PoisonError, RwLock};

/// What the service has set up for reaching people.
pub struct Outward {
    /// The address mail comes from, if the service sends mail.
    pub mail_from: Option<String>,
    zone: RwLock<TimeZone>,
    /// Holds one client at a time.
    pub gate: Gate,
}

/// What one round of sending did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sent {
    /// Messages handed over.
    pub sent: u32,
    /// Errands put off to an hour that is allowed.
    pub put_off: u32,
    /// Errands that must not be done any more, or need not.
    pub dropped: u32,
    /// Tries that failed and follow again.
    pub failed: u32,
    /// Errands given up, for a lead to look at.
    pub given_up: u32,
    /// Items that do not open.
    pub damaged: usize,
}

/// What became of one errand.
enum Became {
    Sent,
    PutOff,
    Dropped,
    Failed,
    GivenUp,
}

impl Outward {
    /// What the service has set up: where its mail comes from, if it sends any, and its time zone.
    pub fn new(mail_from: Option<String>, zone: TimeZone) -> Self {
        Self {
            mail_from,
            zone: RwLock::new(zone),
            gate: Gate::default(),
        }
    }

    /// The service's time zone: days and hours are told in it.
    pub fn zone(&self) -> TimeZone {
        let zone = self.zone.read().unwrap_or_else(PoisonError::into_inner);
        zone.clone()
    }

    /// Says in which time zone the service lives, when that was chosen after it was started: with
    /// every rule that is kept, so that none is ever read by another clock than it was written by.
    pub fn lives_in(&self, zone: &TimeZone) {
        let mut known = self.zone.write().unwrap_or_else(PoisonError::into_inner);
        known.clone_from(zone);
    }

    /// Delivers a notice inside the app and, if the person's rules allow it, queues the errand that
    /// follows from it for the next hour that is allowed: in one transaction, during which the rules
    /// do not change.
    ///
    /// # Errors
    /// If it could not be delivered; it stays in the outbox.
    pub async fn deliver(&self, vault: &Vault, item: Due) -> Result<(), DeliverError> {
        let _held = self.gate.hold(ClientId::of(item.to)).await;
        let reason = reason_of(item.notice);
        let due = if self.mail_from.is_some() {
            self.next(vault, item.to, reason).await?
        } else {
            None
        };
        let errand = due
            .filter(|due| flow::of_use(reason, item.since, *due))
            .map(|due| (errand(Way::Mail, reason), due));
        vault.deliver(item, errand).await
    }

    /// When mail may next be sent to someone for this reason, if it may at all.
    ///
    /// # Errors
    /// If storage could not be read. A note that does not open allows nothing.
    pub async fn next(
        &self,
        vault: &Vault,
        to: PersonId,
        reason: Reason,
    ) -> Result<Option<Moment>, ReadError> {
        let rule = mail_rule(vault, to).await?;
        Ok(next_allowed(
            rule.as_ref(),
            reason,
            vault.now(),
            &self.zone(),
        ))
    }

    /// Sends what has come due, at most so many.
    ///
    /// # Errors
    /// If the outbox cannot be read.
    pub async fn send_due(
        &self,
        vault: &Vault,
        carrier: Option<&dyn Carrier>,
        limit: u32,
    ) -> Result<Sent, ReadError> {
        let (parcels, damaged) = vault.errands(limit).await?;
        let mut sent = Sent {
            damaged,
            ..Sent::default()
        };
        for parcel in parcels {
            match self.send_one(vault, carrier, &parcel).await {
                Ok(Became::Sent) => sent.sent += 1,
                Ok(Became::PutOff) => sent.put_off += 1,
                Ok(Became::Dropped) => sent.dropped += 1,
                Ok(Became::Failed) => sent.failed += 1,
                Ok(Became::GivenUp) => sent.given_up += 1,
                Err(error) => {
                    tracing::warn!(%error, "an errand could not be seen to and waits");
                    sent.failed += 1;
                }
            }
        }
        Ok(sent)
    }

    async fn send_one(
        &self,
        vault: &Vault,
        carrier: Option<&dyn Carrier>,
        parcel: &Parcel,
    ) -> Result<Became, DeliverError> {
        // From here until it has left or not, the rules do not change.
        let _held = self.gate.hold(ClientId::of(parcel.to)).await;
        let known = Way::from_number(parcel.errand.way) == Some(Way::Mail);
        let reason = Reason::from_number(parcel.errand.reason).filter(|_| known);
        let (Some(reason), Some(carrier)) = (reason, carrier) else {
            return give_up(vault, parcel, WhyV1::NoWay).await;
        };
        let rule = mail_rule(vault, parcel.to).await?;
        let errand = Errand {
            reason,
            queued: parcel.queued,
            tries: parcel.tries,
            waits: vault.waiting(parcel.to).await?.is_some(),
        };
        let now = vault.now();
        match flow::step(rule.as_ref(), errand, now, &self.zone()) {
            Step::Drop => {
                vault.done_with(parcel).await?;
                Ok(Became::Dropped)
            }
            Step::Wait(until) => {
                vault.put_off(parcel, until).await?;
                Ok(Became::PutOff)
            }
            Step::Bury(why) => give_up(vault, parcel, why).await,
            Step::Leave(permit) => {
                vault.trying(parcel, again(parcel.tries, now)).await?;
                let Some(message) = OutboundMessage::of(permit) else {
                    return give_up(vault, parcel, WhyV1::NoWay).await;
                };
                let answer = carrier.carry(message).await;
                after(vault, parcel, answer).await
            }
        }
    }
}

/// What follows a try.
async fn after(
    vault: &Vault,
    parcel: &Parcel,
    answer: Result<(), NotCarried>,
) -> Result<Became, DeliverError> {
    match answer {
        Ok(()) => {
            vault.done_with(parcel).await?;
            Ok(Became::Sent)
        }
        Err(NotCarried::ForGood) => give_up(vault, parcel, WhyV1::Refused).await,
        Err(NotCarried::NotNow) if parcel.tries + 1 >= MOST_TRIES => {
            give_up(vault, parcel, WhyV1::NotReached).await
        }
        Err(NotCarried::NotNow) => Ok(Became::Failed),
    }
}

async fn give_up(vault: &Vault, parcel: &Parcel, why: WhyV1) -> Result<Became, DeliverError> {
    let letter = LetterV1::of(parcel, vault.now(), why);
    vault.give_up(parcel, &letter).await?;
    Ok(Became::GivenUp)
}

/// The rule for mail as it stands. A note that does not open allows nothing.
async fn mail_rule(vault: &Vault, to: PersonId) -> Result<Option<RuleV1>, ReadError> {
    match vault.desk_note::<ReachV1>(to).await {
        Ok(note) => Ok(note.and_then(|note| note.mail)),
        Err(ReadError::Damaged(_)) => {
            tracing::warn!("a note on how someone may be reached does not open; run attune verify");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// What a notice is a reason for.
pub const fn reason_of(notice: Notice) -> Reason {
    match notice {
        Notice::SomethingWaits => Reason::SomethingWaits,
        Notice::Appointment => Reason::Appointment,
        Notice::ServiceChange => Reason::ServiceChange,
        Notice::WayIn => Reason::WayIn,
    }
}

/// An errand as the outbox keeps it.
pub const fn errand(way: Way, reason: Reason) -> sealed::Errand {
    sealed::Errand {
        way: way.number(),
        reason: reason.number(),
    }
}
