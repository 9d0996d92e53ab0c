//! FHIR R4 Questionnaires: read, shown, answered and checked. Pure.
//!
//! A form comes in as JSON and is refused, with the place, if it could not be shown or answered
//! ([`Questionnaire::from_json`]). What a page posts becomes answers or a list of what is wrong at
//! which question ([`Posted`]); answers are kept ([`StoredAnswers`]) and passed on as a FHIR
//! `QuestionnaireResponse` ([`Response`]). A question that was skipped on purpose stays skipped, and
//! one that was not answered is not there: neither is ever a zero or a "no".

mod answer;
mod asked;
mod check;
mod kept;
mod kinds;
pub mod library;
mod posted;
mod questionnaire;
mod read;
mod refused;
mod response;
mod settle;
mod text;
mod when;
mod wrong;

pub use answer::{Answer, StoredAnswers};
pub use kept::Kept;
pub use kinds::{Choice, ChoiceOption, ItemKind, LONGEST_ANSWER, Length, Limits, Slider};
pub use library::{
    Evidence, Library, LibraryProblem, LibraryRefused, Pack, PackText, Shelved,
};
pub use posted::Posted;
pub use questionnaire::{Item, LinkId, Questionnaire, Status};
pub use refused::{DEEPEST_ITEM, FormProblem, FormRefused, LARGEST_FORM};
pub use response::{Response, ResponseRefused};
pub use text::Text;
pub use when::{EnableBehavior, EnableWhen, Expected, Test};
pub use wrong::{Problem, WrongAnswer};
