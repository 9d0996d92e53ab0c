//! FHIR R4 Questionnaires: read, shown, answered and checked. Pure.

mod answer;
mod kept;
mod questionnaire;
mod text;
mod wrong;

pub use answer::{Answer, StoredAnswers};
pub use kept::Kept;
pub use questionnaire::{
    Choice, ChoiceOption, EnableBehavior, EnableWhen, Expected, Item, ItemKind, LONGEST_ANSWER,
    Length, Limits, LinkId, Questionnaire, Slider, Status, Test,
};
pub use text::Text;
pub use wrong::{Problem, WrongAnswer};
