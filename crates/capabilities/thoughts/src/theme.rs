//! What a stuck point is about: five themes that trauma often touches, each about oneself or about
//! others.
//!
//! That beliefs about safety, trust, power, esteem and intimacy, each of oneself and of others, are
//! what trauma disturbs was put forward by `McCann`, Sakheim and Abrahamson (1988, The Counseling
//! Psychologist 16(4), 531-594) and is used in cognitive processing therapy (Resick, Monson and Chard
//! 2017). The names are this project's own plain words.

use serde::{Deserialize, Serialize};

/// The stored theme.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum ThemeV1 {
    /// Being safe, and keeping others safe.
    Safety,
    /// Trust in oneself and in others.
    Trust,
    /// Power and control.
    Power,
    /// What one is worth.
    Esteem,
    /// Being close.
    Intimacy,
}

/// The theme, as others ask for it.
pub type Theme = ThemeV1;

/// Every theme, in the order in which they are shown.
pub const THEMES: [Theme; 5] = [
    Theme::Safety,
    Theme::Trust,
    Theme::Power,
    Theme::Esteem,
    Theme::Intimacy,
];

/// Whom the thought is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum WhomV1 {
    /// The client.
    Myself,
    /// Other people, or the world.
    Others,
}

impl ThemeV1 {
    /// Its name in forms and in the catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::Trust => "trust",
            Self::Power => "power",
            Self::Esteem => "esteem",
            Self::Intimacy => "intimacy",
        }
    }
}

impl WhomV1 {
    /// Its name in forms and in the catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Myself => "myself",
            Self::Others => "others",
        }
    }
}

/// A theme, and whether of oneself or of others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct AboutV1 {
    /// The theme.
    pub theme: ThemeV1,
    /// Whom it is about.
    pub whom: WhomV1,
}

impl AboutV1 {
    /// All ten, in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        let both = |theme: Theme| [WhomV1::Myself, WhomV1::Others].map(|whom| Self { theme, whom });
        THEMES.into_iter().flat_map(both)
    }

    /// Its name in forms: `trust-others`.
    pub fn code(self) -> String {
        format!("{}-{}", self.theme.code(), self.whom.code())
    }

    /// The one of this name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::all().find(|about| about.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_theme_is_about_oneself_or_others_and_has_a_name_of_its_own() {
        let all: Vec<_> = AboutV1::all().collect();
        assert_eq!(all.len(), 10);
        for about in &all {
            assert_eq!(AboutV1::parse(&about.code()), Some(*about));
        }
        let mut codes: Vec<_> = all.iter().map(|about| about.code()).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), 10);
        for wrong in ["", "trust", "trust-", "trust-me", "-others", "Trust-others"] {
            assert_eq!(AboutV1::parse(wrong), None, "{wrong}");
        }
    }
}
