//! Charts, looked at as text.

use super::*;
use crate::words::Language;
use care::DAY;

fn point(day: i64, value: Option<f64>) -> Point {
    Point {
        at: Moment::from_millis(day * DAY),
        when: format!("day {day}"),
        value,
        below: value.is_some_and(|value| value < 6.0),
        ..Point::default()
    }
}

fn chart() -> Chart {
    Chart {
        id: "heard".into(),
        title: "Felt heard".into(),
        seen: "The last answer is lower than usual.".into(),
        scale: (0.0, 10.0),
        ends: Some(("Not at all".into(), "Fully".into())),
        points: vec![
            point(0, Some(8.0)),
            point(7, Some(8.5)),
            point(14, None),
            point(21, Some(8.0)),
            point(28, Some(4.0)),
        ],
        band: Some(Band {
            low: 7.0,
            high: 9.5,
        }),
        band_words: "Your usual range".into(),
        events: vec![Event {
            at: Moment::from_millis(22 * DAY),
            when: "day 22".into(),
            words: "Session moved by us".into(),
            own: false,
        }],
        digits: 1,
        ..Chart::default()
    }
}

#[test]
fn a_chart_as_it_is_drawn() {
    for language in Language::ALL {
        let html = chart().html(Words::new(language)).into_string();
        insta::assert_snapshot!(
            format!("chart_{}", language.tag()),
            html.replace("><", ">\n<")
        );
    }
}

/// The score of a measure over time: what is expected, what was published, what was said of it.
fn measure() -> Chart {
    let scores = [20.0, 19.0, 17.0, 14.0, 15.0, 9.0];
    let mut points: Vec<Point> = scores
        .iter()
        .zip(0_i64..)
        .map(|(score, week)| point(week * 7, Some(*score)))
        .collect();
    for point in &mut points {
        point.below = false;
    }
    points[2].prorated = true;
    points[3].value = None;
    points[5].verdict = "Reliably better".into();
    let expected = (0..=6_i32).map(|week| Expected {
        at: Moment::from_millis(i64::from(week) * 7 * DAY),
        mean: 20.0 - f64::from(week),
        low: 20.0 - f64::from(week) * 2.0,
        high: 20.0 - f64::from(week) * 0.5,
    });
    Chart {
        id: "phq-9".into(),
        title: "PHQ-9".into(),
        seen: "The last score is 9 of 27. Before it was 15.".into(),
        scale: (0.0, 27.0),
        points,
        expected: expected.collect(),
        expected_words: "Expected".into(),
        thresholds: vec![Threshold {
            value: 10.0,
            words: "Cut-off".into(),
            source: "A published paper".into(),
        }],
        zones: vec![
            Zone {
                low: 0.0,
                high: 9.0,
                words: "Fewer".into(),
                source: String::new(),
            },
            Zone {
                low: 10.0,
                high: 27.0,
                words: "More".into(),
                source: "A published paper".into(),
            },
        ],
        better: Some(Better::Lower),
        events: vec![Event {
            at: Moment::from_millis(22 * DAY),
            when: "day 22".into(),
            words: "Moved house".into(),
            own: true,
        }],
        value_words: "Score".into(),
        notes: vec!["Expected course: from 240 people, worked out on day 30.".into()],
        ..Chart::default()
    }
}

#[test]
fn a_chart_of_a_measure_as_it_is_drawn() {
    for language in Language::ALL {
        let html = measure().html(Words::new(language)).into_string();
        insta::assert_snapshot!(
            format!("measure_{}", language.tag()),
            html.replace("><", ">\n<")
        );
    }
}

#[test]
fn every_published_number_stands_below_with_its_source_and_the_table_says_all_the_picture_does() {
    let html = measure().html(Words::default()).into_string();
    let below = html.rsplit("</svg>").next().unwrap();
    for said in [
        "Lower is better.",
        "Cut-off 10. Source: A published paper",
        "0 to 9: Fewer",
        "10 to 27: More. Source: A published paper",
        "Expected course: from 240 people",
        "<th scope=\"col\">Score</th>",
        "<td>17 (from part of the answers)</td>",
        "<td>Not answered</td>",
        "<td>15 (10 to 18)</td>",
        "<td>Reliably better</td>",
    ] {
        assert!(below.contains(said), "{said}: {below}");
    }
}

#[test]
fn names_in_the_picture_never_lie_on_one_another() {
    let seen = measure();
    for first in [0.0, 3.0, 9.0, 13.0, 22.0, 27.0] {
        for second in [0.0, 8.0, 14.0, 26.0] {
            let mut chart = seen.clone();
            chart.thresholds = [first, second]
                .into_iter()
                .map(|value| Threshold {
                    value,
                    words: "Line".into(),
                    source: String::new(),
                })
                .collect();
            // Two lines at one place would be one line with two names; a caller names it once.
            if (first - second).abs() < 6.0 {
                continue;
            }
            let html = chart.html(Words::default()).into_string();
            for picture in html.split("<svg").skip(1) {
                let mut boxes: Vec<(f64, f64, f64)> = picture
                    .split("<text class=\"threshold-name\" x=\"")
                    .skip(1)
                    .map(|text| {
                        let mut parts = text.split('"');
                        let x: f64 = parts.next().unwrap().parse().unwrap();
                        let y: f64 = parts.nth(1).unwrap().parse().unwrap();
                        (x, y, x + 7.2 * 7.0)
                    })
                    .collect();
                assert_eq!(boxes.len(), 2);
                let (one, other) = (boxes.pop().unwrap(), boxes.pop().unwrap());
                let apart = (one.1 - other.1).abs() >= 16.0 || one.2 < other.0 || other.2 < one.0;
                assert!(apart, "{first} {second}: {one:?} {other:?}");
            }
        }
    }
}

#[test]
fn a_session_without_an_answer_breaks_the_line_and_is_never_drawn_as_a_number() {
    let html = chart().html(Words::default()).into_string();
    for path in html.split("class=\"line\" d=\"").skip(1) {
        let path = path.split('"').next().unwrap();
        assert_eq!(
            path.matches('M').count(),
            2,
            "two unbroken stretches: {path}"
        );
        assert_eq!(path.matches('L').count(), 2);
    }
    assert_eq!(
        html.matches("class=\"open\"").count(),
        2,
        "one open mark in each picture"
    );
    assert!(html.contains("day 14: not answered"));
    assert!(html.contains("<td>Not answered</td>"));
}

#[test]
fn whatever_the_numbers_are_everything_stays_inside_and_is_a_number() {
    let extremes = [f64::MIN, -3.0, 0.0, 5.0, 10.0, 99.0, f64::MAX];
    for count in 0..=extremes.len() {
        for together in [true, false] {
            let mut chart = chart();
            chart.points = extremes
                .iter()
                .take(count)
                .zip(0..)
                .map(|(value, day)| point(if together { 3 } else { day }, Some(*value)))
                .collect();
            chart.events.clear();
            chart.band = Some(Band {
                low: f64::MIN,
                high: f64::MAX,
            });
            let html = chart.html(Words::default()).into_string();
            assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
            for cy in html.split("cy=\"").skip(1) {
                let cy: f64 = cy.split('"').next().unwrap().parse().unwrap();
                assert!((28.0..=176.0).contains(&cy), "{cy}");
            }
        }
    }
}

#[test]
fn an_unanswered_session_is_drawn_below_the_scale_so_that_nobody_reads_a_zero() {
    let html = chart().html(Words::default()).into_string();
    let lowest: f64 = 28.0 + 148.0;
    for mark in html.split("class=\"open\"").skip(1) {
        let cy: f64 = mark
            .split("cy=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        assert!(cy > lowest + 5.0, "{cy}");
    }
}

#[test]
fn many_events_on_one_day_stand_beside_one_another() {
    let mut chart = chart();
    let event = chart.events[0].clone();
    chart.events = vec![event; 6];
    let html = chart.html(Words::default()).into_string();
    let wide = html.split("<svg class=\"wide\"").nth(1).unwrap();
    let mut places: Vec<f64> = wide
        .split("class=\"event-mark\" cx=\"")
        .skip(1)
        .map(|cx| cx.split('"').next().unwrap().parse().unwrap())
        .collect();
    places.sort_by(f64::total_cmp);
    assert_eq!(places.len(), 6);
    assert!(
        places.windows(2).all(|pair| pair[1] - pair[0] >= 19.9),
        "{places:?}"
    );
    assert!(
        places.iter().all(|x| (0.0..=640.0).contains(x)),
        "{places:?}"
    );
}

/// Where each day on the time axis begins and ends, letter by letter at their widest.
fn days(picture: &str, whens: &[String]) -> Vec<(f64, f64)> {
    let texts = picture.split("<text x=\"").skip(1).filter_map(|text| {
        let (x, rest) = text.split_once('"')?;
        let words = rest.split_once('>')?.1.split('<').next()?;
        let anchor = rest.split_once("text-anchor=\"")?.1.split('"').next()?;
        whens
            .iter()
            .any(|when| when == words)
            .then_some((x, anchor, words))
    });
    texts
        .map(|(x, anchor, words)| {
            let (x, wide) = (
                x.parse::<f64>().unwrap(),
                7.2 * f64::from(u32::try_from(words.chars().count()).unwrap()),
            );
            match anchor {
                "start" => (x, x + wide),
                "end" => (x - wide, x),
                _ => (x - wide / 2.0, x + wide / 2.0),
            }
        })
        .collect()
}

#[test]
fn days_never_stand_on_one_another_however_long_they_are_and_however_close() {
    for count in 1..60_i64 {
        for apart in [1, 3, 7, 90] {
            let mut chart = chart();
            chart.events.clear();
            chart.points = (0..count).map(|n| point(n * apart, Some(5.0))).collect();
            for (point, n) in chart.points.iter_mut().zip(0..) {
                let year = if n * 2 < count { " 2025" } else { "" };
                point.when = format!("{} Dec{year}", 10 + n);
            }
            let whens: Vec<String> = chart.points.iter().map(|p| p.when.clone()).collect();
            let html = chart.html(Words::default()).into_string();
            for (picture, wide) in html.split("<svg").skip(1).zip([300.0, 640.0]) {
                let days = days(picture.split("</svg>").next().unwrap(), &whens);
                assert!(!days.is_empty(), "the last day is always there");
                assert!(
                    days.windows(2).all(|pair| pair[0].1 < pair[1].0),
                    "{count} {apart}: {days:?}"
                );
                assert!(
                    days.iter().all(|day| day.0 >= 0.0 && day.1 <= wide),
                    "{days:?}"
                );
            }
        }
    }
}

#[test]
fn words_in_a_chart_stay_words_and_nothing_is_styled_inline() {
    let hostile = "</title></svg><script>alert(1)</script>\" onload=\"alert(2)";
    let mut chart = chart();
    for words in [
        &mut chart.id,
        &mut chart.title,
        &mut chart.seen,
        &mut chart.band_words,
    ] {
        *words = hostile.into();
    }
    chart.points[0].when = hostile.into();
    chart.events[0].words = hostile.into();
    chart.events[0].when = hostile.into();
    chart.ends = Some((hostile.into(), hostile.into()));
    let measure = measure();
    chart.expected = measure.expected;
    chart.thresholds = measure.thresholds;
    chart.zones = measure.zones;
    chart.expected_words = hostile.into();
    chart.thresholds[0].words = hostile.into();
    chart.thresholds[0].source = hostile.into();
    chart.zones[0].words = hostile.into();
    chart.zones[0].source = hostile.into();
    chart.value_words = hostile.into();
    chart.points[0].verdict = hostile.into();
    chart.notes = vec![hostile.into()];
    let html = chart.html(Words::default()).into_string();
    assert!(!html.contains("<script"));
    assert!(!html.contains("\" onload"));
    assert!(!html.contains("style="));
}
