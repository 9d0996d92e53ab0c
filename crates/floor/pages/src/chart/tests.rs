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
        }],
        digits: 1,
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
    let html = chart.html(Words::default()).into_string();
    assert!(!html.contains("<script"));
    assert!(!html.contains("\" onload"));
    assert!(!html.contains("style="));
}
