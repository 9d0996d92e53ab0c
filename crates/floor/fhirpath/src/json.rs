//! Reads a [`Tree`] from JSON text: strings borrowed, numbers exact as written, nulls left out,
//! depth bounded.

use crate::refused::place;
use crate::tree::{Extent, Held, Part, Tree};
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

/// How many bytes of JSON a part takes at least in forms as they are: names and answers are short,
/// words and addresses are long. Only a guess of how much memory to begin with.
const BYTES_A_PART: usize = 12;

/// How many parts memory is asked for to begin with, at most.
const PARTS_AT_FIRST: usize = 1024;

impl<'a> Tree<'a> {
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
        let at_first = (text.len() / BYTES_A_PART).min(PARTS_AT_FIRST) + 1;
        let mut reader = Reader {
            text,
            at: 0,
            parts: Vec::with_capacity(at_first),
        };
        let read = match whole {
            Ok(()) => reader.document(),
            Err(problem) => {
                reader.at = text.len();
                Err(problem)
            }
        };
        match read {
            Ok(()) => Ok(Self::of(reader.parts)),
            Err(problem) => {
                let (line, column) = place(text, reader.at);
                Err(JsonRefused {
                    at: reader.at,
                    line,
                    column,
                    problem,
                })
            }
        }
    }
}

type Read<T> = Result<T, JsonProblem>;

/// A number: whole if it is written so and not too large for that.
enum Number {
    Whole(i64),
    Exact(Decimal),
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// What has been read, each value followed by what it holds.
    parts: Vec<Part<'a>>,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Read<()> {
        self.value("", 0)?;
        match self.next() {
            None => Ok(()),
            Some(_) => Err(JsonProblem::MoreFollows),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space, which is behind us then; the byte is not.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
            at += 1;
        }
        self.at = at;
        bytes.get(at).copied()
    }

    /// Whether the next byte that is not white space is this one, which is then behind us.
    #[inline]
    fn meets(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Whether the next byte is this one, which is then behind us.
    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// A value of this name; says how many there are: none for null. Each kind is written where it
    /// is to stay, straight from where it is known: parts are large enough for that to count.
    fn value(&mut self, name: impl Into<Cow<'a, str>>, depth: usize) -> Read<usize> {
        if depth > DEEPEST_JSON {
            return Err(JsonProblem::TooDeep);
        }
        match self.next() {
            Some(b'"') => match self.string()? {
                Cow::Borrowed(text) => self.put(name, Held::String(Cow::Borrowed(text))),
                owned @ Cow::Owned(_) => self.put(name, Held::String(owned)),
            },
            Some(b'{') => self.many(name, Held::Object, |all| all.object(depth))?,
            Some(b'[') => self.many(name, Held::Array, |all| all.array(depth))?,
            Some(b'-' | b'0'..=b'9') => match self.number()? {
                Number::Whole(whole) => self.put(name, Held::Integer(whole)),
                Number::Exact(number) => self.put(name, Held::Decimal(number)),
            },
            Some(b't') => {
                self.word("true")?;
                self.put(name, Held::Boolean(true));
            }
            Some(b'f') => {
                self.word("false")?;
                self.put(name, Held::Boolean(false));
            }
            Some(b'n') => return self.word("null").map(|()| 0),
            _ => return Err(JsonProblem::Expected("a value")),
        }
        Ok(1)
    }

    #[expect(
        clippy::inline_always,
        reason = "called, the part is made elsewhere and copied: half as fast"
    )]
    #[inline(always)]
    fn put(&mut self, name: impl Into<Cow<'a, str>>, held: Held<'a>) {
        self.parts.push(Part::EMPTY);
        if let Some(part) = self.parts.last_mut() {
            part.name = name.into();
            part.held = held;
        }
    }

    fn word(&mut self, word: &'static str) -> Read<()> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word) {
            return Err(JsonProblem::Expected("true, false or null"));
        }
        self.at += word.len();
        Ok(())
    }

    /// What holds others: how far it reaches is known when they are read.
    #[inline]
    fn many(
        &mut self,
        name: impl Into<Cow<'a, str>>,
        held: impl Fn(Extent) -> Held<'a>,
        read: impl FnOnce(&mut Self) -> Read<usize>,
    ) -> Read<()> {
        self.at += 1;
        let here = self.parts.len();
        self.put(name, held(Extent::EMPTY));
        let count = read(self)?;
        let parts = self.parts.len() - here;
        if let Some(part) = self.parts.get_mut(here) {
            part.held = held(Extent { parts, count });
        }
        Ok(())
    }

    fn object(&mut self, depth: usize) -> Read<usize> {
        let mut count = 0;
        if self.meets(b'}') {
            return Ok(count);
        }
        loop {
            if self.next() != Some(b'"') {
                return Err(JsonProblem::Expected("a name in double quotes"));
            }
            let name = self.string()?;
            if !self.meets(b':') {
                return Err(JsonProblem::Expected("a colon"));
            }
            count += match name {
                Cow::Borrowed(name) => self.value(name, depth + 1)?,
                Cow::Owned(name) => self.value(name, depth + 1)?,
            };
            match self.next() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(count);
                }
                _ => return Err(JsonProblem::Expected("a comma or a closing brace")),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Read<usize> {
        let mut count = 0;
        if self.meets(b']') {
            return Ok(count);
        }
        loop {
            count += self.value("", depth + 1)?;
            match self.next() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(count);
                }
                _ => return Err(JsonProblem::Expected("a comma or a closing bracket")),
            }
        }
    }

    /// A string without escapes is borrowed as it stands.
    #[inline]
    fn string(&mut self) -> Read<Cow<'a, str>> {
        let from = self.at + 1;
        let bytes = self.text.as_bytes();
        let end = from + plain_bytes(bytes.get(from..).unwrap_or_default());
        let plain = self.text.get(from..end).unwrap_or_default();
        self.at = end;
        if bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(plain));
        }
        self.with_escapes(plain).map(Cow::Owned)
    }

    #[cold]
    fn with_escapes(&mut self, first: &str) -> Read<String> {
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

    fn escaped(&mut self) -> Read<char> {
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
    fn unicode(&mut self) -> Read<char> {
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

    fn four(&mut self) -> Read<u32> {
        let digits = self.text.get(self.at..self.at + 4).unwrap_or_default();
        if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(JsonProblem::Expected("four hexadecimal digits"));
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| JsonProblem::Expected("a number"))
    }

    fn digits(&mut self) -> Read<()> {
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

    fn number(&mut self) -> Read<Number> {
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
            return Ok(Number::Whole(whole));
        }
        let number = if has_exponent {
            Decimal::from_scientific(text)
        } else {
            text.parse()
        };
        let number = number.map_err(|_| JsonProblem::NumberTooLarge)?;
        Ok(Number::Exact(number))
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
