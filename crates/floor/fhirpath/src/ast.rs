//! What an expression says, as a tree; and how it is written.

use crate::calls::Function;
use crate::moment::Moment;
use crate::pattern::Pattern;
use crate::value::Value;
use std::fmt::{self, Write};

/// Where something stands, in bytes. It does not belong to what is said: two expressions that
/// differ only in it are equal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At(pub(crate) usize);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// An expression.
#[derive(PartialEq, Debug)]
pub(crate) enum Ast {
    /// Values written out: `{}`, `1`, `'a' | 'b'`.
    Literal(Vec<Value<'static>>),
    /// `$this`, and what a path without a beginning begins with.
    This,
    /// `$index`.
    Index,
    /// `$total`.
    Total,
    /// `%name`.
    Variable { name: Variable, at: At },
    /// `of.name`.
    Member { of: Box<Ast>, name: String },
    /// `of[index]`.
    Indexed {
        of: Box<Ast>,
        index: Box<Ast>,
        at: At,
    },
    /// `of.function(arguments)`.
    Call(Box<Call>),
    /// `-of`, `+of`.
    Sign { minus: bool, of: Box<Ast>, at: At },
    /// `left operator right`.
    Binary(Box<Binary>),
    /// `of is kind`, `of as kind`, `of.ofType(kind)`.
    Typed {
        of: Box<Ast>,
        test: TypeTest,
        kind: TypeName,
        at: At,
    },
}

impl Ast {
    /// Shows this and everything within it.
    pub(crate) fn visit(&self, show: &mut impl FnMut(&Self)) {
        show(self);
        match self {
            Self::Literal(_) | Self::This | Self::Index | Self::Total | Self::Variable { .. } => {}
            Self::Member { of, .. } | Self::Sign { of, .. } | Self::Typed { of, .. } => {
                of.visit(show);
            }
            Self::Indexed { of, index, .. } => {
                of.visit(show);
                index.visit(show);
            }
            Self::Call(call) => {
                call.of.visit(show);
                call.arguments.iter().for_each(|one| one.visit(show));
            }
            Self::Binary(binary) => {
                binary.left.visit(show);
                binary.right.visit(show);
            }
        }
    }
}

/// A function and what it is given.
#[derive(PartialEq, Debug)]
pub(crate) struct Call {
    pub(crate) of: Ast,
    pub(crate) function: Function,
    /// As it is written: a function may have two names.
    pub(crate) name: &'static str,
    pub(crate) arguments: Vec<Ast>,
    pub(crate) pattern: Option<Pattern>,
    pub(crate) at: At,
}

impl Call {
    pub(crate) fn argument(&self, number: usize) -> Option<&Ast> {
        self.arguments.get(number)
    }
}

/// An operator between two.
#[derive(PartialEq, Debug)]
pub(crate) struct Binary {
    pub(crate) operator: Operator,
    pub(crate) left: Ast,
    pub(crate) right: Ast,
    pub(crate) at: At,
}

/// A variable: the environment's own, a constant, or one by name.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Variable {
    Resource,
    RootResource,
    Context,
    Questionnaire,
    Constant(&'static str),
    Named(String),
}

/// What FHIRPath's own constants stand for.
const CONSTANTS: [(&str, &str); 3] = [
    ("sct", "http://snomed.info/sct"),
    ("loinc", "http://loinc.org"),
    ("ucum", "http://unitsofmeasure.org"),
];

impl Variable {
    pub(crate) fn of(name: String) -> Self {
        match name.as_str() {
            "resource" => Self::Resource,
            "rootResource" => Self::RootResource,
            "context" => Self::Context,
            "questionnaire" => Self::Questionnaire,
            _ => match CONSTANTS.iter().find(|(known, _)| *known == name) {
                Some((_, stands_for)) => Self::Constant(stands_for),
                None => Self::Named(name),
            },
        }
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Resource => "resource",
            Self::RootResource => "rootResource",
            Self::Context => "context",
            Self::Questionnaire => "questionnaire",
            Self::Constant(stands_for) => CONSTANTS
                .iter()
                .find(|(_, known)| known == stands_for)
                .map_or("", |(name, _)| name),
            Self::Named(name) => name,
        }
    }
}

/// What to do with a type.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum TypeTest {
    Is,
    As,
    OfType,
}

/// The name of a type, with its namespace if that was written.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct TypeName {
    pub(crate) namespace: Option<String>,
    pub(crate) name: String,
}

/// An operator between two, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Operator {
    Implies,
    Or,
    Xor,
    And,
    In,
    Contains,
    Equal,
    NotEqual,
    Equivalent,
    NotEquivalent,
    Less,
    Greater,
    AtMost,
    AtLeast,
    Union,
    Add,
    Subtract,
    Concatenate,
    Multiply,
    Divide,
    WholeDivide,
    Remainder,
}

impl Operator {
    /// Every operator, how it is written, and how tightly it binds.
    pub(crate) const ALL: [(Self, &'static str, u8); 22] = [
        (Self::Implies, "implies", 1),
        (Self::Or, "or", 2),
        (Self::Xor, "xor", 2),
        (Self::And, "and", 3),
        (Self::In, "in", 4),
        (Self::Contains, "contains", 4),
        (Self::Equal, "=", 5),
        (Self::NotEqual, "!=", 5),
        (Self::Equivalent, "~", 5),
        (Self::NotEquivalent, "!~", 5),
        (Self::Less, "<", 6),
        (Self::Greater, ">", 6),
        (Self::AtMost, "<=", 6),
        (Self::AtLeast, ">=", 6),
        (Self::Union, "|", 7),
        (Self::Add, "+", Self::TYPE + 1),
        (Self::Subtract, "-", Self::TYPE + 1),
        (Self::Concatenate, "&", Self::TYPE + 1),
        (Self::Multiply, "*", Self::TYPE + 2),
        (Self::Divide, "/", Self::TYPE + 2),
        (Self::WholeDivide, "div", Self::TYPE + 2),
        (Self::Remainder, "mod", Self::TYPE + 2),
    ];
    /// How tightly `is` and `as` bind.
    pub(crate) const TYPE: u8 = 8;
    /// How tightly a sign binds.
    pub(crate) const SIGN: u8 = Self::TYPE + 3;

    pub(crate) fn written(self) -> &'static str {
        let found = Self::ALL.iter().find(|(operator, ..)| *operator == self);
        found.map_or("", |(_, written, _)| written)
    }
}

/// The words that are operators and no names, where an expression is expected.
const NEVER_NAMES: [&str; 8] = ["div", "mod", "and", "or", "xor", "implies", "true", "false"];

/// Whether a bare word can be a name.
pub(crate) fn is_name(word: &str) -> bool {
    !NEVER_NAMES.contains(&word)
}

impl fmt::Display for Ast {
    /// Written so that it reads the same again, with every bracket there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(values) => literals(f, values),
            Self::This => f.write_str("$this"),
            Self::Index => f.write_str("$index"),
            Self::Total => f.write_str("$total"),
            Self::Variable { name, .. } => {
                f.write_char('%')?;
                quoted(f, name.name(), '`')
            }
            Self::Member { of, name } => {
                write!(f, "{of}.")?;
                quoted(f, name, '`')
            }
            Self::Indexed { of, index, .. } => write!(f, "{of}[{index}]"),
            Self::Call(call) => {
                write!(f, "{}.{}(", call.of, call.name)?;
                for (number, argument) in call.arguments.iter().enumerate() {
                    let comma = if number > 0 { ", " } else { "" };
                    write!(f, "{comma}{argument}")?;
                }
                f.write_char(')')
            }
            Self::Sign { minus, of, .. } => {
                write!(f, "({}{of})", if *minus { '-' } else { '+' })
            }
            Self::Binary(binary) => {
                let Binary { left, right, .. } = &**binary;
                write!(f, "({left} {} {right})", binary.operator.written())
            }
            Self::Typed { of, test, kind, .. } => match test {
                TypeTest::Is => write!(f, "({of} is {kind})"),
                TypeTest::As => write!(f, "({of} as {kind})"),
                TypeTest::OfType => write!(f, "{of}.ofType({kind})"),
            },
        }
    }
}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(namespace) = &self.namespace {
            quoted(f, namespace, '`')?;
            f.write_char('.')?;
        }
        quoted(f, &self.name, '`')
    }
}

fn literals(f: &mut fmt::Formatter<'_>, values: &[Value<'static>]) -> fmt::Result {
    if values.is_empty() {
        return f.write_str("{}");
    }
    f.write_char('(')?;
    for (number, value) in values.iter().enumerate() {
        f.write_str(if number > 0 { " | " } else { "" })?;
        literal(f, value)?;
    }
    f.write_char(')')
}

fn literal(f: &mut fmt::Formatter<'_>, value: &Value<'static>) -> fmt::Result {
    match value {
        Value::String(text) => quoted(f, text, '\''),
        // A point tells a decimal from a whole number.
        Value::Decimal(number) if number.scale() == 0 => write!(f, "{number}.0"),
        Value::Decimal(number) => write!(f, "{number}"),
        Value::Moment(moment) => written(f, moment),
        Value::Quantity(quantity) => {
            write!(f, "{} ", quantity.value)?;
            quoted(f, &quantity.unit, '\'')
        }
        other => f.write_str(&other.text().unwrap_or_default()),
    }
}

fn written(f: &mut fmt::Formatter<'_>, moment: &Moment) -> fmt::Result {
    use crate::moment::{MomentKind, Precision};
    let (before, after) = match moment.kind() {
        MomentKind::Time => ("T", ""),
        MomentKind::DateTime if moment.precision() <= Precision::Day => ("", "T"),
        _ => ("", ""),
    };
    write!(f, "@{before}{moment}{after}")
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str, mark: char) -> fmt::Result {
    f.write_char(mark)?;
    for c in text.chars() {
        match c {
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            c if c == mark => write!(f, "\\{c}")?,
            c => f.write_char(c)?,
        }
    }
    f.write_char(mark)
}
