//! What was measured, and how it is told.

use crate::system::Stopwatch;
use std::fs::read_to_string;
use std::path::Path;
use std::time::Duration;

/// The processor's time is counted by Linux in hundredths of a second, whatever the machine
/// (`USER_HZ`, proc(5)).
const TICK: Duration = Duration::from_millis(10);

/// How many processors there are.
pub(super) fn processors() -> u32 {
    std::thread::available_parallelism().map_or(1, |count| u32::try_from(count.get()).unwrap_or(1))
}

/// What the program has used of the processors so far; zero where the system does not say.
fn used() -> Duration {
    let stat = read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is the program's name in brackets and may hold spaces.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: u32 = after
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u32>().ok())
        .sum();
    TICK * ticks
}

/// Bytes of memory that a program has in use now, in MiB.
pub(super) fn memory(process: &str) -> f64 {
    let status =
        read_to_string(Path::new("/proc").join(process).join("status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: Option<u32> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    f64::from(kib.unwrap_or_default()) / 1024.0
}

/// A stretch of work.
pub(super) struct Stretch {
    watch: Stopwatch,
    used: Duration,
}

/// How long a stretch took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Took {
    /// On the clock.
    pub(super) time: Duration,
    /// Of the processors.
    pub(super) processor: Duration,
}

impl Stretch {
    pub(super) fn begin() -> Self {
        Self {
            used: used(),
            watch: Stopwatch::start(),
        }
    }

    pub(super) fn so_far(&self) -> Duration {
        self.watch.elapsed()
    }

    pub(super) fn end(&self) -> Took {
        let time = self.watch.elapsed();
        Took {
            time,
            processor: used().saturating_sub(self.used),
        }
    }
}

impl Took {
    /// So many in this time, a second.
    pub(super) fn rate(self, count: u32) -> f64 {
        f64::from(count) / self.time.as_secs_f64().max(f64::EPSILON)
    }

    /// Microseconds of processor for each.
    pub(super) fn cost(self, count: u32) -> f64 {
        self.processor.as_secs_f64() * 1e6 / f64::from(count.max(1))
    }

    /// How many processors were busy, on average.
    pub(super) fn busy(self) -> f64 {
        self.processor.as_secs_f64() / self.time.as_secs_f64().max(f64::EPSILON)
    }
}

/// The value below which this share (in per cent) of them lies.
pub(super) fn share(mut all: Vec<Duration>, per_cent: usize) -> Duration {
    all.sort_unstable();
    let place = (all.len() * per_cent / 100).min(all.len().saturating_sub(1));
    all.get(place).copied().unwrap_or_default()
}

/// In milliseconds.
pub(super) fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_one_of_the_values() {
        let all: Vec<_> = (1..=200).rev().map(Duration::from_millis).collect();
        assert_eq!(share(all.clone(), 50), Duration::from_millis(101));
        assert_eq!(share(all.clone(), 99), Duration::from_millis(199));
        assert_eq!(share(all, 100), Duration::from_millis(200));
        assert_eq!(share(Vec::new(), 50), Duration::ZERO);
    }
}
