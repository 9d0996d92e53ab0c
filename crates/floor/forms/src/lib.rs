//! FHIR R4 Questionnaires: read, shown, answered and checked. Pure.
//!
//! A form comes in as JSON and is refused, with the place, if it could not be shown or answered
//! ([`Questionnaire::from_json`]). What a page posts becomes answers or a list of what is wrong at
//! which question ([`Posted`]); answers are kept ([`StoredAnswers`]) and passed on as a FHIR
//! `QuestionnaireResponse` ([`Response`]). A question that was skipped on purpose stays skipped, and
//! one that was not answered is not there: neither is ever a zero or a "no".

mod answer;
mod asked;
mod begin;
mod calendar;
mod changed;
mod check;
mod control;
mod expression;
mod kept;
mod kinds;
mod layout;
pub mod library;
mod posted;
mod questionnaire;
mod read;
mod refused;
mod response;
mod settle;
mod shown;
mod spot;
mod text;
mod tree;
mod when;
mod work;
mod wrong;

pub use answer::{Answer, Measured, Referred, StoredAnswers};
pub use calendar::{Date, DateTime, NotATime, Time, When};
pub use changed::{Changed, changes};
pub use control::{Control, Orientation};
pub use fhirpath::Moment;
pub use kept::Kept;
pub use kinds::{
    Choice, ChoiceOption, Decimals, ItemKind, LONGEST_ANSWER, Length, Limits, Quantities, Slider,
    Span, Unit,
};
pub use layout::MOST_COPIES;
pub use library::{Evidence, Library, LibraryProblem, LibraryRefused, Pack, PackText, Shelved};
pub use posted::{PAGE_FIELDS, Posted};
pub use questionnaire::{Item, LinkId, Occurs, Questionnaire, Status};
pub use read::{Check, Finding, Note};
pub use refused::{DEEPEST_ITEM, FormProblem, FormRefused, LARGEST_FORM};
pub use response::{Envelope, Received, Response, ResponseRefused, ResponseStatus};
pub use shown::{Asked, Asking};
pub use spot::Spot;
pub use text::Text;
pub use when::{EnableBehavior, EnableWhen, Expected, Test};
pub use work::Trouble;
pub use wrong::{Problem, WrongAnswer};
