//! The language a person reads, and the service speaking it: messages, days and times.

use crate::catalogue::{Catalogue, Put};
use care::{DAY, HOUR, MINUTE, Moment};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use unic_langid::{LanguageIdentifier, langid};

/// A language the service speaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Every language, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// The BCP 47 tag: the `lang` of a page and the folder of its messages.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// The language of a tag such as `es-MX`, if it is spoken here.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The language a browser asks for (an `Accept-Language` header), the most wanted that is
    /// spoken here; English when there is none.
    pub fn wanted(header: &str) -> Self {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',') {
            let mut pieces = part.trim().split(';');
            let Some(language) = pieces.next().and_then(Self::from_tag) else {
                continue;
            };
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .and_then(|q| q.parse().ok())
                .unwrap_or(1.0);
            if weight > 0.0 && best.is_none_or(|(heaviest, _)| weight > heaviest) {
                best = Some((weight, language));
            }
        }
        best.map_or_else(Self::default, |(_, language)| language)
    }

    /// The tag as Fluent wants it.
    pub(crate) const fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::English => langid!("en"),
            Self::Spanish => langid!("es"),
        }
    }
}

/// The service, speaking one language. Small enough to hand around by value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// The language spoken.
    pub language: Language,
}

impl Words {
    /// The service, speaking `language`.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The tag for a `lang` attribute.
    pub const fn tag(self) -> &'static str {
        self.language.tag()
    }

    /// The message `key`.
    pub fn say(self, key: &str) -> String {
        Catalogue::shipped().say(self.language, key, &[])
    }

    /// The message `key` with something put into it: `say_with("ago-hours", &[("n", 3.into())])`.
    pub fn say_with(self, key: &str, put: &[(&str, Put<'_>)]) -> String {
        Catalogue::shipped().say(self.language, key, put)
    }

    /// `Thursday 3 May` · `jueves 3 de mayo`; with the year when it is not the year of `now`.
    pub fn day(self, moment: Moment, now: Moment, zone: &TimeZone) -> String {
        let (then, now) = (civil(moment, zone), civil(now, zone));
        let weekday = self.say(&format!(
            "weekday-{}",
            then.weekday().to_monday_one_offset()
        ));
        let month = self.say(&format!("month-{}", then.month()));
        let key = if then.year() == now.year() {
            "date-day"
        } else {
            "date-day-year"
        };
        let year = then.year().to_string();
        self.say_with(
            key,
            &[
                ("weekday", (&weekday).into()),
                ("day", i32::from(then.day()).into()),
                ("month", (&month).into()),
                ("year", (&year).into()),
            ],
        )
    }

    /// `Thursday 3 May, 14:00` · `jueves 3 de mayo, 14:00`.
    pub fn day_and_time(self, moment: Moment, now: Moment, zone: &TimeZone) -> String {
        let date = self.day(moment, now, zone);
        let time = self.time(moment, zone);
        self.say_with(
            "date-with-time",
            &[("date", (&date).into()), ("time", (&time).into())],
        )
    }

    /// `3 May` · `3 may`; with the year when it is not the year of `now`. For tables and charts.
    pub fn short_day(self, moment: Moment, now: Moment, zone: &TimeZone) -> String {
        let (then, now) = (civil(moment, zone), civil(now, zone));
        let month = self.say(&format!("month-short-{}", then.month()));
        let key = if then.year() == now.year() {
            "date-short"
        } else {
            "date-short-year"
        };
        let year = then.year().to_string();
        self.say_with(
            key,
            &[
                ("day", i32::from(then.day()).into()),
                ("month", (&month).into()),
                ("year", (&year).into()),
            ],
        )
    }

    /// `14:00`, by the 24-hour clock.
    pub fn time(self, moment: Moment, zone: &TimeZone) -> String {
        let then = civil(moment, zone);
        format!("{:02}:{:02}", then.hour(), then.minute())
    }

    /// How far away a moment is, as people say it: `in 3 days`, `yesterday`, `an hour ago`. Within
    /// a day it counts hours, otherwise days of the calendar in `zone`.
    pub fn relative(self, moment: Moment, now: Moment, zone: &TimeZone) -> String {
        let apart = moment - now;
        let (size, ahead) = (apart.saturating_abs(), apart > 0);
        let days = days_between(now, moment, zone);
        if size < MINUTE {
            return self.say("ago-now");
        }
        if days == 0 {
            let (n, ago, coming) = if size < HOUR {
                (size / MINUTE, "ago-minutes", "in-minutes")
            } else {
                (size / HOUR, "ago-hours", "in-hours")
            };
            return self.say_with(if ahead { coming } else { ago }, &[("n", n.into())]);
        }
        self.days_away(days)
    }

    /// How many days away a day is, as people say it: `today`, `tomorrow`, `3 weeks ago`.
    pub fn relative_day(self, moment: Moment, now: Moment, zone: &TimeZone) -> String {
        self.days_away(days_between(now, moment, zone))
    }

    fn days_away(self, days: i64) -> String {
        let (n, ahead) = (days.saturating_abs(), days > 0);
        let (n, ago, coming) = match n {
            0 => return self.say("day-today"),
            1 => {
                return self.say(if ahead {
                    "day-tomorrow"
                } else {
                    "day-yesterday"
                });
            }
            2..=13 => (n, "days-ago", "days-ahead"),
            14..=60 => (n / 7, "weeks-ago", "weeks-ahead"),
            61..=364 => (n / 30, "months-ago", "months-ahead"),
            _ => (n / 365, "years-ago", "years-ahead"),
        };
        self.say_with(if ahead { coming } else { ago }, &[("n", n.into())])
    }
}

/// A moment as a clock on the wall of `zone` shows it. A moment beyond the calendar (some 10,000
/// years away) is shown as the epoch.
fn civil(moment: Moment, zone: &TimeZone) -> Zoned {
    Timestamp::from_millisecond(moment.millis())
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(zone.clone())
}

/// Midnights crossed from one moment to another in `zone`; negative when going back.
fn days_between(from: Moment, to: Moment, zone: &TimeZone) -> i64 {
    let (from_day, to_day) = (civil(from, zone).date(), civil(to, zone).date());
    from_day
        .until(to_day)
        .map_or_else(|_| (to - from) / DAY, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests;
