//! In which order relationships stand on the list.

use alliance::rupture::StateV1;
use alliance::{Following, OpenRupture};
use care::SignalKind;
use measures::Signal;

/// How much a relationship wants to be looked at; earlier variants come first on the list, and of
/// the same kind the oldest. The order is this project's own choice: first what could do harm, then
/// what has stood open longest between two people, then what the client said, then what we said and did not do, then what was noticed, then who waits for
/// an answer whose time has not come; last what is between the two already, and what is ours to
/// write.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Wants {
    /// Something was answered that is about safety, and nobody has said what becomes of it.
    Safety,
    /// Something on a client's card that they let their therapist see is to be looked at before
    /// anything else, and nobody has said that they have.
    LookFirst,
    /// A rupture has stood open through three sessions, or was brought to whoever looks.
    Unrepaired,
    /// The client said that something felt wrong, or "not yet" to a repair.
    SaidSo,
    /// The service said that it would do something, and its time has passed.
    Late,
    /// Something was noticed and nobody has answered it.
    Answer,
    /// A slow slide was noticed and nobody has answered it. It comes after the others: it has been
    /// going on for several sessions, and they are about the last one.
    Slide,
    /// A measure goes the wrong way, not as expected, or is not answered any more.
    Course,
    /// The client waits for an answer, and it is not late.
    Waits,
    /// Something is open and answered; the next move is in the relationship.
    Repair,
    /// It cannot be read.
    Reading,
    /// A session has been that nobody has written about yet.
    Note,
    /// Nothing.
    Nothing,
}

impl Wants {
    /// `stands`: what follows from how long it has been open, for whoever looks. `beside`: whether
    /// they supervise; then what was brought to them comes first until they say that they have
    /// looked. For whoever treats the client it comes first until it is offered as repaired.
    pub(crate) fn rupture(open: &OpenRupture, stands: Option<&Following>, beside: bool) -> Self {
        let first = stands.is_some_and(|stands| {
            let unrepaired = stands.unrepaired.is_some();
            if beside {
                (unrepaired || stands.brought) && !stands.looked
            } else {
                unrepaired && open.state != StateV1::Offered
            }
        });
        if first {
            return Self::Unrepaired;
        }
        match (open.state, open.signal) {
            (StateV1::Answered | StateV1::Offered | StateV1::Closed, _) => Self::Repair,
            // Whoever named it has written already; the next move is between the two.
            (StateV1::Open, SignalKind::Said) if !open.named_by_client => Self::Repair,
            (StateV1::NotYet, _) | (StateV1::Open, SignalKind::Said) => Self::SaidSo,
            (StateV1::Open, SignalKind::Slide) => Self::Slide,
            (StateV1::Open, _) => Self::Answer,
        }
    }

    pub(crate) fn signal(signal: Signal) -> Self {
        match signal {
            signal if signal.is_about_safety() => Self::Safety,
            // Something good is told, and asks for nothing.
            Signal::SuddenGain => Self::Nothing,
            _ => Self::Course,
        }
    }

    /// Whether it waits for someone to write or to do something.
    pub(crate) fn is_unanswered(self) -> bool {
        self <= Self::Waits
    }
}
