//! Who is missing at each wave of follow-up, of everyone who started.

use super::rates::share;
use crate::judged::{Judged, Method};
use crate::quantity::Quantity;

/// One wave.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Wave {
    /// Without a score at this wave.
    pub missing: usize,
    /// Of these, without a score at every later wave as well: gone, as far as scores can tell.
    pub gone: usize,
    /// The share of everyone who started that is missing, 0 to 1; `None` where nobody started.
    pub share: Option<f64>,
}

pub(crate) const WAVES: Method = Method::own(
    "missing-by-wave",
    "A count: everyone who started is in the denominator at every wave. That someone counts as gone \
     when no later wave has a score is this project's own choice.",
);

/// Who is missing at each wave. For each person, whether there is a score at each wave, in order;
/// a wave beyond someone's list is missing. Counts are not kept back here: show them only of a
/// group that may be shown.
pub fn missing_by_wave(everyone: &[Vec<bool>]) -> Judged<Vec<Wave>> {
    let waves = everyone.iter().map(Vec::len).max().unwrap_or(0);
    let there = |one: &[bool], wave: usize| one.get(wave).copied().unwrap_or(false);
    let outcome = (0..waves)
        .map(|wave| {
            let missing = everyone.iter().filter(|one| !there(one, wave));
            let gone = missing
                .clone()
                .filter(|one| (wave..waves).all(|later| !there(one, later)));
            Wave {
                missing: missing.clone().count(),
                gone: gone.count(),
                share: share(missing.count(), everyone.len()),
            }
        })
        .collect();
    let started = u32::try_from(everyone.len()).map_or(f64::MAX, f64::from);
    Judged::new(outcome, &WAVES, &[(Quantity::Started, started)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn someone_who_comes_back_was_missing_but_not_gone() {
        let everyone = [
            vec![true, true, true],
            vec![true, false, true],
            vec![true, false, false],
            vec![true],
        ];
        let waves = missing_by_wave(&everyone).outcome;
        let found: Vec<_> = waves.iter().map(|wave| (wave.missing, wave.gone)).collect();
        assert_eq!(found, [(0, 0), (3, 2), (2, 2)]);
        assert_eq!(waves[1].share, Some(0.75));
        assert_eq!(missing_by_wave(&[]).outcome, []);
    }

    proptest! {
        #[test]
        fn nobody_who_is_gone_comes_back(
            everyone in prop::collection::vec(prop::collection::vec(any::<bool>(), 0..6), 0..20)
        ) {
            let waves = missing_by_wave(&everyone).outcome;
            for pair in waves.windows(2) {
                prop_assert!(pair[0].gone <= pair[1].gone);
            }
            for wave in &waves {
                prop_assert!(wave.gone <= wave.missing && wave.missing <= everyone.len());
            }
        }
    }
}
