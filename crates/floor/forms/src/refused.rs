//! Why a form was not taken, in terms its author can act on: where in the file, which question,
//! what is the matter.

use std::fmt;
use thiserror::Error;

/// The largest form that is read, in bytes. This engine's own choice.
pub const LARGEST_FORM: usize = 1 << 20;

/// How deep items may lie inside items. This engine's own choice.
pub const DEEPEST_ITEM: usize = 32;

/// A form that was not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormRefused {
    /// Where in the file, such as `item[2].item[0].enableWhen[1].question`; empty for the whole.
    pub path: String,
    /// The item it is in, by its `linkId`.
    pub link_id: Option<String>,
    /// What is the matter.
    pub problem: FormProblem,
}

impl std::error::Error for FormRefused {}

impl fmt::Display for FormRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.path.is_empty(), &self.link_id) {
            (true, _) => write!(f, "the form: {}", self.problem),
            (false, None) => write!(f, "{}: {}", self.path, self.problem),
            (false, Some(id)) => write!(f, "{} (linkId '{id}'): {}", self.path, self.problem),
        }
    }
}

/// What is the matter with a form.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum FormProblem {
    /// The file is larger than [`LARGEST_FORM`].
    #[error("{bytes} bytes; at most {LARGEST_FORM} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The file is not JSON.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// The file is JSON, and not a Questionnaire.
    #[error("resourceType is not 'Questionnaire'")]
    NotAQuestionnaire,
    /// Items lie deeper than [`DEEPEST_ITEM`].
    #[error("items lie more than {DEEPEST_ITEM} deep")]
    TooDeep,
    /// Something that must be there is not.
    #[error("must be given")]
    Missing,
    /// Something is there in another shape.
    #[error("must be {0}")]
    WrongShape(&'static str),
    /// The type is not one of FHIR's.
    #[error("'{0}' is not a type of item")]
    UnknownType(String),
    /// FHIR allows it, and this engine cannot ask it.
    #[error("{0} cannot be asked here")]
    CannotBeAsked(String),
    /// An extension that changes the meaning of what it is on, which must not be ignored.
    #[error("a modifierExtension must be understood, and none is")]
    ModifierExtension,
    /// The name cannot be a field's name.
    #[error(
        "a linkId has 1 to 255 characters, no spaces, and does not begin with 'skip.' or 'other.'"
    )]
    LinkIdUnusable,
    /// Two items have one name.
    #[error("another item has this linkId")]
    DuplicateLinkId,
    /// A condition looks at a question that is not in the form.
    #[error("there is no question '{0}'")]
    UnknownQuestion(String),
    /// A condition looks at a group or a passage, which has no answer.
    #[error("'{0}' is not a question")]
    NotAQuestion(String),
    /// Each of these is asked only if the next is, round and round.
    #[error("each is asked only after the next: {}", .0.join(" > "))]
    EnableWhenCycle(Vec<String>),
    /// The condition cannot hold or fail sensibly for that question's kind of answer.
    #[error("'{operator}' with this answer does not fit the question it looks at")]
    ConditionDoesNotFit {
        /// The condition's operator.
        operator: String,
    },
    /// There are several conditions, and no word on whether all must hold.
    #[error("with more than one enableWhen, enableBehavior must be given")]
    EnableBehaviorMissing,
    /// The least is above the most.
    #[error("the least, {min}, is above the most, {max}")]
    MinAboveMax {
        /// The least.
        min: i32,
        /// The most.
        max: i32,
    },
    /// A slider needs a least below a most.
    #[error("a slider needs minValue below maxValue")]
    SliderWithoutEnds,
    /// The slider's step does not lead from one end to the other.
    #[error("a step of {step} does not lead from one end to the other")]
    StepDoesNotFit {
        /// The step.
        step: i32,
    },
    /// Two options have one code.
    #[error("another option has the code '{0}'")]
    DuplicateOption(String),
    /// There are children where there can be none.
    #[error("a display item has no items and is not required")]
    DisplayAsks,
    /// The first answer is not one the question takes.
    #[error("the question would not take this as its answer")]
    InitialDoesNotFit,
    /// Something stands twice that can stand once.
    #[error("stands twice")]
    Twice,
}
