//! How a service keeps its promises, by team: never by person, and never so that a person's can be
//! worked out. Pure.
//!
//! A team is shown alone only if at least three people ended promises in it, and at least ten ended:
//! this project's own choice. What is hidden must not follow from what is shown by subtraction, so
//! whatever is hidden, taken together, has to be as large as that too; where it is not, the next
//! smallest team is hidden with it. If that leaves nothing, not even the whole is shown unless it is
//! large enough itself.

use crate::kind::Kind;
use crate::rules::Became;
use care::{PersonId, RecordId};
use std::collections::BTreeSet;

/// How many people have to stand behind a figure.
pub const ENOUGH_PEOPLE: usize = 3;
/// How many promises have to stand behind a figure.
pub const ENOUGH_ENDED: usize = 10;

/// A promise that ended, without whose it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ended {
    /// Who had promised. For sorting into teams; it is shown nowhere.
    pub by: PersonId,
    /// Of what kind.
    pub kind: Kind,
    /// How it ended.
    pub how: Became,
    /// Whether the client heard beforehand that it would be otherwise.
    pub told: bool,
    /// Whether someone said sorry.
    pub sorry: bool,
    /// Whether someone said how it is made good.
    pub mended: bool,
}

/// A team and who is in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Team {
    /// Which.
    pub team: RecordId,
    /// Who is in it.
    pub members: Vec<PersonId>,
}

/// How promises ended, in counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rate {
    /// How many ended.
    pub ended: u32,
    /// How many were kept in their time.
    pub kept: u32,
    /// How many were kept late.
    pub late: u32,
    /// How many were broken.
    pub broken: u32,
    /// How many the service called off in time.
    pub called_off: u32,
    /// How many the clients released.
    pub released: u32,
    /// Of those late or broken, how many had been told in advance.
    pub told: u32,
    /// Of those broken, for how many someone said sorry.
    pub sorry: u32,
    /// Of those broken, for how many someone said how it is made good.
    pub mended: u32,
}

impl Rate {
    fn count(&mut self, one: &Ended) {
        let plus = |number: &mut u32, holds: bool| *number += u32::from(holds);
        let broken = one.how == Became::Broken;
        let wrong = broken || one.how == Became::KeptLate;
        plus(&mut self.ended, one.how != Became::Open);
        plus(&mut self.kept, one.how == Became::Kept);
        plus(&mut self.late, one.how == Became::KeptLate);
        plus(&mut self.broken, broken);
        plus(&mut self.called_off, one.how == Became::CalledOff);
        plus(&mut self.released, one.how == Became::Released);
        plus(&mut self.told, wrong && one.told);
        plus(&mut self.sorry, broken && one.sorry);
        plus(&mut self.mended, broken && one.mended);
    }
}

/// How promises ended by team. `None`: too few to be shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rates {
    /// Each team, in the order given.
    pub teams: Vec<(RecordId, Option<Rate>)>,
    /// Of those in no team, and of the service itself.
    pub others: Option<Rate>,
    /// Of everyone.
    pub all: Option<Rate>,
}

#[derive(Default)]
struct Cell {
    rate: Rate,
    people: BTreeSet<PersonId>,
    hidden: bool,
}

impl Cell {
    fn size(&self) -> (usize, usize) {
        let ended = usize::try_from(self.rate.ended).unwrap_or(usize::MAX);
        (ended, self.people.len())
    }
}

fn is_enough((ended, people): (usize, usize)) -> bool {
    ended >= ENOUGH_ENDED && people >= ENOUGH_PEOPLE
}

/// Counts what ended by team. Who is in several teams counts in the first of them, so that no
/// promise is counted twice and no difference between teams says something about one person.
pub fn rates(ended: &[Ended], teams: &[Team]) -> Rates {
    let mut cells: Vec<Cell> = Vec::new();
    cells.resize_with(teams.len() + 1, Cell::default);
    let mut all = Cell::default();
    for one in ended.iter().filter(|one| one.how != Became::Open) {
        let place = teams.iter().position(|team| team.members.contains(&one.by));
        let place = place.unwrap_or(teams.len());
        for cell in cells.get_mut(place).into_iter().chain([&mut all]) {
            cell.rate.count(one);
            // The service itself is nobody behind whom a figure could hide.
            if one.by != PersonId::SERVICE {
                cell.people.insert(one.by);
            }
        }
    }
    hide(&mut cells);
    let shown = |cell: &Cell| (!cell.hidden).then_some(cell.rate);
    Rates {
        teams: teams
            .iter()
            .zip(&cells)
            .map(|(team, cell)| (team.team, shown(cell)))
            .collect(),
        others: cells.last().and_then(shown),
        all: is_enough(all.size()).then_some(all.rate),
    }
}

/// How promises of one kind ended, of everyone. It is shown beside the whole, so what is left of the
/// whole without it has to be nothing or large enough too: else the difference of the two would say
/// how the few promises of the other kinds ended, and of whom they were.
pub fn rate_of(ended: &[Ended], kind: Kind) -> Option<Rate> {
    let (mut of_kind, mut others) = (Cell::default(), Cell::default());
    for one in ended.iter().filter(|one| one.how != Became::Open) {
        let cell = if one.kind == kind {
            &mut of_kind
        } else {
            &mut others
        };
        cell.rate.count(one);
        if one.by != PersonId::SERVICE {
            cell.people.insert(one.by);
        }
    }
    let nothing_else = others.rate.ended == 0;
    let safe = is_enough(of_kind.size()) && (nothing_else || is_enough(others.size()));
    safe.then_some(of_kind.rate)
}

/// Hides what is too small, and as much beside it as it takes for the hidden to be large enough
/// together. An empty cell is no smaller secret: that nothing ended there is hidden like the rest.
fn hide(cells: &mut [Cell]) {
    for cell in cells.iter_mut() {
        cell.hidden = !is_enough(cell.size());
    }
    loop {
        let hidden = || cells.iter().filter(|cell| cell.hidden);
        let together: usize = hidden().map(|cell| cell.size().0).sum();
        let people: BTreeSet<_> = hidden().flat_map(|cell| &cell.people).collect();
        let filled = hidden().filter(|cell| cell.rate.ended > 0).count();
        // Nothing happened in what is hidden: there is nothing to work out. One alone, however
        // large it is together with itself, would follow from the others.
        let safe = filled == 0 || filled > 1 && is_enough((together, people.len()));
        if safe {
            return;
        }
        let smallest = cells
            .iter_mut()
            .filter(|cell| !cell.hidden)
            .min_by_key(|cell| cell.size());
        match smallest {
            Some(cell) => cell.hidden = true,
            None => return,
        }
    }
}

#[cfg(test)]
mod tests;
