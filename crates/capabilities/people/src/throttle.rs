//! Guessing is slowed down without locking anyone out.
//!
//! Someone who guesses from an address uses up that address's tries for a name, not the person's
//! own: a device on which the person signed in before has tries of its own, which nobody else can
//! use up. What is remembered here is in memory only, and holds neither names nor, beyond the
//! hour, addresses.

use care::{Clock, RecordId};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Tries from one address at once, and how often one comes back. Many people can share a clinic's
/// address, so it is generous; names have budgets of their own.
const FROM_SOURCE: (u32, Duration) = (30, Duration::from_secs(20));
/// Tries for one name from one address: 4 at once, and 4 come back in an hour. Fewer than from all
/// together, so that one place does not use up every other's.
const NAME_FROM_SOURCE: (u32, Duration) = (4, Duration::from_mins(15));
/// Tries for one name from all addresses together, unless the device is known: 5 at once and 5 come
/// back in an hour, so that no hour has more than 10.
const NAME: (u32, Duration) = (5, Duration::from_mins(12));
/// Tries from one known device for its own person: 10 at once, 60 an hour.
const DEVICE: (u32, Duration) = (10, Duration::from_mins(1));
/// Passkey ceremonies that one address begins: 60 at once, one more each second.
const CEREMONY: (u32, Duration) = (60, Duration::from_secs(1));
/// Printed codes tried from one address after the name's own tries are used up: 10 at once, 10 an
/// hour. A code has sixty bits, so what is bounded here is work, not luck.
const CODE: (u32, Duration) = (10, Duration::from_mins(6));
/// After so many tries, what no longer counts is forgotten.
const TIDY_EVERY: u32 = 256;

/// The service's clock, as the limiter reads it.
struct Ticks(Arc<dyn Clock>);

impl governor::clock::Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now().millis()).unwrap_or_default())
    }
}

type Budget<K> = RateLimiter<K, DefaultKeyedStateStore<K>, Ticks, NoOpMiddleware<Duration>>;

fn budget<K: Hash + Eq + Clone>(
    (at_once, back): (u32, Duration),
    clock: &Arc<dyn Clock>,
) -> Budget<K> {
    // Neither constant is zero; if one were, one try at a time is the safe reading.
    let at_once = NonZeroU32::new(at_once).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(back).unwrap_or_else(|| Quota::per_hour(NonZeroU32::MIN));
    RateLimiter::new(
        quota.allow_burst(at_once),
        DefaultKeyedStateStore::default(),
        Ticks(Arc::clone(clock)),
    )
}

/// Who may try how often.
pub(crate) struct Throttle {
    source: Budget<IpAddr>,
    name_from_source: Budget<(RecordId, IpAddr)>,
    name: Budget<RecordId>,
    device: Budget<RecordId>,
    second: Budget<RecordId>,
    ceremony: Budget<IpAddr>,
    code: Budget<IpAddr>,
    tries: AtomicU32,
}

impl Throttle {
    pub(crate) fn new(clock: &Arc<dyn Clock>) -> Self {
        Self {
            source: budget(FROM_SOURCE, clock),
            name_from_source: budget(NAME_FROM_SOURCE, clock),
            name: budget(NAME, clock),
            device: budget(DEVICE, clock),
            second: budget(NAME, clock),
            ceremony: budget(CEREMONY, clock),
            code: budget(CODE, clock),
            tries: AtomicU32::new(0),
        }
    }

    /// Whether someone at this address may try something that has no name, now.
    pub(crate) fn may_try(&self, from: Option<IpAddr>) -> bool {
        self.tidy();
        self.source.check_key(&network(from)).is_ok()
    }

    /// Whether someone at this address, on a device that is not known, may try this name now.
    pub(crate) fn may_try_name(&self, name: RecordId, from: Option<IpAddr>) -> bool {
        let from = network(from);
        // In this order, so that whoever is stopped early does not use up what others share.
        self.may_try(Some(from))
            && self.name_from_source.check_key(&(name, from)).is_ok()
            && self.name.check_key(&name).is_ok()
    }

    /// Whether a known device may try its own person's name now.
    pub(crate) fn may_try_on(&self, device: RecordId) -> bool {
        self.tidy();
        self.device.check_key(&device).is_ok()
    }

    /// Whether someone on a device that is not known may try this person's second step now. They
    /// had the passphrase right, so from where they come does not matter.
    pub(crate) fn may_try_second(&self, person: RecordId) -> bool {
        self.tidy();
        self.second.check_key(&person).is_ok()
    }

    /// Whether someone at this address may try a printed code, though the name's tries are used up:
    /// whoever uses them up must not keep the person out.
    pub(crate) fn may_try_code(&self, from: Option<IpAddr>) -> bool {
        self.code.check_key(&network(from)).is_ok()
    }

    /// Whether someone at this address may begin to show a passkey now. There is nothing to guess;
    /// this bounds what is remembered.
    pub(crate) fn may_begin(&self, from: Option<IpAddr>) -> bool {
        self.tidy();
        self.ceremony.check_key(&network(from)).is_ok()
    }

    fn tidy(&self) {
        if self.tries.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.source.retain_recent();
            self.name_from_source.retain_recent();
            self.name.retain_recent();
            self.device.retain_recent();
            self.second.retain_recent();
            self.ceremony.retain_recent();
            self.code.retain_recent();
        }
    }
}

/// The address that counts: for IPv6 the network of 64 bits that one subscriber is given.
fn network(from: Option<IpAddr>) -> IpAddr {
    match from.map(|from| from.to_canonical()) {
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        Some(address) => address,
        None => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::HOUR;
    use testing::Frozen;

    fn from(text: &str) -> Option<IpAddr> {
        text.parse().ok()
    }

    fn name(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    fn frozen() -> (Arc<Frozen>, Throttle) {
        let clock = Arc::new(Frozen::default());
        let throttle = Throttle::new(&(Arc::clone(&clock) as Arc<dyn Clock>));
        (clock, throttle)
    }

    fn tries(throttle: &Throttle, n: u8, from: Option<IpAddr>) -> usize {
        (0..200)
            .filter(|_| throttle.may_try_name(name(n), from))
            .count()
    }

    #[test]
    fn guessing_one_name_from_one_place_leaves_a_try_for_another_place() {
        let (clock, throttle) = frozen();
        assert_eq!(tries(&throttle, 1, from("192.0.2.7")), 4);
        assert_eq!(tries(&throttle, 1, from("192.0.2.8")), 1);
        clock.pass(HOUR);
        assert_eq!(tries(&throttle, 1, from("192.0.2.7")), 4, "an hour later");
    }

    #[test]
    fn no_hour_has_more_than_ten_tries_of_a_name_from_everywhere_together() {
        let (clock, throttle) = frozen();
        let mut minutes = Vec::new();
        for _ in 0..150 {
            let all: usize = (1..=50)
                .map(|n| tries(&throttle, 1, from(&format!("192.0.2.{n}"))))
                .sum();
            minutes.push(all);
            clock.pass(care::MINUTE);
        }
        let most = minutes.windows(60).map(|hour| hour.iter().sum::<usize>());
        let most = most.max().unwrap();
        assert!((5..=10).contains(&most), "{most}");
    }

    #[test]
    fn a_known_device_has_tries_that_nobody_else_can_use_up() {
        let (_, throttle) = frozen();
        for n in 1..=50 {
            tries(&throttle, 1, from(&format!("192.0.2.{n}")));
        }
        let device = name(9);
        assert_eq!((0..50).filter(|_| throttle.may_try_on(device)).count(), 10);
        assert!(throttle.may_try_on(name(8)), "and every device its own");
    }

    #[test]
    fn many_names_from_one_place_are_slowed_down_together() {
        let (_, throttle) = frozen();
        let all: usize = (1..=100)
            .map(|n| tries(&throttle, n, from("192.0.2.7")))
            .sum();
        assert_eq!(
            all, 4,
            "two hundred tries at the first name are all this place has"
        );
        let (_, throttle) = frozen();
        let each_once = (1..=100)
            .filter(|n| throttle.may_try_name(name(*n), from("192.0.2.7")))
            .count();
        assert_eq!(each_once, 30);
    }

    #[test]
    fn one_subscriber_is_one_place_whatever_address_they_take() {
        let (_, throttle) = frozen();
        let all: usize = (1..=9)
            .map(|n| tries(&throttle, 1, from(&format!("2001:db8:1:2::{n}"))))
            .sum();
        assert_eq!(all, 4);
        assert_eq!(
            network(from("::ffff:192.0.2.7")),
            network(from("192.0.2.7"))
        );
        assert_ne!(
            network(from("2001:db8:1:2::1")),
            network(from("2001:db8:1:3::1"))
        );
    }

    #[test]
    fn what_no_longer_counts_is_forgotten() {
        let (clock, throttle) = frozen();
        for n in 0..100 {
            throttle.may_try_name(name(n), from(&format!("192.0.2.{n}")));
        }
        clock.pass(2 * HOUR);
        for _ in 0..TIDY_EVERY {
            throttle.may_try_on(name(1));
        }
        assert_eq!(
            (
                throttle.source.len(),
                throttle.name_from_source.len(),
                throttle.name.len()
            ),
            (0, 0, 0)
        );
    }
}
