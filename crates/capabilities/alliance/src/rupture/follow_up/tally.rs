//! What a service lead may count of ruptures: how many, answered in time, repaired, or open through
//! three sessions. Never whose.

use super::rules::ANSWER_WITHIN;
use super::stored::RuptureTallyV1;
use care::{Moment, PersonId};
use sealed::{ReadError, Vault};

/// One rupture, as it is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tallied {
    /// With whom the strain is, as far as is known and whoever treats the client may know of it.
    pub by: Option<PersonId>,
    /// When it was opened.
    pub opened: Moment,
    /// From when whoever treats the client could read it; `None`: the client chose someone else.
    pub readable: Option<Moment>,
    /// When it was first answered.
    pub answered: Option<Moment>,
    /// When the client closed it.
    pub closed: Option<Moment>,
    /// When it had been open through three sessions.
    pub unrepaired: Option<Moment>,
}

/// The ruptures that were opened from `from` on and before `until`, without whose they are, and how
/// many entries are damaged. What a client keeps to themselves is not among them.
///
/// # Errors
/// If the directory cannot be read.
pub async fn rupture_tallies(
    vault: &Vault,
    from: Moment,
    until: Moment,
) -> Result<(Vec<Tallied>, usize), ReadError> {
    let all = vault.directory_all::<RuptureTallyV1>().await?;
    let tallied = all.kept.iter().map(|kept| {
        let value = &kept.value;
        Tallied {
            by: value.by.map(PersonId::from_bytes),
            opened: Moment::from_millis(value.opened_at),
            readable: value.readable_at.map(Moment::from_millis),
            answered: value.answered_at.map(Moment::from_millis),
            closed: value.closed_at.map(Moment::from_millis),
            unrepaired: value.unrepaired_at.map(Moment::from_millis),
        }
    });
    let within = tallied.filter(|one| from <= one.opened && one.opened < until);
    Ok((within.collect(), all.damaged.len()))
}

/// How many ruptures came how far.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RuptureCount {
    /// How many were opened.
    pub opened: usize,
    /// How many of these whoever treats the client could read.
    pub readable: usize,
    /// How many of the readable were answered, sooner or later.
    pub answered: usize,
    /// How many of the readable were answered within 48 hours of being readable.
    pub answered_in_time: usize,
    /// How many of the readable have neither been answered nor had their 48 hours yet: not to be
    /// held against anyone.
    pub still_in_time: usize,
    /// How many of those opened the client closed.
    pub repaired: usize,
    /// How many of those opened were open through three sessions without coming right, whatever
    /// became of them later.
    pub unrepaired: usize,
}

/// Counts them at `now`.
pub fn rupture_counts(all: &[Tallied], now: Moment) -> RuptureCount {
    let mut count = RuptureCount::default();
    for one in all {
        count.opened += 1;
        count.repaired += usize::from(one.closed.is_some());
        count.unrepaired += usize::from(one.unrepaired.is_some());
        let Some(readable) = one.readable else {
            continue;
        };
        count.readable += 1;
        let within = readable + ANSWER_WITHIN;
        match one.answered {
            Some(answered) => {
                count.answered += 1;
                count.answered_in_time += usize::from(answered <= within);
            }
            None => count.still_in_time += usize::from(now <= within && one.closed.is_none()),
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{DAY, HOUR};

    #[test]
    fn each_is_counted_once_and_nobody_is_counted_late_before_their_time() {
        let at = Moment::from_millis(100 * DAY);
        let bare = Tallied {
            by: None,
            opened: at,
            readable: Some(at),
            answered: None,
            closed: None,
            unrepaired: None,
        };
        let in_time = Tallied {
            answered: Some(at + 48 * HOUR),
            closed: Some(at + 9 * DAY),
            ..bare
        };
        let late = Tallied {
            answered: Some(at + 48 * HOUR + 1),
            unrepaired: Some(at + 30 * DAY),
            ..bare
        };
        let elsewhere = Tallied {
            readable: None,
            ..bare
        };
        let all = [bare, in_time, late, elsewhere];
        let early = rupture_counts(&all, at + HOUR);
        let expected = RuptureCount {
            opened: 4,
            readable: 3,
            answered: 2,
            answered_in_time: 1,
            still_in_time: 1,
            repaired: 1,
            unrepaired: 1,
        };
        assert_eq!(early, expected);
        let later = rupture_counts(&all, at + 3 * DAY);
        assert_eq!(
            later,
            RuptureCount {
                still_in_time: 0,
                ..expected
            }
        );
        assert_eq!(rupture_counts(&[], at), RuptureCount::default());
    }
}
