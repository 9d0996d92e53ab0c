//! From text to tokens.

use crate::moment::Moment;
use crate::refused::ParseProblem;
use rust_decimal::Decimal;
use std::fmt;

/// A token and where it begins.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Token<'t> {
    pub(crate) what: What<'t>,
    pub(crate) at: usize,
}

/// What a token is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum What<'t> {
    /// A bare word: a name, or an operator such as `and`.
    Word(&'t str),
    /// A name between backquotes.
    Delimited(String),
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a point.
    Decimal(Decimal),
    /// After `@`.
    Moment(Moment),
    /// After `%`.
    Variable(String),
    /// After `$`.
    Special(&'t str),
    /// Brackets and operators.
    Symbol(&'static str),
    /// After everything.
    End,
}

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "'{word}'"),
            Self::Delimited(_) => f.write_str("a delimited name"),
            Self::Text(_) => f.write_str("a string"),
            Self::Integer(_) | Self::Decimal(_) => f.write_str("a number"),
            Self::Moment(_) => f.write_str("a date or time"),
            Self::Variable(name) => write!(f, "%{name}"),
            Self::Special(name) => write!(f, "${name}"),
            Self::Symbol(symbol) => write!(f, "'{symbol}'"),
            Self::End => f.write_str("the end"),
        }
    }
}

/// Longer ones first, so that `<=` is not taken for `<`.
const SYMBOLS: [&str; 22] = [
    "<=", ">=", "!=", "!~", "(", ")", "[", "]", "{", "}", ".", ",", "+", "-", "*", "/", "&", "|",
    "=", "~", "<", ">",
];

/// All tokens of the text, the end as the last.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token<'_>>, (usize, ParseProblem)> {
    let mut pen = Pen { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        pen.space()?;
        let at = pen.at;
        let what = pen.token()?;
        let is_end = what == What::End;
        tokens.push(Token { what, at });
        if is_end {
            return Ok(tokens);
        }
    }
}

type Lexed<T> = Result<T, (usize, ParseProblem)>;

struct Pen<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Pen<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes what begins here as long as the characters are such.
    fn run(&mut self, such: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !such(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Passes over white space and comments.
    fn space(&mut self) -> Lexed<()> {
        loop {
            self.run(char::is_whitespace);
            let rest = self.rest();
            if rest.starts_with("//") {
                self.run(|c| c != '\n');
            } else if rest.starts_with("/*") {
                let end = rest.find("*/");
                let end = end.ok_or((self.at, ParseProblem::Unclosed("comment")))?;
                self.at += end + 2;
            } else {
                return Ok(());
            }
        }
    }

    fn token(&mut self) -> Lexed<What<'t>> {
        let at = self.at;
        let Some(first) = self.peek() else {
            return Ok(What::End);
        };
        match first {
            '\'' => self.quoted('\'', "string").map(What::Text),
            '"' => Err((at, ParseProblem::DoubleQuote)),
            '`' => self.quoted('`', "delimited name").map(What::Delimited),
            '0'..='9' => self.number(),
            '@' => self.moment(),
            '%' => self.variable(),
            '$' => {
                self.at += 1;
                match self.run(is_word) {
                    "" => Err((at, ParseProblem::Character('$'))),
                    name => Ok(What::Special(name)),
                }
            }
            c if c.is_ascii_alphabetic() || c == '_' => Ok(What::Word(self.run(is_word))),
            c => {
                let rest = self.rest();
                let symbol = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol));
                let symbol = symbol.ok_or((at, ParseProblem::Character(c)))?;
                self.at += symbol.len();
                Ok(What::Symbol(symbol))
            }
        }
    }

    /// What stands between two marks, its escapes undone.
    fn quoted(&mut self, mark: char, what: &'static str) -> Lexed<String> {
        let opened = self.at;
        self.at += mark.len_utf8();
        let mut text = String::new();
        loop {
            text.push_str(self.run(|c| c != mark && c != '\\'));
            let at = self.at;
            match self.peek() {
                None => return Err((opened, ParseProblem::Unclosed(what))),
                Some('\\') => {
                    self.at += 1;
                    let escaped = self.escaped().ok_or((at, ParseProblem::Escape))?;
                    text.push(escaped);
                }
                Some(_) => {
                    self.at += mark.len_utf8();
                    return Ok(text);
                }
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let escaped = self.peek()?;
        self.at += escaped.len_utf8();
        Some(match escaped {
            '\'' | '"' | '`' | '\\' | '/' => escaped,
            'r' => '\r',
            'n' => '\n',
            't' => '\t',
            'f' => '\u{c}',
            'u' => {
                let digits = self.rest().get(..4)?;
                let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
                let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
                self.at += 4;
                char::from_u32(code)?
            }
            _ => return None,
        })
    }

    fn number(&mut self) -> Lexed<What<'t>> {
        let at = self.at;
        let too_long = |_| (at, ParseProblem::Number);
        let whole = self.run(|c| c.is_ascii_digit());
        let after = self.rest().strip_prefix('.');
        let has_point = after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        if !has_point {
            return match whole.parse() {
                Ok(whole) => Ok(What::Integer(whole)),
                Err(_) => Err((at, ParseProblem::Number)),
            };
        }
        self.at += 1;
        self.run(|c| c.is_ascii_digit());
        let text = self.text.get(at..self.at).unwrap_or_default();
        let number = Decimal::from_str_exact(text).map_err(too_long)?;
        Ok(What::Decimal(number))
    }

    fn moment(&mut self) -> Lexed<What<'t>> {
        let at = self.at;
        self.at += 1;
        let found = Moment::prefix(self.rest());
        let (moment, length) = found.ok_or((at, ParseProblem::Moment))?;
        self.at += length;
        // `@2026-13` is no year followed by a subtraction, it is a mistake.
        let digit_follows = |c: char| c.is_ascii_digit();
        let mut after = self.rest().chars();
        let next = after.next();
        let is_broken = next.is_some_and(|c| is_word(c) || c == ':')
            || (next == Some('-') && after.next().is_some_and(digit_follows));
        if is_broken {
            Err((at, ParseProblem::Moment))
        } else {
            Ok(What::Moment(moment))
        }
    }

    fn variable(&mut self) -> Lexed<What<'t>> {
        let at = self.at;
        self.at += 1;
        match self.peek() {
            Some(mark @ ('`' | '\'')) => self.quoted(mark, "name").map(What::Variable),
            _ => match self.run(is_word) {
                "" => Err((at, ParseProblem::Character('%'))),
                name => Ok(What::Variable(name.to_owned())),
            },
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
