//! Which of the eight phases may be entered now, and what is missing. Pure.
//!
//! The order and what each phase waits for are those of the eight phases of EMDR (Shapiro) in public
//! summaries; when a target counts as complete is [`insight::emdr_target`]. That a target is not
//! opened without a talk about what could speak against it, and not while a stop of the client
//! stands, is this project's own choice.

use crate::stored::PhaseV1;
use insight::{EmdrPhase, EmdrState, EmdrTarget, Reason, emdr_may_open, emdr_target};

/// What must come first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// A part of what is kept does not open, and it could be what says "look again".
    Damaged,
    /// No way to calm down was practised, or the last time it made it worse.
    Resource,
    /// What could speak against it was not talked about.
    Ready,
    /// The work on this target was begun in an earlier session: look again first.
    LookAgain,
    /// The client wants to stop, and nobody has said that they heard it.
    Stopped,
    /// No work on this target is open today.
    Sitting,
    /// The client took their words back.
    TakenBack,
    /// What the client believes about themself there.
    Negative,
    /// What they would rather believe.
    Positive,
    /// Where in the body.
    Body,
    /// The first numbers: how disturbing, how true.
    First,
    /// It is still disturbing.
    Disturbing,
    /// The good belief does not feel true yet.
    NotTrue,
    /// There is nothing to look at again: this target was never worked on.
    Nothing,
    /// Work on another target is open.
    OtherOpen,
    /// No phase with sets was entered.
    Phase,
}

impl Missing {
    /// Its name in the catalogue, after `emdr-missing-`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Resource => "resource",
            Self::Ready => "ready",
            Self::LookAgain => "look-again",
            Self::Stopped => "stopped",
            Self::Sitting => "sitting",
            Self::TakenBack => "taken-back",
            Self::Negative => "negative",
            Self::Positive => "positive",
            Self::Body => "body",
            Self::First => "first",
            Self::Disturbing => "disturbing",
            Self::NotTrue => "not-true",
            Self::Nothing => "nothing",
            Self::OtherOpen => "other-open",
            Self::Phase => "phase",
        }
    }
}

/// What is known of the client and one target.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that a phase may wait for"
)]
pub struct Facts {
    /// How many resources were practised and did not make it worse the last time.
    pub resources: usize,
    /// Whether what could speak against it was talked about.
    pub ready: bool,
    /// Whether a stop of the client stands.
    pub stopped: bool,
    /// Whether something kept does not open.
    pub damaged: bool,
    /// Whether the target was worked on in an earlier session.
    pub earlier: bool,
    /// Whether work on it is open now.
    pub sitting: bool,
    /// Whether it was looked at again in the open sitting.
    pub looked: bool,
    /// Whether its words were taken back.
    pub taken_back: bool,
    /// Whether the words of these kinds stand there: negative, positive, body.
    pub words: [bool; 3],
    /// Whether the first numbers were asked.
    pub first: bool,
    /// How disturbing it is by the last answer, 0 to 10.
    pub sud: Option<u8>,
    /// How true the good belief feels by the last answer, 1 to 7.
    pub voc: Option<u8>,
    /// Whether the last body scan was clear.
    pub body: Option<bool>,
    /// Why a rest may stand.
    pub why: Option<String>,
}

impl Facts {
    /// Where the work on the target stands.
    pub fn state(&self) -> EmdrState {
        let why = self.why.as_deref().and_then(Reason::new);
        let target = EmdrTarget::new(self.sud, self.voc, self.body, why);
        // Numbers off the scales are not taken, so they are not here; if they were, nothing is done.
        emdr_target(&target.unwrap_or_default()).outcome
    }

    /// What is missing before this phase. Empty: it may be entered.
    pub fn missing(&self, phase: PhaseV1) -> Vec<Missing> {
        match phase {
            PhaseV1::History | PhaseV1::Preparation => Vec::new(),
            PhaseV1::Assessment => self.before_opening(),
            PhaseV1::Desensitisation | PhaseV1::Installation | PhaseV1::BodyScan => {
                self.before_sets(phase)
            }
            PhaseV1::Closure => listed(&[(!self.sitting, Missing::Sitting)]),
            PhaseV1::LookingAgain => listed(&[
                (!self.earlier, Missing::Nothing),
                (!self.sitting, Missing::Sitting),
            ]),
        }
    }

    /// What is missing before a sitting with this target may begin. Looking again is its first line.
    pub fn missing_to_begin(&self) -> Vec<Missing> {
        listed(&[
            (self.damaged, Missing::Damaged),
            (!emdr_may_open(self.resources), Missing::Resource),
            (!self.ready, Missing::Ready),
            (self.stopped, Missing::Stopped),
        ])
    }

    fn before_opening(&self) -> Vec<Missing> {
        let mut missing = self.missing_to_begin();
        if self.earlier && !self.looked {
            missing.push(Missing::LookAgain);
        }
        missing
    }

    fn before_sets(&self, phase: PhaseV1) -> Vec<Missing> {
        let mut missing = self.before_opening();
        let [negative, positive, body] = self.words;
        missing.extend(listed(&[
            (!self.sitting, Missing::Sitting),
            (self.taken_back, Missing::TakenBack),
            (!negative && !self.taken_back, Missing::Negative),
            (!positive && !self.taken_back, Missing::Positive),
            (!body && !self.taken_back, Missing::Body),
            (!self.first, Missing::First),
        ]));
        let at = match self.state() {
            EmdrState::Incomplete { phase } => Some(phase),
            EmdrState::Complete | EmdrState::CompleteEcological => None,
        };
        let disturbing = at == Some(EmdrPhase::Desensitisation);
        let not_true = disturbing || at == Some(EmdrPhase::Installation);
        missing.extend(listed(&[
            (
                disturbing && phase >= PhaseV1::Installation,
                Missing::Disturbing,
            ),
            (not_true && phase == PhaseV1::BodyScan, Missing::NotTrue),
        ]));
        missing
    }
}

fn listed(all: &[(bool, Missing)]) -> Vec<Missing> {
    let missing = all.iter().filter(|(is, _)| *is);
    missing.map(|(_, missing)| *missing).collect()
}

/// The phases in their order.
pub const PHASES: [PhaseV1; 8] = [
    PhaseV1::History,
    PhaseV1::Preparation,
    PhaseV1::Assessment,
    PhaseV1::Desensitisation,
    PhaseV1::Installation,
    PhaseV1::BodyScan,
    PhaseV1::Closure,
    PhaseV1::LookingAgain,
];

impl PhaseV1 {
    /// Its name in the catalogue, after `emdr-phase-`; its number, from 1.
    pub const fn code(self) -> (&'static str, u8) {
        match self {
            Self::History => ("history", 1),
            Self::Preparation => ("preparation", 2),
            Self::Assessment => ("assessment", 3),
            Self::Desensitisation => ("desensitisation", 4),
            Self::Installation => ("installation", 5),
            Self::BodyScan => ("body-scan", 6),
            Self::Closure => ("closure", 7),
            Self::LookingAgain => ("looking-again", 8),
        }
    }

    /// Whether sets are made in it.
    pub const fn has_sets(self) -> bool {
        matches!(
            self,
            Self::Desensitisation | Self::Installation | Self::BodyScan
        )
    }
}

#[cfg(test)]
#[path = "phases/tests.rs"]
mod tests;
