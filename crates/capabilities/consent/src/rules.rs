//! Which ledger lines belong together, so that a page of them can be read: by day, then by person
//! and right, and the same thing done for the same reason once, with its times. One's own looking
//! is one quiet line a day.

use care::{Basis, LineId, Moment, PersonId, Purpose, Role, Section, Sections};

/// What is opened to see whether half-written words wait: nobody has looked at anything then.
const DRAFTS: Sections = Sections::of(&[Section::Drafts]);

/// What a line says, apart from when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct What {
    pub(crate) by: PersonId,
    pub(crate) role: Role,
    pub(crate) wrote: bool,
    pub(crate) sections: Sections,
    pub(crate) purpose: Purpose,
    pub(crate) basis: Basis,
}

/// A line, as far as it is told here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Told {
    pub(crate) what: What,
    pub(crate) line: LineId,
    pub(crate) at: Moment,
    /// The day it was, counted anywhere, as long as the same day has the same number.
    pub(crate) day: i64,
}

/// The same thing done on one day, with its times, earliest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    pub(crate) what: What,
    pub(crate) times: Vec<Moment>,
    /// The lines that say so, in the same order.
    pub(crate) lines: Vec<LineId>,
}

/// What one person did on one day, on one right, newest first. Whoever had two rights that day
/// stands there twice, side by side: on what right is part of the answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Someone {
    pub(crate) by: PersonId,
    pub(crate) role: Role,
    pub(crate) basis: Basis,
    pub(crate) did: Vec<Entry>,
}

impl Someone {
    /// What they did the first thing for.
    pub(crate) fn purpose(&self) -> Option<Purpose> {
        Some(self.did.first()?.what.purpose)
    }
}

/// One day, newest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Day {
    /// A moment of that day.
    pub(crate) at: Moment,
    /// What others did, each person's together.
    pub(crate) others: Vec<Someone>,
    /// How often the client looked.
    pub(crate) own_looks: usize,
    /// How often the client added something, and to what.
    pub(crate) own_writes: (usize, Sections),
}

/// Lines, newest first, as days.
pub(crate) fn days(lines: &[Told], own: PersonId) -> Vec<Day> {
    let mut days: Vec<(i64, Day)> = Vec::new();
    for line in lines {
        if days.last().is_none_or(|(day, _)| *day != line.day) {
            let empty = Day {
                at: line.at,
                others: Vec::new(),
                own_looks: 0,
                own_writes: (0, Sections::NONE),
            };
            days.push((line.day, empty));
        }
        if let Some((_, day)) = days.last_mut() {
            put(day, line, own);
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

fn put(day: &mut Day, line: &Told, own: PersonId) {
    if line.what.by == own && line.what.basis == Basis::Own {
        if line.what.wrote {
            let (times, sections) = day.own_writes;
            day.own_writes = (times + 1, sections.or(line.what.sections));
        } else if line.what.sections != DRAFTS {
            day.own_looks += 1;
        }
        return;
    }
    let someone = someone(&mut day.others, &line.what);
    match someone.did.iter_mut().find(|entry| entry.what == line.what) {
        Some(entry) => {
            entry.times.insert(0, line.at);
            entry.lines.insert(0, line.line);
        }
        None => someone.did.push(Entry {
            what: line.what,
            times: vec![line.at],
            lines: vec![line.line],
        }),
    }
}

/// Whoever did this, on this right: where they stand already, beside themselves on another right,
/// or last.
fn someone<'a>(others: &'a mut Vec<Someone>, what: &What) -> &'a mut Someone {
    let is = |one: &Someone| (one.by, one.role, one.basis) == (what.by, what.role, what.basis);
    let place = others.iter().position(is).unwrap_or_else(|| {
        let beside = others.iter().rposition(|one| one.by == what.by);
        let place = beside.map_or(others.len(), |last| last + 1);
        let new = Someone {
            by: what.by,
            role: what.role,
            basis: what.basis,
            did: Vec::new(),
        };
        others.insert(place, new);
        place
    });
    &mut others[place]
}

#[cfg(test)]
mod tests;
