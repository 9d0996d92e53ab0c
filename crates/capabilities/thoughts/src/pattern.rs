//! Patterns that thoughts often follow, by names and words of this project's own.
//!
//! That thinking under strain follows a few such patterns is Aaron Beck's idea (1963, Archives of
//! General Psychiatry 9(4), 324-333; 1976, Cognitive Therapy and the Emotional Disorders); iron rules
//! about oneself are Albert Ellis's (1962, Reason and Emotion in Psychotherapy); looking back as if
//! one could have known is described for trauma by Resick, Monson and Chard (2017, Cognitive
//! Processing Therapy for PTSD). Which are listed is this project's own choice; no list was copied.

/// A pattern. In the catalogue: `thoughts-pattern-<code>` and `thoughts-pattern-<code>-said`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pattern {
    /// Its name in forms, in the record and in the worksheet `patterns`.
    pub code: &'static str,
}

/// Every pattern, in the order in which they are shown.
pub const PATTERNS: [Pattern; 11] = [
    Pattern {
        code: "all-or-nothing",
    },
    Pattern {
        code: "mind-reading",
    },
    Pattern { code: "end-known" },
    Pattern {
        code: "once-always",
    },
    Pattern {
        code: "only-the-bad",
    },
    Pattern {
        code: "good-left-out",
    },
    Pattern {
        code: "feeling-as-fact",
    },
    Pattern {
        code: "all-my-doing",
    },
    Pattern {
        code: "could-have-known",
    },
    Pattern { code: "iron-rule" },
    Pattern { code: "bad-name" },
];

impl Pattern {
    /// The pattern of this code.
    pub fn parse(code: &str) -> Option<Self> {
        PATTERNS.into_iter().find(|one| one.code == code)
    }

    /// Its name, in the words of the page.
    pub fn called(self, words: pages::Words) -> String {
        words.say(&format!("thoughts-pattern-{}", self.code))
    }

    /// What it means, in the words of the page.
    pub fn said(self, words: pages::Words) -> String {
        words.say(&format!("thoughts-pattern-{}-said", self.code))
    }
}
