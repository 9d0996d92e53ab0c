//! The relationship: what a client says after a session, what the record notices, and how a strain
//! is named, answered, repaired and closed - by the client only.

mod audience;
mod check_in;
mod course;
mod gist;
mod meetings;
mod reasons;
pub mod rupture;
mod taken;

pub use audience::{AudienceV1, Choice, WITHOUT_NEXT_SESSION, audience};
pub use check_in::{
    CheckInAnswersV1, CheckInV1, CompleteRefused, Completed, MOST_TAPS, MOST_WORDS, Taps, answered,
    check_in_taps, complete, due, rules as check_in_rules, words_shown,
};
pub use course::{Course, CourseEvent, CoursePoint, What, course, course_beside};
pub use gist::{AllianceGistV1, AtAGlance, OpenRupture};
pub use meetings::{Meetings, Met};
pub use reasons::{answer_words, reason, score_words};
pub use rupture::broken_promise;
pub use rupture::follow_up::{
    FollowUpGistV1, FollowUpV1, Following, RuptureCount, RuptureDueV1, RuptureTallyV1,
    RuptureWaitsV1, Tallied, Waits, called_off, put_away, rupture_counts, rupture_tallies, see_to,
    session_held, waiting,
};
pub use rupture::page::due_words;
pub use taken::taken;

use sealed::Kind;
use std::sync::{Arc, LazyLock};

/// What was posted as a check-in.
pub use check_in::complete::Sent;

/// The routes staff take.
pub fn routes() -> pages::Routes {
    rupture::page::routes()
}

/// The client's screens and acts.
pub fn screens(meetings: &Arc<dyn Meetings>) -> pages::Screens {
    check_in::page::screens(meetings).and(rupture::page::screens(meetings))
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 7] = [
    Kind::of::<CheckInV1>(),
    Kind::of::<CheckInAnswersV1>(),
    Kind::of::<rupture::RuptureV1>(),
    Kind::of::<FollowUpV1>(),
    Kind::in_directory::<RuptureDueV1>(),
    Kind::in_directory::<RuptureTallyV1>(),
    Kind::in_directory::<RuptureWaitsV1>(),
];

static FORM: LazyLock<Option<forms::Questionnaire>> = LazyLock::new(|| {
    let library = forms::library::shipped().ok()?;
    let shelved = library
        .forms()
        .iter()
        .find(|s| s.form.canonical() == check_in_rules::FORM)?;
    Some(shelved.form.clone())
});

/// The session check-in as the library ships it. `None` only if the library itself is at fault,
/// which the program finds out, and refuses to start over, before it serves anything.
pub fn form() -> Option<&'static forms::Questionnaire> {
    FORM.as_ref()
}
