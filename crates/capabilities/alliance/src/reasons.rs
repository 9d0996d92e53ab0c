//! Why the record thinks a relationship needs attention, in words: the reason first, then the
//! number, then the source. To the client the same, gently and without numbers they did not ask for.

use crate::rupture::{CALLED_OFF, ReasonV1};
use care::SignalKind;
use pages::{Language, Words};

/// A score in hundredths as it is shown: `5.1`, in Spanish `5,1`.
pub fn score_words(hundredths: u16, words: Words) -> String {
    let tenths = (hundredths + 5) / 10;
    let text = format!("{}.{}", tenths / 10, tenths % 10);
    match words.language {
        Language::English => text,
        Language::Spanish => text.replace('.', ","),
    }
}

/// The catalogue's code for a signal.
pub(crate) const fn code(signal: SignalKind) -> &'static str {
    match signal {
        SignalKind::Said => "said",
        SignalKind::BelowOwnRange => "below",
        SignalKind::EarlyDrop => "early-drop",
        SignalKind::Slide => "slide",
        SignalKind::BrokenPromise => "promise",
        SignalKind::Silence => "silence",
    }
}

/// The reason as staff read it.
pub fn reason(
    signal: SignalKind,
    score: Option<u16>,
    against: Option<u16>,
    sessions: u16,
    named_by_client: bool,
    words: Words,
) -> String {
    let key = match (signal, named_by_client) {
        (SignalKind::Said, false) => "reason-named-by-staff".to_owned(),
        _ => format!("reason-{}", code(signal)),
    };
    let number = |hundredths: Option<u16>| {
        hundredths.map_or_else(|| "–".to_owned(), |value| score_words(value, words))
    };
    let (score, against) = (number(score), number(against));
    words.say_with(
        &key,
        &[
            ("score", (&score).into()),
            ("against", (&against).into()),
            ("count", i64::from(sessions).into()),
        ],
    )
}

/// An answer as it is read: the option's words, the number, the person's own words.
pub fn answer_words(item: &forms::Item, answer: &forms::Answer, words: Words) -> String {
    use forms::{Answer, ItemKind};
    match answer {
        Answer::Boolean(true) => words.say("form-yes"),
        Answer::Boolean(false) => words.say("form-no"),
        Answer::Integer(number) => words.say_with(
            "form-of",
            &[
                ("value", i64::from(*number).into()),
                ("most", 10_i64.into()),
            ],
        ),
        Answer::Choice { code } => match item.kind() {
            ItemKind::Choice(choice) => choice.option(code).map_or_else(
                || code.clone(),
                |o| o.text().in_language(words.tag()).to_owned(),
            ),
            _ => code.clone(),
        },
        Answer::Text(own) | Answer::Url(own) => own.clone(),
        Answer::Decimal(number) => number.to_string(),
        Answer::Date(date) => date.to_string(),
        Answer::DateTime(at) => at.to_string(),
        Answer::Time(time) => time.to_string(),
        Answer::Quantity(measured) => match &measured.unit {
            Some(unit) => format!("{} {unit}", measured.value),
            None => measured.value.to_string(),
        },
        Answer::Reference(referred) => referred.display.clone(),
        Answer::Skipped { .. } => words.say("answer-skipped"),
    }
}

impl ReasonV1 {
    /// The reason as staff read it.
    pub fn to_staff(&self, named_by_client: bool, words: Words) -> String {
        if self.rule == CALLED_OFF {
            return words.say("reason-called-off");
        }
        reason(
            self.signal(),
            self.score,
            self.against,
            self.sessions,
            named_by_client,
            words,
        )
    }

    /// The reason as the client reads it.
    pub fn to_client(&self, words: Words) -> String {
        if self.rule == CALLED_OFF {
            return words.say("noticed-called-off");
        }
        words.say(&format!("noticed-{}", code(self.signal())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_shown_with_one_digit_as_the_language_writes_them() {
        for (hundredths, english, spanish) in [
            (0, "0.0", "0,0"),
            (867, "8.7", "8,7"),
            (510, "5.1", "5,1"),
            (1000, "10.0", "10,0"),
            (995, "10.0", "10,0"),
        ] {
            assert_eq!(
                score_words(hundredths, Words::new(Language::English)),
                english
            );
            assert_eq!(
                score_words(hundredths, Words::new(Language::Spanish)),
                spanish
            );
        }
    }

    #[test]
    fn every_signal_has_a_reason_for_staff_and_for_the_client() {
        for language in Language::ALL {
            let words = Words::new(language);
            for signal in [
                SignalKind::Said,
                SignalKind::BelowOwnRange,
                SignalKind::EarlyDrop,
                SignalKind::Slide,
                SignalKind::BrokenPromise,
                SignalKind::Silence,
            ] {
                for by_client in [true, false] {
                    let said = reason(signal, Some(510), Some(840), 3, by_client, words);
                    assert!(!said.contains("reason-"), "{said}");
                }
                let reason = ReasonV1 {
                    signal: ReasonV1::index(signal),
                    rule: String::new(),
                    source: String::new(),
                    score: None,
                    against: None,
                    sessions: 3,
                };
                assert!(!reason.to_client(words).contains("noticed-"));
            }
        }
    }
}
