//! Just enough Rust to tell code from comments and literals, so that a rule about code is not
//! tripped by prose, nor a rule about prose by code.

/// What a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Code,
    Comment,
    Literal,
}

/// The text with comments and the insides of literals blank; lines and columns stay.
pub(super) fn code(text: &str) -> String {
    keep(text, Part::Code)
}

/// The text with all but the insides of literals blank; lines and columns stay.
pub(super) fn literals(text: &str) -> String {
    keep(text, Part::Literal)
}

fn keep(text: &str, wanted: Part) -> String {
    let chars: Vec<char> = text.chars().collect();
    let parts = parts(&chars);
    let keep = |(&c, &part): (&char, &Part)| if part == wanted || c == '\n' { c } else { ' ' };
    chars.iter().zip(&parts).map(keep).collect()
}

fn parts(chars: &[char]) -> Vec<Part> {
    let mut parts = Vec::with_capacity(chars.len());
    let at = |place: usize| chars.get(place).copied();
    while let Some(c) = at(parts.len()) {
        let here = parts.len();
        let (end, part) = match (c, at(here + 1)) {
            ('/', Some('/')) => (end_of_line(chars, here), Part::Comment),
            ('/', Some('*')) => (end_of_block(chars, here), Part::Comment),
            ('"', _) => (
                end_of_string(chars, here, raw_hashes(chars, here)),
                Part::Literal,
            ),
            ('\'', _) => match end_of_char(chars, here) {
                Some(end) => (end, Part::Literal),
                None => (here + 1, Part::Code),
            },
            _ => (here + 1, Part::Code),
        };
        parts.resize(end.min(chars.len()), part);
    }
    parts
}

fn end_of_line(chars: &[char], from: usize) -> usize {
    chars
        .iter()
        .skip(from)
        .position(|&c| c == '\n')
        .map_or(chars.len(), |far| from + far)
}

fn end_of_block(chars: &[char], from: usize) -> usize {
    let mut depth = 0;
    let mut here = from;
    while here < chars.len() {
        match (chars.get(here), chars.get(here + 1)) {
            (Some('/'), Some('*')) => (depth, here) = (depth + 1, here + 2),
            (Some('*'), Some('/')) => {
                (depth, here) = (depth - 1, here + 2);
                if depth == 0 {
                    return here;
                }
            }
            _ => here += 1,
        }
    }
    chars.len()
}

/// How many hashes a raw string that opens here has; `None` for an ordinary string.
fn raw_hashes(chars: &[char], quote: usize) -> Option<usize> {
    let before: Vec<char> = chars.iter().take(quote).rev().copied().collect();
    let hashes = before.iter().take_while(|&&c| c == '#').count();
    if before.get(hashes) != Some(&'r') {
        return None;
    }
    // `br"` and `cr"` are raw strings too; `for"` is not.
    let rest = before.get(hashes + 1..).unwrap_or_default();
    let letters = rest.iter().take_while(|&&c| is_word(c)).count();
    matches!((letters, rest.first()), (0, _) | (1, Some('b' | 'c'))).then_some(hashes)
}

fn end_of_string(chars: &[char], quote: usize, raw: Option<usize>) -> usize {
    let mut here = quote + 1;
    while let Some(&c) = chars.get(here) {
        match (c, raw) {
            ('\\', None) => here += 2,
            ('"', None) => return here + 1,
            ('"', Some(hashes)) => {
                let after = chars
                    .iter()
                    .skip(here + 1)
                    .take_while(|&&c| c == '#')
                    .count();
                if after >= hashes {
                    return here + 1 + hashes;
                }
                here += 1;
            }
            _ => here += 1,
        }
    }
    chars.len()
}

/// Where a character literal that opens here ends; `None` for a lifetime.
fn end_of_char(chars: &[char], quote: usize) -> Option<usize> {
    match (chars.get(quote + 1), chars.get(quote + 2)) {
        (Some('\\'), _) => {
            let rest = chars.iter().skip(quote + 3).position(|&c| c == '\'')?;
            Some(quote + 3 + rest + 1)
        }
        (Some(_), Some('\'')) => Some(quote + 3),
        _ => None,
    }
}

/// Code (as [`code`] gives it) with every item under `#[cfg(test)]` blank.
pub(super) fn without_tests(code: &str) -> String {
    const SIGN: &str = "#[cfg(test)]";
    let mut chars: Vec<char> = code.chars().collect();
    let sign: Vec<char> = SIGN.chars().collect();
    let mut here = 0;
    while here < chars.len() {
        if !chars
            .get(here..)
            .is_some_and(|rest| rest.starts_with(&sign))
        {
            here += 1;
            continue;
        }
        let end = end_of_item(&chars, here + sign.len());
        for c in chars
            .iter_mut()
            .take(end)
            .skip(here)
            .filter(|c| **c != '\n')
        {
            *c = ' ';
        }
        here = end;
    }
    chars.into_iter().collect()
}

fn end_of_item(chars: &[char], from: usize) -> usize {
    let mut depth = 0_usize;
    for (place, c) in chars.iter().enumerate().skip(from) {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return place + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return place + 1,
            _ => {}
        }
    }
    chars.len()
}

/// Whether a character can stand in a name.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where `wanted` stands in `text` as a word or words of its own, as byte places.
pub(super) fn find_words(text: &str, wanted: &str) -> Vec<usize> {
    let bounded = |edge: Option<char>, beyond: Option<char>| {
        !(edge.is_some_and(is_word) && beyond.is_some_and(is_word))
    };
    let alone = |&(at, _): &(usize, &str)| {
        let (before, rest) = text.split_at(at);
        let (_, after) = rest.split_at(wanted.len());
        bounded(wanted.chars().next(), before.chars().next_back())
            && bounded(wanted.chars().next_back(), after.chars().next())
    };
    text.match_indices(wanted)
        .filter(alone)
        .map(|(at, _)| at)
        .collect()
}

/// The line, from 1, of a byte place.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.split_at(at).0.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_not_code() {
        for (text, expect) in [
            ("a // b", "a     "),
            ("a /* b /* c */ d */ e", "a                   e"),
            (r#"f("x \" y", z)"#, "f(        , z)"),
            ("r\"x\\\" y", "r     y"),
            ("r#\"x\" y\"# z", "r#        z"),
            ("br##\"x\"# y\"## z", "br##          z"),
            ("'a' b", "    b"),
            (r"'\'' b", "     b"),
            ("&'a str", "&'a str"),
            ("\"a\nb\" c", "  \n   c"),
        ] {
            assert_eq!(code(text), expect, "{text}");
        }
    }

    #[test]
    fn literals_are_kept_where_prose_is_asked_for() {
        assert_eq!(literals("f(\"a\") // b").trim(), "\"a\"");
    }

    #[test]
    fn items_for_tests_do_not_run() {
        let text = "use a;\n#[cfg(test)]\nuse b;\n#[cfg(test)]\nmod tests { fn c() {} }\nfn d() {}";
        let left = without_tests(text);
        assert!(left.contains("use a;") && left.contains("fn d()"));
        assert!(!left.contains('b') && !left.contains("fn c"));
        assert_eq!(left.lines().count(), text.lines().count());
    }

    #[test]
    fn a_word_is_found_only_where_it_stands_alone() {
        assert_eq!(find_words("async fn", "async"), [0]);
        assert_eq!(find_words("asynchronous is_async", "async"), [0_usize; 0]);
        assert_eq!(find_words("unsealed::x sealed::x", "sealed::"), [12]);
        assert_eq!(line_of("a\nb\nc", 4), 3);
    }
}
