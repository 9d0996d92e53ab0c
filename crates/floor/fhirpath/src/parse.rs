//! From tokens to what they say: operators by how tightly they bind.

use crate::ast::{Ast, At, Binary, Call, Operator, TypeName, TypeTest, Variable, is_name};
use crate::calls::{self, Asked};
use crate::moment::TimeUnit;
use crate::pattern::Pattern;
use crate::quantity::Quantity;
use crate::refused::{
    DEEPEST_BRACKETS, DEEPEST_EXPRESSION, LONGEST_EXPRESSION, ParseProblem, ParseRefused,
};
use crate::token::{Token, What, tokens};
use crate::value::Value;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Reads an expression.
pub(crate) fn parse(text: &str) -> Result<Ast, ParseRefused> {
    let refused = |(at, problem)| ParseRefused::new(text, at, problem);
    let bytes = text.len();
    if bytes > LONGEST_EXPRESSION {
        return Err(refused((0, ParseProblem::TooLong { bytes })));
    }
    let tokens = tokens(text).map_err(refused)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        nested: 0,
    };
    parser.whole().map_err(refused)
}

type Parsed<T> = Result<T, (usize, ParseProblem)>;

/// What is said, and how many steps in it build on each other.
struct Said {
    ast: Ast,
    height: usize,
}

impl Said {
    fn new(ast: Ast) -> Self {
        Self { ast, height: 1 }
    }
}

/// The height of something built on these.
fn above(at: usize, heights: impl IntoIterator<Item = usize>) -> Parsed<usize> {
    let height = heights.into_iter().max().unwrap_or_default() + 1;
    if height <= DEEPEST_EXPRESSION {
        Ok(height)
    } else {
        Err((at, ParseProblem::TooDeep))
    }
}

struct Parser<'p, 't> {
    tokens: &'p [Token<'t>],
    at: usize,
    nested: usize,
}

impl<'t> Parser<'_, 't> {
    fn whole(&mut self) -> Parsed<Ast> {
        let said = self.expression(0)?;
        match self.peek() {
            What::End => Ok(said.ast),
            _ => Err(self.expected("an operator or the end")),
        }
    }

    fn peek(&self) -> &What<'t> {
        self.after(0)
    }

    fn after(&self, ahead: usize) -> &What<'t> {
        let token = self.tokens.get(self.at + ahead);
        token.map_or(&What::End, |token| &token.what)
    }

    fn place(&self) -> usize {
        let token = self.tokens.get(self.at).or(self.tokens.last());
        token.map_or(0, |token| token.at)
    }

    fn expected(&self, wanted: &'static str) -> (usize, ParseProblem) {
        let found = self.peek().to_string();
        (self.place(), ParseProblem::Expected { wanted, found })
    }

    fn takes(&mut self, symbol: &str) -> bool {
        let is_next = matches!(self.peek(), What::Symbol(next) if *next == symbol);
        self.at += usize::from(is_next);
        is_next
    }

    fn must_take(&mut self, symbol: &str, wanted: &'static str) -> Parsed<()> {
        if self.takes(symbol) {
            Ok(())
        } else {
            Err(self.expected(wanted))
        }
    }

    /// An expression of operators that bind more tightly than `loosest`.
    fn expression(&mut self, loosest: u8) -> Parsed<Said> {
        self.nested += 1;
        if self.nested > DEEPEST_BRACKETS {
            return Err((self.place(), ParseProblem::TooNested));
        }
        let mut left = self.signed()?;
        loop {
            let at = self.place();
            if let Some(test) = self.type_operator(loosest) {
                self.at += 1;
                let kind = self.type_name()?;
                left = typed(left, test, kind, at)?;
            } else if let Some((operator, tightness)) = self.operator(loosest) {
                self.at += 1;
                let right = self.expression(tightness)?;
                left = binary(operator, left, right, at)?;
            } else {
                self.nested -= 1;
                return Ok(left);
            }
        }
    }

    fn operator(&self, loosest: u8) -> Option<(Operator, u8)> {
        let written = match self.peek() {
            What::Symbol(symbol) => symbol,
            What::Word(word) => word,
            _ => return None,
        };
        let mut all = Operator::ALL.iter();
        let &(operator, _, tightness) = all.find(|(_, known, _)| known == written)?;
        (tightness > loosest).then_some((operator, tightness))
    }

    fn type_operator(&self, loosest: u8) -> Option<TypeTest> {
        let test = match self.peek() {
            What::Word("is") => TypeTest::Is,
            What::Word("as") => TypeTest::As,
            _ => return None,
        };
        (Operator::TYPE > loosest).then_some(test)
    }

    fn signed(&mut self) -> Parsed<Said> {
        let at = self.place();
        let minus = self.takes("-");
        if !minus && !self.takes("+") {
            return self.path();
        }
        let of = self.expression(Operator::SIGN)?;
        if let Ast::Literal(values) = &of.ast
            && let [Value::Integer(_) | Value::Decimal(_)] = values.as_slice()
        {
            return Ok(Said::new(signed_literal(minus, values)));
        }
        let height = above(at, [of.height])?;
        let of = Box::new(of.ast);
        let at = At(at);
        Ok(Said {
            ast: Ast::Sign { minus, of, at },
            height,
        })
    }

    /// A term, and what follows it with a point or in square brackets.
    fn path(&mut self) -> Parsed<Said> {
        let mut said = self.term()?;
        loop {
            let at = self.place();
            if self.takes(".") {
                said = self.step(said)?;
            } else if self.takes("[") {
                let index = self.expression(0)?;
                self.must_take("]", "']'")?;
                let height = above(at, [said.height, index.height])?;
                let (of, index) = (Box::new(said.ast), Box::new(index.ast));
                let at = At(at);
                let ast = Ast::Indexed { of, index, at };
                said = Said { ast, height };
            } else {
                return Ok(said);
            }
        }
    }

    fn term(&mut self) -> Parsed<Said> {
        let at = self.place();
        let literal = |value| Ok(Said::new(Ast::Literal(vec![value])));
        let what = self.peek().clone();
        self.at += 1;
        match what {
            What::Text(text) => literal(Value::String(Cow::Owned(text))),
            What::Integer(whole) => match self.unit() {
                Some(unit) => literal(quantity(Decimal::from(whole), unit)),
                None => literal(Value::Integer(whole)),
            },
            What::Decimal(number) => match self.unit() {
                Some(unit) => literal(quantity(number, unit)),
                None => literal(Value::Decimal(number)),
            },
            What::Moment(moment) => literal(Value::Moment(moment)),
            What::Word("true") => literal(Value::Boolean(true)),
            What::Word("false") => literal(Value::Boolean(false)),
            What::Variable(name) => variable(name, at),
            What::Special("this") => Ok(Said::new(Ast::This)),
            What::Special("index") => Ok(Said::new(Ast::Index)),
            What::Special("total") => Ok(Said::new(Ast::Total)),
            What::Symbol("(") => {
                let said = self.expression(0)?;
                self.must_take(")", "')'")?;
                Ok(said)
            }
            What::Symbol("{") => {
                self.must_take("}", "'}', for an empty collection is written {}")?;
                Ok(Said::new(Ast::Literal(Vec::new())))
            }
            What::Word(_) | What::Delimited(_) => {
                self.at -= 1;
                self.step(Said::new(Ast::This))
            }
            _ => {
                self.at -= 1;
                Err(self.expected("a value, a path or a function"))
            }
        }
    }

    /// The unit after a number.
    fn unit(&mut self) -> Option<String> {
        let unit = match self.peek() {
            What::Text(unit) => unit.clone(),
            What::Word(word) if TimeUnit::word(word).is_some() => (*word).to_owned(),
            _ => return None,
        };
        self.at += 1;
        Some(unit)
    }

    /// A name, or a function and its arguments, of what came before.
    fn step(&mut self, of: Said) -> Parsed<Said> {
        let at = self.place();
        let is_call = matches!(self.after(1), What::Symbol("("));
        match self.peek() {
            &What::Word(word) if is_call => {
                self.at += 2;
                self.call(of, word, at)
            }
            // `$this` may follow a point, and says nothing new there.
            What::Special("this") => {
                self.at += 1;
                Ok(of)
            }
            _ => {
                let name = self.name()?;
                let height = above(at, [of.height])?;
                let of = Box::new(of.ast);
                let ast = Ast::Member { of, name };
                Ok(Said { ast, height })
            }
        }
    }

    fn name(&mut self) -> Parsed<String> {
        let name = match self.peek() {
            What::Word(word) if is_name(word) => (*word).to_owned(),
            What::Delimited(name) => name.clone(),
            _ => return Err(self.expected("a name")),
        };
        self.at += 1;
        Ok(name)
    }

    fn type_name(&mut self) -> Parsed<TypeName> {
        let first = self.name()?;
        Ok(if self.takes(".") {
            TypeName {
                namespace: Some(first),
                name: self.name()?,
            }
        } else {
            TypeName {
                namespace: None,
                name: first,
            }
        })
    }

    fn call(&mut self, of: Said, written: &str, at: usize) -> Parsed<Said> {
        let asked = calls::asked(written).map_err(|problem| (at, problem))?;
        let known = match asked {
            Asked::Type(test) => {
                let kind = self.type_name()?;
                self.must_take(")", "')'")?;
                return typed(of, test, kind, at);
            }
            Asked::Function(known) => known,
        };
        let (arguments, height) = self.arguments()?;
        let given = arguments.len();
        let (least, most) = (usize::from(known.least), usize::from(known.most));
        if !(least..=most).contains(&given) {
            let name = known.name;
            let problem = ParseProblem::Arguments {
                name,
                least,
                most,
                given,
            };
            return Err((at, problem));
        }
        let height = above(at, [of.height, height])?;
        let pattern = match known.function.takes_pattern() {
            Some(whole) => Some(pattern(arguments.first(), whole, at)?),
            None => None,
        };
        let call = Call {
            of: of.ast,
            function: known.function,
            name: known.name,
            arguments,
            pattern,
            at: At(at),
        };
        let ast = Ast::Call(Box::new(call));
        Ok(Said { ast, height })
    }

    /// What stands between a call's brackets, and the height of the highest.
    fn arguments(&mut self) -> Parsed<(Vec<Ast>, usize)> {
        let (mut arguments, mut height) = (Vec::new(), 0);
        if self.takes(")") {
            return Ok((arguments, height));
        }
        loop {
            let said = self.expression(0)?;
            height = height.max(said.height);
            arguments.push(said.ast);
            if !self.takes(",") {
                self.must_take(")", "',' or ')'")?;
                return Ok((arguments, height));
            }
        }
    }
}

fn variable(name: String, at: usize) -> Parsed<Said> {
    if let Some(why) = calls::variable_not_offered(&name) {
        let name = format!("%{name}");
        return Err((at, ParseProblem::NotOffered { name, why }));
    }
    let name = Variable::of(name);
    Ok(Said::new(Ast::Variable { name, at: At(at) }))
}

fn quantity(value: Decimal, unit: String) -> Value<'static> {
    let unit = Cow::Owned(unit);
    Value::Quantity(Quantity { value, unit })
}

fn signed_literal(minus: bool, values: &[Value<'static>]) -> Ast {
    let sign = |value: &Value<'static>| match value {
        Value::Integer(whole) if minus => Value::Integer(-whole),
        Value::Decimal(number) if minus => Value::Decimal(-number),
        other => other.clone(),
    };
    Ast::Literal(values.iter().map(sign).collect())
}

fn typed(of: Said, test: TypeTest, kind: TypeName, at: usize) -> Parsed<Said> {
    let height = above(at, [of.height])?;
    let (of, at) = (Box::new(of.ast), At(at));
    let ast = Ast::Typed { of, test, kind, at };
    Ok(Said { ast, height })
}

/// Strings and numbers that are joined by `|` become one literal: `'a' | 'b'` is looked up often.
fn binary(operator: Operator, left: Said, right: Said, at: usize) -> Parsed<Said> {
    let height = above(at, [left.height, right.height])?;
    let (left, right) = (left.ast, right.ast);
    if operator == Operator::Union
        && let (Ast::Literal(left), Ast::Literal(right)) = (&left, &right)
        && left
            .iter()
            .chain(right)
            .all(|value| matches!(value, Value::String(_)))
    {
        let mut values: Vec<Value<'static>> = Vec::new();
        for value in left.iter().chain(right) {
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
        return Ok(Said::new(Ast::Literal(values)));
    }
    let binary = Binary {
        operator,
        left,
        right,
        at: At(at),
    };
    let ast = Ast::Binary(Box::new(binary));
    Ok(Said { ast, height })
}

fn pattern(argument: Option<&Ast>, whole: bool, at: usize) -> Parsed<Pattern> {
    let Some(Ast::Literal(values)) = argument else {
        return Err((at, ParseProblem::PatternNotWritten));
    };
    let [Value::String(text)] = values.as_slice() else {
        return Err((at, ParseProblem::PatternNotWritten));
    };
    Pattern::parse(text, whole).map_err(|why| (at, ParseProblem::Pattern(why)))
}
