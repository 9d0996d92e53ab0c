//! What a check-in costs the one who answers it: words to read and taps. Counted on the page as it
//! is drawn, so that a longer question shows.

use super::rules::SCALES;
use std::collections::BTreeSet;

/// The most words the page may have: under a minute at 200 words a minute, which is slow.
pub const MOST_WORDS: usize = 200;
/// The most taps of the shortest check-in that still says something.
pub const MOST_TAPS: usize = 6;

/// The taps of a check-in, from the page being open to its being sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taps {
    /// The fewest with which it has a score, says whether something felt off and who may read it,
    /// and is sent: half of the scales, which a score needs at least, and the rest left open.
    pub fewest: usize,
    /// Those of answering every question: the scales, the pace, whether something felt off, who may
    /// read it and what of it, and sending.
    pub every: usize,
}

/// The taps of the form as it is.
pub fn check_in_taps() -> Taps {
    Taps {
        fewest: SCALES.len().div_ceil(2) + 3,
        every: SCALES.len() + 5,
    }
}

/// Words to read on a page: what its markup shows, without what only comes up after an answer and
/// without what is for screen readers only. A label that says the same again ("Skip this one") is
/// recognised and not read, so it is counted once; the numbers of a scale are no words.
pub fn words_shown(html: &str) -> usize {
    let shown = shown(html);
    let said: BTreeSet<&str> = shown.iter().map(String::as_str).collect();
    let of = |said: &&str| {
        said.split_whitespace()
            .filter(|word| word.chars().any(char::is_alphabetic))
            .count()
    };
    said.iter().map(of).sum()
}

/// The pieces of text that show.
fn shown(html: &str) -> Vec<String> {
    let (mut text, mut rest) = (Vec::new(), html);
    // How deep inside something that does not show.
    let mut hidden = 0_usize;
    while let Some((before, after)) = rest.split_once('<') {
        if hidden == 0 {
            text.push(before.trim().to_owned());
        }
        let Some((tag, after)) = after.split_once('>') else {
            break;
        };
        rest = after;
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if tag.starts_with('/') {
            hidden = hidden.saturating_sub(1);
        } else if !EMPTY.contains(&name) && (hidden > 0 || does_not_show(tag)) {
            hidden += 1;
        }
    }
    if hidden == 0 {
        text.push(rest.trim().to_owned());
    }
    text
}

/// Elements that have no end.
const EMPTY: [&str; 6] = ["input", "br", "hr", "img", "meta", "link"];

fn does_not_show(tag: &str) -> bool {
    ["data-when", "visually-hidden", " hidden"]
        .iter()
        .any(|mark| tag.contains(mark))
        || tag.starts_with("script")
        || tag.starts_with("template")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_they_show() {
        for (html, words) in [
            ("", 0),
            ("one two", 2),
            ("<p class=\"quiet\">one <b>two</b></p> – three", 3),
            ("<div data-when=\"x\"><p>one<input> two</p></div> three", 1),
            ("<span class=\"visually-hidden\">one</span> two<br>three", 2),
            ("<input type=\"hidden\" value=\"one\"> two", 1),
            ("<p>one<p hidden>two</p>three", 2),
            ("<i>Skip it</i> one 2 <i>Skip it</i> 3", 3),
        ] {
            assert_eq!(words_shown(html), words, "{html}");
        }
    }
}
