//! What happened, for whoever else must know. Capabilities never call each other: an act returns
//! these, and one `match` in the binary routes them inside the same transaction.

use crate::ids::{ClientId, PersonId, RecordId};
use crate::sections::{Audience, Sections};
use crate::time::Moment;
use alloc::vec::Vec;

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
        /// When it begins.
        starts: Moment,
        /// When it is meant to end.
        ends: Moment,
        /// The practitioner it is with.
        with: PersonId,
    },
    /// A session will be at another time, in another place or with someone else than was said.
    SessionChanged {
        /// Whose.
        client: ClientId,
        /// The session.
        session: RecordId,
        /// When it was to begin.
        was: Moment,
        /// When it begins now.
        starts: Moment,
        /// When it is meant to end now.
        ends: Moment,
        /// The practitioner it is with now.
        with: PersonId,
        /// Whether the client wished it so; otherwise the service changed it.
        by_client: bool,
    },
    /// A session will not be.
    SessionCancelled {
        /// Whose.
        client: ClientId,
        /// The session.
        session: RecordId,
        /// When it was to begin.
        starts: Moment,
        /// Whether the client wished it so; otherwise the service called it off.
        by_client: bool,
    },
    /// A session began, as the practitioner wrote down.
    SessionHeld {
        /// Whose.
        client: ClientId,
        /// The session.
        session: RecordId,
        /// The practitioner.
        with: PersonId,
        /// When it was to begin.
        starts: Moment,
        /// When it began.
        began: Moment,
    },
    /// A session was not, and nobody had said so before.
    SessionMissed {
        /// Whose.
        client: ClientId,
        /// The session.
        session: RecordId,
        /// Whether the client did not come; otherwise the service was not there.
        by_client: bool,
    },
    /// Someone wants to speak about something in a session to come.
    AgendaProposed {
        /// Whose.
        client: ClientId,
        /// The session.
        session: RecordId,
    },
    /// Someone on the staff said that they will do something by a time.
    TaskAgreed {
        /// Whose.
        client: ClientId,
        /// The task.
        task: RecordId,
        /// Who does it.
        who: PersonId,
        /// By when.
        due: Moment,
    },
    /// That was done.
    TaskDone {
        /// Whose.
        client: ClientId,
        /// The task.
        task: RecordId,
    },
    /// A message was sent.
    MessageSent {
        /// Whose.
        client: ClientId,
        /// The message.
        message: RecordId,
        /// Who wrote it.
        by: PersonId,
        /// Whom it is for. For the client: they alone.
        to: Vec<PersonId>,
        /// By when an answer was promised, if the client wrote.
        reply_by: Option<Moment>,
    },
    /// Someone on the staff answered a client's message.
    MessageAnswered {
        /// Whose.
        client: ClientId,
        /// The client's message.
        message: RecordId,
        /// Who answered.
        by: PersonId,
    },
    /// The client said that a message of theirs needs no answer, or took it back.
    MessageReleased {
        /// Whose.
        client: ClientId,
        /// The client's message.
        message: RecordId,
    },
    /// Someone wrote on the working agreement; the other side has not confirmed it yet.
    AgreementWritten {
        /// Whose.
        client: ClientId,
    },
    /// Both sides have confirmed a version of the working agreement.
    AgreementConfirmed {
        /// Whose.
        client: ClientId,
    },
    /// A progress note was written or amended, by the practitioner or, where two write it, by the
    /// client.
    NoteWritten {
        /// Whose.
        client: ClientId,
        /// The note.
        note: RecordId,
        /// About which session, if about one.
        session: Option<RecordId>,
    },
    /// A promise was not kept in its time.
    PromiseBroken {
        /// Whose.
        client: ClientId,
        /// The promise.
        promise: RecordId,
        /// Who had promised.
        by: PersonId,
        /// Who may know of it.
        audience: Audience,
        /// What someone has to be able to open to know what it is about.
        about: Sections,
    },
    /// Someone said something about a promise: that it will be late, that they are sorry, how it is
    /// made good, that it is done, or, the client, that it need not be any more.
    PromiseAnswered {
        /// Whose.
        client: ClientId,
        /// The promise.
        promise: RecordId,
        /// Who had promised.
        by: PersonId,
        /// Who may know of it.
        audience: Audience,
        /// What someone has to be able to open to know what it is about.
        about: Sections,
    },
    /// A rupture has stood open through three sessions, or was brought to someone else: they are to
    /// look at it.
    RuptureToSupervision {
        /// Whose.
        client: ClientId,
        /// The rupture.
        rupture: RecordId,
        /// Who is asked to look.
        tell: Vec<PersonId>,
    },
    /// A supervisor or advocate has looked at a rupture, and the client sees that they have.
    RuptureLookedAt {
        /// Whose.
        client: ClientId,
        /// The rupture.
        rupture: RecordId,
    },
    /// Someone will be away, and it is said who stands in for them.
    AbsenceAnnounced {
        /// Whose.
        client: ClientId,
        /// Who is away.
        away: PersonId,
        /// Who stands in, if someone does.
        cover: Option<PersonId>,
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
    /// The client gave, changed or ended a permission, or named a conflict. Whom it touches is not
    /// said: nobody is told that they may less than before.
    ConsentChanged {
        /// Whose.
        client: ClientId,
    },
    /// Someone else has looked at an emergency opening and said what they found.
    GlassReviewed {
        /// Whose.
        client: ClientId,
    },
    /// The client asks why someone opened or wrote something.
    LineAskedAbout {
        /// Whose.
        client: ClientId,
        /// The question.
        question: RecordId,
        /// Whom it is put to.
        tell: Vec<PersonId>,
    },
    /// Someone answered that question.
    LineAnswered {
        /// Whose.
        client: ClientId,
        /// The question.
        question: RecordId,
    },
    /// Someone wrote on the crisis plan; the other side has not confirmed it yet.
    CrisisPlanWritten {
        /// Whose.
        client: ClientId,
    },
    /// Both sides have confirmed a version of the crisis plan.
    CrisisPlanConfirmed {
        /// Whose.
        client: ClientId,
    },
    /// An answer about safety asks for a named next action, by someone, by a time.
    SafetyActionNeeded {
        /// Whose.
        client: ClientId,
        /// The action.
        action: RecordId,
    },
    /// The client set a statement beside something in their record, or asked for it to be changed.
    StatementAdded {
        /// Whose.
        client: ClientId,
    },
    /// Someone wrote a version of the plan; the other side has not signed it yet.
    PlanWritten {
        /// Whose.
        client: ClientId,
    },
    /// Both sides have signed a version of the plan.
    PlanSigned {
        /// Whose.
        client: ClientId,
    },
    /// A worksheet, a card or another piece of work was given to the client, or written for them.
    WorkGiven {
        /// Whose.
        client: ClientId,
        /// The work.
        work: RecordId,
    },
    /// The client let others see a piece of their work. Keeping it to oneself is no event.
    WorkShared {
        /// Whose.
        client: ClientId,
        /// The work.
        work: RecordId,
        /// For whom it is meant.
        audience: Audience,
    },
    /// A tool made it worse for the client, who put it away.
    ToolMadeWorse {
        /// Whose.
        client: ClientId,
        /// What the client said of it.
        noted: RecordId,
    },
    /// A session ended with work on an EMDR target left open: it was closed with calming, and the
    /// next one begins with looking again.
    TargetLeftOpen {
        /// Whose.
        client: ClientId,
        /// The target.
        target: RecordId,
        /// The practitioner.
        with: PersonId,
    },
}
