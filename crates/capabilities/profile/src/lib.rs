//! What interpersonal trauma did in three domains: trust in others, trust in oneself, feeling and
//! being close; and how each changes, beside what happened between people. No total, no verdict.
//!
//! `domain` says which published questions speak about which domain and puts no numbers of different
//! questionnaires together; `own` are up to three questions in the client's words; `seen` is what a
//! page is drawn from. Answers to questionnaires and what happened are asked of others by
//! [`Measured`] and [`Dates`].

mod domain;
mod own;
mod page;
mod seen;
mod taken;

pub use domain::{DomainV1, PARTS, Part, Step, weight};
pub use own::{
    HIGHEST, MOST, Own, OwnAnswerV1, OwnQuestionV1, Refused, Wording, answer, ask, let_see, own,
    put_away,
};
pub use seen::{Answered, Answers, Dates, Happening, Measured};
pub use taken::taken;

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The pages of those who work with the client.
pub fn routes(measured: &Arc<dyn Measured>, dates: &Arc<dyn Dates>) -> Routes {
    page::staff::routes(measured, dates)
}

/// The client's screens and acts.
pub fn screens(measured: &Arc<dyn Measured>, dates: &Arc<dyn Dates>) -> Screens {
    page::client::screens(measured, dates)
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 2] = [Kind::of::<OwnQuestionV1>(), Kind::of::<OwnAnswerV1>()];
