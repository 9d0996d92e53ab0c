//! Why a form was not taken, in terms its author can act on: where in the file, which question,
//! what is the matter.

mod mend;

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
    /// The line and column in the file, from 1, where they could be found.
    pub at: Option<(usize, usize)>,
    /// What is the matter.
    pub problem: FormProblem,
}

impl FormRefused {
    pub(crate) fn new(path: String, link_id: Option<String>, problem: FormProblem) -> Self {
        Self {
            path,
            link_id,
            at: None,
            problem,
        }
    }
}

impl std::error::Error for FormRefused {}

impl fmt::Display for FormRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.at {
            write!(f, "line {line}, column {column}, ")?;
        }
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
        "a linkId has 1 to 255 characters, no spaces, no ';', and does not begin with 'skip.', \
         'other.', 'unit.', 'copies.', 'add.' or 'remove.'"
    )]
    LinkIdUnusable,
    /// The page posts a field of this name with every form.
    #[error("a linkId does not begin with '.', and is none of the page's own fields: {}", crate::PAGE_FIELDS.join(", "))]
    LinkIdOfThePage,
    /// Two items have one name.
    #[error("another item has this linkId")]
    DuplicateLinkId,
    /// A condition looks at a question that is not in the form.
    #[error("there is no question '{0}'")]
    UnknownQuestion(String),
    /// A condition looks at a group or a passage, which has no answer.
    #[error("'{0}' is not a question")]
    NotAQuestion(String),
    /// Each of these can be worked out only after the next, round and round: questions by their
    /// `linkId`, variables as `%name`.
    #[error("each waits for the next: {}", .0.join(" > "))]
    Cycle(Vec<String>),
    /// An expression that is no FHIRPath, or asks for what cannot be had here.
    #[error("the expression cannot be used: {0}")]
    Expression(String),
    /// An expression in another language than FHIRPath.
    #[error("expressions in '{0}' are not worked out here")]
    Language(String),
    /// An expression asks for a name that nothing gives.
    #[error("nothing is named '%{0}' here")]
    UnknownVariable(String),
    /// Two variables of one item have one name.
    #[error("another variable here is named '{0}'")]
    DuplicateVariable(String),
    /// The options are in a value set that is not in the file.
    #[error("the value set '{0}' is not in this file")]
    ValueSetElsewhere(String),
    /// The value set does not list its codes.
    #[error("the value set '{0}' does not list its codes")]
    ValueSetUnlisted(String),
    /// It belongs to another release of FHIR than R4.
    #[error("{0} is of another release of FHIR; this is read as R4")]
    AnotherRelease(String),
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
    /// The first or least is beyond the last or most.
    #[error("the least, {min}, is above the most, {max}")]
    LimitsCross {
        /// The least or first, as written.
        min: String,
        /// The most or last, as written.
        max: String,
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
