//! When a record may be destroyed. Pure.

use care::{DAY, Facts, Moment};

/// How long after a client asked their record is destroyed: seven days, this project's own choice.
/// Long enough to stop what someone else asked for in their name.
pub const ERASE_AFTER: i64 = 7 * DAY;
/// Days in a year that a record is kept: the mean of the Gregorian calendar, rounded up.
const YEAR: i64 = 366 * DAY;

/// How long a service keeps records after care has ended, if the law that holds for it says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Keeps {
    /// Years after the end of care. `None`: nothing is set, and a client's wish is enough.
    pub years: Option<u16>,
}

/// When care ended: when the last relation did. `None`: somebody works with the client still, or
/// nobody ever has.
pub(crate) fn ended(facts: &Facts, now: Moment) -> Option<Moment> {
    let mut last = None;
    for relation in &facts.relations {
        let until = relation.until.filter(|until| *until <= now)?;
        last = last.max(Some(until));
    }
    last
}

/// Until when the law keeps a record. `None`: nothing keeps it, or care has not ended and nobody
/// can say.
pub(crate) fn kept_until(keeps: Keeps, facts: &Facts, now: Moment) -> Option<Moment> {
    let years = i64::from(keeps.years?);
    ended(facts, now).map(|ended| ended + years * YEAR)
}

/// When a record whose owner asked for it at `asked` is destroyed. `None`: it is kept until some
/// years after care has ended, and care has not ended.
pub(crate) fn due(keeps: Keeps, facts: &Facts, asked: Moment, now: Moment) -> Option<Moment> {
    let wished = asked + ERASE_AFTER;
    // Someone with whom nobody ever worked is not in care: the law keeps nothing of them.
    if keeps.years.is_none() || facts.relations.is_empty() {
        return Some(wished);
    }
    kept_until(keeps, facts, now).map(|kept| kept.max(wished))
}
