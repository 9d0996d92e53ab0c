//! A short guide for whoever answers a rupture: what may help, a few things one could say, and one
//! to leave out. It fits the kind of strain that the client chose, or what was noticed. Not a
//! script, and it never says whose fault it is.

use super::{FitV1, RuptureV1};
use care::SignalKind;
use pages::Words;

/// Things one could say, in each guide.
const SAYINGS: u8 = 3;
/// The most lines of advice in a guide. What is longer is not read before a session.
const LINES: u8 = 5;

/// Published work that the guides rest on, with what of it they use, as read: key of the words, and
/// where it is found.
const SOURCES: [(&str, &str); 3] = [
    // 134 peer-nominated experts agreed on validating and exploring in the session of the rupture,
    // and rated change-oriented work better for later sessions (abstract read).
    ("guide-source-consensus", "doi:10.1037/int0000097"),
    // 84 clients: a therapist's recognition after a rupture and the next session's alliance
    // (evidence file, 3.6).
    (
        "guide-source-recognition",
        "doi:10.1080/10503307.2016.1227104",
    ),
    // 11 studies, 1,314 clients, r = .29 (evidence file on peers and needs, row k).
    (
        "guide-source-repair",
        "doi:10.1093/med-psych/9780190843953, ch. 16",
    ),
];

/// A guide.
#[derive(Debug)]
pub(crate) struct Guide {
    /// What may help, at most five lines.
    pub(crate) lines: Vec<String>,
    /// What one could say.
    pub(crate) sayings: Vec<String>,
    /// What to leave out.
    pub(crate) not: String,
    /// What it rests on, each with its address.
    pub(crate) sources: Vec<(String, &'static str)>,
}

/// Which guide fits: what broke is named first, then what the client chose, then what was noticed.
/// The kind of strain is never inferred.
pub(crate) fn kind(rupture: &RuptureV1) -> &'static str {
    match (rupture.signal(), rupture.fit) {
        (SignalKind::BrokenPromise, _) => "promise",
        (_, Some(FitV1::PulledBack)) => "pulled-back",
        (_, Some(FitV1::Clashed)) => "clashed",
        (SignalKind::Silence, _) => "silence",
        _ => "not-sure",
    }
}

/// The guide for a rupture.
pub(crate) fn guide(rupture: &RuptureV1, words: Words) -> Guide {
    of_kind(kind(rupture), words)
}

fn of_kind(kind: &str, words: Words) -> Guide {
    let many = if kind == "promise" { LINES } else { LINES - 1 };
    let lines = (1..=many).map(|line| words.say(&format!("guide-{kind}-{line}")));
    let sayings = (1..=SAYINGS).map(|line| words.say(&format!("guide-{kind}-say-{line}")));
    Guide {
        lines: lines.collect(),
        sayings: sayings.collect(),
        not: words.say(&format!("guide-{kind}-not")),
        sources: SOURCES.map(|(key, at)| (words.say(key), at)).to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::AudienceV1;
    use crate::rupture::ReasonV1;
    use pages::Language;

    const KINDS: [&str; 5] = ["pulled-back", "clashed", "not-sure", "promise", "silence"];

    fn rupture(signal: SignalKind, fit: Option<FitV1>) -> RuptureV1 {
        RuptureV1 {
            opened_at: 0,
            named_by: None,
            session: None,
            session_at: None,
            reasons: vec![ReasonV1 {
                signal: ReasonV1::index(signal),
                rule: String::new(),
                source: String::new(),
                score: None,
                against: None,
                sessions: 0,
            }],
            words: String::new(),
            fit,
            audience: AudienceV1::Section,
            answers: Vec::new(),
            steps: Vec::new(),
            replies: Vec::new(),
        }
    }

    #[test]
    fn the_guide_fits_what_the_client_chose_or_what_broke_and_never_guesses_the_kind() {
        use SignalKind::{BelowOwnRange, BrokenPromise, EarlyDrop, Said, Silence, Slide};
        for (signal, fit, expected) in [
            (Said, None, "not-sure"),
            (BelowOwnRange, None, "not-sure"),
            (EarlyDrop, None, "not-sure"),
            (Slide, None, "not-sure"),
            (Silence, None, "silence"),
            (BrokenPromise, None, "promise"),
            (Slide, Some(FitV1::Clashed), "clashed"),
            (Said, Some(FitV1::PulledBack), "pulled-back"),
            (Said, Some(FitV1::NotSure), "not-sure"),
            (Silence, Some(FitV1::NotSure), "silence"),
            (Silence, Some(FitV1::Clashed), "clashed"),
            (BrokenPromise, Some(FitV1::Clashed), "promise"),
        ] {
            assert_eq!(kind(&rupture(signal, fit)), expected, "{signal:?} {fit:?}");
        }
    }

    #[test]
    fn every_guide_is_short_and_whole_in_both_languages_and_says_what_it_rests_on() {
        for language in Language::ALL {
            for kind in KINDS {
                let guide = of_kind(kind, Words::new(language));
                let said = [&guide.lines[..], &guide.sayings[..]].concat();
                let all = said.iter().chain([&guide.not]);
                for line in all {
                    assert!(
                        !line.contains("guide-"),
                        "{line} has no words in {language:?}"
                    );
                    let many = line.split_whitespace().count();
                    assert!(many <= 24, "{many} words: {line}");
                }
                assert!(guide.lines.len() <= usize::from(LINES));
                assert_eq!(guide.sayings.len(), usize::from(SAYINGS));
                assert!(
                    guide
                        .sources
                        .iter()
                        .all(|(said, at)| !said.contains("guide-") && at.starts_with("doi:10."))
                );
            }
        }
    }
}
