//! Why someone is asked to look, in words. To staff the reason first, then the number; to the
//! client the same, plainly, without words that judge.

use super::stored::{ActionV1, OutcomeV1, Signal, SignalV1};
use crate::day::Day;
use crate::gist::OpenSignal;
use crate::offer::Offer;
use jiff::tz::TimeZone;
use pages::{Language, Words};

/// A score as it is shown: whole where it is whole, in Spanish with a comma.
pub(crate) fn number(value: f64, words: Words) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    let text = if rounded.fract().abs() < f64::EPSILON {
        format!("{rounded:.0}")
    } else {
        format!("{rounded:.1}")
    };
    match words.language {
        Language::English => text,
        Language::Spanish => text.replace('.', ","),
    }
}

fn said(
    signal: Signal,
    measure: &str,
    numbers: [Option<f64>; 3],
    times: u16,
    words: Words,
) -> String {
    let numbers = numbers.map(|n| n.map_or_else(|| "–".to_owned(), |n| number(n, words)));
    let [score, against, line] = &numbers;
    words.say_with(
        &format!("measure-signal-{}", signal.code()),
        &[
            ("measure", measure.into()),
            ("score", score.into()),
            ("against", against.into()),
            ("line", line.into()),
            ("times", times.into()),
        ],
    )
}

/// The reason as staff read it on a list.
pub fn reason(open: &OpenSignal, offer: &Offer, words: Words) -> String {
    let measure = offer.short_name(&open.measure);
    let numbers = [open.score, open.against, None];
    said(open.signal, &measure, numbers, 1, words)
}

/// The reason as staff read it on its own page.
pub fn reason_of(signal: &SignalV1, offer: &Offer, words: Words) -> String {
    let measure = offer.short_name(&signal.measure);
    let numbers = [signal.score, signal.against, signal.line];
    said(signal.signal(), &measure, numbers, signal.times, words)
}

/// The rules that have a name of their own on the page.
pub(crate) const NAMED: [&str; 14] = [
    "asq",
    "c-ssrs-screener",
    "contact-item",
    "gulliksen-lord-novick",
    "jacobson-truax",
    "not-answered-twice",
    "not-on-track-cold-start",
    "not-on-track-expected-course",
    "published-threshold",
    "reliable-and-clinically-significant",
    "safety-item",
    "sudden-gain",
    "sudden-loss",
    "two-in-a-row",
];

/// A rule's name, as staff read it. One that was stored under a name nobody knows any more is
/// shown under that name.
pub(crate) fn rule_name(rule: &str, words: Words) -> String {
    if NAMED.contains(&rule) {
        words.say(&format!("measure-rule-name-{rule}"))
    } else {
        rule.to_owned()
    }
}

/// What is to be done about a signal, as staff read it.
pub fn to_do(signal: Signal, action: ActionV1, words: Words) -> String {
    match (signal, action) {
        (Signal::Contact, ActionV1::NextContact) => words.say("measure-action-contact"),
        _ => words.say(&format!("measure-action-{}", action.code())),
    }
}

/// The same, as the client reads it: what was noticed about their answers.
pub fn told(signal: &SignalV1, offer: &Offer, words: Words) -> String {
    let measure = offer.called(&signal.measure, words);
    let key = format!("measure-told-{}", signal.signal().code());
    words.say_with(&key, &[("measure", (&measure).into())])
}

/// What became of it, for whoever reads; `None` while nobody has said.
pub(crate) fn outcome(
    signal: &SignalV1,
    now: care::Moment,
    zone: &TimeZone,
    words: Words,
) -> Option<String> {
    let day = |day: Day| words.day(day.noon(zone), now, zone);
    Some(match &signal.answer.as_ref()?.outcome {
        OutcomeV1::NextStep { what, who, by } => words.say_with(
            "measure-signal-next-step",
            &[
                ("what", what.into()),
                ("who", who.into()),
                ("by", (&day(*by)).into()),
            ],
        ),
        OutcomeV1::Dismissed { reason } => {
            words.say_with("measure-signal-dismissed", &[("reason", reason.into())])
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_whole_where_it_is_whole_and_written_as_the_language_writes_it() {
        for (value, english, spanish) in [
            (14.0, "14", "14"),
            (13.333_333, "13.3", "13,3"),
            (2.96, "3", "3"),
            (-0.5, "-0.5", "-0,5"),
        ] {
            assert_eq!(number(value, Words::new(Language::English)), english);
            assert_eq!(number(value, Words::new(Language::Spanish)), spanish);
        }
    }

    #[test]
    fn every_signal_has_words_for_staff_and_for_the_client() {
        for language in Language::ALL {
            let words = Words::new(language);
            for signal in super::super::SIGNALS {
                for side in ["signal", "told"] {
                    let key = format!("measure-{side}-{}", signal.code());
                    let catalogue = pages::catalogue::Catalogue::shipped();
                    assert!(catalogue.has(language, &key), "{key}");
                }
                let said = said(signal, "PHQ-9", [Some(14.0), None, Some(6.0)], 2, words);
                assert!(said.contains("PHQ-9"), "{said}");
            }
        }
    }

    #[test]
    fn every_rule_that_points_something_out_has_a_name_in_words() {
        let by_insight = ["asq", "c-ssrs-screener", "two-in-a-row", "sudden-gain"];
        let known = |rule: &str| insight::METHODS.iter().any(|method| method.name == rule);
        assert!(by_insight.into_iter().all(known));
        for rule in NAMED {
            for language in Language::ALL {
                let said = rule_name(rule, Words::new(language));
                assert!(said.contains(' ') && !said.contains(rule), "{rule}: {said}");
            }
        }
        assert_eq!(rule_name("of-old", Words::new(Language::English)), "of-old");
    }
}
