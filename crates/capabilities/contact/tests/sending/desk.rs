//! People with rules, and a carrier that remembers what it was given.

use care::{Asker, ClientId, PersonId, Purpose, Role, Section, Sections};
use contact::{Carrier, NotCarried, OutboundMessage, Outward, Reason, RuleV1, Way, act};
use jiff::tz::TimeZone;
use sealed::engine::Pending;
use sealed::{Act, Vault};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) fn outward() -> Outward {
    Outward::new(Some("notes@example.org".to_owned()), TimeZone::UTC)
}

/// An act of a client on their own record.
pub(crate) async fn own(vault: &Vault, person: PersonId) -> Act {
    let asker = Asker {
        person,
        role: Role::Client,
    };
    let sections = Sections::of(&[Section::Identity, Section::Ledger]);
    let decided = vault.decide(asker, ClientId::of(person), sections, Purpose::OwnRecord);
    let access = decided.await.unwrap().unwrap();
    Act::open(vault, access).await.unwrap()
}

/// A rule that allows mail at any hour, for everything.
pub(crate) fn always(vault: &Vault, person: PersonId) -> RuleV1 {
    RuleV1 {
        way: Way::Mail.number(),
        to: format!("{person}@example.org"),
        reasons: Reason::ALL.iter().fold(0, |all, one| all | one.bit()),
        days: 0b111_1111,
        from: 0,
        until: 1_440,
        cover: 1,
        language: 0,
        ask_for: String::new(),
        say: String::new(),
        first: String::new(),
        confirmed_at: vault.now().millis(),
        holds_days: 90,
    }
}

pub(crate) async fn allow(vault: &Vault, outward: &Outward, person: PersonId, rule: &RuleV1) {
    let held = outward.gate.hold(ClientId::of(person)).await;
    let mut act = own(vault, person).await;
    act::keep(&mut act, &held, rule).await.unwrap();
    act.done().await.unwrap();
}

pub(crate) async fn forbid(vault: &Vault, outward: &Outward, person: PersonId) {
    let held = outward.gate.hold(ClientId::of(person)).await;
    let mut act = own(vault, person).await;
    act::stop(&mut act, &held, Way::Mail).await.unwrap();
    act.done().await.unwrap();
}

/// Remembers to whom it carried what, in which order; answers as it is told.
#[derive(Default)]
pub(crate) struct Remembers {
    /// A count that everyone in a test shares.
    pub(crate) order: AtomicU64,
    /// To whom, as which place in that order.
    pub(crate) carried: Mutex<Vec<(u64, String)>>,
    /// What it answers.
    pub(crate) answer: Mutex<Option<NotCarried>>,
}

impl Remembers {
    pub(crate) fn answers(&self, answer: Option<NotCarried>) {
        *self.answer.lock().unwrap() = answer;
    }

    pub(crate) fn tick(&self) -> u64 {
        self.order.fetch_add(1, Ordering::SeqCst)
    }

    pub(crate) fn count(&self) -> usize {
        self.carried.lock().unwrap().len()
    }
}

impl Carrier for Remembers {
    fn carry(&self, message: OutboundMessage) -> Pending<'_, Result<(), NotCarried>> {
        Box::pin(async move {
            // As a mail server does, it takes its time; what has come by then has come.
            tokio::task::yield_now().await;
            let carried = (self.tick(), message.to().to_owned());
            self.carried.lock().unwrap().push(carried);
            let answer = *self.answer.lock().unwrap();
            answer.map_or(Ok(()), Err)
        })
    }
}
