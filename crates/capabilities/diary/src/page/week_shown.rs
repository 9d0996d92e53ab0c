//! The week on the page, the same for both who look at it: the table, and below it each day's words.

use super::shown::{cell, day, earlier_name, said, short_day, written};
use crate::card::{ItemV1, KindV1};
use crate::week::{Group, Row, Week};
use askama::Template;
use care::RecordId;
use jiff::civil::Date;
use pages::{Html, Visit, Words};

/// A day at the head of its column.
struct Head {
    weekday: String,
    date: String,
    /// Where its words stand, if anything was written.
    anchor: Option<String>,
    later: bool,
}

struct Cell {
    figure: String,
    acted: Option<String>,
    gap: bool,
}

struct Line {
    label: String,
    cells: Vec<Cell>,
    tally: Option<String>,
}

/// A worksheet that was written about a day.
pub(super) struct SheetLine {
    pub(super) id: String,
    pub(super) said: String,
}

/// What stands beside a day for the one who looks, and what they can do there.
#[derive(Default)]
pub(super) struct Beside {
    /// Who can see it; for the client.
    pub(super) seen_by: Option<String>,
    /// What can be done, for the client: an act and its words.
    pub(super) acts: Vec<(&'static str, String)>,
    /// The worksheets about it.
    pub(super) sheets: Vec<SheetLine>,
    /// Whether the chain of it can be looked at together.
    pub(super) chain: bool,
}

struct DayShown {
    anchor: String,
    id: String,
    title: String,
    written: Vec<String>,
    lines: Vec<(String, String)>,
    beside: Beside,
}

#[derive(Template)]
#[template(path = "diary_week_parts.html")]
struct Parts<'a> {
    words: Words,
    is_client: bool,
    /// The client's pages, on the staff side.
    client: &'a str,
    caption: String,
    heads: Vec<Head>,
    groups: Vec<(String, Vec<Line>)>,
    days: Vec<DayShown>,
}

/// Whose eyes it is drawn for.
pub(super) struct For<'a> {
    /// Whether it is the client.
    pub(super) is_client: bool,
    /// The client's pages, on the staff side.
    pub(super) client: &'a str,
    /// The lines of the card in force.
    pub(super) items: &'a [ItemV1],
}

/// The week as HTML. `beside`: what stands beside each day that was written.
pub(super) fn html(
    visit: &Visit,
    week: &Week,
    who: &For<'_>,
    mut beside: Vec<(RecordId, Beside)>,
) -> Html {
    let words = visit.words;
    let heads = week.days.iter().map(|(day, kept)| Head {
        weekday: weekday(*day, words),
        date: short_day(visit, *day),
        anchor: kept.as_ref().map(|_| anchor(*day)),
        later: kept.as_ref().is_some_and(|kept| kept.value.is_later()),
    });
    let heads = heads.collect();
    let mut days = Vec::new();
    for (of, kept) in week.days.iter().rev() {
        let Some(kept) = kept else { continue };
        let place = beside.iter().position(|(id, _)| *id == kept.record);
        let beside = place.map_or_else(Beside::default, |at| beside.swap_remove(at).1);
        days.push(DayShown {
            anchor: anchor(*of),
            id: kept.record.to_string(),
            title: day(visit, *of),
            written: written(visit, &kept.value),
            lines: in_order(kept.value.marks.iter().map(|mark| {
                let now = who.items.iter().find(|item| item.id == mark.item.id);
                let label = mark.item.called(words);
                let was = now.and_then(|now| {
                    let renamed = earlier_name(&mark.item, now, words);
                    renamed.map(|_| words.say("diary-called-then"))
                });
                let label = was.map_or_else(|| label.clone(), |was| format!("{label} ({was})"));
                // A person's own words come first.
                let place = (mark.item.kind != KindV1::Words, Group::of(&mark.item));
                (place, (label, said(mark, words)))
            })),
            beside,
        });
    }
    let caption = if who.is_client {
        "diary-week-caption"
    } else {
        "diary-staff-week-caption"
    };
    Html::of(&Parts {
        words,
        is_client: who.is_client,
        client: who.client,
        caption: words.say(caption),
        heads,
        groups: groups(week, who.is_client, words),
        days,
    })
}

fn in_order<T>(lines: impl Iterator<Item = ((bool, Group), T)>) -> Vec<T> {
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|(place, _)| *place);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn anchor(day: Date) -> String {
    format!("day-{day}")
}

fn weekday(day: Date, words: Words) -> String {
    let number = day.weekday().to_monday_one_offset();
    words.say(&format!("diary-weekday-{number}"))
}

fn groups(week: &Week, is_client: bool, words: Words) -> Vec<(String, Vec<Line>)> {
    let mut groups: Vec<(Group, Vec<Line>)> = Vec::new();
    for row in &week.rows {
        let group = Group::of(&row.item);
        let line = line(row, words);
        match groups.last_mut().filter(|(last, _)| *last == group) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((group, vec![line])),
        }
    }
    let named = |(group, lines): (Group, Vec<Line>)| {
        let side = if is_client {
            "diary-group"
        } else {
            "diary-staff-group"
        };
        (words.say(&format!("{side}-{}", group.name())), lines)
    };
    groups.into_iter().map(named).collect()
}

fn line(row: &Row, words: Words) -> Line {
    let cells = row.cells.iter().map(|value| match value {
        None => Cell {
            figure: "·".to_owned(),
            acted: None,
            gap: true,
        },
        Some(value) => {
            let (figure, acted) = cell(value, words);
            Cell {
                figure,
                acted,
                gap: false,
            }
        }
    });
    Line {
        label: row.item.called(words),
        cells: cells.collect(),
        tally: tally(row, words),
    }
}

/// On how many days it was so, of the days on which something was said about it. What was used and
/// helped, and what was used and did not, stand apart.
pub(crate) fn tally(row: &Row, words: Words) -> Option<String> {
    let say = |key: &str, tally: crate::Tally| {
        let put = [("days", tally.days.into()), ("of", tally.of.into())];
        (tally.of > 0).then(|| words.say_with(key, &put))
    };
    match row.item.kind {
        KindV1::Urge => say("diary-tally-acted", row.acted()),
        KindV1::Act { .. } => say("diary-tally-done", row.acted()),
        KindV1::Skills => {
            let (used, helped) = (row.used(), row.helped());
            let both = [
                say("diary-tally-used", used),
                say("diary-tally-helped", helped),
            ];
            let both: Vec<String> = both.into_iter().flatten().collect();
            (!both.is_empty()).then(|| both.join(" "))
        }
        _ => None,
    }
}
