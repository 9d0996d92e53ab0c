//! What is kept of the work with EMDR: resources, targets, sittings, sets, stops. Words that are the
//! client's are kept apart from the numbers, so that the client can take them back and the numbers
//! stay true.

use care::{Audience, Moment, RecordId, Section};
use forms::StoredAnswers;
use sealed::Stored;
use serde::{Deserialize, Serialize};

macro_rules! work {
    ($shape:ty, $kind:literal) => {
        impl Stored for $shape {
            const KIND: &'static str = $kind;
            const SHAPE: u16 = 1;
            const SECTION: Section = Section::Work;
        }
    };
}

/// Where in time a target lies. Only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum ProngV1 {
    /// Something that was.
    Past,
    /// Something that sets it off now.
    Present,
    /// Something to come, to be met another way.
    Future,
}

/// The eight phases. Only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum PhaseV1 {
    /// 1: history and the plan.
    History,
    /// 2: preparation: ways to calm down.
    Preparation,
    /// 3: assessment: the words and the first numbers of a target.
    Assessment,
    /// 4: desensitisation: sets until no disturbance is left.
    Desensitisation,
    /// 5: installation: sets until the good belief feels true.
    Installation,
    /// 6: the body scan.
    BodyScan,
    /// 7: closure.
    Closure,
    /// 8: looking again, next time.
    LookingAgain,
}

/// How a set was made. Only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum KindV1 {
    /// The eyes follow.
    Eyes,
    /// Sounds from left and right.
    Sound,
    /// Taps or a buzz that somebody or something else gives.
    Taps,
    /// The client taps themself.
    OwnTaps,
}

/// How practising a resource went. Only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WentV1 {
    /// It calmed.
    Calmer,
    /// It calmed a little.
    ALittle,
    /// Nothing changed.
    Nothing,
    /// It made it worse.
    Worse,
}

/// Of what kind words are. Only ever appended to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PartV1 {
    /// How a resource goes, in the client's words.
    Script,
    /// The image that stands for a target.
    Image,
    /// What the client believes about themself there, against their wish.
    Negative,
    /// What they would rather believe.
    Positive,
    /// What they feel.
    Emotions,
    /// Where in the body.
    Body,
    /// What they noticed after a set.
    Noticed,
    /// What to do until the next session.
    TillThen,
    /// Whom to call.
    Call,
}

/// A time at which a resource was practised.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PractisedV1 {
    /// Who wrote it down.
    pub by: [u8; 16],
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// How it went.
    pub went: WentV1,
    /// Whether slow stimulation went with it.
    pub stimulated: bool,
    /// A few words about it; may be empty.
    pub words: String,
}

/// That the client may use a resource alone.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowedV1 {
    /// Which therapist said so.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// Until when, in milliseconds since the epoch.
    pub until: i64,
    /// Whether with slow stimulation.
    pub slow: bool,
}

/// A way to calm down: a calm place, something to put things away in, or another.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceV1 {
    /// Who wrote it down.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// What it is called.
    pub called: String,
    /// When it was practised, oldest first.
    pub practised: Vec<PractisedV1>,
    /// That the client may use it alone, if they may.
    pub allowed: Option<AllowedV1>,
}
work!(ResourceV1, "emdr-resource");

/// The first numbers of a target.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstV1 {
    /// When they were asked.
    pub at: i64,
    /// How disturbing, 0 to 10.
    pub sud: u8,
    /// How true the good belief feels, 1 to 7.
    pub voc: u8,
}

/// A target, by the name that the client chose for it. What it is about need not stand anywhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetV1 {
    /// Who wrote it down.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// The client's name for it.
    pub called: String,
    /// Where in time it lies.
    pub prong: ProngV1,
    /// Its place in the order they agreed on, from 1.
    pub place: u16,
    /// Its first numbers, once they were asked.
    pub first: Option<FirstV1>,
}
work!(TargetV1, "emdr-target");

/// A phase that was entered.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnteredV1 {
    /// Which.
    pub phase: PhaseV1,
    /// When.
    pub at: i64,
}

/// Looking again at a target, before anything else.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedV1 {
    /// When.
    pub at: i64,
    /// How disturbing it is now, 0 to 10.
    pub sud: u8,
    /// How true the good belief feels now, 1 to 7.
    pub voc: u8,
}

/// A body scan.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanV1 {
    /// When.
    pub at: i64,
    /// Whether no tension was left.
    pub clear: bool,
}

/// Why a rest may stand.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandsV1 {
    /// Who said so.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// Why it fits the client's life as it is.
    pub why: String,
}

/// How a sitting was closed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedV1 {
    /// When.
    pub at: i64,
    /// Whether the work on the target was complete.
    pub complete: bool,
    /// The resource that was used to close.
    pub resource: Option<[u8; 16]>,
    /// Whether the client was back in the room, knowing where and when they are.
    pub oriented: bool,
    /// Whether what is left was put away in the mind; `None`: not asked.
    pub put_away: Option<bool>,
}

/// The work on one target in one session.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingV1 {
    /// Which target.
    pub target: [u8; 16],
    /// The therapist.
    pub by: [u8; 16],
    /// When it began.
    pub began: i64,
    /// The phases that were entered, in their order.
    pub entered: Vec<EnteredV1>,
    /// Looking again, once that was done.
    pub looked: Option<LookedV1>,
    /// The last body scan.
    pub scan: Option<ScanV1>,
    /// Why a rest may stand.
    pub stands: Option<StandsV1>,
    /// How it was closed, once it was.
    pub closed: Option<ClosedV1>,
}
work!(SittingV1, "emdr-sitting");

/// Why an entry was put right.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectedV1 {
    /// Who.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// Why.
    pub why: String,
}

/// A set of stimulation. Put right, it is amended: what stood there first stays beside it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetV1 {
    /// Which target.
    pub target: [u8; 16],
    /// In which sitting.
    pub sitting: [u8; 16],
    /// Which of the sitting, from 1.
    pub number: u16,
    /// Who wrote it down.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// In which phase.
    pub phase: PhaseV1,
    /// How it was made.
    pub kind: KindV1,
    /// How many passes, one being there and back.
    pub passes: Option<u16>,
    /// How long, in seconds.
    pub seconds: Option<u16>,
    /// How fast, in passes a minute.
    pub per_minute: Option<u16>,
    /// How disturbing after it, 0 to 10, if that was asked.
    pub sud: Option<u8>,
    /// How true the good belief felt after it, 1 to 7, if that was asked.
    pub voc: Option<u8>,
    /// Whether it ended because the client wanted to stop.
    pub stopped: bool,
    /// Why it was put right, if it was.
    pub corrected: Option<CorrectedV1>,
}
work!(SetV1, "emdr-set");

/// Words of the client about a resource, a target, a set or the time after. Taken back, they are for
/// the client alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsV1 {
    /// What they are about.
    pub of: [u8; 16],
    /// Who wrote them down.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// The words, each of a kind.
    pub said: Vec<(PartV1, String)>,
    /// Whether the client took them back.
    pub taken_back: bool,
}

impl Stored for WordsV1 {
    const KIND: &'static str = "emdr-words";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        if self.taken_back {
            Audience::Nobody
        } else {
            Audience::Section
        }
    }
}

impl WordsV1 {
    /// The words of a kind.
    pub fn part(&self, part: PartV1) -> Option<&str> {
        let found = self.said.iter().find(|(kind, _)| *kind == part);
        found.map(|(_, words)| words.as_str())
    }
}

/// That words were taken back, or given back: what those who work with the client see of it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBackV1 {
    /// What the words were about.
    pub of: [u8; 16],
    /// When.
    pub at: i64,
    /// Whether they are taken back now.
    pub now: bool,
}
work!(TakenBackV1, "emdr-words-taken-back");

/// That the client wants to stop, or to go slower.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopV1 {
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Whether slower is enough.
    pub slower: bool,
    /// Who heard it, and when, once somebody did.
    pub heard: Option<([u8; 16], i64)>,
}
work!(StopV1, "emdr-stop");

/// The sign for "stop" that the two agreed on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignalV1 {
    /// Who wrote it last.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// What it is.
    pub words: String,
}
work!(SignalV1, "emdr-signal");

/// What was talked about before the first target, and why they go on. It decides nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyV1 {
    /// The therapist.
    pub by: [u8; 16],
    /// When.
    pub at: i64,
    /// The answers to [`crate::READY`].
    pub answers: StoredAnswers,
}
work!(ReadyV1, "emdr-ready");

impl ResourceV1 {
    /// Whether it was practised, and did not make it worse the last time.
    pub fn holds(&self) -> bool {
        let last = self.practised.last();
        last.is_some_and(|last| last.went != WentV1::Worse)
    }

    /// Until when the client may use it alone at `now`, and whether with slow stimulation.
    pub fn alone(&self, now: Moment) -> Option<(Moment, bool)> {
        let allowed = self.allowed?;
        let until = Moment::from_millis(allowed.until);
        (now < until && self.holds()).then_some((until, allowed.slow))
    }
}

impl SittingV1 {
    /// The phase it stands in.
    pub fn phase(&self) -> PhaseV1 {
        let last = self.entered.last();
        last.map_or(PhaseV1::Preparation, |entered| entered.phase)
    }

    /// Which target it is about.
    pub const fn of(&self) -> RecordId {
        RecordId::from_bytes(self.target)
    }
}
