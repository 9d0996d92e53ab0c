//! Words that are already HTML, kept apart by type from words that people wrote.
//!
//! A template escapes everything it is given except an [`Html`], and an `Html` is made only by
//! rendering a template or by escaping. So nobody's words can become part of a page's structure by
//! forgetting something; there is nothing to forget.

use askama::Template;
use askama::filters::HtmlSafe;
use std::fmt;

/// HTML that a template made.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// What the template makes. A template fails only if the program itself is at fault; that is
    /// logged and nothing is shown.
    pub fn of(template: &impl Template) -> Self {
        Self(template.render().unwrap_or_else(|_| {
            tracing::error!("a template could not be rendered");
            String::new()
        }))
    }

    /// These words, as words.
    pub fn words(words: &str) -> Self {
        let mut html = String::with_capacity(words.len() + 8);
        escape_into(&mut html, words);
        Self(html)
    }

    /// One after the other.
    pub fn together(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }

    /// For this crate's own drawing, which escapes as it goes.
    pub(crate) const fn drawn(html: String) -> Self {
        Self(html)
    }

    /// The HTML itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML itself, to send.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Html {
    /// Says that there is something, not what: pages hold people's words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Html({} bytes)", self.0.len())
    }
}

impl HtmlSafe for Html {}

/// Writes `words` so that they are words between tags and inside quoted attributes. Characters that
/// no page may contain (controls other than tab and line ends) are left out, and so are those that
/// turn the order of letters round: they would run on into what stands beside the words.
pub(crate) fn escape_into(html: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\t' | '\n' | '\r' => html.push(character),
            _ if character.is_control() || care::turns_letters(character) => {}
            _ => html.push(character),
        }
    }
}

/// `words`, escaped.
pub(crate) fn escaped(words: &str) -> String {
    let mut html = String::with_capacity(words.len() + 8);
    escape_into(&mut html, words);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for (words, html) in [
            (
                "<b>\"it's\" & more</b>",
                "&lt;b&gt;&quot;it&#39;s&quot; &amp; more&lt;/b&gt;",
            ),
            ("two\nlines\0", "two\nlines"),
            ("not \u{202e}won\u{2069} now", "not won now"),
            ("ñandú – ok", "ñandú – ok"),
        ] {
            assert_eq!(Html::words(words).as_str(), html);
        }
    }

    #[test]
    fn printing_for_debugging_shows_no_content() {
        assert_eq!(
            format!("{:?}", Html::words("I was afraid")),
            "Html(12 bytes)"
        );
    }
}
