//! From answers about suicide to who must talk to whom, and by when. Never a probability and never a
//! class of risk: guidance (NICE NG225) advises against scales to predict suicide or to decide who
//! gets care, so what comes out is the next thing to do.
//!
//! A missing answer never lowers what the others say. Where one could still raise it, the person is
//! asked again, and nothing waits for the next contact meanwhile. People decide: raising needs no reason, lowering does ([`Decision`]).

mod asq;
mod cssrs;
mod decision;

pub use asq::asq;
pub use cssrs::{CssrsScreener, cssrs_screener};
pub use decision::{Decision, NotHigher, NotLower, Reason};

pub(crate) use asq::ASQ;
pub(crate) use cssrs::CSSRS;

use crate::judged::{Judged, Method};
use crate::quantity::Quantity;

/// What is to be done next, the least first.
///
/// The published forms name the levels; who and by when are this project's own choice, to be set
/// tighter by a service, never wider.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NextAction {
    /// Nothing beyond asking again at the usual time.
    NothingFurther,
    /// Answers are missing and nothing is known that asks for more: ask, before they leave.
    AskAgain,
    /// Their practitioner talks with them about it at the next contact, within a week.
    TalkAtNextContact,
    /// Someone trained in it talks through safety with them today, before they leave.
    SafetyTalkToday,
    /// Someone stays with them, and the clinician on duty comes now.
    StayAndCallNow,
}

impl NextAction {
    /// Every one, the least first.
    pub const ALL: [Self; 5] = [
        Self::NothingFurther,
        Self::AskAgain,
        Self::TalkAtNextContact,
        Self::SafetyTalkToday,
        Self::StayAndCallNow,
    ];

    /// A stable name for records and the message catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NothingFurther => "nothing-further",
            Self::AskAgain => "ask-again",
            Self::TalkAtNextContact => "talk-at-next-contact",
            Self::SafetyTalkToday => "safety-talk-today",
            Self::StayAndCallNow => "stay-and-call-now",
        }
    }

    /// Who talks with the person.
    pub const fn who(self) -> Who {
        match self {
            Self::NothingFurther | Self::AskAgain => Who::WhoeverAsked,
            Self::TalkAtNextContact => Who::TheirPractitioner,
            Self::SafetyTalkToday => Who::TrainedInSafety,
            Self::StayAndCallNow => Who::ClinicianOnDuty,
        }
    }

    /// By when.
    pub const fn by(self) -> By {
        match self {
            Self::NothingFurther => By::UsualTime,
            Self::AskAgain | Self::SafetyTalkToday => By::TodayBeforeTheyLeave,
            Self::TalkAtNextContact => By::NextContactWithinDays(7),
            Self::StayAndCallNow => By::NowNotLeftAlone,
        }
    }
}

/// Who talks with the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Whoever asked the questions.
    WhoeverAsked,
    /// The practitioner who works with them.
    TheirPractitioner,
    /// Someone trained in talking through safety.
    TrainedInSafety,
    /// The clinician on duty.
    ClinicianOnDuty,
}

/// By when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// When the questions are due again.
    UsualTime,
    /// At the next contact, which lies within so many days.
    NextContactWithinDays(u8),
    /// Today, before they leave or hang up.
    TodayBeforeTheyLeave,
    /// Now, and somebody stays with them until then.
    NowNotLeftAlone,
}

/// What the answers ask for.
#[derive(Clone, PartialEq, Debug)]
pub struct Triage {
    /// What is to be done next: never lower than what is known, and today where something is open.
    pub judged: Judged<NextAction>,
    /// A missing answer could raise what is known: ask again as well.
    pub ask_again: bool,
}

impl Triage {
    /// From the least and the most the answers could mean.
    ///
    /// What is open is asked today. So what is known is talked about today as well, even where by
    /// itself it could wait: somebody who said yes and then stopped is not left for a week. This
    /// project's own choice.
    fn between(
        least: NextAction,
        most: NextAction,
        by: &'static Method,
        answers: &[(Quantity, f64)],
    ) -> Self {
        let ask_again = most > least;
        let action = match least {
            NextAction::NothingFurther if ask_again => NextAction::AskAgain,
            NextAction::TalkAtNextContact if ask_again => NextAction::SafetyTalkToday,
            known => known,
        };
        Self {
            judged: Judged::new(action, by, answers),
            ask_again,
        }
    }
}

#[cfg(test)]
mod tests;
