//! What happened, for whoever else must know. Capabilities never call each other: an act returns
//! these, and one `match` in the binary routes them inside the same transaction.

use crate::ids::{ClientId, PersonId, RecordId};
use crate::sections::Audience;

/// Why the record thinks a relationship needs attention. The rules and their sources are in
/// `insight`; the letters are those of the evidence file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SignalKind {
    /// S1: someone said that something felt wrong.
    Said,
    /// S2: below the client's own usual range.
    BelowOwnRange,
    /// S3: a sharp drop early on.
    EarlyDrop,
    /// S4: three falls in a row.
    Slide,
    /// S5: a promise of the service was broken.
    BrokenPromise,
    /// A turn to silence: skipped questions, or no answer.
    Silence,
}

/// Something that another capability may have to answer to.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Happened {
    /// A session was planned or changed.
    SessionPlanned {
        /// Whose.
        client: ClientId,
        /// The session.
        session: RecordId,
    },
    /// A client answered the check-in after a session.
    CheckInCompleted {
        /// Whose.
        client: ClientId,
        /// The session it belongs to.
        session: RecordId,
    },
    /// A rupture was opened, by a signal or by hand.
    RuptureOpened {
        /// Whose.
        client: ClientId,
        /// The rupture.
        rupture: RecordId,
        /// Why.
        kind: SignalKind,
        /// Who may know of it, as the client chose.
        audience: Audience,
        /// Who named it by hand, if anyone did.
        named_by: Option<PersonId>,
    },
    /// The practitioner wrote what they noticed, discussed or plan.
    RuptureAnswered {
        /// Whose.
        client: ClientId,
        /// The rupture.
        rupture: RecordId,
    },
    /// The practitioner offered a repair as done; only the client can close it.
    RepairOffered {
        /// Whose.
        client: ClientId,
        /// The rupture.
        rupture: RecordId,
    },
    /// The client said "not yet".
    RepairNotYet {
        /// Whose.
        client: ClientId,
        /// The rupture.
        rupture: RecordId,
        /// Who may know of it.
        audience: Audience,
    },
    /// The client closed the repair.
    RepairClosed {
        /// Whose.
        client: ClientId,
        /// The rupture.
        rupture: RecordId,
        /// Who may know of it.
        audience: Audience,
    },
    /// A measure was answered, by the client or from paper.
    MeasureAnswered {
        /// Whose.
        client: ClientId,
        /// The answered measure.
        measure: RecordId,
        /// Who may read it, as the client chose.
        audience: Audience,
    },
    /// The record asks someone to look at what was answered.
    MeasureSignal {
        /// Whose.
        client: ClientId,
        /// The signal.
        signal: RecordId,
        /// Whether it is about safety.
        safety: bool,
    },
    /// A practitioner said what becomes of a signal, or changed what is to be done.
    MeasureSignalAnswered {
        /// Whose.
        client: ClientId,
        /// The signal.
        signal: RecordId,
    },
    /// Which measures are asked, or how often, was changed.
    MeasuresPlanned {
        /// Whose.
        client: ClientId,
    },
}
