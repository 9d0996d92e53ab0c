//! What a command tells the person who ran it: lines on standard output, and on standard error the
//! one sentence that says why it ended. Logs go elsewhere.

use std::fmt::Display;
use std::io::Write;

/// Prints a line.
pub fn say(line: impl Display) {
    // Whoever closed the pipe does not want to hear it.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints why a command ended.
pub(crate) fn complain(why: &Failed) {
    let _ = writeln!(std::io::stderr().lock(), "attune: {why}");
}

/// Why a command ended: one sentence, with what to do.
#[derive(Debug, thiserror::Error)]
#[error("{words}")]
pub struct Failed {
    words: String,
    code: u8,
}

impl Failed {
    /// Something could not be done: the program ends with 1.
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            code: 1,
        }
    }

    /// What was asked for is not right: the program ends with 2, as for a wrong flag.
    pub fn asked_wrongly(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            code: 2,
        }
    }

    /// Stored things are not whole: the program ends with 3.
    pub fn not_whole(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            code: 3,
        }
    }

    /// With what the program ends: 1 could not, 2 asked wrongly, 3 not whole.
    pub const fn code(&self) -> u8 {
        self.code
    }
}

/// A whole number with its thousands apart, from one that is printed plainly.
pub(crate) fn apart(number: impl Display) -> String {
    let plain = number.to_string();
    let mut text = String::with_capacity(plain.len() + plain.len() / 3);
    for (place, digit) in plain.chars().enumerate() {
        if place > 0 && (plain.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn thousands_stand_apart() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(apart(number), text);
        }
    }
}
