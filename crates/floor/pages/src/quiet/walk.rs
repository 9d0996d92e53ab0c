//! Goes over the text of a page that a template made and leaves out what the client named.
//!
//! Only what stands between tags is looked at, and the few attributes that are read out or shown as
//! text. Tags, all other attributes, comments, scripts, styles and what is typed into a field are
//! written out as they came, byte for byte. What is put in the place of a word is made here and holds
//! nothing that anyone wrote. A word that is split by a tag, as by one that sets a part of it apart,
//! is not found: each text between tags is looked at by itself.

use super::fold::Cut;
use super::list::Quiet;

/// What is put in the place of what is left out: HTML of the service's own, made beforehand.
pub(super) struct Instead<'a> {
    /// A word, where a button may stand.
    pub(super) word: &'a str,
    /// A word inside a button, a link or a form.
    pub(super) word_only: &'a str,
    /// A word where no element may stand: in a drawing, in a choice, in an attribute.
    pub(super) plain: &'a str,
    /// A picture.
    pub(super) picture: &'a str,
    /// A form whose wording must not be changed.
    pub(super) verbatim: &'a str,
}

/// Elements whose text is not text of the page, or is the person's own to change.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
/// Attributes that a screen reader says, that a browser shows as text, or of which a script makes
/// such. Never one that is posted or that leads somewhere.
const SAID: [&str; 6] = [
    "alt",
    "aria-label",
    "data-ends",
    "data-title",
    "placeholder",
    "title",
];
/// Elements in which no button may stand.
const PRESSED: [&str; 6] = ["a", "button", "label", "summary", "form", "select"];
/// Elements in which no element may stand.
const BARE: [&str; 3] = ["option", "svg", "noscript"];
/// Where the pictures of a client's screens lie.
const PICTURES: &str = " src=\"/i/";

/// Where no more is altered, and what was written before.
struct Verbatim<'a> {
    tag: &'a str,
    depth: usize,
    written: usize,
    met: bool,
}

struct Walk<'a> {
    quiet: &'a Quiet,
    instead: &'a Instead<'a>,
    out: String,
    hidden: usize,
    cut: Cut,
    pressed: usize,
    bare: usize,
    verbatim: Option<Verbatim<'a>>,
}

/// The page without what was named, and how much that was.
pub(super) fn walk(html: &str, quiet: &Quiet, instead: &Instead<'_>) -> (String, usize) {
    let mut walk = Walk {
        quiet,
        instead,
        out: String::with_capacity(html.len() + 256),
        hidden: 0,
        cut: Cut::default(),
        pressed: 0,
        bare: 0,
        verbatim: None,
    };
    walk.all(html);
    (walk.out, walk.hidden)
}

impl<'a> Walk<'a> {
    fn all(&mut self, html: &'a str) {
        let mut rest = html;
        while !rest.is_empty() {
            let (text, markup) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            self.text(text);
            let (tag, after) = markup.split_at(tag_end(markup));
            rest = after;
            if tag.is_empty() {
                continue;
            }
            self.tag(tag);
            let raw = name_of(tag);
            // The title of a drawing is text of the page.
            let drawn = raw == "title" && self.bare > 0;
            if !tag.starts_with("</") && RAW.contains(&raw) && !drawn {
                let end = closing(rest, raw);
                let (inside, after) = rest.split_at(end);
                self.out.push_str(inside);
                rest = after;
            }
        }
        // A page that ends too early shows nothing that was to wait.
        self.end_verbatim();
    }

    fn tag(&mut self, tag: &'a str) {
        let name = name_of(tag);
        let closes = tag.starts_with("</");
        if self.quiet.list().pictures && name == "img" && tag.contains(PICTURES) {
            self.out.push_str(self.instead.picture);
            self.hidden += 1;
            return;
        }
        if !closes && self.verbatim.is_none() && has_attribute(tag, "data-verbatim") {
            self.verbatim = Some(Verbatim {
                tag: name,
                depth: 0,
                written: self.out.len(),
                met: false,
            });
        }
        if closes || tag.starts_with("<!") {
            self.out.push_str(tag);
        } else {
            self.attributes(tag, name.len() + 1);
        }
        if tag.ends_with("/>") {
            return;
        }
        let step = |depth: usize| {
            if closes {
                depth.saturating_sub(1)
            } else {
                depth + 1
            }
        };
        if PRESSED.contains(&name) {
            self.pressed = step(self.pressed);
        }
        if BARE.contains(&name) {
            self.bare = step(self.bare);
        }
        if let Some(verbatim) = &mut self.verbatim
            && verbatim.tag == name
        {
            verbatim.depth = step(verbatim.depth);
            if verbatim.depth == 0 {
                self.end_verbatim();
            }
        }
    }

    fn end_verbatim(&mut self) {
        if let Some(verbatim) = self.verbatim.take()
            && verbatim.met
        {
            self.out.truncate(verbatim.written);
            self.out.push_str(self.instead.verbatim);
            self.hidden += 1;
        }
    }

    /// A tag that opens something, from the end of its name on with what [`SAID`] has without the
    /// named words.
    fn attributes(&mut self, tag: &'a str, name_ends: usize) {
        let mut at = 0;
        for (name, from, to) in (Attributes { tag, at: name_ends }) {
            if !SAID.iter().any(|said| name.eq_ignore_ascii_case(said)) {
                continue;
            }
            self.out.push_str(tag.get(at..from).unwrap_or_default());
            self.left_out(tag.get(from..to).unwrap_or_default(), self.instead.plain);
            at = to;
        }
        self.out.push_str(tag.get(at..).unwrap_or_default());
    }

    fn text(&mut self, text: &str) {
        let instead = match (self.bare, self.pressed) {
            (0, 0) => self.instead.word,
            (0, _) => self.instead.word_only,
            _ => self.instead.plain,
        };
        self.left_out(text, instead);
    }

    /// Writes a text out with `instead` in the place of each named word.
    fn left_out(&mut self, text: &str, instead: &str) {
        if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.out.push_str(text);
            return;
        }
        self.cut.again(Letters { text, at: 0 });
        let (mut at, mut hidden) = (0, 0);
        let altered = self.verbatim.is_none();
        let out = &mut self.out;
        self.quiet.named(&self.cut, |from, to| {
            hidden += 1;
            if altered {
                out.push_str(text.get(at..from).unwrap_or_default());
                out.push_str(instead);
                at = to;
            }
        });
        out.push_str(text.get(at..).unwrap_or_default());
        match &mut self.verbatim {
            Some(verbatim) => verbatim.met |= hidden > 0,
            None => self.hidden += hidden,
        }
    }
}

/// Where the markup at the front of a text ends: a tag, a comment, or a declaration.
fn tag_end(markup: &str) -> usize {
    if markup.starts_with("<!--") {
        return markup.find("-->").map_or(markup.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, byte) in markup.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return at + 1,
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    markup.len()
}

fn name_of(tag: &str) -> &str {
    let inside = tag.trim_start_matches('<').trim_start_matches('/');
    let end = inside.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    inside.split_at(end.unwrap_or(inside.len())).0
}

/// The attributes of a tag: each name, and where in the tag its value lies, without its quotes.
struct Attributes<'a> {
    tag: &'a str,
    at: usize,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let is_space = |letter: char| letter.is_ascii_whitespace();
        let rest = self.tag.get(self.at..)?;
        let rest = rest.trim_start_matches(|letter| is_space(letter) || letter == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return None;
        }
        let ends = |letter: char| is_space(letter) || matches!(letter, '=' | '>' | '/');
        // What a name begins with is part of it, whatever it is.
        let mut letters = rest.char_indices().skip(1);
        let ends = letters.find(|(_, letter)| ends(*letter));
        let (name, after) = rest.split_at(ends.map_or(rest.len(), |(at, _)| at));
        let after = after.trim_start_matches(is_space);
        let Some(value) = after.strip_prefix('=') else {
            self.at = self.tag.len() - after.len();
            return Some((name, self.at, self.at));
        };
        let value = value.trim_start_matches(is_space);
        let from = self.tag.len() - value.len();
        let quote = value.chars().next().filter(|one| matches!(one, '"' | '\''));
        let (from, length) = if let Some(quote) = quote {
            let inside = value.get(1..).unwrap_or_default();
            (from + 1, inside.find(quote).unwrap_or(inside.len()))
        } else {
            let ends = value.find(|letter| is_space(letter) || letter == '>');
            (from, ends.unwrap_or(value.len()))
        };
        self.at = from + length + usize::from(quote.is_some());
        Some((name, from, from + length))
    }
}

/// Whether a tag has an attribute of this name, and not only these letters in a value.
fn has_attribute(tag: &str, name: &str) -> bool {
    let mut outside = String::with_capacity(tag.len());
    for (turn, part) in tag.split('"').enumerate() {
        if turn.is_multiple_of(2) {
            outside.push_str(part);
        }
    }
    outside
        .split(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '>' | '=' | '/'))
        .any(|attribute| attribute == name)
}

/// Where the element that is open ends, whose text is not text.
fn closing(rest: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|left| left.find("</")) {
        let begins = from + at;
        if rest.get(begins..).is_some_and(|tag| name_of(tag) == name) {
            return begins;
        }
        from = begins + 2;
    }
    rest.len()
}

/// The letters of a text of a page, with the bytes that stand for each.
struct Letters<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Letters<'_> {
    type Item = (usize, usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let letter = rest.chars().next()?;
        let from = self.at;
        let (length, letter) = if letter == '&' {
            entity(rest).unwrap_or((1, '&'))
        } else {
            (letter.len_utf8(), letter)
        };
        self.at += length;
        Some((from, self.at, letter))
    }
}

/// How long a written-out letter is, and which one. What is not known splits words.
fn entity(text: &str) -> Option<(usize, char)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let letter = match name {
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "apos" | "#39" | "#x27" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((end + 1, letter))
}

#[cfg(test)]
mod tests;
