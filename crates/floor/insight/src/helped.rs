//! What helps this person: how much calmer they were after something than before it, drawn towards
//! what is usual for them as long as it was tried only a few times.

use crate::judged::{Judged, Method};
use crate::quantity::Quantity;
use crate::scale::mean;

/// The highest number on the scale: 0 is not at all hard, 10 as hard as it gets.
const HIGHEST: u8 = 10;
/// So many uses weigh as much as what is usual.
const WEIGHT_OF_USUAL: f64 = 4.0;
/// Fewer uses are not put in an order.
const FEWEST: usize = 3;
/// What is the same to so many parts of a point is tied: sums of fractions differ in their last digit.
const PARTS: f64 = 1e9;

/// How far it is, to the parts that count.
fn told(by: f64) -> f64 {
    (by * PARTS).round()
}

/// How hard it was before something and after it, each from 0 to 10.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Eased {
    before: u8,
    after: u8,
}

impl Eased {
    /// `None` above 10.
    pub fn new(before: u8, after: u8) -> Option<Self> {
        (before <= HIGHEST && after <= HIGHEST).then_some(Self { before, after })
    }

    /// By how many points it was easier after than before; below zero: harder.
    fn by(self) -> f64 {
        f64::from(self.before) - f64::from(self.after)
    }
}

/// How something went for this person.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Helped<T> {
    /// What.
    pub what: T,
    /// How often it was rated both before and after.
    pub uses: usize,
    /// By how many points it was easier on average, drawn towards what is usual. Below zero: harder.
    pub by: f64,
    /// Its place, from 1; the same place for those that are tied. `None` below three uses: then
    /// nothing is said of it yet.
    pub place: Option<usize>,
}

pub(crate) const HELPED: Method = Method::own(
    "what-helps",
    "The mean of before minus after, drawn towards a mean that is usual (shrinkage as by Efron & \
     Morris 1975). Usual is the service's mean if it has one, else the person's own over everything \
     they rated. That four uses weigh as much as what is usual (as if one use varied by 2 points and \
     what is tried by 1), and that nothing is put in an order below three uses, is this project's own \
     choice. It is not known what would have come without it.",
);

/// What was tried, best first: those with a place by it, then the others as they came, without any
/// that was never rated. `usual`: what is usual in this service, in points; without it what is usual
/// for this person.
pub fn helped<T>(tried: Vec<(T, Vec<Eased>)>, usual: Option<f64>) -> Vec<Judged<Helped<T>>> {
    let of = |uses: &[Eased]| uses.iter().map(|one| one.by()).collect::<Vec<f64>>();
    let every: Vec<f64> = tried.iter().flat_map(|(_, uses)| of(uses)).collect();
    let usual = usual.filter(|usual| usual.is_finite()).or(mean(&every));
    let usual = usual.unwrap_or_default();
    let mut all: Vec<_> = tried
        .into_iter()
        .filter_map(|(what, uses)| {
            let own = mean(&of(&uses))?;
            let count = f64::from(u32::try_from(uses.len()).unwrap_or(u32::MAX));
            let by = (count * own + WEIGHT_OF_USUAL * usual) / (count + WEIGHT_OF_USUAL);
            let helped = Helped {
                what,
                uses: uses.len(),
                by,
                place: None,
            };
            let numbers = [
                (Quantity::Uses, count),
                (Quantity::EasedBy, own),
                (Quantity::UsualEasedBy, usual),
                (Quantity::DrawnEasedBy, by),
            ];
            Some(Judged::new(helped, &HELPED, &numbers))
        })
        .collect();
    // Stable: those that are tied, and those without a place, stay as they came.
    all.sort_by(|one, other| {
        let (one, other) = (&one.outcome, &other.outcome);
        let ordered = |helped: &Helped<T>| helped.uses >= FEWEST;
        match (ordered(one), ordered(other)) {
            (true, true) => told(other.by).total_cmp(&told(one.by)),
            (false, false) => std::cmp::Ordering::Equal,
            (one, other) => other.cmp(&one),
        }
    });
    let mut before: Option<(f64, usize)> = None;
    for (at, one) in all.iter_mut().enumerate() {
        if one.outcome.uses < FEWEST {
            continue;
        }
        let place = match before {
            Some((by, place)) if told(one.outcome.by).total_cmp(&by).is_eq() => place,
            _ => at + 1,
        };
        before = Some((told(one.outcome.by), place));
        one.outcome.place = Some(place);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn uses(all: &[(u8, u8)]) -> Vec<Eased> {
        all.iter()
            .map(|(before, after)| Eased::new(*before, *after).unwrap())
            .collect()
    }

    #[test]
    fn numbers_off_the_scale_are_refused() {
        assert_eq!(Eased::new(11, 0), None);
        assert_eq!(Eased::new(0, 11), None);
        assert!(Eased::new(10, 0).is_some());
    }

    #[test]
    fn what_was_tried_often_goes_before_what_went_well_a_few_times() {
        // Worked by hand. Often: 12 uses of 4; seldom: 3 uses of 5; little: 3 uses of 0. Usual is
        // (48 + 15 + 0) / 18 = 3.5. Often: (48 + 14) / 16 = 3.875; seldom: (15 + 14) / 7 = 4.142857;
        // little: (0 + 14) / 7 = 2.
        let tried = vec![
            ("little", uses(&[(5, 5); 3])),
            ("often", uses(&[(8, 4); 12])),
            ("seldom", uses(&[(9, 4); 3])),
            ("once", uses(&[(10, 0)])),
            ("never", Vec::new()),
        ];
        let without_once: Vec<_> = tried
            .iter()
            .filter(|(name, _)| *name != "once")
            .cloned()
            .collect();
        let found = helped(without_once, None);
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.outcome.what, one.outcome.place))
            .collect();
        assert_eq!(
            told,
            [("seldom", Some(1)), ("often", Some(2)), ("little", Some(3))]
        );
        for (one, by) in found.iter().zip([29.0 / 7.0, 3.875, 2.0]) {
            assert!((one.outcome.by - by).abs() < 1e-12, "{one:?}");
        }
        // Against a service where little is usual, three good times weigh less than twelve.
        let found = helped(tried, Some(0.5));
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.outcome.what, one.outcome.place))
            .collect();
        assert_eq!(
            told,
            [
                ("often", Some(1)),
                ("seldom", Some(2)),
                ("little", Some(3)),
                ("once", None)
            ]
        );
    }

    #[test]
    fn those_that_are_tied_share_a_place_and_the_next_comes_after_both() {
        let tried = vec![
            ("a", uses(&[(5, 5); 3])),
            ("b", uses(&[(9, 5); 4])),
            ("c", uses(&[(8, 4); 4])),
        ];
        let found = helped(tried, None);
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.outcome.what, one.outcome.place))
            .collect();
        assert_eq!(told, [("b", Some(1)), ("c", Some(1)), ("a", Some(3))]);
    }

    fn some_tried() -> impl Strategy<Value = Vec<(usize, Vec<Eased>)>> {
        let one =
            (0_u8..=10, 0_u8..=10).prop_map(|(before, after)| Eased::new(before, after).unwrap());
        prop::collection::vec(prop::collection::vec(one, 0..12), 0..8)
            .prop_map(|all| all.into_iter().enumerate().collect())
    }

    proptest! {
        #[test]
        fn it_lies_between_what_was_said_and_what_is_usual(tried in some_tried(), usual in -10.0_f64..10.0) {
            for one in helped(tried, Some(usual)) {
                let own = one.number(Quantity::EasedBy).unwrap();
                let (low, high) = (own.min(usual) - 1e-9, own.max(usual) + 1e-9);
                prop_assert!((low..=high).contains(&one.outcome.by));
            }
        }

        #[test]
        fn nothing_below_three_uses_has_a_place_and_everything_else_has(tried in some_tried()) {
            let rated = tried.iter().filter(|(_, uses)| !uses.is_empty()).count();
            let found = helped(tried, None);
            prop_assert_eq!(found.len(), rated);
            for one in &found {
                prop_assert_eq!(one.outcome.place.is_some(), one.outcome.uses >= 3);
            }
            let places: Vec<_> = found.iter().filter_map(|one| one.outcome.place).collect();
            prop_assert!(places.is_sorted());
            prop_assert_eq!(places.first().copied(), (!places.is_empty()).then_some(1));
        }

        #[test]
        fn one_more_good_time_never_takes_something_down(
            tried in some_tried(), which in any::<prop::sample::Index>(), usual in -10.0_f64..10.0
        ) {
            prop_assume!(!tried.is_empty());
            let which = which.index(tried.len());
            let by = |tried: Vec<(usize, Vec<Eased>)>| {
                helped(tried, Some(usual)).into_iter().find(|one| one.outcome.what == which).map(|one| one.outcome.by)
            };
            let before = by(tried.clone());
            let mut more = tried;
            more[which].1.push(Eased::new(10, 0).unwrap());
            let after = by(more).unwrap();
            prop_assert!(before.is_none_or(|before| after >= before - 1e-9));
        }

        #[test]
        fn the_order_in_which_uses_came_says_nothing(tried in some_tried()) {
            let turned: Vec<_> = tried.iter().cloned().map(|(what, mut uses)| { uses.reverse(); (what, uses) }).collect();
            let (one, other) = (helped(tried, None), helped(turned, None));
            for (one, other) in one.iter().zip(&other) {
                prop_assert_eq!(one.outcome.what, other.outcome.what);
                prop_assert!((one.outcome.by - other.outcome.by).abs() < 1e-9);
            }
        }
    }
}
