//! The functions: their names, how many arguments they take, and where each is done.

mod aggregating;
mod clock;
mod combining;
mod conversion;
mod existence;
mod filtering;
mod math;
mod texts;
mod weighing;

use crate::ast::{Call, TypeTest};
use crate::refused::ParseProblem;
use crate::value::Value;
use crate::walk::{Scope, Sink, Spot, Walked, Walker};

/// A function, by what it is about.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Function {
    Existence(existence::Existence),
    Filtering(filtering::Filtering),
    Combining(combining::Combining),
    Aggregating(aggregating::Aggregating),
    Conversion(conversion::Conversion),
    Text(texts::TextFunction),
    Math(math::Math),
    Clock(clock::Clock),
    Weight,
}

impl Function {
    /// Whether its first argument is a regular expression, and if so whether all of the text
    /// must match.
    pub(crate) fn takes_pattern(self) -> Option<bool> {
        match self {
            Self::Text(text) => text.takes_pattern(),
            _ => None,
        }
    }
}

/// A function as it is called.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub(crate) name: &'static str,
    pub(crate) function: Function,
    /// The fewest arguments.
    pub(crate) least: u8,
    /// The most arguments.
    pub(crate) most: u8,
}

const fn known(name: &'static str, function: Function, least: u8, most: u8) -> Known {
    Known {
        name,
        function,
        least,
        most,
    }
}

const WEIGHING: &[Known] = &[
    known("weight", Function::Weight, 0, 0),
    known("ordinal", Function::Weight, 0, 0),
];

const ALL: [&[Known]; 9] = [
    existence::KNOWN,
    filtering::KNOWN,
    combining::KNOWN,
    aggregating::KNOWN,
    conversion::KNOWN,
    texts::KNOWN,
    math::KNOWN,
    clock::KNOWN,
    WEIGHING,
];

/// What FHIR knows besides, and why it is not done here.
const NOT_OFFERED: [(&str, &str); 12] = [
    ("memberOf", TERMINOLOGY),
    ("subsumes", TERMINOLOGY),
    ("subsumedBy", TERMINOLOGY),
    (
        "resolve",
        "would fetch another resource: put what is needed into the form itself",
    ),
    ("conformsTo", "needs a profile, and none is at hand"),
    ("elementDefinition", "needs a profile, and none is at hand"),
    ("slice", "needs a profile, and none is at hand"),
    ("checkModifiers", "needs a profile, and none is at hand"),
    (
        "htmlChecks",
        "checks narrative, of which an answer has none",
    ),
    (
        "defineVariable",
        "is not done here: declare an SDC variable instead",
    ),
    (
        "type",
        "is not done here: ask with 'is' for the type that matters",
    ),
    (
        "sort",
        "is not done here: use min(), max(), first() or last()",
    ),
];
const TERMINOLOGY: &str =
    "needs a terminology server, and none is asked here: list the codes with 'in'";

/// Why a variable is not there, if it is one that FHIR knows and no form gets here.
pub(crate) fn variable_not_offered(name: &str) -> Option<&'static str> {
    let is_set = name.starts_with("vs-") || name.starts_with("ext-");
    match name {
        "terminologies" => Some(TERMINOLOGY),
        "factory" => Some("makes new resources, which no form needs to be answered or scored"),
        "server" => Some("would ask another server, and none is asked here"),
        _ if is_set => Some("is an abbreviation that is not known here: write the URL as a string"),
        _ => None,
    }
}

/// What stands before a round bracket.
pub(crate) enum Asked {
    /// A function of values.
    Function(Known),
    /// A question about a type.
    Type(TypeTest),
}

/// The function of a name.
pub(crate) fn asked(name: &str) -> Result<Asked, ParseProblem> {
    match name {
        "is" => return Ok(Asked::Type(TypeTest::Is)),
        "as" => return Ok(Asked::Type(TypeTest::As)),
        "ofType" => return Ok(Asked::Type(TypeTest::OfType)),
        _ => {}
    }
    let mut all = ALL.into_iter().flatten();
    if let Some(known) = all.find(|known| known.name == name) {
        return Ok(Asked::Function(*known));
    }
    if let Some((_, why)) = NOT_OFFERED.into_iter().find(|(not, _)| *not == name) {
        let name = format!("{name}()");
        return Err(ParseProblem::NotOffered { name, why });
    }
    Err(ParseProblem::UnknownFunction {
        nearest: nearest(name),
        name: name.to_owned(),
    })
}

/// The function whose name is the same but for case, or begins or is begun by this one.
fn nearest(name: &str) -> Option<&'static str> {
    let wanted = name.to_ascii_lowercase();
    let names = || ALL.into_iter().flatten().map(|known| known.name);
    let same = |known: &&str| known.eq_ignore_ascii_case(name);
    let begins = |known: &&str| {
        let known = known.to_ascii_lowercase();
        wanted.len() > 2 && (known.starts_with(&wanted) || wanted.starts_with(&known))
    };
    names().find(same).or_else(|| names().find(begins))
}

impl Call {
    pub(crate) fn spot(&self) -> Spot {
        Spot {
            what: self.name,
            at: self.at,
        }
    }
}

impl<'n> Walker<'_, 'n> {
    /// Hands what a function gives to the sink.
    pub(crate) fn call(
        &self,
        call: &'n Call,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let value = match call.function {
            Function::Filtering(function) => return self.filtering(function, call, scope, sink),
            Function::Combining(function) => return self.combining(function, call, scope, sink),
            Function::Text(function) => return self.texts(function, call, scope, sink),
            Function::Weight => return self.weigh(call, scope, sink),
            Function::Aggregating(function) => {
                return self.aggregating(function, call, scope, sink);
            }
            Function::Existence(function) => {
                self.existence(function, call, scope)?.map(Value::Boolean)
            }
            Function::Conversion(function) => self.conversion(function, call, scope)?,
            Function::Math(function) => self.math(function, call, scope)?,
            Function::Clock(function) => Some(self.clock(function, call)?),
        };
        value.map_or(Ok(()), sink)
    }

    /// A whole number that a function was given; `None` if it was given nothing.
    fn whole_argument(
        &self,
        call: &'n Call,
        number: usize,
        scope: Scope<'_, 'n>,
    ) -> Walked<Option<i64>> {
        let Some(argument) = call.argument(number) else {
            return Ok(None);
        };
        match self.one(argument, scope, call.spot())? {
            None => Ok(None),
            Some(Value::Integer(whole)) => Ok(Some(whole)),
            Some(_) => Err(call.spot().wrong("a whole number")),
        }
    }
}
