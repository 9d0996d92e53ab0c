//! Where in the file a refusal's path leads: its line and column, for whoever mends it.

use crate::refused::FormRefused;
use std::iter::Peekable;

/// One step of a path such as `item[2].extension('..').valueInteger`.
#[derive(Debug, PartialEq)]
enum Step<'a> {
    Field(&'a str),
    Index(usize),
    /// The first extension of this address.
    Extension(&'a str),
}

/// The refusal with the line and column that its path leads to, as far as the file has it.
pub(super) fn with_line(mut refused: FormRefused, bytes: &[u8]) -> FormRefused {
    if refused.at.is_none() && !refused.path.is_empty() {
        let at = find(bytes, &steps(&refused.path));
        let before = bytes.get(..at).unwrap_or_default();
        let line = before.split(|b| *b == b'\n').count();
        let start = before
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(0, |n| n + 1);
        let last = before.get(start..).unwrap_or_default();
        refused.at = Some((line, String::from_utf8_lossy(last).chars().count() + 1));
    }
    refused
}

fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        if let Some((index, after)) = rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
            steps.push(Step::Index(index.parse().unwrap_or_default()));
            rest = after;
        } else if let Some((url, after)) = rest
            .strip_prefix("extension('")
            .and_then(|r| r.split_once("')"))
        {
            steps.push(Step::Extension(url));
            rest = after;
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (field, after) = rest.split_at(end);
            if !field.is_empty() {
                steps.push(Step::Field(field));
            }
            rest = after;
        }
    }
    steps
}

/// The byte where the value at the end of the path begins; of what lies nearest around it, if it
/// is not there. The bytes are JSON, as somebody has checked.
fn find(bytes: &[u8], steps: &[Step<'_>]) -> usize {
    let mut at = skip_blank(bytes, 0);
    for step in steps {
        let found = match step {
            Step::Field(name) => field(bytes, at, name),
            Step::Index(index) => element(bytes, at, *index),
            Step::Extension(url) => field(bytes, at, "extension").and_then(|list| {
                (0..)
                    .map_while(|index| element(bytes, list, index))
                    .find(|one| text(bytes, field(bytes, *one, "url")) == url.as_bytes())
            }),
        };
        match found {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

fn skip_blank(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let blanks = rest.iter().take_while(|b| b.is_ascii_whitespace());
    from + blanks.count()
}

/// The text of a string, as written.
fn text(bytes: &[u8], at: Option<usize>) -> &[u8] {
    let Some(at) = at else { return &[] };
    let end = skip_value(bytes, at);
    bytes.get(at + 1..end.saturating_sub(1)).unwrap_or_default()
}

/// The first byte after a value.
fn skip_value(bytes: &[u8], from: usize) -> usize {
    let mut depth = 0_usize;
    let mut rest = bytes.iter().enumerate().skip(from).peekable();
    while let Some((at, byte)) = rest.next() {
        match byte {
            b'"' => {
                skip_string(&mut rest);
                let after = rest.peek().map_or(bytes.len(), |(after, _)| *after);
                if depth == 0 {
                    return after;
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    bytes.len()
}

fn skip_string<'a>(rest: &mut Peekable<impl Iterator<Item = (usize, &'a u8)>>) {
    while let Some((_, byte)) = rest.next() {
        match byte {
            b'\\' => drop(rest.next()),
            b'"' => return,
            _ => {}
        }
    }
}

/// Where an object's field begins.
fn field(bytes: &[u8], object: usize, name: &str) -> Option<usize> {
    let mut at = enter(bytes, object, b'{')?;
    while bytes.get(at) == Some(&b'"') {
        let end = skip_value(bytes, at);
        let found = bytes.get(at + 1..end - 1) == Some(name.as_bytes());
        let colon = skip_blank(bytes, end);
        let value = skip_blank(bytes, colon + 1);
        if found {
            return Some(value);
        }
        at = next(bytes, skip_value(bytes, value))?;
    }
    None
}

/// Where an array's element begins.
fn element(bytes: &[u8], array: usize, index: usize) -> Option<usize> {
    let mut at = enter(bytes, array, b'[')?;
    if bytes.get(at) == Some(&b']') {
        return None;
    }
    for _ in 0..index {
        at = next(bytes, skip_value(bytes, at))?;
    }
    Some(at)
}

fn enter(bytes: &[u8], at: usize, opening: u8) -> Option<usize> {
    (bytes.get(at) == Some(&opening)).then(|| skip_blank(bytes, at + 1))
}

/// What follows after a comma.
fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let comma = skip_blank(bytes, from);
    (bytes.get(comma) == Some(&b',')).then(|| skip_blank(bytes, comma + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refused::FormProblem;

    #[test]
    fn a_path_leads_to_its_line_and_column() {
        let file = "{ \"a\\\"]\": [1, {\"x\":2}],\n \"item\": [\n  {\"linkId\": \"1\"},\n  \
                    {\"extension\": [{\"url\": \"u.v\", \"valueInteger\": 3}]}\n ] }";
        for (path, line, column) in [
            ("item", 2, 10),
            ("item[0]", 3, 3),
            ("item[0].linkId", 3, 14),
            ("item[0].text", 3, 3),
            ("item[1].extension('u.v').valueInteger", 4, 49),
            ("item[1].extension[0].url", 4, 26),
            ("item[1].extension('no')", 4, 3),
            ("item[9].text", 2, 10),
            ("nowhere", 1, 1),
        ] {
            let refused = FormRefused::new(path.to_owned(), None, FormProblem::Missing);
            let at = with_line(refused, file.as_bytes()).at;
            assert_eq!(at, Some((line, column)), "{path}");
        }
    }
}
