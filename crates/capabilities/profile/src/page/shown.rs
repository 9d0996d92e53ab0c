//! What is seen of a domain, in a sentence, a chart and the questions it rests on.

use crate::domain::DomainV1;
use crate::own::{HIGHEST, Own, OwnAnswerV1, OwnQuestionV1};
use crate::seen::{Answers, Happening, Measured, Series, series};
use care::Moment;
use pages::chart::{Chart, Event, Point};
use pages::{Html, Visit, Words};
use sealed::{Kept, ReadersV1};

/// From how many points on the line a change is spoken of as one. This project's own choice: a step
/// on one question of three of four steps each is eight points.
const A_CHANGE: f64 = 10.0;

/// Everything a page is drawn from.
pub(super) struct Seen {
    pub(super) answers: Answers,
    pub(super) happened: Vec<Happening>,
    pub(super) own: Own,
    /// Whether it is the client who looks.
    pub(super) is_client: bool,
}

impl Seen {
    pub(super) const fn damaged(&self) -> bool {
        self.answers.damaged + self.own.damaged > 0
    }

    fn side(&self) -> &'static str {
        if self.is_client { "own" } else { "theirs" }
    }

    fn events(&self, visit: &Visit) -> Vec<Event> {
        let zone = &visit.floor.settings.zone;
        let words = visit.words;
        let events = self.happened.iter().map(|one| Event {
            at: one.at,
            when: words.short_day(one.at, visit.now, zone),
            words: words.say(&format!("profile-date-{}", one.what)),
            own: false,
        });
        events.collect()
    }

    /// The lines of a domain.
    pub(super) fn lines(&self, domain: DomainV1) -> Vec<Series> {
        series(domain, &self.answers)
    }

    /// The charts of a domain: one for each questionnaire, then one for each own question.
    pub(super) fn charts(
        &self,
        visit: &Visit,
        measured: &dyn Measured,
        domain: DomainV1,
    ) -> Vec<Html> {
        let words = visit.words;
        let events = self.events(visit);
        let lines = self.lines(domain).into_iter().map(|line| {
            let called = measured.called(line.part.measure, words);
            let code = line.part.code;
            Chart {
                id: format!("profile-{code}-{}", line.part.measure),
                title: words.say(&format!("profile-part-{code}")),
                seen: self.sentence(words, &line),
                scale: (0.0, 100.0),
                ends: Some((words.say("profile-light"), words.say("profile-heavy"))),
                points: points(visit, line.points.iter().copied()),
                events: events.clone(),
                notes: vec![words.say_with("profile-rests-on", &[("called", (&called).into())])],
                ..Chart::default()
            }
        });
        let own = self.own.asked().filter(|kept| kept.value.domain == domain);
        let own = own.filter_map(|kept| self.own_chart(visit, kept, &events));
        lines.chain(own).map(|chart| chart.html(words)).collect()
    }

    fn own_chart(
        &self,
        visit: &Visit,
        kept: &Kept<OwnQuestionV1>,
        events: &[Event],
    ) -> Option<Chart> {
        let words = visit.words;
        let answers: Vec<&OwnAnswerV1> = self.own.to(kept.record).collect();
        let latest = answers.last()?;
        let question = &kept.value;
        let put = [
            ("value", i64::from(latest.value).into()),
            ("count", answers.len().into()),
        ];
        let points = answers
            .iter()
            .map(|one| (one.when(), Some(f64::from(one.value))));
        Some(Chart {
            id: format!("profile-own-{}", kept.record),
            title: question.asks.clone(),
            seen: format!(
                "{} {}",
                question.asks,
                words.say_with("profile-own-seen", &put)
            ),
            scale: (0.0, f64::from(HIGHEST)),
            ends: Some((question.low.clone(), question.high.clone())),
            points: self::points(visit, points),
            events: events.to_vec(),
            ..Chart::default()
        })
    }

    /// What is seen of a line, without a verdict: once, about the same, lighter or heavier than the
    /// first time.
    pub(super) fn sentence(&self, words: Words, line: &Series) -> String {
        let part = words.say(&format!("profile-part-{}", line.part.code));
        let Some((first, latest, count)) = line.ends() else {
            return part;
        };
        let key = if count == 1 {
            "once"
        } else if latest - first >= A_CHANGE {
            "heavier"
        } else if first - latest >= A_CHANGE {
            "lighter"
        } else {
            "same"
        };
        let put = [("part", (&part).into()), ("count", count.into())];
        words.say_with(&format!("profile-seen-{key}-{}", self.side()), &put)
    }

    /// What is seen of a domain, in a sentence for each line.
    pub(super) fn said(&self, words: Words, domain: DomainV1) -> Vec<String> {
        let lines = self.lines(domain);
        lines
            .iter()
            .map(|line| self.sentence(words, line))
            .collect()
    }
}

fn points(visit: &Visit, of: impl Iterator<Item = (Moment, Option<f64>)>) -> Vec<Point> {
    let zone = &visit.floor.settings.zone;
    let point = |(at, value)| Point {
        at,
        when: visit.words.short_day(at, visit.now, zone),
        value,
        ..Point::default()
    };
    of.map(point).collect()
}

/// A question of their own, as a line.
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) asks: String,
    pub(super) low: String,
    pub(super) high: String,
    /// Who can see it, or who wrote it.
    pub(super) said: String,
    pub(super) is_sent: bool,
}

impl Asked {
    pub(super) fn of(kept: &Kept<OwnQuestionV1>, said: String) -> Self {
        let value = &kept.value;
        Self {
            id: kept.record.to_string(),
            asks: value.asks.clone(),
            low: value.low.clone(),
            high: value.high.clone(),
            said,
            is_sent: value.readers == ReadersV1::Section,
        }
    }
}
