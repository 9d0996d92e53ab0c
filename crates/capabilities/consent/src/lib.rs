//! Who may see my record, and who has: permissions, what is kept from someone, those for whom the
//! client does not exist, emergencies; and every opening, in plain sentences.
//!
//! Nothing is decided here: who may see is in [`care::decide`], and what was seen is in the ledger.
//! Here the client changes what the decision rests on, and reads what came of it.
//!
//! Read in this order: [`granted`] (what a client gives and takes back), [`screens`] (where they do
//! it), [`glass`] and the pages of emergencies and reviews (when someone opens a crisis plan with
//! no other right); then [`rules`] (which lines belong together), [`words`] (how they are said), [`page`]
//! (the screen `seen`).

mod asked;
mod glass;
mod granted;
mod page;
mod rules;
mod screens;
mod staff;
mod taken;
mod words;

pub use asked::{AnswerV1, AskedEntryV1, AskedLeadV1, AskedPersonV1, QuestionV1};
pub use glass::{
    GlassEntryV1, GlassReasonV1, GlassReviewedV1, Opening, emergencies, opened_in_an_emergency,
};
pub use granted::{AskedV1, GrantedV1};
pub use page::{Checked, OwnLinesV1, own_lines, verifier_page};
pub use staff::{Colleague, Staff};
pub use taken::taken;

use pages::{Routes, Screens};
use sealed::Kind;
use std::sync::Arc;

/// The client's screens and acts.
pub fn screens(staff: &Arc<dyn Staff>) -> Screens {
    page::screens()
        .and(asked::screens(staff))
        .and(screens::screens(staff))
}

/// The routes staff take.
pub fn routes(staff: &Arc<dyn Staff>) -> Routes {
    page::emergency::routes(staff)
        .and(page::reviews::routes(staff))
        .and(asked::routes())
}

/// The kinds of record this capability keeps.
pub const KINDS: [Kind; 8] = [
    Kind::of::<GrantedV1>(),
    Kind::passing::<AskedV1>(),
    Kind::of::<GlassReasonV1>(),
    Kind::of::<GlassReviewedV1>(),
    Kind::in_directory::<GlassEntryV1>(),
    Kind::of::<AskedPersonV1>(),
    Kind::of::<AskedLeadV1>(),
    Kind::in_directory::<AskedEntryV1>(),
];
