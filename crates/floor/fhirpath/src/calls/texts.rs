//! Text: parts of it, what it holds, and how it is put together. Places count characters from 0.

use super::{Function, Known, known};
use crate::ast::Call;
use crate::refused::{EvaluateProblem, LONGEST_TEXT};
use crate::value::Value;
use crate::walk::{Scope, Sink, Walked, Walker};
use std::borrow::Cow;

/// Functions of text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum TextFunction {
    Length,
    Upper,
    Lower,
    Trim,
    ToChars,
    StartsWith,
    EndsWith,
    Contains,
    IndexOf,
    LastIndexOf,
    Substring,
    Replace,
    Split,
    Join,
    Matches,
    MatchesFull,
    ReplaceMatches,
}

impl TextFunction {
    pub(super) fn takes_pattern(self) -> Option<bool> {
        match self {
            Self::Matches | Self::ReplaceMatches => Some(false),
            Self::MatchesFull => Some(true),
            _ => None,
        }
    }
}

pub(super) const KNOWN: &[Known] = &[
    known("length", Function::Text(TextFunction::Length), 0, 0),
    known("upper", Function::Text(TextFunction::Upper), 0, 0),
    known("lower", Function::Text(TextFunction::Lower), 0, 0),
    known("trim", Function::Text(TextFunction::Trim), 0, 0),
    known("toChars", Function::Text(TextFunction::ToChars), 0, 0),
    known("startsWith", Function::Text(TextFunction::StartsWith), 1, 1),
    known("endsWith", Function::Text(TextFunction::EndsWith), 1, 1),
    known("contains", Function::Text(TextFunction::Contains), 1, 1),
    known("indexOf", Function::Text(TextFunction::IndexOf), 1, 1),
    known(
        "lastIndexOf",
        Function::Text(TextFunction::LastIndexOf),
        1,
        1,
    ),
    known("substring", Function::Text(TextFunction::Substring), 1, 2),
    known("replace", Function::Text(TextFunction::Replace), 2, 2),
    known("split", Function::Text(TextFunction::Split), 1, 1),
    known("join", Function::Text(TextFunction::Join), 0, 1),
    known("matches", Function::Text(TextFunction::Matches), 1, 1),
    known(
        "matchesFull",
        Function::Text(TextFunction::MatchesFull),
        1,
        1,
    ),
    known(
        "replaceMatches",
        Function::Text(TextFunction::ReplaceMatches),
        2,
        2,
    ),
];

impl<'n> Walker<'_, 'n> {
    pub(super) fn texts(
        &self,
        function: TextFunction,
        call: &'n Call,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        if function == TextFunction::Join {
            return self.join(call, scope)?.map_or(Ok(()), sink);
        }
        let Some(text) = self.only_text(call, scope)? else {
            return Ok(());
        };
        self.spend(text.len() / 16)?;
        let spot = call.spot();
        let value = match function {
            TextFunction::Length => Some(count(text.chars().count())),
            TextFunction::Upper => Some(self.text(text.to_uppercase(), spot)?),
            TextFunction::Lower => Some(self.text(text.to_lowercase(), spot)?),
            TextFunction::Trim => Some(self.text(text.trim().to_owned(), spot)?),
            TextFunction::Matches | TextFunction::MatchesFull => {
                let pattern = call.pattern.as_ref();
                pattern.map(|pattern| Value::Boolean(pattern.is_match(&text)))
            }
            TextFunction::ReplaceMatches => match (&call.pattern, self.given(call, 1, scope)?) {
                (Some(pattern), Some(with)) => {
                    may_replace(text.len(), with.len(), call)?;
                    Some(self.text(pattern.replace_all(&text, &with), spot)?)
                }
                _ => None,
            },
            TextFunction::Substring => self.substring(&text, call, scope)?,
            TextFunction::ToChars => {
                let each = |c: char| sink(Value::String(Cow::Owned(c.to_string())));
                return text.chars().try_for_each(each);
            }
            _ => {
                let Some(other) = self.given(call, 0, scope)? else {
                    return Ok(());
                };
                return self.two_texts(function, (text, other), call, scope, sink);
            }
        };
        value.map_or(Ok(()), sink)
    }

    /// Functions of a text and another.
    fn two_texts(
        &self,
        function: TextFunction,
        (text, other): (Cow<'n, str>, Cow<'n, str>),
        call: &'n Call,
        scope: Scope<'_, 'n>,
        sink: Sink<'_, 'n>,
    ) -> Walked<()> {
        let place = |found: Option<usize>| match found {
            Some(byte) => count(text.get(..byte).unwrap_or_default().chars().count()),
            None => Value::Integer(-1),
        };
        let other = other.as_ref();
        sink(match function {
            TextFunction::StartsWith => Value::Boolean(text.starts_with(other)),
            TextFunction::EndsWith => Value::Boolean(text.ends_with(other)),
            TextFunction::Contains => Value::Boolean(text.contains(other)),
            TextFunction::IndexOf => place(text.find(other)),
            TextFunction::LastIndexOf => place(text.rfind(other)),
            TextFunction::Split => return self.split(&text, other, sink),
            _ => {
                let Some(with) = self.given(call, 1, scope)? else {
                    return Ok(());
                };
                may_replace(text.len(), with.len(), call)?;
                self.text(text.replace(other, &with), call.spot())?
            }
        })
    }

    /// The only item the function is called on, which must be text.
    fn only_text(&self, call: &'n Call, scope: Scope<'_, 'n>) -> Walked<Option<Cow<'n, str>>> {
        match self.one(&call.of, scope, call.spot())? {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(Value::Moment(moment)) => Ok(Some(Cow::Owned(moment.to_string()))),
            Some(_) => Err(call.spot().wrong("text")),
        }
    }

    /// An argument, which must be text.
    fn given(
        &self,
        call: &'n Call,
        number: usize,
        scope: Scope<'_, 'n>,
    ) -> Walked<Option<Cow<'n, str>>> {
        let Some(argument) = call.argument(number) else {
            return Ok(None);
        };
        match self.one(argument, scope, call.spot())? {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(call.spot().wrong("text")),
        }
    }

    fn substring(
        &self,
        text: &str,
        call: &'n Call,
        scope: Scope<'_, 'n>,
    ) -> Walked<Option<Value<'n>>> {
        let Some(start) = self.whole_argument(call, 0, scope)? else {
            return Ok(None);
        };
        let length = self.whole_argument(call, 1, scope)?;
        let Ok(start) = usize::try_from(start) else {
            return Ok(None);
        };
        let mut rest = text.chars().skip(start).peekable();
        if rest.peek().is_none() {
            return Ok(None);
        }
        let part: String = match length {
            None => rest.collect(),
            Some(length) => rest
                .take(usize::try_from(length).unwrap_or_default())
                .collect(),
        };
        self.text(part, call.spot()).map(Some)
    }

    fn split(&self, text: &str, at: &str, sink: Sink<'_, 'n>) -> Walked<()> {
        let mut part = |part: &str| {
            self.spend(1)?;
            sink(Value::String(Cow::Owned(part.to_owned())))
        };
        match at {
            "" => text
                .chars()
                .try_for_each(|c| part(c.encode_utf8(&mut [0; 4]))),
            at => text.split(at).try_for_each(part),
        }
    }

    fn join(&self, call: &'n Call, scope: Scope<'_, 'n>) -> Walked<Option<Value<'n>>> {
        let between = self.given(call, 0, scope)?.unwrap_or_default();
        let mut joined: Option<String> = None;
        self.each(&call.of, scope, &mut |item| {
            let Value::String(text) = item else {
                return Err(call.spot().wrong("texts"));
            };
            match &mut joined {
                None => joined = Some(text.into_owned()),
                Some(joined) => {
                    joined.push_str(&between);
                    joined.push_str(&text);
                    self.spend(joined.len() / 1_000)?;
                    if joined.len() > LONGEST_TEXT {
                        return Err(call.spot().refuse(EvaluateProblem::TooLong));
                    }
                }
            }
            Ok(())
        })?;
        match joined {
            Some(text) => self.text(text, call.spot()).map(Some),
            None => Ok(None),
        }
    }
}

fn count<'n>(characters: usize) -> Value<'n> {
    Value::Integer(i64::try_from(characters).unwrap_or(i64::MAX))
}

/// Refuses before it is made what could become far too long: every character replaced, and again
/// by a group of the pattern as long as the text.
fn may_replace(text: usize, with: usize, call: &Call) -> Walked<()> {
    if (text + 1).saturating_mul(with + 1) <= 100 * LONGEST_TEXT {
        Ok(())
    } else {
        Err(call.spot().refuse(EvaluateProblem::TooLong))
    }
}
