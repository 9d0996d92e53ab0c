//! EMDR: targets, phases, sets; and stimulation on the client's screen under the therapist's hand.
//!
//! What is done is led by the therapist, and written down while the client looks on. The client sees
//! where things stand, uses alone only what both of them allowed, and can always say stop. No act of
//! the client opens a phase or a set.

mod gist;
mod live;
mod page;
mod phases;
mod ready;
mod refused;
mod resource;
mod set;
mod sitting;
mod stored;
mod taken;
mod target;
mod whole;
mod words;

pub use gist::{EmdrGistV1, Glance, OpenV1, SITTING_LASTS, room_line};
pub use live::Live;
pub use phases::{Facts, Missing, PHASES};
pub use ready::{READY, agree_signal, keep_ready, ready_form, to_talk_about};
pub use refused::Refused;
pub use resource::{
    Allowed, LONGEST, add_resource, allow, allowed, end_allowed, made_worse, practise, write_script,
};
pub use set::{MOST, Set, before, correct_set, record_set};
pub use sitting::{
    Closing, begin, close, enter, hear_stop, let_stand, look_again, may_stimulate, say_stop, scan,
};
pub use stored::{
    AllowedV1, ClosedV1, CorrectedV1, EnteredV1, FirstV1, KindV1, LookedV1, PartV1, PhaseV1,
    PractisedV1, ProngV1, ReadyV1, ResourceV1, ScanV1, SetV1, SignalV1, SittingV1, StandsV1,
    StopV1, TakenBackV1, TargetV1, WentV1, WordsV1,
};
pub use taken::taken;
pub use target::{Assessment, SUD_MAX, VOC_MAX, add_target, assess, call_target, move_target};
pub use whole::{All, Whole};
pub use words::take_back;

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The pages of those who work with the client.
pub fn routes(live: &Arc<Live>) -> Routes {
    page::desk::routes().and(live::routes(live))
}

/// The client's screens and acts.
pub fn screens(live: &Arc<Live>) -> Screens {
    page::client::screens().and(live::screens(live))
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 9] = [
    Kind::of::<ResourceV1>(),
    Kind::of::<TargetV1>(),
    Kind::of::<SittingV1>(),
    Kind::of::<SetV1>(),
    Kind::of::<WordsV1>(),
    Kind::of::<TakenBackV1>(),
    Kind::of::<StopV1>(),
    Kind::of::<SignalV1>(),
    Kind::of::<ReadyV1>(),
];
