//! Reads a [`Node`] from JSON text: strings borrowed, numbers exact as written, nulls left out,
//! depth bounded.

use crate::node::{Fields, Node};
use crate::refused::place;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

/// How deep values may lie within values. This crate's own choice: a form's items nest in steps of
/// four, and forms of more than fifty levels do not exist.
pub const DEEPEST_JSON: usize = 200;

/// Text that is not JSON that can be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JsonRefused {
    /// Where, in bytes from the beginning.
    pub at: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column in that line, in characters, from 1.
    pub column: usize,
    /// What is the matter.
    pub problem: JsonProblem,
}

/// What is the matter with JSON text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum JsonProblem {
    /// The bytes are not UTF-8.
    #[error("the text is not UTF-8: save it as UTF-8")]
    NotUtf8,
    /// Something else should stand here.
    #[error("here should be {0}")]
    Expected(&'static str),
    /// Values lie deeper than [`DEEPEST_JSON`].
    #[error("values lie more than {DEEPEST_JSON} deep")]
    TooDeep,
    /// The number has more digits before the point than can be held exactly.
    #[error("the number is too large")]
    NumberTooLarge,
    /// Something follows the value.
    #[error("the value has ended, and more follows")]
    MoreFollows,
}

impl std::error::Error for JsonRefused {}

impl fmt::Display for JsonRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            problem,
            ..
        } = self;
        write!(f, "line {line}, column {column}: {problem}")
    }
}

impl<'a> Node<'a> {
    /// Reads JSON text. A null, alone or among others, is left out; a lone null is an empty array.
    pub fn from_json(json: &'a [u8]) -> Result<Self, JsonRefused> {
        let (text, whole) = match std::str::from_utf8(json) {
            Ok(text) => (text, Ok(())),
            Err(bad) => {
                let sound = json.get(..bad.valid_up_to()).unwrap_or_default();
                let text = std::str::from_utf8(sound).unwrap_or_default();
                (text, Err(JsonProblem::NotUtf8))
            }
        };
        let mut reader = Reader { text, at: 0 };
        let read = match whole {
            Ok(()) => reader.document(),
            Err(problem) => {
                reader.at = text.len();
                Err(problem)
            }
        };
        read.map_err(|problem| {
            let (line, column) = place(text, reader.at);
            JsonRefused {
                at: reader.at,
                line,
                column,
                problem,
            }
        })
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<Node<'a>, JsonProblem> {
        let value = self.value(0, |value| value)?;
        self.space();
        match self.peek() {
            None => Ok(value.unwrap_or(Node::Array(Vec::new()))),
            Some(_) => Err(JsonProblem::MoreFollows),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte <= b' ') && self.is_space() {
            self.at += 1;
        }
    }

    fn is_space(&self) -> bool {
        matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t'))
    }

    /// Whether the next byte is this one, which is then behind us.
    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// A value, handed on as it is made rather than carried about; `None` for null.
    #[inline]
    fn value<T>(
        &mut self,
        depth: usize,
        put: impl FnOnce(Node<'a>) -> T,
    ) -> Result<Option<T>, JsonProblem> {
        if depth > DEEPEST_JSON {
            return Err(JsonProblem::TooDeep);
        }
        self.space();
        Ok(Some(match self.peek() {
            Some(b'"') => match self.string()? {
                Cow::Borrowed(text) => put(Node::String(Cow::Borrowed(text))),
                owned @ Cow::Owned(_) => put(Node::String(owned)),
            },
            Some(b'{') => put(Node::Object(self.object(depth)?)),
            Some(b'[') => put(Node::Array(self.array(depth)?)),
            Some(b'-' | b'0'..=b'9') => put(self.number()?),
            Some(b't') => put(self.word("true", Node::Boolean(true))?),
            Some(b'f') => put(self.word("false", Node::Boolean(false))?),
            Some(b'n') => {
                self.word("null", Node::Boolean(false))?;
                return Ok(None);
            }
            _ => return Err(JsonProblem::Expected("a value")),
        }))
    }

    fn word(&mut self, word: &'static str, means: Node<'a>) -> Result<Node<'a>, JsonProblem> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(JsonProblem::Expected("true, false or null"));
        }
        self.at += word.len();
        Ok(means)
    }

    fn object(&mut self, depth: usize) -> Result<Fields<'a>, JsonProblem> {
        self.at += 1;
        let mut fields = Fields::new();
        self.space();
        if self.takes(b'}') {
            return Ok(fields);
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(JsonProblem::Expected("a name in double quotes"));
            }
            let name = self.string()?;
            self.space();
            if !self.takes(b':') {
                return Err(JsonProblem::Expected("a colon"));
            }
            self.value(depth + 1, |value| fields.push(name, value))?;
            self.space();
            match () {
                () if self.takes(b',') => {}
                () if self.takes(b'}') => return Ok(fields),
                () => return Err(JsonProblem::Expected("a comma or a closing brace")),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Node<'a>>, JsonProblem> {
        self.at += 1;
        let mut nodes = Vec::new();
        self.space();
        if self.takes(b']') {
            return Ok(nodes);
        }
        loop {
            self.value(depth + 1, |node| nodes.push(node))?;
            self.space();
            match () {
                () if self.takes(b',') => {}
                () if self.takes(b']') => return Ok(nodes),
                () => return Err(JsonProblem::Expected("a comma or a closing bracket")),
            }
        }
    }

    /// A string without escapes is borrowed as it stands.
    #[inline]
    fn string(&mut self) -> Result<Cow<'a, str>, JsonProblem> {
        self.at += 1;
        let run = self.run();
        if self.takes(b'"') {
            Ok(Cow::Borrowed(run))
        } else {
            self.with_escapes(run).map(Cow::Owned)
        }
    }

    #[cold]
    fn with_escapes(&mut self, first: &str) -> Result<String, JsonProblem> {
        let mut text = first.to_owned();
        loop {
            if self.takes(b'"') {
                return Ok(text);
            }
            if !self.takes(b'\\') {
                return Err(JsonProblem::Expected("a closing double quote"));
            }
            text.push(self.escaped()?);
            text.push_str(self.run());
        }
    }

    /// The text up to the next quote, escape or control character.
    fn run(&mut self) -> &'a str {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = plain_bytes(rest);
        let from = self.at;
        self.at += length;
        self.text.get(from..self.at).unwrap_or_default()
    }

    fn escaped(&mut self) -> Result<char, JsonProblem> {
        let byte = self.peek().unwrap_or_default();
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.unicode()?,
            _ => {
                self.at -= 1;
                return Err(JsonProblem::Expected("an escape that JSON has"));
            }
        })
    }

    /// Four hexadecimal digits, or twice four for a character beyond the first 65,536.
    fn unicode(&mut self) -> Result<char, JsonProblem> {
        let first = self.four()?;
        let pair = (0xD800..0xDC00).contains(&first);
        let code = if pair && self.takes(b'\\') && self.takes(b'u') {
            let second = self.four()?;
            if !(0xDC00..0xE000).contains(&second) {
                return Err(JsonProblem::Expected("the second half of a pair"));
            }
            0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(code).ok_or(JsonProblem::Expected("a whole character"))
    }

    fn four(&mut self) -> Result<u32, JsonProblem> {
        let digits = self.text.get(self.at..self.at + 4).unwrap_or_default();
        if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(JsonProblem::Expected("four hexadecimal digits"));
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| JsonProblem::Expected("a number"))
    }

    fn digits(&mut self) -> Result<(), JsonProblem> {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > from {
            Ok(())
        } else {
            Err(JsonProblem::Expected("a digit"))
        }
    }

    fn number(&mut self) -> Result<Node<'a>, JsonProblem> {
        let from = self.at;
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        let mut is_whole = true;
        if self.takes(b'.') {
            is_whole = false;
            self.digits()?;
        }
        let has_exponent = self.takes(b'e') || self.takes(b'E');
        if has_exponent {
            let _sign = self.takes(b'-') || self.takes(b'+');
            self.digits()?;
        }
        let text = self.text.get(from..self.at).unwrap_or_default();
        if is_whole
            && !has_exponent
            && let Ok(whole) = text.parse()
        {
            return Ok(Node::Integer(whole));
        }
        let number = if has_exponent {
            Decimal::from_scientific(text)
        } else {
            text.parse()
        };
        let number = number.map_err(|_| JsonProblem::NumberTooLarge)?;
        Ok(Node::Decimal(number))
    }
}

/// How many bytes there are before the first quote, backslash or control character. Eight are
/// looked at together, since most of a form is text: a byte of a word is below a bound if
/// subtracting the bound sets its highest bit that was not set before.
fn plain_bytes(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    let (words, rest) = bytes.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let below = |word: u64, bound: u64| word.wrapping_sub(ONES * bound) & !word & HIGHS;
        let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
        let ends = below(word, 0x20) | is(b'"') | is(b'\\');
        if ends != 0 {
            return number * 8 + ends.trailing_zeros() as usize / 8;
        }
    }
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    let last = rest.iter().position(ends).unwrap_or(rest.len());
    bytes.len() - rest.len() + last
}
