//! A week as both look at it: days as columns, lines as rows in the order they are to be looked at. A
//! day that was not written, and a line that was skipped, are gaps. Pure.

use crate::card::{ClassV1, ItemV1, KindV1};
use crate::entry::{EntryV1, HELPED, USED, ValueV1};
use jiff::ToSpan;
use jiff::civil::Date;
use sealed::Kept;

/// Where a line stands in the order of looking. What costs lives first, then what gets in the way of
/// the work, then what makes daily life harder (Linehan 1993); what the client wants more of stands
/// apart from what they want less of, and is never counted with it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    /// It can cost a life.
    Life,
    /// It gets in the way of the work together.
    Therapy,
    /// It makes daily life harder.
    Daily,
    /// Other urges, and what the client wants less of.
    Less,
    /// What the client wants more of, and skills.
    More,
    /// Feelings.
    Feelings,
    /// Sleep, medicine and the rest of a day.
    Day,
}

impl Group {
    /// Where a line stands.
    pub const fn of(item: &ItemV1) -> Self {
        match (item.class, &item.kind) {
            (Some(ClassV1::Life), _) => Self::Life,
            (Some(ClassV1::Therapy), _) => Self::Therapy,
            (Some(ClassV1::Daily), _) => Self::Daily,
            (None, KindV1::Urge | KindV1::Act { more: false }) => Self::Less,
            (None, KindV1::Act { more: true } | KindV1::Skills) => Self::More,
            (None, KindV1::Emotion) => Self::Feelings,
            (None, _) => Self::Day,
        }
    }

    /// How it is named in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Life => "life",
            Self::Therapy => "therapy",
            Self::Daily => "daily",
            Self::Less => "less",
            Self::More => "more",
            Self::Feelings => "feelings",
            Self::Day => "day",
        }
    }
}

/// A line over the days of a week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The line: as it stands on the card, or as it stood when it was last on it.
    pub item: ItemV1,
    /// What was said on each day; `None` is a gap.
    pub cells: Vec<Option<ValueV1>>,
}

/// How often something was so, of the days on which it was said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tally {
    /// On how many days.
    pub days: usize,
    /// Of how many on which something was said about it.
    pub of: usize,
}

impl Row {
    fn count(&self, says: impl Fn(&ValueV1) -> Option<bool>) -> Tally {
        let said: Vec<bool> = self.cells.iter().flatten().filter_map(says).collect();
        Tally {
            days: said.iter().filter(|is| **is).count(),
            of: said.len(),
        }
    }

    /// On how many days it was acted on, or done.
    pub fn acted(&self) -> Tally {
        self.count(|value| match value {
            ValueV1::Urge { acted, .. } => *acted,
            ValueV1::Did { did, .. } => Some(*did),
            _ => None,
        })
    }

    /// On how many days a skill was used.
    pub fn used(&self) -> Tally {
        self.steps(USED)
    }

    /// On how many of the days on which one was used it helped: what was used and did not help is
    /// never counted as help.
    pub fn helped(&self) -> Tally {
        Tally {
            of: self.used().days,
            ..self.steps(HELPED)
        }
    }

    fn steps(&self, from: u8) -> Tally {
        self.count(|value| match value {
            ValueV1::Level(step) if self.item.kind == KindV1::Skills => Some(*step >= from),
            _ => None,
        })
    }
}

/// A week.
pub struct Week {
    /// Its days, oldest first, each with what was written about it.
    pub days: Vec<(Date, Option<Kept<EntryV1>>)>,
    /// Its lines, in the order they are to be looked at; words stand with their day, not here.
    pub rows: Vec<Row>,
}

/// How many days a week has.
pub(crate) const DAYS: u16 = 7;

/// The days that end with `last`, oldest first.
pub(crate) fn days_to(last: Date, count: u16) -> Vec<Date> {
    (0..i64::from(count))
        .rev()
        .filter_map(|back| last.checked_sub(back.days()).ok())
        .collect()
}

/// The week that ends with `last`. `items`: the lines of the card in force; lines that are not on it
/// any more stand there while something was said about them.
pub fn week(last: Date, items: &[ItemV1], entries: &[Kept<EntryV1>]) -> Week {
    let of = |day: &Date| {
        let day = day.to_string();
        entries.iter().find(|kept| kept.value.day == day).cloned()
    };
    let days: Vec<_> = days_to(last, DAYS)
        .into_iter()
        .map(|day| (day, of(&day)))
        .collect();
    let written = || days.iter().filter_map(|(_, kept)| kept.as_ref());
    let mut lines: Vec<ItemV1> = items.to_vec();
    for mark in written().flat_map(|kept| &kept.value.marks) {
        if !lines.iter().any(|line| line.id == mark.item.id) {
            lines.push(mark.item.clone());
        }
    }
    let mut rows: Vec<Row> = lines
        .into_iter()
        .filter(|item| item.kind != KindV1::Words)
        .map(|item| Row {
            cells: days
                .iter()
                .map(|(_, kept)| {
                    let mark = kept.as_ref()?.value.mark(item.id)?;
                    Some(mark.value.clone())
                })
                .collect(),
            item,
        })
        .collect();
    rows.sort_by_key(|row| Group::of(&row.item));
    Week { days, rows }
}
