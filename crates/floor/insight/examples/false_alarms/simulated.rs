//! Made-up clients: how often each rule sees what is there, and how often it flags someone with
//! whom nothing is wrong.
//!
//! Alliance: twelve-item means on a 1-7 scale, 16 sessions, within-person standard deviation .4,
//! lag-1 correlation .2. A rupture is a fall of .8 to 2.0 for one to three sessions; a slow one
//! reaches that depth over three to five sessions and stays. Change: an instrument of reliability
//! .9, a start and 20 sessions, no true change. All of it is assumed; only the ranking of the rules
//! is meant, and the worst case among the quiet.

use insight::{
    Direction, Norms, Precision, Reliable, Scale, Standing, Verdict, Z_95, alliance,
    below_own_range, by_threshold, early_drop, slide, standing,
};
use std::ops::Range;

/// Sessions of a simulated relationship; the first has nothing before it to fall from.
const SESSIONS: usize = 16;
/// Sessions after the start in which nothing changes.
const UNCHANGED: usize = 20;

/// A linear congruential generator (Knuth's MMIX constants), so that the run is always the same.
struct Dice(u64);

impl Dice {
    /// The high half of the next state: the low bits of such a generator repeat too soon.
    fn roll(&mut self) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 32).unwrap_or(u32::MAX)
    }

    /// From 0 up to, not including, 1.
    fn uniform(&mut self) -> f64 {
        f64::from(self.roll()) / (f64::from(u32::MAX) + 1.0)
    }

    /// About standard normal: the sum of twelve.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }

    fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.roll() % (high - low + 1)
    }
}

/// What happens to a relationship.
#[derive(Clone, Copy)]
enum Happens {
    Nothing,
    Rupture,
    SlowRupture,
}

/// The scores of one client, and the sessions at which a rule should speak.
fn client(dice: &mut Dice, happens: Happens) -> (Vec<Option<f64>>, Range<usize>) {
    let usual = (5.5 + 0.6 * dice.normal()).clamp(3.0, 6.5);
    let begins = dice.between(5, 12);
    let (short, slow) = (dice.between(1, 3), dice.between(3, 5));
    let depth = 0.8 + 1.2 * dice.uniform();
    let (carried, fresh) = (0.2_f64, (1.0 - 0.2_f64.powi(2)).sqrt());
    let mut swing = dice.normal();
    let mut scores = Vec::with_capacity(SESSIONS);
    for session in (0_u32..).take(SESSIONS) {
        swing = carried * swing + fresh * dice.normal();
        let since = (session + 1).saturating_sub(begins);
        let fall = match happens {
            Happens::Rupture if (1..=short).contains(&since) => depth,
            Happens::SlowRupture => depth * (f64::from(since) / f64::from(slow)).min(1.0),
            Happens::Rupture | Happens::Nothing => 0.0,
        };
        let twelfths = ((usual + 0.4 * swing - fall).clamp(1.0, 7.0) * 12.0).round();
        scores.push(Some(twelfths / 12.0));
    }
    // A slow one may be seen up to two sessions after it has reached its depth.
    let lasts = match happens {
        Happens::SlowRupture => slow + 2,
        Happens::Rupture | Happens::Nothing => short,
    };
    let place = |session: u32| usize::try_from(session).unwrap_or(SESSIONS).min(SESSIONS);
    (scores, place(begins)..place(begins + lasts))
}

/// How a rule did.
pub(crate) struct Tried {
    /// The rule, in words.
    pub(crate) rule: &'static str,
    /// Of sudden ruptures, the share seen while they last.
    pub(crate) seen: f64,
    /// Of slow ones, the share seen up to two sessions after.
    pub(crate) seen_slow: f64,
    /// Of clients with whom nothing is wrong, the share flagged within 15 sessions.
    pub(crate) flagged: f64,
    /// Of their sessions, the share flagged.
    pub(crate) flagged_sessions: f64,
}

/// One rule over the same made-up clients as every other.
fn tried(
    rule: &'static str,
    seed: u64,
    people: u32,
    fires: impl Fn(&[Option<f64>]) -> bool,
) -> Tried {
    let speaks =
        |scores: &[Option<f64>], session: usize| scores.get(..=session).is_some_and(&fires);
    let share_seen = |happens: Happens| {
        let mut dice = Dice(seed);
        let noticed = (0..people).filter(|_| {
            let (scores, mut sessions) = client(&mut dice, happens);
            sessions.any(|session| speaks(&scores, session))
        });
        share(noticed.count(), people)
    };
    let mut dice = Dice(seed);
    let (mut flagged, mut sessions) = (0_usize, 0_usize);
    for _ in 0..people {
        let (scores, _) = client(&mut dice, Happens::Nothing);
        let alarms = (1..SESSIONS)
            .filter(|session| speaks(&scores, *session))
            .count();
        flagged += usize::from(alarms > 0);
        sessions += alarms;
    }
    let judged = u32::try_from(SESSIONS - 1)
        .unwrap_or(1)
        .saturating_mul(people);
    Tried {
        rule,
        seen: share_seen(Happens::Rupture),
        seen_slow: share_seen(Happens::SlowRupture),
        flagged: share(flagged, people),
        flagged_sessions: share(sessions, judged),
    }
}

fn share(part: usize, whole: u32) -> f64 {
    u32::try_from(part).map_or(1.0, f64::from) / f64::from(whole.max(1))
}

/// Every alliance rule, alone and together, and what they are better than. `None` if the scale of
/// the simulation is not a scale.
pub(crate) fn alliance_rules(seed: u64, people: u32) -> Option<Vec<Tried>> {
    let scale = Scale::of_mean(1, 7, 1, 12)?;
    let norms = Norms::assumed(scale);
    let drop_of = move |sds: f64| {
        move |scores: &[Option<f64>]| match scores {
            [.., Some(before), Some(now)] => before - now >= sds * norms.difference_sd(),
            _ => false,
        }
    };
    let three_falls = move |scores: &[Option<f64>]| match scores {
        [.., Some(a), Some(b), Some(c), Some(d)] => {
            a > b && b > c && c > d && a - d >= 1.5 * norms.within_sd()
        }
        _ => false,
    };
    let chart = move |scores: &[Option<f64>]| below_own_range(scores, scale).is_signal();
    let early = move |scores: &[Option<f64>]| early_drop(scores, norms).is_signal();
    let slid = move |scores: &[Option<f64>]| slide(scores, norms).is_signal();
    let any = move |scores: &[Option<f64>]| {
        alliance(scores, scale, norms)
            .iter()
            .any(Verdict::is_signal)
    };
    Some(vec![
        tried("own-history chart", seed, people, chart),
        tried("early drop", seed, people, early),
        tried("slide", seed, people, slid),
        tried("all rules together", seed, people, any),
        tried(
            "for comparison: three falls in a row",
            seed,
            people,
            three_falls,
        ),
        tried(
            "for comparison: all with three falls",
            seed,
            people,
            move |scores| chart(scores) || early(scores) || three_falls(scores),
        ),
        tried("for comparison: drop of 2 SD", seed, people, drop_of(2.0)),
        tried("for comparison: drop of 1 SD", seed, people, drop_of(1.0)),
    ])
}

/// Of people who do not change in 20 sessions, the share called worse at least once: by a single
/// crossing, and by two in a row.
pub(crate) fn called_worse(seed: u64, people: u32) -> Option<(f64, f64)> {
    let (spread, reliability) = (10.0_f64, 0.9_f64);
    let precision = Precision::new(spread, reliability)?;
    let threshold = precision.threshold(Z_95);
    let direction = Direction::LowerIsBetter;
    let mut dice = Dice(seed);
    let (mut once, mut twice) = (0_usize, 0_usize);
    for _ in 0..people {
        let truth = 40.0 + spread * reliability.sqrt() * dice.normal();
        let mut score = || truth + precision.sem() * dice.normal();
        let start = score();
        let later: Vec<Option<f64>> = (0..UNCHANGED).map(|_| Some(score())).collect();
        let crossed = later.iter().flatten().any(|score| {
            by_threshold(start, *score, threshold, direction).outcome == Reliable::Deteriorated
        });
        let confirmed = (1..=later.len()).any(|sessions| {
            let so_far = later.get(..sessions).unwrap_or(&later);
            let found = standing(start, so_far, threshold, direction).outcome;
            found == Standing::Confirmed(Reliable::Deteriorated)
        });
        once += usize::from(crossed);
        twice += usize::from(confirmed);
    }
    Some((share(once, people), share(twice, people)))
}
