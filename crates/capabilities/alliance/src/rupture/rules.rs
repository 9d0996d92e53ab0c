//! When a check-in says that the relationship may need care. The numbers are judged by `insight`,
//! which names each rule and its source; here it is decided what becomes of a verdict.

use super::ReasonV1;
use crate::check_in::CheckInV1;
use care::{HOUR, SignalKind};
use insight::{Engagement, Norms, Quantity, Rule, Scale, Verdict};

/// One check-in, as the rules need it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    /// The score on 0 to 10, if there is one.
    pub score: Option<f64>,
    /// Scales answered.
    pub answered: u8,
    /// Scales asked.
    pub asked: u8,
    /// Hours from the session to the answer.
    pub hours: f64,
    /// Whether they said that something felt off.
    pub felt_off: bool,
}

impl Point {
    /// The point of a check-in.
    pub fn of(check_in: &CheckInV1) -> Self {
        let hours = (check_in.answered_at - check_in.session_at) / HOUR;
        Self {
            score: check_in.score(),
            answered: check_in.answered,
            asked: check_in.asked,
            // A check-in is asked for within two weeks, so the hours fit many times over.
            hours: f64::from(i32::try_from(hours).unwrap_or(i32::MAX)),
            felt_off: check_in.felt_off == Some(true),
        }
    }
}

/// The scale of the check-in's score: the mean of six answers from 0 to 10.
pub fn scale() -> Option<Scale> {
    Scale::of_mean(0, 10, 1, 6)
}

/// What was noticed: at least one reason, the weightiest first.
pub struct Noticed {
    /// Why.
    pub reasons: Vec<ReasonV1>,
}

/// Judges the latest of these check-ins, which are in the order of their sessions. While a rupture
/// is open, a score opens no second one: what is going on is known, and the chart shows it. What a
/// client says always opens one.
pub fn notice(points: &[Point], one_is_open: bool) -> Option<Noticed> {
    let latest = points.last()?;
    let mut reasons = Vec::new();
    if latest.felt_off {
        reasons.push(said());
    }
    if !one_is_open || latest.felt_off {
        reasons.extend(judge(points));
    }
    (!reasons.is_empty()).then_some(Noticed { reasons })
}

/// The reason of someone's own words: needs no number and no rule.
pub(crate) fn said() -> ReasonV1 {
    ReasonV1 {
        signal: ReasonV1::index(SignalKind::Said),
        rule: String::new(),
        source: String::new(),
        score: None,
        against: None,
        sessions: 0,
    }
}

fn judge(points: &[Point]) -> Vec<ReasonV1> {
    let Some(scale) = scale() else {
        return Vec::new();
    };
    let scores: Vec<Option<f64>> = points.iter().map(|point| point.score).collect();
    let engagement: Vec<Option<Engagement>> = points
        .iter()
        .map(|point| {
            Some(Engagement {
                asked: u32::from(point.asked),
                skipped: u32::from(point.asked.saturating_sub(point.answered)),
                words: None,
                hours: Some(point.hours),
            })
        })
        .collect();
    let mut verdicts = insight::alliance(&scores, scale, Norms::assumed(scale));
    verdicts.push(insight::silence(&engagement));
    verdicts
        .iter()
        .filter(|verdict| verdict.is_signal())
        .filter_map(reason)
        .collect()
}

fn reason(verdict: &Verdict) -> Option<ReasonV1> {
    let (signal, against) = match verdict.rule {
        Rule::BelowOwnRange => (SignalKind::BelowOwnRange, Quantity::Limit),
        Rule::EarlyDrop => (SignalKind::EarlyDrop, Quantity::Previous),
        Rule::Slide => (SignalKind::Slide, Quantity::OwnMean),
        Rule::Silence => (SignalKind::Silence, Quantity::Previous),
        // "Ask" is said on the relationship's page; it opens nothing.
        Rule::Ceiling | Rule::Return => return None,
    };
    Some(ReasonV1 {
        signal: ReasonV1::index(signal),
        rule: verdict.rule.name().to_owned(),
        source: verdict.source().to_owned(),
        score: verdict.number(Quantity::Score).and_then(hundredths),
        against: verdict.number(against).and_then(hundredths),
        sessions: u16::try_from(verdict.sessions).unwrap_or(u16::MAX),
    })
}

/// A score in hundredths; `None` where it is no score.
pub(crate) fn hundredths(score: f64) -> Option<u16> {
    let rounded = (score * 100.0).round();
    // The range is checked first, so nothing is cut off or turned.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 1000"
    )]
    (0.0..=1000.0).contains(&rounded).then_some(rounded as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(scores: &[Option<f64>]) -> Vec<Point> {
        let point = |score: &Option<f64>| Point {
            score: *score,
            answered: if score.is_some() { 6 } else { 0 },
            asked: 6,
            hours: 2.0,
            felt_off: false,
        };
        scores.iter().map(point).collect()
    }

    fn signals(scores: &[f64], open: bool) -> Vec<SignalKind> {
        let scores: Vec<_> = scores.iter().copied().map(Some).collect();
        notice(&points(&scores), open)
            .map(|noticed| noticed.reasons.iter().map(ReasonV1::signal).collect())
            .unwrap_or_default()
    }

    #[test]
    fn a_fall_is_noticed_and_the_reason_says_which() {
        use SignalKind::{BelowOwnRange, EarlyDrop, Slide};
        for (scores, expected) in [
            (&[8.6, 8.4, 5.1][..], vec![EarlyDrop]),
            (&[8.6, 8.4, 8.0], vec![]),
            (&[5.1], vec![]),
            (&[8.0, 8.2, 7.9, 8.1, 6.0], vec![BelowOwnRange]),
            (&[8.0, 8.2, 7.9, 8.1, 7.9], vec![]),
            (&[8.0, 9.0, 8.0, 9.0, 8.0, 7.0, 6.0], vec![Slide]),
            (&[6.0, 9.0, 6.5, 9.0, 8.2, 7.4, 6.6], vec![]),
        ] {
            assert_eq!(signals(scores, false), expected, "{scores:?}");
        }
    }

    #[test]
    fn at_the_top_nothing_is_worked_out_and_what_a_client_says_still_counts() {
        for scores in [
            &[10.0, 10.0, 10.0, 10.0][..],
            &[5.0, 9.5, 9.6, 9.5, 9.5],
            // A fall of a size that counts lower down, within the top.
            &[10.0, 10.0, 10.0, 10.0, 10.0, 9.5],
        ] {
            assert!(signals(scores, false).is_empty(), "{scores:?}");
            let scores: Vec<_> = scores.iter().copied().map(Some).collect();
            let verdicts = insight::alliance(&scores, scale().unwrap(), norms());
            assert_eq!(verdicts.len(), 1, "asking is all there is: {scores:?}");
            let mut said = points(&scores);
            said.last_mut().unwrap().felt_off = true;
            let noticed = notice(&said, false).unwrap();
            assert_eq!(noticed.reasons.len(), 1);
            assert_eq!(noticed.reasons[0].signal(), SignalKind::Said);
        }
        // Below the top again, a fall is a fall.
        let after = signals(&[10.0, 10.0, 10.0, 10.0, 6.0], false);
        assert_eq!(after, [SignalKind::BelowOwnRange]);
    }

    fn norms() -> Norms {
        Norms::assumed(scale().unwrap())
    }

    #[test]
    fn while_one_is_open_a_score_opens_no_second_one() {
        assert!(signals(&[8.6, 8.4, 5.1], true).is_empty());
    }

    #[test]
    fn what_a_client_says_always_opens_one() {
        let mut said = points(&[Some(9.0), Some(9.0)]);
        said[1].felt_off = true;
        for open in [true, false] {
            let noticed = notice(&said, open).unwrap();
            assert_eq!(noticed.reasons[0].signal(), SignalKind::Said);
        }
    }

    #[test]
    fn a_check_in_without_a_score_is_not_a_fall() {
        let noticed = notice(&points(&[Some(9.0), Some(9.0), Some(9.0), None]), false);
        let signals: Vec<_> = noticed
            .map(|n| n.reasons.iter().map(ReasonV1::signal).collect())
            .unwrap_or_default();
        assert_eq!(
            signals,
            vec![SignalKind::Silence],
            "skipping everything is silence, not zero"
        );
    }

    #[test]
    fn a_reason_carries_its_numbers_and_its_source() {
        let noticed = notice(&points(&[Some(8.6), Some(8.4), Some(5.1)]), false).unwrap();
        let reason = &noticed.reasons[0];
        assert_eq!((reason.score, reason.against), (Some(510), Some(840)));
        assert!(reason.source.contains("Stiles"));
        assert_eq!(reason.rule, "early-drop");
    }
}
