//! What the author of a form can do about each refusal.

use super::{DEEPEST_ITEM, FormProblem, LARGEST_FORM};

impl FormProblem {
    /// How to mend it, in a sentence.
    pub fn mend(&self) -> String {
        let fixed = match self {
            Self::TooLarge { .. } => {
                return format!(
                    "Make the file smaller than {} KiB; pictures and value sets that no question uses are the usual cause.",
                    LARGEST_FORM / 1024
                );
            }
            Self::TooDeep => {
                return format!(
                    "Put the items at most {DEEPEST_ITEM} deep; nobody finds a question that lies deeper."
                );
            }
            Self::WrongShape(shape) => return format!("Write {shape} here."),
            Self::UnknownQuestion(name) => {
                return format!("Add a question with linkId '{name}', or name another one.");
            }
            Self::NotAQuestion(name) => {
                return format!("Name a question inside '{name}' instead.");
            }
            Self::UnknownVariable(name) => {
                return format!(
                    "Add a variable named '{name}' to the form or to an item around this one, or mend the name."
                );
            }
            Self::ConditionDoesNotFit { operator } => {
                return format!(
                    "Compare with an answer of the question's own type, and use '{operator}' only where it makes sense: \
                     exists with true or false, and <, >, <=, >= with numbers, dates, times or words."
                );
            }
            Self::ValueSetElsewhere(_) => {
                "Put the value set into the form's 'contained' with its codes listed, and name it '#id'; or list the options in 'answerOption'."
            }
            Self::ValueSetUnlisted(_) => {
                "List the codes in 'compose.include.concept' or 'expansion.contains', with a display each."
            }
            other => other.mend_plainly(),
        };
        fixed.to_owned()
    }

    fn mend_plainly(&self) -> &'static str {
        match self {
            Self::NotJson(_) => {
                "Mend the JSON at the place named; a missing comma or quote is the usual cause."
            }
            Self::NotAQuestionnaire => {
                "Give a file with \"resourceType\": \"Questionnaire\". A Bundle must be taken apart first."
            }
            Self::Missing => "Add it.",
            Self::UnknownType(_) => {
                "Use one of group, display, boolean, decimal, integer, date, dateTime, time, string, text, url, choice, open-choice, reference, quantity."
            }
            Self::CannotBeAsked(_) => "Ask it in another way, or leave it out.",
            Self::ModifierExtension => {
                "Leave it out if the form means the same without it; otherwise this form cannot be used here."
            }
            Self::LinkIdUnusable | Self::LinkIdOfThePage => {
                "Give the item another linkId, and change every place that names it."
            }
            Self::DuplicateLinkId => {
                "Give one of the two another linkId, and change what should name it."
            }
            Self::Cycle(_) => "Take one condition or expression of the round away.",
            Self::Expression(_) => "Mend the expression at the place named.",
            Self::Language(_) => "Write it in FHIRPath, with language 'text/fhirpath'.",
            Self::DuplicateVariable(_) => "Give one of the two another name.",
            Self::AnotherRelease(_) => "Export the form as FHIR R4.",
            Self::EnableBehaviorMissing => "Add \"enableBehavior\": \"all\" or \"any\".",
            Self::MinAboveMax { .. } | Self::LimitsCross { .. } => "Swap the two, or mend one.",
            Self::SliderWithoutEnds => {
                "Add the extensions minValue and maxValue, the one below the other."
            }
            Self::StepDoesNotFit { .. } => "Choose a step that divides the way from least to most.",
            Self::DuplicateOption(_) => "Give each option a code of its own.",
            Self::DisplayAsks => "Make it a group, or move its items out of it.",
            Self::InitialDoesNotFit => {
                "Start with an answer of the question's type, within its limits and options."
            }
            Self::Twice => "Leave one of them out.",
            _ => "Mend it at the place named.",
        }
    }
}
